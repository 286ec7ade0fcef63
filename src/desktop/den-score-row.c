/* A row of the list of assessments. */
#include "den-score-row.h"

#include "den-field-row.h"
#include "den-marks.h"
#include "den-message.h"
#include "den-scale.h"

#include <glib/gi18n-lib.h>

struct _DenScoreRow
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  gint64 id;
  GtkWidget *taken;
  GtkWidget *total;
  GtkWidget *band;
  GtkWidget *change;
};

enum
{
  CORRECT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenScoreRow, den_score_row, GTK_TYPE_BOX)

gint64
den_score_row_get_id (DenScoreRow *row)
{
  return row->id;
}

/* "−9 of 20 · partial response"; what a change means is said by the scale's rules alone. */
static char *
change_in_words (const DenScale *scale, gint64 total, gint64 baseline)
{
  gint64 change = total - baseline;
  g_autofree char *number = g_strdup_printf ("%s%d",
                                             change < 0   ? "−"
                                             : change > 0 ? "+"
                                                          : "±",
                                             (int) ABS (change));
  const char *word = NULL;

  if (scale->scoring == DEN_SCORING_TRIAGE)
    return g_strdup ("");
  if (den_scale_is_remission (scale, total))
    word = _ ("remission");
  else if (den_response (baseline, total) == DEN_RESPONSE_FULL)
    word = _ ("response");
  else if (den_response (baseline, total) == DEN_RESPONSE_PARTIAL)
    word = _ ("partial response");
  if (word == NULL)
    return g_strdup_printf (_ ("%s from baseline"), number);
  return g_strdup_printf (_ ("%s from baseline · %s"), number, word);
}

void
den_score_row_set (DenScoreRow *row, const DenScale *scale, const DenAssessment *assessment,
                   const DenAssessment *baseline)
{
  gint64 total = den_scale_assessment_total (scale, assessment);
  gint64 first = baseline != NULL ? den_scale_assessment_total (scale, baseline) : DEN_UNKNOWN;
  const char *band = total != DEN_UNKNOWN ? den_scale_band (scale, total) : NULL;
  g_autofree char *number = NULL, *change = NULL;

  number = total != DEN_UNKNOWN ? g_strdup_printf ("%d", (int) total) : g_strdup ("—");
  gtk_label_set_text (GTK_LABEL (row->total), number);
  gtk_label_set_text (GTK_LABEL (row->band), band != NULL ? band : "");
  if (assessment == baseline)
    change = g_strdup (_ ("baseline"));
  else if (total != DEN_UNKNOWN && first != DEN_UNKNOWN)
    change = change_in_words (scale, total, first);
  gtk_label_set_text (GTK_LABEL (row->change), change != NULL ? change : "");
}

static void
correct_cb (GtkWidget *button, DenScoreRow *row)
{
  g_signal_emit (row, signals[CORRECT], 0);
}

static void
remove_cb (GtkWidget *button, DenScoreRow *row)
{
  gconstpointer record = den_chart_editor_find (row->editor, &den_assessment_type, row->id);
  g_autoptr (DenChartEditor) editor = g_object_ref (row->editor);
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (row));
  g_autoptr (GError) error = NULL;

  if (record == NULL)
    return;
  if (den_chart_editor_remove (editor, record, &error))
    den_show_note (list, _ ("Removed: the score. Ctrl+Z brings it back."));
  else
    den_show_error (list, _ ("The score was not removed."), error);
}

static void
error_cb (DenFieldRow *cell, GParamSpec *pspec, DenScoreRow *row)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell), den_field_row_get_error (cell));
}

static void
den_score_row_dispose (GObject *object)
{
  DenScoreRow *row = DEN_SCORE_ROW (object);

  G_OBJECT_CLASS (den_score_row_parent_class)->dispose (object);
  g_clear_object (&row->editor);
}

static void
den_score_row_class_init (DenScoreRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_score_row_dispose;
  signals[CORRECT] = g_signal_new ("correct", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_label (int width, float xalign, gboolean numeric)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (numeric)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
den_score_row_init (DenScoreRow *row)
{
  gtk_box_set_spacing (GTK_BOX (row), 12);
  gtk_widget_add_css_class (GTK_WIDGET (row), "den-score-row");
  row->total = new_label (4, 1.0f, TRUE);
  row->band = new_label (18, 0.0f, FALSE);
  row->change = new_label (12, 0.0f, TRUE);
  gtk_widget_add_css_class (row->total, "den-strong");
  gtk_widget_add_css_class (row->change, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (row->change), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (row->change, TRUE);
}

static GtkWidget *
new_button (const char *icon, const char *tooltip, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

GtkWidget *
den_score_row_new (DenChartEditor *editor, gint64 assessment_id)
{
  DenScoreRow *row = g_object_new (DEN_TYPE_SCORE_ROW, NULL);
  GtkWidget *correct =
      new_button ("document-edit-symbolic", _ ("Correct the answers"), _ ("Correct this score"));
  GtkWidget *remove = new_button ("user-trash-symbolic", _ ("Remove"), _ ("Remove this score"));

  row->editor = g_object_ref (editor);
  row->id = assessment_id;
  row->taken = den_field_row_new_cell (den_record_type_find (&den_assessment_type, "taken_at"));
  den_field_row_bind (DEN_FIELD_ROW (row->taken), editor, &den_assessment_type, assessment_id);
  g_signal_connect_object (row->taken, "notify::error", G_CALLBACK (error_cb), row, 0);
  g_signal_connect (correct, "clicked", G_CALLBACK (correct_cb), row);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), row);
  gtk_box_append (GTK_BOX (row), row->taken);
  gtk_box_append (GTK_BOX (row), row->total);
  gtk_box_append (GTK_BOX (row), row->band);
  gtk_box_append (GTK_BOX (row), row->change);
  gtk_box_append (GTK_BOX (row), correct);
  gtk_box_append (GTK_BOX (row), remove);
  return GTK_WIDGET (row);
}
