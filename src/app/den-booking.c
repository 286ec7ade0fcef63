/* Appointments: where a session may lie, and what becomes of it. Every refusal is a sentence for
 * the desk, and what is asked of the database is asked within the transaction that books. */
#include "den-booking-private.h"
#include "den-office-private.h"

#include "den-text.h"

#include <glib/gi18n-lib.h>

#define MINUTES_PER_DAY (24 * 60)

/* ---- several fields in one change ---- */

static DenValue *
next_value (DenFieldChanges *changes, const char *column)
{
  const DenField *field = den_record_type_find (changes->type, column);
  DenValue *value = &changes->values[changes->n];

  g_assert (field != NULL && changes->n < G_N_ELEMENTS (changes->fields));
  changes->fields[changes->n++] = field;
  den_value_init (value, field->type);
  return value;
}

void
den_field_changes_text (DenFieldChanges *changes, const char *column, const char *text)
{
  next_value (changes, column)->text = g_strdup (text);
}

void
den_field_changes_number (DenFieldChanges *changes, const char *column, gint64 number)
{
  next_value (changes, column)->number = number;
}

void
den_field_changes_instant (DenFieldChanges *changes, const char *column, DenInstant instant)
{
  next_value (changes, column)->instant = instant;
}

gboolean
den_field_changes_set (DenFieldChanges *changes, DenChartEditor *editor, gconstpointer record,
                       GError **error)
{
  gboolean set = den_chart_editor_set_values (editor, record, changes->fields, changes->values,
                                              changes->n, error);

  for (guint i = 0; i < changes->n; i++)
    den_value_clear (&changes->values[i]);
  changes->n = 0;
  return set;
}

/* ---- where a session may lie ---- */

/* The day that the session takes: on which it began, or is booked. */
static DenDay
day_of (const DenSession *session)
{
  DenInstant at =
      den_instant_is_known (session->started_at) ? session->started_at : session->scheduled_at;

  return den_instant_is_known (at) ? den_instant_day (at) : DEN_UNKNOWN;
}

static gboolean
takes_its_day (const DenSession *session)
{
  return session->status != DEN_SESSION_MISSED && session->status != DEN_SESSION_CANCELLED &&
         day_of (session) != DEN_UNKNOWN;
}

/* One session a day is the label's (Spravato US label, 2025-01: never two of a day), the distance
 * in induction the protocol's. */
static gboolean
check_other_sessions (const DenChart *chart, const DenProtocol *protocol,
                      const DenBookingPlace *place, GError **error)
{
  DenDay day = den_instant_day (place->at);
  gint64 apart = place->phase != DEN_PHASE_MAINTENANCE && protocol != NULL &&
                         protocol->min_days_apart != DEN_UNKNOWN
                     ? protocol->min_days_apart
                     : 1;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *other = g_ptr_array_index (chart->sessions, i);
      g_autofree char *other_day = NULL;
      gint64 days;

      if (other->record.id == place->except_row || !takes_its_day (other))
        continue;
      days = ABS (day_of (other) - day);
      if (days >= apart)
        continue;
      other_day = den_day_to_us (day_of (other));
      if (days == 0)
        return den_office_refuse (error,
                                  _ ("The patient has a session on %s already. One a day is the "
                                     "most."),
                                  other_day);
      return den_office_refuse (error,
                                _ ("This is too near to the session of %s: in induction sessions "
                                   "are at least %d calendar days apart."),
                                other_day, (int) apart);
    }
  return TRUE;
}

/* The calendar as it is for a patient who is here: open all of the day. OPENING, whose texts are
 * not owned, has to last as long. */
static DenCalendar
calendar_without_hours (const DenCalendar *calendar, DenOpening *opening, GPtrArray *openings,
                        DenDay day)
{
  *opening = (DenOpening){ .record.type = &den_opening_type,
                           .weekday = den_day_weekday (day),
                           .opens = (char *) "00:00",
                           .closes = (char *) "24:00" };
  g_ptr_array_add (openings, opening);
  return (DenCalendar){ calendar->chairs, openings, calendar->closures };
}

/* Why the calendar has no place, to be freed; NULL where it has. What is taken is asked of the
 * database, not here. */
static char *
refusal_of_calendar (DenOffice *office, const char *modality, const DenBookingPlace *place)
{
  const DenCalendar *calendar = den_office_get_calendar (office);
  GTimeZone *zone = den_clock_get_zone (den_office_get_clock (office));
  DenDay day = den_instant_day (place->at);
  gint64 left = MINUTES_PER_DAY - den_instant_minute_of_day (place->at);
  g_autoptr (GPtrArray) openings = g_ptr_array_new ();
  DenCalendar all_day;
  DenOpening opening;

  if (!place->is_walk_in || !den_calendar_is_open (calendar, day))
    return den_schedule_refusal (calendar, NULL, zone, modality, place->chair, place->at,
                                 place->minutes);
  all_day = calendar_without_hours (calendar, &opening, openings, day);
  return den_schedule_refusal (&all_day, NULL, zone, modality, place->chair, place->at,
                               MIN (place->minutes, left));
}

static gboolean
check_chair_is_free (DenOffice *office, const DenBookingPlace *place, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *name = NULL;

  if (place->chair == NULL)
    return TRUE;
  name = den_store_chair_taken_by (office->store, place->chair, place->at.us,
                                   place->at.us + place->minutes * DEN_US_PER_MINUTE,
                                   place->except_row, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return name == NULL ||
         den_office_refuse (error, _ ("%s is taken at this time: %s has it."), place->chair, name);
}

DenChart *
den_booking_read_chart (DenChartEditor *editor, GError **error)
{
  return den_store_load_chart (den_office_get_store (den_chart_editor_get_office (editor)),
                               den_chart_editor_get_patient_id (editor), error);
}

gboolean
den_booking_check_place (DenOffice *office, const DenChart *chart, const DenProtocol *protocol,
                         const DenBookingPlace *place, GError **error)
{
  const char *modality = protocol != NULL ? den_modality_choices[protocol->modality].word : NULL;
  g_autofree char *refusal = refusal_of_calendar (office, modality, place);

  if (refusal != NULL)
    return den_office_refuse (error, "%s", refusal);
  return check_other_sessions (chart, protocol, place, error) &&
         check_chair_is_free (office, place, error);
}

gboolean
den_booking_end (DenChartEditor *editor, gboolean done, GError **error)
{
  if (done)
    return den_chart_editor_commit (editor, error);
  den_chart_editor_cancel (editor);
  return FALSE;
}

/* ---- moving and closing ---- */

/* The session in the editor's chart as it is now, while nothing of it began; else NULL with ERROR.
 */
static const DenSession *
find_booked (DenChartEditor *editor, gint64 row, GError **error)
{
  const DenSession *session = den_chart_editor_find (editor, &den_session_type, row);

  if (session != NULL && den_session_state (session) == DEN_STATE_BOOKED)
    return session;
  den_office_refuse (error, "%s",
                     session == NULL ? _ ("This session was removed meanwhile.")
                                     : _ ("This session is not booked any more: it began, or was "
                                          "closed."));
  return NULL;
}

static gboolean
write_move (DenChartEditor *editor, gint64 row, DenInstant at, const char *chair,
            const char *reason, GError **error)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  g_autoptr (DenChart) chart = den_booking_read_chart (editor, error);
  const DenSession *session = chart != NULL ? find_booked (editor, row, error) : NULL;
  DenFieldChanges changes = { .type = &den_session_type };
  const DenProtocol *protocol;
  DenBookingPlace place;

  if (session == NULL)
    return FALSE;
  protocol = den_office_protocol_of (office, chart, session);
  place = (DenBookingPlace){ .phase = session->phase,
                             .at = at,
                             .minutes = session->minutes != DEN_UNKNOWN ? session->minutes
                                        : protocol != NULL              ? protocol->booking_minutes
                                                                        : 0,
                             .chair = chair,
                             .except_row = row };
  if (!den_booking_check_place (office, chart, protocol, &place, error))
    return FALSE;
  den_field_changes_instant (&changes, "scheduled_at", at);
  den_field_changes_text (&changes, "chair", chair);
  if (reason != NULL)
    den_field_changes_text (&changes, "status_reason", reason);
  return den_field_changes_set (&changes, editor, session, error);
}

gboolean
den_booking_move (DenChartEditor *editor, const DenSession *session, DenInstant at,
                  const char *chair, const char *reason, GError **error)
{
  gint64 row = session->record.id;
  DenDay today = den_clock_today (den_office_get_clock (den_chart_editor_get_office (editor)));
  g_autofree char *why = reason != NULL ? den_text_clean (reason) : NULL;
  gboolean moved;

  if (at.us != session->scheduled_at.us && den_instant_is_known (session->scheduled_at) &&
      (why == NULL || *why == '\0'))
    return den_office_refuse (error, _ ("Say why the session is moved."));
  if (den_instant_day (at) < today && at.us != session->scheduled_at.us)
    return den_office_refuse (error, _ ("This day is past. A session is moved to today or later."));
  if (!den_chart_editor_begin (editor, _ ("Session moved"), error))
    return FALSE;
  moved = write_move (editor, row, at, chair, why != NULL && *why != '\0' ? why : NULL, error);
  return den_booking_end (editor, moved, error);
}

gboolean
den_booking_close (DenChartEditor *editor, const DenSession *session, DenSessionStatus status,
                   const char *reason, GError **error)
{
  DenFieldChanges changes = { .type = &den_session_type };
  g_autofree char *why = reason != NULL ? den_text_clean (reason) : NULL;
  DenSessionState state = den_session_state (session);
  DenDay today = den_clock_today (den_office_get_clock (den_chart_editor_get_office (editor)));

  g_return_val_if_fail (status == DEN_SESSION_MISSED || status == DEN_SESSION_CANCELLED, FALSE);

  if (why == NULL || *why == '\0')
    return den_office_refuse (error, "%s",
                              status == DEN_SESSION_MISSED ? _ ("Say why the session was missed.")
                                                           : _ ("Say why it is cancelled."));
  if (state != DEN_STATE_BOOKED && (state != DEN_STATE_ARRIVED || status == DEN_SESSION_MISSED))
    return den_office_refuse (error, _ ("This session began, or was closed before."));
  if (status == DEN_SESSION_MISSED && day_of (session) != DEN_UNKNOWN && day_of (session) > today)
    return den_office_refuse (error, _ ("This session lies ahead: cancel it or move it."));
  den_field_changes_number (&changes, "status", status);
  den_field_changes_text (&changes, "status_reason", why);
  return den_field_changes_set (&changes, editor, session, error);
}

/* ---- the patient is here ---- */

gboolean
den_booking_arrive (DenOffice *office, gint64 patient_id, gint64 session_row, GError **error)
{
  g_autoptr (DenChartEditor) editor = den_chart_editor_new (office, patient_id, error);
  DenFieldChanges changes = { .type = &den_session_type };
  DenInstant now = den_office_now (office);
  const DenSession *session;

  if (editor == NULL)
    return FALSE;
  session = den_chart_editor_find (editor, &den_session_type, session_row);
  if (session == NULL)
    return den_office_refuse (error, _ ("This session was removed meanwhile."));
  if (den_session_state (session) != DEN_STATE_BOOKED)
    return den_office_refuse (error, _ ("This patient has arrived already, or the session was "
                                        "closed."));
  if (day_of (session) != DEN_UNKNOWN && day_of (session) != den_instant_day (now))
    return den_office_refuse (error, _ ("This session is booked for another day. Move it to today "
                                        "first."));
  den_field_changes_instant (&changes, "arrived_at", now);
  return den_field_changes_set (&changes, editor, session, error);
}

/* Whether anything beyond the arrival was recorded in the session. */
static gboolean
is_begun (const DenSession *session)
{
  for (guint i = 0; i < den_session_type.n_fields; i++)
    {
      const DenField *field = &den_session_type.fields[i];

      if (field->type == DEN_FIELD_LIST && den_field_list (field, session)->len > 0)
        return TRUE;
    }
  return den_session_state (session) != DEN_STATE_ARRIVED;
}

gboolean
den_booking_take_back_arrival (DenOffice *office, gint64 patient_id, gint64 session_row,
                               GError **error)
{
  g_autoptr (DenChartEditor) editor = den_chart_editor_new (office, patient_id, error);
  DenFieldChanges changes = { .type = &den_session_type };
  const DenSession *session;

  if (editor == NULL)
    return FALSE;
  session = den_chart_editor_find (editor, &den_session_type, session_row);
  if (session == NULL)
    return den_office_refuse (error, _ ("This session was removed meanwhile."));
  if (is_begun (session))
    return den_office_refuse (error, _ ("Something was recorded in this session already: open it "
                                        "instead."));
  den_field_changes_instant (&changes, "arrived_at", DEN_INSTANT_UNKNOWN);
  return den_field_changes_set (&changes, editor, session, error);
}

static const DenCourse *
find_running_course (const DenChart *chart, DenDay today)
{
  for (guint i = chart->courses->len; i-- > 0;)
    {
      const DenCourse *course = g_ptr_array_index (chart->courses, i);

      if (den_course_is_running (course, today) && course->course_id != NULL)
        return course;
    }
  return NULL;
}

/* Finds the chair for PLACE: the one that is wished, or the first that is free. */
static gboolean
find_walk_in_chair (DenOffice *office, const DenChart *chart, const DenProtocol *protocol,
                    DenBookingPlace *place, GError **error)
{
  const DenCalendar *calendar = den_office_get_calendar (office);
  g_autoptr (GError) first = NULL;

  if (place->chair != NULL)
    return den_booking_check_place (office, chart, protocol, place, error);
  if (!check_other_sessions (chart, protocol, place, error))
    return FALSE;
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      g_autoptr (GError) local = NULL;

      place->chair = ((const DenChair *) g_ptr_array_index (calendar->chairs, i))->name;
      if (den_booking_check_place (office, chart, protocol, place, &local))
        return TRUE;
      if (!g_error_matches (local, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (first == NULL)
        first = g_steal_pointer (&local);
    }
  if (calendar->chairs->len == 1)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  return den_office_refuse (error, _ ("No chair is free at this time."));
}

/* The row of the new session, or 0. Within the editor's transaction. */
static gint64
write_walk_in (DenChartEditor *editor, const char *chair, GError **error)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  g_autoptr (DenChart) chart = den_booking_read_chart (editor, error);
  DenBookingPlace place = { .at = den_office_now (office), .chair = chair, .is_walk_in = TRUE };
  DenDay today = den_instant_day (place.at);
  const DenProtocol *protocol = NULL;
  const DenCourse *course;
  DenPhaseCount count;
  DenSession *session;

  if (chart == NULL)
    return 0;
  course = find_running_course (chart, today);
  if (course != NULL && course->protocol != NULL)
    protocol = den_office_find_protocol (office, course->protocol, today);
  if (protocol == NULL)
    {
      den_office_refuse (error, "%s",
                         course == NULL
                             ? _ ("This patient has no running course. Start one first.")
                             : _ ("The running course has no protocol of the clinic's."));
      return 0;
    }
  den_phase_count_init (&count, chart, course, protocol, today);
  place.phase = den_phase_count_next (&count);
  place.minutes = protocol->booking_minutes;
  if (!find_walk_in_chair (office, chart, protocol, &place, error))
    return 0;
  session = den_booking_new_session (chart, course->course_id, &place);
  session->arrived_at = place.at;
  return den_chart_editor_add (editor, session, NULL, error);
}

gint64
den_booking_walk_in (DenOffice *office, gint64 patient_id, const char *chair, GError **error)
{
  g_autoptr (DenChartEditor) editor = den_chart_editor_new (office, patient_id, error);
  gint64 row;

  if (editor == NULL || !den_chart_editor_begin (editor, _ ("Walk-in"), error))
    return 0;
  row = write_walk_in (editor, chair, error);
  return den_booking_end (editor, row != 0, error) ? row : 0;
}

/* ---- psychotherapy beside it ---- */

gboolean
den_booking_therapy_window (const DenSession *session, const DenProtocol *protocol, DenDay *first,
                            DenDay *last)
{
  DenDay day = day_of (session);

  if (day == DEN_UNKNOWN || protocol == NULL || protocol->therapy_from_day == DEN_UNKNOWN ||
      protocol->therapy_to_day == DEN_UNKNOWN)
    return FALSE;
  *first = day + protocol->therapy_from_day;
  *last = day + protocol->therapy_to_day;
  return TRUE;
}
