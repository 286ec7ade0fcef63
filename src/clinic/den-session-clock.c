/* What is due in a session and when, by instants alone: no calendar, no clock on the wall. */
#include "den-session-private.h"

#include <string.h>

/* By the clock that showed INSTANT; see on_clock. */
static DenInstant
minutes_after (DenInstant instant, gint64 minutes)
{
  return (DenInstant){ instant.us + minutes * DEN_US_PER_MINUTE, instant.offset_minutes };
}

/* DUE as the clock on the wall shows it: while the session runs, that is the clock of now, which
 * may have changed to or from daylight saving time since time 0. */
static DenInstant
on_clock (const DenSessionCase *at, DenInstant due)
{
  if (den_instant_is_known (due) && !den_instant_is_known (at->session->ended_at) &&
      at->session->status != DEN_SESSION_COMPLETED)
    due.offset_minutes = at->now.offset_minutes;
  return due;
}

/* ---- checkpoints ---- */

static gint64
window_from (const DenProtocolCheckpoint *checkpoint)
{
  return checkpoint->minute -
         (checkpoint->early_minutes != DEN_UNKNOWN ? checkpoint->early_minutes : 0);
}

static gint64
window_to (const DenProtocolCheckpoint *checkpoint)
{
  return checkpoint->minute +
         (checkpoint->late_minutes != DEN_UNKNOWN ? checkpoint->late_minutes : 0);
}

/* The minute from which a reading is no longer a late one of checkpoint I: that from which the next
 * one's window counts. One that the release asks for can be made up for at any time. */
static gint64
late_until (const DenProtocol *protocol, guint i)
{
  const DenProtocolCheckpoint *checkpoint = g_ptr_array_index (protocol->checkpoints, i);

  if (checkpoint->required == 1 || i + 1 >= protocol->checkpoints->len)
    return G_MAXINT64;
  return window_from (g_ptr_array_index (protocol->checkpoints, i + 1));
}

/* Whether B, at MINUTE_B, does the checkpoint better than A: within the window the nearer to its
 * minute, after it the earlier. A may be NULL. */
static gboolean
is_better (const DenProtocolCheckpoint *checkpoint, const DenObservation *a, gint64 minute_a,
           const DenObservation *b, gint64 minute_b)
{
  if (a == NULL)
    return TRUE;
  if (minute_a <= window_to (checkpoint) && minute_b <= window_to (checkpoint))
    return ABS (minute_b - checkpoint->minute) < ABS (minute_a - checkpoint->minute);
  return b->taken_at.us < a->taken_at.us;
}

/* Whether the window of the checkpoint has a reading of each of its measures, in one observation or
 * in several: a saturation written down two minutes after the pressure is no missed check. */
static gboolean
is_done_in_parts (const DenSessionCase *at, DenInstant zero,
                  const DenProtocolCheckpoint *checkpoint)
{
  g_auto (GStrv) wanted =
      g_strsplit (checkpoint->measures != NULL ? checkpoint->measures : "", " ", -1);

  for (int i = 0; wanted[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; !found && j < at->session->observations->len; j++)
        {
          const DenObservation *observation = g_ptr_array_index (at->session->observations, j);
          gint64 minute = den_minutes_between (zero, observation->taken_at);

          found = minute >= window_from (checkpoint) && minute <= window_to (checkpoint) &&
                  den_observation_has_all (observation, wanted[i]);
        }
      if (!found)
        return FALSE;
    }
  return wanted[0] != NULL;
}

/* The observation that does checkpoint I, NULL. Of a check in parts it is that of its first
 * measure, the blood pressure, whose minute counts. */
static const DenObservation *
find_doing (const DenSessionCase *at, DenInstant zero, guint i)
{
  const DenProtocolCheckpoint *checkpoint = g_ptr_array_index (at->protocol->checkpoints, i);
  GPtrArray *observations = at->session->observations;
  const DenObservation *best = NULL;
  gint64 best_minute = 0;
  g_autofree char *first_measure = NULL;
  const char *measures = checkpoint->measures;

  if (is_done_in_parts (at, zero, checkpoint))
    measures = first_measure = g_strndup (measures, strcspn (measures, " "));
  for (guint j = 0; j < observations->len; j++)
    {
      const DenObservation *observation = g_ptr_array_index (observations, j);
      gint64 minute = den_minutes_between (zero, observation->taken_at);

      if (minute < window_from (checkpoint) ||
          (minute > window_to (checkpoint) && minute >= late_until (at->protocol, i)) ||
          !den_observation_has_all (observation, measures) ||
          !is_better (checkpoint, best, best_minute, observation, minute))
        continue;
      best = observation;
      best_minute = minute;
    }
  return best;
}

gint64
den_checkpoint_past_due (const DenCheckpointState *state)
{
  return state->late_minutes + window_to (state->checkpoint) - state->checkpoint->minute;
}

static DenCheckpointState
judge_checkpoint (const DenSessionCase *at, DenInstant zero, guint i)
{
  const DenProtocolCheckpoint *checkpoint = g_ptr_array_index (at->protocol->checkpoints, i);
  DenCheckpointState state = {
    .checkpoint = checkpoint,
    .due_at = on_clock (at, minutes_after (zero, checkpoint->minute)),
    .done_by = find_doing (at, zero, i),
    .done_minute = DEN_UNKNOWN,
  };
  gint64 now_minute = den_minutes_between (zero, den_session_now (at));

  if (state.done_by != NULL)
    {
      state.done_minute = den_minutes_between (zero, state.done_by->taken_at);
      state.late_minutes = MAX (state.done_minute - window_to (checkpoint), 0);
      state.due = state.late_minutes > 0 ? DEN_DUE_DONE_LATE : DEN_DUE_DONE;
    }
  else if (now_minute < window_from (checkpoint))
    state.due = DEN_DUE_LATER;
  else
    {
      state.late_minutes = MAX (now_minute - window_to (checkpoint), 0);
      state.due = state.late_minutes > 0 ? DEN_DUE_LATE : DEN_DUE_NOW;
    }
  return state;
}

static void
judge_checkpoints (DenSessionClock *clock, const DenSessionCase *at)
{
  gint64 now_minute = den_minutes_between (clock->zero_at, den_session_now (at));

  for (guint i = 0; i < at->protocol->checkpoints->len; i++)
    {
      DenCheckpointState state = judge_checkpoint (at, clock->zero_at, i);
      /* One left out whose time is over for good does not stand in the way of the next. */
      gboolean can_be_done = state.due < DEN_DUE_DONE && now_minute < late_until (at->protocol, i);

      g_array_append_val (clock->checkpoints, state);
      if (clock->next < 0 && can_be_done)
        clock->next = (int) i;
    }
}

/* ---- devices, release ---- */

/* The rest after the last device that was used. */
static DenInstant
find_next_device (const DenSessionCase *at, gint64 devices_left)
{
  const DenDose *last = NULL;

  for (guint i = 0; i < at->session->doses->len; i++)
    {
      const DenDose *dose = g_ptr_array_index (at->session->doses, i);

      if (dose->outcome != DEN_DOSE_REFUSED &&
          (last == NULL || dose->given_at.us >= last->given_at.us))
        last = dose;
    }
  if (last == NULL || devices_left == 0 || den_instant_is_known (at->session->ended_at))
    return DEN_INSTANT_UNKNOWN;
  return minutes_after (last->given_at, at->protocol->device_rest_minutes != DEN_UNKNOWN
                                            ? at->protocol->device_rest_minutes
                                            : 0);
}

/* The least time from time 0, and from the end of the infusion where that comes later. While it
 * runs, its planned end stands for it, or now where that has passed. */
static DenInstant
find_release (const DenSessionCase *at, DenInstant zero)
{
  const DenProtocol *protocol = at->protocol;
  DenInstant release = minutes_after (zero, protocol->observation_minutes);
  DenInstant giving_ended = den_session_giving_ended_at (at->session, protocol);
  DenInstant stable;

  if (protocol->stable_minutes == DEN_UNKNOWN)
    return release;
  if (!den_instant_is_known (giving_ended))
    {
      giving_ended = minutes_after (
          zero, protocol->infusion_minutes != DEN_UNKNOWN ? protocol->infusion_minutes : 0);
      if (giving_ended.us < den_session_now (at).us)
        giving_ended = den_session_now (at);
    }
  stable = minutes_after (giving_ended, protocol->stable_minutes);
  return stable.us > release.us ? stable : release;
}

DenSessionClock *
den_session_clock_new (const DenSessionCase *at)
{
  DenSessionClock *clock = g_new0 (DenSessionClock, 1);

  clock->checkpoints = g_array_new (FALSE, FALSE, sizeof (DenCheckpointState));
  clock->zero_at = den_session_zero (at->session);
  clock->next_device_at = clock->earliest_release_at = DEN_INSTANT_UNKNOWN;
  clock->elapsed_seconds = DEN_UNKNOWN;
  clock->next = -1;
  if (at->protocol != NULL && at->protocol->device_ug != DEN_UNKNOWN)
    clock->devices_left = den_session_devices_left (at->session, at->protocol->device_ug);
  if (!den_instant_is_known (clock->zero_at))
    return clock;
  clock->elapsed_seconds = MAX ((den_session_now (at).us - clock->zero_at.us) / G_USEC_PER_SEC, 0);
  if (at->protocol == NULL)
    return clock;
  judge_checkpoints (clock, at);
  clock->next_device_at = on_clock (at, find_next_device (at, clock->devices_left));
  clock->earliest_release_at = on_clock (at, find_release (at, clock->zero_at));
  return clock;
}

void
den_session_clock_free (DenSessionClock *clock)
{
  if (clock == NULL)
    return;
  g_array_unref (clock->checkpoints);
  g_free (clock);
}

/* ---- what comes next ---- */

/* What is due at an instant. */
typedef struct
{
  char *what;
  DenInstant due_at;
  gboolean late;
} Due;

/* Takes over WHAT where it comes before what NEXT has, or frees it. */
static void
consider (Due *next, char *what, DenInstant due_at, gboolean late)
{
  if (!den_instant_is_known (due_at) || (next->what != NULL && next->due_at.us <= due_at.us))
    {
      g_free (what);
      return;
    }
  g_free (next->what);
  *next = (Due){ what, due_at, late };
}

static void
consider_treatment (const DenSessionCase *at, Due *next)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (at);
  DenInstant giving_ended = den_session_giving_ended_at (at->session, at->protocol);

  if (clock->next >= 0)
    {
      const DenCheckpointState *state =
          &g_array_index (clock->checkpoints, DenCheckpointState, clock->next);

      consider (next, g_strdup_printf ("%" G_GINT64_FORMAT " min check", state->checkpoint->minute),
                state->due_at, state->due == DEN_DUE_LATE);
    }
  if (den_instant_is_known (clock->next_device_at))
    consider (next, g_strdup_printf ("Device %u", at->session->doses->len + 1),
              clock->next_device_at, FALSE);
  if (at->session->infusion->len > 0 && !den_instant_is_known (giving_ended) &&
      at->protocol != NULL && at->protocol->infusion_minutes != DEN_UNKNOWN)
    {
      DenInstant end =
          on_clock (at, minutes_after (clock->zero_at, at->protocol->infusion_minutes));

      consider (next, g_strdup ("End of infusion"), end, end.us < at->now.us);
    }
  if (next->what == NULL)
    consider (next, g_strdup (DEN_DUE_RELEASE), clock->earliest_release_at, FALSE);
}

gboolean
den_session_next_due (const DenSessionCase *at, char **what, DenInstant *due_at, gboolean *late)
{
  Due next = { NULL, DEN_INSTANT_UNKNOWN, FALSE };
  DenInstant scheduled = at->session->scheduled_at;

  switch (den_session_state (at->session))
    {
    case DEN_STATE_BOOKED:
      consider (&next, g_strdup ("Arrival"), scheduled, scheduled.us < at->now.us);
      break;
    case DEN_STATE_ARRIVED:
      consider (&next, g_strdup ("Dose"), scheduled, scheduled.us < at->now.us);
      break;
    case DEN_STATE_IN_TREATMENT:
    case DEN_STATE_OBSERVED:
      consider_treatment (at, &next);
      break;
    default:
      break;
    }
  *what = next.what;
  *due_at = next.due_at;
  *late = next.late;
  return next.what != NULL;
}
