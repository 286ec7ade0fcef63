/* What keeps a session's record from being signed: an open end, alerts and late checks that nobody
 * said a word about, doses without lot or expiry. */
#include "den-session-private.h"
#include "den-text.h"

/* Moves what does not pass of FOUND to FINDINGS. */
static void
take_open (GPtrArray *found, GPtrArray *findings)
{
  for (guint i = 0; i < found->len;)
    {
      const DenSessionFinding *finding = g_ptr_array_index (found, i);

      if (finding->passes)
        i++;
      else
        g_ptr_array_add (findings, g_ptr_array_steal_index (found, i));
    }
}

/* Adds what keeps the signature, unless a word answers it. */
static void
add_open (const DenSessionCase *at, GPtrArray *findings, DenSessionFinding *finding, DenPass pass)
{
  den_session_finding_settle (finding, at->session, pass);
  if (finding->passes)
    den_session_finding_free (finding);
  else
    g_ptr_array_add (findings, finding);
}

/* Each device, vial or injection that was opened bears its lot and expiry. */
static void
judge_lots (const DenSessionCase *at, GPtrArray *findings)
{
  for (guint i = 0; i < at->session->doses->len; i++)
    {
      const DenDose *dose = g_ptr_array_index (at->session->doses, i);
      g_autofree char *key = g_strdup_printf ("dose.lot.%u", i + 1);
      gboolean lot = !den_text_is_blank (dose->lot), expiry = dose->expires_on != DEN_UNKNOWN;

      if (dose->outcome == DEN_DOSE_REFUSED || (lot && expiry))
        continue;
      add_open (at, findings,
                den_session_finding_new (DEN_MARK_MISSING, key, "Lot and expiry",
                                         "Dose %u: %s not recorded.", i + 1,
                                         lot      ? "the expiry is"
                                         : expiry ? "the lot is"
                                                  : "lot and expiry are"),
                DEN_PASS_BY_WORD);
    }
}

/* Whoever left before the release had passed left early: with a reason and who let them. */
static void
judge_early_leave (const DenSessionCase *at, GPtrArray *findings)
{
  DenSessionCase then = *at;

  then.now = at->session->ended_at;
  if (den_session_may_release (&then) || (!den_text_is_blank (at->session->early_reason) &&
                                          !den_text_is_blank (at->session->released_by)))
    return;
  add_open (at, findings,
            den_session_finding_new (DEN_MARK_MISSING, "sign.early", "Left early",
                                     "The patient left before all of the release was met: why, and "
                                     "who let them go, is not recorded."),
            DEN_PASS_NEVER);
}

GPtrArray *
den_session_before_signing (const DenSessionCase *at)
{
  GPtrArray *findings = den_session_findings_list ();
  DenSessionState state = den_session_state (at->session);
  g_autoptr (GPtrArray) alerts = NULL;

  if (at->protocol == NULL)
    return findings;
  if (state < DEN_STATE_DISCHARGED)
    add_open (at, findings,
              den_session_finding_new (DEN_MARK_HOLD, "sign.ended", "Session",
                                       "The session has not ended."),
              DEN_PASS_NEVER);
  alerts = den_session_alerts (at);
  take_open (alerts, findings);
  judge_lots (at, findings);
  if (den_session_is_delivered (at->session) && den_instant_is_known (at->session->ended_at))
    judge_early_leave (at, findings);
  return findings;
}
