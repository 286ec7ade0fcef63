/* One finding of a verdict: its mark, what was asked, the sentence that says why, and what can be
 * done about it. */
#pragma once

#include "den-eligibility.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_FINDING_ROW (den_finding_row_get_type ())
/* Signal "override" (rule): a written reason to go on is to be given or withdrawn. */
G_DECLARE_FINAL_TYPE (DenFindingRow, den_finding_row, DEN, FINDING_ROW, GtkListBoxRow)

GtkWidget *den_finding_row_new (void);
/* Shows FINDING, whose rule is called LABEL. */
void den_finding_row_set (DenFindingRow *row, const DenFinding *finding, const char *label);
const char *den_finding_row_get_rule (DenFindingRow *row);
DenOutcome den_finding_row_get_outcome (DenFindingRow *row);
/* The accessible words of the whole row: "Age: met. The patient is 41 years old." */
const char *den_finding_row_get_words (DenFindingRow *row);

G_END_DECLS
