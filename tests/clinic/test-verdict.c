/* The verdict as a value: overrides, what decides, where a finding leads, its words and JSON. */
#include "eligibility-fixture.h"

#include <string.h>

static DenVerdict *
judge (const DenChart *chart, const char *policy)
{
  return den_eligibility_judge (chart, fixture_policy (policy), fixture_reference (),
                                fixture_day (ON));
}

#define AGAINST(RULE, REST)                                                                        \
  "[{'rule': '" RULE "', 'rationale': 'Benefit is greater than risk.'" REST "}]"
#define DECIDED(D) ", 'decided_by': 'Dr. Test', 'decided_on': '" D "'"
#define YES(ITEM) "[{'item': '" ITEM "', 'answer': 'yes', 'noted_on': '2026-11-12'}]"
#define ASKED(ITEM) "[{'item': '" ITEM "', 'answer': 'unknown'}]"

/* One fact is broken, a clinician overrides a rule; what the finding under that rule is then. */
static const struct
{
  const char *name;
  const char *rule;
  Change changes[2];
  const char *outcome;
  gboolean overridden;
  gboolean can_override;
} overrides[] = {
  { "not-met-becomes-caution",
    "adequate_trials",
    { { "trials", "[]" }, { "overrides", AGAINST ("adequate_trials", DECIDED ("2026-11-20")) } },
    "caution",
    TRUE,
    TRUE },
  { "unknown-becomes-caution",
    "pdmp",
    { { "checks", "[]" }, { "overrides", AGAINST ("pdmp", "") } },
    "caution",
    TRUE,
    TRUE },
  { "caution-stays-with-rationale",
    "contraindication.no_escort",
    { { "screenings", YES ("no_escort") },
      { "overrides", AGAINST ("contraindication.no_escort", "") } },
    "caution",
    TRUE,
    TRUE },
  { "met-stays-met", "age", { { "overrides", AGAINST ("age", "") } }, "met", FALSE, FALSE },
  { "another-rule",
    "pdmp",
    { { "checks", "[]" }, { "overrides", AGAINST ("age", "") } },
    "unknown",
    FALSE,
    TRUE },
  { "this-policy",
    "pdmp",
    { { "checks", "[]" }, { "overrides", AGAINST ("pdmp", ", 'policy': 'cigna-trd'") } },
    "caution",
    TRUE,
    TRUE },
  { "another-policy",
    "pdmp",
    { { "checks", "[]" }, { "overrides", AGAINST ("pdmp", ", 'policy': 'label-trd'") } },
    "unknown",
    FALSE,
    TRUE },
  { "decided-that-day",
    "pdmp",
    { { "checks", "[]" }, { "overrides", AGAINST ("pdmp", DECIDED ("2026-11-21")) } },
    "caution",
    TRUE,
    TRUE },
  { "decided-later",
    "pdmp",
    { { "checks", "[]" }, { "overrides", AGAINST ("pdmp", DECIDED ("2026-11-22")) } },
    "unknown",
    FALSE,
    TRUE },
  { "label-is-final",
    "contraindication.hypersensitivity",
    { { "screenings", YES ("hypersensitivity") },
      { "overrides", AGAINST ("contraindication.hypersensitivity", "") } },
    "not_met",
    FALSE,
    FALSE },
  { "label-is-final-unasked",
    "contraindication.hypersensitivity",
    { { "screenings", ASKED ("hypersensitivity") },
      { "overrides", AGAINST ("contraindication.hypersensitivity", "") } },
    "unknown",
    FALSE,
    FALSE },
};

static void
test_override (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (DenChart) chart = fixture_chart (overrides[i].changes, 2);
  g_autoptr (DenVerdict) verdict = judge (chart, "cigna-trd");
  const DenFinding *finding = den_verdict_find (verdict, overrides[i].rule);

  g_test_message ("%s", finding->reason);
  g_assert_cmpstr (den_outcome_word (finding->outcome), ==, overrides[i].outcome);
  g_assert_cmpint (finding->override != NULL, ==, overrides[i].overridden);
  g_assert_cmpint (finding->can_override, ==, overrides[i].can_override);
  g_assert_cmpint (strstr (finding->reason, "Benefit is greater than risk.") != NULL, ==,
                   overrides[i].overridden);
}

/* Who decided, and when, stands in the sentence; the latest of several decisions is taken. */
static void
test_latest_override (void)
{
  const Change changes[] = {
    { "checks", "[]" },
    { "overrides", "[{'rule': 'pdmp', 'rationale': 'First.', 'decided_on': '2026-11-01'},"
                   " {'rule': 'pdmp', 'rationale': 'Last.', 'decided_by': 'Dr. Test',"
                   "  'decided_on': '2026-11-20'},"
                   " {'rule': 'pdmp', 'rationale': 'Undated.'}]" },
  };
  g_autoptr (DenChart) chart = fixture_chart (changes, G_N_ELEMENTS (changes));
  g_autoptr (DenVerdict) verdict = judge (chart, "cigna-trd");
  const DenFinding *finding = den_verdict_find (verdict, "pdmp");

  g_assert_true (finding->override == g_ptr_array_index (chart->overrides, 1));
  g_assert_true (g_str_has_suffix (finding->reason, "Overridden by Dr. Test on 11/20/2026: Last."));
  g_assert_cmpint (verdict->word, ==, DEN_VERDICT_REVIEW);
}

/* Not met decides before unknown, unknown before caution, whatever their order. */
static void
test_first_failing (void)
{
  static const struct
  {
    Change changes[3];
    const char *verdict;
    const char *decides;
  } rows[] = {
    { { { NULL } }, "eligible", NULL },
    { { { "screenings", YES ("no_escort") } }, "review", "contraindication.no_escort" },
    { { { "diagnoses", "[{'code': 'F33.9'}]" }, { "checks", "[]" } }, "incomplete", "pdmp" },
    { { { "diagnoses", "[{'code': 'F33.9'}]" },
        { "checks", "[]" },
        { "screenings", YES ("hypersensitivity") } },
      "not_eligible",
      "contraindication.hypersensitivity" },
    { { { "trials", "[]" }, { "screenings", YES ("hypersensitivity") } },
      "not_eligible",
      "adequate_trials" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DenChart) chart = fixture_chart (rows[i].changes, 3);
      g_autoptr (DenVerdict) verdict = judge (chart, "cigna-trd");
      const DenFinding *decides = den_verdict_first_failing (verdict);

      g_assert_cmpstr (den_verdict_word (verdict->word), ==, rows[i].verdict);
      g_assert_cmpstr (decides != NULL ? decides->rule : NULL, ==, rows[i].decides);
    }
}

/* Where a screen leads to from a finding: the record of that kind, or, with none, to add one. */
static void
test_places (void)
{
  static const struct
  {
    const char *rule;
    Change change;
    const DenRecordType *type;
    gboolean record;
    const char *column;
  } rows[] = {
    { "age", { NULL }, &den_patient_type, TRUE, "birth_date" },
    { "diagnosis", { NULL }, &den_diagnosis_type, TRUE, "code" },
    { "diagnosis", { "diagnoses", "[]" }, &den_diagnosis_type, FALSE, "code" },
    { "adequate_trials", { "trials", "[]" }, &den_trial_type, FALSE, NULL },
    { "distinct_classes", { "trials", "[]" }, &den_trial_type, FALSE, NULL },
    { "augmentation", { "trials", "[]" }, &den_trial_type, FALSE, "augments" },
    { "severity", { "assessments", "[]" }, &den_assessment_type, FALSE, NULL },
    { "severity", { NULL }, &den_assessment_type, TRUE, NULL },
    { "oral_antidepressant", { "medications", "[]" }, &den_medication_type, FALSE, NULL },
    { "prescriber", { "prescriber", "null" }, &den_prescriber_type, FALSE, NULL },
    { "prescriber",
      { "prescriber", "{'name': 'Dr. Test'}" },
      &den_prescriber_type,
      TRUE,
      "specialty" },
    { "rems_enrollment", { "enrollments", "[]" }, &den_enrollment_type, FALSE, NULL },
    { "rems_enrollment",
      { "enrollments", "[{'program': 'spravato-rems'}]" },
      &den_enrollment_type,
      TRUE,
      "enrolled_on" },
    { "contraindication.mania", { NULL }, &den_screening_type, TRUE, "answer" },
    { "contraindication.intracerebral_hemorrhage",
      { "diagnoses", "[{'code': 'I61.9'}]" },
      &den_diagnosis_type,
      TRUE,
      "code" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (DenChart) chart = fixture_chart (&rows[i].change, 1);
      g_autoptr (DenVerdict) verdict = judge (chart, "qualchoice-trd");
      const DenFinding *finding = den_verdict_find (verdict, rows[i].rule);

      g_test_message ("%s", rows[i].rule);
      g_assert_true (finding->place.type == rows[i].type);
      g_assert_cmpint (finding->place.record != NULL, ==, rows[i].record);
      g_assert_cmpstr (finding->place.column, ==, rows[i].column);
    }
}

static void
test_words (void)
{
  static const char *const outcomes[] = { "met", "not_met", "unknown", "caution",
                                          "not_applicable" };
  static const char *const verdicts[] = { "eligible", "review", "incomplete", "not_eligible" };
  static const char *const reasons[] = {
    "unknown_drug",    "not_antidepressant", "missing_dose",  "missing_dates",
    "missing_outcome", "dose_below_minimum", "too_short",     "poor_adherence",
    "intolerance",     "response_adequate",  "other_episode", "too_old",
    "duplicate_drug",  "augmentation",
  };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    g_assert_cmpstr (den_outcome_word ((DenOutcome) i), ==, outcomes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    g_assert_cmpstr (den_verdict_word ((DenVerdictWord) i), ==, verdicts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (GPtrArray) words = den_trial_reason_words (1u << i);

      g_assert_cmpuint (words->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (words, 0), ==, reasons[i]);
      g_assert_nonnull (den_trial_reason_label ((DenTrialReason) (1u << i)));
    }
  g_assert_cmpstr (den_trial_reason_label (DEN_REASON_TOO_SHORT), ==, "Too short");
  g_assert_cmpstr (den_rule_label ("contraindication.no_escort", fixture_reference ()), ==,
                   "no escort home");
}

/* The contract's keys, in its order. */
static void
test_json (void)
{
  const Change changes[] = {
    { "trials", "[{'drug': 'Zoloft', 'started_on': '2026-01-01', 'ended_on': '2026-02-10',"
                " 'max_daily_dose_mg': 50, 'stop_reason': 'cost'}, {'drug': 'who knows'}]" },
  };
  g_autoptr (DenChart) chart = fixture_chart (changes, 1);
  g_autoptr (DenVerdict) verdict = judge (chart, "label-trd");
  DenJson *json = den_json_new (TRUE);
  g_autofree char *text = NULL;
  g_autofree char *start = NULL;
  const char *begins = "{\n"
                       "  \"mrn\": \"T-1\",\n"
                       "  \"policy\": \"label-trd\",\n"
                       "  \"on\": \"2026-11-21\",\n"
                       "  \"verdict\": \"not_eligible\",\n"
                       "  \"counted_trials\": 0,\n"
                       "  \"counted_classes\": 0,\n"
                       "  \"trials\": [\n"
                       "    {\n"
                       "      \"drug\": \"Zoloft\",\n"
                       "      \"class\": \"SSRI\",\n"
                       "      \"counts\": false,\n"
                       "      \"reasons\": [\n"
                       "        \"missing_outcome\",\n"
                       "        \"too_short\"\n"
                       "      ],\n"
                       "      \"days_at_dose\": 41\n"
                       "    },\n"
                       "    {\n"
                       "      \"drug\": \"who knows\",\n"
                       "      \"class\": null,\n"
                       "      \"counts\": false,\n"
                       "      \"reasons\": [\n"
                       "        \"unknown_drug\"\n"
                       "      ],\n"
                       "      \"days_at_dose\": 0\n"
                       "    }\n"
                       "  ],\n"
                       "  \"findings\": [\n"
                       "    {\n"
                       "      \"rule\": \"age\",\n"
                       "      \"outcome\": \"met\",\n"
                       "      \"found\": \"42 years\",\n"
                       "      \"needed\": \"at least 18 years\",\n"
                       "      \"reason\": \"The patient is 42 years old on 11/21/2026 and the "
                       "policy asks for at least 18 years.\",\n"
                       "      \"missing\": []\n"
                       "    },\n";

  den_verdict_write_json (json, verdict, "T-1");
  text = den_json_finish (json);
  start = g_strndup (text, strlen (begins));
  g_assert_cmpstr (start, ==, begins);
  g_assert_true (g_str_has_suffix (text, "    }\n  ]\n}\n"));
}

/* The same chart gives the same verdict in any order of judging: nothing is kept between two. */
static void
test_pure (void)
{
  g_autoptr (DenChart) chart = fixture_chart (NULL, 0);
  g_autofree char *first = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (DenVerdict) verdict = judge (chart, "cigna-trd");
      DenJson *json = den_json_new (FALSE);
      g_autofree char *text = NULL;

      den_verdict_write_json (json, verdict, "T-1");
      text = den_json_finish (json);
      if (first == NULL)
        first = g_steal_pointer (&text);
      else
        g_assert_cmpstr (text, ==, first);
      den_verdict_free (judge (chart, "carefirst-trd"));
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (overrides); i++)
    {
      g_autofree char *path = g_strconcat ("/verdict/override/", overrides[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_override);
    }
  g_test_add_func ("/verdict/latest-override", test_latest_override);
  g_test_add_func ("/verdict/first-failing", test_first_failing);
  g_test_add_func ("/verdict/places", test_places);
  g_test_add_func ("/verdict/words", test_words);
  g_test_add_func ("/verdict/json", test_json);
  g_test_add_func ("/verdict/pure", test_pure);
  status = g_test_run ();
  fixture_end ();
  return status;
}
