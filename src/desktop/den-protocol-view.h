/* One protocol: what it asks for, from where, and its versions. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PROTOCOL_VIEW (den_protocol_view_get_type ())
G_DECLARE_FINAL_TYPE (DenProtocolView, den_protocol_view, DEN, PROTOCOL_VIEW, GtkBox)

GtkWidget *den_protocol_view_new (DenOffice *office);
/* Shows the version in force today; the one that was chosen last, where it is of PROTOCOL_ID. */
void den_protocol_view_show (DenProtocolView *self, const char *protocol_id);

G_END_DECLS
