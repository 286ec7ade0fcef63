/* The observations of a session as a table, newest last. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_READINGS (den_session_readings_get_type ())
/* Signal "edit" (gint64 observation's row id) when a line is activated. */
G_DECLARE_FINAL_TYPE (DenSessionReadings, den_session_readings, DEN, SESSION_READINGS, GtkBox)

GtkWidget *den_session_readings_new (DenLiveSession *live);
guint den_session_readings_count (DenSessionReadings *self);
/* The words of the line at INDEX, as one who does not see it hears them. */
const char *den_session_readings_get_words (DenSessionReadings *self, guint index);

G_END_DECLS
