/* This chart under every policy of the clinic: the verdict, and the first finding that fails. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_WHAT_IF (den_what_if_get_type ())
G_DECLARE_FINAL_TYPE (DenWhatIf, den_what_if, DEN, WHAT_IF, GtkWidget)

/* Choosing a row puts the chart under its policy. */
GtkWidget *den_what_if_new (DenChartEditor *editor);

G_END_DECLS
