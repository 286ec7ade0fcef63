/* Rating scales: one is chosen, filled in, and its scores are listed and drawn. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SCORES_VIEW (den_scores_view_get_type ())
/* Signal "safety" (const char *scale or NULL): the sheet being filled in raises the safety prompt,
 * or no longer does. */
G_DECLARE_FINAL_TYPE (DenScoresView, den_scores_view, DEN, SCORES_VIEW, GtkBox)

GtkWidget *den_scores_view_new (DenChartEditor *editor);
/* Chooses the scale. FALSE where there is none of the name. */
gboolean den_scores_view_choose (DenScoresView *view, const char *scale);
const DenScale *den_scores_view_get_scale (DenScoresView *view);
/* Opens the sheet of the chosen scale, with the focus in it. */
void den_scores_view_enter (DenScoresView *view);
/* Opens the sheet of SCALE between: the sheet that is open now is kept if it is complete, else
 * taken up again afterwards. */
void den_scores_view_interrupt (DenScoresView *view, const char *scale);
/* Chooses the scale of the assessment and puts the focus on its row. */
gboolean den_scores_view_focus (DenScoresView *view, gint64 assessment_id);

G_END_DECLS
