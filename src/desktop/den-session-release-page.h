/* Before the patient leaves: what is met and what is open, the escort, and the release itself. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_RELEASE_PAGE (den_session_release_page_get_type ())
/* Signal "sheet" (const char *scale) where the protocol's discharge scale is to be answered. */
G_DECLARE_FINAL_TYPE (DenSessionReleasePage, den_session_release_page, DEN, SESSION_RELEASE_PAGE,
                      GtkBox)

GtkWidget *den_session_release_page_new (DenLiveSession *live);
/* Releases the patient now, home with the escort. FALSE while something is open. */
gboolean den_session_release_page_release (DenSessionReleasePage *self);
/* The small window that asks why and who lets the patient go early. */
void den_session_release_page_leave_early (DenSessionReleasePage *self);

G_END_DECLS
