/* The picture of one scale's scores against time. */
#include "den-picture-labels.h"
#include "den-pictures.h"
#include "den-scale.h"

#define HEAD 12.0
#define FOOT 16.0
#define MOST_POINT_LABELS 40

typedef struct
{
  DenDay day;
  gint64 total;
} Point;

typedef struct
{
  DenPicture picture;
  DenTimeAxis axis;
  const DenScale *scale;
  gint64 max_total;
  double top;
  double bottom;
  GArray *taken; /* DenWordsArea of words already set in the plot */
} Plot;

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const Point *one = a, *other = b;

  return one->day < other->day ? -1 : one->day > other->day;
}

/* The scale's scores up to the day, oldest first. */
static GArray *
collect_points (const DenChart *chart, const DenScale *scale, DenDay on)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));

  for (guint i = 0; i < chart->assessments->len; i++)
    {
      const DenAssessment *assessment = g_ptr_array_index (chart->assessments, i);
      Point point;

      if (g_strcmp0 (assessment->scale, scale->name) != 0 ||
          !den_instant_is_known (assessment->taken_at))
        continue;
      point.day = den_instant_day (assessment->taken_at);
      point.total = den_scale_assessment_total (scale, assessment);
      if (point.total != DEN_UNKNOWN && point.day <= on)
        g_array_append_val (points, point);
    }
  g_array_sort (points, compare_points);
  return points;
}

static double
y_of (const Plot *plot, gint64 total)
{
  return plot->bottom - (double) CLAMP (total, 0, plot->max_total) /
                            (double) MAX (plot->max_total, 1) * (plot->bottom - plot->top);
}

/* ---- labels at the right ---- */

/* "moderate, 10 to 14"; "high, 3" of a band of one score. */
static char *
band_words (const DenScaleBand *band, gint64 last)
{
  if (last == band->from_total)
    return g_strdup_printf ("%s, %" G_GINT64_FORMAT, band->label, last);
  return g_strdup_printf ("%s, %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, band->label,
                          band->from_total, last);
}

static GArray *
collect_side_labels (const Plot *plot, const DenScale *scale, gint64 threshold)
{
  GArray *labels = den_side_labels_new ();

  for (guint i = 0; i < scale->bands->len; i++)
    {
      const DenScaleBand *band = g_ptr_array_index (scale->bands, i);
      const DenScaleBand *next =
          i + 1 < scale->bands->len ? g_ptr_array_index (scale->bands, i + 1) : NULL;
      gint64 until = next != NULL ? next->from_total : plot->max_total;

      den_side_labels_add (labels, (y_of (plot, band->from_total) + y_of (plot, until)) / 2, FALSE,
                           band_words (band, next != NULL ? until - 1 : until));
    }
  if (threshold != DEN_UNKNOWN && threshold > 0)
    den_side_labels_add (labels, y_of (plot, threshold), TRUE,
                         g_strdup_printf ("payer asks %" G_GINT64_FORMAT, threshold));
  den_side_labels_spread (labels, plot->bottom);
  return labels;
}

/* ---- the plot ---- */

static void
draw_number (const Plot *plot, gint64 total)
{
  g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT, total);

  den_drawing_words (plot->picture.drawing, DEN_INK_TEXT, plot->axis.left - 4,
                     y_of (plot, total) + 2.6, DEN_ALIGN_RIGHT, DEN_PICTURE_SMALL, FALSE, words);
}

static void
draw_ground (const Plot *plot, const DenScale *scale, gint64 threshold)
{
  DenDrawing *drawing = plot->picture.drawing;

  for (guint i = 1; i < scale->bands->len; i++)
    {
      const DenScaleBand *band = g_ptr_array_index (scale->bands, i);
      const DenScaleBand *next =
          i + 1 < scale->bands->len ? g_ptr_array_index (scale->bands, i + 1) : NULL;
      double y = y_of (plot, band->from_total);

      if (i % 2 == 1)
        den_drawing_rectangle (drawing, DEN_INK_SHADE, plot->axis.left,
                               y_of (plot, next != NULL ? next->from_total : plot->max_total),
                               plot->axis.right, y);
    }
  if (threshold != DEN_UNKNOWN && threshold > 0)
    den_drawing_dashed_line (drawing, DEN_INK_TEXT, plot->axis.left, y_of (plot, threshold),
                             plot->axis.right, y_of (plot, threshold), 0.8);
  den_drawing_line (drawing, DEN_INK_FAINT, plot->axis.left, plot->top, plot->axis.left,
                    plot->bottom, 0.4);
  draw_number (plot, 0);
  draw_number (plot, plot->max_total);
}

/* A small upright stroke on the axis for each session held, the first with its word. */
static void
draw_sessions (const Plot *plot, const DenChart *chart)
{
  double first = plot->axis.right,
         width = den_picture_measure (&plot->picture, "sessions", DEN_PICTURE_SMALL, FALSE);
  DenWordsArea area;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      DenDay day;
      double x;

      if (!den_instant_is_known (session->started_at))
        continue;
      day = den_instant_day (session->started_at);
      if (day < plot->axis.first || day > plot->axis.last)
        continue;
      x = den_time_axis_x (&plot->axis, day);
      first = MIN (first, x);
      den_drawing_line (plot->picture.drawing, DEN_INK_TEXT, x, plot->bottom - 5, x, plot->bottom,
                        0.8);
    }
  first = MIN (first, plot->axis.right - width);
  area = (DenWordsArea){ first, plot->bottom - 15, first + width, plot->bottom - 6 };
  if (first >= plot->axis.right - width || !den_words_take (plot->taken, area))
    return;
  den_drawing_words (plot->picture.drawing, DEN_INK_TEXT, first, plot->bottom - 7, DEN_ALIGN_LEFT,
                     DEN_PICTURE_SMALL, FALSE, "sessions");
}

/* Whether both neighbours of point I are worse or as bad, so that the line is over it. */
static gboolean
is_in_valley (GArray *points, guint i)
{
  gint64 total = g_array_index (points, Point, i).total;

  return (i == 0 || g_array_index (points, Point, i - 1).total >= total) &&
         (i + 1 == points->len || g_array_index (points, Point, i + 1).total >= total) &&
         points->len > 1;
}

/* FOOT, moved away from the dot until no border of a band runs through words that stand on it. */
static double
clear_of_bands (const Plot *plot, double foot, gboolean over)
{
  for (guint i = 1; i < plot->scale->bands->len; i++)
    {
      const DenScaleBand *band = g_ptr_array_index (plot->scale->bands, i);
      double y = y_of (plot, band->from_total);

      if (y > foot - DEN_PICTURE_SIZE * 0.8 && y < foot + 1.5)
        return over ? y - 2 : y + DEN_PICTURE_SIZE * 0.8 + 1;
    }
  return foot;
}

/* The score of point I on the free side of the line; left out where other words are. */
static void
label_point (const Plot *plot, GArray *points, guint i)
{
  const Point *point = &g_array_index (points, Point, i);
  g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT, point->total);
  double half = den_picture_measure (&plot->picture, words, DEN_PICTURE_SIZE, TRUE) / 2;
  double y = y_of (plot, point->total), over = y - 5, under = y + DEN_PICTURE_SIZE + 3;
  double x = CLAMP (den_time_axis_x (&plot->axis, point->day), plot->axis.left + half + 2,
                    plot->axis.right - half - 2);
  gboolean has_room_over = over - DEN_PICTURE_SIZE >= plot->top - 4;
  gboolean has_room_under = under <= plot->bottom - 2;
  gboolean is_under = has_room_under && (is_in_valley (points, i) || !has_room_over);
  double foot = clear_of_bands (plot, is_under ? under : over, !is_under);
  DenWordsArea area = { x - half - 1, foot - DEN_PICTURE_SIZE, x + half + 1, foot + 1 };

  if (!den_words_take (plot->taken, area))
    return;
  den_drawing_words (plot->picture.drawing, DEN_INK_TEXT, x, foot, DEN_ALIGN_CENTER,
                     DEN_PICTURE_SIZE, TRUE, words);
}

/* Line, dots and direct labels: the last score, the first and the baseline come before those
 * between. */
static void
draw_course (const Plot *plot, GArray *points, DenDay baseline)
{
  for (guint i = 0; i < points->len; i++)
    {
      const Point *point = &g_array_index (points, Point, i);
      double x = den_time_axis_x (&plot->axis, point->day), y = y_of (plot, point->total);

      if (i > 0)
        den_drawing_line (plot->picture.drawing, DEN_INK_ACCENT,
                          den_time_axis_x (&plot->axis, (point - 1)->day),
                          y_of (plot, (point - 1)->total), x, y, 1);
      den_drawing_dot (plot->picture.drawing, DEN_INK_ACCENT, x, y, 2);
    }
  label_point (plot, points, points->len - 1);
  label_point (plot, points, 0);
  for (guint i = 0; i < points->len; i++)
    if (g_array_index (points, Point, i).day == baseline)
      label_point (plot, points, i);
  for (guint i = 1; i + 1 < MIN (points->len, MOST_POINT_LABELS); i++)
    if (g_array_index (points, Point, i).day != baseline)
      label_point (plot, points, i);
}

/* The baseline's day as an upright dashed line; unknown where nothing came after it. */
static DenDay
draw_baseline (const Plot *plot, const DenChart *chart, const DenScale *scale, DenDay on)
{
  const DenAssessment *baseline = den_chart_baseline_assessment (chart, scale->name, on);
  DenDay day;
  double x, y, half;

  if (baseline == NULL || !den_instant_is_known (den_chart_first_session_at (chart)))
    return DEN_UNKNOWN;
  day = den_instant_day (baseline->taken_at);
  half = den_picture_measure (&plot->picture, "baseline", DEN_PICTURE_SMALL, FALSE) / 2;
  x = den_time_axis_x (&plot->axis, day);
  y = y_of (plot, den_scale_assessment_total (scale, baseline));
  den_drawing_dashed_line (plot->picture.drawing, DEN_INK_FAINT, x, y, x, plot->bottom, 0.5);
  den_drawing_words (plot->picture.drawing, DEN_INK_TEXT,
                     CLAMP (x, plot->axis.left + half, plot->axis.right - half), plot->top - 4,
                     DEN_ALIGN_CENTER, DEN_PICTURE_SMALL, FALSE, "baseline");
  return day;
}

static void
set_axis (Plot *plot, GArray *points)
{
  DenDay first = g_array_index (points, Point, 0).day;
  DenDay last = g_array_index (points, Point, points->len - 1).day;
  DenDay margin = MAX ((last - first) / 30, 3);

  if (last - first < 60)
    margin = (60 - (last - first)) / 2;
  plot->axis.first = first - margin;
  plot->axis.last = last + margin;
}

/* The course of the scores on SCALE up to the day, in WIDTH x HEIGHT points: a line with its dots,
 * the scale's bands, what the payer asks for (THRESHOLD, unknown for nothing), and the sessions as
 * strokes on the axis. Words are English. Free it with den_drawing_free. */
DenDrawing *
den_picture_scores (const DenChart *chart, const DenScale *scale, gint64 threshold, DenDay on,
                    double width, double height, DenMeasure measure, gpointer measure_data)
{
  g_autoptr (GArray) points = collect_points (chart, scale, on);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (DenWordsArea));
  g_autoptr (GArray) labels = NULL;
  Plot plot = { .picture = { NULL, measure, measure_data },
                .scale = scale,
                .max_total = scale->max_total,
                .top = HEAD,
                .bottom = height - FOOT,
                .taken = taken };
  double side;

  if (points->len == 0)
    {
      plot.picture.drawing = den_drawing_new (width, 14);
      den_drawing_words (plot.picture.drawing, DEN_INK_TEXT, 0, 10, DEN_ALIGN_LEFT,
                         DEN_PICTURE_SIZE, FALSE, "No score is recorded.");
      return plot.picture.drawing;
    }
  plot.picture.drawing = den_drawing_new (width, height);
  labels = collect_side_labels (&plot, scale, threshold);
  side = den_side_labels_width (labels, &plot.picture);
  plot.axis.left = 4 + den_picture_measure (&plot.picture, "00", DEN_PICTURE_SMALL, FALSE);
  plot.axis.right = width - side - (side > 0 ? 8 : 0);
  set_axis (&plot, points);
  draw_ground (&plot, scale, threshold);
  den_side_labels_draw (labels, &plot.picture, plot.axis.right + 7, side);
  draw_course (&plot, points, draw_baseline (&plot, chart, scale, on));
  draw_sessions (&plot, chart);
  den_time_axis_draw (&plot.axis, &plot.picture, plot.bottom);
  return plot.picture.drawing;
}
