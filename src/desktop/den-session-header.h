/* Who is treated, with what, and the clock: always in sight at the top of a session's window. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_HEADER (den_session_header_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionHeader, den_session_header, DEN, SESSION_HEADER, GtkWidget)

GtkWidget *den_session_header_new (DenLiveSession *live);
/* Whether the button that silences the sound is offered. */
void den_session_header_set_sounding (DenSessionHeader *self, gboolean sounding);

G_END_DECLS
