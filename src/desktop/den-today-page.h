/* Today: the floor board of a day, its week, what is not signed, and the monitoring forms. */
#pragma once

#include "den-floor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_TODAY_PAGE (den_today_page_get_type ())
G_DECLARE_FINAL_TYPE (DenTodayPage, den_today_page, DEN, TODAY_PAGE, GtkBox)

GtkWidget *den_today_page_new (DenOffice *office);
DenDay den_today_page_get_day (DenTodayPage *self);
void den_today_page_set_day (DenTodayPage *self, DenDay day);
/* "floor", "week", "unsigned" or "reports". */
void den_today_page_show_view (DenTodayPage *self, const char *view);
const char *den_today_page_get_view (DenTodayPage *self);
DenFloor *den_today_page_get_floor (DenTodayPage *self);

G_END_DECLS
