/* Summary: who the patient is and who pays, at the left; where they stand, at the right. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SUMMARY_PAGE (den_summary_page_get_type ())
G_DECLARE_FINAL_TYPE (DenSummaryPage, den_summary_page, DEN, SUMMARY_PAGE, GtkBox)

GtkWidget *den_summary_page_new (DenChartEditor *editor);
/* Puts the focus on the field of PLACE. FALSE where it stands on another page. */
gboolean den_summary_page_go_to (DenSummaryPage *self, const DenChartPlace *place);

G_END_DECLS
