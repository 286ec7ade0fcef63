/* Choosing files, with the desktop's own chooser. */
#include "den-file-chooser.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  DenFilesChosen chosen;
  GObject *owner;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->owner);
  g_free (choice);
}

static void
response_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  Choice *choice = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

      if (g_list_model_get_n_items (files) > 0)
        choice->chosen (files, choice->owner);
    }
  /* The reference that den_choose_files_* kept while the chooser was open. */
  g_object_unref (chooser);
}

static GtkFileChooserNative *
make_chooser (GtkWindow *parent, const char *title, GtkFileChooserAction action,
              const char *accept_label, DenFilesChosen chosen, gpointer owner)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, parent, action, accept_label, _ ("_Cancel"));
  Choice *choice = g_new0 (Choice, 1);

  choice->chosen = chosen;
  choice->owner = g_object_ref (owner);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb), choice, choice_free, 0);
  return chooser;
}

void
den_choose_files_to_open (GtkWindow *parent, const char *title, const char *kind,
                          const char *suffix, DenFilesChosen chosen, gpointer owner)
{
  GtkFileChooserNative *chooser =
      make_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), chosen, owner);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
den_choose_file_to_save (GtkWindow *parent, const char *title, const char *name,
                         DenFilesChosen chosen, gpointer owner)
{
  GtkFileChooserNative *chooser =
      make_chooser (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), chosen, owner);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
