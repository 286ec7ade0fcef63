/* What the parts of the session window do alike: a field of the session, a change that may meet
 * another's, and telling what failed. */
#pragma once

#include "den-field-row.h"
#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row for the session's own field COLUMN, kept by LIVE when it is left, and showing what others
 * enter. It is switched off once the session is signed. */
GtkWidget *den_session_field_new (DenLiveSession *live, const char *column);

/* The same for a flag: its label with a Yes and a No, neither of which is pressed until answered.
 */
GtkWidget *den_session_flag_new (DenLiveSession *live, const char *column);

/* The record of TYPE in the session's lists with the row id, or NULL. */
gconstpointer den_session_find_record (const DenSession *session, const DenRecordType *type,
                                       gint64 id);

/* Says in the window that WIDGET is in what failed. */
void den_session_failed (GtkWidget *widget, const char *what, const GError *error);
/* Changes N fields of a record of the session. Where somebody else changed it meanwhile, a small
 * window shows both, and the change can be made again from there. FALSE where nothing was kept. */
gboolean den_session_change (GtkWidget *widget, DenLiveSession *live, gconstpointer record,
                             const DenField *const *fields, const DenValue *values, guint n,
                             GError **error);
/* The same for one field, telling in the window what failed. */
gboolean den_session_change_field (GtkWidget *widget, DenLiveSession *live, gconstpointer record,
                                   const char *column, const DenValue *value);

/* A small button that asks, showing WORDS, and then removes the record from the session. */
GtkWidget *den_session_remove_button_new (DenLiveSession *live, const DenRecord *record,
                                          const char *words);

/* Small pieces in one look. The button calls CALLBACK (button, DATA) when it is clicked. */
GtkWidget *den_session_button_new (const char *label, const char *name, GCallback callback,
                                   gpointer data);
GtkWidget *den_session_entry_new_named (const char *name, const char *placeholder, int width_chars);
/* The entry's text without blanks around it, NULL for none. To be freed. */
char *den_session_entry_read (GtkWidget *entry);

G_END_DECLS
