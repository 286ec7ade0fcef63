/* What is told of a course: sessions too close, too long use, two drugs at once, a missing
 * antidepressant. */
#include "den-course-walk.h"

#define DAYS_PER_WEEK 7

static void
warn (DenCourseProgress *progress, char *sentence)
{
  g_ptr_array_add (progress->warnings, sentence);
}

/* Two sessions that took place or are planned too close to each other. */
static void
warn_of_distance (DenCourseProgress *progress, const DenProtocol *protocol,
                  const DenCourseStep *before, const DenCourseStep *step)
{
  g_autofree char *day = den_day_to_us (step->day);
  gint64 days = step->day - before->day;

  if (days == 0)
    warn (progress,
          g_strdup_printf ("Two sessions are on %s: there must be one a day at most.", day));
  else if (protocol->min_days_apart != DEN_UNKNOWN && days < protocol->min_days_apart)
    warn (progress, g_strdup_printf ("The session of %s is %d day after the one before: the "
                                     "protocol asks for %d.",
                                     day, (int) days, (int) protocol->min_days_apart));
}

/* The days that the closed rows of induction take: 8 sessions twice a week are 28. */
static gint64
days_of_induction (const DenProtocol *protocol)
{
  gint64 days = 0;

  for (guint i = 0; i < protocol->phases->len; i++)
    {
      const DenProtocolPhase *row = g_ptr_array_index (protocol->phases, i);

      if (!den_phase_is_induction (row) || row->sessions == DEN_UNKNOWN)
        continue;
      days += row->per_week != DEN_UNKNOWN && row->per_week > 0
                  ? row->sessions * DAYS_PER_WEEK / row->per_week
                  : row->sessions * row->interval_days;
    }
  return days;
}

/* Use in depression with acute suicidal ideation beyond four weeks was not systematically evaluated
 * (Spravato US label, 2.2). */
static void
warn_of_mdsi (DenCourseProgress *progress, const DenProtocol *protocol, const DenCourseStep *first,
              const DenCourseStep *last)
{
  gint64 days = days_of_induction (protocol);
  g_autofree char *day = NULL;

  if (days == 0 || last->day - first->day < days)
    return;
  day = den_day_to_us (first->day + days);
  warn (progress, g_strdup_printf ("The course goes past its %d weeks on %s: longer use in this "
                                   "indication was not systematically evaluated.",
                                   (int) (days / DAYS_PER_WEEK), day));
}

/* The month of DAY, counted. */
static int
month_of (DenDay day)
{
  int year, month;

  den_day_split (day, &year, &month, NULL);
  return year * 12 + month - 1;
}

/* Esketamine and ketamine in one calendar month, which payers may not allow (Medical Mutual's
 * policy). Told once, of the newest such month. */
static void
warn_of_two_drugs (DenCourseProgress *progress, const DenChart *chart, const DenCourse *course,
                   const GArray *steps, DenDay on)
{
  int newest = -1;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      const DenCourse *other = den_chart_find_course (chart, session->course);
      DenCourseStep step;

      if (other == NULL || (other->modality == DEN_MODALITY_ESKETAMINE) ==
                               (course->modality == DEN_MODALITY_ESKETAMINE))
        continue;
      step = den_course_step (session);
      if (step.day == DEN_UNKNOWN || (!step.delivered && !den_session_still_stands (session)))
        continue;
      for (guint k = 0; k < steps->len; k++)
        {
          const DenCourseStep *own = &g_array_index (steps, DenCourseStep, k);

          if ((own->delivered || den_session_still_stands (own->session)) &&
              month_of (own->day) == month_of (step.day))
            newest = MAX (newest, month_of (step.day));
        }
    }
  if (newest >= month_of (on))
    warn (progress, g_strdup_printf ("Esketamine and ketamine are both given in %02d/%d: some "
                                     "payers do not allow it.",
                                     newest % 12 + 1, newest / 12));
}

/* Adds what is to be told of the course as it stands on the day and is planned. What was long ago
 * and can not be changed is not told for ever. */
void
den_course_warn (DenCourseProgress *progress, const DenChart *chart, const DenCourse *course,
                 const DenProtocol *protocol, const GArray *steps, DenDay on)
{
  const DenCourseStep *first = NULL, *before = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const DenCourseStep *step = &g_array_index (steps, DenCourseStep, i);

      if (!step->delivered && !den_session_still_stands (step->session))
        continue;
      if (before != NULL && step->day >= on - DAYS_PER_WEEK)
        warn_of_distance (progress, protocol, before, step);
      if (first == NULL && step->delivered)
        first = step;
      before = step;
    }
  if (course->indication == DEN_INDICATION_MDSI && first != NULL)
    warn_of_mdsi (progress, protocol, first, before);
  warn_of_two_drugs (progress, chart, course, steps, on);
  if (progress->benefit != NULL && progress->benefit->benefit == 0)
    {
      g_autofree char *day = den_day_to_us (progress->benefit->decided_on);

      warn (progress, g_strdup_printf ("No evidence of benefit was found on %s.", day));
    }
}

/* See den-course-rules.h. */
void
den_course_progress_check_medications (DenCourseProgress *progress, const DenChart *chart,
                                       const DenCourse *course, const DenReference *reference,
                                       DenDay on)
{
  if (course->modality != DEN_MODALITY_ESKETAMINE || course->indication != DEN_INDICATION_MDSI)
    return;
  for (guint i = 0; i < chart->medications->len; i++)
    {
      const DenMedication *medication = g_ptr_array_index (chart->medications, i);
      const DenDrug *drug = den_reference_find_drug (reference, medication->drug);

      if (drug != NULL && drug->kind == DEN_DRUG_ANTIDEPRESSANT &&
          den_medication_is_running (medication, on))
        return;
    }
  warn (progress, g_strdup ("No oral antidepressant is recorded as running: the label asks for one "
                            "beside esketamine in this indication."));
}
