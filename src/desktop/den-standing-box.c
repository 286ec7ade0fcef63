/* Where a patient stands: the verdict, the last scores, what was changed last. It is told anew
 * after each change. */
#include "den-standing-box.h"

#include "den-field-control.h"
#include "den-marks.h"
#include "den-message.h"
#include "den-scale.h"
#include "den-text.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define FINDINGS_SHOWN 4
#define CHANGES_SHOWN 8

struct _DenStandingBox
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GtkBox *verdict;
  GtkBox *scores;
  GtkBox *changes;
};

G_DEFINE_FINAL_TYPE (DenStandingBox, den_standing_box, GTK_TYPE_BOX)

/* Findings that stand in the way come first, then those that can not be judged yet. */
static guint
add_findings (GtkBox *box, const DenVerdict *verdict, DenOutcome outcome, guint shown,
              const DenReference *reference)
{
  for (guint i = 0; i < verdict->findings->len && shown < FINDINGS_SHOWN; i++)
    {
      const DenFinding *finding = g_ptr_array_index (verdict->findings, i);
      g_autofree char *words = NULL;

      if (finding->outcome != outcome)
        continue;
      if (finding->reason != NULL)
        words = g_strdup (finding->reason);
      else
        {
          g_autofree char *label =
              den_text_sentence_case (den_rule_label (finding->rule, reference));

          words = g_strdup_printf ("%s: %s", label, den_outcome_label (outcome));
        }
      gtk_box_append (box, den_marked_words_new (den_outcome_icon (outcome), words,
                                                 den_outcome_class (outcome)));
      shown++;
    }
  return shown;
}

static void
show_verdict (DenStandingBox *self)
{
  const DenVerdict *verdict = den_chart_editor_get_verdict (self->editor);
  const DenReference *reference =
      den_office_get_reference (den_chart_editor_get_office (self->editor));
  const DenPolicy *policy = den_chart_editor_get_policy (self->editor);
  g_autofree char *policy_words = NULL;
  GtkWidget *line;
  guint shown;

  den_box_clear (self->verdict);
  if (verdict == NULL || policy == NULL)
    return;
  line = den_marked_words_new (den_verdict_icon (verdict->word), den_verdict_label (verdict->word),
                               den_verdict_class (verdict->word));
  gtk_widget_add_css_class (gtk_widget_get_last_child (line), "den-verdict-word");
  gtk_box_append (self->verdict, line);
  policy_words = g_strdup_printf (_ ("under %s, %s"), policy->payer, policy->title);
  gtk_box_append (self->verdict, den_words_new (policy_words));
  shown = add_findings (self->verdict, verdict, DEN_OUTCOME_NOT_MET, 0, reference);
  shown = add_findings (self->verdict, verdict, DEN_OUTCOME_CAUTION, shown, reference);
  add_findings (self->verdict, verdict, DEN_OUTCOME_UNKNOWN, shown, reference);
}

/* "PHQ-9 21, severe, on 11/01/2026". */
static void
add_score (GtkBox *box, const DenScale *scale, const DenAssessment *assessment)
{
  gint64 total = den_scale_assessment_total (scale, assessment);
  const char *band = total != DEN_UNKNOWN ? den_scale_band (scale, total) : NULL;
  g_autofree char *day = den_day_to_us (den_instant_day (assessment->taken_at));
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (total == DEN_UNKNOWN)
    return;
  words = g_strdup_printf ("%s %" G_GINT64_FORMAT "%s%s · %s", scale->name, total,
                           band != NULL ? ", " : "", band != NULL ? band : "", day);
  label = den_words_new (words);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (box, label);
}

static void
show_scores (DenStandingBox *self)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  const DenReference *reference = den_office_get_reference (office);
  const DenChart *chart = den_chart_editor_get_chart (self->editor);
  DenDay today = den_office_get_today (office);

  den_box_clear (self->scores);
  for (guint i = 0; i < reference->scales->len; i++)
    {
      const DenScale *scale = g_ptr_array_index (reference->scales, i);
      const DenAssessment *newest = den_chart_newest_assessment (chart, scale->name, today);

      if (newest != NULL)
        add_score (self->scores, scale, newest);
    }
  if (gtk_widget_get_first_child (GTK_WIDGET (self->scores)) == NULL)
    gtk_box_append (self->scores, den_words_new (_ ("No scale was taken yet.")));
}

/* What the screen calls a table of the database. */
static const char *
label_of_type (const char *name)
{
  for (guint i = 0; i < den_chart_type.n_fields; i++)
    {
      const DenRecordType *type = den_chart_type.fields[i].of;

      if (type != NULL && g_strcmp0 (type->name, name) == 0)
        return _ (type->label);
    }
  if (g_strcmp0 (name, den_made_paper_type.name) == 0)
    return _ (den_made_paper_type.label);
  if (g_strcmp0 (name, den_chart_type.name) == 0)
    return _ (den_chart_type.label);
  return name;
}

static const char *
label_of_action (const char *action)
{
  if (g_strcmp0 (action, "insert") == 0)
    return _ ("added");
  if (g_strcmp0 (action, "remove") == 0)
    return _ ("removed");
  return _ ("changed");
}

static void
show_changes (DenStandingBox *self)
{
  DenOffice *office = den_chart_editor_get_office (self->editor);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = den_store_audit_of_patient (
      den_office_get_store (office), den_chart_editor_get_patient_id (self->editor), CHANGES_SHOWN,
      &error);

  den_box_clear (self->changes);
  if (entries == NULL)
    {
      g_autofree char *words = den_error_words (NULL, error);

      gtk_box_append (self->changes, den_words_new (words));
      return;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const DenAuditEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *at = den_field_show_instant (entry->at);
      g_autofree char *words =
          g_strdup_printf (_ ("%s · %s %s by %s"), at, label_of_type (entry->record_type),
                           label_of_action (entry->action), entry->user);
      GtkWidget *label = den_words_new (words);

      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (self->changes, label);
    }
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenStandingBox *self)
{
  show_verdict (self);
  if (type == NULL || type == &den_assessment_type)
    show_scores (self);
  if (type != &den_policy_type)
    show_changes (self);
}

static void
den_standing_box_dispose (GObject *object)
{
  g_clear_object (&DEN_STANDING_BOX (object)->editor);

  G_OBJECT_CLASS (den_standing_box_parent_class)->dispose (object);
}

static void
den_standing_box_class_init (DenStandingBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_standing_box_dispose;
}

static GtkBox *
add_group (DenStandingBox *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (self), den_group_new (title, box));
  return GTK_BOX (box);
}

static void
den_standing_box_init (DenStandingBox *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("All _findings"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->verdict = add_group (self, _ ("Where they stand"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "eligibility");
  gtk_box_append (GTK_BOX (self), button);
  self->scores = add_group (self, _ ("Last scores"));
  self->changes = add_group (self, _ ("Last changes"));
}

GtkWidget *
den_standing_box_new (DenChartEditor *editor)
{
  DenStandingBox *self = g_object_new (DEN_TYPE_STANDING_BOX, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  show_verdict (self);
  show_scores (self);
  show_changes (self);
  return GTK_WIDGET (self);
}
