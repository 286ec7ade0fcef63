/* Courses of treatment and their sessions. */
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

typedef struct
{
  DenRecord record;
  char *course_id;   /* the chart file's name of it, which sessions refer to */
  gint64 modality;   /* DenModality */
  gint64 indication; /* DenIndication */
  char *protocol;
  DenDay started_on;
  DenDay ended_on;
  gint64 status; /* DenCourseStatus */
} DenCourse;

typedef enum
{
  DEN_PHASE_INDUCTION,
  DEN_PHASE_MAINTENANCE,
  DEN_PHASE_REINDUCTION,
} DenPhase;

typedef enum
{
  DEN_SESSION_PLANNED,
  DEN_SESSION_COMPLETED,
  DEN_SESSION_MISSED,
  DEN_SESSION_CANCELLED,
} DenSessionStatus;

typedef struct
{
  DenRecord record;
  char *session_id;
  char *course;
  gint64 number;
  gint64 phase; /* DenPhase */
  DenInstant scheduled_at;
  DenInstant started_at;
  DenInstant ended_at;
  gint64 status; /* DenSessionStatus */
  gint64 weight_g;
  char *note;
  DenInstant signed_at;
  char *signed_by;
} DenSession;

extern const DenChoice den_modality_choices[];
extern const DenChoice den_indication_choices[];
extern const DenRecordType den_course_type;
extern const DenRecordType den_session_type;

gboolean den_course_is_running (const DenCourse *course, DenDay on);

G_END_DECLS
