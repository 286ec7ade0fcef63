/* Summary: who the patient is and who pays, at the left; where they stand, at the right. */
#include "den-summary-page.h"

#include "den-field-row.h"
#include "den-mnemonics.h"
#include "den-prescriber-picker.h"
#include "den-record-list.h"
#include "den-scroll.h"
#include "den-standing-box.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* Of the side that tells where they stand. */
#define SIDE_WIDTH 360

struct _DenSummaryPage
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GPtrArray *rows; /* DenFieldRow of the patient, not owned */
  DenRecordList *coverages;
  DenRecordList *allergies;
  GtkWidget *prescriber;
};

G_DEFINE_FINAL_TYPE (DenSummaryPage, den_summary_page, GTK_TYPE_BOX)

/* The patient's fields in two columns of the page. */
static const char *const person_columns[] = { "mrn",         "family_name",    "given_name",
                                              "middle_name", "preferred_name", "birth_date",
                                              "sex",         "language",       "height_mm",
                                              NULL };
static const char *const contact_columns[] = { "phone",
                                               "email",
                                               "street",
                                               "street2",
                                               "city",
                                               "state",
                                               "zip",
                                               "contact_name",
                                               "contact_relationship",
                                               "contact_phone",
                                               NULL };

static const char *const coverage_columns[] = { "rank", "payer", "plan", "member_id", NULL };
static const char *const coverage_details[] = {
  "group_number", "relationship", "subscriber_name", "subscriber_birth_date",
  "from_on",      "to_on",        "copay_cents",     "payer_phone",
  "payer_fax",    "rx_bin",       "rx_pcn",          NULL
};

/* The first rank that no coverage has. */
static void
prepare_coverage (DenChartEditor *editor, gpointer record)
{
  const DenChart *chart = den_chart_editor_get_chart (editor);
  gint64 rank = 1;

  for (guint i = 0; i < chart->coverages->len; i++)
    {
      const DenCoverage *coverage = g_ptr_array_index (chart->coverages, i);

      if (coverage->rank != DEN_UNKNOWN && coverage->rank >= rank)
        rank = coverage->rank + 1;
    }
  ((DenCoverage *) record)->rank = MIN (rank, 3);
}

static char *
note_coverage (DenChartEditor *editor, gconstpointer record, DenNoteKind *kind)
{
  DenDay today = den_office_get_today (den_chart_editor_get_office (editor));

  if (den_coverage_is_in_force (record, today))
    return NULL;
  *kind = DEN_NOTE_CAUTION;
  return g_strdup (_ ("Not in force today."));
}

static const DenRecordListSpec coverage_list = {
  .type = &den_coverage_type,
  .title = N_ ("Coverage"),
  .add_label = N_ ("Add co_verage"),
  .empty = N_ ("No coverage: the patient pays, or nobody asked yet."),
  .columns = coverage_columns,
  .details = coverage_details,
  .note = note_coverage,
  .prepare = prepare_coverage,
};

static const char *const allergy_columns[] = { "substance", "reaction", "severity", NULL };

static const DenRecordListSpec allergy_list = {
  .type = &den_allergy_type,
  .title = N_ ("Allergies"),
  .add_label = N_ ("Add a_llergy"),
  .empty = N_ ("None entered. An allergy to ketamine belongs into the screening too."),
  .columns = allergy_columns,
};

gboolean
den_summary_page_go_to (DenSummaryPage *self, const DenChartPlace *place)
{
  const DenRecord *record = place->record;
  gint64 id = record != NULL ? record->id : 0;

  if (place->type == &den_coverage_type)
    return den_record_list_focus (self->coverages, id, place->column);
  if (place->type == &den_allergy_type)
    return den_record_list_focus (self->allergies, id, place->column);
  if (place->type == &den_prescriber_type)
    {
      den_scroll_to (self->prescriber);
      return gtk_widget_child_focus (self->prescriber, GTK_DIR_TAB_FORWARD);
    }
  for (guint i = 0; place->type == &den_patient_type && i < self->rows->len; i++)
    {
      DenFieldRow *row = g_ptr_array_index (self->rows, i);

      if (place->column != NULL &&
          g_strcmp0 (den_field_row_get_field (row)->column, place->column) != 0)
        continue;
      den_scroll_to (GTK_WIDGET (row));
      return gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  return FALSE;
}

static GtkWidget *
make_column (DenSummaryPage *self, const char *const *columns)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gint64 id = den_chart_editor_get_patient_id (self->editor);

  for (gsize i = 0; columns[i] != NULL; i++)
    {
      GtkWidget *row =
          den_field_row_new_for_record (self->editor, &den_patient_type, id, columns[i]);

      den_field_row_set_label_group (DEN_FIELD_ROW (row), labels);
      gtk_box_append (GTK_BOX (box), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_patient (DenSummaryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), make_column (self, person_columns));
  gtk_box_append (GTK_BOX (box), make_column (self, contact_columns));
  return box;
}

static void
den_summary_page_dispose (GObject *object)
{
  DenSummaryPage *self = DEN_SUMMARY_PAGE (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (den_summary_page_parent_class)->dispose (object);
}

static void
den_summary_page_class_init (DenSummaryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_summary_page_dispose;
}

static void
den_summary_page_init (DenSummaryPage *self)
{
  self->rows = g_ptr_array_new ();
}

GtkWidget *
den_summary_page_new (DenChartEditor *editor)
{
  DenSummaryPage *self = g_object_new (DEN_TYPE_SUMMARY_PAGE, NULL);
  GtkBox *facts, *standing;
  GtkWidget *side;

  self->editor = g_object_ref (editor);
  gtk_box_append (GTK_BOX (self), den_page_new (_ ("Summary"), &facts));
  side = den_page_new (_ ("Where they stand"), &standing);
  gtk_widget_set_hexpand (side, FALSE);
  gtk_widget_set_size_request (side, SIDE_WIDTH, -1);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self), side);

  self->coverages = DEN_RECORD_LIST (den_record_list_new (editor, &coverage_list));
  self->allergies = DEN_RECORD_LIST (den_record_list_new (editor, &allergy_list));
  self->prescriber = den_prescriber_picker_new (editor);
  gtk_box_append (facts, den_group_new (_ ("Patient"), make_patient (self)));
  gtk_box_append (facts, GTK_WIDGET (self->coverages));
  gtk_box_append (facts, GTK_WIDGET (self->allergies));
  gtk_box_append (facts, self->prescriber);
  gtk_box_append (standing, den_standing_box_new (editor));
  den_mnemonics_assign (GTK_WIDGET (self), DEN_WINDOW_MNEMONICS);
  return GTK_WIDGET (self);
}
