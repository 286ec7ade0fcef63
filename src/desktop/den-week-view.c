/* A week of the floor. */
#include "den-week-view.h"

#include "den-booking-dialog.h"
#include "den-booking.h"
#include "den-floor-acts.h"
#include "den-floor-view.h"
#include "den-floor-words.h"
#include "den-week-block.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define DAYS 7
#define START_STEP 30    /* minutes between the starts that are looked at */
#define SHORTEST_STAY 60 /* where no protocol says how long a chair is booked */

struct _DenWeekView
{
  GtkBox parent_instance;

  DenOffice *office;
  DenDay monday;
  DenFloor *floors[DAYS];
  gint64 selected_row; /* of the session; 0 for none */
  guint build_source;
  gboolean building;

  GtkWidget *scrolled;
  GtkWidget *grid; /* NULL before it is built */
};

G_DEFINE_FINAL_TYPE (DenWeekView, den_week_view, GTK_TYPE_BOX)

enum
{
  SELECTED,
  DAY_CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* ---- selection ---- */

static DenWeekBlock *
find_block (GtkWidget *widget, gint64 session_row)
{
  DenWeekBlock *found = NULL;

  if (DEN_IS_WEEK_BLOCK (widget))
    return den_floor_item_get_session_row (den_week_block_get_item (DEN_WEEK_BLOCK (widget))) ==
                   session_row
               ? DEN_WEEK_BLOCK (widget)
               : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_block (child, session_row);
  return found;
}

static DenWeekBlock *
get_selected_block (DenWeekView *self)
{
  return self->grid != NULL && self->selected_row != 0 ? find_block (self->grid, self->selected_row)
                                                       : NULL;
}

DenFloorItem *
den_week_view_get_selected (DenWeekView *self)
{
  DenWeekBlock *block = get_selected_block (self);

  return block != NULL ? den_week_block_get_item (block) : NULL;
}

static void
select_block (DenWeekView *self, DenWeekBlock *block)
{
  DenWeekBlock *before = get_selected_block (self);

  if (before == block)
    return;
  if (before != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (before), "den-selected");
  self->selected_row = den_floor_item_get_session_row (den_week_block_get_item (block));
  gtk_widget_add_css_class (GTK_WIDGET (block), "den-selected");
  g_signal_emit (self, signals[SELECTED], 0);
}

/* The session whose block has the focus is the selected one. */
static void
focused_cb (GtkEventControllerFocus *controller, DenWeekView *self)
{
  GtkWidget *block = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (!self->building)
    select_block (self, DEN_WEEK_BLOCK (block));
}

static void
block_clicked_cb (GtkButton *block, DenWeekView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (block));
  select_block (self, DEN_WEEK_BLOCK (block));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenWeekView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  DenFloorAct act;

  if (!DEN_IS_WEEK_BLOCK (focus))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    act = DEN_ACT_STEP;
  else if (!den_floor_act_of_key (key, state, &act))
    return GDK_EVENT_PROPAGATE;
  den_floor_act (GTK_WIDGET (self), self->office, den_week_block_get_item (DEN_WEEK_BLOCK (focus)),
                 act);
  return GDK_EVENT_STOP;
}

/* ---- cells ---- */

/* One cell's free start: the button books there. */
typedef struct
{
  DenDay day;
  gint64 minute;
  char *chair;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->chair);
  g_free (place);
}

static void
free_clicked_cb (GtkButton *button, DenWeekView *self)
{
  const Place *place = g_object_get_data (G_OBJECT (button), "place");

  den_booking_dialog_show_at (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->office,
                              place->day, place->minute, place->chair);
}

/* SLOT is the first start; the chair is free until the minute UNTIL. */
static GtkWidget *
new_free (DenWeekView *self, const DenSlot *slot, gint64 until)
{
  g_autofree char *from = den_minute_show_time (slot->minute);
  g_autofree char *to = den_minute_show_time (until);
  g_autofree char *words = g_strdup_printf (_ ("%s–%s free"), from, to);
  g_autofree char *day = den_day_words (slot->day);
  g_autofree char *spoken = g_strdup_printf (_ ("Book %s, %s, %s"), slot->chair, day, from);
  GtkWidget *button = gtk_button_new_with_label (words);
  Place *place = g_new (Place, 1);

  *place = (Place){ slot->day, slot->minute, g_strdup (slot->chair) };
  g_object_set_data_full (G_OBJECT (button), "place", place, place_free);
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_add_css_class (button, "den-free");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (free_clicked_cb), self);
  return button;
}

static GtkWidget *
new_block (DenWeekView *self, DenFloorItem *item)
{
  GtkWidget *block = den_week_block_new (item);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "enter", G_CALLBACK (focused_cb), self);
  gtk_widget_add_controller (block, focus);
  g_signal_connect (block, "clicked", G_CALLBACK (block_clicked_cb), self);
  if (den_floor_item_get_session_row (item) == self->selected_row)
    gtk_widget_add_css_class (block, "den-selected");
  return block;
}

/* The reason why CHAIR is closed on the day, as a label; NULL where it is not. */
static GtkWidget *
new_closure (DenWeekView *self, const char *chair, DenDay day)
{
  const DenCalendar *calendar = den_office_get_calendar (self->office);

  for (guint i = 0; i < calendar->closures->len; i++)
    {
      const DenClosure *closure = g_ptr_array_index (calendar->closures, i);
      DenDay last = closure->to_on != DEN_UNKNOWN ? closure->to_on : closure->from_on;
      GtkWidget *words;

      if (closure->chair == NULL || g_strcmp0 (closure->chair, chair) != 0 ||
          closure->from_on > day || day > last)
        continue;
      words = den_words_new (closure->reason != NULL ? closure->reason : _ ("Closed"));
      gtk_label_set_max_width_chars (GTK_LABEL (words), 8);
      gtk_widget_add_css_class (words, "den-muted");
      return words;
    }
  return NULL;
}

/* What stands in a cell, by minute of the day. */
typedef struct
{
  gint64 minute;
  GtkWidget *widget;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const Entry *) a)->minute, other = ((const Entry *) b)->minute;

  return (one > other) - (one < other);
}

static void
add_blocks (DenWeekView *self, GArray *entries, DenFloor *floor, const char *chair)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (floor)); i++)
    {
      g_autoptr (DenFloorItem) item = g_list_model_get_item (G_LIST_MODEL (floor), i);
      DenInstant at = den_floor_item_get_scheduled_at (item);

      if (g_strcmp0 (den_floor_item_get_chair (item), chair) == 0 &&
          den_floor_item_get_state (item) != DEN_STATE_CANCELLED)
        {
          Entry entry = { den_instant_is_known (at) ? den_instant_minute_of_day (at) : 0,
                          new_block (self, item) };

          g_array_append_val (entries, entry);
        }
    }
}

/* The last start of the chair that follows on FROM without a gap. */
static guint
find_last (const GArray *slots, guint from)
{
  const char *chair = g_array_index (slots, DenSlot, from).chair;
  guint last = from;

  for (guint i = from + 1; i < slots->len; i++)
    {
      const DenSlot *slot = &g_array_index (slots, DenSlot, i);

      if (g_strcmp0 (slot->chair, chair) == 0 &&
          slot->minute <= g_array_index (slots, DenSlot, last).minute + START_STEP)
        last = i;
    }
  return last;
}

/* Starts that follow each other are one stretch in which the chair is free. */
static void
add_free (DenWeekView *self, GArray *entries, const GArray *slots, const char *chair)
{
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const DenSlot *first = &g_array_index (slots, DenSlot, i), *last;
      Entry entry = { first->minute, NULL };

      if (g_strcmp0 (first->chair, chair) != 0)
        continue;
      i = find_last (slots, i);
      last = &g_array_index (slots, DenSlot, i);
      entry.widget = new_free (self, first, last->minute + last->minutes);
      g_array_append_val (entries, entry);
    }
}

/* SLOTS: the day's free starts, NULL for none. */
static GtkWidget *
new_cell (DenWeekView *self, DenFloor *floor, const char *chair, const GArray *slots,
          gboolean closed)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GtkWidget *closure = new_closure (self, chair, den_floor_get_day (floor));

  if (closure != NULL)
    gtk_box_append (GTK_BOX (cell), closure);
  add_blocks (self, entries, floor, chair);
  add_free (self, entries, slots, chair);
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    gtk_box_append (GTK_BOX (cell), g_array_index (entries, Entry, i).widget);
  gtk_widget_add_css_class (cell, "den-week-cell");
  if (closed || closure != NULL)
    gtk_widget_add_css_class (cell, "den-closed");
  gtk_widget_set_hexpand (cell, TRUE);
  return cell;
}

/* ---- the grid ---- */

static gint64
shortest_stay (DenWeekView *self)
{
  GPtrArray *protocols = den_office_get_protocols (self->office);
  gint64 shortest = DEN_UNKNOWN;

  for (guint i = 0; i < protocols->len; i++)
    {
      const DenProtocol *protocol = g_ptr_array_index (protocols, i);

      if (protocol->booking_minutes != DEN_UNKNOWN &&
          (shortest == DEN_UNKNOWN || protocol->booking_minutes < shortest))
        shortest = protocol->booking_minutes;
    }
  return shortest != DEN_UNKNOWN ? shortest : SHORTEST_STAY;
}

/* The free starts of the day that are still to come; NULL for none. */
static GArray *
list_free (DenWeekView *self, DenDay day)
{
  DenClock *clock = den_office_get_clock (self->office);
  DenDay today = den_clock_today (clock);
  gint64 now = den_instant_minute_of_day (den_clock_now (clock));
  g_autoptr (GArray) busy = NULL;
  GArray *slots;

  if (day < today)
    return NULL;
  busy = den_office_load_busy (self->office, day, day + 1, 0, NULL);
  if (busy == NULL)
    return NULL;
  slots =
      den_schedule_free (den_office_get_calendar (self->office), busy, den_clock_get_zone (clock),
                         NULL, day, shortest_stay (self), START_STEP);
  for (guint i = slots->len; day == today && i-- > 0;)
    if (g_array_index (slots, DenSlot, i).minute < now)
      g_array_remove_index (slots, i);
  return slots;
}

static void
day_clicked_cb (GtkButton *button, DenWeekView *self)
{
  const gint64 *day = g_object_get_data (G_OBJECT (button), "day");

  g_signal_emit (self, signals[DAY_CHOSEN], 0, *day);
}

static GtkWidget *
new_day_heading (DenWeekView *self, DenDay day, const char *closed)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_label_new (closed != NULL ? closed : "");
  g_autofree char *name = den_day_words (day);
  GtkWidget *label = gtk_label_new (name);
  gboolean is_today = day == den_clock_today (den_office_get_clock (self->office));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 8);
  gtk_widget_set_tooltip_text (words, closed);
  gtk_widget_add_css_class (words, "den-small");
  gtk_widget_add_css_class (words, "den-muted");
  gtk_widget_set_visible (words, closed != NULL);
  gtk_widget_add_css_class (label, "numeric");
  if (is_today)
    gtk_widget_add_css_class (label, "den-strong");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "den-week-day");
  gtk_widget_set_tooltip_text (button, _ ("Show this day on the floor board"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "day", g_memdup2 (&day, sizeof day), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (day_clicked_cb), self);
  return button;
}

/* A chair that is out of use is shown while somebody is booked on it. NULL in the array stands for
 * sessions without a chair of the calendar. */
static gboolean
is_used (DenWeekView *self, const char *chair)
{
  for (int i = 0; i < DAYS; i++)
    for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (self->floors[i])); k++)
      {
        g_autoptr (DenFloorItem) item = g_list_model_get_item (G_LIST_MODEL (self->floors[i]), k);

        if (g_strcmp0 (den_floor_item_get_chair (item), chair) == 0)
          return TRUE;
      }
  return FALSE;
}

/* Names of the rows: the calendar's chairs in their order, then those that only sessions name. */
static GPtrArray *
list_chairs (DenWeekView *self)
{
  const DenCalendar *calendar = den_office_get_calendar (self->office);
  GPtrArray *chairs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (calendar->chairs, i);

      if (chair->out_of_use != 1 || is_used (self, chair->name))
        g_ptr_array_add (chairs, g_strdup (chair->name));
    }
  for (int i = 0; i < DAYS; i++)
    for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (self->floors[i])); k++)
      {
        g_autoptr (DenFloorItem) item = g_list_model_get_item (G_LIST_MODEL (self->floors[i]), k);
        const char *chair = den_floor_item_get_chair (item);
        gboolean known = FALSE;

        for (guint n = 0; n < chairs->len; n++)
          known = known || g_strcmp0 (g_ptr_array_index (chairs, n), chair) == 0;
        if (!known)
          g_ptr_array_add (chairs, g_strdup (chair));
      }
  return chairs;
}

static GtkWidget *
new_chair_heading (const char *chair)
{
  GtkWidget *label = gtk_label_new (chair != NULL ? chair : _ ("No chair yet"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_widget_add_css_class (label, "den-week-chair");
  return label;
}

/* WIDTH keeps all days equally wide. */
static void
fill_day (DenWeekView *self, GtkGrid *grid, int column, DenFloor *floor, GPtrArray *chairs,
          GtkSizeGroup *width)
{
  DenDay day = den_floor_get_day (floor);
  g_autofree char *closed = den_closed_words (self->office, day);
  g_autoptr (GArray) slots = closed == NULL ? list_free (self, day) : NULL;

  gtk_grid_attach (grid, new_day_heading (self, day, closed), column, 0, 1, 1);
  for (guint i = 0; i < chairs->len; i++)
    {
      GtkWidget *cell =
          new_cell (self, floor, g_ptr_array_index (chairs, i), slots, closed != NULL);

      gtk_size_group_add_widget (width, cell);
      gtk_grid_attach (grid, cell, column, (int) i + 1, 1, 1);
    }
}

/* A day at the weekend is only shown where the clinic treats on it. */
static gboolean
is_shown (DenWeekView *self, int index)
{
  g_autofree char *closed = den_closed_words (self->office, self->monday + index);

  return index < DEN_SATURDAY || closed == NULL ||
         g_list_model_get_n_items (G_LIST_MODEL (self->floors[index])) > 0;
}

static GtkWidget *
new_grid (DenWeekView *self)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (GPtrArray) chairs = list_chairs (self);
  g_autoptr (GtkSizeGroup) width = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  int column = 1;

  gtk_widget_add_css_class (grid, "den-week");
  for (guint i = 0; i < chairs->len; i++)
    gtk_grid_attach (GTK_GRID (grid), new_chair_heading (g_ptr_array_index (chairs, i)), 0,
                     (int) i + 1, 1, 1);
  for (int i = 0; i < DAYS; i++)
    if (is_shown (self, i))
      fill_day (self, GTK_GRID (grid), column++, self->floors[i], chairs, width);
  return grid;
}

static GtkWidget *
new_nothing (void)
{
  GtkWidget *box = den_nothing_new (_ ("No chairs yet"),
                                    _ ("A week shows each chair’s sessions and where one could be "
                                       "booked. Tell Dendra of the chairs and the opening hours."),
                                    NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Set up chairs and hours"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.set-up-calendar");
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static gboolean
is_empty (DenWeekView *self)
{
  guint n = den_office_get_calendar (self->office)->chairs->len;

  for (int i = 0; i < DAYS; i++)
    n += g_list_model_get_n_items (G_LIST_MODEL (self->floors[i]));
  return n == 0;
}

static gboolean
build_cb (gpointer data)
{
  DenWeekView *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  DenWeekBlock *block;

  self->build_source = 0;
  self->building = TRUE;
  self->grid = is_empty (self) ? new_nothing () : new_grid (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->grid);
  block = get_selected_block (self);
  if (had_focus && block != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (block));
  else if (had_focus)
    gtk_widget_child_focus (self->grid, GTK_DIR_TAB_FORWARD);
  self->building = FALSE;
  g_signal_emit (self, signals[SELECTED], 0);
  return G_SOURCE_REMOVE;
}

/* Several changes at once are built once. */
static void
build_soon (DenWeekView *self)
{
  if (self->build_source == 0)
    self->build_source = g_idle_add (build_cb, self);
}

static void
items_changed_cb (GListModel *floor, guint position, guint removed, guint added, DenWeekView *self)
{
  build_soon (self);
}

static void
summary_changed_cb (DenFloor *floor, DenWeekView *self)
{
  build_soon (self);
}

static void
clinic_changed_cb (DenOffice *office, DenWeekView *self)
{
  build_soon (self);
}

void
den_week_view_set_day (DenWeekView *self, DenDay day)
{
  DenDay monday = day - (DenDay) den_day_weekday (day);

  if (self->monday == monday)
    return;
  self->monday = monday;
  self->selected_row = 0;
  for (int i = 0; i < DAYS; i++)
    den_floor_set_day (self->floors[i], monday + i);
  build_soon (self);
}

static gboolean
den_week_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DenWeekView *self = DEN_WEEK_VIEW (widget);
  DenWeekBlock *block = get_selected_block (self);

  if (gtk_widget_get_focus_child (widget) == NULL && direction == GTK_DIR_TAB_FORWARD &&
      block != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (block));
  return GTK_WIDGET_CLASS (den_week_view_parent_class)->focus (widget, direction);
}

static void
den_week_view_dispose (GObject *object)
{
  DenWeekView *self = DEN_WEEK_VIEW (object);

  g_clear_handle_id (&self->build_source, g_source_remove);
  /* The blocks that go must not select anything any more. */
  self->building = TRUE;
  self->grid = NULL;
  for (int i = 0; i < DAYS; i++)
    if (self->floors[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->floors[i], self);
        g_clear_object (&self->floors[i]);
      }
  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_week_view_parent_class)->dispose (object);
}

static void
den_week_view_class_init (DenWeekViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_week_view_dispose;
  GTK_WIDGET_CLASS (klass)->focus = den_week_view_focus;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DAY_CHOSEN] = g_signal_new ("day-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
den_week_view_init (DenWeekView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before a block takes Return for a click. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Week"), -1);
  gtk_box_append (GTK_BOX (self), self->scrolled);
}

GtkWidget *
den_week_view_new (DenOffice *office, DenDay day)
{
  DenWeekView *self = g_object_new (DEN_TYPE_WEEK_VIEW, NULL);

  self->office = g_object_ref (office);
  self->monday = day - (DenDay) den_day_weekday (day);
  for (int i = 0; i < DAYS; i++)
    {
      self->floors[i] = den_floor_new (office, self->monday + i);
      g_signal_connect (self->floors[i], "items-changed", G_CALLBACK (items_changed_cb), self);
      g_signal_connect (self->floors[i], "summary-changed", G_CALLBACK (summary_changed_cb), self);
    }
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  build_cb (self);
  return GTK_WIDGET (self);
}
