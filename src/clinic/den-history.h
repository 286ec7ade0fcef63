/* What the patient has, and what has been tried: diagnoses, episodes, trials, therapies. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

typedef struct
{
  DenRecord record;
  char *code; /* ICD-10-CM, with its dot */
  gint64 rank;
  DenDay onset_on;
  DenDay noted_on;
  DenDay resolved_on;
  char *note;
} DenDiagnosis;

/* A depressive episode; the current one has no end. */
typedef struct
{
  DenRecord record;
  DenDay started_on;
  DenDay ended_on;
} DenEpisode;

/* The daily dose over some days of a trial, both counted. An unknown from is the trial's first
 * day, an unknown to its last. */
typedef struct
{
  DenRecord record;
  DenDay from_on;
  DenDay to_on;
  gint64 daily_ug;
} DenDoseSegment;

typedef enum
{
  DEN_STOP_INADEQUATE_RESPONSE,
  DEN_STOP_INTOLERANCE,
  DEN_STOP_PATIENT_CHOICE,
  DEN_STOP_COST,
  DEN_STOP_OTHER,
  DEN_STOP_ONGOING,
} DenStopReason;

typedef enum
{
  DEN_SOURCE_PHARMACY_RECORD,
  DEN_SOURCE_CHART,
  DEN_SOURCE_PATIENT_REPORT,
} DenTrialSource;

/* One drug taken for depression, and how it went. */
typedef struct
{
  DenRecord record;
  char *drug; /* generic or brand, as written */
  DenDay started_on;
  DenDay ended_on;
  gint64 weeks_tenths;       /* how long, where the dates are not known */
  gint64 max_daily_dose_ug;  /* highest daily dose reached */
  GPtrArray *doses;          /* DenDoseSegment */
  gint64 adherence_permille; /* of the doses that were due */
  gint64 improvement_permille;
  gint64 stop_reason; /* DenStopReason */
  char *augments;     /* the antidepressant this was added to; known makes it an augmentation */
  gint64 source;      /* DenTrialSource */
  char *note;
} DenTrial;

typedef enum
{
  DEN_THERAPY_PSYCHOTHERAPY,
  DEN_THERAPY_ECT,
  DEN_THERAPY_TMS,
  DEN_THERAPY_VNS,
  DEN_THERAPY_DBS,
} DenTherapyKind;

typedef struct
{
  DenRecord record;
  gint64 kind; /* DenTherapyKind */
  char *method;
  DenDay started_on;
  DenDay ended_on;
  gint64 sessions;
  char *response;
} DenTherapy;

extern const DenChoice den_stop_reason_choices[];
extern const DenChoice den_trial_source_choices[];
extern const DenChoice den_therapy_kind_choices[];
extern const DenRecordType den_diagnosis_type;
extern const DenRecordType den_episode_type;
extern const DenRecordType den_dose_segment_type;
extern const DenRecordType den_trial_type;
extern const DenRecordType den_therapy_type;

G_END_DECLS
