/* Eligibility: the facts at the left, the verdict that follows them at the right. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_ELIGIBILITY_PAGE (den_eligibility_page_get_type ())
G_DECLARE_FINAL_TYPE (DenEligibilityPage, den_eligibility_page, DEN, ELIGIBILITY_PAGE, GtkWidget)

GtkWidget *den_eligibility_page_new (DenChartEditor *editor);
/* Scrolls to the fact of PLACE and puts the focus there. FALSE where it stands on another page. */
gboolean den_eligibility_page_go_to (DenEligibilityPage *page, const DenChartPlace *place);

G_END_DECLS
