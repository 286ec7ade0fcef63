/* One session in the week. */
#include "den-week-block.h"

#include "den-floor-words.h"
#include "den-marks.h"
#include "den-patient-cells.h"

#include <glib/gi18n-lib.h>

struct _DenWeekBlock
{
  GtkButton parent_instance;

  DenFloorItem *item;
  GtkWidget *mark;
  GtkWidget *first;
  GtkWidget *second;
};

G_DEFINE_FINAL_TYPE (DenWeekBlock, den_week_block, GTK_TYPE_BUTTON)

static void
show_item (DenWeekBlock *self)
{
  DenSessionState state = den_floor_item_get_state (self->item);
  const char *title = den_floor_item_get_title (self->item);
  g_autofree char *time = den_instant_show_time (den_floor_item_get_scheduled_at (self->item));
  g_autofree char *name = den_name_with_preferred (den_floor_item_get_name (self->item),
                                                   den_floor_item_get_preferred_name (self->item));
  g_autofree char *first = g_strdup_printf ("%s %s", time, name);
  g_autofree char *second = title != NULL
                                ? g_strdup_printf ("%s · %s", den_state_label (state), title)
                                : g_strdup (den_state_label (state));
  g_autofree char *spoken = g_strdup_printf ("%s, %s", first, second);

  gtk_label_set_label (GTK_LABEL (self->first), first);
  gtk_label_set_label (GTK_LABEL (self->second), second);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->mark), den_state_icon (state));
  den_mark_set_class (self->mark, den_state_class (state));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
item_changed_cb (DenFloorItem *item, DenWeekBlock *self)
{
  show_item (self);
}

static void
den_week_block_dispose (GObject *object)
{
  DenWeekBlock *self = DEN_WEEK_BLOCK (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (den_week_block_parent_class)->dispose (object);
}

static void
den_week_block_class_init (DenWeekBlockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_week_block_dispose;
}

static GtkWidget *
new_line (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* The days share the width, however long a name is. */
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 8);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
den_week_block_init (DenWeekBlock *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->mark = gtk_image_new ();
  self->first = new_line ();
  self->second = new_line ();
  gtk_widget_set_valign (self->mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->first, "den-strong");
  gtk_widget_add_css_class (self->second, "den-small");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), self->first);
  gtk_box_append (GTK_BOX (lines), self->second);
  gtk_box_append (GTK_BOX (box), self->mark);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-week-block");
}

GtkWidget *
den_week_block_new (DenFloorItem *item)
{
  DenWeekBlock *self = g_object_new (DEN_TYPE_WEEK_BLOCK, NULL);

  self->item = g_object_ref (item);
  g_signal_connect (item, "changed", G_CALLBACK (item_changed_cb), self);
  show_item (self);
  return GTK_WIDGET (self);
}

DenFloorItem *
den_week_block_get_item (DenWeekBlock *self)
{
  return self->item;
}
