/* The packets that were made for a patient, newest first. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PAPERS_LIST (den_papers_list_get_type ())
G_DECLARE_FINAL_TYPE (DenPapersList, den_papers_list, DEN, PAPERS_LIST, GtkBox)

GtkWidget *den_papers_list_new (DenChartEditor *editor);
/* A paper was made. */
void den_papers_list_update (DenPapersList *self);

G_END_DECLS
