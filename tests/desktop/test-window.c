/* The window: places and the ways between them, search, undo, messages. */
#include "den-desktop-test.h"

#include "den-chart-editor.h"
#include "den-field-row.h"
#include "den-message.h"
#include "den-patients-page.h"

/* A clinic that treats opens with the day; the demo clinic says that nothing is real. */
static void
test_opens_with_today (void)
{
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "today");
  g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), "nothing in it is real"));
  den_test_desktop_close (&desktop);
}

static void
open_list (DenTestDesktop *desktop)
{
  den_test_desktop_open (desktop);
  den_window_show_section (desktop->window, "patients");
  den_test_settle ();
}

/* The rest of a list that is longer than a screen follows after the first frame. */
static gboolean
shows_all (gpointer window)
{
  return den_test_shows (window, "65 patients");
}

static void
test_list_is_entered_at_its_search (void)
{
  DenTestDesktop desktop;

  open_list (&desktop);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "patients");
  den_test_wait (shows_all, desktop.window);
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (desktop.window))));
  den_test_desktop_close (&desktop);
}

static void
search (DenTestDesktop *desktop, const char *text)
{
  GtkWidget *entry = den_test_find (GTK_WIDGET (desktop->window), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  den_test_settle ();
}

static void
test_search (void)
{
  static const struct
  {
    const char *typed;
    const char *shown;
  } cases[] = {
    { "cirrie", "1 patient" }, { "CIRRUS larch", "1 patient" },
    { "D-0001", "1 patient" }, { "nobody at all", "No patient matches “nobody at all”." },
    { "", "65 patients" },
  };
  DenTestDesktop desktop;

  open_list (&desktop);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      search (&desktop, cases[i].typed);
      g_test_message ("“%s”", cases[i].typed);
      g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), cases[i].shown));
    }
  den_test_desktop_close (&desktop);
}

static GtkWidget *
find_list (GtkWidget *window)
{
  return den_test_find (den_test_find (window, DEN_TYPE_PATIENTS_PAGE), GTK_TYPE_LIST_VIEW);
}

static gboolean
lists_all (gpointer data)
{
  DenTestDesktop *desktop = data;
  GtkWidget *view = find_list (GTK_WIDGET (desktop->window));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)))) ==
         165;
}

/* Only the first patients of a long list are there at once; the rest follow without being asked
 * for, and the one who was selected stays so. */
static void
test_lists_more_than_a_screenful (void)
{
  DenTestDesktop desktop;
  GtkSingleSelection *selection;
  GtkWidget *window, *view;

  open_list (&desktop);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("%03d", i);

      den_test_add_patient (desktop.clinic.office, mrn, "Zz", mrn);
    }
  window = den_window_new (desktop.application, desktop.clinic.office);
  den_window_show_section (DEN_WINDOW (window), "patients");
  view = find_list (window);
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 48);
  g_assert_false (den_test_shows (window, "48 patients"));
  gtk_single_selection_set_selected (selection, 5);
  gtk_window_destroy (GTK_WINDOW (desktop.window));
  desktop.window = DEN_WINDOW (window);
  gtk_window_present (GTK_WINDOW (window));
  den_test_wait (lists_all, &desktop);
  g_assert_true (den_test_shows (window, "165 patients"));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 5);
  den_test_desktop_close (&desktop);
}

/* Search, Enter, and the patient is open; Back leads to the list again. */
static void
test_opens_a_patient (void)
{
  DenTestDesktop desktop;

  open_list (&desktop);
  search (&desktop, "cirrie");
  g_signal_emit_by_name (den_test_find (GTK_WIDGET (desktop.window), GTK_TYPE_SEARCH_ENTRY),
                         "activate");
  den_test_settle ();
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "patient");
  g_assert_cmpint (den_window_get_patient_id (desktop.window), ==,
                   den_test_find_patient (&desktop, "D-0001"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (desktop.window)), ==,
                   "Larch, Cirrus Demo – Dendra");
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.back", NULL);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "patients");
  g_assert_cmpint (den_window_get_patient_id (desktop.window), ==, 0);
  den_test_desktop_close (&desktop);
}

/* A patient who was opened from the floor leads back to the floor. */
static void
test_back_to_where_it_was_opened (void)
{
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  den_window_open_patient (desktop.window, den_test_find_patient (&desktop, "D-0001"));
  den_window_open_patient (desktop.window, den_test_find_patient (&desktop, "D-0002"));
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.back", NULL);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "today");
  den_window_show_section (desktop.window, "patients");
  den_window_open_patient (desktop.window, den_test_find_patient (&desktop, "D-0001"));
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.back", NULL);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "patients");
  den_test_desktop_close (&desktop);
}

static gboolean
tells_of_undo (gpointer window)
{
  return den_test_shows (window, "Undone: Patient: City");
}

/* A field is kept when it is left, in every window, and taken back by Ctrl+Z. */
static void
test_keeps_and_undoes (void)
{
  DenTestDesktop desktop;
  DenFieldRow *here, *there;
  GtkWidget *other;

  den_test_desktop_open (&desktop);
  den_window_open_patient (desktop.window, den_test_find_patient (&desktop, "D-0001"));
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.new-window", NULL);
  other = GTK_WIDGET (gtk_application_get_windows (GTK_APPLICATION (desktop.application))->data);
  g_assert_true (other != GTK_WIDGET (desktop.window));
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.page", "s", "summary");
  gtk_widget_activate_action (other, "win.page", "s", "summary");
  den_test_settle ();

  here = den_test_find_row (GTK_WIDGET (desktop.window), &den_patient_type, "city");
  there = den_test_find_row (other, &den_patient_type, "city");
  den_test_type (here, "Elsewhere");
  g_assert_cmpstr (den_field_row_get_value (there)->text, ==, "Elsewhere");
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.undo", NULL);
  g_assert_cmpstr (den_field_row_get_value (here)->text, ==, "Sampleton");
  g_assert_cmpstr (den_field_row_get_value (there)->text, ==, "Sampleton");
  den_test_wait (tells_of_undo, desktop.window);
  den_test_desktop_close (&desktop);
}

/* A wrong text keeps the window where it is until it is corrected or given up. */
static void
test_wrong_field_holds_the_page (void)
{
  DenTestDesktop desktop;
  DenFieldRow *row;

  open_list (&desktop);
  den_window_open_patient (desktop.window, den_test_find_patient (&desktop, "D-0001"));
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.page", "s", "summary");
  den_test_settle ();
  row = den_test_find_row (GTK_WIDGET (desktop.window), &den_patient_type, "birth_date");
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_editable_set_text (GTK_EDITABLE (den_field_row_get_control (row)), "31/31/1980");
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.back", NULL);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "patient");
  g_assert_nonnull (den_field_row_get_error (row));
  den_field_row_restore (row);
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.back", NULL);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "patients");
  den_test_desktop_close (&desktop);
}

/* What a failing store says, and what can be done about it. */
static void
test_error_words (void)
{
  static const struct
  {
    DenStoreError code;
    const char *advice;
  } cases[] = {
    { DEN_STORE_ERROR_BUSY, "Nothing is lost" },
    { DEN_STORE_ERROR_FULL, "make room" },
    { DEN_STORE_ERROR_READ_ONLY, "can not be written" },
    { DEN_STORE_ERROR_STALE, "Somebody else changed" },
    { DEN_STORE_ERROR_NEWER, "Update Dendra" },
    { DEN_STORE_ERROR_NOT_DATABASE, "Restore the last backup" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (DEN_STORE_ERROR, cases[i].code, "cause");
      g_autofree char *words = den_error_words ("It was not kept.", error);

      g_assert_true (g_str_has_prefix (words, "It was not kept. cause.\n"));
      g_assert_nonnull (strstr (words, cases[i].advice));
    }
}

static void
test_problem_bar (void)
{
  DenTestDesktop desktop;

  open_list (&desktop);
  g_assert_false (den_test_shows (GTK_WIDGET (desktop.window), "No room"));
  den_show_problem (den_test_find (GTK_WIDGET (desktop.window), GTK_TYPE_SEARCH_ENTRY),
                    "No room on the disk.");
  den_test_settle ();
  g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), "No room on the disk."));
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/window/opens-with-today", test_opens_with_today);
  g_test_add_func ("/desktop/window/list-is-entered-at-its-search",
                   test_list_is_entered_at_its_search);
  g_test_add_func ("/desktop/window/back-to-where-it-was-opened", test_back_to_where_it_was_opened);
  g_test_add_func ("/desktop/window/lists-more-than-a-screenful", test_lists_more_than_a_screenful);
  g_test_add_func ("/desktop/window/search", test_search);
  g_test_add_func ("/desktop/window/opens-a-patient", test_opens_a_patient);
  g_test_add_func ("/desktop/window/keeps-and-undoes", test_keeps_and_undoes);
  g_test_add_func ("/desktop/window/wrong-field-holds-the-page", test_wrong_field_holds_the_page);
  g_test_add_func ("/desktop/window/error-words", test_error_words);
  g_test_add_func ("/desktop/window/problem-bar", test_problem_bar);
  return g_test_run ();
}
