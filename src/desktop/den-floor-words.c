/* What the floor says of a session. */
#include "den-floor-words.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *icon;
  const char *css_class;
} states[] = {
  [DEN_STATE_BOOKED] = { "document-open-recent-symbolic", NULL },
  [DEN_STATE_ARRIVED] = { "find-location-symbolic", NULL },
  [DEN_STATE_IN_TREATMENT] = { "media-playback-start-symbolic", "den-good" },
  [DEN_STATE_OBSERVED] = { "view-reveal-symbolic", "den-good" },
  [DEN_STATE_DISCHARGED] = { "go-next-symbolic", "den-caution" },
  [DEN_STATE_SIGNED] = { "changes-prevent-symbolic", "den-muted" },
  [DEN_STATE_MISSED] = { "window-close-symbolic", "den-danger" },
  [DEN_STATE_CANCELLED] = { "list-remove-symbolic", "den-muted" },
};

const char *
den_state_icon (DenSessionState state)
{
  return states[state].icon;
}

const char *
den_state_class (DenSessionState state)
{
  return states[state].css_class;
}

const char *
den_state_label (DenSessionState state)
{
  return _ (den_session_state_choices[state].label);
}

/* "3 min", "1 h 05 min". */
static char *
format_minutes (gint64 minutes)
{
  if (minutes < 60)
    return g_strdup_printf (_ ("%d min"), (int) minutes);
  return g_strdup_printf (_ ("%d h %02d min"), (int) (minutes / 60), (int) (minutes % 60));
}

char *
den_floor_due_words (const char *due, gint64 minutes, gboolean *late)
{
  /* The rules' own word for the time from which the patient may leave: nothing is late then. */
  gboolean release = g_strcmp0 (due, DEN_DUE_RELEASE) == 0;
  g_autofree char *span = NULL;

  *late = due != NULL && !release && minutes < 0;
  /* Where nothing is due the minutes are unknown. */
  if (due == NULL)
    return g_strdup ("");
  span = format_minutes (ABS (minutes));
  if (minutes == 0)
    return g_strdup_printf (release ? _ ("%s possible now") : _ ("%s now"), due);
  /* Translators: what is due, then how long. */
  if (release)
    return g_strdup_printf (minutes > 0 ? _ ("%s possible in %s") : _ ("%s possible since %s"), due,
                            span);
  return g_strdup_printf (minutes > 0 ? _ ("%s in %s") : _ ("%s late by %s"), due, span);
}

char *
den_floor_missing_words (const char *const *missing)
{
  g_autofree char *joined = NULL;

  if (missing == NULL || missing[0] == NULL)
    return g_strdup ("");
  joined = g_strjoinv (", ", (char **) missing);
  return g_strdup_printf (_ ("Missing: %s"), joined);
}

char *
den_day_words (DenDay day)
{
  g_autofree char *us = den_day_to_us (day);

  /* Translators: weekday, then the day. */
  return g_strdup_printf (_ ("%s, %s"), _ (den_weekday_choices[den_day_weekday (day)].label), us);
}

DenSessionState
den_session_row_state (const DenSessionRow *row)
{
  DenSession *session = den_record_new (&den_session_type);
  DenSessionState state;

  session->status = row->status;
  session->arrived_at = row->arrived_at;
  session->started_at = row->started_at;
  session->ended_at = row->ended_at;
  session->signed_at = row->signed_at;
  state = den_session_state (session);
  den_record_free (session);
  return state;
}

char *
den_session_row_title (const DenSessionRow *row)
{
  const char *phase =
      row->phase != DEN_UNKNOWN ? _ (den_phase_choices[row->phase].label) : _ ("Phase unknown");

  if (row->number == DEN_UNKNOWN)
    return g_strdup (phase);
  /* Translators: the phase, then the session's number in its course. */
  return g_strdup_printf (_ ("%s · session %d"), phase, (int) row->number);
}

char *
den_session_row_who (const DenSessionRow *row)
{
  g_autofree char *born = row->birth_date != DEN_UNKNOWN ? den_day_to_us (row->birth_date)
                                                         : g_strdup (_ ("birth date unknown"));

  return g_strdup_printf ("%s · %s", row->mrn, born);
}
