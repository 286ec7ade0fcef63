/* What is due in a session and when: checkpoint windows to the minute, devices, the release, and
 * sessions over midnight and over a change of the clocks. */
#include "session-fixture.h"

#include <string.h>

static const DenCheckpointState *
find_state (DenSessionClock *clock, gint64 minute)
{
  for (guint i = 0; i < clock->checkpoints->len; i++)
    {
      const DenCheckpointState *state = &g_array_index (clock->checkpoints, DenCheckpointState, i);

      if (state->checkpoint->minute == minute)
        return state;
    }
  g_assert_not_reached ();
}

/* A session of 56 mg begun at minute 0. */
static void
begin_running (Floor *floor)
{
  floor_begin (floor, "esketamine-trd", ZERO);
  floor_device (floor, 0, DEN_DOSE_GIVEN, 28000);
  floor_device (floor, 5, DEN_DOSE_GIVEN, 28000);
}

/* ---- checkpoints ---- */

/* The check at 40 minutes with no reading, or with one at a minute: what it is at a minute. */
static const struct
{
  gint64 now, taken; /* -1: none */
  DenDue due;
  gint64 late_minutes;
} at_forty[] = {
  { 0, -1, DEN_DUE_LATER, 0 },         { 29, -1, DEN_DUE_LATER, 0 },
  { 30, -1, DEN_DUE_NOW, 0 },          { 50, -1, DEN_DUE_NOW, 0 },
  { 51, -1, DEN_DUE_LATE, 1 },         { 90, -1, DEN_DUE_LATE, 40 },
  { 40, 29, DEN_DUE_NOW, 0 }, /* too early to be the one at 40 */
  { 40, 30, DEN_DUE_DONE, 0 },         { 60, 50, DEN_DUE_DONE, 0 },
  { 60, 51, DEN_DUE_DONE_LATE, 1 },    { 75, 70, DEN_DUE_DONE_LATE, 20 },
  { 119, 118, DEN_DUE_DONE_LATE, 68 },
};

static void
test_forty (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (at_forty); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (DenSessionClock) clock = NULL;
      const DenCheckpointState *state;
      const DenObservation *taken = NULL;

      begin_running (&floor);
      if (at_forty[i].taken >= 0)
        {
          taken = floor_bp (&floor, at_forty[i].taken, 140, 85);
          ((DenObservation *) taken)->spo2 = 97;
        }
      floor_now (&floor, at_forty[i].now);
      clock = den_session_clock_new (&floor.at);
      state = find_state (clock, 40);
      g_test_message ("now %d, taken %d", (int) at_forty[i].now, (int) at_forty[i].taken);
      g_assert_cmpint (state->due, ==, at_forty[i].due);
      g_assert_cmpint (state->late_minutes, ==, at_forty[i].late_minutes);
      g_assert_cmpint (state->due_at.us, ==, floor_minute (&floor, 40).us);
      if (state->due >= DEN_DUE_DONE)
        {
          g_assert_true (state->done_by == taken);
          g_assert_cmpint (state->done_minute, ==, at_forty[i].taken);
        }
      else
        g_assert_null (state->done_by);
    }
}

/* Minutes are whole: 50 minutes and 59 seconds are still within a window to minute 50. */
static void
test_seconds (void)
{
  static const struct
  {
    int minute, second;
    DenDue due;
  } cases[] = {
    { 29, 59, DEN_DUE_NOW },
    { 30, 0, DEN_DUE_DONE },
    { 50, 59, DEN_DUE_DONE },
    { 51, 0, DEN_DUE_DONE_LATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (DenSessionClock) clock = NULL;
      DenObservation *taken;

      begin_running (&floor);
      taken = floor_well (&floor, cases[i].minute);
      taken->taken_at.us += cases[i].second * G_USEC_PER_SEC;
      floor_now (&floor, cases[i].due == DEN_DUE_NOW ? 35 : 55);
      clock = den_session_clock_new (&floor.at);
      g_assert_cmpint (find_state (clock, 40)->due, ==, cases[i].due);
    }
}

/* So are those before the start: 15 minutes and a second before it are outside of a window that
 * begins 15 minutes before. */
static void
test_seconds_before (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenSessionClock) within = NULL, outside = NULL;
  DenObservation *taken;

  floor_begin (&floor, "ketamine-iv", ZERO);
  g_ptr_array_set_size (floor.session->observations, 0);
  floor_infuse (&floor, 0, DEN_INFUSION_START, 750);
  taken = floor_well (&floor, -15);
  floor_now (&floor, 1);
  within = den_session_clock_new (&floor.at);
  g_assert_cmpint (find_state (within, 0)->due, ==, DEN_DUE_DONE);
  g_assert_cmpint (find_state (within, 0)->done_minute, ==, -15);
  taken->taken_at.us -= G_USEC_PER_SEC;
  outside = den_session_clock_new (&floor.at);
  g_assert_cmpint (find_state (outside, 0)->due, ==, DEN_DUE_NOW);
}

/* A look that lacks what the check asks for does not do it. */
static void
test_measures (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenSessionClock) without = NULL, with = NULL;

  begin_running (&floor);
  floor_observe (&floor, 40)->spo2 = 97;
  floor_now (&floor, 41);
  without = den_session_clock_new (&floor.at);
  g_assert_cmpint (find_state (without, 40)->due, ==, DEN_DUE_NOW);
  floor_bp (&floor, 41, 140, 85)->spo2 = 97;
  with = den_session_clock_new (&floor.at);
  g_assert_cmpint (find_state (with, 40)->due, ==, DEN_DUE_DONE);
}

/* Of several looks within the window the nearest to the minute is the one. */
static void
test_nearest (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenSessionClock) clock = NULL;
  const DenObservation *nearest;

  begin_running (&floor);
  floor_well (&floor, 31);
  floor_well (&floor, 48);
  nearest = floor_well (&floor, 42);
  floor_now (&floor, 60);
  clock = den_session_clock_new (&floor.at);
  g_assert_true (find_state (clock, 40)->done_by == nearest);
}

/* A check that the release does not ask for is over once the next one's time begins; one that it
 * asks for can be made up for, and does not lend its reading to the one left out before it. */
static void
test_left_out (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenSessionClock) early = NULL, late = NULL;
  const DenObservation *taken;

  begin_running (&floor);
  floor_now (&floor, 29);
  early = den_session_clock_new (&floor.at);
  g_assert_cmpint (find_state (early, 20)->due, ==, DEN_DUE_NOW);
  g_assert_cmpint (early->next, ==, 0);

  taken = floor_well (&floor, 40);
  floor_now (&floor, 45);
  late = den_session_clock_new (&floor.at);
  g_assert_null (find_state (late, 20)->done_by);
  g_assert_true (find_state (late, 40)->done_by == taken);
  g_assert_cmpint (
      g_array_index (late->checkpoints, DenCheckpointState, late->next).checkpoint->minute, ==, 60);
}

/* The reading at minute 70 is the late one of 40 and the one of 60: each with its real minute. */
static void
test_seventy (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenSessionClock) clock = NULL;

  begin_running (&floor);
  floor_well (&floor, 70);
  floor_now (&floor, 71);
  clock = den_session_clock_new (&floor.at);
  g_assert_cmpint (find_state (clock, 40)->due, ==, DEN_DUE_DONE_LATE);
  g_assert_cmpint (find_state (clock, 40)->done_minute, ==, 70);
  g_assert_cmpint (find_state (clock, 60)->due, ==, DEN_DUE_DONE);
  g_assert_cmpint (find_state (clock, 60)->done_minute, ==, 70);
}

/* After the patient left nothing comes due, and the clock stands still. */
static void
test_after_the_end (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenSessionClock) clock = NULL;

  begin_running (&floor);
  floor.session->ended_at = floor_minute (&floor, 100);
  floor_now (&floor, 600);
  clock = den_session_clock_new (&floor.at);
  g_assert_cmpint (clock->elapsed_seconds, ==, 100 * 60);
  g_assert_cmpint (find_state (clock, 120)->due, ==, DEN_DUE_LATER);
  g_assert_cmpint (find_state (clock, 40)->late_minutes, ==, 50);
}

/* Before the dose nothing is due; a session without a protocol has a clock and no checks. */
static void
test_nothing_to_judge (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenSessionClock) before = NULL, without = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  before = den_session_clock_new (&floor.at);
  g_assert_cmpint (before->elapsed_seconds, ==, DEN_UNKNOWN);
  g_assert_cmpuint (before->checkpoints->len, ==, 0);
  g_assert_cmpint (before->next, ==, -1);
  g_assert_cmpint (before->devices_left, ==, 2);
  g_assert_false (den_instant_is_known (before->earliest_release_at));

  floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
  floor_now (&floor, 10);
  floor.at.protocol = NULL;
  without = den_session_clock_new (&floor.at);
  g_assert_cmpint (without->elapsed_seconds, ==, 600);
  g_assert_cmpuint (without->checkpoints->len, ==, 0);
  g_assert_false (den_instant_is_known (without->earliest_release_at));
}

/* A computer's clock that was set back does not make the session younger than nothing. */
static void
test_clock_set_back (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenSessionClock) clock = NULL;

  begin_running (&floor);
  floor_now (&floor, -90);
  clock = den_session_clock_new (&floor.at);
  g_assert_cmpint (clock->elapsed_seconds, ==, 0);
  g_assert_cmpint (find_state (clock, 40)->due, ==, DEN_DUE_LATER);
}

/* ---- devices ---- */

/* g: given, r: refused, f: failed, each five minutes after the other, of an order of 84 mg. */
static void
test_devices (void)
{
  static const struct
  {
    const char *used;
    gint64 left;
    gint64 next; /* minute of the next; -1 for none */
  } cases[] = {
    { "", 3, -1 },    { "g", 2, 5 },  { "gg", 1, 10 }, { "ggg", 0, -1 },
    { "ggr", 0, -1 }, { "gr", 1, 5 }, { "gf", 1, 10 }, { "r", 2, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (DenSessionClock) clock = NULL;

      floor_begin (&floor, "esketamine-trd", ZERO);
      floor.session->ordered_ug = 84000;
      for (int j = 0; cases[i].used[j] != '\0'; j++)
        floor_device (&floor, 5 * j,
                      cases[i].used[j] == 'g'   ? DEN_DOSE_GIVEN
                      : cases[i].used[j] == 'r' ? DEN_DOSE_REFUSED
                                                : DEN_DOSE_FAILED,
                      cases[i].used[j] == 'g' ? 28000 : 0);
      floor_now (&floor, 11);
      clock = den_session_clock_new (&floor.at);
      g_test_message ("\"%s\"", cases[i].used);
      g_assert_cmpint (clock->devices_left, ==, cases[i].left);
      if (cases[i].next < 0)
        g_assert_false (den_instant_is_known (clock->next_device_at));
      else
        g_assert_cmpint (clock->next_device_at.us, ==, floor_minute (&floor, cases[i].next).us);
    }
}

/* ---- the release ---- */

static gint64
release_minute (Floor *floor)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (&floor->at);

  return (clock->earliest_release_at.us - floor->zero.us) / ((gint64) 60 * G_USEC_PER_SEC);
}

/* Two hours from the first device, not from the last. */
static void
test_release_of_esketamine (void)
{
  g_auto (Floor) floor = { 0 };

  begin_running (&floor);
  floor_now (&floor, 30);
  g_assert_cmpint (release_minute (&floor), ==, 120);
}

/* An infusion that was paused and ran longer is watched for an hour after its end. */
static void
test_release_of_infusion (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "ketamine-iv", ZERO);
  floor_infuse (&floor, 0, DEN_INFUSION_START, 750);
  floor_now (&floor, 10);
  g_assert_cmpint (release_minute (&floor), ==, 100);
  floor_now (&floor, 55);
  g_assert_cmpint (release_minute (&floor), ==, 115);
  floor_infuse (&floor, 38, DEN_INFUSION_STOP, DEN_UNKNOWN);
  g_assert_cmpint (release_minute (&floor), ==, 100);
}

/* ---- midnight and the change of the clocks ---- */

/* Elapsed time is by instants: the offset may change between the entries of one session. */
static void
test_changing_clocks (void)
{
  static const struct
  {
    const char *zero, *forty, *release;
  } cases[] = {
    /* over midnight */
    { "2026-11-20T23:10:00-05:00", "2026-11-20T23:50:00-05:00", "2026-11-21T01:10:00-05:00" },
    /* 11/01/2026, 2:00: the hour from 1:00 to 2:00 comes twice */
    { "2026-11-01T00:30:00-04:00", "2026-11-01T01:10:00-04:00", "2026-11-01T01:30:00-05:00" },
    { "2026-11-01T01:30:00-04:00", "2026-11-01T01:10:00-05:00", "2026-11-01T02:30:00-05:00" },
    /* 03/08/2026, 2:00: the hour from 2:00 to 3:00 is left out */
    { "2026-03-08T01:20:00-05:00", "2026-03-08T03:00:00-04:00", "2026-03-08T04:20:00-04:00" },
    /* a session in UTC that a traveling laptop goes on with */
    { "2026-11-20T14:30:00+00:00", "2026-11-20T10:10:00-05:00", "2026-11-20T11:30:00-05:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (DenSessionClock) clock = NULL;
      DenObservation *forty;

      floor_begin (&floor, "esketamine-trd", cases[i].zero);
      floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
      forty = floor_well (&floor, 0);
      forty->taken_at = floor_instant (cases[i].forty);
      floor.at.now = floor_instant (cases[i].release);
      clock = den_session_clock_new (&floor.at);
      g_test_message ("%s", cases[i].zero);
      g_assert_cmpint (clock->elapsed_seconds, ==, 120 * 60);
      g_assert_true (find_state (clock, 40)->done_by == forty);
      g_assert_cmpint (find_state (clock, 40)->done_minute, ==, 40);
      g_assert_cmpint (clock->earliest_release_at.us, ==, floor.at.now.us);
    }
}

/* ---- what comes next ---- */

static const struct
{
  const char *recorded; /* a: arrived, 1 2: devices, 4 6 9: looks at 40, 60, 90, 0: at 120 */
  gint64 now;
  const char *what;
  gint64 due;
  gboolean late;
} nexts[] = {
  { "", -20, "Arrival", 0, FALSE },
  { "", 10, "Arrival", 0, TRUE },
  { "a", -10, "Dose", 0, FALSE },
  { "a1", 2, "Device 2", 5, FALSE },
  { "a12", 6, "20 min check", 20, FALSE },
  { "a12", 30, "40 min check", 40, FALSE },
  { "a12", 51, "40 min check", 40, TRUE },
  { "a124", 55, "60 min check", 60, FALSE },
  { "a12469", 104, "120 min check", 120, FALSE },
  { "a124690", 121, "Release", 120, FALSE },
  { "a124690e", 130, NULL, 0, FALSE },
};

static void
record_one (Floor *floor, char what)
{
  if (what == 'a')
    floor->session->arrived_at = floor_minute (floor, -30);
  else if (what == '1' || what == '2')
    floor_device (floor, 5 * (what - '1'), DEN_DOSE_GIVEN, 28000);
  else if (what == '4' || what == '6' || what == '9')
    floor_well (floor, 10 * (what - '0'));
  else if (what == '0')
    floor_well (floor, 120);
  else
    floor->session->ended_at = floor_minute (floor, 125);
}

static void
test_next (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nexts); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autofree char *what = NULL;
      DenInstant due;
      gboolean late, is_due;

      floor_begin (&floor, "esketamine-trd", ZERO);
      floor.session->arrived_at = DEN_INSTANT_UNKNOWN;
      g_ptr_array_set_size (floor.session->observations, 0);
      for (const char *p = nexts[i].recorded; *p != '\0'; p++)
        record_one (&floor, *p);
      floor_now (&floor, nexts[i].now);
      is_due = den_session_next_due (&floor.at, &what, &due, &late);
      g_test_message ("\"%s\" at %d", nexts[i].recorded, (int) nexts[i].now);
      g_assert_cmpstr (what, ==, nexts[i].what);
      g_assert_cmpint (is_due, ==, nexts[i].what != NULL);
      if (is_due)
        {
          g_assert_cmpint (due.us, ==, floor_minute (&floor, nexts[i].due).us);
          g_assert_cmpint (late, ==, nexts[i].late);
        }
    }
}

static void
test_next_of_infusion (void)
{
  g_auto (Floor) floor = { 0 };
  g_autofree char *what = NULL;
  DenInstant due;
  gboolean late;

  floor_begin (&floor, "ketamine-iv", ZERO);
  floor_infuse (&floor, 0, DEN_INFUSION_START, 750);
  for (int minute = 0; minute <= 40; minute += 10)
    floor_well (&floor, minute);
  floor_now (&floor, 41);
  g_assert_true (den_session_next_due (&floor.at, &what, &due, &late));
  g_assert_cmpstr (what, ==, "End of infusion");
  g_assert_cmpint (due.us, ==, floor_minute (&floor, 40).us);
  g_assert_true (late);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-clock/forty", test_forty);
  g_test_add_func ("/session-clock/seconds", test_seconds);
  g_test_add_func ("/session-clock/seconds-before", test_seconds_before);
  g_test_add_func ("/session-clock/measures", test_measures);
  g_test_add_func ("/session-clock/nearest", test_nearest);
  g_test_add_func ("/session-clock/left-out", test_left_out);
  g_test_add_func ("/session-clock/seventy", test_seventy);
  g_test_add_func ("/session-clock/after-the-end", test_after_the_end);
  g_test_add_func ("/session-clock/nothing-to-judge", test_nothing_to_judge);
  g_test_add_func ("/session-clock/clock-set-back", test_clock_set_back);
  g_test_add_func ("/session-clock/devices", test_devices);
  g_test_add_func ("/session-clock/release-of-esketamine", test_release_of_esketamine);
  g_test_add_func ("/session-clock/release-of-infusion", test_release_of_infusion);
  g_test_add_func ("/session-clock/changing-clocks", test_changing_clocks);
  g_test_add_func ("/session-clock/next", test_next);
  g_test_add_func ("/session-clock/next-of-infusion", test_next_of_infusion);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
