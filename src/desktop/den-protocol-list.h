/* One list of a protocol that is being written: its phases, its limits. Each part is told in words,
 * and edited in a dialog of its own. */
#pragma once

#include "den-protocol.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PROTOCOL_LIST (den_protocol_list_get_type ())
G_DECLARE_FINAL_TYPE (DenProtocolList, den_protocol_list, DEN, PROTOCOL_LIST, GtkBox)

/* PROTOCOL, whose list COLUMN is edited, must outlive the widget. */
GtkWidget *den_protocol_list_new (DenProtocol *protocol, const char *column);
/* What is wrong with the list as a whole; NULL for nothing. */
void den_protocol_list_set_error (DenProtocolList *self, const char *message);
/* The dialog of the part at INDEX; of a new one where there are not so many. */
GtkWidget *den_protocol_list_edit (DenProtocolList *self, guint index);

G_END_DECLS
