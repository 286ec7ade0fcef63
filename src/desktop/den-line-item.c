/* One line of a list that is read whole. */
#include "den-line-item.h"

struct _DenLineItem
{
  GObject parent_instance;

  GPtrArray *owner;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (DenLineItem, den_line_item, G_TYPE_OBJECT)

static void
den_line_item_finalize (GObject *object)
{
  g_clear_pointer (&DEN_LINE_ITEM (object)->owner, g_ptr_array_unref);
  G_OBJECT_CLASS (den_line_item_parent_class)->finalize (object);
}

static void
den_line_item_class_init (DenLineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = den_line_item_finalize;
}

static void
den_line_item_init (DenLineItem *self)
{
}

DenLineItem *
den_line_item_new (GPtrArray *owner, gpointer data)
{
  DenLineItem *self = g_object_new (DEN_TYPE_LINE_ITEM, NULL);

  self->owner = g_ptr_array_ref (owner);
  self->data = data;
  return self;
}

gpointer
den_line_item_get (DenLineItem *self)
{
  return self->data;
}

void
den_line_items_fill (GListStore *store, GPtrArray *read)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < read->len; i++)
    g_ptr_array_add (items, den_line_item_new (read, g_ptr_array_index (read, i)));
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata,
                       items->len);
}
