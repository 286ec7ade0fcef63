/* The keys of the program and the window that tells them. */
#include "den-shortcuts-window.h"

#include <glib/gi18n-lib.h>

struct _DenShortcutsWindow
{
  GtkWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (DenShortcutsWindow, den_shortcuts_window, GTK_TYPE_WINDOW)

/* clang-format off */
const DenShortcut den_shortcuts[] = {
  { N_("Anywhere"), "win.find", { "<Control>k" }, N_("Find a patient") },
  { N_("Anywhere"), "win.new-patient", { "<Control>n" }, N_("New patient") },
  { N_("Anywhere"), "win.book", { "<Control>b" }, N_("Book an appointment") },
  { N_("Anywhere"), "win.walk-in", { "<Control><Shift>b" }, N_("A patient without an appointment is here") },
  { N_("Anywhere"), "win.section::today", { "<Alt>1" }, N_("Today") },
  { N_("Anywhere"), "win.section::patients", { "<Alt>2" }, N_("Patients") },
  { N_("Anywhere"), "win.section::outcomes", { "<Alt>3" }, N_("Outcomes") },
  { N_("Anywhere"), "win.section::policies", { "<Alt>4" }, N_("Policies") },
  { N_("Anywhere"), "win.section::protocols", { "<Alt>5" }, N_("Protocols") },
  { N_("Anywhere"), "win.section::clinic", { "<Alt>6" }, N_("Clinic") },
  { N_("Anywhere"), "win.import", { "<Control>o" }, N_("Import chart files") },
  { N_("Anywhere"), "win.export-patient", { "<Control>e" }, N_("Export the patient’s chart file") },
  { N_("Anywhere"), "win.new-window", { "<Control><Shift>n" }, N_("Another window on the same place") },
  { N_("Anywhere"), "window.close", { "<Control>w" }, N_("Close the window") },
  { N_("Anywhere"), "app.quit", { "<Control>q" }, N_("Quit") },
  { N_("Anywhere"), NULL, { "F10" }, N_("Menu") },
  { N_("Anywhere"), "app.shortcuts", { "F1", "<Control>question" }, N_("These shortcuts") },
  { N_("Today"), NULL, { "Return" }, N_("The usual next step of the selected session") },
  { N_("Today"), NULL, { "a" }, N_("The patient arrived") },
  { N_("Today"), NULL, { "u" }, N_("Take back an arrival that was pressed by mistake") },
  { N_("Today"), NULL, { "o" }, N_("Open the session") },
  { N_("Today"), NULL, { "m" }, N_("Move the session") },
  { N_("Today"), NULL, { "x" }, N_("The session was missed or is cancelled") },
  { N_("Today"), NULL, { "p" }, N_("The patient’s page") },
  { N_("Today"), NULL, { "<Control>Page_Up" }, N_("The day or week before") },
  { N_("Today"), NULL, { "<Control>Page_Down" }, N_("The day or week after") },
  { N_("Today"), NULL, { "<Control>t" }, N_("Back to today") },
  { N_("Today"), "win.today-view::floor", { "F5" }, N_("Floor board") },
  { N_("Today"), "win.today-view::week", { "F6" }, N_("Week") },
  { N_("Today"), "win.today-view::unsigned", { "F7" }, N_("Unsigned sessions") },
  { N_("Today"), "win.today-view::reports", { "F8" }, N_("Monitoring forms") },
  { N_("Patient list"), NULL, { "Down" }, N_("From the search to the list") },
  { N_("Patient list"), NULL, { "Return" }, N_("Open the patient") },
  { N_("Patient list"), NULL, { "Escape" }, N_("Clear the search") },
  { N_("Patient page"), "win.back", { "<Alt>Left" }, N_("Back to the list") },
  { N_("Patient page"), NULL, { "Escape" }, N_("Back to the list, from a field that is kept") },
  { N_("Patient page"), "win.page::summary", { "<Control>1" }, N_("Summary") },
  { N_("Patient page"), "win.page::eligibility", { "<Control>2" }, N_("Eligibility") },
  { N_("Patient page"), "win.page::treatment", { "<Control>3" }, N_("Treatment") },
  { N_("Patient page"), "win.page::outcomes", { "<Control>4" }, N_("Outcomes") },
  { N_("Patient page"), "win.page::prior-auth", { "<Control>5" }, N_("Prior authorization") },
  { N_("Patient page"), "win.undo", { "<Control>z" }, N_("Undo the last change of a field") },
  { N_("Patient page"), "win.print", { "<Control>p" }, N_("Print the prior authorization") },
  { N_("Eligibility"), NULL, { "Insert", "<Control>Return" }, N_("Another row in this list") },
  { N_("Eligibility"), NULL, { "<Control><Shift>Delete" }, N_("Remove this row") },
  { N_("Eligibility"), NULL, { "y" }, N_("Screening: yes, and on to the next question") },
  { N_("Eligibility"), NULL, { "n" }, N_("Screening: no, and on to the next question") },
  { N_("Eligibility"), NULL, { "u" }, N_("Screening: unknown, and on to the next question") },
  { N_("Eligibility"), NULL, { "Return" }, N_("Screening: a note to the answer") },
  { N_("Eligibility"), NULL, { "0" }, N_("Rating scale: a number key scores the item and goes on") },
  { N_("Eligibility"), NULL, { "minus" }, N_("Rating scale: the item is missing") },
  { N_("Eligibility"), NULL, { "BackSpace" }, N_("Rating scale: back to the item before") },
  { N_("Eligibility"), NULL, { "Up" }, N_("Rating scale: to an item that is to be corrected") },
  { N_("Treatment"), NULL, { "Return" }, N_("Open the selected session or visit") },
  { N_("Treatment"), NULL, { "o" }, N_("Open the session") },
  { N_("Treatment"), NULL, { "m" }, N_("Move the session") },
  { N_("Treatment"), NULL, { "x" }, N_("The session was missed or is cancelled") },
  { N_("Session"), NULL, { "F2" }, N_("The row of readings: Tab from field to field, Return records") },
  { N_("Session"), NULL, { "<Shift>F2" }, N_("The table of readings: Return corrects the selected one") },
  { N_("Session"), NULL, { "F3" }, N_("Order, the next dose, the infusion") },
  { N_("Session"), NULL, { "F4" }, N_("Adverse events: a letter for the event, 1 to 3 for how severe, 0 when it is over") },
  { N_("Session"), NULL, { "F5" }, N_("Checks before the dose: y, n, a for does not apply, or a time") },
  { N_("Session"), NULL, { "F6" }, N_("What was done about the newest alert") },
  { N_("Session"), NULL, { "F7" }, N_("Before the patient leaves") },
  { N_("Session"), NULL, { "F8" }, N_("Note, signature, addenda, monitoring form") },
  { N_("Session"), NULL, { "F9" }, N_("Silence the bell for five minutes") },
  { N_("Session"), NULL, { "<Control>6" }, N_("CADSS-6, item by item") },
  { N_("Session"), NULL, { "<Control>7" }, N_("CADSS-23, item by item") },
  { N_("Session"), NULL, { "<Control><Shift>Delete" }, N_("Remove the selected reading") },
  { N_("Dialogs"), NULL, { "<Control>Return" }, N_("Do what the dialog is for") },
  { N_("Dialogs"), NULL, { "Escape" }, N_("Cancel") },
  { N_("In a field"), NULL, { "Return" }, N_("Keep what was typed") },
  { N_("In a field"), NULL, { "Escape" }, N_("Go back to what it was") },
  { N_("In a field"), NULL, { "Tab" }, N_("Keep it and go to the next field") },
  { NULL, NULL, { NULL }, NULL },
};
/* clang-format on */

/* "Ctrl+K", "F1 or Ctrl+?". */
static char *
format_keys (const DenShortcut *shortcut)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (shortcut->accelerators); i++)
    {
      g_autofree char *label = NULL;
      GdkModifierType modifiers;
      guint key;

      if (shortcut->accelerators[i] == NULL)
        break;
      gtk_accelerator_parse (shortcut->accelerators[i], &key, &modifiers);
      label = gtk_accelerator_get_label (key, modifiers);
      if (keys->len > 0)
        g_string_append (keys, _ (" or "));
      g_string_append (keys, label);
    }
  return g_strdup (keys->str);
}

static GtkWidget *
make_label (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_table (void)
{
  GtkWidget *grid = gtk_grid_new ();
  const char *group = NULL;
  int line = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (const DenShortcut *shortcut = den_shortcuts; shortcut->label != NULL; shortcut++)
    {
      g_autofree char *keys = format_keys (shortcut);

      if (g_strcmp0 (group, shortcut->group) != 0)
        {
          GtkWidget *heading = make_label (_ (shortcut->group), "heading");

          group = shortcut->group;
          if (line > 0)
            gtk_widget_set_margin_top (heading, 12);
          gtk_grid_attach (GTK_GRID (grid), heading, 0, line++, 2, 1);
        }
      gtk_grid_attach (GTK_GRID (grid), make_label (keys, "den-key"), 0, line, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_label (_ (shortcut->label), NULL), 1, line++, 1, 1);
    }
  return grid;
}

static void
den_shortcuts_window_class_init (DenShortcutsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
den_shortcuts_window_init (DenShortcutsWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *table = make_table ();

  gtk_widget_set_margin_top (table, 18);
  gtk_widget_set_margin_bottom (table, 18);
  gtk_widget_set_margin_start (table, 24);
  gtk_widget_set_margin_end (table, 24);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), table);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keyboard shortcuts"), -1);
  gtk_window_set_child (GTK_WINDOW (self), scrolled);
  gtk_window_set_titlebar (GTK_WINDOW (self), gtk_header_bar_new ());
  gtk_window_set_title (GTK_WINDOW (self), _ ("Keyboard shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (self), -1, 640);
}

GtkWidget *
den_shortcuts_window_new (GtkWindow *parent)
{
  return g_object_new (DEN_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, "modal", parent != NULL,
                       "destroy-with-parent", TRUE, NULL);
}
