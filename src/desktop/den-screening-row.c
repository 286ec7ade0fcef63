/* A question, its three answers, and when it was last asked. */
#include "den-screening-row.h"

#include "den-marks.h"

#include <glib/gi18n-lib.h>

/* An answer older than this is unknown again (the contract's rule of contraindications). */
#define STALE_DAYS 365

#define N_ANSWERS 3

struct _DenScreeningRow
{
  GtkListBoxRow parent_instance;

  const DenScreeningItem *item;
  GtkWidget *question;
  GtkWidget *note;
  GtkWidget *note_row; /* NULL until the note is edited */
  GtkWidget *note_button;
  GtkWidget *asked;
  GtkWidget *answers[N_ANSWERS]; /* by DenAnswer */
  gboolean answered;
  gboolean showing;
};

enum
{
  ANSWERED,
  NOTE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const answer_words[N_ANSWERS] = { N_ ("Yes"), N_ ("No"), N_ ("Unknown") };

G_DEFINE_FINAL_TYPE (DenScreeningRow, den_screening_row, GTK_TYPE_LIST_BOX_ROW)

const DenScreeningItem *
den_screening_row_get_item (DenScreeningRow *row)
{
  return row->item;
}

gboolean
den_screening_row_is_answered (DenScreeningRow *row)
{
  return row->answered;
}

static void
toggled_cb (GtkToggleButton *button, DenScreeningRow *row)
{
  if (row->showing || !gtk_toggle_button_get_active (button))
    return;
  for (int i = 0; i < N_ANSWERS; i++)
    if (GTK_WIDGET (button) == row->answers[i])
      g_signal_emit (row, signals[ANSWERED], 0, i);
}

/* "asked 10/02/2026", "asked 08/11/2024, over a year ago". */
static void
show_asked (DenScreeningRow *row, const DenScreening *screening, gboolean applies, DenDay on)
{
  g_autofree char *day = NULL, *words = NULL;
  gboolean stale = FALSE;

  if (!applies)
    words = g_strdup (_ ("does not apply"));
  else if (screening == NULL)
    words = g_strdup (_ ("not asked"));
  else if (screening->noted_on == DEN_UNKNOWN)
    words = g_strdup (_ ("day not noted"));
  else
    {
      day = den_day_to_us (screening->noted_on);
      stale = on - screening->noted_on > STALE_DAYS;
      words = stale ? g_strdup_printf (_ ("⚠ %s, ask again"), day) : g_strdup (day);
    }
  gtk_label_set_text (GTK_LABEL (row->asked), words);
  den_mark_set_class (row->asked, stale ? "den-caution" : "den-muted");
  row->answered = applies && screening != NULL && !stale;
}

static void
show_answer (DenScreeningRow *row, const DenScreening *screening)
{
  row->showing = TRUE;
  for (int i = 0; i < N_ANSWERS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row->answers[i]),
                                  screening != NULL && screening->answer == i);
  row->showing = FALSE;
}

/* A yes is marked by how much it weighs. */
static void
show_weight (DenScreeningRow *row, const DenScreening *screening)
{
  gboolean yes = screening != NULL && screening->answer == DEN_ANSWER_YES;

  gtk_widget_remove_css_class (row->answers[DEN_ANSWER_YES], "den-danger");
  gtk_widget_remove_css_class (row->answers[DEN_ANSWER_YES], "den-caution");
  if (yes)
    gtk_widget_add_css_class (row->answers[DEN_ANSWER_YES],
                              row->item->absolute == 1 ? "den-danger" : "den-caution");
}

/* ---- the note ---- */

static void
show_note (DenScreeningRow *row, const DenScreening *screening)
{
  const char *note = screening != NULL ? screening->note : NULL;
  g_auto (DenValue) value = DEN_VALUE_INIT;

  gtk_label_set_text (GTK_LABEL (row->note), note != NULL ? note : "");
  gtk_widget_set_visible (row->note, note != NULL && row->note_row == NULL);
  gtk_widget_set_sensitive (row->note_button, screening != NULL);
  if (row->note_row == NULL)
    return;
  value.text = g_strdup (note);
  den_field_row_set_value (DEN_FIELD_ROW (row->note_row), &value);
}

static void
close_note (DenScreeningRow *row)
{
  GtkWidget *box = gtk_widget_get_parent (row->note_row);

  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_box_remove (GTK_BOX (box), row->note_row);
  row->note_row = NULL;
  gtk_widget_set_visible (row->note, *gtk_label_get_text (GTK_LABEL (row->note)) != '\0');
}

/* Enter keeps the note and Escape leaves it as it was; both go back to the question. */
static gboolean
note_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             DenScreeningRow *row)
{
  DenFieldRow *note = DEN_FIELD_ROW (row->note_row);

  if (key == GDK_KEY_Escape)
    den_field_row_restore (note);
  else if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  else if (!den_field_row_take (note))
    return GDK_EVENT_STOP;
  close_note (row);
  return GDK_EVENT_STOP;
}

gboolean
den_screening_row_edit_note (DenScreeningRow *row, DenFieldCommit commit, gpointer data)
{
  GtkEventController *key;
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (!gtk_widget_get_sensitive (row->note_button))
    return FALSE;
  if (row->note_row == NULL)
    {
      row->note_row = den_field_row_new (den_record_type_find (&den_screening_type, "note"));
      value.text = g_strdup (gtk_label_get_text (GTK_LABEL (row->note)));
      if (*value.text != '\0')
        den_field_row_set_value (DEN_FIELD_ROW (row->note_row), &value);
      den_field_row_set_commit (DEN_FIELD_ROW (row->note_row), commit, data, NULL);
      key = gtk_event_controller_key_new ();
      gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
      g_signal_connect (key, "key-pressed", G_CALLBACK (note_key_cb), row);
      gtk_widget_add_controller (row->note_row, key);
      gtk_box_append (GTK_BOX (gtk_widget_get_parent (row->note)), row->note_row);
      gtk_widget_set_visible (row->note, FALSE);
    }
  return gtk_widget_grab_focus (row->note_row);
}

static void
note_cb (GtkWidget *button, DenScreeningRow *row)
{
  g_signal_emit (row, signals[NOTE], 0);
}

/* ---- the row ---- */

void
den_screening_row_set (DenScreeningRow *row, const DenScreening *screening, gboolean applies,
                       DenDay on)
{
  const char *answer = screening != NULL && applies ? _ (answer_words[screening->answer]) : "";
  g_autofree char *words = NULL;

  show_asked (row, screening, applies, on);
  show_answer (row, applies ? screening : NULL);
  show_weight (row, applies ? screening : NULL);
  show_note (row, applies ? screening : NULL);
  words = g_strdup_printf ("%s %s %s", row->item->question, answer,
                           gtk_label_get_text (GTK_LABEL (row->asked)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
den_screening_row_class_init (DenScreeningRowClass *klass)
{
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[NOTE] = g_signal_new ("note", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
den_screening_row_init (DenScreeningRow *row)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "den-screening-row");
}

static GtkWidget *
new_answers (DenScreeningRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (int i = 0; i < N_ANSWERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s: %s", row->item->label, _ (answer_words[i]));

      row->answers[i] = gtk_toggle_button_new_with_label (_ (answer_words[i]));
      /* The row takes the focus and the keys, so that one Tab leaves the list. */
      gtk_widget_set_focusable (row->answers[i], FALSE);
      gtk_widget_add_css_class (row->answers[i], "den-answer");
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->answers[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (row->answers[i]),
                                     GTK_TOGGLE_BUTTON (row->answers[0]));
      g_signal_connect (row->answers[i], "toggled", G_CALLBACK (toggled_cb), row);
      gtk_box_append (GTK_BOX (box), row->answers[i]);
    }
  return box;
}

/* Seen where the pointer or the focus is: a column of pencils would tell nothing. */
static GtkWidget *
new_note_button (DenScreeningRow *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("%s: note"), row->item->label);

  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "den-small-button");
  gtk_widget_add_css_class (button, "den-note-button");
  gtk_widget_set_tooltip_text (button, _ ("A note to the answer (Enter)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (note_cb), row);
  return button;
}

static GtkWidget *
new_label (const char *words, gboolean wrap)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  return label;
}

GtkWidget *
den_screening_row_new (const DenScreeningItem *item)
{
  DenScreeningRow *row = g_object_new (DEN_TYPE_SCREENING_ROW, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  row->item = item;
  row->question = new_label (item->question, TRUE);
  row->note = new_label (NULL, TRUE);
  gtk_widget_add_css_class (row->note, "dim-label");
  row->asked = new_label (NULL, FALSE);
  gtk_label_set_xalign (GTK_LABEL (row->asked), 1.0f);
  gtk_label_set_width_chars (GTK_LABEL (row->asked), 13);
  gtk_widget_add_css_class (row->asked, "numeric");
  gtk_widget_add_css_class (row->asked, "den-small");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), row->question);
  gtk_box_append (GTK_BOX (words), row->note);
  row->note_button = new_note_button (row);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), row->note_button);
  gtk_box_append (GTK_BOX (line), row->asked);
  gtk_box_append (GTK_BOX (line), new_answers (row));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  return GTK_WIDGET (row);
}
