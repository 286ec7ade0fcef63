/* A session that did not take place. A missed session never restarts a phase by itself: the label
 * (Spravato US label, 2.2) asks whether the depression got worse, and leaves the frequency to
 * clinical judgement. Both answers are recorded as one decision. */
#include "den-missed-dialog.h"

#include "den-course-words.h"
#include "den-floor-words.h"
#include "den-form-line.h"
#include "den-message.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenMissedDialog
{
  DenDialog parent_instance;

  DenChartEditor *editor;
  gint64 session_row;
  gboolean planned;       /* what became of it is asked too */
  DenRecordForm *closing; /* of a DenSession; NULL where it was missed already */
  DenFormLine *status;    /* missed or cancelled */
  DenRecordForm *answers; /* of a DenCourseDecision; NULL without a course */
  DenFormLine *going_on;  /* the second question */
  GArray *options;        /* DenCourseOption */
  GtkSizeGroup *labels;
};

G_DEFINE_FINAL_TYPE (DenMissedDialog, den_missed_dialog, DEN_TYPE_DIALOG)

/* What is heard most often; a press fills the field, where it can be changed. */
static const char *const usual_reasons[] = {
  N_ ("Did not come"), N_ ("Ill"), N_ ("No escort"), N_ ("No ride"), N_ ("Clinic closed"),
};

/* In the order of the list: nothing is chosen before. */
static const DenSessionStatus statuses[] = {
  DEN_SESSION_PLANNED,
  DEN_SESSION_MISSED,
  DEN_SESSION_CANCELLED,
};

static const DenSession *
get_session (DenMissedDialog *self)
{
  return den_chart_editor_find (self->editor, &den_session_type, self->session_row);
}

static const DenCourse *
get_course (DenMissedDialog *self)
{
  const DenSession *session = get_session (self);

  if (session == NULL || session->course == NULL)
    return NULL;
  return den_chart_find_course (den_chart_editor_get_chart (self->editor), session->course);
}

/* ---- taking what was entered ---- */

static DenSessionStatus
get_status (DenMissedDialog *self)
{
  GtkWidget *control = den_form_line_get_control (self->status);

  return statuses[gtk_drop_down_get_selected (GTK_DROP_DOWN (control))];
}

/* Why the chosen status can not be; NULL where it can. */
static const char *
refuse_status (DenMissedDialog *self)
{
  DenDay today = den_office_get_today (den_chart_editor_get_office (self->editor));
  const DenSession *session = get_session (self);

  if (get_status (self) == DEN_SESSION_PLANNED)
    return _ ("Choose one.");
  if (get_status (self) == DEN_SESSION_MISSED && session != NULL &&
      den_instant_is_known (session->scheduled_at) &&
      den_instant_day (session->scheduled_at) > today)
    return _ ("This session lies ahead: it can be cancelled or moved.");
  return NULL;
}

/* Whether what became of the session is told, with its reason. */
static gboolean
take_closing (DenMissedDialog *self)
{
  DenFieldRow *reason;

  if (!self->planned)
    return TRUE;
  den_form_line_set_error (self->status, refuse_status (self));
  if (den_form_line_get_error (self->status) != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->status));
      return FALSE;
    }
  if (!den_record_form_take (self->closing))
    return FALSE;
  if (((DenSession *) den_record_form_get_record (self->closing))->status_reason != NULL)
    return TRUE;
  reason = den_record_form_get_row (self->closing, "status_reason");
  den_field_row_set_error (reason, _ ("is needed: write why"));
  gtk_widget_grab_focus (GTK_WIDGET (reason));
  return FALSE;
}

/* Both questions are answered, or, of a session that is being closed, none. Fills ANSWERED. */
static gboolean
take_answers (DenMissedDialog *self, gboolean *answered)
{
  const DenCourseOption *option;
  DenCourseDecision *decision;
  DenFieldRow *worse;

  *answered = FALSE;
  if (self->answers == NULL)
    return TRUE;
  if (!den_record_form_take (self->answers))
    return FALSE;
  decision = den_record_form_get_record (self->answers);
  option =
      den_course_options_get_chosen (self->options, den_form_line_get_control (self->going_on));
  worse = den_record_form_get_row (self->answers, "worse");
  *answered = decision->worse != DEN_UNKNOWN && option != NULL;
  den_form_line_set_error (self->going_on, NULL);
  if (*answered || (self->planned && decision->worse == DEN_UNKNOWN && option == NULL))
    return TRUE;
  if (option == NULL)
    {
      den_form_line_set_error (self->going_on, _ ("Answer both questions, or neither for now."));
      gtk_widget_grab_focus (GTK_WIDGET (self->going_on));
    }
  if (decision->worse == DEN_UNKNOWN)
    {
      den_field_row_set_error (worse, _ ("answer both questions, or neither for now"));
      gtk_widget_grab_focus (GTK_WIDGET (worse));
    }
  return FALSE;
}

static gboolean
decide (DenMissedDialog *self, GError **error)
{
  const DenCourseOption *option =
      den_course_options_get_chosen (self->options, den_form_line_get_control (self->going_on));
  DenCourseDecision *decision = den_record_copy (den_record_form_get_record (self->answers));

  decision->phase = option->phase;
  decision->interval_days = option->interval_days;
  return den_booking_decide (self->editor, get_course (self), decision, error);
}

static gboolean
close_session (DenMissedDialog *self, GError **error)
{
  const DenSession *entered = den_record_form_get_record (self->closing);

  return den_booking_close (self->editor, get_session (self), get_status (self),
                            entered->status_reason, error);
}

/* Writes the whole as one step of undo. */
static gboolean
keep (DenMissedDialog *self, gboolean answered, GError **error)
{
  if (!den_chart_editor_begin (self->editor, _ ("Session: Not held"), error))
    return FALSE;
  if ((self->planned && !close_session (self, error)) || (answered && !decide (self, error)))
    {
      den_chart_editor_cancel (self->editor);
      return FALSE;
    }
  return den_chart_editor_commit (self->editor, error);
}

static void
den_missed_dialog_accepted (DenDialog *dialog)
{
  DenMissedDialog *self = DEN_MISSED_DIALOG (dialog);
  g_autoptr (GError) error = NULL;
  gboolean answered;

  if (get_session (self) == NULL || (self->answers != NULL && get_course (self) == NULL))
    {
      den_dialog_set_problem (dialog, _ ("This session was removed meanwhile."));
      return;
    }
  if (!take_closing (self) || !take_answers (self, &answered))
    return;
  if (keep (self, answered, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  den_dialog_set_problem (dialog, error->message);
}

/* ---- what is asked ---- */

static void
usual_cb (GtkButton *button, DenMissedDialog *self)
{
  DenFieldRow *row = den_record_form_get_row (self->closing, "status_reason");
  GtkWidget *entry = den_field_row_get_control (row);

  gtk_editable_set_text (GTK_EDITABLE (entry), gtk_button_get_label (button));
  den_field_row_take (row);
  gtk_widget_grab_focus (entry);
}

static GtkWidget *
make_usual_reasons (DenMissedDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (usual_reasons); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (usual_reasons[i]));

      g_signal_connect (button, "clicked", G_CALLBACK (usual_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
make_closing (DenMissedDialog *self)
{
  const char *const words[] = { "—", _ ("Missed: the patient did not come"),
                                _ ("Cancelled beforehand"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *usual = den_form_line_new (_ ("_Usual"), make_usual_reasons (self));

  self->closing = DEN_RECORD_FORM (den_record_form_new (den_record_new (&den_session_type)));
  den_record_form_set_label_group (self->closing, self->labels);
  self->status = DEN_FORM_LINE (
      den_form_line_new (_ ("What _happened"), gtk_drop_down_new_from_strings (words)));
  den_form_line_set_label_group (self->status, self->labels);
  den_form_line_set_label_group (DEN_FORM_LINE (usual), self->labels);
  gtk_box_append (GTK_BOX (self->closing), GTK_WIDGET (self->status));
  den_field_row_set_label (den_record_form_add (self->closing, "status_reason"), _ ("_Why"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->closing));
  gtk_box_append (GTK_BOX (box), usual);
  return box;
}

/* The two questions stand above who answers them. */
static GtkWidget *
make_answers (DenMissedDialog *self, const DenProtocol *protocol)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  DenCourseDecision *decision = den_record_new (&den_course_decision_type);
  GtkWidget *drop_down;

  decision->kind = DEN_COURSE_DECISION_MISSED_SESSION;
  decision->decided_on = den_office_get_today (office);
  decision->decided_by = g_strdup (den_office_get_user (office));
  decision->session = g_strdup (get_session (self)->session_id);
  self->options = den_course_options (protocol, TRUE);
  self->answers = DEN_RECORD_FORM (den_record_form_new (decision));
  den_record_form_set_label_group (self->answers, self->labels);
  den_field_row_set_label (den_record_form_add (self->answers, "worse"),
                           _ ("_1. Is the depression worse?"));
  drop_down = den_course_options_drop_down_new (self->options);
  self->going_on = DEN_FORM_LINE (den_form_line_new (_ ("_2. Go on in, how often?"), drop_down));
  den_form_line_set_label_group (self->going_on, self->labels);
  gtk_box_append (GTK_BOX (self->answers), GTK_WIDGET (self->going_on));
  den_record_form_add (self->answers, "rationale");
  den_record_form_add (self->answers, "decided_by");
  den_record_form_add (self->answers, "decided_on");
  return GTK_WIDGET (self->answers);
}

/* "Induction 3 of 8 · Mon 11/23/2026 09:00 · Chair 2". */
static GtkWidget *
make_session_words (DenMissedDialog *self, const DenProtocol *protocol)
{
  const DenSession *session = get_session (self);
  g_autofree char *title =
      den_session_title (den_chart_editor_get_chart (self->editor), session, protocol);
  g_autoptr (GString) words = g_string_new (title);
  GtkWidget *label;

  if (den_instant_is_known (session->scheduled_at))
    {
      g_autofree char *day = den_course_show_day (den_instant_day (session->scheduled_at));
      g_autofree char *time = den_instant_show_time (session->scheduled_at);

      g_string_append_printf (words, " · %s %s", day, time);
    }
  if (session->chair != NULL)
    g_string_append_printf (words, " · %s", session->chair);
  label = den_words_new (words->str);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
make_guidance (void)
{
  GtkWidget *words = den_words_new (
      _ ("Label, 2.2: where the depression is not worse, go on with the present schedule. Where it "
         "got worse in maintenance, consider going back to the frequency before. Sessions that "
         "were delivered stay counted; nothing begins again by itself."));

  gtk_label_set_max_width_chars (GTK_LABEL (words), 72);
  gtk_widget_add_css_class (words, "den-hint");
  return words;
}

static GtkWidget *
make_content (DenMissedDialog *self)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  const DenChart *chart = den_chart_editor_get_chart (self->editor);
  const DenProtocol *protocol = den_office_protocol_of (office, chart, get_session (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *answers;

  gtk_box_append (GTK_BOX (box), den_course_patient_words_new (chart));
  gtk_box_append (GTK_BOX (box), make_session_words (self, protocol));
  if (self->planned)
    gtk_box_append (GTK_BOX (box), make_closing (self));
  if (protocol == NULL || get_course (self) == NULL)
    return box;
  answers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (answers), make_guidance ());
  gtk_box_append (GTK_BOX (answers), make_answers (self, protocol));
  gtk_box_append (GTK_BOX (box),
                  den_group_new (self->planned
                                     ? _ ("How to go on (may be answered later: it waits on the "
                                          "Treatment tab)")
                                     : _ ("How to go on"),
                                 answers));
  return box;
}

/* ---- the widget ---- */

static void
den_missed_dialog_dispose (GObject *object)
{
  DenMissedDialog *self = DEN_MISSED_DIALOG (object);

  G_OBJECT_CLASS (den_missed_dialog_parent_class)->dispose (object);
  g_clear_object (&self->editor);
  g_clear_object (&self->labels);
  g_clear_pointer (&self->options, g_array_unref);
}

static void
den_missed_dialog_class_init (DenMissedDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_missed_dialog_dispose;
  DEN_DIALOG_CLASS (klass)->accepted = den_missed_dialog_accepted;
}

static void
den_missed_dialog_init (DenMissedDialog *self)
{
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

GtkWidget *
den_missed_dialog_new (GtkWindow *parent, DenChartEditor *editor, gint64 session_row)
{
  const DenSession *session = den_chart_editor_find (editor, &den_session_type, session_row);
  DenMissedDialog *self;

  if (session == NULL)
    return NULL;
  self = g_object_new (DEN_TYPE_MISSED_DIALOG, "transient-for", parent, NULL);
  self->editor = g_object_ref (editor);
  self->session_row = session_row;
  self->planned = session->status == DEN_UNKNOWN || session->status == DEN_SESSION_PLANNED;
  gtk_window_set_title (GTK_WINDOW (self),
                        self->planned ? _ ("Session not held") : _ ("After a missed session"));
  den_dialog_set_accept_label (DEN_DIALOG (self), _ ("_Record"));
  den_dialog_set_content (DEN_DIALOG (self), make_content (self));
  return GTK_WIDGET (self);
}

void
den_missed_dialog_show (GtkWindow *parent, DenOffice *office, gint64 patient_id, gint64 session_row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChartEditor) editor = den_chart_editor_new (office, patient_id, &error);
  GtkWidget *dialog = NULL;

  if (editor != NULL)
    dialog = den_missed_dialog_new (parent, editor, session_row);
  if (dialog != NULL)
    gtk_window_present (GTK_WINDOW (dialog));
  else if (error != NULL)
    den_show_error (GTK_WIDGET (parent), _ ("The chart can not be shown."), error);
  else
    den_show_problem (GTK_WIDGET (parent), _ ("This session was removed meanwhile."));
}
