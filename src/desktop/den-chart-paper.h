/* The prior-authorization packet of an open chart: made, kept, opened, saved, printed. What leaves
 * the clinic is always kept among the patient's papers. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Each says in WIDGET's window what failed. */

/* The row id of the packet under EDITOR's policy: the newest kept one where it was made from the
 * same facts, else one that is made and kept now. 0 where that failed. */
gint64 den_chart_paper_make (GtkWidget *widget, DenChartEditor *editor);
/* Shows a kept paper in the desktop's viewer. */
void den_chart_paper_open (GtkWidget *widget, DenChartEditor *editor, gint64 paper_id);
void den_chart_paper_save_as (GtkWidget *widget, DenChartEditor *editor, gint64 paper_id);
/* Makes the packet and asks for a printer. */
void den_chart_paper_print (GtkWidget *widget, DenChartEditor *editor);

G_END_DECLS
