/* The verdict beside the facts: the policy, the word, the findings with what is not met first, and
 * the same chart under every other policy. It follows every change at once. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_VERDICT_VIEW (den_verdict_view_get_type ())
/* Signal "go-to" (DenChartPlace *, const char *rule): a finding was chosen, and leads there. */
G_DECLARE_FINAL_TYPE (DenVerdictView, den_verdict_view, DEN, VERDICT_VIEW, GtkWidget)

GtkWidget *den_verdict_view_new (DenChartEditor *editor);

G_END_DECLS
