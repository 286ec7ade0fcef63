/* The clinic's own data, its prescribers, its calendar, and its file. */
#include "den-clinic-page.h"

#include "den-calendar-list.h"
#include "den-calendar.h"
#include "den-database-box.h"
#include "den-dialog.h"
#include "den-message.h"
#include "den-mnemonics.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* Wider, the eye would lose the line between a label and its field. */
#define CONTENT_WIDTH 720

struct _DenClinicPage
{
  GtkBox parent_instance;

  DenOffice *office;
  DenRecordForm *form;
  GtkBox *prescribers;
  GtkWidget *chairs;
  gboolean keeping; /* the office tells of a change made here */
};

G_DEFINE_FINAL_TYPE (DenClinicPage, den_clinic_page, GTK_TYPE_BOX)

static const char *const clinic_columns[] = { "name",         "npi",  "tax_id", "street",
                                              "street2",      "city", "state",  "zip",
                                              "phone",        "fax",  "email",  "contact_name",
                                              "rems_site_id", NULL };

/* A prescriber's dialog; it belongs to the window. */
typedef struct
{
  DenClinicPage *page;
  GtkWidget *dialog;
  DenRecordForm *form;
} Editing;

static gboolean
keep_clinic (DenRecordForm *form, gpointer record, gpointer data, GError **error)
{
  DenClinicPage *self = data;
  DenClinic *clinic = record;
  gboolean kept;

  /* Without its name the clinic is no record yet: what is entered waits for it. */
  if (clinic->name == NULL && clinic->record.id == 0)
    {
      den_field_row_set_error (den_record_form_get_row (form, "name"),
                               _ ("is needed before the clinic can be kept"));
      return TRUE;
    }
  self->keeping = TRUE;
  kept = den_office_save_clinic (self->office, clinic, error);
  self->keeping = FALSE;
  return kept;
}

static void
prescriber_accepted_cb (DenDialog *dialog, Editing *editing)
{
  g_autoptr (GError) error = NULL;

  if (!den_record_form_take (editing->form))
    return;
  if (den_office_save_prescriber (editing->page->office, den_record_form_get_record (editing->form),
                                  &error))
    gtk_window_destroy (GTK_WINDOW (dialog));
  else
    {
      g_autofree char *words = den_error_words (_ ("The prescriber was not kept."), error);

      den_dialog_set_problem (dialog, words);
    }
}

static void
prescriber_finished_cb (DenRecordForm *form, Editing *editing)
{
  prescriber_accepted_cb (DEN_DIALOG (editing->dialog), editing);
}

/* PRESCRIBER is taken over. */
static void
edit_prescriber (DenClinicPage *self, DenPrescriber *prescriber)
{
  Editing *editing = g_new0 (Editing, 1);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  editing->page = self;
  editing->dialog = den_dialog_new (
      parent, prescriber->record.id == 0 ? _ ("New prescriber") : _ ("Prescriber"), _ ("_Keep"));
  editing->form = DEN_RECORD_FORM (den_record_form_new (prescriber));
  den_record_form_add_all (editing->form);
  den_dialog_set_content (DEN_DIALOG (editing->dialog), GTK_WIDGET (editing->form));
  gtk_window_set_default_size (GTK_WINDOW (editing->dialog), 520, -1);
  g_signal_connect (editing->form, "finished", G_CALLBACK (prescriber_finished_cb), editing);
  g_signal_connect (editing->dialog, "accepted", G_CALLBACK (prescriber_accepted_cb), editing);
  g_object_set_data_full (G_OBJECT (editing->dialog), "editing", editing, g_free);
  gtk_window_present (GTK_WINDOW (editing->dialog));
}

static void
add_prescriber_cb (GtkButton *button, DenClinicPage *self)
{
  edit_prescriber (self, den_record_new (&den_prescriber_type));
}

static void
edit_prescriber_cb (GtkButton *button, DenClinicPage *self)
{
  edit_prescriber (self, den_record_copy (g_object_get_data (G_OBJECT (button), "prescriber")));
}

/* "Jane Roe, MD · NPI 1234567893 · Psychiatry · REMS-certified". */
static char *
format_prescriber (const DenPrescriber *prescriber)
{
  g_autoptr (GString) words = g_string_new (prescriber->name);

  if (prescriber->credentials != NULL)
    g_string_append_printf (words, ", %s", prescriber->credentials);
  if (prescriber->npi != NULL)
    g_string_append_printf (words, _ (" · NPI %s"), prescriber->npi);
  else
    g_string_append (words, _ (" · no NPI yet"));
  if (prescriber->specialty != NULL)
    g_string_append_printf (words, " · %s", prescriber->specialty);
  if (prescriber->rems_certified == 1)
    g_string_append (words, _ (" · REMS-certified"));
  return g_strdup (words->str);
}

static GtkWidget *
make_prescriber_row (DenClinicPage *self, const DenPrescriber *prescriber)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_ ("Edit…"));
  g_autofree char *words = format_prescriber (prescriber);
  g_autofree char *name = g_strdup_printf (_ ("Edit %s"), prescriber->name);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "prescriber", den_record_copy (prescriber),
                          den_record_free);
  g_signal_connect (button, "clicked", G_CALLBACK (edit_prescriber_cb), self);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
show_prescribers (DenClinicPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) prescribers = den_office_load_prescribers (self->office, &error);

  den_box_clear (self->prescribers);
  if (prescribers == NULL)
    {
      g_autofree char *words = den_error_words (_ ("The prescribers can not be shown."), error);

      gtk_box_append (self->prescribers, den_words_new (words));
      return;
    }
  for (guint i = 0; i < prescribers->len; i++)
    gtk_box_append (self->prescribers,
                    make_prescriber_row (self, g_ptr_array_index (prescribers, i)));
  if (prescribers->len == 0)
    gtk_box_append (self->prescribers,
                    den_words_new (_ ("No prescriber yet. A prior authorization names the one who "
                                      "asks for it.")));
}

static void
clinic_changed_cb (DenOffice *office, DenClinicPage *self)
{
  const DenClinic *clinic = den_office_get_clinic (office);

  show_prescribers (self);
  if (!self->keeping && clinic != NULL)
    den_record_form_set_record (self->form, den_record_copy (clinic));
}

static void
den_clinic_page_dispose (GObject *object)
{
  DenClinicPage *self = DEN_CLINIC_PAGE (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->office);

  G_OBJECT_CLASS (den_clinic_page_parent_class)->dispose (object);
}

static void
den_clinic_page_class_init (DenClinicPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_clinic_page_dispose;
}

static void
den_clinic_page_init (DenClinicPage *self)
{
}

static GtkWidget *
make_form (DenClinicPage *self)
{
  const DenClinic *clinic = den_office_get_clinic (self->office);
  DenClinic *record;

  if (clinic != NULL)
    record = den_record_copy (clinic);
  else
    {
      record = den_record_new (&den_clinic_type);
      record->demo = 0;
    }
  self->form = DEN_RECORD_FORM (den_record_form_new (record));
  den_record_form_add_columns (self->form, clinic_columns);
  den_record_form_set_keep (self->form, keep_clinic, self);
  return GTK_WIDGET (self->form);
}

static GtkWidget *
make_prescribers (DenClinicPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add a prescriber…"));

  self->prescribers = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (add_prescriber_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->prescribers));
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

GtkWidget *
den_clinic_page_new (DenOffice *office)
{
  DenClinicPage *self = g_object_new (DEN_TYPE_CLINIC_PAGE, NULL);
  GtkBox *content;

  self->office = g_object_ref (office);
  gtk_box_append (GTK_BOX (self), den_page_new (_ ("Clinic"), &content));
  gtk_widget_set_halign (GTK_WIDGET (content), GTK_ALIGN_START);
  gtk_widget_set_size_request (GTK_WIDGET (content), CONTENT_WIDTH, -1);
  gtk_box_append (content, den_group_new (_ ("Clinic"), make_form (self)));
  gtk_box_append (content, den_group_new (_ ("Prescribers"), make_prescribers (self)));
  self->chairs = den_calendar_list_new (office, &den_chair_type);
  gtk_box_append (content, den_group_new (_ ("Chairs"), self->chairs));
  gtk_box_append (content, den_group_new (_ ("Opening hours"),
                                          den_calendar_list_new (office, &den_opening_type)));
  gtk_box_append (content, den_group_new (_ ("Closed days"),
                                          den_calendar_list_new (office, &den_closure_type)));
  gtk_box_append (content, den_group_new (_ ("The clinic’s file"), den_database_box_new (office)));
  show_prescribers (self);
  den_mnemonics_assign (GTK_WIDGET (self), DEN_WINDOW_MNEMONICS);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  return GTK_WIDGET (self);
}

void
den_clinic_page_go_to_calendar (DenClinicPage *self)
{
  /* The page scrolls to what has the focus. */
  gtk_widget_child_focus (self->chairs, GTK_DIR_TAB_FORWARD);
}
