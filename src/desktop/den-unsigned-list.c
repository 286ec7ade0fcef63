/* The sessions that nobody signed. */
#include "den-unsigned-list.h"

#include "den-booking.h"
#include "den-cells.h"
#include "den-floor-words.h"
#include "den-line-item.h"
#include "den-message.h"
#include "den-patient-cells.h"
#include "den-session-window.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define BUTTON_WIDTH 124

enum
{
  DAY,
  PATIENT,
  SESSION,
  STATE,
  ENDED,
  N_COLUMNS,
};

static const DenCellColumn columns[N_COLUMNS] = {
  [DAY] = { .title = N_ ("Day"), .chars = 12, .numeric = TRUE, .strong = TRUE },
  [PATIENT] = { .title = N_ ("Patient"), .chars = 22, .expands = TRUE, .strong = TRUE },
  [SESSION] = { .title = N_ ("Session"), .chars = 22, .expands = TRUE, .numeric = TRUE },
  [STATE] = { .title = N_ ("State"), .chars = 14, .marked = TRUE },
  [ENDED] = { .title = N_ ("Ended"), .chars = 14, .numeric = TRUE },
};

struct _DenUnsignedList
{
  GtkBox parent_instance;

  DenOffice *office;
  GListStore *lines;
  GtkStack *stack;
  GtkWidget *view;
  GtkLabel *error_words;
};

G_DEFINE_FINAL_TYPE (DenUnsignedList, den_unsigned_list, GTK_TYPE_BOX)

static void
show_row (DenCells *cells, const DenSessionRow *row)
{
  DenInstant at = den_instant_is_known (row->started_at) ? row->started_at : row->arrived_at;
  DenSessionState state = den_session_row_state (row);
  g_autofree char *day = den_day_to_us (den_instant_day (at));
  g_autofree char *time = den_instant_show_time (at);
  g_autofree char *name = den_name_with_preferred (row->name, row->preferred_name);
  g_autofree char *who = den_session_row_who (row);
  g_autofree char *title = den_session_row_title (row);
  g_autofree char *ended = den_instant_show_time (row->ended_at);

  den_cells_set (cells, DAY, day, time);
  den_cells_set (cells, PATIENT, name, who);
  den_cells_set (cells, SESSION, title,
                 row->modality != DEN_UNKNOWN ? _ (den_modality_choices[row->modality].label)
                                              : NULL);
  den_cells_set (cells, STATE, den_state_label (state), NULL);
  den_cells_set_mark (cells, STATE, den_state_icon (state), den_state_class (state));
  den_cells_set_classes (cells, STATE, den_state_class (state), NULL);
  den_cells_set (cells, ENDED, den_instant_is_known (row->ended_at) ? ended : _ ("never ended"),
                 NULL);
  den_cells_tell (cells);
}

static void
open_at (DenUnsignedList *self, guint position)
{
  g_autoptr (DenLineItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), position);
  const DenSessionRow *row = item != NULL ? den_line_item_get (item) : NULL;

  if (row != NULL)
    den_session_window_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->office,
                             row->patient_id, row->id);
}

static void
activated_cb (GtkListView *view, guint position, DenUnsignedList *self)
{
  open_at (self, position);
}

static void
open_cb (GtkButton *button, GtkListItem *item)
{
  open_at (g_object_get_data (G_OBJECT (button), "list"), gtk_list_item_get_position (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DenUnsignedList *self)
{
  GtkWidget *cells = den_cells_new (columns, N_COLUMNS, TRUE);
  GtkWidget *button = gtk_button_new_with_label (_ ("Open session"));

  /* Return on the line does the same. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, BUTTON_WIDTH, -1);
  g_object_set_data (G_OBJECT (button), "list", self);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), item);
  gtk_box_append (GTK_BOX (cells), button);
  gtk_list_item_set_child (item, cells);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DenUnsignedList *self)
{
  show_row (DEN_CELLS (gtk_list_item_get_child (item)),
            den_line_item_get (gtk_list_item_get_item (item)));
}

void
den_unsigned_list_show (DenUnsignedList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = den_office_unsigned_sessions (self->office, &error);

  if (rows == NULL)
    {
      g_autofree char *words = den_error_words (_ ("The list can not be shown."), error);

      gtk_label_set_label (self->error_words, words);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  den_line_items_fill (self->lines, rows);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "empty");
}

static void
den_unsigned_list_dispose (GObject *object)
{
  DenUnsignedList *self = DEN_UNSIGNED_LIST (object);

  g_clear_object (&self->lines);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_unsigned_list_parent_class)->dispose (object);
}

static void
den_unsigned_list_class_init (DenUnsignedListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_unsigned_list_dispose;
}

static void
den_unsigned_list_init (DenUnsignedList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

static GtkWidget *
new_list (DenUnsignedList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *headings = den_cells_new_headings (columns, N_COLUMNS);
  GtkWidget *above_buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSingleSelection *selection =
      gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->lines)));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (selection), g_steal_pointer (&factory));
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "den-floor");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Unsigned sessions"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Unsigned sessions"), -1);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (above_buttons, BUTTON_WIDTH, -1);
  gtk_box_append (GTK_BOX (headings), above_buttons);
  gtk_box_append (GTK_BOX (box), headings);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

GtkWidget *
den_unsigned_list_new (DenOffice *office)
{
  DenUnsignedList *self = g_object_new (DEN_TYPE_UNSIGNED_LIST, NULL);
  GtkWidget *failure;

  self->office = g_object_ref (office);
  self->lines = g_list_store_new (DEN_TYPE_LINE_ITEM);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, new_list (self), "list");
  gtk_stack_add_named (
      self->stack,
      den_nothing_new (_ ("Every session is signed"),
                       _ ("What was begun on an earlier day and not yet signed stands here."),
                       NULL),
      "empty");
  failure = den_nothing_new (NULL, NULL, &self->error_words);
  gtk_stack_add_named (self->stack, failure, "error");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  den_unsigned_list_show (self);
  return GTK_WIDGET (self);
}
