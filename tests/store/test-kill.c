/* The program is killed while a session is recorded, at any moment and again and again: what it
 * said was stored is stored, nothing is half stored, and the recording goes on where it stood. */
#include "fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 210
/* A session is recorded through so many ends of the program. */
#define ROUNDS_A_SESSION 10
/* Entries after which the program is killed at the latest; it is stopped up to so many microseconds
 * after the last of them, which is time for some more. */
#define MOST_ENTRIES 8
#define MOST_US_LATER 1500

#define NOW ((DenInstant){ (gint64) 1795262700 * G_USEC_PER_SEC, -300 })

/* What the child tells of an entry that is on the disk. */
typedef struct
{
  gint64 number; /* of the entry, which says what is in it */
  gint64 row;
} Told;

/* ---- the entries ---- */

/* The N-th entry of the whole test: an observation, a dose or a decision by turns. */
static gpointer
make_entry (gint64 n)
{
  if (n % 3 == 0)
    {
      DenObservation *observation = den_record_new (&den_observation_type);

      observation->taken_at = (DenInstant){ NOW.us + n * G_USEC_PER_SEC, -300 };
      observation->systolic = 100 + n % 150;
      observation->diastolic = 60;
      return observation;
    }
  if (n % 3 == 1)
    {
      DenDose *dose = den_record_new (&den_dose_type);

      dose->given_at = (DenInstant){ NOW.us + n * G_USEC_PER_SEC, -300 };
      dose->outcome = DEN_DOSE_GIVEN;
      dose->given_ug = 28000;
      dose->lot = g_strdup_printf ("LOT-%d", (int) n);
      return dose;
    }
  else
    {
      DenSessionDecision *decision = den_record_new (&den_session_decision_type);

      decision->about = g_strdup ("systolic");
      decision->decision = DEN_DECISION_WAIT;
      decision->decided_at = (DenInstant){ NOW.us + n * G_USEC_PER_SEC, -300 };
      decision->reason = g_strdup_printf ("entry %d", (int) n);
      return decision;
    }
}

/* Stores ENTRY in one transaction; the first dose brings the session's time 0 with it. */
static gboolean
store_entry (DenStore *store, DenSession *session, DenRecord *entry)
{
  g_autoptr (DenTransaction) transaction = den_transaction_begin (store, "nurse", NOW, NULL);

  if (transaction == NULL || !den_transaction_insert (transaction, entry, session->record.id, NULL))
    return FALSE;
  if (entry->type == &den_dose_type && !den_instant_is_known (session->started_at))
    {
      session->started_at = ((DenDose *) entry)->given_at;
      if (!den_transaction_update (transaction, session, NULL))
        return FALSE;
    }
  return den_transaction_commit (&transaction, NULL);
}

/* Records entries from the number FIRST on without end, and tells each once it is committed. */
static void
record_until_killed (const char *path, gint64 session_row, gint64 first, int told)
{
  DenStore *store = den_store_open (path, DEN_STORE_WRITE, NULL);
  DenSession *session =
      store != NULL ? den_store_load (store, &den_session_type, session_row, NULL) : NULL;

  for (gint64 n = first; session != NULL; n++)
    {
      DenRecord *entry = make_entry (n);
      Told about = { n, 0 };

      if (!store_entry (store, session, entry))
        break;
      about.row = entry->id;
      if (write (told, &about, sizeof about) != sizeof about)
        break;
      den_record_free (entry);
    }
  _exit (1);
}

/* ---- the end of the program ---- */

static gboolean
hear (int end, GArray *told)
{
  Told about;

  if (read (end, &about, sizeof about) != sizeof about)
    return FALSE;
  g_array_append_val (told, about);
  return TRUE;
}

/* Runs the program until it is killed at some moment, and adds what it told to TOLD. */
static void
run_and_kill (Fixture *fixture, gint64 session_row, gint64 first, GArray *told)
{
  guint enough = told->len + (guint) g_test_rand_int_range (0, MOST_ENTRIES + 1);
  gint64 until;
  int ends[2], status;
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    record_until_killed (fixture->path, session_row, first, ends[1]);
  close (ends[1]);
  while (told->len < enough && hear (ends[0], told))
    continue;
  /* Not to wait for anything, but so that the end comes at any point of what is then going on. */
  until = g_get_monotonic_time () + g_test_rand_int_range (0, MOST_US_LATER);
  while (g_get_monotonic_time () < until)
    continue;
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  while (hear (ends[0], told))
    continue;
  close (ends[0]);
  /* It recorded to the last. */
  g_assert_true (WIFSIGNALED (status));
}

/* ---- afterwards ---- */

static const DenRecordType *
entry_type (gint64 n)
{
  const DenRecordType *types[] = { &den_observation_type, &den_dose_type,
                                   &den_session_decision_type };

  return types[n % 3];
}

/* Everything from the FIRST of TOLD on is there, as it was entered. */
static void
assert_all_there (DenStore *store, GArray *told, guint first)
{
  for (guint i = first; i < told->len; i++)
    {
      const Told *about = &g_array_index (told, Told, i);
      g_autoptr (GError) error = NULL;
      gpointer entered = make_entry (about->number);
      gpointer stored = den_store_load (store, entry_type (about->number), about->row, &error);

      g_assert_no_error (error);
      g_assert_true (den_record_equal (stored, entered));
      den_record_free (stored);
      den_record_free (entered);
    }
}

static void
assert_sound (DenStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenProblems) problems = den_problems_new ();

  g_assert_true (den_store_check (store, problems, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* The act of the first dose is whole: there is no dose without time 0, and no time 0 without. */
static void
assert_acts_are_whole (DenStore *store, gint64 session_row)
{
  g_autoptr (GError) error = NULL;
  DenSession *session = den_store_load (store, &den_session_type, session_row, &error);

  g_assert_no_error (error);
  g_assert_cmpint (den_instant_is_known (session->started_at), ==, session->doses->len > 0);
  den_record_free (session);
}

/* The row of a new session. */
static gint64
add_session (Fixture *fixture, gint64 patient_id)
{
  DenSession *session = den_record_new (&den_session_type);
  gint64 row;

  fixture_insert (fixture, session, patient_id);
  row = session->record.id;
  den_record_free (session);
  return row;
}

static guint
count_entries (GPtrArray *sessions)
{
  guint n = 0;

  for (guint i = 0; i < sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (sessions, i);

      n += session->observations->len + session->doses->len + session->decisions->len;
    }
  return n;
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_EMPTY);
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (Told));
  g_autoptr (DenChart) stored = NULL;
  g_autoptr (GError) error = NULL;
  gint64 patient_id, session_row = 0, next = 0;

  fixture_insert_chart (fixture, chart);
  patient_id = chart->patient->record.id;
  for (int round = 0; round < ROUNDS; round++)
    {
      guint before = told->len;

      if (round % ROUNDS_A_SESSION == 0)
        session_row = add_session (fixture, patient_id);
      g_clear_pointer (&fixture->store, den_store_close);
      run_and_kill (fixture, session_row, next, told);
      fixture_reopen (fixture);
      assert_sound (fixture->store);
      assert_all_there (fixture->store, told, before);
      assert_acts_are_whole (fixture->store, session_row);
      /* Beyond what was told, one entry may have been stored at most. */
      if (told->len > 0)
        next = g_array_index (told, Told, told->len - 1).number + 2;
    }
  assert_all_there (fixture->store, told, 0);
  stored = den_store_load_chart (fixture->store, patient_id, &error);
  g_assert_no_error (error);
  g_test_message ("%u entries told", told->len);
  g_assert_cmpuint (told->len, >, ROUNDS);
  g_assert_cmpuint (count_entries (stored->sessions), >=, told->len);
  g_assert_cmpuint (count_entries (stored->sessions), <=, told->len + ROUNDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/kill/killed-while-recording", test_killed);
  return g_test_run ();
}
