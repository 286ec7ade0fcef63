/* What the floor says of a session: its state with a symbol, what is due, when. The same words on
 * the board, in the week and in the lists. */
#pragma once

#include "den-floor.h"

G_BEGIN_DECLS

const char *den_state_icon (DenSessionState state);
/* A class of den-marks.h, or NULL. */
const char *den_state_class (DenSessionState state);
const char *den_state_label (DenSessionState state);

/* "40 min check in 3 min", "Release possible since 4 min"; LATE where the desk must look. To be
 * freed; "" for nothing. */
char *den_floor_due_words (const char *due, gint64 minutes, gboolean *late);
/* "Missing: Consent, Escort"; "" for nothing. To be freed. */
char *den_floor_missing_words (const char *const *missing);
/* "Friday, 11/20/2026". To be freed. */
char *den_day_words (DenDay day);
/* Where the session of a list's row stands, as far as the row tells. */
DenSessionState den_session_row_state (const DenSessionRow *row);
/* "Induction · session 3". To be freed. */
char *den_session_row_title (const DenSessionRow *row);
/* "D-0001 · 01/02/1980". To be freed. */
char *den_session_row_who (const DenSessionRow *row);

G_END_DECLS
