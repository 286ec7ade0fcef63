/* One line of the patient list, or the headings above it, in the list's columns. */
#pragma once

#include "den-patient-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PATIENT_LINE (den_patient_line_get_type ())
G_DECLARE_FINAL_TYPE (DenPatientLine, den_patient_line, DEN, PATIENT_LINE, GtkWidget)

/* An empty line: den_patient_line_show fills it. */
GtkWidget *den_patient_line_new (void);
/* Shows the patient, with ages as of TODAY, in the place of what was shown. */
void den_patient_line_show (DenPatientLine *self, const DenPatientRow *row, DenDay today);
/* Shows the names of the columns. */
void den_patient_line_show_headings (DenPatientLine *self);

G_END_DECLS
