/* The verdict on the screen. Its rows are used again from one verdict to the next, so that nothing
 * jumps while a fact is typed. */
#include "den-verdict-view.h"

#include "den-finding-row.h"
#include "den-marks.h"
#include "den-message.h"
#include "den-override-dialog.h"
#include "den-policy-picker.h"
#include "den-what-if.h"

#include <glib/gi18n-lib.h>

#define WIDTH 356

struct _DenVerdictView
{
  GtkWidget parent_instance;

  DenChartEditor *editor;
  GtkWidget *content;
  GtkWidget *policy_place;
  GtkWidget *word_icon;
  GtkWidget *word;
  GtkWidget *counts;
  GtkStack *stack;
  GtkListBox *findings;
};

enum
{
  GO_TO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenVerdictView, den_verdict_view, GTK_TYPE_WIDGET)

/* ---- the word ---- */

static char *
counted_words (const DenVerdict *verdict)
{
  const DenPolicy *policy = verdict->policy;
  g_autofree char *trials = NULL, *classes = NULL;

  if (policy->trial_count == DEN_UNKNOWN)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d trial counts", "%d trials count",
                                         (gulong) verdict->counted_trials),
                            verdict->counted_trials);
  trials =
      g_strdup_printf (_ ("Trials %d of %d"), verdict->counted_trials, (int) policy->trial_count);
  if (policy->trial_classes == DEN_UNKNOWN)
    return g_steal_pointer (&trials);
  classes = g_strdup_printf (_ ("classes %d of %d"), verdict->counted_classes,
                             (int) policy->trial_classes);
  return g_strconcat (trials, " · ", classes, NULL);
}

static void
show_word (DenVerdictView *self, const DenVerdict *verdict)
{
  g_autofree char *counts = counted_words (verdict);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->word_icon), den_verdict_icon (verdict->word));
  gtk_label_set_text (GTK_LABEL (self->word), _ (den_verdict_label (verdict->word)));
  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  den_mark_set_class (self->word_icon, den_verdict_class (verdict->word));
  den_mark_set_class (self->word, den_verdict_class (verdict->word));
}

/* ---- findings ---- */

static int
urgency (DenOutcome outcome)
{
  static const int order[] = {
    [DEN_OUTCOME_NOT_MET] = 0, [DEN_OUTCOME_UNKNOWN] = 1,        [DEN_OUTCOME_CAUTION] = 2,
    [DEN_OUTCOME_MET] = 3,     [DEN_OUTCOME_NOT_APPLICABLE] = 4,
  };

  return order[outcome];
}

/* The findings by urgency, within it in the contract's order. */
static GPtrArray *
order_findings (const DenVerdict *verdict)
{
  GPtrArray *ordered = g_ptr_array_new ();

  for (int step = 0; step <= urgency (DEN_OUTCOME_NOT_APPLICABLE); step++)
    for (guint i = 0; i < verdict->findings->len; i++)
      {
        DenFinding *finding = g_ptr_array_index (verdict->findings, i);

        if (urgency (finding->outcome) == step)
          g_ptr_array_add (ordered, finding);
      }
  return ordered;
}

static const DenFinding *
find_finding (DenVerdictView *self, const char *rule)
{
  const DenVerdict *verdict = den_chart_editor_get_verdict (self->editor);

  for (guint i = 0; verdict != NULL && i < verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (verdict->findings, i);

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  return NULL;
}

static void
override_cb (DenFindingRow *row, const char *rule, DenVerdictView *self)
{
  const DenFinding *finding = find_finding (self, rule);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GError) error = NULL;

  if (finding == NULL)
    return;
  if (finding->override == NULL)
    gtk_window_present (GTK_WINDOW (den_override_dialog_new (window, self->editor, finding)));
  else if (!den_chart_editor_remove (self->editor, finding->override, &error))
    den_show_error (GTK_WIDGET (self), _ ("The override was not withdrawn."), error);
}

static DenFindingRow *
get_row (DenVerdictView *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->findings, (int) index);

  if (row != NULL)
    return DEN_FINDING_ROW (row);
  row = GTK_LIST_BOX_ROW (den_finding_row_new ());
  g_signal_connect (row, "override", G_CALLBACK (override_cb), self);
  gtk_list_box_append (self->findings, GTK_WIDGET (row));
  return DEN_FINDING_ROW (row);
}

static void
show_findings (DenVerdictView *self, const DenVerdict *verdict)
{
  const DenReference *reference =
      den_office_get_reference (den_chart_editor_get_office (self->editor));
  g_autoptr (GPtrArray) ordered = order_findings (verdict);
  GtkListBoxRow *surplus;

  for (guint i = 0; i < ordered->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (ordered, i);

      den_finding_row_set (get_row (self, i), finding, den_rule_label (finding->rule, reference));
    }
  while ((surplus = gtk_list_box_get_row_at_index (self->findings, (int) ordered->len)) != NULL)
    gtk_list_box_remove (self->findings, GTK_WIDGET (surplus));
  gtk_list_box_invalidate_headers (self->findings);
}

static const char *
group_title (DenOutcome outcome)
{
  static const char *const titles[] = {
    [DEN_OUTCOME_MET] = N_ ("Met"),
    [DEN_OUTCOME_NOT_MET] = N_ ("Not met"),
    [DEN_OUTCOME_UNKNOWN] = N_ ("Not known yet"),
    [DEN_OUTCOME_CAUTION] = N_ ("Needs a look"),
    [DEN_OUTCOME_NOT_APPLICABLE] = N_ ("Does not apply"),
  };

  return _ (titles[outcome]);
}

static guint
count_outcome (DenVerdictView *self, DenOutcome outcome)
{
  const DenVerdict *verdict = den_chart_editor_get_verdict (self->editor);
  guint n = 0;

  for (guint i = 0; verdict != NULL && i < verdict->findings->len; i++)
    if (((DenFinding *) g_ptr_array_index (verdict->findings, i))->outcome == outcome)
      n++;
  return n;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  DenOutcome outcome = den_finding_row_get_outcome (DEN_FINDING_ROW (row));
  GtkWidget *header = gtk_list_box_row_get_header (row);
  g_autofree char *words = NULL;

  if (before != NULL && den_finding_row_get_outcome (DEN_FINDING_ROW (before)) == outcome)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (header == NULL)
    {
      header = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (header), 0.0f);
      gtk_widget_add_css_class (header, "den-group-heading");
      gtk_list_box_row_set_header (row, header);
    }
  words = g_strdup_printf ("%s (%u)", group_title (outcome), count_outcome (data, outcome));
  gtk_label_set_text (GTK_LABEL (header), words);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, DenVerdictView *self)
{
  const DenFinding *finding = find_finding (self, den_finding_row_get_rule (DEN_FINDING_ROW (row)));
  DenChartPlace place;

  if (finding == NULL || finding->place.type == NULL)
    return;
  /* The way there may change the chart, and the verdict with it. */
  place = finding->place;
  g_signal_emit (self, signals[GO_TO], 0, &place, finding->rule);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenVerdictView *self)
{
  const DenVerdict *verdict = den_chart_editor_get_verdict (editor);

  if (verdict == NULL)
    return;
  show_word (self, verdict);
  show_findings (self, verdict);
}

/* ---- the widget ---- */

/* As wide whatever the findings say, so that the facts beside do not move. */
static void
den_verdict_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *content = DEN_VERDICT_VIEW (widget)->content;
  int least, most;

  gtk_widget_measure (content, orientation, for_size, &least, &most, NULL, NULL);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (least, WIDTH) : least;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = most;
}

static void
den_verdict_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (DEN_VERDICT_VIEW (widget)->content,
                            &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
den_verdict_view_dispose (GObject *object)
{
  DenVerdictView *self = DEN_VERDICT_VIEW (object);

  /* The list asks for headers while its rows go. */
  if (self->content != NULL)
    gtk_list_box_set_header_func (self->findings, NULL, NULL, NULL);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (den_verdict_view_parent_class)->dispose (object);
}

static void
den_verdict_view_class_init (DenVerdictViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_verdict_view_dispose;
  signals[GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  widget_class->measure = den_verdict_view_measure;
  widget_class->size_allocate = den_verdict_view_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-verdict-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DenVerdictView, content);
  gtk_widget_class_bind_template_child (widget_class, DenVerdictView, policy_place);
  gtk_widget_class_bind_template_child (widget_class, DenVerdictView, word_icon);
  gtk_widget_class_bind_template_child (widget_class, DenVerdictView, word);
  gtk_widget_class_bind_template_child (widget_class, DenVerdictView, counts);
  gtk_widget_class_bind_template_child (widget_class, DenVerdictView, stack);
  gtk_widget_class_bind_template_child (widget_class, DenVerdictView, findings);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
den_verdict_view_init (DenVerdictView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->findings, header_cb, self, NULL);
}

GtkWidget *
den_verdict_view_new (DenChartEditor *editor)
{
  DenVerdictView *self = g_object_new (DEN_TYPE_VERDICT_VIEW, NULL);

  self->editor = g_object_ref (editor);
  gtk_box_append (GTK_BOX (self->policy_place), den_policy_picker_new (editor));
  gtk_stack_add_titled (self->stack, den_what_if_new (editor), "what-if", _ ("Every policy"));
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (editor, NULL, self);
  return GTK_WIDGET (self);
}
