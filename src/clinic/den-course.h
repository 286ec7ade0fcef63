/* Courses of treatment, what was decided in them, and the visits planned beside their sessions. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_MODALITY_ESKETAMINE,
  DEN_MODALITY_KETAMINE_IV,
  DEN_MODALITY_KETAMINE_IM,
} DenModality;

typedef enum
{
  DEN_INDICATION_TRD,  /* treatment-resistant depression */
  DEN_INDICATION_MDSI, /* major depression with acute suicidal ideation or behavior */
} DenIndication;

typedef enum
{
  DEN_COURSE_PLANNED,
  DEN_COURSE_ACTIVE,
  DEN_COURSE_COMPLETED,
  DEN_COURSE_STOPPED,
} DenCourseStatus;

typedef enum
{
  DEN_PHASE_INDUCTION,
  DEN_PHASE_MAINTENANCE,
  DEN_PHASE_REINDUCTION,
} DenPhase;

typedef enum
{
  DEN_COURSE_DECISION_MISSED_SESSION, /* the label's two questions: worse or not, which phase */
  DEN_COURSE_DECISION_BENEFIT,        /* the documented benefit at the end of induction */
  DEN_COURSE_DECISION_FREQUENCY,      /* how often from now on */
  DEN_COURSE_DECISION_REINDUCTION,
  DEN_COURSE_DECISION_MODALITY, /* on to another drug or route, in another course */
  DEN_COURSE_DECISION_STOP,
} DenCourseDecisionKind;

/* What a clinician decided about the course, and why. Which fields are known follows from kind. */
typedef struct
{
  DenRecord record;
  gint64 kind; /* DenCourseDecisionKind */
  DenDay decided_on;
  char *decided_by;
  char *session;        /* the id of the session it follows from */
  gint64 worse;         /* of MISSED_SESSION: 1 where the depression got worse */
  gint64 phase;         /* DenPhase to go on in */
  gint64 interval_days; /* between sessions from now on */
  gint64 benefit;       /* of BENEFIT: 1 where there is evidence of it */
  char *rationale;
} DenCourseDecision;

typedef struct
{
  DenRecord record;
  char *course_id;   /* the chart file's name of it, which sessions refer to */
  gint64 modality;   /* DenModality */
  gint64 indication; /* DenIndication */
  char *protocol;    /* a DenProtocol's id */
  DenDay started_on;
  DenDay ended_on;
  gint64 status; /* DenCourseStatus */
  char *note;
  GPtrArray *decisions; /* DenCourseDecision, in the order in which they were made */
} DenCourse;

typedef enum
{
  DEN_VISIT_PSYCHOTHERAPY,
  DEN_VISIT_FOLLOW_UP,
} DenVisitKind;

/* An appointment without a dose: adjunctive psychotherapy in the days after a session, a follow-up.
 * Its status is a DenSessionStatus. */
typedef struct
{
  DenRecord record;
  gint64 kind;  /* DenVisitKind */
  char *course; /* a course's id, or unknown */
  DenInstant scheduled_at;
  gint64 minutes;
  char *clinician;
  gint64 status; /* DenSessionStatus */
  char *note;
} DenVisit;

extern const DenChoice den_modality_choices[];
extern const DenChoice den_indication_choices[];
extern const DenChoice den_phase_choices[];
extern const DenRecordType den_course_type;
extern const DenRecordType den_course_decision_type;
extern const DenRecordType den_visit_type;

gboolean den_course_is_running (const DenCourse *course, DenDay on);

G_END_DECLS
