/* The verdict as a value: its words, its labels, what decides it. */
#include "den-eligibility.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const DenChoice outcomes[] = {
  { "met", N_ ("Met") },
  { "not_met", N_ ("Not met") },
  { "unknown", N_ ("Missing") },
  { "caution", N_ ("Caution") },
  { "not_applicable", N_ ("Not applicable") },
};

static const DenChoice verdicts[] = {
  { "eligible", N_ ("Eligible") },
  { "review", N_ ("Needs review") },
  { "incomplete", N_ ("Incomplete") },
  { "not_eligible", N_ ("Not eligible") },
};

static const DenChoice rule_labels[] = {
  { "age", N_ ("Age") },
  { "diagnosis", N_ ("Diagnosis") },
  { "suicidality", N_ ("Acute suicidality") },
  { "adequate_trials", N_ ("Adequate trials") },
  { "distinct_classes", N_ ("Different classes") },
  { "augmentation", N_ ("Augmentation") },
  { "psychotherapy", N_ ("Psychotherapy") },
  { "severity", N_ ("Baseline score") },
  { "oral_antidepressant", N_ ("Oral antidepressant") },
  { "prescriber", N_ ("Prescriber") },
  { "pdmp", N_ ("PDMP check") },
  { "rems_enrollment", N_ ("REMS enrollment") },
  { "exclusion.psychosis", N_ ("Psychosis") },
  { "exclusion.mania", N_ ("Mania") },
  { "exclusion.substance_use", N_ ("Substance use") },
  { "exclusion.concurrent_neuromodulation", N_ ("Concurrent neuromodulation") },
  { "exclusion.concurrent_ketamine", N_ ("Concurrent ketamine") },
};

/* In the order of DenTrialReason's bits. */
static const DenChoice reasons_of_trials[] = {
  { "unknown_drug", N_ ("Not in the formulary") },
  { "not_antidepressant", N_ ("Not an antidepressant") },
  { "missing_dose", N_ ("Dose missing") },
  { "missing_dates", N_ ("Dates missing") },
  { "missing_outcome", N_ ("Outcome missing") },
  { "dose_below_minimum", N_ ("Dose below the minimum") },
  { "too_short", N_ ("Too short") },
  { "poor_adherence", N_ ("Poor adherence") },
  { "intolerance", N_ ("Stopped for intolerance") },
  { "response_adequate", N_ ("Adequate response") },
  { "other_episode", N_ ("In another episode") },
  { "too_old", N_ ("Too long ago") },
  { "duplicate_drug", N_ ("Same drug counted before") },
  { "augmentation", N_ ("Augmentation") },
};

void
den_verdict_free (DenVerdict *verdict)
{
  if (verdict == NULL)
    return;
  g_ptr_array_unref (verdict->trials);
  g_ptr_array_unref (verdict->findings);
  den_finding_texts_free (verdict->texts);
  g_free (verdict);
}

/* The finding that decides: the first that is not met, else the first unknown, else the first
 * caution, else NULL. */
const DenFinding *
den_verdict_first_failing (const DenVerdict *verdict)
{
  static const DenOutcome failing[] = { DEN_OUTCOME_NOT_MET, DEN_OUTCOME_UNKNOWN,
                                        DEN_OUTCOME_CAUTION };

  for (gsize i = 0; i < G_N_ELEMENTS (failing); i++)
    for (guint j = 0; j < verdict->findings->len; j++)
      {
        const DenFinding *finding = g_ptr_array_index (verdict->findings, j);

        if (finding->outcome == failing[i])
          return finding;
      }
  return NULL;
}

/* The finding under that rule, or NULL where the policy has no such rule. */
const DenFinding *
den_verdict_find (const DenVerdict *verdict, const char *rule)
{
  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (verdict->findings, i);

      if (strcmp (finding->rule, rule) == 0)
        return finding;
    }
  return NULL;
}

/* The contract's word. */
const char *
den_outcome_word (DenOutcome outcome)
{
  return outcomes[outcome].word;
}

/* A msgid. */
const char *
den_outcome_label (DenOutcome outcome)
{
  return outcomes[outcome].label;
}

/* The contract's word. */
const char *
den_verdict_word (DenVerdictWord word)
{
  return verdicts[word].word;
}

/* A msgid. */
const char *
den_verdict_label (DenVerdictWord word)
{
  return verdicts[word].label;
}

/* A msgid; of a contraindication the reference's own label. */
const char *
den_rule_label (const char *rule, const DenReference *reference)
{
  const char *item = g_str_has_prefix (rule, "contraindication.") ? strchr (rule, '.') + 1 : NULL;
  const DenScreeningItem *known =
      item != NULL ? den_reference_find_screening_item (reference, item) : NULL;

  if (known != NULL)
    return known->label;
  for (gsize i = 0; i < G_N_ELEMENTS (rule_labels); i++)
    if (strcmp (rule_labels[i].word, rule) == 0)
      return rule_labels[i].label;
  return rule;
}

/* The contract's words of REASONS in its order. The array is the caller's, the words are not. */
GPtrArray *
den_trial_reason_words (guint reasons)
{
  GPtrArray *words = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (reasons_of_trials); i++)
    if (reasons & (1u << i))
      g_ptr_array_add (words, (gpointer) reasons_of_trials[i].word);
  return words;
}

/* A msgid. REASON is one bit. */
const char *
den_trial_reason_label (DenTrialReason reason)
{
  return reasons_of_trials[g_bit_nth_lsf (reason, -1)].label;
}
