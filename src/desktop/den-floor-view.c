/* The floor board. */
#include "den-floor-view.h"

#include "den-booking.h"
#include "den-floor-acts.h"
#include "den-floor-line.h"
#include "den-floor-words.h"
#include "den-message.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define MOST_VISITS_IN_A_LINE 6

struct _DenFloorView
{
  GtkBox parent_instance;

  DenOffice *office;
  DenFloor *floor;
  GtkSingleSelection *selection;

  GtkStack *stack;
  GtkWidget *view;
  GtkLabel *empty_title;
  GtkLabel *empty_words;
  GtkWidget *book_button;
  GtkWidget *set_up_button;
  GtkLabel *error_words;
  GtkBox *visits; /* a heading and a flow box */
};

G_DEFINE_FINAL_TYPE (DenFloorView, den_floor_view, GTK_TYPE_BOX)

enum
{
  SELECTED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* ---- why there is nothing ---- */

char *
den_closed_words (DenOffice *office, DenDay day)
{
  const DenCalendar *calendar = den_office_get_calendar (office);

  for (guint i = 0; i < calendar->closures->len; i++)
    {
      const DenClosure *closure = g_ptr_array_index (calendar->closures, i);
      DenDay last = closure->to_on != DEN_UNKNOWN ? closure->to_on : closure->from_on;

      if (closure->chair == NULL && closure->from_on <= day && day <= last)
        return closure->reason != NULL ? g_strdup_printf (_ ("Closed: %s"), closure->reason)
                                       : g_strdup (_ ("Closed"));
    }
  return den_calendar_is_open (calendar, day) ? NULL : g_strdup (_ ("Closed"));
}

DenNothing
den_nothing_on (DenOffice *office, DenDay day)
{
  const DenCalendar *calendar = den_office_get_calendar (office);

  if (calendar->chairs->len == 0)
    return DEN_NOTHING_NO_CHAIRS;
  return den_calendar_is_open (calendar, day) ? DEN_NOTHING_BOOKED : DEN_NOTHING_CLOSED;
}

static void
show_nothing (DenFloorView *self)
{
  DenDay day = den_floor_get_day (self->floor);
  DenNothing nothing = den_nothing_on (self->office, day);
  g_autofree char *closed = den_closed_words (self->office, day);
  g_autofree char *words = den_day_words (day);
  g_autofree char *title = NULL;

  if (nothing == DEN_NOTHING_NO_CHAIRS)
    title = g_strdup (_ ("No chairs yet"));
  else if (nothing == DEN_NOTHING_CLOSED)
    title = g_strdup_printf ("%s – %s", words, closed);
  else
    title = g_strdup_printf (_ ("Nobody is booked for %s"), words);
  gtk_label_set_label (self->empty_title, title);
  gtk_label_set_label (self->empty_words,
                       nothing == DEN_NOTHING_NO_CHAIRS
                           ? _ ("Sessions are booked on chairs and in opening hours. Tell Dendra "
                                "of them, then the day’s sessions stand here.")
                           : _ ("The day’s sessions stand here by time: where each stands, what is "
                                "due next, and what is missing before the dose."));
  gtk_widget_set_visible (self->set_up_button, nothing == DEN_NOTHING_NO_CHAIRS);
  gtk_widget_set_visible (self->book_button, nothing == DEN_NOTHING_BOOKED);
}

/* ---- visits ---- */

static void
visit_clicked_cb (GtkButton *button, gpointer data)
{
  const gint64 *patient_id = g_object_get_data (G_OBJECT (button), "patient");

  gtk_widget_activate_action (GTK_WIDGET (button), "win.open-patient", "x", *patient_id);
}

/* "14:00  Larch, Cirrus: psychotherapy, Dr. Roe". */
static GtkWidget *
new_visit (const DenVisitRow *visit)
{
  const DenField *kind = den_record_type_find (&den_visit_type, "kind");
  g_autofree char *time = den_instant_show_time (visit->scheduled_at);
  g_autofree char *clinician =
      visit->clinician != NULL ? g_strdup_printf (", %s", visit->clinician) : g_strdup ("");
  g_autofree char *words = g_strdup_printf (_ ("%s  %s: %s%s"), time, visit->name,
                                            _ (kind->choices[visit->kind].label), clinician);
  GtkWidget *button = gtk_button_new_with_label (words);
  gint64 *patient_id = g_new (gint64, 1);

  *patient_id = visit->patient_id;
  g_object_set_data_full (G_OBJECT (button), "patient", patient_id, g_free);
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_set_tooltip_text (button, _ ("Open the patient’s page"));
  g_signal_connect (button, "clicked", G_CALLBACK (visit_clicked_cb), NULL);
  return button;
}

/* The button alone takes the focus, not the flow box's child around it. */
static void
append_visit (GtkFlowBox *flow, const DenVisitRow *visit)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), new_visit (visit));
  gtk_flow_box_append (flow, child);
}

static gboolean
is_to_be_shown (const DenVisitRow *visit)
{
  return visit->status != DEN_SESSION_CANCELLED && visit->kind != DEN_UNKNOWN;
}

static void
show_visits (DenFloorView *self)
{
  GPtrArray *visits = den_floor_get_visits (self->floor);
  GtkWidget *heading = gtk_label_new (_ ("Visits without a dose"));
  GtkWidget *flow = gtk_flow_box_new ();
  gboolean any = FALSE;

  gtk_widget_add_css_class (heading, "den-column-heading");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), MOST_VISITS_IN_A_LINE);
  gtk_widget_set_hexpand (flow, TRUE);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    if (is_to_be_shown (g_ptr_array_index (visits, i)))
      {
        append_visit (GTK_FLOW_BOX (flow), g_ptr_array_index (visits, i));
        any = TRUE;
      }
  den_box_clear (self->visits);
  gtk_box_append (self->visits, heading);
  gtk_box_append (self->visits, flow);
  gtk_widget_set_visible (GTK_WIDGET (self->visits), any);
}

/* ---- the board ---- */

static void
show_board (DenFloorView *self)
{
  const GError *error = den_floor_get_error (self->floor);

  show_visits (self);
  if (error != NULL)
    {
      g_autofree char *words = den_error_words (_ ("The day can not be shown."), error);

      gtk_label_set_label (self->error_words, words);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->floor)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "board");
      return;
    }
  show_nothing (self);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

DenFloorItem *
den_floor_view_get_selected (DenFloorView *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

gboolean
den_floor_view_select (DenFloorView *self, gint64 session_row)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->floor)); i++)
    {
      g_autoptr (DenFloorItem) item = g_list_model_get_item (G_LIST_MODEL (self->floor), i);

      if (den_floor_item_get_session_row (item) == session_row)
        {
          gtk_single_selection_set_selected (self->selection, i);
          gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", i);
          return TRUE;
        }
    }
  return FALSE;
}

static void
do_at (DenFloorView *self, guint position, DenFloorAct act)
{
  g_autoptr (DenFloorItem) item = g_list_model_get_item (G_LIST_MODEL (self->floor), position);

  if (item != NULL)
    den_floor_act (GTK_WIDGET (self), self->office, item, act);
}

static void
activated_cb (GtkListView *view, guint position, DenFloorView *self)
{
  do_at (self, position, DEN_ACT_STEP);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenFloorView *self)
{
  DenFloorAct act;

  if (!den_floor_act_of_key (key, state, &act))
    return GDK_EVENT_PROPAGATE;
  do_at (self, gtk_single_selection_get_selected (self->selection), act);
  return GDK_EVENT_STOP;
}

static void
step_cb (DenFloorLine *line, DenFloorView *self)
{
  DenFloorItem *item = den_floor_line_get_item (line);

  if (item == NULL)
    return;
  den_floor_view_select (self, den_floor_item_get_session_row (item));
  den_floor_act (GTK_WIDGET (self), self->office, item, DEN_ACT_STEP);
}

static void
setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DenFloorView *self)
{
  GtkWidget *line = den_floor_line_new ();

  g_signal_connect (line, "step", G_CALLBACK (step_cb), self);
  gtk_list_item_set_child (item, line);
}

static void
bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DenFloorView *self)
{
  den_floor_line_set_item (DEN_FLOOR_LINE (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DenFloorView *self)
{
  den_floor_line_set_item (DEN_FLOOR_LINE (gtk_list_item_get_child (item)), NULL);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, DenFloorView *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
items_changed_cb (GListModel *floor, guint position, guint removed, guint added, DenFloorView *self)
{
  show_board (self);
}

static void
summary_changed_cb (DenFloor *floor, DenFloorView *self)
{
  show_board (self);
}

static void
clinic_changed_cb (DenOffice *office, DenFloorView *self)
{
  show_board (self);
}

/* The list's own widget around the line of the selected session; NULL while it is not made. */
static GtkWidget *
find_selected_row (DenFloorView *self)
{
  DenFloorItem *selected = den_floor_view_get_selected (self);

  for (GtkWidget *row = gtk_widget_get_first_child (self->view); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *line = gtk_widget_get_first_child (row);

      if (selected != NULL && DEN_IS_FLOOR_LINE (line) &&
          den_floor_line_get_item (DEN_FLOOR_LINE (line)) == selected)
        return row;
    }
  return NULL;
}

/* A list view that gets the focus before it was on the screen keeps it for itself, since it has no
 * lines yet: it goes to the selected one as soon as that is there. */
static gboolean
hand_focus_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *row = find_selected_row (data);

  if (!gtk_widget_is_focus (view))
    return G_SOURCE_REMOVE;
  return row != NULL && gtk_widget_grab_focus (row) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
mapped_cb (GtkWidget *view, DenFloorView *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->floor)) > 0)
    gtk_widget_add_tick_callback (view, hand_focus_cb, self, NULL);
}

static gboolean
den_floor_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DenFloorView *self = DEN_FLOOR_VIEW (widget);

  /* The board is entered at the selected session. */
  if (gtk_widget_get_focus_child (widget) == NULL && direction == GTK_DIR_TAB_FORWARD &&
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "board") == 0)
    {
      GtkWidget *row = find_selected_row (self);

      return gtk_widget_grab_focus (row != NULL ? row : self->view);
    }
  return GTK_WIDGET_CLASS (den_floor_view_parent_class)->focus (widget, direction);
}

static void
den_floor_view_dispose (GObject *object)
{
  DenFloorView *self = DEN_FLOOR_VIEW (object);

  if (self->floor != NULL)
    g_signal_handlers_disconnect_by_data (self->floor, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->floor);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_floor_view_parent_class)->dispose (object);
}

static void
den_floor_view_class_init (DenFloorViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_floor_view_dispose;
  GTK_WIDGET_CLASS (klass)->focus = den_floor_view_focus;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_floor_view_init (DenFloorView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

/* ---- building ---- */

static GtkWidget *
new_board (DenFloorView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_line_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_line_cb), self);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                  g_steal_pointer (&factory));
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "den-floor");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sessions of the day"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->view, "map", G_CALLBACK (mapped_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->view, keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sessions of the day"), -1);
  gtk_box_append (GTK_BOX (box), den_floor_line_new_headings ());
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static GtkWidget *
append_centred_button (GtkWidget *box, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
new_empty (DenFloorView *self)
{
  GtkWidget *box = den_nothing_new ("", NULL, &self->empty_words);

  self->empty_title = GTK_LABEL (gtk_widget_get_first_child (box));
  self->book_button = append_centred_button (box, _ ("Book a session…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->book_button), "win.book");
  self->set_up_button = append_centred_button (box, _ ("Set up chairs and hours"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->set_up_button), "win.set-up-calendar");
  return box;
}

static GtkWidget *
new_failure (DenFloorView *self)
{
  GtkWidget *box = den_nothing_new (NULL, NULL, &self->error_words);
  GtkWidget *again = gtk_label_new (_ ("It is tried again every few seconds."));

  gtk_widget_add_css_class (again, "dim-label");
  gtk_box_append (GTK_BOX (box), again);
  return box;
}

GtkWidget *
den_floor_view_new (DenOffice *office, DenFloor *floor)
{
  DenFloorView *self = g_object_new (DEN_TYPE_FLOOR_VIEW, NULL);

  self->office = g_object_ref (office);
  self->floor = g_object_ref (floor);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (floor)));
  g_signal_connect (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, new_board (self), "board");
  gtk_stack_add_named (self->stack, new_empty (self), "empty");
  gtk_stack_add_named (self->stack, new_failure (self), "error");
  self->visits = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->visits), "den-visits");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->visits));
  /* After the selection, which has to know of a change before the board is shown. */
  g_signal_connect (floor, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (floor, "summary-changed", G_CALLBACK (summary_changed_cb), self);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  show_board (self);
  return GTK_WIDGET (self);
}
