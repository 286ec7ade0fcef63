/* One field of a record on the screen. */
#include "den-field-row.h"

#include "den-drug-completion.h"
#include "den-field-control.h"
#include "den-message.h"
#include "den-text.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenFieldRow
{
  GtkBox parent_instance;

  const DenField *field;
  gboolean cell;
  GtkWidget *label; /* NULL in a cell */
  GtkWidget *control;
  GtkWidget *unit;
  GtkWidget *message;
  GtkWidget *completion;
  DenValue value;
  char *error;
  gboolean showing; /* the control is being set, not used */
  gboolean taking;

  DenFieldCommit commit;
  gpointer commit_data;
  GDestroyNotify commit_destroy;

  DenChartEditor *editor;
  const DenRecordType *type;
  gint64 record_id;
};

enum
{
  PROP_0,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DenFieldRow, den_field_row, GTK_TYPE_BOX)

/* ---- what is wrong ---- */

void
den_field_row_set_error (DenFieldRow *row, const char *message)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (DEN_IS_FIELD_ROW (row));

  if (g_strcmp0 (row->error, message) == 0)
    return;
  g_free (row->error);
  row->error = g_strdup (message);
  sentence = message != NULL ? den_text_sentence_case (message) : g_strdup ("");
  if (row->message != NULL)
    {
      gtk_label_set_text (GTK_LABEL (row->message), sentence);
      gtk_widget_set_visible (row->message, message != NULL);
    }
  if (message != NULL)
    gtk_widget_add_css_class (row->control, "error");
  else
    gtk_widget_remove_css_class (row->control, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row->control), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->control),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  g_object_notify_by_pspec (G_OBJECT (row), properties[PROP_ERROR]);
}

const char *
den_field_row_get_error (DenFieldRow *row)
{
  return row->error;
}

/* ---- showing and taking ---- */

static void
show_value (DenFieldRow *row)
{
  row->showing = TRUE;
  den_field_control_show (row->control, row->field, &row->value);
  row->showing = FALSE;
  if (row->completion != NULL)
    den_drug_completion_close (DEN_DRUG_COMPLETION (row->completion));
}

gboolean
den_field_row_is_pending (DenFieldRow *row)
{
  return row->error != NULL || den_field_control_differs (row->control, row->field, &row->value);
}

void
den_field_row_restore (DenFieldRow *row)
{
  show_value (row);
  den_field_row_set_error (row, NULL);
}

void
den_field_row_set_value (DenFieldRow *row, const DenValue *value)
{
  g_return_if_fail (DEN_IS_FIELD_ROW (row));
  g_return_if_fail (value->type == row->field->type);

  if (den_value_equal (value, &row->value))
    return;
  den_value_copy (value, &row->value);
  den_field_row_restore (row);
}

const DenValue *
den_field_row_get_value (DenFieldRow *row)
{
  return &row->value;
}

static gboolean
take_value (DenFieldRow *row, GError **error)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (!den_field_control_read (row->control, row->field, &value, error))
    return FALSE;
  if (!den_value_equal (&value, &row->value) && row->commit != NULL &&
      !row->commit (row, &value, row->commit_data, error))
    return FALSE;
  den_value_copy (&value, &row->value);
  return TRUE;
}

/* A commit may have the row's owner throw the row away, so that a reference is held meanwhile. */
gboolean
den_field_row_take (DenFieldRow *row)
{
  g_autoptr (DenFieldRow) self = NULL;
  g_autoptr (GError) error = NULL;
  gboolean right;

  g_return_val_if_fail (DEN_IS_FIELD_ROW (row), FALSE);

  if (row->taking || !den_field_row_is_pending (row))
    return TRUE;
  self = g_object_ref (row);
  self->taking = TRUE;
  right = take_value (self, &error);
  self->taking = FALSE;
  if (right)
    den_field_row_restore (self);
  else
    {
      g_autofree char *words = den_error_words_beside (error);

      den_field_row_set_error (self, words);
    }
  return right;
}

/* ---- callbacks ---- */

static void
leave_cb (GtkEventControllerFocus *controller, DenFieldRow *row)
{
  if (row->completion != NULL)
    den_drug_completion_close (DEN_DRUG_COMPLETION (row->completion));
  den_field_row_take (row);
}

static void
take_and_go_on (DenFieldRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));

  if (den_field_row_take (row) && root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

static void
activate_cb (GtkWidget *entry, DenFieldRow *row)
{
  take_and_go_on (row);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, DenFieldRow *row)
{
  if (!row->showing)
    den_field_row_take (row);
}

static void
chosen_cb (DenDrugCompletion *completion, DenFieldRow *row)
{
  take_and_go_on (row);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenFieldRow *row)
{
  if (key == GDK_KEY_Escape && den_field_row_is_pending (row))
    {
      den_field_row_restore (row);
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0 &&
      GTK_IS_TEXT_VIEW (row->control))
    {
      den_field_row_take (row);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* ---- the chart's record behind the row ---- */

static gconstpointer
find_record (DenFieldRow *row)
{
  const DenChart *chart = den_chart_editor_get_chart (row->editor);

  if (row->type == &den_patient_type)
    return chart->patient;
  return den_chart_editor_find (row->editor, row->type, row->record_id);
}

static void
read_record (DenFieldRow *row)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;
  gconstpointer record = find_record (row);

  if (record == NULL)
    return;
  den_field_get (row->field, record, &value);
  den_field_row_set_value (row, &value);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenFieldRow *row)
{
  if (type == NULL || type == row->type)
    read_record (row);
}

static gboolean
commit_to_editor (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  gconstpointer record = find_record (row);

  if (record == NULL)
    {
      g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                           _ ("this record was removed"));
      return FALSE;
    }
  return den_chart_editor_set (row->editor, record, row->field, value, error);
}

static gboolean
names_a_drug (const DenRecordType *type, const char *column)
{
  return (type == &den_trial_type &&
          (g_str_equal (column, "drug") || g_str_equal (column, "augments"))) ||
         (type == &den_medication_type && g_str_equal (column, "drug"));
}

void
den_field_row_offer_drugs (DenFieldRow *row, DenChartEditor *editor, const DenRecordType *type)
{
  if (names_a_drug (type, row->field->column) && row->completion == NULL)
    den_field_row_set_drugs (row, den_office_get_reference (den_chart_editor_get_office (editor)));
}

void
den_field_row_bind (DenFieldRow *row, DenChartEditor *editor, const DenRecordType *type,
                    gint64 record_id)
{
  g_return_if_fail (DEN_IS_FIELD_ROW (row) && row->editor == NULL);

  row->editor = g_object_ref (editor);
  row->type = type;
  row->record_id = record_id;
  if (names_a_drug (type, row->field->column) && row->completion == NULL)
    den_field_row_set_drugs (row, den_office_get_reference (den_chart_editor_get_office (editor)));
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), row, 0);
  den_field_row_set_commit (row, commit_to_editor, NULL, NULL);
  read_record (row);
}

/* ---- the widget ---- */

static void
den_field_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DenFieldRow *row = DEN_FIELD_ROW (object);

  switch (id)
    {
    case PROP_ERROR:
      g_value_set_string (value, row->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
den_field_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DEN_FIELD_ROW (widget)->control);
}

static void
den_field_row_dispose (GObject *object)
{
  DenFieldRow *row = DEN_FIELD_ROW (object);

  /* The focus that leaves a row which is thrown away must not commit. */
  row->taking = TRUE;
  if (row->commit_destroy != NULL)
    row->commit_destroy (row->commit_data);
  row->commit = NULL;
  row->commit_destroy = NULL;
  g_clear_object (&row->editor);
  G_OBJECT_CLASS (den_field_row_parent_class)->dispose (object);
}

static void
den_field_row_finalize (GObject *object)
{
  DenFieldRow *row = DEN_FIELD_ROW (object);

  den_value_clear (&row->value);
  g_free (row->error);
  G_OBJECT_CLASS (den_field_row_parent_class)->finalize (object);
}

static void
den_field_row_class_init (DenFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = den_field_row_get_property;
  object_class->dispose = den_field_row_dispose;
  object_class->finalize = den_field_row_finalize;
  widget_class->grab_focus = den_field_row_grab_focus;
  properties[PROP_ERROR] =
      g_param_spec_string ("error", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
den_field_row_init (DenFieldRow *row)
{
  row->value = DEN_VALUE_INIT;
  gtk_box_set_spacing (GTK_BOX (row), 12);
  gtk_widget_add_css_class (GTK_WIDGET (row), "den-field");
}

static GtkWidget *
wrap_text_view (GtkWidget *view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 72);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  /* The text in it takes the keyboard, and scrolls by it. */
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_widget_set_hexpand (scroller, TRUE);
  return scroller;
}

static void
connect_control (DenFieldRow *row)
{
  GtkEventController *focus, *key;

  if (GTK_IS_DROP_DOWN (row->control))
    {
      g_signal_connect (row->control, "notify::selected", G_CALLBACK (selected_cb), row);
      return;
    }
  if (GTK_IS_ENTRY (row->control))
    g_signal_connect (row->control, "activate", G_CALLBACK (activate_cb), row);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), row);
  gtk_widget_add_controller (row->control, focus);
  key = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (row->control, key);
}

/* The control, with its unit at its right. */
static GtkWidget *
build_line (DenFieldRow *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  row->control = den_field_control_new (row->field);
  connect_control (row);
  if (GTK_IS_TEXT_VIEW (row->control))
    gtk_box_append (GTK_BOX (line), wrap_text_view (row->control));
  else
    gtk_box_append (GTK_BOX (line), row->control);
  if (row->field->unit != NULL)
    {
      row->unit = gtk_label_new (_ (row->field->unit));
      gtk_widget_add_css_class (row->unit, "dim-label");
      gtk_box_append (GTK_BOX (line), row->unit);
    }
  return line;
}

static void
build_label (DenFieldRow *row)
{
  row->label = gtk_label_new (_ (row->field->label));
  gtk_label_set_xalign (GTK_LABEL (row->label), 1.0f);
  gtk_label_set_wrap (GTK_LABEL (row->label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (row->label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (row->label), GTK_JUSTIFY_RIGHT);
  gtk_widget_set_valign (row->label, GTK_ALIGN_START);
  gtk_widget_add_css_class (row->label, "den-field-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (row->label), row->control);
}

static void
build (DenFieldRow *row, const DenField *field, gboolean cell)
{
  GtkWidget *line, *column;

  row->field = field;
  row->cell = cell;
  den_value_init (&row->value, field->type);
  line = build_line (row);
  if (cell)
    {
      gtk_box_append (GTK_BOX (row), line);
      return;
    }
  build_label (row);
  row->message = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->message), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (row->message), TRUE);
  gtk_widget_add_css_class (row->message, "den-error");
  gtk_widget_set_visible (row->message, FALSE);
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), line);
  gtk_box_append (GTK_BOX (column), row->message);
  gtk_box_append (GTK_BOX (row), row->label);
  gtk_box_append (GTK_BOX (row), column);
}

GtkWidget *
den_field_row_new (const DenField *field)
{
  DenFieldRow *row = g_object_new (DEN_TYPE_FIELD_ROW, NULL);

  build (row, field, FALSE);
  return GTK_WIDGET (row);
}

GtkWidget *
den_field_row_new_cell (const DenField *field)
{
  DenFieldRow *row = g_object_new (DEN_TYPE_FIELD_ROW, NULL);

  build (row, field, TRUE);
  return GTK_WIDGET (row);
}

GtkWidget *
den_field_row_new_for_record (DenChartEditor *editor, const DenRecordType *type, gint64 record_id,
                              const char *column)
{
  const DenField *field = den_record_type_find (type, column);
  GtkWidget *row;

  g_return_val_if_fail (field != NULL, NULL);

  row = den_field_row_new (field);
  den_field_row_bind (DEN_FIELD_ROW (row), editor, type, record_id);
  return row;
}

const DenField *
den_field_row_get_field (DenFieldRow *row)
{
  return row->field;
}

GtkWidget *
den_field_row_get_control (DenFieldRow *row)
{
  return row->control;
}

DenFieldRow *
den_field_row_of (GtkWidget *widget)
{
  GtkWidget *row = widget != NULL ? gtk_widget_get_ancestor (widget, DEN_TYPE_FIELD_ROW) : NULL;

  return row != NULL ? DEN_FIELD_ROW (row) : NULL;
}

void
den_field_row_set_label (DenFieldRow *row, const char *label)
{
  const char *name;

  g_return_if_fail (row->label != NULL);

  gtk_label_set_text_with_mnemonic (GTK_LABEL (row->label), label);
  name = gtk_label_get_text (GTK_LABEL (row->label));
  den_control_set_name (row->control, name);
}

void
den_field_row_set_label_group (DenFieldRow *row, GtkSizeGroup *group)
{
  g_return_if_fail (row->label != NULL);

  gtk_size_group_add_widget (group, row->label);
}

void
den_field_row_set_drugs (DenFieldRow *row, const DenReference *reference)
{
  g_return_if_fail (row->completion == NULL && GTK_IS_ENTRY (row->control));

  row->completion = den_drug_completion_new (row->control, reference);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (row->control)), row->completion);
  g_signal_connect (row->completion, "chosen", G_CALLBACK (chosen_cb), row);
}

void
den_field_row_set_commit (DenFieldRow *row, DenFieldCommit commit, gpointer data,
                          GDestroyNotify destroy)
{
  if (row->commit_destroy != NULL)
    row->commit_destroy (row->commit_data);
  row->commit = commit;
  row->commit_data = data;
  row->commit_destroy = destroy;
}

static gboolean
shows (DenFieldRow *row, const DenRecordType *type, gint64 record_id, const char *column)
{
  return row->type == type && row->record_id == record_id &&
         (column == NULL || g_str_equal (row->field->column, column));
}

DenFieldRow *
den_field_row_find (GtkWidget *root, const DenRecordType *type, gint64 record_id,
                    const char *column)
{
  DenFieldRow *found = NULL;

  if (DEN_IS_FIELD_ROW (root))
    return shows (DEN_FIELD_ROW (root), type, record_id, column) ? DEN_FIELD_ROW (root) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = den_field_row_find (child, type, record_id, column);
  return found;
}
