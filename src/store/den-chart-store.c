/* Charts out of the database: one, or all of them in one sweep.
 *
 * A sweep runs one ordered statement a table over a range of patients, all in step: each chart
 * takes the rows that bear its patient's id. One chart is a sweep over a range of one. */
#include "den-record-sql.h"

#include <glib/gi18n-lib.h>

/* Patients that a sweep rather passes over than begin anew behind them. */
#define WIDE_GAP 50

/* One table's rows on their way. */
typedef struct
{
  const DenTable *table;
  const DenField *field; /* the list the rows go to: the chart's, or the owner's */
  gboolean head;         /* without free words, and without what it holds */
  DenStatement *statement;
  sqlite3_stmt *row;
  gint64 patient_id; /* of the row that waits; G_MAXINT64 when there is none */
} Cursor;

typedef struct
{
  DenStore *store;
  DenChartDepth depth;
  const DenRecordType *only; /* of the chart's lists, NULL for all */
  GArray *cursors;           /* Cursor; the patient's is the first, an owner's before its own */
  GHashTable *prescribers;   /* id -> DenPrescriber, read when first met */
} Sweep;

static gboolean
advance (Cursor *cursor, GError **error)
{
  switch (den_statement_step (cursor->statement, error))
    {
    case DEN_STEP_ROW:
      cursor->patient_id = sqlite3_column_int64 (
          cursor->row, cursor->head ? cursor->table->n_head_columns : cursor->table->n_columns);
      return TRUE;
    case DEN_STEP_DONE:
      cursor->patient_id = G_MAXINT64;
      return TRUE;
    default:
      return FALSE;
    }
}

static void
cursor_clear (gpointer data)
{
  Cursor *cursor = data;

  g_clear_pointer (&cursor->statement, den_statement_free);
}

/* Starts the cursor of TABLE, whose rows go to FIELD, and those of the lists below it. */
static gboolean
add_cursor (Sweep *sweep, const DenTable *table, const DenField *field, gint64 first, gint64 last,
            GError **error)
{
  Cursor cursor = { .table = table, .field = field };
  guint child = 0;

  cursor.head = table->type == &den_session_type && sweep->depth == DEN_CHART_HEADS;
  cursor.statement =
      den_statement_new (sweep->store, cursor.head ? table->sweep_heads : table->sweep, error);
  if (cursor.statement == NULL)
    return FALSE;
  cursor.row = den_statement_row (cursor.statement);
  den_statement_bind_integer (cursor.statement, 1, first);
  den_statement_bind_integer (cursor.statement, 2, last);
  g_array_append_val (sweep->cursors, cursor);
  if (!advance (&g_array_index (sweep->cursors, Cursor, sweep->cursors->len - 1), error))
    return FALSE;
  if (cursor.head)
    return TRUE;
  for (guint i = 0; i < table->type->n_fields; i++)
    if (table->type->fields[i].type == DEN_FIELD_LIST &&
        !add_cursor (sweep, g_ptr_array_index (table->children, child++), &table->type->fields[i],
                     first, last, error))
      return FALSE;
  return TRUE;
}

/* Starts a sweep over the patients from FIRST to LAST, both ids counted. SWEEP says in which store,
 * and how much is read. */
static gboolean
sweep_begin (Sweep *sweep, gint64 first, gint64 last, GError **error)
{
  sweep->cursors = g_array_new (FALSE, FALSE, sizeof (Cursor));
  g_array_set_clear_func (sweep->cursors, cursor_clear);
  sweep->prescribers = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, den_record_free);
  if (!add_cursor (sweep, den_table_of (sweep->store, &den_patient_type), NULL, first, last, error))
    return FALSE;
  for (guint i = 0; i < den_chart_type.n_fields; i++)
    {
      const DenField *field = &den_chart_type.fields[i];

      if (field->type == DEN_FIELD_LIST && (sweep->only == NULL || sweep->only == field->of) &&
          !add_cursor (sweep, den_table_of (sweep->store, field->of), field, first, last, error))
        return FALSE;
    }
  return TRUE;
}

static void
sweep_end (Sweep *sweep)
{
  g_clear_pointer (&sweep->cursors, g_array_unref);
  g_clear_pointer (&sweep->prescribers, g_hash_table_unref);
}

/* Takes the cursor's rows of the patient into LIST. */
static gboolean
take_rows (Cursor *cursor, gint64 patient_id, GPtrArray *list, GError **error)
{
  while (cursor->patient_id == patient_id)
    {
      g_ptr_array_add (list, cursor->head ? den_table_read_head (cursor->table, cursor->row)
                                          : den_table_read (cursor->table, cursor->row));
      if (!advance (cursor, error))
        return FALSE;
    }
  return TRUE;
}

/* The same for rows that belong to the records in OWNERS: both come in the order of the owners'
 * ids. */
static gboolean
take_rows_of (Cursor *cursor, gint64 patient_id, GPtrArray *owners, GError **error)
{
  guint at = 0;

  while (cursor->patient_id == patient_id)
    {
      gint64 owner_id = sqlite3_column_int64 (cursor->row, 2);

      while (at < owners->len && ((DenRecord *) g_ptr_array_index (owners, at))->id < owner_id)
        at++;
      if (at < owners->len && ((DenRecord *) g_ptr_array_index (owners, at))->id == owner_id)
        g_ptr_array_add (den_field_list (cursor->field, g_ptr_array_index (owners, at)),
                         den_table_read (cursor->table, cursor->row));
      if (!advance (cursor, error))
        return FALSE;
    }
  return TRUE;
}

/* A copy of the prescriber with the row ID. */
static DenPrescriber *
copy_prescriber (Sweep *sweep, gint64 id, GError **error)
{
  DenPrescriber *known = g_hash_table_lookup (sweep->prescribers, &id);

  if (known == NULL)
    {
      known = den_store_load (sweep->store, &den_prescriber_type, id, error);
      if (known == NULL)
        return NULL;
      g_hash_table_insert (sweep->prescribers, &known->record.id, known);
    }
  return den_record_copy (known);
}

/* The chart of the next patient, NULL where there is none left, or with ERROR. */
static DenChart *
sweep_next (Sweep *sweep, GError **error)
{
  Cursor *patients = &g_array_index (sweep->cursors, Cursor, 0);
  g_autoptr (DenChart) chart = NULL;
  gint64 id = patients->patient_id;

  if (id == G_MAXINT64)
    return NULL;
  chart = den_record_new (&den_chart_type);
  chart->patient = den_table_read (patients->table, patients->row);
  if (!advance (patients, error))
    return NULL;
  for (guint i = 1; i < sweep->cursors->len; i++)
    {
      Cursor *cursor = &g_array_index (sweep->cursors, Cursor, i);
      const DenRecordType *owner = cursor->table->owner->type;

      if (owner == &den_patient_type
              ? !take_rows (cursor, id, den_field_list (cursor->field, chart), error)
              : !take_rows_of (cursor, id, den_chart_list (chart, owner), error))
        return NULL;
    }
  if (chart->patient->prescriber_id != DEN_UNKNOWN)
    {
      chart->prescriber = copy_prescriber (sweep, chart->patient->prescriber_id, error);
      if (chart->prescriber == NULL)
        return NULL;
    }
  return g_steal_pointer (&chart);
}

/* The whole chart of the patient; NULL with ERROR, NOT_FOUND where there is no such patient. */
DenChart *
den_store_load_chart (DenStore *store, gint64 patient_id, GError **error)
{
  Sweep sweep = { .store = store, .depth = DEN_CHART_WHOLE };
  DenChart *chart = NULL;
  GError *local = NULL;
  gboolean begun;

  if (!den_store_begin_view (store, &begun, error))
    return NULL;
  if (sweep_begin (&sweep, patient_id, patient_id, &local))
    chart = sweep_next (&sweep, &local);
  sweep_end (&sweep);
  den_store_end_view (store, begun);
  if (chart == NULL && local == NULL)
    g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND,
                 _ ("%s: there is no patient with the row id %lld"), store->path,
                 (long long) patient_id);
  else if (local != NULL)
    g_propagate_error (error, local);
  return chart;
}

/* Leaves out the rows of patients before ID. */
static gboolean
sweep_skip_to (Sweep *sweep, gint64 id, GError **error)
{
  for (guint i = 0; i < sweep->cursors->len; i++)
    {
      Cursor *cursor = &g_array_index (sweep->cursors, Cursor, i);

      while (cursor->patient_id < id)
        if (!advance (cursor, error))
          return FALSE;
    }
  return TRUE;
}

/* What is done with the charts of a sweep. */
typedef struct
{
  DenChartDepth depth;
  const DenRecordType *only;
  DenEachChart each;
  gpointer data;
} Visitor;

/* Visits the N patients whose rising IDS are given, all of those from FIRST to LAST where IDS is
 * NULL. */
static gboolean
visit_range (DenStore *store, const Visitor *visitor, gint64 first, gint64 last, const gint64 *ids,
             guint n, GError **error)
{
  Sweep sweep = { .store = store, .depth = visitor->depth, .only = visitor->only };
  GError *local = NULL;
  gboolean go_on = sweep_begin (&sweep, first, last, &local);

  for (guint i = 0; go_on && (ids == NULL || i < n); i++)
    {
      DenChart *chart;

      if (ids != NULL && !sweep_skip_to (&sweep, ids[i], &local))
        break;
      chart = sweep_next (&sweep, &local);
      if (chart == NULL)
        break;
      go_on = visitor->each (chart, visitor->data, &local);
      den_chart_free (chart);
    }
  sweep_end (&sweep);
  if (local == NULL)
    return go_on;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
visit_all (DenStore *store, const Visitor *visitor, GError **error)
{
  gboolean begun, done;

  if (!den_store_begin_view (store, &begun, error))
    return FALSE;
  done = visit_range (store, visitor, 1, G_MAXINT64 - 1, NULL, 0, error);
  den_store_end_view (store, begun);
  return done;
}

/* See den-store.h. */
gboolean
den_store_each_chart (DenStore *store, DenChartDepth depth, DenEachChart each, gpointer data,
                      GError **error)
{
  const Visitor visitor = { depth, NULL, each, data };

  return visit_all (store, &visitor, error);
}

/* The same of charts whose lists are empty but for the one of ONLY, which is whole. */
gboolean
den_store_each_chart_of (DenStore *store, const DenRecordType *only, DenEachChart each,
                         gpointer data, GError **error)
{
  const Visitor visitor = { DEN_CHART_WHOLE, only, each, data };

  return visit_all (store, &visitor, error);
}

/* The ids (gint64) of the patients who have a session that began, rising. */
static GArray *
treated_patients (DenStore *store, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DenStatement) statement = den_statement_new (
      store,
      "SELECT DISTINCT patient_id FROM session WHERE started_at_us IS NOT NULL ORDER BY patient_id",
      error);
  DenStep step;

  if (statement == NULL)
    return NULL;
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    {
      gint64 id = den_statement_integer (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == DEN_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* See den-store.h. The sessions are HEADS. Patients who lie close together are read in one sweep
 * that passes over those between them; a wide gap begins another. */
gboolean
den_store_each_treated_chart (DenStore *store, DenEachChart each, gpointer data, GError **error)
{
  const Visitor visitor = { DEN_CHART_HEADS, NULL, each, data };
  g_autoptr (GArray) treated = NULL;
  const gint64 *ids;
  gboolean begun, go_on;
  guint end;

  if (!den_store_begin_view (store, &begun, error))
    return FALSE;
  treated = treated_patients (store, error);
  go_on = treated != NULL;
  ids = treated != NULL ? (gpointer) treated->data : NULL;
  for (guint first = 0; go_on && first < treated->len; first = end)
    {
      for (end = first + 1; end < treated->len && ids[end] - ids[end - 1] <= WIDE_GAP; end++)
        continue;
      go_on =
          visit_range (store, &visitor, ids[first], ids[end - 1], ids + first, end - first, error);
    }
  den_store_end_view (store, begun);
  return go_on;
}

/* The row id of the patient whose MRN this is; 0 with ERROR, NOT_FOUND where there is none. */
gint64
den_store_find_patient (DenStore *store, const char *mrn, GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store, "SELECT id FROM patient WHERE mrn = $1", error);
  gint64 id = 0;

  if (statement == NULL)
    return 0;
  den_statement_bind_text (statement, 1, mrn);
  if (den_statement_run_returning (statement, &id, error) == DEN_STEP_DONE)
    g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND,
                 _ ("no patient of this clinic has the MRN %s"), mrn);
  return id;
}

/* The MRN of the patient entered last, to be freed; NULL without ERROR where there is none yet. */
char *
den_store_last_mrn (DenStore *store, GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store, "SELECT mrn FROM patient ORDER BY id DESC LIMIT 1", error);

  if (statement == NULL || den_statement_step (statement, error) != DEN_STEP_ROW)
    return NULL;
  return g_strdup (den_statement_text (statement, 0));
}

/* The record of TYPE with the row ID and all that it holds; NULL with ERROR, NOT_FOUND where there
 * is none. */
gpointer
den_store_load (DenStore *store, const DenRecordType *type, gint64 id, GError **error)
{
  return den_table_load (store, den_table_of (store, type), id, NULL, error);
}

/* The records of TYPE that belong to OWNER_ID, or all of a type without an owner, in the order in
 * which they were entered. */
GPtrArray *
den_store_load_all (DenStore *store, const DenRecordType *type, gint64 owner_id, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (den_record_free);

  if (!den_table_load_owned (store, den_table_of (store, type), owner_id, records, error))
    return NULL;
  return g_steal_pointer (&records);
}

/* The bytes of a paper that was made; NULL with ERROR. */
GBytes *
den_store_load_paper (DenStore *store, gint64 paper_id, GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store, "SELECT pdf FROM made_paper_content WHERE paper_id = $1", error);

  if (statement == NULL)
    return NULL;
  den_statement_bind_integer (statement, 1, paper_id);
  switch (den_statement_step (statement, error))
    {
    case DEN_STEP_ROW:
      return den_statement_bytes (statement, 0);
    case DEN_STEP_DONE:
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND, _ ("there is no paper %lld"),
                   (long long) paper_id);
      return NULL;
    default:
      return NULL;
    }
}
