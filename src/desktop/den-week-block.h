/* One session in the week: its time, who it is of, which of the course, and where it stands. */
#pragma once

#include "den-floor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_WEEK_BLOCK (den_week_block_get_type ())
G_DECLARE_FINAL_TYPE (DenWeekBlock, den_week_block, DEN, WEEK_BLOCK, GtkButton)

/* Follows ITEM. */
GtkWidget *den_week_block_new (DenFloorItem *item);
DenFloorItem *den_week_block_get_item (DenWeekBlock *self);

G_END_DECLS
