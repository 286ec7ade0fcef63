/* Starting a course, and laying out more of its sessions. Nothing is forbidden by a verdict: it is
 * told in words, and the clinician goes on or does not. */
#include "den-course-dialog.h"

#include "den-course-proposal.h"
#include "den-course-words.h"
#include "den-form-line.h"
#include "den-marks.h"
#include "den-protocol-words.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* How many reasons of a verdict are told. */
#define REASONS_SHOWN 4
/* Sessions offered at first where phases have no end. */
#define USUAL_COUNT 4

struct _DenCourseDialog
{
  DenDialog parent_instance;

  DenChartEditor *editor;
  DenCourseTask task;
  GPtrArray *protocols;       /* DenProtocol, copies: those to choose from */
  DenFormLine *protocol_line; /* NULL where the course has its own */
  GtkBox *phases;             /* what the protocol asks for */
  DenRecordForm *course_form; /* of a DenCourse, for its indication; NULL */
  GtkBox *verdict;
  DenRecordForm *decision_form; /* of a DenCourseDecision; NULL */
  DenCourseProposal *proposal;
  GtkSizeGroup *labels;
};

G_DEFINE_FINAL_TYPE (DenCourseDialog, den_course_dialog, DEN_TYPE_DIALOG)

static const struct
{
  const char *title;
  const char *accept_label;
} tasks[] = {
  [DEN_COURSE_START] = { N_ ("Start a course"), N_ ("_Start the course") },
  [DEN_COURSE_PLAN] = { N_ ("Plan more sessions"), N_ ("_Plan them") },
  [DEN_COURSE_REINDUCE] = { N_ ("Re-induction"), N_ ("_Begin it") },
  [DEN_COURSE_CHANGE] = { N_ ("Change the modality"), N_ ("C_hange it") },
};

/* The label's own policies, in the order of the indications. */
static const char *const label_policies[] = { "label-trd", "label-mdsi" };

static DenOffice *
get_office (DenCourseDialog *self)
{
  return den_chart_editor_get_office (self->editor);
}

static DenDay
get_today (DenCourseDialog *self)
{
  return den_office_get_today (get_office (self));
}

static const DenCourse *
get_course (DenCourseDialog *self)
{
  return den_course_running (den_chart_editor_get_chart (self->editor), get_today (self));
}

static gboolean
begins_course (DenCourseDialog *self)
{
  return self->task == DEN_COURSE_START || self->task == DEN_COURSE_CHANGE;
}

static const DenProtocol *
get_protocol (DenCourseDialog *self)
{
  guint chosen;

  if (!begins_course (self))
    return den_course_protocol (get_office (self), get_course (self), get_today (self));
  chosen =
      gtk_drop_down_get_selected (GTK_DROP_DOWN (den_form_line_get_control (self->protocol_line)));
  return chosen < self->protocols->len ? g_ptr_array_index (self->protocols, chosen) : NULL;
}

/* ---- what the protocol asks for ---- */

static void
show_phases (DenCourseDialog *self, const DenProtocol *protocol)
{
  den_box_clear (self->phases);
  for (guint i = 0; protocol != NULL && i < protocol->phases->len; i++)
    {
      const DenProtocolPhase *phase = g_ptr_array_index (protocol->phases, i);
      g_autofree char *words = den_protocol_show_phase (phase, protocol);
      g_autofree char *line = g_strdup_printf ("%s (%s)", words, den_protocol_mark (phase->label));
      GtkWidget *label = den_words_new (line);

      gtk_widget_add_css_class (label, "den-hint");
      gtk_widget_add_css_class (label, "numeric");
      gtk_label_set_max_width_chars (GTK_LABEL (label), 72);
      gtk_box_append (self->phases, label);
    }
}

/* ---- the verdict under the label ---- */

static void
add_reasons (DenCourseDialog *self, const DenVerdict *verdict, DenOutcome outcome)
{
  guint shown = 0;

  for (guint i = 0; i < verdict->findings->len && shown < REASONS_SHOWN; i++)
    {
      const DenFinding *finding = g_ptr_array_index (verdict->findings, i);

      if (finding->outcome != outcome || finding->reason == NULL)
        continue;
      gtk_box_append (self->verdict,
                      den_marked_words_new (den_outcome_icon (outcome), finding->reason,
                                            den_outcome_class (outcome)));
      shown++;
    }
}

static void
show_verdict (DenCourseDialog *self)
{
  const DenCourse *course = den_record_form_get_record (self->course_form);
  DenOffice *office = get_office (self);
  const DenPolicy *policy;
  g_autoptr (DenVerdict) verdict = NULL;
  g_autofree char *words = NULL;

  den_box_clear (self->verdict);
  if (course->indication == DEN_UNKNOWN)
    return;
  policy = den_office_find_policy (office, label_policies[course->indication]);
  if (policy == NULL)
    return;
  verdict = den_eligibility_judge (den_chart_editor_get_chart (self->editor), policy,
                                   den_office_get_reference (office), get_today (self));
  words = g_strdup_printf (_ ("Under %s, %s: %s."), policy->payer, policy->title,
                           den_verdict_label (verdict->word));
  gtk_box_append (self->verdict, den_marked_words_new (den_verdict_icon (verdict->word), words,
                                                       den_verdict_class (verdict->word)));
  if (verdict->word == DEN_VERDICT_NOT_ELIGIBLE)
    add_reasons (self, verdict, DEN_OUTCOME_NOT_MET);
  else if (verdict->word == DEN_VERDICT_INCOMPLETE)
    add_reasons (self, verdict, DEN_OUTCOME_UNKNOWN);
}

/* ---- the days ---- */

/* The chart without what CHANGE would cancel, so that those days are free for the new course. */
static DenChart *
copy_chart (DenCourseDialog *self)
{
  DenChart *chart = den_record_copy (den_chart_editor_get_chart (self->editor));
  const DenCourse *course = self->task == DEN_COURSE_CHANGE ? get_course (self) : NULL;

  for (guint i = chart->sessions->len; course != NULL && i-- > 0;)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (g_strcmp0 (session->course, course->course_id) == 0 &&
          session->status == DEN_SESSION_PLANNED && !den_session_is_delivered (session))
        g_ptr_array_remove_index (chart->sessions, i);
    }
  return chart;
}

/* The course as it would be: with the decision that begins the induction again. */
static DenCourse *
copy_course (DenCourseDialog *self)
{
  DenCourse *course;
  DenCourseDecision *decision;

  if (begins_course (self))
    return NULL;
  course = den_record_copy (get_course (self));
  if (self->task == DEN_COURSE_REINDUCE)
    {
      decision = den_record_copy (den_record_form_get_record (self->decision_form));
      decision->decided_on = get_today (self);
      g_ptr_array_add (course->decisions, decision);
    }
  return course;
}

static void
protocol_cb (DenCourseDialog *self)
{
  const DenProtocol *protocol = get_protocol (self);

  if (self->course_form != NULL && protocol != NULL)
    {
      DenCourse *course = den_record_form_get_record (self->course_form);
      DenFieldRow *row = den_record_form_get_row (self->course_form, "indication");

      /* A protocol of one indication says it; of both, the clinician does. */
      if (protocol->indication != DEN_UNKNOWN)
        course->indication = protocol->indication;
      gtk_widget_set_sensitive (GTK_WIDGET (row), protocol->indication == DEN_UNKNOWN);
      den_record_form_show_record (self->course_form);
      show_verdict (self);
    }
  show_phases (self, protocol);
  den_course_proposal_set_course (self->proposal, NULL, copy_course (self), protocol);
}

/* ---- doing it ---- */

static DenCourseDecision *
new_decision (DenCourseDialog *self)
{
  return den_record_copy (den_record_form_get_record (self->decision_form));
}

static gboolean
start (DenCourseDialog *self, const GArray *slots, GError **error)
{
  const DenCourse *course = den_record_form_get_record (self->course_form);
  g_autofree char *id = den_booking_start_course (self->editor, get_protocol (self),
                                                  (DenIndication) course->indication, slots, error);

  return id != NULL;
}

static gboolean
reinduce (DenCourseDialog *self, const GArray *slots, GError **error)
{
  return den_booking_decide (self->editor, get_course (self), new_decision (self), error) &&
         (slots->len == 0 ||
          den_booking_add_sessions (self->editor, get_course (self), slots, error));
}

static gboolean
change (DenCourseDialog *self, const GArray *slots, GError **error)
{
  DenCourseDecision *decision = new_decision (self);
  g_autofree char *why = g_strdup (decision->rationale);

  return den_booking_decide (self->editor, get_course (self), decision, error) &&
         den_booking_stop_course (self->editor, get_course (self), DEN_COURSE_STOPPED, why,
                                  error) &&
         start (self, slots, error);
}

static gboolean
do_task (DenCourseDialog *self, const GArray *slots, GError **error)
{
  gboolean done;

  if (self->task == DEN_COURSE_START)
    return start (self, slots, error);
  if (self->task == DEN_COURSE_PLAN)
    return den_booking_add_sessions (self->editor, get_course (self), slots, error);
  if (!den_chart_editor_begin (self->editor, _ (tasks[self->task].title), error))
    return FALSE;
  done = self->task == DEN_COURSE_REINDUCE ? reinduce (self, slots, error)
                                           : change (self, slots, error);
  if (done)
    return den_chart_editor_commit (self->editor, error);
  den_chart_editor_cancel (self->editor);
  return FALSE;
}

/* Whether what the form of a decision or course needs is there. */
static gboolean
take_needed (DenRecordForm *form, const char *column, const char *message)
{
  DenFieldRow *row;

  if (form == NULL)
    return TRUE;
  if (!den_record_form_take (form))
    return FALSE;
  row = den_record_form_get_row (form, column);
  if (den_value_is_known (den_field_row_get_value (row)))
    return TRUE;
  den_field_row_set_error (row, message);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return FALSE;
}

static void
den_course_dialog_accepted (DenDialog *dialog)
{
  DenCourseDialog *self = DEN_COURSE_DIALOG (dialog);
  g_autoptr (GArray) slots = NULL;
  g_autoptr (GError) error = NULL;

  if (self->task != DEN_COURSE_START && get_course (self) == NULL)
    {
      den_dialog_set_problem (dialog, _ ("The course was ended meanwhile."));
      return;
    }
  if (!take_needed (self->course_form, "indication", _ ("is needed")) ||
      !take_needed (self->decision_form, "rationale", _ ("is needed: write why")) ||
      !den_course_proposal_take (self->proposal))
    return;
  /* The shown days may be laid out anew while the chart changes beneath them. */
  slots = g_array_copy ((GArray *) den_course_proposal_get_slots (self->proposal));
  if (self->task == DEN_COURSE_PLAN && slots->len == 0)
    {
      den_dialog_set_problem (dialog, _ ("No session is laid out: say how many."));
      return;
    }
  if (do_task (self, slots, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    den_dialog_set_problem (dialog, error->message);
}

/* ---- what is asked ---- */

/* The versions in force today; of a change, those of another drug or route. */
static GPtrArray *
list_protocols (DenCourseDialog *self)
{
  GPtrArray *all = den_office_get_protocols (get_office (self));
  const DenCourse *course = self->task == DEN_COURSE_CHANGE ? get_course (self) : NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func (den_record_free);

  for (guint i = 0; i < all->len; i++)
    {
      const DenProtocol *version = g_ptr_array_index (all, i);
      const DenProtocol *in_force =
          den_office_find_protocol (get_office (self), version->protocol_id, get_today (self));

      if (in_force == version && (course == NULL || version->modality != course->modality))
        g_ptr_array_add (found, den_record_copy (version));
    }
  return found;
}

static GtkWidget *
make_protocol_line (DenCourseDialog *self)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  self->protocols = list_protocols (self);
  for (guint i = 0; i < self->protocols->len; i++)
    gtk_string_list_append (titles,
                            ((DenProtocol *) g_ptr_array_index (self->protocols, i))->title);
  drop_down = gtk_drop_down_new (G_LIST_MODEL (titles), NULL);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (protocol_cb), self);
  self->protocol_line = DEN_FORM_LINE (den_form_line_new (_ ("P_rotocol"), drop_down));
  den_form_line_set_label_group (self->protocol_line, self->labels);
  return GTK_WIDGET (self->protocol_line);
}

static void
add_course_rows (DenCourseDialog *self, GtkBox *box)
{
  self->course_form = DEN_RECORD_FORM (den_record_form_new (den_record_new (&den_course_type)));
  den_record_form_set_label_group (self->course_form, self->labels);
  den_record_form_add (self->course_form, "indication");
  g_signal_connect_swapped (self->course_form, "changed", G_CALLBACK (show_verdict), self);
  gtk_box_append (box, make_protocol_line (self));
  gtk_box_append (box, GTK_WIDGET (self->phases));
  gtk_box_append (box, GTK_WIDGET (self->course_form));
  gtk_box_append (box, GTK_WIDGET (self->verdict));
}

static void
add_decision_rows (DenCourseDialog *self, GtkBox *box)
{
  DenCourseDecision *decision = den_record_new (&den_course_decision_type);

  decision->kind = self->task == DEN_COURSE_REINDUCE ? DEN_COURSE_DECISION_REINDUCTION
                                                     : DEN_COURSE_DECISION_MODALITY;
  if (self->task == DEN_COURSE_REINDUCE)
    decision->phase = DEN_PHASE_REINDUCTION;
  decision->decided_on = get_today (self);
  decision->decided_by = g_strdup (den_office_get_user (get_office (self)));
  self->decision_form = DEN_RECORD_FORM (den_record_form_new (decision));
  den_record_form_set_label_group (self->decision_form, self->labels);
  den_record_form_add (self->decision_form, "rationale");
  den_record_form_add (self->decision_form, "decided_by");
  gtk_box_append (box, GTK_WIDGET (self->decision_form));
}

static GtkWidget *
make_content (DenCourseDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const DenChart *chart = den_chart_editor_get_chart (self->editor);

  gtk_box_append (GTK_BOX (box), den_course_patient_words_new (chart));
  if (begins_course (self))
    add_course_rows (self, GTK_BOX (box));
  else
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->phases));
  if (self->task == DEN_COURSE_REINDUCE || self->task == DEN_COURSE_CHANGE)
    add_decision_rows (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->proposal));
  return box;
}

/* ---- the widget ---- */

static void
den_course_dialog_dispose (GObject *object)
{
  DenCourseDialog *self = DEN_COURSE_DIALOG (object);

  G_OBJECT_CLASS (den_course_dialog_parent_class)->dispose (object);
  g_clear_object (&self->editor);
  g_clear_object (&self->labels);
  g_clear_pointer (&self->protocols, g_ptr_array_unref);
}

static void
den_course_dialog_class_init (DenCourseDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_course_dialog_dispose;
  DEN_DIALOG_CLASS (klass)->accepted = den_course_dialog_accepted;
}

static void
den_course_dialog_init (DenCourseDialog *self)
{
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->phases = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  self->verdict = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
}

/* Open phases need a count: without one nothing would be laid out. */
static gint64
usual_count (DenCourseDialog *self)
{
  const DenProtocol *protocol = get_protocol (self);
  const DenCourse *course = get_course (self);
  g_autoptr (DenCourseProgress) progress = NULL;

  if (self->task != DEN_COURSE_PLAN || protocol == NULL)
    return DEN_UNKNOWN;
  progress = den_course_progress_new (den_chart_editor_get_chart (self->editor), course, protocol,
                                      get_today (self));
  return progress->phase == NULL || progress->phase->sessions == DEN_UNKNOWN ? USUAL_COUNT
                                                                             : DEN_UNKNOWN;
}

GtkWidget *
den_course_dialog_new (GtkWindow *parent, DenChartEditor *editor, DenCourseTask task)
{
  DenCourseDialog *self = g_object_new (DEN_TYPE_COURSE_DIALOG, "transient-for", parent, "title",
                                        _ (tasks[task].title), NULL);

  self->editor = g_object_ref (editor);
  self->task = task;
  self->proposal = DEN_COURSE_PROPOSAL (den_course_proposal_new (get_office (self)));
  den_course_proposal_set_label_group (self->proposal, self->labels);
  den_dialog_set_accept_label (DEN_DIALOG (self), _ (tasks[task].accept_label));
  den_dialog_set_content (DEN_DIALOG (self), make_content (self));
  den_course_proposal_set_course (self->proposal, copy_chart (self), NULL, NULL);
  protocol_cb (self);
  den_course_proposal_set_count (self->proposal, usual_count (self));
  gtk_window_set_default_size (GTK_WINDOW (self), 1060, 660);
  return GTK_WIDGET (self);
}
