/* Eligibility: the facts at the left, the verdict that follows them at the right. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_ELIGIBILITY_PAGE (den_eligibility_page_get_type ())
/* Signal "elsewhere" (DenChartPlace *): a finding leads to a fact that stands on another page. */
G_DECLARE_FINAL_TYPE (DenEligibilityPage, den_eligibility_page, DEN, ELIGIBILITY_PAGE, GtkWidget)

GtkWidget *den_eligibility_page_new (DenChartEditor *editor);
/* Scrolls to the fact of PLACE and puts the focus there, or begins the record that is to be added.
 * RULE, which may be NULL, is the finding's: it tells the scale or question where PLACE has no
 * record. FALSE where the fact stands on another page. */
gboolean den_eligibility_page_go_to (DenEligibilityPage *page, const DenChartPlace *place,
                                     const char *rule);
/* Opens the sheet of the scale. */
void den_eligibility_page_enter_scale (DenEligibilityPage *page, const char *scale);

G_END_DECLS
