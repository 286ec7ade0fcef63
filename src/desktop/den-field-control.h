/* The control that a field's type asks for, and the way between it and a value. */
#pragma once

#include "den-field.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An entry, a text view for long texts, or a drop-down for choices and flags, which begins with the
 * dash of the unknown. */
GtkWidget *den_field_control_new (const DenField *field);
/* Whether the field's control takes the room that is left in its line. */
gboolean den_field_control_expands (const DenField *field);
/* Puts VALUE into CONTROL. */
void den_field_control_show (GtkWidget *control, const DenField *field, const DenValue *value);
/* Reads and checks what stands in CONTROL, as den_field_parse does. */
gboolean den_field_control_read (GtkWidget *control, const DenField *field, DenValue *value,
                                 GError **error);
/* Whether CONTROL shows anything else than VALUE. */
gboolean den_field_control_differs (GtkWidget *control, const DenField *field,
                                    const DenValue *value);

/* A value as a page tells it: with its unit, "Yes" or "No" of a flag; NULL where it is not known.
 * To be freed. */
char *den_field_show_with_unit (const DenField *field, const DenValue *value);
/* An instant as the screen shows it, "11/20/2026 09:05", in the clock it was read from. */
char *den_field_show_instant (DenInstant instant);
/* VALUE as the screen shows it; "" when unknown. */
char *den_field_show (const DenField *field, const DenValue *value);

G_END_DECLS
