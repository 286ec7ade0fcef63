/* Field tables of the patient, allergies, medications and coverages. */
#include "den-patient.h"

#include "den-identifier.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY

const DenChoice den_sex_choices[] = {
  { "female", N_ ("Female") },   { "male", N_ ("Male") }, { "other", N_ ("Other") },
  { "unknown", N_ ("Unknown") }, { NULL, NULL },
};

/* clang-format off */
static const DenField patient_fields[] = {
  DEN_TEXT (DenPatient, mrn, N_ ("MRN"), .required = TRUE, .max = 40),
  DEN_TEXT (DenPatient, family_name, N_ ("Family name"), .required = TRUE, .max = 100),
  DEN_TEXT (DenPatient, given_name, N_ ("Given name"), .max = 100),
  DEN_TEXT (DenPatient, middle_name, N_ ("Middle name"), .max = 100),
  DEN_TEXT (DenPatient, preferred_name, N_ ("Likes to be called"), .max = 100),
  DEN_DAY (DenPatient, birth_date, N_ ("Birth date"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_CHOICE (DenPatient, sex, N_ ("Sex"), .choices = den_sex_choices),
  DEN_TEXT (DenPatient, language, N_ ("Language"), .max = 60),
  DEN_TEXT (DenPatient, phone, N_ ("Phone"), .max = 40, .check = den_check_phone),
  DEN_TEXT (DenPatient, email, N_ ("Email"), .max = 120, .check = den_check_email),
  DEN_TEXT (DenPatient, street, N_ ("Street"), .key = "address.street"),
  DEN_TEXT (DenPatient, street2, N_ ("Street, second line"), .key = "address.street2"),
  DEN_TEXT (DenPatient, city, N_ ("City"), .key = "address.city", .max = 100),
  DEN_TEXT (DenPatient, state, N_ ("State"), .key = "address.state", .check = den_check_state),
  DEN_TEXT (DenPatient, zip, N_ ("ZIP"), .key = "address.zip", .check = den_check_zip),
  DEN_DECIMAL (DenPatient, height_mm, N_ ("Height"), .key = "height_cm", .scale = 10,
               .unit = N_ ("cm"), .min = 500, .max = 2500),
  DEN_TEXT (DenPatient, contact_name, N_ ("Emergency contact"), .key = "emergency_contact.name"),
  DEN_TEXT (DenPatient, contact_relationship, N_ ("Relationship"),
            .key = "emergency_contact.relationship", .max = 60),
  DEN_TEXT (DenPatient, contact_phone, N_ ("Contact’s phone"), .key = "emergency_contact.phone",
            .max = 40, .check = den_check_phone),
  DEN_INTEGER (DenPatient, prescriber_id, N_ ("Prescriber"), .internal = TRUE),
};
/* clang-format on */
const DenRecordType den_patient_type =
    DEN_RECORD_TYPE ("patient", N_ ("Patient"), DenPatient, patient_fields, NULL);

static const DenChoice allergy_severity_choices[] = {
  { "mild", N_ ("Mild") },
  { "moderate", N_ ("Moderate") },
  { "severe", N_ ("Severe") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField allergy_fields[] = {
  DEN_TEXT (DenAllergy, substance, N_ ("Substance"), .required = TRUE),
  DEN_TEXT (DenAllergy, reaction, N_ ("Reaction")),
  DEN_CHOICE (DenAllergy, severity, N_ ("Severity"), .choices = allergy_severity_choices),
};
/* clang-format on */
const DenRecordType den_allergy_type =
    DEN_RECORD_TYPE ("allergy", N_ ("Allergy"), DenAllergy, allergy_fields, NULL);

/* Adds a problem where LAST comes before FIRST; either may be unknown. */
void
den_check_day_order (DenDay first, DenDay last, const char *last_key, const char *place,
                     DenProblems *problems)
{
  g_autofree char *here = den_place_member (place, last_key);

  if (first == DEN_UNKNOWN || last == DEN_UNKNOWN || last >= first)
    return;
  den_problems_add (problems, here, "%s", _ ("must not be before the start"));
}

static void
check_medication (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenMedication *medication = record;

  den_check_day_order (medication->started_on, medication->ended_on, "ended_on", place, problems);
}

/* clang-format off */
static const DenField medication_fields[] = {
  DEN_TEXT (DenMedication, drug, N_ ("Drug"), .required = TRUE, .max = 120),
  DEN_DECIMAL (DenMedication, daily_dose_ug, N_ ("Daily dose"), .key = "daily_dose_mg",
               .scale = 1000, .unit = N_ ("mg"), .min = 1, .max = 10000000),
  DEN_DAY (DenMedication, started_on, N_ ("Started"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenMedication, ended_on, N_ ("Ended"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenMedication, note, N_ ("Note"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_medication_type = DEN_RECORD_TYPE (
    "medication", N_ ("Medication"), DenMedication, medication_fields, check_medication);

static const DenChoice relationship_choices[] = {
  { "self", N_ ("Self") },
  { "spouse", N_ ("Spouse") },
  { "child", N_ ("Child") },
  { "other", N_ ("Other") },
  { NULL, NULL },
};

static void
check_coverage (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenCoverage *coverage = record;

  den_check_day_order (coverage->from_on, coverage->to_on, "to", place, problems);
}

/* clang-format off */
static const DenField coverage_fields[] = {
  DEN_INTEGER (DenCoverage, rank, N_ ("Rank"), .min = 1, .max = 3),
  DEN_TEXT (DenCoverage, payer, N_ ("Payer"), .required = TRUE),
  DEN_TEXT (DenCoverage, plan, N_ ("Plan")),
  DEN_TEXT (DenCoverage, member_id, N_ ("Member ID"), .max = 80),
  DEN_TEXT (DenCoverage, group_number, N_ ("Group"), .max = 80),
  DEN_CHOICE (DenCoverage, relationship, N_ ("Patient is the subscriber’s"),
              .choices = relationship_choices),
  DEN_TEXT (DenCoverage, subscriber_name, N_ ("Subscriber")),
  DEN_DAY (DenCoverage, subscriber_birth_date, N_ ("Subscriber’s birth date"), .min = FIRST_DAY,
           .max = LAST_DAY),
  DEN_DAY (DenCoverage, from_on, N_ ("In force from"), .key = "from", .min = FIRST_DAY,
           .max = LAST_DAY),
  DEN_DAY (DenCoverage, to_on, N_ ("to"), .key = "to", .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DECIMAL (DenCoverage, copay_cents, N_ ("Copay"), .key = "copay_cents", .scale = 1,
               .unit = N_ ("cents"), .min = 0, .max = 100000000),
  DEN_TEXT (DenCoverage, payer_phone, N_ ("Payer’s phone"), .max = 40, .check = den_check_phone),
  DEN_TEXT (DenCoverage, payer_fax, N_ ("Payer’s fax"), .max = 40, .check = den_check_phone),
  DEN_TEXT (DenCoverage, rx_bin, N_ ("Rx BIN"), .max = 20),
  DEN_TEXT (DenCoverage, rx_pcn, N_ ("Rx PCN"), .max = 20),
};
/* clang-format on */
const DenRecordType den_coverage_type =
    DEN_RECORD_TYPE ("coverage", N_ ("Coverage"), DenCoverage, coverage_fields, check_coverage);

/* "Nguyen, Thi Anna": how lists and papers' headers sort and show a name. */
char *
den_patient_name (const DenPatient *patient)
{
  g_autoptr (GString) name = g_string_new (patient->family_name);

  if (patient->given_name != NULL)
    g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", patient->given_name);
  if (patient->middle_name != NULL)
    g_string_append_printf (name, " %s", patient->middle_name);
  return g_strdup (name->str);
}

/* "Thi Anna Nguyen": how a sentence says it. */
char *
den_patient_name_in_order (const DenPatient *patient)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const char *parts[] = { patient->given_name, patient->middle_name, patient->family_name };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_ptr_array_add (words, (gpointer) parts[i]);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

/* Whether the medication is taken on the day: begun, as far as known, and not ended before. */
gboolean
den_medication_is_running (const DenMedication *medication, DenDay on)
{
  return (medication->started_on == DEN_UNKNOWN || medication->started_on <= on) &&
         (medication->ended_on == DEN_UNKNOWN || medication->ended_on >= on);
}

gboolean
den_coverage_is_in_force (const DenCoverage *coverage, DenDay on)
{
  return (coverage->from_on == DEN_UNKNOWN || coverage->from_on <= on) &&
         (coverage->to_on == DEN_UNKNOWN || coverage->to_on >= on);
}
