/* Migrations: an older clinic becomes a newer one whole, with a copy of it kept, or not at all. */
#include "den-store-private.h"
#include "fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the next schema, as a later version would bring it ---- */

static const char next_script[] = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;";
static const char broken_script[] = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;"
                                    "INSERT INTO nowhere VALUES (1);";

static guint
version_of (const char *path)
{
  g_autoptr (GPtrArray) version = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  version = fixture_column (db, "PRAGMA user_version");
  sqlite3_close (db);
  return (guint) atoi (g_ptr_array_index (version, 0));
}

/* Migrates STORE, which is up to date, by one further SCRIPT. */
static gboolean
migrate_further (DenStore *store, const char *path, const char *script, GError **error)
{
  guint version = version_of (path);
  g_autofree const char **scripts = g_new (const char *, version + 1);

  for (guint i = 0; i < version; i++)
    scripts[i] = "SELECT 1";
  scripts[version] = script;
  return den_store_migrate_with (store, scripts, version + 1, error);
}

static char *
copy_path (Fixture *fixture, guint version)
{
  return g_strdup_printf ("%s.version-%u", fixture->path, version);
}

static void
test_keeps_a_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autofree char *copy = copy_path (fixture, version_of (fixture->path));
  g_autofree char *before = NULL, *kept = NULL;
  g_autoptr (DenStore) old = NULL;

  fixture_insert_chart (fixture, chart);
  before = fixture_dump (fixture->path);
  g_assert_true (migrate_further (fixture->store, fixture->path, next_script, &error));
  g_assert_no_error (error);
  kept = fixture_dump (copy);
  g_assert_cmpstr (kept, ==, before);

  /* This program does not know the later version, and so refuses it; the copy is still good. */
  g_clear_pointer (&fixture->store, den_store_close);
  g_assert_null (den_store_open (fixture->path, DEN_STORE_WRITE, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NEWER);
  g_clear_error (&error);
  old = den_store_open (copy, DEN_STORE_WRITE, &error);
  g_assert_no_error (error);
}

static void
test_failure_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (fixture->path), *after = NULL;

  g_assert_false (migrate_further (fixture->store, fixture->path, broken_script, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED);
  after = fixture_dump (fixture->path);
  g_assert_cmpstr (after, ==, before);
  fixture_reopen (fixture);
}

static void
test_not_by_a_reader (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) reader = den_store_open (fixture->path, DEN_STORE_READ, &error);

  g_assert_no_error (error);
  g_assert_false (migrate_further (reader, fixture->path, next_script, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "older Dendra"));
}

/* ---- what was released ---- */

static GBytes *
script_of (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("/org/dendra/Dendra/schema/", name, NULL);
  GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return bytes;
}

/* A clinic may have been made by any script that was released: it is never edited again, a new
 * script is added. */
static void
test_released_scripts_stand (void)
{
  static const struct
  {
    const char *name;
    const char *sha256;
  } released[] = {
    { "0001-initial.sql", "ee3c22ce2bcc49419ccdd51c661834f964d0209dcc64b11f851825e61326b07f" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (released); i++)
    {
      g_autoptr (GBytes) script = script_of (released[i].name);
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, script);

      g_assert_cmpstr (sha256, ==, released[i].sha256);
    }
}

/* ---- from schema 1 ---- */

static void
run_sql (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* Puts a clinic of schema 1 in the place of the fixture's. */
static void
make_schema_1 (Fixture *fixture)
{
  g_autoptr (GBytes) script = script_of ("0001-initial.sql");
  g_autofree char *identity =
      g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = 1", DEN_APPLICATION_ID);
  sqlite3 *db;

  g_clear_pointer (&fixture->store, den_store_close);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  db = fixture_raw (fixture);
  run_sql (db, "PRAGMA journal_mode = WAL");
  run_sql (db, g_bytes_get_data (script, NULL));
  run_sql (db, identity);
  sqlite3_close (db);
}

/* A patient and a trial with their audit entries, and the course and sessions that schema 1 had. */
static void
fill_schema_1 (Fixture *fixture, DenPatient *patient, DenTrial *trial)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  fixture->store = den_store_connect (fixture->path, DEN_STORE_WRITE, FALSE, &error);
  g_assert_no_error (error);
  fixture_insert (fixture, patient, 0);
  fixture_insert (fixture, trial, patient->record.id);
  g_clear_pointer (&fixture->store, den_store_close);

  db = fixture_raw (fixture);
  run_sql (db, "INSERT INTO course (id, revision, patient_id, course_id, modality, status) "
               "VALUES (7, 3, 1, 'C-1', 'esketamine', 'active');"
               "INSERT INTO session (id, revision, patient_id, session_id, course, number, phase, "
               "started_at_us, started_at_offset, status, weight_g, note) VALUES "
               "(11, 2, 1, 'S-1', 'C-1', 1, 'induction', 1700000000000000, -300, 'completed', "
               "70500, 'went well');"
               "INSERT INTO session (id, revision, patient_id, session_id, signed_at_us, "
               "signed_at_offset, signed_by) VALUES "
               "(12, 1, 1, 'S-2', 1700100000000000, 60, 'A. Berg')");
  sqlite3_close (db);
}

static void
assert_sound (DenStore *store, gint64 entries)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;
  gint64 found;

  g_assert_true (den_store_check (store, problems, &found, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (found, ==, entries);
}

/* What was there is there, what is new is unknown rather than no or zero, and can be recorded. */
static void
test_from_schema_1 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DenPatient *patient = fixture_make_record (&den_patient_type, FILL_DISTINCT);
  DenTrial *trial = fixture_make_record (&den_trial_type, FILL_DISTINCT);
  DenObservation *observation = fixture_make_record (&den_observation_type, FILL_DISTINCT);
  g_autofree char *copy = copy_path (fixture, 1);
  g_autofree char *before = NULL, *kept = NULL;
  g_autoptr (DenChart) chart = NULL;
  const DenCourse *course;
  const DenSession *session, *signed_session;

  make_schema_1 (fixture);
  fill_schema_1 (fixture, patient, trial);
  before = fixture_dump (fixture->path);

  g_assert_null (den_store_open (fixture->path, DEN_STORE_READ, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  fixture_reopen (fixture);
  kept = fixture_dump (copy);
  g_assert_cmpstr (kept, ==, before);
  assert_sound (fixture->store, 2);

  chart = den_store_load_chart (fixture->store, patient->record.id, &error);
  g_assert_no_error (error);
  g_assert_true (den_record_equal (chart->patient, patient));
  g_assert_true (den_record_equal (g_ptr_array_index (chart->trials, 0), trial));
  course = g_ptr_array_index (chart->courses, 0);
  g_assert_cmpstr (course->course_id, ==, "C-1");
  g_assert_cmpint (course->record.revision, ==, 3);
  g_assert_null (course->note);
  session = g_ptr_array_index (chart->sessions, 0);
  g_assert_cmpint (session->record.id, ==, 11);
  g_assert_cmpint (session->started_at.us, ==, 1700000000000000);
  g_assert_cmpint (session->weight_g, ==, 70500);
  g_assert_cmpstr (session->note, ==, "went well");
  g_assert_cmpint (session->escort_here, ==, DEN_UNKNOWN);
  g_assert_cmpint (session->minutes, ==, DEN_UNKNOWN);
  g_assert_false (den_instant_is_known (session->arrived_at));
  signed_session = g_ptr_array_index (chart->sessions, 1);
  g_assert_true (den_session_is_signed (signed_session));
  g_assert_null (signed_session->record_sha256);

  fixture_insert (fixture, observation, 11);
  assert_sound (fixture->store, 3);
  den_record_free (observation);
  den_record_free (trial);
  den_record_free (patient);
}

/* Each start of the program finds the clinic up to date: nothing is copied or migrated again. */
static void
test_only_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = NULL;
  g_autofree char *copy = copy_path (fixture, 1);

  make_schema_1 (fixture);
  fixture_reopen (fixture);
  fixture_reopen (fixture);
  second = g_strconcat (copy, ".2", NULL);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/migrate/keeps-a-copy", test_keeps_a_copy);
  fixture_add ("/migrate/failure-changes-nothing", test_failure_changes_nothing);
  fixture_add ("/migrate/not-by-a-reader", test_not_by_a_reader);
  g_test_add_func ("/migrate/released-scripts-stand", test_released_scripts_stand);
  fixture_add ("/migrate/from-schema-1", test_from_schema_1);
  fixture_add ("/migrate/only-once", test_only_once);
  return g_test_run ();
}
