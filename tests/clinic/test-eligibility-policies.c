/* The thirteen shipped policies: one chart is eligible under all of them, and each falls at every
 * one of its own criteria. */
#include "eligibility-fixture.h"

#include "den-chart-file.h"

#include <string.h>

static DenVerdict *
judge (const DenChart *chart, const char *policy)
{
  return den_eligibility_judge (chart, fixture_policy (policy), fixture_reference (),
                                fixture_day (ON));
}

/* The rules of each policy in the contract's order; the screening follows under every one. */
static const struct
{
  const char *policy;
  const char *rules;
} shipped[] = {
  { "label-trd", "age diagnosis adequate_trials rems_enrollment" },
  { "label-mdsi", "age diagnosis suicidality oral_antidepressant rems_enrollment" },
  { "cigna-trd", "age diagnosis adequate_trials distinct_classes prescriber pdmp rems_enrollment "
                 "exclusion.psychosis" },
  { "carefirst-trd", "age diagnosis adequate_trials distinct_classes augmentation psychotherapy "
                     "severity prescriber rems_enrollment exclusion.substance_use" },
  { "medical-mutual-trd", "age diagnosis adequate_trials distinct_classes psychotherapy severity "
                          "rems_enrollment exclusion.concurrent_ketamine "
                          "exclusion.concurrent_neuromodulation" },
  { "hcsc-trd", "age diagnosis adequate_trials distinct_classes severity rems_enrollment "
                "exclusion.substance_use" },
  { "bcbs-ma-trd", "age diagnosis adequate_trials distinct_classes severity rems_enrollment" },
  { "bcbs-nc-trd", "age diagnosis adequate_trials distinct_classes rems_enrollment "
                   "exclusion.psychosis" },
  { "bcbs-nd-trd", "age diagnosis adequate_trials distinct_classes oral_antidepressant "
                   "prescriber" },
  { "qualchoice-trd", "age diagnosis adequate_trials distinct_classes augmentation severity "
                      "oral_antidepressant prescriber rems_enrollment" },
  { "western-health-trd", "age diagnosis adequate_trials distinct_classes oral_antidepressant "
                          "prescriber exclusion.psychosis" },
  { "texas-medicaid-trd", "age diagnosis severity prescriber rems_enrollment" },
  { "ohio-medicaid-trd", "age diagnosis adequate_trials distinct_classes oral_antidepressant "
                         "rems_enrollment" },
};

static void
test_clean (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (DenChart) chart = fixture_chart (NULL, 0);
  g_autoptr (DenVerdict) verdict = judge (chart, shipped[i].policy);
  GPtrArray *items = fixture_reference ()->screening_items;
  g_auto (GStrv) rules = g_strsplit (shipped[i].rules, " ", -1);
  guint n = g_strv_length (rules);

  g_assert_cmpuint (items->len, ==, 20);
  g_assert_cmpuint (verdict->findings->len, ==, n + items->len);
  for (guint j = 0; j < verdict->findings->len; j++)
    {
      const DenFinding *finding = g_ptr_array_index (verdict->findings, j);

      if (j < n)
        g_assert_cmpstr (finding->rule, ==, rules[j]);
      else
        g_assert_cmpstr (strchr (finding->rule, '.') + 1, ==,
                         ((DenScreeningItem *) g_ptr_array_index (items, j - n))->name);
      g_assert_cmpint (finding->outcome, ==, DEN_OUTCOME_MET);
      g_assert_false (finding->can_override);
    }
  g_assert_cmpint (verdict->word, ==, DEN_VERDICT_ELIGIBLE);
  g_assert_null (den_verdict_first_failing (verdict));
}

static void
test_all_are_here (void)
{
  g_assert_cmpuint (fixture_reference ()->policies->len, ==, G_N_ELEMENTS (shipped));
}

#define PATIENT(BORN)                                                                              \
  {                                                                                                \
    "patient", "{'mrn': 'T-1', 'family_name': 'T', 'birth_date': '" BORN "'}"                      \
  }
#define CODES(V)                                                                                   \
  {                                                                                                \
    "diagnoses", "[" V "]"                                                                         \
  }
#define SCORE(SCALE, TOTAL)                                                                        \
  {                                                                                                \
    "assessments",                                                                                 \
        "[{'scale': '" SCALE "', 'taken_at': '2026-11-10T09:00:00Z', 'total': " TOTAL "}]"         \
  }
#define SCREENING(ITEM)                                                                            \
  {                                                                                                \
    "screenings", "[{'item': '" ITEM "', 'answer': 'yes', 'noted_on': '2026-11-12'}]"              \
  }
#define LONG_TRIAL(DRUG, PERCENT)                                                                  \
  "{'drug': '" DRUG "', 'started_on': '2026-01-01', 'ended_on': '2026-04-30',"                     \
  " 'max_daily_dose_mg': 300, 'improvement_percent': " PERCENT "}"

/* One fact broken, and the verdict and the finding that decides. */
static const struct
{
  const char *policy;
  Change change;
  const char *verdict;
  const char *decides;
} broken[] = {
  { "label-trd", PATIENT ("2010-01-01"), "not_eligible", "age" },
  { "label-trd", CODES (""), "incomplete", "diagnosis" },
  { "label-trd", CODES ("{'code': 'F33.41'}"), "review", "diagnosis" },
  { "label-trd",
    { "trials", "[" LONG_TRIAL ("sertraline", "10") "]" },
    "not_eligible",
    "adequate_trials" },
  { "label-trd", { "enrollments", "[]" }, "incomplete", "rems_enrollment" },
  { "label-trd", SCREENING ("hypersensitivity"), "not_eligible",
    "contraindication.hypersensitivity" },
  { "label-trd", SCREENING ("seizure_disorder"), "review", "contraindication.seizure_disorder" },
  { "label-mdsi", CODES ("{'code': 'F33.2'}"), "incomplete", "suicidality" },
  { "label-mdsi",
    { "medications", "[{'drug': 'lithium'}]" },
    "not_eligible",
    "oral_antidepressant" },
  { "cigna-trd",
    { "trials", "[" LONG_TRIAL ("sertraline", "30") "," LONG_TRIAL ("bupropion", "30") "]" },
    "not_eligible",
    "adequate_trials" },
  { "cigna-trd",
    { "trials", "[" LONG_TRIAL ("sertraline", "10") "," LONG_TRIAL ("citalopram", "10") "]" },
    "not_eligible",
    "distinct_classes" },
  { "cigna-trd",
    { "prescriber", "{'name': 'Dr. Test', 'specialty': 'Anesthesiology'}" },
    "not_eligible",
    "prescriber" },
  { "cigna-trd", { "checks", "[]" }, "incomplete", "pdmp" },
  { "cigna-trd", SCREENING ("psychosis_history"), "review", "exclusion.psychosis" },
  { "carefirst-trd", SCORE ("MADRS", "34"), "not_eligible", "severity" },
  { "carefirst-trd", SCORE ("PHQ-9", "27"), "incomplete", "severity" },
  { "carefirst-trd",
    { "prescriber", "{'name': 'Dr. Test', 'specialty': 'Anesthesiology'}" },
    "review",
    "prescriber" },
  { "carefirst-trd", SCREENING ("substance_use_active"), "not_eligible",
    "exclusion.substance_use" },
  { "medical-mutual-trd", { "therapies", "[]" }, "incomplete", "psychotherapy" },
  { "medical-mutual-trd",
    { "therapies", "[{'kind': 'psychotherapy'}, {'kind': 'tms', 'started_on': '2026-11-02'}]" },
    "not_eligible",
    "exclusion.concurrent_neuromodulation" },
  { "medical-mutual-trd",
    { "courses", "[{'id': 'c', 'modality': 'ketamine_iv', 'started_on': '2026-11-02'}]" },
    "not_eligible",
    "exclusion.concurrent_ketamine" },
  { "hcsc-trd", { "trials", "[" LONG_TRIAL ("sertraline", "10") "]" }, "eligible", NULL },
  { "hcsc-trd", { "trials", "[]" }, "not_eligible", "adequate_trials" },
  { "hcsc-trd", CODES ("{'code': 'F33.2'}, {'code': 'F10.20'}"), "not_eligible",
    "exclusion.substance_use" },
  { "bcbs-ma-trd",
    { "trials", "[" LONG_TRIAL ("sertraline", "10") "," LONG_TRIAL (
                    "bupropion", "10") "," LONG_TRIAL ("venlafaxine", "10") "]" },
    "not_eligible",
    "adequate_trials" },
  { "bcbs-nc-trd", CODES ("{'code': 'F32.2'}"), "not_eligible", "diagnosis" },
  { "bcbs-nd-trd", { "medications", "[]" }, "incomplete", "oral_antidepressant" },
  { "qualchoice-trd", PATIENT ("1961-11-21"), "not_eligible", "age" },
  { "qualchoice-trd", SCORE ("PHQ-9", "15"), "not_eligible", "severity" },
  { "western-health-trd",
    { "prescriber", "{'name': 'Dr. Test', 'specialty': 'Pain medicine'}" },
    "not_eligible",
    "prescriber" },
  { "texas-medicaid-trd", CODES ("{'code': 'F41.1'}"), "not_eligible", "diagnosis" },
  { "texas-medicaid-trd", { "trials", "[]" }, "eligible", NULL },
  { "ohio-medicaid-trd",
    { "medications", "[{'drug': 'lithium'}]" },
    "not_eligible",
    "oral_antidepressant" },
};

static void
test_broken (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (DenChart) chart = fixture_chart (&broken[i].change, 1);
  g_autoptr (DenVerdict) verdict = judge (chart, broken[i].policy);
  const DenFinding *decides = den_verdict_first_failing (verdict);

  g_test_message ("%s", decides != NULL ? decides->reason : "nothing fails");
  g_assert_cmpstr (den_verdict_word (verdict->word), ==, broken[i].verdict);
  g_assert_cmpstr (decides != NULL ? decides->rule : NULL, ==, broken[i].decides);
}

/* An empty chart: nothing is known, nothing crashes, and nothing is met by silence but what is a
 * matter of record. */
static void
test_empty_chart (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      g_autoptr (DenVerdict) verdict = judge (chart, shipped[i].policy);

      for (guint j = 0; j < verdict->findings->len; j++)
        {
          const DenFinding *finding = g_ptr_array_index (verdict->findings, j);

          if (finding->outcome == DEN_OUTCOME_MET)
            g_assert_true (g_str_has_prefix (finding->rule, "exclusion.concurrent_"));
          else if (finding->outcome == DEN_OUTCOME_NOT_MET)
            g_assert_true (strstr ("adequate_trials distinct_classes", finding->rule) != NULL);
        }
      g_assert_cmpint (verdict->word, !=, DEN_VERDICT_ELIGIBLE);
    }
}

/* Each finding is whole: words for what was found and needed, a sentence with its full stop, a
 * place that exists in the chart, and nothing missing that was not told. */
static void
check_whole (const DenFinding *finding, const char *file)
{
  gsize length = strlen (finding->reason);

  g_test_message ("%s: %s: %s", file, finding->rule, finding->reason);
  g_assert_nonnull (finding->found);
  g_assert_nonnull (finding->needed);
  g_assert_cmpstr (finding->found, !=, "");
  g_assert_cmpstr (finding->needed, !=, "");
  g_assert_cmpuint (length, >, 10);
  g_assert_true (finding->override != NULL || finding->reason[length - 1] == '.');
  g_assert_true (g_ascii_isupper (finding->reason[0]) || g_ascii_isdigit (finding->reason[0]));
  g_assert_null (strstr (finding->reason, "(null)"));
  g_assert_null (strstr (finding->reason, ".."));
  g_assert_nonnull (finding->place.type);
  if (finding->place.column != NULL)
    g_assert_nonnull (den_record_type_find (finding->place.type, finding->place.column));
  g_assert_cmpint (den_outcome_label (finding->outcome)[0], !=, '\0');
  g_assert_cmpstr (den_rule_label (finding->rule, fixture_reference ()), !=, finding->rule);
}

/* Every chart of the demo clinic, under every policy. */
static void
test_demo_clinic (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "demo", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint charts = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (DenProblems) problems = den_problems_new ();
      g_autofree char *text = NULL;
      g_autoptr (DenChart) chart = NULL;
      gsize length;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      chart = den_chart_file_read (text, length, fixture_reference (), fixture_day (ON), problems);
      if (chart == NULL)
        continue;
      charts++;
      for (gsize i = 0; i < G_N_ELEMENTS (shipped); i++)
        {
          g_autoptr (DenVerdict) verdict = judge (chart, shipped[i].policy);

          for (guint j = 0; j < verdict->findings->len; j++)
            check_whole (g_ptr_array_index (verdict->findings, j), name);
        }
    }
  g_assert_cmpuint (charts, >=, 30);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policies/all-are-here", test_all_are_here);
  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    {
      g_autofree char *path = g_strconcat ("/policies/clean/", shipped[i].policy, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_clean);
    }
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/policies/broken/%s/%s-%u", broken[i].policy,
                           broken[i].decides != NULL ? broken[i].decides : broken[i].verdict, i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_broken);
    }
  g_test_add_func ("/policies/empty-chart", test_empty_chart);
  g_test_add_func ("/policies/demo-clinic", test_demo_clinic);
  status = g_test_run ();
  fixture_end ();
  return status;
}
