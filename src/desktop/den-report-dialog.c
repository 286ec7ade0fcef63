/* The dialog that marks monitoring forms as sent. */
#include "den-report-dialog.h"

#include "den-booking.h"
#include "den-dialog.h"
#include "den-message.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

static const char *const columns[] = { "sent_on", "method", "sent_by", "confirmation", NULL };

/* One dialog; it belongs to its window. */
typedef struct
{
  DenOffice *office;
  GArray *rows; /* gint64 */
  DenRecordForm *form;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_object_unref (sending->office);
  g_array_unref (sending->rows);
  g_free (sending);
}

static void
accepted_cb (DenDialog *dialog, Sending *sending)
{
  const DenMonitoringReport *report = den_record_form_get_record (sending->form);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!den_record_form_take (sending->form))
    return;
  if (report->method == DEN_UNKNOWN)
    {
      DenFieldRow *row = den_record_form_get_row (sending->form, "method");

      den_field_row_set_error (row, _ ("is needed"));
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return;
    }
  if (!den_office_mark_reported (
          sending->office, (const gint64 *) (gconstpointer) sending->rows->data, sending->rows->len,
          report->sent_on, (DenReportMethod) report->method, report->sent_by, report->confirmation,
          &error))
    {
      words = den_error_words_beside (error);
      den_dialog_set_problem (dialog, words);
      return;
    }
  words = g_strdup_printf (
      ngettext ("%u form is marked as sent.", "%u forms are marked as sent.", sending->rows->len),
      sending->rows->len);
  den_show_note (GTK_WIDGET (parent), words);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
finished_cb (DenRecordForm *form, DenDialog *dialog)
{
  g_signal_emit_by_name (dialog, "accepted");
}

void
den_report_dialog_show (GtkWindow *parent, DenOffice *office, const char *whose, const gint64 *rows,
                        guint n)
{
  GtkWidget *dialog = den_dialog_new (parent, _ ("Mark as sent"), _ ("_Mark as sent"));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  DenMonitoringReport *report = den_record_new (&den_monitoring_report_type);
  Sending *sending = g_new0 (Sending, 1);
  GtkWidget *words = den_words_new (whose);

  report->sent_on = den_clock_today (den_office_get_clock (office));
  report->sent_by = g_strdup (den_office_get_user (office));
  sending->office = g_object_ref (office);
  sending->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (sending->rows, rows, n);
  sending->form = DEN_RECORD_FORM (den_record_form_new (report));
  den_record_form_add_columns (sending->form, columns);
  den_field_row_set_label (den_record_form_get_row (sending->form, "method"), _ ("_How"));
  gtk_label_set_max_width_chars (GTK_LABEL (words), 56);
  gtk_box_append (GTK_BOX (content), words);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (sending->form));
  den_dialog_set_content (DEN_DIALOG (dialog), content);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 520, -1);
  g_object_set_data_full (G_OBJECT (dialog), "sending", sending, sending_free);
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted_cb), sending);
  g_signal_connect_object (sending->form, "finished", G_CALLBACK (finished_cb), dialog, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (den_record_form_get_row (sending->form, "method")));
}
