/* What is ordered today: the protocol's doses, or a dose by weight with how it was computed. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_ORDER (den_session_order_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionOrder, den_session_order, DEN, SESSION_ORDER, GtkBox)

GtkWidget *den_session_order_new (DenLiveSession *live);
/* Orders the protocol's dose at INDEX. FALSE where it can not be, which the window says. */
gboolean den_session_order_choose (DenSessionOrder *self, guint index);

G_END_DECLS
