/* The clinic's file: where it is, its backup and its check. Both run beside the window, on a
 * connection of their own that can only read. */
#include "den-database-box.h"

#include "den-file-chooser.h"
#include "den-message.h"

#include <glib/gi18n-lib.h>

struct _DenDatabaseBox
{
  GtkBox parent_instance;

  DenOffice *office;
  GtkWidget *backup_button;
  GtkWidget *check_button;
  GtkWidget *spinner;
  GtkLabel *result;
};

G_DEFINE_FINAL_TYPE (DenDatabaseBox, den_database_box, GTK_TYPE_BOX)

typedef struct
{
  char *path;
  char *backup_path; /* NULL: a check */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->backup_path);
  g_free (job);
}

/* What a check found, as words for the desk. */
static char *
run_check (DenStore *store, GError **error)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 entries = 0;

  if (!den_store_check (store, problems, &entries, NULL, error))
    return NULL;
  if (problems->len == 0)
    return g_strdup_printf (_ ("The file is whole, and all %lld entries of the audit follow "
                               "from one another."),
                            (long long) entries);
  g_string_append (words, _ ("Something is wrong with the file. Make a backup now, keep the older "
                             "ones, and ask for help."));
  for (guint i = 0; i < problems->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (words, "\n%s %s", problem->place, problem->message);
    }
  return g_strdup (words->str);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (job->path, DEN_STORE_READ, &error);
  char *words = NULL;

  if (store != NULL && job->backup_path == NULL)
    words = run_check (store, &error);
  else if (store != NULL && den_store_backup (store, job->backup_path, &error))
    words = g_strdup_printf (_ ("Backed up and checked: %s"), job->backup_path);
  if (words != NULL)
    g_task_return_pointer (task, words, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
set_busy (DenDatabaseBox *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->backup_button, !busy);
  gtk_widget_set_sensitive (self->check_button, !busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

static void
show_result (DenDatabaseBox *self, const char *words)
{
  gtk_label_set_label (self->result, words);
  gtk_widget_set_visible (GTK_WIDGET (self->result), TRUE);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DenDatabaseBox *self = DEN_DATABASE_BOX (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = g_task_propagate_pointer (G_TASK (result), &error);

  /* The page may be gone: the job holds a reference, but its widgets were let go. */
  if (self->office == NULL)
    return;
  set_busy (self, FALSE);
  if (words == NULL)
    words = den_error_words (job->backup_path != NULL ? _ ("No backup was written.")
                                                      : _ ("The file could not be checked."),
                             error);
  show_result (self, words);
}

static void
start_job (DenDatabaseBox *self, const char *backup_path)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, job_done_cb, NULL);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (den_store_get_path (den_office_get_store (self->office)));
  job->backup_path = g_strdup (backup_path);
  g_task_set_task_data (task, job, job_free);
  set_busy (self, TRUE);
  show_result (self, backup_path != NULL ? _ ("Backing up…") : _ ("Checking…"));
  g_task_run_in_thread (task, run_job);
}

static void
backup_chosen_cb (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL && DEN_DATABASE_BOX (data)->office != NULL)
    start_job (data, path);
}

static void
backup_cb (GtkButton *button, DenDatabaseBox *self)
{
  g_autofree char *day = den_day_to_iso (den_day_today ());
  g_autofree char *name = g_strdup_printf ("dendra-%s.db", day);

  den_choose_file_to_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           _ ("Back up the clinic"), name, backup_chosen_cb, self);
}

static void
check_cb (GtkButton *button, DenDatabaseBox *self)
{
  start_job (self, NULL);
}

static void
den_database_box_dispose (GObject *object)
{
  g_clear_object (&DEN_DATABASE_BOX (object)->office);

  G_OBJECT_CLASS (den_database_box_parent_class)->dispose (object);
}

static void
den_database_box_class_init (DenDatabaseBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_database_box_dispose;
}

static GtkLabel *
add_words (DenDatabaseBox *self, const char *words)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (words));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (label));
  return label;
}

static void
add_buttons (DenDatabaseBox *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->backup_button = gtk_button_new_with_mnemonic (_ ("_Back up…"));
  self->check_button = gtk_button_new_with_mnemonic (_ ("_Check the file"));
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  g_signal_connect (self->backup_button, "clicked", G_CALLBACK (backup_cb), self);
  g_signal_connect (self->check_button, "clicked", G_CALLBACK (check_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->backup_button);
  gtk_box_append (GTK_BOX (buttons), self->check_button);
  gtk_box_append (GTK_BOX (buttons), self->spinner);
  gtk_box_append (GTK_BOX (self), buttons);
}

static void
den_database_box_init (DenDatabaseBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
den_database_box_new (DenOffice *office)
{
  DenDatabaseBox *self = g_object_new (DEN_TYPE_DATABASE_BOX, NULL);
  DenStore *store = den_office_get_store (office);
  GtkLabel *path;

  self->office = g_object_ref (office);
  path = add_words (self, den_store_get_path (store));
  gtk_label_set_selectable (path, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (path), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Path of the clinic’s file"), -1);
  if (den_store_is_on_network_share (store))
    {
      GtkLabel *warning = add_words (
          self,
          _ ("⚠ This file lies on a network share. It can be damaged there when two computers "
             "write to it: move it to this computer’s own disk."));

      gtk_widget_add_css_class (GTK_WIDGET (warning), "den-caution");
    }
  add_buttons (self);
  self->result = add_words (self, NULL);
  gtk_label_set_selectable (self->result, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->result), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->result), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Result"), -1);
  return GTK_WIDGET (self);
}
