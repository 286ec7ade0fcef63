/* Rules on what was tried beside the antidepressants: augmentation and psychotherapy. */
#include "den-case.h"
#include "den-trial-rules.h"

/* How many of something are on record, how many of them are enough, and how many might be. */
typedef struct
{
  int recorded;
  int enough;
  int could;
} Tally;

/* Augmentations begun by the day; enough where they ran for the policy's days, at any dose. */
static Tally
tally_augmentations (const DenCase *c)
{
  Tally tally = { 0, 0, 0 };

  for (guint i = 0; i < c->chart->trials->len; i++)
    {
      const DenTrial *trial = g_ptr_array_index (c->chart->trials, i);
      DenTrialSpan span;

      if (trial->augments == NULL || trial->started_on > c->on)
        continue;
      span = den_trial_span (trial, c->on);
      tally.recorded++;
      if (c->policy->augmentation_days == DEN_UNKNOWN || span.days >= c->policy->augmentation_days)
        tally.enough++;
      else if (span.days == DEN_UNKNOWN)
        tally.could++;
    }
  return tally;
}

/* Courses of psychotherapy begun by the day. One that had no session was none. */
static Tally
tally_psychotherapies (const DenCase *c)
{
  Tally tally = { 0, 0, 0 };

  for (guint i = 0; i < c->chart->therapies->len; i++)
    {
      const DenTherapy *therapy = g_ptr_array_index (c->chart->therapies, i);

      if (therapy->kind != DEN_THERAPY_PSYCHOTHERAPY || therapy->started_on > c->on)
        continue;
      tally.recorded++;
      tally.enough += therapy->sessions != 0;
    }
  return tally;
}

/* Whether the policy takes augmentation or psychotherapy, one for the other. */
static gboolean
takes_either (const DenPolicy *policy)
{
  return den_policy_asks (policy->augmentation_or_psychotherapy) &&
         den_policy_asks (policy->psychotherapy) && policy->augmentation_count != DEN_UNKNOWN;
}

static void
miss_augmentation_dates (const DenCase *c, DenFinding *finding)
{
  for (guint i = 0; i < c->chart->trials->len; i++)
    {
      const DenTrial *trial = g_ptr_array_index (c->chart->trials, i);

      if (trial->augments == NULL || den_trial_span (trial, c->on).days != DEN_UNKNOWN)
        continue;
      if (finding->missing->len == 0)
        den_finding_point (finding, &den_trial_type, trial,
                           trial->started_on == DEN_UNKNOWN ? "started_on" : "ended_on");
      den_finding_miss (finding, "%s: dates", trial->drug != NULL ? trial->drug : "a drug");
    }
}

/* Enough augmentations of the policy's days. */
void
den_rule_augmentation (const DenCase *c, DenFinding *finding)
{
  Tally tally = tally_augmentations (c);
  int needed = (int) c->policy->augmentation_count;
  gboolean either = takes_either (c->policy);
  g_autofree char *days = c->policy->augmentation_days != DEN_UNKNOWN
                              ? g_strdup_printf (" of %d days", (int) c->policy->augmentation_days)
                              : g_strdup ("");

  den_finding_need (finding, "%d %s%s%s", needed, needed == 1 ? "augmentation" : "augmentations",
                    days, either ? ", or psychotherapy" : "");
  den_finding_find (finding, "%d of %d recorded", tally.enough, tally.recorded);
  den_finding_point (finding, &den_trial_type, NULL, "augments");
  if (tally.enough >= needed)
    den_finding_conclude (
        finding, DEN_OUTCOME_MET, "%d %s long enough and the policy asks for %d%s.", tally.enough,
        tally.enough == 1 ? "augmentation ran" : "augmentations ran", needed, days);
  else if (either && tally_psychotherapies (c).enough > 0)
    den_finding_conclude (finding, DEN_OUTCOME_MET,
                          "The policy takes augmentation or psychotherapy, and psychotherapy is "
                          "recorded.");
  else if (tally.recorded == 0)
    {
      den_finding_miss (finding, "augmentation");
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                            "No augmentation is recorded and the policy asks for %d%s.", needed,
                            days);
    }
  else if (tally.enough + tally.could >= needed)
    {
      miss_augmentation_dates (c, finding);
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                            "How long an augmentation ran is not recorded and the policy asks for "
                            "%d%s.",
                            needed, days);
    }
  else
    den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                          "%d of %d recorded augmentations ran long enough and the policy asks "
                          "for %d%s.",
                          tally.enough, tally.recorded, needed, days);
}

/* A course of psychotherapy. */
void
den_rule_psychotherapy (const DenCase *c, DenFinding *finding)
{
  Tally tally = tally_psychotherapies (c);
  gboolean either = takes_either (c->policy);

  den_finding_need (finding, "psychotherapy%s", either ? ", or augmentation" : "");
  den_finding_find (finding, "%d of %d recorded", tally.enough, tally.recorded);
  den_finding_point (finding, &den_therapy_type, NULL, NULL);
  if (tally.enough > 0)
    den_finding_conclude (finding, DEN_OUTCOME_MET, "Psychotherapy is recorded.");
  else if (either && tally_augmentations (c).enough >= c->policy->augmentation_count)
    den_finding_conclude (finding, DEN_OUTCOME_MET,
                          "The policy takes augmentation or psychotherapy, and enough augmentation "
                          "is recorded.");
  else if (tally.recorded > 0)
    den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                          "The recorded psychotherapy had no session and the policy asks for it.");
  else
    {
      den_finding_miss (finding, "psychotherapy");
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                            "No psychotherapy is recorded and the policy asks for it.");
    }
}
