/* A week: the chairs below each other, the days beside each other, the sessions of each in order,
 * and between them where one could be booked. */
#pragma once

#include "den-floor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_WEEK_VIEW (den_week_view_get_type ())
/* Signals: "selected" when another session, or none, is selected; "day-chosen" (gint64 day) when
 * the name of a day is pressed. */
G_DECLARE_FINAL_TYPE (DenWeekView, den_week_view, DEN, WEEK_VIEW, GtkBox)

/* The week, from Monday on, that DAY lies in. */
GtkWidget *den_week_view_new (DenOffice *office, DenDay day);
void den_week_view_set_day (DenWeekView *self, DenDay day);
DenFloorItem *den_week_view_get_selected (DenWeekView *self);

G_END_DECLS
