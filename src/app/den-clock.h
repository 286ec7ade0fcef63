/* The time that sessions go by. It follows the computer's clock, but a computer whose clock is set
 * while sessions run does not move them: between two looks the time goes on as the count since the
 * computer was started does, which nobody can set. An anchor in the database carries that over the
 * program's end. */
#pragma once

#include "den-store.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define DEN_TYPE_CLOCK (den_clock_get_type ())
/* Signals: "tick" once a second while somebody is connected to it, "moved" (gint64 us) when the
 * computer's clock is found to be ahead (or, negative, behind) of this one by more than a minute,
 * and with 0 when they agree again. What was so before anyone connected: den_clock_get_difference.
 */
G_DECLARE_FINAL_TYPE (DenClock, den_clock, DEN, CLOCK, GObject)

/* STORE keeps the anchor; NULL for none. A fixed day (--on) shifts the whole clock to that day: the
 * time of day is the computer's. DEN_UNKNOWN for the real day. */
DenClock *den_clock_new (DenStore *store, DenDay on);

/* Lets the clock show AT from now on, in a zone of AT's offset: for the demo clinic, whose day was
 * written down for one place and time. */
void den_clock_start_at (DenClock *clock, DenInstant at);

/* Now, to the second, with the offset of the computer's zone at that instant. */
DenInstant den_clock_now (DenClock *clock);
DenDay den_clock_today (DenClock *clock);
GTimeZone *den_clock_get_zone (DenClock *clock);
/* How far the computer's clock is ahead of this one, in microseconds; 0 when they agree. */
gint64 den_clock_get_difference (DenClock *clock);
/* Takes the computer's clock as right from now on, because a person said so. */
void den_clock_follow_computer (DenClock *clock);

G_END_DECLS
