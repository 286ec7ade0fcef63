/* The end of a session: the release, the signature, and what is added to it afterwards. */
#include "den-live-session-private.h"

#include "den-booking.h"
#include "den-chart-editor-private.h"

#include <glib/gi18n-lib.h>

/* ---- the release ---- */

/* Whether the patient can be said to have left at AT. */
static gboolean
check_leaving (const DenSession *session, DenInstant at, GError **error)
{
  DenInstant zero = den_session_zero (session);
  g_autofree char *time = NULL;

  switch (den_session_state (session))
    {
    case DEN_STATE_IN_TREATMENT:
    case DEN_STATE_OBSERVED:
      break;
    case DEN_STATE_DISCHARGED:
      return den_office_refuse (error, _ ("The patient has left already."));
    default:
      return den_office_refuse (error,
                                _ ("Nothing was given in this session, so there is no release."));
    }
  if (session->infusion->len > 0 &&
      !den_instant_is_known (den_session_giving_ended_at (session, NULL)))
    return den_office_refuse (error, _ ("Stop the infusion first."));
  if (at.us >= zero.us)
    return TRUE;
  time = den_instant_show_time (zero);
  return den_office_refuse (error, _ ("The treatment began at %s."), time);
}

/* Home takes all of the release's findings; another way out a reason and a name where one does not
 * pass. */
static gboolean
check_release (DenLiveSession *live, DenInstant at, DenDisposition disposition, const char *reason,
               const char *name, GError **error)
{
  g_autoptr (GError) cause = NULL;
  DenSessionCase now;

  den_live_session_get_case (live, &now);
  now.now = at;
  if (now.protocol == NULL || den_live_session_check_findings (den_session_release (&now), &cause))
    return TRUE;
  if (disposition == DEN_DISPOSITION_HOME)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return (reason != NULL && name != NULL) ||
         den_office_refuse (error, _ ("%s Leaving now takes a reason and a name."), cause->message);
}

/* All of the release is one change: a session is never half closed. */
static gboolean
write_release (DenLiveSession *live, DenInstant at, DenDisposition disposition, const char *reason,
               const char *name, GError **error)
{
  static const char *const columns[] = { "ended_at", "status", "disposition", "early_reason",
                                         "released_by" };
  DenValue values[G_N_ELEMENTS (columns)];

  den_live_session_init_values (columns, values, G_N_ELEMENTS (columns));
  values[0].instant = at;
  values[1].number = DEN_SESSION_COMPLETED;
  values[2].number = disposition;
  /* Only lent: nothing is cleared. */
  values[3].text = (char *) reason;
  values[4].text = (char *) name;
  return den_live_session_set_all (live, columns, values, G_N_ELEMENTS (columns), error);
}

gboolean
den_live_session_release (DenLiveSession *live, DenInstant at, DenDisposition disposition,
                          const char *reason, const char *name, GError **error)
{
  g_autofree char *why = den_words_or_null (reason);
  g_autofree char *who = den_words_or_null (name);
  const DenSession *session;
  gboolean done;

  if (!den_live_session_check_past (live, at, error))
    return FALSE;
  session = den_live_session_begin_act (live, _ ("Session: released"), error);
  if (session == NULL)
    return FALSE;
  done = check_leaving (session, at, error) &&
         check_release (live, at, disposition, why, who, error) &&
         write_release (live, at, disposition, why,
                        who != NULL ? who : den_live_session_get_recorder (live), error);
  return den_live_session_end_act (live, done, error);
}

/* ---- the signature ---- */

/* The database takes no further change of the session once signed_at stands. */
static gboolean
write_signature (DenLiveSession *live, const DenSessionCase *at, const char *name, GError **error)
{
  static const char *const columns[] = { "signed_at", "signed_by", "record_sha256" };
  g_autofree char *digest = den_session_digest (at->session);
  DenValue values[G_N_ELEMENTS (columns)];

  den_live_session_init_values (columns, values, G_N_ELEMENTS (columns));
  values[0].instant = at->now;
  values[1].text = (char *) name;
  values[2].text = digest;
  return den_live_session_set_all (live, columns, values, G_N_ELEMENTS (columns), error);
}

gboolean
den_live_session_sign (DenLiveSession *live, const char *name, GError **error)
{
  g_autofree char *who = den_words_or_null (name);
  DenSessionCase at;

  if (who == NULL)
    return den_office_refuse (error, _ ("Write the name of who signs."));
  if (den_live_session_begin_act (live, _ ("Session: signed"), error) == NULL)
    return FALSE;
  den_live_session_get_case (live, &at);
  return den_live_session_end_act (
      live,
      den_live_session_check_findings (den_session_before_signing (&at), error) &&
          write_signature (live, &at, who, error),
      error);
}

/* ---- afterwards ---- */

/* The session, whether signed or not. */
static const DenSession *
get_any (DenLiveSession *live, GError **error)
{
  const DenSession *session = den_live_session_get_session (live);

  if (session == NULL)
    g_set_error_literal (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND,
                         _ ("This session was removed meanwhile."));
  return session;
}

gboolean
den_live_session_add_addendum (DenLiveSession *live, const char *name, const char *text,
                               GError **error)
{
  g_autofree char *who = den_words_or_null (name);
  g_autofree char *what = den_words_or_null (text);
  const DenSession *session = get_any (live, error);
  DenAddendum *addendum;

  if (session == NULL)
    return FALSE;
  if (!den_session_is_signed (session))
    return den_office_refuse (error,
                              _ ("This session is not signed yet: write in its record itself."));
  if (who == NULL || what == NULL)
    return den_office_refuse (error, _ ("An addendum needs a text and the name of who writes it."));
  addendum = den_record_new (&den_addendum_type);
  addendum->written_at = den_office_now (den_live_session_get_office (live));
  addendum->written_by = g_steal_pointer (&who);
  addendum->text = g_steal_pointer (&what);
  return den_chart_editor_add (den_live_session_get_editor (live), addendum, session, error) != 0;
}

gboolean
den_live_session_add_report (DenLiveSession *live, DenDay sent_on, DenReportMethod method,
                             const char *name, const char *confirmation, GError **error)
{
  DenOffice *office = den_live_session_get_office (live);
  g_autofree char *who = den_words_or_null (name);
  const DenSession *session = get_any (live, error);
  DenMonitoringReport *report;

  if (session == NULL)
    return FALSE;
  if (sent_on == DEN_UNKNOWN || sent_on > den_instant_day (den_office_now (office)))
    return den_office_refuse (error, _ ("The day on which it was sent must be today or before."));
  if (den_instant_is_known (session->started_at) && sent_on < den_instant_day (session->started_at))
    return den_office_refuse (error, _ ("It can not have been sent before the session."));
  report = den_record_new (&den_monitoring_report_type);
  report->sent_on = sent_on;
  report->method = method;
  report->sent_by =
      who != NULL ? g_steal_pointer (&who) : g_strdup (den_live_session_get_recorder (live));
  report->confirmation = den_words_or_null (confirmation);
  return den_chart_editor_add (den_live_session_get_editor (live), report, session, error) != 0;
}
