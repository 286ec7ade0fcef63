/* Importing chart files: each is taken whole or refused with its places, and the list says which.
 */
#include "den-desktop-test.h"

#include "den-import-dialog.h"

#include <glib/gstdio.h>

#define GOOD                                                                                       \
  "{\"format\": \"dendra-chart\", \"version\": 1,"                                                 \
  " \"patient\": {\"mrn\": \"X-1\", \"family_name\": \"Imported\"}}"
#define WRONG                                                                                      \
  "{\"format\": \"dendra-chart\", \"version\": 1,"                                                 \
  " \"patient\": {\"mrn\": \"X-2\", \"family_name\": 7}}"

static void
add_file (GListStore *files, const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_list_store_append (files, file);
}

static gboolean
lists_one_more (gpointer window)
{
  return den_test_shows (window, "66 patients");
}

static void
test_import (void)
{
  DenTestDesktop desktop;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GtkWidget *dialog;

  den_test_desktop_open (&desktop);
  den_window_show_section (desktop.window, "patients");
  add_file (files, desktop.clinic.folder, "good.json", GOOD);
  add_file (files, desktop.clinic.folder, "wrong.json", WRONG);
  add_file (files, desktop.clinic.folder, "again.json", GOOD);
  dialog = den_import_dialog_new (desktop.window, G_LIST_MODEL (files));
  gtk_window_present (GTK_WINDOW (dialog));
  den_test_settle ();

  g_assert_true (den_test_shows (dialog, "1 of 3 files imported"));
  g_assert_true (den_test_shows (dialog, "good.json: imported as MRN X-1"));
  g_assert_true (den_test_shows (dialog, "wrong.json: not imported"));
  g_assert_true (den_test_shows (dialog, "patient.family_name"));
  g_assert_true (den_test_shows (dialog, "again.json: not imported"));
  den_test_wait (lists_one_more, desktop.window);
  g_assert_cmpint (den_test_find_patient (&desktop, "X-1"), !=, 0);
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/import", test_import);
  return g_test_run ();
}
