/* One assessment of a scale in the list of them: when, total, band, and how it compares with the
 * baseline. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SCORE_ROW (den_score_row_get_type ())
/* Signal "correct": the answers are to be corrected. */
G_DECLARE_FINAL_TYPE (DenScoreRow, den_score_row, DEN, SCORE_ROW, GtkBox)

GtkWidget *den_score_row_new (DenChartEditor *editor, gint64 assessment_id);
gint64 den_score_row_get_id (DenScoreRow *row);
/* Shows the assessment as it compares with BASELINE (NULL for none). */
void den_score_row_set (DenScoreRow *row, const DenScale *scale, const DenAssessment *assessment,
                        const DenAssessment *baseline);

G_END_DECLS
