/* The open chart: every change is durable at once, refused whole or made whole, and undone by
 * Ctrl+Z. */
#include "den-chart-editor.h"
#include "den-test.h"

typedef struct
{
  DenTestClinic clinic;
  gint64 patient_id;
  DenChartEditor *editor;
  GString *heard; /* the types told by "changed", a word each */
} Fixture;

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, Fixture *fixture)
{
  g_string_append_printf (fixture->heard, "%s ", type != NULL ? type->name : "all");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  den_test_clinic_open (&fixture->clinic);
  fixture->patient_id = den_test_add_patient (fixture->clinic.office, "1001", "Larch", "Ada");
  fixture->editor = den_chart_editor_new (fixture->clinic.office, fixture->patient_id, &error);
  g_assert_no_error (error);
  fixture->heard = g_string_new (NULL);
  g_signal_connect (fixture->editor, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->editor);
  g_string_free (fixture->heard, TRUE);
  den_test_clinic_close (&fixture->clinic);
}

static gboolean
set (Fixture *fixture, gconstpointer record, const char *column, const char *text, GError **error)
{
  const DenField *field = den_record_type_find (((const DenRecord *) record)->type, column);

  g_assert_nonnull (field);
  return den_chart_editor_set_text (fixture->editor, record, field, text, error);
}

static const DenTrial *
add_trial (Fixture *fixture, const char *drug)
{
  DenTrial *trial = den_record_new (&den_trial_type);
  g_autoptr (GError) error = NULL;
  gint64 id;

  trial->drug = g_strdup (drug);
  id = den_chart_editor_add (fixture->editor, trial, NULL, &error);
  g_assert_no_error (error);
  return den_chart_editor_find (fixture->editor, &den_trial_type, id);
}

/* The chart as the file has it, read by a second connection. */
static DenChart *
stored (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (fixture->clinic.path, DEN_STORE_READ, &error);
  DenChart *chart = den_store_load_chart (store, fixture->patient_id, &error);

  g_assert_no_error (error);
  return chart;
}

static void
test_a_field_is_durable_when_it_is_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = NULL;

  g_assert_true (set (fixture, den_chart_editor_get_chart (fixture->editor)->patient, "birth_date",
                      "3/5/1980", &error));
  g_assert_no_error (error);
  chart = stored (fixture);
  g_assert_cmpint (chart->patient->birth_date, ==, den_test_day ("1980-03-05"));
  g_assert_cmpstr (fixture->heard->str, ==, "patient ");
}

static void
test_what_does_not_fit_changes_nothing (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *column;
    const char *text;
  } wrong[] = {
    { "drug", "" },
    { "started_on", "2026-02-30" },
    { "max_daily_dose_ug", "much" },
    { "max_daily_dose_ug", "-5" },
    { "adherence_permille", "101" },
    { "ended_on", "01/01/2019" },
  };
  const DenTrial *trial = add_trial (fixture, "sertraline");
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) before = NULL;

  g_assert_true (set (fixture, trial, "started_on", "2020-01-01", &error));
  before = stored (fixture);
  g_string_truncate (fixture->heard, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (DenChart) after = NULL;

      g_assert_false (set (fixture, trial, wrong[i].column, wrong[i].text, &error));
      g_assert_error (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID);
      g_clear_error (&error);
      after = stored (fixture);
      g_assert_true (den_record_equal (before, after));
    }
  g_assert_cmpstr (fixture->heard->str, ==, "");
}

static void
test_the_same_value_is_no_change (Fixture *fixture, gconstpointer data)
{
  const DenTrial *trial = add_trial (fixture, "sertraline");
  gint64 revision = trial->record.revision;
  g_autoptr (GError) error = NULL;

  g_assert_true (set (fixture, trial, "drug", " sertraline ", &error));
  g_assert_cmpint (trial->record.revision, ==, revision);
}

/* Corrected answers and their total belong together. */
static void
test_several_fields_are_one_change (Fixture *fixture, gconstpointer data)
{
  const DenField *const fields[] = { den_record_type_find (&den_assessment_type, "items"),
                                     den_record_type_find (&den_assessment_type, "total") };
  DenValue values[] = { DEN_VALUE_INIT, DEN_VALUE_INIT };
  DenAssessment *assessment = den_record_new (&den_assessment_type);
  const DenAssessment *kept;
  g_autoptr (GError) error = NULL;
  gint64 id, revision;

  assessment->scale = g_strdup ("PHQ-9");
  assessment->taken_at = den_instant_now ();
  g_assert_true (den_scores_parse ("3 3 3 3 3 3 3 3 0", &assessment->items));
  id = den_chart_editor_add (fixture->editor, assessment, NULL, &error);
  kept = den_chart_editor_find (fixture->editor, &den_assessment_type, id);
  g_assert_cmpint (kept->total, ==, 24);
  revision = kept->record.revision;
  g_string_truncate (fixture->heard, 0);

  den_value_init (&values[0], DEN_FIELD_SCORES);
  g_assert_true (den_scores_parse ("3 3 3 3 3 3 3 3 1", &values[0].scores));
  den_value_init (&values[1], DEN_FIELD_INTEGER);
  values[1].number = 25;
  g_assert_true (den_chart_editor_set_values (fixture->editor, kept, fields, values, 2, &error));
  g_assert_cmpint (kept->items.item[8], ==, 1);
  g_assert_cmpint (kept->total, ==, 25);
  g_assert_cmpint (kept->record.revision, ==, revision + 1);
  g_assert_cmpstr (fixture->heard->str, ==, "assessment ");

  values[1].number = -1;
  g_assert_false (den_chart_editor_set_values (fixture->editor, kept, fields, values, 2, &error));
  g_assert_error (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (kept->total, ==, 25);

  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  g_assert_cmpint (kept->items.item[8], ==, 0);
  g_assert_cmpint (kept->total, ==, 24);
}

static void
test_undo_takes_back_step_by_step (Fixture *fixture, gconstpointer data)
{
  const DenTrial *trial = add_trial (fixture, "sertraline");
  gint64 id = trial->record.id;
  DenDoseSegment *segment = den_record_new (&den_dose_segment_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) full = NULL, after = NULL;

  g_assert_true (set (fixture, trial, "max_daily_dose_ug", "100", &error));
  g_assert_true (set (fixture, trial, "max_daily_dose_ug", "150", &error));
  segment->daily_ug = 150000;
  g_assert_cmpint (den_chart_editor_add (fixture->editor, segment, trial, &error), !=, 0);
  full = stored (fixture);
  g_assert_true (den_chart_editor_remove (fixture->editor, trial, &error));
  g_assert_null (den_chart_editor_find (fixture->editor, &den_trial_type, id));

  g_assert_cmpstr (den_chart_editor_get_undo_label (fixture->editor), ==, "Trial: removed");
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  after = stored (fixture);
  g_assert_true (den_record_equal (full, after));

  g_assert_true (den_chart_editor_undo (fixture->editor, &error)); /* the dose segment */
  g_assert_true (den_chart_editor_undo (fixture->editor, &error)); /* 150, back to 100 */
  trial = den_chart_editor_find (fixture->editor, &den_trial_type, id);
  g_assert_cmpint (trial->doses->len, ==, 0);
  g_assert_cmpint (trial->max_daily_dose_ug, ==, 100000);
  g_assert_true (den_chart_editor_undo (fixture->editor, &error)); /* 100, back to unknown */
  g_assert_cmpint (trial->max_daily_dose_ug, ==, DEN_UNKNOWN);
  g_assert_true (den_chart_editor_undo (fixture->editor, &error)); /* the trial itself */
  g_assert_cmpint (den_chart_editor_get_chart (fixture->editor)->trials->len, ==, 0);
  g_assert_null (den_chart_editor_get_undo_label (fixture->editor));
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  g_assert_no_error (error);
}

static void
test_a_removed_record_comes_back_in_its_place (Fixture *fixture, gconstpointer data)
{
  const char *drugs[] = { "sertraline", "bupropion", "venlafaxine" };
  const DenTrial *middle;
  const DenChart *chart;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (drugs); i++)
    add_trial (fixture, drugs[i]);
  middle = g_ptr_array_index (den_chart_editor_get_chart (fixture->editor)->trials, 1);
  g_assert_true (den_chart_editor_remove (fixture->editor, middle, &error));
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  chart = den_chart_editor_get_chart (fixture->editor);
  for (gsize i = 0; i < G_N_ELEMENTS (drugs); i++)
    g_assert_cmpstr (((DenTrial *) g_ptr_array_index (chart->trials, i))->drug, ==, drugs[i]);
}

static void
test_two_windows_see_one_chart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChartEditor) other =
      den_chart_editor_new (fixture->clinic.office, fixture->patient_id, &error);

  add_trial (fixture, "sertraline");
  g_assert_cmpint (den_chart_editor_get_chart (other)->trials->len, ==, 1);
}

static void
test_a_change_by_another_program_is_not_overwritten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) program = den_office_open (fixture->clinic.path, DEN_STORE_WRITE, "other",
                                                   den_test_day (DEN_TEST_DAY), &error);
  g_autoptr (DenChartEditor) other = den_chart_editor_new (program, fixture->patient_id, &error);
  const DenField *phone = den_record_type_find (&den_patient_type, "phone");
  const DenChart *chart;

  g_assert_true (den_chart_editor_set_text (other, den_chart_editor_get_chart (other)->patient,
                                            phone, "512-555-0111", &error));
  chart = den_chart_editor_get_chart (fixture->editor);
  g_assert_false (set (fixture, chart->patient, "phone", "512-555-0122", &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE);
  /* What is true stands on the page, and the next attempt goes through. */
  chart = den_chart_editor_get_chart (fixture->editor);
  g_assert_cmpstr (chart->patient->phone, ==, "512-555-0111");
  g_clear_error (&error);
  g_assert_true (set (fixture, chart->patient, "phone", "512-555-0122", &error));
}

static void
test_screening_answers_are_kept_by_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const DenChart *chart = den_chart_editor_get_chart (fixture->editor);
  DenScreening *old = den_record_new (&den_screening_type);

  old->item = g_strdup ("mania");
  old->answer = DEN_ANSWER_NO;
  old->noted_on = den_test_day ("2025-01-10");
  g_assert_cmpint (den_chart_editor_add (fixture->editor, old, NULL, &error), !=, 0);
  g_assert_true (den_chart_editor_answer (fixture->editor, "mania", DEN_ANSWER_YES, &error));
  g_assert_cmpint (chart->screenings->len, ==, 2);
  /* A correction on the same day replaces that day's answer. */
  g_assert_true (den_chart_editor_answer (fixture->editor, "mania", DEN_ANSWER_NO, &error));
  g_assert_cmpint (chart->screenings->len, ==, 2);
  g_assert_cmpint (((DenScreening *) g_ptr_array_index (chart->screenings, 1))->noted_on, ==,
                   den_test_day (DEN_TEST_DAY));
}

static void
test_the_verdict_follows_every_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const DenChart *chart = den_chart_editor_get_chart (fixture->editor);
  const DenVerdict *verdict = den_chart_editor_get_verdict (fixture->editor);
  const DenFinding *age;

  g_assert_cmpstr (verdict->policy->policy_id, ==, "label-trd");
  age = g_ptr_array_index (verdict->findings, 0);
  g_assert_cmpstr (age->rule, ==, "age");
  g_assert_cmpint (age->outcome, ==, DEN_OUTCOME_UNKNOWN);

  g_assert_true (set (fixture, chart->patient, "birth_date", "1980-03-05", &error));
  age = g_ptr_array_index (den_chart_editor_get_verdict (fixture->editor)->findings, 0);
  g_assert_cmpint (age->outcome, ==, DEN_OUTCOME_MET);

  den_chart_editor_set_policy (fixture->editor, "cigna-trd");
  g_assert_cmpstr (den_chart_editor_get_verdict (fixture->editor)->policy->policy_id, ==,
                   "cigna-trd");
}

static void
test_the_coverage_chooses_the_policy (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *payer;
    const char *policy;
  } cases[] = {
    { "Cigna", "cigna-trd" },
    { "CIGNA Healthcare", "cigna-trd" },
    { "CareFirst", "carefirst-trd" },
    { "Texas Medicaid", "texas-medicaid-trd" },
    { "BCBS Massachusetts", "bcbs-ma-trd" },
    { "Nobody’s Mutual", "label-trd" },
  };
  g_autoptr (GError) error = NULL;
  DenCoverage *coverage = den_record_new (&den_coverage_type);
  gconstpointer kept;
  gint64 id;

  coverage->payer = g_strdup ("Anyone");
  id = den_chart_editor_add (fixture->editor, coverage, NULL, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      kept = den_chart_editor_find (fixture->editor, &den_coverage_type, id);
      g_assert_true (set (fixture, kept, "payer", cases[i].payer, &error));
      g_assert_cmpstr (den_chart_editor_get_policy (fixture->editor)->policy_id, ==,
                       cases[i].policy);
    }
}

static void
test_the_prescriber_is_chosen_and_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DenPrescriber *prescriber = den_record_new (&den_prescriber_type);
  gint64 id;

  prescriber->name = g_strdup ("Dr. Willow Testwood");
  prescriber->npi = g_strdup ("1234567893");
  g_assert_true (den_office_save_prescriber (fixture->clinic.office, prescriber, &error));
  id = prescriber->record.id;
  den_record_free (prescriber);

  g_assert_true (den_chart_editor_set_prescriber (fixture->editor, id, &error));
  g_assert_cmpstr (den_chart_editor_get_chart (fixture->editor)->prescriber->npi, ==, "1234567893");
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  g_assert_null (den_chart_editor_get_chart (fixture->editor)->prescriber);
}

#define ADD(PATH, FUNCTION) g_test_add (PATH, Fixture, NULL, set_up, FUNCTION, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/chart-editor/durable", test_a_field_is_durable_when_it_is_set);
  ADD ("/chart-editor/refused", test_what_does_not_fit_changes_nothing);
  ADD ("/chart-editor/same-value", test_the_same_value_is_no_change);
  ADD ("/chart-editor/several-fields", test_several_fields_are_one_change);
  ADD ("/chart-editor/undo", test_undo_takes_back_step_by_step);
  ADD ("/chart-editor/undo-place", test_a_removed_record_comes_back_in_its_place);
  ADD ("/chart-editor/two-windows", test_two_windows_see_one_chart);
  ADD ("/chart-editor/stale", test_a_change_by_another_program_is_not_overwritten);
  ADD ("/chart-editor/screening", test_screening_answers_are_kept_by_day);
  ADD ("/chart-editor/verdict", test_the_verdict_follows_every_edit);
  ADD ("/chart-editor/policy", test_the_coverage_chooses_the_policy);
  ADD ("/chart-editor/prescriber", test_the_prescriber_is_chosen_and_taken_back);
  return g_test_run ();
}
