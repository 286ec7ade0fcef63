/* A patient's page. */
#include "den-patient-page.h"

#include "den-eligibility-page.h"
#include "den-field-row.h"
#include "den-patient-header.h"
#include "den-patient-outcomes.h"
#include "den-prior-auth-page.h"
#include "den-record-list.h"
#include "den-summary-page.h"
#include "den-treatment-page.h"

#include <glib/gi18n-lib.h>

struct _DenPatientPage
{
  GtkWidget parent_instance;

  DenChartEditor *editor;
  GtkWidget *content;
  GtkWidget *header_place;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (DenPatientPage, den_patient_page, GTK_TYPE_WIDGET)

static void
elsewhere_cb (GtkWidget *tab, const DenChartPlace *place, DenPatientPage *page)
{
  den_patient_page_go_to (page, place);
}

static GtkWidget *
new_tab (DenPatientPage *page, const char *name)
{
  GtkWidget *tab;

  if (g_str_equal (name, "summary"))
    return den_summary_page_new (page->editor);
  if (g_str_equal (name, "treatment"))
    return den_treatment_page_new (page->editor);
  if (g_str_equal (name, "outcomes"))
    return den_patient_outcomes_new (page->editor);
  if (g_str_equal (name, "prior-auth"))
    return den_prior_auth_page_new (page->editor);
  tab = den_eligibility_page_new (page->editor);
  g_signal_connect (tab, "elsewhere", G_CALLBACK (elsewhere_cb), page);
  return tab;
}

/* A tab is built when it is first shown. */
static GtkWidget *
get_tab (DenPatientPage *page, const char *name)
{
  GtkWidget *place = gtk_stack_get_child_by_name (page->stack, name);
  GtkWidget *tab = gtk_widget_get_first_child (place);

  if (tab == NULL)
    {
      tab = new_tab (page, name);
      gtk_widget_set_hexpand (tab, TRUE);
      gtk_widget_set_vexpand (tab, TRUE);
      gtk_box_append (GTK_BOX (place), tab);
    }
  return tab;
}

static void
visible_tab_cb (GtkStack *stack, GParamSpec *pspec, DenPatientPage *page)
{
  const char *name = gtk_stack_get_visible_child_name (stack);

  if (name != NULL && page->editor != NULL)
    get_tab (page, name);
}

void
den_patient_page_show_tab (DenPatientPage *page, const char *tab)
{
  g_return_if_fail (DEN_IS_PATIENT_PAGE (page));

  if (gtk_stack_get_child_by_name (page->stack, tab) == NULL || !den_patient_page_take (page))
    return;
  gtk_stack_set_visible_child_name (page->stack, tab);
  if (gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    gtk_widget_child_focus (get_tab (page, tab), GTK_DIR_TAB_FORWARD);
}

const char *
den_patient_page_get_tab (DenPatientPage *page)
{
  return gtk_stack_get_visible_child_name (page->stack);
}

DenChartEditor *
den_patient_page_get_editor (DenPatientPage *page)
{
  return page->editor;
}

DenPatientPage *
den_patient_page_of (GtkWidget *widget)
{
  return DEN_PATIENT_PAGE (gtk_widget_get_ancestor (widget, DEN_TYPE_PATIENT_PAGE));
}

/* ---- going to a fact ---- */

/* Whether the eligibility page is where records of TYPE are entered. */
static gboolean
is_of_eligibility (const DenRecordType *type)
{
  const DenRecordType *const types[] = {
    &den_diagnosis_type,  &den_episode_type,    &den_trial_type,      &den_dose_segment_type,
    &den_therapy_type,    &den_screening_type,  &den_assessment_type, &den_medication_type,
    &den_prescriber_type, &den_enrollment_type, &den_check_type,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return TRUE;
  return FALSE;
}

/* The lists and rows of the other pages are found by the records they show. */
static gboolean
focus_fact (GtkWidget *tab, const DenChartPlace *place)
{
  DenRecordList *list = den_record_list_find (tab, place->type);
  const DenRecord *record = place->record;
  DenFieldRow *row;

  if (list != NULL)
    return den_record_list_focus (list, record != NULL ? record->id : 0, place->column);
  row = record != NULL ? den_field_row_find (tab, place->type, record->id, place->column) : NULL;
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
go_to_tab (DenPatientPage *page, const char *name, const DenChartPlace *place)
{
  GtkWidget *tab = get_tab (page, name);

  gtk_stack_set_visible_child_name (page->stack, name);
  if (!focus_fact (tab, place))
    gtk_widget_child_focus (tab, GTK_DIR_TAB_FORWARD);
}

/* Sessions are lines of the treatment's list. */
static gboolean
go_to_treatment (DenPatientPage *page, const DenChartPlace *place)
{
  const DenRecord *record = place->record;

  if (place->type != &den_course_type && place->type != &den_session_type &&
      place->type != &den_visit_type)
    return FALSE;
  den_patient_page_show_tab (page, "treatment");
  if (place->type == &den_session_type && record != NULL)
    den_treatment_page_select (DEN_TREATMENT_PAGE (get_tab (page, "treatment")), record->id);
  return TRUE;
}

void
den_patient_page_go_to (DenPatientPage *page, const DenChartPlace *place)
{
  g_return_if_fail (DEN_IS_PATIENT_PAGE (page));

  if (place->type == NULL || !den_patient_page_take (page) || go_to_treatment (page, place))
    return;
  if (is_of_eligibility (place->type))
    {
      gtk_stack_set_visible_child_name (page->stack, "eligibility");
      den_eligibility_page_go_to (DEN_ELIGIBILITY_PAGE (get_tab (page, "eligibility")), place,
                                  NULL);
    }
  else
    go_to_tab (page, place->type == &den_authorization_type ? "prior-auth" : "summary", place);
}

/* ---- what is being typed ---- */

static DenFieldRow *
get_focused_row (DenPatientPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page)))
    return NULL;
  return den_field_row_of (focus);
}

gboolean
den_patient_page_take (DenPatientPage *page)
{
  DenFieldRow *row = get_focused_row (page);

  return row == NULL || den_field_row_take (row);
}

gboolean
den_patient_page_undo (DenPatientPage *page, GError **error)
{
  DenFieldRow *row = get_focused_row (page);

  if (row != NULL && den_field_row_is_pending (row))
    {
      den_field_row_restore (row);
      return FALSE;
    }
  return den_chart_editor_get_undo_label (page->editor) != NULL &&
         den_chart_editor_undo (page->editor, error);
}

/* ---- the widget ---- */

static void
den_patient_page_dispose (GObject *object)
{
  DenPatientPage *page = DEN_PATIENT_PAGE (object);

  g_clear_object (&page->editor);
  g_clear_pointer (&page->content, gtk_widget_unparent);
  G_OBJECT_CLASS (den_patient_page_parent_class)->dispose (object);
}

static void
den_patient_page_class_init (DenPatientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_patient_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-patient-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DenPatientPage, content);
  gtk_widget_class_bind_template_child (widget_class, DenPatientPage, header_place);
  gtk_widget_class_bind_template_child (widget_class, DenPatientPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, visible_tab_cb);
}

static void
den_patient_page_init (DenPatientPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}

GtkWidget *
den_patient_page_new (DenChartEditor *editor)
{
  DenPatientPage *page = g_object_new (DEN_TYPE_PATIENT_PAGE, NULL);
  GtkWidget *header = den_patient_header_new (editor);

  page->editor = g_object_ref (editor);
  gtk_widget_set_hexpand (header, TRUE);
  gtk_box_prepend (GTK_BOX (page->header_place), header);
  get_tab (page, gtk_stack_get_visible_child_name (page->stack));
  return GTK_WIDGET (page);
}
