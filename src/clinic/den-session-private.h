/* What the rules of a session share: its minutes, its readings against the protocol's limits, and
 * how a finding is written. Inside the session rules only. */
#pragma once

#include "den-session-rules.h"

G_BEGIN_DECLS

/* ---- time (den-session-state.c) ---- */

/* Now, or when the patient left, whatever the clock shows: nothing comes due after. */
DenInstant den_session_now (const DenSessionCase *at);
/* The day on which the session is judged: that of time 0, else today or the later day it is booked
 * for. */
DenDay den_session_judged_on (const DenSessionCase *at);
/* Devices (or injections) of the order that were not used yet. DEVICE_UG may be unknown: the
 * largest amount given then tells what one holds. */
gint64 den_session_devices_left (const DenSession *session, gint64 device_ug);
/* Whether a decision stopped the dose, so that no further device is due. */
gboolean den_session_was_stopped (const DenSession *session);

/* ---- doses (den-dose.c) ---- */

/* The dose that the phase begins with, where the session is the first of it; else unknown. */
gint64 den_dose_of_first_session (const DenChart *chart, const DenSession *session,
                                  const DenProtocol *protocol);

/* ---- readings (den-session-reading.c) ---- */

/* Readings that are judged as one: both pressures, either dissociation scale. */
typedef enum
{
  DEN_READING_BP,
  DEN_READING_PULSE,
  DEN_READING_SPO2,
  DEN_READING_RESPIRATION,
  DEN_READING_MOAAS,
  DEN_READING_CADSS,
  DEN_N_READINGS,
} DenReading;

/* The measure's number; of a scale whose answers alone were entered, their sum. */
gint64 den_observation_number (const DenObservation *observation, DenMeasureKind measure);
gboolean den_observation_has (const DenObservation *observation, DenReading reading);
/* Whether it has all of MEASURES, a checkpoint's words. */
gboolean den_observation_has_all (const DenObservation *observation, const char *measures);
const char *den_reading_label (DenReading reading);
/* The key of a finding about a reading that is within all limits. */
const char *den_reading_key (DenReading reading);
gboolean den_reading_has_limits (const DenProtocol *protocol, DenReading reading, DenStage stage);
/* The newest observation with READING after AFTER_US and up to UNTIL_US; NULL. */
const DenObservation *den_session_newest_reading (const DenSession *session, DenReading reading,
                                                  gint64 after_us, gint64 until_us);
/* The limit of the highest level that the reading of OBSERVATION is over at STAGE; NULL. */
const DenProtocolLimit *den_session_worst_limit (const DenSessionCase *at,
                                                 const DenObservation *observation,
                                                 DenReading reading, DenStage stage);
/* "152/96 at 09:05"; to be freed. */
char *den_reading_show (const DenObservation *observation, DenReading reading);
/* A finding on the reading, over LIMIT or, where that is NULL, within all. Not settled yet. */
DenSessionFinding *den_session_finding_of_reading (const DenObservation *observation,
                                                   DenReading reading,
                                                   const DenProtocolLimit *limit);

/* ---- findings (den-session-finding.c) ---- */

/* What lets a finding pass that is not OK. */
typedef enum
{
  DEN_PASS_ANYWAY,    /* it is told, and keeps nothing back */
  DEN_PASS_BY_REASON, /* a decision to proceed with its reason */
  DEN_PASS_BY_WORD,   /* any decision that says what was done */
  DEN_PASS_NEVER,     /* only the fact itself can change it */
} DenPass;

GPtrArray *den_session_findings_list (void);
/* A finding about what the format says; KEY and LABEL are copied. */
DenSessionFinding *den_session_finding_new (DenSessionMark mark, const char *key, const char *label,
                                            const char *format, ...) G_GNUC_PRINTF (4, 5);
/* Finds the newest decision about FINDING and whether it passes. of_at must be set before. */
void den_session_finding_settle (DenSessionFinding *finding, const DenSession *session,
                                 DenPass pass);
/* Adds it, settled. */
void den_session_findings_add (GPtrArray *findings, const DenSessionCase *at,
                               DenSessionFinding *finding, DenPass pass);
gboolean den_session_findings_pass (GPtrArray *findings);

/* ---- the clock (den-session-clock.c) ---- */

/* By how many minutes a late checkpoint is, or was, past the minute it is due, as the clock of the
 * window counts them; its late_minutes begin where its window ends. */
gint64 den_checkpoint_past_due (const DenCheckpointState *state);

/* ---- the release (den-session-release.c) ---- */

/* How old the blood pressure may be with which a patient leaves: as wide as the window of the last
 * checkpoint that is needed. DEN_UNKNOWN where none is. */
gint64 den_protocol_last_reading_minutes (const DenProtocol *protocol);

/* ---- checks (den-session-checks.c) ---- */

/* Adds a finding for each check of the protocol. */
void den_session_judge_checks (const DenSessionCase *at, GPtrArray *findings);

G_END_DECLS
