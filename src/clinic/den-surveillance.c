/* Checks that come again in treatment: what was done last, and when it is due again. */
#include "den-course-rules.h"
#include "den-scale.h"

#include <string.h>

/* The patient's treatment as the rows look at it. */
typedef struct
{
  const DenChart *chart;
  const DenCourse *course; /* running or planned */
  DenDay began_on;         /* the first session, else the course's start */
  gboolean in_maintenance;
  DenDay on;
} Treatment;

/* ---- the treatment ---- */

/* The course that runs on the day, else one that is planned, the newest of each; NULL. */
static const DenCourse *
find_course (const DenChart *chart, DenDay on)
{
  const DenCourse *running = NULL, *planned = NULL;

  for (guint i = 0; i < chart->courses->len; i++)
    {
      const DenCourse *course = g_ptr_array_index (chart->courses, i);

      if (den_course_is_running (course, on))
        running = course;
      else if (course->status == DEN_COURSE_PLANNED)
        planned = course;
    }
  return running != NULL ? running : planned;
}

static DenDay
session_day (const DenSession *session)
{
  DenInstant zero = den_session_zero (session);

  return den_instant_day (den_instant_is_known (zero) ? zero : session->scheduled_at);
}

/* The day of the course's first session that took place, else of the first that is planned, else of
 * its start. */
static DenDay
find_beginning (const DenChart *chart, const DenCourse *course)
{
  DenDay delivered = DEN_UNKNOWN, planned = DEN_UNKNOWN;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      DenDay *first = den_session_is_delivered (session) ? &delivered : &planned;
      DenDay day;

      if (course->course_id == NULL || g_strcmp0 (session->course, course->course_id) != 0 ||
          (first == &planned && session->status != DEN_SESSION_PLANNED))
        continue;
      day = session_day (session);
      if (day != DEN_UNKNOWN && (*first == DEN_UNKNOWN || day < *first))
        *first = day;
    }
  return delivered != DEN_UNKNOWN ? delivered
         : planned != DEN_UNKNOWN ? planned
                                  : course->started_on;
}

/* By the protocol where it is known, else as the last session that took place says. */
static gboolean
is_in_maintenance (const DenChart *chart, const DenCourse *course, const DenReference *reference,
                   DenDay on)
{
  const DenProtocol *protocol = den_protocol_in_force (reference->protocols, course->protocol, on);
  g_autoptr (DenCourseProgress) progress = NULL;
  DenPhase phase = DEN_PHASE_INDUCTION;
  DenDay newest = DEN_UNKNOWN;

  if (protocol != NULL)
    {
      progress = den_course_progress_new (chart, course, protocol, on);
      return progress->phase == NULL || progress->phase->phase == DEN_PHASE_MAINTENANCE;
    }
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (g_strcmp0 (session->course, course->course_id) == 0 &&
          den_session_is_delivered (session) && session_day (session) <= on &&
          session->phase != DEN_UNKNOWN && session_day (session) >= newest)
        {
          newest = session_day (session);
          phase = (DenPhase) session->phase;
        }
    }
  return phase == DEN_PHASE_MAINTENANCE;
}

/* ---- when it was done ---- */

static DenDay
newest_scale (const Treatment *treatment, const char *name)
{
  const DenAssessment *newest = den_chart_newest_assessment (treatment->chart, name, treatment->on);

  return newest != NULL ? den_instant_day (newest->taken_at) : DEN_UNKNOWN;
}

/* The later of two days, unknown being before all others; a day after ON is not known yet. */
static DenDay
later (const Treatment *treatment, DenDay newest, DenDay day)
{
  return day != DEN_UNKNOWN && day <= treatment->on ? MAX (newest, day) : newest;
}

static DenDay
newest_check (const Treatment *treatment, const char *word)
{
  DenDay newest = DEN_UNKNOWN;

  for (guint i = 0; i < treatment->chart->checks->len; i++)
    {
      const DenCheck *check = g_ptr_array_index (treatment->chart->checks, i);

      if (check->kind != DEN_UNKNOWN &&
          strcmp (den_check_kind_choices[check->kind].word, word) == 0)
        newest = later (treatment, newest, check->done_on);
    }
  return newest;
}

/* A weight counts wherever it was taken, on the chart or at a session. */
static DenDay
newest_weight (const Treatment *treatment, const char *word)
{
  const DenChart *chart = treatment->chart;
  DenDay newest = DEN_UNKNOWN;

  for (guint i = 0; i < chart->vitals->len; i++)
    {
      const DenVitals *vitals = g_ptr_array_index (chart->vitals, i);

      if (vitals->weight_g != DEN_UNKNOWN)
        newest = later (treatment, newest, den_instant_day (vitals->taken_at));
    }
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (session->weight_g != DEN_UNKNOWN)
        newest = later (treatment, newest, session_day (session));
    }
  return newest;
}

static DenDay
newest_visit (const Treatment *treatment, const char *word)
{
  DenVisitKind kind =
      strcmp (word, "psychotherapy") == 0 ? DEN_VISIT_PSYCHOTHERAPY : DEN_VISIT_FOLLOW_UP;
  DenDay newest = DEN_UNKNOWN;

  for (guint i = 0; i < treatment->chart->visits->len; i++)
    {
      const DenVisit *visit = g_ptr_array_index (treatment->chart->visits, i);

      if (visit->kind == (gint64) kind && visit->status == DEN_SESSION_COMPLETED)
        newest = later (treatment, newest, den_instant_day (visit->scheduled_at));
    }
  return newest;
}

static DenDay
newest_screening (const Treatment *treatment, const char *item)
{
  const DenScreening *screening =
      den_chart_newest_screening (treatment->chart, item, treatment->on);

  return screening != NULL && screening->answer != DEN_ANSWER_UNKNOWN ? screening->noted_on
                                                                      : DEN_UNKNOWN;
}

/* A question before a dose that was answered with yes. */
static DenDay
newest_session_check (const Treatment *treatment, const char *item)
{
  DenDay newest = DEN_UNKNOWN;

  for (guint i = 0; i < treatment->chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (treatment->chart->sessions, i);

      for (guint k = 0; k < session->checks->len; k++)
        {
          const DenSessionCheck *check = g_ptr_array_index (session->checks, k);

          if (g_strcmp0 (check->item, item) == 0 && check->answer == DEN_CHECK_ANSWER_YES)
            newest = later (treatment, newest, den_instant_day (check->checked_at));
        }
    }
  return newest;
}

/* The last day on which what LOOKS_AT names was done: a source and a word, "check:liver_panel". */
static DenDay
find_last (const Treatment *treatment, const char *looks_at)
{
  static const struct
  {
    const char *source;
    DenDay (*newest) (const Treatment *treatment, const char *word);
  } sources[] = {
    { "scale:", newest_scale },         { "check:", newest_check },
    { "vitals:weight", newest_weight }, { "visit:", newest_visit },
    { "screening:", newest_screening }, { "session_check:", newest_session_check },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_has_prefix (looks_at, sources[i].source))
      return sources[i].newest (treatment, looks_at + strlen (sources[i].source));
  return DEN_UNKNOWN;
}

/* ---- when it is due ---- */

static gboolean
applies (const DenSurveillance *row, const Treatment *treatment)
{
  const DenPatient *patient = treatment->chart->patient;
  g_auto (GStrv) modalities =
      row->modalities != NULL ? g_strsplit (row->modalities, " ", -1) : NULL;

  if (modalities != NULL &&
      !g_strv_contains ((const char *const *) modalities,
                        den_modality_choices[treatment->course->modality].word))
    return FALSE;
  if (row->female_only == 1 && patient->sex == DEN_SEX_MALE)
    return FALSE;
  return row->from_age == DEN_UNKNOWN || patient->birth_date == DEN_UNKNOWN ||
         den_day_age (patient->birth_date, treatment->on) >= row->from_age;
}

/* The day on which the row is due: the interval after it was done last; where it was never done,
 * the first session for what is asked before it, else the interval after that. Unknown where
 * nothing more is asked. What was done longer before the treatment than the row's longest interval
 * is no baseline. */
static DenDay
due_day (const DenSurveillance *row, const Treatment *treatment, DenDay last)
{
  gint64 interval = treatment->in_maintenance ? row->maintenance_days : row->induction_days;
  gboolean is_stale = last != DEN_UNKNOWN && row->maintenance_days != DEN_UNKNOWN &&
                      last < treatment->began_on - row->maintenance_days;

  if (row->at_baseline == 1 && (last == DEN_UNKNOWN || is_stale))
    return treatment->began_on;
  if (interval == DEN_UNKNOWN)
    return DEN_UNKNOWN;
  return (last != DEN_UNKNOWN ? last : treatment->began_on) + interval;
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const DenSurveillanceDue *one = a, *other = b;

  if (one->due_on != other->due_on)
    return one->due_on < other->due_on ? -1 : 1;
  return g_strcmp0 (one->row->item, other->row->item);
}

/* See den-course-rules.h. Empty for a patient without a course. The rows are the reference's, the
 * array is the caller's. */
GArray *
den_surveillance_due (const DenChart *chart, const DenReference *reference, DenDay on)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (DenSurveillanceDue));
  Treatment treatment = { .chart = chart, .course = find_course (chart, on), .on = on };

  if (treatment.course == NULL)
    return list;
  treatment.began_on = find_beginning (chart, treatment.course);
  if (treatment.began_on == DEN_UNKNOWN)
    treatment.began_on = on;
  treatment.in_maintenance = is_in_maintenance (chart, treatment.course, reference, on);
  for (guint i = 0; i < reference->surveillance->len; i++)
    {
      DenSurveillanceDue due = { .row = g_ptr_array_index (reference->surveillance, i) };

      if (!applies (due.row, &treatment))
        continue;
      due.last_on = find_last (&treatment, due.row->looks_at);
      due.due_on = due_day (due.row, &treatment, due.last_on);
      due.overdue = due.due_on != DEN_UNKNOWN && on > due.due_on;
      if (due.due_on != DEN_UNKNOWN)
        g_array_append_val (list, due);
    }
  g_array_sort (list, compare_due);
  return list;
}
