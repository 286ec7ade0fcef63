/* What the tests of Today and of its dialogs share. */
#include "today-fixture.h"

#include "den-dialog.h"
#include "den-floor-line.h"
#include "den-floor-view.h"

DenTodayPage *
today_page (DenTestDesktop *desktop)
{
  GtkWidget *page = den_test_find (GTK_WIDGET (desktop->window), DEN_TYPE_TODAY_PAGE);

  g_assert_nonnull (page);
  return DEN_TODAY_PAGE (page);
}

DenFloorItem *
today_item (DenTestDesktop *desktop, const char *mrn)
{
  GListModel *floor = G_LIST_MODEL (den_today_page_get_floor (today_page (desktop)));

  for (guint i = 0; i < g_list_model_get_n_items (floor); i++)
    {
      g_autoptr (DenFloorItem) item = g_list_model_get_item (floor, i);

      if (g_str_equal (den_floor_item_get_mrn (item), mrn))
        return item;
    }
  g_error ("%s is not on the floor", mrn);
}

/* The first session of the day that stands so; the demo's day has one of each state. */
DenFloorItem *
today_state (DenTestDesktop *desktop, DenSessionState state)
{
  GListModel *floor = G_LIST_MODEL (den_today_page_get_floor (today_page (desktop)));

  for (guint i = 0; i < g_list_model_get_n_items (floor); i++)
    {
      g_autoptr (DenFloorItem) item = g_list_model_get_item (floor, i);

      if (den_floor_item_get_state (item) == state)
        return item;
    }
  g_error ("no session is %s", den_session_state_choices[state].word);
}

typedef struct
{
  DenFloorItem *item;
  DenFloorLine *line;
} LineSearch;

static void
visit_line (GtkWidget *widget, gpointer data)
{
  LineSearch *search = data;

  if (DEN_IS_FLOOR_LINE (widget) &&
      den_floor_line_get_item (DEN_FLOOR_LINE (widget)) == search->item)
    search->line = DEN_FLOOR_LINE (widget);
}

DenCells *
today_cells (DenTestDesktop *desktop, DenFloorItem *item)
{
  LineSearch search = { item, NULL };

  den_test_walk (GTK_WIDGET (desktop->window), visit_line, &search);
  g_assert_nonnull (search.line);
  return DEN_CELLS (den_test_find (GTK_WIDGET (search.line), DEN_TYPE_CELLS));
}

/* ---- acting ---- */

/* Presses KEY on WIDGET, as its key controllers see it. */
gboolean
today_press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  den_test_settle ();
  return handled;
}

GtkWidget *
today_select (DenTestDesktop *desktop, DenFloorItem *item)
{
  GtkWidget *view = den_test_find (GTK_WIDGET (desktop->window), DEN_TYPE_FLOOR_VIEW);

  g_assert_true (
      den_floor_view_select (DEN_FLOOR_VIEW (view), den_floor_item_get_session_row (item)));
  den_test_settle ();
  return den_test_find (view, GTK_TYPE_LIST_VIEW);
}

void
today_accept (GtkWidget *dialog)
{
  g_signal_emit_by_name (dialog, "accepted");
  den_test_settle ();
}

gboolean
today_has_dialog (DenTestDesktop *desktop)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (toplevel) == GTK_WINDOW (desktop->window))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const char *label;
  DenFieldRow *row;
} RowSearch;

static void
visit_row (GtkWidget *widget, gpointer data)
{
  RowSearch *search = data;

  if (DEN_IS_FIELD_ROW (widget) &&
      g_str_equal (den_field_row_get_field (DEN_FIELD_ROW (widget))->label, search->label))
    search->row = DEN_FIELD_ROW (widget);
}

/* The row of a dialog by its label: what is asked for there is of no record type. */
DenFieldRow *
today_row (GtkWidget *dialog, const char *label)
{
  RowSearch search = { label, NULL };

  den_test_walk (dialog, visit_row, &search);
  g_assert_nonnull (search.row);
  return search.row;
}

void
today_type (GtkWidget *dialog, const char *label, const char *text)
{
  den_test_type (today_row (dialog, label), text);
  den_test_settle ();
}
