/* The contraindication screening: each question with yes, no or unknown, answered by the keys Y, N
 * and U, which move on to the next. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SCREENING_VIEW (den_screening_view_get_type ())
G_DECLARE_FINAL_TYPE (DenScreeningView, den_screening_view, DEN, SCREENING_VIEW, GtkBox)

GtkWidget *den_screening_view_new (DenChartEditor *editor);
/* Puts the focus on the question ITEM; NULL: the first that is not answered. */
gboolean den_screening_view_focus (DenScreeningView *view, const char *item);
/* What the key does on the question that has the focus, or on the first: TRUE where it was one of
 * the answers' keys. */
gboolean den_screening_view_type (DenScreeningView *view, guint key);

G_END_DECLS
