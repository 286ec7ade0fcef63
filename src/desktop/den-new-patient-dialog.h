/* A new patient: what the front desk asks on the telephone. */
#pragma once

#include "den-dialog.h"
#include "den-window.h"

G_BEGIN_DECLS

/* TYPED is what was searched for, taken for the name; "" for none. */
GtkWidget *den_new_patient_dialog_new (DenWindow *parent, const char *typed);

G_END_DECLS
