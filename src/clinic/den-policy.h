/* What one payer asks for before it pays: data, never code. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

/* One scale of a policy's severity rule: any one that is reached is enough. */
typedef struct
{
  DenRecord record;
  char *scale;
  gint64 at_least;
  gint64 max_age_days;
} DenPolicySeverity;

typedef enum
{
  DEN_EXCLUSION_PSYCHOSIS,
  DEN_EXCLUSION_MANIA,
  DEN_EXCLUSION_SUBSTANCE_USE,
  DEN_EXCLUSION_CONCURRENT_NEUROMODULATION,
  DEN_EXCLUSION_CONCURRENT_KETAMINE,
} DenExclusionName;

/* attestation: the payer leaves it to the prescriber's attestation. */
typedef struct
{
  DenRecord record;
  gint64 name; /* DenExclusionName */
  gint64 attestation;
} DenPolicyExclusion;

/* A number or flag that is unknown means that the policy has no such rule. */
typedef struct
{
  DenRecord record;
  char *policy_id;
  char *payer;
  char *title;
  char *version;
  DenDay effective_on; /* the payer's date */
  char *source;
  char *confidence;  /* how much of the payer's text was read */
  gint64 indication; /* DenIndication */
  gint64 min_age;
  gint64 max_age;
  gint64 trial_count;
  gint64 trial_classes;
  gint64 trial_days;
  gint64 improvement_at_most_permille;
  gint64 improvement_below_permille;
  gint64 trial_current_episode;
  gint64 trial_within_years;
  gint64 trial_accepts_intolerance;
  gint64 augmentation_count;
  gint64 augmentation_days;
  gint64 psychotherapy;
  gint64 augmentation_or_psychotherapy;
  GPtrArray *severities; /* DenPolicySeverity */
  gint64 oral_antidepressant;
  char *specialties; /* separated by commas */
  gint64 consultation;
  gint64 pdmp;
  gint64 rems;
  gint64 suicidality;
  char *diagnoses; /* the policy's own list of codes, separated by blanks */
  gint64 recurrent_without_psychosis;
  gint64 single_episode_days;
  GPtrArray *exclusions; /* DenPolicyExclusion */
  gint64 initial_months;
  gint64 initial_days;
  gint64 renewal_months;
  gint64 renewal_days;
  gint64 device_count;
  gint64 device_days;
} DenPolicy;

/* The clinic's word that it has read the payer's own text. */
typedef struct
{
  DenRecord record;
  char *policy;
  DenDay policy_effective_on; /* of the text that was confirmed */
  DenDay confirmed_on;
  char *confirmed_by;
  char *note;
} DenPolicyConfirmation;

extern const DenRecordType den_policy_type;
extern const DenRecordType den_policy_severity_type;
extern const DenRecordType den_policy_exclusion_type;
extern const DenRecordType den_policy_confirmation_type;

gboolean den_policy_asks (gint64 flag);

G_END_DECLS
