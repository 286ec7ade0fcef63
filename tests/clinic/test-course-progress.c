/* How far a course is: by sessions delivered and decisions made, never by the calendar. */
#include "course-fixture.h"
#include "den-course-rules.h"

#include <string.h>

/* ---- courses in short ---- */

/* One thing that happened: a day, and "+" delivered, "-" missed, "p" planned, "x" cancelled, or a
 * decision: "B" benefit, "N" no benefit, "R" re-induction, "F14" every 14 days, "S" the missed
 * session before it did not make it worse, "I", "M" it did, and on in induction or maintenance. */
static void
happen (DenChart *chart, const char *event)
{
  g_autofree char *iso = g_strndup (event, 10);
  DenDay day = fixture_day (iso);
  const char *what = event + 11;
  DenCourseDecision *decision;

  switch (*what)
    {
    case '+':
      fixture_deliver (chart, "C1", day);
      break;
    case '-':
      fixture_miss (chart, "C1", day);
      break;
    case 'p':
      fixture_add_session (chart, "C1", day);
      break;
    case 'x':
      fixture_add_session (chart, "C1", day)->status = DEN_SESSION_CANCELLED;
      break;
    case 'B':
    case 'N':
      fixture_decide (chart, DEN_COURSE_DECISION_BENEFIT, day)->benefit = *what == 'B';
      break;
    case 'R':
      fixture_decide (chart, DEN_COURSE_DECISION_REINDUCTION, day);
      break;
    case 'F':
      fixture_decide (chart, DEN_COURSE_DECISION_FREQUENCY, day)->interval_days =
          g_ascii_strtoll (what + 1, NULL, 10);
      break;
    default:
      decision = fixture_decide (chart, DEN_COURSE_DECISION_MISSED_SESSION, day);
      decision->worse = *what != 'S';
      decision->session = g_strdup_printf ("S%u", chart->sessions->len);
      if (*what != 'S')
        decision->phase = *what == 'I' ? DEN_PHASE_INDUCTION : DEN_PHASE_MAINTENANCE;
      if (what[1] != '\0')
        decision->interval_days = g_ascii_strtoll (what + 1, NULL, 10);
      break;
    }
}

#define FOUR_WEEKS                                                                                 \
  "2026-09-01 +,2026-09-04 +,2026-09-08 +,2026-09-11 +,2026-09-15 +,2026-09-18 +,2026-09-22 +,"    \
  "2026-09-25 +"

static DenChart *
make_course (const char *events)
{
  DenChart *chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
  g_auto (GStrv) each = g_strsplit (events, ",", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (each[i][0] != '\0')
      happen (chart, each[i]);
  return chart;
}

/* ---- phases ---- */

static const struct
{
  const char *name;
  const char *events;
  const char *on;
  const char *phase; /* the row's name; NULL: none left */
  gint64 delivered, in_phase, missed, interval;
  gboolean benefit_due;
} courses[] = {
  { "nothing yet", "", "2026-09-01", "Weeks 1 to 4", 0, 0, 0, 3, FALSE },
  { "the first", "2026-09-01 +", "2026-09-01", "Weeks 1 to 4", 1, 1, 0, 3, FALSE },
  { "seven in four weeks are not the end of induction",
    "2026-09-01 +,2026-09-04 +,2026-09-08 -,2026-09-11 +,2026-09-15 +,2026-09-18 +,2026-09-22 +,"
    "2026-09-25 +",
    "2026-09-29", "Weeks 1 to 4", 7, 7, 1, 3, FALSE },
  { "the eighth ends it, whatever the week", FOUR_WEEKS, "2026-09-25", "Weeks 5 to 8", 8, 0, 0, 7,
    TRUE },
  { "benefit documented", FOUR_WEEKS ",2026-09-28 B", "2026-09-28", "Weeks 5 to 8", 8, 0, 0, 7,
    FALSE },
  { "a benefit of later does not count yet", FOUR_WEEKS ",2026-09-28 B", "2026-09-27",
    "Weeks 5 to 8", 8, 0, 0, 7, TRUE },
  { "that there is none is documented too", FOUR_WEEKS ",2026-09-28 N", "2026-09-28",
    "Weeks 5 to 8", 8, 0, 0, 7, FALSE },
  { "week 9 by count",
    FOUR_WEEKS ",2026-09-28 B,2026-10-02 +,2026-10-09 +,2026-10-16 +,2026-10-23 +", "2026-10-23",
    "From week 9", 12, 0, 0, 7, FALSE },
  { "every two weeks from then on",
    FOUR_WEEKS ",2026-09-28 B,2026-10-02 +,2026-10-09 +,2026-10-16 +,2026-10-23 +,2026-10-24 F14,"
               "2026-11-06 +",
    "2026-11-06", "From week 9", 13, 1, 0, 14, FALSE },
  { "a frequency of induction ends with it", "2026-08-31 F2," FOUR_WEEKS, "2026-09-25",
    "Weeks 5 to 8", 8, 0, 0, 7, TRUE },
  { "a miss alone restarts nothing", FOUR_WEEKS ",2026-09-28 B,2026-10-02 -,2026-10-09 -",
    "2026-10-20", "Weeks 5 to 8", 8, 0, 2, 7, FALSE },
  { "missed, not worse: as before", FOUR_WEEKS ",2026-09-28 B,2026-10-02 -,2026-10-02 S",
    "2026-10-02", "Weeks 5 to 8", 8, 0, 1, 7, FALSE },
  { "missed and worse: a step back in frequency",
    FOUR_WEEKS ",2026-09-28 B,2026-10-02 +,2026-10-09 +,2026-10-16 +,2026-10-23 +,2026-10-24 F14,"
               "2026-11-06 -,2026-11-07 M7",
    "2026-11-07", "From week 9", 12, 0, 1, 7, FALSE },
  { "missed and worse: back to twice a week",
    FOUR_WEEKS ",2026-09-28 B,2026-10-02 +,2026-10-09 -,2026-10-10 I,2026-10-12 +", "2026-10-12",
    "Weeks 1 to 4", 10, 1, 1, 3, FALSE },
  { "re-induction begins its rows again",
    FOUR_WEEKS ",2026-09-28 B,2026-10-02 +,2026-10-09 +,2026-11-20 R,2026-11-20 +,2026-11-24 +",
    "2026-11-24", "Weeks 1 to 4", 12, 2, 0, 3, FALSE },
  { "and asks for its benefit anew",
    FOUR_WEEKS ",2026-09-28 B,2026-10-20 R,2026-10-20 +,2026-10-23 +,2026-10-27 +,2026-10-30 +,"
               "2026-11-03 +,2026-11-06 +,2026-11-10 +,2026-11-13 +",
    "2026-11-13", "Weeks 5 to 8", 16, 0, 0, 7, TRUE },
  { "cancelled and planned ones count nowhere", "2026-09-01 +,2026-09-04 x,2026-09-08 p",
    "2026-09-05", "Weeks 1 to 4", 1, 1, 0, 3, FALSE },
  { "what comes after the day is not known", FOUR_WEEKS, "2026-09-10", "Weeks 1 to 4", 3, 3, 0, 3,
    FALSE },
};

static void
test_phases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (courses); i++)
    {
      g_autoptr (DenChart) chart = make_course (courses[i].events);
      g_autoptr (DenCourseProgress) progress = den_course_progress_new (
          chart, g_ptr_array_index (chart->courses, 0), fixture_protocol ("esketamine-trd"),
          fixture_day (courses[i].on));

      g_test_message ("%s", courses[i].name);
      g_assert_cmpstr (progress->phase != NULL ? progress->phase->name : NULL, ==,
                       courses[i].phase);
      g_assert_cmpint (progress->delivered, ==, courses[i].delivered);
      g_assert_cmpint (progress->delivered_in_phase, ==, courses[i].in_phase);
      g_assert_cmpint (progress->missed, ==, courses[i].missed);
      g_assert_cmpint (progress->interval_days, ==, courses[i].interval);
      g_assert_cmpint (progress->benefit_due, ==, courses[i].benefit_due);
    }
}

/* A session in which no dose was given is none, whatever its status says. */
static void
test_without_dose (void)
{
  g_autoptr (DenChart) chart = make_course ("2026-09-01 +");
  DenSession *held = fixture_add_session (chart, "C1", fixture_day ("2026-09-04"));
  g_autoptr (DenCourseProgress) progress = NULL;

  held->status = DEN_SESSION_COMPLETED;
  fixture_add_dose (held, fixture_morning (fixture_day ("2026-09-04")), 0, NULL);
  progress =
      den_course_progress_new (chart, g_ptr_array_index (chart->courses, 0),
                               fixture_protocol ("esketamine-trd"), fixture_day ("2026-09-05"));
  g_assert_cmpint (progress->delivered, ==, 1);
}

/* The protocol for acute suicidal ideation has no maintenance: after its row none is left. */
static void
test_no_row_left (void)
{
  g_autoptr (DenChart) chart = make_course (FOUR_WEEKS);
  g_autoptr (DenCourseProgress) progress =
      den_course_progress_new (chart, g_ptr_array_index (chart->courses, 0),
                               fixture_protocol ("esketamine-mdsi"), fixture_day ("2026-09-25"));

  g_assert_null (progress->phase);
  g_assert_true (progress->benefit_due);
}

/* Weeks of the calendar stand beside the count: eight sessions in the seventh week. */
static void
test_calendar_weeks (void)
{
  g_autoptr (DenChart) chart = make_course ("2026-09-01 +,2026-10-14 p");
  const DenCourse *course = g_ptr_array_index (chart->courses, 0);
  static const struct
  {
    const char *on;
    gint64 weeks, planned;
  } days[] = {
    { "2026-09-01", 1, 1 }, { "2026-09-07", 1, 1 }, { "2026-09-08", 2, 1 },
    { "2026-10-13", 7, 1 }, { "2026-10-14", 7, 1 }, { "2026-10-15", 7, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (DenCourseProgress) progress = den_course_progress_new (
          chart, course, fixture_protocol ("esketamine-trd"), fixture_day (days[i].on));

      g_assert_cmpint (progress->calendar_weeks, ==, days[i].weeks);
      g_assert_cmpint (progress->planned, ==, days[i].planned);
    }
}

/* ---- gaps and misses ---- */

/* Told from 14 days on and asked about from 28 on; an interval of two weeks is no gap. */
static void
test_gaps (void)
{
  static const struct
  {
    const char *events;
    const char *on;
    gint64 days;
    gboolean warn, review;
  } gaps[] = {
    { "2026-09-01 +", "2026-09-14", 13, FALSE, FALSE },
    { "2026-09-01 +", "2026-09-15", 14, TRUE, FALSE },
    { "2026-09-01 +", "2026-09-28", 27, TRUE, FALSE },
    { "2026-09-01 +", "2026-09-29", 28, TRUE, TRUE },
    { FOUR_WEEKS ",2026-10-02 +,2026-10-09 +,2026-10-16 +,2026-10-23 +,2026-10-24 F14",
      "2026-11-06", 14, FALSE, FALSE },
    { FOUR_WEEKS ",2026-10-02 +,2026-10-09 +,2026-10-16 +,2026-10-23 +,2026-10-24 F14",
      "2026-11-07", 15, TRUE, FALSE },
    { "", "2026-11-07", DEN_UNKNOWN, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (gaps); i++)
    {
      g_autoptr (DenChart) chart = make_course (gaps[i].events);
      g_autoptr (DenCourseProgress) progress =
          den_course_progress_new (chart, g_ptr_array_index (chart->courses, 0),
                                   fixture_protocol ("esketamine-trd"), fixture_day (gaps[i].on));

      g_test_message ("%s", gaps[i].on);
      g_assert_cmpint (progress->gap_days, ==, gaps[i].days);
      g_assert_cmpint (progress->gap_warn, ==, gaps[i].warn);
      g_assert_cmpint (progress->gap_review, ==, gaps[i].review);
    }
}

/* The oldest miss that nobody answered for is asked about, until its two questions are answered. */
static void
test_unanswered (void)
{
  g_autoptr (DenChart) chart = make_course ("2026-09-01 +,2026-09-04 -,2026-09-08 -");
  DenCourse *course = g_ptr_array_index (chart->courses, 0);
  const DenProtocol *protocol = fixture_protocol ("esketamine-trd");
  static const char *const answered[] = { NULL, "S2", "S3" };
  static const char *const open[] = { "S2", "S3", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    {
      g_autoptr (DenCourseProgress) progress = NULL;

      if (answered[i] != NULL)
        {
          DenCourseDecision *decision = fixture_decide (chart, DEN_COURSE_DECISION_MISSED_SESSION,
                                                        fixture_day ("2026-09-09"));

          decision->session = g_strdup (answered[i]);
          decision->worse = 0;
        }
      progress = den_course_progress_new (chart, course, protocol, fixture_day ("2026-09-10"));
      g_assert_cmpstr (progress->unanswered_miss != NULL ? progress->unanswered_miss->session_id
                                                         : NULL,
                       ==, open[i]);
    }
}

/* A decision that leaves open whether it got worse answers nothing; a course that was stopped asks
 * nothing. */
static void
test_half_answered (void)
{
  g_autoptr (DenChart) chart = make_course ("2026-09-01 +,2026-09-04 -");
  DenCourse *course = g_ptr_array_index (chart->courses, 0);
  const DenProtocol *protocol = fixture_protocol ("esketamine-trd");
  g_autoptr (DenCourseProgress) half = NULL, stopped = NULL;

  fixture_decide (chart, DEN_COURSE_DECISION_MISSED_SESSION, fixture_day ("2026-09-05"))->session =
      g_strdup ("S2");
  half = den_course_progress_new (chart, course, protocol, fixture_day ("2026-09-10"));
  g_assert_nonnull (half->unanswered_miss);
  course->status = DEN_COURSE_STOPPED;
  stopped = den_course_progress_new (chart, course, protocol, fixture_day ("2026-10-10"));
  g_assert_null (stopped->unanswered_miss);
  g_assert_false (stopped->gap_review);
}

/* ---- warnings ---- */

static gboolean
warns (const DenCourseProgress *progress, const char *words)
{
  for (guint i = 0; i < progress->warnings->len; i++)
    if (strstr (g_ptr_array_index (progress->warnings, i), words) != NULL)
      return TRUE;
  return FALSE;
}

static DenCourseProgress *
progress_of (const DenChart *chart, const char *protocol, const char *on)
{
  return den_course_progress_new (chart, g_ptr_array_index (chart->courses, 0),
                                  fixture_protocol (protocol), fixture_day (on));
}

static void
test_too_close (void)
{
  g_autoptr (DenChart) good = make_course (FOUR_WEEKS ",2026-09-27 +,2026-09-28 B");
  g_autoptr (DenChart) close = make_course ("2026-09-01 +,2026-09-02 p");
  g_autoptr (DenChart) twice = make_course ("2026-09-01 +,2026-09-01 p");
  g_autoptr (DenChart) called_off = make_course ("2026-09-01 +,2026-09-01 x,2026-09-02 -");
  g_autoptr (DenCourseProgress) fine = progress_of (good, "esketamine-trd", "2026-09-28");
  g_autoptr (DenCourseProgress) next_day = progress_of (close, "esketamine-trd", "2026-09-01");
  g_autoptr (DenCourseProgress) same_day = progress_of (twice, "esketamine-trd", "2026-09-01");
  g_autoptr (DenCourseProgress) none = progress_of (called_off, "esketamine-trd", "2026-09-03");

  g_assert_cmpuint (fine->warnings->len, ==, 0);
  g_assert_true (warns (next_day, "The session of 09/02/2026 is 1 day after the one before"));
  g_assert_true (warns (same_day, "Two sessions are on 09/01/2026"));
  g_assert_cmpuint (none->warnings->len, ==, 0);
}

/* What was long ago is not told for ever. */
static void
test_long_ago (void)
{
  g_autoptr (DenChart) chart = make_course ("2026-09-01 +,2026-09-01 +");
  g_autoptr (DenCourseProgress) told = NULL, past = NULL;

  fixture_add_course (chart, "C2", DEN_MODALITY_KETAMINE_IV);
  fixture_deliver (chart, "C2", fixture_day ("2026-09-20"));
  told = progress_of (chart, "esketamine-trd", "2026-09-08");
  g_assert_true (warns (told, "Two sessions are on 09/01/2026"));
  g_assert_true (warns (told, "Esketamine and ketamine"));
  past = progress_of (chart, "esketamine-trd", "2026-10-01");
  g_assert_cmpuint (past->warnings->len, ==, 0);
}

static void
test_mdsi (void)
{
  g_autoptr (DenChart) chart = make_course (FOUR_WEEKS);
  DenCourse *course = g_ptr_array_index (chart->courses, 0);
  g_autoptr (DenCourseProgress) within = NULL, beyond = NULL, with_drug = NULL;
  DenDay on = fixture_day ("2026-09-25");

  course->indication = DEN_INDICATION_MDSI;
  fixture_add_medication (chart, "trazodone", fixture_day ("2026-01-01"),
                          fixture_day ("2026-09-01"));
  fixture_add_medication (chart, "lorazepam", fixture_day ("2026-01-01"), DEN_UNKNOWN);
  within = progress_of (chart, "esketamine-mdsi", "2026-09-25");
  den_course_progress_check_medications (within, chart, course, fixture_reference (), on);
  g_assert_false (warns (within, "goes past its 4 weeks"));
  g_assert_true (warns (within, "No oral antidepressant is recorded as running"));

  fixture_add_session (chart, "C1", fixture_day ("2026-09-29"));
  beyond = progress_of (chart, "esketamine-mdsi", "2026-09-25");
  g_assert_true (warns (beyond, "goes past its 4 weeks on 09/29/2026"));

  fixture_add_medication (chart, "Zoloft", fixture_day ("2026-08-01"), DEN_UNKNOWN);
  with_drug = progress_of (chart, "esketamine-mdsi", "2026-09-25");
  den_course_progress_check_medications (with_drug, chart, course, fixture_reference (), on);
  g_assert_false (warns (with_drug, "No oral antidepressant"));
}

/* Racemic ketamine and esketamine in one month of the calendar, by sessions given or planned. */
static void
test_two_drugs (void)
{
  g_autoptr (DenChart) chart = make_course ("2026-09-01 +,2026-10-02 p");
  g_autoptr (DenCourseProgress) apart = NULL, together = NULL, missed = NULL;
  DenSession *infusion;

  fixture_add_course (chart, "C2", DEN_MODALITY_KETAMINE_IV);
  fixture_deliver (chart, "C2", fixture_day ("2026-08-31"));
  apart = progress_of (chart, "esketamine-trd", "2026-09-01");
  g_assert_cmpuint (apart->warnings->len, ==, 0);
  infusion = fixture_add_session (chart, "C2", fixture_day ("2026-10-30"));
  together = progress_of (chart, "esketamine-trd", "2026-09-01");
  g_assert_true (warns (together, "Esketamine and ketamine are both given in 10/2026"));
  infusion->status = DEN_SESSION_MISSED;
  missed = progress_of (chart, "esketamine-trd", "2026-09-01");
  g_assert_cmpuint (missed->warnings->len, ==, 0);
}

static void
test_no_benefit (void)
{
  g_autoptr (DenChart) chart = make_course (FOUR_WEEKS ",2026-09-28 N");
  g_autoptr (DenCourseProgress) progress = progress_of (chart, "esketamine-trd", "2026-09-28");

  g_assert_true (warns (progress, "No evidence of benefit was found on 09/28/2026."));
}

/* ---- titles ---- */

/* Events, the session that is asked about by its number, and its title. */
static const struct
{
  const char *events;
  guint session;
  const char *title;
} titles[] = {
  { "2026-09-01 +", 1, "Induction 1 of 8" },
  { FOUR_WEEKS, 8, "Induction 8 of 8" },
  { FOUR_WEEKS ",2026-10-02 p", 9, "Maintenance 1" },
  { FOUR_WEEKS ",2026-10-02 +,2026-10-09 +,2026-10-16 +,2026-10-23 +,2026-10-30 p", 13,
    "Maintenance 5" },
  /* The missed one and the next bear the same number. */
  { "2026-09-01 +,2026-09-04 -,2026-09-08 p", 2, "Induction 2 of 8" },
  { "2026-09-01 +,2026-09-04 -,2026-09-08 p", 3, "Induction 2 of 8" },
  { "2026-09-01 +,2026-09-04 p,2026-09-08 p", 3, "Induction 3 of 8" },
  /* One that nobody closed, and that others came after, did not take place. */
  { "2026-09-01 +,2026-09-04 p,2026-09-08 +", 3, "Induction 2 of 8" },
  { FOUR_WEEKS ",2026-10-02 +,2026-10-09 R,2026-10-09 +,2026-10-13 p", 11, "Re-induction 2 of 8" },
};

static void
test_titles (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (DenChart) chart = make_course (titles[i].events);
      g_autofree char *title =
          den_session_title (chart, g_ptr_array_index (chart->sessions, titles[i].session - 1),
                             fixture_protocol ("esketamine-trd"));

      g_test_message ("%s", titles[i].events);
      g_assert_cmpstr (title, ==, titles[i].title);
    }
}

/* Without a course or protocol the session's own number; a course taken over from another clinic
 * begins where its first session says. */
static void
test_other_titles (void)
{
  g_autoptr (DenChart) chart = make_course ("2026-09-01 +");
  DenSession *first = g_ptr_array_index (chart->sessions, 0);
  DenSession *stray = fixture_add_session (chart, NULL, fixture_day ("2026-09-02"));
  g_autofree char *unnumbered = NULL, *numbered = NULL, *taken_over = NULL;

  unnumbered = den_session_title (chart, stray, fixture_protocol ("esketamine-trd"));
  g_assert_cmpstr (unnumbered, ==, "Session");
  first->number = 4;
  numbered = den_session_title (chart, first, NULL);
  g_assert_cmpstr (numbered, ==, "Session 4");
  first->phase = DEN_PHASE_MAINTENANCE;
  taken_over = den_session_title (chart, first, fixture_protocol ("esketamine-trd"));
  g_assert_cmpstr (taken_over, ==, "Maintenance 1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/course-progress/phases", test_phases);
  g_test_add_func ("/course-progress/without-dose", test_without_dose);
  g_test_add_func ("/course-progress/no-row-left", test_no_row_left);
  g_test_add_func ("/course-progress/calendar-weeks", test_calendar_weeks);
  g_test_add_func ("/course-progress/gaps", test_gaps);
  g_test_add_func ("/course-progress/unanswered", test_unanswered);
  g_test_add_func ("/course-progress/half-answered", test_half_answered);
  g_test_add_func ("/course-progress/too-close", test_too_close);
  g_test_add_func ("/course-progress/long-ago", test_long_ago);
  g_test_add_func ("/course-progress/mdsi", test_mdsi);
  g_test_add_func ("/course-progress/two-drugs", test_two_drugs);
  g_test_add_func ("/course-progress/no-benefit", test_no_benefit);
  g_test_add_func ("/course-progress/titles", test_titles);
  g_test_add_func ("/course-progress/other-titles", test_other_titles);
  return g_test_run ();
}
