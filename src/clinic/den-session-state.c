/* Where a session stands, by what was recorded in it; what is signed of it. */
#include "den-course.h"
#include "den-decimal.h"
#include "den-json.h"
#include "den-session-private.h"

#include <glib/gi18n-lib.h>

const DenChoice den_session_state_choices[] = {
  { "booked", N_ ("Booked") },
  { "arrived", N_ ("Arrived") },
  { "in_treatment", N_ ("In treatment") },
  { "observed", N_ ("Observed") },
  { "discharged", N_ ("Discharged") },
  { "signed", N_ ("Signed") },
  { "missed", N_ ("Missed") },
  { "cancelled", N_ ("Cancelled") },
  { NULL, NULL },
};

/* ---- time ---- */

DenInstant
den_session_now (const DenSessionCase *at)
{
  DenInstant ended = at->session->ended_at;

  return den_instant_is_known (ended) ? ended : at->now;
}

DenDay
den_session_judged_on (const DenSessionCase *at)
{
  DenInstant zero = den_session_zero (at->session);

  if (den_instant_is_known (zero))
    return den_instant_day (zero);
  /* An unknown day is the least number there is. */
  return MAX (den_instant_day (at->now), den_instant_day (at->session->scheduled_at));
}

/* ---- what was given ---- */

/* Whether the patient got something of it. A vial of which only the drawn amount is known was drawn
 * up and not given yet. */
static gboolean
is_given (const DenDose *dose)
{
  switch (dose->outcome)
    {
    case DEN_DOSE_GIVEN:
      return dose->given_ug != DEN_UNKNOWN ? dose->given_ug > 0 : dose->drawn_ug == DEN_UNKNOWN;
    case DEN_DOSE_FAILED:
      return dose->given_ug != DEN_UNKNOWN && dose->given_ug > 0;
    default:
      return FALSE;
    }
}

/* The earliest or, with LAST, the latest dose that was given; NULL. */
static const DenDose *
find_given (const DenSession *session, gboolean last)
{
  const DenDose *found = NULL;

  for (guint i = 0; i < session->doses->len; i++)
    {
      const DenDose *dose = g_ptr_array_index (session->doses, i);

      if (is_given (dose) && (found == NULL || (last ? dose->given_at.us >= found->given_at.us
                                                     : dose->given_at.us < found->given_at.us)))
        found = dose;
    }
  return found;
}

/* The first start of the infusion, or unknown. */
static DenInstant
find_infusion_start (const DenSession *session)
{
  DenInstant start = DEN_INSTANT_UNKNOWN;

  for (guint i = 0; i < session->infusion->len; i++)
    {
      const DenInfusionStep *step = g_ptr_array_index (session->infusion, i);

      if (step->action == DEN_INFUSION_START &&
          (!den_instant_is_known (start) || step->at.us < start.us))
        start = step->at;
    }
  return start;
}

/* When the infusion was stopped for good; unknown while it runs or pauses. */
static DenInstant
find_infusion_stop (const DenSession *session)
{
  const DenInfusionStep *last = NULL;

  for (guint i = 0; i < session->infusion->len; i++)
    {
      const DenInfusionStep *step = g_ptr_array_index (session->infusion, i);

      if (last == NULL || step->at.us >= last->at.us)
        last = step;
    }
  return last != NULL && last->action == DEN_INFUSION_STOP ? last->at : DEN_INSTANT_UNKNOWN;
}

/* Neither a device, a vial nor an infusion is on record, as of sessions from another program. */
static gboolean
is_without_doses (const DenSession *session)
{
  return session->doses->len == 0 && session->infusion->len == 0;
}

gboolean
den_session_is_delivered (const DenSession *session)
{
  if (is_without_doses (session))
    return session->status == DEN_SESSION_COMPLETED && den_instant_is_known (session->started_at);
  return find_given (session, FALSE) != NULL ||
         den_instant_is_known (find_infusion_start (session));
}

DenInstant
den_session_zero (const DenSession *session)
{
  DenInstant start = find_infusion_start (session);
  const DenDose *first;

  /* A start without a dose counts in what another program recorded; in a session of today it is
   * what remains of a dose that was taken back. */
  if (is_without_doses (session))
    return den_session_is_delivered (session) ? session->started_at : DEN_INSTANT_UNKNOWN;
  if (den_instant_is_known (start))
    return start;
  first = find_given (session, FALSE);
  return first != NULL ? first->given_at : DEN_INSTANT_UNKNOWN;
}

/* Adds what the doses say was given to TOTAL; FALSE where one does not say how much. */
static gboolean
add_doses (const DenSession *session, gint64 *total, guint *n)
{
  for (guint i = 0; i < session->doses->len; i++)
    {
      const DenDose *dose = g_ptr_array_index (session->doses, i);

      if (dose->outcome == DEN_DOSE_REFUSED ||
          (dose->given_ug == DEN_UNKNOWN && dose->drawn_ug != DEN_UNKNOWN && !is_given (dose)))
        continue;
      if (dose->given_ug == DEN_UNKNOWN)
        return FALSE;
      *total += dose->given_ug;
      (*n)++;
    }
  return TRUE;
}

gint64
den_session_given_ug (const DenSession *session)
{
  gint64 total = 0;
  guint n = 0;
  DenInstant stop = find_infusion_stop (session);

  if (!add_doses (session, &total, &n))
    return DEN_UNKNOWN;
  if (n > 0 || !den_session_is_delivered (session))
    return total;
  /* By the rates of the infusion, once it is over; a record without doses does not say how much. */
  return den_instant_is_known (stop) ? den_infusion_given_ug (session, stop) : DEN_UNKNOWN;
}

gboolean
den_session_was_stopped (const DenSession *session)
{
  for (guint i = 0; i < session->decisions->len; i++)
    if (((const DenSessionDecision *) g_ptr_array_index (session->decisions, i))->decision ==
        DEN_DECISION_STOP)
      return TRUE;
  return FALSE;
}

gint64
den_session_devices_left (const DenSession *session, gint64 device_ug)
{
  gint64 total = 0, largest = 0;

  for (guint i = 0; i < session->doses->len; i++)
    {
      const DenDose *dose = g_ptr_array_index (session->doses, i);

      if (dose->given_ug == DEN_UNKNOWN)
        continue;
      total += dose->given_ug;
      largest = MAX (largest, dose->given_ug);
    }
  if (device_ug == DEN_UNKNOWN)
    device_ug = largest;
  if (session->ordered_ug == DEN_UNKNOWN || total >= session->ordered_ug || device_ug <= 0 ||
      den_session_was_stopped (session))
    return 0;
  return MAX (den_decimal_divide (session->ordered_ug, device_ug) - session->doses->len, 0);
}

DenInstant
den_session_giving_ended_at (const DenSession *session, const DenProtocol *protocol)
{
  gint64 device_ug = protocol != NULL ? protocol->device_ug : DEN_UNKNOWN;
  const DenDose *last;

  if (session->infusion->len > 0)
    return find_infusion_stop (session);
  if (is_without_doses (session))
    return den_session_zero (session);
  last = find_given (session, TRUE);
  if (last == NULL || (session->status != DEN_SESSION_COMPLETED &&
                       den_session_devices_left (session, device_ug) > 0))
    return DEN_INSTANT_UNKNOWN;
  return last->given_at;
}

DenSessionState
den_session_state (const DenSession *session)
{
  if (session->status == DEN_SESSION_MISSED)
    return DEN_STATE_MISSED;
  if (session->status == DEN_SESSION_CANCELLED)
    return DEN_STATE_CANCELLED;
  if (den_session_is_signed (session))
    return DEN_STATE_SIGNED;
  if (session->status == DEN_SESSION_COMPLETED || den_instant_is_known (session->ended_at))
    return DEN_STATE_DISCHARGED;
  if (den_session_is_delivered (session))
    return den_instant_is_known (den_session_giving_ended_at (session, NULL))
               ? DEN_STATE_OBSERVED
               : DEN_STATE_IN_TREATMENT;
  /* Whoever was measured or refused a device is here, even where nobody noted the arrival. */
  return den_instant_is_known (session->arrived_at) || session->observations->len > 0 ||
                 session->doses->len > 0 || den_instant_is_known (session->started_at)
             ? DEN_STATE_ARRIVED
             : DEN_STATE_BOOKED;
}

const DenSession *
den_chart_find_session (const DenChart *chart, const char *session_id)
{
  for (guint i = 0; session_id != NULL && i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (g_strcmp0 (session->session_id, session_id) == 0)
        return session;
    }
  return NULL;
}

const DenSession *
den_chart_find_session_row (const DenChart *chart, gint64 row)
{
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (session->record.id == row)
        return session;
    }
  return NULL;
}

const DenCourse *
den_chart_find_course (const DenChart *chart, const char *course_id)
{
  for (guint i = 0; course_id != NULL && i < chart->courses->len; i++)
    {
      const DenCourse *course = g_ptr_array_index (chart->courses, i);

      if (g_strcmp0 (course->course_id, course_id) == 0)
        return course;
    }
  return NULL;
}

char *
den_session_digest (const DenSession *session)
{
  DenSession *signed_part = den_record_copy (session);
  DenJson *json = den_json_new (FALSE);
  g_autofree char *text = NULL;

  signed_part->signed_at = DEN_INSTANT_UNKNOWN;
  g_clear_pointer (&signed_part->signed_by, g_free);
  g_clear_pointer (&signed_part->record_sha256, g_free);
  g_ptr_array_set_size (signed_part->addenda, 0);
  g_ptr_array_set_size (signed_part->reports, 0);
  den_json_record (json, signed_part);
  text = den_json_finish (json);
  den_record_free (signed_part);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}
