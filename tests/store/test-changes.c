/* Changes: whole or not at all, against the revision that was seen, and undone as they were. */
#include "fixture.h"

#include <string.h>

static DenTrial *
make_trial (const char *drug, int doses)
{
  DenTrial *trial = den_record_new (&den_trial_type);

  trial->drug = g_strdup (drug);
  for (int i = 0; i < doses; i++)
    {
      DenDoseSegment *segment = den_record_new (&den_dose_segment_type);

      segment->daily_ug = 25000 * (i + 1);
      g_ptr_array_add (trial->doses, segment);
    }
  return trial;
}

/* A stored patient's row id. */
static gint64
add_patient (Fixture *fixture, const char *mrn)
{
  g_autoptr (DenChart) chart = fixture_make_chart (mrn, FILL_EMPTY);

  fixture_insert_chart (fixture, chart);
  return chart->patient->record.id;
}

static void
commit (DenTransaction **transaction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (den_transaction_commit (transaction, &error));
  g_assert_no_error (error);
  g_assert_null (*transaction);
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  DenTrial *trial = make_trial ("sertraline", 0), *loaded;

  fixture_insert (fixture, trial, add_patient (fixture, "D-0001"));
  g_assert_cmpint (trial->record.revision, ==, 1);

  trial->max_daily_dose_ug = 150000;
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_update (transaction, trial, &error));
  commit (&transaction);
  g_assert_cmpint (trial->record.revision, ==, 2);
  loaded = den_store_load (fixture->store, &den_trial_type, trial->record.id, &error);
  g_assert_no_error (error);
  g_assert_true (den_record_equal (loaded, trial));
  g_assert_cmpint (loaded->record.revision, ==, 2);
  den_record_free (loaded);
  den_record_free (trial);
}

/* What was set to what it was is no change. */
static void
test_update_of_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  DenTrial *trial = make_trial ("sertraline", 0);
  gint64 before, after;
  g_autoptr (DenProblems) problems = den_problems_new ();

  fixture_insert (fixture, trial, add_patient (fixture, "D-0001"));
  den_store_check (fixture->store, problems, &before, NULL, &error);
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_update (transaction, trial, &error));
  commit (&transaction);
  den_store_check (fixture->store, problems, &after, NULL, &error);
  g_assert_cmpint (trial->record.revision, ==, 1);
  g_assert_cmpint (after, ==, before);
  den_record_free (trial);
}

/* Two windows show the same trial; the second to change it is told, and nothing is overwritten. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) other = den_store_open (fixture->path, DEN_STORE_WRITE, &error);
  g_autoptr (DenTransaction) transaction = NULL;
  DenTrial *trial = make_trial ("sertraline", 0), *seen, *stored;

  g_assert_no_error (error);
  fixture_insert (fixture, trial, add_patient (fixture, "D-0001"));
  seen = den_store_load (other, &den_trial_type, trial->record.id, &error);
  g_assert_no_error (error);

  transaction = fixture_begin (fixture);
  trial->max_daily_dose_ug = 150000;
  g_assert_true (den_transaction_update (transaction, trial, &error));
  commit (&transaction);

  transaction = den_transaction_begin (other, "second", den_instant_now (), &error);
  g_assert_no_error (error);
  seen->max_daily_dose_ug = 50000;
  g_assert_false (den_transaction_update (transaction, seen, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_assert_false (den_transaction_remove (transaction, seen, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE);
  g_clear_error (&error);
  commit (&transaction);

  stored = den_store_load (other, &den_trial_type, trial->record.id, &error);
  g_assert_cmpint (stored->max_daily_dose_ug, ==, 150000);
  den_record_free (stored);
  den_record_free (seen);
  den_record_free (trial);
}

static void
test_update_of_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  DenTrial *trial = make_trial ("sertraline", 2);

  fixture_insert (fixture, trial, add_patient (fixture, "D-0001"));
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_remove (transaction, trial, &error));
  g_assert_false (den_transaction_update (transaction, trial, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND);
  den_record_free (trial);
}

/* Removed with its doses, brought back with them, all under the same ids. */
static void
test_undo_of_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  gint64 patient_id = add_patient (fixture, "D-0001");
  DenTrial *trial = make_trial ("sertraline", 3), *kept, *other;
  g_autoptr (DenChart) chart = NULL;

  fixture_insert (fixture, trial, patient_id);
  kept = den_record_copy (trial);
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_remove (transaction, trial, &error));
  commit (&transaction);
  g_assert_null (den_store_load (fixture->store, &den_trial_type, kept->record.id, &error));
  g_clear_error (&error);

  /* What comes between does not take the ids. */
  other = make_trial ("bupropion", 1);
  fixture_insert (fixture, other, patient_id);
  g_assert_cmpint (other->record.id, !=, kept->record.id);

  fixture_insert (fixture, kept, patient_id);
  g_assert_cmpint (kept->record.id, ==, trial->record.id);
  g_assert_cmpint (kept->record.revision, >, trial->record.revision);
  chart = den_store_load_chart (fixture->store, patient_id, &error);
  g_assert_no_error (error);
  g_assert_true (den_record_equal (g_ptr_array_index (chart->trials, 0), kept));
  g_assert_cmpint (((DenRecord *) g_ptr_array_index (
                        ((DenTrial *) g_ptr_array_index (chart->trials, 0))->doses, 2))
                       ->id,
                   ==, ((DenRecord *) g_ptr_array_index (kept->doses, 2))->id);
  den_record_free (other);
  den_record_free (kept);
  den_record_free (trial);
}

/* What is not committed never was. */
static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autofree char *before = fixture_dump (fixture->path);
  g_autofree char *after = NULL;
  DenTransaction *transaction = fixture_begin (fixture);

  g_assert_true (den_transaction_insert_chart (transaction, chart, &error));
  den_transaction_free (transaction);
  after = fixture_dump (fixture->path);
  g_assert_cmpstr (after, ==, before);
}

/* A change that fails leaves nothing of itself, and the others of its transaction stand. */
static void
test_failed_change_is_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  gint64 patient_id = add_patient (fixture, "D-0001");
  DenTrial *good = make_trial ("sertraline", 1), *bad = make_trial ("bupropion", 2);
  g_autoptr (DenChart) chart = NULL;
  g_autoptr (DenProblems) problems = den_problems_new ();

  /* The second dose is not known, which a dose has to be. */
  ((DenDoseSegment *) g_ptr_array_index (bad->doses, 1))->daily_ug = DEN_UNKNOWN;
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_insert (transaction, good, patient_id, &error));
  g_assert_false (den_transaction_insert (transaction, bad, patient_id, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (bad->record.id, ==, 0);
  g_assert_cmpint (((DenRecord *) g_ptr_array_index (bad->doses, 0))->id, ==, 0);
  commit (&transaction);

  chart = den_store_load_chart (fixture->store, patient_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chart->trials->len, ==, 1);
  g_assert_true (den_record_equal (g_ptr_array_index (chart->trials, 0), good));
  den_store_check (fixture->store, problems, NULL, NULL, &error);
  g_assert_cmpuint (problems->len, ==, 0);
  den_record_free (good);
  den_record_free (bad);
}

static void
test_mrn_is_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (DenChart) second = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autoptr (DenChart) other = fixture_make_chart ("D-0002", FILL_EMPTY);
  g_autofree char *before = NULL, *after = NULL;

  add_patient (fixture, "D-0001");
  fixture_insert_chart (fixture, other);
  before = fixture_dump (fixture->path);
  transaction = fixture_begin (fixture);
  g_assert_false (den_transaction_insert_chart (transaction, second, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "D-0001"));
  g_clear_error (&error);
  g_assert_cmpint (second->patient->record.id, ==, 0);

  g_free (other->patient->mrn);
  other->patient->mrn = g_strdup ("D-0001");
  g_assert_false (den_transaction_update (transaction, other->patient, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS);
  commit (&transaction);
  after = fixture_dump (fixture->path);
  g_assert_cmpstr (after, ==, before);
}

/* A record of nobody is refused, and so is the removal of somebody with records. */
static void
test_references (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (DenChart) full = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autoptr (DenChart) empty = fixture_make_chart ("D-0002", FILL_EMPTY);
  DenTrial *trial = make_trial ("sertraline", 0);

  fixture_insert_chart (fixture, full);
  fixture_insert_chart (fixture, empty);
  transaction = fixture_begin (fixture);
  g_assert_false (den_transaction_insert (transaction, trial, 4711, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (den_transaction_remove (transaction, full->patient, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (den_transaction_remove (transaction, full->prescriber, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (den_transaction_remove (transaction, empty->patient, &error));
  g_assert_no_error (error);
  commit (&transaction);
  g_assert_cmpint (den_store_find_patient (fixture->store, "D-0002", NULL), ==, 0);
  g_assert_cmpint (den_store_find_patient (fixture->store, "D-0001", NULL), !=, 0);
  den_record_free (trial);
}

static void
test_second_connection_sees_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) other = den_store_open (fixture->path, DEN_STORE_READ, &error);
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autoptr (DenChart) seen = NULL;

  g_assert_no_error (error);
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_insert_chart (transaction, chart, &error));
  g_assert_cmpint (den_store_find_patient (other, "D-0001", NULL), ==, 0);
  commit (&transaction);
  seen = den_store_load_chart (other, den_store_find_patient (other, "D-0001", &error), &error);
  g_assert_no_error (error);
  g_assert_true (den_record_equal (seen, chart));
}

static void
test_reader_can_not_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) reader = den_store_open (fixture->path, DEN_STORE_READ, &error);

  g_assert_no_error (error);
  g_assert_null (den_transaction_begin (reader, "tester", den_instant_now (), &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/changes/update", test_update);
  fixture_add ("/changes/update-of-nothing", test_update_of_nothing);
  fixture_add ("/changes/stale", test_stale);
  fixture_add ("/changes/update-of-removed", test_update_of_removed);
  fixture_add ("/changes/undo-of-remove", test_undo_of_remove);
  fixture_add ("/changes/rollback", test_rollback);
  fixture_add ("/changes/failed-change-is-whole", test_failed_change_is_whole);
  fixture_add ("/changes/mrn-is-taken", test_mrn_is_taken);
  fixture_add ("/changes/references", test_references);
  fixture_add ("/changes/second-connection-sees-commit", test_second_connection_sees_commit);
  fixture_add ("/changes/reader-can-not-write", test_reader_can_not_write);
  return g_test_run ();
}
