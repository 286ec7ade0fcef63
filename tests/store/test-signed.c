/* A signed session stays as it was signed: it is only added to, and whoever tries something else is
 * told so in a sentence. */
#include "den-session-rules.h"
#include "fixture.h"

#include <string.h>

static const char signed_sentence[] =
    "This session is signed and can not be changed; add an addendum to it instead.";
static const char addendum_sentence[] =
    "An addendum is kept as it was written; add another one instead.";

/* A stored chart with one session, with two records in each of its lists. */
static DenChart *
add_chart (Fixture *fixture, gboolean is_signed)
{
  DenChart *chart = fixture_make_chart ("D-0001", FILL_EMPTY);
  DenSession *session = fixture_make_record (&den_session_type, FILL_DISTINCT);

  g_clear_pointer (&session->record_sha256, g_free);
  if (!is_signed)
    session->signed_at = DEN_INSTANT_UNKNOWN;
  g_ptr_array_add (chart->sessions, session);
  fixture_insert_chart (fixture, chart);
  return chart;
}

static DenSession *
session_of (DenChart *chart)
{
  return g_ptr_array_index (chart->sessions, 0);
}

/* Changes something about RECORD in memory: its last text. */
static void
touch (gpointer record)
{
  const DenRecordType *type = ((DenRecord *) record)->type;

  for (guint i = type->n_fields; i-- > 0;)
    if (type->fields[i].type == DEN_FIELD_TEXT)
      {
        char **text = den_field_text (&type->fields[i], record);

        g_free (*text);
        *text = g_strdup ("touched");
        return;
      }
  g_assert_not_reached ();
}

typedef gboolean (*Change) (DenTransaction *transaction, gpointer record, GError **error);

static gboolean
touch_and_update (DenTransaction *transaction, gpointer record, GError **error)
{
  gpointer changed = den_record_copy (record);
  gboolean done;

  touch (changed);
  done = den_transaction_update (transaction, changed, error);
  den_record_free (changed);
  return done;
}

/* CHANGE of RECORD is refused with SENTENCE, and writes nothing. */
static void
assert_locked (Fixture *fixture, gpointer record, Change change, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (fixture->path), *after = NULL;
  g_autoptr (DenTransaction) transaction = fixture_begin (fixture);

  g_assert_false (change (transaction, record, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_LOCKED);
  g_assert_cmpstr (error->message, ==, sentence);
  g_clear_error (&error);
  g_assert_true (den_transaction_commit (&transaction, &error));
  g_assert_no_error (error);
  after = fixture_dump (fixture->path);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_allowed (Fixture *fixture, gpointer record, Change change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = fixture_begin (fixture);

  g_assert_true (change (transaction, record, &error));
  g_assert_no_error (error);
  g_assert_true (den_transaction_commit (&transaction, &error));
  g_assert_no_error (error);
}

/* The newest entry of the audit about the patient is ACTION on a record of TYPE. */
static void
assert_audited (Fixture *fixture, gint64 patient_id, const char *action, const DenRecordType *type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      den_store_audit_of_patient (fixture->store, patient_id, 1, &error);
  const DenAuditEntry *entry;

  g_assert_no_error (error);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->action, ==, action);
  g_assert_cmpstr (entry->record_type, ==, type->name);
}

/* Whether it may be added to a signed session, and whether it may be changed in it. */
static gboolean
comes_after (const DenRecordType *type)
{
  return type == &den_addendum_type || type == &den_monitoring_report_type;
}

static void
test_session_stands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = add_chart (fixture, TRUE);

  assert_locked (fixture, session_of (chart), touch_and_update, signed_sentence);
}

/* A signed session goes neither alone nor with what it holds. */
static void
test_session_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = add_chart (fixture, TRUE);

  assert_locked (fixture, session_of (chart), den_transaction_remove, signed_sentence);
}

/* Of every list of a session: nothing changes, nothing goes, and nothing is added but what says
 * something after the fact. */
static void
test_what_is_recorded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = add_chart (fixture, TRUE);
  DenSession *session = session_of (chart);

  for (guint i = 0; i < den_session_type.n_fields; i++)
    {
      const DenField *field = &den_session_type.fields[i];
      gpointer first;

      if (field->type != DEN_FIELD_LIST || comes_after (field->of))
        continue;
      g_test_message ("%s", field->column);
      first = g_ptr_array_index (den_field_list (field, session), 0);
      assert_locked (fixture, first, touch_and_update, signed_sentence);
      assert_locked (fixture, first, den_transaction_remove, signed_sentence);
    }
}

/* The session that a record is added to. */
static gint64 owner_id;

static gboolean
insert (DenTransaction *transaction, gpointer record, GError **error)
{
  return den_transaction_insert (transaction, record, owner_id, error);
}

static void
test_what_is_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = add_chart (fixture, TRUE);

  owner_id = session_of (chart)->record.id;
  for (guint i = 0; i < den_session_type.n_fields; i++)
    {
      const DenField *field = &den_session_type.fields[i];
      DenRecord *record;

      if (field->type != DEN_FIELD_LIST)
        continue;
      g_test_message ("%s", field->column);
      record = fixture_make_record (field->of, FILL_DISTINCT);
      if (comes_after (field->of))
        {
          assert_allowed (fixture, record, insert);
          assert_audited (fixture, chart->patient->record.id, "insert", field->of);
        }
      else
        {
          assert_locked (fixture, record, insert, signed_sentence);
          /* It can still be recorded elsewhere. */
          g_assert_cmpint (record->id, ==, 0);
        }
      den_record_free (record);
    }
}

/* An addendum is never rewritten, whether its session is signed or not. A report that was entered
 * wrongly can be put right. */
static void
test_addenda_and_reports (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart =
      add_chart (fixture, g_str_has_suffix (g_test_get_path (), "/of-signed"));
  gpointer addendum = g_ptr_array_index (session_of (chart)->addenda, 0);
  gpointer report = g_ptr_array_index (session_of (chart)->reports, 0);

  assert_locked (fixture, addendum, touch_and_update, addendum_sentence);
  assert_locked (fixture, addendum, den_transaction_remove, addendum_sentence);
  assert_allowed (fixture, report, touch_and_update);
  assert_audited (fixture, chart->patient->record.id, "update", &den_monitoring_report_type);
}

/* Until it is signed everything can be put right, and each change is in the audit; then the
 * signature closes it, in the same way for a change made by another window. */
static void
test_signing_closes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = add_chart (fixture, FALSE);
  gint64 patient_id = chart->patient->record.id;
  DenSession *session = session_of (chart);
  gpointer removed = g_ptr_array_index (session->observations, 0);
  gpointer kept = g_ptr_array_index (session->observations, 1);
  gpointer added = fixture_make_record (&den_dose_type, FILL_DISTINCT);

  owner_id = session->record.id;
  assert_allowed (fixture, added, insert);
  assert_audited (fixture, patient_id, "insert", &den_dose_type);
  assert_allowed (fixture, added, touch_and_update);
  assert_audited (fixture, patient_id, "update", &den_dose_type);
  assert_allowed (fixture, removed, den_transaction_remove);
  assert_audited (fixture, patient_id, "remove", &den_observation_type);

  session->signed_at = (DenInstant){ (gint64) 1795262700 * G_USEC_PER_SEC, -300 };
  assert_allowed (fixture, session, den_transaction_update);
  assert_audited (fixture, patient_id, "update", &den_session_type);
  assert_locked (fixture, kept, touch_and_update, signed_sentence);
  /* Not even undone: neither what was removed before comes back, nor is the signature taken off. */
  assert_locked (fixture, removed, insert, signed_sentence);
  session->signed_at = DEN_INSTANT_UNKNOWN;
  assert_locked (fixture, session, den_transaction_update, signed_sentence);
  den_record_free (added);
}

/* Who signs has seen all that is signed: what somebody else recorded meanwhile keeps the signature
 * out, until it was looked at. */
static void
test_signing_blindly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) seen = add_chart (fixture, FALSE);
  DenSession *session = session_of (seen), *stored;
  gpointer added = fixture_make_record (&den_observation_type, FILL_DISTINCT);
  g_autoptr (DenTransaction) transaction = NULL;

  owner_id = session->record.id;
  assert_allowed (fixture, added, insert);
  session->signed_at = (DenInstant){ (gint64) 1795262700 * G_USEC_PER_SEC, -300 };
  session->record_sha256 = den_session_digest (session);
  transaction = fixture_begin (fixture);
  g_assert_false (den_transaction_update (transaction, session, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_assert_true (den_transaction_commit (&transaction, &error));

  stored = den_store_load (fixture->store, &den_session_type, owner_id, &error);
  g_assert_no_error (error);
  g_assert_false (den_session_is_signed (stored));
  stored->signed_at = session->signed_at;
  stored->record_sha256 = den_session_digest (stored);
  assert_allowed (fixture, stored, den_transaction_update);
  den_record_free (stored);
  den_record_free (added);
}

/* ---- the check ---- */

/* A signed session with the hash of its record. */
static DenChart *
add_sealed_chart (Fixture *fixture)
{
  DenChart *chart = add_chart (fixture, FALSE);
  DenSession *session = session_of (chart);

  session->signed_at = (DenInstant){ (gint64) 1795262700 * G_USEC_PER_SEC, -300 };
  session->record_sha256 = den_session_digest (session);
  assert_allowed (fixture, session, den_transaction_update);
  return chart;
}

static GPtrArray *
check (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DenProblems *problems = den_problems_new ();

  g_assert_true (den_store_check (fixture->store, problems, NULL, NULL, &error));
  g_assert_no_error (error);
  return problems;
}

/* What comes after the signature is not part of what was signed. */
static void
test_check_of_what_stands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = add_sealed_chart (fixture);
  gpointer addendum = fixture_make_record (&den_addendum_type, FILL_DISTINCT);
  g_autoptr (DenProblems) problems = NULL;

  owner_id = session_of (chart)->record.id;
  assert_allowed (fixture, addendum, insert);
  problems = check (fixture);
  g_assert_cmpuint (problems->len, ==, 0);
  den_record_free (addendum);
}

/* One that came signed from elsewhere may have no hash, and its record is left alone. */
static void
test_check_without_hash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = add_chart (fixture, TRUE);
  g_autoptr (DenProblems) problems = check (fixture);

  g_assert_null (session_of (chart)->record_sha256);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Changes past the program, none of which the audit can see, are found in the session they were
 * made in. */
static void
test_check_finds_changes (Fixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE session SET note = 'all went well'",
    "UPDATE session SET ended_at_us = ended_at_us + 60000000",
    "UPDATE observation SET systolic = 120",
    "DELETE FROM session_event",
    "UPDATE session_dose SET given_ug = NULL",
  };
  g_autoptr (DenChart) chart = add_sealed_chart (fixture);
  g_autofree char *sound = fixture_file (fixture, "sound.db");
  g_autofree char *place = g_strdup_printf ("session %d", (int) session_of (chart)->record.id);
  g_autoptr (GError) error = NULL;

  den_store_backup (fixture->store, sound, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->store, den_store_close);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      Fixture copy = { .folder = fixture->folder };
      g_autofree char *sql = g_strconcat ("DROP TRIGGER session_stands;"
                                          "DROP TRIGGER observation_stands;"
                                          "DROP TRIGGER session_event_stays;"
                                          "DROP TRIGGER session_dose_stands;",
                                          changes[i], NULL);
      g_autofree char *name = g_strdup_printf ("changed-%d.db", (int) i);
      g_autoptr (DenProblems) problems = NULL;
      const DenProblem *problem;

      copy.path = fixture_file (&copy, name);
      copy.store = den_store_open (sound, DEN_STORE_READ, &error);
      den_store_backup (copy.store, copy.path, &error);
      g_assert_no_error (error);
      g_clear_pointer (&copy.store, den_store_close);
      fixture_tamper (&copy, sql);
      fixture_reopen (&copy);
      g_test_message ("%s", changes[i]);
      problems = check (&copy);
      g_assert_cmpuint (problems->len, ==, 1);
      problem = g_ptr_array_index (problems, 0);
      g_assert_cmpstr (problem->place, ==, place);
      g_assert_nonnull (strstr (problem->message, "D-0001 is not what was signed"));
      g_clear_pointer (&copy.store, den_store_close);
      g_free (copy.path);
    }
}

/* A chart file brings signed sessions whole. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = add_chart (fixture, TRUE);
  g_autoptr (DenChart) loaded =
      den_store_load_chart (fixture->store, chart->patient->record.id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (session_of (loaded)->observations->len, ==, 2);
  g_assert_true (den_record_equal (loaded, chart));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/signed/session-stands", test_session_stands);
  fixture_add ("/signed/session-stays", test_session_stays);
  fixture_add ("/signed/what-is-recorded", test_what_is_recorded);
  fixture_add ("/signed/what-is-added", test_what_is_added);
  fixture_add ("/signed/addenda-and-reports/of-signed", test_addenda_and_reports);
  fixture_add ("/signed/addenda-and-reports/of-unsigned", test_addenda_and_reports);
  fixture_add ("/signed/signing-closes", test_signing_closes);
  fixture_add ("/signed/signing-blindly", test_signing_blindly);
  fixture_add ("/signed/check-of-what-stands", test_check_of_what_stands);
  fixture_add ("/signed/check-without-hash", test_check_without_hash);
  fixture_add ("/signed/check-finds-changes", test_check_finds_changes);
  fixture_add ("/signed/import", test_import);
  return g_test_run ();
}
