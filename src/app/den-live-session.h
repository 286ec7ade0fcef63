/* One session being recorded: the chart's editor, the session in it, the protocol and the clock,
 * and every act of the session as one change. What is due, the findings and the alerts follow. */
#pragma once

#include "den-chart-editor.h"
#include "den-course-rules.h"

G_BEGIN_DECLS

#define DEN_TYPE_LIVE_SESSION (den_live_session_get_type ())
/* Signals: "changed" after each change of the chart, from wherever it came; "tick" once a second
 * while the session runs; "due" when a checkpoint comes due, or a step later (int level: 0 due, 1
 * late, 2 late for more than five minutes: sound). */
G_DECLARE_FINAL_TYPE (DenLiveSession, den_live_session, DEN, LIVE_SESSION, GObject)

/* SESSION_ROW is the session's row. Loads the chart; NULL with ERROR where it can not. */
DenLiveSession *den_live_session_new (DenOffice *office, gint64 patient_id, gint64 session_row,
                                      GError **error);

DenOffice *den_live_session_get_office (DenLiveSession *live);
DenChartEditor *den_live_session_get_editor (DenLiveSession *live);
/* The session in the chart, good until the next "changed"; NULL where it was removed meanwhile. */
const DenSession *den_live_session_get_session (DenLiveSession *live);
/* Now, by the office's clock: chart, session, protocol, reference. Pointers as above. */
void den_live_session_get_case (DenLiveSession *live, DenSessionCase *at);
/* Who records, for taken_by and the like: the office's user at first; asked again where several use
 * one screen. */
const char *den_live_session_get_recorder (DenLiveSession *live);
void den_live_session_set_recorder (DenLiveSession *live, const char *name);

/* ---- acts; each is one transaction. FALSE with ERROR and nothing changed. A signed session takes
 * none of them (DEN_OFFICE_ERROR_INPUT). Instants may be in the past (entered afterwards), never
 * more than a minute in the future. ---- */

gboolean den_live_session_arrive (DenLiveSession *live, DenInstant at, GError **error);
/* Sets a field of the session (order, note, escort, people on site), by its text. */
gboolean den_live_session_set_text (DenLiveSession *live, const char *column, const char *text,
                                    GError **error);
gboolean den_live_session_set_number (DenLiveSession *live, const char *column, gint64 number,
                                      GError **error);
gboolean den_live_session_set_instant (DenLiveSession *live, const char *column, DenInstant at,
                                       GError **error);
/* Answers a check: ANSWER or SINCE is known. */
gboolean den_live_session_check (DenLiveSession *live, const char *item, gint64 answer,
                                 DenInstant since, const char *note, GError **error);
/* What was done about the finding. */
gboolean den_live_session_decide (DenLiveSession *live, const DenSessionFinding *finding,
                                  DenDecisionKind decision, const char *reason, GError **error);
/* Takes over DOSE, an observation, an event, a medication or an infusion step, whose instant is NOW
 * where it is unknown and whose person is the recorder where that is. The first dose that is given
 * sets started_at in the same change. Its row id, or 0. A given dose is refused while the checks
 * before the dose do not pass, and a device before the rest after the last is over. */
gint64 den_live_session_add (DenLiveSession *live, gpointer record, GError **error);
/* Changes N fields of a record of the session. STALE: see den_live_session_get_conflict. */
gboolean den_live_session_change (DenLiveSession *live, gconstpointer record,
                                  const DenField *const *fields, const DenValue *values, guint n,
                                  GError **error);
gboolean den_live_session_remove (DenLiveSession *live, gconstpointer record, GError **error);
/* The patient leaves: sets ended_at, the release fields and COMPLETED. While findings of the
 * release do not pass, REASON and NAME are needed and the disposition is not HOME. */
gboolean den_live_session_release (DenLiveSession *live, DenInstant at, DenDisposition disposition,
                                   const char *reason, const char *name, GError **error);
/* No dose today: CANCELLED with its reason, from an ARRIVED session. */
gboolean den_live_session_hold (DenLiveSession *live, const char *reason, GError **error);
/* Closes the record: signed_at, signed_by and the hash, while nothing of
 * den_session_before_signing is open. */
gboolean den_live_session_sign (DenLiveSession *live, const char *name, GError **error);
gboolean den_live_session_add_addendum (DenLiveSession *live, const char *name, const char *text,
                                        GError **error);
gboolean den_live_session_add_report (DenLiveSession *live, DenDay sent_on, DenReportMethod method,
                                      const char *name, const char *confirmation, GError **error);

/* See den_chart_editor_get_conflict: the caller shows both versions. */
GPtrArray *den_live_session_get_conflict (DenLiveSession *live);

G_END_DECLS
