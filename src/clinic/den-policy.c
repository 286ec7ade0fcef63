/* Field tables of policies. */
#include "den-policy.h"

#include "den-course.h"
#include "den-identifier.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY

/* clang-format off */
static const DenField severity_fields[] = {
  DEN_TEXT (DenPolicySeverity, scale, N_ ("Scale"), .required = TRUE, .max = 40),
  DEN_INTEGER (DenPolicySeverity, at_least, N_ ("At least"), .required = TRUE, .min = 0,
               .max = 1000),
  DEN_INTEGER (DenPolicySeverity, max_age_days, N_ ("At most this old"), .unit = N_ ("days"),
               .min = 1, .max = 1000),
};
/* clang-format on */
const DenRecordType den_policy_severity_type = DEN_RECORD_TYPE (
    "policy_severity", N_ ("Baseline scale"), DenPolicySeverity, severity_fields, NULL);

static const DenChoice exclusion_choices[] = {
  { "psychosis", N_ ("Psychosis") },
  { "mania", N_ ("Mania") },
  { "substance_use", N_ ("Substance use") },
  { "concurrent_neuromodulation", N_ ("Concurrent neuromodulation") },
  { "concurrent_ketamine", N_ ("Concurrent ketamine") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField exclusion_fields[] = {
  DEN_CHOICE (DenPolicyExclusion, name, N_ ("Exclusion"), .required = TRUE,
              .choices = exclusion_choices),
  DEN_FLAG (DenPolicyExclusion, attestation, N_ ("Left to the prescriber’s attestation")),
};
/* clang-format on */
const DenRecordType den_policy_exclusion_type = DEN_RECORD_TYPE (
    "policy_exclusion", N_ ("Exclusion"), DenPolicyExclusion, exclusion_fields, NULL);

/* clang-format off */
static const DenField policy_fields[] = {
  DEN_TEXT (DenPolicy, policy_id, N_ ("ID"), .key = "id", .required = TRUE, .max = 80),
  DEN_TEXT (DenPolicy, payer, N_ ("Payer"), .required = TRUE),
  DEN_TEXT (DenPolicy, title, N_ ("Title"), .required = TRUE),
  DEN_TEXT (DenPolicy, version, N_ ("Version"), .max = 80),
  DEN_DAY (DenPolicy, effective_on, N_ ("Date"), .key = "date", .required = TRUE, .min = FIRST_DAY,
           .max = LAST_DAY),
  DEN_TEXT (DenPolicy, source, N_ ("Source"), .max = 1000),
  DEN_TEXT (DenPolicy, confidence, N_ ("How sure"), .max = 200),
  DEN_CHOICE (DenPolicy, indication, N_ ("Indication"), .required = TRUE,
              .choices = den_indication_choices),
  DEN_INTEGER (DenPolicy, min_age, N_ ("Youngest age"), .min = 0, .max = 120),
  DEN_INTEGER (DenPolicy, max_age, N_ ("Oldest age"), .min = 0, .max = 120),
  DEN_INTEGER (DenPolicy, trial_count, N_ ("Adequate trials"), .key = "trials.count", .min = 0,
               .max = 20),
  DEN_INTEGER (DenPolicy, trial_classes, N_ ("Different classes"), .key = "trials.classes",
               .min = 0, .max = 20),
  DEN_INTEGER (DenPolicy, trial_days, N_ ("Days at dose"), .key = "trials.days",
               .unit = N_ ("days"), .min = 1, .max = 1000),
  DEN_DECIMAL (DenPolicy, improvement_at_most_permille, N_ ("Failed at an improvement of at most"),
               .key = "trials.improvement_at_most_percent", .scale = 10, .unit = N_ ("%"), .min = 0,
               .max = 1000),
  DEN_DECIMAL (DenPolicy, improvement_below_permille, N_ ("Failed at an improvement below"),
               .key = "trials.improvement_below_percent", .scale = 10, .unit = N_ ("%"), .min = 0,
               .max = 1000),
  DEN_FLAG (DenPolicy, trial_current_episode, N_ ("In the current episode"),
            .key = "trials.current_episode"),
  DEN_INTEGER (DenPolicy, trial_within_years, N_ ("Within the last"), .key = "trials.within_years",
               .unit = N_ ("years"), .min = 1, .max = 50),
  DEN_FLAG (DenPolicy, trial_accepts_intolerance, N_ ("Accepts intolerance"),
            .key = "trials.accepts_intolerance"),
  DEN_INTEGER (DenPolicy, augmentation_count, N_ ("Augmentations"), .key = "augmentation.count",
               .min = 0, .max = 20),
  DEN_INTEGER (DenPolicy, augmentation_days, N_ ("Days each"), .key = "augmentation.days",
               .unit = N_ ("days"), .min = 1, .max = 1000),
  DEN_FLAG (DenPolicy, psychotherapy, N_ ("Psychotherapy tried")),
  DEN_FLAG (DenPolicy, augmentation_or_psychotherapy, N_ ("Either of the two is enough")),
  DEN_LIST (DenPolicy, severities, N_ ("Baseline scales"), &den_policy_severity_type),
  DEN_FLAG (DenPolicy, oral_antidepressant, N_ ("On an oral antidepressant")),
  DEN_TEXT (DenPolicy, specialties, N_ ("Prescriber’s specialty"), .key = "prescriber.specialties"),
  DEN_FLAG (DenPolicy, consultation, N_ ("Consultation is enough"),
            .key = "prescriber.consultation"),
  DEN_FLAG (DenPolicy, pdmp, N_ ("PDMP checked")),
  DEN_FLAG (DenPolicy, rems, N_ ("REMS enrollment")),
  DEN_FLAG (DenPolicy, suicidality, N_ ("Acute suicidality")),
  DEN_TEXT (DenPolicy, diagnoses, N_ ("Codes accepted"), .max = 1000),
  DEN_FLAG (DenPolicy, recurrent_without_psychosis, N_ ("Recurrent, without psychosis"),
            .key = "diagnosis_rule.recurrent_without_psychosis"),
  DEN_INTEGER (DenPolicy, single_episode_days, N_ ("Or a single episode of at least"),
               .key = "diagnosis_rule.single_episode_days", .unit = N_ ("days"), .min = 1,
               .max = 10000),
  DEN_LIST (DenPolicy, exclusions, N_ ("Exclusions"), &den_policy_exclusion_type),
  DEN_INTEGER (DenPolicy, initial_months, N_ ("Approved for"), .unit = N_ ("months"), .min = 1,
               .max = 60),
  DEN_INTEGER (DenPolicy, initial_days, N_ ("Approved for"), .unit = N_ ("days"), .min = 1,
               .max = 1000),
  DEN_INTEGER (DenPolicy, renewal_months, N_ ("Renewed for"), .unit = N_ ("months"), .min = 1,
               .max = 60),
  DEN_INTEGER (DenPolicy, renewal_days, N_ ("Renewed for"), .unit = N_ ("days"), .min = 1,
               .max = 1000),
  DEN_INTEGER (DenPolicy, device_count, N_ ("Devices"), .key = "devices.count", .min = 1,
               .max = 1000),
  DEN_INTEGER (DenPolicy, device_days, N_ ("in"), .key = "devices.days", .unit = N_ ("days"),
               .min = 1, .max = 1000),
};
/* clang-format on */
const DenRecordType den_policy_type =
    DEN_RECORD_TYPE ("policy", N_ ("Policy"), DenPolicy, policy_fields, NULL);

/* clang-format off */
static const DenField confirmation_fields[] = {
  DEN_TEXT (DenPolicyConfirmation, policy, N_ ("Policy"), .required = TRUE, .max = 80),
  DEN_DAY (DenPolicyConfirmation, policy_effective_on, N_ ("Of the text dated"), .min = FIRST_DAY,
           .max = LAST_DAY),
  DEN_DAY (DenPolicyConfirmation, confirmed_on, N_ ("Checked on"), .required = TRUE,
           .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenPolicyConfirmation, confirmed_by, N_ ("Checked by"), .required = TRUE),
  DEN_TEXT (DenPolicyConfirmation, note, N_ ("Note"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_policy_confirmation_type =
    DEN_RECORD_TYPE ("policy_confirmation", N_ ("Policy confirmation"), DenPolicyConfirmation,
                     confirmation_fields, NULL);

/* Whether a policy's flag is there and set. */
gboolean
den_policy_asks (gint64 flag)
{
  return flag != DEN_UNKNOWN && flag != 0;
}
