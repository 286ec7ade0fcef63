/* An editable list of records that belong to a record of a form: a policy's scales and exclusions.
 */
#pragma once

#include "den-field.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_INNER_LIST (den_inner_list_get_type ())
G_DECLARE_FINAL_TYPE (DenInnerList, den_inner_list, DEN, INNER_LIST, GtkBox)

/* RECORDS is the list of the form's record, of type FIELD->of; it must outlive the widget, which
 * adds to it and removes from it. */
GtkWidget *den_inner_list_new (const DenField *field, GPtrArray *records);
/* Takes every control and checks every record. FALSE where something is wrong, which stands beside
 * it then. */
gboolean den_inner_list_take (DenInnerList *self);

G_END_DECLS
