/* The section Today. The floor is there at once; the other views are made when they are first
 * shown, and what waits in them is counted when the floor is on the screen. */
#include "den-today-page.h"

#include "den-booking.h"
#include "den-field-row.h"
#include "den-floor-acts.h"
#include "den-floor-view.h"
#include "den-floor-words.h"
#include "den-marks.h"
#include "den-message.h"
#include "den-paper-print.h"
#include "den-report-ledger.h"
#include "den-unsigned-list.h"
#include "den-week-view.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define COUNT_PAUSE_MS 1500

struct _DenTodayPage
{
  GtkBox parent_instance;

  DenOffice *office;
  DenFloor *floor;
  DenDay today; /* when the page last looked */
  guint count_source;
  gboolean counted; /* once, so that the numbers stand */

  GtkWidget *floor_view;
  GtkWidget *week_view;     /* NULL before it is shown */
  GtkWidget *unsigned_list; /* likewise */
  GtkWidget *ledger;
  DenActsBar *acts;
  DenFieldRow *day_row;

  GtkBox *acts_place;
  GtkWidget *after_button;
  GtkWidget *before_button;
  GtkBox *day_place;
  GtkWidget *print_button;
  GtkStackPage *reports_page;
  GtkStack *stack;
  GtkLabel *summary;
  GtkWidget *today_button;
  GtkStackPage *unsigned_page;
};

G_DEFINE_FINAL_TYPE (DenTodayPage, den_today_page, GTK_TYPE_BOX)

static const DenField day_field = { .column = "day", .label = N_ ("Day"), .type = DEN_FIELD_DAY };

/* ---- the day ---- */

static gboolean
is_floor (DenTodayPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "floor") == 0;
}

static gboolean
is_week (DenTodayPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "week") == 0;
}

/* The lists of what is left to do are of no day. */
static gboolean
is_of_a_day (DenTodayPage *self)
{
  return is_floor (self) || is_week (self);
}

/* "Friday, 11/20/2026 · 9 sessions · Booked 4 · Arrived 1". */
static void
show_summary (DenTodayPage *self)
{
  DenDay day = den_floor_get_day (self->floor);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->floor));
  g_autofree char *closed = den_closed_words (self->office, day);
  g_autofree char *words = den_day_words (day);
  g_autoptr (GString) summary = g_string_new (words);
  const char *wrong = den_field_row_get_error (self->day_row);

  den_mark_set_class (GTK_WIDGET (self->summary), wrong != NULL ? "den-danger" : NULL);
  if (wrong != NULL)
    {
      g_string_printf (summary, _ ("The day %s"), wrong);
      gtk_label_set_label (self->summary, summary->str);
      return;
    }
  if (is_week (self))
    {
      g_autofree char *monday = den_day_to_us (day - (DenDay) den_day_weekday (day));
      g_autofree char *sunday = den_day_to_us (day - (DenDay) den_day_weekday (day) + DEN_SUNDAY);

      g_string_printf (summary, _ ("Week from %s to %s"), monday, sunday);
      gtk_label_set_label (self->summary, summary->str);
      return;
    }
  if (day == self->today)
    g_string_append_printf (summary, " (%s)", _ ("today"));
  if (closed != NULL && n == 0)
    g_string_append_printf (summary, " · %s", closed);
  else
    g_string_append_printf (summary, ngettext (" · %u session", " · %u sessions", n), n);
  for (guint state = 0; den_session_state_choices[state].word != NULL; state++)
    {
      guint count = den_floor_count (self->floor, (DenSessionState) state);

      if (count > 0)
        g_string_append_printf (summary, " · %s %u", den_state_label ((DenSessionState) state),
                                count);
    }
  gtk_label_set_label (self->summary, summary->str);
}

static void
show_selected (DenTodayPage *self)
{
  DenFloorItem *item = NULL;

  if (is_floor (self))
    item = den_floor_view_get_selected (DEN_FLOOR_VIEW (self->floor_view));
  else if (is_week (self) && self->week_view != NULL)
    item = den_week_view_get_selected (DEN_WEEK_VIEW (self->week_view));
  den_acts_bar_set_item (self->acts, item);
}

static void
show_day (DenTodayPage *self)
{
  DenDay day = den_floor_get_day (self->floor);
  gboolean week = is_week (self);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_value_init (&value, DEN_FIELD_DAY);
  value.number = day;
  den_field_row_set_value (self->day_row, &value);
  gtk_widget_set_sensitive (self->today_button, is_of_a_day (self) && day != self->today);
  gtk_widget_set_tooltip_text (self->before_button, week ? _ ("Week before (Ctrl+Page Up)")
                                                         : _ ("Day before (Ctrl+Page Up)"));
  gtk_widget_set_tooltip_text (self->after_button, week ? _ ("Week after (Ctrl+Page Down)")
                                                        : _ ("Day after (Ctrl+Page Down)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->before_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  week ? _ ("Week before") : _ ("Day before"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->after_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  week ? _ ("Week after") : _ ("Day after"), -1);
  if (self->week_view != NULL)
    den_week_view_set_day (DEN_WEEK_VIEW (self->week_view), day);
  show_summary (self);
}

DenDay
den_today_page_get_day (DenTodayPage *self)
{
  return den_floor_get_day (self->floor);
}

void
den_today_page_set_day (DenTodayPage *self, DenDay day)
{
  den_floor_set_day (self->floor, day);
  show_day (self);
  show_selected (self);
}

static gboolean
commit_day_cb (DenFieldRow *row, const DenValue *value, gpointer data, GError **error)
{
  DenTodayPage *self = data;

  den_today_page_set_day (self, value->number != DEN_UNKNOWN ? value->number : self->today);
  return TRUE;
}

static void
go (DenTodayPage *self, int direction)
{
  den_today_page_set_day (self,
                          den_floor_get_day (self->floor) + direction * (is_week (self) ? 7 : 1));
}

static void
before_cb (DenTodayPage *self)
{
  go (self, -1);
}

static void
after_cb (DenTodayPage *self)
{
  go (self, 1);
}

static void
today_cb (DenTodayPage *self)
{
  den_today_page_set_day (self, self->today);
}

/* Past midnight a page that showed today goes on showing it, unless somebody is still in treatment
 * on the day before. */
static void
follow_midnight (DenTodayPage *self)
{
  DenDay today = den_clock_today (den_office_get_clock (self->office));
  gboolean showed = den_floor_get_day (self->floor) == self->today;
  gboolean runs = den_floor_count (self->floor, DEN_STATE_IN_TREATMENT) > 0 ||
                  den_floor_count (self->floor, DEN_STATE_OBSERVED) > 0;

  if (today == self->today)
    return;
  self->today = today;
  if (showed && !runs)
    den_today_page_set_day (self, today);
  else
    show_day (self);
}

static void
tick_cb (DenClock *clock, DenTodayPage *self)
{
  follow_midnight (self);
}

/* ---- what waits ---- */

/* How many of LINES wait; what could not be read is told as not known, never as none. */
static void
set_count (GtkStackPage *page, const char *title, const GPtrArray *lines, guint n)
{
  g_autofree char *counted =
      lines != NULL ? g_strdup_printf ("%s (%u)", title, n) : g_strdup_printf ("%s (?)", title);

  gtk_stack_page_set_title (page, lines == NULL || n > 0 ? counted : title);
  gtk_stack_page_set_needs_attention (page, FALSE);
}

static gboolean
count_cb (gpointer data)
{
  DenTodayPage *self = data;
  g_autoptr (GPtrArray) sessions = den_office_unsigned_sessions (self->office, NULL);
  g_autoptr (GPtrArray) lines = den_office_report_ledger (self->office, DEN_LEDGER_DAYS, NULL);
  guint open = 0;

  self->count_source = 0;
  self->counted = TRUE;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const DenLedgerLine *line = g_ptr_array_index (lines, i);

      open += line->standing == DEN_REPORT_DUE || line->standing == DEN_REPORT_OVERDUE;
    }
  set_count (self->unsigned_page, _ ("Unsigned"), sessions, sessions != NULL ? sessions->len : 0);
  set_count (self->reports_page, _ ("Monitoring forms"), lines, open);
  if (self->unsigned_list != NULL)
    den_unsigned_list_show (DEN_UNSIGNED_LIST (self->unsigned_list));
  if (self->ledger != NULL)
    den_report_ledger_show (DEN_REPORT_LEDGER (self->ledger));
  return G_SOURCE_REMOVE;
}

/* At once where the page was just made or one of the lists is looked at. Else after a pause in the
 * changes: the counts read years of sessions, and a nurse who records reading after reading must
 * not wait for them. */
static void
count_soon (DenTodayPage *self)
{
  gboolean waits = self->counted && is_of_a_day (self);

  g_clear_handle_id (&self->count_source, g_source_remove);
  self->count_source =
      waits ? g_timeout_add_full (G_PRIORITY_LOW, COUNT_PAUSE_MS, count_cb, self, NULL)
            : g_idle_add_full (G_PRIORITY_LOW, count_cb, self, NULL);
}

static void
patient_changed_cb (DenOffice *office, gint64 patient_id, DenTodayPage *self)
{
  count_soon (self);
}

static void
clinic_changed_cb (DenOffice *office, DenTodayPage *self)
{
  show_summary (self);
  count_soon (self);
}

static void
floor_changed_cb (DenFloor *floor, DenTodayPage *self)
{
  show_summary (self);
}

static void
selected_cb (GtkWidget *view, DenTodayPage *self)
{
  show_selected (self);
}

/* ---- views ---- */

static void
append_view (DenTodayPage *self, const char *name, GtkWidget *view)
{
  gtk_widget_set_hexpand (view, TRUE);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (gtk_stack_get_child_by_name (self->stack, name)), view);
}

static void
week_day_cb (DenWeekView *week, gint64 day, DenTodayPage *self)
{
  den_today_page_set_day (self, day);
  den_today_page_show_view (self, "floor");
}

static void
make_view (DenTodayPage *self, const char *name)
{
  if (g_str_equal (name, "week") && self->week_view == NULL)
    {
      self->week_view = den_week_view_new (self->office, den_floor_get_day (self->floor));
      g_signal_connect (self->week_view, "selected", G_CALLBACK (selected_cb), self);
      g_signal_connect (self->week_view, "day-chosen", G_CALLBACK (week_day_cb), self);
      append_view (self, name, self->week_view);
    }
  else if (g_str_equal (name, "unsigned") && self->unsigned_list == NULL)
    {
      self->unsigned_list = den_unsigned_list_new (self->office);
      append_view (self, name, self->unsigned_list);
    }
  else if (g_str_equal (name, "reports") && self->ledger == NULL)
    {
      self->ledger = den_report_ledger_new (self->office);
      append_view (self, name, self->ledger);
    }
}

static void
visible_view_cb (DenTodayPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  gboolean of_a_day = is_of_a_day (self);

  if (name == NULL || self->floor == NULL)
    return;
  make_view (self, name);
  gtk_widget_set_visible (GTK_WIDGET (self->acts_place), of_a_day);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), of_a_day);
  gtk_widget_set_sensitive (self->before_button, of_a_day);
  gtk_widget_set_sensitive (self->after_button, of_a_day);
  gtk_widget_set_sensitive (GTK_WIDGET (self->day_place), of_a_day);
  gtk_widget_set_sensitive (self->print_button, of_a_day);
  show_day (self);
  show_selected (self);
}

void
den_today_page_show_view (DenTodayPage *self, const char *view)
{
  gtk_stack_set_visible_child_name (self->stack, view);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

const char *
den_today_page_get_view (DenTodayPage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

DenFloor *
den_today_page_get_floor (DenTodayPage *self)
{
  return self->floor;
}

static void
print_cb (DenTodayPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenPaper) paper =
      den_office_make_day_sheet (self->office, den_floor_get_day (self->floor), &error);

  if (paper != NULL)
    den_paper_print (GTK_WIDGET (self), paper->pdf, _ ("Print the day sheet"));
  else
    den_show_error (GTK_WIDGET (self), _ ("The day sheet was not made."), error);
}

/* ---- keys ---- */

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenTodayPage *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Page_Up)
    go (self, -1);
  else if (key == GDK_KEY_Page_Down)
    go (self, 1);
  else if (gdk_keyval_to_lower (key) == GDK_KEY_t)
    today_cb (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
den_today_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DenTodayPage *self = DEN_TODAY_PAGE (widget);

  /* The page is entered at what it shows, not at the day. The board is asked itself: before the
   * window is on the screen the stack finds nothing in it. */
  if (gtk_widget_get_focus_child (widget) == NULL && direction == GTK_DIR_TAB_FORWARD &&
      gtk_widget_child_focus (is_floor (self) ? self->floor_view : GTK_WIDGET (self->stack),
                              direction))
    return TRUE;
  return GTK_WIDGET_CLASS (den_today_page_parent_class)->focus (widget, direction);
}

/* ---- the page ---- */

static void
den_today_page_dispose (GObject *object)
{
  DenTodayPage *self = DEN_TODAY_PAGE (object);

  g_clear_handle_id (&self->count_source, g_source_remove);
  if (self->office != NULL)
    {
      g_signal_handlers_disconnect_by_data (den_office_get_clock (self->office), self);
      g_signal_handlers_disconnect_by_data (self->office, self);
    }
  if (self->floor != NULL)
    g_signal_handlers_disconnect_by_data (self->floor, self);
  g_clear_object (&self->floor);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_today_page_parent_class)->dispose (object);
}

static void
den_today_page_class_init (DenTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_today_page_dispose;
  widget_class->focus = den_today_page_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, acts_place);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, after_button);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, before_button);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, day_place);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, reports_page);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, summary);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, today_button);
  gtk_widget_class_bind_template_child (widget_class, DenTodayPage, unsigned_page);
  gtk_widget_class_bind_template_callback (widget_class, after_cb);
  gtk_widget_class_bind_template_callback (widget_class, before_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_view_cb);
}

static void
den_today_page_init (DenTodayPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the lists take Ctrl and Page Down for themselves. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->day_row = DEN_FIELD_ROW (den_field_row_new_cell (&day_field));
  den_field_row_set_commit (self->day_row, commit_day_cb, self, NULL);
  g_signal_connect_swapped (self->day_row, "notify::error", G_CALLBACK (show_summary), self);
  gtk_box_append (self->day_place, GTK_WIDGET (self->day_row));
}

GtkWidget *
den_today_page_new (DenOffice *office)
{
  DenTodayPage *self = g_object_new (DEN_TYPE_TODAY_PAGE, NULL);
  DenClock *clock = den_office_get_clock (office);

  self->office = g_object_ref (office);
  self->today = den_clock_today (clock);
  self->floor = den_floor_new (office, self->today);
  self->floor_view = den_floor_view_new (office, self->floor);
  g_signal_connect (self->floor_view, "selected", G_CALLBACK (selected_cb), self);
  append_view (self, "floor", self->floor_view);
  self->acts = DEN_ACTS_BAR (den_acts_bar_new (office));
  gtk_widget_set_hexpand (GTK_WIDGET (self->acts), TRUE);
  gtk_box_append (self->acts_place, GTK_WIDGET (self->acts));
  g_signal_connect (self->floor, "summary-changed", G_CALLBACK (floor_changed_cb), self);
  g_signal_connect (office, "patient-changed", G_CALLBACK (patient_changed_cb), self);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  g_signal_connect (clock, "tick", G_CALLBACK (tick_cb), self);
  show_day (self);
  show_selected (self);
  count_soon (self);
  return GTK_WIDGET (self);
}
