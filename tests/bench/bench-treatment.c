/* Measures the treatment floor: a day's board, a long session, an entry while one runs, and the
 * outcomes of the whole clinic. */
#include "bench.h"

#include "den-floor.h"
#include "den-live-session.h"
#include "den-outcomes.h"

#include <glib/gstdio.h>

#define FLOOR_SESSIONS 200
#define CHAIRS 20
#define LONG_SESSION 500 /* observations */
#define ENTRIES 100
#define FIRST_PATIENT 10
#define SHORT_PATIENT 11 /* whose session has begun */
#define US_PER_MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define OFFSET_MINUTES (-360)

static GError *error;

static void
must (gboolean done)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

/* The minute of the demo clinic's day. */
static DenInstant
instant_at (gint64 minute)
{
  return (DenInstant){ (den_demo_day () * 24 * 60 + minute - OFFSET_MINUTES) * US_PER_MINUTE,
                       OFFSET_MINUTES };
}

static DenObservation *
observation_new (gint64 minute)
{
  DenObservation *observation = den_record_new (&den_observation_type);

  observation->taken_at = instant_at (minute);
  observation->systolic = 128 + minute % 20;
  observation->diastolic = 80;
  observation->pulse = 72;
  observation->spo2 = 97;
  observation->moaas = 5;
  observation->cadss6 = minute % 5;
  return observation;
}

/* A session in a course of its own: every third is booked, the others have begun. */
static gint64
insert_session (DenTransaction *transaction, gint64 patient_id, guint index, guint observations)
{
  DenCourse *course = den_record_new (&den_course_type);
  DenSession *session = den_record_new (&den_session_type);
  gint64 minute = 8 * 60 + index / CHAIRS * 50, row;

  course->course_id = g_strdup ("B1");
  course->modality = DEN_MODALITY_ESKETAMINE;
  course->protocol = g_strdup ("esketamine-trd");
  course->started_on = den_demo_day ();
  course->status = DEN_COURSE_ACTIVE;
  session->session_id = g_strdup ("B1-S1");
  session->course = g_strdup ("B1");
  session->number = 1;
  session->phase = DEN_PHASE_INDUCTION;
  session->scheduled_at = instant_at (minute);
  session->minutes = 150;
  session->chair = g_strdup_printf ("Chair %u", index % CHAIRS + 1);
  session->status = DEN_SESSION_PLANNED;
  if (index % 3 != 0)
    {
      DenDose *dose = den_record_new (&den_dose_type);

      session->arrived_at = instant_at (minute - 20);
      session->started_at = dose->given_at = instant_at (minute);
      session->ordered_ug = 56000;
      dose->outcome = DEN_DOSE_GIVEN;
      dose->given_ug = 28000;
      g_ptr_array_add (session->doses, dose);
      for (guint i = 0; i < observations; i++)
        g_ptr_array_add (session->observations, observation_new (minute - 10 + (gint64) i % 130));
    }
  must (den_transaction_insert (transaction, course, patient_id, &error) &&
        den_transaction_insert (transaction, session, patient_id, &error));
  row = session->record.id;
  den_record_free (course);
  den_record_free (session);
  return row;
}

static gint64
patient_at (DenOffice *office, guint index)
{
  g_autofree char *mrn = g_strdup_printf ("M-%06u", index + 1);
  gint64 id = den_store_find_patient (den_office_get_store (office), mrn, &error);

  must (id != 0);
  return id;
}

/* A small clinic beside the large one, with a full day; LONG_ROW gets its longest session,
 * SHORT_ROW one of the others, of the patient at SHORT_PATIENT. */
static DenOffice *
make_busy_clinic (const char *path, gint64 *long_patient, gint64 *long_row, gint64 *short_row)
{
  DenOffice *office;
  g_autoptr (DenTransaction) transaction = NULL;

  g_unlink (path);
  must (den_demo_write (path, FLOOR_SESSIONS + 50, &error));
  office = den_office_open (path, DEN_STORE_WRITE, "bench", den_demo_day (), &error);
  must (office != NULL);
  transaction = den_office_begin (office, &error);
  must (transaction != NULL);
  for (guint i = 0; i < FLOOR_SESSIONS; i++)
    {
      gint64 row = insert_session (transaction, patient_at (office, i + FIRST_PATIENT), i, 8);

      if (i + FIRST_PATIENT == SHORT_PATIENT)
        *short_row = row;
    }
  *long_patient = patient_at (office, FLOOR_SESSIONS + 20);
  *long_row = insert_session (transaction, *long_patient, 1, LONG_SESSION);
  must (den_transaction_commit (&transaction, &error));
  return office;
}

static void
measure_today (DenOffice *office, const char *path)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < 5; round++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (DenFloor) floor = den_floor_new (office, den_demo_day ());
      guint n = g_list_model_get_n_items (G_LIST_MODEL (floor));
      double ms;

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (DenFloorItem) item = g_list_model_get_item (G_LIST_MODEL (floor), i);

          den_floor_item_get_due (item, NULL);
          den_floor_item_get_missing (item);
        }
      ms = bench_ms_since (start);
      g_array_append_val (times, ms);
      must (n >= FLOOR_SESSIONS);
    }
  bench_print ("Today with 200 sessions", bench_percentile (times, 50),
               bench_floor_sql (path, "SELECT s.*, p.* FROM session s JOIN patient p ON p.id = "
                                      "s.patient_id WHERE s.session_id = 'B1-S1'"),
               "ms", "its rows by bare SQLite", "-");
}

static double
measure_words_cb (const char *words, double size, gboolean bold, gpointer data)
{
  return size * 0.5 * (double) g_utf8_strlen (words, -1);
}

/* All that the window shows of a session, made anew. */
static void
show_session (DenLiveSession *live)
{
  DenSessionCase at;

  den_live_session_get_case (live, &at);
  den_session_clock_free (den_session_clock_new (&at));
  g_ptr_array_unref (den_session_before_dose (&at));
  g_ptr_array_unref (den_session_alerts (&at));
  g_ptr_array_unref (den_session_release (&at));
  den_drawing_free (den_picture_session (&at, 640, 300, measure_words_cb, NULL));
}

static void
measure_long_session (DenOffice *office, const char *path, gint64 patient_id, gint64 row)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT * FROM observation WHERE session_id = %" G_GINT64_FORMAT, row);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < 10; round++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (DenLiveSession) live = den_live_session_new (office, patient_id, row, &error);
      double ms;

      must (live != NULL);
      show_session (live);
      ms = bench_ms_since (start);
      g_array_append_val (times, ms);
    }
  bench_print ("a session with 500 observations, opened and judged", bench_percentile (times, 50),
               bench_floor_sql (path, sql), "ms", "its rows by bare SQLite", "-");
}

static void
measure_entry (DenOffice *office, const char *path, gint64 patient_id, gint64 row)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (DenLiveSession) live = den_live_session_new (office, patient_id, row, &error);
  g_autoptr (GArray) durable = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (double));
  double floor = bench_floor_commit (folder, ENTRIES);

  must (live != NULL);
  for (guint i = 0; i < ENTRIES; i++)
    {
      DenObservation *observation = observation_new (8 * 60 + i % 20);
      gint64 start = g_get_monotonic_time ();
      double ms;

      must (den_live_session_add (live, observation, &error) != 0);
      ms = bench_ms_since (start);
      g_array_append_val (durable, ms);
      show_session (live);
      ms = bench_ms_since (start);
      g_array_append_val (drawn, ms);
    }
  bench_print ("a reading of a running session is durable after", bench_percentile (durable, 50),
               floor, "ms", "one bare commit of one row", "one commit");
  bench_print ("and judged and drawn anew", bench_percentile (drawn, 50), floor, "ms",
               "one bare commit of one row", "-");
}

static gboolean
add_cb (DenChart *chart, gpointer data, GError **chart_error)
{
  den_outcome_tally_add (data, chart, den_demo_day ());
  return TRUE;
}

static void
measure_outcomes (DenOffice *office, const char *database)
{
  g_autoptr (DenOutcomeTally) tally = den_outcome_tally_new (den_office_get_reference (office));
  gint64 start = g_get_monotonic_time (), patients, treated, sessions;
  double ms;

  must (den_store_each_treated_chart (den_office_get_store (office), add_cb, tally, &error));
  ms = bench_ms_since (start);
  den_outcome_tally_totals (tally, &patients, &treated, &sessions);
  g_printerr ("outcomes of %" G_GINT64_FORMAT " patients, %" G_GINT64_FORMAT " sessions\n", treated,
              sessions);
  bench_print ("the outcomes of the whole clinic", ms / 1000,
               (bench_floor_sql (database, "SELECT * FROM session") +
                bench_floor_sql (database, "SELECT * FROM assessment")) /
                   1000,
               "s", "its sessions and scores by bare SQLite", "-");
}

/* OFFICE is the large clinic at DATABASE; the busy day is made in its folder. */
void
bench_treatment (DenOffice *office, const char *database)
{
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *path = g_build_filename (folder, "busy.db", NULL);
  gint64 patient_id, row, short_row = 0;
  g_autoptr (DenOffice) busy = make_busy_clinic (path, &patient_id, &row, &short_row);

  measure_today (busy, path);
  measure_long_session (busy, path, patient_id, row);
  measure_entry (busy, path, patient_at (busy, SHORT_PATIENT), short_row);
  measure_outcomes (office, database);
}
