/* Before the dose: what is asked, what was looked up, the vital signs and the order, in the order
 * in which they are worked through, each with its mark. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_CHECKS (den_session_checks_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionChecks, den_session_checks, DEN, SESSION_CHECKS, GtkBox)

GtkWidget *den_session_checks_new (DenLiveSession *live);
/* The row of the finding with the key ("check.food", "systolic"), or NULL. */
GtkWidget *den_session_checks_find (DenSessionChecks *self, const char *key);

G_END_DECLS
