/* What must be looked at in a running session: readings over a limit, late checkpoints, grave
 * events, doses over the ceiling, over the order or past their expiry. */
#include "den-decimal.h"
#include "den-session-private.h"
#include "den-text.h"

/* A finding and the instant by which it is sorted. */
typedef struct
{
  DenSessionFinding *finding;
  gint64 us;
} Alert;

static void
add (GArray *alerts, const DenSessionCase *at, DenSessionFinding *finding, DenPass pass,
     DenInstant when)
{
  Alert alert = { finding, when.us };

  den_session_finding_settle (finding, at->session, pass);
  g_array_append_val (alerts, alert);
}

/* ---- readings ---- */

static void
judge_observation (const DenSessionCase *at, const DenObservation *observation, GArray *alerts)
{
  for (int reading = 0; reading < DEN_N_READINGS; reading++)
    {
      const DenProtocolLimit *limit =
          den_session_worst_limit (at, observation, (DenReading) reading, DEN_STAGE_DURING);

      if (limit != NULL)
        add (alerts, at, den_session_finding_of_reading (observation, (DenReading) reading, limit),
             DEN_PASS_BY_WORD, observation->taken_at);
    }
}

/* ---- checkpoints ---- */

/* A late checkpoint that the release asks for needs a word; another is told. What was said of it
 * while it was open stands once it is done late. */
static void
judge_checkpoint (const DenSessionCase *at, const DenCheckpointState *state, GArray *alerts)
{
  gint64 minute = state->checkpoint->minute;
  gboolean required = state->checkpoint->required == 1;
  g_autofree char *key = g_strdup_printf ("checkpoint.%" G_GINT64_FORMAT, minute);
  g_autofree char *label = g_strdup_printf ("%" G_GINT64_FORMAT " min check", minute);
  DenSessionMark mark = required ? DEN_MARK_ALERT : DEN_MARK_REVIEW;
  DenSessionFinding *finding;

  if (state->due == DEN_DUE_LATE)
    finding = den_session_finding_new (mark, key, label,
                                       "Not done, %" G_GINT64_FORMAT " min past its time.",
                                       den_checkpoint_past_due (state));
  else if (state->due == DEN_DUE_DONE_LATE)
    finding = den_session_finding_new (mark, key, label,
                                       "Done at minute %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                                       " min past its time.",
                                       state->done_minute, den_checkpoint_past_due (state));
  else
    return;
  finding->from_label = state->checkpoint->label == 1;
  add (alerts, at, finding, required ? DEN_PASS_BY_WORD : DEN_PASS_ANYWAY, state->due_at);
}

static void
judge_checkpoints (const DenSessionCase *at, GArray *alerts)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (at);

  for (guint i = 0; i < clock->checkpoints->len; i++)
    judge_checkpoint (at, &g_array_index (clock->checkpoints, DenCheckpointState, i), alerts);
}

/* ---- events, doses ---- */

/* A severe event, or one that is serious in the regulatory sense. What was done about it is an
 * answer. */
static void
judge_event (const DenSessionCase *at, const DenSessionEvent *event, GArray *alerts)
{
  const DenEventKind *kind = den_reference_find_event_kind (at->reference, event->kind);
  const char *name = kind != NULL ? kind->label : event->kind;
  g_autofree char *key = g_strconcat ("event.", event->kind, NULL);
  g_autofree char *time = den_instant_show_time (event->started_at);
  gboolean serious = event->serious == 1;
  DenSessionFinding *finding;

  if (!serious && event->severity != DEN_EVENT_SEVERE)
    return;
  finding =
      den_session_finding_new (serious ? DEN_MARK_ESCALATE : DEN_MARK_ALERT, key, name,
                               serious ? "Serious adverse event at %s." : "Severe at %s.", time);
  finding->of_at = event->started_at;
  add (alerts, at, finding,
       den_text_is_blank (event->treatment) ? DEN_PASS_BY_WORD : DEN_PASS_ANYWAY,
       event->started_at);
}

static void
judge_given (const DenSessionCase *at, GArray *alerts)
{
  gint64 given = den_session_given_ug (at->session);
  DenInstant zero = den_session_zero (at->session);
  g_autofree char *shown = NULL, *limit = NULL;
  DenDosePlan plan;
  gint64 ceiling;

  den_dose_plan (at->chart, at->protocol, DEN_UNKNOWN, den_session_judged_on (at), &plan);
  ceiling = plan.ceiling_ug;
  den_dose_plan_clear (&plan);
  if (given == DEN_UNKNOWN || ceiling == DEN_UNKNOWN || given <= ceiling)
    return;
  shown = den_decimal_to_text (given, 1000);
  limit = den_decimal_to_text (ceiling, 1000);
  add (alerts, at,
       den_session_finding_new (DEN_MARK_ALERT, "dose.ceiling", "Dose",
                                "%s mg were given, over the ceiling of %s mg.", shown, limit),
       den_text_is_blank (at->session->order_rationale) ? DEN_PASS_BY_WORD : DEN_PASS_ANYWAY, zero);
}

/* More than was ordered is another mistake than more than the ceiling, and may be both. A dose by
 * weight is measured to its rounding; what an infusion gave by its rates alone is not measured. */
static void
judge_ordered (const DenSessionCase *at, GArray *alerts)
{
  gint64 given = den_session_given_ug (at->session), ordered = at->session->ordered_ug;
  gint64 slack =
      at->protocol->dosing == DEN_DOSING_BY_WEIGHT && at->protocol->rounding_ug != DEN_UNKNOWN
          ? at->protocol->rounding_ug
          : 0;
  g_autofree char *shown = NULL, *limit = NULL;

  if (at->session->doses->len == 0 || given == DEN_UNKNOWN || ordered == DEN_UNKNOWN ||
      given <= ordered + slack)
    return;
  shown = den_decimal_to_text (given, 1000);
  limit = den_decimal_to_text (ordered, 1000);
  add (alerts, at,
       den_session_finding_new (DEN_MARK_ALERT, "dose.order", "Dose",
                                "%s mg were given, more than the %s mg ordered.", shown, limit),
       DEN_PASS_BY_WORD, den_session_zero (at->session));
}

static void
judge_expiry (const DenSessionCase *at, const DenDose *dose, GArray *alerts)
{
  g_autofree char *date = den_day_to_us (dose->expires_on);
  DenSessionFinding *finding;

  if (dose->outcome == DEN_DOSE_REFUSED || date == NULL ||
      dose->expires_on >= den_instant_day (dose->given_at))
    return;
  finding =
      den_session_finding_new (DEN_MARK_ALERT, "dose.expired", "Dose", "Lot %s expired on %s.",
                               dose->lot != NULL ? dose->lot : "(not recorded)", date);
  finding->of_at = dose->given_at;
  add (alerts, at, finding, DEN_PASS_BY_WORD, dose->given_at);
}

/* The doses were given in the order of their instants, whatever the order they were entered in. */
static const DenDose *
given_before (const DenSession *session, const DenDose *dose)
{
  const DenDose *before = NULL;

  for (guint i = 0; i < session->doses->len; i++)
    {
      const DenDose *other = g_ptr_array_index (session->doses, i);

      if (other != dose && other->outcome == DEN_DOSE_GIVEN &&
          other->given_at.us <= dose->given_at.us &&
          (before == NULL || other->given_at.us > before->given_at.us))
        before = other;
    }
  return before;
}

/* Spravato label, section 2.1: five minutes of rest between two devices. */
static void
judge_rest (const DenSessionCase *at, const DenDose *dose, GArray *alerts)
{
  gint64 rest = at->protocol->device_rest_minutes;
  const DenDose *before = given_before (at->session, dose);
  DenSessionFinding *finding;
  gint64 seconds;

  if (rest == DEN_UNKNOWN || before == NULL || dose->outcome != DEN_DOSE_GIVEN)
    return;
  seconds = (dose->given_at.us - before->given_at.us) / G_USEC_PER_SEC;
  if (seconds >= rest * 60)
    return;
  finding = den_session_finding_new (
      DEN_MARK_ALERT, "dose.rest", "Dose",
      "A device was used %" G_GINT64_FORMAT
      " min after the one before; the label asks for %" G_GINT64_FORMAT " min of rest.",
      seconds / 60, rest);
  finding->of_at = dose->given_at;
  finding->from_label = TRUE;
  add (alerts, at, finding, den_text_is_blank (dose->note) ? DEN_PASS_BY_WORD : DEN_PASS_ANYWAY,
       dose->given_at);
}

/* ---- the list ---- */

/* The newest first; of one instant the gravest. */
static int
compare_alerts (gconstpointer a, gconstpointer b)
{
  const Alert *first = a, *second = b;

  if (first->us != second->us)
    return first->us > second->us ? -1 : 1;
  return (int) second->finding->mark - (int) first->finding->mark;
}

GPtrArray *
den_session_alerts (const DenSessionCase *at)
{
  g_autoptr (GArray) alerts = g_array_new (FALSE, FALSE, sizeof (Alert));
  GPtrArray *findings = den_session_findings_list ();
  DenInstant zero = den_session_zero (at->session);
  const DenSession *session = at->session;

  if (at->protocol == NULL || !den_instant_is_known (zero))
    return findings;
  for (guint i = 0; i < session->observations->len; i++)
    {
      const DenObservation *observation = g_ptr_array_index (session->observations, i);

      if (observation->taken_at.us > zero.us)
        judge_observation (at, observation, alerts);
    }
  judge_checkpoints (at, alerts);
  for (guint i = 0; i < session->events->len; i++)
    judge_event (at, g_ptr_array_index (session->events, i), alerts);
  judge_given (at, alerts);
  judge_ordered (at, alerts);
  for (guint i = 0; i < session->doses->len; i++)
    {
      judge_rest (at, g_ptr_array_index (session->doses, i), alerts);
      judge_expiry (at, g_ptr_array_index (session->doses, i), alerts);
    }
  g_array_sort (alerts, compare_alerts);
  for (guint i = 0; i < alerts->len; i++)
    g_ptr_array_add (findings, g_array_index (alerts, Alert, i).finding);
  return findings;
}
