/* Writing: every change of one act in one transaction, each with its audit entry. */
#include "den-record-sql.h"

#include "den-json.h"
#include "den-session-rules.h"

#include <glib/gi18n-lib.h>

/* ---- the transaction itself ---- */

/* See den-store.h. The lock is taken at once, so that no later step has to wait for another
 * program. BUSY where it can not be had in time. */
DenTransaction *
den_transaction_begin (DenStore *store, const char *user, DenInstant at, GError **error)
{
  DenTransaction *transaction;

  g_return_val_if_fail (store->transaction == NULL, NULL);
  g_return_val_if_fail (user != NULL && den_instant_is_known (at), NULL);

  if (store->mode == DEN_STORE_READ)
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY,
                   _ ("%s: the database was opened for reading only"), store->path);
      return NULL;
    }
  if (!den_store_execute (store, "BEGIN IMMEDIATE", error))
    return NULL;
  transaction = g_new0 (DenTransaction, 1);
  transaction->store = store;
  transaction->user = g_strdup (user);
  transaction->at = at;
  store->transaction = transaction;
  return transaction;
}

/* Frees TRANSACTION; what it did is undone unless it was committed. NULL is allowed. */
void
den_transaction_free (DenTransaction *transaction)
{
  DenStore *store;

  if (transaction == NULL)
    return;
  store = transaction->store;
  if (sqlite3_get_autocommit (store->db) == 0)
    {
      sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
      /* It may have been read from rows that never came to be. */
      g_clear_pointer (&store->search_index, den_search_index_free);
    }
  store->transaction = NULL;
  g_free (transaction->user);
  g_free (transaction);
}

/* Whether TRANSACTION is still open: a full disk makes SQLite roll back by itself, and what came
 * after would then be written without it. */
static gboolean
check_open (DenTransaction *transaction, GError **error)
{
  if (sqlite3_get_autocommit (transaction->store->db) == 0)
    return TRUE;
  g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED,
               _ ("%s: nothing was written, because an earlier step failed"),
               transaction->store->path);
  return FALSE;
}

/* Makes the changes of TRANSACTION durable. It is freed and its pointer set to NULL in any case;
 * FALSE with ERROR where nothing of it was written. */
gboolean
den_transaction_commit (DenTransaction **transaction, GError **error)
{
  g_autoptr (DenTransaction) own = g_steal_pointer (transaction);

  return check_open (own, error) && den_store_execute (own->store, "COMMIT", error);
}

/* Begins one change call, which is done whole or not at all: a caller may go on after a failed
 * one. */
static gboolean
begin_change (DenTransaction *transaction, GError **error)
{
  return check_open (transaction, error) &&
         den_store_execute (transaction->store, "SAVEPOINT one_change", error);
}

static gboolean
end_change (DenTransaction *transaction, gboolean done, GError **error)
{
  sqlite3 *db = transaction->store->db;

  if (done)
    return den_store_execute (transaction->store, "RELEASE one_change", error);
  if (sqlite3_get_autocommit (db) == 0)
    sqlite3_exec (db, "ROLLBACK TO one_change; RELEASE one_change", NULL, NULL, NULL);
  return FALSE;
}

/* ---- rows ---- */

static gboolean
insert_row (DenTransaction *transaction, const DenTable *table, DenRecord *record, gint64 owner_id,
            GError **error)
{
  gboolean with_id = record->id != 0;
  /* A row that comes back gets a revision that nobody has seen. */
  gint64 revision = with_id ? record->revision + 1 : 1;
  g_autoptr (DenStatement) statement = den_statement_new (
      transaction->store, with_id ? table->insert_with_id : table->insert, error);
  int parameter = 1;

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, parameter++, revision);
  if (table->owner_column != NULL)
    den_statement_bind_integer (statement, parameter++, owner_id);
  den_table_bind_fields (statement, parameter, record);
  if (with_id)
    den_statement_bind_integer (statement, parameter + den_table_count_field_columns (table->type),
                                record->id);
  if (den_statement_run_returning (statement, &record->id, error) != DEN_STEP_ROW)
    return FALSE;
  record->revision = revision;
  return TRUE;
}

/* Inserts RECORD, of TABLE, with all that it holds in lists. */
static gboolean
insert_tree (DenTransaction *transaction, const DenTable *table, DenRecord *record, gint64 owner_id,
             GError **error)
{
  guint child = 0;

  if (!insert_row (transaction, table, record, owner_id, error))
    return FALSE;
  for (guint i = 0; i < table->type->n_fields; i++)
    {
      const DenField *field = &table->type->fields[i];
      const DenTable *below;
      GPtrArray *list;

      if (field->type != DEN_FIELD_LIST)
        continue;
      below = g_ptr_array_index (table->children, child++);
      list = den_field_list (field, record);
      for (guint j = 0; j < list->len; j++)
        if (!insert_tree (transaction, below, g_ptr_array_index (list, j), record->id, error))
          return FALSE;
    }
  return TRUE;
}

/* Makes RECORD and all that it holds look new again, after an insert that failed. */
static void
forget_ids (DenRecord *record)
{
  if (record == NULL)
    return;
  record->id = 0;
  record->revision = 0;
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const DenField *field = &record->type->fields[i];

      if (field->type != DEN_FIELD_LIST)
        continue;
      for (guint j = 0; j < den_field_list (field, record)->len; j++)
        forget_ids (g_ptr_array_index (den_field_list (field, record), j));
    }
}

/* Removes the rows of RECORD, as it was loaded, from the bottom up. */
static gboolean
remove_tree (DenTransaction *transaction, const DenTable *table, DenRecord *record, GError **error)
{
  g_autoptr (DenStatement) statement = NULL;
  guint child = 0;

  for (guint i = 0; i < table->type->n_fields; i++)
    {
      const DenField *field = &table->type->fields[i];
      const DenTable *below;
      GPtrArray *list;

      if (field->type != DEN_FIELD_LIST)
        continue;
      below = g_ptr_array_index (table->children, child++);
      list = den_field_list (field, record);
      for (guint j = 0; j < list->len; j++)
        if (!remove_tree (transaction, below, g_ptr_array_index (list, j), error))
          return FALSE;
    }
  statement = den_statement_new (transaction->store, table->remove, error);
  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, record->id);
  den_statement_bind_integer (statement, 2, record->revision);
  return den_statement_run (statement, error);
}

static void
set_stale_error (GError **error)
{
  g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE,
               _ ("This was changed meanwhile by someone else; look at it again before you change "
                  "it."));
}

/* The row that RECORD was read from, as it is now. STALE where it was changed meanwhile, NOT_FOUND
 * where it is gone. */
static gpointer
load_unchanged (DenTransaction *transaction, const DenTable *table, const DenRecord *record,
                gint64 *owner_id, GError **error)
{
  DenRecord *stored = den_table_load (transaction->store, table, record->id, owner_id, error);

  if (stored == NULL || stored->revision == record->revision)
    return stored;
  set_stale_error (error);
  den_record_free (stored);
  return NULL;
}

/* ---- the audit and the search of a change ---- */

static char *
record_json (gconstpointer record)
{
  DenJson *json = den_json_new (FALSE);

  den_json_record (json, record);
  return den_json_finish (json);
}

/* An object of the scalars in which A and B differ, with A's values; NULL where they do not. */
static char *
difference_json (const DenRecord *a, const DenRecord *b)
{
  DenJson *json = den_json_new (FALSE);
  gboolean differ = FALSE;
  char *text;

  den_json_begin_object (json);
  for (guint i = 0; i < a->type->n_fields; i++)
    {
      const DenField *field = &a->type->fields[i];
      g_auto (DenValue) of_a = DEN_VALUE_INIT;
      g_auto (DenValue) of_b = DEN_VALUE_INIT;

      if (!den_field_is_scalar (field))
        continue;
      den_field_get (field, a, &of_a);
      den_field_get (field, b, &of_b);
      if (den_value_equal (&of_a, &of_b))
        continue;
      differ = TRUE;
      den_json_key (json, den_field_key (field));
      den_json_field_value (json, field, &of_a);
    }
  den_json_end_object (json);
  text = den_json_finish (json);
  if (!differ)
    g_clear_pointer (&text, g_free);
  return text;
}

/* What follows from every change: the audit entry, and the patient's line in the search. */
static gboolean
finish_change (DenTransaction *transaction, const DenTable *table, const char *action,
               gint64 record_id, gint64 owner_id, const char *before, const char *after,
               GError **error)
{
  DenStore *store = transaction->store;
  gint64 patient_id;

  if (!den_table_patient_of (store, table, record_id, owner_id, &patient_id, error) ||
      !den_audit_append (transaction, action, table->type->name, record_id,
                         table->owner != NULL ? owner_id : DEN_UNKNOWN, patient_id, before, after,
                         error))
    return FALSE;
  if (table->type == &den_patient_type || table->type == &den_coverage_type)
    return den_search_refresh (store, patient_id, error);
  return TRUE;
}

/* ---- the changes ---- */

/* The sentence for a name that is taken, instead of the engine's. */
static void
tell_taken (const DenRecord *record, GError **error)
{
  if (error == NULL || !g_error_matches (*error, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS))
    return;
  if (record->type == &den_patient_type)
    {
      g_clear_error (error);
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS,
                   _ ("The MRN %s belongs to a patient of this clinic already."),
                   ((const DenPatient *) record)->mrn);
    }
}

/* A signed session takes only what says something after the fact. */
static gboolean
check_not_signed (DenTransaction *transaction, const DenTable *table, gint64 owner_id,
                  GError **error)
{
  g_autoptr (DenStatement) statement = NULL;
  DenStep step;

  if (table->owner == NULL || table->owner->type != &den_session_type ||
      table->type == &den_addendum_type || table->type == &den_monitoring_report_type)
    return TRUE;
  statement =
      den_statement_new (transaction->store,
                         "SELECT 1 FROM session WHERE id = $1 AND signed_at_us IS NOT NULL", error);
  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, owner_id);
  step = den_statement_step (statement, error);
  if (step == DEN_STEP_ROW)
    den_store_set_signed_error (error);
  return step == DEN_STEP_DONE;
}

static gboolean
insert_change (DenTransaction *transaction, DenRecord *record, gint64 owner_id, GError **error)
{
  const DenTable *table = den_table_of (transaction->store, record->type);
  g_autofree char *after = NULL;

  if (!check_not_signed (transaction, table, owner_id, error) ||
      !insert_tree (transaction, table, record, owner_id, error))
    return FALSE;
  after = record_json (record);
  return finish_change (transaction, table, "insert", record->id, owner_id, NULL, after, error);
}

/* See den-store.h. Where it fails, RECORD is as it was. */
gboolean
den_transaction_insert (DenTransaction *transaction, gpointer data, gint64 owner_id, GError **error)
{
  DenRecord *record = data;
  gint64 id = record->id, revision = record->revision;
  g_autoptr (GError) local = NULL;

  if (!begin_change (transaction, error))
    return FALSE;
  if (end_change (transaction, insert_change (transaction, record, owner_id, &local), &local))
    return TRUE;
  if (id == 0)
    forget_ids (record);
  record->id = id;
  record->revision = revision;
  tell_taken (record, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
update_row (DenTransaction *transaction, const DenTable *table, DenRecord *record, gint64 *revision,
            GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (transaction->store, table->update, error);
  int n_columns = den_table_count_field_columns (table->type);

  if (statement == NULL)
    return FALSE;
  den_table_bind_fields (statement, 1, record);
  den_statement_bind_integer (statement, n_columns + 1, record->id);
  den_statement_bind_integer (statement, n_columns + 2, record->revision);
  return den_statement_run_returning (statement, revision, error) == DEN_STEP_ROW;
}

/* A session is signed as its signer saw it: the hash that comes with the signature SESSION is the
 * one of what is STORED, to which somebody may have added since. */
static gboolean
check_signature (const DenRecord *stored, const DenSession *session, GError **error)
{
  DenSession *as_stored;
  g_autofree char *digest = NULL;
  gboolean fits;

  if (stored->type != &den_session_type || den_session_is_signed ((const DenSession *) stored) ||
      !den_session_is_signed (session) || session->record_sha256 == NULL)
    return TRUE;
  as_stored = den_record_copy (stored);
  for (guint i = 0; i < den_session_type.n_fields; i++)
    {
      const DenField *field = &den_session_type.fields[i];
      g_auto (DenValue) value = DEN_VALUE_INIT;

      if (!den_field_is_scalar (field))
        continue;
      den_field_get (field, session, &value);
      den_field_set (field, as_stored, &value);
    }
  digest = den_session_digest (as_stored);
  fits = g_str_equal (digest, session->record_sha256);
  den_record_free (as_stored);
  if (!fits)
    set_stale_error (error);
  return fits;
}

static gboolean
update_change (DenTransaction *transaction, DenRecord *record, gint64 *revision, GError **error)
{
  const DenTable *table = den_table_of (transaction->store, record->type);
  gint64 owner_id;
  DenRecord *stored = load_unchanged (transaction, table, record, &owner_id, error);
  g_autofree char *before = NULL, *after = NULL;
  gboolean fits;

  if (stored == NULL)
    return FALSE;
  before = difference_json (stored, record);
  after = difference_json (record, stored);
  fits = before == NULL || check_signature (stored, (const DenSession *) record, error);
  den_record_free (stored);
  if (!fits || before == NULL)
    return fits;
  return update_row (transaction, table, record, revision, error) &&
         finish_change (transaction, table, "update", record->id, owner_id, before, after, error);
}

/* See den-store.h. Only RECORD's own fields are written, for what its lists hold are records of
 * their own. Where nothing differs nothing is written, and no entry made. */
gboolean
den_transaction_update (DenTransaction *transaction, gpointer data, GError **error)
{
  DenRecord *record = data;
  gint64 revision = record->revision;
  g_autoptr (GError) local = NULL;

  if (!begin_change (transaction, error))
    return FALSE;
  if (end_change (transaction, update_change (transaction, record, &revision, &local), &local))
    {
      record->revision = revision;
      return TRUE;
    }
  tell_taken (record, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
remove_search_row (DenStore *store, gint64 patient_id, GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store, "DELETE FROM patient_search WHERE patient_id = $1", error);

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, patient_id);
  return den_statement_run (statement, error);
}

static gboolean
remove_change (DenTransaction *transaction, DenRecord *record, GError **error)
{
  const DenTable *table = den_table_of (transaction->store, record->type);
  gint64 owner_id;
  DenRecord *stored = load_unchanged (transaction, table, record, &owner_id, error);
  g_autofree char *before = NULL;
  gboolean done;

  if (stored == NULL)
    return FALSE;
  before = record_json (stored);
  done = (record->type != &den_patient_type ||
          remove_search_row (transaction->store, record->id, error)) &&
         remove_tree (transaction, table, stored, error);
  den_record_free (stored);
  return done &&
         finish_change (transaction, table, "remove", record->id, owner_id, before, NULL, error);
}

/* See den-store.h. RECORD keeps its id, so that an insert of it brings the row back. A patient with
 * records and a prescriber with patients can not be removed, nor a paper that was made. */
gboolean
den_transaction_remove (DenTransaction *transaction, gpointer record, GError **error)
{
  return begin_change (transaction, error) &&
         end_change (transaction, remove_change (transaction, record, error), error);
}

/* ---- whole charts, papers ---- */

/* Gives PRESCRIBER the id of the row that says the same, if there is one. */
static gboolean
find_prescriber (DenStore *store, DenPrescriber *prescriber, GError **error)
{
  const DenTable *table = den_table_of (store, &den_prescriber_type);
  g_autoptr (DenStatement) statement =
      den_statement_new (store, "SELECT id FROM prescriber WHERE name = $1 ORDER BY id", error);
  DenStep step;

  if (statement == NULL)
    return FALSE;
  den_statement_bind_text (statement, 1, prescriber->name);
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    {
      DenRecord *stored =
          den_table_load (store, table, den_statement_integer (statement, 0), NULL, error);
      gboolean same;

      if (stored == NULL)
        return FALSE;
      same = den_record_equal (stored, prescriber);
      if (same)
        {
          prescriber->record.id = stored->id;
          prescriber->record.revision = stored->revision;
        }
      den_record_free (stored);
      if (same)
        return TRUE;
    }
  return step == DEN_STEP_DONE;
}

static gboolean
insert_chart_prescriber (DenTransaction *transaction, DenChart *chart, GError **error)
{
  DenStore *store = transaction->store;
  DenPrescriber *prescriber = chart->prescriber;

  if (prescriber == NULL)
    return TRUE;
  prescriber->record.id = 0;
  if (!find_prescriber (store, prescriber, error) ||
      (prescriber->record.id == 0 &&
       !insert_row (transaction, den_table_of (store, &den_prescriber_type), &prescriber->record, 0,
                    error)))
    return FALSE;
  chart->patient->prescriber_id = prescriber->record.id;
  return TRUE;
}

static gboolean
insert_chart_change (DenTransaction *transaction, DenChart *chart, GError **error)
{
  DenStore *store = transaction->store;
  DenRecord *patient = &chart->patient->record;
  g_autofree char *after = NULL;

  if (!insert_chart_prescriber (transaction, chart, error) ||
      !insert_row (transaction, den_table_of (store, &den_patient_type), patient, 0, error))
    return FALSE;
  for (guint i = 0; i < den_chart_type.n_fields; i++)
    {
      const DenField *field = &den_chart_type.fields[i];
      GPtrArray *list;

      if (field->type != DEN_FIELD_LIST)
        continue;
      list = den_field_list (field, chart);
      for (guint j = 0; j < list->len; j++)
        if (!insert_tree (transaction, den_table_of (store, field->of), g_ptr_array_index (list, j),
                          patient->id, error))
          return FALSE;
    }
  after = record_json (chart);
  return den_audit_append (transaction, "insert", den_chart_type.name, patient->id, DEN_UNKNOWN,
                           patient->id, NULL, after, error) &&
         den_search_refresh (store, patient->id, error);
}

/* See den-store.h. CHART's records get their ids; where it fails, they are as new. */
gboolean
den_transaction_insert_chart (DenTransaction *transaction, DenChart *chart, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!begin_change (transaction, error))
    return FALSE;
  if (end_change (transaction, insert_chart_change (transaction, chart, &local), &local))
    return TRUE;
  forget_ids (&chart->record);
  forget_ids (&chart->patient->record);
  forget_ids ((DenRecord *) chart->prescriber);
  chart->patient->prescriber_id = DEN_UNKNOWN;
  tell_taken (&chart->patient->record, &local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
insert_paper_content (DenStore *store, gint64 paper_id, GBytes *pdf, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store, "INSERT INTO made_paper_content (paper_id, pdf) VALUES ($1, $2)", error);

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, paper_id);
  den_statement_bind_bytes (statement, 2, pdf);
  return den_statement_run (statement, error);
}

/* Keeps PAPER, with its bytes PDF, among the papers of the patient. */
gboolean
den_transaction_insert_paper (DenTransaction *transaction, DenMadePaper *paper, gint64 patient_id,
                              GBytes *pdf, GError **error)
{
  gboolean done;

  if (!begin_change (transaction, error))
    return FALSE;
  done = insert_change (transaction, &paper->record, patient_id, error) &&
         insert_paper_content (transaction->store, paper->record.id, pdf, error);
  if (end_change (transaction, done, error))
    return TRUE;
  forget_ids (&paper->record);
  return FALSE;
}
