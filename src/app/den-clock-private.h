/* The clock's seam: what it reads, and who looks after the store while it ticks. */
#pragma once

#include "den-clock.h"

G_BEGIN_DECLS

/* The readings of one computer. A test hands in its own. */
typedef struct
{
  const char *host;    /* names the computer among those that share the database */
  const char *boot_id; /* another one each time the computer is started */
  /* Both in microseconds: what its clock is set to, since 1970, and what it counted since it was
   * started, asleep or not. */
  gint64 (*wall_us) (gpointer data);
  gint64 (*boot_us) (gpointer data);
  gpointer data;
} DenClockReadings;

/* READINGS is copied, its texts too; NULL for this computer's. */
DenClock *den_clock_new_with (DenStore *store, DenDay on, const DenClockReadings *readings);
/* What happens each second: the computer's clock is looked at, and "moved" and "tick" are told. */
void den_clock_beat (DenClock *clock);

/* EACH is called once a second, before "tick", while somebody listens to "tick". */
typedef void (*DenClockKeeper) (gpointer data);
void den_clock_set_keeper (DenClock *clock, DenClockKeeper each, gpointer data);
/* The store is about to be closed: the clock goes on without it, and stops to tick. */
void den_clock_leave_store (DenClock *clock);

G_END_DECLS
