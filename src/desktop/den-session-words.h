/* Times, minutes and marks of a session as its window shows them. */
#pragma once

#include "den-booking.h"
#include "den-session-rules.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "1:02:10", of so many seconds; "" when unknown. To be freed. */
char *den_session_show_elapsed (gint64 seconds);
/* "+41", "0", "−12"; "–" when unknown. To be freed. */
char *den_session_show_minute (gint64 minute);
/* Reads "9:05", "0905" or "905" as the last such time before now, at most a day back; a time within
 * the next minute is now's. FALSE where TEXT is no time of day. */
gboolean den_session_read_time (const char *text, DenClock *clock, DenInstant *at);

/* A number as its field shows it, with the field's unit: "84 mg"; "" when unknown. To be freed. */
char *den_session_show_number (const DenRecordType *type, const char *column, gint64 number);

/* "40 min check is due: BP, SpO₂", late, or to come; to be freed. */
char *den_session_checkpoint_in_words (const DenCheckpointState *state, DenInstant now);

/* The symbol, style class and word of a mark, which always stand together. */
const char *den_session_mark_icon (const DenSessionFinding *finding);
const char *den_session_mark_class (const DenSessionFinding *finding);
const char *den_session_mark_word (const DenSessionFinding *finding);

/* Shows WORDS unless LABEL shows them already, so that a clock costs no layout. */
void den_session_set_words (GtkWidget *label, const char *words);

G_END_DECLS
