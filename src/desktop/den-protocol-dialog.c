/* Writing the clinic's version of a protocol. */
#include "den-protocol-dialog.h"

#include "den-booking.h"
#include "den-message.h"
#include "den-protocol-list.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* The lists of a protocol, in the order of its page. */
static const char *const list_columns[] = { "phases", "doses", "checks", "checkpoints", "limits" };

struct _DenProtocolDialog
{
  DenDialog parent_instance;

  DenOffice *office;
  DenRecordForm *form; /* of the DenProtocol */
  DenProtocolList *lists[G_N_ELEMENTS (list_columns)];
};

G_DEFINE_FINAL_TYPE (DenProtocolDialog, den_protocol_dialog, DEN_TYPE_DIALOG)

/* What makes a version another protocol is not to be changed. */
static const char *const fixed_columns[] = { "protocol_id", "modality", NULL };

static gboolean
refuse_field (DenProtocolDialog *self, const char *column, const char *message)
{
  DenFieldRow *row = den_record_form_get_row (self->form, column);

  den_field_row_set_error (row, message);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return FALSE;
}

/* What several fields say together. */
static gboolean
is_right (DenProtocolDialog *self, const DenProtocol *protocol)
{
  if (protocol->effective_on < den_office_get_today (self->office))
    return refuse_field (self, "effective_on", _ ("must be today or later"));
  if (protocol->gap_warn_days != DEN_UNKNOWN && protocol->gap_review_days != DEN_UNKNOWN &&
      protocol->gap_review_days < protocol->gap_warn_days)
    return refuse_field (self, "gap_review_days", _ ("must not be less than the gap that is told"));
  if (protocol->booking_minutes < protocol->observation_minutes)
    return refuse_field (self, "booking_minutes", _ ("must not be less than the observation"));
  if (protocol->therapy_from_day != DEN_UNKNOWN && protocol->therapy_to_day != DEN_UNKNOWN &&
      protocol->therapy_to_day < protocol->therapy_from_day)
    return refuse_field (self, "therapy_to_day", _ ("must not be before the first day"));
  if (protocol->phases->len == 0)
    {
      den_protocol_list_set_error (self->lists[0], _ ("At least one phase is needed."));
      gtk_widget_child_focus (GTK_WIDGET (self->lists[0]), GTK_DIR_TAB_FORWARD);
      return FALSE;
    }
  return TRUE;
}

static void
den_protocol_dialog_accepted (DenDialog *dialog)
{
  DenProtocolDialog *self = DEN_PROTOCOL_DIALOG (dialog);
  const DenProtocol *protocol = den_record_form_get_record (self->form);
  g_autoptr (GError) error = NULL;

  if (!den_record_form_take (self->form) || !is_right (self, protocol))
    return;
  if (den_office_save_protocol (self->office, protocol, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    den_dialog_set_problem (dialog, error->message);
}

static void
den_protocol_dialog_dispose (GObject *object)
{
  DenProtocolDialog *self = DEN_PROTOCOL_DIALOG (object);

  G_OBJECT_CLASS (den_protocol_dialog_parent_class)->dispose (object);
  g_clear_object (&self->office);
}

static void
den_protocol_dialog_class_init (DenProtocolDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_protocol_dialog_dispose;
  DEN_DIALOG_CLASS (klass)->accepted = den_protocol_dialog_accepted;
}

static void
den_protocol_dialog_init (DenProtocolDialog *self)
{
}

static GtkWidget *
make_content (DenProtocolDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  DenProtocol *protocol = den_record_form_get_record (self->form);
  GtkWidget *words = den_words_new (
      _ ("Sessions of that day and later go by this version; those before keep theirs. A part of "
         "the label that is changed is marked as the clinic’s. Say in the source where it comes "
         "from."));

  gtk_label_set_max_width_chars (GTK_LABEL (words), 72);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  for (gsize i = 0; i < G_N_ELEMENTS (list_columns); i++)
    {
      const DenField *field = den_record_type_find (&den_protocol_type, list_columns[i]);
      GtkWidget *list = den_protocol_list_new (protocol, list_columns[i]);

      self->lists[i] = DEN_PROTOCOL_LIST (list);
      gtk_box_append (GTK_BOX (box), den_group_new (_ (field->label), list));
    }
  return box;
}

GtkWidget *
den_protocol_dialog_new (GtkWindow *parent, DenOffice *office, const DenProtocol *version)
{
  DenProtocolDialog *self = g_object_new (DEN_TYPE_PROTOCOL_DIALOG, "transient-for", parent,
                                          "title", _ ("The clinic’s version of a protocol"), NULL);
  DenProtocol *protocol = den_record_copy (version);

  self->office = g_object_ref (office);
  /* A version that has yet to come is edited in its place; any other is followed by one of
   * tomorrow, since sessions of today may have begun. */
  if (protocol->effective_on <= den_office_get_today (office))
    protocol->effective_on = den_office_get_today (office) + 1;
  self->form = DEN_RECORD_FORM (den_record_form_new (protocol));
  den_record_form_add_all (self->form);
  for (gsize i = 0; fixed_columns[i] != NULL; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (den_record_form_get_row (self->form, fixed_columns[i])),
                              FALSE);
  den_dialog_set_accept_label (DEN_DIALOG (self), _ ("_Keep"));
  den_dialog_set_content (DEN_DIALOG (self), make_content (self));
  gtk_window_set_default_size (GTK_WINDOW (self), 780, 660);
  return GTK_WIDGET (self);
}
