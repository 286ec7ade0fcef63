/* Sets up the clinic: its own data and the first prescriber, asked once. */
#pragma once

#include "den-application.h"

G_BEGIN_DECLS

GtkWidget *den_setup_dialog_new (GtkWindow *parent, DenApplication *application);

G_END_DECLS
