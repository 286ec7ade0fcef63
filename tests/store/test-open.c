/* Opening: what is no clinic of this program is refused in words, and nothing is written. */
#include "den-store-private.h"
#include "fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static GBytes *
read_bytes (const char *path)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names in the fixture's folder. */
static char *
list_folder (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_cb);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_refused_as (const char *path, DenStoreMode mode, DenStoreError code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (den_store_open (path, mode, &error));
  g_assert_error (error, DEN_STORE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, says));
  g_assert_null (strchr (error->message, '\n'));
}

/* PATH is refused in every mode, stays as it is, and gets nothing beside it. */
static void
assert_refused (Fixture *fixture, const char *path, DenStoreError code, const char *says)
{
  g_autoptr (GBytes) before = read_bytes (path), after = NULL;
  g_autofree char *folder_before = list_folder (fixture), *folder_after = NULL;

  assert_refused_as (path, DEN_STORE_READ, code, says);
  assert_refused_as (path, DEN_STORE_WRITE, code, says);
  assert_refused_as (path, DEN_STORE_CREATE, code, says);
  after = read_bytes (path);
  folder_after = list_folder (fixture);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpstr (folder_after, ==, folder_before);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_file (fixture, "new ‘clinic’ 100% #1.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (path, DEN_STORE_CREATE, &error);
  struct stat about;

  g_assert_no_error (error);
  g_assert_cmpstr (den_store_get_path (store), ==, path);
  g_assert_false (den_store_is_on_network_share (store));
  /* What is in it concerns nobody else on this machine. */
  g_assert_cmpint (stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
}

/* What a failed first start may have left behind. */
static void
test_create_over_empty_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_file (fixture, "empty.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused_as (path, DEN_STORE_READ, DEN_STORE_ERROR_NOT_DATABASE, "is empty");
  assert_refused_as (path, DEN_STORE_WRITE, DEN_STORE_ERROR_NOT_DATABASE, "is empty");
  store = den_store_open (path, DEN_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (store);
}

/* CREATE opens what is there. */
static void
test_create_keeps_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_EMPTY);
  g_autoptr (DenStore) again = NULL;

  fixture_insert_chart (fixture, chart);
  again = den_store_open (fixture->path, DEN_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (den_store_find_patient (again, "D-0001", &error), !=, 0);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_file (fixture, "missing.db");
  g_autofree char *deep = fixture_file (fixture, "no/such/folder.db");

  assert_refused_as (path, DEN_STORE_READ, DEN_STORE_ERROR_NOT_FOUND, "no such file");
  assert_refused_as (path, DEN_STORE_WRITE, DEN_STORE_ERROR_NOT_FOUND, "no such file");
  assert_refused_as (deep, DEN_STORE_CREATE, DEN_STORE_ERROR_NOT_FOUND, "no such folder");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  assert_refused_as (fixture->folder, DEN_STORE_READ, DEN_STORE_ERROR_NOT_DATABASE, "a folder");
  assert_refused_as (fixture->folder, DEN_STORE_CREATE, DEN_STORE_ERROR_NOT_DATABASE, "a folder");
}

static void
test_not_a_database (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = {
    "{ \"format\": \"dendra-chart\" }",
    "SQLite format 3",
    "Dear colleague, this is no database at all, but it is as long as the header of one is, and then longer still.",
  };
  g_autofree char *path = fixture_file (fixture, "letter.txt");

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      assert_refused (fixture, path, DEN_STORE_ERROR_NOT_DATABASE, "not a database");
    }
}

static void
test_foreign_database (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_file (fixture, "music.db");

  run_sql (path, "PRAGMA journal_mode = WAL; CREATE TABLE song (title TEXT)");
  assert_refused (fixture, path, DEN_STORE_ERROR_NOT_DATABASE, "another program");
  run_sql (path, "PRAGMA application_id = 42; PRAGMA user_version = 1");
  assert_refused (fixture, path, DEN_STORE_ERROR_NOT_DATABASE, "another program");
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, den_store_close);
  run_sql (fixture->path, "PRAGMA user_version = 4711");
  assert_refused (fixture, fixture->path, DEN_STORE_ERROR_NEWER, "newer Dendra (version 4711");
}

/* Cut off anywhere, the file is refused when it is opened or found damaged by the check. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autofree char *path = fixture_file (fixture, "truncated.db");
  g_autoptr (GBytes) whole = NULL;

  fixture_insert_chart (fixture, chart);
  g_clear_pointer (&fixture->store, den_store_close);
  whole = read_bytes (fixture->path);
  for (gsize size = 1; size < g_bytes_get_size (whole); size += 4099)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DenStore) store = NULL;
      g_autoptr (DenProblems) problems = den_problems_new ();

      g_assert_true (
          g_file_set_contents (path, g_bytes_get_data (whole, NULL), (gssize) size, NULL));
      store = den_store_open (path, DEN_STORE_READ, &error);
      if (store == NULL)
        {
          g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_DATABASE);
          continue;
        }
      g_assert_true (den_store_check (store, problems, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (problems->len, >, 0);
    }
}

/* A page overwritten in the middle: the program stays up, and the check finds it. */
static void
test_damaged_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autofree char *path = fixture_file (fixture, "damaged.db");
  g_autoptr (GBytes) whole = NULL;
  gsize size;

  fixture_insert_chart (fixture, chart);
  g_clear_pointer (&fixture->store, den_store_close);
  whole = read_bytes (fixture->path);
  size = g_bytes_get_size (whole);
  for (gsize page = 1; page < size / 4096; page += 7)
    {
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr (GError) error = NULL;
      g_autoptr (DenStore) store = NULL;
      g_autoptr (DenProblems) problems = den_problems_new ();

      memset (copy + page * 4096, 0x5a, 4096);
      g_assert_true (g_file_set_contents (path, copy, (gssize) size, NULL));
      store = den_store_open (path, DEN_STORE_READ, &error);
      if (store == NULL)
        continue;
      g_assert_true (den_store_check (store, problems, NULL, NULL, &error));
      g_assert_cmpuint (problems->len, >, 0);
    }
}

/* ---- places that can not be written ---- */

typedef void (*Child) (Fixture *fixture);

/* Runs CHILD as somebody who owns nothing here, since root may write anywhere. */
static void
as_stranger (Fixture *fixture, Child child)
{
  pid_t pid = fork ();
  int status;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      if (getuid () == 0 && setresuid (65534, 65534, 65534) != 0)
        _exit (1);
      child (fixture);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_cmpint (status, ==, 0);
}

static void
read_in_read_only_folder (Fixture *fixture)
{
  g_autofree char *new_path = fixture_file (fixture, "new.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (fixture->path, DEN_STORE_READ, &error);

  g_assert_no_error (error);
  g_assert_cmpint (den_store_find_patient (store, "D-0001", &error), !=, 0);
  assert_refused_as (fixture->path, DEN_STORE_WRITE, DEN_STORE_ERROR_READ_ONLY,
                     "can not be written");
  assert_refused_as (new_path, DEN_STORE_CREATE, DEN_STORE_ERROR_READ_ONLY, "can not be written");
}

/* A backup on a stick that is write-protected can be read. */
static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_EMPTY);

  fixture_insert_chart (fixture, chart);
  g_clear_pointer (&fixture->store, den_store_close);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  as_stranger (fixture, read_in_read_only_folder);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
}

static void
open_unreadable (Fixture *fixture)
{
  assert_refused_as (fixture->path, DEN_STORE_READ, DEN_STORE_ERROR_FAILED, "can not be read");
  assert_refused_as (fixture->path, DEN_STORE_WRITE, DEN_STORE_ERROR_FAILED, "can not be read");
}

static void
test_unreadable_file (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, den_store_close);
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  as_stranger (fixture, open_unreadable);
}

/* A reader leaves the folder as it found it. */
static void
test_reader_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GBytes) before = NULL, after = NULL;
  g_autofree char *folder = NULL;
  DenStore *store;

  fixture_insert_chart (fixture, chart);
  g_clear_pointer (&fixture->store, den_store_close);
  before = read_bytes (fixture->path);
  store = den_store_open (fixture->path, DEN_STORE_READ, &error);
  g_assert_no_error (error);
  g_assert_true (den_store_check (store, problems, NULL, NULL, &error));
  den_store_close (store);
  after = read_bytes (fixture->path);
  folder = list_folder (fixture);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpstr (folder, ==, "clinic.db");
}

/* ---- locks ---- */

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = NULL;
  sqlite3 *db = fixture_raw (fixture);

  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (den_transaction_begin (fixture->store, "tester", den_instant_now (), &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "locked by another program"));
  /* Reading goes on beside a writer. */
  g_clear_error (&error);
  g_assert_cmpint (den_store_find_patient (fixture->store, "D-0001", &error), ==, 0);
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  transaction = den_transaction_begin (fixture->store, "tester", den_instant_now (), &error);
  g_assert_no_error (error);
  g_assert_nonnull (transaction);
  sqlite3_close (db);
}

static void
test_locked_exclusively (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db;

  g_clear_pointer (&fixture->store, den_store_close);
  db = fixture_raw (fixture);
  g_assert_cmpint (sqlite3_exec (db,
                                 "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;"
                                 "UPDATE patient_search_state SET changes = 1",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  assert_refused_as (fixture->path, DEN_STORE_WRITE, DEN_STORE_ERROR_BUSY, "locked");
  assert_refused_as (fixture->path, DEN_STORE_READ, DEN_STORE_ERROR_BUSY, "locked");
  sqlite3_close (db);
}

static void
assert_in_use (Fixture *fixture)
{
  g_assert_true (den_store_is_in_use (fixture->path));
}

static void
assert_free (Fixture *fixture)
{
  g_assert_false (den_store_is_in_use (fixture->path));
}

/* A job's connection comes and goes beside the window's. A file's locks are the whole program's: if
 * they were dropped with the first connection that closes, another program would take itself for
 * the last one and remove the log that the window writes to. */
static void
test_second_connection_leaves_locks (Fixture *fixture, gconstpointer data)
{
  static const DenStoreMode modes[] = { DEN_STORE_READ, DEN_STORE_WRITE, DEN_STORE_CREATE };

  /* Whoever asks has to be able to look. */
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;

      den_store_close (den_store_open (fixture->path, modes[i], &error));
      g_assert_no_error (error);
      as_stranger (fixture, assert_in_use);
    }
  g_clear_pointer (&fixture->store, den_store_close);
  as_stranger (fixture, assert_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("DENDRA_BUSY_TIMEOUT_MS", "50", TRUE);
  fixture_add ("/open/create", test_create);
  fixture_add ("/open/create-over-empty-file", test_create_over_empty_file);
  fixture_add ("/open/create-keeps-content", test_create_keeps_content);
  fixture_add ("/open/missing", test_missing);
  fixture_add ("/open/folder", test_folder);
  fixture_add ("/open/not-a-database", test_not_a_database);
  fixture_add ("/open/foreign-database", test_foreign_database);
  fixture_add ("/open/newer", test_newer);
  fixture_add ("/open/truncated", test_truncated);
  fixture_add ("/open/damaged-page", test_damaged_page);
  fixture_add ("/open/read-only-folder", test_read_only_folder);
  fixture_add ("/open/unreadable-file", test_unreadable_file);
  fixture_add ("/open/reader-leaves-nothing", test_reader_leaves_nothing);
  fixture_add ("/open/locked", test_locked);
  fixture_add ("/open/locked-exclusively", test_locked_exclusively);
  fixture_add ("/open/second-connection-leaves-locks", test_second_connection_leaves_locks);
  return g_test_run ();
}
