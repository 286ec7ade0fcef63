/* An infusion: start, rate, pause, resume and stop, and what has run in. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_INFUSION (den_session_infusion_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionInfusion, den_session_infusion, DEN, SESSION_INFUSION, GtkBox)

GtkWidget *den_session_infusion_new (DenLiveSession *live);
/* Records the step with the rate and reason that stand in the fields. FALSE where something is
 * wrong, which the part says. */
gboolean den_session_infusion_step (DenSessionInfusion *self, DenInfusionAction action);
/* "rate", "reason". */
GtkWidget *den_session_infusion_get_field (DenSessionInfusion *self, const char *name);

G_END_DECLS
