/* An editable list of records that belong to a record of a form. */
#include "den-inner-list.h"

#include "den-field-row.h"

#include <glib/gi18n-lib.h>

struct _DenInnerList
{
  GtkBox parent_instance;

  const DenRecordType *type;
  GPtrArray *records;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (DenInnerList, den_inner_list, GTK_TYPE_BOX)

static gboolean
commit_cb (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  den_field_set (den_field_row_get_field (row), data, value);
  return TRUE;
}

static void
remove_cb (GtkButton *button, DenInnerList *self)
{
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (button));
  gpointer record = g_object_get_data (G_OBJECT (line), "record");

  gtk_box_remove (self->rows, line);
  g_ptr_array_remove (self->records, record);
}

static GtkWidget *
add_row (DenInnerList *self, gpointer record)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const DenField *field = &self->type->fields[i];
      g_auto (DenValue) value = DEN_VALUE_INIT;
      GtkWidget *row;

      if (field->internal || !den_field_is_scalar (field))
        continue;
      row = den_field_row_new (field);
      den_field_get (field, record, &value);
      den_field_row_set_value (DEN_FIELD_ROW (row), &value);
      den_field_row_set_commit (DEN_FIELD_ROW (row), commit_cb, record, NULL);
      gtk_box_append (GTK_BOX (line), row);
    }
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove this line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove this line"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (line), button);
  g_object_set_data (G_OBJECT (line), "record", record);
  gtk_box_append (self->rows, line);
  return line;
}

static void
add_cb (GtkButton *button, DenInnerList *self)
{
  gpointer record = den_record_new (self->type);

  g_ptr_array_add (self->records, record);
  gtk_widget_child_focus (add_row (self, record), GTK_DIR_TAB_FORWARD);
}

static void
den_inner_list_class_init (DenInnerListClass *klass)
{
}

static void
den_inner_list_init (DenInnerList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
den_inner_list_new (const DenField *field, GPtrArray *records)
{
  DenInnerList *self = g_object_new (DEN_TYPE_INNER_LIST, NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Add a line"));
  g_autofree char *name = g_strdup_printf (_ ("Add a line: %s"), _ (field->label));

  self->type = field->of;
  self->records = records;
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self), button);
  for (guint i = 0; i < records->len; i++)
    add_row (self, g_ptr_array_index (records, i));
  return GTK_WIDGET (self);
}

/* Says at each field of the line what keeps its record from being right. */
static gboolean
check_line (GtkWidget *line, gpointer record)
{
  gboolean right = TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autoptr (GError) error = NULL;
      g_auto (DenValue) value = DEN_VALUE_INIT;
      const DenField *field;

      if (!DEN_IS_FIELD_ROW (child))
        continue;
      field = den_field_row_get_field (DEN_FIELD_ROW (child));
      if (!den_field_row_take (DEN_FIELD_ROW (child)))
        {
          right = FALSE;
          continue;
        }
      den_field_get (field, record, &value);
      if (den_field_check (field, &value, &error))
        continue;
      den_field_row_set_error (DEN_FIELD_ROW (child), error->message);
      right = FALSE;
    }
  return right;
}

gboolean
den_inner_list_take (DenInnerList *self)
{
  gboolean right = TRUE;

  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (!check_line (line, g_object_get_data (G_OBJECT (line), "record")))
      {
        if (right)
          gtk_widget_child_focus (line, GTK_DIR_TAB_FORWARD);
        right = FALSE;
      }
  return right;
}
