/* One list of a protocol that is being written. A part of the label that is changed is the label's
 * no more. */
#include "den-protocol-list.h"

#include "den-dialog.h"
#include "den-protocol-words.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DenProtocolList
{
  GtkBox parent_instance;

  DenProtocol *protocol;
  const DenField *field;
  GtkBox *lines;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (DenProtocolList, den_protocol_list, GTK_TYPE_BOX)

/* What the dialog of a part holds; it belongs to the dialog. */
typedef struct
{
  DenProtocolList *list;
  guint index;
  DenRecordForm *form;
} Editing;

static void fill (DenProtocolList *self);

static GPtrArray *
get_parts (DenProtocolList *self)
{
  return den_field_list (self->field, self->protocol);
}

/* ---- checks that a field alone can not make ---- */

static const char *
check_phase (const DenProtocolPhase *phase, const char **column)
{
  *column = "interval_days_max";
  if (phase->interval_days_max != DEN_UNKNOWN && phase->interval_days_max < phase->interval_days)
    return _ ("must not be less than the days between sessions");
  *column = "per_week";
  /* The sessions of one week have to lie in it. */
  if (phase->per_week != DEN_UNKNOWN && (phase->per_week - 1) * phase->interval_days >= 7)
    return _ ("does not fit the days between sessions");
  return NULL;
}

/* Every word is one that a session's window knows. */
static const char *
check_checkpoint (const DenProtocolCheckpoint *checkpoint, const char **column)
{
  static const char *const known[] = {
    "bp", "pulse", "spo2", "respiration", "moaas", "cadss", NULL
  };
  g_auto (GStrv) words = g_strsplit (checkpoint->measures, " ", -1);

  *column = "measures";
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && !g_strv_contains (known, *word))
      return _ ("must be of the words bp, pulse, spo2, respiration, moaas, cadss");
  *column = "early_minutes";
  if (checkpoint->early_minutes != DEN_UNKNOWN && checkpoint->early_minutes > checkpoint->minute)
    return _ ("must not begin before the dose");
  return NULL;
}

static const char *
check_limit (const DenProtocolLimit *limit, const char **column)
{
  *column = "at_least";
  if (limit->at_least == DEN_UNKNOWN && limit->at_most == DEN_UNKNOWN && limit->rise == DEN_UNKNOWN)
    return _ ("is needed, or one of the two below it");
  if (limit->at_least != DEN_UNKNOWN && limit->at_most != DEN_UNKNOWN)
    return _ ("can not stand beside a lower limit: add another limit");
  return NULL;
}

static const char *
check_dose (DenProtocolList *self, const DenProtocolDose *dose, const char **column)
{
  *column = "dose_ug";
  return self->protocol->ceiling_ug != DEN_UNKNOWN && dose->dose_ug > self->protocol->ceiling_ug
             ? _ ("must not be above the ceiling")
             : NULL;
}

/* What is wrong with PART, and in which field; NULL for nothing. */
static const char *
check_part (DenProtocolList *self, gconstpointer part, const char **column)
{
  if (self->field->of == &den_protocol_phase_type)
    return check_phase (part, column);
  if (self->field->of == &den_protocol_checkpoint_type)
    return check_checkpoint (part, column);
  if (self->field->of == &den_protocol_limit_type)
    return check_limit (part, column);
  if (self->field->of == &den_protocol_dose_type)
    return check_dose (self, part, column);
  return NULL;
}

/* ---- one part ---- */

/* The field that holds what a list is sorted by; NULL where its order is its own. */
static const DenField *
find_order (const DenRecordType *type)
{
  if (type == &den_protocol_checkpoint_type)
    return den_record_type_find (type, "minute");
  return type == &den_protocol_dose_type ? den_record_type_find (type, "dose_ug") : NULL;
}

static int
compare_parts (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 one = *den_field_number (data, *(gpointer *) a);
  gint64 other = *den_field_number (data, *(gpointer *) b);

  return one < other ? -1 : one > other;
}

/* Puts PART in the place of the one it was made from, or behind the others. */
static void
keep_part (Editing *editing, gpointer part)
{
  DenProtocolList *self = editing->list;
  GPtrArray *parts = get_parts (self);
  const DenField *label = den_record_type_find (self->field->of, "label");
  const DenField *order = find_order (self->field->of);

  if (editing->index < parts->len)
    {
      gpointer before = g_ptr_array_index (parts, editing->index);

      if (!den_record_equal (before, part))
        *den_field_number (label, part) = 0;
      den_record_free (before);
      parts->pdata[editing->index] = part;
    }
  else
    g_ptr_array_add (parts, part);
  if (order != NULL)
    g_ptr_array_sort_with_data (parts, compare_parts, (gpointer) order);
  den_protocol_list_set_error (self, NULL);
  fill (self);
}

static void
accepted_cb (DenDialog *dialog, Editing *editing)
{
  gpointer part = den_record_form_get_record (editing->form);
  const char *column = NULL, *wrong;

  if (!den_record_form_take (editing->form))
    return;
  wrong = check_part (editing->list, part, &column);
  if (wrong != NULL)
    {
      DenFieldRow *row = den_record_form_get_row (editing->form, column);

      den_field_row_set_error (row, wrong);
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return;
    }
  keep_part (editing, den_record_copy (part));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

GtkWidget *
den_protocol_list_edit (DenProtocolList *self, guint index)
{
  GPtrArray *parts = get_parts (self);
  GtkWidget *dialog = den_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                      _ (self->field->of->label), _ ("_Keep"));
  Editing *editing = g_new0 (Editing, 1);
  gpointer part;

  if (index < parts->len)
    part = den_record_copy (g_ptr_array_index (parts, index));
  else
    {
      part = den_record_new (self->field->of);
      *den_field_number (den_record_type_find (self->field->of, "label"), part) = 0;
    }
  editing->list = self;
  editing->index = index;
  editing->form = DEN_RECORD_FORM (den_record_form_new (part));
  g_object_set_data_full (G_OBJECT (dialog), "editing", editing, g_free);
  for (guint i = 0; i < self->field->of->n_fields; i++)
    {
      const DenField *field = &self->field->of->fields[i];

      /* Only Dendra says what is the label's. */
      if (!field->internal && strcmp (field->column, "label") != 0)
        den_record_form_add (editing->form, field->column);
    }
  den_dialog_set_content (DEN_DIALOG (dialog), GTK_WIDGET (editing->form));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 520, -1);
  g_signal_connect (dialog, "accepted", G_CALLBACK (accepted_cb), editing);
  return dialog;
}

/* ---- the lines ---- */

static guint
get_index (GtkButton *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
}

static void
edit_cb (GtkButton *button, DenProtocolList *self)
{
  gtk_window_present (GTK_WINDOW (den_protocol_list_edit (self, get_index (button))));
}

static void
add_cb (GtkButton *button, DenProtocolList *self)
{
  gtk_window_present (GTK_WINDOW (den_protocol_list_edit (self, get_parts (self)->len)));
}

static void
remove_cb (GtkButton *button, DenProtocolList *self)
{
  g_ptr_array_remove_index (get_parts (self), get_index (button));
  fill (self);
}

static void
add_button (GtkBox *line, DenProtocolList *self, const char *icon, const char *tooltip, guint index,
            const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf ("%s: %s", tooltip, words);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (line, button);
}

static void
fill (DenProtocolList *self)
{
  GPtrArray *parts = get_parts (self);

  den_box_clear (self->lines);
  for (guint i = 0; i < parts->len; i++)
    {
      gconstpointer part = g_ptr_array_index (parts, i);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      g_autofree char *words = den_protocol_show_part (part, self->protocol);
      GtkWidget *label = den_words_new (words);
      GtkWidget *mark =
          gtk_label_new (den_protocol_mark (den_protocol_part_is_label (part) ? 1 : 0));

      gtk_widget_set_hexpand (label, TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (mark, "dim-label");
      gtk_box_append (GTK_BOX (line), label);
      gtk_box_append (GTK_BOX (line), mark);
      add_button (GTK_BOX (line), self, "document-edit-symbolic", _ ("Edit"), i, words,
                  G_CALLBACK (edit_cb));
      add_button (GTK_BOX (line), self, "list-remove-symbolic", _ ("Remove"), i, words,
                  G_CALLBACK (remove_cb));
      gtk_box_append (self->lines, line);
    }
}

void
den_protocol_list_set_error (DenProtocolList *self, const char *message)
{
  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
}

/* ---- the widget ---- */

static void
den_protocol_list_class_init (DenProtocolListClass *klass)
{
}

static void
den_protocol_list_init (DenProtocolList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  self->message = den_words_new (NULL);
  gtk_widget_add_css_class (self->message, "den-error");
  gtk_widget_set_visible (self->message, FALSE);
}

GtkWidget *
den_protocol_list_new (DenProtocol *protocol, const char *column)
{
  DenProtocolList *self = g_object_new (DEN_TYPE_PROTOCOL_LIST, NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Add…"));
  g_autofree char *name = NULL;

  self->protocol = protocol;
  self->field = den_record_type_find (&den_protocol_type, column);
  name = g_strdup_printf (_ ("Add: %s"), _ (self->field->of->label));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->lines));
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_box_append (GTK_BOX (self), button);
  fill (self);
  return GTK_WIDGET (self);
}
