/* How a treatment is given: phases, doses, checks, checkpoints, limits and release. Data, never
 * code: rows of data/protocols.json, and the clinic's own versions, each with its date and source.
 * Each part says whether it is the drug label's (label = 1) or the clinic's default. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_DOSING_FIXED,     /* one of the protocol's doses */
  DEN_DOSING_BY_WEIGHT, /* micrograms a kilogram */
} DenDosing;

/* Which weight a dose by weight is computed from (clinical default; Sanacora 2017 for ideal weight
 * from a BMI of 30 on). Ideal weight is Devine's, 1974. */
typedef enum
{
  DEN_WEIGHT_ACTUAL,
  DEN_WEIGHT_IDEAL_FROM_BMI_30,
  DEN_WEIGHT_ADJUSTED_FROM_BMI_30, /* ideal + 0.4 x (actual - ideal) */
} DenWeightRule;

typedef enum
{
  DEN_DISCHARGE_CLINICAL, /* the limits of the release stage alone */
  DEN_DISCHARGE_ALDRETE,
  DEN_DISCHARGE_MPADSS,
} DenDischargeScale;

/* One stretch of the course, in the order of the list: "Weeks 1 to 4". */
typedef struct
{
  DenRecord record;
  char *name;
  gint64 phase;             /* DenPhase */
  gint64 sessions;          /* unknown: open-ended */
  gint64 interval_days;     /* the usual days from one session to the next */
  gint64 interval_days_max; /* the longest that the phase allows; unknown: interval_days alone */
  gint64 per_week;          /* sessions a week; unknown where there is less than one */
  gint64 first_dose_ug;     /* of the phase's first session (by weight: a kilogram); else usual */
  gint64 usual_dose_ug;     /* fixed: the dose; by weight: micrograms a kilogram */
  gint64 label;
} DenProtocolPhase;

/* A dose that may be ordered, rising. By weight: micrograms a kilogram. */
typedef struct
{
  DenRecord record;
  gint64 dose_ug;
  gint64 devices; /* of a nasal spray */
  gint64 label;
} DenProtocolDose;

/* What is asked or looked up before a dose. item is one word; question a statement that yes
 * confirms ("No food for 2 hours"). What the record itself answers (age, rems_enrollment,
 * pdmp, pregnancy_test, c_ssrs, authorization, prescriber_on_site, medications) is told by from_chart and
 * never asked. */
typedef struct
{
  DenRecord record;
  char *item; /* "food", "liquids", "nasal_spray", "escort", "consent", "rems_enrollment" ... */
  char *question;
  gint64 since_minutes; /* the time that must have passed; the answer is then an instant */
  gint64 from_chart;    /* 1: looked up in the chart, not asked */
  gint64 within_days;   /* how old what is looked up may be; 0: the same day */
  gint64 required;      /* 1: no dose without it or a written reason */
  gint64 female_only;
  gint64 label;
  char *source;
} DenProtocolCheck;

/* A look that is due so many minutes after time 0. */
typedef struct
{
  DenRecord record;
  gint64 minute;
  gint64 early_minutes; /* counts from so much before */
  gint64 late_minutes;  /* late after so much */
  char *measures;       /* words separated by blanks: bp pulse spo2 respiration moaas cadss */
  gint64 required;      /* 1: the release asks for it */
  gint64 label;
} DenProtocolCheckpoint;

typedef enum
{
  DEN_MEASURE_SYSTOLIC,
  DEN_MEASURE_DIASTOLIC,
  DEN_MEASURE_PULSE,
  DEN_MEASURE_SPO2,
  DEN_MEASURE_RESPIRATION,
  DEN_MEASURE_MOAAS,
  DEN_MEASURE_CADSS_6,
  DEN_MEASURE_CADSS_23,
} DenMeasureKind;

typedef enum
{
  DEN_STAGE_BEFORE,  /* before the dose */
  DEN_STAGE_DURING,  /* from time 0 on */
  DEN_STAGE_RELEASE, /* before the patient leaves */
} DenStage;

typedef enum
{
  DEN_LIMIT_REVIEW, /* a reason is asked for */
  DEN_LIMIT_HOLD,   /* before: no dose; release: no release */
  DEN_LIMIT_ALERT,  /* during: look at the patient, and say what was done */
  DEN_LIMIT_ESCALATE,
} DenLimitLevel;

/* A reading over at_least, under at_most, or that much over the one before the dose, is told. */
typedef struct
{
  DenRecord record;
  gint64 measure; /* DenMeasureKind */
  gint64 stage;   /* DenStage */
  gint64 level;   /* DenLimitLevel */
  gint64 at_least;
  gint64 at_most;
  gint64 rise;        /* at least this much over the newest reading before time 0 */
  gint64 from_minute; /* only from this minute on */
  gint64 label;
  char *advice;
  char *source;
} DenProtocolLimit;

/* One version of one protocol. A session goes by the newest version in force on its day. */
typedef struct
{
  DenRecord record;
  char *protocol_id;
  char *title;
  gint64 modality;   /* DenModality */
  gint64 indication; /* DenIndication; unknown: either */
  DenDay effective_on;
  char *source;
  char *note;
  gint64 dosing;      /* DenDosing */
  gint64 weight_rule; /* DenWeightRule, of a dose by weight */
  gint64 weight_max_age_days;
  gint64 rounding_ug; /* a dose by weight is rounded to this */
  gint64 ceiling_ug;  /* over it a rationale is asked for: fixed mg, or a kilogram by weight */
  gint64 device_ug;
  gint64 device_rest_minutes;
  gint64 infusion_minutes;
  gint64 min_days_apart;   /* calendar days between two sessions of induction */
  gint64 gap_warn_days;    /* a gap of so many days is told */
  gint64 gap_review_days;  /* and of so many asks how to go on */
  gint64 benefit_required; /* 1: maintenance asks for the documented benefit */
  gint64 booking_minutes;
  gint64 observation_minutes; /* least time from time 0 to release */
  gint64 stable_minutes;      /* from the end of an infusion to release, if that is later */
  gint64 discharge_scale;     /* DenDischargeScale */
  gint64 discharge_score;     /* ready from this total on */
  gint64 rems;                /* 1: enrollment, a certified site and a monitoring form */
  gint64 report_days;         /* calendar days to send the monitoring form */
  gint64 therapy_from_day;    /* days after a session in which psychotherapy is best placed */
  gint64 therapy_to_day;
  GPtrArray *phases;      /* DenProtocolPhase */
  GPtrArray *doses;       /* DenProtocolDose */
  GPtrArray *checks;      /* DenProtocolCheck */
  GPtrArray *checkpoints; /* DenProtocolCheckpoint, rising */
  GPtrArray *limits;      /* DenProtocolLimit */
} DenProtocol;

extern const DenChoice den_measure_choices[];
extern const DenChoice den_limit_level_choices[];
extern const DenRecordType den_protocol_phase_type;
extern const DenRecordType den_protocol_dose_type;
extern const DenRecordType den_protocol_check_type;
extern const DenRecordType den_protocol_checkpoint_type;
extern const DenRecordType den_protocol_limit_type;
extern const DenRecordType den_protocol_type;

const DenProtocol *den_protocol_in_force (GPtrArray *protocols, const char *protocol_id, DenDay on);

G_END_DECLS
