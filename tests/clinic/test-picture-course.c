/* The picture of a course: what it says, on which days, and that no words lie over others. */
#include "course-fixture.h"
#include "den-outcomes.h"
#include "drawing-fixture.h"

#define WIDTH 504.0
#define HEIGHT 380.0
#define FIRST "2026-03-03"

/* ---- a chart ---- */

static void
answer (DenChart *chart, const char *scale, int day, const char *items)
{
  DenAssessment *assessment = den_record_new (&den_assessment_type);

  assessment->scale = g_strdup (scale);
  assessment->taken_at = fixture_morning (fixture_day (FIRST) + day);
  g_assert_true (den_scores_parse (items, &assessment->items));
  g_ptr_array_add (chart->assessments, assessment);
}

static void
visit (DenChart *chart, int day, DenVisitKind kind, DenSessionStatus status)
{
  DenVisit *it = den_record_new (&den_visit_type);

  it->kind = kind;
  it->status = status;
  it->scheduled_at = fixture_morning (fixture_day (FIRST) + day);
  g_ptr_array_add (chart->visits, it);
}

/* Ten sessions, one of them missed, a response on day 14, a remission on day 28, a relapse on 56.
 */
static DenChart *
make_chart (void)
{
  static const int scores[][2] = { { -3, 24 }, { 7, 20 },  { 14, 12 }, { 21, 8 },
                                   { 28, 4 },  { 42, 14 }, { 56, 16 }, { 70, 9 } };
  DenChart *chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);

  for (int i = 0; i < 10; i++)
    {
      DenDay day = fixture_day (FIRST) + i * 7;

      if (i == 6)
        fixture_miss (chart, "C1", day);
      else
        fixture_deliver (chart, "C1", day);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    fixture_add_score (chart, "PHQ-9", fixture_day (FIRST) + scores[i][0], scores[i][1]);
  fixture_add_medication (chart, "sertraline", fixture_day ("2025-11-01"), DEN_UNKNOWN);
  fixture_add_medication (chart, "bupropion", fixture_day ("2026-04-01"),
                          fixture_day ("2026-04-20"));
  fixture_add_medication (chart, "trazodone", fixture_day ("2025-01-01"),
                          fixture_day ("2025-12-01"));
  visit (chart, 1, DEN_VISIT_PSYCHOTHERAPY, DEN_SESSION_COMPLETED);
  visit (chart, 8, DEN_VISIT_PSYCHOTHERAPY, DEN_SESSION_COMPLETED);
  visit (chart, 15, DEN_VISIT_PSYCHOTHERAPY, DEN_SESSION_MISSED);
  fixture_add_score (chart, "SDS", fixture_day (FIRST) - 3, 24);
  fixture_add_score (chart, "SDS", fixture_day (FIRST) + 28, 9);
  answer (chart, "MADRS", -3, "3 3 3 3 3 5 3 4 3 2");
  answer (chart, "MADRS", 28, "1 1 1 1 1 2 1 1 1 0");
  return chart;
}

static DenDrawing *
draw (const DenChart *chart, const char *scale, int on, double height)
{
  DenDrawing *drawing =
      den_picture_course (chart, fixture_reference (), fixture_scale (scale),
                          fixture_day (FIRST) + on, WIDTH, height, fixture_measure, NULL);

  fixture_assert_well_drawn (drawing);
  return drawing;
}

/* ---- what it says ---- */

static void
test_words (void)
{
  static const char *const said[] = {
    "PHQ-9",
    "baseline 02/28",
    "response 03/17",
    "remission 03/31",
    "relapse 04/28",
    "baseline 24",
    "response: 12 or less",
    "remission: 4 or less",
    "Esketamine, 9 held, 1 missed",
    "56 mg",
    "Sertraline",
    "Bupropion",
    "Psychotherapy",
    "2 visits",
    "Concentration (MADRS)",
    "5 to 2 of 6",
    "Emotional range (MADRS)",
    "4 to 1 of 6",
    "Disability (SDS)",
    "24 to 9 of 30",
    "03/2026",
  };
  g_autoptr (DenChart) chart = make_chart ();
  g_autoptr (DenDrawing) drawing = draw (chart, "PHQ-9", 80, HEIGHT);

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("%s", said[i]);
      g_assert_nonnull (fixture_find_words (drawing, said[i]));
    }
  /* A medication that ended before the picture begins is no part of it. */
  g_assert_null (fixture_find_words (drawing, "Trazodone"));
}

/* Strokes: one upright line a mark, one a session as high as its dose, a bar a medication. */
static void
test_strokes (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  g_autoptr (DenDrawing) drawing = NULL;
  double heights[2] = { 0, 0 };
  guint sessions = 0;

  for (guint i = 1; i < chart->sessions->len; i++)
    {
      DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (session->doses->len > 0)
        ((DenDose *) g_ptr_array_index (session->doses, 0))->given_ug = 84000;
    }
  drawing = draw (chart, "PHQ-9", 80, HEIGHT);
  for (guint i = 0; i < drawing->strokes->len; i++)
    {
      const DenStroke *stroke = fixture_stroke (drawing, i);

      if (stroke->kind == DEN_STROKE_LINE && stroke->ink == DEN_INK_TEXT)
        {
          heights[MIN (sessions, 1)] = ABS (stroke->y1 - stroke->y2);
          sessions++;
        }
    }
  g_assert_cmpuint (sessions, ==, 9);
  g_assert_cmpfloat_with_epsilon (heights[0] / heights[1], 56.0 / 84.0, 0.001);
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_LINE, DEN_INK_GOOD), ==, 2);
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_LINE, DEN_INK_DANGER), ==, 1);
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_DOT, DEN_INK_CAUTION), ==, 1);
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_RECTANGLE, DEN_INK_FAINT), ==, 2);
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_DASHED_LINE, DEN_INK_FAINT), ==, 3);
}

/* Scores, sessions and marks of one day stand over each other. */
static void
test_one_axis (void)
{
  g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
  g_autoptr (DenDrawing) drawing = NULL;
  double response = 0, dose = 0, dot = 0;

  fixture_add_score (chart, "PHQ-9", fixture_day (FIRST) - 3, 20);
  fixture_deliver (chart, "C1", fixture_day (FIRST));
  fixture_deliver (chart, "C1", fixture_day (FIRST) + 14);
  fixture_add_score (chart, "PHQ-9", fixture_day (FIRST) + 14, 10);
  drawing = draw (chart, "PHQ-9", 80, HEIGHT);
  for (guint i = 0; i < drawing->strokes->len; i++)
    {
      const DenStroke *stroke = fixture_stroke (drawing, i);

      if (stroke->kind == DEN_STROKE_LINE && stroke->ink == DEN_INK_GOOD)
        response = stroke->x1;
      else if (stroke->kind == DEN_STROKE_LINE && stroke->ink == DEN_INK_TEXT)
        dose = stroke->x1;
      else if (stroke->kind == DEN_STROKE_DOT && stroke->ink == DEN_INK_ACCENT)
        dot = stroke->x1;
    }
  g_assert_cmpfloat_with_epsilon (response, dose, 0.001);
  g_assert_cmpfloat_with_epsilon (response, dot, 0.001);
}

/* What comes after the day is not known yet. */
static void
test_day (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  g_autoptr (DenDrawing) drawing = draw (chart, "PHQ-9", 15, HEIGHT);

  g_assert_nonnull (fixture_find_words (drawing, "response 03/17"));
  g_assert_null (fixture_find_words (drawing, "remission 03/31"));
  g_assert_null (fixture_find_words (drawing, "relapse"));
  g_assert_nonnull (fixture_find_words (drawing, "Esketamine, 3 sessions"));
  g_assert_nonnull (fixture_find_words (drawing, "24 of 30"));
}

/* Response and remission in one score bear one mark. */
static void
test_at_once (void)
{
  g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
  g_autoptr (DenDrawing) drawing = NULL;

  fixture_add_score (chart, "PHQ-9", fixture_day (FIRST) - 3, 20);
  fixture_deliver (chart, "C1", fixture_day (FIRST));
  fixture_add_score (chart, "PHQ-9", fixture_day (FIRST) + 7, 3);
  drawing = draw (chart, "PHQ-9", 80, HEIGHT);
  g_assert_nonnull (fixture_find_words (drawing, "response and remission 03/10"));
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_LINE, DEN_INK_GOOD), ==, 1);
}

/* Scales are not mixed: the picture of one shows nothing of another but its own rows. */
static void
test_other_scale (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  g_autoptr (DenDrawing) drawing = draw (chart, "MADRS", 80, HEIGHT);

  g_assert_nonnull (fixture_find_words (drawing, "baseline 32"));
  g_assert_nonnull (fixture_find_words (drawing, "response: 16 or less"));
  g_assert_null (fixture_find_words (drawing, "relapse"));
}

static void
test_empty (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (DenDrawing) drawing = draw (chart, "PHQ-9", 80, HEIGHT);

  g_assert_nonnull (fixture_find_words (drawing, "No session and no score is recorded."));
}

/* Sessions without a score, and scores without a session. */
static void
test_half_empty (void)
{
  g_autoptr (DenChart) sessions = fixture_chart (DEN_MODALITY_KETAMINE_IV, DEN_INDICATION_TRD);
  g_autoptr (DenChart) scores = den_chart_new ();
  g_autoptr (DenDrawing) unscored = NULL, untreated = NULL;

  fixture_deliver (sessions, "C1", fixture_day (FIRST));
  unscored = draw (sessions, "PHQ-9", 80, HEIGHT);
  g_assert_nonnull (fixture_find_words (unscored, "Ketamine IV, 1 session"));
  g_assert_null (fixture_find_words (unscored, "baseline"));
  fixture_add_score (scores, "PHQ-9", fixture_day (FIRST), 20);
  untreated = draw (scores, "PHQ-9", 80, HEIGHT);
  g_assert_nonnull (fixture_find_words (untreated, "20"));
  g_assert_null (fixture_find_words (untreated, "baseline"));
}

/* A dose of which nobody wrote how much was given is no dose of nothing. */
static void
test_unknown_dose (void)
{
  g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
  DenSession *session = fixture_deliver (chart, "C1", fixture_day (FIRST));
  g_autoptr (DenDrawing) drawing = NULL;

  ((DenDose *) g_ptr_array_index (session->doses, 0))->given_ug = DEN_UNKNOWN;
  drawing = draw (chart, "PHQ-9", 80, HEIGHT);
  g_assert_cmpuint (fixture_count_strokes (drawing, DEN_STROKE_DOT, DEN_INK_TEXT), ==, 1);
  g_assert_null (fixture_find_words (drawing, " mg"));
}

/* Years of treatment, many medications, and little room: it stays a picture. */
static void
test_crowded (void)
{
  g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
  g_autoptr (DenDrawing) drawing = NULL, low = NULL;

  for (int i = 0; i < 300; i++)
    {
      fixture_deliver (chart, "C1", fixture_day (FIRST) + i * 7);
      fixture_add_score (chart, "PHQ-9", fixture_day (FIRST) + i * 7, 4 + i * 7 % 20);
      visit (chart, i * 7 + 1, DEN_VISIT_PSYCHOTHERAPY, DEN_SESSION_COMPLETED);
    }
  for (int i = 0; i < 12; i++)
    fixture_add_medication (chart, "a medication of a name that is much too long for its column",
                            fixture_day (FIRST) + i * 30, DEN_UNKNOWN);
  drawing = draw (chart, "PHQ-9", 2400, HEIGHT);
  g_assert_nonnull (fixture_find_words (drawing, "and 6 more"));
  g_assert_nonnull (fixture_find_words (drawing, "…"));
  low = draw (chart, "PHQ-9", 2400, 190);
  g_assert_null (fixture_find_words (low, "Psychotherapy"));
  g_assert_nonnull (fixture_find_words (low, "Esketamine"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-course/words", test_words);
  g_test_add_func ("/picture-course/strokes", test_strokes);
  g_test_add_func ("/picture-course/one-axis", test_one_axis);
  g_test_add_func ("/picture-course/day", test_day);
  g_test_add_func ("/picture-course/at-once", test_at_once);
  g_test_add_func ("/picture-course/other-scale", test_other_scale);
  g_test_add_func ("/picture-course/empty", test_empty);
  g_test_add_func ("/picture-course/half-empty", test_half_empty);
  g_test_add_func ("/picture-course/unknown-dose", test_unknown_dose);
  g_test_add_func ("/picture-course/crowded", test_crowded);
  return g_test_run ();
}
