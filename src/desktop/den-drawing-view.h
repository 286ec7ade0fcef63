/* Shows a drawing: a timeline or a course, in the theme's colours. */
#pragma once

#include "den-drawing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_DRAWING_VIEW (den_drawing_view_get_type ())
G_DECLARE_FINAL_TYPE (DenDrawingView, den_drawing_view, DEN, DRAWING_VIEW, GtkWidget)

/* Makes the drawing for a width in points; measure sets words as the view does. NULL for none. */
typedef DenDrawing *(*DenDrawingMaker) (double width, DenMeasure measure, gpointer measure_data,
                                        gpointer data);

/* NAME is what the picture is called, for those who do not see it. MAKER is asked again after each
 * change of width and den_drawing_view_update. */
GtkWidget *den_drawing_view_new (const char *name, DenDrawingMaker maker, gpointer data);
/* The facts changed. DESCRIPTION says in words what the picture shows; NULL for none. */
void den_drawing_view_update (DenDrawingView *view, const char *description);

G_END_DECLS
