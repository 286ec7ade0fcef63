/* What the files of the window share. */
#pragma once

#include "den-chart-editor.h"
#include "den-message.h"
#include "den-window.h"

G_BEGIN_DECLS

struct _DenWindow
{
  GtkApplicationWindow parent_instance;

  DenOffice *office;
  DenChartEditor *editor; /* of the patient whose page is open, or NULL */
  const char *origin;     /* the section that the patient was opened from */
  guint note_timer;

  GtkButton *back_button;
  GtkBox *demo_bar;
  GtkLabel *note_label;
  GtkRevealer *note_revealer;
  GtkBox *problem_bar;
  GtkLabel *problem_label;
  GtkListBox *section_list;
  GtkButton *set_up_button;
  GtkStack *stack;
  GtkLabel *subtitle_label;
  GtkLabel *title_label;
};

void den_window_install_actions (GtkWidgetClass *widget_class);
void den_window_follow_place (DenWindow *self);
gboolean den_window_take_field (DenWindow *self);
void den_window_close_patient (DenWindow *self);
/* From a patient's page to the section that it was opened from. */
void den_window_go_back (DenWindow *self);

G_END_DECLS
