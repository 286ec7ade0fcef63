/* Chooses the policy that a chart's verdict is under, and says whether the clinic has confirmed
 * it. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_POLICY_PICKER (den_policy_picker_get_type ())
G_DECLARE_FINAL_TYPE (DenPolicyPicker, den_policy_picker, DEN, POLICY_PICKER, GtkBox)

/* All policies of the clinic, the coverage's payer first. Follows EDITOR's policy and sets it. */
GtkWidget *den_policy_picker_new (DenChartEditor *editor);
/* All policies of EDITOR's clinic in that order; free the array alone. */
GPtrArray *den_policy_picker_order (DenChartEditor *editor);
/* "Cigna · Psychiatry - Spravato". */
char *den_policy_picker_title (const DenPolicy *policy);

G_END_DECLS
