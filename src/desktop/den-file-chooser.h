/* Choosing files, with the desktop's own chooser. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* FILES (GFile) is never empty: nothing is called where nothing was chosen. */
typedef void (*DenFilesChosen) (GListModel *files, gpointer data);

/* Asks for files to open, SUFFIX "json" of the kind KIND ("Chart files"). CHOSEN is called with
 * OWNER, which must be a GObject and is kept until then. */
void den_choose_files_to_open (GtkWindow *parent, const char *title, const char *kind,
                               const char *suffix, DenFilesChosen chosen, gpointer owner);
/* Asks for the place of a new file, at first named NAME. */
void den_choose_file_to_save (GtkWindow *parent, const char *title, const char *name,
                              DenFilesChosen chosen, gpointer owner);

G_END_DECLS
