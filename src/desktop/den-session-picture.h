/* The chart of a session over its minutes, growing as entries come. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_PICTURE (den_session_picture_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionPicture, den_session_picture, DEN, SESSION_PICTURE, GtkBox)

GtkWidget *den_session_picture_new (DenLiveSession *live);

G_END_DECLS
