/* A session that did not take place: why, and the two questions of the label about going on. */
#pragma once

#include "den-dialog.h"
#include "den-office.h"

#include "den-chart-editor.h"

G_BEGIN_DECLS

#define DEN_TYPE_MISSED_DIALOG (den_missed_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DenMissedDialog, den_missed_dialog, DEN, MISSED_DIALOG, DenDialog)

/* Of a planned session it asks what became of it and why, then the two questions, which may be
 * answered later; of one that was missed already, only those. What is recorded is one change of
 * EDITOR's. NULL where the session is no longer in the chart. */
GtkWidget *den_missed_dialog_new (GtkWindow *parent, DenChartEditor *editor, gint64 session_row);
/* The same on a chart of its own; PARENT tells where it can not be opened. */
void den_missed_dialog_show (GtkWindow *parent, DenOffice *office, gint64 patient_id,
                             gint64 session_row);

G_END_DECLS
