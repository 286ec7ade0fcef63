/* Acts of a session as its window makes them. */
#include "den-session-acts.h"

#include "den-dialog.h"
#include "den-message.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- telling ---- */

void
den_session_failed (GtkWidget *widget, const char *what, const GError *error)
{
  den_show_error (widget, what, error);
}

gconstpointer
den_session_find_record (const DenSession *session, const DenRecordType *type, gint64 id)
{
  if (session == NULL)
    return NULL;
  if (type == &den_session_type)
    return session->record.id == id ? session : NULL;
  for (guint i = 0; i < den_session_type.n_fields; i++)
    {
      const DenField *field = &den_session_type.fields[i];
      GPtrArray *list = field->type == DEN_FIELD_LIST && field->of == type
                            ? den_field_list (field, session)
                            : NULL;

      for (guint j = 0; list != NULL && j < list->len; j++)
        {
          const DenRecord *record = g_ptr_array_index (list, j);

          if (record->id == id)
            return record;
        }
    }
  return NULL;
}

/* ---- two at once ---- */

/* A change that met another's. */
typedef struct
{
  DenLiveSession *live;
  const DenRecordType *type;
  gint64 id;
  guint n;
  const DenField **fields;
  DenValue *values;
} Change;

static void
change_free (gpointer data, GClosure *closure)
{
  Change *change = data;

  for (guint i = 0; i < change->n; i++)
    den_value_clear (&change->values[i]);
  g_free (change->values);
  g_free (change->fields);
  g_object_unref (change->live);
  g_free (change);
}

static Change *
change_new (DenLiveSession *live, const DenRecord *record, const DenField *const *fields,
            const DenValue *values, guint n)
{
  Change *change = g_new0 (Change, 1);

  change->live = g_object_ref (live);
  change->type = record->type;
  change->id = record->id;
  change->n = n;
  change->fields = g_memdup2 (fields, n * sizeof *fields);
  change->values = g_new0 (DenValue, n);
  for (guint i = 0; i < n; i++)
    {
      change->values[i] = DEN_VALUE_INIT;
      den_value_copy (&values[i], &change->values[i]);
    }
  return change;
}

static void
use_mine_cb (DenDialog *dialog, Change *change)
{
  gconstpointer record = den_session_find_record (den_live_session_get_session (change->live),
                                                  change->type, change->id);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (record == NULL)
    {
      den_dialog_set_problem (dialog, _ ("The entry was removed meanwhile."));
      return;
    }
  if (den_live_session_change (change->live, record, change->fields, change->values, change->n,
                               &error))
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  words = den_error_words (NULL, error);
  den_dialog_set_problem (dialog, words);
}

static void
attach_words (GtkGrid *grid, int column, int line, const char *words, gboolean strong)
{
  GtkWidget *label = den_words_new (words);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (strong)
    gtk_widget_add_css_class (label, "den-strong");
  gtk_grid_attach (grid, label, column, line, 1, 1);
}

static GtkWidget *
make_conflict_table (GPtrArray *conflict)
{
  GtkWidget *widget = gtk_grid_new ();
  GtkGrid *grid = GTK_GRID (widget);

  gtk_grid_set_column_spacing (grid, 18);
  gtk_grid_set_row_spacing (grid, 6);
  attach_words (grid, 1, 0, _ ("Theirs, stored now"), TRUE);
  attach_words (grid, 2, 0, _ ("Mine"), TRUE);
  for (guint i = 0; i < conflict->len; i++)
    {
      const DenConflict *it = g_ptr_array_index (conflict, i);

      attach_words (grid, 0, (int) i + 1, _ (it->field->label), FALSE);
      attach_words (grid, 1, (int) i + 1, it->theirs != NULL ? it->theirs : "–", FALSE);
      attach_words (grid, 2, (int) i + 1, it->mine != NULL ? it->mine : "–", FALSE);
    }
  return widget;
}

/* Shows both versions; closing it keeps theirs, which is what is stored. */
static void
show_conflict (GtkWidget *widget, Change *change, GPtrArray *conflict)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = den_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                      _ ("Somebody else changed this entry"), _ ("Use _mine"));

  den_dialog_set_cancel_label (DEN_DIALOG (dialog), _ ("_Keep theirs"));
  den_dialog_set_content (DEN_DIALOG (dialog), make_conflict_table (conflict));
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (use_mine_cb), change, change_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
den_session_change (GtkWidget *widget, DenLiveSession *live, gconstpointer record,
                    const DenField *const *fields, const DenValue *values, guint n, GError **error)
{
  Change *change = change_new (live, record, fields, values, n);
  g_autoptr (GError) failure = NULL;
  GPtrArray *conflict;

  if (den_live_session_change (live, record, fields, values, n, &failure))
    {
      change_free (change, NULL);
      return TRUE;
    }
  conflict = den_live_session_get_conflict (live);
  if (g_error_matches (failure, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE) && conflict != NULL &&
      conflict->len > 0)
    show_conflict (widget, change, conflict);
  else
    change_free (change, NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
den_session_change_field (GtkWidget *widget, DenLiveSession *live, gconstpointer record,
                          const char *column, const DenValue *value)
{
  const DenField *field = den_record_type_find (((const DenRecord *) record)->type, column);
  g_autoptr (GError) error = NULL;

  if (den_session_change (widget, live, record, &field, value, 1, &error))
    return TRUE;
  den_session_failed (widget, _ ("This was not kept."), error);
  return FALSE;
}

/* ---- a field of the session ---- */

static gboolean
commit_cb (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  DenLiveSession *live = data;
  const DenSession *session = den_live_session_get_session (live);
  const DenField *field = den_field_row_get_field (row);

  if (session == NULL)
    {
      g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                           _ ("this session was removed"));
      return FALSE;
    }
  return den_session_change (GTK_WIDGET (row), live, session, &field, value, 1, error);
}

/* A text of a signed session can still be read and copied. */
static void
set_open (GtkWidget *control, gboolean open)
{
  if (GTK_IS_TEXT_VIEW (control))
    gtk_text_view_set_editable (GTK_TEXT_VIEW (control), open);
  else if (GTK_IS_EDITABLE (control))
    gtk_editable_set_editable (GTK_EDITABLE (control), open);
  else
    gtk_widget_set_sensitive (control, open);
}

static void
follow_cb (DenLiveSession *live, DenFieldRow *row)
{
  const DenSession *session = den_live_session_get_session (live);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (session == NULL)
    return;
  den_field_get (den_field_row_get_field (row), session, &value);
  den_field_row_set_value (row, &value);
  set_open (den_field_row_get_control (row), !den_session_is_signed (session));
}

GtkWidget *
den_session_field_new (DenLiveSession *live, const char *column)
{
  GtkWidget *row = den_field_row_new (den_record_type_find (&den_session_type, column));

  den_field_row_set_commit (DEN_FIELD_ROW (row), commit_cb, g_object_ref (live), g_object_unref);
  g_signal_connect_object (live, "changed", G_CALLBACK (follow_cb), row, 0);
  follow_cb (live, DEN_FIELD_ROW (row));
  return row;
}

/* ---- removing ---- */

/* What a button removes. */
typedef struct
{
  DenLiveSession *live;
  const DenRecordType *type;
  gint64 id;
  char *words;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->live);
  g_free (removal->words);
  g_free (removal);
}

static void
remove_confirmed (gpointer owner)
{
  const Removal *removal = g_object_get_data (owner, "removal");
  gconstpointer record = den_session_find_record (den_live_session_get_session (removal->live),
                                                  removal->type, removal->id);
  g_autoptr (GError) error = NULL;

  if (record != NULL && !den_live_session_remove (removal->live, record, &error))
    den_session_failed (owner, _ ("The entry was not removed."), error);
}

static void
remove_cb (GtkWidget *button, gpointer data)
{
  const Removal *removal = g_object_get_data (G_OBJECT (button), "removal");
  g_autofree char *words =
      g_strdup_printf (_ ("%s\nThe change log keeps what it was."), removal->words);

  den_ask (GTK_WINDOW (gtk_widget_get_root (button)), _ ("Remove this entry?"), words,
           _ ("_Remove"), remove_confirmed, button);
}

GtkWidget *
den_session_remove_button_new (DenLiveSession *live, const DenRecord *record, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove: %s"), words);
  Removal *removal = g_new0 (Removal, 1);

  removal->live = g_object_ref (live);
  removal->type = record->type;
  removal->id = record->id;
  removal->words = g_strdup (words);
  g_object_set_data_full (G_OBJECT (button), "removal", removal, removal_free);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "den-small-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove this entry"));
  den_control_set_name (button, name);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), NULL);
  return button;
}

/* ---- a yes or no of the session ---- */

/* The two answers of a flag; neither is pressed until somebody answered. */
typedef struct
{
  DenLiveSession *live;
  const DenField *field;
  GtkWidget *answers[2]; /* no, yes */
  gboolean showing;
} Flag;

static void
flag_free (gpointer data)
{
  Flag *flag = data;

  g_object_unref (flag->live);
  g_free (flag);
}

static void
flag_toggled_cb (GtkToggleButton *button, Flag *flag)
{
  const DenSession *session = den_live_session_get_session (flag->live);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (flag->showing || !gtk_toggle_button_get_active (button) || session == NULL)
    return;
  value.type = DEN_FIELD_FLAG;
  value.number = GTK_WIDGET (button) == flag->answers[1] ? 1 : 0;
  den_session_change_field (GTK_WIDGET (button), flag->live, session, flag->field->column, &value);
}

static void
flag_follow_cb (DenLiveSession *live, GtkWidget *box)
{
  Flag *flag = g_object_get_data (G_OBJECT (box), "flag");
  const DenSession *session = den_live_session_get_session (live);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  if (session == NULL)
    return;
  den_field_get (flag->field, session, &value);
  flag->showing = TRUE;
  for (int i = 0; i < 2; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (flag->answers[i]), value.number == i);
  flag->showing = FALSE;
  gtk_widget_set_sensitive (box, !den_session_is_signed (session));
}

GtkWidget *
den_session_flag_new (DenLiveSession *live, const char *column)
{
  static const char *const words[] = { N_ ("No"), N_ ("Yes") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label;
  Flag *flag = g_new0 (Flag, 1);

  flag->live = g_object_ref (live);
  flag->field = den_record_type_find (&den_session_type, column);
  label = den_words_new (_ (flag->field->label));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  for (int i = 1; i >= 0; i--)
    {
      g_autofree char *name = g_strdup_printf ("%s: %s", _ (flag->field->label), _ (words[i]));

      flag->answers[i] = gtk_toggle_button_new_with_label (_ (words[i]));
      gtk_widget_add_css_class (flag->answers[i], "den-session-small");
      gtk_widget_add_css_class (flag->answers[i], "den-answer");
      den_control_set_name (flag->answers[i], name);
      g_signal_connect (flag->answers[i], "toggled", G_CALLBACK (flag_toggled_cb), flag);
      gtk_box_append (GTK_BOX (box), flag->answers[i]);
    }
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (flag->answers[0]),
                               GTK_TOGGLE_BUTTON (flag->answers[1]));
  gtk_widget_add_css_class (box, "den-session-flag");
  g_object_set_data_full (G_OBJECT (box), "flag", flag, flag_free);
  g_signal_connect_object (live, "changed", G_CALLBACK (flag_follow_cb), box, 0);
  flag_follow_cb (live, box);
  return box;
}

/* ---- small pieces ---- */

GtkWidget *
den_session_button_new (const char *label, const char *name, GCallback callback, gpointer data)
{
  gboolean has_letter = strchr (label, '_') != NULL;
  GtkWidget *button =
      has_letter ? gtk_button_new_with_mnemonic (label) : gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "den-session-small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (name != NULL)
    den_control_set_name (button, name);
  if (callback != NULL)
    g_signal_connect (button, "clicked", callback, data);
  return button;
}

GtkWidget *
den_session_entry_new_named (const char *name, const char *placeholder, int width_chars)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width_chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width_chars);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (entry, "numeric");
  den_control_set_name (entry, name);
  return entry;
}

char *
den_session_entry_read (GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}
