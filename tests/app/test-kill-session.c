/* The program is killed at any moment while a session is recorded, again and again; meanwhile the
 * computer's clock is set back and forth by hours, and its zone changes to and from daylight saving
 * time. After each restart all that was entered is there, and the session's clock is right.
 *
 * The recording program's clocks are moved by moved-clock.c, so that hours pass in a moment. */
#include "den-booking.h"
#include "session-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define US_PER_MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define ROUNDS 50
/* Entries after which the program is killed at the latest; it is stopped up to so many microseconds
 * after the last of them, which is time for some more. */
#define MOST_ENTRIES 6
#define MOST_US_LATER 3000

/* See moved-clock.c. */
typedef struct
{
  gint64 wall_us;
  gint64 boot_us;
} Offsets;

typedef struct
{
  DenTestClinic clinic;
  char *moved; /* the file of the offsets */
  volatile Offsets *offsets;
  gint64 true_start_us; /* the true time, where the moved count would be 0 */
  gint64 told;          /* entries that the program said were stored */
} Floor;

/* What the program found when it started. */
typedef struct
{
  gint64 elapsed;
  int next;
  gint64 release_us;
  gint64 difference_us;
} Found;

static gint64
count_us (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_BOOTTIME, &now), ==, 0);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The true time in the moved world: nobody can set the count. */
static gint64
true_us (const Floor *floor)
{
  return floor->true_start_us + count_us () + floor->offsets->boot_us;
}

/* The clinic opens at the instant ISO, by its computer's clock as well. */
static void
open_floor (Floor *floor, const char *iso)
{
  gint64 start_us = den_test_instant (iso).us;
  g_autofree char *day = g_strndup (iso, 10);
  int fd;

  den_test_clinic_open (&floor->clinic);
  session_import_patients (floor->clinic.office, day);
  g_clear_object (&floor->clinic.office);
  floor->moved = g_build_filename (floor->clinic.folder, "moved", NULL);
  fd = open (floor->moved, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (ftruncate (fd, sizeof (Offsets)), ==, 0);
  floor->offsets = mmap (NULL, sizeof (Offsets), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (floor->offsets != MAP_FAILED);
  close (fd);
  floor->offsets->wall_us = start_us - g_get_real_time ();
  floor->true_start_us = start_us - count_us ();
  floor->told = 1;
}

static void
close_floor (Floor *floor)
{
  munmap ((void *) floor->offsets, sizeof (Offsets));
  g_free (floor->moved);
  den_test_clinic_close (&floor->clinic);
}

/* ---- the recording program ---- */

static pid_t
start (Floor *floor, FILE **said)
{
  int ends[2];
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      /* A sanitizer wants to be loaded first, and does well without. */
      setenv ("ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0", 1);
      setenv ("LD_PRELOAD", MOVED_CLOCK, 1);
      setenv ("DEN_MOVED_CLOCK", floor->moved, 1);
      setenv ("TZ", "America/New_York", 1);
      dup2 (ends[1], STDOUT_FILENO);
      close (ends[0]);
      close (ends[1]);
      execl (RECORD_SESSION, RECORD_SESSION, floor->clinic.path, "1001", "1001-S1", NULL);
      _exit (127);
    }
  close (ends[1]);
  *said = fdopen (ends[0], "r");
  return pid;
}

/* Reads what the program says until it told of N entries; FALSE where it ended before. */
static gboolean
read_entries (Floor *floor, FILE *said, gint64 n)
{
  gint64 told;

  for (gint64 i = 0; n < 0 || i < n; i++)
    {
      if (fscanf (said, "stored %" G_GINT64_FORMAT "\n", &told) != 1)
        return FALSE;
      g_assert_cmpint (told, ==, floor->told);
      floor->told++;
    }
  return TRUE;
}

/* Runs the program until it is killed, a random moment after it told of some entries. */
static void
run_and_kill (Floor *floor, Found *found)
{
  FILE *said;
  pid_t pid = start (floor, &said);
  int status;

  g_assert_cmpint (
      fscanf (said, "clock %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
              &found->elapsed, &found->next, &found->release_us, &found->difference_us),
      ==, 4);
  g_assert_true (read_entries (floor, said, g_test_rand_int_range (0, MOST_ENTRIES + 1)));
  g_usleep ((gulong) g_test_rand_int_range (0, MOST_US_LATER));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  /* What it said before it was killed counts as said. */
  read_entries (floor, said, -1);
  fclose (said);
}

/* ---- what must be so ---- */

/* The number that the entry at INDEX bears, from the lists in which they stand by turns. */
static const char *
number_of (const DenSession *session, guint index)
{
  guint row = index / 3;

  switch (index % 3)
    {
    case 0:
      return ((const DenObservation *) g_ptr_array_index (session->observations, row))->note;
    case 1:
      return ((const DenSessionEvent *) g_ptr_array_index (session->events, row))->note;
    default:
      return ((const DenGivenMedication *) g_ptr_array_index (session->medications, row))->reason;
    }
}

/* Every entry that was told is there, once, in its place; of one more nobody may have heard. The
 * first observation is the one before the dose, which bears no number. */
static void
check_entries (Floor *floor, const DenSession *session)
{
  gint64 n = session->observations->len + session->events->len + session->medications->len;

  g_assert_cmpint (n, >=, floor->told);
  g_assert_cmpint (n, <=, floor->told + 1);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (g_ascii_strtoll (number_of (session, i), NULL, 10), ==, i);
  floor->told = n;
}

/* The times of the entries are true ones, in the order in which they were made, with New York's
 * offset at that instant. */
static void
check_times (const Floor *floor, const DenSession *session)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  gint64 last_us = session->started_at.us;

  for (guint i = 1; i < session->observations->len; i++)
    {
      const DenObservation *it = g_ptr_array_index (session->observations, i);
      int interval =
          g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, it->taken_at.us / G_USEC_PER_SEC);

      g_assert_cmpint (it->taken_at.us, >=, last_us);
      g_assert_cmpint (it->taken_at.offset_minutes * 60, ==,
                       g_time_zone_get_offset (zone, interval));
      last_us = it->taken_at.us;
    }
  g_assert_cmpint (last_us, <=, true_us (floor));
}

/* What the program found lies between what was true before it started and what is true now. */
static void
check_clock (const Found *found, const DenSession *session, gint64 before_us, gint64 after_us)
{
  gint64 zero_us = session->started_at.us;

  g_assert_cmpint (found->elapsed, >=, (before_us - zero_us) / G_USEC_PER_SEC - 1);
  g_assert_cmpint (found->elapsed, <=, (after_us - zero_us) / G_USEC_PER_SEC);
  g_assert_cmpint (found->release_us, ==, zero_us + 120 * US_PER_MINUTE);
}

/* The next checkpoint is the one that the rules tell of what was stored before the program started,
 * at one of the two instants between which it looked. */
static void
check_next (Floor *floor, const Found *found, const DenChart *before, gint64 from_us, gint64 to_us)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) office =
      den_office_open (floor->clinic.path, DEN_STORE_READ, "reader", DEN_UNKNOWN, &error);
  DenSessionCase at = { .chart = before,
                        .session = den_chart_find_session (before, "1001-S1"),
                        .reference = den_office_get_reference (office) };
  g_autoptr (DenSessionClock) early = NULL, late = NULL;

  at.protocol = den_office_protocol_of (office, before, at.session);
  at.now = (DenInstant){ from_us, 0 };
  early = den_session_clock_new (&at);
  at.now = (DenInstant){ to_us, 0 };
  late = den_session_clock_new (&at);
  g_assert_true (found->next == early->next || found->next == late->next);
}

static DenChart *
load (Floor *floor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (floor->clinic.path, DEN_STORE_READ, &error);
  DenChart *chart;

  g_assert_no_error (error);
  chart = den_store_load_chart (store, den_store_find_patient (store, "1001", &error), &error);
  g_assert_no_error (error);
  return chart;
}

/* While the program does not run, minutes go by, and now and then somebody sets the clock. */
static void
let_time_pass (Floor *floor)
{
  gint64 passed_us = g_test_rand_int_range (0, 7 * 60) * G_USEC_PER_SEC;

  floor->offsets->boot_us += passed_us;
  floor->offsets->wall_us += passed_us;
  if (g_test_rand_int_range (0, 3) == 0)
    floor->offsets->wall_us += g_test_rand_int_range (-20, 20) * 60 * US_PER_MINUTE;
}

/* By how much the clock is set wrong, as the program must find it: up to a minute is believed. */
static void
check_difference (const Floor *floor, const Found *found, gint64 first_wall_us)
{
  gint64 set_us = floor->offsets->wall_us - floor->offsets->boot_us - first_wall_us;

  g_assert_cmpint (ABS (found->difference_us - set_us), <, US_PER_MINUTE);
}

static void
record_through_kills (const char *opens_at)
{
  Floor floor = { 0 };
  gint64 first_wall_us;
  Found found;

  open_floor (&floor, opens_at);
  first_wall_us = floor.offsets->wall_us;
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (DenChart) before = load (&floor);
      g_autoptr (DenChart) after = NULL;
      const DenSession *session;
      gint64 from_us = true_us (&floor), to_us;

      run_and_kill (&floor, &found);
      to_us = true_us (&floor);
      after = load (&floor);
      session = den_chart_find_session (after, "1001-S1");
      check_entries (&floor, session);
      check_times (&floor, session);
      check_clock (&found, session, MAX (from_us, session->started_at.us), to_us);
      check_difference (&floor, &found, first_wall_us);
      if (round > 0)
        check_next (&floor, &found, before, from_us, to_us);
      let_time_pass (&floor);
    }
  close_floor (&floor);
}

static void
test_clocks_go_back (void)
{
  record_through_kills ("2026-11-01T00:40:00-04:00");
}

static void
test_clocks_go_forward (void)
{
  record_through_kills ("2027-03-14T00:40:00-05:00");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kill-session/end-of-daylight-saving", test_clocks_go_back);
  g_test_add_func ("/kill-session/start-of-daylight-saving", test_clocks_go_forward);
  return g_test_run ();
}
