/* How a course goes: its phases by sessions delivered, what it asks for, where its sessions can
 * lie. Pure. */
#pragma once

#include "den-calendar.h"
#include "den-session-rules.h"

G_BEGIN_DECLS

/* ---- progress (den-course-progress.c) ---- */

typedef struct
{
  const DenProtocolPhase *phase; /* the one that the next session belongs to; NULL: none left */
  int phase_index;
  gint64 delivered;          /* in the course */
  gint64 delivered_in_phase; /* in that row of the protocol */
  gint64 planned;            /* still to come, from the day on */
  gint64 missed;
  gint64 calendar_weeks; /* since the first delivered session, from 1; apart from the count */
  DenInstant last_at;    /* the last delivered; unknown */
  gint64 gap_days;       /* since then; unknown */
  gboolean gap_warn;
  gboolean gap_review;               /* asks how to go on: re-induce, consent, authorization */
  const DenSession *unanswered_miss; /* the oldest miss without the label's two questions */
  gboolean benefit_due;              /* the end of induction, its benefit not yet documented */
  const DenCourseDecision *benefit;  /* NULL: not yet */
  gint64 interval_days;              /* from the newest decision, else the phase's */
  GPtrArray *warnings;               /* char *, sentences: same-day sessions, too close, MDSI past
                                        4 weeks, MDSI without an oral antidepressant ... */
} DenCourseProgress;

/* A missed session never changes the phase by itself: the phase follows from what was delivered and
 * from the decisions. Re-induction begins the induction's rows again from its decision on. */
DenCourseProgress *den_course_progress_new (const DenChart *chart, const DenCourse *course,
                                            const DenProtocol *protocol, DenDay on);
void den_course_progress_free (DenCourseProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenCourseProgress, den_course_progress_free)
/* Adds to the warnings what only the formulary can tell: an MDSI course without an oral
 * antidepressant running on the day. */
void den_course_progress_check_medications (DenCourseProgress *progress, const DenChart *chart,
                                            const DenCourse *course, const DenReference *reference,
                                            DenDay on);

/* "Induction 3 of 8", "Maintenance 12"; of the session as it counts in its course. To be freed. */
char *den_session_title (const DenChart *chart, const DenSession *session,
                         const DenProtocol *protocol);

/* ---- where sessions can lie (den-schedule.c) ---- */

/* One chair from one instant on, taken. */
typedef struct
{
  const char *chair; /* owned by whom it came from */
  gint64 from_us;
  gint64 to_us;
} DenBusy;

/* A place for one session. */
typedef struct
{
  DenDay day;
  gint64 minute; /* of the day, on the clinic's clock */
  gint64 minutes;
  const char *chair; /* the calendar's */
  gboolean moved;    /* not on the wished weekday or time, or later than the spacing wants */
} DenSlot;

/* What to lay out. */
typedef struct
{
  const DenProtocol *protocol;
  const DenCalendar *calendar;
  GArray *busy; /* DenBusy, in any order */
  GTimeZone *zone;
  DenDay from;    /* the earliest day */
  DenDay last_on; /* the last session's day before, unknown for none: the spacing counts from it */
  guint in_last_week; /* further sessions in the calendar week of last_on */
  int first_phase;    /* row of protocol->phases to begin in */
  gint64 done_in_phase;
  guint n;              /* how many sessions; those of the closed phases when 0 */
  guint weekdays;       /* wished ones, 1 << DenWeekday; 0: any open day */
  gint64 minute;        /* wished time of day; DEN_UNKNOWN: the first that is free */
  const char *chair;    /* wished; NULL: any */
  gint64 interval_days; /* decided for maintenance in place of the phases'; 0 or unknown: none */
} DenLayout;

/* DenSlot, in order: each on an open day, in opening hours, on a chair that takes the modality and
 * is free for the whole booking. A session that can not be on its day goes to the nearest one that
 * keeps the spacing, and the next returns to the wished weekdays: in induction at least
 * min_days_apart from the one before and never more than per_week in a calendar week; later at most
 * two days short of a week or more. Fewer than asked for where a year has no room. */
GArray *den_schedule_lay_out (const DenLayout *layout);
/* The free starts of a day in steps of STEP minutes, for booking by hand: one DenSlot for each
 * start and chair, by time, then by the chairs' order. */
GArray *den_schedule_free (const DenCalendar *calendar, const GArray *busy, GTimeZone *zone,
                           const char *modality, DenDay day, gint64 minutes, gint64 step);
/* Why a booking can not be (closed, outside the hours, chair taken, chair out of use), a sentence
 * to be shown beside the field, or NULL where it can. To be freed. */
char *den_schedule_refusal (const DenCalendar *calendar, const GArray *busy, GTimeZone *zone,
                            const char *modality, const char *chair, DenInstant at, gint64 minutes);
/* Whether the clinic treats on that day at all. */
gboolean den_calendar_is_open (const DenCalendar *calendar, DenDay day);
/* The instant of the minute of the day in ZONE; a minute that a change to daylight saving time
 * leaves out is the first after it. The way back is den_instant_minute_of_day, of base. */
DenInstant den_instant_of_local (DenDay day, gint64 minute, GTimeZone *zone);

/* ---- the REMS (den-rems.c) ---- */

/* The last day on which the session's monitoring form is in time: report_days calendar days after
 * the civil day of time 0 (Spravato REMS: 7). DEN_UNKNOWN where none is owed: another drug, nothing
 * delivered. */
DenDay den_rems_due_on (const DenSession *session, const DenProtocol *protocol);

typedef enum
{
  DEN_REPORT_NOT_OWED,
  DEN_REPORT_DUE,
  DEN_REPORT_OVERDUE, /* the day is past the due day */
  DEN_REPORT_SENT,
  DEN_REPORT_SENT_LATE,
} DenReportStanding;

DenReportStanding den_rems_standing (const DenSession *session, const DenProtocol *protocol,
                                     DenDay on);

/* The answer to one of the form's questions; minutes are counted from time 0. */
typedef struct
{
  gint64 had; /* flag; unknown: nothing was measured that would tell */
  gint64 onset_minutes;
  gint64 resolved_minutes; /* DEN_UNKNOWN: not before leaving, or nobody wrote when */
} DenMonitoringEvent;

/* The facts of the Patient Monitoring Form in its order (form of 11/2021 and the present
 * additions), from the session and its chart alone. A number is DEN_UNKNOWN where the record does
 * not have it; what is unknown is asked for, never filled from another day. */
typedef struct
{
  gint64 first_treatment; /* flag: the patient's first delivered esketamine session */
  gint64 enrolled;        /* flag, on the session's day */
  GPtrArray *sedating;    /* char *: "Lorazepam (benzodiazepine)", medications that day that sedate,
                             depress breathing or change blood pressure, by group */
  gint64 benzodiazepine, hypnotic, stimulant, maoi, opioid; /* flags */
  DenDay treated_on;
  gint64 dose_ug;
  char *lots;              /* of the devices used, separated by ", "; NULL */
  gint64 duration_minutes; /* time 0 to the end of monitoring */
  gint64 ready_minutes;    /* only where under observation_minutes */
  gint64 vitals_before_ok, vitals_after_ok;
  const DenObservation *bp_before, *bp_forty, *bp_last; /* NULL: not taken */
  gint64 bp_forty_minute;                               /* the real minute */
  gboolean bp_forty_late; /* after the window of the 40-minute checkpoint */
  gint64 spo2_lowest;
  DenMonitoringEvent sedation, dissociation, respiratory_depression, hypertension;
  GPtrArray *serious; /* DenSessionEvent, not owned */
  DenDay due_on;
  GPtrArray *missing; /* char *: what the form asks for and the record lacks */
} DenMonitoringForm;

DenMonitoringForm *den_monitoring_form_new (const DenSessionCase *at);
void den_monitoring_form_free (DenMonitoringForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenMonitoringForm, den_monitoring_form_free)

/* ---- surveillance (den-surveillance.c) ---- */

typedef struct
{
  const DenSurveillance *row;
  DenDay last_on; /* unknown: never */
  DenDay due_on;
  gboolean overdue;
} DenSurveillanceDue;

/* What of the reference's surveillance rows is due for the patient in treatment, soonest first.
 * DenSurveillanceDue. */
GArray *den_surveillance_due (const DenChart *chart, const DenReference *reference, DenDay on);

G_END_DECLS
