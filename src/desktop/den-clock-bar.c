/* The bar that says that the computer's clock was set. */
#include "den-clock-bar.h"

#include "den-floor-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenClockBar
{
  GtkBox parent_instance;

  DenClock *clock;
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (DenClockBar, den_clock_bar, GTK_TYPE_BOX)

static void
show_times (DenClockBar *self)
{
  gint64 difference = den_clock_get_difference (self->clock);
  DenInstant now = den_clock_now (self->clock);
  DenInstant computers = { now.us + difference, now.offset_minutes };
  g_autofree char *own = den_instant_show_time (now);
  g_autofree char *other = den_instant_show_time (computers);
  g_autofree char *words = g_strdup_printf (
      _ ("This computer’s clock was set to %s. Sessions go on by %s, the time as it was."), other,
      own);

  gtk_widget_set_visible (GTK_WIDGET (self), difference != 0);
  if (difference != 0 && g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->words)), words) != 0)
    gtk_label_set_label (GTK_LABEL (self->words), words);
}

static void
moved_cb (DenClock *clock, gint64 difference, DenClockBar *self)
{
  show_times (self);
}

static void
tick_cb (DenClock *clock, DenClockBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    show_times (self);
}

static void
follow_cb (GtkButton *button, DenClockBar *self)
{
  den_clock_follow_computer (self->clock);
  show_times (self);
}

static void
den_clock_bar_dispose (GObject *object)
{
  DenClockBar *self = DEN_CLOCK_BAR (object);

  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (den_clock_bar_parent_class)->dispose (object);
}

static void
den_clock_bar_class_init (DenClockBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_clock_bar_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
den_clock_bar_init (DenClockBar *self)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *button = gtk_button_new_with_label (_ ("Use the computer’s clock"));

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-caution-box");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->words = den_words_new (NULL);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (follow_cb), self);
  gtk_box_append (GTK_BOX (self), image);
  gtk_box_append (GTK_BOX (self), self->words);
  gtk_box_append (GTK_BOX (self), button);
}

GtkWidget *
den_clock_bar_new (DenClock *clock)
{
  DenClockBar *self = g_object_new (DEN_TYPE_CLOCK_BAR, NULL);

  self->clock = g_object_ref (clock);
  g_signal_connect (clock, "moved", G_CALLBACK (moved_cb), self);
  g_signal_connect (clock, "tick", G_CALLBACK (tick_cb), self);
  show_times (self);
  return GTK_WIDGET (self);
}
