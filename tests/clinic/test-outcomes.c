/* Response, remission and relapse of a patient, and of the clinic beside published rows. */
#include "course-fixture.h"
#include "den-outcomes.h"

#include <string.h>

#define UNKNOWN DEN_UNKNOWN
#define FIRST "2026-03-02" /* a session, at 10:00 */

static DenChart *
make_chart (void)
{
  DenChart *chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);

  fixture_deliver (chart, "C1", fixture_day (FIRST));
  return chart;
}

/* Scores on SCALE, "-3:36 7:20" by days from the first session. */
static void
add_scores (DenChart *chart, const char *scale, const char *text)
{
  g_auto (GStrv) each = g_strsplit (text, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      const char *colon = strchr (each[i], ':');

      if (colon != NULL)
        fixture_add_score (chart, scale, fixture_day (FIRST) + g_ascii_strtoll (each[i], NULL, 10),
                           g_ascii_strtoll (colon + 1, NULL, 10));
    }
}

static gint64
days_after (DenDay day)
{
  return day != UNKNOWN ? day - fixture_day (FIRST) : UNKNOWN;
}

/* ---- one patient ---- */

/* Half the points gone is a response, and nothing less; scores are taken an hour before a session
 * of the same day. */
static const struct
{
  const char *scale;
  const char *scores;
  gint64 baseline;
  DenResponse response;
  gboolean remission;
} responses[] = {
  { "MADRS", "-3:36 28:18", 36, DEN_RESPONSE_FULL, FALSE },
  { "MADRS", "-3:36 28:19", 36, DEN_RESPONSE_PARTIAL, FALSE },
  { "PHQ-9", "-3:27 28:13", 27, DEN_RESPONSE_FULL, FALSE },
  { "PHQ-9", "-3:27 28:14", 27, DEN_RESPONSE_PARTIAL, FALSE },
  { "PHQ-9", "-3:24 28:12", 24, DEN_RESPONSE_FULL, FALSE },
  { "PHQ-9", "-3:24 28:4", 24, DEN_RESPONSE_FULL, TRUE },
  { "PHQ-9", "-3:24 28:5", 24, DEN_RESPONSE_FULL, FALSE },
  { "PHQ-9", "-3:24 28:19", 24, DEN_RESPONSE_NONE, FALSE },
  { "PHQ-9", "-3:24 28:26", 24, DEN_RESPONSE_NONE, FALSE },
  /* Of nothing there is no half. */
  { "PHQ-9", "-3:0 28:0", 0, DEN_RESPONSE_UNDEFINED, TRUE },
  /* The last one before the first dose counts, and on its day. */
  { "PHQ-9", "-10:27 -2:20 28:12", 20, DEN_RESPONSE_PARTIAL, FALSE },
  { "PHQ-9", "-10:27 0:20 28:10", 20, DEN_RESPONSE_FULL, FALSE },
  /* At most 14 days old, and never after the first dose. */
  { "PHQ-9", "-14:24 28:12", 24, DEN_RESPONSE_FULL, FALSE },
  { "PHQ-9", "-15:24 28:12", UNKNOWN, DEN_RESPONSE_UNDEFINED, FALSE },
  { "PHQ-9", "1:24 28:12", UNKNOWN, DEN_RESPONSE_UNDEFINED, FALSE },
  /* Nothing since: nothing to compare. */
  { "PHQ-9", "-3:24", 24, DEN_RESPONSE_UNDEFINED, FALSE },
};

static void
test_responses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (responses); i++)
    {
      g_autoptr (DenChart) chart = make_chart ();
      DenPatientOutcome outcome;

      add_scores (chart, responses[i].scale, responses[i].scores);
      den_outcome (chart, fixture_scale (responses[i].scale), fixture_day ("2026-12-31"), &outcome);
      g_test_message ("%s %s", responses[i].scale, responses[i].scores);
      g_assert_cmpint (outcome.baseline, ==, responses[i].baseline);
      g_assert_cmpint (outcome.response, ==, responses[i].response);
      g_assert_cmpint (outcome.remission, ==, responses[i].remission);
    }
}

/* The best, the newest, and the days on which something was reached first; what comes after the day
 * that is asked about is not known. */
static void
test_days (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  const DenScale *phq9 = fixture_scale ("PHQ-9");
  DenPatientOutcome outcome, early;

  add_scores (chart, "PHQ-9", "21:3 -3:24 7:15 28:8 14:12");
  den_outcome (chart, phq9, fixture_day ("2026-12-31"), &outcome);
  g_assert_cmpint (days_after (outcome.baseline_on), ==, -3);
  g_assert_cmpint (outcome.best, ==, 3);
  g_assert_cmpint (days_after (outcome.best_on), ==, 21);
  g_assert_cmpint (outcome.now, ==, 8);
  g_assert_cmpint (days_after (outcome.now_on), ==, 28);
  g_assert_cmpint (days_after (outcome.responded_on), ==, 14);
  g_assert_cmpint (days_after (outcome.remitted_on), ==, 21);
  g_assert_cmpint (outcome.relapsed_on, ==, UNKNOWN);
  g_assert_cmpint (outcome.n_scores, ==, 4);

  den_outcome (chart, phq9, fixture_day (FIRST) + 13, &early);
  g_assert_cmpint (early.now, ==, 15);
  g_assert_cmpint (early.responded_on, ==, UNKNOWN);
  g_assert_cmpint (early.remitted_on, ==, UNKNOWN);
}

/* A session that was missed, or in which nothing was given, is not the first; before the first
 * there is a score, but no outcome. */
static void
test_first_session (void)
{
  g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
  DenSession *refused, *broken_off;
  DenPatientOutcome before, after;

  fixture_miss (chart, "C1", fixture_day ("2026-02-02"));
  broken_off = fixture_add_session (chart, "C1", fixture_day ("2026-02-03"));
  broken_off->status = DEN_SESSION_CANCELLED;
  broken_off->started_at = fixture_morning (fixture_day ("2026-02-03"));
  refused = fixture_add_session (chart, "C1", fixture_day ("2026-02-05"));
  refused->status = DEN_SESSION_COMPLETED;
  refused->started_at = fixture_morning (fixture_day ("2026-02-05"));
  fixture_add_dose (refused, refused->started_at, 0, NULL);
  add_scores (chart, "PHQ-9", "-3:24 28:12");
  den_outcome (chart, fixture_scale ("PHQ-9"), fixture_day ("2026-12-31"), &before);
  g_assert_cmpint (before.baseline, ==, UNKNOWN);
  g_assert_cmpint (before.now, ==, UNKNOWN);
  g_assert_cmpint (before.response, ==, DEN_RESPONSE_UNDEFINED);
  fixture_deliver (chart, "C1", fixture_day (FIRST));
  den_outcome (chart, fixture_scale ("PHQ-9"), fixture_day ("2026-12-31"), &after);
  g_assert_cmpint (after.baseline, ==, 24);
  g_assert_cmpint (after.response, ==, DEN_RESPONSE_FULL);
}

/* A score on one scale is never taken for one on another. */
static void
test_scales_apart (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenPatientOutcome outcome;

  add_scores (chart, "MADRS", "-3:36");
  add_scores (chart, "PHQ-9", "28:12");
  den_outcome (chart, fixture_scale ("MADRS"), fixture_day ("2026-12-31"), &outcome);
  g_assert_cmpint (outcome.now, ==, UNKNOWN);
  den_outcome (chart, fixture_scale ("PHQ-9"), fixture_day ("2026-12-31"), &outcome);
  g_assert_cmpint (outcome.baseline, ==, UNKNOWN);
}

/* ---- relapse ---- */

static const struct
{
  const char *name;
  const char *scale;
  const char *scores;
  gint64 relapsed; /* days after the first session */
} relapses[] = {
  { "twice at least 22, a week apart", "MADRS", "-3:36 28:10 35:22 42:25", 42 },
  { "once is none", "MADRS", "-3:36 28:10 35:25 42:12", UNKNOWN },
  { "21 is none", "MADRS", "-3:36 28:10 35:22 42:21", UNKNOWN },
  { "four days apart are too near", "MADRS", "-3:36 28:10 35:22 39:25", UNKNOWN },
  { "five are not", "MADRS", "-3:36 28:10 35:22 40:25", 40 },
  { "fifteen are near enough", "MADRS", "-3:36 28:10 35:22 50:25", 50 },
  { "sixteen are too far", "MADRS", "-3:36 28:10 35:22 51:25", UNKNOWN },
  { "over one between them", "MADRS", "-3:36 28:10 35:22 38:23 41:25", 41 },
  { "not over a good one between them", "MADRS", "-3:36 28:10 35:22 38:12 41:25", UNKNOWN },
  { "only after a response or remission", "MADRS", "-3:36 7:30 14:28 28:10", UNKNOWN },
  { "never without one", "MADRS", "-3:36 7:30 14:28 28:26", UNKNOWN },
  { "the response lost twice", "PHQ-9", "-3:24 28:12 35:13 56:13", 56 },
  { "within four weeks", "PHQ-9", "-3:24 28:12 35:13 64:13", UNKNOWN },
  { "found again between", "PHQ-9", "-3:24 28:12 35:13 42:12 49:13", UNKNOWN },
  { "no rule for this scale", "SDS", "-3:24 28:6 35:24 42:24", UNKNOWN },
};

static void
test_relapses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relapses); i++)
    {
      g_autoptr (DenChart) chart = make_chart ();
      DenPatientOutcome outcome;

      add_scores (chart, relapses[i].scale, relapses[i].scores);
      den_outcome (chart, fixture_scale (relapses[i].scale), fixture_day ("2026-12-31"), &outcome);
      g_test_message ("%s", relapses[i].name);
      g_assert_cmpint (days_after (outcome.relapsed_on), ==, relapses[i].relapsed);
    }
}

/* ---- maintenance ---- */

/* The status on day 84: weeks end on it, on 77, 70 and 63. */
static void
test_maintenance (void)
{
  static const struct
  {
    const char *scale;
    const char *scores;
    const char *status;
  } cases[] = {
    { "MADRS", "-3:36 63:12 70:12 77:12 84:20", "stable remission" },
    { "MADRS", "-3:36 63:30 70:12 77:11 84:12", "stable remission" },
    { "MADRS", "-3:36 63:13 70:13 77:13 84:18", "stable response" },
    { "MADRS", "-3:36 63:13 70:12 77:12 84:19", "neither" },
    { "MADRS", "-3:36 63:30 70:30 77:30 84:30", "neither" },
    /* Weeks without a score leave it open. */
    { "MADRS", "-3:36 84:12", NULL },
    { "MADRS", "-3:36 63:12 77:12 84:30", NULL },
    { "MADRS", "-3:36 63:30 70:30 84:12", NULL },
    { "PHQ-9", "-3:24 63:2 70:2 77:2 84:2", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenChart) chart = make_chart ();

      add_scores (chart, cases[i].scale, cases[i].scores);
      g_test_message ("%s", cases[i].scores);
      g_assert_cmpstr (
          den_maintenance_status (chart, fixture_scale (cases[i].scale), fixture_day (FIRST) + 84),
          ==, cases[i].status);
    }
}

/* ---- the clinic ---- */

static void
test_wilson (void)
{
  static const struct
  {
    gint64 hits, n, lower, upper;
  } vectors[] = {
    { 0, 10, 0, 278 },     { 5, 10, 237, 763 }, { 54, 100, 443, 634 },
    { 10, 10, 722, 1000 }, { 0, 0, 0, 1000 },   { 1, 1, 207, 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      gint64 lower, upper;

      den_wilson (vectors[i].hits, vectors[i].n, &lower, &upper);
      g_assert_cmpint (lower, ==, vectors[i].lower);
      g_assert_cmpint (upper, ==, vectors[i].upper);
    }
}

static guint
row_of (const char *key)
{
  const GPtrArray *rows = fixture_reference ()->benchmarks;

  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((DenBenchmark *) g_ptr_array_index (rows, i))->key, key) == 0)
      return i;
  g_assert_not_reached ();
}

/* A chart's scores, and where it counts. */
static const struct
{
  const char *name;
  const char *key;
  const char *scale;
  const char *scores;
  gint64 n, of;
} counted[] = {
  { "response at day 28", "transform-2-response", "MADRS", "-3:36 28:18", 1, 1 },
  { "no response", "transform-2-response", "MADRS", "-3:36 28:19", 1, 0 },
  { "before the window", "transform-2-response", "MADRS", "-3:36 23:18", 0, 0 },
  { "at its first day", "transform-2-response", "MADRS", "-3:36 24:18", 1, 1 },
  { "at its last day", "transform-2-response", "MADRS", "-3:36 35:18", 1, 1 },
  { "after the window", "transform-2-response", "MADRS", "-3:36 36:18", 0, 0 },
  { "the score nearest to the day", "transform-2-response", "MADRS", "-3:36 25:36 29:18 34:36", 1,
    1 },
  { "an old baseline", "transform-2-response", "MADRS", "-15:36 28:18", 0, 0 },
  { "a baseline of 0", "transform-2-remission", "MADRS", "-3:0 28:0", 0, 0 },
  { "another scale", "transform-2-response", "PHQ-9", "-3:24 28:12", 0, 0 },
  { "the study's own cut for remission: 12", "transform-2-remission", "MADRS", "-3:36 28:12", 1,
    1 },
  { "13 is none", "transform-2-remission", "MADRS", "-3:36 28:13", 1, 0 },
  { "the study's own cut for remission: 10", "escape-trd-remission", "MADRS", "-3:36 56:12", 1, 0 },
  { "another drug", "mcinnes-response", "PHQ-9", "-3:24 42:12", 0, 0 },
};

static void
test_counted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      g_autoptr (DenChart) chart = make_chart ();
      g_autoptr (DenOutcomeTally) tally = den_outcome_tally_new (fixture_reference ());
      DenClinicOutcome outcome;

      add_scores (chart, counted[i].scale, counted[i].scores);
      den_outcome_tally_add (tally, chart, fixture_day ("2026-12-31"));
      den_outcome_tally_row (tally, row_of (counted[i].key), &outcome);
      g_test_message ("%s", counted[i].name);
      g_assert_cmpint (outcome.n, ==, counted[i].n);
      g_assert_cmpint (outcome.of, ==, counted[i].of);
      g_assert_true (outcome.too_few);
    }
}

/* Relapse is counted from the response on, among those who were followed so long or relapsed
 * before. */
static void
test_counted_relapse (void)
{
  static const struct
  {
    const char *scores;
    gint64 n, of;
  } cases[] = {
    { "-3:24 14:10 28:10 42:10", 1, 0 },
    { "-3:24 14:10 28:15 42:15", 1, 1 },
    { "-3:24 14:10 28:15 35:15", 1, 1 },
    /* Relapsed, but later than four weeks after the response. */
    { "-3:24 14:10 42:10 56:15 70:15", 1, 0 },
    /* Not followed; never responded. */
    { "-3:24 14:10 21:10", 0, 0 },
    { "-3:24 14:20 28:20 42:20", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_KETAMINE_IV, DEN_INDICATION_TRD);
      g_autoptr (DenOutcomeTally) tally = den_outcome_tally_new (fixture_reference ());
      DenClinicOutcome outcome;

      fixture_deliver (chart, "C1", fixture_day (FIRST));
      add_scores (chart, "PHQ-9", cases[i].scores);
      den_outcome_tally_add (tally, chart, fixture_day ("2026-12-31"));
      den_outcome_tally_row (tally, row_of ("mcinnes-relapse-4-weeks"), &outcome);
      g_test_message ("%s", cases[i].scores);
      g_assert_cmpint (outcome.n, ==, cases[i].n);
      g_assert_cmpint (outcome.of, ==, cases[i].of);
    }
}

static gint64
count_in (const DenChart *chart, const char *key)
{
  g_autoptr (DenOutcomeTally) tally = den_outcome_tally_new (fixture_reference ());
  DenClinicOutcome outcome;

  den_outcome_tally_add (tally, chart, fixture_day ("2026-12-31"));
  den_outcome_tally_row (tally, row_of (key), &outcome);
  return outcome.n;
}

/* A course for another indication, and one with two drugs before the time point, are not in the
 * row; a drug that was given long before does not matter. */
static void
test_not_mixed (void)
{
  g_autoptr (DenChart) chart = make_chart ();

  add_scores (chart, "MADRS", "-3:36 28:18");
  ((DenCourse *) g_ptr_array_index (chart->courses, 0))->indication = DEN_INDICATION_MDSI;
  g_assert_cmpint (count_in (chart, "transform-2-response"), ==, 0);
  ((DenCourse *) g_ptr_array_index (chart->courses, 0))->indication = DEN_INDICATION_TRD;
  g_assert_cmpint (count_in (chart, "transform-2-response"), ==, 1);
  fixture_add_course (chart, "C2", DEN_MODALITY_KETAMINE_IV);
  fixture_deliver (chart, "C2", fixture_day (FIRST) + 29);
  fixture_deliver (chart, "C2", fixture_day (FIRST) - 100);
  g_assert_cmpint (count_in (chart, "transform-2-response"), ==, 1);
  fixture_deliver (chart, "C2", fixture_day (FIRST) + 10);
  g_assert_cmpint (count_in (chart, "transform-2-response"), ==, 0);
}

/* Missed, cancelled and abandoned sessions are in no total, nor are patients without another. */
static void
test_totals (void)
{
  g_autoptr (DenOutcomeTally) tally = den_outcome_tally_new (fixture_reference ());
  g_autoptr (DenChart) treated = make_chart ();
  g_autoptr (DenChart) abandoned = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
  g_autoptr (DenChart) empty = den_chart_new ();
  DenSession *broken_off;
  gint64 patients, with_session, sessions;

  fixture_deliver (treated, "C1", fixture_day (FIRST) + 3);
  fixture_miss (treated, "C1", fixture_day (FIRST) + 7);
  fixture_deliver (treated, "C1", fixture_day ("2027-01-01"));
  broken_off = fixture_add_session (abandoned, "C1", fixture_day (FIRST));
  broken_off->status = DEN_SESSION_COMPLETED;
  broken_off->started_at = broken_off->arrived_at = fixture_morning (fixture_day (FIRST));
  fixture_add_dose (broken_off, broken_off->started_at, 0, "A1");
  den_outcome_tally_add (tally, treated, fixture_day ("2026-12-31"));
  den_outcome_tally_add (tally, abandoned, fixture_day ("2026-12-31"));
  den_outcome_tally_add (tally, empty, fixture_day ("2026-12-31"));
  den_outcome_tally_totals (tally, &patients, &with_session, &sessions);
  g_assert_cmpint (patients, ==, 3);
  g_assert_cmpint (with_session, ==, 1);
  g_assert_cmpint (sessions, ==, 2);
}

/* Ten patients are enough to show, nine are too few. */
static void
test_too_few (void)
{
  g_autoptr (DenOutcomeTally) tally = den_outcome_tally_new (fixture_reference ());
  guint row = row_of ("transform-2-response");

  for (int i = 1; i <= 10; i++)
    {
      g_autoptr (DenChart) chart = make_chart ();
      DenClinicOutcome outcome;

      add_scores (chart, "MADRS", i <= 5 ? "-3:36 28:18" : "-3:36 28:30");
      den_outcome_tally_add (tally, chart, fixture_day ("2026-12-31"));
      den_outcome_tally_row (tally, row, &outcome);
      g_assert_cmpint (outcome.n, ==, i);
      g_assert_cmpint (outcome.too_few, ==, i < 10);
      if (i == 10)
        {
          g_assert_cmpint (outcome.of, ==, 5);
          g_assert_cmpint (outcome.lower_permille, ==, 237);
          g_assert_cmpint (outcome.upper_permille, ==, 763);
        }
    }
}

/* ---- the published rows ---- */

/* Each has a scale and a modality that the program knows, its own cut where it is of remission, and
 * a name of its own. */
static void
test_published (void)
{
  const GPtrArray *rows = fixture_reference ()->benchmarks;
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (rows->len, >=, 15);
  for (guint i = 0; i < rows->len; i++)
    {
      const DenBenchmark *row = g_ptr_array_index (rows, i);

      g_test_message ("%s", row->key);
      g_assert_nonnull (den_reference_find_scale (fixture_reference (), row->scale));
      g_assert_true (g_hash_table_add (keys, row->key));
      g_assert_cmpint (row->early_days, <, row->day);
      g_assert_true (strcmp (row->modality, "esketamine") == 0 ||
                     strcmp (row->modality, "ketamine_iv") == 0);
      g_assert_cmpint (row->endpoint == DEN_ENDPOINT_REMISSION, ==,
                       row->remission_at_most != UNKNOWN);
      g_assert_true (strstr (row->source, "confirmed") != NULL ||
                     strstr (row->source, "secondary") != NULL ||
                     strstr (row->source, "to verify") != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcomes/responses", test_responses);
  g_test_add_func ("/outcomes/days", test_days);
  g_test_add_func ("/outcomes/first-session", test_first_session);
  g_test_add_func ("/outcomes/scales-apart", test_scales_apart);
  g_test_add_func ("/outcomes/relapses", test_relapses);
  g_test_add_func ("/outcomes/maintenance", test_maintenance);
  g_test_add_func ("/outcomes/clinic/wilson", test_wilson);
  g_test_add_func ("/outcomes/clinic/counted", test_counted);
  g_test_add_func ("/outcomes/clinic/counted-relapse", test_counted_relapse);
  g_test_add_func ("/outcomes/clinic/not-mixed", test_not_mixed);
  g_test_add_func ("/outcomes/clinic/totals", test_totals);
  g_test_add_func ("/outcomes/clinic/too-few", test_too_few);
  g_test_add_func ("/outcomes/clinic/published", test_published);
  return g_test_run ();
}
