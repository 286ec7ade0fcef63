/* Facts to be read. */
#include "den-fact-grid.h"

#include "den-widgets.h"

GtkWidget *
den_fact_grid_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  return grid;
}

void
den_fact_grid_clear (GtkWidget *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (grid)) != NULL)
    gtk_grid_remove (GTK_GRID (grid), child);
}

void
den_fact_grid_add_widget (GtkWidget *grid, const char *name, GtkWidget *value)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach_next_to (GTK_GRID (grid), label, NULL, GTK_POS_BOTTOM, 1, 1);
  gtk_grid_attach_next_to (GTK_GRID (grid), value, label, GTK_POS_RIGHT, 1, 1);
}

void
den_fact_grid_add (GtkWidget *grid, const char *name, const char *words)
{
  GtkWidget *value;

  if (words == NULL || *words == '\0')
    return;
  value = den_words_new (words);
  gtk_widget_add_css_class (value, "numeric");
  den_fact_grid_add_widget (grid, name, value);
}
