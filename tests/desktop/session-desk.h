/* The session window of a patient, on a computer whose clock the test sets. It is 09:00. */
#pragma once

#include "den-desktop-test.h"

#include "den-session-dose-entry.h"
#include "den-session-entry.h"
#include "den-session-window.h"
#include "session-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  SessionFixture clinic;
  DenApplication *application;
  GtkWindow *parent;
  GtkWidget *window; /* of the session 1001-S1 */
} SessionDesk;

void session_desk_set_up (SessionDesk *desk, gconstpointer data);
/* Closes every window and asserts that none is kept alive. */
void session_desk_tear_down (SessionDesk *desk, gconstpointer data);
GtkWidget *session_desk_open (SessionDesk *desk, gint64 patient_id, const char *session_id);
/* Opens in place of the first the session of a patient with an infusion. */
void session_desk_use_infusion (SessionDesk *desk);

/* Time goes by, and the clock is looked at. */
void session_desk_run (SessionDesk *desk, gint64 minutes);
/* To "checks", "dose", "events", "release", "sign", "vitals". */
void session_desk_go (SessionDesk *desk, const char *place);
/* The session as it is stored. */
const DenSession *session_desk_get_session (SessionDesk *desk);
DenSessionEntry *session_desk_get_entry (GtkWidget *window);
DenSessionDoseEntry *session_desk_get_dose_entry (SessionDesk *desk);
void session_desk_type (GtkWidget *field, const char *text);
const char *session_desk_shown (GtkWidget *field);
/* The dialog that is open, or NULL. */
GtkWidget *session_desk_find_dialog (void);
void session_desk_arrive (SessionDesk *desk);
/* Two devices are given, five minutes apart. */
void session_desk_begin_treatment (SessionDesk *desk);

G_END_DECLS
