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

/* An application that opens OFFICE; NULL is given later by den_application_switch_office. */
DenApplication *den_application_new (DenOffice *office);
/* Opens a clinic as the user, and on the day, that the program was started with. */
DenOffice *den_application_open_office (DenApplication *self, const char *path, DenStoreMode mode,
                                        GError **error);
/* Shows OFFICE in a new window and closes the windows on the one shown before. */
void den_application_switch_office (DenApplication *self, DenOffice *office);
/* Where "Set up your clinic" makes the clinic, or finds the one made before. */
const char *den_application_get_setup_path (DenApplication *self);
/* A new private directory for a paper that is handed to a viewer, removed when the program ends;
 * to be freed. */
char *den_application_make_scratch_dir (DenApplication *self, GError **error);

G_END_DECLS
