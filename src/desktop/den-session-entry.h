/* One row of fields for a look at the patient. Return records it with the time now and empties it:
 * nothing stands in it that was not just typed. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_ENTRY (den_session_entry_get_type ())
/* Signal "sheet" (const char *scale: "CADSS-6", "CADSS-23") when a scale is to be answered item by
 * item. */
G_DECLARE_FINAL_TYPE (DenSessionEntry, den_session_entry, DEN, SESSION_ENTRY, GtkBox)

GtkWidget *den_session_entry_new (DenLiveSession *live);
/* Records what stands in the row, or corrects the entry that is edited. FALSE where something is
 * wrong, which the row says, and has the focus. */
gboolean den_session_entry_record (DenSessionEntry *self);
/* Empties it, and gives up a correction. */
void den_session_entry_clear (DenSessionEntry *self);
/* Whether anything is typed that is not recorded. */
gboolean den_session_entry_is_pending (DenSessionEntry *self);
/* Puts an entry of before into the row, to be corrected. */
void den_session_entry_edit (DenSessionEntry *self, gint64 observation_id);
/* The answers to a scale, which are recorded with the rest of the row. */
void den_session_entry_set_scores (DenSessionEntry *self, const char *scale,
                                   const DenScores *scores);
/* The field of NAME: "time", "bp", "pulse", "spo2", "respiration", "moaas", "cadss6", "cadss23",
 * "note". */
GtkWidget *den_session_entry_get_field (DenSessionEntry *self, const char *name);
/* What is wrong with what stands in the row; NULL for nothing. */
const char *den_session_entry_get_problem (DenSessionEntry *self);

G_END_DECLS
