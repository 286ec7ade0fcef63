/* Chooses one patient by typing, in a dialog: a search with the first that it finds below, then who
 * was chosen, in words that tell two people of one name apart. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PATIENT_PICKER (den_patient_picker_get_type ())
/* Signal "chosen" when a patient was chosen, or none is any more. */
G_DECLARE_FINAL_TYPE (DenPatientPicker, den_patient_picker, DEN, PATIENT_PICKER, GtkBox)

GtkWidget *den_patient_picker_new (DenOffice *office);
/* Row id, 0 for none. */
gint64 den_patient_picker_get_patient_id (DenPatientPicker *self);
/* Chooses the patient; a FIXED one can not be given up again. */
void den_patient_picker_set_patient_id (DenPatientPicker *self, gint64 patient_id, gboolean fixed);
/* "Larch, Cirrus", of who is chosen; NULL for none. */
const char *den_patient_picker_get_name (DenPatientPicker *self);

G_END_DECLS
