/* A new patient: what the front desk asks on the telephone. */
#include "den-new-patient-dialog.h"

#include "den-chart-editor.h"
#include "den-message.h"
#include "den-record-form.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>

static const char *const patient_columns[] = {
  "mrn", "family_name", "given_name", "preferred_name", "birth_date", "sex", "phone", NULL
};
static const char *const coverage_columns[] = { "payer", "member_id", NULL };

/* What one dialog holds; it belongs to the dialog. */
typedef struct
{
  DenWindow *parent;
  GtkWidget *dialog;
  DenRecordForm *patient;
  DenRecordForm *coverage;
  GtkWidget *twin_box; /* "looks like ..., open instead?" */
  GtkLabel *twin_label;
  gint64 twin_id; /* row of the patient who has this name and birth date; 0 for none */
} NewPatient;

static gboolean
same_person (const DenPatientRow *row, const DenPatient *patient)
{
  g_autofree char *name = den_patient_name (patient);
  g_autofree char *folded = den_text_fold (name);
  g_autofree char *other = den_text_fold (row->name);

  return g_str_equal (folded, other) && row->birth_date == patient->birth_date;
}

/* The patient that the clinic has under this name and birth date; 0 for none. A store that fails
 * says so when the patient is added. */
static gint64
find_twin (DenOffice *office, const DenPatient *patient)
{
  DenStore *store = den_office_get_store (office);
  g_autofree char *name = den_patient_name (patient);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (patient->family_name == NULL || patient->birth_date == DEN_UNKNOWN)
    return 0;
  ids = den_store_search_patients (store, name, NULL);
  if (ids != NULL)
    rows =
        den_store_patient_rows (store, (const gint64 *) (gconstpointer) ids->data, ids->len, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DenPatientRow *row = g_ptr_array_index (rows, i);

      if (same_person (row, patient))
        return row->id;
    }
  return 0;
}

static void
show_twin (NewPatient *new_patient)
{
  const DenPatient *patient = den_record_form_get_record (new_patient->patient);
  g_autofree char *name = den_patient_name_in_order (patient);
  g_autofree char *words = NULL;

  new_patient->twin_id = find_twin (den_window_get_office (new_patient->parent), patient);
  words = g_strdup_printf (_ ("The clinic has a %s with this birth date."), name);
  gtk_label_set_label (new_patient->twin_label, words);
  gtk_widget_set_visible (new_patient->twin_box, new_patient->twin_id != 0);
}

static void
open_twin_cb (GtkButton *button, NewPatient *new_patient)
{
  DenWindow *parent = new_patient->parent;
  gint64 id = new_patient->twin_id;

  gtk_window_destroy (GTK_WINDOW (new_patient->dialog));
  den_window_open_patient (parent, id);
}

static void
form_changed_cb (DenRecordForm *form, NewPatient *new_patient)
{
  show_twin (new_patient);
}

/* Adds the coverage to the patient who was just added. Where the store fails the patient stays, and
 * the window says what is missing. */
static void
add_coverage (DenOffice *office, DenWindow *parent, gint64 patient_id, DenCoverage *coverage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChartEditor) editor = den_chart_editor_new (office, patient_id, &error);

  coverage->rank = 1;
  if (editor == NULL ||
      den_chart_editor_add (editor, den_record_copy (coverage), NULL, &error) == 0)
    den_show_error (GTK_WIDGET (parent),
                    _ ("The patient was added, but the coverage was not: enter it again."), error);
}

/* Whether the coverage's fields are right; all may be left empty. */
static gboolean
take_coverage (DenRecordForm *form)
{
  const DenCoverage *coverage = den_record_form_get_record (form);
  DenFieldRow *payer = den_record_form_get_row (form, "payer");
  DenFieldRow *member = den_record_form_get_row (form, "member_id");
  gboolean right = den_field_row_take (member);

  /* The payer is needed only where there is something to be covered by it. */
  if (den_record_is_empty (coverage) && !den_field_row_is_pending (member))
    {
      den_field_row_restore (payer);
      return right;
    }
  return den_record_form_take (form) && right;
}

/* The store says that the MRN is taken, beside the MRN. */
static void
show_failure (NewPatient *new_patient, const GError *error)
{
  g_autofree char *words = den_error_words (_ ("The patient was not added."), error);
  DenFieldRow *mrn = den_record_form_get_row (new_patient->patient, "mrn");

  if (g_error_matches (error, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS))
    {
      den_field_row_set_error (mrn, _ ("is taken by another patient"));
      gtk_widget_grab_focus (GTK_WIDGET (mrn));
    }
  else
    den_dialog_set_problem (DEN_DIALOG (new_patient->dialog), words);
}

static void
accepted_cb (DenDialog *dialog, NewPatient *new_patient)
{
  DenWindow *parent = new_patient->parent;
  DenOffice *office = den_window_get_office (parent);
  gboolean coverage_right = take_coverage (new_patient->coverage);
  DenCoverage *coverage = den_record_form_get_record (new_patient->coverage);
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!den_record_form_take (new_patient->patient) || !coverage_right)
    return;
  id = den_office_add_patient (office, den_record_form_get_record (new_patient->patient), &error);
  if (id == 0)
    {
      show_failure (new_patient, error);
      return;
    }
  if (coverage->payer != NULL)
    add_coverage (office, parent, id, coverage);
  gtk_window_destroy (GTK_WINDOW (dialog));
  den_window_open_patient (parent, id);
}

static void
finished_cb (DenRecordForm *form, NewPatient *new_patient)
{
  accepted_cb (DEN_DIALOG (new_patient->dialog), new_patient);
}

/* "Nguyen, Thi Anna" and "Thi Anna Nguyen" alike. What has a digit in it was no name. */
static void
fill_name (DenPatient *patient, const char *typed)
{
  g_autofree char *name = den_text_clean (typed);
  char *comma = name != NULL ? strchr (name, ',') : NULL;
  char *blank = name != NULL ? strrchr (name, ' ') : NULL;

  if (name == NULL || strpbrk (name, "0123456789") != NULL)
    return;
  if (comma != NULL)
    {
      patient->family_name = g_strndup (name, comma - name);
      patient->given_name = den_text_clean (comma + 1);
    }
  else if (blank != NULL)
    {
      patient->given_name = g_strndup (name, blank - name);
      patient->family_name = g_strdup (blank + 1);
    }
  else
    patient->family_name = g_steal_pointer (&name);
}

static DenRecordForm *
make_form (NewPatient *new_patient, gpointer record, const char *const *columns,
           GtkSizeGroup *labels, GtkWidget *box)
{
  DenRecordForm *form = DEN_RECORD_FORM (den_record_form_new (record));

  den_record_form_add_columns (form, columns);
  den_record_form_set_label_group (form, labels);
  g_signal_connect (form, "changed", G_CALLBACK (form_changed_cb), new_patient);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (form));
  return form;
}

static GtkWidget *
make_twin_box (NewPatient *new_patient)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Open instead"));

  new_patient->twin_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (new_patient->twin_label, 0);
  gtk_label_set_wrap (new_patient->twin_label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (new_patient->twin_label), TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (open_twin_cb), new_patient);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (new_patient->twin_label));
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "den-caution-box");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

GtkWidget *
den_new_patient_dialog_new (DenWindow *parent, const char *typed)
{
  NewPatient *new_patient = g_new0 (NewPatient, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  DenPatient *patient = den_record_new (&den_patient_type);
  GtkWidget *dialog = den_dialog_new (GTK_WINDOW (parent), _ ("New patient"), _ ("_Add patient"));

  patient->mrn = den_office_suggest_mrn (den_window_get_office (parent), NULL);
  fill_name (patient, typed);
  new_patient->parent = parent;
  new_patient->dialog = dialog;
  new_patient->twin_box = make_twin_box (new_patient);
  new_patient->patient = make_form (new_patient, patient, patient_columns, labels, box);
  new_patient->coverage =
      make_form (new_patient, den_record_new (&den_coverage_type), coverage_columns, labels, box);
  den_dialog_add_below (DEN_DIALOG (dialog), new_patient->twin_box);
  den_dialog_set_content (DEN_DIALOG (dialog), box);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 520, -1);
  g_signal_connect (new_patient->coverage, "finished", G_CALLBACK (finished_cb), new_patient);
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted_cb), new_patient);
  g_object_set_data_full (G_OBJECT (dialog), "new-patient", new_patient, g_free);
  gtk_widget_grab_focus (
      GTK_WIDGET (den_record_form_get_row (new_patient->patient, "family_name")));
  return dialog;
}
