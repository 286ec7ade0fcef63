/* Rules on the antidepressants tried: how many trials are adequate, and of how many classes. */
#include "den-case.h"
#include "den-decimal.h"
#include "den-text.h"
#include "den-trial-rules.h"

#include <string.h>

/* The generic name, where what the chart writes is not the same or a form of it; else NULL. */
static const char *
generic_beside (const DenTrialJudgement *judgement, const char *written)
{
  const char *generic = judgement->drug != NULL ? judgement->drug->name : written;
  gsize length = MIN (strlen (generic), strlen (written));

  return g_ascii_strncasecmp (generic, written, length) != 0 ? generic : NULL;
}

/* "sertraline", "Zoloft (sertraline)": as the chart writes it, so that it is found there. DETAIL,
 * which may be NULL, stands in the bracket too. */
static char *
describe_trial (const DenTrialJudgement *judgement, const char *detail)
{
  const char *written = judgement->trial->drug != NULL ? judgement->trial->drug : "a drug";
  const char *generic = generic_beside (judgement, written);

  if (generic == NULL && detail == NULL)
    return g_strdup (written);
  return g_strconcat (written, " (", generic != NULL ? generic : "",
                      generic != NULL && detail != NULL ? "; " : "", detail != NULL ? detail : "",
                      ")", NULL);
}

/* "95 days at dose", or NULL for none. */
static char *
describe_days (const DenTrialJudgement *judgement)
{
  int days = judgement->days_at_dose;

  return days > 0 ? g_strdup_printf ("%d %s at dose", days, days == 1 ? "day" : "days") : NULL;
}

/* "dose and outcome" */
static char *
missing_words (guint reasons)
{
  static const struct
  {
    guint reason;
    const char *word;
  } words[] = {
    { DEN_REASON_MISSING_DOSE, "dose" },
    { DEN_REASON_MISSING_DATES, "dates" },
    { DEN_REASON_MISSING_OUTCOME, "outcome" },
  };
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (reasons & words[i].reason)
      g_ptr_array_add (found, (gpointer) words[i].word);
  return den_text_join (found, "and");
}

/* Adds "sertraline: outcome" for a trial that could count, and leads to the field it lacks first.
 */
static void
miss_trial (DenFinding *finding, const DenTrialJudgement *judgement)
{
  g_autofree char *name = describe_trial (judgement, NULL);
  g_autofree char *words = missing_words (judgement->reasons);
  const DenTrial *trial = judgement->trial;
  const char *column = "improvement_permille";

  den_finding_miss (finding, "%s: %s", name, words);
  if (finding->missing->len > 1)
    return;
  if (judgement->reasons & DEN_REASON_MISSING_DOSE)
    column = "max_daily_dose_ug";
  else if (judgement->reasons & DEN_REASON_MISSING_DATES)
    column = trial->started_on == DEN_UNKNOWN ? "started_on" : "ended_on";
  den_finding_point (finding, &den_trial_type, trial, column);
}

/* The counted trials, "sertraline (95 days at dose) and venlafaxine (84 days at dose)". */
static char *
list_counted (const DenVerdict *verdict)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);
      g_autofree char *days = NULL;

      if (!judgement->counts)
        continue;
      days = describe_days (judgement);
      g_ptr_array_add (words, describe_trial (judgement, days));
    }
  return den_text_join (words, "and");
}

/* "too short and poor adherence": the labels of the reasons, inside a sentence. */
static char *
list_reasons (guint reasons)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint bit = 1; bit <= DEN_REASON_AUGMENTATION; bit <<= 1)
    if (reasons & bit)
      {
        char *word = g_strdup (den_trial_reason_label ((DenTrialReason) bit));

        word[0] = g_ascii_tolower (word[0]);
        g_ptr_array_add (words, word);
      }
  return den_text_join (words, "and");
}

/* The trials that do not count, "trazodone (dose below the minimum)"; augmentations have a rule of
 * their own. */
static char *
list_not_counted (const DenVerdict *verdict)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);
      g_autofree char *reasons = NULL;
      g_autofree char *days = NULL;
      g_autofree char *detail = NULL;

      if (judgement->counts || judgement->reasons == DEN_REASON_AUGMENTATION)
        continue;
      reasons = list_reasons (judgement->reasons);
      days = describe_days (judgement);
      detail = days != NULL ? g_strconcat (days, ", ", reasons, NULL) : g_strdup (reasons);
      g_ptr_array_add (words, describe_trial (judgement, detail));
    }
  return den_text_join (words, "and");
}

/* "2 failed trials of 42 days at an adequate dose, with an improvement of at most 25 %, in the
 * current episode" */
static void
need_trials (DenFinding *finding, const DenPolicy *policy)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 at_most = policy->improvement_at_most_permille, below = policy->improvement_below_permille;
  g_autofree char *limit = at_most != DEN_UNKNOWN || below != DEN_UNKNOWN
                               ? den_decimal_to_text (at_most != DEN_UNKNOWN ? at_most : below, 10)
                               : NULL;

  den_text_append (text, "%d failed %s", (int) policy->trial_count,
                   policy->trial_count == 1 ? "trial" : "trials");
  if (policy->trial_days != DEN_UNKNOWN)
    den_text_append (text, " of %d days at an adequate dose", (int) policy->trial_days);
  if (limit != NULL)
    den_text_append (text, ", improvement %s %s%%", at_most != DEN_UNKNOWN ? "at most" : "below",
                     limit);
  if (den_policy_asks (policy->trial_current_episode))
    g_string_append (text, ", in the current episode");
  if (policy->trial_within_years != DEN_UNKNOWN)
    den_text_append (text, ", within %d years", (int) policy->trial_within_years);
  den_finding_need (finding, "%s", text->str);
}

/* Enough trials that count; unknown where trials that only lack a fact could make it up. */
void
den_rule_adequate_trials (const DenCase *c, DenFinding *finding)
{
  int needed = (int) c->policy->trial_count, counted = c->verdict->counted_trials, could = counted;
  g_autofree char *counts = list_counted (c->verdict);
  g_autofree char *others = NULL;
  g_autoptr (GString) said = g_string_new (NULL);

  need_trials (finding, c->policy);
  den_finding_find (finding, "%d counted of %u recorded", counted, c->verdict->trials->len);
  den_finding_point (finding, &den_trial_type, NULL, NULL);
  if (counted == 0)
    g_string_append (said, "No adequate trial is counted");
  else
    den_text_append (said, "%d adequate %s counted", counted,
                     counted == 1 ? "trial is" : "trials are");
  den_text_append (said, " and the policy asks for %d", needed);
  if (counted > 0)
    den_text_append (said, ": %s", counts);
  if (counted >= needed)
    {
      den_finding_conclude (finding, DEN_OUTCOME_MET, "%s.", said->str);
      return;
    }
  for (guint i = 0; i < c->verdict->trials->len; i++)
    could += ((DenTrialJudgement *) g_ptr_array_index (c->verdict->trials, i))->could_count;
  for (guint i = 0; could >= needed && i < c->verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (c->verdict->trials, i);

      if (judgement->could_count)
        miss_trial (finding, judgement);
    }
  others = list_not_counted (c->verdict);
  if (*others != '\0')
    den_text_append (said, "; not counted: %s", others);
  den_finding_conclude (finding, could >= needed ? DEN_OUTCOME_UNKNOWN : DEN_OUTCOME_NOT_MET,
                        "%s%s.", said->str,
                        could >= needed ? "; what is missing could make it up" : "");
}

/* Adds the class of the judgement's drug where it is not there yet. */
static void
add_class (GPtrArray *classes, const DenTrialJudgement *judgement)
{
  char *drug_class = judgement->drug->drug_class;

  if (drug_class != NULL &&
      !g_ptr_array_find_with_equal_func (classes, drug_class, g_str_equal, NULL))
    g_ptr_array_add (classes, drug_class);
}

/* Names the trials that could bring a class that none of the counted ones is of. */
static void
miss_classes (const DenVerdict *verdict, GPtrArray *counted, DenFinding *finding)
{
  for (guint i = 0; i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);

      if (judgement->could_count && judgement->drug->drug_class != NULL &&
          !g_ptr_array_find_with_equal_func (counted, judgement->drug->drug_class, g_str_equal,
                                             NULL))
        miss_trial (finding, judgement);
    }
}

/* The trials that count are of enough classes of the formulary. */
void
den_rule_distinct_classes (const DenCase *c, DenFinding *finding)
{
  guint needed = (guint) c->policy->trial_classes;
  g_autoptr (GPtrArray) counted = g_ptr_array_new ();
  g_autoptr (GPtrArray) possible = g_ptr_array_new ();
  g_autofree char *list = NULL;
  g_autofree char *said = NULL;

  for (guint i = 0; i < c->verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (c->verdict->trials, i);

      if (judgement->counts)
        add_class (counted, judgement);
      if (judgement->counts || judgement->could_count)
        add_class (possible, judgement);
    }
  list = den_text_join (counted, "and");
  said = counted->len > 0 ? g_strdup_printf ("The counted trials are of %u %s (%s)", counted->len,
                                             counted->len == 1 ? "class" : "classes", list)
                          : g_strdup ("No trial that counts gives a class");
  den_finding_need (finding, "%u different %s", needed, needed == 1 ? "class" : "classes");
  den_finding_find (finding, "%u%s%s", counted->len, counted->len > 0 ? ": " : "", list);
  den_finding_point (finding, &den_trial_type, NULL, NULL);
  if (counted->len >= needed)
    den_finding_conclude (finding, DEN_OUTCOME_MET, "%s and the policy asks for %u.", said, needed);
  else if (possible->len >= needed)
    {
      miss_classes (c->verdict, counted, finding);
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                            "%s and the policy asks for %u; what is missing of other trials could "
                            "make it up.",
                            said, needed);
    }
  else
    den_finding_conclude (finding, DEN_OUTCOME_NOT_MET, "%s and the policy asks for %u.", said,
                          needed);
}
