/* The clinic's outcomes beside the published ones. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_OUTCOMES_PAGE (den_outcomes_page_get_type ())
/* Sums up the clinic when it is first shown, beside the window. */
G_DECLARE_FINAL_TYPE (DenOutcomesPage, den_outcomes_page, DEN, OUTCOMES_PAGE, GtkBox)

GtkWidget *den_outcomes_page_new (DenOffice *office);
/* Sums up anew; what was being summed up is given up. */
void den_outcomes_page_sum_up (DenOutcomesPage *self);
gboolean den_outcomes_page_is_busy (DenOutcomesPage *self);

G_END_DECLS
