/* The clinic's own data, its prescribers, its calendar, and its file. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_CLINIC_PAGE (den_clinic_page_get_type ())
G_DECLARE_FINAL_TYPE (DenClinicPage, den_clinic_page, DEN, CLINIC_PAGE, GtkBox)

GtkWidget *den_clinic_page_new (DenOffice *office);
/* Leads to the chairs and opening hours. */
void den_clinic_page_go_to_calendar (DenClinicPage *self);

G_END_DECLS
