/* What was given: each device, injection or vial, and the next one when its time has come. */
#pragma once

#include "den-session-dose-entry.h"

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_DOSES (den_session_doses_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionDoses, den_session_doses, DEN, SESSION_DOSES, GtkBox)

GtkWidget *den_session_doses_new (DenLiveSession *live);
DenSessionDoseEntry *den_session_doses_get_entry (DenSessionDoses *self);

G_END_DECLS
