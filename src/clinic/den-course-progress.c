/* How far a course is: a walk through its delivered sessions and its decisions, in their order,
 * along the rows of the protocol. */
#include "den-course-rules.h"

#define DAYS_PER_WEEK 7

/* A session with what the walk needs of it. */
typedef struct
{
  const DenSession *session;
  gint64 us; /* time 0, else the appointment */
  DenDay day;
  gboolean delivered;
} Step;

/* Where the walk is: the row that the last session counted in, or the next one's after settle. */
typedef struct
{
  const DenProtocol *protocol;
  int row;
  gint64 in_row;   /* counted in the row */
  gint64 in_phase; /* and in this run of induction or maintenance, over all its rows */
  gboolean again;  /* induction is repeated */
  gint64 interval; /* decided for this phase; unknown */
  const DenCourseDecision *benefit;
} Walk;

/* ---- sessions in their order ---- */

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Step *one = a, *other = b;

  return one->us < other->us ? -1 : one->us > other->us;
}

static Step
make_step (const DenSession *session)
{
  DenInstant zero = den_session_zero (session);
  DenInstant at = den_instant_is_known (zero) ? zero : session->scheduled_at;

  return (Step){ session, at.us, den_instant_day (at), den_session_is_delivered (session) };
}

/* Whether the appointment still stands. */
static gboolean
is_planned (const DenSession *session)
{
  return session->status == DEN_SESSION_PLANNED || session->status == DEN_UNKNOWN;
}

/* The sessions of COURSE that have a time, in their order, whatever became of them. */
static GArray *
list_steps (const DenChart *chart, const char *course_id)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      Step step;

      if (course_id == NULL || g_strcmp0 (session->course, course_id) != 0)
        continue;
      step = make_step (session);
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
static GPtrArray *
list_decisions (const DenCourse *course, DenDay on)
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

static const DenProtocolPhase *
row_of (const Walk *walk)
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

static gboolean
is_induction (const DenProtocolPhase *row)
{
  return row != NULL && is_of_phase (row, DEN_PHASE_INDUCTION);
}

static void
go_to_row (Walk *walk, int row)
{
  const DenProtocolPhase *before = row_of (walk);

  walk->row = row;
  walk->in_row = 0;
  if (is_induction (before) != is_induction (row_of (walk)))
    {
      walk->in_phase = 0;
      walk->interval = DEN_UNKNOWN;
    }
}

/* Goes on to the row of the next session. */
static void
settle (Walk *walk)
{
  const DenProtocolPhase *row;

  while ((row = row_of (walk)) != NULL && row->sessions != DEN_UNKNOWN &&
         walk->in_row >= row->sessions)
    go_to_row (walk, walk->row + 1);
}

static void
count_session (Walk *walk)
{
  settle (walk);
  walk->in_row++;
  walk->in_phase++;
}

/* The first row of the phase; the protocol's own rows of re-induction where it has them. */
static int
find_row (const DenProtocol *protocol, DenPhase phase)
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
begin_again (Walk *walk)
{
  int row = find_row (walk->protocol, DEN_PHASE_REINDUCTION);

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
go_to_phase (Walk *walk, gint64 phase)
{
  gboolean in_induction;

  settle (walk);
  in_induction = is_induction (row_of (walk));
  if (phase == DEN_PHASE_REINDUCTION || (phase == DEN_PHASE_INDUCTION && !in_induction))
    begin_again (walk);
  else if (phase == DEN_PHASE_MAINTENANCE && in_induction &&
           find_row (walk->protocol, DEN_PHASE_MAINTENANCE) >= 0)
    go_to_row (walk, find_row (walk->protocol, DEN_PHASE_MAINTENANCE));
}

static void
follow_decision (Walk *walk, const DenCourseDecision *decision)
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
      settle (walk);
      break;
    default:
      return;
    }
  if (decision->interval_days != DEN_UNKNOWN)
    walk->interval = decision->interval_days;
}

/* Follows the decisions that were made before the session: on an earlier day, or on its day unless
 * they follow from it. */
static void
follow_decisions_before (Walk *walk, GPtrArray *decisions, const Step *step, guint *next)
{
  for (; *next < decisions->len; (*next)++)
    {
      const DenCourseDecision *decision = g_ptr_array_index (decisions, *next);

      if (decision->decided_on > step->day ||
          (decision->decided_on == step->day && decision->session != NULL &&
           g_strcmp0 (decision->session, step->session->session_id) == 0))
        return;
      follow_decision (walk, decision);
    }
}

/* A course that was taken over from another clinic begins where its first session says. */
static void
begin_walk (Walk *walk, const DenProtocol *protocol, const Step *first)
{
  int row;

  *walk = (Walk){ .protocol = protocol, .interval = DEN_UNKNOWN };
  if (first == NULL)
    return;
  if (first->session->phase == DEN_PHASE_REINDUCTION)
    begin_again (walk);
  row = first->session->phase == DEN_PHASE_MAINTENANCE ? find_row (protocol, DEN_PHASE_MAINTENANCE)
                                                       : -1;
  if (row >= 0)
    go_to_row (walk, row);
}

/* ---- warnings ---- */

static void
warn (DenCourseProgress *progress, char *sentence)
{
  g_ptr_array_add (progress->warnings, sentence);
}

/* Two sessions that took place or are planned too close to each other. */
static void
warn_of_distance (DenCourseProgress *progress, const DenProtocol *protocol, const Step *before,
                  const Step *step)
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

      if (!is_induction (row) || row->sessions == DEN_UNKNOWN)
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
warn_of_mdsi (DenCourseProgress *progress, const DenProtocol *protocol, const Step *first,
              const Step *last)
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
                   const GArray *steps)
{
  int newest = -1;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      const DenCourse *other = den_chart_find_course (chart, session->course);
      Step step;

      if (other == NULL || (other->modality == DEN_MODALITY_ESKETAMINE) ==
                               (course->modality == DEN_MODALITY_ESKETAMINE))
        continue;
      step = make_step (session);
      if (step.day == DEN_UNKNOWN || (!step.delivered && !is_planned (session)))
        continue;
      for (guint k = 0; k < steps->len; k++)
        {
          const Step *own = &g_array_index (steps, Step, k);

          if ((own->delivered || is_planned (own->session)) &&
              month_of (own->day) == month_of (step.day))
            newest = MAX (newest, month_of (step.day));
        }
    }
  if (newest >= 0)
    warn (progress, g_strdup_printf ("Esketamine and ketamine are both given in %02d/%d: some "
                                     "payers do not allow it.",
                                     newest % 12 + 1, newest / 12));
}

static void
collect_warnings (DenCourseProgress *progress, const DenChart *chart, const DenCourse *course,
                  const DenProtocol *protocol, const GArray *steps)
{
  const Step *first = NULL, *before = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (!step->delivered && !is_planned (step->session))
        continue;
      if (before != NULL)
        warn_of_distance (progress, protocol, before, step);
      if (first == NULL && step->delivered)
        first = step;
      before = step;
    }
  if (course->indication == DEN_INDICATION_MDSI && first != NULL)
    warn_of_mdsi (progress, protocol, first, before);
  warn_of_two_drugs (progress, chart, course, steps);
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

/* ---- progress ---- */

static gboolean
answers_miss (const DenCourseDecision *decision, const Step *miss)
{
  return decision->kind == DEN_COURSE_DECISION_MISSED_SESSION && decision->worse != DEN_UNKNOWN &&
         (decision->session != NULL ? g_strcmp0 (decision->session, miss->session->session_id) == 0
                                    : decision->decided_on >= miss->day);
}

static gboolean
is_answered (GPtrArray *decisions, const Step *miss)
{
  for (guint i = 0; i < decisions->len; i++)
    if (answers_miss (g_ptr_array_index (decisions, i), miss))
      return TRUE;
  return FALSE;
}

static void
count_undelivered (DenCourseProgress *progress, const Step *step, GPtrArray *decisions, DenDay on)
{
  if (is_planned (step->session) && step->day >= on)
    progress->planned++;
  if (step->session->status != DEN_SESSION_MISSED || step->day > on)
    return;
  progress->missed++;
  if (progress->unanswered_miss == NULL && !is_answered (decisions, step))
    progress->unanswered_miss = step->session;
}

/* A gap is one only where it is longer than the course's own interval. */
static void
judge_gap (DenCourseProgress *progress, const DenProtocol *protocol, const Walk *walk, DenDay on)
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
take_from_walk (DenCourseProgress *progress, const Walk *walk)
{
  progress->phase = row_of (walk);
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
  g_autoptr (GArray) steps = list_steps (chart, course->course_id);
  g_autoptr (GPtrArray) decisions = list_decisions (course, on);
  const Step *first = NULL;
  guint next = 0;
  Walk walk;

  progress->warnings = g_ptr_array_new_with_free_func (g_free);
  progress->last_at = DEN_INSTANT_UNKNOWN;
  progress->calendar_weeks = progress->gap_days = DEN_UNKNOWN;
  begin_walk (&walk, protocol, NULL);
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (!step->delivered || step->day > on)
        {
          count_undelivered (progress, step, decisions, on);
          continue;
        }
      if (first == NULL)
        {
          first = step;
          begin_walk (&walk, protocol, first);
        }
      follow_decisions_before (&walk, decisions, step, &next);
      count_session (&walk);
      progress->delivered++;
      progress->last_at = den_session_zero (step->session);
    }
  for (; next < decisions->len; next++)
    follow_decision (&walk, g_ptr_array_index (decisions, next));
  settle (&walk);
  take_from_walk (progress, &walk);
  if (first != NULL)
    progress->calendar_weeks = (on - first->day) / DAYS_PER_WEEK + 1;
  if (has_ended (course, on))
    progress->unanswered_miss = NULL;
  else if (first != NULL)
    {
      judge_gap (progress, protocol, &walk, on);
      progress->benefit_due = protocol->benefit_required == 1 && !is_induction (progress->phase) &&
                              progress->benefit == NULL;
    }
  collect_warnings (progress, chart, course, protocol, steps);
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
title_of (const Walk *walk, gint64 counted)
{
  const DenProtocolPhase *row = row_of (walk);

  if (row == NULL)
    return g_strdup_printf ("Session %d", (int) counted);
  if (!is_induction (row))
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
  const Step *step = &g_array_index (steps, Step, index);

  if (step->delivered || !is_planned (step->session))
    return step->delivered;
  for (guint i = index + 1; i < steps->len; i++)
    if (g_array_index (steps, Step, i).delivered)
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
  Walk walk;

  if (course == NULL || protocol == NULL || protocol->phases->len == 0)
    return session->number != DEN_UNKNOWN ? g_strdup_printf ("Session %d", (int) session->number)
                                          : g_strdup ("Session");
  steps = list_steps (chart, session->course);
  decisions = list_decisions (course, G_MAXINT64);
  begin_walk (&walk, protocol, NULL);
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (step->session != session && !counts (steps, i))
        continue;
      if (!begun)
        begin_walk (&walk, protocol, step);
      begun = TRUE;
      follow_decisions_before (&walk, decisions, step, &next);
      count_session (&walk);
      counted++;
      if (step->session == session)
        return title_of (&walk, counted);
    }
  return g_strdup ("Session");
}
