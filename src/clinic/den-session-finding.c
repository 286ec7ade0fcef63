/* How a finding of a session is written, and which decision answers it. */
#include "den-session-private.h"
#include "den-text.h"

void
den_session_finding_free (gpointer data)
{
  DenSessionFinding *finding = data;

  if (finding == NULL)
    return;
  g_free (finding->key);
  g_free (finding->label);
  g_free (finding->sentence);
  g_free (finding);
}

GPtrArray *
den_session_findings_list (void)
{
  return g_ptr_array_new_with_free_func (den_session_finding_free);
}

DenSessionFinding *
den_session_finding_new (DenSessionMark mark, const char *key, const char *label,
                         const char *format, ...)
{
  DenSessionFinding *finding = g_new0 (DenSessionFinding, 1);
  va_list args;

  va_start (args, format);
  finding->sentence = g_strdup_vprintf (format, args);
  va_end (args);
  finding->mark = mark;
  finding->key = g_strdup (key);
  finding->label = g_strdup (label);
  finding->of_at = DEN_INSTANT_UNKNOWN;
  return finding;
}

/* The newest decision about the key and the reading; of several made at one instant the one entered
 * last. A decision about an earlier reading says nothing of this one. */
static const DenSessionDecision *
find_decision (const DenSession *session, const char *key, DenInstant of_at)
{
  const DenSessionDecision *newest = NULL;

  for (guint i = 0; i < session->decisions->len; i++)
    {
      const DenSessionDecision *decision = g_ptr_array_index (session->decisions, i);

      if (g_strcmp0 (decision->about, key) == 0 && decision->of_at.us == of_at.us &&
          (newest == NULL || decision->decided_at.us >= newest->decided_at.us))
        newest = decision;
    }
  return newest;
}

/* Whether the decision says what was done: some need words for it, a call to the prescriber or to
 * emergency services speaks for itself. */
static gboolean
says_what_was_done (const DenSessionDecision *decision)
{
  gboolean needs_words = decision->decision == DEN_DECISION_PROCEED ||
                         decision->decision == DEN_DECISION_TREAT ||
                         decision->decision == DEN_DECISION_EXPLAIN;

  return !needs_words || !den_text_is_blank (decision->reason);
}

static gboolean
is_answered (const DenSessionDecision *decision, DenPass pass)
{
  switch (pass)
    {
    case DEN_PASS_ANYWAY:
      return TRUE;
    case DEN_PASS_BY_REASON:
      return decision != NULL && decision->decision == DEN_DECISION_PROCEED &&
             !den_text_is_blank (decision->reason);
    case DEN_PASS_BY_WORD:
      return decision != NULL && says_what_was_done (decision);
    case DEN_PASS_NEVER:
    default:
      return FALSE;
    }
}

void
den_session_finding_settle (DenSessionFinding *finding, const DenSession *session, DenPass pass)
{
  finding->decision = find_decision (session, finding->key, finding->of_at);
  finding->passes = finding->mark == DEN_MARK_OK || is_answered (finding->decision, pass);
}

void
den_session_findings_add (GPtrArray *findings, const DenSessionCase *at, DenSessionFinding *finding,
                          DenPass pass)
{
  den_session_finding_settle (finding, at->session, pass);
  g_ptr_array_add (findings, finding);
}

gboolean
den_session_findings_pass (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (!((const DenSessionFinding *) g_ptr_array_index (findings, i))->passes)
      return FALSE;
  return TRUE;
}
