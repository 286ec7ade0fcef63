/* What the readings and adverse events of a session answer to the questions of the REMS Patient
 * Monitoring Form. */
#include "den-rems-events.h"

#include "den-session-private.h"

#define MOAAS_AWAKE 5 /* responds readily to the name; anything less is sedation */

/* Whole minutes from time 0; negative before. */
gint64
den_rems_minute (const DenSession *session, DenInstant at)
{
  return den_minutes_between (den_session_zero (session), at);
}

/* Whether READING, taken after one of BASE before the dose, is what LIMIT tells of. */
static gboolean
is_over (const DenProtocolLimit *limit, gint64 reading, gint64 base)
{
  return (limit->at_least != DEN_UNKNOWN && reading >= limit->at_least) ||
         (limit->at_most != DEN_UNKNOWN && reading <= limit->at_most) ||
         (limit->rise != DEN_UNKNOWN && base != DEN_UNKNOWN && reading - base >= limit->rise);
}

static gboolean
is_pressure (gint64 measure)
{
  return measure == DEN_MEASURE_SYSTOLIC || measure == DEN_MEASURE_DIASTOLIC;
}

/* Whether LIMIT tells of EVENT. Dissociation is a CADSS total over what the protocol lets a patient
 * leave with: a total of a few points is no event in itself, and the form leaves the question to
 * the clinic. Respiratory depression and hypertension are readings over the limits of alert. */
static gboolean
tells_of (const DenProtocolLimit *limit, DenRemsEvent event)
{
  gboolean is_alert = limit->stage == DEN_STAGE_DURING && limit->level >= DEN_LIMIT_ALERT;

  switch (event)
    {
    case DEN_REMS_EVENT_DISSOCIATION:
      return limit->stage == DEN_STAGE_RELEASE &&
             (limit->measure == DEN_MEASURE_CADSS_6 || limit->measure == DEN_MEASURE_CADSS_23);
    case DEN_REMS_EVENT_RESPIRATORY_DEPRESSION:
      return is_alert && limit->at_most != DEN_UNKNOWN &&
             (limit->measure == DEN_MEASURE_SPO2 || limit->measure == DEN_MEASURE_RESPIRATION);
    case DEN_REMS_EVENT_HYPERTENSION:
      return is_alert && is_pressure (limit->measure);
    default:
      return FALSE;
    }
}

/* Whether the observation says that the patient had the event; unknown where it has no such
 * reading. Sedation is MOAA/S under 5. */
static gint64
says (const DenSessionCase *at, const DenObservation *before, const DenObservation *it,
      DenRemsEvent event)
{
  gint64 answer = DEN_UNKNOWN;

  if (event == DEN_REMS_EVENT_SEDATION)
    return it->moaas != DEN_UNKNOWN ? it->moaas < MOAAS_AWAKE : DEN_UNKNOWN;
  for (guint i = 0; i < at->protocol->limits->len; i++)
    {
      const DenProtocolLimit *limit = g_ptr_array_index (at->protocol->limits, i);
      gint64 reading = den_observation_number (it, (DenMeasureKind) limit->measure);
      gint64 base = before != NULL && is_pressure (limit->measure)
                        ? den_observation_number (before, (DenMeasureKind) limit->measure)
                        : DEN_UNKNOWN;

      if (!tells_of (limit, event) || reading == DEN_UNKNOWN)
        continue;
      if (is_over (limit, reading, base))
        return 1;
      answer = 0;
    }
  return answer;
}

static void
take_onset (DenMonitoringEvent *answer, gint64 minute)
{
  answer->had = 1;
  answer->onset_minutes =
      answer->onset_minutes == DEN_UNKNOWN ? minute : MIN (answer->onset_minutes, minute);
}

static int
compare_observations (gconstpointer a, gconstpointer b)
{
  const DenObservation *one = *(DenObservation *const *) a;
  const DenObservation *other = *(DenObservation *const *) b;

  return one->taken_at.us < other->taken_at.us ? -1 : one->taken_at.us > other->taken_at.us;
}

/* The observations after time 0, oldest first: one of its own minute is that before the dose. */
static GPtrArray *
list_observations (const DenSession *session)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < session->observations->len; i++)
    {
      DenObservation *it = g_ptr_array_index (session->observations, i);

      if (den_instant_is_known (it->taken_at) && it->taken_at.us > den_session_zero (session).us)
        g_ptr_array_add (list, it);
    }
  g_ptr_array_sort (list, compare_observations);
  return list;
}

/* From the readings: the first that says so, and the first after the last such that does not. */
static void
answer_by_readings (DenMonitoringEvent *answer, const DenSessionCase *at,
                    const DenObservation *before, GPtrArray *observations, DenRemsEvent event)
{
  for (guint i = 0; i < observations->len; i++)
    {
      const DenObservation *it = g_ptr_array_index (observations, i);
      gint64 minute = den_rems_minute (at->session, it->taken_at);

      switch (says (at, before, it, event))
        {
        case 1:
          take_onset (answer, minute);
          answer->resolved_minutes = DEN_UNKNOWN;
          break;
        case 0:
          if (answer->had != 1)
            answer->had = 0;
          else if (answer->resolved_minutes == DEN_UNKNOWN)
            answer->resolved_minutes = minute;
          break;
        default:
          break;
        }
    }
}

/* From the adverse events recorded: what lasts longest counts. */
static void
answer_by_events (DenMonitoringEvent *answer, const DenSessionCase *at, DenRemsEvent event)
{
  gboolean was_had = answer->had == 1;

  for (guint i = 0; i < at->session->events->len; i++)
    {
      const DenSessionEvent *it = g_ptr_array_index (at->session->events, i);
      const DenEventKind *kind =
          at->reference != NULL ? den_reference_find_event_kind (at->reference, it->kind) : NULL;
      gint64 resolved = den_rems_minute (at->session, it->resolved_at);

      if (kind == NULL || kind->rems != (gint64) event)
        continue;
      take_onset (answer, den_rems_minute (at->session, it->started_at));
      if (!was_had)
        answer->resolved_minutes = resolved;
      else if (answer->resolved_minutes != DEN_UNKNOWN)
        answer->resolved_minutes =
            resolved != DEN_UNKNOWN ? MAX (answer->resolved_minutes, resolved) : DEN_UNKNOWN;
      was_had = TRUE;
    }
}

/* Fills in ANSWER to the form's question about EVENT, from the readings and events since time 0;
 * BEFORE is the blood pressure before the dose or NULL. What resolved after the patient had left
 * did not resolve before. */
void
den_rems_answer (const DenSessionCase *at, const DenObservation *before, DenRemsEvent event,
                 DenMonitoringEvent *answer)
{
  g_autoptr (GPtrArray) observations = list_observations (at->session);
  gint64 end = den_rems_minute (at->session, at->session->ended_at);

  *answer = (DenMonitoringEvent){ DEN_UNKNOWN, DEN_UNKNOWN, DEN_UNKNOWN };
  answer_by_readings (answer, at, before, observations, event);
  answer_by_events (answer, at, event);
  if (answer->resolved_minutes != DEN_UNKNOWN && end != DEN_UNKNOWN &&
      answer->resolved_minutes > end)
    answer->resolved_minutes = DEN_UNKNOWN;
}
