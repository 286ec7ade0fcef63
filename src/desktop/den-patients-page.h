/* The patient list and its search. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PATIENTS_PAGE (den_patients_page_get_type ())
G_DECLARE_FINAL_TYPE (DenPatientsPage, den_patients_page, DEN, PATIENTS_PAGE, GtkBox)

GtkWidget *den_patients_page_new (DenOffice *office);
/* To be freed; NULL where no patient is selected. */
char *den_patients_page_get_selected_mrn (DenPatientsPage *self);

G_END_DECLS
