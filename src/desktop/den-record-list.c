/* The editable list of one kind of record. */
#include "den-record-list.h"

#include "den-field-control.h"
#include "den-message.h"
#include "den-record-row.h"

#include <glib/gi18n-lib.h>

struct _DenRecordList
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  const DenRecordListSpec *spec;
  const DenRecordType *owner_type; /* NULL: the chart */
  gint64 owner_id;
  GPtrArray *groups; /* GtkSizeGroup, one a column and one for the remove button */

  GtkWidget *add_button;
  GtkWidget *headings;
  GtkWidget *rows;
  GtkWidget *empty;
  gboolean adding; /* the record that appears has its row already */
};

G_DEFINE_FINAL_TYPE (DenRecordList, den_record_list, GTK_TYPE_BOX)

static GPtrArray *
get_records (DenRecordList *list)
{
  const DenChart *chart = den_chart_editor_get_chart (list->editor);
  gconstpointer owner;

  if (list->owner_type == NULL)
    return den_chart_list (chart, list->spec->type);
  owner = den_chart_editor_find (list->editor, list->owner_type, list->owner_id);
  for (guint i = 0; owner != NULL && i < list->owner_type->n_fields; i++)
    if (list->owner_type->fields[i].of == list->spec->type)
      return den_field_list (&list->owner_type->fields[i], owner);
  return NULL;
}

static DenRecordRow *
find_row (DenRecordList *list, gint64 record_id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (list->rows); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (den_record_row_get_record_id (DEN_RECORD_ROW (child)) == record_id)
      return DEN_RECORD_ROW (child);
  return NULL;
}

static gboolean
has_record (GPtrArray *records, gint64 record_id)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (((DenRecord *) g_ptr_array_index (records, i))->id == record_id)
      return TRUE;
  return FALSE;
}

static void
show_emptiness (DenRecordList *list)
{
  gboolean empty = gtk_widget_get_first_child (list->rows) == NULL;

  gtk_widget_set_visible (list->empty, empty);
  gtk_widget_set_visible (list->headings, !empty);
}

/* Moves the focus off a row that is about to go: to a neighbour, else to the add button. */
static void
drop_row (DenRecordList *list, GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *neighbour = gtk_widget_get_next_sibling (row);

  if (neighbour == NULL)
    neighbour = gtk_widget_get_prev_sibling (row);
  if (focus != NULL && gtk_widget_is_ancestor (focus, row))
    {
      if (neighbour != NULL)
        den_record_row_focus (DEN_RECORD_ROW (neighbour), NULL);
      else
        gtk_widget_grab_focus (list->add_button);
    }
  gtk_box_remove (GTK_BOX (list->rows), row);
  show_emptiness (list);
}

/* ---- rows ---- */

static void
set_error (DenRecordRow *row, const GError *error)
{
  g_autofree char *words = den_error_words_beside (error);

  den_record_row_set_error (row, words);
}

static void
keep_cb (DenRecordRow *row, DenRecord *record, DenRecordList *list)
{
  g_autoptr (GError) error = NULL;
  gconstpointer owner = NULL;
  gpointer copy = den_record_copy (record);
  gint64 id;

  if (list->owner_type != NULL)
    owner = den_chart_editor_find (list->editor, list->owner_type, list->owner_id);
  list->adding = TRUE;
  id = den_chart_editor_add (list->editor, copy, owner, &error);
  list->adding = FALSE;
  if (id == 0)
    {
      set_error (row, error);
      return;
    }
  den_record_row_set_error (row, NULL);
  den_record_row_adopt (row, id);
  den_record_row_refresh (row);
}

static void
remove_cb (DenRecordRow *row, DenRecordList *list)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 id = den_record_row_get_record_id (row);
  gconstpointer record;

  if (id == 0)
    {
      drop_row (list, GTK_WIDGET (row));
      return;
    }
  record = den_chart_editor_find (list->editor, list->spec->type, id);
  if (record != NULL && !den_chart_editor_remove (list->editor, record, &error))
    {
      set_error (row, error);
      return;
    }
  words = g_strdup_printf (_ ("Removed: %s. Ctrl+Z brings it back."), _ (list->spec->type->label));
  den_show_note (GTK_WIDGET (list), words);
}

static DenRecordRow *
insert_row (DenRecordList *list, gint64 record_id, GtkWidget *after)
{
  GtkWidget *row = den_record_row_new (list->editor, list->spec, record_id, list->groups);

  g_signal_connect (row, "keep", G_CALLBACK (keep_cb), list);
  g_signal_connect (row, "remove", G_CALLBACK (remove_cb), list);
  gtk_box_insert_child_after (GTK_BOX (list->rows), row, after);
  return DEN_RECORD_ROW (row);
}

static void
drop_vanished (DenRecordList *list, GPtrArray *records)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (list->rows); child != NULL; child = next)
    {
      gint64 id = den_record_row_get_record_id (DEN_RECORD_ROW (child));

      next = gtk_widget_get_next_sibling (child);
      if (id != 0 && !has_record (records, id))
        drop_row (list, child);
    }
}

/* Makes the rows those of the records, touching no row that stays. */
static void
sync_rows (DenRecordList *list)
{
  GPtrArray *records = get_records (list);
  GtkWidget *last = NULL;

  drop_vanished (list, records);
  for (guint i = 0; records != NULL && i < records->len && !list->adding; i++)
    {
      const DenRecord *record = g_ptr_array_index (records, i);
      DenRecordRow *row = find_row (list, record->id);

      if (row == NULL)
        row = insert_row (list, record->id, last);
      last = GTK_WIDGET (row);
    }
  show_emptiness (list);
}

static void
refresh_rows (DenRecordList *list)
{
  for (GtkWidget *child = gtk_widget_get_first_child (list->rows); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    den_record_row_refresh (DEN_RECORD_ROW (child));
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenRecordList *list)
{
  if (type == NULL || type == list->spec->type || type == list->owner_type)
    sync_rows (list);
  if (list->spec->note != NULL)
    refresh_rows (list);
}

/* ---- adding ---- */

void
den_record_list_add (DenRecordList *list)
{
  DenRecordRow *row = find_row (list, 0);

  if (row == NULL)
    row = insert_row (list, 0, gtk_widget_get_last_child (list->rows));
  show_emptiness (list);
  den_record_row_focus (row, NULL);
}

static void
add_cb (GtkWidget *button, DenRecordList *list)
{
  den_record_list_add (list);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenRecordList *list)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean is_enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (list)));

  /* The key belongs to the innermost list around the focus. */
  if (focus == NULL || gtk_widget_get_ancestor (focus, DEN_TYPE_RECORD_LIST) != GTK_WIDGET (list))
    return GDK_EVENT_PROPAGATE;

  if ((key == GDK_KEY_Insert && modifiers == 0) || (is_enter && modifiers == GDK_CONTROL_MASK))
    {
      den_record_list_add (list);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* ---- the widget ---- */

static void
den_record_list_dispose (GObject *object)
{
  DenRecordList *list = DEN_RECORD_LIST (object);

  G_OBJECT_CLASS (den_record_list_parent_class)->dispose (object);
  g_clear_object (&list->editor);
  g_clear_pointer (&list->groups, g_ptr_array_unref);
}

static void
den_record_list_class_init (DenRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_record_list_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
den_record_list_init (DenRecordList *list)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  list->groups = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (list), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (list), 6);
  gtk_widget_add_css_class (GTK_WIDGET (list), "den-record-list");
  /* Before an entry takes Insert for overwriting. */
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), list);
  gtk_widget_add_controller (GTK_WIDGET (list), key);
}

static GtkWidget *
new_title_line (DenRecordList *list)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ (list->spec->title));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, list->owner_type == NULL ? "heading" : "den-inline-label");
  list->add_button = gtk_button_new_with_mnemonic (_ (list->spec->add_label));
  gtk_widget_add_css_class (list->add_button, "flat");
  gtk_widget_set_tooltip_text (list->add_button, _ ("Insert, in a row of this list"));
  g_signal_connect (list->add_button, "clicked", G_CALLBACK (add_cb), list);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), list->add_button);
  return line;
}

static GtkWidget *
new_headings (DenRecordList *list)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *last = gtk_label_new (NULL);

  for (int i = 0; list->spec->columns[i] != NULL; i++)
    {
      const DenField *field = den_record_type_find (list->spec->type, list->spec->columns[i]);
      GtkWidget *label = gtk_label_new (_ (field->label));
      GtkSizeGroup *group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (label, _ (field->label));
      gtk_widget_set_hexpand (label, !list->spec->note_beside && den_field_control_expands (field));
      gtk_widget_add_css_class (label, "den-column-heading");
      gtk_size_group_add_widget (group, label);
      g_ptr_array_add (list->groups, group);
      gtk_box_append (GTK_BOX (line), label);
    }
  gtk_widget_set_hexpand (last, list->spec->note_beside);
  gtk_widget_set_halign (last, GTK_ALIGN_END);
  g_ptr_array_add (list->groups, gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL));
  gtk_size_group_add_widget (g_ptr_array_index (list->groups, list->groups->len - 1), last);
  gtk_box_append (GTK_BOX (line), last);
  return line;
}

static void
build (DenRecordList *list)
{
  const char *title = _ (list->spec->title);

  gtk_box_append (GTK_BOX (list), new_title_line (list));
  list->headings = new_headings (list);
  gtk_box_append (GTK_BOX (list), list->headings);
  list->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (list), list->rows);
  list->empty = gtk_label_new (_ (list->spec->empty));
  gtk_label_set_xalign (GTK_LABEL (list->empty), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (list->empty), TRUE);
  gtk_widget_add_css_class (list->empty, "dim-label");
  gtk_box_append (GTK_BOX (list), list->empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (list->editor, "changed", G_CALLBACK (changed_cb), list, 0);
  sync_rows (list);
}

GtkWidget *
den_record_list_new_inner (DenChartEditor *editor, const DenRecordListSpec *spec,
                           const DenRecordType *owner_type, gint64 owner_id)
{
  DenRecordList *list = g_object_new (DEN_TYPE_RECORD_LIST, NULL);

  list->editor = g_object_ref (editor);
  list->spec = spec;
  list->owner_type = owner_type;
  list->owner_id = owner_id;
  build (list);
  return GTK_WIDGET (list);
}

GtkWidget *
den_record_list_new (DenChartEditor *editor, const DenRecordListSpec *spec)
{
  return den_record_list_new_inner (editor, spec, NULL, 0);
}

DenRecordList *
den_record_list_find (GtkWidget *root, const DenRecordType *type)
{
  DenRecordList *found = NULL;

  if (DEN_IS_RECORD_LIST (root) && DEN_RECORD_LIST (root)->spec->type == type)
    return DEN_RECORD_LIST (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = den_record_list_find (child, type);
  return found;
}

const DenRecordType *
den_record_list_get_record_type (DenRecordList *list)
{
  return list->spec->type;
}

guint
den_record_list_get_n_rows (DenRecordList *list)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (list->rows); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

gboolean
den_record_list_focus (DenRecordList *list, gint64 record_id, const char *column)
{
  DenRecordRow *row;

  if (record_id == 0)
    {
      den_record_list_add (list);
      return TRUE;
    }
  row = find_row (list, record_id);
  return row != NULL && den_record_row_focus (row, column);
}
