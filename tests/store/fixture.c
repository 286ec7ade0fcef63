/* A store in a folder of its own, and records made from their field tables. */
#include "fixture.h"

#include "den-session-rules.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- the store ---- */

/* For tests that need several stores; fixture_add does it for the others. */
void
fixture_set_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("dendra-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = fixture_file (fixture, "clinic.db");
  fixture->store = den_store_open (fixture->path, DEN_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->store);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) != 0)
        remove_folder (path);
    }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *fixture)
{
  g_clear_pointer (&fixture->store, den_store_close);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_tear_down (fixture);
}

void
fixture_add (const char *name, FixtureTest test)
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

/* A transaction of "tester" at a fixed time. */
DenTransaction *
fixture_begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DenInstant at = { (gint64) 1795262700 * G_USEC_PER_SEC, -300 };
  DenTransaction *transaction = den_transaction_begin (fixture->store, "tester", at, &error);

  g_assert_no_error (error);
  return transaction;
}

void
fixture_insert (Fixture *fixture, gpointer record, gint64 owner_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = fixture_begin (fixture);

  g_assert_true (den_transaction_insert (transaction, record, owner_id, &error) || error == NULL);
  g_assert_no_error (error);
  g_assert_true (den_transaction_commit (&transaction, &error));
  g_assert_no_error (error);
}

void
fixture_insert_chart (Fixture *fixture, DenChart *chart)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenTransaction) transaction = fixture_begin (fixture);

  den_transaction_insert_chart (transaction, chart, &error);
  g_assert_no_error (error);
  den_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
}

/* Closes and opens the store again, as the next start of the program would. */
void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->store, den_store_close);
  fixture->store = den_store_open (fixture->path, DEN_STORE_WRITE, &error);
  g_assert_no_error (error);
}

char *
fixture_file (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* ---- made records ---- */

/* Counts the values of one chart, so that each is its own and the same every time. */
static int serial;

static char *
make_text (const DenField *field, FixtureFill fill)
{
  gsize longest = field->max != 0 ? (gsize) field->max : 200;

  if (fill == FILL_HIGHEST)
    return g_strnfill (MIN (longest, 500), 'x');
  if (fill == FILL_LOWEST)
    return g_strdup ("-");
  return g_strdup_printf ("%s %d: Łódź ’ \" \\ %%", field->column, ++serial);
}

static gint64
make_number (const DenField *field, FixtureFill fill)
{
  gint64 low = field->min, high = field->max;

  if (field->type == DEN_FIELD_FLAG)
    low = 0, high = 1;
  else if (low == 0 && high == 0)
    low = -1000, high = 1000000;
  if (fill == FILL_LOWEST)
    return low;
  if (fill == FILL_HIGHEST)
    return high;
  return low + (gint64) (++serial) % (high - low + 1);
}

static gint64
count_choices (const DenField *field)
{
  gint64 n = 0;

  while (field->choices[n].word != NULL)
    n++;
  return n;
}

static void
fill_field (const DenField *field, gpointer record, FixtureFill fill)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_value_init (&value, field->type);
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      value.text = make_text (field, fill);
      break;
    case DEN_FIELD_CHOICE:
      value.number = fill == FILL_LOWEST    ? 0
                     : fill == FILL_HIGHEST ? count_choices (field) - 1
                                            : ++serial % count_choices (field);
      break;
    case DEN_FIELD_INSTANT:
      value.instant.us = (gint64) 1700000000 * G_USEC_PER_SEC + ++serial;
      value.instant.offset_minutes = -300 + serial % 600;
      break;
    case DEN_FIELD_SCORES:
      value.scores.n = fill == FILL_HIGHEST ? DEN_MAX_SCORES : 3;
      for (int i = 0; i < value.scores.n; i++)
        value.scores.item[i] = i == 1 ? DEN_SCORE_MISSING : i;
      break;
    default:
      value.number = make_number (field, fill);
      break;
    }
  den_field_set (field, record, &value);
}

static void
fill_record (gpointer data, FixtureFill fill)
{
  DenRecord *record = data;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const DenField *field = &record->type->fields[i];

      /* The store's own fields name other rows. */
      if (field->internal || (fill == FILL_REQUIRED && !field->required))
        continue;
      if (field->type == DEN_FIELD_LIST)
        for (int j = 0; j < 2; j++)
          g_ptr_array_add (den_field_list (field, record), fixture_make_record (field->of, fill));
      else if (field->type == DEN_FIELD_RECORD)
        {
          if (*den_field_record (field, record) == NULL)
            *den_field_record (field, record) = den_record_new (field->of);
          fill_record (*den_field_record (field, record), fill);
        }
      else
        fill_field (field, record, fill);
    }
}

/* A record of TYPE, filled by its field table with values that mean nothing. */
gpointer
fixture_make_record (const DenRecordType *type, FixtureFill fill)
{
  gpointer record = den_record_new (type);

  fill_record (record, fill);
  return record;
}

/* Gives each session that has a hash the one of its record, since others would be found wrong. */
static void
seal_sessions (DenChart *chart)
{
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      DenSession *session = g_ptr_array_index (chart->sessions, i);
      g_autofree char *digest = den_session_digest (session);

      if (session->record_sha256 != NULL)
        {
          g_free (session->record_sha256);
          session->record_sha256 = g_steal_pointer (&digest);
        }
    }
}

/* A chart with one or two records in each list; an EMPTY one has a patient with a name alone. */
DenChart *
fixture_make_chart (const char *mrn, FixtureFill fill)
{
  DenChart *chart = den_chart_new ();

  serial = 0;
  if (fill == FILL_EMPTY)
    chart->patient->family_name = g_strdup ("Nobody");
  else
    fill_record (chart, fill);
  /* Required alone leaves out lists; then one record in each. */
  if (fill == FILL_REQUIRED)
    for (guint i = 0; i < den_chart_type.n_fields; i++)
      if (den_chart_type.fields[i].type == DEN_FIELD_LIST)
        g_ptr_array_add (den_field_list (&den_chart_type.fields[i], chart),
                         fixture_make_record (den_chart_type.fields[i].of, fill));
  seal_sessions (chart);
  g_free (chart->patient->mrn);
  chart->patient->mrn = g_strdup (mrn);
  return chart;
}

static void
set_choices (gpointer data, int choice)
{
  DenRecord *record = data;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const DenField *field = &record->type->fields[i];

      if (field->type == DEN_FIELD_CHOICE)
        *den_field_number (field, record) = choice % count_choices (field);
      else if (field->type == DEN_FIELD_LIST)
        for (guint j = 0; j < den_field_list (field, record)->len; j++)
          set_choices (g_ptr_array_index (den_field_list (field, record), j), choice);
      else if (field->type == DEN_FIELD_RECORD)
        set_choices (*den_field_record (field, record), choice);
    }
}

/* A full chart in which every choice is the one with the index, as far as there are so many. */
DenChart *
fixture_make_chart_with_choice (const char *mrn, int choice)
{
  DenChart *chart = fixture_make_chart (mrn, FILL_DISTINCT);

  set_choices (chart, choice);
  seal_sessions (chart);
  return chart;
}

/* ---- past the store ---- */

/* A connection of its own, as any program may have; to be closed with sqlite3_close. */
sqlite3 *
fixture_raw (Fixture *fixture)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  return db;
}

/* Does to the file what the program would not: SQL with no trigger in the way. */
void
fixture_tamper (Fixture *fixture, const char *sql)
{
  sqlite3 *db = fixture_raw (fixture);
  g_autofree char *whole = g_strconcat ("DROP TRIGGER audit_stays; DROP TRIGGER audit_stands;"
                                        "DROP TRIGGER audit_head_moves_on;",
                                        sql, NULL);
  char *message = NULL;

  sqlite3_exec (db, whole, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

/* The texts in the first column of what SQL gives. */
GPtrArray *
fixture_column (sqlite3 *db, const char *sql)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  return texts;
}

/* All rows of all tables of the database at PATH, as text: its content, whatever its bytes. */
char *
fixture_dump (const char *path)
{
  GString *dump = g_string_new (NULL);
  g_autoptr (GPtrArray) tables = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  tables = fixture_column (db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT * FROM \"%s\"", (char *) g_ptr_array_index (tables, i));
      sqlite3_stmt *statement;

      g_string_append_printf (dump, "%s\n", (char *) g_ptr_array_index (tables, i));
      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          for (int column = 0; column < sqlite3_column_count (statement); column++)
            g_string_append_printf (dump, " %s",
                                    (const char *) sqlite3_column_text (statement, column));
          g_string_append_c (dump, '\n');
        }
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
  return g_string_free (dump, FALSE);
}
