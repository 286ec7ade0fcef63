/* The sessions of earlier days that were begun and never closed by a signature. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_UNSIGNED_LIST (den_unsigned_list_get_type ())
G_DECLARE_FINAL_TYPE (DenUnsignedList, den_unsigned_list, DEN, UNSIGNED_LIST, GtkBox)

GtkWidget *den_unsigned_list_new (DenOffice *office);
/* Reads the list anew. */
void den_unsigned_list_show (DenUnsignedList *self);

G_END_DECLS
