/* What was asked, measured and checked: screenings, assessments, vitals, checks, enrollments. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_ANSWER_YES,
  DEN_ANSWER_NO,
  DEN_ANSWER_UNKNOWN,
} DenAnswer;

/* One answer of the contraindication screening; item is a DenScreeningItem's name. */
typedef struct
{
  DenRecord record;
  char *item;
  gint64 answer; /* DenAnswer */
  DenDay noted_on;
  char *note;
} DenScreening;

/* One rating scale taken once; scale is a DenScale's name. */
typedef struct
{
  DenRecord record;
  char *scale;
  DenInstant taken_at;
  DenScores items;
  gint64 total;
} DenAssessment;

typedef struct
{
  DenRecord record;
  DenInstant taken_at;
  gint64 systolic; /* mmHg */
  gint64 diastolic;
  gint64 pulse;       /* per minute */
  gint64 spo2;        /* percent */
  gint64 respiration; /* per minute */
  gint64 weight_g;
} DenVitals;

typedef enum
{
  DEN_CHECK_PDMP,
  DEN_CHECK_URINE_DRUG_SCREEN,
  DEN_CHECK_PREGNANCY_TEST,
  DEN_CHECK_LIVER_PANEL,
  DEN_CHECK_ECG,
} DenCheckKind;

/* A look-up or laboratory check that was done. */
typedef struct
{
  DenRecord record;
  gint64 kind; /* DenCheckKind */
  DenDay done_on;
  char *result;
  char *note;
} DenCheck;

typedef enum
{
  DEN_PROGRAM_SPRAVATO_REMS,
} DenProgram;

typedef struct
{
  DenRecord record;
  gint64 program; /* DenProgram */
  char *enrollment_id;
  DenDay enrolled_on;
} DenEnrollment;

extern const DenChoice den_answer_choices[];
extern const DenChoice den_check_kind_choices[];
extern const DenRecordType den_screening_type;
extern const DenRecordType den_assessment_type;
extern const DenRecordType den_vitals_type;
extern const DenRecordType den_check_type;
extern const DenRecordType den_enrollment_type;

G_END_DECLS
