/* A form for a record that is not part of an open chart. */
#include "den-record-form.h"

#include <string.h>

struct _DenRecordForm
{
  GtkBox parent_instance;

  gpointer record;
  GPtrArray *rows; /* DenFieldRow, not owned */
  GtkSizeGroup *labels;
  DenFormKeep keep;
  gpointer keep_data;
};

G_DEFINE_FINAL_TYPE (DenRecordForm, den_record_form, GTK_TYPE_BOX)

enum
{
  CHANGED,
  FINISHED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const DenRecordType *
get_type_of (DenRecordForm *self)
{
  return ((const DenRecord *) self->record)->type;
}

static gboolean
commit_cb (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  DenRecordForm *self = data;
  const DenField *field = den_field_row_get_field (row);
  g_auto (DenValue) before = DEN_VALUE_INIT;

  den_field_get (field, self->record, &before);
  den_field_set (field, self->record, value);
  if (self->keep != NULL && !self->keep (self, self->record, self->keep_data, error))
    {
      den_field_set (field, self->record, &before);
      return FALSE;
    }
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

static void
activate_cb (GtkWidget *entry, DenRecordForm *self)
{
  DenFieldRow *row = den_field_row_of (entry);

  if (self->rows->len > 0 && row == g_ptr_array_index (self->rows, self->rows->len - 1) &&
      den_field_row_get_error (row) == NULL)
    g_signal_emit (self, signals[FINISHED], 0);
}

static void
den_record_form_dispose (GObject *object)
{
  DenRecordForm *self = DEN_RECORD_FORM (object);

  /* A row that is thrown away while it has the focus must not write to a record that is gone. */
  self->keep = NULL;
  g_clear_object (&self->labels);

  G_OBJECT_CLASS (den_record_form_parent_class)->dispose (object);
}

static void
den_record_form_finalize (GObject *object)
{
  DenRecordForm *self = DEN_RECORD_FORM (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->record, den_record_free);

  G_OBJECT_CLASS (den_record_form_parent_class)->finalize (object);
}

static void
den_record_form_class_init (DenRecordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = den_record_form_dispose;
  object_class->finalize = den_record_form_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_record_form_init (DenRecordForm *self)
{
  self->rows = g_ptr_array_new ();
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
den_record_form_new (gpointer record)
{
  DenRecordForm *self = g_object_new (DEN_TYPE_RECORD_FORM, NULL);

  self->record = record;
  return GTK_WIDGET (self);
}

gpointer
den_record_form_get_record (DenRecordForm *self)
{
  return self->record;
}

DenFieldRow *
den_record_form_add (DenRecordForm *self, const char *column)
{
  const DenField *field = den_record_type_find (get_type_of (self), column);
  DenFieldRow *row;
  GtkWidget *control;
  g_auto (DenValue) value = DEN_VALUE_INIT;

  g_return_val_if_fail (field != NULL, NULL);

  row = DEN_FIELD_ROW (den_field_row_new (field));
  den_field_get (field, self->record, &value);
  den_field_row_set_value (row, &value);
  den_field_row_set_label_group (row, self->labels);
  den_field_row_set_commit (row, commit_cb, self, NULL);
  control = den_field_row_get_control (row);
  if (GTK_IS_ENTRY (control))
    g_signal_connect_object (control, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_AFTER);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
  return row;
}

void
den_record_form_add_columns (DenRecordForm *self, const char *const *columns)
{
  for (gsize i = 0; columns[i] != NULL; i++)
    den_record_form_add (self, columns[i]);
}

void
den_record_form_add_all (DenRecordForm *self)
{
  const DenRecordType *type = get_type_of (self);

  for (guint i = 0; i < type->n_fields; i++)
    if (!type->fields[i].internal && den_field_is_scalar (&type->fields[i]))
      den_record_form_add (self, type->fields[i].column);
}

void
den_record_form_add_heading (DenRecordForm *self, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  if (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_set_margin_top (label, 12);
  gtk_box_append (GTK_BOX (self), label);
}

DenFieldRow *
den_record_form_get_row (DenRecordForm *self, const char *column)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      DenFieldRow *row = g_ptr_array_index (self->rows, i);

      if (strcmp (den_field_row_get_field (row)->column, column) == 0)
        return row;
    }
  return NULL;
}

void
den_record_form_set_label_group (DenRecordForm *self, GtkSizeGroup *group)
{
  g_set_object (&self->labels, group);
  for (guint i = 0; i < self->rows->len; i++)
    den_field_row_set_label_group (g_ptr_array_index (self->rows, i), group);
}

void
den_record_form_set_keep (DenRecordForm *self, DenFormKeep keep, gpointer data)
{
  self->keep = keep;
  self->keep_data = data;
}

static DenFieldRow *
find_row_of_place (DenRecordForm *self, const char *place)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      DenFieldRow *row = g_ptr_array_index (self->rows, i);

      if (strcmp (den_field_key (den_field_row_get_field (row)), place) == 0)
        return row;
    }
  return NULL;
}

gboolean
den_record_form_take (DenRecordForm *self)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  DenFieldRow *wrong = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      DenFieldRow *row = g_ptr_array_index (self->rows, i);

      if (!den_field_row_take (row) && wrong == NULL)
        wrong = row;
    }
  den_record_check (self->record, "", problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (problems, i);
      DenFieldRow *row = find_row_of_place (self, problem->place);

      if (row == NULL || den_field_row_get_error (row) != NULL)
        continue;
      den_field_row_set_error (row, problem->message);
      if (wrong == NULL)
        wrong = row;
    }
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
  return wrong == NULL;
}

void
den_record_form_show_record (DenRecordForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      DenFieldRow *row = g_ptr_array_index (self->rows, i);
      g_auto (DenValue) value = DEN_VALUE_INIT;

      den_field_get (den_field_row_get_field (row), self->record, &value);
      den_field_row_set_value (row, &value);
    }
}

void
den_record_form_set_record (DenRecordForm *self, gpointer record)
{
  g_return_if_fail (((const DenRecord *) record)->type == get_type_of (self));

  if (record != self->record)
    den_record_free (self->record);
  self->record = record;
  den_record_form_show_record (self);
}
