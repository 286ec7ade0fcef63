/* One device, injection or vial being recorded, or one of before being corrected. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_DOSE_ENTRY (den_session_dose_entry_get_type ())
/* Signal "done" after a dose was recorded or corrected, or the correction was given up. */
G_DECLARE_FINAL_TYPE (DenSessionDoseEntry, den_session_dose_entry, DEN, SESSION_DOSE_ENTRY, GtkBox)

GtkWidget *den_session_dose_entry_new (DenLiveSession *live);
/* Whether a dose may be recorded now; the fields stay open for what is read off the box. */
void den_session_dose_entry_set_ready (DenSessionDoseEntry *self, gboolean ready);
/* Records what stands in the entry with the outcome. FALSE where something is wrong, which the
 * entry says. */
gboolean den_session_dose_entry_record (DenSessionDoseEntry *self, DenDoseOutcome outcome);
/* Puts a dose of before into the entry, to be corrected. */
void den_session_dose_entry_edit (DenSessionDoseEntry *self, gint64 dose_id);
/* The same lot and expiry as the device before it in this session; never from another session. */
gboolean den_session_dose_entry_same_lot (DenSessionDoseEntry *self);
gboolean den_session_dose_entry_is_pending (DenSessionDoseEntry *self);
/* "time", "lot", "expires_on", "given_ug", "drawn_ug", "wasted_ug", "witness", "note". */
GtkWidget *den_session_dose_entry_get_field (DenSessionDoseEntry *self, const char *name);
const char *den_session_dose_entry_get_problem (DenSessionDoseEntry *self);

G_END_DECLS
