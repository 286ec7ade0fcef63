/* The audit: what each change leaves behind, and that nobody can alter it unseen. */
#include "fixture.h"

#include <string.h>

/* Six entries: a chart, a trial, two updates of it, its removal, a prescriber. The patient's id. */
static gint64
write_six_entries (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_EMPTY);
  g_autoptr (DenTransaction) transaction = NULL;
  DenTrial *trial = den_record_new (&den_trial_type);
  DenPrescriber *prescriber = den_record_new (&den_prescriber_type);

  fixture_insert_chart (fixture, chart);
  trial->drug = g_strdup ("sertraline");
  trial->max_daily_dose_ug = 50000;
  prescriber->name = g_strdup ("Ada Example");

  transaction = fixture_begin (fixture);
  den_transaction_insert (transaction, trial, chart->patient->record.id, &error);
  trial->max_daily_dose_ug = 150000;
  den_transaction_update (transaction, trial, &error);
  trial->stop_reason = DEN_STOP_INTOLERANCE;
  trial->max_daily_dose_ug = DEN_UNKNOWN;
  den_transaction_update (transaction, trial, &error);
  den_transaction_remove (transaction, trial, &error);
  den_transaction_insert (transaction, prescriber, 0, &error);
  g_assert_no_error (error);
  den_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
  den_record_free (trial);
  den_record_free (prescriber);
  return chart->patient->record.id;
}

static void
assert_entry (GPtrArray *entries, guint i, const char *action, const char *record_type,
              const char *before, const char *after)
{
  const DenAuditEntry *entry = g_ptr_array_index (entries, i);

  g_assert_cmpstr (entry->action, ==, action);
  g_assert_cmpstr (entry->record_type, ==, record_type);
  g_assert_cmpstr (entry->before, ==, before);
  g_assert_cmpstr (entry->after, ==, after);
  g_assert_cmpstr (entry->user, ==, "tester");
  g_assert_cmpstr (entry->host, ==, g_get_host_name ());
  g_assert_cmpint (entry->at.offset_minutes, ==, -300);
}

/* Who, when, where, and before and after: of an update what changed, else the whole record. */
static void
test_entries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 patient_id = write_six_entries (fixture);
  g_autoptr (GPtrArray) entries =
      den_store_audit_of_patient (fixture->store, patient_id, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 5);
  assert_entry (entries, 0, "remove", "trial",
                "{\"drug\":\"sertraline\",\"stop_reason\":\"intolerance\"}", NULL);
  assert_entry (entries, 1, "update", "trial", "{\"max_daily_dose_mg\":150,\"stop_reason\":null}",
                "{\"max_daily_dose_mg\":null,\"stop_reason\":\"intolerance\"}");
  assert_entry (entries, 2, "update", "trial", "{\"max_daily_dose_mg\":50}",
                "{\"max_daily_dose_mg\":150}");
  assert_entry (entries, 3, "insert", "trial", NULL,
                "{\"drug\":\"sertraline\",\"max_daily_dose_mg\":50}");
  assert_entry (entries, 4, "insert", "chart", NULL,
                "{\"patient\":{\"mrn\":\"D-0001\",\"family_name\":\"Nobody\"}}");
  g_assert_cmpint (((DenAuditEntry *) g_ptr_array_index (entries, 0))->sequence, ==, 5);
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 patient_id = write_six_entries (fixture);
  g_autoptr (GPtrArray) entries =
      den_store_audit_of_patient (fixture->store, patient_id, 2, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpint (((DenAuditEntry *) g_ptr_array_index (entries, 1))->sequence, ==, 4);
}

/* A dose belongs to a trial that belongs to a patient: its changes are found with the patient's. */
static void
test_nested_record_is_the_patients (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autoptr (GPtrArray) entries = NULL;
  DenTrial *trial = g_ptr_array_index (chart->trials, 0);
  DenDoseSegment *segment = den_record_new (&den_dose_segment_type);

  fixture_insert_chart (fixture, chart);
  segment->daily_ug = 37500;
  fixture_insert (fixture, segment, trial->record.id);
  entries = den_store_audit_of_patient (fixture->store, chart->patient->record.id, 1, &error);
  g_assert_no_error (error);
  assert_entry (entries, 0, "insert", "dose_segment", NULL, "{\"daily_mg\":37.5}");
  den_record_free (segment);
}

/* The prescriber's row is not in chart files, but who prescribes is in the audit. */
static void
test_change_of_prescriber (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_EMPTY);
  g_autoptr (GPtrArray) entries = NULL;
  DenPrescriber *prescriber = fixture_make_record (&den_prescriber_type, FILL_REQUIRED);

  fixture_insert_chart (fixture, chart);
  fixture_insert (fixture, prescriber, 0);
  chart->patient->prescriber_id = prescriber->record.id;
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_update (transaction, chart->patient, &error));
  den_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
  entries = den_store_audit_of_patient (fixture->store, chart->patient->record.id, 1, &error);
  assert_entry (entries, 0, "update", "patient", "{\"prescriber_id\":null}",
                "{\"prescriber_id\":1}");
  den_record_free (prescriber);
}

static void
test_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autofree char *head = NULL;
  gint64 entries;

  write_six_entries (fixture);
  g_assert_true (den_store_check (fixture->store, problems, &entries, &head, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (entries, ==, 6);
  g_assert_cmpuint (strlen (head), ==, 64);
}

/* Through the front door the audit can only be added to. */
static void
test_triggers (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE audit SET user_name = 'somebody' WHERE sequence = 2",
    "DELETE FROM audit WHERE sequence = 2",
    "UPDATE audit_head SET entries = 1",
    "DELETE FROM audit_head",
  };
  sqlite3 *db = fixture_raw (fixture);

  write_six_entries (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_assert_cmpint (sqlite3_exec (db, attempts[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
      g_assert_cmpstr (sqlite3_errmsg (db), ==, "the audit is only added to");
    }
  sqlite3_close (db);
}

/* Each way to forge the audit, past the triggers, and the first thing that the check says. */
static const struct
{
  const char *name;
  const char *sql;
  const char *says;
} forgeries[] = {
  { "edit-user", "UPDATE audit SET user_name = 'somebody' WHERE sequence = 3", "entry 3 is not" },
  { "edit-time", "UPDATE audit SET at_us = at_us + 1 WHERE sequence = 2", "entry 2 is not" },
  { "edit-after", "UPDATE audit SET after_json = '{}' WHERE sequence = 2", "entry 2 is not" },
  { "edit-patient", "UPDATE audit SET patient_id = 7 WHERE sequence = 1", "entry 1 is not" },
  { "edit-hash", "UPDATE audit SET hash = 'x' WHERE sequence = 4", "entry 4 is not" },
  /* A value pushed over into the next column gives the same letters, but not the same hash. */
  { "edit-shifted",
    "UPDATE audit SET user_name = 'teste', host_name = 'r' || host_name WHERE sequence = 3",
    "entry 3 is not" },
  { "edit-unknown-to-empty", "UPDATE audit SET after_json = '' WHERE sequence = 5",
    "entry 5 is not" },
  { "delete-one", "DELETE FROM audit WHERE sequence = 3", "entry 3 is missing" },
  { "delete-several", "DELETE FROM audit WHERE sequence IN (2, 3)", "entries 2 to 3 are missing" },
  { "delete-first", "DELETE FROM audit WHERE sequence = 1", "entry 1 is missing" },
  { "delete-and-renumber",
    "DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = -sequence + 1 WHERE "
    "sequence > 3; UPDATE audit SET sequence = -sequence WHERE sequence < 0",
    "entry 3 is not" },
  { "reorder",
    "UPDATE audit SET sequence = 100 WHERE sequence = 3;"
    "UPDATE audit SET sequence = 3 WHERE sequence = 4;"
    "UPDATE audit SET sequence = 4 WHERE sequence = 100",
    "entry 3 is not" },
  { "truncate", "DELETE FROM audit WHERE sequence > 4", "entries 5 to 6 are missing" },
  { "truncate-all", "DELETE FROM audit", "entries 1 to 6 are missing" },
  { "truncate-with-count",
    "DELETE FROM audit WHERE sequence > 4; UPDATE audit_head SET entries = 4",
    "the last entry, 4, is not the one its head names" },
  { "add",
    "INSERT INTO audit SELECT 7, at_us, at_offset, user_name, host_name, action, record_type, "
    "record_id, owner_id, patient_id, before_json, after_json, hash FROM audit WHERE sequence = 6",
    "entry 7 is not" },
};

static void
test_forgeries (Fixture *unused, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DenProblems) problems = den_problems_new ();
      g_autofree char *sql =
          g_strdup_printf ("PRAGMA ignore_check_constraints = ON; %s", forgeries[i].sql);
      Fixture fixture = { 0 };

      g_test_message ("%s", forgeries[i].name);
      fixture_set_up (&fixture);
      write_six_entries (&fixture);
      fixture_tamper (&fixture, sql);
      g_assert_true (den_store_check (fixture.store, problems, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (problems->len, >, 0);
      g_test_message ("%s", ((DenProblem *) g_ptr_array_index (problems, 0))->message);
      g_assert_true (g_str_has_prefix (((DenProblem *) g_ptr_array_index (problems, 0))->message,
                                       forgeries[i].says));
      fixture_tear_down (&fixture);
    }
}

/* A row that lost its owner is damage too. */
static void
test_torn_reference (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenProblems) problems = den_problems_new ();
  const DenProblem *problem;

  write_six_entries (fixture);
  fixture_tamper (fixture, "INSERT INTO trial (revision, patient_id, drug) VALUES (1, 99, 'x')");
  g_assert_true (den_store_check (fixture->store, problems, NULL, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->place, ==, "trial");
  g_assert_nonnull (strstr (problem->message, "belongs to a patient that is gone"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/audit/entries", test_entries);
  fixture_add ("/audit/limit", test_limit);
  fixture_add ("/audit/nested-record-is-the-patients", test_nested_record_is_the_patients);
  fixture_add ("/audit/change-of-prescriber", test_change_of_prescriber);
  fixture_add ("/audit/sound", test_sound);
  fixture_add ("/audit/triggers", test_triggers);
  fixture_add ("/audit/forgeries", test_forgeries);
  fixture_add ("/audit/torn-reference", test_torn_reference);
  return g_test_run ();
}
