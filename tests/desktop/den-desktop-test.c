/* What the tests of the window share. */
#include "den-desktop-test.h"

#include "den-demo.h"

#include <string.h>

#define PATIENCE (10 * G_USEC_PER_SEC)

void
den_test_desktop_open (DenTestDesktop *desktop)
{
  g_autoptr (GError) error = NULL;

  desktop->clinic.folder = g_dir_make_tmp ("dendra-test-XXXXXX", &error);
  g_assert_no_error (error);
  desktop->clinic.path = g_build_filename (desktop->clinic.folder, "clinic.db", NULL);
  g_assert_true (den_demo_write (desktop->clinic.path, 0, &error));
  desktop->clinic.office =
      den_office_open (desktop->clinic.path, DEN_STORE_WRITE, "tester", den_demo_day (), &error);
  g_assert_no_error (error);
  desktop->application = den_application_new (desktop->clinic.office);
  g_application_register (G_APPLICATION (desktop->application), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (desktop->application));
  desktop->window =
      DEN_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (desktop->application)));
  den_test_settle ();
}

void
den_test_desktop_close (DenTestDesktop *desktop)
{
  GList *window;

  while ((window = gtk_application_get_windows (GTK_APPLICATION (desktop->application))) != NULL)
    {
      gpointer alive = window->data;

      g_object_add_weak_pointer (alive, &alive);
      gtk_window_destroy (alive);
      den_test_settle ();
      g_assert_null (alive);
    }
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  g_clear_object (&desktop->application);
  den_test_clinic_close (&desktop->clinic);
}

void
den_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
den_test_wait (DenTestDone done, gpointer data)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  while (!done (data))
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (g_get_monotonic_time (), <, until);
    }
}

void
den_test_walk (GtkWidget *root, DenTestVisit visit, gpointer data)
{
  visit (root, data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    den_test_walk (child, visit, data);
}

/* What is looked for, and the first that was found. */
typedef struct
{
  GType type;
  const char *words;
  const DenRecordType *record_type;
  const char *column;
  GtkWidget *found;
} Search;

static void
visit_type (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (search->found == NULL && gtk_widget_get_visible (widget) &&
      G_TYPE_CHECK_INSTANCE_TYPE (widget, search->type))
    search->found = widget;
}

GtkWidget *
den_test_find (GtkWidget *root, GType type)
{
  Search search = { .type = type };

  den_test_walk (root, visit_type, &search);
  return search.found;
}

static void
visit_button (GtkWidget *widget, gpointer data)
{
  Search *search = data;
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  g_auto (GStrv) parts = label != NULL ? g_strsplit (label, "_", -1) : NULL;
  g_autofree char *plain = parts != NULL ? g_strjoinv ("", parts) : NULL;

  if (search->found == NULL && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (plain, search->words) == 0)
    search->found = widget;
}

GtkWidget *
den_test_find_button (GtkWidget *root, const char *label)
{
  Search search = { .words = label };

  den_test_walk (root, visit_button, &search);
  if (search.found == NULL)
    g_error ("no button “%s”", label);
  return search.found;
}

static void
visit_row (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (search->found == NULL && DEN_IS_FIELD_ROW (widget) &&
      den_field_row_get_field (DEN_FIELD_ROW (widget)) ==
          den_record_type_find (search->record_type, search->column))
    search->found = widget;
}

DenFieldRow *
den_test_find_row (GtkWidget *root, const DenRecordType *type, const char *column)
{
  Search search = { .record_type = type, .column = column };

  den_test_walk (root, visit_row, &search);
  if (search.found == NULL)
    g_error ("no field “%s”", column);
  return DEN_FIELD_ROW (search.found);
}

void
den_test_type (DenFieldRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (den_field_row_get_control (row)), text);
  den_field_row_take (row);
}

static void
visit_words (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (search->found == NULL && GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), search->words) != NULL)
    search->found = widget;
}

gboolean
den_test_shows (GtkWidget *root, const char *words)
{
  Search search = { .words = words };

  den_test_walk (root, visit_words, &search);
  return search.found != NULL;
}

GtkWidget *
den_test_get_dialog (DenTestDesktop *desktop)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *dialog = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (GTK_WINDOW (toplevel)) == GTK_WINDOW (desktop->window))
        dialog = toplevel;
    }
  g_assert_nonnull (dialog);
  den_test_settle ();
  return dialog;
}

gint64
den_test_find_patient (DenTestDesktop *desktop, const char *mrn)
{
  g_autoptr (GError) error = NULL;
  gint64 id = den_store_find_patient (den_office_get_store (desktop->clinic.office), mrn, &error);

  g_assert_no_error (error);
  return id;
}
