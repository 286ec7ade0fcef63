/* What the booking dialog is about. */
#include "den-appointment.h"

#include "den-floor-words.h"

#include <glib/gi18n-lib.h>

#define START_STEP 30 /* minutes between the starts that are offered */

DenAppointment *
den_appointment_new (DenOffice *office)
{
  DenAppointment *self = g_new0 (DenAppointment, 1);

  self->office = g_object_ref (office);
  self->day = DEN_UNKNOWN;
  self->minute = DEN_UNKNOWN;
  self->minutes = DEN_UNKNOWN;
  return self;
}

void
den_appointment_free (DenAppointment *self)
{
  g_clear_object (&self->editor);
  g_clear_object (&self->office);
  g_free (self->chair);
  g_free (self->clinician);
  g_free (self->reason);
  g_free (self);
}

static GTimeZone *
get_zone (DenAppointment *self)
{
  return den_clock_get_zone (den_office_get_clock (self->office));
}

static DenDay
get_today (DenAppointment *self)
{
  return den_clock_today (den_office_get_clock (self->office));
}

/* ---- whose ---- */

gboolean
den_appointment_set_patient (DenAppointment *self, gint64 patient_id, GError **error)
{
  g_clear_object (&self->editor);
  if (patient_id == 0)
    return TRUE;
  self->editor = den_chart_editor_new (self->office, patient_id, error);
  return self->editor != NULL;
}

static const DenSession *
get_session (DenAppointment *self)
{
  return self->session_row != 0
             ? den_chart_editor_find (self->editor, &den_session_type, self->session_row)
             : NULL;
}

gboolean
den_appointment_set_session (DenAppointment *self, gint64 session_row, GError **error)
{
  const DenSession *session;

  self->session_row = session_row;
  session = get_session (self);
  if (session == NULL)
    {
      g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND, "%s",
                   _ ("This session was removed meanwhile."));
      return FALSE;
    }
  self->day = den_instant_day (session->scheduled_at);
  self->minute = den_instant_minute_of_day (session->scheduled_at);
  self->minutes = session->minutes;
  self->chair = g_strdup (session->chair);
  return TRUE;
}

const DenCourse *
den_appointment_get_course (DenAppointment *self)
{
  const DenSession *session;
  const DenChart *chart;

  if (self->editor == NULL)
    return NULL;
  chart = den_chart_editor_get_chart (self->editor);
  session = get_session (self);
  if (session != NULL)
    return session->course != NULL ? den_chart_find_course (chart, session->course) : NULL;
  for (guint i = chart->courses->len; i-- > 0;)
    {
      const DenCourse *course = g_ptr_array_index (chart->courses, i);
      /* A course may begin with the session that is booked for next week. */
      DenDay on = MAX (get_today (self), course->started_on);

      if (den_course_is_running (course, on))
        return course;
    }
  return NULL;
}

const DenProtocol *
den_appointment_get_protocol (DenAppointment *self)
{
  const DenCourse *course = den_appointment_get_course (self);

  if (course == NULL || course->protocol == NULL)
    return NULL;
  return den_office_find_protocol (self->office, course->protocol, get_today (self));
}

static const char *
get_modality_word (DenAppointment *self)
{
  const DenCourse *course = den_appointment_get_course (self);

  return course != NULL && course->modality != DEN_UNKNOWN
             ? den_modality_choices[course->modality].word
             : NULL;
}

char *
den_appointment_course_words (DenAppointment *self)
{
  const DenCourse *course = den_appointment_get_course (self);
  const DenProtocol *protocol = den_appointment_get_protocol (self);
  g_autoptr (DenCourseProgress) progress = NULL;

  if (course == NULL)
    return NULL;
  if (protocol == NULL)
    return g_strdup (_ (den_modality_choices[course->modality].label));
  progress = den_course_progress_new (den_chart_editor_get_chart (self->editor), course, protocol,
                                      get_today (self));
  return g_strdup_printf (_ ("%s: %d given, %d booked"),
                          _ (den_modality_choices[course->modality].label),
                          (int) progress->delivered, (int) progress->planned);
}

char *
den_appointment_therapy_words (DenAppointment *self)
{
  const DenChart *chart = self->editor != NULL ? den_chart_editor_get_chart (self->editor) : NULL;
  DenDay today = get_today (self);

  for (guint i = chart != NULL ? chart->sessions->len : 0; i-- > 0;)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      const DenProtocol *protocol = den_office_protocol_of (self->office, chart, session);
      DenDay first, last;

      if (session->status != DEN_SESSION_MISSED && session->status != DEN_SESSION_CANCELLED &&
          den_booking_therapy_window (session, protocol, &first, &last) && last >= today)
        {
          g_autofree char *from = den_day_to_us (first);
          g_autofree char *to = den_day_to_us (last);

          return g_strdup_printf (_ ("Best placed from %s to %s, after a session."), from, to);
        }
    }
  return NULL;
}

/* ---- where ---- */

gboolean
den_appointment_propose (DenAppointment *self, DenDay from, DenSlot *slot)
{
  const DenCourse *course = den_appointment_get_course (self);
  const DenProtocol *protocol = den_appointment_get_protocol (self);
  g_autoptr (GArray) slots = NULL;

  if (protocol == NULL)
    return FALSE;
  slots = den_booking_propose (self->office, den_chart_editor_get_chart (self->editor), course,
                               protocol, from, 1, 0, DEN_UNKNOWN, NULL, NULL);
  if (slots == NULL || slots->len == 0)
    return FALSE;
  *slot = g_array_index (slots, DenSlot, 0);
  return TRUE;
}

GArray *
den_appointment_free_starts (DenAppointment *self, GError **error)
{
  g_autoptr (GArray) busy =
      den_office_load_busy (self->office, self->day, self->day + 1, self->session_row, error);
  GArray *slots;

  if (busy == NULL)
    return NULL;
  slots =
      den_schedule_free (den_office_get_calendar (self->office), busy, get_zone (self),
                         get_modality_word (self), self->day, MAX (self->minutes, 1), START_STEP);
  for (guint i = slots->len; self->chair != NULL && i-- > 0;)
    if (g_strcmp0 (g_array_index (slots, DenSlot, i).chair, self->chair) != 0)
      g_array_remove_index (slots, i);
  return slots;
}

/* Who has the chair then, as a sentence; NULL where it is free or the store can not tell. */
static char *
refuse_taken (DenAppointment *self, DenInstant at)
{
  DenStore *store = den_office_get_store (self->office);
  g_autofree char *name =
      den_store_chair_taken_by (store, self->chair, at.us,
                                at.us + self->minutes * DEN_US_PER_MINUTE, self->session_row, NULL);

  return name != NULL ? g_strdup_printf (_ ("%s is taken then: %s has it."), self->chair, name)
                      : NULL;
}

char *
den_appointment_refusal (DenAppointment *self, DenAppointmentPlace *place)
{
  const DenCalendar *calendar = den_office_get_calendar (self->office);
  g_autoptr (GArray) busy = NULL;
  DenInstant at;
  char *refusal;

  *place = DEN_AT_TIME;
  if (self->kind != DEN_APPOINTMENT_SESSION || self->day == DEN_UNKNOWN ||
      self->minute == DEN_UNKNOWN || self->minutes == DEN_UNKNOWN)
    return NULL;
  at = den_instant_of_local (self->day, self->minute, get_zone (self));
  busy = den_office_load_busy (self->office, self->day, self->day + 1, self->session_row, NULL);
  refusal = self->chair != NULL ? refuse_taken (self, at) : NULL;
  if (refusal != NULL)
    {
      *place = DEN_AT_CHAIR;
      return refusal;
    }
  if (!den_calendar_is_open (calendar, self->day))
    *place = DEN_AT_DAY;
  return den_schedule_refusal (calendar, busy, get_zone (self), get_modality_word (self),
                               self->chair, at, self->minutes);
}

/* ---- keeping ---- */

/* The chair that is wished, or the first that is free at the time; the calendar's. */
static const char *
choose_chair (DenAppointment *self)
{
  g_autoptr (GArray) busy = NULL;
  const DenCalendar *calendar = den_office_get_calendar (self->office);
  DenInstant at = den_instant_of_local (self->day, self->minute, get_zone (self));

  if (self->chair != NULL)
    return self->chair;
  busy = den_office_load_busy (self->office, self->day, self->day + 1, self->session_row, NULL);
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (calendar->chairs, i);
      g_autofree char *refusal =
          den_schedule_refusal (calendar, busy, get_zone (self), get_modality_word (self),
                                chair->name, at, self->minutes);

      if (refusal == NULL)
        return chair->name;
    }
  return NULL;
}

static gboolean
keep_visit (DenAppointment *self, GError **error)
{
  const DenCourse *course = den_appointment_get_course (self);
  DenVisit *visit = den_record_new (&den_visit_type);

  visit->kind =
      self->kind == DEN_APPOINTMENT_PSYCHOTHERAPY ? DEN_VISIT_PSYCHOTHERAPY : DEN_VISIT_FOLLOW_UP;
  visit->course = course != NULL ? g_strdup (course->course_id) : NULL;
  visit->scheduled_at = den_instant_of_local (self->day, self->minute, get_zone (self));
  visit->minutes = self->minutes;
  visit->clinician = g_strdup (self->clinician);
  visit->status = DEN_SESSION_PLANNED;
  return den_chart_editor_add (self->editor, visit, NULL, error) != 0;
}

gboolean
den_appointment_keep (DenAppointment *self, GError **error)
{
  DenInstant at = den_instant_of_local (self->day, self->minute, get_zone (self));
  const DenCourse *course = den_appointment_get_course (self);
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (DenSlot));
  DenSlot slot = { self->day, self->minute, self->minutes, NULL, FALSE };
  const DenSession *session = get_session (self);

  if (self->kind != DEN_APPOINTMENT_SESSION)
    return keep_visit (self, error);
  if (session != NULL)
    return den_booking_move (self->editor, session, at, choose_chair (self), self->reason, error);
  g_return_val_if_fail (course != NULL, FALSE);
  slot.chair = choose_chair (self);
  g_array_append_val (slots, slot);
  return den_booking_add_sessions (self->editor, course, slots, error);
}
