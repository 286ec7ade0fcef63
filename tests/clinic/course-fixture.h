/* A chart in treatment, for the tests of courses, outcomes and the REMS. */
#pragma once

#include "den-calendar.h"
#include "den-chart.h"
#include "den-reference.h"

/* A day that is written "2026-11-20", an instant as "2026-11-20T09:05:00-05:00". */
DenDay fixture_day (const char *iso);
DenInstant fixture_instant (const char *text);
/* The day at 10:00 in New York's winter. */
DenInstant fixture_morning (DenDay day);
const char *fixture_iso (DenDay day);

/* What the program carries, loaded once. */
const DenReference *fixture_reference (void);
const DenProtocol *fixture_protocol (const char *id);
const DenScale *fixture_scale (const char *name);

/* A chart of a patient with the running course "C1" of the modality. */
DenChart *fixture_chart (DenModality modality, DenIndication indication);
DenCourse *fixture_add_course (DenChart *chart, const char *id, DenModality modality);
/* A session of the course at 10:00, planned. Ids are "S1", "S2" ... */
DenSession *fixture_add_session (DenChart *chart, const char *course, DenDay day);
/* The same, in which 56 mg were given at 10:00. */
DenSession *fixture_deliver (DenChart *chart, const char *course, DenDay day);
DenSession *fixture_miss (DenChart *chart, const char *course, DenDay day);
DenDose *fixture_add_dose (DenSession *session, DenInstant at, gint64 given_mg, const char *lot);
DenCourseDecision *fixture_decide (DenChart *chart, DenCourseDecisionKind kind, DenDay day);
void fixture_add_score (DenChart *chart, const char *scale, DenDay day, gint64 total);
void fixture_add_medication (DenChart *chart, const char *drug, DenDay from, DenDay to);
