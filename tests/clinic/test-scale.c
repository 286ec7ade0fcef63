/* Scoring of the shipped scales, what is newest in a chart, and the checks of a chart's scores. */
#include "den-reference-data.h"
#include "den-scale.h"

#include <string.h>

static DenReference *reference;

static const DenScale *
scale_of (const char *name)
{
  const DenScale *scale = den_reference_find_scale (reference, name);

  g_assert_nonnull (scale);
  return scale;
}

/* Answers written "0 1 - 2"; none for "". */
static DenScores
scores_of (const char *text)
{
  DenScores scores = { 0 };

  if (*text != '\0')
    g_assert_true (den_scores_parse (text, &scores));
  return scores;
}

#define NONE DEN_UNKNOWN

/* Answers in, total and band out; NONE where they make no total. */
static const struct
{
  const char *scale;
  const char *items;
  gint64 total;
  const char *band;
} totals[] = {
  { "PHQ-9", "0 0 0 0 0 0 0 0 0", 0, "minimal" },
  { "PHQ-9", "1 1 1 1 0 0 0 0 0", 4, "minimal" },
  { "PHQ-9", "1 1 1 1 1 0 0 0 0", 5, "mild" },
  { "PHQ-9", "2 2 2 2 2 0 0 0 0", 10, "moderate" },
  { "PHQ-9", "2 2 2 2 2 2 2 0 0", 14, "moderate" },
  { "PHQ-9", "3 3 3 3 3 0 0 0 0", 15, "moderately severe" },
  { "PHQ-9", "3 3 3 3 3 3 2 0 0", 20, "severe" },
  { "PHQ-9", "3 3 3 3 3 3 3 3 3", 27, "severe" },
  /* 15 x 9 / 8 is 16.875; 14 x 9 / 7 is 18; 4 x 9 / 8 is 4.5, halves up. */
  { "PHQ-9", "3 3 3 3 3 0 0 0 -", 17, "moderately severe" },
  { "PHQ-9", "2 2 2 2 2 2 2 - -", 18, "moderately severe" },
  { "PHQ-9", "1 1 1 1 0 0 0 0 -", 5, "mild" },
  { "PHQ-9", "2 2 2 2 2 2 - - -", NONE, NULL },
  { "PHQ-9", "- - - - - - - - -", NONE, NULL },
  { "PHQ-9", "3 3 3 3 3 3 3 3 4", NONE, NULL },
  { "PHQ-9", "3 3 3 3 3 3 3 3", NONE, NULL },
  { "PHQ-9", "", NONE, NULL },
  { "MADRS", "3 3 3 3 3 3 4 4 4 4", 34, "moderate" },
  { "MADRS", "4 4 4 4 4 3 3 3 3 3", 35, "severe" },
  { "MADRS", "4 4 4 4 4 3 3 3 3 -", NONE, NULL },
  { "HAM-D17", "4 4 4 2 2 2 4 4 4 4 4 2 2 2 4 2 2", 52, "very severe" },
  { "HAM-D17", "0 0 0 3 0 0 0 0 0 0 0 0 0 0 0 0 0", NONE, NULL },
  { "HAM-D17", "2 1 0 1 1 0 2 1 1 2 1 0 1 0 0 0 0", 13, "mild" },
  /* The naive sum of the QIDS would be 16, 48, 19 and 9. */
  { "QIDS-SR16", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", 9, "mild" },
  { "QIDS-SR16", "3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3", 27, "very severe" },
  { "QIDS-SR16", "0 2 3 0 2 0 1 0 2 1 2 1 2 2 0 1", 16, "severe" },
  { "QIDS-SR16", "1 0 0 2 1 0 0 0 0 1 1 0 1 1 0 0", 7, "mild" },
  { "QIDS-SR16", "1 - - - 1 - 2 - - 1 1 0 1 1 - 0", 8, "mild" },
  { "QIDS-SR16", "- - - - 1 0 0 0 0 1 1 0 1 1 0 0", NONE, NULL },
  { "QIDS-SR16", "1 0 0 2 - 0 0 0 0 1 1 0 1 1 0 0", NONE, NULL },
  { "GAD-7", "3 3 3 3 3 3 3", 21, "severe" },
  { "GAD-7", "2 2 2 2 2 0 -", 12, "moderate" },
  { "GAD-7", "2 2 2 2 2 - -", NONE, NULL },
  { "PCL-5", "2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 0 0 0 0 0", 30, "below the cut-off" },
  { "PCL-5", "2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 1 0 0 0 0", 31, "within the cut-off of 31 to 33" },
  { "AUDIT-C", "1 1 1", 3, "positive in women" },
  { "AUDIT-C", "4 4 0", 8, "high" },
  /* Item 3 of the DAST asks for something good: a no scores 1. */
  { "DAST-10", "0 0 0 0 0 0 0 0 0 0", 1, "low" },
  { "DAST-10", "1 1 1 1 1 1 1 1 1 1", 9, "severe" },
  { "DAST-10", "0 0 1 0 0 0 0 0 0 0", 0, "none reported" },
  { "WHODAS-12", "2 2 2 2 2 2 2 2 2 2 2 2", 24, "severe by convention" },
  { "WHODAS-12", "2 2 2 2 2 2 2 2 2 2 2 -", 24, "severe by convention" },
  { "WHODAS-12", "2 2 2 2 2 2 2 2 2 2 - -", NONE, NULL },
  /* Only work may be missing from the SDS. */
  { "SDS", "5 5 5", 15, "impaired" },
  { "SDS", "- 4 5", 14, "impaired" },
  { "SDS", "5 - 5", NONE, NULL },
  { "SDS", "- - 5", NONE, NULL },
  { "CADSS-23", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", 23,
    "above the cut of the trials" },
  { "CADSS-6", "4 4 4 4 4 4", 24, NULL },
  { "MOAA/S", "5", 5, "alert" },
  { "MOAA/S", "0", 0, "no response: loss of consciousness" },
  { "YMRS", "4 4 4 4 8 8 4 8 8 4 4", 60, "mania" },
  { "YMRS", "5 0 0 0 0 0 0 0 0 0 0", NONE, NULL },
  /* The C-SSRS: wish, thoughts, method, intent, plan, behavior, and whether that was recent. */
  { "C-SSRS", "1 0 - - - 0 -", DEN_TRIAGE_LOW, "low" },
  { "C-SSRS", "1 1 1 0 0 0 -", DEN_TRIAGE_MODERATE, "moderate" },
  { "C-SSRS", "1 1 0 1 0 0 -", DEN_TRIAGE_HIGH, "high" },
  { "C-SSRS", "1 1 0 0 1 0 0", DEN_TRIAGE_HIGH, "high" },
  { "C-SSRS", "0 0 - - - 1 1", DEN_TRIAGE_HIGH, "high" },
  { "C-SSRS", "0 0 - - - 1 0", DEN_TRIAGE_MODERATE, "moderate" },
  { "C-SSRS", "0 0 0 0 0 0 0", DEN_TRIAGE_NEGATIVE, "negative" },
  { "C-SSRS", "0 1 0 0 0 0 0", DEN_TRIAGE_LOW, "low" },
  /* Six items: behavior of which nobody says when is taken as recent. */
  { "C-SSRS", "1 0 - - - 0", DEN_TRIAGE_LOW, "low" },
  { "C-SSRS", "0 0 0 0 0 0", DEN_TRIAGE_NEGATIVE, "negative" },
  { "C-SSRS", "0 0 - - - 1", DEN_TRIAGE_HIGH, "high" },
  { "C-SSRS", "0 0 - - - 1 -", DEN_TRIAGE_HIGH, "high" },
  /* What is missing could still raise the tier. */
  { "C-SSRS", "1 1 - - - 0 0", NONE, NULL },
  { "C-SSRS", "1 0 - - - - -", NONE, NULL },
  { "C-SSRS", "- 0 - - - 0 -", NONE, NULL },
  { "C-SSRS", "0 0 0 0 0", NONE, NULL },
  { "C-SSRS", "2 0 0 0 0 0 0", NONE, NULL },
};

static void
test_totals (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      const DenScale *scale = scale_of (totals[i].scale);
      DenScores scores = scores_of (totals[i].items);
      gint64 total = den_scale_total (scale, &scores);

      g_test_message ("%s %s", totals[i].scale, totals[i].items);
      g_assert_cmpint (total, ==, totals[i].total);
      g_assert_cmpstr (den_scale_band (scale, total), ==, totals[i].band);
    }
}

static void
test_prorated (void)
{
  static const struct
  {
    const char *scale, *items;
    gboolean prorated;
  } cases[] = {
    { "PHQ-9", "2 2 2 2 2 2 2 - -", TRUE },
    { "PHQ-9", "2 2 2 2 2 2 2 2 2", FALSE },
    { "PHQ-9", "2 2 2 2 2 2 - - -", FALSE },
    { "SDS", "- 4 5", TRUE },
    { "C-SSRS", "1 0 - - - 0 -", FALSE },
    { "QIDS-SR16", "1 - - - 1 - 2 - - 1 1 0 1 1 - 0", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenScores scores = scores_of (cases[i].items);

      g_test_message ("%s %s", cases[i].scale, cases[i].items);
      g_assert_cmpint (den_scale_is_prorated (scale_of (cases[i].scale), &scores), ==,
                       cases[i].prorated);
    }
}

/* Which answers ask for the C-SSRS. */
static void
test_safety (void)
{
  static const struct
  {
    const char *scale, *items;
    gboolean raised;
  } cases[] = {
    { "PHQ-9", "3 3 3 3 3 3 3 3 0", FALSE },
    { "PHQ-9", "0 0 0 0 0 0 0 0 1", TRUE },
    { "PHQ-9", "3 3 3 3 3 3 3 3 -", FALSE },
    { "PHQ-9", "", FALSE },
    { "QIDS-SR16", "0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0", FALSE },
    { "QIDS-SR16", "0 0 0 0 0 0 0 0 0 0 0 2 0 0 0 0", TRUE },
    { "MADRS", "0 0 0 0 0 0 0 0 0 3", FALSE },
    { "MADRS", "0 0 0 0 0 0 0 0 0 4", TRUE },
    { "HAM-D17", "0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0", TRUE },
    { "GAD-7", "3 3 3 3 3 3 3", FALSE },
    { "C-SSRS", "0 0 - - - 0 -", FALSE },
    { "C-SSRS", "1 0 - - - 0 -", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenScores scores = scores_of (cases[i].items);

      g_test_message ("%s %s", cases[i].scale, cases[i].items);
      g_assert_cmpint (den_scale_raises_safety (scale_of (cases[i].scale), &scores), ==,
                       cases[i].raised);
    }
}

static void
test_response (void)
{
  static const struct
  {
    gint64 baseline, now;
    DenResponse response;
  } cases[] = {
    { 36, 18, DEN_RESPONSE_FULL },        { 36, 19, DEN_RESPONSE_PARTIAL },
    { 27, 13, DEN_RESPONSE_FULL },        { 27, 14, DEN_RESPONSE_PARTIAL },
    { 24, 12, DEN_RESPONSE_FULL },        { 24, 18, DEN_RESPONSE_PARTIAL },
    { 24, 19, DEN_RESPONSE_NONE },        { 24, 30, DEN_RESPONSE_NONE },
    { 24, 0, DEN_RESPONSE_FULL },         { 0, 0, DEN_RESPONSE_UNDEFINED },
    { NONE, 10, DEN_RESPONSE_UNDEFINED }, { 24, NONE, DEN_RESPONSE_UNDEFINED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (den_response (cases[i].baseline, cases[i].now), ==, cases[i].response);
}

static void
test_remission (void)
{
  static const struct
  {
    const char *scale;
    gint64 total;
    gboolean remission;
  } cases[] = {
    { "PHQ-9", 4, TRUE },     { "PHQ-9", 5, FALSE },    { "MADRS", 10, TRUE },
    { "MADRS", 11, FALSE },   { "HAM-D17", 7, TRUE },   { "HAM-D17", 8, FALSE },
    { "QIDS-SR16", 5, TRUE }, { "GAD-7", 4, TRUE },     { "SDS", 6, TRUE },
    { "PCL-5", 0, FALSE },    { "PHQ-9", NONE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (den_scale_is_remission (scale_of (cases[i].scale), cases[i].total), ==,
                     cases[i].remission);
}

static DenInstant
instant_of (const char *text)
{
  DenInstant instant;

  g_assert_true (den_instant_parse (text, &instant));
  return instant;
}

static DenDay
day_of (const char *iso)
{
  DenDay day = DEN_UNKNOWN;

  if (iso != NULL)
    g_assert_true (den_day_parse_iso (iso, &day));
  return day;
}

static DenAssessment *
add_assessment (DenChart *chart, const char *scale, const char *taken_at, const char *items,
                gint64 total)
{
  DenAssessment *assessment = den_record_new (&den_assessment_type);

  assessment->scale = g_strdup (scale);
  assessment->taken_at = instant_of (taken_at);
  assessment->items = scores_of (items);
  assessment->total = total;
  g_ptr_array_add (chart->assessments, assessment);
  return assessment;
}

/* Before the first session lies the baseline; a half-answered scale hides no older one. */
static void
test_newest_assessment (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  DenSession *session = den_record_new (&den_session_type);
  DenAssessment *old, *before, *after;

  before = add_assessment (chart, "PHQ-9", "2026-10-01T09:00:00-05:00", "", 21);
  old = add_assessment (chart, "PHQ-9", "2026-06-01T09:00:00-05:00", "", 18);
  after = add_assessment (chart, "PHQ-9", "2026-11-02T09:00:00-05:00", "1 1 1 1 1 1 1 1 1", NONE);
  add_assessment (chart, "PHQ-9", "2026-11-03T09:00:00-05:00", "1 1 1 - - - - - -", NONE);
  add_assessment (chart, "PHQ-9", "2026-11-03T10:00:00-05:00", "", NONE);
  add_assessment (chart, "MADRS", "2026-11-04T09:00:00-05:00", "", 30);

  g_assert_true (den_chart_newest_assessment (chart, "PHQ-9", day_of ("2026-11-20")) == after);
  g_assert_true (den_chart_newest_assessment (chart, "PHQ-9", day_of ("2026-10-01")) == before);
  g_assert_true (den_chart_newest_assessment (chart, "PHQ-9", day_of ("2026-09-30")) == old);
  g_assert_null (den_chart_newest_assessment (chart, "PHQ-9", day_of ("2026-05-31")));
  g_assert_null (den_chart_newest_assessment (chart, "GAD-7", day_of ("2026-11-20")));

  /* No session yet: the newest is the baseline. */
  g_assert_true (den_chart_baseline_assessment (chart, "PHQ-9", day_of ("2026-11-20")) == after);
  session->started_at = instant_of ("2026-10-15T10:00:00-05:00");
  g_ptr_array_add (chart->sessions, session);
  g_assert_true (den_chart_baseline_assessment (chart, "PHQ-9", day_of ("2026-11-20")) == before);
  g_assert_null (den_chart_baseline_assessment (chart, "MADRS", day_of ("2026-11-20")));
  /* One that was taken on the day of the session, but earlier, is still a baseline. */
  session->started_at = instant_of ("2026-10-01T09:30:00-05:00");
  g_assert_true (den_chart_baseline_assessment (chart, "PHQ-9", day_of ("2026-11-20")) == before);
  session->started_at = instant_of ("2026-10-01T09:00:00-05:00");
  g_assert_true (den_chart_baseline_assessment (chart, "PHQ-9", day_of ("2026-11-20")) == old);
}

static DenScreening *
add_screening (DenChart *chart, const char *item, DenAnswer answer, const char *noted_on)
{
  DenScreening *screening = den_record_new (&den_screening_type);

  screening->item = g_strdup (item);
  screening->answer = answer;
  screening->noted_on = day_of (noted_on);
  g_ptr_array_add (chart->screenings, screening);
  return screening;
}

static void
test_newest_screening (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  DenScreening *october = add_screening (chart, "mania", DEN_ANSWER_NO, "2026-10-01");
  DenScreening *undated = add_screening (chart, "mania", DEN_ANSWER_YES, NULL);
  DenScreening *november = add_screening (chart, "mania", DEN_ANSWER_NO, "2026-11-01");
  DenScreening *again = add_screening (chart, "mania", DEN_ANSWER_YES, "2026-11-01");
  DenScreening *other = add_screening (chart, "pregnancy", DEN_ANSWER_NO, NULL);

  g_assert_true (november != again);
  g_assert_true (den_chart_newest_screening (chart, "mania", day_of ("2026-11-20")) == again);
  g_assert_true (den_chart_newest_screening (chart, "mania", day_of ("2026-10-31")) == october);
  g_assert_true (den_chart_newest_screening (chart, "mania", day_of ("2026-09-01")) == undated);
  g_assert_true (den_chart_newest_screening (chart, "pregnancy", day_of ("2026-09-01")) == other);
  g_assert_null (den_chart_newest_screening (chart, "no_escort", day_of ("2026-11-20")));
}

/* What a chart with one assessment is told: the place and a part of the message, NULL for nothing;
 * and the total that stands in it afterwards. */
static const struct
{
  const char *scale, *items;
  gint64 given;
  const char *place, *message;
  gint64 total;
} checked[] = {
  { "PHQ-9", "2 2 2 2 2 2 2 2 2", NONE, NULL, NULL, 18 },
  { "PHQ-9", "2 2 2 2 2 2 2 2 2", 18, NULL, NULL, 18 },
  { "PHQ-9", "2 2 2 2 2 2 2 2 2", 17, "assessments[0].total", "must be 18", 17 },
  { "PHQ-9", "", 17, NULL, NULL, 17 },
  { "PHQ-9", "", 28, "assessments[0].total", "from 0 to 27", 28 },
  { "PHQ-9", "", NONE, "assessments[0].total", "is needed", NONE },
  { "PHQ-9", "2 2 2 - - - - - -", NONE, NULL, NULL, NONE },
  { "PHQ-9", "2 2 2 - - - - - -", 6, "assessments[0].total", "must be left out", 6 },
  { "PHQ-9", "2 2 2 4 2 2 2 2 2", NONE, "assessments[0].items[3]", "from 0 to 3", NONE },
  { "PHQ-9", "2 2 2", NONE, "assessments[0].items", "must have 9 scores", NONE },
  { "PHQ-8", "2 2 2", NONE, "assessments[0].scale", "PHQ-9, MADRS", NONE },
  { "C-SSRS", "0 0 - - - 1", NONE, NULL, NULL, DEN_TRIAGE_HIGH },
  { "C-SSRS", "", 4, "assessments[0].total", "from 0 to 3", 4 },
};

static void
test_check_assessments (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (checked); i++)
    {
      g_autoptr (DenChart) chart = den_chart_new ();
      g_autoptr (DenProblems) problems = den_problems_new ();
      DenAssessment *assessment = add_assessment (chart, checked[i].scale, "2026-11-02T09:00:00Z",
                                                  checked[i].items, checked[i].given);

      g_test_message ("%s %s", checked[i].scale, checked[i].items);
      den_chart_check (chart, reference, day_of ("2026-11-20"), problems);
      g_assert_cmpuint (problems->len, ==, checked[i].place != NULL ? 1 : 0);
      if (problems->len > 0)
        {
          const DenProblem *problem = g_ptr_array_index (problems, 0);

          g_assert_cmpstr (problem->place, ==, checked[i].place);
          g_assert_nonnull (strstr (problem->message, checked[i].message));
        }
      g_assert_cmpint (assessment->total, ==, checked[i].total);
    }
}

static void
test_check_chart (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenProblems) problems = den_problems_new ();
  const DenProblem *problem;

  chart->patient->birth_date = day_of ("2026-11-20");
  add_screening (chart, "mania", DEN_ANSWER_NO, NULL);
  den_chart_check (chart, reference, day_of ("2026-11-20"), problems);
  g_assert_cmpuint (problems->len, ==, 0);

  chart->patient->birth_date = day_of ("2026-11-21");
  add_screening (chart, "manic", DEN_ANSWER_NO, NULL);
  den_chart_check (chart, reference, day_of ("2026-11-20"), problems);
  g_assert_cmpuint (problems->len, ==, 2);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->place, ==, "patient.birth_date");
  problem = g_ptr_array_index (problems, 1);
  g_assert_cmpstr (problem->place, ==, "screenings[1].item");
  g_assert_nonnull (strstr (problem->message, "mania"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  g_test_add_func ("/scale/totals", test_totals);
  g_test_add_func ("/scale/prorated", test_prorated);
  g_test_add_func ("/scale/safety", test_safety);
  g_test_add_func ("/scale/response", test_response);
  g_test_add_func ("/scale/remission", test_remission);
  g_test_add_func ("/scale/newest-assessment", test_newest_assessment);
  g_test_add_func ("/scale/newest-screening", test_newest_screening);
  g_test_add_func ("/scale/check-assessments", test_check_assessments);
  g_test_add_func ("/scale/check-chart", test_check_chart);
  status = g_test_run ();
  den_reference_free (reference);
  return status;
}
