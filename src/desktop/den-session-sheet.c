/* The items of a scale, in the place of the chart while they are answered. */
#include "den-session-sheet.h"

#include "den-scroll.h"
#include "den-session-acts.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* Aldrete 1995 (J Clin Anesth 7:89) and Chung 1995 (J Clin Anesth 7:500), in our own short words:
 * what each score of an item means. */
typedef struct
{
  const char *scale;
  int n;
  const char *items[5];
} Discharge;

static const Discharge discharge_scales[] = {
  { "Modified Aldrete",
    5,
    { N_ ("Activity: 2 moves four limbs, 1 two, 0 none"),
      N_ ("Respiration: 2 breathes deeply and coughs, 1 limited, 0 apnea"),
      N_ ("Circulation: 2 BP within 20 % of the first, 1 within 20 to 50 %, 0 beyond"),
      N_ ("Consciousness: 2 fully awake, 1 wakes when called, 0 does not"),
      N_ ("SpO₂: 2 over 92 % on room air, 1 needs oxygen for 90 %, 0 under 90 % with it") } },
  { "MPADSS",
    5,
    { N_ ("Vital signs: 2 within 20 % of the first, 1 within 20 to 40 %, 0 beyond"),
      N_ ("Activity: 2 steady gait, 1 with assistance, 0 can not walk"),
      N_ ("Nausea and vomiting: 2 minimal, 1 moderate, 0 severe"),
      N_ ("Pain: 2 minimal, 1 moderate, 0 severe"),
      N_ ("Bleeding: 2 minimal, 1 moderate, 0 severe") } },
};

#define DISCHARGE_MAX 2
#define ITEM_CHARS 70

struct _DenSessionSheet
{
  GtkBox parent_instance;

  const DenReference *reference;
  char *scale;
  int max[DEN_MAX_SCORES];
  DenScores scores;
  int current;

  GtkWidget *title;
  GtkWidget *total;
  GtkWidget *items; /* takes the keys */
  GtkWidget *keep_button;
};

enum
{
  KEPT,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenSessionSheet, den_session_sheet, GTK_TYPE_BOX)

const DenScores *
den_session_sheet_get_scores (DenSessionSheet *self)
{
  return &self->scores;
}

static gboolean
is_complete (DenSessionSheet *self)
{
  for (int i = 0; i < self->scores.n; i++)
    if (self->scores.item[i] == DEN_SCORE_MISSING)
      return FALSE;
  return self->scores.n > 0;
}

static void
show (DenSessionSheet *self)
{
  g_autofree char *words = NULL;
  int sum = 0, index = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->items); row != NULL;
       row = gtk_widget_get_next_sibling (row), index++)
    {
      int score = self->scores.item[index];
      char text[16];

      g_snprintf (text, sizeof text, "%d", score);
      den_session_set_words (gtk_widget_get_last_child (row),
                             score != DEN_SCORE_MISSING ? text : "");
      if (index == self->current)
        gtk_widget_add_css_class (row, "den-current");
      else
        gtk_widget_remove_css_class (row, "den-current");
      if (index == self->current && gtk_widget_get_mapped (row))
        den_scroll_to (row);
      sum += MAX (score, 0);
    }
  words = is_complete (self)
              ? g_strdup_printf (_ ("Total %d. Return keeps it."), sum)
              : g_strdup_printf (_ ("Item %d of %d: a number key from 0 to %d"),
                                 MIN (self->current + 1, self->scores.n), self->scores.n,
                                 self->max[MIN (self->current, self->scores.n - 1)]);
  den_session_set_words (self->total, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->items), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
  gtk_widget_set_sensitive (self->keep_button, is_complete (self));
}

/* ---- keys ---- */

static void
keep (DenSessionSheet *self)
{
  g_autofree char *scale = g_strdup (self->scale);

  if (is_complete (self))
    g_signal_emit (self, signals[KEPT], 0, scale);
}

static void
move (DenSessionSheet *self, int step)
{
  self->current = CLAMP (self->current + step, 0, self->scores.n - 1);
  show (self);
}

gboolean
den_session_sheet_type (DenSessionSheet *self, guint key)
{
  int score = g_unichar_digit_value (gdk_keyval_to_unicode (key));

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    keep (self);
  else if (key == GDK_KEY_Escape)
    g_signal_emit (self, signals[LEFT], 0);
  else if (key == GDK_KEY_Up || key == GDK_KEY_BackSpace)
    move (self, -1);
  else if (key == GDK_KEY_Down)
    move (self, 1);
  else if (score >= 0 && score <= self->max[self->current])
    {
      self->scores.item[self->current] = score;
      move (self, 1);
    }
  else if (score >= 0)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenSessionSheet *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  return den_session_sheet_type (self, key);
}

static void
keep_cb (GtkWidget *button, DenSessionSheet *self)
{
  keep (self);
}

static void
leave_cb (GtkWidget *button, DenSessionSheet *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* ---- beginning ---- */

static void
add_item (DenSessionSheet *self, const char *label, int max)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *score = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  /* The scores stand in a column beside the words. */
  gtk_label_set_width_chars (GTK_LABEL (words), ITEM_CHARS);
  gtk_label_set_width_chars (GTK_LABEL (score), 3);
  gtk_label_set_xalign (GTK_LABEL (score), 1);
  gtk_widget_add_css_class (score, "numeric");
  gtk_widget_add_css_class (row, "den-item-row");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), score);
  gtk_box_append (GTK_BOX (self->items), row);
  self->max[self->scores.n] = max;
  self->scores.item[self->scores.n++] = DEN_SCORE_MISSING;
}

static void
add_items (DenSessionSheet *self, const char *name)
{
  const DenScale *scale = den_reference_find_scale (self->reference, name);

  for (gsize i = 0; i < G_N_ELEMENTS (discharge_scales); i++)
    for (int j = 0; g_str_equal (discharge_scales[i].scale, name) && j < discharge_scales[i].n; j++)
      add_item (self, _ (discharge_scales[i].items[j]), DISCHARGE_MAX);
  for (guint i = 0; scale != NULL && i < scale->items->len && i < DEN_MAX_SCORES; i++)
    {
      const DenScaleItem *item = g_ptr_array_index (scale->items, i);

      add_item (self, item->label, (int) item->max);
    }
}

void
den_session_sheet_begin (DenSessionSheet *self, const char *scale)
{
  g_free (self->scale);
  self->scale = g_strdup (scale);
  self->scores.n = 0;
  self->current = 0;
  den_box_clear (GTK_BOX (self->items));
  add_items (self, scale);
  gtk_label_set_text (GTK_LABEL (self->title), scale);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->items), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  scale, -1);
  show (self);
  gtk_widget_grab_focus (self->items);
}

/* ---- the widget ---- */

static gboolean
den_session_sheet_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DEN_SESSION_SHEET (widget)->items);
}

static void
den_session_sheet_finalize (GObject *object)
{
  g_free (DEN_SESSION_SHEET (object)->scale);
  G_OBJECT_CLASS (den_session_sheet_parent_class)->finalize (object);
}

static void
den_session_sheet_class_init (DenSessionSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = den_session_sheet_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_sheet_grab_focus;
  signals[KEPT] = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_heading (DenSessionSheet *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "heading");
  self->total = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->total), 0);
  gtk_widget_set_hexpand (self->total, TRUE);
  self->keep_button =
      den_session_button_new (_ ("Keep"), _ ("Keep the answers"), G_CALLBACK (keep_cb), self);
  gtk_widget_add_css_class (self->keep_button, "suggested-action");
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (line), self->total);
  gtk_box_append (GTK_BOX (line), den_session_button_new (_ ("Leave"), _ ("Leave the answers"),
                                                          G_CALLBACK (leave_cb), self));
  gtk_box_append (GTK_BOX (line), self->keep_button);
  return line;
}

static void
den_session_sheet_init (DenSessionSheet *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-session-sheet");
  gtk_box_append (GTK_BOX (self), make_heading (self));
  self->items = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_focusable (self->items, TRUE);
  gtk_widget_add_css_class (self->items, "den-items");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->items, keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->items);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_box_append (GTK_BOX (self), scrolled);
}

GtkWidget *
den_session_sheet_new (const DenReference *reference)
{
  DenSessionSheet *self = g_object_new (DEN_TYPE_SESSION_SHEET, NULL);

  self->reference = reference;
  return GTK_WIDGET (self);
}
