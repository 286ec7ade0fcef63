/* The dialog of an override. */
#include "den-override-dialog.h"

#include "den-field-row.h"
#include "den-message.h"

#include <glib/gi18n-lib.h>

struct _DenOverrideDialog
{
  DenDialog parent_instance;

  DenChartEditor *editor;
  DenOverride *override;
  char *policy_id;
  GtkWidget *rows[3]; /* rationale, decided_by, decided_on */
  GtkWidget *every_policy;
};

static const char *const columns[] = { "rationale", "decided_by", "decided_on" };

G_DEFINE_FINAL_TYPE (DenOverrideDialog, den_override_dialog, DEN_TYPE_DIALOG)

static gboolean
commit_cb (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  den_field_set (den_field_row_get_field (row), DEN_OVERRIDE_DIALOG (data)->override, value);
  return TRUE;
}

static void
den_override_dialog_accepted (DenDialog *dialog)
{
  DenOverrideDialog *self = DEN_OVERRIDE_DIALOG (dialog);
  gboolean every = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->every_policy));
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!den_field_row_take (DEN_FIELD_ROW (self->rows[i])))
      return;
  if (self->override->rationale == NULL)
    {
      den_field_row_set_error (DEN_FIELD_ROW (self->rows[0]), _ ("is needed"));
      gtk_widget_grab_focus (self->rows[0]);
      return;
    }
  g_free (self->override->policy);
  self->override->policy = every ? NULL : g_strdup (self->policy_id);
  if (den_chart_editor_add (self->editor, den_record_copy (self->override), NULL, &error) == 0)
    {
      g_autofree char *words = den_error_words_beside (error);

      den_dialog_set_problem (dialog, words);
    }
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
den_override_dialog_dispose (GObject *object)
{
  DenOverrideDialog *self = DEN_OVERRIDE_DIALOG (object);

  G_OBJECT_CLASS (den_override_dialog_parent_class)->dispose (object);
  g_clear_object (&self->editor);
}

static void
den_override_dialog_finalize (GObject *object)
{
  DenOverrideDialog *self = DEN_OVERRIDE_DIALOG (object);

  den_record_free (self->override);
  g_free (self->policy_id);
  G_OBJECT_CLASS (den_override_dialog_parent_class)->finalize (object);
}

static void
den_override_dialog_class_init (DenOverrideDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_override_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = den_override_dialog_finalize;
  DEN_DIALOG_CLASS (klass)->accepted = den_override_dialog_accepted;
}

static void
den_override_dialog_init (DenOverrideDialog *self)
{
}

static GtkWidget *
new_content (DenOverrideDialog *self, const DenFinding *finding)
{
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *reason = gtk_label_new (finding->reason);

  gtk_label_set_xalign (GTK_LABEL (reason), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (reason), 60);
  gtk_box_append (GTK_BOX (content), reason);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const DenField *field = den_record_type_find (&den_override_type, columns[i]);
      g_auto (DenValue) value = DEN_VALUE_INIT;

      self->rows[i] = den_field_row_new (field);
      den_field_get (field, self->override, &value);
      den_field_row_set_value (DEN_FIELD_ROW (self->rows[i]), &value);
      den_field_row_set_label_group (DEN_FIELD_ROW (self->rows[i]), labels);
      den_field_row_set_commit (DEN_FIELD_ROW (self->rows[i]), commit_cb, self, NULL);
      gtk_box_append (GTK_BOX (content), self->rows[i]);
    }
  self->every_policy = gtk_check_button_new_with_mnemonic (_ ("Under _every policy"));
  gtk_box_append (GTK_BOX (content), self->every_policy);
  return content;
}

GtkWidget *
den_override_dialog_new (GtkWindow *parent, DenChartEditor *editor, const DenFinding *finding)
{
  DenOffice *office = den_chart_editor_get_office (editor);
  const DenPolicy *policy = den_chart_editor_get_policy (editor);
  g_autofree char *title = g_strdup_printf (
      _ ("Override: %s"), den_rule_label (finding->rule, den_office_get_reference (office)));
  DenOverrideDialog *self = g_object_new (DEN_TYPE_OVERRIDE_DIALOG, "transient-for", parent,
                                          "modal", TRUE, "title", title, NULL);

  self->editor = g_object_ref (editor);
  self->policy_id = g_strdup (policy->policy_id);
  self->override = den_record_new (&den_override_type);
  self->override->rule = g_strdup (finding->rule);
  self->override->decided_by = g_strdup (den_office_get_user (office));
  self->override->decided_on = den_office_get_today (office);
  den_dialog_set_accept_label (DEN_DIALOG (self), _ ("_Override"));
  den_dialog_set_content (DEN_DIALOG (self), new_content (self, finding));
  return GTK_WIDGET (self);
}
