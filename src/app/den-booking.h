/* Courses and appointments: each act one transaction, refused whole where a chair is taken. */
#pragma once

#include "den-chart-editor.h"
#include "den-clock.h"
#include "den-outcomes.h"

G_BEGIN_DECLS

/* ---- the office's calendar and protocols (den-office-calendar.c, den-office-protocols.c) ---- */

/* The one clock of the program; owned by the office. */
DenClock *den_office_get_clock (DenOffice *office);
/* Now, by it. */
DenInstant den_office_now (DenOffice *office);

/* Owned by the office, good until "clinic-changed". */
const DenCalendar *den_office_get_calendar (DenOffice *office);
/* A chair, opening or closure: inserted where its id is 0, else updated. RECORD stays the caller's.
 */
gboolean den_office_save_calendar_record (DenOffice *office, gpointer record, GError **error);
gboolean den_office_remove_calendar_record (DenOffice *office, gpointer record, GError **error);
/* DenProtocol, every version: those the program carries, then the clinic's; owned by the office. */
GPtrArray *den_office_get_protocols (DenOffice *office);
/* The version of the protocol in force on the day, or NULL. */
const DenProtocol *den_office_find_protocol (DenOffice *office, const char *protocol_id, DenDay on);
/* Keeps PROTOCOL as the clinic's version from its effective_on on: replaces the clinic's version of
 * the same day, and stands beside the others. A version that sessions were already recorded under
 * (effective_on before today) can not be changed, only followed by another. */
gboolean den_office_save_protocol (DenOffice *office, const DenProtocol *protocol, GError **error);
gboolean den_office_remove_protocol (DenOffice *office, const DenProtocol *protocol,
                                     GError **error);
/* Of SESSION in CHART: its course's, in force on its day; NULL without one. */
const DenProtocol *den_office_protocol_of (DenOffice *office, const DenChart *chart,
                                           const DenSession *session);
/* What is taken from the day FROM up to but without TO: DenBusy; chair names live as long as the
 * array. */
GArray *den_office_load_busy (DenOffice *office, DenDay from, DenDay to, gint64 except_session,
                              GError **error);

/* ---- courses ---- */

/* Adds a course under the protocol and its sessions on SLOTS (DenSlot, may be empty), as one change
 * of the editor's. The course's id (new: "C1", "C2" ... unlike the others of the chart), to be
 * freed; NULL with ERROR. Session ids are "<MRN>-S<n>", unlike the others of the chart. */
char *den_booking_start_course (DenChartEditor *editor, const DenProtocol *protocol,
                                DenIndication indication, const GArray *slots, GError **error);
/* Adds further sessions to a course. */
gboolean den_booking_add_sessions (DenChartEditor *editor, const DenCourse *course,
                                   const GArray *slots, GError **error);
/* The slots that the course's next N sessions would take, from the day on (0: the rest of its
 * closed phases). COURSE is NULL for one that has yet to be started. Wishes as in DenLayout.
 * DenSlot; NULL with ERROR where the store fails. */
GArray *den_booking_propose (DenOffice *office, const DenChart *chart, const DenCourse *course,
                             const DenProtocol *protocol, DenDay from, guint n, guint weekdays,
                             gint64 minute, const char *chair, GError **error);
gboolean den_booking_move (DenChartEditor *editor, const DenSession *session, DenInstant at,
                           const char *chair, const char *reason, GError **error);
/* MISSED or CANCELLED with its reason. The sessions after it stay where they are. */
gboolean den_booking_close (DenChartEditor *editor, const DenSession *session,
                            DenSessionStatus status, const char *reason, GError **error);
/* Takes DECISION over, also where it is refused. Its day is today and its author the office's user
 * where they are not known. */
gboolean den_booking_decide (DenChartEditor *editor, const DenCourse *course,
                             DenCourseDecision *decision, GError **error);
/* Ends the course (STOPPED or COMPLETED) with a STOP decision; its planned sessions are cancelled
 * in the same change. */
gboolean den_booking_stop_course (DenChartEditor *editor, const DenCourse *course,
                                  DenCourseStatus status, const char *reason, GError **error);
/* A session of the patient's running course now, on a free chair (NULL: the first that is free),
 * with the patient arrived. The row of the session, or 0: DEN_OFFICE_ERROR_INPUT says why not
 * (no running course, already a session today, no chair). */
gint64 den_booking_walk_in (DenOffice *office, gint64 patient_id, const char *chair,
                            GError **error);
gboolean den_booking_arrive (DenOffice *office, gint64 patient_id, gint64 session_row,
                             GError **error);
/* For an arrival that was pressed by mistake: booked again, while nothing else is recorded. */
gboolean den_booking_take_back_arrival (DenOffice *office, gint64 patient_id, gint64 session_row,
                                        GError **error);
/* Days after SESSION in which psychotherapy is best placed by its protocol, FIRST and LAST. */
gboolean den_booking_therapy_window (const DenSession *session, const DenProtocol *protocol,
                                     DenDay *first, DenDay *last);

/* ---- work lists (den-work-lists.c) ---- */

/* DenSessionRow: begun before today and neither signed nor closed. */
GPtrArray *den_office_unsigned_sessions (DenOffice *office, GError **error);

/* One line of the REMS ledger. */
typedef struct
{
  DenSessionRow *row;
  DenDay treated_on;
  DenDay due_on;
  DenReportStanding standing;
} DenLedgerLine;

/* DenLedgerLine of the last DAYS days, and every older one that was never sent; what is due soonest
 * first, then what was sent, newest first. */
GPtrArray *den_office_report_ledger (DenOffice *office, guint days, GError **error);
/* That the forms of the sessions (rows) were sent, in one transaction. */
gboolean den_office_mark_reported (DenOffice *office, const gint64 *session_rows, guint n,
                                   DenDay sent_on, DenReportMethod method, const char *name,
                                   const char *confirmation, GError **error);

/* ---- outcomes ---- */

/* Sums up the whole clinic on a read-only connection in another thread. The task gives a
 * DenOutcomeTally (den_outcome_report_finish); progress in patients through PROGRESS, on the main
 * thread. */
typedef void (*DenOutcomeProgress) (gint64 done, gint64 of, gpointer data);
void den_outcome_report_start (DenOffice *office, GCancellable *cancellable,
                               DenOutcomeProgress progress, GAsyncReadyCallback done,
                               gpointer data);
DenOutcomeTally *den_outcome_report_finish (DenOffice *office, GAsyncResult *result,
                                            GError **error);

G_END_DECLS
