/* The clinic's outcomes, summed up beside the window. */
#include "den-booking.h"
#include "den-demo.h"
#include "den-test.h"

typedef struct
{
  char *folder;
  DenOffice *office;
  GMainLoop *loop;
  DenOutcomeTally *tally;
  GError *error;
  GCancellable *cancellable;
  gint64 progress, of;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const guint patients = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("dendra-outcomes-XXXXXX", &error);
  path = g_build_filename (fixture->folder, "clinic.db", NULL);
  g_assert_true (den_demo_write (path, patients, &error));
  fixture->office = den_office_open (path, DEN_STORE_READ, "tester", den_demo_day (), &error);
  g_assert_no_error (error);
  fixture->loop = g_main_loop_new (NULL, FALSE);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->tally, den_outcome_tally_free);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->cancellable);
  g_main_loop_unref (fixture->loop);
  g_clear_object (&fixture->office);
  den_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
progress_cb (gint64 done, gint64 of, gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpint (done, >=, fixture->progress);
  g_assert_cmpint (done, <=, of);
  fixture->progress = done;
  fixture->of = of;
}

static void
cancel_cb (gint64 done, gint64 of, gpointer data)
{
  Fixture *fixture = data;

  g_cancellable_cancel (fixture->cancellable);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->tally = den_outcome_report_finish (DEN_OFFICE (source), result, &fixture->error);
  g_main_loop_quit (fixture->loop);
}

static void
run (Fixture *fixture, DenOutcomeProgress progress)
{
  den_outcome_report_start (fixture->office, fixture->cancellable, progress, done_cb, fixture);
  g_main_loop_run (fixture->loop);
}

static guint
find_row (Fixture *fixture, const char *key)
{
  GPtrArray *benchmarks = den_office_get_reference (fixture->office)->benchmarks;

  for (guint i = 0; i < benchmarks->len; i++)
    if (g_str_equal (((const DenBenchmark *) benchmarks->pdata[i])->key, key))
      return i;
  g_assert_not_reached ();
}

/* The demo clinic has 13 patients with MADRS before and at day 28 of esketamine: enough to be
 * shown; its infusions are too few. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  DenClinicOutcome outcome;

  run (fixture, progress_cb);
  g_assert_no_error (fixture->error);
  den_outcome_tally_row (fixture->tally, find_row (fixture, "transform-2-response"), &outcome);
  g_assert_cmpint (outcome.n, ==, 13);
  g_assert_cmpint (outcome.of, ==, 10);
  g_assert_false (outcome.too_few);
  den_outcome_tally_row (fixture->tally, find_row (fixture, "transform-2-remission"), &outcome);
  g_assert_cmpint (outcome.of, ==, 6);
  den_outcome_tally_row (fixture->tally, find_row (fixture, "mcinnes-response"), &outcome);
  g_assert_true (outcome.too_few);
  g_assert_cmpint (fixture->progress, ==, fixture->of);
}

/* The report says of the clinic what its charts say one by one: missed, cancelled and abandoned
 * sessions are in no total, those that still run when the patient has left. */
static void
test_totals (Fixture *fixture, gconstpointer data)
{
  DenStore *store = den_office_get_store (fixture->office);
  g_autoptr (GArray) ids = den_store_first_patients (store, -1, NULL);
  gint64 patients, treated, sessions, delivered = 0, of = 0, began = 0;

  run (fixture, NULL);
  g_assert_no_error (fixture->error);
  den_outcome_tally_totals (fixture->tally, &patients, &treated, &sessions);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (DenChart) chart =
          den_store_load_chart (store, g_array_index (ids, gint64, i), NULL);
      gint64 before = delivered;

      for (guint j = 0; j < chart->sessions->len; j++)
        {
          const DenSession *session = g_ptr_array_index (chart->sessions, j);

          delivered +=
              session->status == DEN_SESSION_COMPLETED && den_session_is_delivered (session);
          began += den_instant_is_known (session->arrived_at) ||
                   den_instant_is_known (session->started_at);
        }
      of += delivered > before;
    }
  g_assert_cmpint (sessions, ==, delivered);
  g_assert_cmpint (treated, ==, of);
  g_assert_cmpint (delivered, <, began);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  run (fixture, cancel_cb);
  g_assert_null (fixture->tally);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_at_once (Fixture *fixture, gconstpointer data)
{
  g_cancellable_cancel (fixture->cancellable);
  run (fixture, progress_cb);
  g_assert_null (fixture->tally);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A made clinic has scores enough to fill a row. */
static void
test_made_clinic (Fixture *fixture, gconstpointer data)
{
  DenClinicOutcome outcome;
  gint64 patients, treated, sessions;

  run (fixture, progress_cb);
  g_assert_no_error (fixture->error);
  den_outcome_tally_totals (fixture->tally, &patients, &treated, &sessions);
  g_assert_cmpint (treated, >, 0);
  g_assert_cmpint (sessions, >, treated);
  den_outcome_tally_row (fixture->tally, find_row (fixture, "transform-2-response"), &outcome);
  g_assert_cmpint (outcome.n, >, treated / 2);
  g_assert_cmpint (outcome.of, >, 0);
  g_assert_cmpint (outcome.of, <, outcome.n);
}

#define ADD(PATH, PATIENTS, TEST)                                                                  \
  g_test_add (PATH, Fixture, GUINT_TO_POINTER (PATIENTS), set_up, TEST, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/outcome-report/rows", 0, test_rows);
  ADD ("/outcome-report/totals", 0, test_totals);
  ADD ("/outcome-report/cancelled", 2000, test_cancelled);
  ADD ("/outcome-report/cancelled-at-once", 0, test_cancelled_at_once);
  ADD ("/outcome-report/made", 400, test_made_clinic);
  return g_test_run ();
}
