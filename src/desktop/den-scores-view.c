/* The scales of a chart. */
#include "den-scores-view.h"

#include "den-drawing-view.h"
#include "den-pictures.h"
#include "den-scale.h"
#include "den-score-entry.h"
#include "den-score-row.h"
#include "den-scroll.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* The course's height in points. */
#define COURSE_HEIGHT 120.0

struct _DenScoresView
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  const DenScale *scale;
  DenScoreSheet interrupted; /* its scale is NULL where none is */
  gint64 interrupted_id;     /* the assessment that it corrects, 0 for a new one */
  GtkWidget *drop_down;
  GtkWidget *enter_button;
  GtkWidget *entry;
  GtkWidget *picture;
  GtkWidget *rows;
  GtkWidget *empty;
  gboolean showing;
};

enum
{
  SAFETY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenScoresView, den_scores_view, GTK_TYPE_BOX)

static GPtrArray *
get_scales (DenScoresView *self)
{
  return den_office_get_reference (den_chart_editor_get_office (self->editor))->scales;
}

static DenDay
get_today (DenScoresView *self)
{
  return den_office_get_today (den_chart_editor_get_office (self->editor));
}

static void correct_cb (DenScoreRow *row, DenScoresView *self);

/* ---- the list ---- */

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const DenAssessment *first = *(const DenAssessment *const *) a;
  const DenAssessment *second = *(const DenAssessment *const *) b;

  return first->taken_at.us == second->taken_at.us  ? 0
         : first->taken_at.us < second->taken_at.us ? 1
                                                    : -1;
}

/* The chosen scale's assessments, newest first; free the array alone. */
static GPtrArray *
get_assessments (DenScoresView *self)
{
  const DenChart *chart = den_chart_editor_get_chart (self->editor);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < chart->assessments->len; i++)
    {
      DenAssessment *assessment = g_ptr_array_index (chart->assessments, i);

      if (self->scale != NULL && g_strcmp0 (assessment->scale, self->scale->name) == 0)
        g_ptr_array_add (found, assessment);
    }
  g_ptr_array_sort (found, compare_newest_first);
  return found;
}

static GtkWidget *
find_row (DenScoresView *self, gint64 id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (den_score_row_get_id (DEN_SCORE_ROW (row)) == id)
      return row;
  return NULL;
}

static gboolean
is_among (GPtrArray *assessments, gint64 id)
{
  for (guint i = 0; i < assessments->len; i++)
    if (((DenAssessment *) g_ptr_array_index (assessments, i))->record.id == id)
      return TRUE;
  return FALSE;
}

static void
drop_vanished (DenScoresView *self, GPtrArray *assessments)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = next)
    {
      next = gtk_widget_get_next_sibling (row);
      if (!is_among (assessments, den_score_row_get_id (DEN_SCORE_ROW (row))))
        gtk_box_remove (GTK_BOX (self->rows), row);
    }
}

static void
show_list (DenScoresView *self)
{
  g_autoptr (GPtrArray) assessments = get_assessments (self);
  const DenAssessment *baseline = den_chart_baseline_assessment (
      den_chart_editor_get_chart (self->editor), self->scale->name, get_today (self));
  GtkWidget *last = NULL;

  drop_vanished (self, assessments);
  for (guint i = 0; i < assessments->len; i++)
    {
      const DenAssessment *assessment = g_ptr_array_index (assessments, i);
      GtkWidget *row = find_row (self, assessment->record.id);

      if (row == NULL)
        {
          row = den_score_row_new (self->editor, assessment->record.id);
          g_signal_connect (row, "correct", G_CALLBACK (correct_cb), self);
          gtk_box_append (GTK_BOX (self->rows), row);
        }
      gtk_box_reorder_child_after (GTK_BOX (self->rows), row, last);
      den_score_row_set (DEN_SCORE_ROW (row), self->scale, assessment, baseline);
      last = row;
    }
  gtk_widget_set_visible (self->empty, assessments->len == 0);
  gtk_widget_set_visible (self->picture, assessments->len > 0);
  den_drawing_view_update (DEN_DRAWING_VIEW (self->picture), NULL);
}

/* ---- the picture ---- */

/* What the policy asks of the scale; DEN_UNKNOWN for nothing. */
static gint64
find_threshold (DenScoresView *self)
{
  const DenPolicy *policy = den_chart_editor_get_policy (self->editor);

  for (guint i = 0; policy != NULL && i < policy->severities->len; i++)
    {
      const DenPolicySeverity *severity = g_ptr_array_index (policy->severities, i);

      if (g_strcmp0 (severity->scale, self->scale->name) == 0)
        return severity->at_least;
    }
  return DEN_UNKNOWN;
}

static DenDrawing *
make_drawing (double width, DenMeasure measure, gpointer measure_data, gpointer data)
{
  DenScoresView *self = data;

  if (self->scale == NULL)
    return NULL;
  return den_picture_scores (den_chart_editor_get_chart (self->editor), self->scale,
                             find_threshold (self), get_today (self), width, COURSE_HEIGHT, measure,
                             measure_data);
}

/* ---- the choice ---- */

static void
set_scale (DenScoresView *self, const DenScale *scale)
{
  g_autofree char *words = NULL;

  if (gtk_widget_get_visible (self->entry))
    g_signal_emit (self, signals[SAFETY], 0, NULL);
  self->scale = scale;
  words = g_strdup_printf (_ ("No %s yet. The newest before the first session is the baseline."),
                           scale->name);
  gtk_label_set_text (GTK_LABEL (self->empty), words);
  if (gtk_widget_get_visible (self->entry))
    den_score_entry_begin (DEN_SCORE_ENTRY (self->entry), scale);
  show_list (self);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, DenScoresView *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (!self->showing && selected < get_scales (self)->len)
    set_scale (self, g_ptr_array_index (get_scales (self), selected));
}

gboolean
den_scores_view_choose (DenScoresView *self, const char *name)
{
  GPtrArray *scales = get_scales (self);

  for (guint i = 0; i < scales->len; i++)
    {
      const DenScale *scale = g_ptr_array_index (scales, i);

      if (!g_str_equal (scale->name, name))
        continue;
      self->showing = TRUE;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), i);
      self->showing = FALSE;
      if (scale != self->scale)
        set_scale (self, scale);
      return TRUE;
    }
  return FALSE;
}

const DenScale *
den_scores_view_get_scale (DenScoresView *self)
{
  return self->scale;
}

/* ---- the sheet ---- */

void
den_scores_view_enter (DenScoresView *self)
{
  gtk_widget_set_visible (self->entry, TRUE);
  den_score_entry_begin (DEN_SCORE_ENTRY (self->entry), self->scale);
  den_scroll_to_top (self->entry);
}

static void
close_sheet (DenScoresView *self)
{
  gtk_widget_grab_focus (self->enter_button);
  gtk_widget_set_visible (self->entry, FALSE);
  g_signal_emit (self, signals[SAFETY], 0, NULL);
}

/* After a sheet that came between, the one before it goes on. */
static void
left_cb (DenScoreEntry *entry, DenScoresView *self)
{
  DenScoreSheet before = self->interrupted;

  close_sheet (self);
  self->interrupted = (DenScoreSheet){ 0 };
  if (before.scale == NULL || !den_scores_view_choose (self, before.scale->name))
    return;
  gtk_widget_set_visible (self->entry, TRUE);
  den_score_entry_resume (entry, &before, self->interrupted_id);
}

static void
safety_cb (DenScoreEntry *entry, gboolean raised, DenScoresView *self)
{
  g_signal_emit (self, signals[SAFETY], 0, raised ? den_score_entry_get_scale (entry)->name : NULL);
}

/* Keeps the sheet that is open if it is complete, else puts it aside. */
static void
put_aside (DenScoresView *self)
{
  DenScoreEntry *entry = DEN_SCORE_ENTRY (self->entry);
  DenScoreSheet sheet;

  if (!gtk_widget_get_visible (self->entry))
    return;
  sheet = *den_score_entry_get_sheet (entry);
  if (den_score_sheet_is_complete (&sheet) && den_score_entry_keep (entry))
    return;
  self->interrupted = sheet;
  self->interrupted_id = den_score_entry_get_corrected (entry);
  close_sheet (self);
}

void
den_scores_view_interrupt (DenScoresView *self, const char *scale)
{
  put_aside (self);
  if (den_scores_view_choose (self, scale))
    den_scores_view_enter (self);
}

static void
correct_cb (DenScoreRow *row, DenScoresView *self)
{
  put_aside (self);
  gtk_widget_set_visible (self->entry, TRUE);
  if (den_score_entry_correct (DEN_SCORE_ENTRY (self->entry), den_score_row_get_id (row)))
    den_scroll_to_top (self->entry);
}

static void
enter_cb (GtkWidget *button, DenScoresView *self)
{
  den_scores_view_enter (self);
}

gboolean
den_scores_view_focus (DenScoresView *self, gint64 assessment_id)
{
  const DenAssessment *assessment =
      den_chart_editor_find (self->editor, &den_assessment_type, assessment_id);
  GtkWidget *row;

  if (assessment == NULL || !den_scores_view_choose (self, assessment->scale))
    return FALSE;
  row = find_row (self, assessment_id);
  return row != NULL && gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

/* ---- the widget ---- */

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenScoresView *self)
{
  if (type == NULL || type == &den_assessment_type || type == &den_policy_type)
    show_list (self);
}

static void
den_scores_view_dispose (GObject *object)
{
  DenScoresView *self = DEN_SCORES_VIEW (object);

  self->showing = TRUE;
  G_OBJECT_CLASS (den_scores_view_parent_class)->dispose (object);
  g_clear_object (&self->editor);
}

static void
den_scores_view_class_init (DenScoresViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_scores_view_dispose;
  signals[SAFETY] = g_signal_new ("safety", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
den_scores_view_init (DenScoresView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static GtkWidget *
build_head (DenScoresView *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new_with_mnemonic (_ ("Ratin_g scales"));

  for (guint i = 0; i < get_scales (self)->len; i++)
    gtk_string_list_append (names, ((DenScale *) g_ptr_array_index (get_scales (self), i))->name);
  self->drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  den_control_set_name (self->drop_down, _ ("Rating scale"));
  g_signal_connect (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_label_set_mnemonic_widget (GTK_LABEL (title), self->drop_down);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  self->enter_button = gtk_button_new_with_mnemonic (_ ("Enter ans_wers"));
  g_signal_connect (self->enter_button, "clicked", G_CALLBACK (enter_cb), self);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), self->drop_down);
  gtk_box_append (GTK_BOX (line), self->enter_button);
  return line;
}

/* The scale to begin with: the newest assessment's, else the one the policy asks for, else the
 * first. */
static const char *
first_scale (DenScoresView *self)
{
  const DenChart *chart = den_chart_editor_get_chart (self->editor);
  const DenPolicy *policy = den_chart_editor_get_policy (self->editor);
  const DenAssessment *newest = NULL;

  for (guint i = 0; i < chart->assessments->len; i++)
    {
      const DenAssessment *assessment = g_ptr_array_index (chart->assessments, i);

      if (newest == NULL || assessment->taken_at.us > newest->taken_at.us)
        newest = assessment;
    }
  if (newest != NULL)
    return newest->scale;
  if (policy != NULL && policy->severities->len > 0)
    return ((DenPolicySeverity *) g_ptr_array_index (policy->severities, 0))->scale;
  return ((DenScale *) g_ptr_array_index (get_scales (self), 0))->name;
}

GtkWidget *
den_scores_view_new (DenChartEditor *editor)
{
  DenScoresView *self = g_object_new (DEN_TYPE_SCORES_VIEW, NULL);

  self->editor = g_object_ref (editor);
  self->showing = TRUE;
  gtk_box_append (GTK_BOX (self), build_head (self));
  self->entry = den_score_entry_new (editor);
  gtk_widget_set_visible (self->entry, FALSE);
  g_signal_connect (self->entry, "kept", G_CALLBACK (left_cb), self);
  g_signal_connect (self->entry, "left", G_CALLBACK (left_cb), self);
  g_signal_connect (self->entry, "safety", G_CALLBACK (safety_cb), self);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->picture = den_drawing_view_new (_ ("Course of the scores"), make_drawing, self);
  self->empty = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->empty), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), self->empty);
  gtk_box_append (GTK_BOX (self), self->rows);
  gtk_box_append (GTK_BOX (self), self->picture);
  self->showing = FALSE;
  if (!den_scores_view_choose (self, first_scale (self)))
    set_scale (self, g_ptr_array_index (get_scales (self), 0));
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  return GTK_WIDGET (self);
}
