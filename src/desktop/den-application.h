/* The desktop application: its windows, actions and shortcuts. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_APPLICATION (den_application_get_type ())
G_DECLARE_FINAL_TYPE (DenApplication, den_application, DEN, APPLICATION, GtkApplication)

/* Opens the clinic at PATH (NULL for the default place; made by the first start) as USER (NULL for
 * the system's user), or a fresh demo clinic. ON is "today", DEN_UNKNOWN for the local date. */
int den_application_run_desktop (const char *path, const char *user, DenDay on, gboolean demo);

G_END_DECLS
