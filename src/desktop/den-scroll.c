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

void
den_scroll_to (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  double top, height;

  if (scroller != NULL && find_place (widget, scroller, &top, &height))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                               top - ROOM, top + height + ROOM);
}

/* A page that was just shown gets its places with its first frame. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  double top, height;

  if (scroller != NULL && gtk_widget_get_height (scroller) == 0)
    return G_SOURCE_CONTINUE;
  if (scroller != NULL && find_place (widget, scroller, &top, &height))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                              top - ROOM);
  return G_SOURCE_REMOVE;
}

void
den_scroll_to_top (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}
