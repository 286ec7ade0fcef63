/* The window of one session, beside the patient: who it is, the clock, what is to be done, and all
 * that is recorded. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_WINDOW (den_session_window_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionWindow, den_session_window, DEN, SESSION_WINDOW,
                      GtkApplicationWindow)

/* Opens the window of the patient's session, or brings it to the front where it is open already.
 * PARENT is the window that asked: it tells why where the session can not be opened. */
void den_session_window_show (GtkWindow *parent, DenOffice *office, gint64 patient_id,
                              gint64 session_row);
/* The open window of the session, or NULL. */
DenSessionWindow *den_session_window_find (DenOffice *office, gint64 session_row);

DenLiveSession *den_session_window_get_live (DenSessionWindow *self);
DenOffice *den_session_window_get_office (DenSessionWindow *self);
/* Words in the window's message bar; use den-message.h. */
void den_session_window_show_problem (DenSessionWindow *self, const char *words);
void den_session_window_show_note (DenSessionWindow *self, const char *words);

G_END_DECLS
