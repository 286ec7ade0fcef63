/* A full disk, a failing disk, and a program that is killed: what is lost, and what never is. */
#include "faulty-disk.h"
#include "fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) size, NULL));
}

static void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (path, DEN_STORE_WRITE, &error);
  g_autoptr (DenProblems) problems = den_problems_new ();

  g_assert_no_error (error);
  g_assert_true (den_store_check (store, problems, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((DenProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_cmpuint (problems->len, ==, 0);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* One act: a chart comes in, and a patient's name is changed. */
static gboolean
act (DenStore *store, GError **error)
{
  DenInstant at = { (gint64) 1795262700 * G_USEC_PER_SEC, 0 };
  g_autoptr (DenTransaction) transaction = den_transaction_begin (store, "tester", at, error);
  g_autoptr (DenChart) chart = NULL;
  DenPatient *patient;
  gboolean done;

  if (transaction == NULL)
    return FALSE;
  chart = fixture_make_chart ("D-0002", FILL_LOWEST);
  patient = den_store_load (store, &den_patient_type, 1, error);
  if (patient == NULL)
    return FALSE;
  g_free (patient->given_name);
  patient->given_name = g_strdup ("Changed");
  done = den_transaction_insert_chart (transaction, chart, error) &&
         den_transaction_update (transaction, patient, error) &&
         den_transaction_commit (&transaction, error);
  den_record_free (patient);
  return done;
}

/* The act on a copy of the fixture's file, on a disk with room for WRITES writes. The content is
 * then that of before or that of after; and where the program said that it was done, of after. */
static gboolean
try_act (Fixture *fixture, const char *before, const char *after, int writes, int result)
{
  g_autofree char *path = fixture_file (fixture, "copy.db");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done, failed;
  DenStore *store;

  copy_file (fixture->path, path);
  store = den_store_open (path, DEN_STORE_WRITE, &error);
  g_assert_no_error (error);
  faulty_disk_set (writes, result);
  done = act (store, &error);
  failed = faulty_disk_has_failed ();
  g_assert_true (done || failed);
  if (!done && result == SQLITE_FULL && error->code == DEN_STORE_ERROR_FULL)
    g_assert_nonnull (strstr (error->message, "no room left on the disk"));
  g_assert_true (done || error->domain == DEN_STORE_ERROR);
  if (writes % 2 == 0)
    faulty_disk_set (-1, 0);
  den_store_close (store);
  faulty_disk_set (-1, 0);

  assert_sound (path);
  content = fixture_dump (path);
  g_assert_true (strcmp (content, after) == 0 || (!done && strcmp (content, before) == 0));
  g_assert_cmpuint (count_files (fixture), ==, 2);
  g_unlink (path);
  return failed;
}

static void
act_on_failing_disk (Fixture *fixture, int result)
{
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autofree char *path = fixture_file (fixture, "after.db");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  DenStore *store;
  int writes = 0;

  fixture_insert_chart (fixture, chart);
  g_clear_pointer (&fixture->store, den_store_close);
  before = fixture_dump (fixture->path);
  copy_file (fixture->path, path);
  store = den_store_open (path, DEN_STORE_WRITE, &error);
  g_assert_true (act (store, &error));
  den_store_close (store);
  after = fixture_dump (path);
  g_unlink (path);

  while (try_act (fixture, before, after, writes, result))
    writes++;
  /* There were several places to fail at. */
  g_test_message ("%d writes", writes);
  g_assert_cmpint (writes, >, 10);
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  act_on_failing_disk (fixture, SQLITE_FULL);
}

static void
test_failing_disk (Fixture *fixture, gconstpointer data)
{
  act_on_failing_disk (fixture, SQLITE_IOERR_WRITE);
}

/* When there is room again, the same open window goes on. */
static void
test_goes_on_after_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);

  fixture_insert_chart (fixture, chart);
  faulty_disk_set (3, SQLITE_FULL);
  g_assert_false (act (fixture->store, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FULL);
  g_clear_error (&error);
  faulty_disk_set (-1, 0);
  g_assert_true (act (fixture->store, &error));
  g_assert_no_error (error);
  assert_sound (fixture->path);
}

/* After a change that ran into a full disk, a commit must not pretend. */
static void
test_commit_after_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = fixture_begin (fixture);
  g_autofree char *before = fixture_dump (fixture->path), *after = NULL;

  /* More than the page cache holds, so that the disk is met before the commit. */
  faulty_disk_set (0, SQLITE_FULL);
  for (int i = 0; i < 3000 && error == NULL; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("D-%04d", i);
      g_autoptr (DenChart) chart = fixture_make_chart (mrn, FILL_LOWEST);

      den_transaction_insert_chart (transaction, chart, &error);
    }
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (den_transaction_commit (&transaction, &error));
  g_assert_nonnull (error);
  g_assert_null (transaction);
  faulty_disk_set (-1, 0);
  after = fixture_dump (fixture->path);
  g_assert_cmpstr (after, ==, before);
}

/* A new clinic is there whole, or not at all and without a trace. */
static void
test_create_on_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_file (fixture, "new.db");
  gboolean failed = TRUE;
  int writes;

  g_clear_pointer (&fixture->store, den_store_close);
  for (writes = 0; failed; writes++)
    {
      g_autoptr (GError) error = NULL;
      DenStore *store;

      faulty_disk_set (writes, SQLITE_FULL);
      store = den_store_open (path, DEN_STORE_CREATE, &error);
      failed = faulty_disk_has_failed ();
      faulty_disk_set (-1, 0);
      g_assert_true (store != NULL || failed);
      if (store == NULL)
        g_assert_cmpint (error->domain, ==, DEN_STORE_ERROR);
      g_clear_pointer (&store, den_store_close);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          assert_sound (path);
          g_unlink (path);
        }
      g_assert_cmpuint (count_files (fixture), ==, 1);
    }
  g_assert_cmpint (writes, >, 10);
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autofree char *path = fixture_file (fixture, "backup.db");
  g_autofree char *content = NULL, *copied = NULL;

  fixture_insert_chart (fixture, chart);
  g_assert_true (den_store_backup (fixture->store, path, &error));
  g_assert_no_error (error);
  content = fixture_dump (fixture->path);
  copied = fixture_dump (path);
  g_assert_cmpstr (copied, ==, content);
  assert_sound (path);

  /* An older backup is never written over. */
  g_assert_false (den_store_backup (fixture->store, path, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS);
}

static void
test_backup_on_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);
  g_autofree char *path = fixture_file (fixture, "backup.db");
  gboolean failed = TRUE;
  guint files;

  fixture_insert_chart (fixture, chart);
  files = count_files (fixture);
  for (int writes = 0; failed; writes += 3)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      faulty_disk_set (writes, SQLITE_FULL);
      done = den_store_backup (fixture->store, path, &error);
      failed = faulty_disk_has_failed ();
      faulty_disk_set (-1, 0);
      g_assert_true (done || failed);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_assert_true (done);
          assert_sound (path);
          g_unlink (path);
        }
      g_assert_cmpuint (count_files (fixture), ==, files);
    }
}

/* A backup of a damaged clinic is not a backup. */
static void
test_backup_of_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_EMPTY);
  g_autofree char *path = fixture_file (fixture, "backup.db");

  fixture_insert_chart (fixture, chart);
  fixture_tamper (fixture, "UPDATE audit SET user_name = 'somebody'");
  g_assert_false (den_store_backup (fixture->store, path, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_DATABASE);
  g_assert_nonnull (strstr (error->message, "entry 1 is not what was written"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* ---- killed ---- */

/* Writes charts without end, and tells the parent each that was committed. */
static void
write_until_killed (const char *path, int round, int told)
{
  DenStore *store = den_store_open (path, DEN_STORE_WRITE, NULL);

  for (int i = 0; store != NULL; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("K-%d-%d", round, i);
      g_autoptr (DenChart) chart = fixture_make_chart (mrn, FILL_LOWEST);
      DenTransaction *transaction =
          den_transaction_begin (store, "tester", den_instant_now (), NULL);

      if (transaction == NULL || !den_transaction_insert_chart (transaction, chart, NULL) ||
          !den_transaction_commit (&transaction, NULL) || write (told, &i, sizeof i) != sizeof i)
        break;
    }
  _exit (1);
}

/* The last number that came through the pipe once AT_LEAST of them had, and the child is dead. */
static int
kill_after (pid_t pid, int told, int at_least)
{
  int last = -1, i;

  while (last < at_least && read (told, &i, sizeof i) == sizeof i)
    last = i;
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while (read (told, &i, sizeof i) == sizeof i)
    last = i;
  return last;
}

/* Power fails at any moment: every act that was acknowledged is there, and nothing is half done. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, den_store_close);
  for (int round = 0; round < 8; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DenStore) store = NULL;
      int ends[2], last;
      pid_t pid;

      g_assert_cmpint (pipe (ends), ==, 0);
      pid = fork ();
      g_assert_cmpint (pid, >=, 0);
      if (pid == 0)
        write_until_killed (fixture->path, round, ends[1]);
      close (ends[1]);
      last = kill_after (pid, ends[0], g_test_rand_int_range (0, 20));
      close (ends[0]);
      g_assert_cmpint (last, >=, 0);

      assert_sound (fixture->path);
      store = den_store_open (fixture->path, DEN_STORE_READ, &error);
      g_assert_no_error (error);
      for (int i = 0; i <= last; i++)
        {
          g_autofree char *mrn = g_strdup_printf ("K-%d-%d", round, i);

          g_assert_cmpint (den_store_find_patient (store, mrn, &error), !=, 0);
          g_assert_no_error (error);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  fixture_add ("/faults/full-disk", test_full_disk);
  fixture_add ("/faults/failing-disk", test_failing_disk);
  fixture_add ("/faults/goes-on-after-full-disk", test_goes_on_after_full_disk);
  fixture_add ("/faults/commit-after-full-disk", test_commit_after_full_disk);
  fixture_add ("/faults/create-on-full-disk", test_create_on_full_disk);
  fixture_add ("/faults/backup", test_backup);
  fixture_add ("/faults/backup-on-full-disk", test_backup_on_full_disk);
  fixture_add ("/faults/backup-of-damage", test_backup_of_damage);
  fixture_add ("/faults/killed", test_killed);
  return g_test_run ();
}
