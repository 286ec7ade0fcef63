/* Rules on the diagnosis codes: the diagnosis itself, and acute suicidality. */
#include "den-case.h"
#include "den-scale.h"
#include "den-text.h"

#include <string.h>

/* A C-SSRS screener is acute for so long (the contract, section 3). */
#define SUICIDALITY_DAYS 14

static gboolean
begins (const DenCaseCode *code, const char *with)
{
  return g_str_has_prefix (code->diagnosis->code, with);
}

static gboolean
has_role (const DenCaseCode *code, DenDiagnosisRole role)
{
  return code->row != NULL && code->row->role == role;
}

static gboolean
is_excluded (const DenCaseCode *code)
{
  return has_role (code, DEN_ROLE_EXCLUDE);
}

static gboolean
is_supporting (const DenCaseCode *code)
{
  return has_role (code, DEN_ROLE_SUPPORT);
}

/* A depressive code with psychosis. Other codes of caution (F06.34, substance use, hypertension)
 * say nothing for the diagnosis. */
static gboolean
is_psychotic_depression (const DenCaseCode *code)
{
  return has_role (code, DEN_ROLE_CAUTION) && (begins (code, "F32.3") || begins (code, "F33.3"));
}

static gboolean
is_weak (const DenCaseCode *code)
{
  return has_role (code, DEN_ROLE_WEAK);
}

static gboolean
is_for_renewal (const DenCaseCode *code)
{
  return has_role (code, DEN_ROLE_RENEWAL);
}

/* A recurrent code without psychosis that is no remission. */
static gboolean
is_recurrent (const DenCaseCode *code)
{
  return begins (code, "F33.") && !is_psychotic_depression (code) && !is_for_renewal (code);
}

/* A single episode of major depression. F32.8 and F32.A are other depressive disorders. */
static gboolean
is_single_episode (const DenCaseCode *code)
{
  return begins (code, "F32.") && !begins (code, "F32.8") && !begins (code, "F32.A") &&
         !is_psychotic_depression (code) && !is_for_renewal (code);
}

static gboolean
is_depressive_remission (const DenCaseCode *code)
{
  return is_for_renewal (code) && (begins (code, "F32.") || begins (code, "F33."));
}

/* The first unresolved code of which IS is true, or NULL. */
static const DenCaseCode *
find_code (const DenCase *c, gboolean (*is) (const DenCaseCode *code))
{
  for (guint i = 0; i < c->n_codes; i++)
    if (c->codes[i].unresolved && is (&c->codes[i]))
      return &c->codes[i];
  return NULL;
}

/* "F33.2, F41.1" of the unresolved codes; empty for none. */
static char *
list_codes (const DenCase *c)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < c->n_codes; i++)
    if (c->codes[i].unresolved)
      den_text_append (list, "%s%s", list->len > 0 ? ", " : "", c->codes[i].diagnosis->code);
  return g_string_free (list, FALSE);
}

/* Concludes from one code: "F33.2 (major depression ...) SAID." */
static void
conclude_from (DenFinding *finding, const DenCaseCode *code, DenOutcome outcome, const char *said)
{
  const char *label = code->row != NULL ? code->row->label : NULL;

  den_finding_point (finding, &den_diagnosis_type, code->diagnosis, "code");
  den_finding_conclude (finding, outcome, "%s%s%s%s %s.", code->diagnosis->code,
                        label != NULL ? " (" : "", label != NULL ? label : "",
                        label != NULL ? ")" : "", said);
}

static const struct
{
  gboolean (*is) (const DenCaseCode *code);
  DenOutcome outcome;
  const char *said;
} roles[] = {
  { is_excluded, DEN_OUTCOME_NOT_MET, "excludes the diagnosis that is treated" },
  { is_supporting, DEN_OUTCOME_MET, "supports the request" },
  { is_psychotic_depression, DEN_OUTCOME_CAUTION,
    "is depression with psychosis, which most payers "
    "exclude" },
  { is_weak, DEN_OUTCOME_CAUTION,
    "is weak support: payers ask for moderate or severe major "
    "depression" },
  { is_for_renewal, DEN_OUTCOME_CAUTION, "is a code of remission, which supports a renewal only" },
};

static void
judge_by_role (const DenCase *c, DenFinding *finding)
{
  den_finding_need (finding, "major depression, moderate or severe, without psychosis");
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const DenCaseCode *code = find_code (c, roles[i].is);

      if (code != NULL)
        {
          conclude_from (finding, code, roles[i].outcome, roles[i].said);
          return;
        }
    }
  den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                        "None of the recorded codes (%s) is one of major depression.",
                        finding->found);
}

/* Whether CODE is one of the words of LIST. */
static gboolean
stands_in (const char *code, const char *list)
{
  gsize length = strlen (code);

  for (const char *at = list; *at != '\0'; at += strcspn (at, " "))
    {
      at += strspn (at, " ");
      if (strcspn (at, " ") == length && g_ascii_strncasecmp (at, code, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The policy's own list of codes: nothing else is asked. */
static void
judge_by_list (const DenCase *c, DenFinding *finding)
{
  den_finding_need (finding, "one of %s", c->policy->diagnoses);
  for (guint i = 0; i < c->n_codes; i++)
    if (c->codes[i].unresolved && stands_in (c->codes[i].diagnosis->code, c->policy->diagnoses))
      {
        conclude_from (finding, &c->codes[i], DEN_OUTCOME_MET, "stands in the policy's list");
        return;
      }
  den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                        "None of the recorded codes (%s) stands in the policy's list.",
                        finding->found);
}

/* A single episode must have begun long enough ago. Where no current episode is recorded, the onset
 * of the code is its beginning. */
static void
judge_single_episode (const DenCase *c, const DenCaseCode *code, DenFinding *finding)
{
  const DenEpisode *episode = den_chart_current_episode (c->chart, c->on);
  DenDay began = episode != NULL ? episode->started_on : code->diagnosis->onset_on;
  g_autofree char *date = den_day_to_us (began);
  g_autofree char *said = NULL;

  if (began == DEN_UNKNOWN)
    {
      conclude_from (finding, code, DEN_OUTCOME_UNKNOWN,
                     "is a single episode, and when it began is not recorded");
      den_finding_miss (finding, "start of the current episode");
      den_finding_point (finding, &den_episode_type, NULL, "started_on");
      return;
    }
  said = g_strdup_printf ("is a single episode that began on %s, %d days before; the policy asks "
                          "for %d",
                          date, (int) (c->on - began), (int) c->policy->single_episode_days);
  conclude_from (finding, code,
                 c->on - began >= c->policy->single_episode_days ? DEN_OUTCOME_MET
                                                                 : DEN_OUTCOME_NOT_MET,
                 said);
  if (episode != NULL)
    den_finding_point (finding, &den_episode_type, episode, "started_on");
}

/* The rule of a policy that asks for a recurrent code without psychosis or a long single episode.
 * A code that excludes the diagnosis is not outweighed by it. */
static void
judge_by_course (const DenCase *c, DenFinding *finding)
{
  const DenCaseCode *excluded = find_code (c, is_excluded);
  const DenCaseCode *recurrent = find_code (c, is_recurrent);
  const DenCaseCode *single = find_code (c, is_single_episode);
  const DenCaseCode *remission = find_code (c, is_depressive_remission);

  den_finding_need (finding, "recurrent major depression without psychosis");
  if (c->policy->single_episode_days != DEN_UNKNOWN)
    den_finding_need (finding,
                      "recurrent major depression without psychosis, or a single episode of at "
                      "least %d days",
                      (int) c->policy->single_episode_days);
  if (excluded != NULL)
    conclude_from (finding, excluded, roles[0].outcome, roles[0].said);
  else if (recurrent != NULL && den_policy_asks (c->policy->recurrent_without_psychosis))
    conclude_from (finding, recurrent, DEN_OUTCOME_MET, "is recurrent and without psychosis");
  else if (single != NULL && c->policy->single_episode_days != DEN_UNKNOWN)
    judge_single_episode (c, single, finding);
  else if (remission != NULL)
    conclude_from (finding, remission, DEN_OUTCOME_CAUTION,
                   "is a code of remission, which supports a renewal only");
  else
    den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                          "None of the recorded codes (%s) is recurrent major depression without "
                          "psychosis or a single episode of it.",
                          finding->found);
}

/* The unresolved codes, by the policy's own list, by its rule on the course, or by role. */
void
den_rule_diagnosis (const DenCase *c, DenFinding *finding)
{
  g_autofree char *codes = list_codes (c);

  den_finding_find (finding, "%s", *codes != '\0' ? codes : "no code");
  den_finding_point (finding, &den_diagnosis_type, NULL, "code");
  if (*codes == '\0')
    {
      den_finding_need (finding, "a diagnosis code");
      den_finding_miss (finding, "diagnosis code");
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                            "No diagnosis code is recorded as present.");
    }
  else if (c->policy->diagnoses != NULL)
    judge_by_list (c, finding);
  else if (den_policy_asks (c->policy->recurrent_without_psychosis) ||
           c->policy->single_episode_days != DEN_UNKNOWN)
    judge_by_course (c, finding);
  else
    judge_by_role (c, finding);
}

/* A newest screener of the last days that reached the moderate tier, or NULL. */
static const DenAssessment *
find_acute_screener (const DenCase *c)
{
  const DenScale *scale = den_reference_find_scale (c->reference, "C-SSRS");
  const DenAssessment *newest = NULL;

  for (guint i = 0; scale != NULL && i < c->chart->assessments->len; i++)
    {
      const DenAssessment *assessment = g_ptr_array_index (c->chart->assessments, i);

      if (g_strcmp0 (assessment->scale, scale->name) == 0 &&
          den_instant_is_known (assessment->taken_at) &&
          den_case_within (c, den_instant_day (assessment->taken_at), SUICIDALITY_DAYS) &&
          den_scale_assessment_total (scale, assessment) >= DEN_TRIAGE_MODERATE &&
          (newest == NULL || assessment->taken_at.us >= newest->taken_at.us))
        newest = assessment;
    }
  return newest;
}

static gboolean
is_suicidality (const DenCaseCode *code)
{
  return begins (code, "R45.851") || begins (code, "T14.91XA");
}

/* Suicidal ideation or an attempt as a code, or a C-SSRS screener of moderate or high tier in the
 * last 14 days. */
void
den_rule_suicidality (const DenCase *c, DenFinding *finding)
{
  const DenCaseCode *code = find_code (c, is_suicidality);
  const DenAssessment *screener = code == NULL ? find_acute_screener (c) : NULL;
  g_autofree char *date = NULL;

  den_finding_need (finding,
                    "acute suicidal ideation or behavior: R45.851, T14.91XA, or a C-SSRS "
                    "screener of moderate or high tier within %d days",
                    SUICIDALITY_DAYS);
  if (code != NULL)
    {
      den_finding_find (finding, "%s", code->diagnosis->code);
      conclude_from (finding, code, DEN_OUTCOME_MET, "documents acute suicidality");
    }
  else if (screener != NULL)
    {
      const DenScale *scale = den_reference_find_scale (c->reference, "C-SSRS");
      const char *tier =
          den_scale_assessment_total (scale, screener) == DEN_TRIAGE_HIGH ? "high" : "moderate";

      date = den_day_to_us (den_instant_day (screener->taken_at));
      den_finding_find (finding, "C-SSRS %s on %s", tier, date);
      den_finding_point (finding, &den_assessment_type, screener, NULL);
      den_finding_conclude (finding, DEN_OUTCOME_MET,
                            "The C-SSRS screener of %s is of the %s tier.", date, tier);
    }
  else
    {
      den_finding_find (finding, "none recorded");
      den_finding_miss (finding, "R45.851 or T14.91XA, or a C-SSRS screener within %d days",
                        SUICIDALITY_DAYS);
      den_finding_point (finding, &den_assessment_type, NULL, NULL);
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                            "No code of acute suicidality and no C-SSRS screener of moderate or "
                            "high tier within %d days is recorded.",
                            SUICIDALITY_DAYS);
    }
}
