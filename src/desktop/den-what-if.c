/* The table of all policies. It is judged only while it can be seen. */
#include "den-what-if.h"

#include "den-marks.h"
#include "den-policy-picker.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>

struct _DenWhatIf
{
  GtkWidget parent_instance;

  DenChartEditor *editor;
  GtkWidget *scroller;
  GtkWidget *list;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (DenWhatIf, den_what_if, GTK_TYPE_WIDGET)

/* The parts of a row, kept with it. */
typedef struct
{
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *verdict;
  GtkWidget *failing;
  char *policy_id;
} Parts;

static void
parts_free (gpointer data)
{
  g_free (((Parts *) data)->policy_id);
  g_free (data);
}

static GtkWidget *
new_label (gboolean ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  if (ellipsize)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static GtkWidget *
new_row (void)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  Parts *parts = g_new0 (Parts, 1);

  parts->icon = gtk_image_new ();
  parts->title = new_label (TRUE);
  parts->verdict = new_label (FALSE);
  parts->failing = new_label (TRUE);
  gtk_widget_add_css_class (parts->title, "den-strong");
  gtk_widget_add_css_class (parts->failing, "dim-label");
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), parts->title);
  gtk_box_append (GTK_BOX (column), parts->verdict);
  gtk_box_append (GTK_BOX (column), parts->failing);
  gtk_widget_set_valign (parts->icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), parts->icon);
  gtk_box_append (GTK_BOX (line), column);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_add_css_class (row, "den-finding");
  g_object_set_data_full (G_OBJECT (row), "parts", parts, parts_free);
  return row;
}

static void
show_policy (DenWhatIf *self, GtkWidget *row, const DenPolicy *policy)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  const DenReference *reference = den_office_get_reference (office);
  Parts *parts = g_object_get_data (G_OBJECT (row), "parts");
  g_autoptr (DenVerdict) verdict = den_eligibility_judge (
      den_chart_editor_get_chart (self->editor), policy, reference, den_office_get_today (office));
  const DenFinding *failing = den_verdict_first_failing (verdict);
  const char *label = _ (den_verdict_label (verdict->word));
  g_autofree char *title = den_policy_picker_title (policy);
  g_autofree char *reason = NULL, *words = NULL;

  if (failing != NULL)
    {
      g_autofree char *rule = den_text_sentence_case (den_rule_label (failing->rule, reference));

      reason = g_strdup_printf ("%s: %s", rule, failing->reason);
    }
  words = g_strdup_printf ("%s. %s. %s", title, label, reason != NULL ? reason : "");
  g_free (parts->policy_id);
  parts->policy_id = g_strdup (policy->policy_id);
  gtk_image_set_from_icon_name (GTK_IMAGE (parts->icon), den_verdict_icon (verdict->word));
  den_mark_set_class (parts->icon, den_verdict_class (verdict->word));
  den_mark_set_class (parts->verdict, den_verdict_class (verdict->word));
  gtk_label_set_text (GTK_LABEL (parts->title), title);
  gtk_label_set_text (GTK_LABEL (parts->verdict), label);
  gtk_label_set_text (GTK_LABEL (parts->failing), reason != NULL ? reason : "");
  gtk_widget_set_tooltip_text (row, reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
judge_all (DenWhatIf *self)
{
  g_autoptr (GPtrArray) policies = den_policy_picker_order (self->editor);
  const DenPolicy *chosen = den_chart_editor_get_policy (self->editor);
  GtkListBox *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *surplus;

  for (guint i = 0; i < policies->len; i++)
    {
      const DenPolicy *policy = g_ptr_array_index (policies, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) i);

      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (new_row ());
          gtk_list_box_append (list, GTK_WIDGET (row));
        }
      show_policy (self, GTK_WIDGET (row), policy);
      if (chosen != NULL && g_str_equal (policy->policy_id, chosen->policy_id))
        gtk_list_box_select_row (list, row);
    }
  while ((surplus = gtk_list_box_get_row_at_index (list, (int) policies->len)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (surplus));
  self->stale = FALSE;
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenWhatIf *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    judge_all (self);
  else
    self->stale = TRUE;
}

static void
den_what_if_map (GtkWidget *widget)
{
  DenWhatIf *self = DEN_WHAT_IF (widget);

  if (self->stale)
    judge_all (self);
  GTK_WIDGET_CLASS (den_what_if_parent_class)->map (widget);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, DenWhatIf *self)
{
  Parts *parts = g_object_get_data (G_OBJECT (row), "parts");

  den_chart_editor_set_policy (self->editor, parts->policy_id);
}

static void
den_what_if_dispose (GObject *object)
{
  DenWhatIf *self = DEN_WHAT_IF (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (den_what_if_parent_class)->dispose (object);
}

static void
den_what_if_class_init (DenWhatIfClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_what_if_dispose;
  widget_class->map = den_what_if_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
den_what_if_init (DenWhatIf *self)
{
  self->stale = TRUE;
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "den-findings");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("This chart under every policy"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("This chart under every policy"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
den_what_if_new (DenChartEditor *editor)
{
  DenWhatIf *self = g_object_new (DEN_TYPE_WHAT_IF, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  return GTK_WIDGET (self);
}
