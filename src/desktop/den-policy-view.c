/* One policy: what it asks for, where its words come from, and whether the clinic has confirmed
 * it. */
#include "den-policy-view.h"

#include "den-dialog.h"
#include "den-field-control.h"
#include "den-message.h"
#include "den-policy-dialog.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DenPolicyView
{
  GtkBox parent_instance;

  DenOffice *office;
  char *policy_id;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (DenPolicyView, den_policy_view, GTK_TYPE_BOX)

/* What stands in the head of the view. */
static const char *const head_columns[] = { "policy_id", "payer", "title", NULL };

char *
den_policy_confirmation_words (DenOffice *office, const char *policy_id)
{
  const DenPolicyConfirmation *confirmation = den_office_get_confirmation (office, policy_id);
  g_autofree char *day = NULL;

  if (confirmation == NULL)
    return g_strdup (_ ("Nobody has confirmed this policy: compare it with the payer’s own text "
                        "before a request rests on it."));
  day = den_day_to_us (confirmation->confirmed_on);
  return g_strdup_printf (_ ("Checked against the payer’s text on %s by %s."), day,
                          confirmation->confirmed_by);
}

/* "PHQ-9 at least 15, at most 30 days old". */
static char *
format_severity (const DenPolicySeverity *severity)
{
  if (severity->max_age_days == DEN_UNKNOWN)
    return g_strdup_printf (_ ("%s at least %d"), severity->scale, (int) severity->at_least);
  return g_strdup_printf (_ ("%s at least %d, at most %d days old"), severity->scale,
                          (int) severity->at_least, (int) severity->max_age_days);
}

static char *
format_exclusion (const DenPolicyExclusion *exclusion)
{
  const DenField *field = den_record_type_find (&den_policy_exclusion_type, "name");
  g_autofree char *name = den_field_format_record (field, exclusion);

  if (!den_policy_asks (exclusion->attestation))
    return g_steal_pointer (&name);
  return g_strdup_printf (_ ("%s (left to the prescriber’s attestation)"), name);
}

/* One line for each record of a policy's list; NULL for none. */
static char *
format_list (const DenField *field, const DenPolicy *policy)
{
  GPtrArray *list = den_field_list (field, policy);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *line = field->of == &den_policy_severity_type
                                  ? format_severity (g_ptr_array_index (list, i))
                                  : format_exclusion (g_ptr_array_index (list, i));

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
    }
  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

/* "1 month", "28 days". */
static char *
format_count (gint64 n, const char *unit)
{
  if (g_str_equal (unit, "days"))
    return g_strdup_printf (ngettext ("%d day", "%d days", n), (int) n);
  if (g_str_equal (unit, "months"))
    return g_strdup_printf (ngettext ("%d month", "%d months", n), (int) n);
  if (g_str_equal (unit, "years"))
    return g_strdup_printf (ngettext ("%d year", "%d years", n), (int) n);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", n, _ (unit));
}

/* What the policy says of the field, with its unit; NULL where it has no such rule. */
static char *
format_field (const DenField *field, const DenPolicy *policy)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (field->type == DEN_FIELD_LIST)
    return format_list (field, policy);
  den_field_get (field, policy, &value);
  if (field->type == DEN_FIELD_INTEGER && field->unit != NULL && den_value_is_known (&value))
    return format_count (value.number, field->unit);
  return den_field_show_with_unit (field, &value);
}

static void
add_line (GtkGrid *grid, int line, const char *name, const char *words)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *value = den_words_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (grid, label, 0, line, 1, 1);
  gtk_grid_attach (grid, value, 1, line, 1, 1);
}

static GtkWidget *
make_criteria (const DenPolicy *policy)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  int line = 0;

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 6);
  for (guint i = 0; i < den_policy_type.n_fields; i++)
    {
      const DenField *field = &den_policy_type.fields[i];
      g_autofree char *words = NULL;

      if (field->internal || g_strv_contains (head_columns, field->column))
        continue;
      words = format_field (field, policy);
      if (words != NULL)
        add_line (grid, line++, _ (field->label), words);
    }
  return GTK_WIDGET (grid);
}

static GtkWindow *
get_window (DenPolicyView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
confirm_cb (GtkButton *button, DenPolicyView *self)
{
  gtk_window_present (GTK_WINDOW (
      den_policy_confirm_dialog_new (get_window (self), self->office, self->policy_id)));
}

static void
edit_cb (GtkButton *button, DenPolicyView *self)
{
  gtk_window_present (GTK_WINDOW (
      den_policy_edit_dialog_new (get_window (self), self->office, self->policy_id, FALSE)));
}

static void
copy_cb (GtkButton *button, DenPolicyView *self)
{
  gtk_window_present (GTK_WINDOW (
      den_policy_edit_dialog_new (get_window (self), self->office, self->policy_id, TRUE)));
}

static void
restore (gpointer owner)
{
  DenPolicyView *self = owner;
  g_autoptr (GError) error = NULL;

  if (self->office != NULL && !den_office_restore_policy (self->office, self->policy_id, &error))
    den_show_error (GTK_WIDGET (self), _ ("The policy was not changed."), error);
}

static gboolean
is_shipped (DenPolicyView *self)
{
  return den_reference_find_policy (den_office_get_reference (self->office), self->policy_id) !=
         NULL;
}

static void
restore_cb (GtkButton *button, DenPolicyView *self)
{
  if (is_shipped (self))
    den_ask (get_window (self), _ ("Restore the shipped text?"),
             _ ("The clinic’s changes to this policy and its confirmations are taken away. The "
                "audit keeps them."),
             _ ("_Restore"), restore, self);
  else
    den_ask (
        get_window (self), _ ("Remove this policy?"),
        _ ("It is the clinic’s own and was not shipped with Dendra. Requests that name it stay "
           "as they are. The audit keeps it."),
        _ ("_Remove"), restore, self);
}

static void
add_button (GtkBox *box, DenPolicyView *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (box, button);
}

static GtkWidget *
make_buttons (DenPolicyView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  add_button (GTK_BOX (box), self, _ ("Con_firm…"), G_CALLBACK (confirm_cb));
  add_button (GTK_BOX (box), self, _ ("_Edit…"), G_CALLBACK (edit_cb));
  add_button (GTK_BOX (box), self, _ ("New _copy…"), G_CALLBACK (copy_cb));
  if (den_office_policy_is_edited (self->office, self->policy_id))
    add_button (GTK_BOX (box), self,
                is_shipped (self) ? _ ("_Restore the shipped text…") : _ ("_Remove…"),
                G_CALLBACK (restore_cb));
  return box;
}

static void
den_policy_view_dispose (GObject *object)
{
  DenPolicyView *self = DEN_POLICY_VIEW (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->policy_id, g_free);

  G_OBJECT_CLASS (den_policy_view_parent_class)->dispose (object);
}

static void
den_policy_view_class_init (DenPolicyViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_policy_view_dispose;
}

static void
den_policy_view_init (DenPolicyView *self)
{
  gtk_box_append (GTK_BOX (self), den_page_new (_ ("Policy"), &self->content));
}

GtkWidget *
den_policy_view_new (DenOffice *office)
{
  DenPolicyView *self = g_object_new (DEN_TYPE_POLICY_VIEW, NULL);

  self->office = g_object_ref (office);
  return GTK_WIDGET (self);
}

/* The line that says how far the policy's text can be trusted. */
static void
add_confirmation (DenPolicyView *self)
{
  const DenPolicyConfirmation *confirmation =
      den_office_get_confirmation (self->office, self->policy_id);
  g_autofree char *words = den_policy_confirmation_words (self->office, self->policy_id);

  gtk_box_append (self->content,
                  den_marked_words_new (confirmation != NULL ? "object-select-symbolic"
                                                             : "dialog-warning-symbolic",
                                        words, confirmation != NULL ? "den-good" : "den-caution"));
  if (confirmation != NULL && confirmation->note != NULL)
    gtk_box_append (self->content, den_words_new (confirmation->note));
  if (den_office_policy_is_edited (self->office, self->policy_id))
    gtk_box_append (self->content,
                    den_words_new (is_shipped (self)
                                       ? _ ("The clinic changed the text that was shipped.")
                                       : _ ("The clinic’s own policy.")));
}

void
den_policy_view_show (DenPolicyView *self, const char *policy_id)
{
  const DenPolicy *policy = den_office_find_policy (self->office, policy_id);
  g_autofree char *head = NULL;
  GtkWidget *title;

  if (policy_id != self->policy_id)
    {
      g_free (self->policy_id);
      self->policy_id = g_strdup (policy_id);
    }
  den_box_clear (self->content);
  if (policy == NULL)
    return;
  head = g_strdup_printf ("%s: %s", policy->payer, policy->title);
  title = den_words_new (head);
  gtk_widget_add_css_class (title, "title-3");
  gtk_box_append (self->content, title);
  add_confirmation (self);
  gtk_box_append (self->content, make_buttons (self));
  gtk_box_append (self->content, den_group_new (_ ("What it asks for"), make_criteria (policy)));
}
