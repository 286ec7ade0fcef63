/* Facts to be read: what each is called at the left, right-aligned to its words. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *den_fact_grid_new (void);
void den_fact_grid_clear (GtkWidget *grid);
/* Adds a line below the others; none where WORDS are NULL or empty. */
void den_fact_grid_add (GtkWidget *grid, const char *name, const char *words);
/* The same with any widget for the words. */
void den_fact_grid_add_widget (GtkWidget *grid, const char *name, GtkWidget *value);

G_END_DECLS
