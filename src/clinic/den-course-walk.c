/* A walk through a course: delivered sessions and decisions, in their order, move it along the rows
 * of the protocol. A missed session does not. */
#include "den-course-walk.h"

/* ---- sessions in their order ---- */

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const DenCourseStep *one = a, *other = b;

  return one->us < other->us ? -1 : one->us > other->us;
}

/* SESSION with its time 0, else its appointment. */
DenCourseStep
den_course_step (const DenSession *session)
{
  DenInstant zero = den_session_zero (session);
  DenInstant at = den_instant_is_known (zero) ? zero : session->scheduled_at;

  return (DenCourseStep){ session, at.us, den_instant_day (at),
                          den_session_is_delivered (session) };
}

/* Whether the appointment still stands. */
gboolean
den_session_still_stands (const DenSession *session)
{
  return session->status == DEN_SESSION_PLANNED || session->status == DEN_UNKNOWN;
}

/* The sessions of COURSE that have a time, in their order, whatever became of them. */
GArray *
den_course_steps (const DenChart *chart, const char *course_id)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (DenCourseStep));

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      DenCourseStep step;

      if (course_id == NULL || g_strcmp0 (session->course, course_id) != 0)
        continue;
      step = den_course_step (session);
      if (step.day != DEN_UNKNOWN)
        g_array_append_val (steps, step);
    }
  g_array_sort (steps, compare_steps);
  return steps;
}

static int
compare_decisions (gconstpointer a, gconstpointer b)
{
  const DenCourseDecision *one = *(DenCourseDecision *const *) a;
  const DenCourseDecision *other = *(DenCourseDecision *const *) b;

  return one->decided_on < other->decided_on ? -1 : one->decided_on > other->decided_on;
}

/* The decisions up to the day, oldest first; not owned. */
GPtrArray *
den_course_decisions_until (const DenCourse *course, DenDay on)
{
  GPtrArray *decisions = g_ptr_array_new ();

  for (guint i = 0; i < course->decisions->len; i++)
    {
      DenCourseDecision *decision = g_ptr_array_index (course->decisions, i);

      if (decision->decided_on != DEN_UNKNOWN && decision->decided_on <= on)
        g_ptr_array_add (decisions, decision);
    }
  /* A merge sort of few entries: those of one day keep the order in which they were made. */
  g_ptr_array_sort (decisions, compare_decisions);
  return decisions;
}

/* ---- the walk ---- */

/* The row where the walk is; NULL past the last. */
const DenProtocolPhase *
den_course_walk_row (const DenCourseWalk *walk)
{
  return walk->row < (int) walk->protocol->phases->len
             ? g_ptr_array_index (walk->protocol->phases, walk->row)
             : NULL;
}

/* Whether ROW is of the same run as PHASE: induction and its repetition are one. */
static gboolean
is_of_phase (const DenProtocolPhase *row, DenPhase phase)
{
  return (row->phase == DEN_PHASE_MAINTENANCE) == (phase == DEN_PHASE_MAINTENANCE);
}

/* Whether ROW, which may be NULL, is one of induction or of its repetition. */
gboolean
den_phase_is_induction (const DenProtocolPhase *row)
{
  return row != NULL && is_of_phase (row, DEN_PHASE_INDUCTION);
}

static void
go_to_row (DenCourseWalk *walk, int row)
{
  const DenProtocolPhase *before = den_course_walk_row (walk);

  walk->row = row;
  walk->in_row = 0;
  if (den_phase_is_induction (before) != den_phase_is_induction (den_course_walk_row (walk)))
    {
      walk->in_phase = 0;
      walk->interval = DEN_UNKNOWN;
    }
}

/* Goes on to the row of the next session. */
void
den_course_walk_settle (DenCourseWalk *walk)
{
  const DenProtocolPhase *row;

  while ((row = den_course_walk_row (walk)) != NULL && row->sessions != DEN_UNKNOWN &&
         walk->in_row >= row->sessions)
    go_to_row (walk, walk->row + 1);
}

/* Counts a session in the row that it belongs to. */
void
den_course_walk_count (DenCourseWalk *walk)
{
  den_course_walk_settle (walk);
  walk->in_row++;
  walk->in_phase++;
}

/* The first row of the phase, or of induction where the protocol has none of its own for
 * re-induction; -1 for none. */
int
den_protocol_find_row (const DenProtocol *protocol, DenPhase phase)
{
  int first = -1;

  for (guint i = 0; i < protocol->phases->len; i++)
    {
      const DenProtocolPhase *row = g_ptr_array_index (protocol->phases, i);

      if (row->phase == (gint64) phase)
        return (int) i;
      if (first < 0 && is_of_phase (row, phase))
        first = (int) i;
    }
  return first;
}

static void
begin_again (DenCourseWalk *walk)
{
  int row = den_protocol_find_row (walk->protocol, DEN_PHASE_REINDUCTION);

  if (row < 0)
    return;
  go_to_row (walk, row);
  walk->in_phase = 0;
  walk->interval = DEN_UNKNOWN;
  walk->again = TRUE;
  walk->benefit = NULL;
}

/* Goes to the phase that was decided, where the walk is not in it already. Back from maintenance to
 * induction is a repetition of it. */
static void
go_to_phase (DenCourseWalk *walk, gint64 phase)
{
  gboolean in_induction;

  den_course_walk_settle (walk);
  in_induction = den_phase_is_induction (den_course_walk_row (walk));
  if (phase == DEN_PHASE_REINDUCTION || (phase == DEN_PHASE_INDUCTION && !in_induction))
    begin_again (walk);
  else if (phase == DEN_PHASE_MAINTENANCE && in_induction &&
           den_protocol_find_row (walk->protocol, DEN_PHASE_MAINTENANCE) >= 0)
    go_to_row (walk, den_protocol_find_row (walk->protocol, DEN_PHASE_MAINTENANCE));
}

/* What DECISION changes: the phase, the interval, whether the benefit is documented. */
void
den_course_walk_decide (DenCourseWalk *walk, const DenCourseDecision *decision)
{
  switch (decision->kind)
    {
    case DEN_COURSE_DECISION_REINDUCTION:
      begin_again (walk);
      break;
    case DEN_COURSE_DECISION_BENEFIT:
      if (decision->benefit != DEN_UNKNOWN)
        walk->benefit = decision;
      break;
    case DEN_COURSE_DECISION_MISSED_SESSION:
    case DEN_COURSE_DECISION_FREQUENCY:
      if (decision->phase != DEN_UNKNOWN)
        go_to_phase (walk, decision->phase);
      den_course_walk_settle (walk);
      break;
    default:
      return;
    }
  if (decision->interval_days != DEN_UNKNOWN)
    walk->interval = decision->interval_days;
}

/* Follows the decisions that were made before the session: on an earlier day, or on its day unless
 * they follow from it. */
void
den_course_walk_to (DenCourseWalk *walk, GPtrArray *decisions, const DenCourseStep *step,
                    guint *next)
{
  for (; *next < decisions->len; (*next)++)
    {
      const DenCourseDecision *decision = g_ptr_array_index (decisions, *next);

      if (decision->decided_on > step->day ||
          (decision->decided_on == step->day && decision->session != NULL &&
           g_strcmp0 (decision->session, step->session->session_id) == 0))
        return;
      den_course_walk_decide (walk, decision);
    }
}

/* A course that was taken over from another clinic begins where its first session says. */
void
den_course_walk_begin (DenCourseWalk *walk, const DenProtocol *protocol, const DenCourseStep *first)
{
  int row;

  *walk = (DenCourseWalk){ .protocol = protocol, .interval = DEN_UNKNOWN };
  if (first == NULL)
    return;
  if (first->session->phase == DEN_PHASE_REINDUCTION)
    begin_again (walk);
  row = first->session->phase == DEN_PHASE_MAINTENANCE
            ? den_protocol_find_row (protocol, DEN_PHASE_MAINTENANCE)
            : -1;
  if (row >= 0)
    go_to_row (walk, row);
}
