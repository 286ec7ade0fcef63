/* An appointment: a session of a running course, or a visit without a dose, on a day, at a time and
 * on a chair. The same dialog moves a session that is booked. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* PATIENT_ID 0 lets the patient be chosen. SESSION_ROW 0 books anew, else that session is moved.
 * DAY DEN_UNKNOWN proposes the next free place by the protocol. */
void den_booking_dialog_show (GtkWindow *parent, DenOffice *office, gint64 patient_id,
                              gint64 session_row, DenDay day);
/* The same for a free place: MINUTE of the day and CHAIR, where they are known. */
void den_booking_dialog_show_at (GtkWindow *parent, DenOffice *office, DenDay day, gint64 minute,
                                 const char *chair);

G_END_DECLS
