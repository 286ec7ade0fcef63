/* One line of a list that is read whole: an object around what was read, for GTK's list models. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DEN_TYPE_LINE_ITEM (den_line_item_get_type ())
G_DECLARE_FINAL_TYPE (DenLineItem, den_line_item, DEN, LINE_ITEM, GObject)

/* DATA is one of OWNER's elements. */
DenLineItem *den_line_item_new (GPtrArray *owner, gpointer data);
gpointer den_line_item_get (DenLineItem *self);
/* Fills STORE with a line for each element of READ. */
void den_line_items_fill (GListStore *store, GPtrArray *read);

G_END_DECLS
