/* What speaks against the treatment: a policy's exclusions, and the contraindication screening. */
#include "den-case.h"
#include "den-text.h"

#include <string.h>

/* "F33.3 (major depression, recurrent, severe, with psychosis)" */
static char *
describe_code (const DenCaseCode *code)
{
  if (code->row == NULL || code->row->label == NULL)
    return g_strdup (code->diagnosis->code);
  return g_strdup_printf ("%s (%s)", code->diagnosis->code, code->row->label);
}

/* " on 11/12/2026", or nothing where the answer bears no date. */
static char *
describe_date (const DenScreening *screening)
{
  g_autofree char *date = den_day_to_us (screening->noted_on);

  return date != NULL ? g_strconcat (" on ", date, NULL) : g_strdup ("");
}

/* Schizophrenia spectrum, or depression with psychosis. A resolved code is a history of it. */
static gboolean
says_psychosis (const DenCaseCode *code)
{
  const char *text = code->diagnosis->code;

  return g_str_has_prefix (text, "F2") || g_str_has_prefix (text, "F32.3") ||
         g_str_has_prefix (text, "F33.3");
}

/* A manic episode or bipolar disorder, resolved or not. */
static gboolean
says_mania (const DenCaseCode *code)
{
  return g_str_has_prefix (code->diagnosis->code, "F30") ||
         g_str_has_prefix (code->diagnosis->code, "F31");
}

static gboolean
says_substance_use (const DenCaseCode *code)
{
  return code->unresolved && den_diagnosis_is_active_substance_use (code->diagnosis->code);
}

/* What the exclusions that rest on screening are judged by. */
static const struct
{
  DenExclusionName name;
  const char *items[2];
  gboolean (*says) (const DenCaseCode *code);
} screened_exclusions[] = {
  { DEN_EXCLUSION_PSYCHOSIS, { "active_psychosis", "psychosis_history" }, says_psychosis },
  { DEN_EXCLUSION_MANIA, { "mania", NULL }, says_mania },
  { DEN_EXCLUSION_SUBSTANCE_USE, { "substance_use_active", NULL }, says_substance_use },
};

static const char *
label_of_item (const DenCase *c, const char *name)
{
  const DenScreeningItem *item = den_reference_find_screening_item (c->reference, name);

  return item != NULL ? item->label : name;
}

/* What was found stands against the request, or is the prescriber's to attest. */
static void
conclude_excluded (DenFinding *finding, const DenPolicyExclusion *exclusion, const char *found)
{
  gboolean attested = den_policy_asks (exclusion->attestation);

  den_finding_find (finding, "%s", found);
  den_finding_conclude (finding, attested ? DEN_OUTCOME_CAUTION : DEN_OUTCOME_NOT_MET,
                        attested ? "The chart has %s, which the policy leaves to the prescriber's "
                                   "attestation that the benefit is greater than the risk."
                                 : "The chart has %s, which the policy excludes.",
                        found);
}

static gboolean
exclude_by_code (const DenCase *c, gboolean (*says) (const DenCaseCode *code),
                 const DenPolicyExclusion *exclusion, DenFinding *finding)
{
  for (guint i = 0; i < c->n_codes; i++)
    if (says (&c->codes[i]))
      {
        g_autofree char *code = describe_code (&c->codes[i]);

        den_finding_point (finding, &den_diagnosis_type, c->codes[i].diagnosis, "code");
        conclude_excluded (finding, exclusion, code);
        return TRUE;
      }
  return FALSE;
}

static gboolean
exclude_by_answer (const DenCase *c, const char *const *items, const DenPolicyExclusion *exclusion,
                   DenFinding *finding)
{
  for (int i = 0; i < 2 && items[i] != NULL; i++)
    {
      const DenScreening *screening;

      if (den_case_screened (c, items[i], &screening) == DEN_SCREENED_YES)
        {
          g_autofree char *date = describe_date (screening);
          g_autofree char *found =
              g_strdup_printf ("%s, answered yes%s", label_of_item (c, items[i]), date);

          den_finding_point (finding, &den_screening_type, screening, "answer");
          conclude_excluded (finding, exclusion, found);
          return TRUE;
        }
    }
  return FALSE;
}

/* "Active psychosis and history of psychosis" */
static char *
list_items (const DenCase *c, const char *const *items)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  char *list;

  for (int i = 0; i < 2 && items[i] != NULL; i++)
    g_ptr_array_add (labels, (gpointer) label_of_item (c, items[i]));
  list = den_text_join (labels, "and");
  list[0] = g_ascii_toupper (list[0]);
  return list;
}

/* Adds to the missing what was not asked, or asked too long ago. */
static void
miss_answers (const DenCase *c, const char *const *items, DenFinding *finding)
{
  for (int i = 0; i < 2 && items[i] != NULL; i++)
    {
      const DenScreening *screening;
      DenScreened screened = den_case_screened (c, items[i], &screening);

      if (screened == DEN_SCREENED_NO)
        continue;
      if (finding->missing->len == 0)
        den_finding_point (finding, &den_screening_type, screening, "answer");
      den_finding_miss (finding, "screening: %s", label_of_item (c, items[i]));
    }
}

/* An exclusion that rests on screening questions, of which each must be answered no, and on codes,
 * of which none may stand on the chart. */
static void
judge_screened (const DenCase *c, const char *const *items,
                gboolean (*says) (const DenCaseCode *code), const DenPolicyExclusion *exclusion,
                DenFinding *finding)
{
  g_autofree char *list = NULL;

  if (exclude_by_answer (c, items, exclusion, finding) ||
      exclude_by_code (c, says, exclusion, finding))
    return;
  list = list_items (c, items);
  miss_answers (c, items, finding);
  if (finding->missing->len == 0)
    {
      den_finding_point (finding, &den_screening_type, NULL, NULL);
      den_finding_find (finding, "answered no, and no such code");
      den_finding_conclude (finding, DEN_OUTCOME_MET,
                            "%s: answered no, and no code on the chart says otherwise.", list);
      return;
    }
  den_finding_find (finding, "not answered within a year");
  den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                        "%s: not all answered within the last year, and the policy excludes it.",
                        list);
}

/* A running ECT, TMS, VNS or DBS. One without any date may be running. */
static void
judge_neuromodulation (const DenCase *c, const DenPolicyExclusion *exclusion, DenFinding *finding)
{
  const DenTherapy *undated = NULL;

  den_finding_point (finding, &den_therapy_type, NULL, NULL);
  for (guint i = 0; i < c->chart->therapies->len; i++)
    {
      const DenTherapy *therapy = g_ptr_array_index (c->chart->therapies, i);
      g_autofree char *found = NULL;

      if (therapy->kind == DEN_UNKNOWN || therapy->kind == DEN_THERAPY_PSYCHOTHERAPY ||
          therapy->started_on > c->on ||
          (therapy->ended_on != DEN_UNKNOWN && therapy->ended_on < c->on))
        continue;
      if (therapy->started_on == DEN_UNKNOWN && therapy->ended_on == DEN_UNKNOWN)
        {
          undated = therapy;
          continue;
        }
      found = g_strdup_printf ("running %s", den_therapy_kind_choices[therapy->kind].label);
      den_finding_point (finding, &den_therapy_type, therapy, "ended_on");
      conclude_excluded (finding, exclusion, found);
      return;
    }
  if (undated == NULL)
    {
      den_finding_find (finding, "none running");
      den_finding_conclude (finding, DEN_OUTCOME_MET,
                            "No ECT, TMS, VNS or DBS is recorded as running.");
      return;
    }
  den_finding_point (finding, &den_therapy_type, undated, "ended_on");
  den_finding_find (finding, "%s without dates", den_therapy_kind_choices[undated->kind].label);
  den_finding_miss (finding, "%s: dates", den_therapy_kind_choices[undated->kind].label);
  den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                        "When %s was given is not recorded, and the policy excludes it at the same "
                        "time.",
                        den_therapy_kind_choices[undated->kind].label);
}

/* A running course of racemic ketamine; esketamine is what is asked for. */
static void
judge_ketamine (const DenCase *c, const DenPolicyExclusion *exclusion, DenFinding *finding)
{
  for (guint i = 0; i < c->chart->courses->len; i++)
    {
      const DenCourse *course = g_ptr_array_index (c->chart->courses, i);

      if ((course->modality == DEN_MODALITY_KETAMINE_IV ||
           course->modality == DEN_MODALITY_KETAMINE_IM) &&
          den_course_is_running (course, c->on))
        {
          den_finding_point (finding, &den_course_type, course, "status");
          conclude_excluded (finding, exclusion, "a running course of ketamine");
          return;
        }
    }
  den_finding_point (finding, &den_course_type, NULL, NULL);
  den_finding_find (finding, "none running");
  den_finding_conclude (finding, DEN_OUTCOME_MET, "No course of ketamine is running.");
}

/* One exclusion of the policy: not met where it is found, a caution where it may be attested. */
void
den_rule_exclusion (const DenCase *c, const DenPolicyExclusion *exclusion, DenFinding *finding)
{
  static const char *const needed[] = { "no psychosis, now or before", "no mania",
                                        "no active substance use disorder",
                                        "no ECT, TMS, VNS or DBS at the same time",
                                        "no ketamine at the same time" };

  den_finding_need (finding, "%s%s", needed[exclusion->name],
                    den_policy_asks (exclusion->attestation) ? ", or the prescriber's attestation"
                                                             : "");
  if (exclusion->name == DEN_EXCLUSION_CONCURRENT_NEUROMODULATION)
    judge_neuromodulation (c, exclusion, finding);
  else if (exclusion->name == DEN_EXCLUSION_CONCURRENT_KETAMINE)
    judge_ketamine (c, exclusion, finding);
  for (gsize i = 0; i < G_N_ELEMENTS (screened_exclusions); i++)
    if ((gint64) screened_exclusions[i].name == exclusion->name)
      judge_screened (c, screened_exclusions[i].items, screened_exclusions[i].says, exclusion,
                      finding);
}

/* The code that says yes to the question, or NULL. A resolved one counts for what the label forbids
 * and for questions of history: a hemorrhage or a mania that is past is still one. */
static const DenCaseCode *
find_code_saying_yes (const DenCase *c, const DenScreeningItem *item)
{
  gboolean of_psychosis = strcmp (item->name, "psychosis_history") == 0;
  gboolean of_history =
      of_psychosis || den_policy_asks (item->absolute) || strcmp (item->name, "mania") == 0;

  for (guint i = 0; i < c->n_codes; i++)
    {
      const DenCaseCode *code = &c->codes[i];
      gboolean says = (of_psychosis && says_psychosis (code)) ||
                      (code->row != NULL && g_strcmp0 (code->row->screening_item, item->name) == 0);

      if (says && (of_history || code->unresolved))
        return code;
    }
  return NULL;
}

/* An allergy to the drug itself answers the question on hypersensitivity, as a code would. */
static const DenAllergy *
find_allergy_saying_yes (const DenCase *c, const DenScreeningItem *item)
{
  if (strcmp (item->name, "hypersensitivity") != 0)
    return NULL;
  for (guint i = 0; i < c->chart->allergies->len; i++)
    {
      const DenAllergy *allergy = g_ptr_array_index (c->chart->allergies, i);

      if (allergy->substance != NULL && (strcasestr (allergy->substance, "ketamine") != NULL ||
                                         strcasestr (allergy->substance, "spravato") != NULL))
        return allergy;
    }
  return NULL;
}

/* What stands against the treatment, SAID of the item named. */
static void
conclude_contraindicated (DenFinding *finding, const DenScreeningItem *item, const char *name,
                          const char *said)
{
  if (den_policy_asks (item->absolute))
    den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                          "%s: %s; it is a contraindication of the label.", name, said);
  else
    den_finding_conclude (finding, DEN_OUTCOME_CAUTION,
                          "%s: %s; going on needs a written rationale.", name, said);
}

/* A code (or allergy) on the chart says yes; an answer no that it contradicts is told. */
static void
contraindicate_by_record (DenFinding *finding, const DenScreeningItem *item, const char *name,
                          const char *record, DenScreened screened, const DenScreening *screening)
{
  g_autofree char *date = screening != NULL ? describe_date (screening) : NULL;
  g_autofree char *said =
      screened == DEN_SCREENED_NO
          ? g_strdup_printf ("%s on the chart contradicts the answer no%s", record, date)
          : g_strdup_printf ("%s on the chart says yes", record);

  den_finding_find (finding, "%s%s", record,
                    screened == DEN_SCREENED_NO ? ", in contradiction to the answer no" : "");
  conclude_contraindicated (finding, item, name, said);
}

/* No usable answer and no code. */
static void
miss_screening (DenFinding *finding, const DenScreeningItem *item, const char *name,
                DenScreened screened, const DenScreening *screening)
{
  g_autofree char *date = screening != NULL ? describe_date (screening) : NULL;

  den_finding_miss (finding, "screening: %s", item->label);
  if (screened == DEN_SCREENED_STALE)
    {
      const char *answer = den_answer_choices[screening->answer].word;

      den_finding_find (finding, "%s%s, more than a year ago", answer, date);
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                            "%s: answered %s%s, which is more than a year ago and must be asked "
                            "again.",
                            name, answer, date);
    }
  else
    {
      den_finding_find (finding, "not answered");
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN, "%s: not answered.", name);
    }
}

/* One question of the screening. Those of the label, answered yes or said by a code, are not met;
 * the others are a caution. */
void
den_rule_contraindication (const DenCase *c, const DenScreeningItem *item, DenFinding *finding)
{
  const DenScreening *screening;
  DenScreened screened = den_case_screened (c, item->name, &screening);
  const DenCaseCode *code = find_code_saying_yes (c, item);
  const DenAllergy *allergy = find_allergy_saying_yes (c, item);
  g_autofree char *name = g_strdup (item->label);
  g_autofree char *date = screening != NULL ? describe_date (screening) : NULL;

  name[0] = g_ascii_toupper (name[0]);
  den_finding_need (finding, "answered no");
  den_finding_point (finding, &den_screening_type, screening, "answer");
  if (den_policy_asks (item->female_only) && c->chart->patient->sex == DEN_SEX_MALE)
    {
      den_finding_find (finding, "male patient");
      den_finding_conclude (finding, DEN_OUTCOME_NOT_APPLICABLE, "%s: not asked of a male patient.",
                            name);
    }
  else if (screened == DEN_SCREENED_YES)
    {
      g_autofree char *said = g_strdup_printf ("answered yes%s", date);

      den_finding_find (finding, "yes%s", date);
      conclude_contraindicated (finding, item, name, said);
    }
  else if (code != NULL)
    {
      g_autofree char *record = describe_code (code);

      den_finding_point (finding, &den_diagnosis_type, code->diagnosis, "code");
      contraindicate_by_record (finding, item, name, record, screened, screening);
    }
  else if (allergy != NULL)
    {
      g_autofree char *record = g_strdup_printf ("an allergy to %s", allergy->substance);

      den_finding_point (finding, &den_allergy_type, allergy, "substance");
      contraindicate_by_record (finding, item, name, record, screened, screening);
    }
  else if (screened == DEN_SCREENED_NO)
    {
      den_finding_find (finding, "no%s", date);
      den_finding_conclude (finding, DEN_OUTCOME_MET, "%s: answered no%s.", name, date);
    }
  else
    miss_screening (finding, item, name, screened, screening);
}
