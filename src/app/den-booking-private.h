/* What the files of booking share. */
#pragma once

#include "den-booking.h"

G_BEGIN_DECLS

/* Where a session is to be put. Of a walk-in the opening hours are not asked: the patient is here.
 */
typedef struct
{
  gint64 phase; /* DenPhase */
  DenInstant at;
  gint64 minutes;
  const char *chair; /* NULL: none yet */
  gint64 except_row; /* the session that is moved, 0 for a new one */
  gboolean is_walk_in;
} DenBookingPlace;

/* The chart as the database has it within the editor's transaction, so that what another program
 * booked a moment ago is seen too; to be freed. */
DenChart *den_booking_read_chart (DenChartEditor *editor, GError **error);

/* Whether the patient of CHART may have a session there: opening hours, the chair, the patient's
 * other sessions. Asked within the transaction that books. FALSE with the sentence that says why
 * not. */
gboolean den_booking_check_place (DenOffice *office, const DenChart *chart,
                                  const DenProtocol *protocol, const DenBookingPlace *place,
                                  GError **error);

/* The phase that a course's next sessions fall in, counted on from what was delivered and what is
 * booked already. */
typedef struct
{
  const DenProtocol *protocol;
  int row; /* of its phases */
  gint64 done;
  gboolean is_reinduction; /* its induction is a second one */
} DenPhaseCount;

/* COURSE may be NULL: one that has yet to begin. */
void den_phase_count_init (DenPhaseCount *count, const DenChart *chart, const DenCourse *course,
                           const DenProtocol *protocol, DenDay on);
/* The phase of the next session, which is counted. */
DenPhase den_phase_count_next (DenPhaseCount *count);

/* A session of the course, planned at PLACE; to be freed. Numbered on from the course's others. */
DenSession *den_booking_new_session (const DenChart *chart, const char *course_id,
                                     const DenBookingPlace *place);

/* Ends what den_chart_editor_begin began: commits where DONE, else gives it up. */
gboolean den_booking_end (DenChartEditor *editor, gboolean done, GError **error);

/* Values for the fields of one record, to be set in one change. */
typedef struct
{
  const DenRecordType *type;
  const DenField *fields[8];
  DenValue values[8];
  guint n;
} DenFieldChanges;

void den_field_changes_text (DenFieldChanges *changes, const char *column, const char *text);
void den_field_changes_number (DenFieldChanges *changes, const char *column, gint64 number);
void den_field_changes_instant (DenFieldChanges *changes, const char *column, DenInstant instant);
/* Sets them in RECORD and clears CHANGES. */
gboolean den_field_changes_set (DenFieldChanges *changes, DenChartEditor *editor,
                                gconstpointer record, GError **error);

G_END_DECLS
