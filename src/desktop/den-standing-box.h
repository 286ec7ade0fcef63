/* Where a patient stands: the verdict under the coverage's policy, last scores, recent changes. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_STANDING_BOX (den_standing_box_get_type ())
G_DECLARE_FINAL_TYPE (DenStandingBox, den_standing_box, DEN, STANDING_BOX, GtkBox)

GtkWidget *den_standing_box_new (DenChartEditor *editor);

G_END_DECLS
