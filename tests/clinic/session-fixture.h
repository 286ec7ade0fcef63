/* A patient on a treatment day, ready for a dose of 56 mg of esketamine (or for a dose of another
 * protocol), and what is recorded in the session minute by minute. */
#pragma once

#include "den-reference-data.h"
#include "den-session-rules.h"

/* The clock that time 0 is read from, unless a test begins elsewhere: 09:30 in New York. */
#define ZERO "2026-11-20T09:30:00-05:00"

typedef struct
{
  DenChart *chart;
  DenSession *session; /* the chart's last */
  DenSessionCase at;
  DenInstant zero; /* what the minutes below count from */
} Floor;

DenReference *floor_reference (void);
/* The reference's protocol, to be changed by a test that wants to; see floor_end. */
DenProtocol *floor_protocol (const char *id);
DenInstant floor_instant (const char *text);
DenDay floor_day (const char *iso);

/* Arrived 30 minutes before ZERO, all checks answered yes, vital signs of 120/80 taken 5 minutes
 * before, the first dose of the phase ordered. */
void floor_begin (Floor *floor, const char *protocol_id, const char *zero);
void floor_clear (Floor *floor);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Floor, floor_clear)
void floor_free_reference (void);

/* So many minutes from ZERO. */
DenInstant floor_minute (Floor *floor, gint64 minute);
void floor_now (Floor *floor, gint64 minute);
DenObservation *floor_observe (Floor *floor, gint64 minute);
DenObservation *floor_bp (Floor *floor, gint64 minute, gint64 systolic, gint64 diastolic);
/* All that the release of esketamine asks for at one look, within all limits. */
DenObservation *floor_well (Floor *floor, gint64 minute);
DenDose *floor_device (Floor *floor, gint64 minute, DenDoseOutcome outcome, gint64 given_ug);
DenInfusionStep *floor_infuse (Floor *floor, gint64 minute, DenInfusionAction action,
                               gint64 rate_ug_per_minute);
DenSessionEvent *floor_event (Floor *floor, gint64 minute, const char *kind,
                              DenEventSeverity severity);
/* ANSWER is a DenCheckAnswer, or DEN_UNKNOWN where a time says it. */
DenSessionCheck *floor_answer (Floor *floor, gint64 minute, const char *item, gint64 answer);
/* What was done about FINDING. */
DenSessionDecision *floor_decide (Floor *floor, gint64 minute, const DenSessionFinding *finding,
                                  DenDecisionKind kind, const char *reason);

/* The finding with that key, NULL. */
const DenSessionFinding *floor_find (GPtrArray *findings, const char *key);
/* "systolic hold, check.escort missing": what does not pass. To be freed. */
char *floor_open (GPtrArray *findings);

/* Before the dose: what does not pass, as above, and the dose waits while there is any of it. */
void floor_assert_before_dose (Floor *floor, const char *open);
/* Decides to proceed against that finding before the dose, with a reason. */
void floor_proceed (Floor *floor, const char *key);
