/* When a trial counts: each condition on both sides of its limit, and what trials do together. */
#include "eligibility-fixture.h"

static void
assert_reasons (const DenTrialJudgement *judgement, const char *expected)
{
  g_autoptr (GPtrArray) words = den_trial_reason_words (judgement->reasons);
  g_autofree char *joined = NULL;

  g_ptr_array_add (words, NULL);
  joined = g_strjoinv (" ", (char **) words->pdata);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpint (judgement->counts, ==, *expected == '\0');
}

/* A trial that has nothing but its drug and what a row adds. */
#define SERTRALINE(REST) "[{'drug': 'sertraline', " REST "}]"

/* 42 days, from the first day of 2026, at 50 mg, which is the least, and failed. */
#define DAYS_42 "'started_on': '2026-01-01', 'ended_on': '2026-02-11'"
#define DAYS_41 "'started_on': '2026-01-01', 'ended_on': '2026-02-10'"
#define MG_50 "'max_daily_dose_mg': 50"
#define FAILED "'stop_reason': 'inadequate_response'"
#define INTOLERANCE "'stop_reason': 'intolerance'"
#define DOSE(FROM, TO, MG) "{'from': " FROM ", 'to': " TO ", 'daily_mg': " MG "}"

/* The label asks for 42 days and less than 50 % in the current episode, Cigna for at most 25 %;
 * CareFirst for 56 days within 5 years; QualChoice for 28 days and takes intolerance. The current
 * episode began on 06/01/2025. */
static const struct
{
  const char *name;
  const char *policy;
  const char *trials;
  const char *reasons;
  int days;
} single[] = {
  { "clean", "label-trd", SERTRALINE (DAYS_42 "," MG_50 "," FAILED), "", 42 },

  /* The drug. */
  { "brand", "label-trd", "[{'drug': 'ZOLOFT'," DAYS_42 "," MG_50 "," FAILED "}]", "", 42 },
  { "unknown-drug", "label-trd", "[{'drug': 'Zolofft'," DAYS_42 "," MG_50 "," FAILED "}]",
    "unknown_drug", 0 },
  { "unknown-drug-alone", "label-trd", "[{'drug': 'St. Anything'}]", "unknown_drug", 0 },
  { "augmenter", "label-trd",
    "[{'drug': 'quetiapine'," DAYS_42 ", 'max_daily_dose_mg': 300," FAILED "}]",
    "not_antidepressant", 0 },
  { "sleep-tablets", "label-trd",
    "[{'drug': 'Silenor'," DAYS_42 ", 'max_daily_dose_mg': 6," FAILED "}]", "not_antidepressant",
    0 },
  { "augmentation", "label-trd",
    "[{'drug': 'mirtazapine', 'augments': 'venlafaxine'," DAYS_42 ", 'max_daily_dose_mg': 45}]",
    "augmentation", 42 },

  /* The dose. */
  { "dose-just-below", "label-trd", SERTRALINE (DAYS_42 ", 'max_daily_dose_mg': 49.9," FAILED),
    "dose_below_minimum", 0 },
  { "dose-missing", "label-trd", SERTRALINE (DAYS_42 "," FAILED), "missing_dose", 0 },
  { "dose-missing-and-too-short", "label-trd", SERTRALINE (DAYS_41 "," FAILED),
    "missing_dose too_short", 0 },
  { "segments-before-highest-dose", "label-trd",
    SERTRALINE (DAYS_42
                ", 'max_daily_dose_mg': 200, 'doses': [" DOSE ("null", "null", "25") "]," FAILED),
    "dose_below_minimum", 0 },

  /* The time. */
  { "41-days", "label-trd", SERTRALINE (DAYS_41 "," MG_50 "," FAILED), "too_short", 41 },
  { "55-days-of-56", "carefirst-trd",
    SERTRALINE ("'started_on': '2026-01-01', 'ended_on': '2026-02-24'," MG_50 "," FAILED),
    "too_short", 55 },
  { "56-days-of-56", "carefirst-trd",
    SERTRALINE ("'started_on': '2026-01-01', 'ended_on': '2026-02-25'," MG_50 "," FAILED), "", 56 },
  { "27-days-of-28", "qualchoice-trd",
    SERTRALINE ("'started_on': '2026-01-01', 'ended_on': '2026-01-27'," MG_50 "," FAILED),
    "too_short", 27 },
  { "28-days-of-28", "qualchoice-trd",
    SERTRALINE ("'started_on': '2026-01-01', 'ended_on': '2026-01-28'," MG_50 "," FAILED), "", 28 },
  { "six-weeks", "label-trd", SERTRALINE ("'weeks': 6," MG_50 "," FAILED), "", 42 },
  { "under-six-weeks", "label-trd", SERTRALINE ("'weeks': 5.9," MG_50 "," FAILED), "too_short",
    41 },
  { "dates-before-weeks", "label-trd", SERTRALINE (DAYS_41 ", 'weeks': 12," MG_50 "," FAILED),
    "too_short", 41 },
  { "start-and-weeks", "label-trd",
    SERTRALINE ("'started_on': '2026-01-01', 'weeks': 6," MG_50 "," FAILED), "", 42 },
  { "no-dates", "label-trd", SERTRALINE (MG_50 "," FAILED), "missing_dates", 0 },
  { "no-end", "label-trd", SERTRALINE ("'started_on': '2026-01-01'," MG_50 "," FAILED),
    "missing_dates", 0 },
  { "no-start", "label-trd", SERTRALINE ("'ended_on': '2026-02-11'," MG_50 "," FAILED),
    "missing_dates", 0 },
  { "no-start-in-another-episode", "label-trd",
    SERTRALINE ("'ended_on': '2025-05-31'," MG_50 "," FAILED), "missing_dates other_episode", 0 },
  { "running-42-days", "label-trd",
    SERTRALINE (
        "'started_on': '2026-10-11', 'stop_reason': 'ongoing', 'improvement_percent': 0," MG_50),
    "", 42 },
  { "running-41-days", "label-trd",
    SERTRALINE (
        "'started_on': '2026-10-12', 'stop_reason': 'ongoing', 'improvement_percent': 0," MG_50),
    "too_short", 41 },
  { "ends-after-the-day", "label-trd",
    SERTRALINE ("'started_on': '2026-10-12', 'ended_on': '2027-06-01'," MG_50 "," FAILED),
    "too_short", 41 },
  { "begins-after-the-day", "qualchoice-trd",
    SERTRALINE ("'started_on': '2026-11-22', 'ended_on': '2027-06-01'," MG_50 "," INTOLERANCE),
    "too_short", 0 },

  /* Doses over time. */
  { "titration", "label-trd",
    SERTRALINE (DAYS_42 ", 'doses': [" DOSE ("null", "'2026-01-01'", "25") "," DOSE (
        "'2026-01-02'", "null", "50") "]," FAILED),
    "too_short", 41 },
  { "gap-of-7-days", "label-trd",
    SERTRALINE (DAYS_42 ", 'doses': [" DOSE ("null", "'2026-01-10'", "50") "," DOSE (
        "'2026-01-18'", "null", "50") "]," FAILED),
    "", 42 },
  { "gap-of-8-days", "label-trd",
    SERTRALINE (DAYS_42 ", 'doses': [" DOSE ("null", "'2026-01-10'", "50") "," DOSE (
        "'2026-01-19'", "null", "50") "]," FAILED),
    "too_short", 24 },
  { "low-dose-for-7-days", "label-trd",
    SERTRALINE (DAYS_42 ", 'doses': [" DOSE ("null", "'2026-01-10'", "50") "," DOSE (
        "'2026-01-11'", "'2026-01-17'", "25") "," DOSE ("'2026-01-18'", "null", "50") "]," FAILED),
    "", 42 },
  { "unordered-and-overlapping", "label-trd",
    SERTRALINE (DAYS_42 ", 'doses': [" DOSE ("'2026-01-20'", "null", "100") "," DOSE (
        "null", "'2026-01-25'", "50") "]," FAILED),
    "", 42 },
  { "one-inside-the-other", "label-trd",
    SERTRALINE (DAYS_42 ", 'doses': [" DOSE ("null", "null", "50") "," DOSE (
        "'2026-01-05'", "'2026-01-06'", "100") "]," FAILED),
    "", 42 },
  { "doses-outside-the-trial", "label-trd",
    SERTRALINE (DAYS_41 ", 'doses': [" DOSE ("'2025-11-01'", "'2026-03-31'", "50") "]," FAILED),
    "too_short", 41 },
  { "dates-from-the-doses", "label-trd",
    SERTRALINE ("'doses': [" DOSE ("'2026-01-01'", "'2026-02-11'", "50") "]," FAILED), "", 42 },
  { "open-dose-without-dates", "label-trd",
    SERTRALINE ("'doses': [" DOSE ("'2026-01-01'", "null", "50") "]," FAILED), "missing_dates", 0 },
  { "open-dose-of-some-weeks", "label-trd",
    SERTRALINE ("'weeks': 6, 'doses': [" DOSE ("null", "null", "50") "]," FAILED), "", 42 },
  { "dose-raised-after-the-day", "label-trd",
    SERTRALINE ("'started_on': '2026-09-01', 'stop_reason': 'ongoing', 'improvement_percent': 0,"
                "'doses': [" DOSE ("null", "'2026-11-21'", "25") "," DOSE ("'2026-11-22'", "null",
                                                                           "50") "]"),
    "dose_below_minimum", 0 },

  /* Adherence. */
  { "adherence-75", "label-trd",
    SERTRALINE (DAYS_42 "," MG_50 "," FAILED ", 'adherence_percent': 75"), "", 42 },
  { "adherence-74.9", "label-trd",
    SERTRALINE (DAYS_42 "," MG_50 "," FAILED ", 'adherence_percent': 74.9"), "poor_adherence", 42 },

  /* The outcome. */
  { "at-most-25.0", "cigna-trd", SERTRALINE (DAYS_42 "," MG_50 ", 'improvement_percent': 25"), "",
    42 },
  { "at-most-25.1", "cigna-trd", SERTRALINE (DAYS_42 "," MG_50 ", 'improvement_percent': 25.1"),
    "response_adequate", 42 },
  { "below-49.9", "label-trd", SERTRALINE (DAYS_42 "," MG_50 ", 'improvement_percent': 49.9"), "",
    42 },
  { "below-50.0", "label-trd", SERTRALINE (DAYS_42 "," MG_50 ", 'improvement_percent': 50"),
    "response_adequate", 42 },
  { "worse", "cigna-trd", SERTRALINE (DAYS_42 "," MG_50 ", 'improvement_percent': -20"), "", 42 },
  { "percent-before-words", "label-trd",
    SERTRALINE (DAYS_42 "," MG_50 "," FAILED ", 'improvement_percent': 60"), "response_adequate",
    42 },
  { "no-outcome", "label-trd", SERTRALINE (DAYS_42 "," MG_50), "missing_outcome", 42 },
  { "stopped-for-cost", "label-trd", SERTRALINE (DAYS_42 "," MG_50 ", 'stop_reason': 'cost'"),
    "missing_outcome", 42 },
  { "running-without-outcome", "label-trd",
    SERTRALINE ("'started_on': '2026-01-01', 'stop_reason': 'ongoing'," MG_50), "missing_outcome",
    325 },

  /* Intolerance. */
  { "intolerance-early", "label-trd", SERTRALINE (DAYS_41 "," MG_50 "," INTOLERANCE),
    "too_short intolerance", 41 },
  { "intolerance-after-the-days", "label-trd", SERTRALINE (DAYS_42 "," MG_50 "," INTOLERANCE),
    "missing_outcome", 42 },
  { "intolerance-after-the-days-failed", "label-trd",
    SERTRALINE (DAYS_42 "," MG_50 "," INTOLERANCE ", 'improvement_percent': 10"), "", 42 },
  { "intolerance-accepted", "qualchoice-trd",
    SERTRALINE ("'started_on': '2026-01-01', 'ended_on': '2026-01-01'," MG_50 "," INTOLERANCE), "",
    1 },
  { "intolerance-accepted-after-response", "qualchoice-trd",
    SERTRALINE (DAYS_42 "," MG_50 "," INTOLERANCE ", 'improvement_percent': 80"), "", 42 },
  { "intolerance-accepted-without-dates", "qualchoice-trd", SERTRALINE (MG_50 "," INTOLERANCE), "",
    0 },
  { "intolerance-below-the-dose", "qualchoice-trd",
    SERTRALINE (DAYS_42 ", 'max_daily_dose_mg': 25," INTOLERANCE), "dose_below_minimum", 0 },
  { "intolerance-without-dose", "qualchoice-trd", SERTRALINE (DAYS_42 "," INTOLERANCE),
    "missing_dose", 0 },

  /* The episode and the years. */
  { "ends-as-the-episode-begins", "label-trd",
    SERTRALINE ("'started_on': '2025-01-01', 'ended_on': '2025-06-01'," MG_50 "," FAILED), "",
    152 },
  { "ends-the-day-before", "label-trd",
    SERTRALINE ("'started_on': '2025-01-01', 'ended_on': '2025-05-31'," MG_50 "," FAILED),
    "other_episode", 151 },
  { "episode-not-asked", "bcbs-nd-trd",
    SERTRALINE ("'started_on': '2015-01-01', 'ended_on': '2015-05-31'," MG_50 "," FAILED), "",
    151 },
  { "weeks-satisfy-the-episode", "carefirst-trd", SERTRALINE ("'weeks': 10," MG_50 "," FAILED), "",
    70 },

  /* Several at once, in the contract's order. */
  { "everything", "carefirst-trd",
    SERTRALINE (
        "'started_on': '2015-01-01', 'ended_on': '2015-01-31', 'max_daily_dose_mg': 25," INTOLERANCE
        ", 'adherence_percent': 10, 'improvement_percent': 90"),
    "dose_below_minimum too_short poor_adherence intolerance response_adequate other_episode "
    "too_old",
    0 },
};

static void
test_single (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const Change change = { "trials", single[i].trials };
  g_autoptr (DenChart) chart = fixture_chart (&change, 1);
  g_autoptr (DenVerdict) verdict = den_eligibility_judge (chart, fixture_policy (single[i].policy),
                                                          fixture_reference (), fixture_day (ON));
  const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, 0);

  assert_reasons (judgement, single[i].reasons);
  g_assert_cmpint (judgement->days_at_dose, ==, single[i].days);
  g_assert_cmpint (verdict->counted_trials, ==, judgement->counts ? 1 : 0);
}

#define YEAR(DRUG, YEAR, REST)                                                                     \
  "{'drug': '" DRUG "', 'started_on': '" YEAR "-01-01', 'ended_on': '" YEAR                        \
  "-03-31', 'max_daily_dose_mg': 300" REST "}"
#define FAILED_YEAR(DRUG, Y) YEAR (DRUG, Y, ",'improvement_percent': 10")
#define EPISODES                                                                                   \
  "[{'started_on': '2020-01-01', 'ended_on': '2020-12-31'}, {'started_on': '2025-12-01'}]"

/* Trials together: the reasons of each, parted by "|". */
static const struct
{
  const char *name;
  const char *policy;
  const char *episodes;
  const char *trials;
  const char *reasons;
  int trials_counted;
  int classes_counted;
  const char *adequate_trials;
} together[] = {
  { "two-drugs-of-one-class", "cigna-trd", EPISODES,
    "[" FAILED_YEAR ("sertraline", "2026") "," FAILED_YEAR ("escitalopram", "2026") "]", "|", 2, 1,
    "met" },
  { "same-drug-twice", "bcbs-nd-trd", EPISODES,
    "[" FAILED_YEAR ("sertraline", "2026") "," FAILED_YEAR ("Zoloft", "2026") "]",
    "|duplicate_drug", 1, 1, "not_met" },
  { "forms-of-one-drug", "bcbs-nd-trd", EPISODES,
    "[" FAILED_YEAR ("paroxetine", "2026") "," FAILED_YEAR ("Paxil CR", "2026") "]",
    "|duplicate_drug", 1, 1, "not_met" },
  { "same-drug-in-two-episodes", "bcbs-nd-trd", EPISODES,
    "[" FAILED_YEAR ("sertraline", "2020") "," FAILED_YEAR ("sertraline", "2026") "]", "|", 2, 1,
    "met" },
  { "same-drug-without-episodes", "bcbs-nd-trd", "[]",
    "[" FAILED_YEAR ("sertraline", "2020") "," FAILED_YEAR ("sertraline", "2026") "]",
    "|duplicate_drug", 1, 1, "not_met" },
  { "the-first-that-is-adequate-counts", "bcbs-nd-trd", EPISODES,
    "[" YEAR ("sertraline", "2026",
              ", 'adherence_percent': 10, 'improvement_percent': 10") "," FAILED_YEAR ("sertraline",
                                                                                       "2026") "]",
    "poor_adherence|", 1, 1, "not_met" },
  { "an-outcome-could-make-it-up", "bcbs-nd-trd", EPISODES,
    "[" FAILED_YEAR ("sertraline", "2026") "," YEAR ("venlafaxine", "2026", "") "]",
    "|missing_outcome", 1, 1, "unknown" },
  { "the-same-drug-could-not", "bcbs-nd-trd", EPISODES,
    "[" FAILED_YEAR ("sertraline", "2026") "," YEAR ("sertraline", "2026", "") "]",
    "|missing_outcome", 1, 1, "not_met" },
  { "one-drug-unknown-twice-is-one", "bcbs-nd-trd", EPISODES,
    "[" YEAR ("sertraline", "2026", "") "," YEAR ("sertraline", "2026", "") "]",
    "missing_outcome|missing_outcome", 0, 0, "not_met" },
  { "two-drugs-unknown", "bcbs-nd-trd", EPISODES,
    "[" YEAR ("sertraline", "2026", "") "," YEAR ("venlafaxine", "2026", "") "]",
    "missing_outcome|missing_outcome", 0, 0, "unknown" },
  { "another-fault-cannot-be-made-up", "bcbs-nd-trd", EPISODES,
    "[" FAILED_YEAR ("sertraline", "2026") "," YEAR ("venlafaxine", "2026",
                                                     ", 'adherence_percent': 10") "]",
    "|missing_outcome poor_adherence", 1, 1, "not_met" },
  { "no-current-episode-recorded", "label-trd",
    "[{'started_on': '2020-01-01', 'ended_on': '2020-12-31'}]",
    "[" FAILED_YEAR ("sertraline", "2020") "," FAILED_YEAR ("venlafaxine", "2015") "]", "|", 2, 2,
    "met" },
  { "one-outcome-of-four-is-too-few", "bcbs-ma-trd", EPISODES,
    "[" FAILED_YEAR ("sertraline", "2026") "," YEAR ("venlafaxine", "2026", "") "]",
    "|missing_outcome", 1, 1, "not_met" },
  { "years-not-asked", "label-trd", "[{'started_on': '2010-01-01'}]",
    "[" FAILED_YEAR ("sertraline", "2012") "," FAILED_YEAR ("venlafaxine", "2026") "]", "|", 2, 2,
    "met" },
  { "too-old", "carefirst-trd", "[{'started_on': '2010-01-01'}]",
    "[" FAILED_YEAR ("sertraline", "2012") "," FAILED_YEAR ("venlafaxine", "2026") "]", "too_old|",
    1, 1, "not_met" },
  { "five-years-to-the-day", "carefirst-trd", "[{'started_on': '2010-01-01'}]",
    "[{'drug': 'sertraline', 'started_on': '2021-01-01', 'ended_on': '2021-11-21'," MG_50 "," FAILED
    "}, {'drug': 'vortioxetine', 'started_on': '2021-01-01', 'ended_on': '2021-11-20',"
    "'max_daily_dose_mg': 10," FAILED "}]",
    "|too_old", 1, 1, "not_met" },
  { "none", "label-trd", EPISODES, "[]", "", 0, 0, "not_met" },
};

static void
test_together (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const Change changes[] = { { "trials", together[i].trials },
                             { "episodes", together[i].episodes } };
  g_autoptr (DenChart) chart = fixture_chart (changes, G_N_ELEMENTS (changes));
  g_autoptr (DenVerdict) verdict = den_eligibility_judge (
      chart, fixture_policy (together[i].policy), fixture_reference (), fixture_day (ON));
  g_auto (GStrv) reasons = g_strsplit (together[i].reasons, "|", -1);
  const DenFinding *finding = den_verdict_find (verdict, "adequate_trials");

  for (guint j = 0; j < verdict->trials->len; j++)
    assert_reasons (g_ptr_array_index (verdict->trials, j), reasons[j]);
  g_assert_cmpint (verdict->counted_trials, ==, together[i].trials_counted);
  g_assert_cmpint (verdict->counted_classes, ==, together[i].classes_counted);
  g_assert_cmpstr (den_outcome_word (finding->outcome), ==, together[i].adequate_trials);
  g_assert_cmpint (finding->missing->len > 0, ==, finding->outcome == DEN_OUTCOME_UNKNOWN);
}

/* What could make a count up is named, and the finding leads to the field that is empty. */
static void
test_missing_is_named (void)
{
  static const struct
  {
    const char *trial;
    const char *missing;
    const char *column;
  } rows[] = {
    { "{'drug': 'Zoloft'," DAYS_42 "," MG_50 "}", "Zoloft (sertraline): outcome",
      "improvement_permille" },
    { "{'drug': 'sertraline'," DAYS_42 "," FAILED "}", "sertraline: dose", "max_daily_dose_ug" },
    { "{'drug': 'sertraline', 'ended_on': '2026-02-11'," MG_50 "," FAILED "}", "sertraline: dates",
      "started_on" },
    { "{'drug': 'sertraline', 'started_on': '2026-01-01'," MG_50 "," FAILED "}",
      "sertraline: dates", "ended_on" },
    { "{'drug': 'sertraline'}", "sertraline: dose, dates and outcome", "max_daily_dose_ug" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *trials = g_strdup_printf ("[%s]", rows[i].trial);
      const Change change = { "trials", trials };
      g_autoptr (DenChart) chart = fixture_chart (&change, 1);
      g_autoptr (DenVerdict) verdict = den_eligibility_judge (
          chart, fixture_policy ("hcsc-trd"), fixture_reference (), fixture_day (ON));
      static const char *const names[] = { "adequate_trials", "distinct_classes" };

      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        {
          const DenFinding *finding = den_verdict_find (verdict, names[j]);

          g_assert_cmpint (finding->outcome, ==, DEN_OUTCOME_UNKNOWN);
          g_assert_cmpuint (finding->missing->len, ==, 1);
          g_assert_cmpstr (g_ptr_array_index (finding->missing, 0), ==, rows[i].missing);
          g_assert_true (finding->place.record == g_ptr_array_index (chart->trials, 0));
          g_assert_cmpstr (finding->place.column, ==, rows[i].column);
          g_assert_nonnull (den_record_type_find (finding->place.type, finding->place.column));
        }
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      g_autofree char *path = g_strconcat ("/trial-rules/single/", single[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_single);
    }
  for (guint i = 0; i < G_N_ELEMENTS (together); i++)
    {
      g_autofree char *path = g_strconcat ("/trial-rules/together/", together[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_together);
    }
  g_test_add_func ("/trial-rules/missing-is-named", test_missing_is_named);
  status = g_test_run ();
  fixture_end ();
  return status;
}
