/* A patient's page: who this is, and below it the tabs Summary, Eligibility and Prior
 * authorization, each built when it is first shown. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PATIENT_PAGE (den_patient_page_get_type ())
G_DECLARE_FINAL_TYPE (DenPatientPage, den_patient_page, DEN, PATIENT_PAGE, GtkWidget)

GtkWidget *den_patient_page_new (DenChartEditor *editor);
DenChartEditor *den_patient_page_get_editor (DenPatientPage *page);
/* "summary", "eligibility" or "prior-auth". */
void den_patient_page_show_tab (DenPatientPage *page, const char *tab);
const char *den_patient_page_get_tab (DenPatientPage *page);

/* Leads to the field of the chart where PLACE's fact stands, or to where it is to be added. */
void den_patient_page_go_to (DenPatientPage *page, const DenChartPlace *place);
/* The page that WIDGET lies in, or NULL. */
DenPatientPage *den_patient_page_of (GtkWidget *widget);

/* Takes back what is being typed, else the chart's last change. FALSE without ERROR where it was
 * typing that was taken back, or there is nothing to undo. */
gboolean den_patient_page_undo (DenPatientPage *page, GError **error);
/* Takes what stands in the focused field, as before the page is left. FALSE where it is wrong. */
gboolean den_patient_page_take (DenPatientPage *page);

G_END_DECLS
