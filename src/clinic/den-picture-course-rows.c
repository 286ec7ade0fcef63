/* Rows of the picture of a course. */
#include "den-decimal.h"
#include "den-picture-course.h"
#include "den-session-rules.h"
#include "den-text.h"

#define DOSE_HEIGHT 30.0
#define DOSE_HEAD 4.0 /* over the highest dose */
#define BAR_HEIGHT 10.0
#define CURVE_HEIGHT 19.0
#define BAR_THICK 4.0
#define MOST_BARS 6
#define UG_PER_MG 1000

static void
free_row (gpointer data)
{
  DenCourseRow *row = data;

  g_free (row->label);
  g_free (row->side);
  g_clear_pointer (&row->points, g_array_unref);
  g_free (row);
}

/* Takes over LABEL. */
static DenCourseRow *
add_row (GPtrArray *rows, DenCourseRowKind kind, double height, char *label)
{
  DenCourseRow *row = g_new0 (DenCourseRow, 1);

  row->kind = kind;
  row->height = height;
  row->side_y = kind == DEN_COURSE_ROW_DOSES ? DOSE_HEAD : height / 2;
  row->label = label;
  if (kind != DEN_COURSE_ROW_BAR)
    row->points = g_array_new (FALSE, FALSE, sizeof (DenCoursePoint));
  g_ptr_array_add (rows, row);
  return row;
}

static void
add_point (DenCourseRow *row, DenDay day, gint64 value)
{
  DenCoursePoint point = { day, value };

  g_array_append_val (row->points, point);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const DenCoursePoint *one = a, *other = b;

  return one->day < other->day ? -1 : one->day > other->day;
}

static char *
dose_text (gint64 ug)
{
  g_autofree char *mg = den_decimal_to_text (ug, UG_PER_MG);

  return g_strconcat (mg, " mg", NULL);
}

/* ---- sessions ---- */

/* Whether SESSION is of the drug and route. One that belongs to no course stands in the first row,
 * so that it is seen at all. */
static gboolean
is_of_modality (const DenChart *chart, const DenSession *session, DenModality modality)
{
  const DenCourse *course = den_chart_find_course (chart, session->course);

  return (course != NULL ? course->modality : DEN_MODALITY_ESKETAMINE) == (gint64) modality;
}

static char *
count_sessions (const DenCourseRow *row, const char *name)
{
  guint missed = 0, held;

  for (guint i = 0; i < row->points->len; i++)
    missed += g_array_index (row->points, DenCoursePoint, i).value == DEN_COURSE_MISSED;
  held = row->points->len - missed;
  if (missed > 0)
    return g_strdup_printf ("%s, %u held, %u missed", name, held, missed);
  return g_strdup_printf ("%s, %u session%s", name, held, held == 1 ? "" : "s");
}

/* Sessions of one drug and route, each with what was given; a missed one with a mark of its own. */
static void
add_doses (GPtrArray *rows, const DenChart *chart, DenModality modality, DenDay first, DenDay on)
{
  static const char *const names[] = { "Esketamine", "Ketamine IV", "Ketamine IM" };
  DenCourseRow *row = NULL;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      gboolean delivered = den_session_is_delivered (session);
      DenDay day = den_instant_day (delivered ? den_session_zero (session) : session->scheduled_at);
      gint64 value = delivered ? den_session_given_ug (session) : DEN_COURSE_MISSED;

      if ((!delivered && session->status != DEN_SESSION_MISSED) || day < first || day > on ||
          !is_of_modality (chart, session, modality))
        continue;
      if (row == NULL)
        row = add_row (rows, DEN_COURSE_ROW_DOSES, DOSE_HEIGHT, NULL);
      add_point (row, day, value);
      row->max = MAX (row->max, value);
    }
  if (row == NULL)
    return;
  g_array_sort (row->points, compare_points);
  row->label = count_sessions (row, names[modality]);
  row->side = row->max > 0 ? dose_text (row->max) : NULL;
}

/* ---- other treatment ---- */

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  const DenCourseRow *one = *(DenCourseRow *const *) a, *other = *(DenCourseRow *const *) b;

  return one->from_on < other->from_on ? -1 : one->from_on > other->from_on;
}

/* Adds a bar where the treatment reaches into the picture. Takes over LABEL. */
static void
add_bar (GPtrArray *bars, DenDay from, DenDay to, DenDay first, DenDay on, char *label)
{
  DenCourseRow *row;

  if ((to != DEN_UNKNOWN && to < first) || from > on)
    {
      g_free (label);
      return;
    }
  row = add_row (bars, DEN_COURSE_ROW_BAR, BAR_HEIGHT, label);
  row->from_on = from;
  row->to_on = to;
}

static char *
name_medication (const DenMedication *medication)
{
  g_autofree char *drug = den_text_sentence_case (medication->drug);
  g_autofree char *dose =
      medication->daily_dose_ug != DEN_UNKNOWN ? dose_text (medication->daily_dose_ug) : NULL;

  return dose != NULL ? g_strdup_printf ("%s %s", drug, dose) : g_steal_pointer (&drug);
}

static char *
name_therapy (const DenTherapy *therapy)
{
  static const char *const kinds[] = { "Psychotherapy", "ECT", "TMS", "VNS", "DBS" };
  const char *kind = therapy->kind != DEN_UNKNOWN ? kinds[therapy->kind] : "Therapy";

  return therapy->method != NULL ? g_strdup_printf ("%s, %s", kind, therapy->method)
                                 : g_strdup (kind);
}

/* Medications and therapies in the order in which they began; what there is no room for is
 * counted. */
static void
add_treatment (GPtrArray *rows, const DenChart *chart, DenDay first, DenDay on)
{
  g_autoptr (GPtrArray) bars = g_ptr_array_new_with_free_func (free_row);
  guint shown;

  for (guint i = 0; i < chart->medications->len; i++)
    {
      const DenMedication *it = g_ptr_array_index (chart->medications, i);

      if (it->drug != NULL)
        add_bar (bars, it->started_on, it->ended_on, first, on, name_medication (it));
    }
  for (guint i = 0; i < chart->therapies->len; i++)
    {
      const DenTherapy *it = g_ptr_array_index (chart->therapies, i);

      if (it->started_on != DEN_UNKNOWN)
        add_bar (bars, it->started_on, it->ended_on, first, on, name_therapy (it));
    }
  g_ptr_array_sort (bars, compare_bars);
  shown = MIN (bars->len, MOST_BARS);
  if (shown < bars->len)
    {
      DenCourseRow *last = g_ptr_array_index (bars, shown - 1);

      last->side = g_strdup_printf ("and %u more", bars->len - shown);
    }
  for (guint i = 0; i < shown; i++)
    g_ptr_array_add (rows, g_ptr_array_steal_index (bars, 0));
}

/* Visits that took place. */
static void
add_visits (GPtrArray *rows, const DenChart *chart, DenVisitKind kind, const char *label,
            DenDay first, DenDay on)
{
  DenCourseRow *row = NULL;

  for (guint i = 0; i < chart->visits->len; i++)
    {
      const DenVisit *visit = g_ptr_array_index (chart->visits, i);
      DenDay day = den_instant_day (visit->scheduled_at);

      if (visit->kind != (gint64) kind || visit->status != DEN_SESSION_COMPLETED || day < first ||
          day > on)
        continue;
      if (row == NULL)
        row = add_row (rows, DEN_COURSE_ROW_DOTS, BAR_HEIGHT, g_strdup (label));
      add_point (row, day, 1);
    }
  if (row != NULL)
    row->side = g_strdup_printf ("%u visit%s", row->points->len, row->points->len == 1 ? "" : "s");
}

/* ---- domains ---- */

/* "2 to 0 of 3": the first score and the last. */
static void
tell_curve (DenCourseRow *row)
{
  const DenCoursePoint *last;

  g_array_sort (row->points, compare_points);
  last = &g_array_index (row->points, DenCoursePoint, row->points->len - 1);
  row->side = row->points->len > 1
                  ? g_strdup_printf ("%d to %d of %d",
                                     (int) g_array_index (row->points, DenCoursePoint, 0).value,
                                     (int) last->value, (int) row->max)
                  : g_strdup_printf ("%d of %d", (int) last->value, (int) row->max);
}

/* The number of SCALE's first item of the domain; -1 for none. */
static int
find_item (const DenScale *scale, DenDomain domain)
{
  for (guint i = 0; i < scale->items->len; i++)
    {
      const DenScaleItem *item = g_ptr_array_index (scale->items, i);

      if (item->domain == (gint64) domain)
        return (int) i;
    }
  return -1;
}

/* The scores of one item of SCALE, or its totals where ITEM is -1. NULL for none. */
static DenCourseRow *
add_curve (GPtrArray *rows, const DenChart *chart, const DenScale *scale, int item, DenDay first,
           DenDay on)
{
  DenCourseRow *row = NULL;

  for (guint i = 0; i < chart->assessments->len; i++)
    {
      const DenAssessment *it = g_ptr_array_index (chart->assessments, i);
      DenDay day = den_instant_day (it->taken_at);
      gint64 value;

      if (g_strcmp0 (it->scale, scale->name) != 0 || day == DEN_UNKNOWN || day < first || day > on)
        continue;
      value = item < 0             ? den_scale_assessment_total (scale, it)
              : item < it->items.n ? it->items.item[item]
                                   : DEN_UNKNOWN;
      if (value == DEN_UNKNOWN || (item >= 0 && value == DEN_SCORE_MISSING))
        continue;
      if (row == NULL)
        row = add_row (rows, DEN_COURSE_ROW_CURVE, CURVE_HEIGHT, NULL);
      add_point (row, day, value);
    }
  if (row == NULL)
    return NULL;
  row->max =
      item < 0 ? scale->max_total : ((DenScaleItem *) g_ptr_array_index (scale->items, item))->max;
  tell_curve (row);
  return row;
}

/* The domain by the scale that is drawn, else by the first scale that measures it and was taken.
 * Items of two scales are never joined in one row. */
static void
add_domain (GPtrArray *rows, const DenChart *chart, const DenReference *reference,
            const DenScale *drawn, DenDomain domain, DenDay first, DenDay on)
{
  static const char *const names[] = { "Concentration", "Reactivity", "Emotional range" };

  for (int i = -1; i < (int) reference->scales->len; i++)
    {
      const DenScale *scale = i < 0 ? drawn : g_ptr_array_index (reference->scales, i);
      int item = find_item (scale, domain);
      DenCourseRow *row = item >= 0 ? add_curve (rows, chart, scale, item, first, on) : NULL;

      if (row == NULL)
        continue;
      row->label = g_strdup_printf ("%s (%s)", names[domain], scale->name);
      return;
    }
}

/* The Sheehan Disability Scale, the functional scale that stands beside the scores. */
static void
add_function (GPtrArray *rows, const DenChart *chart, const DenReference *reference,
              const DenScale *drawn, DenDay first, DenDay on)
{
  const DenScale *scale = den_reference_find_scale (reference, "SDS");
  DenCourseRow *row =
      scale != NULL && scale != drawn ? add_curve (rows, chart, scale, -1, first, on) : NULL;

  if (row != NULL)
    row->label = g_strdup ("Disability (SDS)");
}

/* ---- all of them ---- */

/* The rows that CHART has something to show in from FIRST up to ON, from top to bottom. */
GPtrArray *
den_course_rows_new (const DenChart *chart, const DenReference *reference, const DenScale *scale,
                     DenDay first, DenDay on)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);

  for (int modality = DEN_MODALITY_ESKETAMINE; modality <= DEN_MODALITY_KETAMINE_IM; modality++)
    add_doses (rows, chart, (DenModality) modality, first, on);
  add_treatment (rows, chart, first, on);
  add_visits (rows, chart, DEN_VISIT_PSYCHOTHERAPY, "Psychotherapy", first, on);
  add_visits (rows, chart, DEN_VISIT_FOLLOW_UP, "Follow-up", first, on);
  for (int domain = DEN_DOMAIN_CONCENTRATION; domain <= DEN_DOMAIN_EMOTIONAL_RANGE; domain++)
    add_domain (rows, chart, reference, scale, (DenDomain) domain, first, on);
  add_function (rows, chart, reference, scale, first, on);
  return rows;
}

double
den_course_rows_height (GPtrArray *rows)
{
  double height = 0;

  for (guint i = 0; i < rows->len; i++)
    height += ((DenCourseRow *) g_ptr_array_index (rows, i))->height;
  return height;
}

/* Leaves out rows from the bottom until they fit HEIGHT. */
void
den_course_rows_shorten (GPtrArray *rows, double height)
{
  while (rows->len > 0 && den_course_rows_height (rows) > height)
    g_ptr_array_set_size (rows, (int) rows->len - 1);
}

/* ---- drawing ---- */

/* A stroke as high as the dose; where nobody wrote how much was given, a dot on the line; of a
 * missed session a dot under it. */
static void
draw_doses (const DenCourseRow *row, const DenTimeAxis *axis, const DenPicture *picture, double y)
{
  double foot = y + row->height - 5, height = row->height - DOSE_HEAD - 5;

  den_drawing_line (picture->drawing, DEN_INK_FAINT, axis->left, foot, axis->right, foot, 0.4);
  for (guint i = 0; i < row->points->len; i++)
    {
      const DenCoursePoint *point = &g_array_index (row->points, DenCoursePoint, i);
      double x = den_time_axis_x (axis, point->day);

      if (point->value == DEN_COURSE_MISSED)
        den_drawing_dot (picture->drawing, DEN_INK_CAUTION, x, foot + 3, 1.5);
      else if (point->value == DEN_UNKNOWN || row->max <= 0)
        den_drawing_dot (picture->drawing, DEN_INK_TEXT, x, foot - 1.5, 1.5);
      else
        den_drawing_line (picture->drawing, DEN_INK_TEXT, x, foot, x,
                          foot - height * (double) point->value / (double) row->max, 1.2);
    }
}

static void
draw_bar (const DenCourseRow *row, const DenTimeAxis *axis, const DenPicture *picture, double y)
{
  double middle = y + row->height / 2;
  double left = row->from_on != DEN_UNKNOWN ? den_time_axis_x (axis, row->from_on) : axis->left;
  double right = row->to_on != DEN_UNKNOWN ? den_time_axis_x (axis, row->to_on) : axis->right;

  den_drawing_rectangle (picture->drawing, DEN_INK_FAINT, left, middle - BAR_THICK / 2,
                         MAX (right, left + 1), middle + BAR_THICK / 2);
}

static void
draw_dots (const DenCourseRow *row, const DenTimeAxis *axis, const DenPicture *picture, double y)
{
  for (guint i = 0; i < row->points->len; i++)
    den_drawing_dot (picture->drawing, DEN_INK_TEXT,
                     den_time_axis_x (axis, g_array_index (row->points, DenCoursePoint, i).day),
                     y + row->height / 2, 1.8);
}

static void
draw_curve (const DenCourseRow *row, const DenTimeAxis *axis, const DenPicture *picture, double y)
{
  double foot = y + row->height - 3, height = row->height - 6, before_x = 0, before_y = 0;

  den_drawing_line (picture->drawing, DEN_INK_FAINT, axis->left, foot, axis->right, foot, 0.4);
  for (guint i = 0; i < row->points->len; i++)
    {
      const DenCoursePoint *point = &g_array_index (row->points, DenCoursePoint, i);
      double x = den_time_axis_x (axis, point->day);
      double at = foot - height * (double) point->value / (double) MAX (row->max, 1);

      if (i > 0)
        den_drawing_line (picture->drawing, DEN_INK_ACCENT, before_x, before_y, x, at, 0.8);
      den_drawing_dot (picture->drawing, DEN_INK_ACCENT, x, at, 1.2);
      before_x = x;
      before_y = at;
    }
}

/* Draws the row with its top at Y, without its words. */
void
den_course_row_draw (const DenCourseRow *row, const DenTimeAxis *axis, const DenPicture *picture,
                     double y)
{
  switch (row->kind)
    {
    case DEN_COURSE_ROW_DOSES:
      draw_doses (row, axis, picture, y);
      break;
    case DEN_COURSE_ROW_BAR:
      draw_bar (row, axis, picture, y);
      break;
    case DEN_COURSE_ROW_DOTS:
      draw_dots (row, axis, picture, y);
      break;
    case DEN_COURSE_ROW_CURVE:
      draw_curve (row, axis, picture, y);
      break;
    default:
      break;
    }
}
