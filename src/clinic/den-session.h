/* A session and all that is recorded in it: checks, doses, observations, events, discharge. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

/* What became of the appointment. Where a running session stands is derived from what was recorded
 * in it (den_session_state), never stored. */
typedef enum
{
  DEN_SESSION_PLANNED,
  DEN_SESSION_COMPLETED,
  DEN_SESSION_MISSED,
  DEN_SESSION_CANCELLED,
} DenSessionStatus;

typedef enum
{
  DEN_DOSE_GIVEN,
  DEN_DOSE_REFUSED,
  DEN_DOSE_FAILED, /* the device or vial failed; what of it was given stands in given_ug */
} DenDoseOutcome;

/* One device, injection or vial. Of a vial, drawn is given and wasted together. */
typedef struct
{
  DenRecord record;
  DenInstant given_at; /* when the device was used, the injection made, the vial drawn */
  gint64 outcome;      /* DenDoseOutcome */
  gint64 given_ug;     /* what the patient got of it: 0 of a refused device */
  gint64 drawn_ug;
  gint64 wasted_ug;
  char *witness; /* who saw the waste: another person than given_by */
  char *ndc;
  char *lot;
  DenDay expires_on;
  char *given_by; /* who gave it, or watched the patient take it */
  char *note;
} DenDose;

typedef enum
{
  DEN_INFUSION_START,
  DEN_INFUSION_RATE, /* the rate was changed */
  DEN_INFUSION_PAUSE,
  DEN_INFUSION_RESUME,
  DEN_INFUSION_STOP,
} DenInfusionAction;

typedef struct
{
  DenRecord record;
  DenInstant at;
  gint64 action;             /* DenInfusionAction */
  gint64 rate_ug_per_minute; /* from then on: of START, RATE, RESUME */
  char *reason;
  char *by;
} DenInfusionStep;

/* One look at the patient. What was not measured is unknown. */
typedef struct
{
  DenRecord record;
  DenInstant taken_at;
  gint64 systolic; /* mmHg */
  gint64 diastolic;
  gint64 pulse;       /* per minute */
  gint64 spo2;        /* percent */
  gint64 respiration; /* per minute */
  gint64 moaas;       /* MOAA/S, 0 to 5 */
  DenScores cadss6_items;
  gint64 cadss6; /* 0 to 24 */
  DenScores cadss23_items;
  gint64 cadss23;    /* 0 to 92 */
  DenScores aldrete; /* modified Aldrete: activity, respiration, circulation, consciousness, SpO2 */
  DenScores mpadss;  /* vital signs, activity, nausea and vomiting, pain, bleeding */
  char *taken_by;
  char *note;
} DenObservation;

typedef enum
{
  DEN_EVENT_MILD,
  DEN_EVENT_MODERATE,
  DEN_EVENT_SEVERE,
} DenEventSeverity;

/* An adverse event. */
typedef struct
{
  DenRecord record;
  DenInstant started_at;
  char *kind;      /* a DenEventKind's name: "nausea" */
  gint64 severity; /* DenEventSeverity */
  gint64 serious;  /* 1: serious in the regulatory sense, which the REMS form asks for */
  DenInstant resolved_at;
  char *treatment; /* what was done about it */
  char *noted_by;
  char *note;
} DenSessionEvent;

/* A medication given in the session. */
typedef struct
{
  DenRecord record;
  DenInstant given_at;
  char *drug;
  gint64 dose_ug;
  char *route;
  char *reason;
  char *given_by;
} DenGivenMedication;

typedef enum
{
  DEN_CHECK_ANSWER_YES,
  DEN_CHECK_ANSWER_NO,
  DEN_CHECK_ANSWER_NOT_APPLICABLE,
} DenCheckAnswer;

/* One answer before dosing; item is a DenProtocolCheck's. since is what it asks a time for: the
 * last food, the last liquid, the last nasal spray. The newest answer to an item holds. */
typedef struct
{
  DenRecord record;
  char *item;
  gint64 answer; /* DenCheckAnswer */
  DenInstant since;
  DenInstant checked_at;
  char *checked_by;
  char *note;
} DenSessionCheck;

typedef enum
{
  DEN_DECISION_PROCEED, /* go on against a review, with the reason */
  DEN_DECISION_WAIT,    /* rest and measure again */
  DEN_DECISION_HOLD,    /* no dose today */
  DEN_DECISION_TREAT,   /* medication or measure, as written */
  DEN_DECISION_CALL,    /* the prescriber was called to the patient */
  DEN_DECISION_EXTEND,  /* observe longer */
  DEN_DECISION_STOP,    /* the dose or infusion was stopped */
  DEN_DECISION_EMERGENCY,
  DEN_DECISION_EXPLAIN, /* why something was late or left out */
} DenDecisionKind;

/* What was done about a finding of the session: a reading over a limit, a late checkpoint, a check
 * that was not met, a dose over the ceiling. */
typedef struct
{
  DenRecord record;
  char *about;      /* the finding's key: "systolic", "checkpoint.40", "check.escort" */
  DenInstant of_at; /* the instant of the reading it is about; unknown: of the finding itself */
  gint64 decision;  /* DenDecisionKind */
  char *reason;
  DenInstant decided_at;
  char *decided_by;
} DenSessionDecision;

/* What is added to a signed session. */
typedef struct
{
  DenRecord record;
  DenInstant written_at;
  char *written_by;
  char *text;
} DenAddendum;

typedef enum
{
  DEN_REPORT_PORTAL,
  DEN_REPORT_FAX,
  DEN_REPORT_PHONE,
} DenReportMethod;

/* That the session's Patient Monitoring Form went to the REMS. */
typedef struct
{
  DenRecord record;
  DenDay sent_on;
  gint64 method; /* DenReportMethod */
  char *sent_by;
  char *confirmation; /* what the REMS gave back */
  char *note;
} DenMonitoringReport;

typedef enum
{
  DEN_DISPOSITION_HOME,       /* with the escort */
  DEN_DISPOSITION_LEFT_EARLY, /* before the clinic would have released */
  DEN_DISPOSITION_EMERGENCY,  /* to an emergency department */
  DEN_DISPOSITION_ADMITTED,
} DenDisposition;

typedef struct
{
  DenRecord record;
  char *session_id;
  char *course;  /* a DenCourse's id */
  gint64 number; /* in its course, counted from 1 as planned */
  gint64 phase;  /* DenPhase */
  DenInstant scheduled_at;
  gint64 minutes; /* that the chair is booked for */
  char *chair;    /* a DenChair's name */
  DenInstant arrived_at;
  DenInstant started_at; /* the first device, the injection, the start of the infusion: time 0 */
  DenInstant ended_at;   /* the end of monitoring: the patient left */
  gint64 status;         /* DenSessionStatus */
  char *status_reason;   /* why it was missed, cancelled or moved */
  gint64 weight_g;
  gint64 ordered_ug;
  char *order_rationale; /* for a dose over the ceiling or off the protocol's steps */
  char *ordered_by;
  char *prescriber_on_site; /* during administration and monitoring, as the REMS asks */
  char *monitored_by;
  GPtrArray *checks;       /* DenSessionCheck */
  GPtrArray *doses;        /* DenDose */
  GPtrArray *infusion;     /* DenInfusionStep */
  GPtrArray *observations; /* DenObservation */
  GPtrArray *events;       /* DenSessionEvent */
  GPtrArray *medications;  /* DenGivenMedication */
  GPtrArray *decisions;    /* DenSessionDecision */
  DenInstant ready_at; /* when the patient could have left (asked by the REMS of early leaves) */
  gint64 vitals_before_ok; /* clinician's judgement: acceptable before the dose */
  gint64 vitals_after_ok;  /* and before the end of monitoring */
  char *escort_name;
  gint64 escort_here;
  gint64 instructions_given; /* written, with no driving until the next day after sleep */
  gint64 disposition;        /* DenDisposition */
  char *early_reason;
  char *released_by;
  char *note;
  DenInstant signed_at;
  char *signed_by;
  char *record_sha256; /* of what was signed, 64 hexadecimal digits: den_session_digest */
  GPtrArray *addenda;  /* DenAddendum */
  GPtrArray *reports;  /* DenMonitoringReport */
} DenSession;

extern const DenChoice den_session_status_choices[];
extern const DenChoice den_dose_outcome_choices[];
extern const DenChoice den_event_severity_choices[];
extern const DenChoice den_decision_choices[];
extern const DenChoice den_check_answer_choices[];
extern const DenChoice den_disposition_choices[];
extern const DenChoice den_infusion_action_choices[];
extern const DenRecordType den_dose_type;
extern const DenRecordType den_infusion_step_type;
extern const DenRecordType den_observation_type;
extern const DenRecordType den_session_event_type;
extern const DenRecordType den_given_medication_type;
extern const DenRecordType den_session_check_type;
extern const DenRecordType den_session_decision_type;
extern const DenRecordType den_addendum_type;
extern const DenRecordType den_monitoring_report_type;
extern const DenRecordType den_session_type;

gboolean den_session_is_signed (const DenSession *session);

G_END_DECLS
