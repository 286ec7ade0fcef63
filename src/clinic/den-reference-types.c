/* Field tables of the reference data. */
#include "den-reference.h"

#include "den-course.h"
#include "den-identifier.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY
#define MAX_LIST 2000 /* characters of a list of names */

const DenChoice den_drug_kind_choices[] = {
  { "antidepressant", N_ ("Antidepressant") },
  { "augmenter", N_ ("Augmenter") },
  { "neither", N_ ("Neither") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField drug_fields[] = {
  DEN_INTEGER (DenDrug, number, N_ ("Number"), .required = TRUE, .min = 1, .max = 1000),
  DEN_TEXT (DenDrug, name, N_ ("Generic name"), .required = TRUE),
  DEN_TEXT (DenDrug, brands, N_ ("Brands"), .max = MAX_LIST),
  DEN_TEXT (DenDrug, aliases, N_ ("Also written"), .max = MAX_LIST),
  DEN_CHOICE (DenDrug, kind, N_ ("Kind"), .required = TRUE, .choices = den_drug_kind_choices),
  DEN_TEXT (DenDrug, drug_class, N_ ("Class"), .key = "class", .max = 20),
  DEN_DECIMAL (DenDrug, min_daily_ug, N_ ("Least adequate daily dose"), .key = "min_daily_mg",
               .scale = 1000, .unit = N_ ("mg"), .min = 0, .max = 10000000),
  DEN_DECIMAL (DenDrug, max_daily_ug, N_ ("Highest daily dose"), .key = "max_daily_mg",
               .scale = 1000, .unit = N_ ("mg"), .min = 0, .max = 10000000),
  DEN_TEXT (DenDrug, note, N_ ("Note"), .max = 2000),
  DEN_TEXT (DenDrug, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */

/* An antidepressant without a minimum would count at any dose. */
static void
check_drug (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenDrug *drug = record;
  g_autofree char *here = den_place_member (place, "min_daily_mg");

  if (drug->kind == DEN_DRUG_ANTIDEPRESSANT && drug->min_daily_ug == DEN_UNKNOWN)
    den_problems_add (problems, here, "%s", _ ("is needed"));
}

const DenRecordType den_drug_type =
    DEN_RECORD_TYPE ("drug", N_ ("Drug"), DenDrug, drug_fields, check_drug);

const DenChoice den_domain_choices[] = {
  { "concentration", N_ ("Concentration") },
  { "reactivity", N_ ("Reactivity") },
  { "emotional_range", N_ ("Emotional range") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField scale_item_fields[] = {
  DEN_TEXT (DenScaleItem, label, N_ ("Item"), .required = TRUE, .max = 400),
  DEN_INTEGER (DenScaleItem, min, N_ ("Least"), .required = TRUE, .min = 0, .max = 100),
  DEN_INTEGER (DenScaleItem, max, N_ ("Most"), .required = TRUE, .min = 1, .max = 100),
  DEN_FLAG (DenScaleItem, reversed, N_ ("Reversed")),
  DEN_FLAG (DenScaleItem, optional, N_ ("May be left out")),
  DEN_CHOICE (DenScaleItem, domain, N_ ("Domain"), .choices = den_domain_choices),
};
/* clang-format on */
const DenRecordType den_scale_item_type =
    DEN_RECORD_TYPE ("scale_item", N_ ("Item"), DenScaleItem, scale_item_fields, NULL);

/* clang-format off */
static const DenField scale_answer_fields[] = {
  DEN_INTEGER (DenScaleAnswer, score, N_ ("Score"), .required = TRUE, .min = 0, .max = 100),
  DEN_TEXT (DenScaleAnswer, label, N_ ("Answer"), .required = TRUE),
};
/* clang-format on */
const DenRecordType den_scale_answer_type =
    DEN_RECORD_TYPE ("scale_answer", N_ ("Answer"), DenScaleAnswer, scale_answer_fields, NULL);

/* clang-format off */
static const DenField scale_band_fields[] = {
  DEN_INTEGER (DenScaleBand, from_total, N_ ("From"), .key = "from", .required = TRUE, .min = 0,
               .max = 1000),
  DEN_TEXT (DenScaleBand, label, N_ ("Band"), .required = TRUE),
};
/* clang-format on */
const DenRecordType den_scale_band_type =
    DEN_RECORD_TYPE ("scale_band", N_ ("Band"), DenScaleBand, scale_band_fields, NULL);

static const DenChoice scoring_choices[] = {
  { "sum", N_ ("Sum of the items") },
  { "qids", N_ ("Sum of the nine domains") },
  { "triage", N_ ("Highest risk tier") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField scale_fields[] = {
  DEN_TEXT (DenScale, name, N_ ("Scale"), .required = TRUE, .max = 40),
  DEN_TEXT (DenScale, title, N_ ("Title"), .required = TRUE),
  DEN_CHOICE (DenScale, scoring, N_ ("Scoring"), .required = TRUE, .choices = scoring_choices),
  DEN_INTEGER (DenScale, max_total, N_ ("Highest total"), .required = TRUE, .min = 1, .max = 1000),
  DEN_INTEGER (DenScale, missing_allowed, N_ ("Items that may be missing"), .required = TRUE,
               .min = 0, .max = 20),
  DEN_FLAG (DenScale, higher_is_worse, N_ ("Higher is worse"), .required = TRUE),
  DEN_INTEGER (DenScale, remission_at_most, N_ ("Remission at most"), .min = 0, .max = 1000),
  DEN_INTEGER (DenScale, baseline_days, N_ ("Baseline at most this old"), .min = 0, .max = 1000,
               .unit = N_ ("days")),
  DEN_INTEGER (DenScale, relapse_at_least, N_ ("Relapse from"), .min = 0, .max = 1000),
  DEN_INTEGER (DenScale, relapse_from_days, N_ ("Twice, at least"), .min = 0, .max = 1000,
               .unit = N_ ("days apart")),
  DEN_INTEGER (DenScale, relapse_to_days, N_ ("Twice, at most"), .min = 0, .max = 1000,
               .unit = N_ ("days apart")),
  DEN_INTEGER (DenScale, stable_at_most, N_ ("Stable remission at most"), .min = 0, .max = 1000),
  DEN_TEXT (DenScale, stem, N_ ("Question"), .max = 400),
  DEN_INTEGER (DenScale, safety_item, N_ ("Suicide item"), .min = 1, .max = DEN_MAX_SCORES),
  DEN_INTEGER (DenScale, safety_at_least, N_ ("Positive from"), .min = 1, .max = 100),
  DEN_LIST (DenScale, items, N_ ("Items"), &den_scale_item_type),
  DEN_LIST (DenScale, answers, N_ ("Answers"), &den_scale_answer_type),
  DEN_LIST (DenScale, bands, N_ ("Bands"), &den_scale_band_type),
  DEN_TEXT (DenScale, licence, N_ ("Licence"), .required = TRUE, .max = 500),
  DEN_TEXT (DenScale, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_scale_type =
    DEN_RECORD_TYPE ("scale", N_ ("Scale"), DenScale, scale_fields, NULL);

/* clang-format off */
static const DenField screening_item_fields[] = {
  DEN_TEXT (DenScreeningItem, name, N_ ("Item"), .required = TRUE, .max = 60),
  DEN_TEXT (DenScreeningItem, question, N_ ("Question"), .required = TRUE, .max = 400),
  DEN_TEXT (DenScreeningItem, label, N_ ("Finding"), .required = TRUE),
  DEN_FLAG (DenScreeningItem, absolute, N_ ("Contraindication of the label"), .required = TRUE),
  DEN_FLAG (DenScreeningItem, female_only, N_ ("Not asked of men"), .required = TRUE),
  DEN_TEXT (DenScreeningItem, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_screening_item_type = DEN_RECORD_TYPE (
    "screening_item", N_ ("Screening item"), DenScreeningItem, screening_item_fields, NULL);

const DenChoice den_diagnosis_role_choices[] = {
  { "support", N_ ("Supports the request") },
  { "weak", N_ ("Weak for a first request") },
  { "renewal", N_ ("For renewals only") },
  { "support_mdsi", N_ ("Supports a request for acute suicidality") },
  { "secondary", N_ ("Secondary") },
  { "caution", N_ ("Needs a look") },
  { "exclude", N_ ("Excluded") },
  { "contraindication", N_ ("Contraindication") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField diagnosis_row_fields[] = {
  DEN_TEXT (DenDiagnosisRow, first, N_ ("From code"), .required = TRUE, .max = 8,
            .check = den_check_icd10),
  DEN_TEXT (DenDiagnosisRow, last, N_ ("To code"), .max = 8, .check = den_check_icd10),
  DEN_CHOICE (DenDiagnosisRow, role, N_ ("Role"), .required = TRUE,
              .choices = den_diagnosis_role_choices),
  DEN_TEXT (DenDiagnosisRow, label, N_ ("Diagnosis"), .required = TRUE),
  DEN_TEXT (DenDiagnosisRow, screening_item, N_ ("Screening item"), .max = 60),
  DEN_TEXT (DenDiagnosisRow, note, N_ ("Note"), .max = 1000),
  DEN_TEXT (DenDiagnosisRow, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_diagnosis_row_type = DEN_RECORD_TYPE (
    "diagnosis_row", N_ ("Diagnosis code"), DenDiagnosisRow, diagnosis_row_fields, NULL);

const DenChoice den_interaction_level_choices[] = {
  { "note", N_ ("Note") },
  { "warning", N_ ("Warning") },
  { NULL, NULL },
};

const DenChoice den_rems_medication_choices[] = {
  { "benzodiazepine", N_ ("Benzodiazepine") },
  { "hypnotic", N_ ("Sedative-hypnotic") },
  { "opioid", N_ ("Opioid") },
  { "stimulant", N_ ("Psychostimulant") },
  { "maoi", N_ ("MAO inhibitor") },
  { "other", N_ ("Other") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField interaction_fields[] = {
  DEN_TEXT (DenInteraction, substances, N_ ("Drugs"), .max = MAX_LIST),
  DEN_TEXT (DenInteraction, classes, N_ ("Classes")),
  DEN_TEXT (DenInteraction, group, N_ ("Group"), .required = TRUE),
  DEN_CHOICE (DenInteraction, level, N_ ("Level"), .required = TRUE,
              .choices = den_interaction_level_choices),
  DEN_TEXT (DenInteraction, effect, N_ ("Effect"), .required = TRUE, .max = 1000),
  DEN_TEXT (DenInteraction, advice, N_ ("Advice"), .max = 1000),
  DEN_CHOICE (DenInteraction, rems, N_ ("On the monitoring form"),
              .choices = den_rems_medication_choices),
  DEN_TEXT (DenInteraction, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_interaction_type =
    DEN_RECORD_TYPE ("interaction", N_ ("Interaction"), DenInteraction, interaction_fields, NULL);

/* clang-format off */
static const DenField product_fields[] = {
  DEN_TEXT (DenProduct, product, N_ ("Product"), .required = TRUE, .max = 40),
  DEN_TEXT (DenProduct, name, N_ ("Name"), .required = TRUE),
  DEN_TEXT (DenProduct, strength, N_ ("Strength"), .max = 80),
  DEN_DECIMAL (DenProduct, dose_ug, N_ ("Dose"), .key = "dose_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 0, .max = 10000000),
  DEN_TEXT (DenProduct, ndc, N_ ("NDC"), .check = den_check_ndc),
  DEN_TEXT (DenProduct, hcpcs, N_ ("HCPCS code"), .required = TRUE, .max = 5),
  DEN_INTEGER (DenProduct, units, N_ ("HCPCS units"), .min = 1, .max = 10000),
  DEN_DAY (DenProduct, from_on, N_ ("From"), .key = "from", .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenProduct, to_on, N_ ("To"), .key = "to", .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenProduct, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_product_type =
    DEN_RECORD_TYPE ("product", N_ ("Product"), DenProduct, product_fields, NULL);

/* clang-format off */
static const DenField evidence_fields[] = {
  DEN_TEXT (DenEvidence, key, N_ ("Study"), .required = TRUE, .max = 60),
  DEN_TEXT (DenEvidence, products, N_ ("Products"), .required = TRUE, .max = 80),
  DEN_TEXT (DenEvidence, indication, N_ ("Indication"), .max = 20),
  DEN_TEXT (DenEvidence, statement, N_ ("Statement"), .required = TRUE, .max = 1000),
  DEN_TEXT (DenEvidence, citation, N_ ("Citation"), .required = TRUE, .max = 1000),
  DEN_TEXT (DenEvidence, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_evidence_type =
    DEN_RECORD_TYPE ("evidence", N_ ("Evidence"), DenEvidence, evidence_fields, NULL);

static const DenChoice rems_event_choices[] = {
  { "none", N_ ("None") },
  { "sedation", N_ ("Sedation") },
  { "dissociation", N_ ("Dissociation") },
  { "respiratory_depression", N_ ("Respiratory depression") },
  { "hypertension", N_ ("Hypertensive event") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField event_kind_fields[] = {
  DEN_TEXT (DenEventKind, name, N_ ("Name"), .required = TRUE, .max = 60),
  DEN_TEXT (DenEventKind, label, N_ ("Adverse event"), .required = TRUE, .max = 80),
  DEN_TEXT (DenEventKind, shortcut, N_ ("Key"), .max = 1),
  DEN_CHOICE (DenEventKind, rems, N_ ("On the monitoring form"), .required = TRUE,
              .choices = rems_event_choices),
  DEN_TEXT (DenEventKind, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_event_kind_type =
    DEN_RECORD_TYPE ("event_kind", N_ ("Adverse event"), DenEventKind, event_kind_fields, NULL);

const DenChoice den_endpoint_choices[] = {
  { "response", N_ ("Response") },
  { "remission", N_ ("Remission") },
  { "relapse", N_ ("Relapse") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField benchmark_fields[] = {
  DEN_TEXT (DenBenchmark, key, N_ ("Name"), .required = TRUE, .max = 80),
  DEN_TEXT (DenBenchmark, study, N_ ("Study"), .required = TRUE),
  DEN_TEXT (DenBenchmark, population, N_ ("Population"), .required = TRUE, .max = 400),
  DEN_TEXT (DenBenchmark, modality, N_ ("Modality"), .required = TRUE, .max = 40),
  DEN_TEXT (DenBenchmark, scale, N_ ("Scale"), .required = TRUE, .max = 40),
  DEN_CHOICE (DenBenchmark, endpoint, N_ ("Endpoint"), .required = TRUE,
              .choices = den_endpoint_choices),
  DEN_TEXT (DenBenchmark, indication, N_ ("Indication"), .max = 20),
  DEN_INTEGER (DenBenchmark, remission_at_most, N_ ("Remission at most"), .min = 0, .max = 1000),
  DEN_INTEGER (DenBenchmark, day, N_ ("Day"), .required = TRUE, .min = 1, .max = 2000),
  DEN_INTEGER (DenBenchmark, early_days, N_ ("Days before"), .required = TRUE, .min = 0,
               .max = 1000),
  DEN_INTEGER (DenBenchmark, late_days, N_ ("Days after"), .required = TRUE, .min = 0,
               .max = 1000),
  DEN_DECIMAL (DenBenchmark, permille, N_ ("Patients"), .key = "percent", .required = TRUE,
               .scale = 10, .unit = N_ ("%"), .min = 0, .max = 1000),
  DEN_INTEGER (DenBenchmark, n, N_ ("Number"), .min = 1, .max = 10000000),
  DEN_TEXT (DenBenchmark, comparator, N_ ("Against"), .max = 200),
  DEN_TEXT (DenBenchmark, citation, N_ ("Citation"), .required = TRUE, .max = 1000),
  DEN_TEXT (DenBenchmark, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_benchmark_type =
    DEN_RECORD_TYPE ("benchmark", N_ ("Published result"), DenBenchmark, benchmark_fields, NULL);

/* clang-format off */
static const DenField surveillance_fields[] = {
  DEN_TEXT (DenSurveillance, item, N_ ("Name"), .required = TRUE, .max = 60),
  DEN_TEXT (DenSurveillance, label, N_ ("Check"), .required = TRUE),
  DEN_TEXT (DenSurveillance, looks_at, N_ ("Answered by"), .required = TRUE, .max = 60),
  DEN_TEXT (DenSurveillance, modalities, N_ ("For"), .max = 80),
  DEN_FLAG (DenSurveillance, at_baseline, N_ ("Before the first session")),
  DEN_INTEGER (DenSurveillance, induction_days, N_ ("In induction every"), .min = 0, .max = 1000,
               .unit = N_ ("days")),
  DEN_INTEGER (DenSurveillance, maintenance_days, N_ ("In maintenance every"), .min = 0,
               .max = 1000, .unit = N_ ("days")),
  DEN_INTEGER (DenSurveillance, from_age, N_ ("From age"), .min = 0, .max = 120),
  DEN_FLAG (DenSurveillance, female_only, N_ ("Not asked of men")),
  DEN_TEXT (DenSurveillance, note, N_ ("Note"), .max = 400),
  DEN_TEXT (DenSurveillance, source, N_ ("Source"), .required = TRUE, .max = 1000),
};
/* clang-format on */
const DenRecordType den_surveillance_type = DEN_RECORD_TYPE (
    "surveillance", N_ ("Surveillance"), DenSurveillance, surveillance_fields, NULL);
