/* The clock that sessions go by: it follows the computer's as long as that only creeps, and goes on
 * by itself where somebody sets it, over the program's end as well. */
#include "den-booking.h"
#include "den-office-private.h"
#include "den-test-clock.h"
#include "den-test.h"

#define HOUR 3600

/* ---- while the program runs ---- */

static void
moved_cb (DenClock *clock, gint64 us, GString *heard)
{
  g_string_append_printf (heard, "%+d ", (int) (us / G_USEC_PER_SEC));
}

/* What happens, in steps: +N the computer's clock is set ahead by N seconds, -N back; rN time goes
 * by; b a second's beat; f a person says that the computer's clock is right. */
static void
play (DenTestComputer *computer, DenClock *clock, const char *steps)
{
  g_auto (GStrv) words = g_strsplit (steps, " ", -1);

  for (char **word = words; *word != NULL; word++)
    switch (**word)
      {
      case '+':
      case '-':
        den_test_computer_set (computer, g_ascii_strtoll (*word, NULL, 10));
        break;
      case 'r':
        den_test_computer_run (computer, g_ascii_strtoll (*word + 1, NULL, 10));
        break;
      case 'b':
        den_clock_beat (clock);
        break;
      case 'f':
        den_clock_follow_computer (clock);
        break;
      default:
        g_assert_not_reached ();
      }
}

static const struct
{
  const char *steps;
  gint64 elapsed;    /* seconds that went by, by the clock */
  gint64 difference; /* by which the computer's is ahead then */
  const char *moved; /* what was told */
} running[] = {
  { "r0", 0, 0, "" },
  { "r300 b", 300, 0, "" },
  /* what a time server does */
  { "+2 b r60 -1 b", 61, 0, "" },
  { "+60 b", 60, 0, "" },
  { "-60 b", -60, 0, "" },
  /* what a hand does */
  { "+61 b", 0, 61, "+61 " },
  { "-61 b", 0, -61, "-61 " },
  { "+10800 b r600 b b", 600, 10800, "+10800 " },
  { "-10800 b r600 b b", 600, -10800, "-10800 " },
  /* and takes back */
  { "-7200 b r600 b +7200 b r60 b", 660, 0, "-7200 +0 " },
  { "-7200 b +7190 b", -10, 0, "-7200 +0 " },
  /* set again, to something else */
  { "+7200 b r60 -3600 b", 60, 3600, "+7200 +3600 " },
  { "+7200 b -30 b", 0, 7170, "+7200 " },
  /* nobody looked while it was set and set back, or while the computer slept */
  { "+7200 r60 -7200 b", 60, 0, "" },
  { "r36000 b", 36000, 0, "" },
  { "r36000 +7200 b", 36000, 7200, "+7200 " },
  /* a person decides */
  { "+7200 b r60 f r60 b", 7320, 0, "+7200 +0 " },
  { "-7200 b r60 f r60 b", -7080, 0, "-7200 +0 " },
  { "+7200 b f +7200 b", 7200, 7200, "+7200 +0 +7200 " },
};

static void
test_running (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (running); i++)
    {
      g_autoptr (GString) heard = g_string_new (NULL);
      g_autoptr (DenClock) clock = NULL;
      DenTestComputer computer;
      DenInstant start;

      g_test_message ("%s", running[i].steps);
      den_test_computer_init (&computer, "2026-11-20T09:05:00Z");
      clock = den_test_computer_start (&computer, NULL, DEN_UNKNOWN);
      g_signal_connect (clock, "moved", G_CALLBACK (moved_cb), heard);
      start = den_clock_now (clock);
      play (&computer, clock, running[i].steps);
      g_assert_cmpint ((den_clock_now (clock).us - start.us) / G_USEC_PER_SEC, ==,
                       running[i].elapsed);
      g_assert_cmpint (den_clock_get_difference (clock) / G_USEC_PER_SEC, ==,
                       running[i].difference);
      g_assert_cmpstr (heard->str, ==, running[i].moved);
    }
}

static void
test_times_are_whole_seconds (void)
{
  g_autoptr (DenClock) clock = NULL;
  DenTestComputer computer;

  den_test_computer_init (&computer, "2026-11-20T09:05:00.999999Z");
  clock = den_test_computer_start (&computer, NULL, DEN_UNKNOWN);
  g_assert_cmpint (den_clock_now (clock).us, ==, den_test_instant ("2026-11-20T09:05:00Z").us);
}

/* ---- the zone ---- */

/* Sessions that run while New York changes between standard and daylight saving time. */
static const struct
{
  const char *computer;
  gint64 runs;
  const char *shows;
} zones[] = {
  { "2026-11-01T05:59:59Z", 0, "2026-11-01T01:59:59-04:00" },
  { "2026-11-01T05:59:59Z", 1, "2026-11-01T01:00:00-05:00" },
  { "2026-11-01T05:30:00Z", 2 * HOUR, "2026-11-01T02:30:00-05:00" },
  { "2027-03-14T06:59:59Z", 0, "2027-03-14T01:59:59-05:00" },
  { "2027-03-14T06:59:59Z", 1, "2027-03-14T03:00:00-04:00" },
  { "2027-03-14T06:30:00Z", 2 * HOUR, "2027-03-14T04:30:00-04:00" },
  { "2026-11-21T04:59:59Z", 1, "2026-11-21T00:00:00-05:00" },
};

static void
test_zones (void)
{
  g_setenv ("TZ", "America/New_York", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (DenClock) clock = NULL;
      g_autofree char *shown = NULL;
      DenTestComputer computer;

      den_test_computer_init (&computer, zones[i].computer);
      clock = den_test_computer_start (&computer, NULL, DEN_UNKNOWN);
      den_test_computer_run (&computer, zones[i].runs);
      shown = den_instant_to_text (den_clock_now (clock));
      g_assert_cmpstr (shown, ==, zones[i].shows);
      g_assert_cmpint (den_clock_get_difference (clock), ==, 0);
    }
  g_setenv ("TZ", "UTC", TRUE);
}

/* "--on" shows another day at the computer's time of day. */
static const struct
{
  const char *computer;
  const char *on;
  gint64 runs;
  const char *shows;
} days[] = {
  { "2026-03-02T14:05:12Z", "2026-11-20", 0, "2026-11-20T09:05:12-05:00" },
  { "2026-03-02T14:05:12Z", "2026-07-01", 0, "2026-07-01T09:05:12-04:00" },
  { "2026-07-01T13:05:12Z", "2026-11-20", 90, "2026-11-20T09:06:42-05:00" },
  { "2026-03-03T04:59:59Z", "2026-11-20", 0, "2026-11-20T23:59:59-05:00" },
  { "2026-03-03T04:59:59Z", "2026-11-20", 1, "2026-11-21T00:00:00-05:00" },
  /* an hour that the day does not have */
  { "2026-03-02T07:30:00Z", "2027-03-14", 0, "2027-03-14T03:00:00-04:00" },
};

static void
test_fixed_day (void)
{
  g_setenv ("TZ", "America/New_York", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (DenClock) clock = NULL;
      g_autofree char *shown = NULL;
      DenTestComputer computer;

      g_test_message ("%s on %s", days[i].computer, days[i].on);
      den_test_computer_init (&computer, days[i].computer);
      clock = den_test_computer_start (&computer, NULL, den_test_day (days[i].on));
      den_test_computer_run (&computer, days[i].runs);
      shown = den_instant_to_text (den_clock_now (clock));
      g_assert_cmpstr (shown, ==, days[i].shows);
    }
  g_setenv ("TZ", "UTC", TRUE);
}

/* ---- over the program's end ---- */

typedef enum
{
  NOBODY,
  ARRIVED,   /* nothing given yet */
  TREATED,   /* began an hour ago */
  LEFT,      /* began and ended */
  FORGOTTEN, /* began two days ago and was never ended */
} Floor;

static void
add_session (DenOffice *office, Floor floor)
{
  DenSession *session = den_record_new (&den_session_type);
  gint64 patient_id = den_test_add_patient (office, "1001", "Larch", "Ada");
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  session->session_id = g_strdup ("1001-S1");
  session->arrived_at = den_test_instant ("2026-11-20T08:00:00Z");
  if (floor != ARRIVED)
    session->started_at = den_test_instant ("2026-11-20T08:05:00Z");
  if (floor == LEFT)
    session->ended_at = den_test_instant ("2026-11-20T09:00:00Z");
  if (floor == FORGOTTEN)
    session->started_at = session->arrived_at = den_test_instant ("2026-11-18T08:05:00Z");
  transaction = den_office_begin (office, &error);
  g_assert_true (den_transaction_insert (transaction, session, patient_id, &error));
  g_assert_true (den_transaction_commit (&transaction, &error));
  den_record_free (session);
}

/* The program ends and is started again after the computer's clock was set, and some time went by
 * before and after. */
static const struct
{
  Floor floor;
  gint64 set;
  gboolean restarted; /* the computer, too */
  gint64 elapsed;     /* of the 600 seconds that went by, by the clock */
  gint64 difference;
} restarts[] = {
  { NOBODY, 0, FALSE, 600, 0 },
  { TREATED, 0, FALSE, 600, 0 },
  { TREATED, 30, FALSE, 630, 0 },
  /* somebody is in treatment: that time goes on, and is told */
  { TREATED, 2 * HOUR, FALSE, 600, 2 * HOUR },
  { TREATED, -2 * HOUR, FALSE, 600, -2 * HOUR },
  { TREATED, -5 * 24 * HOUR, FALSE, 600, -5 * 24 * HOUR },
  { TREATED, 5 * 24 * HOUR, FALSE, 600, 5 * 24 * HOUR },
  /* nobody is: the clinic corrected its clock overnight */
  { NOBODY, 2 * HOUR, FALSE, 2 * HOUR + 600, 0 },
  { NOBODY, -2 * HOUR, FALSE, -2 * HOUR + 600, 0 },
  { ARRIVED, 2 * HOUR, FALSE, 2 * HOUR + 600, 0 },
  { LEFT, 2 * HOUR, FALSE, 2 * HOUR + 600, 0 },
  { FORGOTTEN, 2 * HOUR, FALSE, 2 * HOUR + 600, 0 },
  /* the count began anew, so the computer's clock is all there is */
  { TREATED, 0, TRUE, 600, 0 },
  { TREATED, 2 * HOUR, TRUE, 2 * HOUR + 600, 0 },
};

static void
test_restarts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (restarts); i++)
    {
      g_auto (DenTestClinic) clinic = { 0 };
      DenTestComputer computer;
      g_autoptr (DenClock) clock = NULL;
      DenInstant before;

      g_test_message ("case %d", (int) i);
      den_test_clinic_open (&clinic);
      if (restarts[i].floor != NOBODY)
        add_session (clinic.office, restarts[i].floor);
      den_test_computer_init (&computer, "2026-11-20T09:05:00Z");
      clock =
          den_test_computer_start (&computer, den_office_get_store (clinic.office), DEN_UNKNOWN);
      before = den_clock_now (clock);
      den_test_computer_run (&computer, 300);
      g_clear_object (&clock);

      den_test_computer_set (&computer, restarts[i].set);
      if (restarts[i].restarted)
        {
          computer.boot_id = "second-start";
          computer.boot_us = 0;
        }
      den_test_computer_run (&computer, 300);
      clock =
          den_test_computer_start (&computer, den_office_get_store (clinic.office), DEN_UNKNOWN);
      g_assert_cmpint ((den_clock_now (clock).us - before.us) / G_USEC_PER_SEC, ==,
                       restarts[i].elapsed);
      g_assert_cmpint (den_clock_get_difference (clock) / G_USEC_PER_SEC, ==,
                       restarts[i].difference);
    }
}

/* ---- what is written ---- */

/* By how much the anchor's time is ahead of the count, in seconds; DEN_UNKNOWN without one. */
static gint64
anchor (DenStore *store)
{
  DenClockAnchor it;
  g_autoptr (GError) error = NULL;

  if (!den_store_load_clock_anchor (store, "front-desk", &it, &error))
    {
      g_assert_no_error (error);
      return DEN_UNKNOWN;
    }
  return (it.wall_us - it.boot_us) / G_USEC_PER_SEC;
}

static void
test_anchor (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  DenTestComputer computer;
  g_autoptr (DenClock) clock = NULL;
  DenStore *store;
  gint64 at_first;

  den_test_clinic_open (&clinic);
  store = den_office_get_store (clinic.office);
  g_assert_cmpint (anchor (store), ==, DEN_UNKNOWN);
  den_test_computer_init (&computer, "2026-11-20T09:05:00Z");
  clock = den_test_computer_start (&computer, store, DEN_UNKNOWN);
  at_first = anchor (store);
  g_assert_cmpint (at_first, !=, DEN_UNKNOWN);

  /* creeping by seconds is not worth a write, more is, but not at once again */
  play (&computer, clock, "r120 +5 b");
  g_assert_cmpint (anchor (store), ==, at_first);
  play (&computer, clock, "+5 b");
  g_assert_cmpint (anchor (store), ==, at_first + 10);
  play (&computer, clock, "r30 +20 b");
  g_assert_cmpint (anchor (store), ==, at_first + 10);
  play (&computer, clock, "r30 b");
  g_assert_cmpint (anchor (store), ==, at_first + 30);

  /* a clock that was set changes nothing until somebody says that it is right */
  play (&computer, clock, "r120 +7200 b r120 b");
  g_assert_cmpint (anchor (store), ==, at_first + 30);
  play (&computer, clock, "f");
  g_assert_cmpint (anchor (store), ==, at_first + 30 + 7200);
}

/* A second's beat in the middle of a change leaves the database to the change. */
static void
test_anchor_waits_for_a_change (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  DenTestComputer computer;
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (DenClock) clock = NULL;
  g_autoptr (GError) error = NULL;
  DenStore *store;

  den_test_clinic_open (&clinic);
  store = den_office_get_store (clinic.office);
  den_test_computer_init (&computer, "2026-11-20T09:05:00Z");
  transaction = den_office_begin (clinic.office, &error);
  clock = den_test_computer_start (&computer, store, DEN_UNKNOWN);
  g_assert_cmpint (anchor (store), ==, DEN_UNKNOWN);
  g_assert_true (den_transaction_commit (&transaction, &error));
  den_clock_beat (clock);
  g_assert_cmpint (anchor (store), !=, DEN_UNKNOWN);
}

static void
test_reading_writes_nothing (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  DenTestComputer computer;
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = NULL;
  g_autoptr (DenClock) clock = NULL;

  den_test_clinic_open (&clinic);
  store = den_store_open (clinic.path, DEN_STORE_READ, &error);
  g_assert_no_error (error);
  den_test_computer_init (&computer, "2026-11-20T09:05:00Z");
  clock = den_test_computer_start (&computer, store, DEN_UNKNOWN);
  play (&computer, clock, "r120 +7200 b f r120 b");
  g_assert_cmpint (den_clock_get_difference (clock), ==, 0);
  g_assert_cmpint (anchor (store), ==, DEN_UNKNOWN);
}

/* ---- ticking, and what others write ---- */

static void
count_cb (gpointer object, guint *n)
{
  (*n)++;
}

static void
patient_changed_cb (DenOffice *office, gint64 patient_id, GString *heard)
{
  g_string_append_printf (heard, "%d ", (int) patient_id);
}

static void
test_ticks_while_somebody_listens (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  DenTestComputer computer;
  g_autoptr (DenClock) clock = NULL;
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) other = NULL;
  guint ticks = 0;

  den_test_clinic_open (&clinic);
  den_test_computer_init (&computer, "2026-11-20T09:05:00Z");
  clock = den_test_computer_start (&computer, den_office_get_store (clinic.office), DEN_UNKNOWN);
  den_office_take_clock (clinic.office, clock);
  g_assert_true (den_office_get_clock (clinic.office) == clock);
  g_signal_connect (clinic.office, "patient-changed", G_CALLBACK (patient_changed_cb), heard);
  other =
      den_office_open (clinic.path, DEN_STORE_WRITE, "other", den_test_day (DEN_TEST_DAY), &error);
  g_assert_no_error (error);

  /* nobody listens: nothing is looked for */
  den_test_add_patient (other, "1001", "Larch", "Ada");
  den_clock_beat (clock);
  g_assert_cmpstr (heard->str, ==, "");

  g_signal_connect (clock, "tick", G_CALLBACK (count_cb), &ticks);
  den_clock_beat (clock);
  g_assert_cmpuint (ticks, ==, 1);
  g_assert_cmpstr (heard->str, ==, "0 ");

  /* what this program writes itself is told by whoever wrote it, once */
  den_clock_beat (clock);
  den_test_add_patient (clinic.office, "1002", "Beech", "Bo");
  den_clock_beat (clock);
  g_assert_cmpuint (ticks, ==, 3);
  g_assert_cmpstr (heard->str, ==, "0 2 ");
}

/* A clock that somebody still holds goes on after the clinic is closed. */
static void
test_outlives_the_clinic (void)
{
  DenTestClinic clinic;
  g_autoptr (DenClock) clock = NULL;

  den_test_clinic_open (&clinic);
  clock = g_object_ref (den_office_get_clock (clinic.office));
  g_assert_cmpint (den_clock_today (clock), ==, den_test_day (DEN_TEST_DAY));
  g_assert_cmpint (den_instant_day (den_office_now (clinic.office)), ==,
                   den_test_day (DEN_TEST_DAY));
  den_test_clinic_close (&clinic);
  den_clock_beat (clock);
  g_assert_cmpint (den_clock_today (clock), ==, den_test_day (DEN_TEST_DAY));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/running", test_running);
  g_test_add_func ("/clock/whole-seconds", test_times_are_whole_seconds);
  g_test_add_func ("/clock/zones", test_zones);
  g_test_add_func ("/clock/fixed-day", test_fixed_day);
  g_test_add_func ("/clock/restarts", test_restarts);
  g_test_add_func ("/clock/anchor", test_anchor);
  g_test_add_func ("/clock/anchor-waits", test_anchor_waits_for_a_change);
  g_test_add_func ("/clock/read-only", test_reading_writes_nothing);
  g_test_add_func ("/clock/ticks", test_ticks_while_somebody_listens);
  g_test_add_func ("/clock/outlives", test_outlives_the_clinic);
  return g_test_run ();
}
