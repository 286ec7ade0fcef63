/* Field tables of screenings, assessments, vitals, checks and enrollments. */
#include "den-findings.h"

#include "den-identifier.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY

const DenChoice den_answer_choices[] = {
  { "yes", N_ ("Yes") },
  { "no", N_ ("No") },
  { "unknown", N_ ("Unknown") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField screening_fields[] = {
  DEN_TEXT (DenScreening, item, N_ ("Question"), .required = TRUE, .max = 60),
  DEN_CHOICE (DenScreening, answer, N_ ("Answer"), .required = TRUE, .choices = den_answer_choices),
  DEN_DAY (DenScreening, noted_on, N_ ("Asked on"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenScreening, note, N_ ("Note"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_screening_type =
    DEN_RECORD_TYPE ("screening", N_ ("Screening answer"), DenScreening, screening_fields, NULL);

/* clang-format off */
static const DenField assessment_fields[] = {
  DEN_TEXT (DenAssessment, scale, N_ ("Scale"), .required = TRUE, .max = 40),
  DEN_INSTANT (DenAssessment, taken_at, N_ ("Taken"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_SCORES (DenAssessment, items, N_ ("Items")),
  DEN_INTEGER (DenAssessment, total, N_ ("Total"), .min = 0, .max = 1000),
};
/* clang-format on */
const DenRecordType den_assessment_type =
    DEN_RECORD_TYPE ("assessment", N_ ("Assessment"), DenAssessment, assessment_fields, NULL);

/* The bounds are those of a living person's reading, wide enough for any true one. */
/* clang-format off */
static const DenField vitals_fields[] = {
  DEN_INSTANT (DenVitals, taken_at, N_ ("Taken"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_INTEGER (DenVitals, systolic, N_ ("Systolic"), .unit = N_ ("mmHg"), .min = 40, .max = 300),
  DEN_INTEGER (DenVitals, diastolic, N_ ("Diastolic"), .unit = N_ ("mmHg"), .min = 20, .max = 200),
  DEN_INTEGER (DenVitals, pulse, N_ ("Pulse"), .unit = N_ ("/min"), .min = 20, .max = 300),
  DEN_INTEGER (DenVitals, spo2, N_ ("SpO₂"), .unit = N_ ("%"), .min = 40, .max = 100),
  DEN_INTEGER (DenVitals, respiration, N_ ("Respiration"), .unit = N_ ("/min"), .min = 2,
               .max = 80),
  DEN_DECIMAL (DenVitals, weight_g, N_ ("Weight"), .key = "weight_kg", .scale = 1000,
               .unit = N_ ("kg"), .min = 20000, .max = 400000),
};
/* clang-format on */

static void
check_vitals (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenVitals *vitals = record;
  g_autofree char *here = NULL;

  if (vitals->systolic == DEN_UNKNOWN || vitals->diastolic == DEN_UNKNOWN ||
      vitals->systolic > vitals->diastolic)
    return;
  here = den_place_member (place, "diastolic");
  den_problems_add (problems, here, "%s", _ ("must be below the systolic pressure"));
}

const DenRecordType den_vitals_type =
    DEN_RECORD_TYPE ("vitals", N_ ("Vital signs"), DenVitals, vitals_fields, check_vitals);

const DenChoice den_check_kind_choices[] = {
  { "pdmp", N_ ("PDMP query") },
  { "urine_drug_screen", N_ ("Urine drug screen") },
  { "pregnancy_test", N_ ("Pregnancy test") },
  { "liver_panel", N_ ("Liver panel") },
  { "ecg", N_ ("ECG") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField check_fields[] = {
  DEN_CHOICE (DenCheck, kind, N_ ("Check"), .required = TRUE, .choices = den_check_kind_choices),
  DEN_DAY (DenCheck, done_on, N_ ("Done on"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenCheck, result, N_ ("Result")),
  DEN_TEXT (DenCheck, note, N_ ("Note"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_check_type =
    DEN_RECORD_TYPE ("check_done", N_ ("Check"), DenCheck, check_fields, NULL);

static const DenChoice program_choices[] = {
  { "spravato-rems", N_ ("Spravato REMS") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField enrollment_fields[] = {
  DEN_CHOICE (DenEnrollment, program, N_ ("Program"), .required = TRUE, .choices = program_choices),
  DEN_TEXT (DenEnrollment, enrollment_id, N_ ("Enrollment ID"), .key = "id", .max = 80),
  DEN_DAY (DenEnrollment, enrolled_on, N_ ("Enrolled on"), .min = FIRST_DAY, .max = LAST_DAY),
};
/* clang-format on */
const DenRecordType den_enrollment_type =
    DEN_RECORD_TYPE ("enrollment", N_ ("Enrollment"), DenEnrollment, enrollment_fields, NULL);
