/* Scrolling to what is to be looked at. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolls the innermost scrolled window around WIDGET as little as shows all of it, once the
 * window's layout is done. */
void den_scroll_to (GtkWidget *widget);
/* Puts WIDGET at the top of that window, then too. */
void den_scroll_to_top (GtkWidget *widget);

G_END_DECLS
