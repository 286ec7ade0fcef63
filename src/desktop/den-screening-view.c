/* The screening. */
#include "den-screening-view.h"

#include "den-message.h"
#include "den-scale.h"
#include "den-screening-row.h"

#include <glib/gi18n-lib.h>

struct _DenScreeningView
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GtkWidget *count;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DenScreeningView, den_screening_view, GTK_TYPE_BOX)

static DenScreeningRow *
get_row (DenScreeningView *view, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (view->list, index);

  return row != NULL ? DEN_SCREENING_ROW (row) : NULL;
}

static void
answer (DenScreeningView *view, DenScreeningRow *row, DenAnswer given)
{
  g_autoptr (GError) error = NULL;

  if (!den_chart_editor_answer (view->editor, den_screening_row_get_item (row)->name, given,
                                &error))
    den_show_error (GTK_WIDGET (view), _ ("The answer was not kept."), error);
}

static void
answered_cb (DenScreeningRow *row, int given, DenScreeningView *view)
{
  answer (view, row, (DenAnswer) given);
}

/* ---- notes ---- */

static gboolean
commit_note (DenFieldRow *note, const DenValue *value, gpointer data, GError **error)
{
  DenScreeningView *view = data;
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (note), DEN_TYPE_SCREENING_ROW);
  const DenScreening *screening = den_chart_newest_screening (
      den_chart_editor_get_chart (view->editor),
      den_screening_row_get_item (DEN_SCREENING_ROW (row))->name,
      den_office_get_today (den_chart_editor_get_office (view->editor)));

  if (screening == NULL)
    {
      g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                           _ ("needs an answer first"));
      return FALSE;
    }
  return den_chart_editor_set (view->editor, screening, den_field_row_get_field (note), value,
                               error);
}

static void
note_cb (DenScreeningRow *row, DenScreeningView *view)
{
  den_screening_row_edit_note (row, commit_note, view);
}

/* ---- showing ---- */

static gboolean
applies (const DenScreeningItem *item, const DenChart *chart)
{
  return item->female_only != 1 || chart->patient->sex != DEN_SEX_MALE;
}

static void
show_count (DenScreeningView *view)
{
  guint n = 0, answered = 0;
  g_autofree char *words = NULL;

  for (DenScreeningRow *row = get_row (view, 0); row != NULL; row = get_row (view, (int) ++n))
    answered += den_screening_row_is_answered (row) ? 1 : 0;
  words = g_strdup_printf (_ ("%u of %u answered · keys Y, N, U"), answered, n);
  gtk_label_set_text (GTK_LABEL (view->count), words);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenScreeningView *view)
{
  const DenChart *chart = den_chart_editor_get_chart (editor);
  DenDay today = den_office_get_today (den_chart_editor_get_office (editor));
  DenScreeningRow *row;

  if (type != NULL && type != &den_screening_type && type != &den_patient_type)
    return;
  for (int i = 0; (row = get_row (view, i)) != NULL; i++)
    {
      const DenScreeningItem *item = den_screening_row_get_item (row);

      den_screening_row_set (row, den_chart_newest_screening (chart, item->name, today),
                             applies (item, chart), today);
    }
  show_count (view);
}

/* ---- keys ---- */

static int
focused_index (DenScreeningView *view)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, DEN_TYPE_SCREENING_ROW) : NULL;

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : 0;
}

gboolean
den_screening_view_type (DenScreeningView *view, guint key)
{
  int index = focused_index (view);
  DenScreeningRow *row = get_row (view, index);
  DenScreeningRow *next = get_row (view, index + 1);
  DenAnswer given;

  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_y:
      given = DEN_ANSWER_YES;
      break;
    case GDK_KEY_n:
      given = DEN_ANSWER_NO;
      break;
    case GDK_KEY_u:
      given = DEN_ANSWER_UNKNOWN;
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return row != NULL && den_screening_row_edit_note (row, commit_note, view);
    default:
      return FALSE;
    }
  if (row != NULL &&
      applies (den_screening_row_get_item (row), den_chart_editor_get_chart (view->editor)))
    answer (view, row, given);
  if (next != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenScreeningView *view)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (view)));

  if ((state & gtk_accelerator_get_default_mod_mask () & ~GDK_SHIFT_MASK) != 0 ||
      den_field_row_of (focus) != NULL)
    return GDK_EVENT_PROPAGATE;
  return den_screening_view_type (view, key);
}

gboolean
den_screening_view_focus (DenScreeningView *view, const char *item)
{
  DenScreeningRow *row;

  for (int i = 0; (row = get_row (view, i)) != NULL; i++)
    if (item != NULL ? g_str_equal (den_screening_row_get_item (row)->name, item)
                     : !den_screening_row_is_answered (row))
      return gtk_widget_grab_focus (GTK_WIDGET (row));
  row = get_row (view, 0);
  return item == NULL && row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* The list's own answer to its mnemonic would be the list, not a question. */
static gboolean
mnemonic_cb (GtkWidget *list, gboolean cycling, DenScreeningView *view)
{
  return den_screening_view_focus (view, NULL);
}

/* ---- the widget ---- */

static void
den_screening_view_dispose (GObject *object)
{
  DenScreeningView *view = DEN_SCREENING_VIEW (object);

  G_OBJECT_CLASS (den_screening_view_parent_class)->dispose (object);
  g_clear_object (&view->editor);
}

static void
den_screening_view_class_init (DenScreeningViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_screening_view_dispose;
}

static void
den_screening_view_init (DenScreeningView *view)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new_with_mnemonic (_ ("Contraindication screen_ing"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (view), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (view), 6);
  view->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (view->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (view->list), "den-screening");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Contraindication screening"), -1);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (title), GTK_WIDGET (view->list));
  g_signal_connect (view->list, "mnemonic-activate", G_CALLBACK (mnemonic_cb), view);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  view->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (view->count, "dim-label");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), view->count);
  gtk_box_append (GTK_BOX (view), line);
  gtk_box_append (GTK_BOX (view), GTK_WIDGET (view->list));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view->list), key);
}

GtkWidget *
den_screening_view_new (DenChartEditor *editor)
{
  DenScreeningView *view = g_object_new (DEN_TYPE_SCREENING_VIEW, NULL);
  const DenReference *reference = den_office_get_reference (den_chart_editor_get_office (editor));

  view->editor = g_object_ref (editor);
  for (guint i = 0; i < reference->screening_items->len; i++)
    {
      GtkWidget *row = den_screening_row_new (g_ptr_array_index (reference->screening_items, i));

      g_signal_connect (row, "answered", G_CALLBACK (answered_cb), view);
      g_signal_connect (row, "note", G_CALLBACK (note_cb), view);
      gtk_list_box_append (view->list, row);
    }
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), view, 0);
  changed_cb (editor, NULL, view);
  return GTK_WIDGET (view);
}
