/* The window of one session: the patient and the clock at the top, the work in its order at the
 * left, and at the right what is recorded every few minutes. */
#include "den-session-window.h"

#include "den-course-rules.h"
#include "den-field-row.h"
#include "den-message.h"
#include "den-session-header.h"
#include "den-window.h"

#include <glib/gi18n-lib.h>

/* How long a note stays, in milliseconds. */
#define NOTE_TIME 5000

struct _DenSessionWindow
{
  GtkApplicationWindow parent_instance;

  DenLiveSession *live;
  gint64 session_row;
  guint note_timer;

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
  GtkWidget *focus = gtk_window_get_focus (window);
  DenFieldRow *row = focus != NULL ? den_field_row_of (focus) : NULL;

  if (row != NULL && !den_field_row_take (row))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (den_session_window_parent_class)->close_request (window);
}

static void
den_session_window_dispose (GObject *object)
{
  DenSessionWindow *self = DEN_SESSION_WINDOW (object);

  g_clear_handle_id (&self->note_timer, g_source_remove);
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

static DenSessionWindow *
den_session_window_new (GtkApplication *application, DenLiveSession *live, gint64 session_row)
{
  DenSessionWindow *self = g_object_new (DEN_TYPE_SESSION_WINDOW, "application", application, NULL);

  self->live = g_object_ref (live);
  self->session_row = session_row;
  self->header = den_session_header_new (live);
  gtk_box_append (GTK_BOX (self->box), self->header);
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
