/* Courses: a series from its protocol, what is decided in it, and its end. */
#include "den-booking-private.h"
#include "den-office-private.h"

#include "den-text.h"

#include <glib/gi18n-lib.h>

/* How far ahead a series is laid out; what is taken is read for so long. */
#define LAYOUT_DAYS (2 * 366)

/* ---- the phase of the next sessions ---- */

/* Goes on to the phase that the next session is in. */
static void
carry (DenPhaseCount *count)
{
  const GPtrArray *phases = count->protocol->phases;

  while (count->row + 1 < (int) phases->len)
    {
      const DenProtocolPhase *phase = g_ptr_array_index (phases, (guint) count->row);

      if (phase->sessions == DEN_UNKNOWN || count->done < phase->sessions)
        return;
      count->done -= phase->sessions;
      count->row++;
    }
}

void
den_phase_count_init (DenPhaseCount *count, const DenChart *chart, const DenCourse *course,
                      const DenProtocol *protocol, DenDay on)
{
  g_autoptr (DenCourseProgress) progress = NULL;

  *count = (DenPhaseCount){ .protocol = protocol };
  if (course == NULL)
    return;
  progress = den_course_progress_new (chart, course, protocol, on);
  count->row = progress->phase != NULL ? progress->phase_index : (int) protocol->phases->len - 1;
  count->done = progress->delivered_in_phase + progress->planned;
  for (guint i = 0; i < course->decisions->len; i++)
    {
      const DenCourseDecision *decision = g_ptr_array_index (course->decisions, i);

      count->is_reinduction |= decision->kind == DEN_COURSE_DECISION_REINDUCTION ||
                               decision->phase == DEN_PHASE_REINDUCTION;
    }
  carry (count);
}

DenPhase
den_phase_count_next (DenPhaseCount *count)
{
  const DenProtocolPhase *phase;

  carry (count);
  if (count->protocol->phases->len == 0)
    return DEN_PHASE_MAINTENANCE;
  phase = g_ptr_array_index (count->protocol->phases, (guint) count->row);
  count->done++;
  return count->is_reinduction && phase->phase == DEN_PHASE_INDUCTION ? DEN_PHASE_REINDUCTION
                                                                      : (DenPhase) phase->phase;
}

/* ---- new sessions ---- */

/* "<MRN>-S<n>", unlike the ids of all sessions of the chart; to be freed. */
static char *
new_session_id (const DenChart *chart)
{
  for (guint n = chart->sessions->len + 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("%s-S%u", chart->patient->mrn, n);

      if (den_chart_find_session (chart, id) == NULL)
        return g_steal_pointer (&id);
    }
}

static gint64
next_number (const DenChart *chart, const char *course_id)
{
  gint64 most = 0;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (g_strcmp0 (session->course, course_id) == 0 && session->number != DEN_UNKNOWN)
        most = MAX (most, session->number);
    }
  return most + 1;
}

DenSession *
den_booking_new_session (const DenChart *chart, const char *course_id, const DenBookingPlace *place)
{
  DenSession *session = den_record_new (&den_session_type);

  session->session_id = new_session_id (chart);
  session->course = g_strdup (course_id);
  session->number = next_number (chart, course_id);
  session->phase = place->phase;
  session->scheduled_at = place->at;
  session->minutes = place->minutes;
  session->chair = g_strdup (place->chair);
  session->status = DEN_SESSION_PLANNED;
  return session;
}

/* Adds a session on each slot, within the editor's transaction. */
static gboolean
write_sessions (DenChartEditor *editor, const char *course_id, DenPhaseCount *count,
                const GArray *slots, GError **error)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  GTimeZone *zone = den_clock_get_zone (den_office_get_clock (office));

  for (guint i = 0; i < slots->len; i++)
    {
      const DenSlot *slot = &g_array_index (slots, DenSlot, i);
      g_autoptr (DenChart) chart = den_booking_read_chart (editor, error);
      DenBookingPlace place = { .phase = den_phase_count_next (count),
                                .at = den_instant_of_local (slot->day, slot->minute, zone),
                                .minutes = slot->minutes,
                                .chair = slot->chair };

      if (chart == NULL ||
          !den_booking_check_place (office, chart, count->protocol, &place, error) ||
          den_chart_editor_add (editor, den_booking_new_session (chart, course_id, &place), NULL,
                                error) == 0)
        return FALSE;
    }
  return TRUE;
}

/* ---- starting a course and going on with it ---- */

/* "C1", "C2" ... unlike the others of the chart; to be freed. */
static char *
new_course_id (const DenChart *chart)
{
  for (guint n = chart->courses->len + 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("C%u", n);

      if (den_chart_find_course (chart, id) == NULL)
        return g_steal_pointer (&id);
    }
}

/* One course at a time: two would be dosed without knowing of each other. */
static gboolean
check_no_other_course (const DenChart *chart, GError **error)
{
  for (guint i = 0; i < chart->courses->len; i++)
    {
      const DenCourse *course = g_ptr_array_index (chart->courses, i);
      gboolean is_open = course->ended_on == DEN_UNKNOWN &&
                         (course->status == DEN_UNKNOWN || course->status == DEN_COURSE_ACTIVE ||
                          course->status == DEN_COURSE_PLANNED);

      if (is_open)
        return den_office_refuse (error,
                                  _ ("The course %s of %s is not ended. End it before another one "
                                     "is started."),
                                  course->course_id != NULL ? course->course_id : "",
                                  _ (den_modality_choices[course->modality].label));
    }
  return TRUE;
}

static DenCourse *
new_course (const DenChart *chart, const DenProtocol *protocol, DenIndication indication,
            DenDay started_on)
{
  DenCourse *course = den_record_new (&den_course_type);

  course->course_id = new_course_id (chart);
  course->modality = protocol->modality;
  course->indication = indication;
  course->protocol = g_strdup (protocol->protocol_id);
  course->started_on = started_on;
  course->status = DEN_COURSE_ACTIVE;
  return course;
}

/* The new course's id, within the editor's transaction; NULL with ERROR. */
static char *
write_course (DenChartEditor *editor, const DenProtocol *protocol, DenIndication indication,
              const GArray *slots, GError **error)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  DenDay started_on = slots->len > 0 ? g_array_index (slots, DenSlot, 0).day
                                     : den_clock_today (den_office_get_clock (office));
  g_autoptr (DenChart) chart = den_booking_read_chart (editor, error);
  g_autofree char *id = NULL;
  DenPhaseCount count;
  DenCourse *course;

  if (chart == NULL || !check_no_other_course (chart, error))
    return NULL;
  course = new_course (chart, protocol, indication, started_on);
  id = g_strdup (course->course_id);
  den_phase_count_init (&count, chart, NULL, protocol, started_on);
  if (den_chart_editor_add (editor, course, NULL, error) == 0 ||
      !write_sessions (editor, id, &count, slots, error))
    return NULL;
  return g_steal_pointer (&id);
}

char *
den_booking_start_course (DenChartEditor *editor, const DenProtocol *protocol,
                          DenIndication indication, const GArray *slots, GError **error)
{
  g_autofree char *id = NULL;

  if (protocol->indication != DEN_UNKNOWN && protocol->indication != (gint64) indication)
    {
      den_office_refuse (error, _ ("%s is not for this indication."), protocol->title);
      return NULL;
    }
  if (!den_chart_editor_begin (editor, _ ("Course started"), error))
    return NULL;
  id = write_course (editor, protocol, indication, slots, error);
  return den_booking_end (editor, id != NULL, error) ? g_steal_pointer (&id) : NULL;
}

gboolean
den_booking_add_sessions (DenChartEditor *editor, const DenCourse *course, const GArray *slots,
                          GError **error)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  DenDay today = den_clock_today (den_office_get_clock (office));
  const DenProtocol *protocol =
      course->protocol != NULL ? den_office_find_protocol (office, course->protocol, today) : NULL;
  g_autofree char *id = g_strdup (course->course_id);
  g_autoptr (DenChart) chart = NULL;
  DenPhaseCount count;

  if (protocol == NULL || id == NULL)
    return den_office_refuse (error, _ ("This course has no protocol of the clinic's."));
  if (course->status == DEN_COURSE_STOPPED || course->status == DEN_COURSE_COMPLETED)
    return den_office_refuse (error, _ ("This course has ended."));
  if (!den_chart_editor_begin (editor, _ ("Sessions added"), error))
    return FALSE;
  chart = den_booking_read_chart (editor, error);
  if (chart == NULL)
    return den_booking_end (editor, FALSE, error);
  den_phase_count_init (&count, chart, den_chart_find_course (chart, id), protocol, today);
  return den_booking_end (editor, write_sessions (editor, id, &count, slots, error), error);
}

/* The day that SESSION takes; unknown where it does not, or not any more. */
static DenDay
taken_day (const DenSession *session)
{
  if (session->status == DEN_SESSION_MISSED || session->status == DEN_SESSION_CANCELLED)
    return DEN_UNKNOWN;
  return den_instant_day (den_instant_is_known (session->started_at) ? session->started_at
                                                                     : session->scheduled_at);
}

/* Tells LAYOUT of the chart's sessions: the last day that one takes, and how many others are in its
 * calendar week. */
static void
tell_of_sessions (DenLayout *layout, const DenChart *chart)
{
  layout->last_on = DEN_UNKNOWN;
  for (guint i = 0; i < chart->sessions->len; i++)
    layout->last_on = MAX (layout->last_on, taken_day (g_ptr_array_index (chart->sessions, i)));
  for (guint i = 0; layout->last_on != DEN_UNKNOWN && i < chart->sessions->len; i++)
    {
      DenDay day = taken_day (g_ptr_array_index (chart->sessions, i));

      layout->in_last_week +=
          day != DEN_UNKNOWN && day - (DenDay) den_day_weekday (day) ==
                                    layout->last_on - (DenDay) den_day_weekday (layout->last_on);
    }
  layout->in_last_week -= MIN (layout->in_last_week, 1);
}

/* The days between sessions of maintenance that were decided last; unknown for none. */
static gint64
decided_interval (const DenCourse *course)
{
  for (guint i = course->decisions->len; i-- > 0;)
    {
      const DenCourseDecision *decision = g_ptr_array_index (course->decisions, i);

      if (decision->interval_days != DEN_UNKNOWN)
        return decision->interval_days;
    }
  return DEN_UNKNOWN;
}

GArray *
den_booking_propose (DenOffice *office, const DenChart *chart, const DenCourse *course,
                     const DenProtocol *protocol, DenDay from, guint n, guint weekdays,
                     gint64 minute, const char *chair, GError **error)
{
  DenDay today = den_clock_today (den_office_get_clock (office));
  g_autoptr (GArray) busy = den_office_load_busy (office, from, from + LAYOUT_DAYS, 0, error);
  DenLayout layout = { .protocol = protocol,
                       .calendar = den_office_get_calendar (office),
                       .busy = busy,
                       .zone = den_clock_get_zone (den_office_get_clock (office)),
                       .from = from,
                       .n = n,
                       .weekdays = weekdays,
                       .minute = minute,
                       .chair = chair };
  DenPhaseCount count;

  if (busy == NULL)
    return NULL;
  den_phase_count_init (&count, chart, course, protocol, today);
  tell_of_sessions (&layout, chart);
  layout.first_phase = count.row;
  layout.done_in_phase = count.done;
  if (course != NULL)
    layout.interval_days = decided_interval (course);
  return den_schedule_lay_out (&layout);
}

/* ---- decisions ---- */

/* What DECISION has to say, by its kind. */
static gboolean
check_decision (const DenCourseDecision *decision, GError **error)
{
  gboolean has_reason = decision->rationale != NULL && !den_text_is_blank (decision->rationale);

  switch (decision->kind)
    {
    case DEN_COURSE_DECISION_MISSED_SESSION:
      if (decision->session == NULL || decision->worse == DEN_UNKNOWN ||
          decision->phase == DEN_UNKNOWN)
        return den_office_refuse (error, _ ("After a missed session, say whether the depression "
                                            "got worse, and in which phase to go on."));
      return TRUE;
    case DEN_COURSE_DECISION_BENEFIT:
      if (decision->benefit == DEN_UNKNOWN || !has_reason)
        return den_office_refuse (error,
                                  _ ("Say whether there is evidence of benefit, and which."));
      return TRUE;
    case DEN_COURSE_DECISION_FREQUENCY:
      if (decision->interval_days == DEN_UNKNOWN)
        return den_office_refuse (error, _ ("Say how many days lie between sessions from now on."));
      return TRUE;
    default:
      return has_reason || den_office_refuse (error, _ ("Say why."));
    }
}

gboolean
den_booking_decide (DenChartEditor *editor, const DenCourse *course, DenCourseDecision *decision,
                    GError **error)
{
  DenOffice *office = den_chart_editor_get_office (editor);

  if (!check_decision (decision, error))
    {
      den_record_free (decision);
      return FALSE;
    }
  if (decision->decided_on == DEN_UNKNOWN)
    decision->decided_on = den_clock_today (den_office_get_clock (office));
  if (decision->decided_by == NULL)
    decision->decided_by = g_strdup (den_office_get_user (office));
  return den_chart_editor_add (editor, decision, course, error) != 0;
}

/* ---- the end ---- */

/* Refuses while a session of the course runs. */
static gboolean
check_none_runs (const DenChart *chart, const char *course_id, GError **error)
{
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      DenSessionState state = den_session_state (session);

      if (g_strcmp0 (session->course, course_id) == 0 &&
          (state == DEN_STATE_ARRIVED || state == DEN_STATE_IN_TREATMENT ||
           state == DEN_STATE_OBSERVED))
        return den_office_refuse (error,
                                  _ ("A session of this course is running. Close it first."));
    }
  return TRUE;
}

/* Cancels what is still booked of the course. The chart is asked anew after each change, which may
 * move its records. */
static gboolean
cancel_booked (DenChartEditor *editor, const char *course_id, const char *reason, GError **error)
{
  const DenChart *chart = den_chart_editor_get_chart (editor);

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      DenFieldChanges changes = { .type = &den_session_type };

      if (g_strcmp0 (session->course, course_id) != 0 ||
          den_session_state (session) != DEN_STATE_BOOKED)
        continue;
      den_field_changes_number (&changes, "status", DEN_SESSION_CANCELLED);
      den_field_changes_text (&changes, "status_reason", reason);
      if (!den_field_changes_set (&changes, editor, session, error))
        return FALSE;
      chart = den_chart_editor_get_chart (editor);
    }
  return TRUE;
}

static gboolean
write_stop (DenChartEditor *editor, gint64 course_row, DenCourseStatus status, const char *reason,
            GError **error)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  const DenCourse *course = den_chart_editor_find (editor, &den_course_type, course_row);
  DenDay today = den_clock_today (den_office_get_clock (office));
  g_autofree char *id = g_strdup (course->course_id);
  DenCourseDecision *decision = den_record_new (&den_course_decision_type);
  DenFieldChanges changes = { .type = &den_course_type };
  DenDay ended_on = MAX (today, course->started_on);

  decision->kind = DEN_COURSE_DECISION_STOP;
  decision->rationale = g_strdup (reason);
  if (!den_booking_decide (editor, course, decision, error))
    return FALSE;
  course = den_chart_editor_find (editor, &den_course_type, course_row);
  den_field_changes_number (&changes, "status", status);
  den_field_changes_number (&changes, "ended_on", ended_on);
  return den_field_changes_set (&changes, editor, course, error) &&
         cancel_booked (editor, id, reason, error);
}

gboolean
den_booking_stop_course (DenChartEditor *editor, const DenCourse *course, DenCourseStatus status,
                         const char *reason, GError **error)
{
  gint64 course_row = course->record.id;
  g_autofree char *why = reason != NULL ? den_text_clean (reason) : NULL;

  g_return_val_if_fail (status == DEN_COURSE_STOPPED || status == DEN_COURSE_COMPLETED, FALSE);

  if (why == NULL || *why == '\0')
    return den_office_refuse (error, _ ("Say why the course ends."));
  if (course->status == DEN_COURSE_STOPPED || course->status == DEN_COURSE_COMPLETED)
    return den_office_refuse (error, _ ("This course has ended."));
  if (!check_none_runs (den_chart_editor_get_chart (editor), course->course_id, error) ||
      !den_chart_editor_begin (editor, _ ("Course ended"), error))
    return FALSE;
  return den_booking_end (editor, write_stop (editor, course_row, status, why, error), error);
}
