/* A patient's treatment. */
#include "den-treatment-page.h"

#include "den-booking-dialog.h"
#include "den-course-dialog.h"
#include "den-course-standing.h"
#include "den-course-timeline.h"
#include "den-course-words.h"
#include "den-decision-dialog.h"
#include "den-floor-acts.h"
#include "den-missed-dialog.h"
#include "den-session-window.h"
#include "den-visit-dialog.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenTreatmentPage
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GtkStack *stack; /* "empty" or "courses" */
  GtkWidget *standing;
  GtkWidget *no_course;
  GtkWidget *course_button; /* with the menu of what is decided seldom */
  DenCourseTimeline *timeline;
};

G_DEFINE_FINAL_TYPE (DenTreatmentPage, den_treatment_page, GTK_TYPE_BOX)

static GtkWindow *
get_window (DenTreatmentPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static DenOffice *
get_office (DenTreatmentPage *self)
{
  return den_chart_editor_get_office (self->editor);
}

static const DenCourse *
get_course (DenTreatmentPage *self)
{
  return den_course_running (den_chart_editor_get_chart (self->editor),
                             den_office_get_today (get_office (self)));
}

static void
present (GtkWidget *dialog)
{
  if (dialog != NULL)
    gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- the course's actions ---- */

static void
begin_task (GtkWidget *widget, DenCourseTask task)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (widget);

  present (den_course_dialog_new (get_window (self), self->editor, task));
}

static void
start_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_task (widget, DEN_COURSE_START);
}

static void
plan_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_task (widget, DEN_COURSE_PLAN);
}

static void
reinduce_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_task (widget, DEN_COURSE_REINDUCE);
}

static void
modality_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin_task (widget, DEN_COURSE_CHANGE);
}

static void
decide (GtkWidget *widget, DenCourseDecisionKind kind)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (widget);

  present (den_decision_dialog_new (get_window (self), self->editor, kind));
}

static void
benefit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (widget, DEN_COURSE_DECISION_BENEFIT);
}

static void
frequency_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (widget, DEN_COURSE_DECISION_FREQUENCY);
}

static void
stop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (widget, DEN_COURSE_DECISION_STOP);
}

static void
protocol_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (widget);

  present (den_course_protocol_dialog_new (get_window (self), self->editor));
}

/* The oldest missed session whose two questions wait. */
static void
answer_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (widget);
  const DenCourse *course = get_course (self);
  DenDay today = den_office_get_today (get_office (self));
  const DenProtocol *protocol =
      course != NULL ? den_course_protocol (get_office (self), course, today) : NULL;
  g_autoptr (DenCourseProgress) progress = NULL;

  if (protocol == NULL)
    return;
  progress =
      den_course_progress_new (den_chart_editor_get_chart (self->editor), course, protocol, today);
  if (progress->unanswered_miss != NULL)
    present (den_missed_dialog_new (get_window (self), self->editor,
                                    progress->unanswered_miss->record.id));
}

/* ---- the selected line's actions ---- */

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (widget);
  const DenSession *session = den_course_timeline_get_session (self->timeline);
  const DenVisit *visit = den_course_timeline_get_visit (self->timeline);

  if (session != NULL)
    den_session_window_show (get_window (self), get_office (self),
                             den_chart_editor_get_patient_id (self->editor), session->record.id);
  else if (visit != NULL)
    present (den_visit_dialog_new (get_window (self), self->editor, visit->record.id, 0));
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (widget);
  const DenSession *session = den_course_timeline_get_session (self->timeline);

  if (session != NULL)
    den_booking_dialog_show (get_window (self), get_office (self),
                             den_chart_editor_get_patient_id (self->editor), session->record.id,
                             DEN_UNKNOWN);
}

static void
miss_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (widget);
  const DenSession *session = den_course_timeline_get_session (self->timeline);

  if (session != NULL)
    present (den_missed_dialog_new (get_window (self), self->editor, session->record.id));
}

static void
visit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (widget);
  const DenSession *session = den_course_timeline_get_session (self->timeline);

  present (den_visit_dialog_new (get_window (self), self->editor, 0,
                                 session != NULL ? session->record.id : 0));
}

/* Which of the actions make sense of the selected line. */
static void
follow_selection (DenTreatmentPage *self)
{
  const DenSession *session = den_course_timeline_get_session (self->timeline);
  const DenVisit *visit = den_course_timeline_get_visit (self->timeline);
  gint64 state = session != NULL ? (gint64) den_session_state (session) : -1;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.open",
                                 visit != NULL || (session != NULL && state != DEN_STATE_MISSED &&
                                                   state != DEN_STATE_CANCELLED));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.move", state == DEN_STATE_BOOKED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.miss",
                                 state == DEN_STATE_BOOKED || state == DEN_STATE_MISSED);
}

static void
opened_cb (DenCourseTimeline *timeline, DenTreatmentPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "course.open", NULL);
}

/* The letters of the floor board do the same here. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenTreatmentPage *self)
{
  DenFloorAct act;

  if (!den_floor_act_of_key (key, state, &act))
    return GDK_EVENT_PROPAGATE;
  if (act == DEN_ACT_OPEN)
    return gtk_widget_activate_action (GTK_WIDGET (self), "course.open", NULL);
  if (act == DEN_ACT_MOVE)
    return gtk_widget_activate_action (GTK_WIDGET (self), "course.move", NULL);
  if (act == DEN_ACT_MISS)
    return gtk_widget_activate_action (GTK_WIDGET (self), "course.miss", NULL);
  return GDK_EVENT_PROPAGATE;
}

/* ---- what is shown ---- */

static void
follow_course (DenTreatmentPage *self)
{
  const DenCourse *course = get_course (self);
  gboolean running = course != NULL;
  gboolean judged =
      running && den_course_protocol (get_office (self), course,
                                      den_office_get_today (get_office (self))) != NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_visible (self->standing, running);
  gtk_widget_set_visible (self->no_course, !running);
  gtk_widget_set_sensitive (self->course_button, running);
  gtk_widget_action_set_enabled (widget, "course.start", !running);
  gtk_widget_action_set_enabled (widget, "course.plan", judged);
  gtk_widget_action_set_enabled (widget, "course.frequency", judged);
  gtk_widget_action_set_enabled (widget, "course.reinduce", judged);
  gtk_widget_action_set_enabled (widget, "course.benefit", running);
  gtk_widget_action_set_enabled (widget, "course.modality", running);
  gtk_widget_action_set_enabled (widget, "course.stop", running);
  gtk_widget_action_set_enabled (widget, "course.protocol", running);
  gtk_stack_set_visible_child_name (
      self->stack, running || den_course_timeline_count (self->timeline) > 0 ? "courses" : "empty");
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenTreatmentPage *self)
{
  follow_course (self);
  follow_selection (self);
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = gtk_label_new (_ ("No course yet"));
  GtkWidget *words = gtk_label_new (_ ("A course lays out the sessions of a protocol on the "
                                       "clinic’s open days and chairs."));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Start a co_urse…"));

  gtk_widget_add_css_class (title, "title-3");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "course.start");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
add_button (GtkBox *box, const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (box, button);
}

/* What is decided seldom stands in a menu. */
static GtkWidget *
make_course_menu (DenTreatmentPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("_How often from now on…"), "course.frequency");
  g_menu_append (menu, _ ("Document the _benefit…"), "course.benefit");
  g_menu_append (menu, _ ("_Re-induction…"), "course.reinduce");
  g_menu_append (menu, _ ("_Change the modality…"), "course.modality");
  g_menu_append (menu, _ ("_Protocol…"), "course.protocol");
  g_menu_append (menu, _ ("_End the course…"), "course.stop");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("_Course"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Course"), -1);
  self->course_button = button;
  return button;
}

/* The selected line's buttons at the left, the course's at the right. */
static GtkWidget *
make_buttons (DenTreatmentPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_label_new (NULL);

  add_button (GTK_BOX (box), _ ("Op_en session"), _ ("Open the session’s window (O)"),
              "course.open");
  add_button (GTK_BOX (box), _ ("_Move…"), _ ("To another time, day or chair (M)"), "course.move");
  add_button (GTK_BOX (box), _ ("Not _held…"), _ ("Missed or cancelled, and how to go on (X)"),
              "course.miss");
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), space);
  add_button (GTK_BOX (box), _ ("Psycho_therapy…"), _ ("Plan a visit in the days after a session"),
              "course.visit");
  add_button (GTK_BOX (box), _ ("P_lan sessions…"), _ ("Lay out the next sessions of the course"),
              "course.plan");
  gtk_box_append (GTK_BOX (box), make_course_menu (self));
  gtk_widget_add_css_class (box, "den-toolbar");
  return box;
}

static GtkWidget *
make_no_course (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (_ ("No course is running."));

  gtk_box_append (GTK_BOX (box), words);
  add_button (GTK_BOX (box), _ ("Start a co_urse…"), NULL, "course.start");
  gtk_widget_add_css_class (box, "den-course-head");
  return box;
}

static GtkWidget *
make_courses (DenTreatmentPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->standing = den_course_standing_new (self->editor);
  self->no_course = make_no_course ();
  self->timeline = DEN_COURSE_TIMELINE (den_course_timeline_new (self->editor));
  gtk_widget_add_css_class (self->standing, "den-course-head");
  gtk_widget_set_vexpand (GTK_WIDGET (self->timeline), TRUE);
  g_signal_connect_swapped (self->timeline, "selected", G_CALLBACK (follow_selection), self);
  g_signal_connect (self->timeline, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->timeline), keys);
  gtk_box_append (GTK_BOX (box), self->standing);
  gtk_box_append (GTK_BOX (box), self->no_course);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->timeline));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  return box;
}

/* ---- the widget ---- */

static void
den_treatment_page_dispose (GObject *object)
{
  DenTreatmentPage *self = DEN_TREATMENT_PAGE (object);

  if (self->timeline != NULL)
    g_signal_handlers_disconnect_by_data (self->timeline, self);
  self->timeline = NULL;
  G_OBJECT_CLASS (den_treatment_page_parent_class)->dispose (object);
  g_clear_object (&self->editor);
}

static void
den_treatment_page_class_init (DenTreatmentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_treatment_page_dispose;
  gtk_widget_class_install_action (widget_class, "course.start", NULL, start_cb);
  gtk_widget_class_install_action (widget_class, "course.plan", NULL, plan_cb);
  gtk_widget_class_install_action (widget_class, "course.reinduce", NULL, reinduce_cb);
  gtk_widget_class_install_action (widget_class, "course.modality", NULL, modality_cb);
  gtk_widget_class_install_action (widget_class, "course.benefit", NULL, benefit_cb);
  gtk_widget_class_install_action (widget_class, "course.frequency", NULL, frequency_cb);
  gtk_widget_class_install_action (widget_class, "course.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "course.protocol", NULL, protocol_cb);
  gtk_widget_class_install_action (widget_class, "course.answer", NULL, answer_cb);
  gtk_widget_class_install_action (widget_class, "course.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "course.move", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "course.miss", NULL, miss_cb);
  gtk_widget_class_install_action (widget_class, "course.visit", NULL, visit_cb);
}

static void
den_treatment_page_init (DenTreatmentPage *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
}

GtkWidget *
den_treatment_page_new (DenChartEditor *editor)
{
  DenTreatmentPage *self = g_object_new (DEN_TYPE_TREATMENT_PAGE, NULL);

  self->editor = g_object_ref (editor);
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  gtk_stack_add_named (self->stack, make_courses (self), "courses");
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (editor, NULL, self);
  return GTK_WIDGET (self);
}

void
den_treatment_page_select (DenTreatmentPage *self, gint64 session_row)
{
  den_course_timeline_select (self->timeline, &den_session_type, session_row);
}
