/* A row of fields for a medication given now, and those given before. */
#include "den-session-medications.h"

#include "den-message.h"
#include "den-session-acts.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *column; /* the medication's; "time" reads on its own */
  const char *spoken;
  const char *placeholder;
  int width_chars;
} FieldRow;

static const FieldRow field_rows[] = {
  { "time", N_ ("Time of the medication"), N_ ("now"), 5 },
  { "drug", N_ ("Medication given"), N_ ("Medication"), 12 },
  { "dose_ug", N_ ("Dose of the medication, mg"), N_ ("mg"), 5 },
  { "route", N_ ("Route of the medication"), N_ ("Route"), 5 },
  { "reason", N_ ("Medication given for"), N_ ("For"), 8 },
};

#define N_FIELDS G_N_ELEMENTS (field_rows)

struct _DenSessionMedications
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GtkWidget *list;
  GtkWidget *line;
  GtkWidget *fields[N_FIELDS];
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (DenSessionMedications, den_session_medications, GTK_TYPE_BOX)

static void
show_problem (DenSessionMedications *self, gsize field, const char *words)
{
  for (gsize i = 0; i < N_FIELDS; i++)
    gtk_widget_remove_css_class (self->fields[i], "error");
  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
  if (words == NULL)
    return;
  gtk_widget_add_css_class (self->fields[field], "error");
  gtk_widget_grab_focus (self->fields[field]);
}

static gboolean
read_field (DenSessionMedications *self, gsize field, DenGivenMedication *given)
{
  g_autofree char *text = den_session_entry_read (self->fields[field]);
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const DenField *of;

  if (text == NULL)
    return TRUE;
  if (field == 0)
    {
      if (den_session_read_time (text,
                                 den_office_get_clock (den_live_session_get_office (self->live)),
                                 &given->given_at))
        return TRUE;
      show_problem (self, field, _ ("The time must be one like 09:05, or empty for now."));
      return FALSE;
    }
  of = den_record_type_find (&den_given_medication_type, field_rows[field].column);
  if (den_field_parse (of, text, &value, &error))
    {
      den_field_set (of, given, &value);
      return TRUE;
    }
  words = g_strdup_printf ("%s %s.", _ (of->label), error->message);
  show_problem (self, field, words);
  return FALSE;
}

static void
give_cb (GtkWidget *widget, DenSessionMedications *self)
{
  DenGivenMedication *given = den_record_new (&den_given_medication_type);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean right = TRUE;

  for (gsize i = 0; i < N_FIELDS && right; i++)
    right = read_field (self, i, given);
  if (right && given->drug == NULL)
    {
      show_problem (self, 1, _ ("Type which medication was given."));
      right = FALSE;
    }
  if (!right)
    {
      den_record_free (given);
      return;
    }
  if (den_live_session_add (self->live, given, &error) == 0)
    {
      words = den_error_words (_ ("Not recorded:"), error);
      show_problem (self, 1, words);
      return;
    }
  for (gsize i = 0; i < N_FIELDS; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->fields[i]), "");
  show_problem (self, 0, NULL);
}

static void
add_line (DenSessionMedications *self, const DenGivenMedication *given, gboolean open)
{
  g_autofree char *time = den_instant_show_time (given->given_at);
  g_autofree char *dose =
      den_session_show_number (&den_given_medication_type, "dose_ug", given->dose_ug);
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label, *remove;

  g_string_printf (words, "%s  %s", time, given->drug);
  if (*dose != '\0')
    g_string_append_printf (words, " %s", dose);
  if (given->route != NULL)
    g_string_append_printf (words, ", %s", given->route);
  if (given->reason != NULL)
    g_string_append_printf (words, _ (" for %s"), given->reason);
  if (given->given_by != NULL)
    g_string_append_printf (words, " · %s", given->given_by);
  label = den_words_new (words->str);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  remove = den_session_remove_button_new (self->live, &given->record, words->str);
  gtk_widget_set_visible (remove, open);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (self->list), line);
}

static void
changed_cb (DenLiveSession *live, DenSessionMedications *self)
{
  const DenSession *session = den_live_session_get_session (live);

  if (session == NULL)
    return;
  gtk_widget_set_sensitive (self->line, !den_session_is_signed (session));
  den_box_clear (GTK_BOX (self->list));
  for (guint i = 0; i < session->medications->len; i++)
    add_line (self, g_ptr_array_index (session->medications, i), !den_session_is_signed (session));
}

static void
den_session_medications_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_MEDICATIONS (object)->live);
  G_OBJECT_CLASS (den_session_medications_parent_class)->dispose (object);
}

static void
den_session_medications_class_init (DenSessionMedicationsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_medications_dispose;
}

static void
den_session_medications_init (DenSessionMedications *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
den_session_medications_new (DenLiveSession *live)
{
  DenSessionMedications *self = g_object_new (DEN_TYPE_SESSION_MEDICATIONS, NULL);

  self->live = g_object_ref (live);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  for (gsize i = 0; i < N_FIELDS; i++)
    {
      self->fields[i] = den_session_entry_new_named (
          _ (field_rows[i].spoken), _ (field_rows[i].placeholder), field_rows[i].width_chars);
      gtk_widget_set_hexpand (self->fields[i], i == 1 || i == N_FIELDS - 1);
      g_signal_connect (self->fields[i], "activate", G_CALLBACK (give_cb), self);
      gtk_box_append (GTK_BOX (self->line), self->fields[i]);
    }
  gtk_box_append (GTK_BOX (self->line),
                  den_session_button_new (_ ("Gi_ve"), _ ("Record the medication"),
                                          G_CALLBACK (give_cb), self));
  self->message = den_words_new (NULL);
  gtk_widget_add_css_class (self->message, "den-error");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->line);
  gtk_box_append (GTK_BOX (self), self->message);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
