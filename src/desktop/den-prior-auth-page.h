/* Prior authorization: what is asked for, what is missing, and the packet. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PRIOR_AUTH_PAGE (den_prior_auth_page_get_type ())
G_DECLARE_FINAL_TYPE (DenPriorAuthPage, den_prior_auth_page, DEN, PRIOR_AUTH_PAGE, GtkBox)

GtkWidget *den_prior_auth_page_new (DenChartEditor *editor);
/* Puts the focus on the request's field of PLACE. FALSE where it stands on another page. */
gboolean den_prior_auth_page_go_to (DenPriorAuthPage *self, const DenChartPlace *place);

G_END_DECLS
