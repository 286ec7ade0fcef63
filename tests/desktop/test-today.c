/* Today: the floor board and its keys, the week, what is not signed or not sent, and the calendar
 * that all of it rests on. */
#include "today-fixture.h"

#include "den-booking.h"
#include "den-clock-bar.h"
#include "den-clock-private.h"
#include "den-floor-view.h"
#include "den-floor-words.h"
#include "den-report-ledger.h"
#include "den-unsigned-list.h"
#include "den-week-block.h"
#include "den-week-view.h"

#include <string.h>

/* ---- the board ---- */

/* Each line says in words what the model knows, state and all. */
static void
test_lines_tell_what_the_model_says (void)
{
  DenTestDesktop desktop;
  GListModel *floor;

  den_test_desktop_open (&desktop);
  floor = G_LIST_MODEL (den_today_page_get_floor (today_page (&desktop)));
  g_assert_cmpuint (g_list_model_get_n_items (floor), >=, 12);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (DenFloorItem) item = g_list_model_get_item (floor, i);
      DenCells *cells = today_cells (&desktop, item);

      g_test_message ("%s", den_floor_item_get_mrn (item));
      g_assert_nonnull (
          strstr (den_cells_get_first (cells, PATIENT), den_floor_item_get_name (item)));
      g_assert_nonnull (
          strstr (den_cells_get_second (cells, PATIENT), den_floor_item_get_mrn (item)));
      g_assert_cmpstr (den_cells_get_second (cells, TIME), ==, den_floor_item_get_chair (item));
      g_assert_cmpstr (den_cells_get_first (cells, PHASE), ==, den_floor_item_get_title (item));
      g_assert_cmpstr (den_cells_get_first (cells, STATE), ==,
                       den_session_state_choices[den_floor_item_get_state (item)].label);
    }
  den_test_desktop_close (&desktop);
}

/* How many minutes are left, or how late it is; a release that is possible is never late. */
static void
test_due_words (void)
{
  static const struct
  {
    const char *due;
    gint64 minutes;
    const char *words;
    gboolean late;
  } cases[] = {
    { "40 min check", 3, "40 min check in 3 min", FALSE },
    { "40 min check", 0, "40 min check now", FALSE },
    { "40 min check", -4, "40 min check late by 4 min", TRUE },
    { "Arrival", 65, "Arrival in 1 h 05 min", FALSE },
    { "Release", 20, "Release possible in 20 min", FALSE },
    { "Release", 0, "Release possible now", FALSE },
    { "Release", -4, "Release possible since 4 min", FALSE },
    { NULL, DEN_UNKNOWN, "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean late = TRUE;
      g_autofree char *words = den_floor_due_words (cases[i].due, cases[i].minutes, &late);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpint (late, ==, cases[i].late);
    }
}

static void
test_missing_stands_on_the_line (void)
{
  DenTestDesktop desktop;
  DenFloorItem *item;
  const char *words;

  den_test_desktop_open (&desktop);
  item = today_state (&desktop, DEN_STATE_BOOKED);
  words = den_cells_get_second (today_cells (&desktop, item), NEXT);
  g_assert_true (g_str_has_prefix (words, "Missing: "));
  g_assert_nonnull (strstr (words, den_floor_item_get_missing (item)[0]));
  den_test_desktop_close (&desktop);
}

static gboolean
line_has_focus (gpointer desktop)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (((DenTestDesktop *) desktop)->window));

  return focus != NULL && GTK_IS_LIST_VIEW (gtk_widget_get_parent (focus)) &&
         gtk_widget_is_ancestor (focus, GTK_WIDGET (today_page (desktop)));
}

/* The keys are the selected session's from the start: nothing has to be clicked first. */
static void
test_focus_at_start (void)
{
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  den_test_wait (line_has_focus, &desktop);
  den_test_desktop_close (&desktop);
}

/* A on a booked session: its patient is here. The line says so, and stays selected. */
static void
test_arrives_by_key (void)
{
  DenTestDesktop desktop;
  DenFloorItem *item;
  GtkWidget *list, *view;

  den_test_desktop_open (&desktop);
  item = today_state (&desktop, DEN_STATE_BOOKED);
  list = today_select (&desktop, item);
  view = den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_FLOOR_VIEW);
  g_assert_true (today_press (list, GDK_KEY_a, 0));
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_ARRIVED);
  g_assert_cmpstr (den_cells_get_first (today_cells (&desktop, item), STATE), ==, "Arrived");
  g_assert_true (den_floor_view_get_selected (DEN_FLOOR_VIEW (view)) == item);
  /* It was the wrong line. */
  g_assert_true (today_press (list, GDK_KEY_u, 0));
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_BOOKED);
  den_test_desktop_close (&desktop);
}

/* Return does the usual next step: of a booked session, the arrival. */
static void
test_return_does_the_next_step (void)
{
  DenTestDesktop desktop;
  DenFloorItem *item;
  GtkWidget *list;
  GtkSingleSelection *selection;

  den_test_desktop_open (&desktop);
  item = today_state (&desktop, DEN_STATE_BOOKED);
  g_assert_cmpstr (den_floor_item_get_step (item), ==, "Arrived");
  list = today_select (&desktop, item);
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  g_signal_emit_by_name (list, "activate", gtk_single_selection_get_selected (selection));
  den_test_settle ();
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_ARRIVED);
  den_test_desktop_close (&desktop);
}

/* What a key can not do of a session is not done, and the window stays where it is. */
static void
test_keys_that_do_not_fit (void)
{
  static const guint keys[] = { GDK_KEY_a, GDK_KEY_u, GDK_KEY_m, GDK_KEY_x };
  DenTestDesktop desktop;
  DenFloorItem *item;
  GtkWidget *list;

  den_test_desktop_open (&desktop);
  item = today_state (&desktop, DEN_STATE_SIGNED);
  list = today_select (&desktop, item);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_test_message ("%s", gdk_keyval_name (keys[i]));
      g_assert_true (today_press (list, keys[i], 0));
      g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_SIGNED);
      g_assert_false (today_has_dialog (&desktop));
    }
  g_assert_false (today_press (list, GDK_KEY_a, GDK_CONTROL_MASK));
  den_test_desktop_close (&desktop);
}

static void
test_patient_by_key (void)
{
  DenTestDesktop desktop;
  DenFloorItem *item;
  gint64 patient_id;

  den_test_desktop_open (&desktop);
  item = today_state (&desktop, DEN_STATE_BOOKED);
  patient_id = den_floor_item_get_patient_id (item);
  today_press (today_select (&desktop, item), GDK_KEY_p, 0);
  g_assert_cmpint (den_window_get_patient_id (desktop.window), ==, patient_id);
  den_test_desktop_close (&desktop);
}

/* A change of another session, and a session that comes, move neither selection nor focus. */
static void
test_selection_stays (void)
{
  DenTestDesktop desktop;
  DenFloorItem *selected, *other;
  GtkWidget *view;
  g_autoptr (GError) error = NULL;

  den_test_desktop_open (&desktop);
  selected = today_state (&desktop, DEN_STATE_OBSERVED);
  other = today_state (&desktop, DEN_STATE_BOOKED);
  today_select (&desktop, selected);
  view = den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_FLOOR_VIEW);
  g_assert_true (den_booking_arrive (desktop.clinic.office, den_floor_item_get_patient_id (other),
                                     den_floor_item_get_session_row (other), &error));
  g_assert_no_error (error);
  den_test_settle ();
  g_assert_true (den_floor_view_get_selected (DEN_FLOOR_VIEW (view)) == selected);
  den_test_desktop_close (&desktop);
}

/* The counts stand above the board and follow. */
static void
test_counts (void)
{
  DenTestDesktop desktop;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n;

  den_test_desktop_open (&desktop);
  n = den_floor_count (den_today_page_get_floor (today_page (&desktop)), DEN_STATE_BOOKED);
  before = g_strdup_printf ("Booked %u", n);
  after = g_strdup_printf ("Booked %u", n - 1);
  g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), before));
  today_press (today_select (&desktop, today_state (&desktop, DEN_STATE_BOOKED)), GDK_KEY_a, 0);
  g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), after));
  den_test_desktop_close (&desktop);
}

/* ---- days ---- */

static void
test_days (void)
{
  DenTestDesktop desktop;
  DenDay today;

  den_test_desktop_open (&desktop);
  today = den_today_page_get_day (today_page (&desktop));
  g_assert_cmpint (today, ==, den_office_get_today (desktop.clinic.office));
  today_press (GTK_WIDGET (today_page (&desktop)), GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  g_assert_cmpint (den_today_page_get_day (today_page (&desktop)), ==, today + 1);
  today_press (GTK_WIDGET (today_page (&desktop)), GDK_KEY_Page_Up, GDK_CONTROL_MASK);
  today_press (GTK_WIDGET (today_page (&desktop)), GDK_KEY_Page_Up, GDK_CONTROL_MASK);
  g_assert_cmpint (den_today_page_get_day (today_page (&desktop)), ==, today - 1);
  today_press (GTK_WIDGET (today_page (&desktop)), GDK_KEY_t, GDK_CONTROL_MASK);
  g_assert_cmpint (den_today_page_get_day (today_page (&desktop)), ==, today);
  den_test_desktop_close (&desktop);
}

/* The demo's clinic keeps Thanksgiving; an empty day says why it is empty. */
static void
test_empty_days (void)
{
  static const struct
  {
    const char *day;
    const char *words;
  } cases[] = {
    { "2026-11-26", "Closed: Thanksgiving" },
    { "2026-11-29", "Closed" },
    { "2027-06-01", "Nobody is booked for Tuesday, 06/01/2027" },
  };
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].day);
      den_today_page_set_day (today_page (&desktop), den_test_day (cases[i].day));
      den_test_settle ();
      g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), cases[i].words));
    }
  den_test_desktop_close (&desktop);
}

/* A clinic without chairs opens with its patients; its Today offers the first step. */
static void
test_no_chairs (void)
{
  DenTestDesktop desktop;
  g_auto (DenTestClinic) empty = { 0 };

  den_test_desktop_open (&desktop);
  den_test_clinic_open (&empty);
  gtk_window_destroy (GTK_WINDOW (desktop.window));
  den_application_switch_office (desktop.application, empty.office);
  desktop.window =
      DEN_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (desktop.application)));
  den_test_settle ();
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "patients");
  den_window_show_section (desktop.window, "today");
  den_test_settle ();
  g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), "No chairs yet"));
  g_signal_emit_by_name (
      den_test_find_button (GTK_WIDGET (desktop.window), "Set up chairs and hours"), "clicked");
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "clinic");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (desktop.window)) ==
                 den_test_find_button (GTK_WIDGET (desktop.window), "Add a chair…"));
  den_test_desktop_close (&desktop);
}

/* ---- the week ---- */

typedef struct
{
  guint n;
  GtkWidget *first;
} BlockSearch;

static void
visit_block (GtkWidget *widget, gpointer data)
{
  BlockSearch *search = data;

  if (!DEN_IS_WEEK_BLOCK (widget))
    return;
  search->n++;
  if (search->first == NULL)
    search->first = widget;
}

/* Each session of the week but the cancelled has its block; the focused one is what the acts below
 * are of. */
static void
test_week (void)
{
  DenTestDesktop desktop;
  BlockSearch search = { 0 };
  DenFloor *floor;
  GtkWidget *week;
  guint n = 0;

  den_test_desktop_open (&desktop);
  den_today_page_show_view (today_page (&desktop), "week");
  den_test_settle ();
  week = den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_WEEK_VIEW);
  den_test_walk (week, visit_block, &search);
  floor = den_floor_new (desktop.clinic.office, den_test_day ("2026-11-16"));
  for (int day = 0; day < 7; day++)
    {
      den_floor_set_day (floor, den_test_day ("2026-11-16") + day);
      n += g_list_model_get_n_items (G_LIST_MODEL (floor)) -
           den_floor_count (floor, DEN_STATE_CANCELLED);
    }
  g_object_unref (floor);
  g_assert_cmpuint (search.n, ==, n);
  gtk_widget_grab_focus (search.first);
  g_assert_true (den_week_view_get_selected (DEN_WEEK_VIEW (week)) ==
                 den_week_block_get_item (DEN_WEEK_BLOCK (search.first)));
  den_test_desktop_close (&desktop);
}

/* The name of a day leads to its board. */
static void
test_week_leads_to_a_day (void)
{
  DenTestDesktop desktop;
  GtkWidget *week;

  den_test_desktop_open (&desktop);
  den_today_page_show_view (today_page (&desktop), "week");
  week = den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_WEEK_VIEW);
  g_signal_emit_by_name (week, "day-chosen", den_test_day ("2026-11-17"));
  g_assert_cmpstr (den_today_page_get_view (today_page (&desktop)), ==, "floor");
  g_assert_cmpint (den_today_page_get_day (today_page (&desktop)), ==, den_test_day ("2026-11-17"));
  den_test_desktop_close (&desktop);
}

/* ---- what is left to do ---- */

static GtkListView *
show_list (DenTestDesktop *desktop, const char *view, GType type)
{
  den_today_page_show_view (today_page (desktop), view);
  den_test_settle ();
  return GTK_LIST_VIEW (
      den_test_find (den_test_find (GTK_WIDGET (desktop->window), type), GTK_TYPE_LIST_VIEW));
}

static void
test_unsigned (void)
{
  DenTestDesktop desktop;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GError) error = NULL;
  GtkListView *list;

  den_test_desktop_open (&desktop);
  sessions = den_office_unsigned_sessions (desktop.clinic.office, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sessions->len, >, 0);
  list = show_list (&desktop, "unsigned", DEN_TYPE_UNSIGNED_LIST);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))), ==,
                    sessions->len);
  den_test_desktop_close (&desktop);
}

static guint
count_open_forms (DenTestDesktop *desktop)
{
  g_autoptr (GPtrArray) lines =
      den_office_report_ledger (desktop->clinic.office, DEN_LEDGER_DAYS, NULL);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const DenLedgerLine *line = g_ptr_array_index (lines, i);

      n += line->standing == DEN_REPORT_DUE || line->standing == DEN_REPORT_OVERDUE;
    }
  return n;
}

/* Two forms at once: how is asked for, then both are sent. */
static void
test_marks_forms_as_sent (void)
{
  DenTestDesktop desktop;
  GtkSelectionModel *selection;
  GtkWidget *dialog, *ledger;
  DenFieldRow *method;
  guint n;

  den_test_desktop_open (&desktop);
  n = count_open_forms (&desktop);
  g_assert_cmpuint (n, >=, 2);
  selection = gtk_list_view_get_model (show_list (&desktop, "reports", DEN_TYPE_REPORT_LEDGER));
  ledger = den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_REPORT_LEDGER);
  g_assert_false (gtk_widget_get_sensitive (den_test_find_button (ledger, "Mark as sent…")));
  gtk_selection_model_select_range (selection, 0, 2, TRUE);
  g_signal_emit_by_name (den_test_find_button (ledger, "Mark 2 as sent…"), "clicked");
  dialog = den_test_get_dialog (&desktop);
  today_accept (dialog);
  method = den_test_find_row (dialog, &den_monitoring_report_type, "method");
  g_assert_nonnull (den_field_row_get_error (method));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (den_field_row_get_control (method)), 1);
  today_accept (dialog);
  g_assert_false (today_has_dialog (&desktop));
  g_assert_cmpuint (count_open_forms (&desktop), ==, n - 2);
  den_test_desktop_close (&desktop);
}

/* ---- the calendar ---- */

static void
visit_check (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_CHECK_BUTTON (widget) &&
      g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), data) == 0)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), TRUE);
}

static void
check_weekday (GtkWidget *dialog, const char *name)
{
  den_test_walk (dialog, visit_check, (gpointer) name);
}

/* Usual hours are entered for several weekdays at once; a chair's name is asked for. */
static void
test_calendar (void)
{
  DenTestDesktop desktop;
  const DenCalendar *calendar;
  GtkWidget *dialog;
  guint chairs, openings;

  den_test_desktop_open (&desktop);
  den_window_show_section (desktop.window, "clinic");
  den_test_settle ();
  calendar = den_office_get_calendar (desktop.clinic.office);
  chairs = calendar->chairs->len;
  openings = calendar->openings->len;

  g_signal_emit_by_name (den_test_find_button (GTK_WIDGET (desktop.window), "Add a chair…"),
                         "clicked");
  dialog = den_test_get_dialog (&desktop);
  today_accept (dialog);
  g_assert_nonnull (den_field_row_get_error (den_test_find_row (dialog, &den_chair_type, "name")));
  den_test_type (den_test_find_row (dialog, &den_chair_type, "name"), "Bed 1");
  today_accept (dialog);
  g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), "Bed 1 · every treatment"));

  g_signal_emit_by_name (den_test_find_button (GTK_WIDGET (desktop.window), "Add opening hours…"),
                         "clicked");
  dialog = den_test_get_dialog (&desktop);
  den_test_type (den_test_find_row (dialog, &den_opening_type, "opens"), "18:00");
  den_test_type (den_test_find_row (dialog, &den_opening_type, "closes"), "20:00");
  today_accept (dialog);
  g_assert_true (den_test_shows (dialog, "Choose the weekdays first."));
  check_weekday (dialog, "Monday");
  check_weekday (dialog, "Tuesday");
  today_accept (dialog);
  calendar = den_office_get_calendar (desktop.clinic.office);
  g_assert_cmpuint (calendar->chairs->len, ==, chairs + 1);
  g_assert_cmpuint (calendar->openings->len, ==, openings + 2);
  g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), "Tuesday  18:00 to 20:00"));
  den_test_desktop_close (&desktop);
}

/* ---- the clock ---- */

/* A computer whose clock can be set. */
typedef struct
{
  gint64 wall_us;
  gint64 boot_us;
} Computer;

static gint64
read_wall (gpointer data)
{
  return ((Computer *) data)->wall_us;
}

static gint64
read_boot (gpointer data)
{
  return ((Computer *) data)->boot_us;
}

/* Nothing is said while the clocks agree; when the computer's is set the bar tells both times, and
 * its button goes by the computer's again. */
static void
test_clock_bar (void)
{
  Computer computer = { .wall_us = (gint64) 1795000000 * G_USEC_PER_SEC, .boot_us = 1000 };
  DenClockReadings readings = { "desk", "boot", read_wall, read_boot, &computer };
  g_autoptr (DenClock) clock = den_clock_new_with (NULL, DEN_UNKNOWN, &readings);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bar = den_clock_bar_new (clock);

  gtk_window_set_child (GTK_WINDOW (window), bar);
  gtk_window_present (GTK_WINDOW (window));
  den_test_settle ();
  g_assert_false (gtk_widget_get_visible (bar));
  computer.wall_us += (gint64) 2 * 3600 * G_USEC_PER_SEC;
  den_clock_beat (clock);
  den_test_settle ();
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_true (den_test_shows (bar, "clock was set to"));
  g_signal_emit_by_name (den_test_find_button (bar, "Use the computer’s clock"), "clicked");
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_cmpint (den_clock_get_difference (clock), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  /* Where the demo clinic is. */
  g_setenv ("TZ", "America/Chicago", TRUE);
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/today/lines-tell-what-the-model-says",
                   test_lines_tell_what_the_model_says);
  g_test_add_func ("/desktop/today/due-words", test_due_words);
  g_test_add_func ("/desktop/today/missing-stands-on-the-line", test_missing_stands_on_the_line);
  g_test_add_func ("/desktop/today/focus-at-start", test_focus_at_start);
  g_test_add_func ("/desktop/today/arrives-by-key", test_arrives_by_key);
  g_test_add_func ("/desktop/today/return-does-the-next-step", test_return_does_the_next_step);
  g_test_add_func ("/desktop/today/keys-that-do-not-fit", test_keys_that_do_not_fit);
  g_test_add_func ("/desktop/today/patient-by-key", test_patient_by_key);
  g_test_add_func ("/desktop/today/selection-stays", test_selection_stays);
  g_test_add_func ("/desktop/today/counts", test_counts);
  g_test_add_func ("/desktop/today/days", test_days);
  g_test_add_func ("/desktop/today/empty-days", test_empty_days);
  g_test_add_func ("/desktop/today/no-chairs", test_no_chairs);
  g_test_add_func ("/desktop/today/week", test_week);
  g_test_add_func ("/desktop/today/week-leads-to-a-day", test_week_leads_to_a_day);
  g_test_add_func ("/desktop/today/unsigned", test_unsigned);
  g_test_add_func ("/desktop/today/marks-forms-as-sent", test_marks_forms_as_sent);
  g_test_add_func ("/desktop/today/calendar", test_calendar);
  g_test_add_func ("/desktop/today/clock-bar", test_clock_bar);
  return g_test_run ();
}
