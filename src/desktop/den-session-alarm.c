/* When the bell is heard. The clinic's own rule: five minutes after an observation became late,
 * then every minute. */
#include "den-session-alarm.h"

#include "den-booking.h"

#define LATE_MINUTES 5
#define SILENCE_US (5 * DEN_US_PER_MINUTE)

struct _DenSessionAlarm
{
  GObject parent_instance;

  DenLiveSession *live;
  gboolean sounding;
  gint64 silent_until_us;
  gint64 sounded_us; /* the last bell */
};

enum
{
  SOUND,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenSessionAlarm, den_session_alarm, G_TYPE_OBJECT)

/* Whether a look at the patient is late for so long that a word on the screen was not enough. */
static gboolean
is_late (const DenSessionCase *at)
{
  g_autoptr (DenSessionClock) clock = NULL;
  DenSessionState state = den_session_state (at->session);
  const DenCheckpointState *next;

  if (at->protocol == NULL || (state != DEN_STATE_IN_TREATMENT && state != DEN_STATE_OBSERVED))
    return FALSE;
  clock = den_session_clock_new (at);
  if (clock->next < 0)
    return FALSE;
  next = &g_array_index (clock->checkpoints, DenCheckpointState, clock->next);
  return next->due == DEN_DUE_LATE && next->late_minutes >= LATE_MINUTES;
}

/* The newest entry answers the bell for as long as the button does: somebody is with the patient.
 */
static gint64
answered_until (const DenSession *session)
{
  gint64 newest = G_MININT64;

  for (guint i = 0; i < session->observations->len; i++)
    {
      const DenObservation *it = g_ptr_array_index (session->observations, i);

      newest = MAX (newest, it->taken_at.us);
    }
  return newest > G_MININT64 ? newest + SILENCE_US : newest;
}

static void
set_sounding (DenSessionAlarm *self, gboolean sounding)
{
  if (self->sounding == sounding)
    return;
  self->sounding = sounding;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
look_cb (DenLiveSession *live, DenSessionAlarm *self)
{
  DenSessionCase at;

  if (den_live_session_get_session (live) == NULL)
    return;
  den_live_session_get_case (live, &at);
  set_sounding (self, at.now.us >= self->silent_until_us &&
                          at.now.us >= answered_until (at.session) && is_late (&at));
  if (!self->sounding || ABS (at.now.us - self->sounded_us) < DEN_US_PER_MINUTE)
    return;
  self->sounded_us = at.now.us;
  g_signal_emit (self, signals[SOUND], 0);
}

gboolean
den_session_alarm_is_sounding (DenSessionAlarm *self)
{
  return self->sounding;
}

void
den_session_alarm_silence (DenSessionAlarm *self)
{
  DenInstant now = den_office_now (den_live_session_get_office (self->live));

  self->silent_until_us = now.us + SILENCE_US;
  set_sounding (self, FALSE);
}

static void
den_session_alarm_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_ALARM (object)->live);
  G_OBJECT_CLASS (den_session_alarm_parent_class)->dispose (object);
}

static void
den_session_alarm_class_init (DenSessionAlarmClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_alarm_dispose;
  signals[SOUND] = g_signal_new ("sound", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_session_alarm_init (DenSessionAlarm *self)
{
  self->silent_until_us = G_MININT64;
}

DenSessionAlarm *
den_session_alarm_new (DenLiveSession *live)
{
  DenSessionAlarm *self = g_object_new (DEN_TYPE_SESSION_ALARM, NULL);

  self->live = g_object_ref (live);
  g_signal_connect_object (live, "changed", G_CALLBACK (look_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (look_cb), self, 0);
  look_cb (live, self);
  return self;
}
