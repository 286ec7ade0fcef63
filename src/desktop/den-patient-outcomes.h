/* How a patient does: the course as a picture and in words, functional domains, surveillance. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PATIENT_OUTCOMES (den_patient_outcomes_get_type ())
G_DECLARE_FINAL_TYPE (DenPatientOutcomes, den_patient_outcomes, DEN, PATIENT_OUTCOMES, GtkBox)

GtkWidget *den_patient_outcomes_new (DenChartEditor *editor);
/* Shows the scale, which the reference has and which measures depression. */
void den_patient_outcomes_set_scale (DenPatientOutcomes *self, const char *name);

G_END_DECLS
