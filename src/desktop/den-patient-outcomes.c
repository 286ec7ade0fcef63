/* How a patient does. */
#include "den-patient-outcomes.h"

#include "den-booking.h"
#include "den-drawing-view.h"
#include "den-fact-grid.h"
#include "den-form-line.h"
#include "den-outcome-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* The picture's height in points. */
#define PICTURE_HEIGHT 260.0
/* Of the side with domains and surveillance. */
#define SIDE_WIDTH 400

struct _DenPatientOutcomes
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GPtrArray *scales; /* DenScale, not owned: those of the list */
  const DenScale *scale;
  DenFormLine *scale_line;
  GtkWidget *facts;
  GtkWidget *picture;
  GtkBox *domains;
  GtkBox *surveillance;
};

G_DEFINE_FINAL_TYPE (DenPatientOutcomes, den_patient_outcomes, GTK_TYPE_BOX)

static const DenReference *
get_reference (DenPatientOutcomes *self)
{
  return den_office_get_reference (den_chart_editor_get_office (self->editor));
}

static DenDay
get_today (DenPatientOutcomes *self)
{
  return den_office_get_today (den_chart_editor_get_office (self->editor));
}

static const DenChart *
get_chart (DenPatientOutcomes *self)
{
  return den_chart_editor_get_chart (self->editor);
}

/* ---- the course on one scale ---- */

/* "Response since 10/20/2026"; what happened once stays told with its day. */
static char *
format_reached (DenDay on, gboolean now)
{
  g_autofree char *day = den_day_to_us (on);

  if (on == DEN_UNKNOWN)
    return g_strdup (_ ("Not reached"));
  return g_strdup_printf (now ? _ ("First reached on %s, and holds") : _ ("First reached on %s"),
                          day);
}

/* "24 on 10/05/2026"; a baseline that was not taken in time is said so. */
static char *
format_baseline (const DenPatientOutcome *outcome)
{
  if (outcome->baseline == DEN_UNKNOWN)
    return outcome->scale->baseline_days != DEN_UNKNOWN
               ? g_strdup_printf (_ ("None in the %d days before the first session"),
                                  (int) outcome->scale->baseline_days)
               : g_strdup (_ ("None before the first session"));
  return den_outcome_show_score (outcome->baseline, outcome->baseline_on);
}

static char *
format_now (const DenPatientOutcome *outcome)
{
  g_autofree char *now = den_outcome_show_score (outcome->now, outcome->now_on);
  g_autofree char *change = den_outcome_show_change (outcome);
  const char *response = den_outcome_response_label (outcome->response);

  if (change == NULL)
    return g_steal_pointer (&now);
  return g_strdup_printf ("%s, %s%s%s", now, change, response != NULL ? ": " : "",
                          response != NULL ? response : "");
}

static char *
format_relapse (const DenPatientOutcome *outcome)
{
  if (outcome->relapsed_on != DEN_UNKNOWN)
    {
      g_autofree char *day = den_day_to_us (outcome->relapsed_on);

      return g_strdup_printf (_ ("Confirmed on %s"), day);
    }
  if (outcome->responded_on == DEN_UNKNOWN && outcome->remitted_on == DEN_UNKNOWN)
    return g_strdup (_ ("Not told: there was no response yet"));
  return g_strdup (_ ("None confirmed"));
}

/* "Stable remission", "Neither stable remission nor stable response". */
static const char *
format_status (const char *status)
{
  if (status == NULL)
    return _ ("Can not be told: weeks without a score");
  if (g_str_equal (status, "stable remission"))
    return _ ("Stable remission");
  if (g_str_equal (status, "stable response"))
    return _ ("Stable response");
  return _ ("Neither stable remission nor stable response");
}

static void
show_facts (DenPatientOutcomes *self)
{
  g_autofree char *baseline = NULL;
  g_autofree char *best = NULL;
  g_autofree char *now = NULL;
  g_autofree char *responded = NULL;
  g_autofree char *remitted = NULL;
  g_autofree char *relapse = NULL;
  DenPatientOutcome outcome;

  den_fact_grid_clear (self->facts);
  den_outcome (get_chart (self), self->scale, get_today (self), &outcome);
  baseline = format_baseline (&outcome);
  best = den_outcome_show_score (outcome.best, outcome.best_on);
  now = format_now (&outcome);
  responded = format_reached (outcome.responded_on, outcome.response == DEN_RESPONSE_FULL);
  remitted = format_reached (outcome.remitted_on, outcome.remission);
  relapse = format_relapse (&outcome);
  den_fact_grid_add (self->facts, _ ("Baseline"), baseline);
  den_fact_grid_add (self->facts, _ ("Best"), best);
  den_fact_grid_add (self->facts, _ ("Now"), now);
  den_fact_grid_add (self->facts, _ ("Response"), responded);
  den_fact_grid_add (self->facts, _ ("Remission"), remitted);
  den_fact_grid_add (self->facts, _ ("Relapse"), relapse);
  if (self->scale->stable_at_most != DEN_UNKNOWN)
    den_fact_grid_add (
        self->facts, _ ("Maintenance"),
        format_status (den_maintenance_status (get_chart (self), self->scale, get_today (self))));
}

static DenDrawing *
make_drawing (double width, DenMeasure measure, gpointer measure_data, gpointer data)
{
  DenPatientOutcomes *self = data;

  return den_picture_course (get_chart (self), get_reference (self), self->scale, get_today (self),
                             width, PICTURE_HEIGHT, measure, measure_data);
}

static void
show_course (DenPatientOutcomes *self)
{
  g_autofree char *description = NULL;
  DenPatientOutcome outcome;

  show_facts (self);
  den_outcome (get_chart (self), self->scale, get_today (self), &outcome);
  description = den_outcome_show_line (&outcome);
  den_drawing_view_update (DEN_DRAWING_VIEW (self->picture), description);
}

/* ---- functional domains ---- */

/* The answer to the item of an assessment; DEN_UNKNOWN where it has none. */
static gint64
get_item (const DenAssessment *assessment, guint index)
{
  if (assessment == NULL || (int) index >= assessment->items.n ||
      assessment->items.item[index] == DEN_SCORE_MISSING)
    return DEN_UNKNOWN;
  return assessment->items.item[index];
}

static void
add_domain_line (GtkBox *box, const char *words)
{
  GtkWidget *label = den_words_new (words);

  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (box, label);
}

/* "PHQ-9: 3, now 1 of 3". */
static void
add_item (DenPatientOutcomes *self, GtkBox *box, const DenScale *scale, guint index)
{
  const DenScaleItem *item = g_ptr_array_index (scale->items, index);
  DenDay today = get_today (self);
  const DenAssessment *baseline =
      den_chart_baseline_assessment (get_chart (self), scale->name, today);
  const DenAssessment *newest = den_chart_newest_assessment (get_chart (self), scale->name, today);
  gint64 before = get_item (baseline, index), now = get_item (newest, index);
  g_autofree char *from = NULL;
  g_autofree char *words = NULL;

  if (now == DEN_UNKNOWN)
    return;
  from = before != DEN_UNKNOWN ? g_strdup_printf ("%d", (int) before) : g_strdup ("–");
  if (newest == baseline)
    words = g_strdup_printf (_ ("%s: baseline %s of %d, none since"), scale->name, from,
                             (int) item->max);
  else
    words = g_strdup_printf (_ ("%s: baseline %s, now %d of %d"), scale->name, from, (int) now,
                             (int) item->max);
  add_domain_line (box, words);
}

/* What of daily life the items measure, whatever scale they stand in. */
static void
add_domain (DenPatientOutcomes *self, DenDomain domain)
{
  const DenReference *reference = get_reference (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (_ (den_domain_choices[domain].label));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "den-strong");
  gtk_box_append (GTK_BOX (box), name);
  for (guint i = 0; i < reference->scales->len; i++)
    {
      const DenScale *scale = g_ptr_array_index (reference->scales, i);

      for (guint j = 0; j < scale->items->len; j++)
        if (((DenScaleItem *) g_ptr_array_index (scale->items, j))->domain == (gint64) domain)
          add_item (self, GTK_BOX (box), scale, j);
    }
  if (gtk_widget_get_last_child (box) == name)
    add_domain_line (GTK_BOX (box), _ ("Not measured: enter a scale item by item."));
  gtk_box_append (self->domains, box);
}

static void
add_disability (DenPatientOutcomes *self)
{
  const DenScale *scale = den_reference_find_scale (get_reference (self), "SDS");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (_ ("Disability (SDS)"));
  g_autofree char *words = NULL;
  DenPatientOutcome outcome;

  if (scale == NULL)
    return;
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "den-strong");
  gtk_box_append (GTK_BOX (box), name);
  den_outcome (get_chart (self), scale, get_today (self), &outcome);
  if (outcome.baseline != DEN_UNKNOWN || outcome.now != DEN_UNKNOWN)
    words = den_outcome_show_line (&outcome);
  add_domain_line (GTK_BOX (box), words != NULL ? words : _ ("Not measured."));
  gtk_box_append (self->domains, box);
}

static void
show_domains (DenPatientOutcomes *self)
{
  den_box_clear (self->domains);
  for (guint i = 0; den_domain_choices[i].word != NULL; i++)
    add_domain (self, (DenDomain) i);
  add_disability (self);
}

/* ---- surveillance ---- */

static void
add_due (DenPatientOutcomes *self, const DenSurveillanceDue *due)
{
  g_autofree char *last = den_day_to_us (due->last_on);
  g_autofree char *on = den_day_to_us (due->due_on);
  g_autoptr (GString) words = g_string_new (due->row->label);
  GtkWidget *line;

  g_string_append_printf (words, due->overdue ? _ (": due since %s") : _ (": due on %s"),
                          on != NULL ? on : "–");
  if (last != NULL)
    g_string_append_printf (words, _ (" · last on %s"), last);
  else
    g_string_append (words, _ (" · never done"));
  line = den_marked_words_new (due->overdue ? "dialog-warning-symbolic"
                                            : "document-open-recent-symbolic",
                               words->str, due->overdue ? "den-caution" : "den-muted");
  gtk_widget_add_css_class (line, "numeric");
  if (due->row->note != NULL)
    gtk_widget_set_tooltip_text (line, due->row->note);
  gtk_box_append (self->surveillance, line);
}

static void
show_surveillance (DenPatientOutcomes *self)
{
  g_autoptr (GArray) due =
      den_surveillance_due (get_chart (self), get_reference (self), get_today (self));

  den_box_clear (self->surveillance);
  for (guint i = 0; i < due->len; i++)
    add_due (self, &g_array_index (due, DenSurveillanceDue, i));
  if (due->len == 0)
    gtk_box_append (self->surveillance,
                    den_words_new (_ ("Nothing is due: no course is running.")));
}

/* ---- the scale ---- */

static gboolean
measures_depression (const DenScale *scale)
{
  return scale->remission_at_most != DEN_UNKNOWN && scale->higher_is_worse == 1;
}

/* The scale with the most scores of this patient; the first where there are none. */
static guint
find_usual_scale (DenPatientOutcomes *self)
{
  guint usual = 0;
  gint64 most = 0;

  for (guint i = 0; i < self->scales->len; i++)
    {
      DenPatientOutcome outcome;

      den_outcome (get_chart (self), g_ptr_array_index (self->scales, i), get_today (self),
                   &outcome);
      if (outcome.n_scores > most)
        {
          most = outcome.n_scores;
          usual = i;
        }
    }
  return usual;
}

static void
scale_cb (DenPatientOutcomes *self)
{
  guint chosen =
      gtk_drop_down_get_selected (GTK_DROP_DOWN (den_form_line_get_control (self->scale_line)));

  if (chosen >= self->scales->len)
    return;
  self->scale = g_ptr_array_index (self->scales, chosen);
  show_course (self);
}

void
den_patient_outcomes_set_scale (DenPatientOutcomes *self, const char *name)
{
  for (guint i = 0; i < self->scales->len; i++)
    if (g_strcmp0 (((DenScale *) g_ptr_array_index (self->scales, i))->name, name) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (den_form_line_get_control (self->scale_line)), i);
}

static GtkWidget *
make_scales (DenPatientOutcomes *self)
{
  const DenReference *reference = get_reference (self);
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; i < reference->scales->len; i++)
    {
      DenScale *scale = g_ptr_array_index (reference->scales, i);

      if (!measures_depression (scale))
        continue;
      g_ptr_array_add (self->scales, scale);
      gtk_string_list_append (names, scale->name);
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), find_usual_scale (self));
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (scale_cb), self);
  return drop_down;
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenPatientOutcomes *self)
{
  show_course (self);
  show_domains (self);
  show_surveillance (self);
}

/* ---- the widget ---- */

static void
den_patient_outcomes_dispose (GObject *object)
{
  DenPatientOutcomes *self = DEN_PATIENT_OUTCOMES (object);

  G_OBJECT_CLASS (den_patient_outcomes_parent_class)->dispose (object);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->scales, g_ptr_array_unref);
}

static void
den_patient_outcomes_class_init (DenPatientOutcomesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_patient_outcomes_dispose;
}

static void
den_patient_outcomes_init (DenPatientOutcomes *self)
{
  self->scales = g_ptr_array_new ();
  self->facts = den_fact_grid_new ();
  self->domains = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->surveillance = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
}

GtkWidget *
den_patient_outcomes_new (DenChartEditor *editor)
{
  DenPatientOutcomes *self = g_object_new (DEN_TYPE_PATIENT_OUTCOMES, NULL);
  GtkBox *course, *rest;
  GtkWidget *side = den_page_new (_ ("Function and surveillance"), &rest);

  self->editor = g_object_ref (editor);
  self->scale_line = DEN_FORM_LINE (den_form_line_new (_ ("Sc_ale"), make_scales (self)));
  self->scale = g_ptr_array_index (
      self->scales,
      gtk_drop_down_get_selected (GTK_DROP_DOWN (den_form_line_get_control (self->scale_line))));
  self->picture = den_drawing_view_new (_ ("Course of treatment"), make_drawing, self);
  gtk_box_append (GTK_BOX (self), den_page_new (_ ("Course"), &course));
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_widget_set_hexpand (side, FALSE);
  gtk_widget_set_size_request (side, SIDE_WIDTH, -1);
  gtk_box_append (GTK_BOX (self), side);
  gtk_box_append (course, GTK_WIDGET (self->scale_line));
  gtk_box_append (course, self->facts);
  gtk_box_append (course, self->picture);
  gtk_box_append (rest, den_group_new (_ ("Function"), GTK_WIDGET (self->domains)));
  gtk_box_append (rest, den_group_new (_ ("Surveillance"), GTK_WIDGET (self->surveillance)));
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (editor, NULL, self);
  return GTK_WIDGET (self);
}
