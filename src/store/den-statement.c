/* Prepared statements. A statement that is dropped half way is reset, so that no forgotten SELECT
 * keeps a read transaction open. */
#include "den-statement.h"

#include <string.h>

struct _DenStatement
{
  DenStore *store;
  sqlite3_stmt *row;
  gboolean kept; /* the cache's, else freed with its handle */
  gboolean in_use;
  int bind_result; /* the first failure to bind, told by the next step */
};

/* Parameters are $1, $2... in the order in which they first stand in the text, which is the order
 * that SQLite numbers them in. */
static gboolean
parameters_are_in_order (sqlite3_stmt *row)
{
  for (int i = 1; i <= sqlite3_bind_parameter_count (row); i++)
    {
      char expected[16];

      g_snprintf (expected, sizeof expected, "$%d", i);
      if (g_strcmp0 (sqlite3_bind_parameter_name (row, i), expected) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The statement of the text SQL, with nothing bound; drop it with den_statement_free. NULL with
 * ERROR. The same text may be in use twice at a time. */
DenStatement *
den_statement_new (DenStore *store, const char *sql, GError **error)
{
  DenStatement *statement = g_hash_table_lookup (store->statements, sql);
  sqlite3_stmt *row = NULL;

  if (statement != NULL && !statement->in_use)
    {
      statement->in_use = TRUE;
      return statement;
    }
  if (sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &row, NULL) != SQLITE_OK)
    {
      den_store_fail (store, error);
      return NULL;
    }
  g_warn_if_fail (parameters_are_in_order (row));
  statement = g_new0 (DenStatement, 1);
  statement->store = store;
  statement->row = row;
  statement->in_use = TRUE;
  statement->kept = !g_hash_table_contains (store->statements, sql);
  if (statement->kept)
    g_hash_table_insert (store->statements, g_strdup (sql), statement);
  return statement;
}

/* Frees a statement for good; the cache's own. */
void
den_statement_destroy (gpointer data)
{
  DenStatement *statement = data;

  sqlite3_finalize (statement->row);
  g_free (statement);
}

/* Drops the handle: the statement is reset and what was bound is forgotten. */
void
den_statement_free (DenStatement *statement)
{
  if (!statement->kept)
    {
      den_statement_destroy (statement);
      return;
    }
  sqlite3_reset (statement->row);
  sqlite3_clear_bindings (statement->row);
  statement->bind_result = SQLITE_OK;
  statement->in_use = FALSE;
}

static void
note_bind (DenStatement *statement, int result)
{
  if (statement->bind_result == SQLITE_OK)
    statement->bind_result = result;
}

/* Binds VALUE to the PARAMETER, counted from 1; DEN_UNKNOWN is NULL. */
void
den_statement_bind_integer (DenStatement *statement, int parameter, gint64 value)
{
  if (value == DEN_UNKNOWN)
    note_bind (statement, sqlite3_bind_null (statement->row, parameter));
  else
    note_bind (statement, sqlite3_bind_int64 (statement->row, parameter, value));
}

/* TEXT is copied; NULL is NULL. */
void
den_statement_bind_text (DenStatement *statement, int parameter, const char *text)
{
  if (text == NULL)
    note_bind (statement, sqlite3_bind_null (statement->row, parameter));
  else
    note_bind (statement,
               sqlite3_bind_text (statement->row, parameter, text, -1, SQLITE_TRANSIENT));
}

/* BYTES must outlive the statement's use. */
void
den_statement_bind_bytes (DenStatement *statement, int parameter, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  note_bind (statement, sqlite3_bind_blob64 (statement->row, parameter, data != NULL ? data : "",
                                             size, SQLITE_STATIC));
}

/* On to the next row. */
DenStep
den_statement_step (DenStatement *statement, GError **error)
{
  if (statement->bind_result != SQLITE_OK)
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED, "%s: %s", statement->store->path,
                   sqlite3_errstr (statement->bind_result));
      return DEN_STEP_ERROR;
    }
  switch (sqlite3_step (statement->row))
    {
    case SQLITE_ROW:
      return DEN_STEP_ROW;
    case SQLITE_DONE:
      return DEN_STEP_DONE;
    default:
      den_store_fail (statement->store, error);
      return DEN_STEP_ERROR;
    }
}

/* Runs the statement to its end. */
gboolean
den_statement_run (DenStatement *statement, GError **error)
{
  DenStep step;

  do
    step = den_statement_step (statement, error);
  while (step == DEN_STEP_ROW);
  return step == DEN_STEP_DONE;
}

/* Runs a statement that gives at most one row of one number: ROW with VALUE set, or DONE where
 * there was none. */
DenStep
den_statement_run_returning (DenStatement *statement, gint64 *value, GError **error)
{
  DenStep step = den_statement_step (statement, error);

  if (step != DEN_STEP_ROW)
    return step;
  *value = den_statement_integer (statement, 0);
  return den_statement_run (statement, error) ? DEN_STEP_ROW : DEN_STEP_ERROR;
}

/* The present row, for loops that read many columns. */
sqlite3_stmt *
den_statement_row (DenStatement *statement)
{
  return statement->row;
}

/* The number in COLUMN, counted from 0; DEN_UNKNOWN where it is NULL. */
gint64
den_statement_integer (DenStatement *statement, int column)
{
  return sqlite3_column_type (statement->row, column) == SQLITE_NULL
             ? DEN_UNKNOWN
             : sqlite3_column_int64 (statement->row, column);
}

/* The text in COLUMN, good until the next step; NULL where it is NULL. */
const char *
den_statement_text (DenStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->row, column);
}

/* A copy of the bytes in COLUMN. */
GBytes *
den_statement_bytes (DenStatement *statement, int column)
{
  gconstpointer data = sqlite3_column_blob (statement->row, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement->row, column));
}
