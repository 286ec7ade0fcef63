/* Rules on the patient's age and scores, the medication, the prescriber, and what was checked. */
#include "den-case.h"
#include "den-scale.h"
#include "den-text.h"

#include <string.h>

/* A look-up in the prescription monitoring program is good for so long (the contract, section 3).
 */
#define PDMP_DAYS 90

/* Completed years on the day. */
void
den_rule_age (const DenCase *c, DenFinding *finding)
{
  gint64 min = c->policy->min_age, max = c->policy->max_age;
  DenDay birth = c->chart->patient->birth_date;
  g_autofree char *on = den_day_to_us (c->on);
  int age;

  if (min == DEN_UNKNOWN)
    den_finding_need (finding, "at most %d years", (int) max);
  else if (max == DEN_UNKNOWN)
    den_finding_need (finding, "at least %d years", (int) min);
  else
    den_finding_need (finding, "%d to %d years", (int) min, (int) max);
  den_finding_point (finding, &den_patient_type, c->chart->patient, "birth_date");
  if (birth == DEN_UNKNOWN)
    {
      den_finding_find (finding, "not recorded");
      den_finding_miss (finding, "date of birth");
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN, "The date of birth is not recorded.");
      return;
    }
  age = den_day_age (birth, c->on);
  den_finding_find (finding, "%d years", age);
  den_finding_conclude (
      finding,
      age >= min && (max == DEN_UNKNOWN || age <= max) ? DEN_OUTCOME_MET : DEN_OUTCOME_NOT_MET,
      "The patient is %d years old on %s and the policy asks for %s.", age, on, finding->needed);
}

/* "PHQ-9 at least 16 (at most 28 days old), or MADRS at least 28" */
static void
need_scales (const DenPolicy *policy, DenFinding *finding)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < policy->severities->len; i++)
    {
      const DenPolicySeverity *severity = g_ptr_array_index (policy->severities, i);

      den_text_append (text, "%s%s", i > 0 ? ", or " : "", severity->scale);
      if (severity->at_least > 0)
        den_text_append (text, " at least %d", (int) severity->at_least);
      if (severity->max_age_days != DEN_UNKNOWN)
        den_text_append (text, " (at most %d days old)", (int) severity->max_age_days);
    }
  den_finding_need (finding, "%s", text->str);
}

/* The baseline of one scale of the policy, its total and its day; NULL where none is usable. */
static const DenAssessment *
find_baseline (const DenCase *c, const DenPolicySeverity *severity, gint64 *total)
{
  const DenScale *scale = den_reference_find_scale (c->reference, severity->scale);
  const DenAssessment *baseline = den_chart_baseline_assessment (c->chart, severity->scale, c->on);

  if (scale == NULL || baseline == NULL ||
      (severity->max_age_days != DEN_UNKNOWN &&
       !den_case_within (c, den_instant_day (baseline->taken_at), severity->max_age_days)))
    return NULL;
  *total = baseline->total != DEN_UNKNOWN ? baseline->total
                                          : den_scale_assessment_total (scale, baseline);
  return *total != DEN_UNKNOWN ? baseline : NULL;
}

/* No score is usable. One that is only too old is named, since it is what the desk would look for.
 */
static void
tell_no_score (const DenCase *c, DenFinding *finding)
{
  den_finding_miss (finding, "score: %s", finding->needed);
  for (guint i = 0; i < c->policy->severities->len; i++)
    {
      const DenPolicySeverity *severity = g_ptr_array_index (c->policy->severities, i);
      const DenAssessment *stale = den_chart_baseline_assessment (c->chart, severity->scale, c->on);
      g_autofree char *date = NULL;
      DenDay day;

      if (stale == NULL)
        continue;
      day = den_instant_day (stale->taken_at);
      date = den_day_to_us (day);
      den_finding_find (finding, "%s on %s", severity->scale, date);
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                            "The newest %s score is of %s, %d days ago, and the policy asks for "
                            "%s.",
                            severity->scale, date, (int) (c->on - day), finding->needed);
      return;
    }
  den_finding_find (finding, "no usable score");
  den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                        "No score from before the first session that the policy accepts is "
                        "recorded: %s.",
                        finding->needed);
}

/* The newest score before the first session on any scale that the policy accepts: one that reaches
 * its threshold is enough. */
void
den_rule_severity (const DenCase *c, DenFinding *finding)
{
  g_autoptr (GString) found = g_string_new (NULL);
  gboolean reached = FALSE;

  need_scales (c->policy, finding);
  den_finding_point (finding, &den_assessment_type, NULL, NULL);
  for (guint i = 0; i < c->policy->severities->len && !reached; i++)
    {
      const DenPolicySeverity *severity = g_ptr_array_index (c->policy->severities, i);
      gint64 total;
      const DenAssessment *baseline = find_baseline (c, severity, &total);
      g_autofree char *date = NULL;

      if (baseline == NULL)
        continue;
      date = den_day_to_us (den_instant_day (baseline->taken_at));
      reached = total >= severity->at_least;
      if (reached)
        g_string_truncate (found, 0);
      den_text_append (found, "%s%s %d on %s", found->len > 0 ? ", " : "", severity->scale,
                       (int) total, date);
      if (reached || finding->place.record == NULL)
        den_finding_point (finding, &den_assessment_type, baseline, NULL);
    }
  if (found->len == 0)
    {
      tell_no_score (c, finding);
      return;
    }
  den_finding_find (finding, "%s", found->str);
  if (reached)
    den_finding_conclude (finding, DEN_OUTCOME_MET,
                          "The score, %s, reaches what the policy asks for.", found->str);
  else
    den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                          "The score, %s, does not reach what the policy asks for: %s.", found->str,
                          finding->needed);
}

/* A medication that runs on the day and that the formulary calls an antidepressant. */
void
den_rule_oral_antidepressant (const DenCase *c, DenFinding *finding)
{
  GPtrArray *medications = c->chart->medications;

  den_finding_need (finding, "an oral antidepressant, taken now");
  den_finding_point (finding, &den_medication_type, NULL, NULL);
  for (guint i = 0; i < medications->len; i++)
    {
      const DenMedication *medication = g_ptr_array_index (medications, i);
      const DenDrug *drug = den_medication_is_running (medication, c->on)
                                ? den_reference_find_drug (c->reference, medication->drug)
                                : NULL;

      if (drug == NULL || drug->kind != DEN_DRUG_ANTIDEPRESSANT)
        continue;
      den_finding_find (finding, "%s", medication->drug);
      den_finding_point (finding, &den_medication_type, medication, NULL);
      den_finding_conclude (finding, DEN_OUTCOME_MET, "The patient takes %s, an antidepressant.",
                            medication->drug);
      return;
    }
  if (medications->len > 0)
    {
      den_finding_find (finding, "no antidepressant among the medications");
      den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                            "No antidepressant is among the medications taken now and the policy "
                            "asks for one.");
      return;
    }
  den_finding_find (finding, "no medication recorded");
  den_finding_miss (finding, "medications taken now");
  den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                        "No medication is recorded and the policy asks for an oral "
                        "antidepressant.");
}

/* Whether WANTED, "psychiatry", stands in SPECIALTY as whole words, in any case, or its specialist
 * does: "Child and Adolescent Psychiatry", "psychiatrist". "Psychiatric nurse practitioner" is
 * neither, since payers that want a psychiatrist do not mean one. */
static gboolean
is_specialty (const char *specialty, const char *wanted, gsize length)
{
  gsize stem = length > 0 && g_ascii_tolower (wanted[length - 1]) == 'y' ? length - 1 : length;

  for (const char *at = specialty; *at != '\0'; at++)
    {
      gboolean whole =
          g_ascii_strncasecmp (at, wanted, length) == 0 && !g_ascii_isalpha (at[length]);
      gboolean person = g_ascii_strncasecmp (at, wanted, stem) == 0 &&
                        g_ascii_strncasecmp (at + stem, "ist", 3) == 0;

      if ((at == specialty || !g_ascii_isalpha (at[-1])) && length > 0 && (whole || person))
        return TRUE;
    }
  return FALSE;
}

/* Whether SPECIALTY is one of WANTED, separated by commas. */
static gboolean
is_accepted_specialty (const char *specialty, const char *wanted)
{
  while (*wanted != '\0')
    {
      gsize length;

      wanted += strspn (wanted, ", ");
      length = strcspn (wanted, ",");
      if (is_specialty (specialty, wanted, length))
        return TRUE;
      wanted += length;
    }
  return FALSE;
}

/* The prescriber's specialty; where the policy takes a consultation, another is a caution. */
void
den_rule_prescriber (const DenCase *c, DenFinding *finding)
{
  const DenPrescriber *prescriber = c->chart->prescriber;
  gboolean consultation = den_policy_asks (c->policy->consultation);
  const char *name;

  den_finding_need (finding, "%s%s", c->policy->specialties,
                    consultation ? ", or in consultation with it" : "");
  if (prescriber == NULL || prescriber->specialty == NULL)
    {
      den_finding_find (finding, "not recorded");
      den_finding_miss (finding, "%s",
                        prescriber == NULL ? "prescriber" : "prescriber's specialty");
      den_finding_point (finding, &den_prescriber_type, prescriber,
                         prescriber == NULL ? NULL : "specialty");
      den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN, "%s is not recorded.",
                            prescriber == NULL ? "The prescriber" : "The prescriber's specialty");
      return;
    }
  name = prescriber->name != NULL ? prescriber->name : "the prescriber";
  den_finding_find (finding, "%s", prescriber->specialty);
  den_finding_point (finding, &den_prescriber_type, prescriber, "specialty");
  if (is_accepted_specialty (prescriber->specialty, c->policy->specialties))
    den_finding_conclude (finding, DEN_OUTCOME_MET,
                          "The specialty of %s, %s, is what the policy asks for.", name,
                          prescriber->specialty);
  else if (consultation)
    den_finding_conclude (finding, DEN_OUTCOME_CAUTION,
                          "The specialty of %s is %s; the policy asks for %s or a consultation, "
                          "which must be documented.",
                          name, prescriber->specialty, c->policy->specialties);
  else
    den_finding_conclude (finding, DEN_OUTCOME_NOT_MET,
                          "The specialty of %s is %s and the policy asks for %s.", name,
                          prescriber->specialty, c->policy->specialties);
}

/* The prescription monitoring program was looked up within 90 days. */
void
den_rule_pdmp (const DenCase *c, DenFinding *finding)
{
  const DenCheck *newest = NULL;
  g_autofree char *date = NULL;

  for (guint i = 0; i < c->chart->checks->len; i++)
    {
      const DenCheck *check = g_ptr_array_index (c->chart->checks, i);

      /* DEN_UNKNOWN is the least number, so that a check without its date comes last. */
      if (check->kind == DEN_CHECK_PDMP && check->done_on <= c->on &&
          (newest == NULL || check->done_on >= newest->done_on))
        newest = check;
    }
  den_finding_need (finding, "PDMP checked within %d days", PDMP_DAYS);
  date = newest != NULL ? den_day_to_us (newest->done_on) : NULL;
  den_finding_find (finding, "%s", date != NULL ? date : newest != NULL ? "no date" : "no check");
  if (newest != NULL && den_case_within (c, newest->done_on, PDMP_DAYS))
    {
      den_finding_point (finding, &den_check_type, newest, "done_on");
      den_finding_conclude (finding, DEN_OUTCOME_MET,
                            "The prescription monitoring program was checked on %s.", date);
      return;
    }
  den_finding_miss (finding, "PDMP check");
  den_finding_point (finding, &den_check_type, NULL, NULL);
  if (date != NULL)
    den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                          "The prescription monitoring program was last checked on %s, more than "
                          "%d days before.",
                          date, PDMP_DAYS);
  else
    den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                          "No check of the prescription monitoring program with its date is "
                          "recorded.");
}

/* The patient is enrolled in the Spravato REMS on the day. */
void
den_rule_rems_enrollment (const DenCase *c, DenFinding *finding)
{
  const DenEnrollment *pending = NULL;

  den_finding_need (finding, "enrolled in the Spravato REMS");
  for (guint i = 0; i < c->chart->enrollments->len; i++)
    {
      const DenEnrollment *enrollment = g_ptr_array_index (c->chart->enrollments, i);
      g_autofree char *date = NULL;

      if (enrollment->program != DEN_PROGRAM_SPRAVATO_REMS)
        continue;
      if (enrollment->enrolled_on == DEN_UNKNOWN || enrollment->enrolled_on > c->on)
        {
          pending = enrollment;
          continue;
        }
      date = den_day_to_us (enrollment->enrolled_on);
      den_finding_find (finding, "enrolled on %s", date);
      den_finding_point (finding, &den_enrollment_type, enrollment, "enrolled_on");
      den_finding_conclude (finding, DEN_OUTCOME_MET,
                            "The patient was enrolled in the Spravato REMS on %s.", date);
      return;
    }
  den_finding_find (finding, "no enrollment by the day");
  den_finding_miss (finding, "REMS enrollment");
  den_finding_point (finding, &den_enrollment_type, pending,
                     pending != NULL ? "enrolled_on" : NULL);
  den_finding_conclude (finding, DEN_OUTCOME_UNKNOWN,
                        "No enrollment in the Spravato REMS by the day is recorded.");
}
