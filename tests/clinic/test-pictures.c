/* The two pictures of a chart: no words over each other, nothing outside, and what each row says.
 */
#include "den-pictures.h"
#include "den-scale.h"
#include "drawing-fixture.h"

#define WIDTH 504.0

static DenDay
day (const char *iso)
{
  DenDay value;

  g_assert_true (den_day_parse_iso (iso, &value));
  return value;
}

/* ---- charts ---- */

static DenDrug *
add_drug (DenReference *reference, const char *name, const char *drug_class, gint64 min_mg)
{
  DenDrug *drug = den_record_new (&den_drug_type);

  drug->name = g_strdup (name);
  drug->kind = DEN_DRUG_ANTIDEPRESSANT;
  drug->drug_class = g_strdup (drug_class);
  drug->min_daily_ug = min_mg * 1000;
  g_ptr_array_add (reference->drugs, drug);
  return drug;
}

static DenReference *
make_reference (void)
{
  DenReference *reference = den_reference_new ();

  add_drug (reference, "sertraline", "SSRI", 50)->brands = g_strdup ("Zoloft");
  add_drug (reference, "venlafaxine", "SNRI", 150);
  add_drug (reference, "bupropion", "NDRI", 300);
  den_reference_index (reference);
  return reference;
}

static DenTrial *
add_trial (DenChart *chart, const char *drug, const char *start, const char *end, gint64 mg)
{
  DenTrial *trial = den_record_new (&den_trial_type);

  trial->drug = g_strdup (drug);
  trial->started_on = start != NULL ? day (start) : DEN_UNKNOWN;
  trial->ended_on = end != NULL ? day (end) : DEN_UNKNOWN;
  trial->max_daily_dose_ug = mg > 0 ? mg * 1000 : DEN_UNKNOWN;
  trial->stop_reason = DEN_STOP_INADEQUATE_RESPONSE;
  g_ptr_array_add (chart->trials, trial);
  return trial;
}

static void
add_episode (DenChart *chart, const char *start)
{
  DenEpisode *episode = den_record_new (&den_episode_type);

  episode->started_on = day (start);
  g_ptr_array_add (chart->episodes, episode);
}

static DenDrawing *
draw_trials (const DenChart *chart, const char *on)
{
  g_autoptr (DenReference) reference = make_reference ();
  DenPolicy *policy = den_record_new (&den_policy_type);
  g_autoptr (DenVerdict) verdict = NULL;
  DenDrawing *drawing;

  policy->policy_id = g_strdup ("test");
  policy->trial_count = 2;
  policy->trial_days = 42;
  policy->improvement_below_permille = 500;
  policy->trial_current_episode = 1;
  verdict = den_eligibility_judge (chart, policy, reference, day (on));
  drawing = den_picture_trials (chart, verdict, day (on), WIDTH, fixture_measure, NULL);
  fixture_assert_well_drawn (drawing);
  den_record_free (policy);
  return drawing;
}

/* ---- trials ---- */

static void
test_no_trials (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = draw_trials (chart, "2026-11-20");

  g_assert_nonnull (fixture_find_words (drawing, "No medication trial is recorded"));
}

/* A bar of its dose, the minimum as a dashed line, the days and the word at the right. */
static void
test_one_trial (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;

  add_trial (chart, "Zoloft", "2026-01-05", "2026-04-20", 200);
  add_episode (chart, "2025-12-01");
  drawing = draw_trials (chart, "2026-11-20");
  g_assert_nonnull (fixture_find_words (drawing, "Zoloft"));
  g_assert_nonnull (fixture_find_words (drawing, "SSRI, from 50 mg"));
  g_assert_nonnull (fixture_find_words (drawing, "200 mg"));
  g_assert_nonnull (fixture_find_words (drawing, "Counts"));
  g_assert_nonnull (fixture_find_words (drawing, "106 days at dose"));
  g_assert_nonnull (fixture_find_words (drawing, "Current episode since 12/01/2025"));
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_RECTANGLE, DEN_INK_ACCENT), ==, 1);
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_DASHED_LINE, DEN_INK_TEXT), ==, 1);
}

/* A trial that does not count says why; one without dates has words for its bar; one that runs has
 * an open end. */
static void
test_odd_trials (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;
  DenTrial *undated, *running;

  add_trial (chart, "sertraline", "2026-01-05", "2026-01-20", 25);
  undated = add_trial (chart, "venlafaxine", NULL, NULL, 150);
  undated->weeks_tenths = 85;
  add_trial (chart, "bupropion", "2026-02-01", NULL, 300);
  add_trial (chart, "unheard-of", NULL, "2025-12-01", 0);
  running = add_trial (chart, "venlafaxine", "2026-05-01", NULL, 225);
  running->stop_reason = DEN_STOP_ONGOING;
  drawing = draw_trials (chart, "2026-11-20");
  g_assert_nonnull (fixture_find_words (drawing, "Does not count"));
  g_assert_nonnull (fixture_find_words (drawing, "dose too low"));
  g_assert_nonnull (fixture_find_words (drawing, "dates not known, 8.5 weeks"));
  g_assert_nonnull (fixture_find_words (drawing, "from 02/2026, end not known"));
  g_assert_nonnull (fixture_find_words (drawing, "until 12/2025, start not known"));
  g_assert_nonnull (fixture_find_words (drawing, "not in the formulary"));
}

/* An augmentation stands under what it was added to, thinner. */
static void
test_augmentation (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;
  const DenStroke *host, *augmentation, *later;

  add_trial (chart, "aripiprazole", "2026-02-15", "2026-04-20", 5)->augments = g_strdup ("Zoloft");
  add_trial (chart, "bupropion", "2026-05-01", "2026-08-01", 300);
  add_trial (chart, "sertraline", "2026-01-05", "2026-04-20", 200);
  drawing = draw_trials (chart, "2026-11-20");
  host = fixture_find_words (drawing, "sertraline");
  augmentation = fixture_find_words (drawing, "aripiprazole");
  later = fixture_find_words (drawing, "bupropion");
  g_assert_cmpfloat (host->y1, <, augmentation->y1);
  g_assert_cmpfloat (augmentation->y1, <, later->y1);
  g_assert_cmpfloat (host->x1, <, augmentation->x1);
  g_assert_nonnull (fixture_find_words (drawing, "added to Zoloft"));
}

static void
test_twelve_trials (void)
{
  static const char *const drugs[] = { "sertraline", "venlafaxine", "bupropion" };
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;

  for (int i = 0; i < 12; i++)
    {
      g_autofree char *start = g_strdup_printf ("%d-%02d-01", 2023 + i / 4, 1 + i % 4 * 3);
      g_autofree char *end = g_strdup_printf ("%d-%02d-20", 2023 + i / 4, 3 + i % 4 * 3);

      add_trial (chart, drugs[i % 3], start, end, 300);
    }
  add_episode (chart, "2022-10-01");
  drawing = draw_trials (chart, "2026-11-20");
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_RECTANGLE, DEN_INK_ACCENT), ==, 12);
  g_assert_cmpfloat (drawing->height, <, 670);
}

/* A trial of long ago does not press the recent ones together: it is told in words. */
static void
test_old_trial (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;

  add_trial (chart, "sertraline", "2009-03-01", "2009-09-01", 100);
  add_trial (chart, "venlafaxine", "2026-01-05", "2026-04-20", 225);
  add_episode (chart, "2025-12-01");
  drawing = draw_trials (chart, "2026-11-20");
  g_assert_nonnull (fixture_find_words (drawing, "03/2009 to 09/2009, before this axis"));
  for (guint i = 0; i < drawing->strokes->len; i++)
    {
      const DenStroke *stroke = fixture_stroke (drawing, i);

      if (stroke->kind == DEN_STROKE_RECTANGLE && stroke->ink == DEN_INK_ACCENT)
        g_assert_cmpfloat (stroke->x2 - stroke->x1, >, 30);
    }
}

static void
test_long_names (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;

  add_trial (chart, "a drug of a name that is much too long for its column", "2026-01-05",
             "2026-04-20", 200);
  drawing = draw_trials (chart, "2026-11-20");
  g_assert_nonnull (fixture_find_words (drawing, "…"));
}

/* ---- scores ---- */

static void
add_band (DenScale *scale, gint64 from, const char *label)
{
  DenScaleBand *band = den_record_new (den_record_type_find (&den_scale_type, "bands")->of);

  band->from_total = from;
  band->label = g_strdup (label);
  g_ptr_array_add (scale->bands, band);
}

static DenScale *
make_scale (void)
{
  DenScale *scale = den_record_new (&den_scale_type);

  scale->name = g_strdup ("PHQ-9");
  scale->scoring = DEN_SCORING_SUM;
  scale->max_total = 27;
  scale->higher_is_worse = 1;
  add_band (scale, 0, "minimal");
  add_band (scale, 5, "mild");
  add_band (scale, 10, "moderate");
  add_band (scale, 15, "moderately severe");
  add_band (scale, 20, "severe");
  return scale;
}

static void
add_score (DenChart *chart, DenDay on, gint64 total)
{
  DenAssessment *assessment = den_record_new (&den_assessment_type);

  assessment->scale = g_strdup ("PHQ-9");
  assessment->taken_at = (DenInstant){ on * G_GINT64_CONSTANT (86400000000) + 3600000000, 0 };
  assessment->total = total;
  g_ptr_array_add (chart->assessments, assessment);
}

static void
add_session (DenChart *chart, DenDay on)
{
  DenSession *session = den_record_new (&den_session_type);

  session->started_at = (DenInstant){ on * G_GINT64_CONSTANT (86400000000) + 36000000000, 0 };
  g_ptr_array_add (chart->sessions, session);
}

static DenDrawing *
draw_scores (const DenChart *chart, gint64 threshold)
{
  DenScale *scale = make_scale ();
  DenDrawing *drawing = den_picture_scores (chart, scale, threshold, day ("2026-11-20"), WIDTH, 142,
                                            fixture_measure, NULL);

  fixture_assert_well_drawn (drawing);
  den_record_free (scale);
  return drawing;
}

static void
test_no_scores (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = draw_scores (chart, DEN_UNKNOWN);

  g_assert_nonnull (fixture_find_words (drawing, "No score is recorded"));
}

static void
test_one_score (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;

  add_score (chart, day ("2026-11-13"), 21);
  /* After the day: not yet known. */
  add_score (chart, day ("2026-12-13"), 3);
  drawing = draw_scores (chart, 15);
  g_assert_nonnull (fixture_find_words (drawing, "21"));
  g_assert_nonnull (fixture_find_words (drawing, "payer asks 15"));
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_DOT, DEN_INK_ACCENT), ==, 1);
}

/* First, last and baseline are told at their dots; bands and threshold at the right; sessions on
 * the axis. */
static void
test_course (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;

  add_score (chart, day ("2026-06-01"), 22);
  add_score (chart, day ("2026-09-01"), 24);
  for (int i = 0; i < 8; i++)
    {
      add_session (chart, day ("2026-09-07") + 4 * i);
      add_score (chart, day ("2026-09-08") + 4 * i, 20 - 2 * i);
    }
  drawing = draw_scores (chart, 20);
  g_assert_nonnull (fixture_find_words (drawing, "22"));
  g_assert_nonnull (fixture_find_words (drawing, "24"));
  g_assert_nonnull (fixture_find_words (drawing, "6"));
  g_assert_nonnull (fixture_find_words (drawing, "baseline"));
  g_assert_nonnull (fixture_find_words (drawing, "payer asks 20"));
  g_assert_nonnull (fixture_find_words (drawing, "moderately severe, 15 to 19"));
  g_assert_nonnull (fixture_find_words (drawing, "severe, 20 to 27"));
  g_assert_nonnull (fixture_find_words (drawing, "sessions"));
}

/* Hundreds of scores still give a picture that can be read. */
static void
test_many_scores (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = NULL;

  for (int i = 0; i < 300; i++)
    add_score (chart, day ("2021-01-01") + 7 * i, 10 + (i * 7) % 15);
  drawing = draw_scores (chart, 15);
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_DOT, DEN_INK_ACCENT), ==, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/trials/none", test_no_trials);
  g_test_add_func ("/pictures/trials/one", test_one_trial);
  g_test_add_func ("/pictures/trials/odd", test_odd_trials);
  g_test_add_func ("/pictures/trials/augmentation", test_augmentation);
  g_test_add_func ("/pictures/trials/twelve", test_twelve_trials);
  g_test_add_func ("/pictures/trials/old", test_old_trial);
  g_test_add_func ("/pictures/trials/long-names", test_long_names);
  g_test_add_func ("/pictures/scores/none", test_no_scores);
  g_test_add_func ("/pictures/scores/one", test_one_score);
  g_test_add_func ("/pictures/scores/course", test_course);
  g_test_add_func ("/pictures/scores/many", test_many_scores);
  return g_test_run ();
}
