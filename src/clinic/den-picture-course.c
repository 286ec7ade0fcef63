/* The picture of a patient's whole course: the scores of one scale with what they are measured by,
 * and under them, on the same days, doses, other treatment, visits and single domains. */
#include "den-picture-course.h"

#include "den-outcomes.h"
#include "den-score-series.h"

#define HEAD_ROW 9.0 /* of the words over the plot */
#define HEAD_ROWS 3
#define FOOT 16.0
#define LEAST_PLOT 90.0 /* the height that the scores keep */
#define ROW_GAP 5.0     /* between the plot and the rows */
#define LEFT_SHARE 0.24 /* of the width, for the rows' labels */
#define SIDE_GAP 7.0
#define DAYS_BEFORE 28 /* scores of so long before the first session are shown */
#define LEAST_DAYS 42

typedef struct
{
  DenPicture picture;
  DenTimeAxis axis;
  const DenScale *scale;
  DenPatientOutcome outcome;
  GArray *series; /* DenScore that are shown */
  GPtrArray *rows;
  GArray *lines; /* DenSideLabel: what the scores are measured by */
  GArray *taken; /* DenWordsArea */
  double top;
  double bottom;
} Course;

static double
y_of (const Course *course, gint64 total)
{
  return course->bottom - (double) CLAMP (total, 0, course->scale->max_total) /
                              (double) MAX (course->scale->max_total, 1) *
                              (course->bottom - course->top);
}

/* ---- the days ---- */

/* Stretches FIRST and LAST to a day that is to be seen: known, and not after ON. */
static void
stretch (DenDay day, DenDay on, DenDay *first, DenDay *last)
{
  if (day == DEN_UNKNOWN || day > on)
    return;
  *first = *first == DEN_UNKNOWN ? day : MIN (*first, day);
  *last = MAX (*last, day);
}

/* The days of the delivered sessions. */
static void
stretch_to_sessions (const DenChart *chart, DenDay on, DenDay *first, DenDay *last)
{
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (den_session_is_delivered (session))
        stretch (den_instant_day (den_session_zero (session)), on, first, last);
    }
}

/* What else stands in the rows, from FIRST on. */
static void
stretch_to_rows (const DenChart *chart, DenDay on, DenDay *first, DenDay *last)
{
  for (guint i = 0; i < chart->assessments->len; i++)
    {
      DenDay day =
          den_instant_day (((DenAssessment *) g_ptr_array_index (chart->assessments, i))->taken_at);

      stretch (MAX (day, *first), on, first, last);
    }
  for (guint i = 0; i < chart->visits->len; i++)
    {
      const DenVisit *visit = g_ptr_array_index (chart->visits, i);

      if (visit->status == DEN_SESSION_COMPLETED)
        stretch (MAX (den_instant_day (visit->scheduled_at), *first), on, first, last);
    }
}

/* Sets the axis from the scores, the sessions and what follows them; FALSE where there is neither.
 * Scores of long before the first session are left out of the series. */
static gboolean
set_days (Course *course, const DenChart *chart, DenDay on)
{
  DenDay first = DEN_UNKNOWN, last = DEN_UNKNOWN, margin;

  stretch_to_sessions (chart, on, &first, &last);
  while (first != DEN_UNKNOWN && course->series->len > 0 &&
         g_array_index (course->series, DenScore, 0).day < first - DAYS_BEFORE)
    g_array_remove_index (course->series, 0);
  for (guint i = 0; i < course->series->len; i++)
    stretch (g_array_index (course->series, DenScore, i).day, on, &first, &last);
  if (first == DEN_UNKNOWN)
    return FALSE;
  stretch_to_rows (chart, on, &first, &last);
  margin = MAX ((last - first) / 30, 3);
  if (last - first < LEAST_DAYS)
    margin = (LEAST_DAYS - (last - first)) / 2;
  course->axis.first = first - margin;
  course->axis.last = last + margin;
  return TRUE;
}

/* ---- the scores ---- */

/* What the scores are measured by, each with its number: lines across the plot. */
static GArray *
collect_lines (const Course *course)
{
  GArray *labels = den_side_labels_new ();
  gint64 baseline = course->outcome.baseline;

  if (baseline != DEN_UNKNOWN)
    {
      den_side_labels_add (labels, y_of (course, baseline), FALSE,
                           g_strdup_printf ("baseline %d", (int) baseline));
      if (baseline > 0)
        den_side_labels_add (labels, y_of (course, baseline / 2), FALSE,
                             g_strdup_printf ("response: %d or less", (int) (baseline / 2)));
    }
  if (course->scale->remission_at_most != DEN_UNKNOWN)
    den_side_labels_add (
        labels, y_of (course, course->scale->remission_at_most), FALSE,
        g_strdup_printf ("remission: %d or less", (int) course->scale->remission_at_most));
  return labels;
}

static void
draw_lines (const Course *course)
{
  for (guint i = 0; i < course->lines->len; i++)
    {
      double y = g_array_index (course->lines, DenSideLabel, i).y;

      den_drawing_dashed_line (course->picture.drawing, DEN_INK_FAINT, course->axis.left, y,
                               course->axis.right, y, 0.7);
    }
}

static void
draw_number (const Course *course, gint64 total)
{
  g_autofree char *words = g_strdup_printf ("%d", (int) total);
  double width = den_picture_measure (&course->picture, words, DEN_PICTURE_SMALL, FALSE);
  double right = course->axis.left - 4, foot = y_of (course, total) + 2.6;

  den_words_take (course->taken,
                  (DenWordsArea){ right - width, foot - DEN_PICTURE_SMALL, right, foot + 1 });
  den_drawing_words (course->picture.drawing, DEN_INK_TEXT, right, foot, DEN_ALIGN_RIGHT,
                     DEN_PICTURE_SMALL, FALSE, words);
}

/* Whether an upright line stands on the day. */
static gboolean
is_marked (const Course *course, DenDay day)
{
  const DenPatientOutcome *outcome = &course->outcome;

  return day == outcome->baseline_on || day == outcome->responded_on ||
         day == outcome->remitted_on || day == outcome->relapsed_on;
}

/* FOOT, moved away from the dot until no line across the plot runs through words that stand on
 * it. */
static double
clear_of_lines (const Course *course, double foot, gboolean is_under)
{
  for (guint i = 0; i < course->lines->len; i++)
    {
      double y = g_array_index (course->lines, DenSideLabel, i).y;

      if (y > foot - DEN_PICTURE_SIZE * 0.8 && y < foot + 1.5)
        return is_under ? y + DEN_PICTURE_SIZE * 0.8 + 1 : y - 2;
    }
  return foot;
}

/* The total over the dot of score I, or under it in a valley; beside an upright line. Left out
 * where other words are. */
static void
label_score (const Course *course, guint i)
{
  const DenScore *score = &g_array_index (course->series, DenScore, i);
  g_autofree char *words = g_strdup_printf ("%d", (int) score->total);
  double half = den_picture_measure (&course->picture, words, DEN_PICTURE_SIZE, TRUE) / 2;
  double y = y_of (course, score->total);
  double beside = is_marked (course, score->day) ? half + 3 : 0;
  double x = CLAMP (den_time_axis_x (&course->axis, score->day) + beside,
                    course->axis.left + half + 2, course->axis.right - half - 2);
  gboolean rises = i + 1 < course->series->len &&
                   g_array_index (course->series, DenScore, i + 1).total > score->total;
  gboolean is_under = y - 5 - DEN_PICTURE_SIZE < course->top ||
                      (rises && y + DEN_PICTURE_SIZE + 3 < course->bottom);
  double foot = clear_of_lines (course, is_under ? y + DEN_PICTURE_SIZE + 3 : y - 5, is_under);
  DenWordsArea area = { x - half - 1, foot - DEN_PICTURE_SIZE, x + half + 1, foot + 1 };

  if (den_words_take (course->taken, area))
    den_drawing_words (course->picture.drawing, DEN_INK_TEXT, x, foot, DEN_ALIGN_CENTER,
                       DEN_PICTURE_SIZE, TRUE, words);
}

static void
draw_scores (const Course *course)
{
  const GArray *series = course->series;

  for (guint i = 0; i < series->len; i++)
    {
      const DenScore *score = &g_array_index (series, DenScore, i);
      double x = den_time_axis_x (&course->axis, score->day), y = y_of (course, score->total);

      if (i > 0)
        den_drawing_line (course->picture.drawing, DEN_INK_ACCENT,
                          den_time_axis_x (&course->axis, (score - 1)->day),
                          y_of (course, (score - 1)->total), x, y, 1);
      den_drawing_dot (course->picture.drawing, DEN_INK_ACCENT, x, y, 2);
    }
  if (series->len > 0)
    label_score (course, series->len - 1);
  for (guint i = 0; i + 1 < series->len; i++)
    if (is_marked (course, g_array_index (series, DenScore, i).day) ||
        g_array_index (series, DenScore, i).day == course->outcome.best_on)
      label_score (course, i);
  if (series->len > 0)
    label_score (course, 0);
}

/* ---- what happened when ---- */

/* Finds a free place over the plot for words that are twice HALF wide: over X, or beginning or
 * ending there; FALSE where all are taken. */
static gboolean
place_mark (const Course *course, double x, double half, double *middle, double *foot)
{
  const double shifts[] = { 0, half, -half };

  for (int row = 0; row < HEAD_ROWS; row++)
    for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
      {
        DenWordsArea area;

        *middle = CLAMP (x + shifts[i], half, course->picture.drawing->width - half);
        *foot = course->top - 3 - row * HEAD_ROW;
        area = (DenWordsArea){ *middle - half - 2, *foot - DEN_PICTURE_SMALL, *middle + half + 2,
                               *foot + 1 };
        if (den_words_take (course->taken, area))
          return TRUE;
      }
  return FALSE;
}

/* An upright line on the day, and over the plot what it is. The line reaches up to its words where
 * no others are in its way; where there is no room for words it stands alone. */
static void
draw_mark (const Course *course, DenDay day, DenInk ink, const char *name)
{
  g_autofree char *date = den_day_to_us (day);
  g_autofree char *words = date != NULL ? g_strdup_printf ("%s %.5s", name, date) : NULL;
  double x, half, middle, foot, top = course->top;

  if (day == DEN_UNKNOWN || day < course->axis.first || day > course->axis.last)
    return;
  x = den_time_axis_x (&course->axis, day);
  half = den_picture_measure (&course->picture, words, DEN_PICTURE_SMALL, FALSE) / 2;
  if (place_mark (course, x, half, &middle, &foot))
    {
      den_drawing_words (course->picture.drawing, DEN_INK_TEXT, middle, foot, DEN_ALIGN_CENTER,
                         DEN_PICTURE_SMALL, FALSE, words);
      if (den_words_take (course->taken, (DenWordsArea){ x - 1, foot + 1, x + 1, course->top - 1 }))
        top = foot + 2;
    }
  den_drawing_line (course->picture.drawing, ink, x, top, x, course->bottom, 0.6);
}

static void
draw_marks (const Course *course)
{
  const DenPatientOutcome *outcome = &course->outcome;
  gboolean at_once =
      outcome->responded_on != DEN_UNKNOWN && outcome->responded_on == outcome->remitted_on;

  draw_mark (course, outcome->baseline_on, DEN_INK_FAINT, "baseline");
  if (!at_once)
    draw_mark (course, outcome->responded_on, DEN_INK_GOOD, "response");
  draw_mark (course, outcome->remitted_on, DEN_INK_GOOD,
             at_once ? "response and remission" : "remission");
  draw_mark (course, outcome->relapsed_on, DEN_INK_DANGER, "relapse");
}

/* ---- rows ---- */

static void
add_row_labels (const Course *course, GArray *labels)
{
  double y = course->bottom + ROW_GAP;

  for (guint i = 0; i < course->rows->len; i++)
    {
      const DenCourseRow *row = g_ptr_array_index (course->rows, i);

      if (row->side != NULL)
        den_side_labels_add (labels, y + row->side_y, FALSE, g_strdup (row->side));
      y += row->height;
    }
}

static void
draw_rows (const Course *course)
{
  double y = course->bottom + ROW_GAP;

  for (guint i = 0; i < course->rows->len; i++)
    {
      const DenCourseRow *row = g_ptr_array_index (course->rows, i);
      g_autofree char *label = den_picture_fit (&course->picture, row->label, DEN_PICTURE_SMALL,
                                                FALSE, course->axis.left - SIDE_GAP);

      den_course_row_draw (row, &course->axis, &course->picture, y);
      den_drawing_words (course->picture.drawing, DEN_INK_TEXT, 0, y + row->height / 2 + 2.6,
                         DEN_ALIGN_LEFT, DEN_PICTURE_SMALL, FALSE, label);
      y += row->height;
    }
}

static double
left_width (const Course *course)
{
  double width = den_picture_measure (&course->picture, "00", DEN_PICTURE_SMALL, FALSE);

  for (guint i = 0; i < course->rows->len; i++)
    width = MAX (width,
                 den_picture_measure (&course->picture,
                                      ((DenCourseRow *) g_ptr_array_index (course->rows, i))->label,
                                      DEN_PICTURE_SMALL, FALSE));
  return MIN (width, course->picture.drawing->width * LEFT_SHARE) + SIDE_GAP;
}

/* ---- all of it ---- */

/* The scale's name in the corner over the plot. */
static void
draw_name (const Course *course)
{
  const char *name = course->scale->name;
  double width = den_picture_measure (&course->picture, name, DEN_PICTURE_SIZE, TRUE);

  den_words_take (course->taken, (DenWordsArea){ 0, 0, width + 2, DEN_PICTURE_SIZE + 1 });
  den_drawing_words (course->picture.drawing, DEN_INK_TEXT, 0, DEN_PICTURE_SIZE, DEN_ALIGN_LEFT,
                     DEN_PICTURE_SIZE, TRUE, name);
}

static void
draw (Course *course, double width)
{
  g_autoptr (GArray) lines = collect_lines (course);
  g_autoptr (GArray) sides = collect_lines (course);
  double side;

  den_side_labels_spread (sides, course->bottom);
  add_row_labels (course, sides);
  side = den_side_labels_width (sides, &course->picture);
  course->axis.left = left_width (course);
  course->axis.right = width - side - (side > 0 ? SIDE_GAP + 1 : 0);
  course->lines = lines;
  draw_lines (course);
  den_drawing_line (course->picture.drawing, DEN_INK_FAINT, course->axis.left, course->top,
                    course->axis.left, course->bottom, 0.4);
  den_drawing_line (course->picture.drawing, DEN_INK_FAINT, course->axis.left, course->bottom,
                    course->axis.right, course->bottom, 0.4);
  draw_number (course, 0);
  draw_number (course, course->scale->max_total);
  draw_name (course);
  draw_marks (course);
  draw_scores (course);
  draw_rows (course);
  den_side_labels_draw (sides, &course->picture, course->axis.right + SIDE_GAP, side);
}

/* See den-outcomes.h: in WIDTH x HEIGHT points, with words in English. Rows that HEIGHT has no room
 * for are left out from the bottom. Free it with den_drawing_free. */
DenDrawing *
den_picture_course (const DenChart *chart, const DenReference *reference, const DenScale *scale,
                    DenDay on, double width, double height, DenMeasure measure,
                    gpointer measure_data)
{
  g_autoptr (GArray) series = g_array_new (FALSE, FALSE, sizeof (DenScore));
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DenWordsArea));
  g_autoptr (GPtrArray) rows = NULL;
  Course course = { .picture = { NULL, measure, measure_data },
                    .scale = scale,
                    .series = series,
                    .taken = taken,
                    .top = HEAD_ROWS * HEAD_ROW + 2 };

  den_score_series_fill (series, chart, scale, on);
  if (!set_days (&course, chart, on))
    {
      course.picture.drawing = den_drawing_new (width, 14);
      den_drawing_words (course.picture.drawing, DEN_INK_TEXT, 0, 10, DEN_ALIGN_LEFT,
                         DEN_PICTURE_SIZE, FALSE, "No session and no score is recorded.");
      return course.picture.drawing;
    }
  den_outcome (chart, scale, on, &course.outcome);
  rows = den_course_rows_new (chart, reference, scale, course.axis.first, on);
  den_course_rows_shorten (rows, height - course.top - LEAST_PLOT - ROW_GAP - FOOT);
  course.rows = rows;
  course.bottom = height - FOOT - ROW_GAP - den_course_rows_height (rows);
  course.picture.drawing = den_drawing_new (width, height);
  draw (&course, width);
  den_time_axis_draw (&course.axis, &course.picture, height - FOOT);
  return course.picture.drawing;
}
