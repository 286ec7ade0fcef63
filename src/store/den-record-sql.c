/* Records as rows, by their field tables alone. */
#include "den-record-sql.h"

#include "den-calendar.h"
#include "den-policy.h"
#include "den-protocol.h"

#include <string.h>

/* ---- the text of the SQL ---- */

/* A text of more characters than this is free words, a person's name or a note, and no id. */
#define LONGEST_ID 80

typedef void (*EachColumn) (const char *column, gpointer data);

/* Whether FIELD is part of a record's head: what rules and tallies over many records go by. */
static gboolean
is_of_head (const DenField *field)
{
  return field->type != DEN_FIELD_TEXT || (field->max > 0 && field->max <= LONGEST_ID);
}

/* Calls EACH with the columns of TYPE's fields in their order, or of those of its head alone. */
static void
each_column (const DenRecordType *type, gboolean head, EachColumn each, gpointer data)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const DenField *field = &type->fields[i];

      if (head && !is_of_head (field))
        continue;
      if (field->type == DEN_FIELD_INSTANT)
        {
          g_autofree char *us = g_strconcat (field->column, "_us", NULL);
          g_autofree char *offset = g_strconcat (field->column, "_offset", NULL);

          each (us, data);
          each (offset, data);
        }
      else if (den_field_is_scalar (field))
        each (field->column, data);
    }
}

static void
each_field_column (const DenRecordType *type, EachColumn each, gpointer data)
{
  each_column (type, FALSE, each, data);
}

typedef struct
{
  GString *sql;
  int parameter; /* the last one used */
} Builder;

static void
append_name_cb (const char *column, gpointer data)
{
  g_string_append_printf (((Builder *) data)->sql, ", %s", column);
}

static void
append_selected_cb (const char *column, gpointer data)
{
  g_string_append_printf (((Builder *) data)->sql, ", t.%s", column);
}

static void
append_parameter_cb (const char *column, gpointer data)
{
  Builder *builder = data;

  g_string_append_printf (builder->sql, ", $%d", ++builder->parameter);
}

static void
append_assignment_cb (const char *column, gpointer data)
{
  Builder *builder = data;

  g_string_append_printf (builder->sql, ", %s = $%d", column, ++builder->parameter);
}

static void
count_cb (const char *column, gpointer data)
{
  (*(int *) data)++;
}

/* How many columns the fields of TYPE take. */
int
den_table_count_field_columns (const DenRecordType *type)
{
  int n = 0;

  each_field_column (type, count_cb, &n);
  return n;
}

static char *
make_insert (const DenTable *table, gboolean with_id)
{
  Builder builder = { g_string_new (NULL), 1 };

  g_string_printf (builder.sql, "INSERT INTO %s (revision", table->type->name);
  if (table->owner_column != NULL)
    append_name_cb (table->owner_column, &builder);
  each_field_column (table->type, append_name_cb, &builder);
  if (with_id)
    append_name_cb ("id", &builder);
  g_string_append (builder.sql, ") VALUES ($1");
  if (table->owner_column != NULL)
    append_parameter_cb (table->owner_column, &builder);
  each_field_column (table->type, append_parameter_cb, &builder);
  if (with_id)
    append_parameter_cb ("id", &builder);
  g_string_append (builder.sql, ") RETURNING id");
  return g_string_free (builder.sql, FALSE);
}

static char *
make_update (const DenTable *table)
{
  Builder builder = { g_string_new (NULL), 0 };

  g_string_printf (builder.sql, "UPDATE %s SET revision = revision + 1", table->type->name);
  each_field_column (table->type, append_assignment_cb, &builder);
  g_string_append_printf (builder.sql, " WHERE id = $%d AND revision = $%d RETURNING revision",
                          builder.parameter + 1, builder.parameter + 2);
  return g_string_free (builder.sql, FALSE);
}

/* SELECT up to its table; EXTRA is a further column, or NULL. */
static GString *
begin_select (const DenTable *table, gboolean head, const char *extra)
{
  Builder builder = { g_string_new (NULL), 0 };

  g_string_printf (builder.sql, "SELECT t.id, t.revision, %s%s",
                   table->owner_column != NULL ? "t." : "NULL",
                   table->owner_column != NULL ? table->owner_column : "");
  each_column (table->type, head, append_selected_cb, &builder);
  if (extra != NULL)
    g_string_append_printf (builder.sql, ", %s", extra);
  g_string_append_printf (builder.sql, " FROM %s t", table->type->name);
  return builder.sql;
}

static char *
make_select_owned (const DenTable *table)
{
  GString *sql = begin_select (table, FALSE, NULL);

  if (table->owner_column != NULL)
    g_string_append_printf (sql, " WHERE t.%s = $1", table->owner_column);
  g_string_append (sql, " ORDER BY t.id");
  return g_string_free (sql, FALSE);
}

/* The rows of a range of patients: a patient's own, its records', or those of its records. */
static char *
make_sweep (const DenTable *table, gboolean head)
{
  GString *sql;

  if (table->type == &den_patient_type)
    {
      sql = begin_select (table, head, "t.id");
      g_string_append (sql, " WHERE t.id BETWEEN $1 AND $2 ORDER BY t.id");
    }
  else if (table->owner != NULL && table->owner->type == &den_patient_type)
    {
      sql = begin_select (table, head, "t.patient_id");
      g_string_append (sql, " WHERE t.patient_id BETWEEN $1 AND $2 ORDER BY t.patient_id, t.id");
    }
  else if (table->owner != NULL && table->owner->owner != NULL &&
           table->owner->owner->type == &den_patient_type)
    {
      sql = begin_select (table, head, "o.patient_id");
      g_string_append_printf (sql,
                              " JOIN %s o ON o.id = t.%s WHERE o.patient_id BETWEEN $1 AND $2 "
                              "ORDER BY o.patient_id, o.id, t.id",
                              table->owner->type->name, table->owner_column);
    }
  else
    return NULL;
  return g_string_free (sql, FALSE);
}

static void
make_sql (DenTable *table)
{
  GString *select = begin_select (table, FALSE, NULL);

  g_string_append (select, " WHERE t.id = $1");
  table->select = g_string_free (select, FALSE);
  table->select_owned = make_select_owned (table);
  table->insert = make_insert (table, FALSE);
  table->insert_with_id = make_insert (table, TRUE);
  table->update = make_update (table);
  table->remove =
      g_strdup_printf ("DELETE FROM %s WHERE id = $1 AND revision = $2", table->type->name);
  table->sweep = make_sweep (table, FALSE);
  table->sweep_heads = make_sweep (table, TRUE);
}

/* ---- the tables ---- */

static void
table_free (gpointer data)
{
  DenTable *table = data;

  g_ptr_array_unref (table->children);
  den_record_free (table->blank);
  g_free (table->owner_column);
  g_free (table->insert);
  g_free (table->insert_with_id);
  g_free (table->update);
  g_free (table->remove);
  g_free (table->select);
  g_free (table->select_owned);
  g_free (table->sweep);
  g_free (table->sweep_heads);
  g_ptr_array_unref (table->no_rows);
  g_free (table);
}

/* Adds the table of TYPE, and those of the lists it holds. */
static DenTable *
add_table (GHashTable *tables, const DenRecordType *type, const DenTable *owner)
{
  DenTable *table = g_new0 (DenTable, 1);

  table->type = type;
  table->owner = owner;
  table->owner_column = owner != NULL ? g_strconcat (owner->type->name, "_id", NULL) : NULL;
  table->children = g_ptr_array_new ();
  table->blank = den_record_new (type);
  table->no_rows = g_ptr_array_new_with_free_func (den_record_free);
  table->n_columns = 3 + den_table_count_field_columns (type);
  table->n_head_columns = 3;
  each_column (type, TRUE, count_cb, &table->n_head_columns);
  make_sql (table);
  g_hash_table_insert (tables, (gpointer) type, table);
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].type == DEN_FIELD_LIST)
      g_ptr_array_add (table->children, add_table (tables, type->fields[i].of, table));
  return table;
}

/* Every kind of record that is stored: DenRecordType -> DenTable. What a chart lists belongs to
 * its patient. */
GHashTable *
den_tables_new (void)
{
  GHashTable *tables = g_hash_table_new_full (NULL, NULL, NULL, table_free);
  const DenTable *patient;

  add_table (tables, &den_clinic_type, NULL);
  add_table (tables, &den_prescriber_type, NULL);
  add_table (tables, &den_policy_type, NULL);
  add_table (tables, &den_policy_confirmation_type, NULL);
  add_table (tables, &den_chair_type, NULL);
  add_table (tables, &den_opening_type, NULL);
  add_table (tables, &den_closure_type, NULL);
  add_table (tables, &den_protocol_type, NULL);
  patient = add_table (tables, &den_patient_type, NULL);
  add_table (tables, &den_made_paper_type, patient);
  for (guint i = 0; i < den_chart_type.n_fields; i++)
    if (den_chart_type.fields[i].type == DEN_FIELD_LIST)
      add_table (tables, den_chart_type.fields[i].of, patient);
  return tables;
}

/* The table of TYPE, which must be stored. */
const DenTable *
den_table_of (DenStore *store, const DenRecordType *type)
{
  const DenTable *table = g_hash_table_lookup (store->tables, type);

  g_return_val_if_fail (table != NULL, NULL);
  return table;
}

/* ---- values ---- */

static void
bind_field (DenStatement *statement, int *parameter, const DenField *field, gpointer record)
{
  gconstpointer member = (char *) record + field->offset;
  gint64 number;
  g_autofree char *text = NULL;

  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      den_statement_bind_text (statement, (*parameter)++, *den_field_text (field, record));
      break;
    case DEN_FIELD_CHOICE:
      number = *den_field_number (field, record);
      den_statement_bind_text (statement, (*parameter)++,
                               number != DEN_UNKNOWN ? field->choices[number].word : NULL);
      break;
    case DEN_FIELD_SCORES:
      text = den_scores_to_text (member);
      den_statement_bind_text (statement, (*parameter)++, text);
      break;
    case DEN_FIELD_INSTANT:
      {
        const DenInstant *instant = member;

        den_statement_bind_integer (statement, (*parameter)++, instant->us);
        den_statement_bind_integer (statement, (*parameter)++,
                                    den_instant_is_known (*instant) ? instant->offset_minutes
                                                                    : DEN_UNKNOWN);
        break;
      }
    default:
      den_statement_bind_integer (statement, (*parameter)++, *den_field_number (field, record));
      break;
    }
}

/* Binds the fields of RECORD to the parameters from FIRST on. */
void
den_table_bind_fields (DenStatement *statement, int first, gconstpointer record)
{
  const DenRecordType *type = ((const DenRecord *) record)->type;

  for (guint i = 0; i < type->n_fields; i++)
    if (den_field_is_scalar (&type->fields[i]))
      bind_field (statement, &first, &type->fields[i], (gpointer) record);
}

/* The index of WORD among CHOICES; DEN_UNKNOWN where it is none of them. */
gint64
den_choice_of (const DenChoice *choices, const char *word)
{
  for (gint64 i = 0; choices[i].word != NULL; i++)
    if (strcmp (choices[i].word, word) == 0)
      return i;
  return DEN_UNKNOWN;
}

/* Reads one field from the columns from COLUMN on into MEMBER, which is unknown, and gives the next
 * column. This runs some ten million times in a sweep over a large clinic, so it goes straight from
 * the row to the struct. */
static int
read_field (const DenField *field, char *member, sqlite3_stmt *row, int column)
{
  const char *text;

  if (field->type == DEN_FIELD_TEXT)
    {
      *(char **) (gpointer) member = g_strdup ((const char *) sqlite3_column_text (row, column));
      return column + 1;
    }
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return column + (field->type == DEN_FIELD_INSTANT ? 2 : 1);
  switch (field->type)
    {
    case DEN_FIELD_CHOICE:
      text = (const char *) sqlite3_column_text (row, column);
      *(gint64 *) (gpointer) member = den_choice_of (field->choices, text != NULL ? text : "");
      break;
    case DEN_FIELD_SCORES:
      text = (const char *) sqlite3_column_text (row, column);
      if (text == NULL || !den_scores_parse (text, (DenScores *) (gpointer) member))
        ((DenScores *) (gpointer) member)->n = 0;
      break;
    case DEN_FIELD_INSTANT:
      ((DenInstant *) (gpointer) member)->us = sqlite3_column_int64 (row, column++);
      ((DenInstant *) (gpointer) member)->offset_minutes = sqlite3_column_int64 (row, column);
      break;
    default:
      *(gint64 *) (gpointer) member = sqlite3_column_int64 (row, column);
      break;
    }
  return column + 1;
}

static gpointer
read_record (const DenTable *table, sqlite3_stmt *row, gboolean head)
{
  const DenRecordType *type = table->type;
  DenRecord *record = g_memdup2 (table->blank, type->size);
  int column = 3;

  record->id = sqlite3_column_int64 (row, 0);
  record->revision = sqlite3_column_int64 (row, 1);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const DenField *field = &type->fields[i];
      char *member = (char *) record + field->offset;

      if (field->type == DEN_FIELD_LIST)
        *(GPtrArray **) (gpointer) member = head ? g_ptr_array_ref (table->no_rows)
                                                 : g_ptr_array_new_with_free_func (den_record_free);
      else if (!head || is_of_head (field))
        column = read_field (field, member, row, column);
    }
  return record;
}

/* The record of the present ROW of one of TABLE's SELECTs, with empty lists. */
gpointer
den_table_read (const DenTable *table, sqlite3_stmt *row)
{
  return read_record (table, row, FALSE);
}

/* The same of a row of its sweep_heads; the lists are shared, and must stay empty. */
gpointer
den_table_read_head (const DenTable *table, sqlite3_stmt *row)
{
  return read_record (table, row, TRUE);
}

/* ---- loading ---- */

/* Loads what RECORD holds in lists. */
static gboolean
load_children (DenStore *store, const DenTable *table, DenRecord *record, GError **error)
{
  guint child = 0;

  for (guint i = 0; i < table->type->n_fields; i++)
    if (table->type->fields[i].type == DEN_FIELD_LIST &&
        !den_table_load_owned (store, g_ptr_array_index (table->children, child++), record->id,
                               den_field_list (&table->type->fields[i], record), error))
      return FALSE;
  return TRUE;
}

/* The record with the row ID and all that it holds; OWNER_ID, which may be NULL, gets its owner's,
 * 0 for none. NULL with ERROR, NOT_FOUND where there is none. */
gpointer
den_table_load (DenStore *store, const DenTable *table, gint64 id, gint64 *owner_id, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (store, table->select, error);
  DenRecord *record;
  DenStep step;

  if (statement == NULL)
    return NULL;
  den_statement_bind_integer (statement, 1, id);
  step = den_statement_step (statement, error);
  if (step == DEN_STEP_DONE)
    g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND, "%s: no %s %" G_GINT64_FORMAT,
                 store->path, table->type->name, id);
  if (step != DEN_STEP_ROW)
    return NULL;
  record = den_table_read (table, den_statement_row (statement));
  if (owner_id != NULL)
    *owner_id = sqlite3_column_int64 (den_statement_row (statement), 2);
  if (!load_children (store, table, record, error))
    {
      den_record_free (record);
      return NULL;
    }
  return record;
}

/* Adds the records that belong to OWNER_ID (all of a table without an owner) to RECORDS. */
gboolean
den_table_load_owned (DenStore *store, const DenTable *table, gint64 owner_id, GPtrArray *records,
                      GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (store, table->select_owned, error);
  DenStep step;

  if (statement == NULL)
    return FALSE;
  if (table->owner_column != NULL)
    den_statement_bind_integer (statement, 1, owner_id);
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    {
      DenRecord *record = den_table_read (table, den_statement_row (statement));

      g_ptr_array_add (records, record);
      if (!load_children (store, table, record, error))
        return FALSE;
    }
  return step == DEN_STEP_DONE;
}

/* The patient that the row ID of TABLE, owned by OWNER_ID, belongs to; DEN_UNKNOWN for none. */
gboolean
den_table_patient_of (DenStore *store, const DenTable *table, gint64 id, gint64 owner_id,
                      gint64 *patient_id, GError **error)
{
  g_autoptr (DenStatement) statement = NULL;
  gint64 above;

  if (table->type == &den_patient_type || table->owner == NULL)
    {
      *patient_id = table->type == &den_patient_type ? id : DEN_UNKNOWN;
      return TRUE;
    }
  if (table->owner->owner == NULL)
    return den_table_patient_of (store, table->owner, owner_id, 0, patient_id, error);
  statement = den_statement_new (store, table->owner->select, error);
  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, owner_id);
  if (den_statement_step (statement, error) == DEN_STEP_ERROR)
    return FALSE;
  above = den_statement_integer (statement, 2);
  return den_table_patient_of (store, table->owner, owner_id, above, patient_id, error);
}
