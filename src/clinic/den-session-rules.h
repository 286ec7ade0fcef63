/* What a session's record says at an instant: where it stands, what is due, what keeps the dose or
 * the release, what must be looked at. Pure: the instant is handed in. The sentences are English
 * and never translated, since the session's papers bear them. */
#pragma once

#include "den-chart.h"
#include "den-protocol.h"
#include "den-reference.h"

G_BEGIN_DECLS

/* ---- where it stands (den-session-state.c) ---- */

typedef enum
{
  DEN_STATE_BOOKED,
  DEN_STATE_ARRIVED,      /* here, nothing given yet */
  DEN_STATE_IN_TREATMENT, /* between time 0 and the last device or the end of the infusion */
  DEN_STATE_OBSERVED,     /* all is given; watched until the release */
  DEN_STATE_DISCHARGED,   /* left, not signed */
  DEN_STATE_SIGNED,
  DEN_STATE_MISSED,
  DEN_STATE_CANCELLED,
} DenSessionState;

extern const DenChoice den_session_state_choices[]; /* words and labels, in the order above */

/* Where the session stands. A COMPLETED session is DISCHARGED or SIGNED whatever else it lacks, so
 * that an imported one stands right. */
DenSessionState den_session_state (const DenSession *session);
/* Whether a dose reached the patient: a given or failed device or injection with more than 0, an
 * infusion that started; for an imported record without doses, COMPLETED with a start. Only
 * delivered sessions count in phases and totals. */
gboolean den_session_is_delivered (const DenSession *session);
/* Time 0: the first given dose or the start of the infusion; started_at of a completed session that
 * has no doses on record; unknown before. */
DenInstant den_session_zero (const DenSession *session);
/* What was given in all, 0 for nothing, unknown where a given dose's amount is. */
gint64 den_session_given_ug (const DenSession *session);
/* The end of giving: the last given dose, the stop of the infusion; unknown while it goes on. */
DenInstant den_session_giving_ended_at (const DenSession *session, const DenProtocol *protocol);
/* The row of chart->sessions with the id, that of the database's row, the course of a session;
 * NULL. */
const DenSession *den_chart_find_session (const DenChart *chart, const char *session_id);
const DenSession *den_chart_find_session_row (const DenChart *chart, gint64 row);
const DenCourse *den_chart_find_course (const DenChart *chart, const char *course_id);
/* SHA-256, 64 hexadecimal digits, of all that is signed: every field but signed_*, record_sha256,
 * addenda and reports, in the words of the chart file. To be freed. */
char *den_session_digest (const DenSession *session);

/* ---- one session at one instant ---- */

/* What the rules below look at; nothing is owned. protocol may be NULL only for a session without
 * one (imported), of which nothing can be judged: then the lists are empty. */
typedef struct
{
  const DenChart *chart;
  const DenSession *session;
  const DenProtocol *protocol; /* in force on the session's day */
  const DenReference *reference;
  DenInstant now;
} DenSessionCase;

/* ---- what is due (den-session-clock.c) ---- */

typedef enum
{
  DEN_DUE_LATER,
  DEN_DUE_NOW,       /* within the checkpoint's window */
  DEN_DUE_LATE,      /* past it, and still not done */
  DEN_DUE_DONE,      /* within the window */
  DEN_DUE_DONE_LATE, /* outside of it: the real minute stands, it is never relabelled */
} DenDue;

typedef struct
{
  const DenProtocolCheckpoint *checkpoint;
  DenInstant due_at;
  DenDue due;
  const DenObservation *done_by; /* NULL: not done */
  gint64 done_minute;            /* whole minutes from time 0; DEN_UNKNOWN */
  gint64 late_minutes;           /* past the window's end, 0 before; of LATE and DONE_LATE */
} DenCheckpointState;

typedef struct
{
  DenInstant zero_at;        /* unknown before the first dose */
  gint64 elapsed_seconds;    /* DEN_UNKNOWN before; stands still once the patient left */
  GArray *checkpoints;       /* DenCheckpointState, rising */
  int next;                  /* the first that is not done, -1 for none */
  DenInstant next_device_at; /* the rest after the last device ends; unknown where none is due */
  gint64 devices_left;       /* of the order: neither given, refused nor failed yet */
  DenInstant earliest_release_at; /* unknown before time 0 */
} DenSessionClock;

/* A checkpoint is done by the observation that has all of its measures and lies in its window, of
 * several the nearest to its minute; where the window has all of them only in several observations,
 * by that of them which has the first measure; else, late, by the first after it: until the next
 * checkpoint's window begins, or at any time where the release asks for the checkpoint. Windows
 * count whole minutes, both ends included. next passes over what can not be done any more. */
DenSessionClock *den_session_clock_new (const DenSessionCase *at);
void den_session_clock_free (DenSessionClock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenSessionClock, den_session_clock_free)

/* The word for the release in den_session_next_due, by which it is told from a checkpoint. */
#define DEN_DUE_RELEASE "Release"

/* What comes next, for the floor: "Arrival", "Dose", "Device 2", "40 min check", "End of infusion",
 * "Release", with its instant (may lie in the past: late). FALSE where nothing is due any more.
 * WHAT is to be freed. */
gboolean den_session_next_due (const DenSessionCase *at, char **what, DenInstant *due_at,
                               gboolean *late);

/* ---- findings: checks before the dose, alerts, the release ---- */

typedef enum
{
  DEN_MARK_OK,
  DEN_MARK_MISSING,  /* not known yet */
  DEN_MARK_REVIEW,   /* a written reason lets it pass */
  DEN_MARK_HOLD,     /* no dose, or no release; a HOLD of the label's hard rules never passes */
  DEN_MARK_ALERT,    /* look at the patient */
  DEN_MARK_ESCALATE, /* now */
} DenSessionMark;

typedef struct
{
  /* A decision's about: "check.food", "contraindication.hypersensitivity", "weight", "order"; a
   * reading's measure ("systolic" or "diastolic", whichever is worse: a blood pressure is judged as
   * one); "checkpoint.40", "event.nausea", "dose.ceiling"; "release.escort", "sign.early". */
  char *key;
  DenSessionMark mark;
  char *label;    /* "Blood pressure", short */
  char *sentence; /* "152/96 at 09:05: the label says to weigh a delay above 140/90." */
  gboolean from_label;
  DenInstant of_at;                   /* of the reading it is about; unknown */
  const DenSessionDecision *decision; /* the newest about it, NULL: nothing was done yet */
  gboolean passes;                    /* OK, told only, or answered by a decision that lets go on */
} DenSessionFinding;

void den_session_finding_free (gpointer finding);

/* A check or hold passes by PROCEED with a reason, an alert by any decision that says what was done
 * (PROCEED, TREAT and EXPLAIN in words). A decision is about one reading or answer, of_at: a new
 * one asks anew. No reason overrules the label's contraindications, a limit that the label holds
 * at, a no to consent or to the risk of a rise in pressure, a missing enrollment or order, the
 * REMS's two hours, or sedation, dissociation and weak breathing that have not resolved. */

/* Before the dose: each check of the protocol, asked or looked up, then the newest vital signs
 * against the limits (all readings stay in the record, the newest counts), the order, the weight of
 * a dose by weight, the label's contraindications, today's alcohol and sedatives. In the order in
 * which they are worked through; to be freed with g_ptr_array_unref. DenSessionFinding. */
GPtrArray *den_session_before_dose (const DenSessionCase *at);
/* Whether the finding can be seen to before the patient comes: a check, but not of the hours since
 * the last meal; and nobody is measured before. */
gboolean den_session_finding_can_be_prepared (const DenSessionFinding *finding,
                                              const DenProtocol *protocol);
/* Whether all of those pass. */
gboolean den_session_may_dose (const DenSessionCase *at);
/* The readings since time 0 that are over a limit, late checkpoints, events that are severe or
 * serious, a dose over the ceiling, a device without its rest: newest first. One a reading and
 * limit, the highest level. */
GPtrArray *den_session_alerts (const DenSessionCase *at);
/* What must be so before the patient leaves: minutes, needed checkpoints, the newest readings
 * within the release limits, open sedation, dissociation and respiratory events, the discharge
 * scale, escort, instructions. Leaving with findings that do not pass is leaving early: it needs a
 * reason and a name. */
GPtrArray *den_session_release (const DenSessionCase *at);
gboolean den_session_may_release (const DenSessionCase *at);
/* What keeps the session from being signed (den-session-signing.c): not ended, an alert or a late
 * required checkpoint without a word, doses without lot or expiry. */
GPtrArray *den_session_before_signing (const DenSessionCase *at);

/* ---- doses (den-dose.c) ---- */

typedef struct
{
  gint64 weight_g;       /* the newest, actual */
  DenDay weighed_on;     /* unknown: never */
  gboolean weight_stale; /* older than the protocol takes */
  gint64 bmi_tenths;     /* unknown without a height */
  gint64 ideal_g;        /* Devine 1974, of 0.01 kg; unknown without height or sex */
  gint64 dosing_weight_g;
  gint64 dose_ug;            /* unknown where something is missing */
  gint64 rate_ug_per_minute; /* of an infusion */
  gint64 devices;            /* of a spray */
  gint64 ceiling_ug;
  gboolean over_ceiling;
  char *how; /* "0.5 mg/kg × 65.94 kg (ideal weight, BMI 34.6) = 33 mg", or what is
                missing; to be freed */
} DenDosePlan;

/* The dose that DOSE_UG (of a fixed protocol mg, by weight a kilogram) makes for the patient on the
 * day. PLAN is filled whole. */
void den_dose_plan (const DenChart *chart, const DenProtocol *protocol, gint64 dose_ug, DenDay on,
                    DenDosePlan *plan);
void den_dose_plan_clear (DenDosePlan *plan);
/* What the protocol's phase suggests for the session: its first or usual dose, or what was ordered
 * at the last delivered session of the phase, else of the course. As the protocol counts its doses:
 * by weight a kilogram. DEN_UNKNOWN where there is none. Only shown beside the order, never filled
 * in. */
gint64 den_dose_suggested (const DenChart *chart, const DenSession *session,
                           const DenProtocol *protocol);
/* Drawn up by an infusion of these steps until the instant, by their rates; unknown without rates.
 */
gint64 den_infusion_given_ug (const DenSession *session, DenInstant until);

G_END_DECLS
