/* One policy: what it asks for, where its words come from, and whether the clinic has confirmed
 * it. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_POLICY_VIEW (den_policy_view_get_type ())
G_DECLARE_FINAL_TYPE (DenPolicyView, den_policy_view, DEN, POLICY_VIEW, GtkBox)

GtkWidget *den_policy_view_new (DenOffice *office);
void den_policy_view_show (DenPolicyView *self, const char *policy_id);
/* "Checked against the payer’s text on 11/20/2026 by Ann Lee", or that nobody has; to be freed. */
char *den_policy_confirmation_words (DenOffice *office, const char *policy_id);

G_END_DECLS
