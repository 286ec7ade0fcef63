/* The clinic's policies: the list at the left, what the selected one asks for at the right. */
#include "den-policies-page.h"

#include "den-policy-view.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenPoliciesPage
{
  GtkBox parent_instance;

  DenOffice *office;
  GtkListBox *list;
  DenPolicyView *view;
  char *selected;
};

G_DEFINE_FINAL_TYPE (DenPoliciesPage, den_policies_page, GTK_TYPE_BOX)

/* What the field calls the indications for short, in the order of their choices. */
static const char *const short_indications[] = { "TRD", "MDSI" };

/* "Confirmed · TRD · 01/21/2026"; the indication whole is the tooltip's. */
static char *
describe_state (const DenPolicy *policy, gboolean confirmed)
{
  g_autoptr (GString) words = g_string_new (confirmed ? _ ("Confirmed") : _ ("Not confirmed"));
  g_autofree char *day = den_day_to_us (policy->effective_on);

  if (policy->indication != DEN_UNKNOWN)
    g_string_append_printf (words, " · %s", short_indications[policy->indication]);
  if (day != NULL)
    g_string_append_printf (words, " · %s", day);
  return g_strdup (words->str);
}

/* Payer and title, and below them whether somebody confirmed it, indication and date. */
static GtkWidget *
make_row (DenPoliciesPage *self, const DenPolicy *policy)
{
  const DenField *indication = den_record_type_find (&den_policy_type, "indication");
  gboolean confirmed = den_office_get_confirmation (self->office, policy->policy_id) != NULL;
  g_autofree char *state = describe_state (policy, confirmed);
  g_autofree char *word = den_field_format_record (indication, policy);
  g_autofree char *name =
      g_strdup_printf ("%s, %s, %s, %s", policy->payer, policy->title, state, word);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s\n%s", policy->payer, policy->title, word);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_image_new_from_icon_name (confirmed ? "object-select-symbolic"
                                                            : "dialog-warning-symbolic");

  gtk_widget_add_css_class (mark, confirmed ? "den-good" : "den-caution");
  gtk_box_append (GTK_BOX (last), mark);
  gtk_box_append (GTK_BOX (last), den_line_new (state, "numeric"));
  gtk_box_append (GTK_BOX (box), den_line_new (policy->payer, "heading"));
  gtk_box_append (GTK_BOX (box), den_line_new (policy->title, NULL));
  gtk_box_append (GTK_BOX (box), last);
  gtk_widget_add_css_class (box, "den-policy-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tooltip);
  g_object_set_data_full (G_OBJECT (row), "policy-id", g_strdup (policy->policy_id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, DenPoliciesPage *self)
{
  if (row == NULL)
    return;
  g_free (self->selected);
  self->selected = g_strdup (g_object_get_data (G_OBJECT (row), "policy-id"));
  den_policy_view_show (self->view, self->selected);
}

void
den_policies_page_select (DenPoliciesPage *self, const char *policy_id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "policy-id"), policy_id) == 0)
      {
        gtk_list_box_select_row (self->list, row);
        return;
      }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
fill (DenPoliciesPage *self)
{
  GPtrArray *policies = den_office_get_policies (self->office);
  g_autofree char *selected = g_strdup (self->selected);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < policies->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (policies, i)));
  den_policies_page_select (self, selected);
}

static void
clinic_changed_cb (DenOffice *office, DenPoliciesPage *self)
{
  fill (self);
}

static void
den_policies_page_dispose (GObject *object)
{
  DenPoliciesPage *self = DEN_POLICIES_PAGE (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  self->list = NULL;
  g_clear_object (&self->office);
  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (den_policies_page_parent_class)->dispose (object);
}

static void
den_policies_page_class_init (DenPoliciesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_policies_page_dispose;
}

static void
den_policies_page_init (DenPoliciesPage *self)
{
}

GtkWidget *
den_policies_page_new (DenOffice *office)
{
  DenPoliciesPage *self = g_object_new (DEN_TYPE_POLICIES_PAGE, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->office = g_object_ref (office);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->view = DEN_POLICY_VIEW (den_policy_view_new (office));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Policies"), -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Policies"), -1);
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
