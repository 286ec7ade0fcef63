/* The lines of a patient's treatment. */
#include "den-course-line.h"

#include "den-course-words.h"

struct _DenCourseLine
{
  GObject parent_instance;

  const DenRecordType *type; /* of session, visit, decision or course */
  gint64 row;                /* 0: the heading of what belongs to no course */
  gint64 us;                 /* its place in time */
};

G_DEFINE_FINAL_TYPE (DenCourseLine, den_course_line, G_TYPE_OBJECT)

static void
den_course_line_class_init (DenCourseLineClass *klass)
{
}

static void
den_course_line_init (DenCourseLine *line)
{
}

static void
add_line (GPtrArray *lines, const DenRecordType *type, gint64 row, gint64 us)
{
  DenCourseLine *line = g_object_new (DEN_TYPE_COURSE_LINE, NULL);

  line->type = type;
  line->row = row;
  line->us = us;
  g_ptr_array_add (lines, line);
}

static int
compare_by_time (gconstpointer a, gconstpointer b)
{
  const DenCourseLine *one = *(DenCourseLine *const *) a, *other = *(DenCourseLine *const *) b;

  if (one->us != other->us)
    return one->us < other->us ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

/* When the session took place, else when it is booked for. */
static gint64
get_session_us (const DenSession *session)
{
  return den_instant_is_known (session->started_at) ? session->started_at.us
                                                    : session->scheduled_at.us;
}

/* Whether a record that names COURSE_ID stands under COURSE; COURSE NULL takes what names none that
 * the chart has. */
static gboolean
belongs (const DenChart *chart, const char *course_id, const DenCourse *course)
{
  const DenCourse *named = course_id != NULL ? den_chart_find_course (chart, course_id) : NULL;

  return named == course;
}

/* What was decided on a day stands behind what took place on it. */
static void
add_decisions (GPtrArray *lines, const DenCourse *course)
{
  for (guint i = 0; course != NULL && i < course->decisions->len; i++)
    {
      const DenCourseDecision *decision = g_ptr_array_index (course->decisions, i);

      if (decision->decided_on != DEN_UNKNOWN)
        add_line (lines, &den_course_decision_type, decision->record.id,
                  (decision->decided_on + 1) * G_TIME_SPAN_DAY);
    }
}

/* The lines of COURSE, NULL for none, under its heading; visits that name no course stand in the
 * running one, TAKES_LOOSE. */
static void
add_course (GPtrArray *lines, const DenChart *chart, const DenCourse *course, gboolean takes_loose)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (belongs (chart, session->course, course))
        add_line (own, &den_session_type, session->record.id, get_session_us (session));
    }
  for (guint i = 0; i < chart->visits->len; i++)
    {
      const DenVisit *visit = g_ptr_array_index (chart->visits, i);

      if (belongs (chart, visit->course, course) ||
          (takes_loose && belongs (chart, visit->course, NULL)))
        add_line (own, &den_visit_type, visit->record.id, visit->scheduled_at.us);
    }
  add_decisions (own, course);
  g_ptr_array_sort (own, compare_by_time);
  if (course != NULL || own->len > 0)
    add_line (lines, &den_course_type, course != NULL ? course->record.id : 0, 0);
  g_ptr_array_extend_and_steal (lines, g_steal_pointer (&own));
}

static int
compare_newest_course_first (gconstpointer a, gconstpointer b)
{
  const DenCourse *one = *(DenCourse *const *) a, *other = *(DenCourse *const *) b;

  return one->started_on > other->started_on ? -1 : one->started_on < other->started_on;
}

static guint
count_headings (GPtrArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += ((DenCourseLine *) g_ptr_array_index (lines, i))->type == &den_course_type;
  return n;
}

GPtrArray *
den_course_lines_new (const DenChart *chart, DenDay today)
{
  const DenCourse *running = den_course_running (chart, today);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) older = g_ptr_array_new ();

  if (running != NULL)
    add_course (lines, chart, running, TRUE);
  for (guint i = 0; i < chart->courses->len; i++)
    if (g_ptr_array_index (chart->courses, i) != (gpointer) running)
      g_ptr_array_add (older, g_ptr_array_index (chart->courses, i));
  g_ptr_array_sort (older, compare_newest_course_first);
  for (guint i = 0; i < older->len; i++)
    add_course (lines, chart, g_ptr_array_index (older, i), FALSE);
  if (running == NULL || chart->sessions->len > 0)
    {
      g_autoptr (GPtrArray) loose = g_ptr_array_new_with_free_func (g_object_unref);

      add_course (loose, chart, NULL, FALSE);
      /* With a running course, loose visits stand in it already. */
      for (guint i = 0; i < loose->len; i++)
        {
          DenCourseLine *line = g_ptr_array_index (loose, i);

          if (running == NULL || line->type == &den_session_type)
            g_ptr_array_add (lines, g_object_ref (line));
        }
    }
  /* The running course is told above the list; alone, it needs no heading in it. */
  if (running != NULL && count_headings (lines) == 1)
    g_ptr_array_remove_index (lines, 0);
  return lines;
}

const DenRecordType *
den_course_line_get_type_of (DenCourseLine *line)
{
  return line->type;
}

gint64
den_course_line_get_row (DenCourseLine *line)
{
  return line->row;
}

gboolean
den_course_line_is_heading (DenCourseLine *line)
{
  return line->type == &den_course_type;
}

gconstpointer
den_course_line_find (DenCourseLine *line, DenChartEditor *editor)
{
  return line->row != 0 ? den_chart_editor_find (editor, line->type, line->row) : NULL;
}
