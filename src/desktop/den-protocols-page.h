/* The clinic's protocols: the list at the left, what the selected one asks for at the right. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_PROTOCOLS_PAGE (den_protocols_page_get_type ())
G_DECLARE_FINAL_TYPE (DenProtocolsPage, den_protocols_page, DEN, PROTOCOLS_PAGE, GtkBox)

GtkWidget *den_protocols_page_new (DenOffice *office);
void den_protocols_page_select (DenProtocolsPage *self, const char *protocol_id);

G_END_DECLS
