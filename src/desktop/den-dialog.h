/* A small modal window with a page of content and two buttons: Cancel, and what it is for. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_DIALOG (den_dialog_get_type ())
/* Signal "accepted" when its button is pressed, or Ctrl+Enter; the handler closes it by
 * gtk_window_destroy when all is well, else it shows the problem. */
G_DECLARE_DERIVABLE_TYPE (DenDialog, den_dialog, DEN, DIALOG, GtkWindow)

struct _DenDialogClass
{
  GtkWindowClass parent_class;

  void (*accepted) (DenDialog *self);
};

GtkWidget *den_dialog_new (GtkWindow *parent, const char *title, const char *accept_label);
void den_dialog_set_accept_label (DenDialog *self, const char *label);
/* The button turns red: it takes something away. */
void den_dialog_set_destructive (DenDialog *self);
void den_dialog_set_cancel_label (DenDialog *self, const char *label);
/* CONTENT scrolls where the screen is too small. */
void den_dialog_set_content (DenDialog *self, GtkWidget *content);
/* WIDGET stands below the content and does not scroll with it. */
void den_dialog_add_below (DenDialog *self, GtkWidget *widget);
/* What went wrong, below the content; NULL for nothing. */
void den_dialog_set_problem (DenDialog *self, const char *words);
/* The button of the dialog, for instance to switch it off while a job runs. */
GtkWidget *den_dialog_get_accept_button (DenDialog *self);

/* Asks before something is done that undo does not take back. CONFIRMED is called with OWNER, a
 * GObject that is kept until then. */
typedef void (*DenConfirmed) (gpointer owner);
void den_ask (GtkWindow *parent, const char *title, const char *words, const char *accept_label,
              DenConfirmed confirmed, gpointer owner);

G_END_DECLS
