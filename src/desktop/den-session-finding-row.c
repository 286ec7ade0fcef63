/* One finding: its mark, its sentence, what was decided, and the place to decide. */
#include "den-dialog.h"
#include "den-marks.h"
#include "den-message.h"
#include "den-session-acts.h"
#include "den-session-alerts-strip.h"
#include "den-session-checks.h"
#include "den-session-findings.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DenSessionFindingRow
{
  GtkBox parent_instance;

  DenLiveSession *live;
  DenFindingsMode mode;
  char *key;
  DenInstant of_at;
  gboolean from_label;

  GtkWidget *icon;
  GtkWidget *word;
  GtkWidget *sentence;
  GtkWidget *decided;
  GtkWidget *more;  /* shows the place where it is seldom wanted */
  GtkWidget *place; /* where it is decided */
  GtkWidget *reason;
  GtkWidget *buttons;
  GtkWidget *problem;
  const DenDecisionKind *offered; /* what the buttons are, NULL for none */
};

G_DEFINE_FINAL_TYPE (DenSessionFindingRow, den_session_finding_row, GTK_TYPE_BOX)

/* What an alert says before its buttons, on a screen of 1366 pixels. */
#define SENTENCE_CHARS 50

/* Ends a list of decisions. */
#define NO_MORE ((DenDecisionKind) -1)

static const DenDecisionKind before_review[] = { DEN_DECISION_PROCEED, DEN_DECISION_WAIT,
                                                 DEN_DECISION_HOLD, NO_MORE };
static const DenDecisionKind before_hold[] = { DEN_DECISION_WAIT, DEN_DECISION_HOLD, NO_MORE };
static const DenDecisionKind proceed[] = { DEN_DECISION_PROCEED, NO_MORE };
static const DenDecisionKind alert[] = { DEN_DECISION_TREAT,     DEN_DECISION_CALL,
                                         DEN_DECISION_EXTEND,    DEN_DECISION_STOP,
                                         DEN_DECISION_EMERGENCY, NO_MORE };
static const DenDecisionKind explanation[] = { DEN_DECISION_EXPLAIN, NO_MORE };

const char *
den_session_finding_row_get_key (DenSessionFindingRow *row)
{
  return row->key;
}

/* ---- deciding ---- */

static void
show_problem (DenSessionFindingRow *row, const char *words)
{
  gtk_label_set_text (GTK_LABEL (row->problem), words != NULL ? words : "");
  gtk_widget_set_visible (row->problem, words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (row->reason, "error");
  else
    gtk_widget_remove_css_class (row->reason, "error");
}

/* The fields of what was decided are gone, and the toolkit would lead on into the next text field,
 * which a stray key would overwrite. What is open next has the keys instead, or nothing. */
static void
lead_on (DenSessionFindingRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (row), DEN_TYPE_SESSION_CHECKS);

  if (page == NULL)
    page = gtk_widget_get_ancestor (GTK_WIDGET (row), DEN_TYPE_SESSION_ALERTS_STRIP);
  if ((page == NULL || !gtk_widget_grab_focus (page)) && root != NULL)
    gtk_root_set_focus (root, NULL);
}

static gboolean
record_decision (DenSessionFindingRow *row, DenDecisionKind decision, const char *reason)
{
  DenSessionFinding finding = { .key = row->key, .of_at = row->of_at };
  g_autoptr (DenSessionFindingRow) self = g_object_ref (row);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (den_live_session_decide (self->live, &finding, decision, reason, &error))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
      show_problem (self, NULL);
      lead_on (self);
      return TRUE;
    }
  words = den_error_words (NULL, error);
  show_problem (self, words);
  return FALSE;
}

/* The dose is held: the decision, and the session is closed without one. */
static void
hold_confirmed (gpointer owner)
{
  DenSessionFindingRow *row = owner;
  g_autofree char *reason = den_session_entry_read (row->reason);
  g_autoptr (DenLiveSession) live = g_object_ref (row->live);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (reason == NULL || !record_decision (row, DEN_DECISION_HOLD, reason))
    return;
  if (den_live_session_hold (live, reason, &error))
    return;
  words = den_error_words (NULL, error);
  show_problem (row, words);
}

/* A call or a pause speaks for itself. */
static gboolean
needs_words (DenDecisionKind decision)
{
  return decision == DEN_DECISION_PROCEED || decision == DEN_DECISION_HOLD ||
         decision == DEN_DECISION_TREAT || decision == DEN_DECISION_EXPLAIN;
}

gboolean
den_session_finding_row_decide (DenSessionFindingRow *row, DenDecisionKind decision)
{
  g_autofree char *reason = den_session_entry_read (row->reason);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));

  if (reason == NULL && needs_words (decision))
    {
      show_problem (row, decision == DEN_DECISION_TREAT ? _ ("Write what was done, in a word.")
                                                        : _ ("Write the reason first."));
      gtk_widget_grab_focus (row->reason);
      return FALSE;
    }
  if (decision != DEN_DECISION_HOLD)
    return record_decision (row, decision, reason);
  den_ask (GTK_WINDOW (root), _ ("No dose today?"),
           _ ("The session is closed without a dose, with this reason. What was recorded stays."),
           _ ("_Hold the dose"), hold_confirmed, row);
  return TRUE;
}

static void
decide_cb (GtkWidget *button, DenSessionFindingRow *row)
{
  int decision = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "decision"));

  den_session_finding_row_decide (row, (DenDecisionKind) decision);
}

/* The only decision there is needs no button. */
static void
activate_cb (GtkEntry *entry, DenSessionFindingRow *row)
{
  if (row->offered != NULL && row->offered[1] == NO_MORE)
    den_session_finding_row_decide (row, row->offered[0]);
  else
    gtk_widget_child_focus (row->buttons, GTK_DIR_TAB_FORWARD);
}

/* ---- showing ---- */

static const DenDecisionKind *
choose_decisions (DenSessionFindingRow *row, const DenSessionFinding *finding)
{
  /* No reason takes the place of an order. */
  if (finding->passes || (finding->mark == DEN_MARK_MISSING && g_str_equal (finding->key, "order")))
    return NULL;
  switch (row->mode)
    {
    case DEN_FINDINGS_BEFORE:
      return finding->mark == DEN_MARK_HOLD && finding->from_label ? before_hold : before_review;
    case DEN_FINDINGS_ALERTS:
      return g_str_has_prefix (finding->key, "checkpoint.") ? explanation : alert;
    case DEN_FINDINGS_SIGNING:
      return g_str_has_prefix (finding->key, "sign.") ? NULL : explanation;
    case DEN_FINDINGS_RELEASE:
    default:
      return proceed;
    }
}

/* What is only missing is mostly done next, not argued away: its place is shown when asked for. */
static gboolean
is_seldom_decided (DenSessionFindingRow *row, const DenSessionFinding *finding)
{
  return finding->mark == DEN_MARK_MISSING
             ? row->mode != DEN_FINDINGS_SIGNING
             : row->mode == DEN_FINDINGS_RELEASE && finding->mark == DEN_MARK_HOLD;
}

static void
show_place (DenSessionFindingRow *row)
{
  gboolean asked = !gtk_widget_get_visible (row->more) ||
                   gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (row->more));

  gtk_widget_set_visible (row->place, row->offered != NULL && asked);
}

static void
more_cb (GtkToggleButton *button, DenSessionFindingRow *row)
{
  show_place (row);
  if (gtk_toggle_button_get_active (button))
    gtk_widget_grab_focus (row->reason);
}

static void
show_buttons (DenSessionFindingRow *row, const DenSessionFinding *finding)
{
  const DenDecisionKind *offered = choose_decisions (row, finding);

  gtk_widget_set_visible (row->more, offered != NULL && is_seldom_decided (row, finding));
  if (offered == row->offered)
    {
      show_place (row);
      return;
    }
  row->offered = offered;
  den_box_clear (GTK_BOX (row->buttons));
  for (gsize i = 0; offered != NULL && offered[i] != NO_MORE; i++)
    {
      const char *label = _ (den_decision_choices[offered[i]].label);
      g_autofree char *name = g_strdup_printf ("%s: %s", label, finding->label);
      GtkWidget *button = den_session_button_new (label, name, G_CALLBACK (decide_cb), row);

      g_object_set_data (G_OBJECT (button), "decision", GINT_TO_POINTER (offered[i]));
      gtk_box_append (GTK_BOX (row->buttons), button);
    }
  show_place (row);
}

/* "Proceed: calm after ten minutes (A. Reyes, 09:12)". */
static void
show_decision (DenSessionFindingRow *row, const DenSessionDecision *decision)
{
  g_autofree char *time = NULL, *words = NULL;

  gtk_widget_set_visible (row->decided, decision != NULL);
  if (decision == NULL)
    return;
  time = den_instant_show_time (decision->decided_at);
  words = g_strdup_printf ("%s: %s (%s, %s)", _ (den_decision_choices[decision->decision].label),
                           decision->reason != NULL ? decision->reason : "–",
                           decision->decided_by != NULL ? decision->decided_by : "–", time);
  den_session_set_words (row->decided, words);
}

void
den_session_finding_row_set (DenSessionFindingRow *row, const DenSessionFinding *finding)
{
  g_autofree char *name = NULL, *more = NULL;
  g_autofree char *words = g_strdup_printf ("%s: %s", finding->label,
                                            finding->sentence != NULL ? finding->sentence : "");

  if (g_strcmp0 (row->key, finding->key) != 0)
    {
      g_free (row->key);
      row->key = g_strdup (finding->key);
    }
  row->of_at = finding->of_at;
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), den_session_mark_icon (finding));
  den_mark_set_class (row->icon, den_session_mark_class (finding));
  den_mark_set_class (row->word, den_session_mark_class (finding));
  den_session_set_words (row->word, den_session_mark_word (finding));
  den_session_set_words (row->sentence, words);
  if (row->mode == DEN_FINDINGS_ALERTS)
    gtk_widget_set_tooltip_text (row->sentence, words);
  show_decision (row, finding->decision);
  name = g_strdup_printf (row->mode == DEN_FINDINGS_ALERTS ? _ ("What was done: %s")
                                                           : _ ("Reason: %s"),
                          finding->label);
  den_control_set_name (row->reason, name);
  more = g_strdup_printf (_ ("Go on without: %s"), finding->label);
  den_control_set_name (row->more, more);
  show_buttons (row, finding);
}

/* ---- the widget ---- */

static void
den_session_finding_row_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_FINDING_ROW (object)->live);
  G_OBJECT_CLASS (den_session_finding_row_parent_class)->dispose (object);
}

static void
den_session_finding_row_finalize (GObject *object)
{
  g_free (DEN_SESSION_FINDING_ROW (object)->key);
  G_OBJECT_CLASS (den_session_finding_row_parent_class)->finalize (object);
}

static gboolean
den_session_finding_row_grab_focus (GtkWidget *widget)
{
  DenSessionFindingRow *row = DEN_SESSION_FINDING_ROW (widget);

  if (gtk_widget_get_visible (row->place))
    return gtk_widget_grab_focus (row->reason);
  return gtk_widget_get_visible (row->more) && gtk_widget_grab_focus (row->more);
}

static void
den_session_finding_row_class_init (DenSessionFindingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_finding_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = den_session_finding_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_finding_row_grab_focus;
}

static void
den_session_finding_row_init (DenSessionFindingRow *row)
{
  row->of_at = DEN_INSTANT_UNKNOWN;
  gtk_widget_add_css_class (GTK_WIDGET (row), "den-session-finding");
}

static GtkWidget *
make_place (DenSessionFindingRow *row)
{
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  row->reason = den_session_entry_new_named (
      "", row->mode == DEN_FINDINGS_ALERTS ? _ ("What was done") : _ ("Reason"),
      row->mode == DEN_FINDINGS_ALERTS ? 16 : 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (row->reason), 30);
  gtk_widget_set_hexpand (row->reason, row->mode != DEN_FINDINGS_ALERTS);
  g_signal_connect (row->reason, "activate", G_CALLBACK (activate_cb), row);
  row->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_box_append (GTK_BOX (place), row->reason);
  gtk_box_append (GTK_BOX (place), row->buttons);
  gtk_widget_set_visible (place, FALSE);
  return place;
}

static void
build (DenSessionFindingRow *row)
{
  gboolean wide = row->mode == DEN_FINDINGS_ALERTS;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  row->icon = gtk_image_new ();
  gtk_widget_set_valign (row->icon, wide ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  row->word = gtk_label_new (NULL);
  gtk_widget_set_valign (row->word, wide ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (row->word), 0);
  gtk_label_set_width_chars (GTK_LABEL (row->word), 7);
  gtk_widget_add_css_class (row->word, "den-strong");
  row->sentence = den_words_new (NULL);
  if (wide)
    {
      gtk_label_set_width_chars (GTK_LABEL (row->sentence), SENTENCE_CHARS);
      gtk_label_set_lines (GTK_LABEL (row->sentence), 2);
      gtk_label_set_ellipsize (GTK_LABEL (row->sentence), PANGO_ELLIPSIZE_END);
    }
  row->decided = den_words_new (NULL);
  gtk_widget_add_css_class (row->decided, "den-small");
  row->place = make_place (row);
  row->more = gtk_toggle_button_new_with_label (_ ("Reason…"));
  gtk_widget_add_css_class (row->more, "flat");
  gtk_widget_add_css_class (row->more, "den-session-small");
  gtk_widget_set_valign (row->more, GTK_ALIGN_START);
  gtk_widget_set_visible (row->more, FALSE);
  g_signal_connect (row->more, "toggled", G_CALLBACK (more_cb), row);
  row->problem = den_words_new (NULL);
  gtk_widget_add_css_class (row->problem, "den-error");
  gtk_widget_set_visible (row->problem, FALSE);
  gtk_widget_set_visible (row->decided, FALSE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, wide ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (words), row->sentence);
  gtk_box_append (GTK_BOX (words), row->decided);
  if (!wide)
    gtk_box_append (GTK_BOX (words), row->place);
  gtk_box_append (GTK_BOX (words), row->problem);
  gtk_box_append (GTK_BOX (line), row->icon);
  gtk_box_append (GTK_BOX (line), row->word);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), row->more);
  if (wide)
    gtk_box_append (GTK_BOX (line), row->place);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_box_append (GTK_BOX (row), line);
}

GtkWidget *
den_session_finding_row_new (DenLiveSession *live, DenFindingsMode mode)
{
  DenSessionFindingRow *row = g_object_new (DEN_TYPE_SESSION_FINDING_ROW, NULL);

  row->live = g_object_ref (live);
  row->mode = mode;
  build (row);
  return GTK_WIDGET (row);
}
