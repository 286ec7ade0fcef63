/* Enters or changes a chair, opening hours or closed days. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* RECORD, which is taken over, is a DenChair, DenOpening or DenClosure; its id is 0 for a new one.
 */
void den_calendar_dialog_show (GtkWindow *parent, DenOffice *office, gpointer record);

G_END_DECLS
