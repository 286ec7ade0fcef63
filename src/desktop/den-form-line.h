/* One line of a dialog for what is no field of a record: a label, any control, and beneath it the
 * words that say what would be right. It looks like a DenFieldRow, whose lines it stands among. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_FORM_LINE (den_form_line_get_type ())
G_DECLARE_FINAL_TYPE (DenFormLine, den_form_line, DEN, FORM_LINE, GtkBox)

/* LABEL has its mnemonic marked by an underline; it is CONTROL's accessible name too. */
GtkWidget *den_form_line_new (const char *label, GtkWidget *control);
/* Lines whose labels are in one group have their controls in one line. */
void den_form_line_set_label_group (DenFormLine *self, GtkSizeGroup *group);
/* What is wrong with what stands in the control; NULL for nothing. */
void den_form_line_set_error (DenFormLine *self, const char *message);
const char *den_form_line_get_error (DenFormLine *self);
/* Quiet words beneath the control; NULL for none. */
void den_form_line_set_hint (DenFormLine *self, const char *words);
GtkWidget *den_form_line_get_control (DenFormLine *self);

G_END_DECLS
