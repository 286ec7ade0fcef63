/* Every control has a name that those hear who do not see it, on every page and in every dialog;
 * and no window is kept alive after it was closed. */
#include "den-desktop-test.h"

#include "den-eligibility-page.h"
#include "den-safety-prompt.h"
#include "den-score-entry.h"
#include "den-treatment-page.h"

#include <string.h>

/* Controls made of several widgets, of which an inner one takes the focus: the name is the outer's.
 */
static gboolean
is_composite (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_LIST_BASE (widget) ||
         GTK_IS_COLUMN_VIEW (widget);
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  /* A label is its own name. */
  return GTK_IS_LABEL (widget);
}

/* Rows of GTK's own lists are named by what stands in their cells. */
static gboolean
is_list_item (GtkWidget *widget)
{
  return strcmp (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget") == 0 ||
         strcmp (G_OBJECT_TYPE_NAME (widget), "GtkColumnViewTitle") == 0;
}

/* A scrolled window takes the focus only where nothing in it does. */
static gboolean
holds_focusable (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if ((gtk_widget_get_focusable (child) && gtk_widget_get_mapped (child)) ||
        holds_focusable (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_named (GtkWidget *widget)
{
  if (has_name (widget) || (GTK_IS_SCROLLED_WINDOW (widget) && holds_focusable (widget)))
    return TRUE;
  for (GtkWidget *outer = gtk_widget_get_parent (widget); outer != NULL;
       outer = gtk_widget_get_parent (outer))
    if (is_composite (outer))
      return is_composite (widget) || has_name (outer);
  return FALSE;
}

static void
visit (GtkWidget *widget, gpointer data)
{
  const char *where = data;

  if (!gtk_widget_get_focusable (widget) || !gtk_widget_get_mapped (widget) ||
      GTK_IS_WINDOW (widget) || is_list_item (widget) || is_named (widget))
    return;
  /* GTK's own window buttons are named by it. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return;
  g_test_message ("%s: a %s in a %s has no name", where, G_OBJECT_TYPE_NAME (widget),
                  G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  g_test_fail ();
}

static void
assert_named (GtkWidget *root, const char *where)
{
  den_test_settle ();
  den_test_walk (root, visit, (gpointer) where);
}

/* Alt and a letter must mean one thing in a window. */
static void
visit_letter (GtkWidget *widget, gpointer data)
{
  guint key = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                  ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget))
                  : GDK_KEY_VoidSymbol;
  const char *words, *before;

  if (key == GDK_KEY_VoidSymbol)
    return;
  key = gdk_keyval_to_lower (key);
  words = gtk_label_get_text (GTK_LABEL (widget));
  before = g_hash_table_lookup (data, GUINT_TO_POINTER (key));
  if (before != NULL)
    {
      g_test_message ("Alt+%s: both %s and %s", gdk_keyval_name (key), before, words);
      g_test_fail ();
    }
  g_hash_table_insert (data, GUINT_TO_POINTER (key), (gpointer) words);
}

static void
assert_letters (GtkWidget *root)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  den_test_walk (root, visit_letter, seen);
}

/* The window has one letter more where there is a clinic of one's own beside the demo. */
static void
assert_letters_of_window (DenTestDesktop *desktop)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_hash_table_insert (seen, GUINT_TO_POINTER (GDK_KEY_o), "Open your clinic");
  den_test_walk (GTK_WIDGET (desktop->window), visit_letter, seen);
}

static void
test_sections (void)
{
  static const char *const names[] = { "today",    "patients",  "outcomes",
                                       "policies", "protocols", "clinic" };
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      den_window_show_section (desktop.window, names[i]);
      assert_named (GTK_WIDGET (desktop.window), names[i]);
      assert_letters_of_window (&desktop);
    }
  den_test_desktop_close (&desktop);
}

static void
test_views_of_today (void)
{
  static const char *const views[] = { "floor", "week", "unsigned", "reports" };
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.today-view", "s", views[i]);
      assert_named (GTK_WIDGET (desktop.window), views[i]);
      assert_letters_of_window (&desktop);
    }
  den_test_desktop_close (&desktop);
}

static void
test_patient (void)
{
  static const char *const tabs[] = { "summary", "eligibility", "treatment", "outcomes",
                                      "prior-auth" };
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  den_window_open_patient (desktop.window, den_test_find_patient (&desktop, "D-0001"));
  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.page", "s", tabs[i]);
      assert_named (GTK_WIDGET (desktop.window), tabs[i]);
      assert_letters_of_window (&desktop);
    }
  den_test_desktop_close (&desktop);
}

/* The dialogs of a course, on the page of one whose induction is over. */
static void
test_course (void)
{
  static const char *const acts[] = {
    "course.plan",     "course.reinduce", "course.modality", "course.frequency", "course.benefit",
    "course.protocol", "course.stop",     "course.visit",    "course.miss",
  };
  DenTestDesktop desktop;
  GtkWidget *page;

  den_test_desktop_open (&desktop);
  den_window_open_patient (desktop.window, den_test_find_patient (&desktop, "D-0050"));
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.page", "s", "treatment");
  assert_named (GTK_WIDGET (desktop.window), "course");
  assert_letters_of_window (&desktop);
  page = den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_TREATMENT_PAGE);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      gpointer dialog;

      g_assert_true (gtk_widget_activate_action (page, acts[i], NULL));
      dialog = den_test_get_dialog (&desktop);
      assert_named (dialog, acts[i]);
      assert_letters (dialog);
      g_object_add_weak_pointer (dialog, &dialog);
      gtk_window_close (dialog);
      den_test_settle ();
      g_assert_null (dialog);
    }
  den_test_desktop_close (&desktop);
}

/* With a sheet open whose answers ask for the screener, the page has the most letters. */
static void
test_sheet (void)
{
  DenTestDesktop desktop;
  DenScoreEntry *entry;

  den_test_desktop_open (&desktop);
  den_window_open_patient (desktop.window, den_test_find_patient (&desktop, "D-0039"));
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.page", "s", "eligibility");
  den_eligibility_page_enter_scale (
      DEN_ELIGIBILITY_PAGE (den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_ELIGIBILITY_PAGE)),
      "PHQ-9");
  entry = DEN_SCORE_ENTRY (den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_SCORE_ENTRY));
  for (int i = 0; i < 9; i++)
    den_score_entry_type (entry, GDK_KEY_1);
  assert_named (GTK_WIDGET (desktop.window), "sheet");
  g_assert_nonnull (den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_SAFETY_PROMPT));
  assert_letters_of_window (&desktop);
  den_test_desktop_close (&desktop);
}

/* The dialogs that are opened from the window, by action, or by a button of the section. */
static const struct
{
  const char *section;
  const char *action;
  const char *button;
} dialogs[] = {
  { "patients", "win.new-patient", NULL }, { "patients", "win.find", NULL },
  { "patients", "app.shortcuts", NULL },   { "clinic", NULL, "Add a prescriber…" },
  { "today", "win.book", NULL },           { "today", "win.walk-in", NULL },
  { "clinic", NULL, "Add a chair…" },      { "clinic", NULL, "Add opening hours…" },
  { "clinic", NULL, "Add closed days…" },  { "policies", NULL, "Confirm…" },
  { "policies", NULL, "Edit…" },           { "policies", NULL, "New copy…" },
  { "protocols", NULL, "Edit a copy…" },
};

static void
test_dialogs (void)
{
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      const char *where = dialogs[i].action != NULL ? dialogs[i].action : dialogs[i].button;
      gpointer dialog;

      den_window_show_section (desktop.window, dialogs[i].section);
      den_test_settle ();
      if (dialogs[i].action != NULL)
        gtk_widget_activate_action (GTK_WIDGET (desktop.window), dialogs[i].action, NULL);
      else
        g_signal_emit_by_name (
            den_test_find_button (GTK_WIDGET (desktop.window), dialogs[i].button), "clicked");
      dialog = den_test_get_dialog (&desktop);
      assert_named (dialog, where);
      assert_letters (dialog);
      g_object_add_weak_pointer (dialog, &dialog);
      gtk_window_close (dialog);
      den_test_settle ();
      g_assert_null (dialog);
    }
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/names/sections", test_sections);
  g_test_add_func ("/desktop/names/views-of-today", test_views_of_today);
  g_test_add_func ("/desktop/names/patient", test_patient);
  g_test_add_func ("/desktop/names/course", test_course);
  g_test_add_func ("/desktop/names/sheet", test_sheet);
  g_test_add_func ("/desktop/names/dialogs", test_dialogs);
  return g_test_run ();
}
