/* The cases that programs of this kind get wrong, as far as they touch eligibility, by the numbers
 * of the clinic's list of fifteen. The others are about sessions and claims. */
#include "eligibility-fixture.h"

#include <string.h>

static DenVerdict *
judge_on (const DenChart *chart, const char *policy, const char *on)
{
  return den_eligibility_judge (chart, fixture_policy (policy), fixture_reference (),
                                fixture_day (on));
}

/* Asserts the trials' reasons, parted by "|", and the finding under RULE. */
static void
assert_case (const Change *changes, guint n, const char *policy, const char *reasons,
             const char *rule, const char *outcome)
{
  g_autoptr (DenChart) chart = fixture_chart (changes, n);
  g_autoptr (DenVerdict) verdict = judge_on (chart, policy, ON);
  g_autoptr (GString) found = g_string_new (NULL);
  const DenFinding *finding = den_verdict_find (verdict, rule);

  for (guint i = 0; i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);
      g_autoptr (GPtrArray) words = den_trial_reason_words (judgement->reasons);

      g_string_append (found, i > 0 ? "|" : "");
      for (guint j = 0; j < words->len; j++)
        g_string_append_printf (found, "%s%s", j > 0 ? " " : "",
                                (char *) g_ptr_array_index (words, j));
    }
  if (reasons != NULL)
    g_assert_cmpstr (found->str, ==, reasons);
  g_assert_nonnull (finding);
  g_test_message ("%s: %s", policy, finding->reason);
  g_assert_cmpstr (den_outcome_word (finding->outcome), ==, outcome);
}

#define TRIAL(DRUG, FROM, TO, MG, REST)                                                            \
  "{'drug': '" DRUG "', 'started_on': '" FROM "', 'ended_on': '" TO "', 'max_daily_dose_mg': " MG  \
  "," REST "}"
#define FAILED "'stop_reason': 'inadequate_response'"
#define GOOD TRIAL ("venlafaxine", "2026-01-01", "2026-04-30", "225", FAILED)

/* A trial stopped early for side effects is no failure, but some payers take it as one. */
static void
edge_case_1 (void)
{
  const Change change = { "trials",
                          "[" GOOD "," TRIAL ("sertraline", "2026-05-01", "2026-05-14", "100",
                                              "'stop_reason': 'intolerance'") "]" };

  assert_case (&change, 1, "label-trd", "|too_short intolerance", "adequate_trials", "not_met");
  assert_case (&change, 1, "qualchoice-trd", "|", "adequate_trials", "met");
}

/* The highest dose, but only three weeks: inadequate, though it "failed". */
static void
edge_case_2 (void)
{
  const Change change = { "trials", "[" GOOD "," TRIAL ("sertraline", "2026-05-01", "2026-05-21",
                                                        "200", FAILED) "]" };

  assert_case (&change, 1, "label-trd", "|too_short", "adequate_trials", "not_met");
}

/* Trazodone and quetiapine for sleep are neither trials nor classes. */
static void
edge_case_3 (void)
{
  const Change change = { "trials",
                          "[" GOOD "," TRIAL ("trazodone", "2026-01-01", "2026-06-30", "100",
                                              FAILED) "," TRIAL ("quetiapine", "2026-01-01",
                                                                 "2026-06-30", "50", FAILED) "]" };

  assert_case (&change, 1, "cigna-trd", "|dose_below_minimum|not_antidepressant", "adequate_trials",
               "not_met");
  assert_case (&change, 1, "cigna-trd", NULL, "distinct_classes", "not_met");
}

/* Sertraline and escitalopram are two drugs of one class. */
static void
edge_case_4 (void)
{
  const Change change = { "trials", "[" TRIAL ("sertraline", "2026-01-01", "2026-03-31", "100",
                                               FAILED) "," TRIAL ("escitalopram", "2026-04-01",
                                                                  "2026-06-30", "20", FAILED) "]" };

  assert_case (&change, 1, "label-trd", "|", "adequate_trials", "met");
  assert_case (&change, 1, "cigna-trd", "|", "adequate_trials", "met");
  assert_case (&change, 1, "cigna-trd", "|", "distinct_classes", "not_met");
}

/* Trials of an episode that is over count only where the policy does not ask for the current one.
 */
static void
edge_case_5 (void)
{
  const Change changes[] = {
    { "trials", "[" GOOD "," TRIAL ("sertraline", "2022-01-01", "2022-03-31", "100", FAILED) "]" },
    { "episodes", "[{'started_on': '2021-12-01', 'ended_on': '2022-08-01'},"
                  " {'started_on': '2025-12-01'}]" },
  };

  assert_case (changes, 2, "label-trd", "|other_episode", "adequate_trials", "not_met");
  assert_case (changes, 2, "bcbs-nd-trd", "|", "adequate_trials", "met");
}

/* Forty percent better: failed under one policy, not under the other. */
static void
edge_case_6 (void)
{
  const Change change = { "trials", "[" GOOD "," TRIAL ("sertraline", "2026-05-01", "2026-07-31",
                                                        "100", "'improvement_percent': 40") "]" };

  assert_case (&change, 1, "label-trd", "|", "adequate_trials", "met");
  assert_case (&change, 1, "cigna-trd", "|response_adequate", "adequate_trials", "not_met");
}

/* Turning 18 and 65: the age is that on the day of the verdict. */
static void
edge_case_13 (void)
{
  static const struct
  {
    const char *born;
    const char *policy;
    const char *on;
    const char *outcome;
  } rows[] = {
    { "1961-11-21", "qualchoice-trd", "2026-11-20", "met" },
    { "1961-11-21", "qualchoice-trd", "2026-11-21", "not_met" },
    { "1961-11-21", "label-trd", "2026-11-21", "met" },
    { "2008-11-21", "label-trd", "2026-11-20", "not_met" },
    { "2008-11-21", "label-trd", "2026-11-21", "met" },
    /* Who is born on a leap day comes of age on March 1. */
    { "2008-02-29", "label-trd", "2026-02-28", "not_met" },
    { "2008-02-29", "label-trd", "2026-03-01", "met" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *patient = g_strdup_printf (
          "{'mrn': 'T-1', 'family_name': 'Test', 'birth_date': '%s'}", rows[i].born);
      const Change change = { "patient", patient };
      g_autoptr (DenChart) chart = fixture_chart (&change, 1);
      g_autoptr (DenVerdict) verdict = judge_on (chart, rows[i].policy, rows[i].on);

      g_assert_cmpstr (den_outcome_word (den_verdict_find (verdict, "age")->outcome), ==,
                       rows[i].outcome);
    }
}

/* Psychosis, bipolar disorder and remission among the codes. */
static void
edge_case_14 (void)
{
  const Change psychosis = { "diagnoses", "[{'code': 'F33.3'}]" };
  const Change bipolar = { "diagnoses", "[{'code': 'F33.2'}, {'code': 'F31.4'}]" };
  const Change remission = { "diagnoses", "[{'code': 'F33.42'}]" };

  assert_case (&psychosis, 1, "label-trd", NULL, "diagnosis", "caution");
  assert_case (&psychosis, 1, "label-trd", NULL, "contraindication.active_psychosis", "caution");
  assert_case (&psychosis, 1, "cigna-trd", NULL, "exclusion.psychosis", "caution");
  assert_case (&psychosis, 1, "bcbs-nc-trd", NULL, "exclusion.psychosis", "not_met");
  assert_case (&psychosis, 1, "texas-medicaid-trd", NULL, "diagnosis", "met");
  assert_case (&bipolar, 1, "label-trd", NULL, "diagnosis", "not_met");
  assert_case (&bipolar, 1, "label-trd", NULL, "contraindication.mania", "caution");
  assert_case (&remission, 1, "label-trd", NULL, "diagnosis", "caution");
}

/* Acute suicidality needs an oral antidepressant; and some payers still want one for the other
 * indication, which the label no longer does. */
static void
edge_case_15 (void)
{
  const Change change = { "medications", "[{'drug': 'lorazepam'}]" };
  g_autoptr (DenChart) chart = fixture_chart (&change, 1);
  g_autoptr (DenVerdict) label = judge_on (chart, "label-trd", ON);

  assert_case (&change, 1, "label-mdsi", NULL, "oral_antidepressant", "not_met");
  assert_case (&change, 1, "western-health-trd", NULL, "oral_antidepressant", "not_met");
  g_assert_null (den_verdict_find (label, "oral_antidepressant"));
  g_assert_cmpint (label->word, ==, DEN_VERDICT_ELIGIBLE);
}

/* A score taken after the first dose is no baseline. */
static void
edge_case_baseline_after_first_dose (void)
{
  const Change changes[] = {
    { "assessments", "[{'scale': 'PHQ-9', 'taken_at': '2026-11-10T11:00:00-05:00', 'total': 24}]" },
    { "sessions", "[{'id': 's1', 'started_at': '2026-11-10T09:00:00-05:00'}]" },
  };

  assert_case (changes, 2, "hcsc-trd", NULL, "severity", "unknown");
}

/* Racemic ketamine in the same month, which Medical Mutual forbids. */
static void
edge_case_racemic_at_the_same_time (void)
{
  const Change change = { "courses",
                          "[{'id': 'c1', 'modality': 'ketamine_im', 'started_on': '2026-11-01'}]" };

  assert_case (&change, 1, "medical-mutual-trd", NULL, "exclusion.concurrent_ketamine", "not_met");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edge-cases/1-stopped-early-for-intolerance", edge_case_1);
  g_test_add_func ("/edge-cases/2-highest-dose-three-weeks", edge_case_2);
  g_test_add_func ("/edge-cases/3-sleep-doses", edge_case_3);
  g_test_add_func ("/edge-cases/4-two-drugs-one-class", edge_case_4);
  g_test_add_func ("/edge-cases/5-prior-episode", edge_case_5);
  g_test_add_func ("/edge-cases/6-forty-percent-better", edge_case_6);
  g_test_add_func ("/edge-cases/13-birthdays", edge_case_13);
  g_test_add_func ("/edge-cases/14-codes-that-conflict", edge_case_14);
  g_test_add_func ("/edge-cases/15-oral-antidepressant", edge_case_15);
  g_test_add_func ("/edge-cases/baseline-after-first-dose", edge_case_baseline_after_first_dose);
  g_test_add_func ("/edge-cases/racemic-at-the-same-time", edge_case_racemic_at_the_same_time);
  status = g_test_run ();
  fixture_end ();
  return status;
}
