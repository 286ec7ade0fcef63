/* Who the patient is, and who pays. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_SEX_FEMALE,
  DEN_SEX_MALE,
  DEN_SEX_OTHER,
  DEN_SEX_UNKNOWN,
} DenSex;

typedef struct
{
  DenRecord record;
  char *mrn;
  char *family_name;
  char *given_name;
  char *middle_name;
  char *preferred_name;
  DenDay birth_date;
  gint64 sex; /* DenSex */
  char *language;
  char *phone;
  char *email;
  char *street;
  char *street2;
  char *city;
  char *state;
  char *zip;
  gint64 height_mm;
  char *contact_name;
  char *contact_relationship;
  char *contact_phone;
  gint64 prescriber_id; /* row of the prescriber; not in chart files */
} DenPatient;

typedef enum
{
  DEN_SEVERITY_MILD,
  DEN_SEVERITY_MODERATE,
  DEN_SEVERITY_SEVERE,
} DenAllergySeverity;

typedef struct
{
  DenRecord record;
  char *substance;
  char *reaction;
  gint64 severity; /* DenAllergySeverity */
} DenAllergy;

typedef struct
{
  DenRecord record;
  char *drug;
  gint64 daily_dose_ug;
  DenDay started_on;
  DenDay ended_on;
  char *note;
} DenMedication;

typedef enum
{
  DEN_RELATIONSHIP_SELF,
  DEN_RELATIONSHIP_SPOUSE,
  DEN_RELATIONSHIP_CHILD,
  DEN_RELATIONSHIP_OTHER,
} DenRelationship;

typedef struct
{
  DenRecord record;
  gint64 rank; /* 1 primary, 2 secondary, 3 tertiary */
  char *payer;
  char *plan;
  char *member_id;
  char *group_number;
  gint64 relationship; /* DenRelationship: the patient's to the subscriber */
  char *subscriber_name;
  DenDay subscriber_birth_date;
  DenDay from_on;
  DenDay to_on;
  gint64 copay_cents;
  char *payer_phone;
  char *payer_fax;
  char *rx_bin;
  char *rx_pcn;
} DenCoverage;

extern const DenChoice den_sex_choices[];
extern const DenRecordType den_patient_type;
extern const DenRecordType den_allergy_type;
extern const DenRecordType den_medication_type;
extern const DenRecordType den_coverage_type;

char *den_patient_name (const DenPatient *patient);
char *den_patient_name_in_order (const DenPatient *patient);
gboolean den_medication_is_running (const DenMedication *medication, DenDay on);
gboolean den_coverage_is_in_force (const DenCoverage *coverage, DenDay on);

/* For the check functions of records that have a first and a last day. */
void den_check_day_order (DenDay first, DenDay last, const char *last_key, const char *place,
                          DenProblems *problems);

G_END_DECLS
