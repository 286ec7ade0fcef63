/* A visit without a dose: adjunctive psychotherapy in the days after a session, a follow-up. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* VISIT_ROW 0 plans a new one; AFTER_ROW is the session that it is to follow, 0 for the patient's
 * last. What is kept is one change of EDITOR's. */
GtkWidget *den_visit_dialog_new (GtkWindow *parent, DenChartEditor *editor, gint64 visit_row,
                                 gint64 after_row);

G_END_DECLS
