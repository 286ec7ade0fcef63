/* Adverse events: one letter records what, one digit how severe; each is resolved by a key. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_EVENTS (den_session_events_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionEvents, den_session_events, DEN, SESSION_EVENTS, GtkBox)

GtkWidget *den_session_events_new (DenLiveSession *live);
/* What the key does in the strip: a kind's letter, then 1, 2 or 3. TRUE where it was the strip's.
 */
gboolean den_session_events_type (DenSessionEvents *self, guint key);
/* Marks the event resolved now. */
gboolean den_session_events_resolve (DenSessionEvents *self, gint64 event_id);

G_END_DECLS
