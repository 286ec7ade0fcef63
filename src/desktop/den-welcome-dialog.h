/* The first start: set up the clinic, or look around in the demo. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_WELCOME_DIALOG (den_welcome_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DenWelcomeDialog, den_welcome_dialog, DEN, WELCOME_DIALOG, GtkWindow)

GtkWidget *den_welcome_dialog_new (GtkWindow *parent);

G_END_DECLS
