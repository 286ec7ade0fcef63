/* Imports chart files one after the other and lists what became of each. A file is taken whole or
 * not at all. */
#include "den-import-dialog.h"

#include "den-dialog.h"
#include "den-message.h"

#include <glib/gi18n-lib.h>

/* So many problems of one file are listed; the others are counted. */
#define PROBLEMS_SHOWN 12

/* What goes on behind one dialog; it belongs to the dialog. */
typedef struct
{
  DenOffice *office;
  GListModel *files;
  guint next;
  guint taken;
  GtkBox *list;
  GtkLabel *summary;
  GtkWidget *dialog;
  guint idle;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_clear_handle_id (&import->idle, g_source_remove);
  g_object_unref (import->office);
  g_object_unref (import->files);
  g_free (import);
}

static void
add_line (Import *import, const char *icon, const char *words, const char *css_class)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 70);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (image, css_class);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (import->list, line);
}

/* "visit.json: not imported", and below it each problem with its place. */
static void
add_problems (Import *import, const char *name, DenProblems *problems)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_printf (words, _ ("%s: not imported"), name);
  for (guint i = 0; i < problems->len && i < PROBLEMS_SHOWN; i++)
    {
      const DenProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (words, "\n%s%s%s", problem->place,
                              *problem->place != '\0' ? ": " : "", problem->message);
    }
  if (problems->len > PROBLEMS_SHOWN)
    {
      guint more = problems->len - PROBLEMS_SHOWN;

      g_string_append_c (words, '\n');
      g_string_append_printf (words, ngettext ("and %u more problem", "and %u more problems", more),
                              more);
    }
  add_line (import, "dialog-error-symbolic", words->str, "den-danger");
}

static void
import_file (Import *import, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *mrn = NULL;
  g_autofree char *words = NULL;
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;

  if (path != NULL && den_office_import_file (import->office, path, problems, &mrn, &error))
    {
      import->taken++;
      words = g_strdup_printf (_ ("%s: imported as MRN %s"), name, mrn);
      add_line (import, "object-select-symbolic", words, "den-good");
      return;
    }
  if (error != NULL)
    {
      g_autofree char *why = den_error_words (NULL, error);

      den_problems_add (problems, "", "%s", why);
    }
  else if (path == NULL)
    den_problems_add (problems, "", "%s", _ ("The file is not on this computer: copy it here."));
  add_problems (import, name, problems);
}

static gboolean
step_cb (gpointer data)
{
  Import *import = data;
  guint n = g_list_model_get_n_items (import->files);
  g_autoptr (GFile) file = g_list_model_get_item (import->files, import->next);
  g_autofree char *words = NULL;

  if (file != NULL)
    {
      import_file (import, file);
      import->next++;
      words = g_strdup_printf (_ ("%u of %u files imported"), import->taken, n);
      gtk_label_set_label (import->summary, words);
      return G_SOURCE_CONTINUE;
    }
  import->idle = 0;
  gtk_widget_set_sensitive (den_dialog_get_accept_button (DEN_DIALOG (import->dialog)), TRUE);
  gtk_widget_grab_focus (den_dialog_get_accept_button (DEN_DIALOG (import->dialog)));
  return G_SOURCE_REMOVE;
}

GtkWidget *
den_import_dialog_new (DenWindow *parent, GListModel *files)
{
  Import *import = g_new0 (Import, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  import->office = g_object_ref (den_window_get_office (parent));
  import->files = g_object_ref (files);
  import->dialog = den_dialog_new (GTK_WINDOW (parent), _ ("Import chart files"), _ ("_Done"));
  import->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  import->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (import->summary, 0);
  gtk_widget_add_css_class (GTK_WIDGET (import->summary), "heading");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (import->summary));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (import->list));
  den_dialog_set_cancel_label (DEN_DIALOG (import->dialog), _ ("_Stop"));
  den_dialog_set_content (DEN_DIALOG (import->dialog), box);
  gtk_window_set_default_size (GTK_WINDOW (import->dialog), 560, -1);
  gtk_widget_set_sensitive (den_dialog_get_accept_button (DEN_DIALOG (import->dialog)), FALSE);
  g_signal_connect (import->dialog, "accepted", G_CALLBACK (gtk_window_destroy), NULL);
  g_object_set_data_full (G_OBJECT (import->dialog), "import", import, import_free);
  import->idle = g_idle_add (step_cb, import);
  return import->dialog;
}
