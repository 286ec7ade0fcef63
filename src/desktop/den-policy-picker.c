/* The choice of a policy. */
#include "den-policy-picker.h"

#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DenPolicyPicker
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GtkWidget *drop_down;
  GtkStringList *titles;
  GPtrArray *ids; /* char *, of the titles */
  GtkWidget *words;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (DenPolicyPicker, den_policy_picker, GTK_TYPE_BOX)

GPtrArray *
den_policy_picker_order (DenChartEditor *editor)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  GPtrArray *all = den_office_get_policies (office);
  const DenPolicy *own = den_office_policy_for (office, den_chart_editor_get_chart (editor));
  GPtrArray *order = g_ptr_array_new ();

  if (own != NULL)
    g_ptr_array_add (order, (gpointer) own);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const DenPolicy *policy = g_ptr_array_index (all, i);

      if (own == NULL || !g_str_equal (policy->policy_id, own->policy_id))
        g_ptr_array_add (order, (gpointer) policy);
    }
  return order;
}

char *
den_policy_picker_title (const DenPolicy *policy)
{
  if (policy->payer == NULL)
    return g_strdup (policy->title);
  if (policy->title == NULL || strstr (policy->title, policy->payer) != NULL)
    return g_strdup (policy->title != NULL ? policy->title : policy->payer);
  return g_strdup_printf ("%s · %s", policy->payer, policy->title);
}

/* Fills the list anew where it differs from the clinic's policies. */
static void
show_policies (DenPolicyPicker *picker)
{
  g_autoptr (GPtrArray) order = den_policy_picker_order (picker->editor);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (picker->ids, 0);
  for (guint i = 0; i < order->len; i++)
    {
      const DenPolicy *policy = g_ptr_array_index (order, i);

      g_ptr_array_add (picker->ids, g_strdup (policy->policy_id));
      g_ptr_array_add (titles, den_policy_picker_title (policy));
    }
  g_ptr_array_add (titles, NULL);
  gtk_string_list_splice (picker->titles, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (picker->titles)),
                          (const char *const *) titles->pdata);
}

/* "Version 2026-01 · confirmed 10/02/2026 by R. Ortiz". */
static void
show_words (DenPolicyPicker *picker, const DenPolicy *policy)
{
  DenOffice *office = den_chart_editor_get_office (picker->editor);
  const DenPolicyConfirmation *confirmation =
      den_office_get_confirmation (office, policy->policy_id);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *day = NULL;

  if (policy->version != NULL)
    g_string_append_printf (words, _ ("Version %s · "), policy->version);
  if (confirmation != NULL)
    {
      day = den_day_to_us (confirmation->confirmed_on);
      g_string_append_printf (words, _ ("confirmed %s by %s"), day, confirmation->confirmed_by);
    }
  else
    g_string_append (words, _ ("⚠ not yet checked against the payer’s own text"));
  gtk_label_set_text (GTK_LABEL (picker->words), words->str);
  if (confirmation == NULL)
    gtk_widget_add_css_class (picker->words, "den-caution");
  else
    gtk_widget_remove_css_class (picker->words, "den-caution");
}

static void
show_chosen (DenPolicyPicker *picker)
{
  const DenPolicy *policy = den_chart_editor_get_policy (picker->editor);
  g_autofree char *title = policy != NULL ? den_policy_picker_title (policy) : NULL;

  if (policy == NULL)
    return;
  gtk_widget_set_tooltip_text (picker->drop_down, title);
  for (guint i = 0; i < picker->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (picker->ids, i), policy->policy_id))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (picker->drop_down), i);
  show_words (picker, policy);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenPolicyPicker *picker)
{
  if (type != NULL && type != &den_policy_type && type != &den_coverage_type)
    return;
  picker->showing = TRUE;
  if (type != &den_policy_type)
    show_policies (picker);
  show_chosen (picker);
  picker->showing = FALSE;
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, DenPolicyPicker *picker)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (!picker->showing && selected < picker->ids->len)
    den_chart_editor_set_policy (picker->editor, g_ptr_array_index (picker->ids, selected));
}

/* Long titles are cut in the closed list and whole in the open one. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  if (data != NULL)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 12);
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const char *title = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), title);
}

static GtkListItemFactory *
new_factory (gboolean cut)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (cut));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

static void
den_policy_picker_dispose (GObject *object)
{
  DenPolicyPicker *picker = DEN_POLICY_PICKER (object);

  picker->showing = TRUE;
  G_OBJECT_CLASS (den_policy_picker_parent_class)->dispose (object);
  g_clear_object (&picker->editor);
  g_clear_pointer (&picker->ids, g_ptr_array_unref);
}

static void
den_policy_picker_class_init (DenPolicyPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_policy_picker_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
den_policy_picker_init (DenPolicyPicker *picker)
{
  g_autoptr (GtkListItemFactory) closed = new_factory (TRUE);
  g_autoptr (GtkListItemFactory) open = new_factory (FALSE);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Po_licy"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (picker), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (picker), 3);
  picker->ids = g_ptr_array_new_with_free_func (g_free);
  picker->titles = gtk_string_list_new (NULL);
  picker->drop_down = gtk_drop_down_new (G_LIST_MODEL (picker->titles), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (picker->drop_down), closed);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (picker->drop_down), open);
  gtk_widget_set_hexpand (picker->drop_down, TRUE);
  den_control_set_name (picker->drop_down, _ ("Policy"));
  g_signal_connect (picker->drop_down, "notify::selected", G_CALLBACK (selected_cb), picker);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), picker->drop_down);
  gtk_widget_add_css_class (label, "den-inline-label");
  picker->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (picker->words), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (picker->words), TRUE);
  gtk_widget_add_css_class (picker->words, "den-small");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), picker->drop_down);
  gtk_box_append (GTK_BOX (picker), line);
  gtk_box_append (GTK_BOX (picker), picker->words);
}

GtkWidget *
den_policy_picker_new (DenChartEditor *editor)
{
  DenPolicyPicker *picker = g_object_new (DEN_TYPE_POLICY_PICKER, NULL);

  picker->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), picker, 0);
  changed_cb (editor, NULL, picker);
  return GTK_WIDGET (picker);
}
