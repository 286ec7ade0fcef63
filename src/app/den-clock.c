/* The clock that sessions go by: the computer's, as long as that only creeps. Own time is the wall
 * time of the last agreement and what the computer counted since; the count goes on while the
 * computer sleeps and can not be set, so own time is right whatever is done to the computer's clock
 * in between. */
#include "den-clock-private.h"

#include "den-course-rules.h"

#include <string.h>
#include <time.h>

/* Time servers slew a clock by less; a hand that sets it moves it by more. */
#define MAX_CREEP_US DEN_US_PER_MINUTE
/* An agreement that moved by less than this is not worth a write. */
#define ANCHOR_SLACK_US (5 * G_USEC_PER_SEC)
/* A session that began longer ago and never ended was forgotten, it does not run. */
#define RUNNING_US (24 * 60 * DEN_US_PER_MINUTE)

struct _DenClock
{
  GObject parent_instance;

  DenStore *store; /* not owned; NULL for none */
  DenClockReadings readings;
  char *host;
  GTimeZone *zone;
  gint64 shift_us; /* to the fixed day; 0 for the real one */

  DenClockAnchor anchor;   /* the last agreement */
  DenClockAnchor saved;    /* as the database has it */
  gint64 saved_at_boot_us; /* when that was written; DEN_UNKNOWN: not by us */
  gint64 difference_us;    /* how far the computer's clock is ahead; 0: they agree */
  gint64 difference_told;  /* the last "moved" */
  DenClockKeeper keeper;
  gpointer keeper_data;
  guint beats; /* the source that beats once a second */
};

enum
{
  SIGNAL_TICK,
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenClock, den_clock, G_TYPE_OBJECT)

/* ---- this computer's readings ---- */

static gint64
read_wall_us (gpointer data)
{
  return g_get_real_time ();
}

static gint64
read_boot_us (gpointer data)
{
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return g_get_monotonic_time ();
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Where the system tells none, each start of the program counts as one of the computer: then its
 * clock is believed. To be freed. */
static char *
read_boot_id (void)
{
  char *text = NULL;

  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &text, NULL, NULL))
    return g_strstrip (text);
  return g_uuid_string_random ();
}

/* ---- agreement ---- */

static gint64
own_us (DenClock *self, gint64 boot_us)
{
  return self->anchor.wall_us + boot_us - self->anchor.boot_us;
}

static void
agree (DenClock *self, gint64 boot_us, gint64 wall_us)
{
  self->anchor.boot_us = boot_us;
  self->anchor.wall_us = wall_us;
  self->difference_us = 0;
}

/* Looks at the computer's clock. Own time, in microseconds, without the shift to a fixed day. */
static gint64
look (DenClock *self)
{
  gint64 boot_us = self->readings.boot_us (self->readings.data);
  gint64 wall_us = self->readings.wall_us (self->readings.data);
  gint64 difference = wall_us - own_us (self, boot_us);

  if (ABS (difference) <= MAX_CREEP_US)
    agree (self, boot_us, wall_us);
  else
    self->difference_us = difference;
  return own_us (self, boot_us);
}

/* How far ahead of the saved anchor's the time of the last agreement is. */
static gint64
drift_since_saved (DenClock *self)
{
  return (self->anchor.wall_us - self->anchor.boot_us) -
         (self->saved.wall_us - self->saved.boot_us);
}

/* Keeps the anchor where the saved one would tell another time. A store that does not take it costs
 * nothing but the anchor: the session's own entries tell where they fail. */
static void
save_anchor (DenClock *self)
{
  gint64 boot_us = self->readings.boot_us (self->readings.data);
  g_autoptr (GError) error = NULL;

  if (self->store == NULL || !den_store_can_write_now (self->store))
    return;
  if (g_str_equal (self->saved.boot_id, self->anchor.boot_id) &&
      ABS (drift_since_saved (self)) <= ANCHOR_SLACK_US)
    return;
  self->saved_at_boot_us = boot_us;
  if (den_store_save_clock_anchor (self->store, self->host, &self->anchor, &error))
    self->saved = self->anchor;
  else
    g_debug ("The clock's anchor is not kept: %s", error->message);
}

/* Whether somebody is in treatment: a session that began in the last 24 hours and has not ended.
 * Where that can not be read, one may be. */
static gboolean
session_runs (DenClock *self, gint64 now_us, gint64 wall_us)
{
  gint64 latest_us = MAX (now_us, wall_us) + self->shift_us;
  g_autoptr (GPtrArray) rows = den_store_unsigned_sessions (self->store, latest_us + 1, NULL);

  if (rows == NULL)
    return TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      const DenSessionRow *row = g_ptr_array_index (rows, i);

      if (den_instant_is_known (row->started_at) && !den_instant_is_known (row->ended_at) &&
          row->started_at.us > now_us + self->shift_us - RUNNING_US)
        return TRUE;
    }
  return FALSE;
}

/* Goes on from the anchor in the database, where it is of this start of the computer and either
 * agrees or somebody's session goes by it. A clinic that set its clock overnight is not asked. */
static void
go_on_from_saved (DenClock *self, gint64 boot_us, gint64 wall_us)
{
  DenClockAnchor saved = { 0 };
  gint64 continued_us;

  if (self->store == NULL || !den_store_load_clock_anchor (self->store, self->host, &saved, NULL))
    return;
  self->saved = saved;
  if (!g_str_equal (saved.boot_id, self->anchor.boot_id) || boot_us < saved.boot_us)
    return;
  continued_us = saved.wall_us + boot_us - saved.boot_us;
  if (ABS (wall_us - continued_us) > MAX_CREEP_US && session_runs (self, continued_us, wall_us))
    self->anchor = saved;
}

/* ---- the object ---- */

static gboolean
beat_cb (gpointer data)
{
  den_clock_beat (data);
  return G_SOURCE_CONTINUE;
}

static void
den_clock_dispose (GObject *object)
{
  DenClock *self = DEN_CLOCK (object);

  den_clock_leave_store (self);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->host, g_free);
  G_OBJECT_CLASS (den_clock_parent_class)->dispose (object);
}

static void
den_clock_class_init (DenClockClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_clock_dispose;

  signals[SIGNAL_TICK] =
      g_signal_new ("tick", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
den_clock_init (DenClock *self)
{
  self->zone = g_time_zone_new_local ();
  self->saved_at_boot_us = DEN_UNKNOWN;
}

/* The instant US with the zone's offset at it. */
static DenInstant
instant_of (DenClock *self, gint64 us)
{
  gint seconds = g_time_zone_get_offset (
      self->zone,
      g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, us / G_USEC_PER_SEC));

  return (DenInstant){ us, seconds / 60 };
}

/* From WALL_US to the same time of day on the day ON. */
static gint64
shift_to (DenClock *self, gint64 wall_us, DenDay on)
{
  gint64 minute = den_instant_minute_of_day (instant_of (self, wall_us));

  return den_instant_of_local (on, minute, self->zone).us + wall_us % DEN_US_PER_MINUTE - wall_us;
}

DenClock *
den_clock_new_with (DenStore *store, DenDay on, const DenClockReadings *readings)
{
  DenClock *self = g_object_new (DEN_TYPE_CLOCK, NULL);
  gint64 boot_us, wall_us;

  self->store = store;
  if (readings != NULL)
    self->readings = *readings;
  else
    self->readings = (DenClockReadings){ .wall_us = read_wall_us, .boot_us = read_boot_us };
  self->host = g_strdup (readings != NULL ? readings->host : g_get_host_name ());
  if (readings != NULL)
    g_strlcpy (self->anchor.boot_id, readings->boot_id, sizeof self->anchor.boot_id);
  else
    {
      g_autofree char *boot_id = read_boot_id ();

      g_strlcpy (self->anchor.boot_id, boot_id, sizeof self->anchor.boot_id);
    }
  boot_us = self->readings.boot_us (self->readings.data);
  wall_us = self->readings.wall_us (self->readings.data);
  if (on != DEN_UNKNOWN)
    self->shift_us = shift_to (self, wall_us, on);
  agree (self, boot_us, wall_us);
  go_on_from_saved (self, boot_us, wall_us);
  look (self);
  save_anchor (self);
  self->beats = g_timeout_add_seconds (1, beat_cb, self);
  return self;
}

DenClock *
den_clock_new (DenStore *store, DenDay on)
{
  return den_clock_new_with (store, on, NULL);
}

void
den_clock_start_at (DenClock *self, DenInstant at)
{
  self->shift_us = at.us - look (self);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_new_offset ((gint32) at.offset_minutes * 60);
}

/* ---- telling the time ---- */

DenInstant
den_clock_now (DenClock *self)
{
  gint64 us = look (self) + self->shift_us;

  return instant_of (self, us - us % G_USEC_PER_SEC);
}

DenDay
den_clock_today (DenClock *self)
{
  return den_instant_day (den_clock_now (self));
}

GTimeZone *
den_clock_get_zone (DenClock *self)
{
  return self->zone;
}

gint64
den_clock_get_difference (DenClock *self)
{
  look (self);
  return self->difference_us;
}

void
den_clock_follow_computer (DenClock *self)
{
  agree (self, self->readings.boot_us (self->readings.data),
         self->readings.wall_us (self->readings.data));
  save_anchor (self);
  den_clock_beat (self);
}

/* ---- once a second ---- */

/* A difference is told when it comes, when it changes by as much as makes one, and when it is gone.
 */
static void
tell_difference (DenClock *self)
{
  if ((self->difference_us == 0) == (self->difference_told == 0) &&
      ABS (self->difference_us - self->difference_told) <= MAX_CREEP_US)
    return;
  self->difference_told = self->difference_us;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, self->difference_us);
}

/* The anchor is written at most once a minute. */
static void
save_anchor_in_time (DenClock *self)
{
  gint64 boot_us = self->readings.boot_us (self->readings.data);

  if (self->saved_at_boot_us == DEN_UNKNOWN ||
      boot_us - self->saved_at_boot_us >= DEN_US_PER_MINUTE)
    save_anchor (self);
}

void
den_clock_beat (DenClock *self)
{
  /* Whoever hears of it may let go of the clock. */
  g_object_ref (self);
  look (self);
  save_anchor_in_time (self);
  tell_difference (self);
  if (g_signal_has_handler_pending (self, signals[SIGNAL_TICK], 0, TRUE))
    {
      if (self->keeper != NULL)
        self->keeper (self->keeper_data);
      g_signal_emit (self, signals[SIGNAL_TICK], 0);
    }
  g_object_unref (self);
}

void
den_clock_set_keeper (DenClock *self, DenClockKeeper each, gpointer data)
{
  self->keeper = each;
  self->keeper_data = data;
}

void
den_clock_leave_store (DenClock *self)
{
  g_clear_handle_id (&self->beats, g_source_remove);
  self->keeper = NULL;
  self->store = NULL;
}
