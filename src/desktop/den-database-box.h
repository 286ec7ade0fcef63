/* The clinic's file: where it is, its backup and its check. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_DATABASE_BOX (den_database_box_get_type ())
G_DECLARE_FINAL_TYPE (DenDatabaseBox, den_database_box, DEN, DATABASE_BOX, GtkBox)

GtkWidget *den_database_box_new (DenOffice *office);

G_END_DECLS
