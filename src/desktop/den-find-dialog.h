/* Ctrl+K: a patient from anywhere, in a few keystrokes. */
#pragma once

#include "den-window.h"

G_BEGIN_DECLS

#define DEN_TYPE_FIND_DIALOG (den_find_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DenFindDialog, den_find_dialog, DEN, FIND_DIALOG, GtkWindow)

GtkWidget *den_find_dialog_new (DenWindow *parent);

G_END_DECLS
