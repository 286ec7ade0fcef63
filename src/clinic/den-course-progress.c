/* How far a course is, what it asks for, and what its sessions are called. */
#include "den-course-walk.h"

#define DAYS_PER_WEEK 7

static gboolean
answers_miss (const DenCourseDecision *decision, const DenCourseStep *miss)
{
  return decision->kind == DEN_COURSE_DECISION_MISSED_SESSION && decision->worse != DEN_UNKNOWN &&
         (decision->session != NULL ? g_strcmp0 (decision->session, miss->session->session_id) == 0
                                    : decision->decided_on >= miss->day);
}

static gboolean
is_answered (GPtrArray *decisions, const DenCourseStep *miss)
{
  for (guint i = 0; i < decisions->len; i++)
    if (answers_miss (g_ptr_array_index (decisions, i), miss))
      return TRUE;
  return FALSE;
}

static void
count_undelivered (DenCourseProgress *progress, const DenCourseStep *step, GPtrArray *decisions,
                   DenDay on)
{
  if (den_session_still_stands (step->session) && step->day >= on)
    progress->planned++;
  if (step->session->status != DEN_SESSION_MISSED || step->day > on)
    return;
  progress->missed++;
  if (progress->unanswered_miss == NULL && !is_answered (decisions, step))
    progress->unanswered_miss = step->session;
}

/* A gap is one only where it is longer than the course's own interval. */
static void
judge_gap (DenCourseProgress *progress, const DenProtocol *protocol, const DenCourseWalk *walk,
           DenDay on)
{
  gint64 usual = progress->interval_days;

  if (progress->phase != NULL && walk->interval == DEN_UNKNOWN &&
      progress->phase->interval_days_max != DEN_UNKNOWN)
    usual = MAX (usual, progress->phase->interval_days_max);
  progress->gap_days = on - den_instant_day (progress->last_at);
  if (usual != DEN_UNKNOWN && progress->gap_days <= usual)
    return;
  progress->gap_warn =
      protocol->gap_warn_days != DEN_UNKNOWN && progress->gap_days >= protocol->gap_warn_days;
  progress->gap_review =
      protocol->gap_review_days != DEN_UNKNOWN && progress->gap_days >= protocol->gap_review_days;
}

static gboolean
has_ended (const DenCourse *course, DenDay on)
{
  return course->status == DEN_COURSE_STOPPED || course->status == DEN_COURSE_COMPLETED ||
         (course->ended_on != DEN_UNKNOWN && course->ended_on < on);
}

static void
take_from_walk (DenCourseProgress *progress, const DenCourseWalk *walk)
{
  progress->phase = den_course_walk_row (walk);
  progress->phase_index = walk->row;
  progress->delivered_in_phase = walk->in_row;
  progress->benefit = walk->benefit;
  progress->interval_days = walk->interval != DEN_UNKNOWN ? walk->interval
                            : progress->phase != NULL     ? progress->phase->interval_days
                                                          : DEN_UNKNOWN;
}

/* See den-course-rules.h. PROTOCOL must not be NULL. What it points to is the chart's and the
 * protocol's. */
DenCourseProgress *
den_course_progress_new (const DenChart *chart, const DenCourse *course,
                         const DenProtocol *protocol, DenDay on)
{
  DenCourseProgress *progress = g_new0 (DenCourseProgress, 1);
  g_autoptr (GArray) steps = den_course_steps (chart, course->course_id);
  g_autoptr (GPtrArray) decisions = den_course_decisions_until (course, on);
  const DenCourseStep *first = NULL;
  guint next = 0;
  DenCourseWalk walk;

  progress->warnings = g_ptr_array_new_with_free_func (g_free);
  progress->last_at = DEN_INSTANT_UNKNOWN;
  progress->calendar_weeks = progress->gap_days = DEN_UNKNOWN;
  den_course_walk_begin (&walk, protocol, NULL);
  for (guint i = 0; i < steps->len; i++)
    {
      const DenCourseStep *step = &g_array_index (steps, DenCourseStep, i);

      if (!step->delivered || step->day > on)
        {
          count_undelivered (progress, step, decisions, on);
          continue;
        }
      if (first == NULL)
        {
          first = step;
          den_course_walk_begin (&walk, protocol, first);
        }
      den_course_walk_to (&walk, decisions, step, &next);
      den_course_walk_count (&walk);
      progress->delivered++;
      progress->last_at = den_session_zero (step->session);
    }
  for (; next < decisions->len; next++)
    den_course_walk_decide (&walk, g_ptr_array_index (decisions, next));
  den_course_walk_settle (&walk);
  take_from_walk (progress, &walk);
  if (first != NULL)
    progress->calendar_weeks = (on - first->day) / DAYS_PER_WEEK + 1;
  if (has_ended (course, on))
    progress->unanswered_miss = NULL;
  else if (first != NULL)
    {
      judge_gap (progress, protocol, &walk, on);
      progress->benefit_due = protocol->benefit_required == 1 &&
                              !den_phase_is_induction (progress->phase) &&
                              progress->benefit == NULL;
    }
  den_course_warn (progress, chart, course, protocol, steps, on);
  return progress;
}

void
den_course_progress_free (DenCourseProgress *progress)
{
  g_ptr_array_unref (progress->warnings);
  g_free (progress);
}

/* ---- titles ---- */

/* Sessions of the run of induction rows. */
static gint64
sessions_of_induction (const DenProtocol *protocol, int row)
{
  gint64 n = 0;

  for (guint i = 0; i < protocol->phases->len; i++)
    {
      const DenProtocolPhase *phase = g_ptr_array_index (protocol->phases, i);
      const DenProtocolPhase *own = g_ptr_array_index (protocol->phases, row);

      if (phase->phase == own->phase)
        n += phase->sessions != DEN_UNKNOWN ? phase->sessions : 0;
    }
  return n;
}

static char *
title_of (const DenCourseWalk *walk, gint64 counted)
{
  const DenProtocolPhase *row = den_course_walk_row (walk);

  if (row == NULL)
    return g_strdup_printf ("Session %d", (int) counted);
  if (!den_phase_is_induction (row))
    return g_strdup_printf ("Maintenance %d", (int) walk->in_phase);
  return g_strdup_printf ("%s %d of %d", walk->again ? "Re-induction" : "Induction",
                          (int) walk->in_phase,
                          (int) sessions_of_induction (walk->protocol, walk->row));
}

/* Whether STEP counts before a later session: it was delivered, or is to come yet. A session that
 * is still planned before a delivered one did not take place. */
static gboolean
counts (const GArray *steps, guint index)
{
  const DenCourseStep *step = &g_array_index (steps, DenCourseStep, index);

  if (step->delivered || !den_session_still_stands (step->session))
    return step->delivered;
  for (guint i = index + 1; i < steps->len; i++)
    if (g_array_index (steps, DenCourseStep, i).delivered)
      return FALSE;
  return TRUE;
}

/* See den-course-rules.h. A missed session bears the number that it would have had. */
char *
den_session_title (const DenChart *chart, const DenSession *session, const DenProtocol *protocol)
{
  const DenCourse *course = den_chart_find_course (chart, session->course);
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GPtrArray) decisions = NULL;
  gboolean begun = FALSE;
  gint64 counted = 0;
  guint next = 0;
  DenCourseWalk walk;

  if (course == NULL || protocol == NULL || protocol->phases->len == 0)
    return session->number != DEN_UNKNOWN ? g_strdup_printf ("Session %d", (int) session->number)
                                          : g_strdup ("Session");
  steps = den_course_steps (chart, session->course);
  decisions = den_course_decisions_until (course, G_MAXINT64);
  den_course_walk_begin (&walk, protocol, NULL);
  for (guint i = 0; i < steps->len; i++)
    {
      const DenCourseStep *step = &g_array_index (steps, DenCourseStep, i);

      if (step->session != session && !counts (steps, i))
        continue;
      if (!begun)
        den_course_walk_begin (&walk, protocol, step);
      begun = TRUE;
      den_course_walk_to (&walk, decisions, step, &next);
      den_course_walk_count (&walk);
      counted++;
      if (step->session == session)
        return title_of (&walk, counted);
    }
  return g_strdup ("Session");
}
