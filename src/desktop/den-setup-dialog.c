/* Sets up the clinic: its own data and the first prescriber, asked once. */
#include "den-setup-dialog.h"

#include "den-dialog.h"
#include "den-message.h"
#include "den-record-form.h"

#include <glib/gi18n-lib.h>

static const char *const clinic_columns[] = { "name",  "npi", "tax_id", "street", "city",
                                              "state", "zip", "phone",  "fax",    NULL };
static const char *const prescriber_columns[] = { "name",      "credentials",    "npi",
                                                  "specialty", "rems_certified", NULL };

/* What one dialog holds; it belongs to the dialog. */
typedef struct
{
  DenApplication *application;
  GtkWidget *dialog;
  DenRecordForm *clinic;
  DenRecordForm *prescriber;
  DenOffice *office; /* once the file is made */
} Setup;

static void
setup_free (gpointer data)
{
  Setup *setup = data;

  g_clear_object (&setup->office);
  g_free (setup);
}

/* The prescriber may be left out, and then nothing of it is needed. */
static gboolean
take_prescriber (DenRecordForm *form)
{
  if (den_record_is_empty (den_record_form_get_record (form)))
    {
      den_field_row_set_error (den_record_form_get_row (form, "name"), NULL);
      return TRUE;
    }
  return den_record_form_take (form);
}

/* Makes the clinic's file and writes both records. What was made before a failure is gone on from
 * at the next try. */
static gboolean
make_clinic (Setup *setup, GError **error)
{
  DenPrescriber *prescriber = den_record_form_get_record (setup->prescriber);
  DenClinic *clinic = den_record_form_get_record (setup->clinic);

  if (setup->office == NULL)
    {
      const char *path = den_application_get_setup_path (setup->application);
      g_autofree char *dir = g_path_get_dirname (path);

      if (g_mkdir_with_parents (dir, 0700) != 0)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", dir,
                       g_strerror (errno));
          return FALSE;
        }
      setup->office =
          den_application_open_office (setup->application, path, DEN_STORE_CREATE, error);
      if (setup->office == NULL)
        return FALSE;
    }
  clinic->demo = 0;
  return den_office_save_clinic (setup->office, clinic, error) &&
         (den_record_is_empty (prescriber) ||
          den_office_save_prescriber (setup->office, prescriber, error));
}

static void
accepted_cb (DenDialog *dialog, Setup *setup)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) office = NULL;
  DenApplication *application = setup->application;

  if (!den_record_form_take (setup->clinic) || !take_prescriber (setup->prescriber))
    return;
  if (!make_clinic (setup, &error))
    {
      g_autofree char *words = den_error_words (_ ("The clinic was not set up."), error);

      den_dialog_set_problem (dialog, words);
      return;
    }
  office = g_object_ref (setup->office);
  gtk_window_destroy (GTK_WINDOW (dialog));
  den_application_switch_office (application, office);
}

static void
finished_cb (DenRecordForm *form, Setup *setup)
{
  gtk_widget_grab_focus (den_dialog_get_accept_button (DEN_DIALOG (setup->dialog)));
}

GtkWidget *
den_setup_dialog_new (GtkWindow *parent, DenApplication *application)
{
  Setup *setup = g_new0 (Setup, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  setup->application = application;
  setup->dialog = den_dialog_new (parent, _ ("Set up your clinic"), _ ("_Set up"));
  setup->clinic = DEN_RECORD_FORM (den_record_form_new (den_record_new (&den_clinic_type)));
  setup->prescriber = DEN_RECORD_FORM (den_record_form_new (den_record_new (&den_prescriber_type)));
  den_record_form_add_heading (setup->clinic, _ ("Clinic"));
  den_record_form_add_columns (setup->clinic, clinic_columns);
  den_record_form_set_label_group (setup->clinic, labels);
  den_record_form_add_heading (setup->prescriber, _ ("First prescriber"));
  den_record_form_add_columns (setup->prescriber, prescriber_columns);
  den_record_form_set_label_group (setup->prescriber, labels);
  g_signal_connect (setup->prescriber, "finished", G_CALLBACK (finished_cb), setup);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (setup->clinic));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (setup->prescriber));
  den_dialog_set_content (DEN_DIALOG (setup->dialog), box);
  gtk_window_set_default_size (GTK_WINDOW (setup->dialog), 560, -1);
  g_signal_connect (setup->dialog, "accepted", G_CALLBACK (accepted_cb), setup);
  g_object_set_data_full (G_OBJECT (setup->dialog), "setup", setup, setup_free);
  gtk_widget_grab_focus (GTK_WIDGET (den_record_form_get_row (setup->clinic, "name")));
  return setup->dialog;
}
