/* The window's actions. */
#include "den-window-private.h"

#include "den-booking-dialog.h"
#include "den-chart-paper.h"
#include "den-clinic-page.h"
#include "den-file-chooser.h"
#include "den-find-dialog.h"
#include "den-import-dialog.h"
#include "den-new-patient-dialog.h"
#include "den-patient-page.h"
#include "den-patients-page.h"
#include "den-today-page.h"
#include "den-walk-in-dialog.h"

#include <glib/gi18n-lib.h>

static DenPatientPage *
get_patient_page (DenWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "patient");

  return page != NULL ? DEN_PATIENT_PAGE (page) : NULL;
}

static void
section_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  den_window_show_section (DEN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenPatientPage *page = get_patient_page (DEN_WINDOW (widget));

  if (page != NULL)
    den_patient_page_show_tab (page, g_variant_get_string (parameter, NULL));
}

static void
open_patient_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  den_window_open_patient (DEN_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  den_window_go_back (DEN_WINDOW (widget));
}

static void
new_patient_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);
  const char *typed = parameter != NULL ? g_variant_get_string (parameter, NULL) : "";

  gtk_window_present (GTK_WINDOW (den_new_patient_dialog_new (self, typed)));
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (den_find_dialog_new (DEN_WINDOW (widget))));
}

static void
set_up_calendar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);
  GtkWidget *page;

  den_window_show_section (self, "clinic");
  page = gtk_stack_get_child_by_name (self->stack, "clinic");
  if (gtk_stack_get_visible_child (self->stack) == page)
    den_clinic_page_go_to_calendar (DEN_CLINIC_PAGE (page));
}

static void
today_view_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);
  GtkWidget *page;

  den_window_show_section (self, "today");
  page = gtk_stack_get_child_by_name (self->stack, "today");
  if (gtk_stack_get_visible_child (self->stack) == page)
    den_today_page_show_view (DEN_TODAY_PAGE (page), g_variant_get_string (parameter, NULL));
}

/* For the patient whose page is open; on a day that the floor shows, where it is another than
 * today, since then that day is meant. */
static void
book_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);
  GtkWidget *today = gtk_stack_get_child_by_name (self->stack, "today");
  DenDay day = DEN_UNKNOWN;

  if (!den_window_take_field (self))
    return;
  if (today != NULL && gtk_stack_get_visible_child (self->stack) == today)
    day = den_today_page_get_day (DEN_TODAY_PAGE (today));
  if (day == den_office_get_today (self->office))
    day = DEN_UNKNOWN;
  den_booking_dialog_show (GTK_WINDOW (self), self->office, den_window_get_patient_id (self), 0,
                           day);
}

static void
walk_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);

  if (den_window_take_field (self))
    den_walk_in_dialog_show (GTK_WINDOW (self), self->office, den_window_get_patient_id (self));
}

/* On a patient's page the chart's last change; elsewhere what the focused entry can undo. */
static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);
  g_autofree char *label = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (self->editor == NULL)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

      if (focus != NULL)
        gtk_widget_activate_action (focus, "text.undo", NULL);
      return;
    }
  label = g_strdup (den_chart_editor_get_undo_label (self->editor));
  if (!den_patient_page_undo (get_patient_page (self), &error))
    {
      if (error != NULL)
        den_show_error (widget, _ ("The last change can not be undone."), error);
      return;
    }
  /* What was being typed is taken back without a word: the field shows it. */
  if (label == NULL || g_strcmp0 (label, den_chart_editor_get_undo_label (self->editor)) == 0)
    return;
  words = g_strdup_printf (_ ("Undone: %s"), label);
  den_window_show_note (self, words);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);

  if (self->editor == NULL || !den_window_take_field (self))
    return;
  den_patient_page_show_tab (get_patient_page (self), "prior-auth");
  den_chart_paper_print (widget, self->editor);
}

static void
import_chosen_cb (GListModel *files, gpointer data)
{
  gtk_window_present (GTK_WINDOW (den_import_dialog_new (DEN_WINDOW (data), files)));
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  den_choose_files_to_open (GTK_WINDOW (widget), _ ("Import chart files"), _ ("Chart files"),
                            "json", import_chosen_cb, widget);
}

/* The patient that "Export" means: the one whose page is open, else the one selected in the list.
 * NULL for none; to be freed. */
static char *
get_export_mrn (DenWindow *self)
{
  GtkWidget *list = gtk_stack_get_child_by_name (self->stack, "patients");

  if (self->editor != NULL)
    return g_strdup (den_chart_editor_get_chart (self->editor)->patient->mrn);
  if (list == NULL || gtk_stack_get_visible_child (self->stack) != list)
    return NULL;
  return den_patients_page_get_selected_mrn (DEN_PATIENTS_PAGE (list));
}

static void
export_chosen_cb (GListModel *files, gpointer data)
{
  DenWindow *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *mrn = get_export_mrn (self);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (mrn == NULL || path == NULL)
    return;
  text = den_office_export (self->office, mrn, &error);
  if (text != NULL)
    {
      bytes = g_bytes_new (text, strlen (text));
      den_write_file (path, bytes, &error);
    }
  if (error != NULL)
    {
      den_show_error (GTK_WIDGET (self), _ ("The chart file was not written."), error);
      return;
    }
  words = g_strdup_printf (_ ("Exported to %s"), path);
  den_window_show_note (self, words);
}

static void
export_patient_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);
  g_autofree char *mrn = NULL;
  g_autofree char *file_name = NULL;

  if (!den_window_take_field (self))
    return;
  mrn = get_export_mrn (self);
  if (mrn == NULL)
    {
      den_window_show_note (self, _ ("Select or open a patient first."));
      return;
    }
  file_name = g_strdup_printf ("%s.json", mrn);
  g_strdelimit (file_name, G_DIR_SEPARATOR_S, '-');
  den_choose_file_to_save (GTK_WINDOW (self), _ ("Export the chart file"), file_name,
                           export_chosen_cb, self);
}

static void
new_window_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenWindow *self = DEN_WINDOW (widget);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GtkWidget *window = den_window_new (DEN_APPLICATION (application), self->office);

  if (self->editor != NULL)
    den_window_open_patient (DEN_WINDOW (window), den_window_get_patient_id (self));
  else
    den_window_show_section (DEN_WINDOW (window), den_window_get_place (self));
  gtk_window_present (GTK_WINDOW (window));
}

void
den_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.section", "s", section_cb);
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_cb);
  gtk_widget_class_install_action (widget_class, "win.open-patient", "x", open_patient_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.new-patient", NULL, new_patient_cb);
  gtk_widget_class_install_action (widget_class, "win.new-patient-named", "s", new_patient_cb);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "win.book", NULL, book_cb);
  gtk_widget_class_install_action (widget_class, "win.walk-in", NULL, walk_in_cb);
  gtk_widget_class_install_action (widget_class, "win.set-up-calendar", NULL, set_up_calendar_cb);
  gtk_widget_class_install_action (widget_class, "win.today-view", "s", today_view_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.export-patient", NULL, export_patient_cb);
  gtk_widget_class_install_action (widget_class, "win.new-window", NULL, new_window_cb);
}
