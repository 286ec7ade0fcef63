/* One line of the table of observations: what it shows, and the widget that shows it. */
#pragma once

#include "den-session-rules.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_READING (den_session_reading_get_type ())
/* Signal "changed" after it was filled anew. */
G_DECLARE_FINAL_TYPE (DenSessionReading, den_session_reading, DEN, SESSION_READING, GObject)

DenSessionReading *den_session_reading_new (void);
/* Takes over what OBSERVATION says, with the marks that the findings BEFORE the dose and the ALERTS
 * have for it. */
void den_session_reading_fill (DenSessionReading *item, const DenObservation *observation,
                               const DenSessionClock *clock, GPtrArray *before, GPtrArray *alerts);
/* The observation's row. */
gint64 den_session_reading_get_id (DenSessionReading *item);
/* The line as one who does not see it hears it. */
const char *den_session_reading_get_words (DenSessionReading *item);

#define DEN_TYPE_SESSION_READING_LINE (den_session_reading_line_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionReadingLine, den_session_reading_line, DEN, SESSION_READING_LINE,
                      GtkBox)

/* ITEM may be NULL: the line waits for another. */
void den_session_reading_line_set (DenSessionReadingLine *line, DenSessionReading *item);
/* The headings over such lines. */
GtkWidget *den_session_reading_headings_new (void);

G_END_DECLS
