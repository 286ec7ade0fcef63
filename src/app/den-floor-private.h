/* What the floor does with its items. */
#pragma once

#include "den-floor.h"
#include "den-store.h"

G_BEGIN_DECLS

DenFloorItem *den_floor_item_new (void);
/* Takes ROW over, and looks at what AT holds until it is handed another; at->session is NULL while
 * the session's record is not found in the chart. IS_TODAY: the day is that of the clock. */
void den_floor_item_set (DenFloorItem *item, DenSessionRow *row, const DenSessionCase *at,
                         gboolean is_today);
/* The same at a later instant: what is due and missing moves with the time. */
void den_floor_item_tick (DenFloorItem *item, DenInstant now, gboolean is_today);
/* Whether it still looks at that very chart. */
gboolean den_floor_item_looks_at (DenFloorItem *item, const DenChart *chart);
/* It keeps what it shows; its records are gone. */
void den_floor_item_forget (DenFloorItem *item);

G_END_DECLS
