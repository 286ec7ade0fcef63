/* The end of a session: the note, what is open before it is signed, the signature, addenda, and the
 * monitoring form. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_SIGN_PAGE (den_session_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionSignPage, den_session_sign_page, DEN, SESSION_SIGN_PAGE, GtkBox)

GtkWidget *den_session_sign_page_new (DenLiveSession *live);
/* Signs as NAME. FALSE while something is open, which the page lists. */
gboolean den_session_sign_page_sign (DenSessionSignPage *self, const char *name);

G_END_DECLS
