/* What is asked of the payer under the chart's policy: the request that the packet would bear. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_REQUEST_FORM (den_request_form_get_type ())
/* The request becomes a record of the chart with its first field. */
G_DECLARE_FINAL_TYPE (DenRequestForm, den_request_form, DEN, REQUEST_FORM, GtkBox)

GtkWidget *den_request_form_new (DenChartEditor *editor);
/* FALSE where the form has no such field. */
gboolean den_request_form_focus (DenRequestForm *self, const char *column);

G_END_DECLS
