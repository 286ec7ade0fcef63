/* One question of the screening. */
#pragma once

#include "den-field-row.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SCREENING_ROW (den_screening_row_get_type ())
/* Signals: "answered" (DenAnswer) when an answer was chosen; "note" when the button for a note to
 * the answer was. */
G_DECLARE_FINAL_TYPE (DenScreeningRow, den_screening_row, DEN, SCREENING_ROW, GtkListBoxRow)

GtkWidget *den_screening_row_new (const DenScreeningItem *item);
const DenScreeningItem *den_screening_row_get_item (DenScreeningRow *row);
/* Shows the chart's newest answer, NULL for none, as it stands on the day. */
void den_screening_row_set (DenScreeningRow *row, const DenScreening *screening, gboolean applies,
                            DenDay on);
/* Opens the note of the answer, with the focus in it; COMMIT keeps it. FALSE where nothing was
 * answered yet. */
gboolean den_screening_row_edit_note (DenScreeningRow *row, DenFieldCommit commit, gpointer data);
/* Whether there is an answer, young enough to rely on. */
gboolean den_screening_row_is_answered (DenScreeningRow *row);

G_END_DECLS
