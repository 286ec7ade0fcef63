/* The verdict: the rules that a policy has, in the contract's order, and what a clinician decided
 * against them. */
#include "den-eligibility.h"

#include "den-case.h"
#include "den-trial-rules.h"

static gboolean
asks_age (const DenPolicy *policy)
{
  return policy->min_age != DEN_UNKNOWN || policy->max_age != DEN_UNKNOWN;
}

/* By role where the policy says nothing of its own, and so under every policy. */
static gboolean
asks_diagnosis (const DenPolicy *policy)
{
  return TRUE;
}

static gboolean
asks_suicidality (const DenPolicy *policy)
{
  return den_policy_asks (policy->suicidality);
}

static gboolean
asks_trials (const DenPolicy *policy)
{
  return policy->trial_count > 0;
}

static gboolean
asks_classes (const DenPolicy *policy)
{
  return policy->trial_classes > 0;
}

static gboolean
asks_augmentation (const DenPolicy *policy)
{
  return policy->augmentation_count > 0;
}

static gboolean
asks_psychotherapy (const DenPolicy *policy)
{
  return den_policy_asks (policy->psychotherapy);
}

static gboolean
asks_severity (const DenPolicy *policy)
{
  return policy->severities->len > 0;
}

static gboolean
asks_oral_antidepressant (const DenPolicy *policy)
{
  return den_policy_asks (policy->oral_antidepressant);
}

static gboolean
asks_prescriber (const DenPolicy *policy)
{
  return policy->specialties != NULL;
}

static gboolean
asks_pdmp (const DenPolicy *policy)
{
  return den_policy_asks (policy->pdmp);
}

static gboolean
asks_rems (const DenPolicy *policy)
{
  return den_policy_asks (policy->rems);
}

static const struct
{
  const char *name;
  gboolean (*asks) (const DenPolicy *policy);
  DenRule judge;
} rules[] = {
  { "age", asks_age, den_rule_age },
  { "diagnosis", asks_diagnosis, den_rule_diagnosis },
  { "suicidality", asks_suicidality, den_rule_suicidality },
  { "adequate_trials", asks_trials, den_rule_adequate_trials },
  { "distinct_classes", asks_classes, den_rule_distinct_classes },
  { "augmentation", asks_augmentation, den_rule_augmentation },
  { "psychotherapy", asks_psychotherapy, den_rule_psychotherapy },
  { "severity", asks_severity, den_rule_severity },
  { "oral_antidepressant", asks_oral_antidepressant, den_rule_oral_antidepressant },
  { "prescriber", asks_prescriber, den_rule_prescriber },
  { "pdmp", asks_pdmp, den_rule_pdmp },
  { "rems_enrollment", asks_rems, den_rule_rems_enrollment },
};

/* "exclusion.psychosis": the policy's word for it, kept for as long as the program runs. */
static const char *
exclusion_rule (const DenPolicyExclusion *exclusion)
{
  const DenField *field = den_record_type_find (&den_policy_exclusion_type, "name");
  g_autofree char *rule = g_strconcat ("exclusion.", field->choices[exclusion->name].word, NULL);

  return g_intern_string (rule);
}

static DenVerdict *
new_verdict (const DenPolicy *policy, DenDay on)
{
  DenVerdict *verdict = g_new0 (DenVerdict, 1);

  verdict->policy = policy;
  verdict->on = on;
  verdict->findings = g_ptr_array_new_full (40, (GDestroyNotify) den_finding_free);
  verdict->texts = den_finding_texts_new ();
  return verdict;
}

/* How many trials count, and how many classes of the formulary they are of. */
static void
count_trials (DenVerdict *verdict)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new ();

  for (guint i = 0; i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);

      if (!judgement->counts)
        continue;
      verdict->counted_trials++;
      if (judgement->drug->drug_class != NULL &&
          !g_ptr_array_find_with_equal_func (classes, judgement->drug->drug_class, g_str_equal,
                                             NULL))
        g_ptr_array_add (classes, judgement->drug->drug_class);
    }
  verdict->counted_classes = (int) classes->len;
}

/* What a clinician decided by the day against the finding, with a written rationale; the latest of
 * several. NULL for nothing. */
static const DenOverride *
find_override (const DenCase *c, const char *rule)
{
  const DenOverride *latest = NULL;

  for (guint i = 0; i < c->chart->overrides->len; i++)
    {
      const DenOverride *override = g_ptr_array_index (c->chart->overrides, i);

      if (g_strcmp0 (override->rule, rule) != 0 || override->rationale == NULL ||
          override->decided_on > c->on ||
          (override->policy != NULL && g_strcmp0 (override->policy, c->policy->policy_id) != 0))
        continue;
      if (latest == NULL || override->decided_on >= latest->decided_on)
        latest = override;
    }
  return latest;
}

/* An overridden finding is a caution that bears the rationale, never met. One that needs no
 * override keeps none. */
static void
apply_override (const DenCase *c, DenFinding *finding)
{
  const DenOverride *override;
  g_autofree char *date = NULL;
  const char *by;

  finding->can_override =
      finding->outcome != DEN_OUTCOME_MET && finding->outcome != DEN_OUTCOME_NOT_APPLICABLE;
  override = finding->can_override ? find_override (c, finding->rule) : NULL;
  if (override == NULL)
    return;
  finding->override = override;
  by = override->decided_by != NULL ? override->decided_by : "the clinician";
  date = den_day_to_us (override->decided_on);
  den_finding_conclude (finding, DEN_OUTCOME_CAUTION, "%s Overridden by %s%s%s: %s",
                        finding->reason, by, date != NULL ? " on " : "", date != NULL ? date : "",
                        override->rationale);
}

/* Judges under each of the policy's rules. */
static void
judge_rules (const DenCase *c, DenVerdict *verdict)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].asks (c->policy))
      {
        DenFinding *finding = den_finding_new (verdict->texts, rules[i].name);

        rules[i].judge (c, finding);
        apply_override (c, finding);
        g_ptr_array_add (verdict->findings, finding);
      }
}

static void
judge_exclusions (const DenCase *c, DenVerdict *verdict)
{
  for (guint i = 0; i < c->policy->exclusions->len; i++)
    {
      const DenPolicyExclusion *exclusion = g_ptr_array_index (c->policy->exclusions, i);
      DenFinding *finding;

      if (exclusion->name == DEN_UNKNOWN)
        continue;
      finding = den_finding_new (verdict->texts, exclusion_rule (exclusion));
      den_rule_exclusion (c, exclusion, finding);
      apply_override (c, finding);
      g_ptr_array_add (verdict->findings, finding);
    }
}

/* The screening is asked under every policy. What the label forbids nothing overrides, not even
 * while it is not answered. */
static void
judge_contraindications (const DenCase *c, DenVerdict *verdict)
{
  for (guint i = 0; i < c->reference->screening_items->len; i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (c->reference->screening_items, i);
      DenFinding *finding =
          den_finding_new (verdict->texts, g_ptr_array_index (c->reference->screening_rules, i));

      den_rule_contraindication (c, item, finding);
      if (!den_policy_asks (item->absolute))
        apply_override (c, finding);
      g_ptr_array_add (verdict->findings, finding);
    }
}

/* Any finding that is not met decides, then any that is unknown, then any caution. */
static DenVerdictWord
conclude (const DenVerdict *verdict)
{
  const DenFinding *failing = den_verdict_first_failing (verdict);

  if (failing == NULL)
    return DEN_VERDICT_ELIGIBLE;
  if (failing->outcome == DEN_OUTCOME_NOT_MET)
    return DEN_VERDICT_NOT_ELIGIBLE;
  return failing->outcome == DEN_OUTCOME_UNKNOWN ? DEN_VERDICT_INCOMPLETE : DEN_VERDICT_REVIEW;
}

/* The chart under the policy on the day. Never fails; free it with den_verdict_free. The verdict
 * points into what it was made from, which must outlive it. */
DenVerdict *
den_eligibility_judge (const DenChart *chart, const DenPolicy *policy,
                       const DenReference *reference, DenDay on)
{
  DenVerdict *verdict = new_verdict (policy, on);
  g_auto (DenCase) c = { NULL };

  verdict->trials = den_trials_judge (chart, policy, reference, on);
  count_trials (verdict);
  den_case_init (&c, chart, policy, reference, on, verdict);
  judge_rules (&c, verdict);
  judge_exclusions (&c, verdict);
  judge_contraindications (&c, verdict);
  verdict->word = conclude (verdict);
  return verdict;
}
