/* Who the patient is, at the top of every page of theirs. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PATIENT_HEADER (den_patient_header_get_type ())
G_DECLARE_FINAL_TYPE (DenPatientHeader, den_patient_header, DEN, PATIENT_HEADER, GtkWidget)

GtkWidget *den_patient_header_new (DenChartEditor *editor);

/* "Allergies: penicillin (severe), latex"; "Allergies not recorded" where none is: what is not
 * known is not none. */
char *den_patient_allergies_in_words (const DenChart *chart);
/* "41 years (05/02/1985) · Female · MRN D-0012"; what is not known is said to be so. */
char *den_patient_facts_in_words (const DenPatient *patient, DenDay on);

G_END_DECLS
