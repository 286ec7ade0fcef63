/* Records a session as the program does, until it is killed: the other half of test-kill-session.c.
 *
 *     record-session DATABASE MRN SESSION
 *
 * First it makes what is not there yet ready, and gives the first device. Then it tells how it
 * finds the session: "clock ELAPSED-SECONDS NEXT-CHECKPOINT EARLIEST-RELEASE-US DIFFERENCE-US".
 * Then it records entry after entry, and tells each that is stored: "stored N". */
#include "den-booking.h"
#include "session-fixture.h"

#include <stdio.h>
#include <stdlib.h>

static void
tell_clock (DenLiveSession *live)
{
  g_autoptr (DenSessionClock) clock = NULL;
  DenSessionCase at;

  den_live_session_get_case (live, &at);
  clock = den_session_clock_new (&at);
  printf ("clock %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
          clock->elapsed_seconds, clock->next, clock->earliest_release_at.us,
          den_clock_get_difference (den_office_get_clock (den_live_session_get_office (live))));
}

/* The N-th entry of the session says so. */
static gpointer
make_entry (gint64 n)
{
  DenObservation *observation;
  DenSessionEvent *event;
  DenGivenMedication *medication;

  switch (n % 3)
    {
    case 0:
      observation = session_vitals (120, 80);
      observation->note = g_strdup_printf ("%" G_GINT64_FORMAT, n);
      return observation;
    case 1:
      event = den_record_new (&den_session_event_type);
      event->kind = g_strdup ("nausea");
      event->note = g_strdup_printf ("%" G_GINT64_FORMAT, n);
      return event;
    default:
      medication = den_record_new (&den_given_medication_type);
      medication->drug = g_strdup ("Ondansetron");
      medication->reason = g_strdup_printf ("%" G_GINT64_FORMAT, n);
      return medication;
    }
}

static gint64
count_entries (const DenSession *session)
{
  return session->observations->len + session->events->len + session->medications->len;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (DenOffice) office = NULL;
  g_autoptr (DenLiveSession) live = NULL;
  gint64 patient_id;

  if (argc != 4)
    return EXIT_FAILURE;
  setvbuf (stdout, NULL, _IOLBF, 0);
  office = den_office_open (argv[1], DEN_STORE_WRITE, "nurse", DEN_UNKNOWN, &failure);
  g_assert_no_error (failure);
  patient_id = den_store_find_patient (den_office_get_store (office), argv[2], &failure);
  g_assert_no_error (failure);
  live = session_open (office, patient_id, argv[3]);
  if (den_live_session_get_session (live)->doses->len == 0)
    {
      session_make_ready (live);
      session_assert (den_live_session_add (live, session_device ("L1"), &error));
    }
  tell_clock (live);
  for (;;)
    {
      gint64 n = count_entries (den_live_session_get_session (live));

      session_assert (den_live_session_add (live, make_entry (n), &error));
      printf ("stored %" G_GINT64_FORMAT "\n", n);
    }
}
