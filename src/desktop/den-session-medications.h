/* Medications given in the session. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_MEDICATIONS (den_session_medications_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionMedications, den_session_medications, DEN, SESSION_MEDICATIONS,
                      GtkBox)

GtkWidget *den_session_medications_new (DenLiveSession *live);

G_END_DECLS
