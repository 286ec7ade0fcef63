/* What the acts of a session share. */
#pragma once

#include "den-live-session.h"
#include "den-office-private.h"

G_BEGIN_DECLS

/* The session, open for changes: NULL with ERROR where it was removed or is signed. */
const DenSession *den_live_session_get_open (DenLiveSession *live, GError **error);
/* Begins an act called LABEL on the session as the database has it now, others' entries included,
 * which nobody changes until the act ends: what the rules allow then still holds when it is
 * written. The session, or NULL with ERROR where it is removed, signed or the store fails; then
 * nothing was begun. */
const DenSession *den_live_session_begin_act (DenLiveSession *live, const char *label,
                                              GError **error);
/* Commits the act where all its steps were DONE; else gives it up, after the step that failed has
 * set ERROR. */
gboolean den_live_session_end_act (DenLiveSession *live, gboolean done, GError **error);

/* Sets ERROR where AT is more than a minute ahead; an unknown instant is not. */
gboolean den_live_session_check_past (DenLiveSession *live, DenInstant at, GError **error);
/* TEXT, or NULL where it is nothing but blanks; to be freed. */
char *den_words_or_null (const char *text);
/* Sets the N columns of the session in one change. The values are set up by init_values, each of
 * its column's type and unknown. */
void den_live_session_init_values (const char *const *columns, DenValue *values, guint n);
gboolean den_live_session_set_all (DenLiveSession *live, const char *const *columns,
                                   const DenValue *values, guint n, GError **error);
gboolean den_live_session_set_time (DenLiveSession *live, const char *column, DenInstant at,
                                    GError **error);
/* ERROR says the first of FINDINGS (taken over) that does not pass, where there is one. */
gboolean den_live_session_check_findings (GPtrArray *findings, GError **error);

/* ---- doses (den-live-doses.c) ---- */

/* Whether the dose or infusion step RECORD, whose instant is known, may be recorded in the session
 * of the act. */
gboolean den_live_session_check_dose (DenLiveSession *live, const DenDose *dose, GError **error);
gboolean den_live_session_check_step (DenLiveSession *live, const DenInfusionStep *step,
                                      GError **error);
/* Whether a dose may be corrected so: one that is given only now, as a vial that was drawn before,
 * is asked what a new one is. */
gboolean den_live_session_check_change (DenLiveSession *live, const DenDose *before,
                                        const DenDose *after, GError **error);
/* Lets the session's start, and its course's, follow from its first dose. In an act. */
gboolean den_live_session_follow_start (DenLiveSession *live, GError **error);

G_END_DECLS
