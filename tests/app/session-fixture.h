/* A clinic in which one patient is ready for a dose and another waits, on a computer whose clock
 * the test sets. It is 09:00 of DEN_TEST_DAY. */
#pragma once

#include "den-live-session.h"
#include "den-test-clock.h"
#include "den-test.h"

#include <string.h>

G_BEGIN_DECLS

typedef struct
{
  DenTestClinic clinic;
  DenTestComputer computer;
  DenClock *clock;
  gint64 ada;           /* 1001, with the sessions 1001-S1 (at 9:00) and 1001-S2 (at 15:00) */
  gint64 bo;            /* 1002, the same */
  DenLiveSession *live; /* of 1001-S1 */
} SessionFixture;

void session_fixture_set_up (SessionFixture *fixture, gconstpointer data);
void session_fixture_tear_down (SessionFixture *fixture, gconstpointer data);

/* The row of the session of PATIENT_ID. */
gint64 session_row (DenOffice *office, gint64 patient_id, const char *session_id);
/* Opens it. */
DenLiveSession *session_open (DenOffice *office, gint64 patient_id, const char *session_id);
/* Imports the two patients, booked for the day, into OFFICE. */
void session_import_patients (DenOffice *office, const char *day);
/* The patient arrives and all checks are answered, 56 mg are ordered, and vital signs are taken:
 * the first dose may be given. */
void session_make_ready (DenLiveSession *live);
/* New entries, at the present time. */
DenDose *session_device (const char *lot);
DenObservation *session_vitals (gint64 systolic, gint64 diastolic);

/* The fixture's session, as it is shown. */
const DenSession *session_of (SessionFixture *fixture);
/* The patient's chart as the file has it, read by a connection of its own. */
DenChart *session_stored (SessionFixture *fixture, gint64 patient_id);
/* Time goes by, a second's beat at its end. */
void session_wait (SessionFixture *fixture, gint64 minutes);
/* "09:05" of the day. */
DenInstant session_at (const char *time);
/* 56 mg are given, at 9:00 and 9:05. */
void session_give_all (SessionFixture *fixture);
/* 120 minutes later all that the release asks for is there. It is 11:00. */
void session_observe (SessionFixture *fixture);
/* Both, and the patient goes home. */
void session_finish (SessionFixture *fixture);

/* Whether ACT was done, without an error. */
#define session_assert(act)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
    gboolean done = (act) != 0;                                                                    \
                                                                                                   \
    g_assert_no_error (error);                                                                     \
    g_assert_true (done);                                                                          \
  }                                                                                                \
  G_STMT_END
/* Whether ACT was refused with the WORDS in its sentence. */
#define session_assert_refused(act, words)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) error = NULL;                                                               \
    gboolean done = (act) != 0;                                                                    \
                                                                                                   \
    g_assert_false (done);                                                                         \
    g_assert_nonnull (error);                                                                      \
    if (strstr (error->message, words) == NULL)                                                    \
      g_error ("“%s” does not say “%s”", error->message, words);                                   \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
