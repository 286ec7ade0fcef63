/* The header of a patient's page. */
#include "den-patient-header.h"

#include <glib/gi18n-lib.h>

/* So many characters of the allergies stand whole however narrow the window is. */
#define ALLERGIES_SHOWN 30

struct _DenPatientHeader
{
  GtkWidget parent_instance;

  DenChartEditor *editor;
  GtkWidget *content;
  GtkLabel *called;
  GtkLabel *full_name;
  GtkLabel *facts;
  GtkWidget *allergy_box;
  GtkWidget *allergy_icon;
  GtkLabel *allergies;
  GtkLabel *coverage;
};

G_DEFINE_FINAL_TYPE (DenPatientHeader, den_patient_header, GTK_TYPE_WIDGET)

char *
den_patient_allergies_in_words (const DenChart *chart)
{
  const DenField *severity = den_record_type_find (&den_allergy_type, "severity");
  g_autoptr (GPtrArray) sorted = den_chart_allergies_by_severity (chart);
  g_autoptr (GString) words = g_string_new (NULL);

  if (chart->allergies->len == 0)
    return g_strdup (_ ("Allergies not recorded"));
  for (guint i = 0; i < sorted->len; i++)
    {
      const DenAllergy *allergy = g_ptr_array_index (sorted, i);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", allergy->substance);
      if (allergy->severity == DEN_SEVERITY_SEVERE)
        {
          g_autofree char *severe = den_field_format_record (severity, allergy);
          g_autofree char *lower = g_utf8_strdown (severe, -1);

          g_string_append_printf (words, " (%s)", lower);
        }
    }
  /* Where the line is cut, the number still tells that there are more. */
  if (chart->allergies->len > 1)
    return g_strdup_printf (_ ("%u allergies: %s"), chart->allergies->len, words->str);
  return g_strdup_printf (_ ("Allergies: %s"), words->str);
}

char *
den_patient_facts_in_words (const DenPatient *patient, DenDay on)
{
  g_autofree char *sex =
      den_field_format_record (den_record_type_find (&den_patient_type, "sex"), patient);
  g_autofree char *born = NULL, *age = NULL;

  if (patient->birth_date == DEN_UNKNOWN)
    age = g_strdup (_ ("Birth date not known"));
  else
    {
      born = den_day_to_us (patient->birth_date);
      age = g_strdup_printf (_ ("%d years (%s)"), den_day_age (patient->birth_date, on), born);
    }
  return g_strdup_printf (_ ("%s · %s · MRN %s"), age,
                          patient->sex != DEN_UNKNOWN ? sex : _ ("sex not known"),
                          patient->mrn != NULL ? patient->mrn : "—");
}

static char *
coverage_in_words (const DenCoverage *coverage)
{
  g_autoptr (GString) words = NULL;

  if (coverage == NULL)
    return g_strdup (_ ("No coverage in force"));
  words = g_string_new (coverage->payer);
  if (coverage->plan != NULL)
    g_string_append_printf (words, ", %s", coverage->plan);
  if (coverage->member_id != NULL)
    g_string_append_printf (words, _ (" · member %s"), coverage->member_id);
  return g_strdup (words->str);
}

static void
show_name (DenPatientHeader *self, const DenPatient *patient)
{
  g_autofree char *name = den_patient_name (patient);
  const char *called =
      patient->preferred_name != NULL ? patient->preferred_name : patient->given_name;

  gtk_label_set_text (self->called, called != NULL ? called : name);
  gtk_label_set_text (self->full_name, called != NULL ? name : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->full_name), name);
}

static void
show_allergies (DenPatientHeader *self, const DenChart *chart)
{
  g_autofree char *words = den_patient_allergies_in_words (chart);
  gboolean known = chart->allergies->len > 0;

  gtk_label_set_text (self->allergies, words);
  gtk_label_set_width_chars (self->allergies, MIN (g_utf8_strlen (words, -1), ALLERGIES_SHOWN));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->allergies), words);
  gtk_widget_set_visible (self->allergy_icon, known);
  gtk_widget_remove_css_class (self->allergy_box, known ? "den-muted" : "den-danger");
  gtk_widget_add_css_class (self->allergy_box, known ? "den-danger" : "den-muted");
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenPatientHeader *self)
{
  const DenChart *chart = den_chart_editor_get_chart (editor);
  DenDay today = den_office_get_today (den_chart_editor_get_office (editor));
  g_autofree char *facts = NULL, *coverage = NULL;

  if (type != NULL && type != &den_patient_type && type != &den_allergy_type &&
      type != &den_coverage_type)
    return;
  facts = den_patient_facts_in_words (chart->patient, today);
  coverage = coverage_in_words (den_chart_primary_coverage (chart, today));
  show_name (self, chart->patient);
  show_allergies (self, chart);
  gtk_label_set_text (self->facts, facts);
  gtk_label_set_text (self->coverage, coverage);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->coverage), coverage);
}

static void
den_patient_header_dispose (GObject *object)
{
  DenPatientHeader *self = DEN_PATIENT_HEADER (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (den_patient_header_parent_class)->dispose (object);
}

static void
den_patient_header_class_init (DenPatientHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_patient_header_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-patient-header.ui");
  gtk_widget_class_bind_template_child (widget_class, DenPatientHeader, content);
  gtk_widget_class_bind_template_child (widget_class, DenPatientHeader, called);
  gtk_widget_class_bind_template_child (widget_class, DenPatientHeader, full_name);
  gtk_widget_class_bind_template_child (widget_class, DenPatientHeader, facts);
  gtk_widget_class_bind_template_child (widget_class, DenPatientHeader, allergy_box);
  gtk_widget_class_bind_template_child (widget_class, DenPatientHeader, allergy_icon);
  gtk_widget_class_bind_template_child (widget_class, DenPatientHeader, allergies);
  gtk_widget_class_bind_template_child (widget_class, DenPatientHeader, coverage);
}

static void
den_patient_header_init (DenPatientHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
den_patient_header_new (DenChartEditor *editor)
{
  DenPatientHeader *self = g_object_new (DEN_TYPE_PATIENT_HEADER, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (editor, NULL, self);
  return GTK_WIDGET (self);
}
