/* The clinic's policies: the list at the left, what the selected one asks for at the right. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_POLICIES_PAGE (den_policies_page_get_type ())
G_DECLARE_FINAL_TYPE (DenPoliciesPage, den_policies_page, DEN, POLICIES_PAGE, GtkBox)

GtkWidget *den_policies_page_new (DenOffice *office);
void den_policies_page_select (DenPoliciesPage *self, const char *policy_id);

G_END_DECLS
