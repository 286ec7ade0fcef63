/* The free starts of one day. */
#include "den-free-starts.h"

#include "den-floor-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define MOST_IN_A_LINE 8

struct _DenFreeStarts
{
  GtkBox parent_instance;

  GtkWidget *grid;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (DenFreeStarts, den_free_starts, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
clicked_cb (GtkButton *button, DenFreeStarts *self)
{
  const gint64 *minute = g_object_get_data (G_OBJECT (button), "minute");

  g_signal_emit (self, signals[CHOSEN], 0, *minute);
}

static GtkWidget *
new_button (DenFreeStarts *self, const DenSlot *slot)
{
  g_autofree char *time = den_minute_show_time (slot->minute);
  GtkWidget *button = gtk_button_new_with_label (time);
  gint64 *minute = g_new (gint64, 1);

  *minute = slot->minute;
  g_object_set_data_full (G_OBJECT (button), "minute", minute, g_free);
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_add_css_class (button, "den-start");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  return button;
}

void
den_free_starts_show (DenFreeStarts *self, const GArray *slots, const char *nothing)
{
  GtkWidget *child;
  gint64 last = DEN_UNKNOWN;
  int n = 0;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const DenSlot *slot = &g_array_index (slots, DenSlot, i);

      if (slot->minute == last)
        continue;
      last = slot->minute;
      gtk_grid_attach (GTK_GRID (self->grid), new_button (self, slot), n % MOST_IN_A_LINE,
                       n / MOST_IN_A_LINE, 1, 1);
      n++;
    }
  gtk_label_set_label (GTK_LABEL (self->nothing), nothing);
  gtk_widget_set_visible (self->grid, n > 0);
  gtk_widget_set_visible (self->nothing, n == 0);
}

static void
den_free_starts_class_init (DenFreeStartsClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
den_free_starts_init (DenFreeStarts *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 3);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  self->nothing = den_words_new (NULL);
  gtk_widget_add_css_class (self->nothing, "den-muted");
  gtk_box_append (GTK_BOX (self), self->grid);
  gtk_box_append (GTK_BOX (self), self->nothing);
}

GtkWidget *
den_free_starts_new (void)
{
  return g_object_new (DEN_TYPE_FREE_STARTS, NULL);
}
