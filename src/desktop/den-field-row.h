/* One field of a record on the screen: its label, the control that its type asks for, the unit
 * beside it, and beneath it the words that say what would be right. It takes what was entered when
 * it is left or on Enter, keeps a wrong text to be corrected, and goes back to what it was on
 * Escape. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_FIELD_ROW (den_field_row_get_type ())
/* Property "error" (string, read-only): what is wrong with what stands in the control, or NULL. */
G_DECLARE_FINAL_TYPE (DenFieldRow, den_field_row, DEN, FIELD_ROW, GtkBox)

/* Keeps VALUE, which fits the field. FALSE with ERROR, whose words stand beneath the control, where
 * it can not be kept. */
typedef gboolean (*DenFieldCommit) (DenFieldRow *row, const DenValue *value, gpointer data,
                                    GError **error);

/* FIELD belongs to the program's field tables. The row shows an unknown value until it is set. */
GtkWidget *den_field_row_new (const DenField *field);
/* The same without a label and without words beneath, for a cell of a table: who owns the table
 * shows the "error". The accessible name is still the field's. */
GtkWidget *den_field_row_new_cell (const DenField *field);
/* Bound to the field COLUMN of the chart's record of TYPE with the row id RECORD_ID: it shows what
 * the chart holds and commits through EDITOR. The patient's own record has the patient's id. */
GtkWidget *den_field_row_new_for_record (DenChartEditor *editor, const DenRecordType *type,
                                         gint64 record_id, const char *column);
void den_field_row_bind (DenFieldRow *row, DenChartEditor *editor, const DenRecordType *type,
                         gint64 record_id);

const DenField *den_field_row_get_field (DenFieldRow *row);
/* What takes the focus. */
GtkWidget *den_field_row_get_control (DenFieldRow *row);
/* The first row below ROOT that is bound to the field of the record; COLUMN NULL: to any field of
 * it. NULL where there is none. */
DenFieldRow *den_field_row_find (GtkWidget *root, const DenRecordType *type, gint64 record_id,
                                 const char *column);
/* The row that WIDGET, for instance the window's focus, lies in, or NULL. */
DenFieldRow *den_field_row_of (GtkWidget *widget);

/* Another label than the field's own; an underline stands before its mnemonic. */
void den_field_row_set_label (DenFieldRow *row, const char *label);
/* Rows whose labels are in one group have their controls in one line. */
void den_field_row_set_label_group (DenFieldRow *row, GtkSizeGroup *group);
/* The names of REFERENCE's drugs are offered while typing; it must outlive the row. */
void den_field_row_set_drugs (DenFieldRow *row, const DenReference *reference);
/* The same where the row's field, of a record of TYPE, names a drug. */
void den_field_row_offer_drugs (DenFieldRow *row, DenChartEditor *editor,
                                const DenRecordType *type);

void den_field_row_set_commit (DenFieldRow *row, DenFieldCommit commit, gpointer data,
                               GDestroyNotify destroy);
/* Shows VALUE. What is being typed stays where VALUE is what was shown before. */
void den_field_row_set_value (DenFieldRow *row, const DenValue *value);
/* What was last set or taken. */
const DenValue *den_field_row_get_value (DenFieldRow *row);

/* Takes what stands in the control, as leaving it does. FALSE where it is wrong; then the row says
 * so. */
gboolean den_field_row_take (DenFieldRow *row);
/* Whether something stands in the control that was not taken. */
gboolean den_field_row_is_pending (DenFieldRow *row);
/* Goes back to what was last set or taken. */
void den_field_row_restore (DenFieldRow *row);

/* Words from elsewhere about this field; NULL for none. */
void den_field_row_set_error (DenFieldRow *row, const char *message);
const char *den_field_row_get_error (DenFieldRow *row);

G_END_DECLS
