/* What the booking dialog is about: whose appointment, what for, and where it is to lie. It knows
 * no widget. */
#pragma once

#include "den-booking.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_APPOINTMENT_SESSION,
  DEN_APPOINTMENT_PSYCHOTHERAPY,
  DEN_APPOINTMENT_FOLLOW_UP,
} DenAppointmentKind;

/* Where a refusal is to be said. */
typedef enum
{
  DEN_AT_DAY,
  DEN_AT_TIME,
  DEN_AT_CHAIR,
} DenAppointmentPlace;

typedef struct
{
  DenOffice *office;
  DenChartEditor *editor; /* of the patient; NULL while none is chosen */
  gint64 session_row;     /* of the session that is moved; 0: a new appointment */
  DenAppointmentKind kind;
  DenDay day;
  gint64 minute; /* of the day */
  gint64 minutes;
  char *chair; /* NULL: the first that is free */
  char *clinician;
  char *reason;
} DenAppointment;

DenAppointment *den_appointment_new (DenOffice *office);
void den_appointment_free (DenAppointment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenAppointment, den_appointment_free)

/* Loads the patient's chart; 0 for none. */
gboolean den_appointment_set_patient (DenAppointment *self, gint64 patient_id, GError **error);
/* Takes day, time, chair and length of the patient's session, which is then moved. */
gboolean den_appointment_set_session (DenAppointment *self, gint64 session_row, GError **error);

/* The course that a session would belong to, NULL where none is running; of a session that is
 * moved, its own. Good until the chart changes. */
const DenCourse *den_appointment_get_course (DenAppointment *self);
const DenProtocol *den_appointment_get_protocol (DenAppointment *self);
/* "Esketamine: 3 given, 2 booked"; NULL without a course. To be freed. */
char *den_appointment_course_words (DenAppointment *self);
/* In which days a psychotherapy is best placed, as words; NULL for nothing. To be freed. */
char *den_appointment_therapy_words (DenAppointment *self);

/* The next place by the protocol, from the day on. FALSE where there is none. */
gboolean den_appointment_propose (DenAppointment *self, DenDay from, DenSlot *slot);
/* DenSlot: the free starts of the day, of the chair alone where one is wished. Only of sessions. */
GArray *den_appointment_free_starts (DenAppointment *self, GError **error);
/* Why it can not lie there, to be freed, and where that is to be said; NULL where it can, or where
 * day or time are not known yet. */
char *den_appointment_refusal (DenAppointment *self, DenAppointmentPlace *place);
/* Books or moves it, in one change. */
gboolean den_appointment_keep (DenAppointment *self, GError **error);

G_END_DECLS
