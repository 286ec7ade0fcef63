/* A form for a record that is not part of an open chart: the clinic, a prescriber, a policy, a new
 * patient. What is right goes into the record at once; the words about what is wrong stand beside
 * the fields. */
#pragma once

#include "den-field-row.h"

G_BEGIN_DECLS

#define DEN_TYPE_RECORD_FORM (den_record_form_get_type ())
/* Signals: "changed" after a field went into the record, "finished" after Enter in the last field.
 */
G_DECLARE_FINAL_TYPE (DenRecordForm, den_record_form, DEN, RECORD_FORM, GtkBox)

/* Keeps the record after a field of it was changed. FALSE with ERROR takes the change back. */
typedef gboolean (*DenFormKeep) (DenRecordForm *form, gpointer record, gpointer data,
                                 GError **error);

/* RECORD is taken over. */
GtkWidget *den_record_form_new (gpointer record);
gpointer den_record_form_get_record (DenRecordForm *self);

/* Adds a row for the field COLUMN, below the others, or beside those of the heading. */
DenFieldRow *den_record_form_add (DenRecordForm *self, const char *column);
/* Rows for the columns up to NULL. */
void den_record_form_add_columns (DenRecordForm *self, const char *const *columns);
/* Rows for all fields that a form shows. */
void den_record_form_add_all (DenRecordForm *self);
void den_record_form_add_heading (DenRecordForm *self, const char *words);
DenFieldRow *den_record_form_get_row (DenRecordForm *self, const char *column);
/* Forms in one group have their controls in one line. */
void den_record_form_set_label_group (DenRecordForm *self, GtkSizeGroup *group);
/* Each change is kept when it is made. */
void den_record_form_set_keep (DenRecordForm *self, DenFormKeep keep, gpointer data);

/* Takes what stands in every control and checks the whole record. FALSE where something is wrong:
 * it stands beside the fields then, and the first of them has the focus. */
gboolean den_record_form_take (DenRecordForm *self);
/* Shows the record anew after it was changed from elsewhere. */
void den_record_form_show_record (DenRecordForm *self);
/* RECORD, which is taken over, in the place of the present one, of the same type. */
void den_record_form_set_record (DenRecordForm *self, gpointer record);

G_END_DECLS
