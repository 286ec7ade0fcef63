/* The open alerts of a session, newest first, each with the place to say what was done. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_ALERTS_STRIP (den_session_alerts_strip_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionAlertsStrip, den_session_alerts_strip, DEN, SESSION_ALERTS_STRIP,
                      GtkBox)

GtkWidget *den_session_alerts_strip_new (DenLiveSession *live);
guint den_session_alerts_strip_count (DenSessionAlertsStrip *self);

G_END_DECLS
