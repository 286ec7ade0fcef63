/* A window: main list at the left, the section's page, a patient's page above it, and the bars that
 * say that nothing is real, what failed, and what was just done. */
#include "den-window.h"

#include "den-booking.h"
#include "den-clinic-page.h"
#include "den-clock-bar.h"
#include "den-field-row.h"
#include "den-outcomes-page.h"
#include "den-patient-page.h"
#include "den-patients-page.h"
#include "den-policies-page.h"
#include "den-protocols-page.h"
#include "den-today-page.h"
#include "den-window-private.h"

#include <glib/gi18n-lib.h>

/* How long a note stays, in milliseconds. */
#define NOTE_TIME 5000

G_DEFINE_FINAL_TYPE (DenWindow, den_window, GTK_TYPE_APPLICATION_WINDOW)

typedef struct
{
  const char *name;
  const char *label;
  const char *icon;
  GtkWidget *(*make) (DenOffice *office);
} Section;

static const Section sections[] = {
  { "today", N_ ("Today"), "den-today-symbolic", den_today_page_new },
  { "patients", N_ ("Patients"), "den-patients-symbolic", den_patients_page_new },
  { "outcomes", N_ ("Outcomes"), "den-outcomes-symbolic", den_outcomes_page_new },
  { "policies", N_ ("Policies"), "den-policies-symbolic", den_policies_page_new },
  { "protocols", N_ ("Protocols"), "den-protocols-symbolic", den_protocols_page_new },
  { "clinic", N_ ("Clinic"), "den-clinic-symbolic", den_clinic_page_new },
};

static const Section *
find_section (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_strcmp0 (sections[i].name, name) == 0)
      return &sections[i];
  return NULL;
}

/* The window's settings, or NULL where the schema is not installed. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, DEN_APP_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
restore_size (DenWindow *self)
{
  g_autoptr (GSettings) settings = open_settings ();
  int width, height;

  if (settings == NULL)
    return;
  width = g_settings_get_int (settings, "window-width");
  height = g_settings_get_int (settings, "window-height");
  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
keep_size (DenWindow *self)
{
  g_autoptr (GSettings) settings = open_settings ();
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
show_title (DenWindow *self, const char *title, const char *subtitle)
{
  g_autofree char *whole = g_strdup_printf (_ ("%s – Dendra"), title);

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->subtitle_label, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL && *subtitle != '\0');
  gtk_window_set_title (GTK_WINDOW (self), whole);
}

/* "Born 01/02/1980 (46) · MRN D-0042". */
static char *
format_patient_line (DenWindow *self, const DenPatient *patient)
{
  g_autofree char *day = NULL;

  if (patient->birth_date == DEN_UNKNOWN)
    return g_strdup_printf (_ ("Birth date unknown · MRN %s"), patient->mrn);
  day = den_day_to_us (patient->birth_date);
  return g_strdup_printf (_ ("Born %s (%d) · MRN %s"), day,
                          den_day_age (patient->birth_date, den_office_get_today (self->office)),
                          patient->mrn);
}

/* In the demo: that nothing is real, and the way to a clinic of one's own. */
static void
show_demo_bar (DenWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  const char *own = den_application_get_setup_path (DEN_APPLICATION (application));
  const char *open = den_store_get_path (den_office_get_store (self->office));

  gtk_widget_set_visible (GTK_WIDGET (self->demo_bar), den_office_is_demo (self->office));
  gtk_widget_set_visible (GTK_WIDGET (self->set_up_button), g_strcmp0 (own, open) != 0);
  gtk_button_set_label (self->set_up_button, g_file_test (own, G_FILE_TEST_EXISTS)
                                                 ? _ ("_Open your clinic")
                                                 : _ ("_Set up your clinic…"));
}

/* Who and where, and which actions there are. */
void
den_window_follow_place (DenWindow *self)
{
  const DenClinic *clinic = den_office_get_clinic (self->office);
  gboolean patient = self->editor != NULL;

  if (patient)
    {
      const DenChart *chart = den_chart_editor_get_chart (self->editor);
      g_autofree char *name = den_patient_name (chart->patient);
      g_autofree char *line = format_patient_line (self, chart->patient);

      show_title (self, name, line);
    }
  else
    {
      const Section *section = find_section (den_window_get_place (self));

      show_title (self, section != NULL ? _ (section->label) : "Dendra",
                  clinic != NULL ? clinic->name : NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), patient);
  show_demo_bar (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", patient);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.page", patient);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print", patient);
}

/* Takes the field that is being typed in. FALSE where it is wrong: then it is shown, and the window
 * stays where it is. */
gboolean
den_window_take_field (DenWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  DenFieldRow *row = focus != NULL ? den_field_row_of (focus) : NULL;

  if (row == NULL || den_field_row_take (row))
    return TRUE;
  den_window_show_note (self, _ ("This field is not kept yet: correct it, or press Escape to go "
                                 "back to what it was."));
  return FALSE;
}

/* A section's page is built when it is first shown. */
static void
make_section (DenWindow *self, const char *name)
{
  if (gtk_stack_get_child_by_name (self->stack, name) == NULL)
    gtk_stack_add_named (self->stack, find_section (name)->make (self->office), name);
}

void
den_window_close_patient (DenWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "patient");

  if (self->editor == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->editor, self);
  g_clear_object (&self->editor);
  make_section (self, self->origin);
  gtk_stack_set_visible_child_name (self->stack, self->origin);
  gtk_stack_remove (self->stack, page);
  den_window_follow_place (self);
}

/* The stack moves the focus by itself where it was on the page before. */
static void
focus_page (DenWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
select_section (DenWindow *self, const Section *section)
{
  int index = (int) (section - sections);

  gtk_list_box_select_row (self->section_list,
                           gtk_list_box_get_row_at_index (self->section_list, index));
}

void
den_window_show_section (DenWindow *self, const char *name)
{
  const Section *section = find_section (name);

  g_return_if_fail (section != NULL);

  if (!den_window_take_field (self))
    return;
  make_section (self, name);
  den_window_close_patient (self);
  gtk_stack_set_visible_child_name (self->stack, name);
  select_section (self, section);
  den_window_follow_place (self);
  focus_page (self);
}

static void
editor_changed_cb (DenChartEditor *editor, gpointer type, gpointer data)
{
  den_window_follow_place (data);
}

void
den_window_open_patient (DenWindow *self, gint64 patient_id)
{
  g_autoptr (GError) error = NULL;
  DenChartEditor *editor;
  GtkWidget *page;

  if (!den_window_take_field (self))
    return;
  editor = den_chart_editor_new (self->office, patient_id, &error);
  if (editor == NULL)
    {
      den_show_error (GTK_WIDGET (self), _ ("The chart can not be shown."), error);
      return;
    }
  if (self->editor == NULL)
    self->origin = find_section (den_window_get_place (self))->name;
  den_window_close_patient (self);
  self->editor = editor;
  g_signal_connect (editor, "changed", G_CALLBACK (editor_changed_cb), self);
  page = den_patient_page_new (editor);
  gtk_stack_add_named (self->stack, page, "patient");
  gtk_stack_set_visible_child_name (self->stack, "patient");
  select_section (self, find_section ("patients"));
  den_window_follow_place (self);
  focus_page (self);
}

void
den_window_go_back (DenWindow *self)
{
  if (self->editor != NULL)
    den_window_show_section (self, self->origin);
}

static void
section_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  den_window_show_section (data, sections[gtk_list_box_row_get_index (row)].name);
}

/* The arrow keys select without activating. */
static void
section_selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  DenWindow *self = data;
  const char *name = row != NULL ? sections[gtk_list_box_row_get_index (row)].name : NULL;

  if (name == NULL || self->editor != NULL ||
      g_strcmp0 (name, gtk_stack_get_visible_child_name (self->stack)) == 0)
    return;
  make_section (self, name);
  gtk_stack_set_visible_child_name (self->stack, name);
  den_window_follow_place (self);
}

static void
hide_problem_cb (DenWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem_bar), FALSE);
}

void
den_window_show_problem (DenWindow *self, const char *words)
{
  gtk_label_set_label (self->problem_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_bar), TRUE);
}

static gboolean
hide_note_cb (gpointer data)
{
  DenWindow *self = data;

  self->note_timer = 0;
  gtk_revealer_set_reveal_child (self->note_revealer, FALSE);
  return G_SOURCE_REMOVE;
}

void
den_window_show_note (DenWindow *self, const char *words)
{
  gtk_label_set_label (self->note_label, words);
  gtk_revealer_set_reveal_child (self->note_revealer, TRUE);
  g_clear_handle_id (&self->note_timer, g_source_remove);
  self->note_timer = g_timeout_add (NOTE_TIME, hide_note_cb, self);
}

static void
clinic_changed_cb (DenOffice *office, gpointer data)
{
  den_window_follow_place (data);
}

static gboolean
den_window_close_request (GtkWindow *window)
{
  DenWindow *self = DEN_WINDOW (window);

  if (!den_window_take_field (self))
    return GDK_EVENT_STOP;
  keep_size (self);
  return GTK_WINDOW_CLASS (den_window_parent_class)->close_request (window);
}

static GtkWidget *
make_section_row (const Section *section)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (section->label));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (section->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (section->label), -1);
  return row;
}

static void
den_window_dispose (GObject *object)
{
  DenWindow *self = DEN_WINDOW (object);

  g_clear_handle_id (&self->note_timer, g_source_remove);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_clear_object (&self->editor);
  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->office);

  G_OBJECT_CLASS (den_window_parent_class)->dispose (object);
}

static void
den_window_class_init (DenWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = den_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = den_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/dendra/Dendra/den-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DenWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, demo_bar);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, note_revealer);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, section_list);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, set_up_button);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, DenWindow, title_label);
  gtk_widget_class_bind_template_callback (widget_class, hide_problem_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_selected_cb);
  den_window_install_actions (widget_class);
}

/* Escape that nothing on the patient's page wanted. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenWindow *self)
{
  if (key != GDK_KEY_Escape || self->editor == NULL)
    return GDK_EVENT_PROPAGATE;
  den_window_go_back (self);
  return GDK_EVENT_STOP;
}

static void
den_window_init (DenWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), keys);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    gtk_list_box_append (self->section_list, make_section_row (&sections[i]));
  restore_size (self);
}

/* Today, once there is anything that could stand on the floor. */
static const char *
first_section (DenWindow *self)
{
  DenDay today = den_clock_today (den_office_get_clock (self->office));
  g_autoptr (GArray) busy = NULL;

  if (den_office_get_calendar (self->office)->chairs->len > 0)
    return "today";
  busy = den_office_load_busy (self->office, today, today + 1, 0, NULL);
  return busy != NULL && busy->len > 0 ? "today" : "patients";
}

GtkWidget *
den_window_new (DenApplication *application, DenOffice *office)
{
  DenWindow *self = g_object_new (DEN_TYPE_WINDOW, "application", application, NULL);

  self->office = g_object_ref (office);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->demo_bar))),
                              den_clock_bar_new (den_office_get_clock (office)),
                              GTK_WIDGET (self->problem_bar));
  den_window_show_section (self, first_section (self));
  return GTK_WIDGET (self);
}

DenOffice *
den_window_get_office (DenWindow *self)
{
  return self->office;
}

const char *
den_window_get_place (DenWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

gint64
den_window_get_patient_id (DenWindow *self)
{
  return self->editor != NULL ? den_chart_editor_get_patient_id (self->editor) : 0;
}
