/* The trials as a reviewer reads them: a list, and below it the timeline that is drawn from it. */
#pragma once

#include "den-record-list.h"

G_BEGIN_DECLS

#define DEN_TYPE_TRIALS_VIEW (den_trials_view_get_type ())
G_DECLARE_FINAL_TYPE (DenTrialsView, den_trials_view, DEN, TRIALS_VIEW, GtkBox)

GtkWidget *den_trials_view_new (DenChartEditor *editor);
DenRecordList *den_trials_view_get_list (DenTrialsView *view);

G_END_DECLS
