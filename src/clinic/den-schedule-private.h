/* One day of the clinic, searched for a place. Inside the schedule only. */
#pragma once

#include "den-course-rules.h"

G_BEGIN_DECLS

typedef struct
{
  const DenCalendar *calendar;
  GArray *busy; /* DenBusy of that day alone */
  GTimeZone *zone;
  GPtrArray *chairs; /* DenChair that can be booked on the day, by rank; not owned */
  DenDay day;
  gint64 minutes;
} DenDayPlan;

gboolean den_calendar_has_hours (const DenCalendar *calendar, DenDay day);
void den_day_plan_init (DenDayPlan *plan, const DenCalendar *calendar, const GArray *busy,
                        GTimeZone *zone, const char *modality, DenDay day, gint64 minutes);
void den_day_plan_clear (DenDayPlan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DenDayPlan, den_day_plan_clear)
gboolean den_day_plan_find_start (const DenDayPlan *plan, gint64 wished, const char *chair_wished,
                                  DenSlot *slot);

G_END_DECLS
