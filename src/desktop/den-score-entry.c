/* The sheet of a rating scale on the screen. */
#include "den-score-entry.h"

#include "den-field-row.h"
#include "den-message.h"
#include "den-scroll.h"

#include <glib/gi18n-lib.h>

struct _DenScoreEntry
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  DenScoreSheet sheet;
  DenInstant taken_at;
  gint64 total; /* entered alone */
  gboolean safety;
  gint64 corrected;      /* the kept assessment, 0 for none */
  gboolean safety_asked; /* its answers raised the safety prompt before they were corrected */

  GtkWidget *title;
  GtkWidget *taken_row;
  GtkWidget *items;   /* takes the keys */
  GtkWidget *answers; /* buttons of the current item */
  GtkWidget *total_words;
  GtkWidget *total_row;
  GtkWidget *problem;
};

enum
{
  KEPT,
  LEFT,
  SAFETY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenScoreEntry, den_score_entry, GTK_TYPE_BOX)

/* ---- showing ---- */

/* "12 of 27 · moderate". */
static char *
total_in_words (DenScoreEntry *self)
{
  const DenScale *scale = self->sheet.scale;
  gint64 total = den_score_sheet_total (&self->sheet);
  const char *band;

  if (self->sheet.current == 0 && self->corrected == 0)
    return g_strdup (_ ("One key an item"));
  if (total == DEN_UNKNOWN || (self->corrected == 0 && !den_score_sheet_is_complete (&self->sheet)))
    return g_strdup_printf (_ ("Item %d of %d"),
                            MIN (self->sheet.current + 1, self->sheet.scores.n),
                            self->sheet.scores.n);
  band = den_scale_band (scale, total);
  if (band == NULL)
    return g_strdup_printf (_ ("%d of %d"), (int) total, (int) scale->max_total);
  if (scale->scoring == DEN_SCORING_TRIAGE)
    return g_strdup (band);
  return g_strdup_printf (_ ("%d of %d · %s"), (int) total, (int) scale->max_total, band);
}

static void
show_item (DenScoreEntry *self, GtkWidget *row, int index)
{
  GtkWidget *value = gtk_widget_get_last_child (row);
  int score = self->sheet.scores.item[index];
  char words[16];

  if (score != DEN_SCORE_MISSING)
    g_snprintf (words, sizeof words, "%d", score);
  else
    g_strlcpy (words, index < self->sheet.current ? "–" : "", sizeof words);
  gtk_label_set_text (GTK_LABEL (value), words);
  if (index == self->sheet.current)
    gtk_widget_add_css_class (row, "den-current");
  else
    gtk_widget_remove_css_class (row, "den-current");
  if (index == self->sheet.current && gtk_widget_get_mapped (row))
    den_scroll_to (row);
}

static const char *
answer_label (const DenScale *scale, gint64 score)
{
  for (guint i = 0; i < scale->answers->len; i++)
    {
      const DenScaleAnswer *answer = g_ptr_array_index (scale->answers, i);

      if (answer->score == score)
        return answer->label;
    }
  return NULL;
}

static void
answer_cb (GtkWidget *button, DenScoreEntry *self)
{
  int score = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "score"));

  den_score_entry_type (self, score < 0     ? GDK_KEY_minus
                              : score == 10 ? GDK_KEY_x
                                            : (guint) (GDK_KEY_0 + score));
  gtk_widget_grab_focus (self->items);
}

static void
add_answer (DenScoreEntry *self, int score, const char *words)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  /* The keys do the same; Tab goes on past the answers. */
  gtk_widget_set_focusable (button, FALSE);
  g_object_set_data (G_OBJECT (button), "score", GINT_TO_POINTER (score));
  g_signal_connect (button, "clicked", G_CALLBACK (answer_cb), self);
  gtk_flow_box_append (GTK_FLOW_BOX (self->answers), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

/* The current item's answers as buttons, which also tell what the numbers mean. */
static void
show_answers (DenScoreEntry *self)
{
  const DenScaleItem *item;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->answers)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->answers), child);
  if (den_score_sheet_is_complete (&self->sheet))
    return;
  item = g_ptr_array_index (self->sheet.scale->items, (guint) self->sheet.current);
  for (gint64 score = item->min; score <= item->max; score++)
    {
      const char *label = answer_label (self->sheet.scale, score);
      g_autofree char *words = label != NULL ? g_strdup_printf ("%d  %s", (int) score, label)
                                             : g_strdup_printf ("%d", (int) score);

      add_answer (self, (int) score, words);
    }
  add_answer (self, -1, _ ("–  Missing"));
}

static void
tell_safety (DenScoreEntry *self)
{
  gboolean safety =
      !self->safety_asked && den_scale_raises_safety (self->sheet.scale, &self->sheet.scores);

  if (safety == self->safety)
    return;
  self->safety = safety;
  g_signal_emit (self, signals[SAFETY], 0, safety);
}

static void
show_sheet (DenScoreEntry *self)
{
  g_autofree char *total = total_in_words (self);
  g_autofree char *place = NULL;
  int index = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->items); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    show_item (self, row, index++);
  gtk_label_set_text (GTK_LABEL (self->total_words), total);
  if (!den_score_sheet_is_complete (&self->sheet))
    {
      const DenScaleItem *item =
          g_ptr_array_index (self->sheet.scale->items, (guint) self->sheet.current);

      place = g_strdup_printf ("%s. %s", item->label, total);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->items), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  place != NULL ? place : total, -1);
  show_answers (self);
  tell_safety (self);
}

static void
show_problem (DenScoreEntry *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->problem), words != NULL ? words : "");
  gtk_widget_set_visible (self->problem, words != NULL);
}

/* ---- keys ---- */

static gunichar
key_to_character (guint key)
{
  if (key == GDK_KEY_BackSpace)
    return '\b';
  return gdk_keyval_to_unicode (key);
}

gboolean
den_score_entry_type (DenScoreEntry *self, guint key)
{
  if (key == GDK_KEY_Escape)
    {
      g_signal_emit (self, signals[LEFT], 0);
      return TRUE;
    }
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      den_score_entry_keep (self);
      return TRUE;
    }
  if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    {
      if (!den_score_sheet_move (&self->sheet, key == GDK_KEY_Up ? -1 : 1))
        return FALSE;
      show_sheet (self);
      return TRUE;
    }
  switch (den_score_sheet_type (&self->sheet, key_to_character (key)))
    {
    case DEN_SHEET_IGNORED:
      return FALSE;
    case DEN_SHEET_REFUSED:
      {
        const DenScaleItem *item =
            g_ptr_array_index (self->sheet.scale->items, (guint) self->sheet.current);
        g_autofree char *words = g_strdup_printf (_ ("This item is scored from %d to %d."),
                                                  (int) item->min, (int) item->max);

        show_problem (self, words);
        return TRUE;
      }
    default:
      show_problem (self, NULL);
      show_sheet (self);
      return TRUE;
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenScoreEntry *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask () & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  return den_score_entry_type (self, key);
}

static void
clicked_cb (GtkGestureClick *gesture, int n, double x, double y, DenScoreEntry *self)
{
  GtkWidget *clicked = gtk_widget_pick (self->items, x, y, GTK_PICK_DEFAULT);
  int index = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->items); row != NULL;
       row = gtk_widget_get_next_sibling (row), index++)
    if (clicked == row || (clicked != NULL && gtk_widget_is_ancestor (clicked, row)))
      den_score_sheet_move (&self->sheet, index - self->sheet.current);
  show_sheet (self);
  gtk_widget_grab_focus (self->items);
}

/* ---- keeping ---- */

static gboolean
nothing_typed (DenScoreEntry *self)
{
  for (int i = 0; i < self->sheet.scores.n; i++)
    if (self->sheet.scores.item[i] != DEN_SCORE_MISSING)
      return FALSE;
  return TRUE;
}

/* What keeps the sheet from being an assessment, or NULL. */
static const char *
find_problem (DenScoreEntry *self)
{
  if (!den_field_row_take (DEN_FIELD_ROW (self->taken_row)) ||
      !den_field_row_take (DEN_FIELD_ROW (self->total_row)))
    return _ ("Correct the field that is marked.");
  if (nothing_typed (self))
    {
      if (self->total == DEN_UNKNOWN)
        return _ ("Nothing was scored yet.");
      return self->total <= self->sheet.scale->max_total
                 ? NULL
                 : _ ("The total is more than this scale can have.");
    }
  if (den_score_sheet_total (&self->sheet) == DEN_UNKNOWN)
    return _ ("Too many items are missing for a total.");
  return NULL;
}

static DenAssessment *
make_assessment (DenScoreEntry *self)
{
  DenAssessment *assessment = den_record_new (&den_assessment_type);

  assessment->scale = g_strdup (self->sheet.scale->name);
  assessment->taken_at = self->taken_at;
  if (nothing_typed (self))
    assessment->total = self->total;
  else
    {
      assessment->items = self->sheet.scores;
      assessment->total = den_score_sheet_total (&self->sheet);
    }
  return assessment;
}

/* Answers, total and time are one change. */
static gboolean
correct_assessment (DenScoreEntry *self, DenAssessment *right, GError **error)
{
  const DenField *const fields[] = { den_record_type_find (&den_assessment_type, "items"),
                                     den_record_type_find (&den_assessment_type, "total"),
                                     den_record_type_find (&den_assessment_type, "taken_at") };
  gconstpointer kept = den_chart_editor_find (self->editor, &den_assessment_type, self->corrected);
  DenValue values[G_N_ELEMENTS (fields)];

  if (kept == NULL)
    {
      g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                           _ ("This score was removed meanwhile."));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      values[i] = DEN_VALUE_INIT;
      den_field_get (fields[i], right, &values[i]);
    }
  return den_chart_editor_set_values (self->editor, kept, fields, values, G_N_ELEMENTS (fields),
                                      error);
}

static gboolean
keep_assessment (DenScoreEntry *self, GError **error)
{
  DenAssessment *assessment = make_assessment (self);
  gboolean kept;

  if (self->corrected == 0)
    return den_chart_editor_add (self->editor, assessment, NULL, error) != 0;
  kept = correct_assessment (self, assessment, error);
  den_record_free (assessment);
  return kept;
}

gboolean
den_score_entry_keep (DenScoreEntry *self)
{
  g_autoptr (GError) error = NULL;
  const char *problem = find_problem (self);

  show_problem (self, problem);
  if (problem != NULL)
    return FALSE;
  if (!keep_assessment (self, &error))
    {
      g_autofree char *words = den_error_words_beside (error);

      show_problem (self, words);
      return FALSE;
    }
  g_signal_emit (self, signals[KEPT], 0);
  return TRUE;
}

static void
keep_cb (GtkWidget *button, DenScoreEntry *self)
{
  den_score_entry_keep (self);
}

static void
leave_cb (GtkWidget *button, DenScoreEntry *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
commit_taken (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  DEN_SCORE_ENTRY (data)->taken_at = value->instant;
  return TRUE;
}

static gboolean
commit_total (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  DEN_SCORE_ENTRY (data)->total = value->number;
  return TRUE;
}

/* ---- the widget ---- */

const DenScale *
den_score_entry_get_scale (DenScoreEntry *self)
{
  return self->sheet.scale;
}

const DenScores *
den_score_entry_get_scores (DenScoreEntry *self)
{
  return &self->sheet.scores;
}

const char *
den_score_entry_get_total_words (DenScoreEntry *self)
{
  return gtk_label_get_text (GTK_LABEL (self->total_words));
}

static GtkWidget *
new_label (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_item_row (const DenScaleItem *item, guint index)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  GtkWidget *place = new_label (g_ascii_isdigit (*item->label) ? "" : number, "dim-label");
  GtkWidget *words = new_label (item->label, "den-item");
  GtkWidget *value = new_label (NULL, "numeric");

  gtk_label_set_width_chars (GTK_LABEL (place), 2);
  gtk_label_set_xalign (GTK_LABEL (place), 1.0f);
  gtk_widget_set_visible (place, !g_ascii_isdigit (*item->label));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (value), 3);
  gtk_label_set_xalign (GTK_LABEL (value), 1.0f);
  gtk_widget_add_css_class (row, "den-item-row");
  gtk_box_append (GTK_BOX (row), place);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), value);
  return row;
}

static void
show_items (DenScoreEntry *self)
{
  const DenScale *scale = self->sheet.scale;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->items)) != NULL)
    gtk_box_remove (GTK_BOX (self->items), child);
  for (guint i = 0; i < scale->items->len; i++)
    gtk_box_append (GTK_BOX (self->items), new_item_row (g_ptr_array_index (scale->items, i), i));
  gtk_widget_set_visible (self->items, scale->items->len > 0);
}

static void
reset_rows (DenScoreEntry *self)
{
  g_auto (DenValue) taken = DEN_VALUE_INIT, total = DEN_VALUE_INIT;

  den_value_init (&taken, DEN_FIELD_INSTANT);
  taken.instant = self->taken_at;
  den_value_init (&total, DEN_FIELD_INTEGER);
  total.number = self->total;
  den_field_row_restore (DEN_FIELD_ROW (self->taken_row));
  den_field_row_set_value (DEN_FIELD_ROW (self->taken_row), &taken);
  den_field_row_restore (DEN_FIELD_ROW (self->total_row));
  den_field_row_set_value (DEN_FIELD_ROW (self->total_row), &total);
}

/* Now; or, where the program is told another day, the noon of that day. */
static DenInstant
now_of (DenOffice *office)
{
  DenInstant now = den_instant_now ();
  gint64 days = den_office_get_today (office) - den_instant_day (now);

  now.us -= now.us % (60 * G_USEC_PER_SEC);
  now.us += days * G_TIME_SPAN_DAY;
  return now;
}

/* Shows the sheet from its beginning. */
static void
open_sheet (DenScoreEntry *self)
{
  const DenScale *scale = self->sheet.scale;
  g_autofree char *title =
      g_strdup_printf (self->corrected != 0 ? _ ("%s · %s: correct the answers") : "%s · %s",
                       scale->name, scale->title);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->items), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  reset_rows (self);
  show_problem (self, NULL);
  show_items (self);
  show_sheet (self);
}

static void
focus_sheet (DenScoreEntry *self, gboolean items)
{
  gtk_widget_grab_focus (items ? self->items : self->total_row);
}

void
den_score_entry_begin (DenScoreEntry *self, const DenScale *scale)
{
  den_score_sheet_begin (&self->sheet, scale);
  self->taken_at = now_of (den_chart_editor_get_office (self->editor));
  self->total = DEN_UNKNOWN;
  self->corrected = 0;
  self->safety_asked = FALSE;
  open_sheet (self);
  focus_sheet (self, scale->items->len > 0);
}

gboolean
den_score_entry_correct (DenScoreEntry *self, gint64 assessment_id)
{
  const DenReference *reference =
      den_office_get_reference (den_chart_editor_get_office (self->editor));
  const DenAssessment *kept =
      den_chart_editor_find (self->editor, &den_assessment_type, assessment_id);
  const DenScale *scale = kept != NULL ? den_reference_find_scale (reference, kept->scale) : NULL;

  if (scale == NULL)
    return FALSE;
  den_score_sheet_correct (&self->sheet, scale, &kept->items);
  self->taken_at = kept->taken_at;
  self->total = kept->items.n > 0 ? DEN_UNKNOWN : kept->total;
  self->corrected = assessment_id;
  self->safety_asked = den_scale_raises_safety (scale, &kept->items);
  open_sheet (self);
  focus_sheet (self, kept->items.n > 0);
  return TRUE;
}

gint64
den_score_entry_get_corrected (DenScoreEntry *self)
{
  return self->corrected;
}

const DenScoreSheet *
den_score_entry_get_sheet (DenScoreEntry *self)
{
  return &self->sheet;
}

void
den_score_entry_resume (DenScoreEntry *self, const DenScoreSheet *sheet, gint64 corrected)
{
  DenScoreSheet copy = *sheet;

  if (corrected == 0 || !den_score_entry_correct (self, corrected))
    den_score_entry_begin (self, copy.scale);
  self->sheet = copy;
  show_sheet (self);
}

static void
den_score_entry_dispose (GObject *object)
{
  DenScoreEntry *self = DEN_SCORE_ENTRY (object);

  G_OBJECT_CLASS (den_score_entry_parent_class)->dispose (object);
  g_clear_object (&self->editor);
}

static void
den_score_entry_class_init (DenScoreEntryClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_score_entry_dispose;
  signals[KEPT] =
      g_signal_new ("kept", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAFETY] = g_signal_new ("safety", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
den_score_entry_init (DenScoreEntry *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-score-entry");
}

static void
build_items (DenScoreEntry *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->items = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_focusable (self->items, TRUE);
  gtk_widget_add_css_class (self->items, "den-items");
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->items, key);
  g_signal_connect (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (self->items, GTK_EVENT_CONTROLLER (click));
  self->answers = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->answers), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->answers), 12);
  gtk_widget_set_can_focus (self->answers, FALSE);
  /* Keeps its room when the last item is answered, so that the buttons below do not move. */
  gtk_widget_set_size_request (self->answers, -1, 36);
}

static GtkWidget *
build_head (DenScoreEntry *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = new_label (NULL, "den-strong");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->taken_row = den_field_row_new (den_record_type_find (&den_assessment_type, "taken_at"));
  den_field_row_set_commit (DEN_FIELD_ROW (self->taken_row), commit_taken, self, NULL);
  gtk_widget_set_hexpand (self->taken_row, FALSE);
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (line), self->taken_row);
  return line;
}

static GtkWidget *
build_foot (DenScoreEntry *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *keep = gtk_button_new_with_mnemonic (_ ("_Keep"));
  GtkWidget *leave = gtk_button_new_with_mnemonic (_ ("Lea_ve"));

  self->total_words = new_label (NULL, "den-total");
  gtk_widget_set_hexpand (self->total_words, TRUE);
  gtk_widget_add_css_class (self->total_words, "numeric");
  self->total_row = den_field_row_new (den_record_type_find (&den_assessment_type, "total"));
  den_field_row_set_label (DEN_FIELD_ROW (self->total_row), _ ("or the total alone"));
  den_field_row_set_commit (DEN_FIELD_ROW (self->total_row), commit_total, self, NULL);
  gtk_widget_set_hexpand (self->total_row, FALSE);
  gtk_widget_add_css_class (keep, "suggested-action");
  g_signal_connect (keep, "clicked", G_CALLBACK (keep_cb), self);
  g_signal_connect (leave, "clicked", G_CALLBACK (leave_cb), self);
  gtk_box_append (GTK_BOX (line), self->total_words);
  gtk_box_append (GTK_BOX (line), self->total_row);
  gtk_box_append (GTK_BOX (line), leave);
  gtk_box_append (GTK_BOX (line), keep);
  return line;
}

GtkWidget *
den_score_entry_new (DenChartEditor *editor)
{
  DenScoreEntry *self = g_object_new (DEN_TYPE_SCORE_ENTRY, NULL);

  self->editor = g_object_ref (editor);
  build_items (self);
  gtk_box_append (GTK_BOX (self), build_head (self));
  gtk_box_append (GTK_BOX (self), self->items);
  gtk_box_append (GTK_BOX (self), self->answers);
  gtk_box_append (GTK_BOX (self), build_foot (self));
  self->problem = new_label (NULL, "den-error");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (self), self->problem);
  return GTK_WIDGET (self);
}
