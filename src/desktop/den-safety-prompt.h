/* Says that an answer about suicide was positive and offers the C-SSRS screener at once. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SAFETY_PROMPT (den_safety_prompt_get_type ())
/* Signal "ask": the C-SSRS screener is to be filled in now. */
G_DECLARE_FINAL_TYPE (DenSafetyPrompt, den_safety_prompt, DEN, SAFETY_PROMPT, GtkBox)

/* Visible while the chart's newest assessment of some scale has a positive suicide item and no
 * C-SSRS screener was taken on that day or after it. */
GtkWidget *den_safety_prompt_new (DenChartEditor *editor);
/* The same for a sheet of SCALE that is being filled in; NULL when it is not, or no longer. */
void den_safety_prompt_set_sheet (DenSafetyPrompt *prompt, const DenScale *scale);
/* The assessment that asks for a screener, or NULL. */
const DenAssessment *den_safety_find (const DenChart *chart, const DenReference *reference,
                                      DenDay on);

G_END_DECLS
