/* One session on the floor board: when and where, who, which of the course, where it stands, what
 * is due, what is missing, and a button for the usual next step. */
#pragma once

#include "den-cells.h"
#include "den-floor.h"

G_BEGIN_DECLS

#define DEN_TYPE_FLOOR_LINE (den_floor_line_get_type ())
/* Signal "step" when its button is pressed. */
G_DECLARE_FINAL_TYPE (DenFloorLine, den_floor_line, DEN, FLOOR_LINE, GtkBox)

GtkWidget *den_floor_line_new (void);
/* The titles of the columns. */
GtkWidget *den_floor_line_new_headings (void);
/* Shows ITEM and follows it; NULL for none. */
void den_floor_line_set_item (DenFloorLine *self, DenFloorItem *item);
DenFloorItem *den_floor_line_get_item (DenFloorLine *self);

G_END_DECLS
