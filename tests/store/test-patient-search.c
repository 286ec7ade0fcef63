/* Finding patients as a front desk types, and the lines of the list. */
#include "fixture.h"

static const struct
{
  const char *mrn, *family, *given, *middle, *preferred, *birth, *phone, *member;
} patients[] = {
  { "D-0001", "Nguyen", "Thi", "Anna", "Annie", "1980-03-05", "(919) 555-0101", "W123456789" },
  { "D-0002", "O’Brien-Smith", "Łukasz", NULL, NULL, "1975-12-31", NULL, NULL },
  { "D-0003", "Li An", "Bo", NULL, NULL, NULL, NULL, NULL },
  { "D-0004", "Li", "Wei", NULL, NULL, "1980-03-15", "919-555-0199", "ZX 77-1" },
  { "D-0105", "Παπαδοπούλου", "Ελένη", NULL, NULL, "1960-01-02", NULL, NULL },
  { "D-0106", "Żółkiewska", "Anna", NULL, NULL, "1999-11-11", NULL, NULL },
};

static void
insert_patients (Fixture *fixture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (patients); i++)
    {
      g_autoptr (DenChart) chart = den_chart_new ();
      DenPatient *patient = chart->patient;

      patient->mrn = g_strdup (patients[i].mrn);
      patient->family_name = g_strdup (patients[i].family);
      patient->given_name = g_strdup (patients[i].given);
      patient->middle_name = g_strdup (patients[i].middle);
      patient->preferred_name = g_strdup (patients[i].preferred);
      patient->phone = g_strdup (patients[i].phone);
      if (patients[i].birth != NULL)
        g_assert_true (den_day_parse_iso (patients[i].birth, &patient->birth_date));
      if (patients[i].member != NULL)
        {
          DenCoverage *coverage = den_record_new (&den_coverage_type);

          coverage->payer = g_strdup ("Payer");
          coverage->member_id = g_strdup (patients[i].member);
          g_ptr_array_add (chart->coverages, coverage);
        }
      fixture_insert_chart (fixture, chart);
    }
}

/* The last digits of the MRNs that TEXT finds, in their order: "1 4". */
static char *
search (DenStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = den_store_search_patients (store, text, &error);
  g_autoptr (GPtrArray) rows = NULL;
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  rows = den_store_patient_rows (store, (const gint64 *) (gpointer) ids->data, ids->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const DenPatientRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (found, "%s%d", i > 0 ? " " : "",
                              (int) g_ascii_strtoll (row->mrn + 2, NULL, 10));
    }
  return g_string_free (found, FALSE);
}

/* What is typed, and whom it finds. */
static const struct
{
  const char *text, *finds;
} searches[] = {
  /* Everybody, by folded family name, given name, MRN. */
  { "", "4 3 1 2 106 105" },
  { "  ", "4 3 1 2 106 105" },
  /* Any part of a name, in any case, without its accents, in either order. */
  { "nguyen", "1" },
  { "NGUY", "1" },
  { "guye", "1" },
  { "thi nguyen", "1" },
  { "Nguyen, Thi", "1" },
  { "annie", "1" },
  { "anna", "1 106" },
  { "lukasz", "2" },
  { "Łukasz", "2" },
  { "obrien", "2" },
  { "o'brien", "2" },
  { "brien-smith", "2" },
  { "zolk", "106" },
  { "παπα", "105" },
  { "ελενη", "105" },
  /* One or two letters begin a word. */
  { "l", "4 3 2" },
  { "li", "4 3" },
  { "an", "3 1 106" },
  /* Every word has to be found. */
  { "anna nguyen", "1" },
  { "anna smith", "" },
  { "nobody", "" },
  /* MRN, with or without its marks. */
  { "D-0004", "4" },
  { "d0004", "4" },
  /* A birth date that begins so, before numbers that hold it. */
  { "010", "105 1 106" },
  { "d-010", "106 105" },
  /* The birth date, whole or while it is being typed. */
  { "3/5/1980", "1" },
  { "03/05/1980", "1" },
  { "1980-03-05", "1" },
  { "03051980", "1" },
  { "3/5", "1" },
  { "3/5/19", "1" },
  { "3/1", "4 1" },
  { "3/15", "4" },
  { "3/", "4 1" },
  { "1980", "4 1" },
  { "1980-03", "4 1" },
  { "12/31/1975", "2" },
  { "nguyen 3/5/1980", "1" },
  { "li 3/5/1980", "" },
  /* The phone number by its digits. */
  { "555-0101", "1" },
  { "(919) 555-0199", "4" },
  { "9195550", "4 1" },
  /* The member id. */
  { "W123456789", "1" },
  { "345678", "1" },
  { "zx77", "4" },
  { "77-1", "4" },
  /* Marks alone say nothing; they do not hide anybody. */
  { "nguyen -", "1" },
  { "%", "4 3 1 2 106 105" },
};

static void
test_searches (Fixture *fixture, gconstpointer data)
{
  insert_patients (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *found = search (fixture->store, searches[i].text);

      g_test_message ("\"%s\"", searches[i].text);
      g_assert_cmpstr (found, ==, searches[i].finds);
    }
}

static void
assert_finds (DenStore *store, const char *text, const char *expected)
{
  g_autofree char *found = search (store, text);

  g_assert_cmpstr (found, ==, expected);
}

/* The search follows every change, whoever makes it, and forgets what was taken back. */
static void
test_follows_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) other = den_store_open (fixture->path, DEN_STORE_READ, &error);
  g_autoptr (DenTransaction) transaction = NULL;
  DenPatient *patient;
  DenCoverage *coverage = den_record_new (&den_coverage_type);

  g_assert_no_error (error);
  insert_patients (fixture);
  assert_finds (other, "weis", "");
  patient = den_store_load (fixture->store, &den_patient_type,
                            den_store_find_patient (fixture->store, "D-0004", &error), &error);
  g_free (patient->family_name);
  patient->family_name = g_strdup ("Weiss");
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_update (transaction, patient, &error));
  assert_finds (fixture->store, "weis", "4");
  assert_finds (other, "weis", "");
  den_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
  assert_finds (other, "weis", "4");
  assert_finds (other, "", "3 1 2 4 106 105");

  coverage->payer = g_strdup ("Second");
  coverage->member_id = g_strdup ("NEW-42");
  fixture_insert (fixture, coverage, patient->record.id);
  assert_finds (other, "new42", "4");
  transaction = fixture_begin (fixture);
  g_assert_true (den_transaction_remove (transaction, coverage, &error));
  assert_finds (fixture->store, "new42", "");
  g_clear_pointer (&transaction, den_transaction_free);
  assert_finds (fixture->store, "new42", "4");
  den_record_free (coverage);
  den_record_free (patient);
}

/* Who is meant comes first: words that begin with what was typed before words that only hold it,
 * each by name. */
static void
test_ranking (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *mrn, *family, *given;
  } people[] = {
    { "D-0001", "Bald-Metasequoia", "Zephyr" }, { "D-0002", "Metasequoia", "Aster" },
    { "D-0003", "Sequoia", "Rowan" },           { "D-0004", "Sequoia", "Aster" },
    { "D-0005", "Alder", "Sequoyah" },          { "D-0006", "Sequoia-Metasequoia", "Rowan" },
  };
  static const struct
  {
    const char *text, *finds;
  } cases[] = {
    { "sequo", "5 4 3 6 1 2" },
    { "equoia", "1 2 4 3 6" },
    { "metaseq", "1 2 6" },
    /* Each word has to begin one; the shorter one too. */
    { "sequoia ast", "4 2" },
    { "sequoia ste", "2 4" },
    { "ste", "2 4" },
    { "rowan equoia", "3 6" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (DenChart) chart = den_chart_new ();

      chart->patient->mrn = g_strdup (people[i].mrn);
      chart->patient->family_name = g_strdup (people[i].family);
      chart->patient->given_name = g_strdup (people[i].given);
      fixture_insert_chart (fixture, chart);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("\"%s\"", cases[i].text);
      assert_finds (fixture->store, cases[i].text, cases[i].finds);
    }
}

/* A line shows the coverage of the lowest rank, and ids that are gone leave no hole. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const DenPatientRow *row;
  DenCoverage *coverage = den_record_new (&den_coverage_type);
  gint64 ids[3];

  insert_patients (fixture);
  ids[0] = den_store_find_patient (fixture->store, "D-0002", &error);
  ids[1] = 4711;
  ids[2] = den_store_find_patient (fixture->store, "D-0001", &error);
  coverage->payer = g_strdup ("First");
  coverage->rank = 1;
  fixture_insert (fixture, coverage, ids[2]);

  rows = den_store_patient_rows (fixture->store, ids, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, ids[0]);
  g_assert_cmpstr (row->name, ==, "O’Brien-Smith, Łukasz");
  g_assert_null (row->payer);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->mrn, ==, "D-0001");
  g_assert_cmpstr (row->name, ==, "Nguyen, Thi Anna");
  g_assert_cmpstr (row->preferred_name, ==, "Annie");
  g_assert_cmpstr (row->phone, ==, "(919) 555-0101");
  g_assert_cmpint (row->birth_date, ==, den_day_new (1980, 3, 5));
  g_assert_cmpstr (row->payer, ==, "First");
  g_assert_null (row->member_id);
  den_record_free (coverage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/patient-search/searches", test_searches);
  fixture_add ("/patient-search/ranking", test_ranking);
  fixture_add ("/patient-search/follows-changes", test_follows_changes);
  fixture_add ("/patient-search/rows", test_rows);
  return g_test_run ();
}
