/* Confirming a policy, and writing the clinic's own text of it. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *den_policy_confirm_dialog_new (GtkWindow *parent, DenOffice *office,
                                          const char *policy_id);
/* Edits the clinic's text of the policy, or, with COPY, a new policy that begins as this one. */
GtkWidget *den_policy_edit_dialog_new (GtkWindow *parent, DenOffice *office, const char *policy_id,
                                       gboolean copy);

G_END_DECLS
