/* What must be so before the patient leaves. */
#include "den-session-private.h"
#include "den-text.h"

/* ---- time and giving ---- */

/* The least time from time 0; two hours of the label where the REMS stands behind it, which no
 * reason shortens: leaving earlier is leaving early. */
static void
judge_time (const DenSessionCase *at, const DenSessionClock *clock, GPtrArray *findings)
{
  gboolean label = at->protocol->rems == 1;
  g_autofree char *time = den_instant_show_time (clock->earliest_release_at);
  gint64 elapsed = clock->elapsed_seconds / 60;
  /* Upwards, so that a second before is a minute. */
  gint64 left = -den_minutes_between (clock->earliest_release_at, den_session_now (at));
  DenSessionFinding *finding;

  if (den_session_now (at).us >= clock->earliest_release_at.us)
    finding = den_session_finding_new (DEN_MARK_OK, "release.time", "Observation",
                                       "%" G_GINT64_FORMAT " min since the start.", elapsed);
  else
    finding = den_session_finding_new (
        DEN_MARK_HOLD, "release.time", "Observation",
        "%" G_GINT64_FORMAT " min since the start: not before %s, in %" G_GINT64_FORMAT " min.",
        elapsed, time, left);
  finding->from_label = label;
  den_session_findings_add (findings, at, finding, label ? DEN_PASS_NEVER : DEN_PASS_BY_REASON);
}

/* An infusion that runs, or devices of the order that nobody refused. */
static void
judge_giving (const DenSessionCase *at, const DenSessionClock *clock, GPtrArray *findings)
{
  if (at->session->infusion->len > 0 &&
      !den_instant_is_known (den_session_giving_ended_at (at->session, at->protocol)))
    den_session_findings_add (findings, at,
                              den_session_finding_new (DEN_MARK_HOLD, "release.giving", "Dose",
                                                       "The infusion is not stopped."),
                              DEN_PASS_NEVER);
  else if (clock->devices_left > 0)
    den_session_findings_add (findings, at,
                              den_session_finding_new (DEN_MARK_REVIEW, "release.giving", "Dose",
                                                       "%" G_GINT64_FORMAT
                                                       " of the order's devices not used: refused, "
                                                       "stopped, or still to give?",
                                                       clock->devices_left),
                              DEN_PASS_BY_WORD);
}

/* ---- checkpoints and readings ---- */

/* A checkpoint that is needed. Done late it is done; why it was late is asked for elsewhere. */
static void
judge_checkpoint (const DenSessionCase *at, const DenCheckpointState *state, GPtrArray *findings)
{
  gint64 minute = state->checkpoint->minute;
  g_autofree char *key = g_strdup_printf ("checkpoint.%" G_GINT64_FORMAT, minute);
  g_autofree char *label = g_strdup_printf ("%" G_GINT64_FORMAT " min check", minute);
  DenSessionFinding *finding;

  if (state->checkpoint->required != 1)
    return;
  switch (state->due)
    {
    case DEN_DUE_DONE:
      finding = den_session_finding_new (
          DEN_MARK_OK, key, label, "Done at minute %" G_GINT64_FORMAT ".", state->done_minute);
      break;
    case DEN_DUE_DONE_LATE:
      finding = den_session_finding_new (DEN_MARK_REVIEW, key, label,
                                         "Done at minute %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                                         " min past its time.",
                                         state->done_minute, den_checkpoint_past_due (state));
      break;
    case DEN_DUE_LATE:
      finding = den_session_finding_new (DEN_MARK_HOLD, key, label,
                                         "Not done: measure now, with the minute as it is.");
      break;
    case DEN_DUE_LATER:
    case DEN_DUE_NOW:
    default:
      finding = den_session_finding_new (DEN_MARK_MISSING, key, label, "Not done yet.");
    }
  finding->from_label = state->checkpoint->label == 1;
  den_session_findings_add (findings, at, finding,
                            state->due == DEN_DUE_DONE_LATE ? DEN_PASS_ANYWAY : DEN_PASS_BY_REASON);
}

gint64
den_protocol_last_reading_minutes (const DenProtocol *protocol)
{
  gint64 age = DEN_UNKNOWN;

  for (guint i = 0; i < protocol->checkpoints->len; i++)
    {
      const DenProtocolCheckpoint *checkpoint = g_ptr_array_index (protocol->checkpoints, i);

      if (checkpoint->required == 1)
        age = (checkpoint->early_minutes != DEN_UNKNOWN ? checkpoint->early_minutes : 0) +
              (checkpoint->late_minutes != DEN_UNKNOWN ? checkpoint->late_minutes : 0);
    }
  return age;
}

/* That the blood pressure was measured before leaving, not an hour ago. */
static void
judge_last_pressure (const DenSessionCase *at, DenInstant zero, GPtrArray *findings)
{
  const DenObservation *newest =
      den_session_newest_reading (at->session, DEN_READING_BP, zero.us, G_MAXINT64);
  gint64 longest = den_protocol_last_reading_minutes (at->protocol);
  DenSessionFinding *finding;
  gint64 age;

  if (longest == DEN_UNKNOWN)
    return;
  age = newest != NULL ? den_minutes_between (newest->taken_at, den_session_now (at)) : 0;
  if (newest == NULL)
    finding = den_session_finding_new (DEN_MARK_MISSING, "release.bp", "Last blood pressure",
                                       "Not measured since the dose.");
  else if (age > longest)
    finding = den_session_finding_new (DEN_MARK_MISSING, "release.bp", "Last blood pressure",
                                       "%" G_GINT64_FORMAT " min ago: measure again.", age);
  else
    {
      g_autofree char *shown = den_reading_show (newest, DEN_READING_BP);

      finding =
          den_session_finding_new (DEN_MARK_OK, "release.bp", "Last blood pressure", "%s.", shown);
    }
  finding->from_label = at->protocol->rems == 1;
  den_session_findings_add (findings, at, finding, DEN_PASS_BY_REASON);
}

/* Whether the newest pressure is under the highest since time 0, which is what the label asks of a
 * raised one: that it is falling. */
static gboolean
is_falling (const DenSession *session, DenInstant zero, const DenObservation *newest)
{
  for (guint i = 0; i < session->observations->len; i++)
    {
      const DenObservation *other = g_ptr_array_index (session->observations, i);

      if (other->taken_at.us > zero.us && other->taken_at.us < newest->taken_at.us &&
          other->systolic != DEN_UNKNOWN && other->systolic > newest->systolic &&
          other->diastolic >= newest->diastolic)
        return TRUE;
    }
  return FALSE;
}

/* The newest reading since time 0 against the limits of the release. */
static void
judge_reading (const DenSessionCase *at, DenInstant zero, DenReading reading, GPtrArray *findings)
{
  const DenObservation *newest =
      den_session_newest_reading (at->session, reading, zero.us, G_MAXINT64);
  const DenProtocolLimit *limit = NULL;
  DenPass pass = DEN_PASS_BY_REASON;
  DenSessionFinding *finding;

  if (newest == NULL || !den_reading_has_limits (at->protocol, reading, DEN_STAGE_RELEASE))
    return;
  limit = den_session_worst_limit (at, newest, reading, DEN_STAGE_RELEASE);
  finding = den_session_finding_of_reading (newest, reading, limit);
  if (limit != NULL && limit->level == DEN_LIMIT_REVIEW && reading == DEN_READING_BP &&
      is_falling (at->session, zero, newest))
    {
      g_autofree char *shown = den_reading_show (newest, reading);

      g_free (finding->sentence);
      finding->sentence = g_strdup_printf ("%s, and falling.", shown);
      pass = DEN_PASS_ANYWAY;
    }
  den_session_findings_add (findings, at, finding, pass);
}

/* ---- events ---- */

/* An event that has not resolved: sedation, dissociation and weak breathing keep the patient, by
 * the label; another grave one asks for a reason. */
static void
judge_event (const DenSessionCase *at, const DenSessionEvent *event, GPtrArray *findings)
{
  const DenEventKind *kind = den_reference_find_event_kind (at->reference, event->kind);
  gint64 rems = kind != NULL ? kind->rems : DEN_REMS_EVENT_NONE;
  gboolean keeps = rems == DEN_REMS_EVENT_SEDATION || rems == DEN_REMS_EVENT_DISSOCIATION ||
                   rems == DEN_REMS_EVENT_RESPIRATORY_DEPRESSION;
  g_autofree char *key = g_strconcat ("release.event.", event->kind, NULL);
  g_autofree char *time = den_instant_show_time (event->started_at);
  DenSessionFinding *finding;

  if (den_instant_is_known (event->resolved_at) ||
      (!keeps && event->severity != DEN_EVENT_SEVERE && event->serious != 1))
    return;
  finding = den_session_finding_new (keeps ? DEN_MARK_HOLD : DEN_MARK_REVIEW, key,
                                     kind != NULL ? kind->label : event->kind,
                                     "Since %s, not resolved.", time);
  finding->of_at = event->started_at;
  finding->from_label = keeps && at->protocol->rems == 1;
  den_session_findings_add (findings, at, finding, keeps ? DEN_PASS_NEVER : DEN_PASS_BY_REASON);
}

/* ---- scale, escort, instructions ---- */

static const DenScores *
scores_of (const DenObservation *observation, gint64 scale)
{
  return scale == DEN_DISCHARGE_ALDRETE ? &observation->aldrete : &observation->mpadss;
}

/* The newest observation since time 0 with answers to the discharge scale, or NULL. */
static const DenObservation *
find_scale (const DenSession *session, DenInstant zero, gint64 scale)
{
  const DenObservation *newest = NULL;

  for (guint i = 0; i < session->observations->len; i++)
    {
      const DenObservation *observation = g_ptr_array_index (session->observations, i);

      if (observation->taken_at.us > zero.us && scores_of (observation, scale)->n > 0 &&
          (newest == NULL || observation->taken_at.us >= newest->taken_at.us))
        newest = observation;
    }
  return newest;
}

/* The sum; DEN_UNKNOWN where an answer is missing. */
static gint64
total_of (const DenScores *scores)
{
  gint64 total = 0;

  for (int i = 0; i < scores->n; i++)
    {
      if (scores->item[i] == DEN_SCORE_MISSING)
        return DEN_UNKNOWN;
      total += scores->item[i];
    }
  return total;
}

static void
judge_scale (const DenSessionCase *at, DenInstant zero, GPtrArray *findings)
{
  gint64 scale = at->protocol->discharge_scale, least = at->protocol->discharge_score;
  const char *label = scale == DEN_DISCHARGE_ALDRETE ? "Modified Aldrete" : "MPADSS";
  const DenObservation *newest;
  g_autofree char *time = NULL;
  gint64 total;
  DenSessionFinding *finding;

  if ((scale != DEN_DISCHARGE_ALDRETE && scale != DEN_DISCHARGE_MPADSS) || least == DEN_UNKNOWN)
    return;
  newest = find_scale (at->session, zero, scale);
  total = newest != NULL ? total_of (scores_of (newest, scale)) : DEN_UNKNOWN;
  time = newest != NULL ? den_instant_show_time (newest->taken_at) : NULL;
  if (total == DEN_UNKNOWN)
    finding = den_session_finding_new (DEN_MARK_MISSING, "release.scale", label, "Not scored.");
  else
    finding = den_session_finding_new (
        total >= least ? DEN_MARK_OK : DEN_MARK_HOLD, "release.scale", label,
        "%" G_GINT64_FORMAT " at %s; ready from %" G_GINT64_FORMAT ".", total, time, least);
  if (newest != NULL)
    finding->of_at = newest->taken_at;
  den_session_findings_add (findings, at, finding, DEN_PASS_BY_REASON);
}

static void
judge_escort (const DenSessionCase *at, GPtrArray *findings)
{
  const DenSession *session = at->session;
  DenSessionFinding *finding;

  if (session->escort_here == 0)
    finding = den_session_finding_new (DEN_MARK_HOLD, "release.escort", "Escort", "Is not here.");
  else if (session->escort_here != 1 || den_text_is_blank (session->escort_name))
    finding = den_session_finding_new (DEN_MARK_MISSING, "release.escort", "Escort",
                                       "Not recorded: a named adult takes the patient home.");
  else
    finding = den_session_finding_new (DEN_MARK_OK, "release.escort", "Escort", "%s.",
                                       session->escort_name);
  finding->from_label = at->protocol->rems == 1;
  den_session_findings_add (findings, at, finding, DEN_PASS_BY_REASON);
}

static void
judge_instructions (const DenSessionCase *at, GPtrArray *findings)
{
  DenSessionFinding *finding;

  if (at->session->instructions_given == 1)
    finding = den_session_finding_new (DEN_MARK_OK, "release.instructions", "Instructions",
                                       "Given in writing.");
  else
    finding = den_session_finding_new (DEN_MARK_MISSING, "release.instructions", "Instructions",
                                       "Not given: in writing, no driving until the next day after "
                                       "a restful sleep.");
  finding->from_label = at->protocol->rems == 1;
  den_session_findings_add (findings, at, finding, DEN_PASS_BY_REASON);
}

/* ---- the release ---- */

static void
judge_release (const DenSessionCase *at, GPtrArray *findings)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (at);
  DenInstant zero = clock->zero_at;

  judge_time (at, clock, findings);
  judge_giving (at, clock, findings);
  for (guint i = 0; i < clock->checkpoints->len; i++)
    judge_checkpoint (at, &g_array_index (clock->checkpoints, DenCheckpointState, i), findings);
  judge_last_pressure (at, zero, findings);
  for (int reading = 0; reading < DEN_N_READINGS; reading++)
    judge_reading (at, zero, (DenReading) reading, findings);
  for (guint i = 0; i < at->session->events->len; i++)
    judge_event (at, g_ptr_array_index (at->session->events, i), findings);
  judge_scale (at, zero, findings);
  judge_escort (at, findings);
  judge_instructions (at, findings);
}

GPtrArray *
den_session_release (const DenSessionCase *at)
{
  GPtrArray *findings = den_session_findings_list ();

  if (at->protocol == NULL)
    return findings;
  if (!den_session_is_delivered (at->session))
    den_session_findings_add (findings, at,
                              den_session_finding_new (DEN_MARK_HOLD, "release.dose", "Dose",
                                                       "Nothing was given: such a session is "
                                                       "cancelled, not completed."),
                              DEN_PASS_NEVER);
  else
    judge_release (at, findings);
  return findings;
}

gboolean
den_session_may_release (const DenSessionCase *at)
{
  g_autoptr (GPtrArray) findings = den_session_release (at);

  return den_session_findings_pass (findings);
}
