/* The opened clinic: MRNs, chart files, policies and papers that are kept. */
#include "den-office.h"
#include "den-test.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
test_mrns_are_suggested_in_the_clinics_own_form (void)
{
  static const struct
  {
    const char *last;
    const char *next;
  } cases[] = {
    { "1001", "1002" }, { "D-0041", "D-0042" }, { "A-9", "A-10" },
    { "X", "X-2" },     { "7-099", "7-100" },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (DenTestClinic) clinic = { 0 };
      g_autofree char *first = NULL, *next = NULL;

      den_test_clinic_open (&clinic);
      first = den_office_suggest_mrn (clinic.office, &error);
      g_assert_cmpstr (first, ==, "1001");
      den_test_add_patient (clinic.office, cases[i].last, "Alder", NULL);
      next = den_office_suggest_mrn (clinic.office, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (next, ==, cases[i].next);
    }
}

static void
test_a_suggested_mrn_is_free (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autofree char *next = NULL;

  den_test_clinic_open (&clinic);
  den_test_add_patient (clinic.office, "1002", "Alder", NULL);
  den_test_add_patient (clinic.office, "1001", "Birch", NULL);
  next = den_office_suggest_mrn (clinic.office, NULL);
  g_assert_cmpstr (next, ==, "1003");
}

static void
test_a_taken_mrn_is_refused (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  DenPatient *patient = den_record_new (&den_patient_type);

  den_test_clinic_open (&clinic);
  den_test_add_patient (clinic.office, "1001", "Alder", NULL);
  patient->mrn = g_strdup ("1001");
  patient->family_name = g_strdup ("Birch");
  g_assert_cmpint (den_office_add_patient (clinic.office, patient, &error), ==, 0);
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS);
  den_record_free (patient);
}

static const char chart_file[] = "{ \"format\": \"dendra-chart\", \"version\": 1, \"patient\": {"
                                 " \"mrn\": \"77\", \"family_name\": \"Cedar\" } }";

static void
test_a_chart_file_is_taken_once (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL, *mrn = NULL, *first = NULL, *second = NULL;

  den_test_clinic_open (&clinic);
  file = g_build_filename (clinic.folder, "77.json", NULL);
  g_assert_true (g_file_set_contents (file, chart_file, -1, NULL));
  g_assert_true (den_office_import_file (clinic.office, file, problems, &mrn, &error));
  g_assert_cmpstr (mrn, ==, "77");
  first = den_office_export (clinic.office, "77", &error);

  g_assert_false (den_office_import_file (clinic.office, file, problems, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((DenProblem *) problems->pdata[0])->place, ==, "patient.mrn");
  second = den_office_export (clinic.office, "77", &error);
  g_assert_cmpstr (first, ==, second);
}

static void
test_a_confirmation_is_of_one_text (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  DenPolicy *copy;

  den_test_clinic_open (&clinic);
  g_assert_cmpuint (den_office_get_policies (clinic.office)->len, ==, 13);
  g_assert_null (den_office_get_confirmation (clinic.office, "cigna-trd"));
  g_assert_true (den_office_confirm_policy (clinic.office, "cigna-trd", "Fern Quillwort",
                                            den_test_day (DEN_TEST_DAY), NULL, &error));
  g_assert_cmpstr (den_office_get_confirmation (clinic.office, "cigna-trd")->confirmed_by, ==,
                   "Fern Quillwort");

  /* Another text: the word that was given for the old one does not hold for it. */
  copy = den_record_copy (den_office_find_policy (clinic.office, "cigna-trd"));
  copy->trial_days = 56;
  g_assert_true (den_office_save_policy (clinic.office, copy, &error));
  den_record_free (copy);
  g_assert_cmpint (den_office_find_policy (clinic.office, "cigna-trd")->trial_days, ==, 56);
  g_assert_true (den_office_policy_is_edited (clinic.office, "cigna-trd"));
  g_assert_null (den_office_get_confirmation (clinic.office, "cigna-trd"));
  g_assert_cmpuint (den_office_get_policies (clinic.office)->len, ==, 13);

  g_assert_true (den_office_restore_policy (clinic.office, "cigna-trd", &error));
  g_assert_cmpint (den_office_find_policy (clinic.office, "cigna-trd")->trial_days, ==, 42);
  g_assert_false (den_office_policy_is_edited (clinic.office, "cigna-trd"));
}

static void
test_a_nameless_confirmation_is_refused (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;

  den_test_clinic_open (&clinic);
  g_assert_false (den_office_confirm_policy (clinic.office, "cigna-trd", "  ",
                                             den_test_day (DEN_TEST_DAY), NULL, &error));
  g_assert_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT);
  g_assert_null (den_office_get_confirmation (clinic.office, "cigna-trd"));
}

static void
test_a_paper_is_kept_as_it_was_made (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = NULL;
  g_autoptr (DenPaper) paper = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  g_autoptr (GBytes) kept = NULL;
  const DenMadePaper *row;
  gboolean draft;
  gint64 id;

  den_test_clinic_open (&clinic);
  den_test_add_patient (clinic.office, "1001", "Alder", "Ada");
  chart = den_office_load_chart (clinic.office, "1001", &error);
  paper = den_office_make_prior_auth (clinic.office, chart, "label-trd", &draft, &error);
  g_assert_no_error (error);
  g_assert_true (draft);

  id = den_office_keep_prior_auth (clinic.office, chart, "label-trd", &error);
  g_assert_no_error (error);
  papers = den_office_load_papers (clinic.office, chart->patient->record.id, &error);
  g_assert_cmpuint (papers->len, ==, 1);
  row = g_ptr_array_index (papers, 0);
  g_assert_cmpint (row->record.id, ==, id);
  g_assert_cmpstr (row->made_by, ==, "tester");
  g_assert_cmpstr (row->sha256, ==, paper->sha256);
  g_assert_cmpint (row->draft, ==, 1);
  kept = den_store_load_paper (den_office_get_store (clinic.office), id, &error);
  g_assert_true (g_bytes_equal (kept, paper->pdf));
}

static void
test_an_unknown_policy_is_said_so (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = NULL;

  den_test_clinic_open (&clinic);
  den_test_add_patient (clinic.office, "1001", "Alder", "Ada");
  chart = den_office_load_chart (clinic.office, "1001", &error);
  g_assert_null (den_office_make_prior_auth (clinic.office, chart, "no-such", NULL, &error));
  g_assert_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND);
}

/* A paper goes to a new name first; a device or pipe must never be replaced by a file. */
static void
test_files_are_written_whole_or_not_at_all (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("paper", 5);
  g_autofree char *path = NULL, *text = NULL;
  GStatBuf about;

  den_test_clinic_open (&clinic);
  path = g_build_filename (clinic.folder, "paper.pdf", NULL);
  g_assert_true (den_write_file (path, bytes, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "paper");
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);

  g_assert_false (den_write_file ("/dev/full", bytes, &error));
  g_assert_cmpstr (error->message, ==, "/dev/full: No space left on device");
  g_clear_error (&error);
  g_assert_cmpint (g_stat ("/dev/full", &about), ==, 0);
  g_assert_true (S_ISCHR (about.st_mode));

  g_assert_false (den_write_file ("/nowhere/paper.pdf", bytes, &error));
  g_assert_cmpstr (error->message, ==, "/nowhere/paper.pdf: No such file or directory");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/mrn/form", test_mrns_are_suggested_in_the_clinics_own_form);
  g_test_add_func ("/office/mrn/free", test_a_suggested_mrn_is_free);
  g_test_add_func ("/office/mrn/taken", test_a_taken_mrn_is_refused);
  g_test_add_func ("/office/import", test_a_chart_file_is_taken_once);
  g_test_add_func ("/office/policy/confirmation", test_a_confirmation_is_of_one_text);
  g_test_add_func ("/office/policy/nameless", test_a_nameless_confirmation_is_refused);
  g_test_add_func ("/office/paper/kept", test_a_paper_is_kept_as_it_was_made);
  g_test_add_func ("/office/paper/policy", test_an_unknown_policy_is_said_so);
  g_test_add_func ("/office/files", test_files_are_written_whole_or_not_at_all);
  return g_test_run ();
}
