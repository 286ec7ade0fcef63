/* A moment in time, and the offset of the clock it was read from. */
#pragma once

#include "den-day.h"

G_BEGIN_DECLS

/* Microseconds since 1970-01-01T00:00:00Z, DEN_UNKNOWN when not known; and how many minutes the
 * clock that showed it was ahead of UTC. The order of two instants is that of us alone. */
typedef struct
{
  gint64 us;
  gint64 offset_minutes;
} DenInstant;

#define DEN_US_PER_MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define DEN_INSTANT_UNKNOWN ((DenInstant){ DEN_UNKNOWN, 0 })

DenInstant den_instant_now (void);
gboolean den_instant_is_known (DenInstant instant);
gboolean den_instant_parse (const char *text, DenInstant *instant);
char *den_instant_to_text (DenInstant instant);
DenDay den_instant_day (DenInstant instant);
gint64 den_instant_minute_of_day (DenInstant instant);
char *den_instant_show_time (DenInstant instant);
char *den_minute_show_time (gint64 minute);
gint64 den_minutes_between (DenInstant from, DenInstant to);

G_END_DECLS
