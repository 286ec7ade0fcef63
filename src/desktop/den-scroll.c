/* Scrolling to a widget. */
#include "den-scroll.h"

#define ROOM 12.0

/* Where WIDGET begins in what SCROLLER shows, in its adjustment's measure. */
static gboolean
find_place (GtkWidget *widget, GtkWidget *scroller, double *top, double *height)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, scroller, &bounds))
    return FALSE;
  *top = (double) bounds.origin.y + gtk_adjustment_get_value (adjustment);
  *height = (double) bounds.size.height;
  return TRUE;
}

/* What is new on a page gets its place with the next frame. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer to_top)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  double top, height;

  if (scroller == NULL || !gtk_widget_get_mapped (widget))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;
  if (!find_place (widget, scroller, &top, &height))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  if (to_top != NULL)
    gtk_adjustment_set_value (adjustment, top - ROOM);
  else
    gtk_adjustment_clamp_page (adjustment, top - ROOM, top + height + ROOM);
  return G_SOURCE_REMOVE;
}

void
den_scroll_to (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}

void
den_scroll_to_top (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, tick_cb, GINT_TO_POINTER (TRUE), NULL);
}
