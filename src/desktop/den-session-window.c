/* The window of one session: the patient and the clock at the top, the work in its order at the
 * left, and at the right what is recorded every few minutes. */
#include "den-session-window.h"

#include "den-booking.h"
#include "den-clock-bar.h"
#include "den-course-rules.h"
#include "den-field-row.h"
#include "den-message.h"
#include "den-mnemonics.h"
#include "den-session-acts.h"
#include "den-session-alarm.h"
#include "den-session-alerts-strip.h"
#include "den-session-checks.h"
#include "den-session-doses.h"
#include "den-session-entry.h"
#include "den-session-events.h"
#include "den-session-header.h"
#include "den-session-infusion.h"
#include "den-session-medications.h"
#include "den-session-order.h"
#include "den-session-picture.h"
#include "den-session-readings.h"
#include "den-session-release-page.h"
#include "den-session-sheet.h"
#include "den-session-sign-page.h"
#include "den-widgets.h"
#include "den-window.h"

#include <glib/gi18n-lib.h>

/* How long a note stays, in milliseconds. */
#define NOTE_TIME 5000
/* The work's column, of a screen of 1366 pixels; the readings have the rest. */
#define WORK_WIDTH 560
/* Letters of the header and of the row of readings, which no page may take. */
#define RESERVED_LETTERS "hbr"

struct _DenSessionWindow
{
  GtkApplicationWindow parent_instance;

  DenLiveSession *live;
  gint64 session_row;
  guint note_timer;
  DenSessionAlarm *alarm;

  GtkWidget *alerts;
  GtkWidget *entry;
  GtkWidget *readings;
  GtkWidget *sheet;
  GtkStack *right; /* "course", or "sheet" while a scale is answered */
  GtkStack *steps;
  GtkWidget *step_buttons;
  gboolean showing_step;
  GtkWidget *checks;
  GtkWidget *order;
  GtkWidget *doses;
  GtkWidget *infusion;
  GtkWidget *events;
  GtkWidget *release;
  GtkWidget *sign;

  GtkWidget *box;
  GtkWidget *demo_label;
  GtkWidget *header;
  GtkWidget *note_label;
  GtkRevealer *note_revealer;
  GtkWidget *problem_bar;
  GtkWidget *problem_label;
  GtkEditable *recorder_entry;
};

G_DEFINE_FINAL_TYPE (DenSessionWindow, den_session_window, GTK_TYPE_APPLICATION_WINDOW)

/* ---- words ---- */

static void
hide_problem_cb (DenSessionWindow *self)
{
  gtk_widget_set_visible (self->problem_bar, FALSE);
}

void
den_session_window_show_problem (DenSessionWindow *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->problem_label), words);
  gtk_widget_set_visible (self->problem_bar, TRUE);
}

static gboolean
hide_note_cb (gpointer data)
{
  DenSessionWindow *self = data;

  self->note_timer = 0;
  gtk_revealer_set_reveal_child (self->note_revealer, FALSE);
  return G_SOURCE_REMOVE;
}

void
den_session_window_show_note (DenSessionWindow *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->note_label), words);
  gtk_revealer_set_reveal_child (self->note_revealer, TRUE);
  g_clear_handle_id (&self->note_timer, g_source_remove);
  self->note_timer = g_timeout_add (NOTE_TIME, hide_note_cb, self);
}

/* "Nguyen, Thi Anna – Induction 3 of 8". */
static void
show_title (DenSessionWindow *self)
{
  g_autofree char *name = NULL, *title = NULL, *whole = NULL;
  DenSessionCase at;

  den_live_session_get_case (self->live, &at);
  name = den_patient_name (at.chart->patient);
  title = den_session_title (at.chart, at.session, at.protocol);
  whole = g_strdup_printf (_ ("%s – %s"), name, title);
  gtk_window_set_title (GTK_WINDOW (self), whole);
}

static void
changed_cb (DenLiveSession *live, DenSessionWindow *self)
{
  if (den_live_session_get_session (live) == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_title (self);
}

/* ---- the work in its order ---- */

typedef struct
{
  const char *name;
  const char *label;
  guint key;
} Step;

static const Step steps[] = {
  { "checks", N_ ("Checks F5"), GDK_KEY_F5 },   { "dose", N_ ("Dose F3"), GDK_KEY_F3 },
  { "events", N_ ("Events F4"), GDK_KEY_F4 },   { "release", N_ ("Release F7"), GDK_KEY_F7 },
  { "sign", N_ ("Note, sign F8"), GDK_KEY_F8 },
};

static void
show_step (DenSessionWindow *self, const char *name)
{
  int index = 0;

  gtk_stack_set_visible_child_name (self->steps, name);
  self->showing_step = TRUE;
  for (GtkWidget *button = gtk_widget_get_first_child (self->step_buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  g_str_equal (steps[index++].name, name));
  self->showing_step = FALSE;
}

/* Where the work goes on: of a dose, the next device, the infusion, or what is to be ordered. */
static gboolean
focus_dose (DenSessionWindow *self)
{
  const DenSession *session = den_live_session_get_session (self->live);

  if (session->ordered_ug == DEN_UNKNOWN)
    return gtk_widget_grab_focus (self->order);
  if (gtk_widget_get_visible (self->infusion) && session->doses->len > 0 &&
      gtk_widget_grab_focus (self->infusion))
    return TRUE;
  return gtk_widget_grab_focus (self->doses) || gtk_widget_grab_focus (self->order);
}

static void
go_to (DenSessionWindow *self, const char *place)
{
  if (g_str_equal (place, "vitals"))
    gtk_widget_grab_focus (self->entry);
  else if (g_str_equal (place, "alerts"))
    gtk_widget_grab_focus (self->alerts);
  else if (g_str_equal (place, "table"))
    gtk_widget_grab_focus (self->readings);
  else
    {
      show_step (self, place);
      if (g_str_equal (place, "checks"))
        gtk_widget_grab_focus (self->checks);
      else if (g_str_equal (place, "dose"))
        focus_dose (self);
      else if (g_str_equal (place, "events"))
        gtk_widget_grab_focus (self->events);
      else if (g_str_equal (place, "release"))
        gtk_widget_grab_focus (self->release);
      else
        gtk_widget_grab_focus (self->sign);
    }
}

static void
step_cb (GtkToggleButton *button, DenSessionWindow *self)
{
  int index = 0;

  if (self->showing_step)
    return;
  for (GtkWidget *other = gtk_widget_get_first_child (self->step_buttons); other != NULL;
       other = gtk_widget_get_next_sibling (other), index++)
    if (other == GTK_WIDGET (button))
      show_step (self, steps[index].name);
}

/* The step that a session begins with when its window is opened; from then on nothing moves that
 * nobody moved. */
static const char *
first_step (const DenSession *session)
{
  switch (den_session_state (session))
    {
    case DEN_STATE_IN_TREATMENT:
      return "dose";
    case DEN_STATE_OBSERVED:
      return "events";
    case DEN_STATE_DISCHARGED:
    case DEN_STATE_SIGNED:
      return "sign";
    default:
      return "checks";
    }
}

/* And where the keyboard is then: a patient who is watched is measured next. */
static const char *
first_place (const DenSession *session)
{
  return den_session_state (session) == DEN_STATE_OBSERVED ? "vitals" : first_step (session);
}

/* ---- scales ---- */

static void
sheet_asked_cb (GtkWidget *part, const char *scale, DenSessionWindow *self)
{
  gtk_stack_set_visible_child_name (self->right, "sheet");
  den_session_sheet_begin (DEN_SESSION_SHEET (self->sheet), scale);
}

static void
sheet_left_cb (DenSessionSheet *sheet, DenSessionWindow *self)
{
  gtk_stack_set_visible_child_name (self->right, "course");
  gtk_widget_grab_focus (self->entry);
}

/* A discharge scale is an observation of its own. */
static void
record_scale (DenSessionWindow *self, const char *scale, const DenScores *scores)
{
  DenObservation *it = den_record_new (&den_observation_type);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (scale, "MPADSS"))
    it->mpadss = *scores;
  else
    it->aldrete = *scores;
  if (den_live_session_add (self->live, it, &error) == 0)
    den_session_failed (GTK_WIDGET (self), _ ("The scale was not recorded."), error);
}

static void
sheet_kept_cb (DenSessionSheet *sheet, const char *scale, DenSessionWindow *self)
{
  DenScores scores = *den_session_sheet_get_scores (sheet);

  gtk_stack_set_visible_child_name (self->right, "course");
  if (g_str_has_prefix (scale, "CADSS"))
    den_session_entry_set_scores (DEN_SESSION_ENTRY (self->entry), scale, &scores);
  else
    {
      record_scale (self, scale, &scores);
      gtk_widget_grab_focus (self->release);
    }
}

static void
edit_reading_cb (DenSessionReadings *readings, gint64 id, DenSessionWindow *self)
{
  den_session_entry_edit (DEN_SESSION_ENTRY (self->entry), id);
}

/* ---- the bell ---- */

static void
sound_cb (DenSessionAlarm *alarm, DenSessionWindow *self)
{
  gdk_display_beep (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
alarm_changed_cb (DenSessionAlarm *alarm, DenSessionWindow *self)
{
  den_session_header_set_sounding (DEN_SESSION_HEADER (self->header),
                                   den_session_alarm_is_sounding (alarm));
}

/* ---- actions ---- */

static void
open_chart_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenSessionWindow *self = DEN_SESSION_WINDOW (widget);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  DenOffice *office = den_live_session_get_office (self->live);
  DenWindow *window = NULL;

  for (GList *l = gtk_application_get_windows (application); l != NULL && window == NULL;
       l = l->next)
    if (DEN_IS_WINDOW (l->data) && den_window_get_office (l->data) == office)
      window = l->data;
  if (window == NULL)
    window = DEN_WINDOW (den_window_new (DEN_APPLICATION (application), office));
  den_window_open_patient (
      window, den_chart_editor_get_patient_id (den_live_session_get_editor (self->live)));
  gtk_window_present (GTK_WINDOW (window));
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_to (DEN_SESSION_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
sheet_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenSessionWindow *self = DEN_SESSION_WINDOW (widget);
  const DenSession *session = den_live_session_get_session (self->live);

  if (session != NULL && !den_session_is_signed (session))
    sheet_asked_cb (NULL, g_variant_get_string (parameter, NULL), self);
}

static void
silence_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  den_session_alarm_silence (DEN_SESSION_WINDOW (widget)->alarm);
}

static void
recorder_cb (GtkEditable *entry, DenSessionWindow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*name != '\0')
    den_live_session_set_recorder (self->live, name);
}

/* ---- the window ---- */

/* What was typed and is not recorded yet keeps the window open. */
static gboolean
den_session_window_close_request (GtkWindow *window)
{
  DenSessionWindow *self = DEN_SESSION_WINDOW (window);
  GtkWidget *focus = gtk_window_get_focus (window);
  DenFieldRow *row = focus != NULL ? den_field_row_of (focus) : NULL;

  if (row != NULL && !den_field_row_take (row))
    return GDK_EVENT_STOP;
  if (den_session_entry_is_pending (DEN_SESSION_ENTRY (self->entry)))
    {
      den_session_window_show_problem (self, _ ("These readings are not recorded yet: Return "
                                                "records them, Escape clears them."));
      gtk_widget_grab_focus (self->entry);
      return GDK_EVENT_STOP;
    }
  if (den_session_dose_entry_is_pending (
          den_session_doses_get_entry (DEN_SESSION_DOSES (self->doses))))
    {
      den_session_window_show_problem (self, _ ("This dose is not recorded yet: Given, Refused or "
                                                "Failed records it, Escape clears it."));
      go_to (self, "dose");
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (den_session_window_parent_class)->close_request (window);
}

static void
den_session_window_dispose (GObject *object)
{
  DenSessionWindow *self = DEN_SESSION_WINDOW (object);

  g_clear_handle_id (&self->note_timer, g_source_remove);
  if (self->alarm != NULL)
    g_signal_handlers_disconnect_by_data (self->alarm, self);
  g_clear_object (&self->alarm);
  if (self->live != NULL)
    g_signal_handlers_disconnect_by_data (self->live, self);
  g_clear_object (&self->live);
  G_OBJECT_CLASS (den_session_window_parent_class)->dispose (object);
}

static void
den_session_window_class_init (DenSessionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_session_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = den_session_window_close_request;
  gtk_widget_class_install_action (widget_class, "session.open-chart", NULL, open_chart_cb);
  gtk_widget_class_install_action (widget_class, "session.go", "s", go_cb);
  gtk_widget_class_install_action (widget_class, "session.sheet", "s", sheet_cb);
  gtk_widget_class_install_action (widget_class, "session.silence", NULL, silence_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "session.go", "s", "vitals");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, GDK_SHIFT_MASK, "session.go", "s",
                                       "table");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "session.go", "s", "alerts");
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding_action (widget_class, steps[i].key, 0, "session.go", "s",
                                         steps[i].name);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "session.silence", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_6, GDK_CONTROL_MASK, "session.sheet",
                                       "s", "CADSS-6");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_7, GDK_CONTROL_MASK, "session.sheet",
                                       "s", "CADSS-23");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-session-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DenSessionWindow, box);
  gtk_widget_class_bind_template_child (widget_class, DenSessionWindow, demo_label);
  gtk_widget_class_bind_template_child (widget_class, DenSessionWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, DenSessionWindow, note_revealer);
  gtk_widget_class_bind_template_child (widget_class, DenSessionWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, DenSessionWindow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, DenSessionWindow, recorder_entry);
  gtk_widget_class_bind_template_callback (widget_class, hide_problem_cb);
}

static void
den_session_window_init (DenSessionWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A page of the work's column, which scrolls by itself. */
static GtkBox *
add_step (DenSessionWindow *self, const char *name, const char *title)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "den-session-step");
  gtk_widget_add_css_class (box, "den-facts");
  /* The column has one width on all pages, so that the readings stay where they are. */
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scrolled), WORK_WIDTH);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_stack_add_named (self->steps, scrolled, name);
  return GTK_BOX (box);
}

static void
add_steps (DenSessionWindow *self)
{
  GtkBox *page;

  self->checks = den_session_checks_new (self->live);
  self->order = den_session_order_new (self->live);
  self->doses = den_session_doses_new (self->live);
  self->infusion = den_session_infusion_new (self->live);
  self->events = den_session_events_new (self->live);
  self->release = den_session_release_page_new (self->live);
  self->sign = den_session_sign_page_new (self->live);
  page = add_step (self, "checks", _ ("Checks before the dose"));
  gtk_box_append (page, self->checks);
  den_mnemonics_assign (GTK_WIDGET (page), RESERVED_LETTERS);
  page = add_step (self, "dose", _ ("Order and dose"));
  gtk_box_append (page, den_group_new (_ ("Order"), self->order));
  gtk_box_append (page, den_group_new (_ ("Given"), self->doses));
  gtk_box_append (page, self->infusion);
  den_mnemonics_assign (GTK_WIDGET (page), RESERVED_LETTERS);
  page = add_step (self, "events", _ ("Adverse events and medications"));
  gtk_box_append (page, den_group_new (_ ("Adverse events"), self->events));
  gtk_box_append (
      page, den_group_new (_ ("Medications given"), den_session_medications_new (self->live)));
  page = add_step (self, "release", _ ("Before the patient leaves"));
  gtk_box_append (page, self->release);
  den_mnemonics_assign (GTK_WIDGET (page), RESERVED_LETTERS);
  page = add_step (self, "sign", _ ("Note and signature"));
  gtk_box_append (page, self->sign);
  den_mnemonics_assign (GTK_WIDGET (page), RESERVED_LETTERS);
}

static GtkWidget *
make_step_buttons (DenSessionWindow *self)
{
  self->step_buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->step_buttons, "linked");
  gtk_widget_add_css_class (self->step_buttons, "den-session-steps");
  gtk_box_set_homogeneous (GTK_BOX (self->step_buttons), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (steps[i].label));

      den_control_set_name (button, _ (steps[i].label));
      gtk_widget_add_css_class (button, "den-session-small");
      if (i > 0)
        gtk_toggle_button_set_group (
            GTK_TOGGLE_BUTTON (button),
            GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (self->step_buttons)));
      g_signal_connect (button, "toggled", G_CALLBACK (step_cb), self);
      gtk_box_append (GTK_BOX (self->step_buttons), button);
    }
  return self->step_buttons;
}

static GtkWidget *
make_left (DenSessionWindow *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->steps = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->steps, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->steps), TRUE);
  gtk_box_append (GTK_BOX (column), make_step_buttons (self));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->steps));
  gtk_widget_set_hexpand (column, FALSE);
  return column;
}

static GtkWidget *
make_right (DenSessionWindow *self)
{
  const DenReference *reference =
      den_office_get_reference (den_live_session_get_office (self->live));
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *course = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->entry = den_session_entry_new (self->live);
  self->readings = den_session_readings_new (self->live);
  self->sheet = den_session_sheet_new (reference);
  self->right = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->right, FALSE);
  gtk_box_append (GTK_BOX (course), den_session_picture_new (self->live));
  gtk_box_append (GTK_BOX (course), self->readings);
  gtk_widget_set_vexpand (self->readings, TRUE);
  gtk_stack_add_named (self->right, course, "course");
  gtk_stack_add_named (self->right, self->sheet, "sheet");
  gtk_widget_set_vexpand (GTK_WIDGET (self->right), TRUE);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), self->entry);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->right));
  g_signal_connect (self->entry, "sheet", G_CALLBACK (sheet_asked_cb), self);
  g_signal_connect (self->readings, "edit", G_CALLBACK (edit_reading_cb), self);
  g_signal_connect (self->sheet, "kept", G_CALLBACK (sheet_kept_cb), self);
  g_signal_connect (self->sheet, "left", G_CALLBACK (sheet_left_cb), self);
  return column;
}

static void
build (DenSessionWindow *self)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->header = den_session_header_new (self->live);
  self->alerts = den_session_alerts_strip_new (self->live);
  gtk_box_append (GTK_BOX (self->box), den_clock_bar_new (den_office_get_clock (
                                           den_live_session_get_office (self->live))));
  gtk_box_append (GTK_BOX (self->box), self->header);
  gtk_box_append (GTK_BOX (self->box), self->alerts);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (columns), make_left (self));
  gtk_box_append (GTK_BOX (columns), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (columns), make_right (self));
  gtk_widget_set_vexpand (columns, TRUE);
  gtk_box_append (GTK_BOX (self->box), columns);
  add_steps (self);
  g_signal_connect (self->release, "sheet", G_CALLBACK (sheet_asked_cb), self);
  show_step (self, first_step (den_live_session_get_session (self->live)));
}

static DenSessionWindow *
den_session_window_new (GtkApplication *application, DenLiveSession *live, gint64 session_row)
{
  DenSessionWindow *self = g_object_new (DEN_TYPE_SESSION_WINDOW, "application", application, NULL);

  self->live = g_object_ref (live);
  self->session_row = session_row;
  build (self);
  self->alarm = den_session_alarm_new (live);
  g_signal_connect (self->alarm, "sound", G_CALLBACK (sound_cb), self);
  g_signal_connect (self->alarm, "changed", G_CALLBACK (alarm_changed_cb), self);
  alarm_changed_cb (self->alarm, self);
  gtk_widget_set_visible (self->demo_label,
                          den_office_is_demo (den_live_session_get_office (live)));
  gtk_editable_set_text (self->recorder_entry, den_live_session_get_recorder (live));
  g_signal_connect (self->recorder_entry, "changed", G_CALLBACK (recorder_cb), self);
  g_signal_connect (live, "changed", G_CALLBACK (changed_cb), self);
  show_title (self);
  return self;
}

DenSessionWindow *
den_session_window_find (DenOffice *office, gint64 session_row)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);
      DenSessionWindow *self = DEN_IS_SESSION_WINDOW (window) ? DEN_SESSION_WINDOW (window) : NULL;

      if (self != NULL && self->live != NULL && self->session_row == session_row &&
          den_live_session_get_office (self->live) == office)
        return self;
    }
  return NULL;
}

void
den_session_window_show (GtkWindow *parent, DenOffice *office, gint64 patient_id,
                         gint64 session_row)
{
  DenSessionWindow *window = den_session_window_find (office, session_row);
  g_autoptr (DenLiveSession) live = NULL;
  g_autoptr (GError) error = NULL;

  if (window == NULL)
    {
      live = den_live_session_new (office, patient_id, session_row, &error);
      if (live == NULL)
        {
          den_show_error (GTK_WIDGET (parent), _ ("The session can not be opened."), error);
          return;
        }
      window = den_session_window_new (gtk_window_get_application (parent), live, session_row);
      gtk_window_present (GTK_WINDOW (window));
      go_to (window, first_place (den_live_session_get_session (live)));
      return;
    }
  gtk_window_present (GTK_WINDOW (window));
}

DenLiveSession *
den_session_window_get_live (DenSessionWindow *self)
{
  return self->live;
}

DenOffice *
den_session_window_get_office (DenSessionWindow *self)
{
  return den_live_session_get_office (self->live);
}
