/* The clinic's protocols. */
#include "den-protocols-page.h"

#include "den-booking.h"
#include "den-protocol-view.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenProtocolsPage
{
  GtkBox parent_instance;

  DenOffice *office;
  GtkListBox *list;
  DenProtocolView *view;
  char *selected;
};

G_DEFINE_FINAL_TYPE (DenProtocolsPage, den_protocols_page, GTK_TYPE_BOX)

/* "The clinic’s version · from 01/01/2027". */
static char *
describe_state (const DenProtocol *protocol)
{
  g_autofree char *day = den_day_to_us (protocol->effective_on);

  return g_strdup_printf (protocol->record.id != 0 ? _ ("The clinic’s version · from %s")
                                                   : _ ("Comes with Dendra · from %s"),
                          day);
}

static GtkWidget *
make_row (const DenProtocol *protocol)
{
  g_autofree char *state = describe_state (protocol);
  const char *modality = _ (den_modality_choices[protocol->modality].label);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", protocol->title, modality, state);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = den_line_new (protocol->title, "heading");

  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), den_line_new (modality, NULL));
  gtk_box_append (GTK_BOX (box), den_line_new (state, "numeric"));
  gtk_widget_add_css_class (box, "den-policy-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, protocol->title);
  g_object_set_data_full (G_OBJECT (row), "protocol-id", g_strdup (protocol->protocol_id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, DenProtocolsPage *self)
{
  if (row == NULL)
    return;
  g_free (self->selected);
  self->selected = g_strdup (g_object_get_data (G_OBJECT (row), "protocol-id"));
  den_protocol_view_show (self->view, self->selected);
}

void
den_protocols_page_select (DenProtocolsPage *self, const char *protocol_id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "protocol-id"), protocol_id) == 0)
      {
        gtk_list_box_select_row (self->list, row);
        return;
      }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

/* One row a protocol, by the version that is in force today. */
static void
fill (DenProtocolsPage *self)
{
  GPtrArray *all = den_office_get_protocols (self->office);
  g_autofree char *selected = g_strdup (self->selected);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < all->len; i++)
    {
      const DenProtocol *version = g_ptr_array_index (all, i);

      if (den_office_find_protocol (self->office, version->protocol_id,
                                    den_office_get_today (self->office)) == version)
        gtk_list_box_append (self->list, make_row (version));
    }
  den_protocols_page_select (self, selected);
}

static void
clinic_changed_cb (DenOffice *office, DenProtocolsPage *self)
{
  fill (self);
}

static void
den_protocols_page_dispose (GObject *object)
{
  DenProtocolsPage *self = DEN_PROTOCOLS_PAGE (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  self->list = NULL;
  g_clear_object (&self->office);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (den_protocols_page_parent_class)->dispose (object);
}

static void
den_protocols_page_class_init (DenProtocolsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_protocols_page_dispose;
}

static void
den_protocols_page_init (DenProtocolsPage *self)
{
}

GtkWidget *
den_protocols_page_new (DenOffice *office)
{
  DenProtocolsPage *self = g_object_new (DEN_TYPE_PROTOCOLS_PAGE, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->office = g_object_ref (office);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->view = DEN_PROTOCOL_VIEW (den_protocol_view_new (office));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Protocols"), -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Protocols"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scrolled, 340, -1);
  gtk_box_append (GTK_BOX (self), scrolled);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->view));
  fill (self);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  return GTK_WIDGET (self);
}
