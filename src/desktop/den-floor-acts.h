/* What can be done with a session of the floor, by key or button, wherever it is shown. */
#pragma once

#include "den-floor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  DEN_ACT_STEP, /* the usual next one */
  DEN_ACT_ARRIVE,
  DEN_ACT_TAKE_BACK, /* an arrival that was pressed by mistake */
  DEN_ACT_OPEN,
  DEN_ACT_MOVE,
  DEN_ACT_MISS,
  DEN_ACT_PATIENT,
} DenFloorAct;

/* Whether the act makes sense of the session, today being TODAY. */
gboolean den_floor_act_is_possible (DenFloorItem *item, DenFloorAct act, DenDay today);
/* Does it, or opens the window that asks what it needs. What failed is said in WIDGET's window. */
void den_floor_act (GtkWidget *widget, DenOffice *office, DenFloorItem *item, DenFloorAct act);
/* The act of a key that was pressed on a session; FALSE for any other key. */
gboolean den_floor_act_of_key (guint key, GdkModifierType state, DenFloorAct *act);

#define DEN_TYPE_ACTS_BAR (den_acts_bar_get_type ())
/* The acts of one session as buttons, with the keys that do the same. */
G_DECLARE_FINAL_TYPE (DenActsBar, den_acts_bar, DEN, ACTS_BAR, GtkBox)

GtkWidget *den_acts_bar_new (DenOffice *office);
/* The session that the buttons are of; NULL for none. */
void den_acts_bar_set_item (DenActsBar *self, DenFloorItem *item);

G_END_DECLS
