/* Sounds while an observation is late: once a minute, until something is recorded or it is silenced
 * for five minutes. It never takes the keyboard. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_ALARM (den_session_alarm_get_type ())
/* Signals: "sound" when the bell is to be heard; "changed" when it begins or ends to be due. */
G_DECLARE_FINAL_TYPE (DenSessionAlarm, den_session_alarm, DEN, SESSION_ALARM, GObject)

DenSessionAlarm *den_session_alarm_new (DenLiveSession *live);
/* Whether it would sound now: something is late by more than five minutes, and nobody answered. */
gboolean den_session_alarm_is_sounding (DenSessionAlarm *self);
void den_session_alarm_silence (DenSessionAlarm *self);

G_END_DECLS
