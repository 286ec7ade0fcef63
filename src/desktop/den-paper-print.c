/* Sends a paper to a printer. */
#include "den-paper-print.h"

#include "den-application.h"
#include "den-message.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtkunixprint.h>

char *
den_paper_write_scratch (GBytes *pdf, const char *name, GError **error)
{
  g_autofree char *dir = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file_name = g_strdup (name);

  dir = den_application_make_scratch_dir (DEN_APPLICATION (g_application_get_default ()), error);
  if (dir == NULL)
    return NULL;
  g_strdelimit (file_name, G_DIR_SEPARATOR_S, '-');
  path = g_build_filename (dir, file_name, NULL);
  if (!g_file_set_contents_full (path, g_bytes_get_data (pdf, NULL),
                                 (gssize) g_bytes_get_size (pdf), G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, error))
    return NULL;
  return g_steal_pointer (&path);
}

static void
sent_cb (GtkPrintJob *job, gpointer data, const GError *error)
{
  GtkWidget *widget = data;

  if (error != NULL)
    den_show_error (widget, _ ("The paper was not printed."), error);
  else
    den_show_note (widget, _ ("Sent to the printer."));
}

static void
response_cb (GtkPrintUnixDialog *dialog, int response, gpointer data)
{
  GtkWidget *widget = data;
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");
  GtkPrinter *printer = gtk_print_unix_dialog_get_selected_printer (dialog);
  g_autoptr (GtkPrintJob) job = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_OK && printer != NULL)
    {
      job = gtk_print_job_new (gtk_window_get_title (GTK_WINDOW (dialog)), printer,
                               gtk_print_unix_dialog_get_settings (dialog),
                               gtk_print_unix_dialog_get_page_setup (dialog));
      if (gtk_print_job_set_source_file (job, path, &error))
        gtk_print_job_send (job, sent_cb, g_object_ref (widget), g_object_unref);
      else
        den_show_error (widget, _ ("The paper was not printed."), error);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
den_paper_print (GtkWidget *widget, GBytes *pdf, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = den_paper_write_scratch (pdf, "paper.pdf", &error);
  GtkWidget *dialog;

  if (path == NULL)
    {
      den_show_error (widget, _ ("The paper can not be printed."), error);
      return;
    }
  dialog = gtk_print_unix_dialog_new (title, GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_print_unix_dialog_set_manual_capabilities (GTK_PRINT_UNIX_DIALOG (dialog),
                                                 GTK_PRINT_CAPABILITY_GENERATE_PDF);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "path", g_steal_pointer (&path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
