/* Confirming a policy, and writing the clinic's own text of it. */
#include "den-policy-dialog.h"

#include "den-dialog.h"
#include "den-inner-list.h"
#include "den-message.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* What either dialog holds; it belongs to the dialog. */
typedef struct
{
  DenOffice *office;
  DenRecordForm *form;
  GtkWidget *severities; /* of the edit dialog */
  GtkWidget *exclusions;
  gboolean copy;
} Editing;

static const char *const confirmation_columns[] = { "confirmed_by", "confirmed_on", "note", NULL };

static void
editing_free (gpointer data)
{
  Editing *editing = data;

  g_object_unref (editing->office);
  g_free (editing);
}

static Editing *
begin (GtkWidget *dialog, DenOffice *office, gpointer record)
{
  Editing *editing = g_new0 (Editing, 1);

  editing->office = g_object_ref (office);
  editing->form = DEN_RECORD_FORM (den_record_form_new (record));
  g_object_set_data_full (G_OBJECT (dialog), "editing", editing, editing_free);
  return editing;
}

/* Closes the dialog where it is DONE, else says why not. */
static void
finish (DenDialog *dialog, gboolean done, const GError *error)
{
  g_autofree char *words = NULL;

  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  words = den_error_words (_ ("The policy was not changed."), error);
  den_dialog_set_problem (dialog, words);
}

static void
confirm_accepted_cb (DenDialog *dialog, Editing *editing)
{
  const DenPolicyConfirmation *confirmation = den_record_form_get_record (editing->form);
  g_autoptr (GError) error = NULL;

  if (den_record_form_take (editing->form))
    finish (dialog,
            den_office_confirm_policy (editing->office, confirmation->policy,
                                       confirmation->confirmed_by, confirmation->confirmed_on,
                                       confirmation->note, &error),
            error);
}

GtkWidget *
den_policy_confirm_dialog_new (GtkWindow *parent, DenOffice *office, const char *policy_id)
{
  const DenPolicy *policy = den_office_find_policy (office, policy_id);
  GtkWidget *dialog = den_dialog_new (parent, _ ("Confirm the policy"), _ ("C_onfirm"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  DenPolicyConfirmation *confirmation = den_record_new (&den_policy_confirmation_type);
  Editing *editing;

  confirmation->policy = g_strdup (policy_id);
  confirmation->policy_effective_on = policy->effective_on;
  confirmation->confirmed_on = den_office_get_today (office);
  confirmation->confirmed_by = g_strdup (den_office_get_user (office));
  editing = begin (dialog, office, confirmation);
  den_record_form_add_columns (editing->form, confirmation_columns);
  gtk_box_append (
      GTK_BOX (box),
      den_words_new (_ ("Confirm it only after reading the payer’s own text. Papers say "
                        "who compared the two, and when.")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (editing->form));
  den_dialog_set_content (DEN_DIALOG (dialog), box);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 480, -1);
  g_signal_connect (dialog, "accepted", G_CALLBACK (confirm_accepted_cb), editing);
  return dialog;
}

/* A scale that the program does not know could never be reached. */
static gboolean
scales_are_known (DenDialog *dialog, Editing *editing, const DenPolicy *policy)
{
  const DenReference *reference = den_office_get_reference (editing->office);

  for (guint i = 0; i < policy->severities->len; i++)
    {
      const DenPolicySeverity *severity = g_ptr_array_index (policy->severities, i);
      g_autofree char *words = NULL;

      if (den_reference_find_scale (reference, severity->scale) != NULL)
        continue;
      words = g_strdup_printf (_ ("“%s” is no scale that Dendra knows: write it like PHQ-9, MADRS "
                                  "or HAM-D17."),
                               severity->scale);
      den_dialog_set_problem (dialog, words);
      return FALSE;
    }
  return TRUE;
}

static void
edit_accepted_cb (DenDialog *dialog, Editing *editing)
{
  DenPolicy *policy = den_record_form_get_record (editing->form);
  gboolean lists_right = den_inner_list_take (DEN_INNER_LIST (editing->severities));
  g_autoptr (GError) error = NULL;

  lists_right = den_inner_list_take (DEN_INNER_LIST (editing->exclusions)) && lists_right;
  if (!den_record_form_take (editing->form) || !lists_right ||
      !scales_are_known (dialog, editing, policy))
    return;
  if (editing->copy && den_office_find_policy (editing->office, policy->policy_id) != NULL)
    {
      DenFieldRow *row = den_record_form_get_row (editing->form, "policy_id");

      den_field_row_set_error (row, _ ("must be an ID that no other policy has"));
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return;
    }
  finish (dialog, den_office_save_policy (editing->office, policy, &error), error);
}

static GtkWidget *
add_list (GtkBox *box, const DenPolicy *policy, const char *column)
{
  const DenField *field = den_record_type_find (&den_policy_type, column);
  GtkWidget *list = den_inner_list_new (field, den_field_list (field, policy));

  gtk_box_append (box, den_group_new (_ (field->label), list));
  return list;
}

GtkWidget *
den_policy_edit_dialog_new (GtkWindow *parent, DenOffice *office, const char *policy_id,
                            gboolean copy)
{
  DenPolicy *policy = den_record_copy (den_office_find_policy (office, policy_id));
  GtkWidget *dialog =
      den_dialog_new (parent, copy ? _ ("New policy") : _ ("Edit the policy"), _ ("_Keep"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  Editing *editing = begin (dialog, office, policy);

  editing->copy = copy;
  if (copy)
    g_clear_pointer (&policy->policy_id, g_free);
  gtk_box_append (
      GTK_BOX (box),
      den_words_new (_ ("An empty field means that the policy has no such rule. Give the "
                        "text its own version and date: a changed policy has to be "
                        "confirmed again.")));
  den_record_form_add_all (editing->form);
  if (!copy)
    gtk_widget_set_sensitive (GTK_WIDGET (den_record_form_get_row (editing->form, "policy_id")),
                              FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (editing->form));
  editing->severities = add_list (GTK_BOX (box), policy, "severities");
  editing->exclusions = add_list (GTK_BOX (box), policy, "exclusions");
  den_dialog_set_content (DEN_DIALOG (dialog), box);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 720, 620);
  g_signal_connect (dialog, "accepted", G_CALLBACK (edit_accepted_cb), editing);
  return dialog;
}
