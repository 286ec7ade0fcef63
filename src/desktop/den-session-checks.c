/* The page of what is looked at before the dose. */
#include "den-session-checks.h"

#include "den-marks.h"
#include "den-session-acts.h"
#include "den-session-check-row.h"
#include "den-session-findings.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DenSessionChecks
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GtkWidget *arrival;
  GtkWidget *summary_icon;
  GtkWidget *summary;
  GtkWidget *list;
  GHashTable *rows; /* key -> row in list */
};

G_DEFINE_FINAL_TYPE (DenSessionChecks, den_session_checks, GTK_TYPE_BOX)

GtkWidget *
den_session_checks_find (DenSessionChecks *self, const char *key)
{
  return g_hash_table_lookup (self->rows, key);
}

/* ---- the rows ---- */

/* The protocol's check that the finding is about, where it is asked and not looked up. */
static const DenProtocolCheck *
find_asked (const DenProtocol *protocol, const char *key)
{
  const char *item = g_str_has_prefix (key, "check.") ? key + strlen ("check.") : NULL;

  for (guint i = 0; item != NULL && i < protocol->checks->len; i++)
    {
      const DenProtocolCheck *check = g_ptr_array_index (protocol->checks, i);

      if (g_strcmp0 (check->item, item) == 0)
        return check->from_chart == 1 ? NULL : check;
    }
  return NULL;
}

/* The first question from ROW on that nobody answered yet. */
static gboolean
focus_open (GtkWidget *row)
{
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (DEN_IS_SESSION_CHECK_ROW (row) &&
        den_session_check_row_is_open (DEN_SESSION_CHECK_ROW (row)))
      return gtk_widget_grab_focus (row);
  return FALSE;
}

/* An answer leads to the next question that has none. */
static void
answered_cb (DenSessionCheckRow *row, DenSessionChecks *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL ||
      (focus != GTK_WIDGET (row) && !gtk_widget_is_ancestor (focus, GTK_WIDGET (row))))
    return;
  focus_open (gtk_widget_get_next_sibling (GTK_WIDGET (row)));
}

static GtkWidget *
make_row (DenSessionChecks *self, const DenSessionFinding *finding, const DenSessionCase *at)
{
  const DenProtocolCheck *check = find_asked (at->protocol, finding->key);
  GtkWidget *row = check != NULL ? den_session_check_row_new (self->live, check)
                                 : den_session_finding_row_new (self->live, DEN_FINDINGS_BEFORE);

  if (check != NULL)
    g_signal_connect (row, "answered", G_CALLBACK (answered_cb), self);
  g_hash_table_insert (self->rows, g_strdup (finding->key), row);
  gtk_box_append (GTK_BOX (self->list), row);
  return row;
}

static void
drop_rows (DenSessionChecks *self, GHashTable *kept)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (!g_hash_table_contains (kept, key))
      {
        gtk_box_remove (GTK_BOX (self->list), row);
        g_hash_table_iter_remove (&iter);
      }
}

static void
show_rows (DenSessionChecks *self, GPtrArray *findings, const DenSessionCase *at)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *before = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);
      GtkWidget *row = g_hash_table_lookup (self->rows, finding->key);

      if (!g_hash_table_add (kept, finding->key))
        continue;
      if (row == NULL)
        row = make_row (self, finding, at);
      if (DEN_IS_SESSION_CHECK_ROW (row))
        den_session_check_row_set (DEN_SESSION_CHECK_ROW (row), finding, at);
      else
        den_session_finding_row_set (DEN_SESSION_FINDING_ROW (row), finding);
      if (gtk_widget_get_prev_sibling (row) != before)
        gtk_box_reorder_child_after (GTK_BOX (self->list), row, before);
      before = row;
    }
  drop_rows (self, kept);
}

/* ---- the whole ---- */

static void
show_summary (DenSessionChecks *self, GPtrArray *findings, const DenSessionCase *at)
{
  g_autofree char *words = NULL;
  guint open = 0;
  gboolean may;

  for (guint i = 0; i < findings->len; i++)
    if (!((const DenSessionFinding *) g_ptr_array_index (findings, i))->passes)
      open++;
  may = den_session_may_dose (at);
  if (den_instant_is_known (den_session_zero (at->session)))
    words = g_strdup (_ ("The dose was begun."));
  else if (may)
    words = g_strdup (_ ("All is passed: the dose may be given (F3)."));
  else
    words = g_strdup_printf (
        ngettext ("%u point is open before the dose.", "%u points are open before the dose.", open),
        open);
  den_session_set_words (self->summary, words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->summary_icon),
                                may ? "object-select-symbolic" : "dialog-question-symbolic");
  den_mark_set_class (self->summary_icon, may ? "den-good" : "den-unknown");
}

static void
update (DenSessionChecks *self)
{
  const DenSession *session = den_live_session_get_session (self->live);
  g_autoptr (GPtrArray) findings = NULL;
  DenSessionState state;
  DenSessionCase at;

  if (session == NULL)
    return;
  den_live_session_get_case (self->live, &at);
  state = den_session_state (session);
  gtk_widget_set_visible (self->arrival, state == DEN_STATE_BOOKED);
  /* What was recorded before the dose stays as it is once the patient left. */
  gtk_widget_set_sensitive (self->list, state <= DEN_STATE_DISCHARGED);
  if (at.protocol == NULL)
    {
      den_session_set_words (self->summary, _ ("The session’s course has no protocol: nothing can "
                                               "be checked."));
      return;
    }
  findings = den_session_before_dose (&at);
  show_rows (self, findings, &at);
  show_summary (self, findings, &at);
}

static void
arrived_cb (GtkWidget *button, DenSessionChecks *self)
{
  g_autoptr (GError) error = NULL;
  DenInstant now = den_office_now (den_live_session_get_office (self->live));

  if (!den_live_session_arrive (self->live, now, &error))
    den_session_failed (GTK_WIDGET (self), _ ("The arrival was not recorded."), error);
}

static void
changed_cb (DenLiveSession *live, DenSessionChecks *self)
{
  update (self);
}

/* The hours without food pass while the window is open. */
static void
tick_cb (DenLiveSession *live, DenSessionChecks *self)
{
  const DenSession *session = den_live_session_get_session (live);

  if (session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      den_session_state (session) <= DEN_STATE_ARRIVED)
    update (self);
}

/* ---- the widget ---- */

static gboolean
den_session_checks_grab_focus (GtkWidget *widget)
{
  DenSessionChecks *self = DEN_SESSION_CHECKS (widget);

  if (gtk_widget_get_visible (self->arrival))
    return gtk_widget_child_focus (self->arrival, GTK_DIR_TAB_FORWARD);
  return focus_open (gtk_widget_get_first_child (self->list)) ||
         gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static void
den_session_checks_dispose (GObject *object)
{
  DenSessionChecks *self = DEN_SESSION_CHECKS (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->live);
  G_OBJECT_CLASS (den_session_checks_parent_class)->dispose (object);
}

static void
den_session_checks_class_init (DenSessionChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_checks_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_checks_grab_focus;
}

static void
den_session_checks_init (DenSessionChecks *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GtkWidget *
make_arrival (DenSessionChecks *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = den_words_new (_ ("The patient is booked and not here yet."));
  GtkWidget *button = den_session_button_new (_ ("_Arrived"), _ ("The patient arrived now"),
                                              G_CALLBACK (arrived_cb), self);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), button);
  return line;
}

static GtkWidget *
make_fields (DenSessionChecks *self)
{
  static const char *const columns[] = { "prescriber_on_site", "monitored_by" };
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *row = den_session_field_new (self->live, columns[i]);

      den_field_row_set_label_group (DEN_FIELD_ROW (row), labels);
      gtk_box_append (GTK_BOX (box), row);
    }
  gtk_box_append (GTK_BOX (box), den_session_flag_new (self->live, "vitals_before_ok"));
  return box;
}

GtkWidget *
den_session_checks_new (DenLiveSession *live)
{
  DenSessionChecks *self = g_object_new (DEN_TYPE_SESSION_CHECKS, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->live = g_object_ref (live);
  self->arrival = make_arrival (self);
  self->summary_icon = gtk_image_new ();
  self->summary = den_words_new (NULL);
  gtk_widget_add_css_class (self->summary, "den-strong");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (line), self->summary_icon);
  gtk_box_append (GTK_BOX (line), self->summary);
  gtk_box_append (GTK_BOX (self), self->arrival);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), make_fields (self));
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (tick_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}
