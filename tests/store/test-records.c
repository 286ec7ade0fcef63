/* Every kind of record: its table, and what goes in coming out again. */
#include "den-calendar.h"
#include "den-protocol.h"
#include "fixture.h"

#include <string.h>

/* The columns of the table NAME, sorted, but for those that every table has. */
static GPtrArray *
columns_of (sqlite3 *db, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') "
                                          "WHERE name NOT IN ('id', 'revision') ORDER BY name",
                                          name);
  return fixture_column (db, sql);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The columns that TYPE's field table asks for. */
static GPtrArray *
columns_asked (const DenRecordType *type, const char *owner_column)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  if (owner_column != NULL)
    g_ptr_array_add (columns, g_strdup (owner_column));
  for (guint i = 0; i < type->n_fields; i++)
    {
      const DenField *field = &type->fields[i];

      if (field->type == DEN_FIELD_INSTANT)
        {
          g_ptr_array_add (columns, g_strconcat (field->column, "_us", NULL));
          g_ptr_array_add (columns, g_strconcat (field->column, "_offset", NULL));
        }
      else if (den_field_is_scalar (field))
        g_ptr_array_add (columns, g_strdup (field->column));
    }
  g_ptr_array_sort (columns, compare_cb);
  return columns;
}

static void
assert_table_agrees (sqlite3 *db, const DenRecordType *type, const char *owner_column)
{
  g_autoptr (GPtrArray) there = columns_of (db, type->name);
  g_autoptr (GPtrArray) asked = columns_asked (type, owner_column);

  g_test_message ("%s", type->name);
  g_assert_cmpuint (there->len, ==, asked->len);
  for (guint i = 0; i < asked->len; i++)
    g_assert_cmpstr (g_ptr_array_index (there, i), ==, g_ptr_array_index (asked, i));
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].type == DEN_FIELD_LIST)
      {
        g_autofree char *below = g_strconcat (type->name, "_id", NULL);

        assert_table_agrees (db, type->fields[i].of, below);
      }
}

/* A field that is added without a column, or a column without a field, is found here. */
static void
test_tables_agree_with_fields (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = fixture_raw (fixture);

  assert_table_agrees (db, &den_clinic_type, NULL);
  assert_table_agrees (db, &den_prescriber_type, NULL);
  assert_table_agrees (db, &den_policy_type, NULL);
  assert_table_agrees (db, &den_policy_confirmation_type, NULL);
  assert_table_agrees (db, &den_chair_type, NULL);
  assert_table_agrees (db, &den_opening_type, NULL);
  assert_table_agrees (db, &den_closure_type, NULL);
  assert_table_agrees (db, &den_protocol_type, NULL);
  assert_table_agrees (db, &den_patient_type, NULL);
  assert_table_agrees (db, &den_made_paper_type, "patient_id");
  for (guint i = 0; i < den_chart_type.n_fields; i++)
    if (den_chart_type.fields[i].type == DEN_FIELD_LIST)
      assert_table_agrees (db, den_chart_type.fields[i].of, "patient_id");
  sqlite3_close (db);
}

static void
assert_chart_comes_back (Fixture *fixture, DenChart *chart)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) loaded = NULL;

  fixture_insert_chart (fixture, chart);
  loaded = den_store_load_chart (fixture->store, chart->patient->record.id, &error);
  g_assert_no_error (error);
  g_assert_true (den_record_equal (loaded, chart));
}

/* Every field of every record, filled with something of its own. */
static void
test_full_chart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_DISTINCT);

  assert_chart_comes_back (fixture, chart);
}

/* The bounds of the schema must not be narrower than those of the fields. */
static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) low = fixture_make_chart ("D-0001", FILL_LOWEST);
  g_autoptr (DenChart) high = fixture_make_chart ("D-0002", FILL_HIGHEST);

  assert_chart_comes_back (fixture, low);
  assert_chart_comes_back (fixture, high);
}

/* Every choice of every field is a word that the schema takes. */
static void
test_choices (Fixture *fixture, gconstpointer data)
{
  for (int choice = 0; choice < 8; choice++)
    {
      g_autofree char *mrn = g_strdup_printf ("D-%04d", choice);
      g_autoptr (DenChart) chart = fixture_make_chart_with_choice (mrn, choice);

      assert_chart_comes_back (fixture, chart);
    }
}

/* Unknown is not no, not zero and not "": it comes back as unknown. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_REQUIRED);

  assert_chart_comes_back (fixture, chart);
  g_assert_null (chart->patient->given_name);
}

static void
test_policy_with_lists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DenPolicy *policy = fixture_make_record (&den_policy_type, FILL_DISTINCT);
  g_autoptr (GPtrArray) all = NULL;
  DenPolicy *loaded;

  fixture_insert (fixture, policy, 0);
  loaded = den_store_load (fixture->store, &den_policy_type, policy->record.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (policy->severities->len, >, 1);
  g_assert_true (den_record_equal (loaded, policy));

  all = den_store_load_all (fixture->store, &den_policy_type, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (den_record_equal (g_ptr_array_index (all, 0), policy));
  den_record_free (loaded);
  den_record_free (policy);
}

static void
test_other_records (Fixture *fixture, gconstpointer data)
{
  const DenRecordType *types[] = {
    &den_clinic_type,   &den_prescriber_type, &den_policy_confirmation_type,
    &den_chair_type,    &den_opening_type,    &den_closure_type,
    &den_protocol_type,
  };
  static const FixtureFill fills[] = { FILL_DISTINCT, FILL_REQUIRED, FILL_LOWEST, FILL_HIGHEST };

  for (gsize i = 0; i < G_N_ELEMENTS (types) * G_N_ELEMENTS (fills); i++)
    {
      g_autoptr (GError) error = NULL;
      DenRecord *record = fixture_make_record (types[i % G_N_ELEMENTS (types)],
                                               fills[i / G_N_ELEMENTS (types)]),
                *loaded;

      fixture_insert (fixture, record, 0);
      loaded = den_store_load (fixture->store, record->type, record->id, &error);
      g_assert_no_error (error);
      g_assert_true (den_record_equal (loaded, record));
      den_record_free (loaded);
      den_record_free (record);
    }
}

/* Lists keep the order in which they were entered, each with what belongs to it. */
static void
test_lists_keep_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_REQUIRED);
  g_autoptr (DenChart) loaded = NULL;
  const char *drugs[] = { "sertraline", "bupropion", "amitriptyline" };

  g_ptr_array_set_size (chart->trials, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (drugs); i++)
    {
      DenTrial *trial = den_record_new (&den_trial_type);

      trial->drug = g_strdup (drugs[i]);
      for (gint64 dose = 0; dose < (gint64) i; dose++)
        {
          DenDoseSegment *segment = den_record_new (&den_dose_segment_type);

          segment->daily_ug = 1000 * (10 - dose);
          g_ptr_array_add (trial->doses, segment);
        }
      g_ptr_array_add (chart->trials, trial);
    }
  fixture_insert_chart (fixture, chart);
  loaded = den_store_load_chart (fixture->store, chart->patient->record.id, &error);
  g_assert_no_error (error);
  g_assert_true (den_record_equal (loaded, chart));
  g_assert_cmpstr (((DenTrial *) g_ptr_array_index (loaded->trials, 0))->drug, ==, "sertraline");
}

static gboolean
compare_chart_cb (DenChart *chart, gpointer data, GError **error)
{
  GPtrArray *expected = data;

  g_assert_cmpuint (expected->len, >, 0);
  g_assert_true (den_record_equal (chart, g_ptr_array_index (expected, 0)));
  g_ptr_array_remove_index (expected, 0);
  return TRUE;
}

/* The sweep gives each chart its own rows and nobody else's, also where some have none. */
static void
test_each_chart (Fixture *fixture, gconstpointer data)
{
  static const FixtureFill fills[] = { FILL_REQUIRED, FILL_DISTINCT, FILL_LOWEST,  FILL_EMPTY,
                                       FILL_HIGHEST,  FILL_EMPTY,    FILL_DISTINCT };
  g_autoptr (GPtrArray) charts = g_ptr_array_new_with_free_func (den_record_free);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autofree char *mrn = g_strdup_printf ("D-%04d", (int) i);

      g_ptr_array_add (charts, fixture_make_chart (mrn, fills[i]));
      fixture_insert_chart (fixture, g_ptr_array_index (charts, i));
    }
  g_assert_true (
      den_store_each_chart (fixture->store, DEN_CHART_WHOLE, compare_chart_cb, charts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (charts->len, ==, 0);
}

static gboolean
stop_cb (DenChart *chart, gpointer data, GError **error)
{
  (*(int *) data)++;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "enough");
  return FALSE;
}

static void
test_each_chart_stops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) a = fixture_make_chart ("D-0001", FILL_EMPTY);
  g_autoptr (DenChart) b = fixture_make_chart ("D-0002", FILL_EMPTY);
  int seen = 0;

  fixture_insert_chart (fixture, a);
  fixture_insert_chart (fixture, b);
  g_assert_false (den_store_each_chart (fixture->store, DEN_CHART_WHOLE, stop_cb, &seen, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpint (seen, ==, 1);
}

/* Two charts with the same prescriber share a row; one who differs in anything has another. */
static void
test_prescriber_is_shared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  DenPrescriber *prescriber = fixture_make_record (&den_prescriber_type, FILL_DISTINCT);
  gint64 ids[3];

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("D-%04d", i);
      g_autoptr (DenChart) chart = fixture_make_chart (mrn, FILL_EMPTY);

      prescriber->rems_certified = i == 2 ? DEN_UNKNOWN : 1;
      chart->prescriber = den_record_copy (prescriber);
      fixture_insert_chart (fixture, chart);
      ids[i] = chart->patient->prescriber_id;
    }
  all = den_store_load_all (fixture->store, &den_prescriber_type, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (ids[0], ==, ids[1]);
  g_assert_cmpint (ids[0], !=, ids[2]);
  den_record_free (prescriber);
}

static void
test_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = fixture_make_chart ("D-0001", FILL_EMPTY);
  DenMadePaper *paper = fixture_make_record (&den_made_paper_type, FILL_DISTINCT);
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.3\0with a zero", 20);
  g_autoptr (GBytes) loaded = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  g_autoptr (DenTransaction) transaction = NULL;

  fixture_insert_chart (fixture, chart);
  transaction = fixture_begin (fixture);
  g_assert_true (
      den_transaction_insert_paper (transaction, paper, chart->patient->record.id, pdf, &error));
  g_assert_no_error (error);
  g_assert_true (den_transaction_commit (&transaction, &error));
  g_assert_no_error (error);

  loaded = den_store_load_paper (fixture->store, paper->record.id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (loaded, pdf));
  papers =
      den_store_load_all (fixture->store, &den_made_paper_type, chart->patient->record.id, &error);
  g_assert_no_error (error);
  g_assert_true (den_record_equal (g_ptr_array_index (papers, 0), paper));

  /* A paper that left the house stays as it was. */
  g_clear_pointer (&transaction, den_transaction_free);
  transaction = fixture_begin (fixture);
  g_assert_false (den_transaction_remove (transaction, paper, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_LOCKED);
  g_assert_cmpstr (error->message, ==, "A paper that was made is kept as it is.");
  den_record_free (paper);
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (den_store_load_chart (fixture->store, 77, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (den_store_load (fixture->store, &den_trial_type, 77, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (den_store_find_patient (fixture->store, "nobody", &error), ==, 0);
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (den_store_load_paper (fixture->store, 77, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND);
}

/* The one entered last, whatever its letters; none in a new clinic. */
static void
test_last_mrn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) first = fixture_make_chart ("Z-9", FILL_EMPTY);
  g_autoptr (DenChart) second = fixture_make_chart ("A-1", FILL_EMPTY);
  g_autofree char *mrn = NULL;

  g_assert_null (den_store_last_mrn (fixture->store, &error));
  g_assert_no_error (error);
  fixture_insert_chart (fixture, first);
  fixture_insert_chart (fixture, second);
  mrn = den_store_last_mrn (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mrn, ==, "A-1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/records/tables-agree-with-fields", test_tables_agree_with_fields);
  fixture_add ("/records/full-chart", test_full_chart);
  fixture_add ("/records/bounds", test_bounds);
  fixture_add ("/records/choices", test_choices);
  fixture_add ("/records/unknown", test_unknown);
  fixture_add ("/records/policy-with-lists", test_policy_with_lists);
  fixture_add ("/records/other-records", test_other_records);
  fixture_add ("/records/lists-keep-order", test_lists_keep_order);
  fixture_add ("/records/each-chart", test_each_chart);
  fixture_add ("/records/each-chart-stops", test_each_chart_stops);
  fixture_add ("/records/prescriber-is-shared", test_prescriber_is_shared);
  fixture_add ("/records/paper", test_paper);
  fixture_add ("/records/not-found", test_not_found);
  fixture_add ("/records/last-mrn", test_last_mrn);
  return g_test_run ();
}
