/* The fields of a device, an injection or a vial. */
#include "den-session-dose-entry.h"

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
  FIELD_LOT,
  FIELD_EXPIRES,
  FIELD_DRAWN,
  FIELD_GIVEN,
  FIELD_WASTED,
  FIELD_WITNESS,
  FIELD_NOTE,
  N_FIELDS,
} Field;

typedef struct
{
  const char *column; /* the dose's */
  const char *label;
  const char *spoken;
  const char *placeholder;
  int width_chars;
  gboolean of_vial; /* not of a nasal spray, unless some of it failed */
} FieldRow;

static const FieldRow field_rows[N_FIELDS] = {
  { "time", N_ ("Time"), N_ ("Time of the dose"), N_ ("now"), 5, FALSE },
  { "lot", N_ ("Lot"), N_ ("Lot"), "", 7, FALSE },
  { "expires_on", N_ ("Expires"), N_ ("Expires"), N_ ("mm/yyyy"), 8, FALSE },
  { "drawn_ug", N_ ("Drawn mg"), N_ ("Drawn, mg"), "", 5, TRUE },
  { "given_ug", N_ ("Given mg"), N_ ("Given, mg"), "", 5, FALSE },
  { "wasted_ug", N_ ("Wasted mg"), N_ ("Wasted, mg"), "", 5, TRUE },
  { "witness", N_ ("Waste seen by"), N_ ("Waste seen by"), "", 8, TRUE },
  { "note", N_ ("Note"), N_ ("Note to the dose"), N_ ("Note"), 8, FALSE },
};

struct _DenSessionDoseEntry
{
  GtkBox parent_instance;

  DenLiveSession *live;
  gint64 edited; /* the dose that is corrected, 0 for none */
  gboolean ready;
  gboolean spray;
  char *problem;

  GtkWidget *fields[N_FIELDS];
  GtkWidget *same_button;
  GtkWidget *outcomes[3]; /* by DenDoseOutcome */
  GtkWidget *message;
};

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenSessionDoseEntry, den_session_dose_entry, GTK_TYPE_BOX)

GtkWidget *
den_session_dose_entry_get_field (DenSessionDoseEntry *self, const char *name)
{
  for (int i = 0; i < N_FIELDS; i++)
    if (g_str_equal (field_rows[i].column, name))
      return self->fields[i];
  g_return_val_if_reached (NULL);
}

const char *
den_session_dose_entry_get_problem (DenSessionDoseEntry *self)
{
  return self->problem;
}

static void
set_problem (DenSessionDoseEntry *self, int field, const char *words)
{
  for (int i = 0; i < N_FIELDS; i++)
    gtk_widget_remove_css_class (self->fields[i], "error");
  g_free (self->problem);
  self->problem = g_strdup (words);
  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
  if (words == NULL)
    return;
  gtk_widget_add_css_class (self->fields[field], "error");
  gtk_widget_grab_focus (self->fields[field]);
}

/* ---- reading ---- */

/* A box bears month and year: it holds to the month's last day. */
static gboolean
read_expiry (const char *text, DenDay *day)
{
  int month, year;
  char rest;

  if (den_day_parse (text, day))
    return TRUE;
  if (sscanf (text, "%2d%*[/-]%4d%c", &month, &year, &rest) != 2 || month < 1 || month > 12)
    return FALSE;
  if (year < 100)
    year += 2000;
  *day = den_day_add_months (den_day_new (year, month, 1), 1) - 1;
  return TRUE;
}

static gboolean
read_field (DenSessionDoseEntry *self, Field field, const char *text, DenDose *dose, GError **error)
{
  DenClock *clock = den_office_get_clock (den_live_session_get_office (self->live));
  const DenField *of = den_record_type_find (&den_dose_type, field_rows[field].column);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (field == FIELD_TIME)
    {
      if (den_session_read_time (text, clock, &dose->given_at))
        return TRUE;
      g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                           _ ("must be a time like 09:05, or empty for now"));
      return FALSE;
    }
  if (field == FIELD_EXPIRES)
    {
      if (read_expiry (text, &dose->expires_on))
        return TRUE;
      g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                           _ ("must be a month like 06/2027, or a day"));
      return FALSE;
    }
  if (!den_field_parse (of, text, &value, error))
    return FALSE;
  den_field_set (of, dose, &value);
  return TRUE;
}

static DenDose *
read_row (DenSessionDoseEntry *self)
{
  DenDose *dose = den_record_new (&den_dose_type);

  for (int i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text = den_session_entry_read (self->fields[i]);
      g_autofree char *beside = NULL, *words = NULL;
      g_autoptr (GError) error = NULL;

      if (text == NULL || read_field (self, (Field) i, text, dose, &error))
        continue;
      beside = den_error_words_beside (error);
      words = g_strdup_printf ("%s %s.", _ (field_rows[i].spoken), beside);
      set_problem (self, i, words);
      den_record_free (dose);
      return NULL;
    }
  return dose;
}

/* What of it the patient got: a device holds what it holds, a refused one gave nothing, and of a
 * failed one it must be said. */
static gboolean
settle_amount (DenSessionDoseEntry *self, DenDose *dose, DenDoseOutcome outcome)
{
  DenSessionCase at;

  den_live_session_get_case (self->live, &at);
  dose->outcome = (gint64) outcome;
  if (outcome == DEN_DOSE_REFUSED)
    dose->given_ug = 0;
  else if (outcome == DEN_DOSE_GIVEN && self->spray && dose->given_ug == DEN_UNKNOWN &&
           at.protocol != NULL)
    dose->given_ug = at.protocol->device_ug;
  if (outcome == DEN_DOSE_FAILED && dose->given_ug == DEN_UNKNOWN)
    {
      set_problem (self, FIELD_GIVEN, _ ("Type how much of it the patient got; 0 for nothing."));
      return FALSE;
    }
  return TRUE;
}

/* ---- recording ---- */

gboolean
den_session_dose_entry_is_pending (DenSessionDoseEntry *self)
{
  for (int i = 0; i < N_FIELDS; i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (self->fields[i])) != '\0')
      return TRUE;
  return self->edited != 0;
}

static void
show_buttons (DenSessionDoseEntry *self)
{
  gboolean ready = self->ready || self->edited != 0;

  for (gsize i = 0; i < G_N_ELEMENTS (self->outcomes); i++)
    gtk_widget_set_sensitive (self->outcomes[i], ready);
}

static void
clear (DenSessionDoseEntry *self)
{
  self->edited = 0;
  for (int i = 0; i < N_FIELDS; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->fields[i]), "");
  set_problem (self, 0, NULL);
  show_buttons (self);
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
correct (DenSessionDoseEntry *self, DenDose *dose, GError **error)
{
  static const char *const columns[] = { "given_at", "outcome",    "given_ug",
                                         "drawn_ug", "wasted_ug",  "witness",
                                         "lot",      "expires_on", "note" };
  const DenDose *old = den_session_find_record (den_live_session_get_session (self->live),
                                                &den_dose_type, self->edited);
  const DenField *fields[G_N_ELEMENTS (columns)];
  DenValue values[G_N_ELEMENTS (columns)];
  g_autofree char *before = NULL, *typed = NULL;
  gboolean done;

  if (old == NULL)
    {
      g_set_error_literal (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND,
                           _ ("The entry was removed meanwhile."));
      return FALSE;
    }
  before = den_instant_show_time (old->given_at);
  typed = den_instant_show_time (dose->given_at);
  if (!den_instant_is_known (dose->given_at) || g_str_equal (before, typed))
    dose->given_at = old->given_at;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      fields[i] = den_record_type_find (&den_dose_type, columns[i]);
      values[i] = DEN_VALUE_INIT;
      den_field_get (fields[i], dose, &values[i]);
    }
  done = den_session_change (GTK_WIDGET (self), self->live, old, fields, values,
                             G_N_ELEMENTS (columns), error);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    den_value_clear (&values[i]);
  return done;
}

gboolean
den_session_dose_entry_record (DenSessionDoseEntry *self, DenDoseOutcome outcome)
{
  DenDose *dose = read_row (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean done;

  if (dose == NULL)
    return FALSE;
  if (!settle_amount (self, dose, outcome))
    {
      den_record_free (dose);
      return FALSE;
    }
  if (self->edited != 0)
    {
      done = correct (self, dose, &error);
      den_record_free (dose);
    }
  else
    done = den_live_session_add (self->live, dose, &error) != 0;
  if (done)
    {
      clear (self);
      return TRUE;
    }
  words = den_error_words (_ ("Not recorded:"), error);
  set_problem (self, FIELD_LOT, words);
  return FALSE;
}

static void
show_field (DenSessionDoseEntry *self, Field field, const DenDose *dose)
{
  const DenField *of = den_record_type_find (&den_dose_type, field_rows[field].column);
  g_autofree char *text = den_field_format_record (of, dose);

  gtk_editable_set_text (GTK_EDITABLE (self->fields[field]), text);
}

void
den_session_dose_entry_edit (DenSessionDoseEntry *self, gint64 dose_id)
{
  const DenDose *dose =
      den_session_find_record (den_live_session_get_session (self->live), &den_dose_type, dose_id);
  g_autofree char *time = NULL;

  if (dose == NULL)
    return;
  clear (self);
  self->edited = dose_id;
  time = den_instant_show_time (dose->given_at);
  gtk_editable_set_text (GTK_EDITABLE (self->fields[FIELD_TIME]), time);
  for (int i = FIELD_LOT; i < N_FIELDS; i++)
    show_field (self, (Field) i, dose);
  show_buttons (self);
  gtk_widget_grab_focus (self->fields[FIELD_LOT]);
}

gboolean
den_session_dose_entry_same_lot (DenSessionDoseEntry *self)
{
  const DenSession *session = den_live_session_get_session (self->live);
  const DenDose *last = session != NULL && session->doses->len > 0
                            ? g_ptr_array_index (session->doses, session->doses->len - 1)
                            : NULL;

  if (last == NULL || last->lot == NULL)
    return FALSE;
  show_field (self, FIELD_LOT, last);
  show_field (self, FIELD_EXPIRES, last);
  return TRUE;
}

/* ---- callbacks ---- */

static void
outcome_cb (GtkWidget *button, DenSessionDoseEntry *self)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (self->outcomes); i++)
    if (button == self->outcomes[i])
      den_session_dose_entry_record (self, (DenDoseOutcome) i);
}

static void
same_lot_cb (GtkWidget *button, DenSessionDoseEntry *self)
{
  if (den_session_dose_entry_same_lot (self))
    gtk_widget_grab_focus (self->outcomes[DEN_DOSE_GIVEN]);
}

/* Return in the last field of a device goes on to "Given", which a second Return presses: a dose is
 * not recorded by one key too many. */
static void
activate_cb (GtkEntry *entry, DenSessionDoseEntry *self)
{
  if (!gtk_widget_grab_focus (self->outcomes[DEN_DOSE_GIVEN]))
    gtk_widget_error_bell (GTK_WIDGET (entry));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenSessionDoseEntry *self)
{
  if (key != GDK_KEY_Escape || !den_session_dose_entry_is_pending (self))
    return GDK_EVENT_PROPAGATE;
  clear (self);
  return GDK_EVENT_STOP;
}

void
den_session_dose_entry_set_ready (DenSessionDoseEntry *self, gboolean ready)
{
  self->ready = ready;
  show_buttons (self);
}

static void
changed_cb (DenLiveSession *live, DenSessionDoseEntry *self)
{
  const DenSession *session = den_live_session_get_session (live);
  DenSessionCase at;
  gboolean vial;

  if (session == NULL)
    return;
  den_live_session_get_case (live, &at);
  self->spray = at.protocol != NULL && at.protocol->modality == DEN_MODALITY_ESKETAMINE;
  for (int i = 0; i < N_FIELDS; i++)
    gtk_widget_set_visible (gtk_widget_get_parent (self->fields[i]),
                            !self->spray || !field_rows[i].of_vial);
  gtk_widget_set_visible (self->outcomes[DEN_DOSE_REFUSED], self->spray);
  vial = at.protocol != NULL && at.protocol->modality == DEN_MODALITY_KETAMINE_IV;
  gtk_button_set_label (GTK_BUTTON (self->outcomes[DEN_DOSE_GIVEN]),
                        vial ? _ ("_Keep vial") : _ ("_Given"));
  /* The label took the name's place. */
  den_control_set_name (self->outcomes[DEN_DOSE_GIVEN], vial ? _ ("Keep vial") : _ ("Dose given"));
  gtk_widget_set_visible (self->same_button, session->doses->len > 0);
}

/* ---- the widget ---- */

static gboolean
den_session_dose_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DEN_SESSION_DOSE_ENTRY (widget)->fields[FIELD_LOT]);
}

static void
den_session_dose_entry_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_DOSE_ENTRY (object)->live);
  G_OBJECT_CLASS (den_session_dose_entry_parent_class)->dispose (object);
}

static void
den_session_dose_entry_finalize (GObject *object)
{
  g_free (DEN_SESSION_DOSE_ENTRY (object)->problem);
  G_OBJECT_CLASS (den_session_dose_entry_parent_class)->finalize (object);
}

static void
den_session_dose_entry_class_init (DenSessionDoseEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_dose_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = den_session_dose_entry_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_dose_entry_grab_focus;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
den_session_dose_entry_init (DenSessionDoseEntry *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static void
add_field (DenSessionDoseEntry *self, GtkWidget *line, Field field)
{
  const FieldRow *row = &field_rows[field];
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *label = gtk_label_new (_ (row->label));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "den-group-heading");
  self->fields[field] = den_session_entry_new_named (
      _ (row->spoken), *row->placeholder != '\0' ? _ (row->placeholder) : NULL, row->width_chars);
  g_signal_connect (self->fields[field], "activate", G_CALLBACK (activate_cb), self);
  gtk_box_append (GTK_BOX (column), label);
  gtk_box_append (GTK_BOX (column), self->fields[field]);
  gtk_box_append (GTK_BOX (line), column);
}

/* Beside the buttons: mostly nothing is to be said of a dose. */
static void
add_note (DenSessionDoseEntry *self, GtkWidget *line)
{
  const FieldRow *row = &field_rows[FIELD_NOTE];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->fields[FIELD_NOTE] =
      den_session_entry_new_named (_ (row->spoken), _ (row->placeholder), row->width_chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->fields[FIELD_NOTE]), 40);
  gtk_widget_set_hexpand (self->fields[FIELD_NOTE], TRUE);
  g_signal_connect (self->fields[FIELD_NOTE], "activate", G_CALLBACK (activate_cb), self);
  gtk_box_append (GTK_BOX (box), self->fields[FIELD_NOTE]);
  gtk_box_append (GTK_BOX (line), box);
}

static void
build (DenSessionDoseEntry *self)
{
  static const char *const labels[] = { N_ ("_Given"), N_ ("Re_fused"), N_ ("F_ailed") };
  static const char *const names[] = { N_ ("Dose given"), N_ ("Dose refused"), N_ ("Dose failed") };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (int i = 0; i < FIELD_NOTE; i++)
    add_field (self, line, (Field) i);
  self->same_button = den_session_button_new (_ ("Same _lot"), _ ("Same lot as the device before"),
                                              G_CALLBACK (same_lot_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->same_button);
  for (gsize i = 0; i < G_N_ELEMENTS (self->outcomes); i++)
    {
      self->outcomes[i] =
          den_session_button_new (_ (labels[i]), _ (names[i]), G_CALLBACK (outcome_cb), self);
      gtk_box_append (GTK_BOX (buttons), self->outcomes[i]);
    }
  gtk_widget_add_css_class (self->outcomes[DEN_DOSE_GIVEN], "suggested-action");
  add_note (self, buttons);
  self->message = den_words_new (NULL);
  gtk_widget_add_css_class (self->message, "den-error");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), buttons);
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
den_session_dose_entry_new (DenLiveSession *live)
{
  DenSessionDoseEntry *self = g_object_new (DEN_TYPE_SESSION_DOSE_ENTRY, NULL);

  self->live = g_object_ref (live);
  build (self);
  show_buttons (self);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
