/* The strip of adverse events, and those of this session. */
#include "den-session-events.h"

#include "den-marks.h"
#include "den-session-acts.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define N_SEVERITIES 3

struct _DenSessionEvents
{
  GtkBox parent_instance;

  DenLiveSession *live;
  const DenEventKind *chosen; /* waits for its severity; NULL */
  GtkWidget *strip;           /* takes the letters */
  GtkWidget *kinds;           /* in it, a button a kind */
  GtkWidget *prompt;
  GtkWidget *severities;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (DenSessionEvents, den_session_events, GTK_TYPE_BOX)

/* ---- recording ---- */

static void
show_prompt (DenSessionEvents *self)
{
  g_autofree char *words =
      self->chosen != NULL
          ? g_strdup_printf (_ ("%s: 1 mild, 2 moderate, 3 severe, 0 resolved; Escape leaves it."),
                             self->chosen->label)
          : g_strdup (_ ("A letter, then 1, 2, 3: how severe; 0: resolved."));

  den_session_set_words (self->prompt, words);
  den_mark_set_class (self->prompt, self->chosen != NULL ? "den-caution" : "den-muted");
  gtk_widget_set_sensitive (self->severities, self->chosen != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
}

static void
choose (DenSessionEvents *self, const DenEventKind *kind)
{
  self->chosen = kind;
  for (GtkWidget *child = gtk_widget_get_first_child (self->kinds); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

      if (g_object_get_data (G_OBJECT (button), "kind") == kind && kind != NULL)
        gtk_widget_add_css_class (button, "den-session-chosen");
      else
        gtk_widget_remove_css_class (button, "den-session-chosen");
    }
  show_prompt (self);
}

static void
record (DenSessionEvents *self, DenEventSeverity severity)
{
  DenSessionEvent *event;
  g_autoptr (GError) error = NULL;

  if (self->chosen == NULL)
    return;
  event = den_record_new (&den_session_event_type);
  event->kind = g_strdup (self->chosen->name);
  event->severity = (gint64) severity;
  if (den_live_session_add (self->live, event, &error) == 0)
    den_session_failed (GTK_WIDGET (self), _ ("The event was not recorded."), error);
  else
    choose (self, NULL);
}

gboolean
den_session_events_resolve (DenSessionEvents *self, gint64 event_id)
{
  const DenSessionEvent *event = den_session_find_record (den_live_session_get_session (self->live),
                                                          &den_session_event_type, event_id);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (event == NULL)
    return FALSE;
  value.type = DEN_FIELD_INSTANT;
  value.instant = den_office_now (den_live_session_get_office (self->live));
  return den_session_change_field (GTK_WIDGET (self), self->live, event, "resolved_at", &value);
}

/* ---- keys ---- */

static const DenEventKind *
find_letter (DenSessionEvents *self, gunichar letter)
{
  const DenReference *reference =
      den_office_get_reference (den_live_session_get_office (self->live));

  for (guint i = 0; i < reference->event_kinds->len; i++)
    {
      const DenEventKind *kind = g_ptr_array_index (reference->event_kinds, i);

      if (kind->shortcut != NULL && g_utf8_get_char (kind->shortcut) == letter)
        return kind;
    }
  return NULL;
}

/* Of the chosen kind, the newest event that goes on still. */
static void
resolve_newest (DenSessionEvents *self)
{
  const DenSession *session = den_live_session_get_session (self->live);
  gint64 id = 0;

  for (guint i = 0; session != NULL && i < session->events->len; i++)
    {
      const DenSessionEvent *event = g_ptr_array_index (session->events, i);

      if (g_strcmp0 (event->kind, self->chosen->name) == 0 &&
          !den_instant_is_known (event->resolved_at))
        id = event->record.id;
    }
  if (id == 0)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else if (den_session_events_resolve (self, id))
    choose (self, NULL);
}

gboolean
den_session_events_type (DenSessionEvents *self, guint key)
{
  gunichar letter = g_unichar_tolower (gdk_keyval_to_unicode (key));
  int digit = g_unichar_digit_value (letter);
  const DenEventKind *kind;

  if (key == GDK_KEY_Escape && self->chosen != NULL)
    {
      choose (self, NULL);
      return TRUE;
    }
  if (self->chosen != NULL && digit >= 1 && digit <= N_SEVERITIES)
    {
      record (self, (DenEventSeverity) (digit - 1));
      return TRUE;
    }
  if (self->chosen != NULL && digit == 0)
    {
      resolve_newest (self);
      return TRUE;
    }
  kind = g_unichar_isalpha (letter) ? find_letter (self, letter) : NULL;
  if (kind == NULL)
    return FALSE;
  choose (self, kind);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenSessionEvents *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  return den_session_events_type (self, key);
}

static void
kind_cb (GtkWidget *button, DenSessionEvents *self)
{
  choose (self, g_object_get_data (G_OBJECT (button), "kind"));
  gtk_widget_grab_focus (self->strip);
}

static void
severity_cb (GtkWidget *button, DenSessionEvents *self)
{
  record (self,
          (DenEventSeverity) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "severity")));
  gtk_widget_grab_focus (self->strip);
}

/* ---- the events of this session ---- */

static void
resolve_cb (GtkWidget *button, DenSessionEvents *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "event");

  den_session_events_resolve (self, *id);
}

/* The word of the answer that was pressed: nobody's silence is a no. */
static void
serious_cb (GtkToggleButton *button, DenSessionEvents *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "event");
  const DenSessionEvent *event = den_session_find_record (den_live_session_get_session (self->live),
                                                          &den_session_event_type, *id);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (event == NULL || !gtk_toggle_button_get_active (button))
    return;
  value.type = DEN_FIELD_FLAG;
  value.number = g_object_get_data (G_OBJECT (button), "serious") != NULL ? 1 : 0;
  den_session_change_field (GTK_WIDGET (self), self->live, event, "serious", &value);
}

static gboolean
treatment_cb (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  DenSessionEvents *self = data;
  gint64 *id = g_object_get_data (G_OBJECT (row), "event");
  const DenSessionEvent *event = den_session_find_record (den_live_session_get_session (self->live),
                                                          &den_session_event_type, *id);
  const DenField *field = den_field_row_get_field (row);

  if (event == NULL)
    return TRUE;
  return den_session_change (GTK_WIDGET (self), self->live, event, &field, value, 1, error);
}

static void
remember (GtkWidget *widget, const DenSessionEvent *event)
{
  g_object_set_data_full (G_OBJECT (widget), "event",
                          g_memdup2 (&event->record.id, sizeof event->record.id), g_free);
}

/* "09:31  Nausea, moderate", "… resolved 09:50 after 19 min". */
static char *
event_in_words (const DenSessionEvent *event, const char *label)
{
  g_autofree char *time = den_instant_show_time (event->started_at);
  g_autofree char *resolved = den_instant_show_time (event->resolved_at);
  const char *severity = event->severity != DEN_UNKNOWN
                             ? _ (den_event_severity_choices[event->severity].label)
                             : _ ("severity not noted");

  if (*resolved == '\0')
    return g_strdup_printf ("%s  %s, %s", time, label, severity);
  return g_strdup_printf (_ ("%s  %s, %s, resolved %s after %d min"), time, label, severity,
                          resolved,
                          (int) den_minutes_between (event->started_at, event->resolved_at));
}

static GtkWidget *
make_treatment (DenSessionEvents *self, const DenSessionEvent *event, const char *label)
{
  const DenField *field = den_record_type_find (&den_session_event_type, "treatment");
  GtkWidget *row = den_field_row_new_cell (field);
  g_autofree char *name = g_strdup_printf (_ ("%s: what was done"), label);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_field_get (field, event, &value);
  den_field_row_set_value (DEN_FIELD_ROW (row), &value);
  den_control_set_name (den_field_row_get_control (DEN_FIELD_ROW (row)), name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (den_field_row_get_control (DEN_FIELD_ROW (row))),
                                  _ ("What was done"));
  gtk_widget_set_hexpand (row, TRUE);
  remember (row, event);
  den_field_row_set_commit (DEN_FIELD_ROW (row), treatment_cb, self, NULL);
  return row;
}

/* "Serious: Yes No", neither of them pressed until somebody answered. The monitoring form asks it
 * of each event. */
static GtkWidget *
make_serious (DenSessionEvents *self, const DenSessionEvent *event, const char *label)
{
  static const char *const words[] = { N_ ("No"), N_ ("Yes") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *title = gtk_label_new (_ ("Serious"));
  GtkWidget *before = NULL;

  gtk_widget_set_margin_end (title, 6);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "den-session-flag");
  gtk_widget_set_tooltip_text (box, _ ("Death, life-threatening, hospital stay, disability, or "
                                       "an important medical event"));
  gtk_box_append (GTK_BOX (box), title);
  for (int i = 1; i >= 0; i--)
    {
      g_autofree char *name = g_strdup_printf (_ ("%s: serious: %s"), label, _ (words[i]));
      GtkWidget *answer = gtk_toggle_button_new_with_label (_ (words[i]));

      gtk_widget_add_css_class (answer, "den-session-small");
      gtk_widget_add_css_class (answer, "den-answer");
      den_control_set_name (answer, name);
      remember (answer, event);
      g_object_set_data (G_OBJECT (answer), "serious", GINT_TO_POINTER (i));
      if (before != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (answer), GTK_TOGGLE_BUTTON (before));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (answer), event->serious == i);
      g_signal_connect (answer, "toggled", G_CALLBACK (serious_cb), self);
      gtk_box_append (GTK_BOX (box), answer);
      before = answer;
    }
  return box;
}

static GtkWidget *
make_line (DenSessionEvents *self, const DenSessionEvent *event, gboolean open)
{
  const DenReference *reference =
      den_office_get_reference (den_live_session_get_office (self->live));
  const DenEventKind *kind = den_reference_find_event_kind (reference, event->kind);
  const char *label = kind != NULL ? kind->label : event->kind;
  g_autofree char *words = event_in_words (event, label);
  g_autofree char *resolve_name = g_strdup_printf (_ ("%s: resolved now"), label);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = den_words_new (words);
  GtkWidget *resolve =
      den_session_button_new (_ ("Resolved"), resolve_name, G_CALLBACK (resolve_cb), self);

  gtk_widget_add_css_class (title, "numeric");
  remember (resolve, event);
  gtk_box_append (GTK_BOX (line), make_treatment (self, event, label));
  gtk_box_append (GTK_BOX (line), make_serious (self, event, label));
  if (!den_instant_is_known (event->resolved_at))
    gtk_box_append (GTK_BOX (line), resolve);
  gtk_box_append (GTK_BOX (line),
                  den_session_remove_button_new (self->live, &event->record, words));
  gtk_widget_set_sensitive (line, open);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), line);
  return box;
}

/* Whether somebody types in one of the lines, which must not be thrown away under the hands. */
static gboolean
is_typed_in (DenSessionEvents *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  DenFieldRow *row =
      focus != NULL && gtk_widget_is_ancestor (focus, self->list) ? den_field_row_of (focus) : NULL;

  return row != NULL && den_field_row_is_pending (row);
}

static void
changed_cb (DenLiveSession *live, DenSessionEvents *self)
{
  const DenSession *session = den_live_session_get_session (live);
  gboolean open;

  if (session == NULL || is_typed_in (self))
    return;
  open = !den_session_is_signed (session);
  gtk_widget_set_sensitive (self->strip, open);
  den_box_clear (GTK_BOX (self->list));
  for (guint i = session->events->len; i > 0; i--)
    gtk_box_append (GTK_BOX (self->list),
                    make_line (self, g_ptr_array_index (session->events, i - 1), open));
}

/* ---- the widget ---- */

static gboolean
den_session_events_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DEN_SESSION_EVENTS (widget)->strip);
}

static void
den_session_events_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_EVENTS (object)->live);
  G_OBJECT_CLASS (den_session_events_parent_class)->dispose (object);
}

static void
den_session_events_class_init (DenSessionEventsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_events_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_events_grab_focus;
}

static void
den_session_events_init (DenSessionEvents *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

/* The letter stands before the word: "n  Nausea". */
static void
add_kind (DenSessionEvents *self, const DenEventKind *kind)
{
  g_autofree char *words = kind->shortcut != NULL
                               ? g_strdup_printf ("%s  %s", kind->shortcut, kind->label)
                               : g_strdup (kind->label);
  g_autofree char *name = g_strdup_printf (_ ("Adverse event: %s"), kind->label);
  GtkWidget *button = gtk_button_new_with_label (words);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, kind->label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "den-session-small");
  /* The strip takes the letters; the buttons are for the mouse. */
  gtk_widget_set_focusable (button, FALSE);
  den_control_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "kind", (gpointer) kind);
  g_signal_connect (button, "clicked", G_CALLBACK (kind_cb), self);
  gtk_flow_box_append (GTK_FLOW_BOX (self->kinds), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static GtkWidget *
make_strip (DenSessionEvents *self)
{
  const DenReference *reference =
      den_office_get_reference (den_live_session_get_office (self->live));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->strip = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  self->kinds = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->kinds), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->kinds), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->kinds), 3);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->kinds), 4);
  /* A flow box keeps the focus that it has once: Tab would not leave it. */
  gtk_widget_set_can_focus (self->kinds, FALSE);
  gtk_widget_set_hexpand (self->kinds, TRUE);
  gtk_box_append (GTK_BOX (self->strip), self->kinds);
  gtk_widget_set_focusable (self->strip, TRUE);
  gtk_widget_add_css_class (self->strip, "den-items");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Adverse events by letter"), -1);
  for (guint i = 0; i < reference->event_kinds->len; i++)
    add_kind (self, g_ptr_array_index (reference->event_kinds, i));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->strip, keys);
  return self->strip;
}

static GtkWidget *
make_severities (DenSessionEvents *self)
{
  self->severities = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->severities, "linked");
  for (int i = 0; i < N_SEVERITIES; i++)
    {
      g_autofree char *words =
          g_strdup_printf ("%d  %s", i + 1, _ (den_event_severity_choices[i].label));
      GtkWidget *button = den_session_button_new (words, _ (den_event_severity_choices[i].label),
                                                  G_CALLBACK (severity_cb), self);

      gtk_widget_set_focusable (button, FALSE);
      g_object_set_data (G_OBJECT (button), "severity", GINT_TO_POINTER (i));
      gtk_box_append (GTK_BOX (self->severities), button);
    }
  return self->severities;
}

GtkWidget *
den_session_events_new (DenLiveSession *live)
{
  DenSessionEvents *self = g_object_new (DEN_TYPE_SESSION_EVENTS, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->live = g_object_ref (live);
  gtk_box_append (GTK_BOX (self), make_strip (self));
  self->prompt = den_words_new (NULL);
  gtk_widget_set_hexpand (self->prompt, TRUE);
  gtk_box_append (GTK_BOX (line), self->prompt);
  gtk_box_append (GTK_BOX (line), make_severities (self));
  gtk_box_append (GTK_BOX (self), line);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self), self->list);
  show_prompt (self);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
