/* Imports chart files one after the other and lists what became of each. */
#pragma once

#include "den-window.h"

G_BEGIN_DECLS

/* FILES is a list of GFile. */
GtkWidget *den_import_dialog_new (DenWindow *parent, GListModel *files);

G_END_DECLS
