/* A question before the dose. */
#include "den-session-check-row.h"

#include "den-marks.h"
#include "den-message.h"
#include "den-session-acts.h"
#include "den-session-findings.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_ANSWERS 3

struct _DenSessionCheckRow
{
  GtkBox parent_instance;

  DenLiveSession *live;
  char *item;
  char *question;
  gint64 since_minutes;
  gboolean showing;
  gboolean open; /* nobody answered yet */

  GtkWidget *icon;
  GtkWidget *found;
  GtkWidget *time; /* NULL where no time is asked */
  GtkWidget *answers[N_ANSWERS];
  GtkWidget *problem;
  GtkWidget *finding;
};

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenSessionCheckRow, den_session_check_row, GTK_TYPE_BOX)

const char *
den_session_check_row_get_item (DenSessionCheckRow *row)
{
  return row->item;
}

gboolean
den_session_check_row_is_open (DenSessionCheckRow *row)
{
  return row->open;
}

/* ---- answering ---- */

static void
show_problem (DenSessionCheckRow *row, const char *words)
{
  gtk_label_set_text (GTK_LABEL (row->problem), words != NULL ? words : "");
  gtk_widget_set_visible (row->problem, words != NULL);
  if (row->time == NULL)
    return;
  if (words != NULL)
    gtk_widget_add_css_class (row->time, "error");
  else
    gtk_widget_remove_css_class (row->time, "error");
}

static gboolean
record (DenSessionCheckRow *row, gint64 answer, DenInstant since)
{
  g_autoptr (DenSessionCheckRow) self = g_object_ref (row);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (den_live_session_check (self->live, self->item, answer, since, NULL, &error))
    {
      show_problem (self, NULL);
      g_signal_emit (self, signals[ANSWERED], 0);
      return TRUE;
    }
  words = den_error_words (NULL, error);
  show_problem (self, words);
  return FALSE;
}

gboolean
den_session_check_row_answer (DenSessionCheckRow *row, DenCheckAnswer answer)
{
  return record (row, (gint64) answer, DEN_INSTANT_UNKNOWN);
}

gboolean
den_session_check_row_take_time (DenSessionCheckRow *row)
{
  g_autofree char *text = row->time != NULL ? den_session_entry_read (row->time) : NULL;
  DenInstant since;

  if (text == NULL)
    return TRUE;
  if (!den_session_read_time (text, den_office_get_clock (den_live_session_get_office (row->live)),
                              &since))
    {
      show_problem (row, _ ("Type a time like 07:15."));
      return FALSE;
    }
  gtk_editable_set_text (GTK_EDITABLE (row->time), "");
  return record (row, DEN_UNKNOWN, since);
}

static void
toggled_cb (GtkToggleButton *button, DenSessionCheckRow *row)
{
  if (row->showing || !gtk_toggle_button_get_active (button))
    return;
  for (int i = 0; i < N_ANSWERS; i++)
    if (GTK_WIDGET (button) == row->answers[i])
      den_session_check_row_answer (row, (DenCheckAnswer) i);
}

static void
time_cb (GtkEntry *entry, DenSessionCheckRow *row)
{
  den_session_check_row_take_time (row);
}

static void
leave_cb (GtkEventControllerFocus *controller, DenSessionCheckRow *row)
{
  den_session_check_row_take_time (row);
}

/* The digit that was typed on the row is the first of the time. */
static void
begin_time (DenSessionCheckRow *row, int digit)
{
  char text[] = { (char) ('0' + digit), '\0' };

  gtk_editable_set_text (GTK_EDITABLE (row->time), text);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (row->time));
  gtk_editable_set_position (GTK_EDITABLE (row->time), -1);
}

/* Y, N and A answer where no text is being typed; a digit begins the time. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenSessionCheckRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));
  int digit;

  if (root == NULL || gtk_root_get_focus (root) != GTK_WIDGET (row) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_y:
      den_session_check_row_answer (row, DEN_CHECK_ANSWER_YES);
      return GDK_EVENT_STOP;
    case GDK_KEY_n:
      den_session_check_row_answer (row, DEN_CHECK_ANSWER_NO);
      return GDK_EVENT_STOP;
    case GDK_KEY_a:
      den_session_check_row_answer (row, DEN_CHECK_ANSWER_NOT_APPLICABLE);
      return GDK_EVENT_STOP;
    default:
      break;
    }
  digit = g_unichar_digit_value (gdk_keyval_to_unicode (key));
  if (row->time == NULL || digit < 0)
    return GDK_EVENT_PROPAGATE;
  begin_time (row, digit);
  return GDK_EVENT_STOP;
}

/* ---- showing ---- */

/* The newest answer to the item holds. */
static const DenSessionCheck *
find_answer (DenSessionCheckRow *row, const DenSession *session)
{
  const DenSessionCheck *newest = NULL;

  for (guint i = 0; i < session->checks->len; i++)
    {
      const DenSessionCheck *check = g_ptr_array_index (session->checks, i);

      if (g_strcmp0 (check->item, row->item) == 0)
        newest = check;
    }
  return newest;
}

void
den_session_check_row_set (DenSessionCheckRow *row, const DenSessionFinding *finding,
                           const DenSessionCase *at)
{
  const DenSessionCheck *check = find_answer (row, at->session);
  gboolean decides = finding->mark > DEN_MARK_MISSING;
  g_autofree char *name = NULL;

  row->open = check == NULL;
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), den_session_mark_icon (finding));
  den_mark_set_class (row->icon, den_session_mark_class (finding));
  gtk_widget_set_tooltip_text (row->icon, den_session_mark_word (finding));
  den_session_set_words (row->found,
                         check != NULL && finding->sentence != NULL ? finding->sentence : "");
  gtk_widget_set_visible (row->found,
                          check != NULL && den_instant_is_known (check->since) && !decides);
  /* The finding beneath has the mark then. */
  gtk_widget_set_opacity (row->icon, decides ? 0 : 1);
  gtk_widget_set_visible (row->finding, decides);
  den_session_finding_row_set (DEN_SESSION_FINDING_ROW (row->finding), finding);
  row->showing = TRUE;
  for (int i = 0; i < N_ANSWERS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row->answers[i]),
                                  check != NULL && check->answer == i);
  row->showing = FALSE;
  name = g_strdup_printf ("%s: %s. %s", row->question, den_session_mark_word (finding),
                          finding->sentence != NULL ? finding->sentence : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* ---- the widget ---- */

static void
den_session_check_row_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_CHECK_ROW (object)->live);
  G_OBJECT_CLASS (den_session_check_row_parent_class)->dispose (object);
}

static void
den_session_check_row_finalize (GObject *object)
{
  DenSessionCheckRow *row = DEN_SESSION_CHECK_ROW (object);

  g_free (row->item);
  g_free (row->question);
  G_OBJECT_CLASS (den_session_check_row_parent_class)->finalize (object);
}

static void
den_session_check_row_class_init (DenSessionCheckRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_session_check_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = den_session_check_row_finalize;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
den_session_check_row_init (DenSessionCheckRow *row)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (row), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (row), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "den-session-check");
}

static GtkWidget *
make_answers (DenSessionCheckRow *row)
{
  static const char *const words[N_ANSWERS] = { N_ ("Yes"), N_ ("No"), N_ ("N/A") };
  static const char *const spoken[N_ANSWERS] = { N_ ("yes"), N_ ("no"), N_ ("does not apply") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (int i = 0; i < N_ANSWERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s: %s", row->question, _ (spoken[i]));

      row->answers[i] = gtk_toggle_button_new_with_label (_ (words[i]));
      /* The row takes the keys, so that one Tab goes from question to question. */
      gtk_widget_set_focusable (row->answers[i], FALSE);
      gtk_widget_add_css_class (row->answers[i], "den-answer");
      gtk_widget_add_css_class (row->answers[i], "den-session-small");
      den_control_set_name (row->answers[i], name);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (row->answers[i]),
                                     GTK_TOGGLE_BUTTON (row->answers[0]));
      g_signal_connect (row->answers[i], "toggled", G_CALLBACK (toggled_cb), row);
      gtk_box_append (GTK_BOX (box), row->answers[i]);
    }
  return box;
}

static GtkWidget *
make_time (DenSessionCheckRow *row)
{
  g_autofree char *name = g_strdup_printf (_ ("%s: time of the last"), row->question);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row->time = den_session_entry_new_named (name, _ ("last at"), 6);
  g_signal_connect (row->time, "activate", G_CALLBACK (time_cb), row);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), row);
  gtk_widget_add_controller (row->time, focus);
  return row->time;
}

static void
build (DenSessionCheckRow *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  row->icon = gtk_image_new ();
  row->found = den_words_new (NULL);
  gtk_widget_add_css_class (row->found, "den-small");
  gtk_widget_add_css_class (row->found, "dim-label");
  row->problem = den_words_new (NULL);
  gtk_widget_add_css_class (row->problem, "den-error");
  gtk_widget_set_visible (row->problem, FALSE);
  row->finding = den_session_finding_row_new (row->live, DEN_FINDINGS_BEFORE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), den_words_new (row->question));
  gtk_box_append (GTK_BOX (words), row->found);
  gtk_box_append (GTK_BOX (line), row->icon);
  gtk_box_append (GTK_BOX (line), words);
  if (row->since_minutes != DEN_UNKNOWN)
    gtk_box_append (GTK_BOX (line), make_time (row));
  gtk_box_append (GTK_BOX (line), make_answers (row));
  gtk_box_append (GTK_BOX (row), line);
  gtk_box_append (GTK_BOX (row), row->problem);
  gtk_box_append (GTK_BOX (row), row->finding);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), keys);
}

GtkWidget *
den_session_check_row_new (DenLiveSession *live, const DenProtocolCheck *check)
{
  DenSessionCheckRow *row = g_object_new (DEN_TYPE_SESSION_CHECK_ROW, NULL);

  row->live = g_object_ref (live);
  row->item = g_strdup (check->item);
  row->question = g_strdup (check->question);
  row->since_minutes = check->since_minutes;
  build (row);
  return GTK_WIDGET (row);
}
