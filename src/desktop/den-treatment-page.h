/* A patient's treatment: where the running course stands, its sessions and visits, older courses.
 */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_TREATMENT_PAGE (den_treatment_page_get_type ())
/* Provides the actions "course.*", of which those that make no sense now are switched off. */
G_DECLARE_FINAL_TYPE (DenTreatmentPage, den_treatment_page, DEN, TREATMENT_PAGE, GtkBox)

GtkWidget *den_treatment_page_new (DenChartEditor *editor);
/* Selects the session's line. */
void den_treatment_page_select (DenTreatmentPage *self, gint64 session_row);

G_END_DECLS
