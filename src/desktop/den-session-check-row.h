/* One question before the dose with its one-key answers, or the time since when. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_CHECK_ROW (den_session_check_row_get_type ())
/* Signal "answered" after an answer was recorded: the next question's turn. */
G_DECLARE_FINAL_TYPE (DenSessionCheckRow, den_session_check_row, DEN, SESSION_CHECK_ROW, GtkBox)

GtkWidget *den_session_check_row_new (DenLiveSession *live, const DenProtocolCheck *check);
const char *den_session_check_row_get_item (DenSessionCheckRow *row);
/* Whether it is not answered yet. */
gboolean den_session_check_row_is_open (DenSessionCheckRow *row);
void den_session_check_row_set (DenSessionCheckRow *row, const DenSessionFinding *finding,
                                const DenSessionCase *at);
/* Records the answer, a DenCheckAnswer. */
gboolean den_session_check_row_answer (DenSessionCheckRow *row, DenCheckAnswer answer);
/* Records the time that stands in the row. FALSE where it is no time, which the row says. */
gboolean den_session_check_row_take_time (DenSessionCheckRow *row);

G_END_DECLS
