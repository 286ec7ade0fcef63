/* What a clinician decides about a running course. */
#include "den-decision-dialog.h"

#include "den-course-words.h"
#include "den-form-line.h"
#include "den-outcome-words.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenDecisionDialog
{
  DenDialog parent_instance;

  DenChartEditor *editor;
  DenCourseDecisionKind kind;
  DenRecordForm *form; /* of a DenCourseDecision */
  DenFormLine *choice; /* how often, or whether completed; NULL */
  GArray *options;     /* DenCourseOption, of FREQUENCY */
};

G_DEFINE_FINAL_TYPE (DenDecisionDialog, den_decision_dialog, DEN_TYPE_DIALOG)

/* In the order of the list of a stop. */
static const DenCourseStatus ends[] = { DEN_COURSE_ACTIVE, DEN_COURSE_STOPPED,
                                        DEN_COURSE_COMPLETED };

static const DenCourse *
find_course (DenChartEditor *editor)
{
  DenDay today = den_office_get_today (den_chart_editor_get_office (editor));

  return den_course_running (den_chart_editor_get_chart (editor), today);
}

static guint
get_chosen (DenFormLine *line)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (den_form_line_get_control (line)));
}

/* ---- recording ---- */

static gboolean
take (DenDecisionDialog *self)
{
  DenCourseDecision *decision = den_record_form_get_record (self->form);
  DenFieldRow *wrong = NULL;

  if (self->choice != NULL)
    den_form_line_set_error (self->choice,
                             get_chosen (self->choice) == 0 ? _ ("Choose one.") : NULL);
  if (!den_record_form_take (self->form))
    return FALSE;
  if (self->choice != NULL && den_form_line_get_error (self->choice) != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->choice));
      return FALSE;
    }
  if (self->kind == DEN_COURSE_DECISION_BENEFIT && decision->benefit == DEN_UNKNOWN)
    wrong = den_record_form_get_row (self->form, "benefit");
  else if (self->kind != DEN_COURSE_DECISION_FREQUENCY && decision->rationale == NULL)
    wrong = den_record_form_get_row (self->form, "rationale");
  if (wrong == NULL)
    return TRUE;
  den_field_row_set_error (wrong, _ ("is needed"));
  gtk_widget_grab_focus (GTK_WIDGET (wrong));
  return FALSE;
}

static gboolean
record (DenDecisionDialog *self, GError **error)
{
  const DenCourse *course = find_course (self->editor);
  const DenCourseDecision *entered = den_record_form_get_record (self->form);
  DenCourseDecision *decision;
  const DenCourseOption *option;

  if (self->kind == DEN_COURSE_DECISION_STOP)
    return den_booking_stop_course (self->editor, course, ends[get_chosen (self->choice)],
                                    entered->rationale, error);
  decision = den_record_copy (entered);
  if (self->kind == DEN_COURSE_DECISION_FREQUENCY)
    {
      option =
          den_course_options_get_chosen (self->options, den_form_line_get_control (self->choice));
      decision->phase = option->phase;
      decision->interval_days = option->interval_days;
    }
  return den_booking_decide (self->editor, course, decision, error);
}

static void
den_decision_dialog_accepted (DenDialog *dialog)
{
  DenDecisionDialog *self = DEN_DECISION_DIALOG (dialog);
  g_autoptr (GError) error = NULL;

  if (!take (self))
    return;
  if (find_course (self->editor) == NULL)
    {
      den_dialog_set_problem (dialog, _ ("The course was ended meanwhile."));
      return;
    }
  if (record (self, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    den_dialog_set_problem (dialog, error->message);
}

/* ---- what is asked ---- */

static GtkWidget *
make_hint (const char *words)
{
  GtkWidget *label = den_words_new (words);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 64);
  gtk_widget_add_css_class (label, "den-hint");
  return label;
}

/* The scores that the benefit can be read from; what they mean, the clinician writes. */
static GtkWidget *
make_scores (DenDecisionDialog *self)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  const DenReference *reference = den_office_get_reference (office);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < reference->scales->len; i++)
    {
      const DenScale *scale = g_ptr_array_index (reference->scales, i);
      DenPatientOutcome outcome;
      g_autofree char *words = NULL;
      GtkWidget *label;

      if (scale->remission_at_most == DEN_UNKNOWN)
        continue;
      den_outcome (den_chart_editor_get_chart (self->editor), scale, den_office_get_today (office),
                   &outcome);
      if (outcome.baseline == DEN_UNKNOWN && outcome.now == DEN_UNKNOWN)
        continue;
      words = den_outcome_show_line (&outcome);
      label = den_words_new (words);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 64);
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (gtk_widget_get_first_child (box) == NULL)
    gtk_box_append (GTK_BOX (box), make_hint (_ ("No scale of depression was taken.")));
  return den_group_new (_ ("Scores"), box);
}

static void
add_benefit (DenDecisionDialog *self, GtkBox *box)
{
  gtk_box_append (box, make_hint (_ ("Label, 2.2: at the end of the induction the evidence of "
                                     "therapeutic benefit is evaluated, to determine the need for "
                                     "continued treatment.")));
  gtk_box_append (box, make_scores (self));
  den_record_form_add (self->form, "benefit");
}

static void
add_choice (DenDecisionDialog *self, const char *label, GtkWidget *drop_down)
{
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->choice = DEN_FORM_LINE (den_form_line_new (label, drop_down));
  den_record_form_set_label_group (self->form, labels);
  den_form_line_set_label_group (self->choice, labels);
  gtk_box_append (GTK_BOX (self->form), GTK_WIDGET (self->choice));
}

static void
add_frequency (DenDecisionDialog *self, GtkBox *box)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  const DenProtocol *protocol =
      den_course_protocol (office, find_course (self->editor), den_office_get_today (office));

  self->options = den_course_options (protocol, FALSE);
  gtk_box_append (box, make_hint (_ ("Sessions that are planned already stay where they are; those "
                                     "planned from now on follow this.")));
  add_choice (self, _ ("_From now on"), den_course_options_drop_down_new (self->options));
}

static guint
count_planned (DenDecisionDialog *self)
{
  const DenChart *chart = den_chart_editor_get_chart (self->editor);
  const DenCourse *course = find_course (self->editor);
  guint n = 0;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      n += g_strcmp0 (session->course, course->course_id) == 0 &&
           den_session_state (session) == DEN_STATE_BOOKED;
    }
  return n;
}

static void
add_stop (DenDecisionDialog *self, GtkBox *box)
{
  const char *const words[] = { "—", _ ("Stopped"), _ ("Completed"), NULL };
  guint n = count_planned (self);
  g_autofree char *told =
      g_strdup_printf (ngettext ("%u planned session is cancelled with it.",
                                 "%u planned sessions are cancelled with it.", n),
                       n);

  gtk_box_append (box, den_marked_words_new ("dialog-warning-symbolic", told, "den-caution"));
  add_choice (self, _ ("The course _is"), gtk_drop_down_new_from_strings (words));
  den_dialog_set_destructive (DEN_DIALOG (self));
}

static GtkWidget *
make_content (DenDecisionDialog *self)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  DenCourseDecision *decision = den_record_new (&den_course_decision_type);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  decision->kind = self->kind;
  decision->decided_on = den_office_get_today (office);
  decision->decided_by = g_strdup (den_office_get_user (office));
  self->form = DEN_RECORD_FORM (den_record_form_new (decision));
  gtk_box_append (GTK_BOX (box),
                  den_course_patient_words_new (den_chart_editor_get_chart (self->editor)));
  if (self->kind == DEN_COURSE_DECISION_BENEFIT)
    add_benefit (self, GTK_BOX (box));
  else if (self->kind == DEN_COURSE_DECISION_FREQUENCY)
    add_frequency (self, GTK_BOX (box));
  else
    add_stop (self, GTK_BOX (box));
  den_record_form_add (self->form, "rationale");
  if (self->kind != DEN_COURSE_DECISION_STOP)
    {
      den_record_form_add (self->form, "decided_by");
      den_record_form_add (self->form, "decided_on");
    }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  return box;
}

/* ---- the widget ---- */

static void
den_decision_dialog_dispose (GObject *object)
{
  DenDecisionDialog *self = DEN_DECISION_DIALOG (object);

  G_OBJECT_CLASS (den_decision_dialog_parent_class)->dispose (object);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->options, g_array_unref);
}

static void
den_decision_dialog_class_init (DenDecisionDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_decision_dialog_dispose;
  DEN_DIALOG_CLASS (klass)->accepted = den_decision_dialog_accepted;
}

static void
den_decision_dialog_init (DenDecisionDialog *self)
{
}

GtkWidget *
den_decision_dialog_new (GtkWindow *parent, DenChartEditor *editor, DenCourseDecisionKind kind)
{
  DenDecisionDialog *self = g_object_new (DEN_TYPE_DECISION_DIALOG, "transient-for", parent, NULL);

  self->editor = g_object_ref (editor);
  self->kind = kind;
  gtk_window_set_title (GTK_WINDOW (self),
                        kind == DEN_COURSE_DECISION_BENEFIT     ? _ ("Benefit of the induction")
                        : kind == DEN_COURSE_DECISION_FREQUENCY ? _ ("How often from now on")
                                                                : _ ("End the course"));
  den_dialog_set_accept_label (DEN_DIALOG (self),
                               kind == DEN_COURSE_DECISION_STOP ? _ ("_End it") : _ ("_Record"));
  den_dialog_set_content (DEN_DIALOG (self), make_content (self));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, -1);
  return GTK_WIDGET (self);
}

/* ---- the protocol of a course that names none ---- */

/* What the dialog holds; it belongs to the dialog. */
typedef struct
{
  DenChartEditor *editor;
  GPtrArray *protocols; /* DenProtocol, copies */
  DenFormLine *line;
} Choosing;

static void
choosing_free (gpointer data)
{
  Choosing *choosing = data;

  g_object_unref (choosing->editor);
  g_ptr_array_unref (choosing->protocols);
  g_free (choosing);
}

static void
protocol_accepted_cb (DenDialog *dialog, Choosing *choosing)
{
  const DenCourse *course = find_course (choosing->editor);
  const DenField *field = den_record_type_find (&den_course_type, "protocol");
  const DenProtocol *protocol;
  g_autoptr (GError) error = NULL;

  if (get_chosen (choosing->line) >= choosing->protocols->len || course == NULL)
    {
      den_form_line_set_error (choosing->line, _ ("Choose one."));
      return;
    }
  protocol = g_ptr_array_index (choosing->protocols, get_chosen (choosing->line));
  if (den_chart_editor_set_text (choosing->editor, course, field, protocol->protocol_id, &error))
    gtk_window_destroy (GTK_WINDOW (dialog));
  else
    den_dialog_set_problem (dialog, error->message);
}

GtkWidget *
den_course_protocol_dialog_new (GtkWindow *parent, DenChartEditor *editor)
{
  GtkWidget *dialog = den_dialog_new (parent, _ ("Protocol of the course"), _ ("_Keep"));
  DenOffice *office = den_chart_editor_get_office (editor);
  GPtrArray *all = den_office_get_protocols (office);
  const DenCourse *course = find_course (editor);
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->editor = g_object_ref (editor);
  choosing->protocols = g_ptr_array_new_with_free_func (den_record_free);
  for (guint i = 0; i < all->len; i++)
    {
      DenProtocol *version = g_ptr_array_index (all, i);

      if (course == NULL || version->modality != course->modality ||
          den_office_find_protocol (office, version->protocol_id, den_office_get_today (office)) !=
              version)
        continue;
      g_ptr_array_add (choosing->protocols, den_record_copy (version));
      gtk_string_list_append (titles, version->title);
    }
  choosing->line = DEN_FORM_LINE (
      den_form_line_new (_ ("P_rotocol"), gtk_drop_down_new (G_LIST_MODEL (titles), NULL)));
  gtk_box_append (GTK_BOX (box),
                  den_course_patient_words_new (den_chart_editor_get_chart (editor)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (choosing->line));
  den_dialog_set_content (DEN_DIALOG (dialog), box);
  g_object_set_data_full (G_OBJECT (dialog), "choosing", choosing, choosing_free);
  g_signal_connect (dialog, "accepted", G_CALLBACK (protocol_accepted_cb), choosing);
  return dialog;
}
