/* The dialog of a walk-in. */
#include "den-walk-in-dialog.h"

#include "den-booking.h"
#include "den-dialog.h"
#include "den-form-line.h"
#include "den-message.h"
#include "den-patient-picker.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* One dialog; it belongs to its window. */
typedef struct
{
  DenOffice *office;
  GtkWidget *dialog;
  DenPatientPicker *picker;
  DenFormLine *patient_line;
  GtkDropDown *chairs;
} WalkIn;

static void
walk_in_free (gpointer data)
{
  WalkIn *walk_in = data;

  g_object_unref (walk_in->office);
  g_free (walk_in);
}

static void
accepted_cb (DenDialog *dialog, WalkIn *walk_in)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  gint64 patient_id = den_patient_picker_get_patient_id (walk_in->picker);
  guint chosen = gtk_drop_down_get_selected (walk_in->chairs);
  GtkStringObject *name = gtk_drop_down_get_selected_item (walk_in->chairs);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (patient_id == 0)
    {
      den_form_line_set_error (walk_in->patient_line, _ ("Choose the patient first."));
      gtk_widget_grab_focus (GTK_WIDGET (walk_in->picker));
      return;
    }
  if (den_booking_walk_in (walk_in->office, patient_id,
                           chosen > 0 ? gtk_string_object_get_string (name) : NULL, &error) == 0)
    {
      words = den_error_words_beside (error);
      den_dialog_set_problem (dialog, words);
      return;
    }
  words = g_strdup_printf (_ ("%s is here, without an appointment."),
                           den_patient_picker_get_name (walk_in->picker));
  den_show_note (GTK_WIDGET (parent), words);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
chosen_cb (DenPatientPicker *picker, WalkIn *walk_in)
{
  den_form_line_set_error (walk_in->patient_line, NULL);
  den_dialog_set_problem (DEN_DIALOG (walk_in->dialog), NULL);
  if (den_patient_picker_get_patient_id (picker) != 0)
    gtk_widget_grab_focus (den_dialog_get_accept_button (DEN_DIALOG (walk_in->dialog)));
}

static GtkWidget *
new_chairs (DenOffice *office)
{
  const DenCalendar *calendar = den_office_get_calendar (office);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *list;

  gtk_string_list_append (names, _ ("The first that is free"));
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (calendar->chairs, i);

      if (chair->out_of_use != 1)
        gtk_string_list_append (names, chair->name);
    }
  list = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_widget_set_halign (list, GTK_ALIGN_START);
  return list;
}

void
den_walk_in_dialog_show (GtkWindow *parent, DenOffice *office, gint64 patient_id)
{
  GtkWidget *dialog = den_dialog_new (parent, _ ("Walk-in"), _ ("_Arrived"));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *chair_line, *words;
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  WalkIn *walk_in = g_new0 (WalkIn, 1);

  walk_in->office = g_object_ref (office);
  walk_in->dialog = dialog;
  walk_in->picker = DEN_PATIENT_PICKER (den_patient_picker_new (office));
  walk_in->patient_line =
      DEN_FORM_LINE (den_form_line_new (_ ("_Patient"), GTK_WIDGET (walk_in->picker)));
  walk_in->chairs = GTK_DROP_DOWN (new_chairs (office));
  chair_line = den_form_line_new (_ ("C_hair"), GTK_WIDGET (walk_in->chairs));
  den_form_line_set_label_group (walk_in->patient_line, labels);
  den_form_line_set_label_group (DEN_FORM_LINE (chair_line), labels);
  words = den_words_new (_ ("The next session of the running course begins now: the patient stands "
                            "on the floor as arrived."));
  gtk_label_set_max_width_chars (GTK_LABEL (words), 56);
  gtk_box_append (GTK_BOX (content), words);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (walk_in->patient_line));
  gtk_box_append (GTK_BOX (content), chair_line);
  den_dialog_set_content (DEN_DIALOG (dialog), content);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 560, -1);
  g_object_set_data_full (G_OBJECT (dialog), "walk-in", walk_in, walk_in_free);
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted_cb), walk_in);
  g_signal_connect (walk_in->picker, "chosen", G_CALLBACK (chosen_cb), walk_in);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (walk_in->picker));
  if (patient_id != 0)
    den_patient_picker_set_patient_id (walk_in->picker, patient_id, FALSE);
}
