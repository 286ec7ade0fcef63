/* A patient who is here without an appointment: a session of the running course, now, on a chair
 * that is free. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* PATIENT_ID 0 lets the patient be chosen. */
void den_walk_in_dialog_show (GtkWindow *parent, DenOffice *office, gint64 patient_id);

G_END_DECLS
