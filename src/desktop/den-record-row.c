/* A row of an editable list. */
#include "den-record-row.h"

#include "den-field-row.h"
#include "den-scroll.h"

#include <glib/gi18n-lib.h>

struct _DenRecordRow
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  const DenRecordListSpec *spec;
  gint64 record_id;
  DenRecord *draft; /* while the record is not kept yet */
  GPtrArray *cells; /* DenFieldRow, all that stand in the row; not owned */

  GtkWidget *line;
  GtkWidget *more;
  GtkWidget *unfold;
  GtkWidget *details;
  GtkWidget *error;
  GtkWidget *note;
  GtkWidget *note_icon;
  GtkWidget *note_words;
  int note_kind; /* DenNoteKind as shown; -1 before */
  char *own_error;
};

enum
{
  KEEP,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenRecordRow, den_record_row, GTK_TYPE_BOX)

static gconstpointer
get_record (DenRecordRow *row)
{
  if (row->draft != NULL)
    return row->draft;
  return den_chart_editor_find (row->editor, row->spec->type, row->record_id);
}

/* ---- what is wrong ---- */

/* The label of the field of TYPE that a problem's place names by its chart file key. */
static const char *
label_of_place (const DenRecordType *type, const char *place)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (den_field_key (&type->fields[i]), place))
      return _ (type->fields[i].label);
  return _ (type->label);
}

/* Why a new record is not kept yet; NULL where nothing was entered or nothing is missing. */
static char *
draft_problem (DenRecordRow *row)
{
  g_autoptr (DenProblems) problems = NULL;
  DenProblem *first;

  if (row->draft == NULL || den_record_row_is_blank (row))
    return NULL;
  problems = den_problems_new ();
  den_record_check (row->draft, "", problems);
  if (problems->len == 0)
    return NULL;
  first = g_ptr_array_index (problems, 0);
  return g_strdup_printf (_ ("Not kept yet. %s %s."),
                          label_of_place (row->spec->type, first->place), first->message);
}

/* Adds what is wrong with a field: what its label must be, or a sentence that needs no label. */
static void
append_error (GString *words, DenFieldRow *cell, const char *error)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  if (g_unichar_isupper (g_utf8_get_char (error)))
    g_string_append (words, error);
  else
    g_string_append_printf (words, "%s %s.", _ (den_field_row_get_field (cell)->label), error);
}

static void
show_errors (DenRecordRow *row)
{
  g_autoptr (GString) words = g_string_new (row->own_error);

  for (guint i = 0; i < row->cells->len; i++)
    {
      DenFieldRow *cell = g_ptr_array_index (row->cells, i);
      const char *error = den_field_row_get_error (cell);

      if (error != NULL)
        append_error (words, cell, error);
    }
  if (words->len == 0)
    {
      g_autofree char *missing = draft_problem (row);

      g_string_append (words, missing != NULL ? missing : "");
    }
  gtk_label_set_text (GTK_LABEL (row->error), words->str);
  gtk_widget_set_visible (row->error, words->len > 0);
  if (words->len > 0 && gtk_widget_get_mapped (GTK_WIDGET (row)))
    den_scroll_to (row->error);
}

void
den_record_row_set_error (DenRecordRow *row, const char *message)
{
  g_free (row->own_error);
  row->own_error = g_strdup (message);
  show_errors (row);
}

/* ---- what is to be said ---- */

static const char *const note_icons[] = {
  [DEN_NOTE_PLAIN] = NULL,
  [DEN_NOTE_GOOD] = "object-select-symbolic",
  [DEN_NOTE_CAUTION] = "dialog-warning-symbolic",
  [DEN_NOTE_DANGER] = "window-close-symbolic",
};
static const char *const note_classes[] = {
  [DEN_NOTE_PLAIN] = "dim-label",
  [DEN_NOTE_GOOD] = "den-good",
  [DEN_NOTE_CAUTION] = "den-caution",
  [DEN_NOTE_DANGER] = "den-danger",
};

void
den_record_row_refresh (DenRecordRow *row)
{
  gconstpointer record = get_record (row);
  DenNoteKind kind = DEN_NOTE_PLAIN;
  g_autofree char *words = NULL;

  if (row->note == NULL)
    return;
  if (record != NULL)
    words = row->spec->note (row->editor, record, &kind);
  if (row->note_kind == (int) kind &&
      g_strcmp0 (words != NULL ? words : "", gtk_label_get_text (GTK_LABEL (row->note_words))) == 0)
    return;
  row->note_kind = (int) kind;
  if (row->spec->note_beside)
    gtk_widget_set_tooltip_text (row->note_words, words);
  else
    gtk_widget_set_visible (row->note, words != NULL);
  gtk_label_set_text (GTK_LABEL (row->note_words), words != NULL ? words : "");
  gtk_widget_set_visible (row->note_icon, note_icons[kind] != NULL);
  if (note_icons[kind] != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (row->note_icon), note_icons[kind]);
  for (gsize i = 0; i < G_N_ELEMENTS (note_classes); i++)
    gtk_widget_remove_css_class (row->note, note_classes[i]);
  gtk_widget_add_css_class (row->note, note_classes[kind]);
}

/* ---- cells ---- */

static void
error_cb (DenFieldRow *cell, GParamSpec *pspec, DenRecordRow *row)
{
  show_errors (row);
}

/* Keeps the value in the new record, and has the record kept where it is complete now. */
static gboolean
commit_to_draft (DenFieldRow *cell, const DenValue *value, gpointer data, GError **error)
{
  DenRecordRow *row = data;
  g_autoptr (DenProblems) problems = den_problems_new ();

  den_field_set (den_field_row_get_field (cell), row->draft, value);
  den_record_check (row->draft, "", problems);
  if (problems->len == 0 && !den_record_row_is_blank (row))
    g_signal_emit (row, signals[KEEP], 0, row->draft);
  show_errors (row);
  den_record_row_refresh (row);
  return TRUE;
}

static void
attach_cell (DenRecordRow *row, DenFieldRow *cell)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;

  g_ptr_array_add (row->cells, cell);
  if (row->draft == NULL)
    {
      den_field_row_bind (cell, row->editor, row->spec->type, row->record_id);
      return;
    }
  den_field_get (den_field_row_get_field (cell), row->draft, &value);
  den_field_row_set_value (cell, &value);
  den_field_row_offer_drugs (cell, row->editor, row->spec->type);
  den_field_row_set_commit (cell, commit_to_draft, row, NULL);
}

static GtkWidget *
new_cell (DenRecordRow *row, const char *column)
{
  const DenField *field = den_record_type_find (row->spec->type, column);
  GtkWidget *cell = den_field_row_new_cell (field);

  g_signal_connect_object (cell, "notify::error", G_CALLBACK (error_cb), row, 0);
  attach_cell (row, DEN_FIELD_ROW (cell));
  return cell;
}

void
den_record_row_adopt (DenRecordRow *row, gint64 record_id)
{
  g_return_if_fail (row->draft != NULL);

  g_clear_pointer ((gpointer *) &row->draft, den_record_free);
  row->record_id = record_id;
  for (guint i = 0; i < row->cells->len; i++)
    den_field_row_bind (g_ptr_array_index (row->cells, i), row->editor, row->spec->type, record_id);
  if (row->unfold != NULL)
    gtk_widget_set_sensitive (row->unfold, TRUE);
}

gint64
den_record_row_get_record_id (DenRecordRow *row)
{
  return row->record_id;
}

gboolean
den_record_row_is_blank (DenRecordRow *row)
{
  gpointer fresh;
  gboolean blank;

  if (row->draft == NULL)
    return FALSE;
  fresh = den_record_new (row->spec->type);
  if (row->spec->prepare != NULL)
    row->spec->prepare (row->editor, fresh);
  blank = den_record_equal (row->draft, fresh);
  den_record_free (fresh);
  return blank;
}

/* ---- details ---- */

/* The folded fields are made when they are first asked for. */
static void
build_details (DenRecordRow *row)
{
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  const DenRecordListSpec *spec = row->spec;

  for (int i = 0; spec->details[i] != NULL; i++)
    {
      const DenField *field = den_record_type_find (spec->type, spec->details[i]);
      GtkWidget *field_row = den_field_row_new (field);

      den_field_row_set_label_group (DEN_FIELD_ROW (field_row), labels);
      attach_cell (row, DEN_FIELD_ROW (field_row));
      gtk_box_append (GTK_BOX (row->details), field_row);
    }
  if (spec->inner != NULL)
    gtk_box_append (GTK_BOX (row->details), den_record_list_new_inner (row->editor, spec->inner,
                                                                       spec->type, row->record_id));
}

static void
unfolded_cb (GtkToggleButton *button, DenRecordRow *row)
{
  gboolean open = gtk_toggle_button_get_active (button);

  if (open && gtk_widget_get_first_child (row->details) == NULL)
    build_details (row);
  gtk_widget_set_visible (row->details, open);
  gtk_button_set_icon_name (GTK_BUTTON (button), open ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static GtkWidget *
new_unfold_button (DenRecordRow *row)
{
  g_autofree char *name = g_strdup_printf (_ ("Details of this %s"), _ (row->spec->type->label));
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "pan-down-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Details"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (button, row->draft == NULL);
  g_signal_connect (button, "toggled", G_CALLBACK (unfolded_cb), row);
  row->unfold = button;
  return button;
}

/* ---- keys ---- */

static void
remove_cb (GtkWidget *button, DenRecordRow *row)
{
  g_signal_emit (row, signals[REMOVE], 0);
}

/* Whether the row is new and nothing stands in it, taken or not. */
static gboolean
is_untouched (DenRecordRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (den_field_row_is_pending (g_ptr_array_index (row->cells, i)))
      return FALSE;
  return den_record_row_is_blank (row);
}

/* Ctrl+Shift+Delete removes the row wherever the focus is; Escape a row nothing was entered in. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenRecordRow *row)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean is_delete = key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete;

  if ((is_delete && modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) ||
      (key == GDK_KEY_Escape && is_untouched (row)))
    {
      g_signal_emit (row, signals[REMOVE], 0);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Delete that no text took. */
static gboolean
delete_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
           DenRecordRow *row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (row)));

  if (key != GDK_KEY_Delete || (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (row, signals[REMOVE], 0);
  return GDK_EVENT_STOP;
}

/* All of the row is shown while one of its cells is filled in: what is wrong and what is to be said
 * of it stand below the cells. */
static void
enter_cb (GtkEventControllerFocus *controller, DenRecordRow *row)
{
  den_scroll_to (GTK_WIDGET (row));
}

/* ---- the widget ---- */

static void
den_record_row_dispose (GObject *object)
{
  DenRecordRow *row = DEN_RECORD_ROW (object);

  G_OBJECT_CLASS (den_record_row_parent_class)->dispose (object);
  g_clear_object (&row->editor);
}

static void
den_record_row_finalize (GObject *object)
{
  DenRecordRow *row = DEN_RECORD_ROW (object);

  den_record_free (row->draft);
  g_ptr_array_unref (row->cells);
  g_free (row->own_error);
  G_OBJECT_CLASS (den_record_row_parent_class)->finalize (object);
}

static void
den_record_row_class_init (DenRecordRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = den_record_row_dispose;
  object_class->finalize = den_record_row_finalize;
  signals[KEEP] = g_signal_new ("keep", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_POINTER);
  signals[REMOVE] =
      g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
den_record_row_init (DenRecordRow *row)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row->cells = g_ptr_array_new ();
  row->note_kind = -1;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (row), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (row), 3);
  gtk_widget_add_css_class (GTK_WIDGET (row), "den-record-row");
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), key);
  key = gtk_event_controller_key_new ();
  g_signal_connect (key, "key-pressed", G_CALLBACK (delete_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), key);
  g_signal_connect (focus, "enter", G_CALLBACK (enter_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
}

static GtkWidget *
new_note (DenRecordRow *row)
{
  row->note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  row->note_icon = gtk_image_new ();
  row->note_words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->note_words), 0.0f);
  gtk_widget_set_hexpand (row->note, TRUE);
  if (row->spec->note_beside)
    gtk_label_set_ellipsize (GTK_LABEL (row->note_words), PANGO_ELLIPSIZE_END);
  else
    gtk_label_set_wrap (GTK_LABEL (row->note_words), TRUE);
  gtk_widget_set_valign (row->note_icon,
                         row->spec->note_beside ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_add_css_class (row->note, "den-note");
  gtk_box_append (GTK_BOX (row->note), row->note_icon);
  gtk_box_append (GTK_BOX (row->note), row->note_words);
  return row->note;
}

static GtkWidget *
new_remove_button (DenRecordRow *row)
{
  g_autofree char *name = g_strdup_printf (_ ("Remove this %s"), _ (row->spec->type->label));
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove (Ctrl+Shift+Delete)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), row);
  return button;
}

static void
build_first_line (DenRecordRow *row, GPtrArray *groups)
{
  guint n = 0;
  GtkWidget *tail;

  row->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  for (; row->spec->columns[n] != NULL; n++)
    {
      GtkWidget *cell = new_cell (row, row->spec->columns[n]);

      /* What is said beside the cells takes the room that is left. */
      if (row->spec->note_beside)
        gtk_widget_set_hexpand (cell, FALSE);
      gtk_size_group_add_widget (g_ptr_array_index (groups, n), cell);
      gtk_box_append (GTK_BOX (row->line), cell);
    }
  if (row->spec->note_beside)
    gtk_box_append (GTK_BOX (row->line), new_note (row));
  tail = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  if (row->spec->details != NULL && row->spec->more == NULL)
    gtk_box_append (GTK_BOX (tail), new_unfold_button (row));
  gtk_box_append (GTK_BOX (tail), new_remove_button (row));
  gtk_size_group_add_widget (g_ptr_array_index (groups, n), tail);
  gtk_box_append (GTK_BOX (row->line), tail);
}

static void
build_second_line (DenRecordRow *row)
{
  GtkWidget *unfold;

  row->more = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  for (int i = 0; row->spec->more[i] != NULL; i++)
    {
      GtkWidget *cell = new_cell (row, row->spec->more[i]);
      GtkWidget *label = gtk_label_new (_ (den_field_row_get_field (DEN_FIELD_ROW (cell))->label));

      gtk_widget_add_css_class (label, "den-inline-label");
      gtk_widget_set_margin_start (label, i > 0 ? 6 : 0);
      gtk_box_append (GTK_BOX (row->more), label);
      gtk_box_append (GTK_BOX (row->more), cell);
    }
  if (row->spec->details == NULL)
    return;
  unfold = new_unfold_button (row);
  gtk_widget_set_hexpand (unfold, TRUE);
  gtk_widget_set_halign (unfold, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row->more), unfold);
}

static GtkWidget *
new_error_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "den-error");
  gtk_widget_set_visible (label, FALSE);
  return label;
}

GtkWidget *
den_record_row_new (DenChartEditor *editor, const DenRecordListSpec *spec, gint64 record_id,
                    GPtrArray *groups)
{
  DenRecordRow *row = g_object_new (DEN_TYPE_RECORD_ROW, NULL);

  row->editor = g_object_ref (editor);
  row->spec = spec;
  row->record_id = record_id;
  if (record_id == 0)
    {
      row->draft = den_record_new (spec->type);
      if (spec->prepare != NULL)
        spec->prepare (editor, row->draft);
    }
  build_first_line (row, groups);
  gtk_box_append (GTK_BOX (row), row->line);
  if (spec->more != NULL)
    {
      build_second_line (row);
      gtk_box_append (GTK_BOX (row), row->more);
    }
  row->error = new_error_label ();
  gtk_box_append (GTK_BOX (row), row->error);
  if (spec->note != NULL && !spec->note_beside)
    gtk_box_append (GTK_BOX (row), new_note (row));
  if (spec->details != NULL)
    {
      row->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      gtk_widget_add_css_class (row->details, "den-details");
      gtk_widget_set_visible (row->details, FALSE);
      gtk_box_append (GTK_BOX (row), row->details);
    }
  den_record_row_refresh (row);
  return GTK_WIDGET (row);
}

static gboolean
contains (const char *const *columns, const char *column)
{
  return columns != NULL && g_strv_contains (columns, column);
}

gboolean
den_record_row_focus (DenRecordRow *row, const char *column)
{
  if (column == NULL)
    column = row->spec->columns[0];
  if (contains (row->spec->details, column) && row->unfold != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row->unfold), TRUE);
  for (guint i = 0; i < row->cells->len; i++)
    {
      DenFieldRow *cell = g_ptr_array_index (row->cells, i);

      if (g_str_equal (den_field_row_get_field (cell)->column, column))
        return gtk_widget_grab_focus (GTK_WIDGET (cell));
    }
  return FALSE;
}
