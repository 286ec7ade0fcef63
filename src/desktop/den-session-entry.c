/* The row in which readings are typed. */
#include "den-session-entry.h"

#include "den-marks.h"
#include "den-message.h"
#include "den-session-acts.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef enum
{
  FIELD_TIME,
  FIELD_BP,
  FIELD_PULSE,
  FIELD_SPO2,
  FIELD_RESPIRATION,
  FIELD_MOAAS,
  FIELD_CADSS6,
  FIELD_CADSS23,
  FIELD_NOTE,
  N_FIELDS,
} Field;

typedef struct
{
  const char *name; /* of a number: the observation's column */
  const char *label;
  const char *spoken; /* for those who do not see it */
  const char *placeholder;
  int width_chars;
} FieldRow;

/* A placeholder never looks like a reading. */
static const FieldRow field_rows[N_FIELDS] = {
  [FIELD_TIME] = { "time", N_ ("Time"), N_ ("Time of the reading"), N_ ("now"), 5 },
  [FIELD_BP] = { "bp", N_ ("BP"), N_ ("Blood pressure"), N_ ("sys/dia"), 7 },
  [FIELD_PULSE] = { "pulse", N_ ("Pulse"), N_ ("Pulse"), "", 4 },
  [FIELD_SPO2] = { "spo2", N_ ("SpO₂"), N_ ("Oxygen saturation"), "", 4 },
  [FIELD_RESPIRATION] = { "respiration", N_ ("Resp"), N_ ("Respiration"), "", 4 },
  [FIELD_MOAAS] = { "moaas", N_ ("MOAA/S"), N_ ("MOAA/S"), N_ ("0–5"), 4 },
  [FIELD_CADSS6] = { "cadss6", N_ ("CADSS-6"), N_ ("CADSS-6"), N_ ("0–24"), 5 },
  [FIELD_CADSS23] = { "cadss23", N_ ("CADSS-23"), N_ ("CADSS-23"), N_ ("0–92"), 5 },
  [FIELD_NOTE] = { "note", N_ ("Note"), N_ ("Note to the reading"), "", 10 },
};

struct _DenSessionEntry
{
  GtkBox parent_instance;

  DenLiveSession *live;
  gint64 edited; /* the observation that is corrected, 0 for none */
  DenScores cadss6_items;
  DenScores cadss23_items;
  char *problem;
  Field wrong;

  GtkWidget *fields[N_FIELDS];
  GtkWidget *record_button;
  GtkWidget *status_icon;
  GtkWidget *status;
};

enum
{
  SHEET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenSessionEntry, den_session_entry, GTK_TYPE_BOX)

GtkWidget *
den_session_entry_get_field (DenSessionEntry *self, const char *name)
{
  for (int i = 0; i < N_FIELDS; i++)
    if (g_str_equal (field_rows[i].name, name))
      return self->fields[i];
  g_return_val_if_reached (NULL);
}

const char *
den_session_entry_get_problem (DenSessionEntry *self)
{
  return self->problem;
}

/* ---- the line beneath: what is wrong, else what is due ---- */

static void
set_status (DenSessionEntry *self, const char *icon, const char *css_class, const char *words)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->status_icon), icon);
  gtk_widget_set_visible (self->status_icon, icon != NULL);
  den_mark_set_class (self->status_icon, css_class);
  den_mark_set_class (self->status, css_class);
  den_session_set_words (self->status, words);
}

/* The row itself turns amber when something is due and red when it is late, beside the words. */
static void
set_urgency (DenSessionEntry *self, const char *css_class)
{
  static const char *const classes[] = { "den-session-now", "den-session-late" };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i], css_class) == 0)
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
}

static void
show_checkpoint (DenSessionEntry *self, const DenCheckpointState *state, DenInstant now)
{
  g_autofree char *words = den_session_checkpoint_in_words (state, now);

  if (state->due == DEN_DUE_LATE)
    {
      set_status (self, "dialog-error-symbolic", "den-danger", words);
      set_urgency (self, "den-session-late");
    }
  else if (state->due == DEN_DUE_NOW && state->due_at.us <= now.us)
    {
      set_status (self, "dialog-warning-symbolic", "den-caution", words);
      set_urgency (self, "den-session-now");
    }
  else
    {
      set_status (self, "alarm-symbolic", "den-muted", words);
      set_urgency (self, NULL);
    }
}

static void
show_status (DenSessionEntry *self)
{
  g_autoptr (DenSessionClock) clock = NULL;
  DenSessionCase at;

  if (self->problem != NULL)
    {
      set_status (self, "dialog-error-symbolic", "den-danger", self->problem);
      return;
    }
  den_live_session_get_case (self->live, &at);
  if (self->edited != 0)
    {
      set_urgency (self, NULL);
      set_status (self, "document-edit-symbolic", "den-caution",
                  _ ("Correcting an entry: Return keeps the correction, Escape leaves it as it "
                     "was."));
      return;
    }
  clock = den_session_clock_new (&at);
  if (clock->next >= 0 && den_instant_is_known (clock->zero_at) &&
      !den_instant_is_known (at.session->ended_at))
    {
      show_checkpoint (self, &g_array_index (clock->checkpoints, DenCheckpointState, clock->next),
                       at.now);
      return;
    }
  set_urgency (self, NULL);
  set_status (self, NULL, "den-muted",
              den_instant_is_known (clock->zero_at)
                  ? _ ("Return records the row with the time now.")
                  : _ ("Before the dose. Return records the row with the time now."));
}

/* ---- reading the fields ---- */

static void
set_problem (DenSessionEntry *self, Field field, const char *words)
{
  if (self->problem != NULL)
    gtk_widget_remove_css_class (self->fields[self->wrong], "error");
  g_free (self->problem);
  self->problem = NULL;
  if (words != NULL)
    {
      self->problem = g_strdup (words);
      self->wrong = field;
      gtk_widget_add_css_class (self->fields[field], "error");
      gtk_widget_grab_focus (self->fields[field]);
    }
  show_status (self);
}

static void
set_field_problem (DenSessionEntry *self, Field field, const GError *error)
{
  g_autofree char *words = den_error_words_beside (error);
  g_autofree char *whole = error->domain == DEN_FIELD_ERROR
                               ? g_strdup_printf ("%s %s.", _ (field_rows[field].spoken), words)
                               : g_strdup (words);

  set_problem (self, field, whole);
}

/* TEXT as a number of the observation's COLUMN. */
static gboolean
read_number (const char *column, const char *text, gint64 *number, GError **error)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (!den_field_parse (den_record_type_find (&den_observation_type, column), text, &value, error))
    return FALSE;
  *number = value.number;
  return TRUE;
}

/* Reads "152/96" or "152 96". */
static gboolean
read_pressure (const char *text, DenObservation *observation, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (text, "/ -.", -1);
  const char *numbers[2] = { NULL, NULL };
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && n++ < 2)
      numbers[n - 1] = parts[i];
  if (n != 2)
    {
      g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                           _ ("must be two numbers like 152/96"));
      return FALSE;
    }
  if (!read_number ("systolic", numbers[0], &observation->systolic, error) ||
      !read_number ("diastolic", numbers[1], &observation->diastolic, error))
    return FALSE;
  if (observation->diastolic < observation->systolic)
    return TRUE;
  g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                       _ ("must be the higher number, then the lower: 152/96"));
  return FALSE;
}

/* Whether another entry has that very instant. */
static gboolean
is_taken (DenSessionEntry *self, DenInstant at)
{
  const DenSession *session = den_live_session_get_session (self->live);

  for (guint i = 0; session != NULL && i < session->observations->len; i++)
    {
      const DenObservation *it = g_ptr_array_index (session->observations, i);

      if (it->taken_at.us == at.us && it->record.id != self->edited)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_time (DenSessionEntry *self, const char *text, DenObservation *observation, GError **error)
{
  DenClock *clock = den_office_get_clock (den_live_session_get_office (self->live));

  if (den_session_read_time (text, clock, &observation->taken_at))
    {
      /* Two readings of one minute stay in the order in which they are typed. */
      while (is_taken (self, observation->taken_at))
        observation->taken_at.us += G_USEC_PER_SEC;
      return TRUE;
    }
  g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                       _ ("must be a time like 09:05, or empty for now"));
  return FALSE;
}

static gboolean
read_field (DenSessionEntry *self, Field field, const char *text, DenObservation *it,
            GError **error)
{
  gint64 *const numbers[N_FIELDS] = {
    [FIELD_PULSE] = &it->pulse,
    [FIELD_SPO2] = &it->spo2,
    [FIELD_RESPIRATION] = &it->respiration,
    [FIELD_MOAAS] = &it->moaas,
    [FIELD_CADSS6] = &it->cadss6,
    [FIELD_CADSS23] = &it->cadss23,
  };

  switch (field)
    {
    case FIELD_TIME:
      return read_time (self, text, it, error);
    case FIELD_BP:
      return read_pressure (text, it, error);
    case FIELD_NOTE:
      it->note = g_strdup (text);
      return TRUE;
    default:
      return read_number (field_rows[field].name, text, numbers[field], error);
    }
}

static gint64
sum_scores (const DenScores *scores)
{
  gint64 sum = 0;

  for (int i = 0; i < scores->n; i++)
    sum += scores->item[i];
  return sum;
}

/* The observation that stands in the row; NULL where a field is wrong, which the row then says. */
static DenObservation *
read_row (DenSessionEntry *self)
{
  DenObservation *it = den_record_new (&den_observation_type);
  gboolean empty = TRUE;

  for (int i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = den_session_entry_read (self->fields[i]);
      g_autoptr (GError) error = NULL;

      if (text == NULL)
        continue;
      if (!read_field (self, (Field) i, text, it, &error))
        {
          set_field_problem (self, (Field) i, error);
          den_record_free (it);
          return NULL;
        }
      empty = empty && i == FIELD_TIME;
    }
  if (empty)
    {
      set_problem (self, FIELD_BP, _ ("Type at least one reading or a note."));
      den_record_free (it);
      return NULL;
    }
  /* A total that was typed over its answers is the total alone. */
  if (self->cadss6_items.n > 0 && it->cadss6 == sum_scores (&self->cadss6_items))
    it->cadss6_items = self->cadss6_items;
  if (self->cadss23_items.n > 0 && it->cadss23 == sum_scores (&self->cadss23_items))
    it->cadss23_items = self->cadss23_items;
  return it;
}

/* ---- recording ---- */

gboolean
den_session_entry_is_pending (DenSessionEntry *self)
{
  for (int i = 0; i < N_FIELDS; i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (self->fields[i])) != '\0')
      return TRUE;
  return self->edited != 0;
}

/* The label takes the place of the name, which is set anew. */
static void
set_button (DenSessionEntry *self, const char *label, const char *name)
{
  gtk_button_set_label (GTK_BUTTON (self->record_button), label);
  den_control_set_name (self->record_button, name);
}

void
den_session_entry_clear (DenSessionEntry *self)
{
  self->edited = 0;
  self->cadss6_items.n = 0;
  self->cadss23_items.n = 0;
  for (int i = 0; i < N_FIELDS; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->fields[i]), "");
  set_button (self, _ ("_Record"), _ ("Record the readings"));
  gtk_widget_set_visible (gtk_widget_get_parent (self->fields[FIELD_CADSS23]), FALSE);
  set_problem (self, FIELD_TIME, NULL);
}

/* The columns that the row sets, of an entry that is corrected. */
static const char *const columns[] = {
  "taken_at", "systolic",     "diastolic", "pulse",         "spo2",    "respiration",
  "moaas",    "cadss6_items", "cadss6",    "cadss23_items", "cadss23", "note",
};

static gboolean
correct (DenSessionEntry *self, const DenObservation *it, GError **error)
{
  const DenObservation *old = den_session_find_record (den_live_session_get_session (self->live),
                                                       &den_observation_type, self->edited);
  const DenField *fields[G_N_ELEMENTS (columns)];
  DenValue values[G_N_ELEMENTS (columns)];
  guint n = 0;
  gboolean done = TRUE;

  if (old == NULL)
    {
      g_set_error_literal (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND,
                           _ ("The entry was removed meanwhile."));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const DenField *field = den_record_type_find (&den_observation_type, columns[i]);
      g_auto (DenValue) before = DEN_VALUE_INIT;

      values[n] = DEN_VALUE_INIT;
      den_field_get (field, it, &values[n]);
      den_field_get (field, old, &before);
      fields[n] = field;
      if (!den_value_equal (&before, &values[n]))
        n++;
      else
        den_value_clear (&values[n]);
    }
  if (n > 0)
    done = den_session_change (GTK_WIDGET (self), self->live, old, fields, values, n, error);
  for (guint i = 0; i < n; i++)
    den_value_clear (&values[i]);
  return done;
}

/* An entry that is corrected keeps its time to the second where the minute is the same. */
static void
keep_time (DenSessionEntry *self, DenObservation *it)
{
  const DenObservation *old = den_session_find_record (den_live_session_get_session (self->live),
                                                       &den_observation_type, self->edited);
  g_autofree char *before = old != NULL ? den_instant_show_time (old->taken_at) : NULL;
  g_autofree char *typed = den_instant_show_time (it->taken_at);

  if (old != NULL && (!den_instant_is_known (it->taken_at) || g_strcmp0 (before, typed) == 0))
    it->taken_at = old->taken_at;
}

gboolean
den_session_entry_record (DenSessionEntry *self)
{
  DenObservation *it = read_row (self);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (it == NULL)
    return FALSE;
  if (self->edited != 0)
    {
      keep_time (self, it);
      done = correct (self, it, &error);
      den_record_free (it);
    }
  else
    done = den_live_session_add (self->live, it, &error) != 0;
  if (done)
    {
      den_session_entry_clear (self);
      gtk_widget_grab_focus (self->fields[FIELD_BP]);
    }
  else
    {
      g_autofree char *words = den_error_words (_ ("Not recorded:"), error);

      set_problem (self, FIELD_BP, words);
    }
  return done;
}

static void
show_number (DenSessionEntry *self, Field field, gint64 number)
{
  g_autofree char *text =
      number != DEN_UNKNOWN ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (self->fields[field]), text);
}

void
den_session_entry_edit (DenSessionEntry *self, gint64 observation_id)
{
  const DenObservation *it = den_session_find_record (den_live_session_get_session (self->live),
                                                      &den_observation_type, observation_id);
  g_autofree char *time = NULL, *pressure = NULL;

  if (it == NULL)
    return;
  den_session_entry_clear (self);
  self->edited = observation_id;
  self->cadss6_items = it->cadss6_items;
  self->cadss23_items = it->cadss23_items;
  time = den_instant_show_time (it->taken_at);
  if (it->systolic != DEN_UNKNOWN)
    pressure = g_strdup_printf ("%d/%d", (int) it->systolic, (int) it->diastolic);
  gtk_editable_set_text (GTK_EDITABLE (self->fields[FIELD_TIME]), time);
  gtk_editable_set_text (GTK_EDITABLE (self->fields[FIELD_BP]), pressure != NULL ? pressure : "");
  show_number (self, FIELD_PULSE, it->pulse);
  show_number (self, FIELD_SPO2, it->spo2);
  show_number (self, FIELD_RESPIRATION, it->respiration);
  show_number (self, FIELD_MOAAS, it->moaas);
  show_number (self, FIELD_CADSS6, it->cadss6);
  show_number (self, FIELD_CADSS23, it->cadss23);
  gtk_widget_set_visible (gtk_widget_get_parent (self->fields[FIELD_CADSS23]),
                          it->cadss23 != DEN_UNKNOWN);
  gtk_editable_set_text (GTK_EDITABLE (self->fields[FIELD_NOTE]), it->note != NULL ? it->note : "");
  set_button (self, _ ("Co_rrect"), _ ("Keep the correction"));
  gtk_widget_grab_focus (self->fields[FIELD_BP]);
  show_status (self);
}

void
den_session_entry_set_scores (DenSessionEntry *self, const char *scale, const DenScores *scores)
{
  Field field = g_str_equal (scale, "CADSS-23") ? FIELD_CADSS23 : FIELD_CADSS6;

  if (field == FIELD_CADSS23)
    self->cadss23_items = *scores;
  else
    self->cadss6_items = *scores;
  show_number (self, field, sum_scores (scores));
  gtk_widget_set_visible (gtk_widget_get_parent (self->fields[field]), TRUE);
  gtk_widget_grab_focus (self->fields[field]);
}

/* ---- callbacks ---- */

static void
record_cb (GtkWidget *widget, DenSessionEntry *self)
{
  den_session_entry_record (self);
}

static void
sheet_cb (GtkWidget *button, DenSessionEntry *self)
{
  g_signal_emit (self, signals[SHEET], 0, g_object_get_data (G_OBJECT (button), "scale"));
}

static void
typed_cb (GtkEditable *field, DenSessionEntry *self)
{
  if (self->problem != NULL && GTK_WIDGET (field) == self->fields[self->wrong])
    set_problem (self, self->wrong, NULL);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenSessionEntry *self)
{
  if (key != GDK_KEY_Escape || !den_session_entry_is_pending (self))
    return GDK_EVENT_PROPAGATE;
  den_session_entry_clear (self);
  gtk_widget_grab_focus (self->fields[FIELD_BP]);
  return GDK_EVENT_STOP;
}

static void
tick_cb (DenLiveSession *live, DenSessionEntry *self)
{
  if (den_live_session_get_session (live) != NULL)
    show_status (self);
}

static void
changed_cb (DenLiveSession *live, DenSessionEntry *self)
{
  const DenSession *session = den_live_session_get_session (live);

  if (session == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), !den_session_is_signed (session));
  show_status (self);
}

/* ---- the widget ---- */

static gboolean
den_session_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DEN_SESSION_ENTRY (widget)->fields[FIELD_BP]);
}

static void
den_session_entry_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_ENTRY (object)->live);
  G_OBJECT_CLASS (den_session_entry_parent_class)->dispose (object);
}

static void
den_session_entry_finalize (GObject *object)
{
  g_free (DEN_SESSION_ENTRY (object)->problem);
  G_OBJECT_CLASS (den_session_entry_parent_class)->finalize (object);
}

static void
den_session_entry_class_init (DenSessionEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = den_session_entry_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_entry_grab_focus;
  signals[SHEET] = g_signal_new ("sheet", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

/* The field under its label. */
static GtkWidget *
make_field (DenSessionEntry *self, Field field)
{
  const FieldRow *row = &field_rows[field];
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *label = gtk_label_new (_ (row->label));
  GtkWidget *entry = den_session_entry_new_named (
      _ (row->spoken), *row->placeholder != '\0' ? _ (row->placeholder) : NULL, row->width_chars);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "den-group-heading");
  if (field == FIELD_NOTE)
    {
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 60);
      gtk_widget_set_hexpand (column, TRUE);
      gtk_widget_set_hexpand (entry, TRUE);
    }
  self->fields[field] = entry;
  gtk_box_append (GTK_BOX (column), label);
  gtk_box_append (GTK_BOX (column), entry);
  g_signal_connect (entry, "activate", G_CALLBACK (record_cb), self);
  g_signal_connect (entry, "changed", G_CALLBACK (typed_cb), self);
  return column;
}

static GtkWidget *
make_sheet_button (DenSessionEntry *self, const char *label, const char *scale)
{
  g_autofree char *name = g_strdup_printf (_ ("Answer %s item by item"), scale);
  GtkWidget *button = den_session_button_new (label, name, G_CALLBACK (sheet_cb), self);

  g_object_set_data (G_OBJECT (button), "scale", (gpointer) scale);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_END);
  /* Tab goes from field to field; Ctrl+6 and Ctrl+7 open the sheets. */
  gtk_widget_set_focusable (button, FALSE);
  return button;
}

static void
den_session_entry_init (DenSessionEntry *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-session-entry");
}

static void
build (DenSessionEntry *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (int i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *column = make_field (self, (Field) i);

      gtk_box_append (GTK_BOX (row), column);
      if (i == FIELD_CADSS6)
        gtk_box_append (GTK_BOX (row), make_sheet_button (self, _ ("6…"), "CADSS-6"));
      if (i == FIELD_CADSS23)
        {
          gtk_widget_set_visible (column, FALSE);
          gtk_box_append (GTK_BOX (row), make_sheet_button (self, _ ("23…"), "CADSS-23"));
        }
    }
  self->record_button = den_session_button_new (_ ("_Record"), _ ("Record the readings"),
                                                G_CALLBACK (record_cb), self);
  gtk_widget_set_valign (self->record_button, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->record_button, "suggested-action");
  gtk_box_append (GTK_BOX (row), self->record_button);
  self->status_icon = gtk_image_new ();
  self->status = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->status), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->status), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), self->status_icon);
  gtk_box_append (GTK_BOX (line), self->status);
  gtk_box_append (GTK_BOX (self), row);
  gtk_box_append (GTK_BOX (self), line);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
den_session_entry_new (DenLiveSession *live)
{
  DenSessionEntry *self = g_object_new (DEN_TYPE_SESSION_ENTRY, NULL);

  self->live = g_object_ref (live);
  build (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Observation"), -1);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (tick_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
