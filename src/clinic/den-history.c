/* Field tables of diagnoses, episodes, trials and therapies. */
#include "den-history.h"

#include "den-identifier.h"
#include "den-patient.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY

static void
check_diagnosis (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenDiagnosis *diagnosis = record;

  den_check_day_order (diagnosis->onset_on, diagnosis->resolved_on, "resolved_on", place, problems);
}

/* clang-format off */
static const DenField diagnosis_fields[] = {
  DEN_TEXT (DenDiagnosis, code, N_ ("ICD-10 code"), .required = TRUE, .check = den_check_icd10),
  DEN_INTEGER (DenDiagnosis, rank, N_ ("Rank"), .min = 1, .max = 12),
  DEN_DAY (DenDiagnosis, onset_on, N_ ("Onset"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenDiagnosis, noted_on, N_ ("Noted"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenDiagnosis, resolved_on, N_ ("Resolved"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenDiagnosis, note, N_ ("Note"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_diagnosis_type = DEN_RECORD_TYPE (
    "diagnosis", N_ ("Diagnosis"), DenDiagnosis, diagnosis_fields, check_diagnosis);

static void
check_episode (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenEpisode *episode = record;

  den_check_day_order (episode->started_on, episode->ended_on, "ended_on", place, problems);
}

/* clang-format off */
static const DenField episode_fields[] = {
  DEN_DAY (DenEpisode, started_on, N_ ("Started"), .required = TRUE, .min = FIRST_DAY,
           .max = LAST_DAY),
  DEN_DAY (DenEpisode, ended_on, N_ ("Ended"), .min = FIRST_DAY, .max = LAST_DAY),
};
/* clang-format on */
const DenRecordType den_episode_type =
    DEN_RECORD_TYPE ("episode", N_ ("Episode"), DenEpisode, episode_fields, check_episode);

static void
check_dose_segment (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenDoseSegment *segment = record;

  den_check_day_order (segment->from_on, segment->to_on, "to", place, problems);
}

/* clang-format off */
static const DenField dose_segment_fields[] = {
  DEN_DAY (DenDoseSegment, from_on, N_ ("From"), .key = "from", .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenDoseSegment, to_on, N_ ("To"), .key = "to", .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DECIMAL (DenDoseSegment, daily_ug, N_ ("Daily dose"), .key = "daily_mg", .required = TRUE,
               .scale = 1000, .unit = N_ ("mg"), .min = 0, .max = 10000000),
};
/* clang-format on */
const DenRecordType den_dose_segment_type = DEN_RECORD_TYPE (
    "dose_segment", N_ ("Dose"), DenDoseSegment, dose_segment_fields, check_dose_segment);

const DenChoice den_stop_reason_choices[] = {
  { "inadequate_response", N_ ("Inadequate response") },
  { "intolerance", N_ ("Intolerance") },
  { "patient_choice", N_ ("Patient’s choice") },
  { "cost", N_ ("Cost") },
  { "other", N_ ("Other") },
  { "ongoing", N_ ("Ongoing") },
  { NULL, NULL },
};

const DenChoice den_trial_source_choices[] = {
  { "pharmacy_record", N_ ("Pharmacy record") },
  { "chart", N_ ("Chart") },
  { "patient_report", N_ ("Patient’s report") },
  { NULL, NULL },
};

static void
check_trial (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenTrial *trial = record;

  den_check_day_order (trial->started_on, trial->ended_on, "ended_on", place, problems);
}

/* clang-format off */
static const DenField trial_fields[] = {
  DEN_TEXT (DenTrial, drug, N_ ("Drug"), .required = TRUE, .max = 120),
  DEN_DAY (DenTrial, started_on, N_ ("Started"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenTrial, ended_on, N_ ("Ended"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DECIMAL (DenTrial, weeks_tenths, N_ ("Weeks, if the dates are not known"), .key = "weeks",
               .scale = 10, .min = 0, .max = 20000),
  DEN_DECIMAL (DenTrial, max_daily_dose_ug, N_ ("Highest daily dose"), .key = "max_daily_dose_mg",
               .scale = 1000, .unit = N_ ("mg"), .min = 0, .max = 10000000),
  DEN_LIST (DenTrial, doses, N_ ("Doses"), &den_dose_segment_type),
  DEN_DECIMAL (DenTrial, adherence_permille, N_ ("Adherence"), .key = "adherence_percent",
               .scale = 10, .unit = N_ ("%"), .min = 0, .max = 1000),
  DEN_DECIMAL (DenTrial, improvement_permille, N_ ("Improvement"), .key = "improvement_percent",
               .scale = 10, .unit = N_ ("%"), .min = -1000, .max = 1000),
  DEN_CHOICE (DenTrial, stop_reason, N_ ("Stopped for"), .choices = den_stop_reason_choices),
  DEN_TEXT (DenTrial, augments, N_ ("Added to (augmentation)"), .max = 120),
  DEN_CHOICE (DenTrial, source, N_ ("Known from"), .choices = den_trial_source_choices),
  DEN_TEXT (DenTrial, note, N_ ("Note"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_trial_type =
    DEN_RECORD_TYPE ("trial", N_ ("Trial"), DenTrial, trial_fields, check_trial);

const DenChoice den_therapy_kind_choices[] = {
  { "psychotherapy", N_ ("Psychotherapy") },
  { "ect", N_ ("ECT") },
  { "tms", N_ ("TMS") },
  { "vns", N_ ("VNS") },
  { "dbs", N_ ("DBS") },
  { NULL, NULL },
};

static void
check_therapy (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenTherapy *therapy = record;

  den_check_day_order (therapy->started_on, therapy->ended_on, "ended_on", place, problems);
}

/* clang-format off */
static const DenField therapy_fields[] = {
  DEN_CHOICE (DenTherapy, kind, N_ ("Kind"), .required = TRUE, .choices = den_therapy_kind_choices),
  DEN_TEXT (DenTherapy, method, N_ ("Method")),
  DEN_DAY (DenTherapy, started_on, N_ ("Started"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenTherapy, ended_on, N_ ("Ended"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_INTEGER (DenTherapy, sessions, N_ ("Sessions"), .min = 0, .max = 10000),
  DEN_TEXT (DenTherapy, response, N_ ("Response"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_therapy_type =
    DEN_RECORD_TYPE ("therapy", N_ ("Therapy"), DenTherapy, therapy_fields, check_therapy);
