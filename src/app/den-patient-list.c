/* The patient list: all ids that match, in order; rows read in blocks when they are looked at. */
#include "den-patient-list.h"

#define BLOCK 64
#define MAX_BLOCKS 16

struct _DenPatientItem
{
  GObject parent_instance;

  DenPatientRow *row;
};

G_DEFINE_FINAL_TYPE (DenPatientItem, den_patient_item, G_TYPE_OBJECT)

static void
den_patient_item_finalize (GObject *object)
{
  den_patient_row_free (DEN_PATIENT_ITEM (object)->row);
  G_OBJECT_CLASS (den_patient_item_parent_class)->finalize (object);
}

static void
den_patient_item_class_init (DenPatientItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = den_patient_item_finalize;
}

static void
den_patient_item_init (DenPatientItem *self)
{
}

/* What the list shows of the patient; owned by the item. */
const DenPatientRow *
den_patient_item_get_row (DenPatientItem *self)
{
  return self->row;
}

struct _DenPatientList
{
  GObject parent_instance;

  DenOffice *office;
  char *search;
  char *last_mrn;     /* of the patient entered last when the ids were read */
  GArray *ids;        /* gint64, in order */
  GHashTable *blocks; /* block number -> GPtrArray of DenPatientItem */
};

static void den_patient_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DenPatientList, den_patient_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      den_patient_list_iface_init))

static GType
den_patient_list_get_item_type (GListModel *model)
{
  return DEN_TYPE_PATIENT_ITEM;
}

static guint
den_patient_list_get_n_items (GListModel *model)
{
  return DEN_PATIENT_LIST (model)->ids->len;
}

/* The items of ROWS, which are consumed, each at the place its id has in the block that begins at
 * FIRST. A patient who is gone meanwhile leaves an item with an id and nothing else. */
static GPtrArray *
items_of (DenPatientList *self, guint first, guint n, GPtrArray *rows)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint next = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 id = g_array_index (self->ids, gint64, first + i);
      DenPatientItem *item = g_object_new (DEN_TYPE_PATIENT_ITEM, NULL);

      if (next < rows->len && ((DenPatientRow *) rows->pdata[next])->id == id)
        item->row = g_steal_pointer (&rows->pdata[next++]);
      else
        {
          item->row = g_new0 (DenPatientRow, 1);
          item->row->id = id;
          item->row->birth_date = DEN_UNKNOWN;
        }
      g_ptr_array_add (items, item);
    }
  return items;
}

static GPtrArray *
get_block (DenPatientList *self, guint block)
{
  GPtrArray *items = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (block));
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint first = block * BLOCK, n = MIN (BLOCK, self->ids->len - first);

  if (items != NULL)
    return items;
  rows = den_store_patient_rows (den_office_get_store (self->office),
                                 &g_array_index (self->ids, gint64, first), n, &error);
  if (rows == NULL)
    {
      g_warning ("The patient list can not be read: %s", error->message);
      rows = g_ptr_array_new ();
    }
  g_ptr_array_set_free_func (rows, (GDestroyNotify) den_patient_row_free);
  items = items_of (self, first, n, rows);
  if (g_hash_table_size (self->blocks) >= MAX_BLOCKS)
    g_hash_table_remove_all (self->blocks);
  g_hash_table_insert (self->blocks, GUINT_TO_POINTER (block), items);
  return items;
}

static gpointer
den_patient_list_get_item (GListModel *model, guint position)
{
  DenPatientList *self = DEN_PATIENT_LIST (model);

  if (position >= self->ids->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (get_block (self, position / BLOCK), position % BLOCK));
}

static void
den_patient_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = den_patient_list_get_item_type;
  iface->get_n_items = den_patient_list_get_n_items;
  iface->get_item = den_patient_list_get_item;
}

/* Takes over IDS and tells what changed between the first and the last difference; RENAMED tells
 * everything, for rows that may say something else under the same id. */
static void
take_ids (DenPatientList *self, GArray *ids, gboolean renamed)
{
  GArray *old = self->ids;
  guint start = 0, end = 0, shorter = MIN (old->len, ids->len);

  if (!renamed)
    {
      while (start < shorter &&
             g_array_index (old, gint64, start) == g_array_index (ids, gint64, start))
        start++;
      while (end < shorter - start && g_array_index (old, gint64, old->len - end - 1) ==
                                          g_array_index (ids, gint64, ids->len - end - 1))
        end++;
    }
  self->ids = ids;
  g_free (self->last_mrn);
  self->last_mrn = den_store_last_mrn (den_office_get_store (self->office), NULL);
  g_hash_table_remove_all (self->blocks);
  if (old->len - end > start || ids->len - end > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                ids->len - start - end);
  g_array_unref (old);
}

static gboolean
search (DenPatientList *self, gboolean renamed, GError **error)
{
  GArray *ids =
      den_store_search_patients (den_office_get_store (self->office), self->search, error);

  if (ids == NULL)
    return FALSE;
  take_ids (self, ids, renamed);
  return TRUE;
}

static void
patients_changed_cb (DenOffice *office, DenPatientList *self)
{
  g_autoptr (GError) error = NULL;

  if (!search (self, TRUE, &error))
    g_warning ("The patient list can not be read: %s", error->message);
}

/* Another program may have brought patients; those who stay keep their rows, and what looks at them
 * its place. All names are read again only where somebody is new: others may write every second. */
static void
patient_changed_cb (DenOffice *office, gint64 patient_id, DenPatientList *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *last_mrn = NULL;

  if (patient_id != 0)
    return;
  last_mrn = den_store_last_mrn (den_office_get_store (office), &error);
  if (error == NULL && g_strcmp0 (last_mrn, self->last_mrn) == 0)
    return;
  g_clear_error (&error);
  if (!search (self, FALSE, &error))
    g_warning ("The patient list can not be read: %s", error->message);
}

static void
den_patient_list_dispose (GObject *object)
{
  DenPatientList *self = DEN_PATIENT_LIST (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_object (&self->office);
  g_clear_pointer (&self->blocks, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->last_mrn, g_free);
  G_OBJECT_CLASS (den_patient_list_parent_class)->dispose (object);
}

static void
den_patient_list_class_init (DenPatientListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_patient_list_dispose;
}

static void
den_patient_list_init (DenPatientList *self)
{
  self->search = g_strdup ("");
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
}

/* An empty list: den_patient_list_set_search fills it. */
DenPatientList *
den_patient_list_new (DenOffice *office)
{
  DenPatientList *self = g_object_new (DEN_TYPE_PATIENT_LIST, NULL);

  self->office = g_object_ref (office);
  g_signal_connect (office, "patients-changed", G_CALLBACK (patients_changed_cb), self);
  g_signal_connect (office, "patient-changed", G_CALLBACK (patient_changed_cb), self);
  return self;
}

gboolean
den_patient_list_show_first (DenPatientList *self, guint n, gboolean *more, GError **error)
{
  /* One above shows whether there are more. */
  GArray *ids =
      den_store_first_patients (den_office_get_store (self->office), (gint64) n + 1, error);

  *more = ids != NULL && ids->len > n;
  if (ids == NULL)
    return FALSE;
  g_array_set_size (ids, MIN (ids->len, n));
  take_ids (self, ids, FALSE);
  return TRUE;
}

gboolean
den_patient_list_set_search (DenPatientList *self, const char *text, GError **error)
{
  g_free (self->search);
  self->search = g_strdup (text);
  return search (self, FALSE, error);
}

const char *
den_patient_list_get_search (DenPatientList *self)
{
  return self->search;
}

guint
den_patient_list_find (DenPatientList *self, gint64 patient_id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == patient_id)
      return i;
  return G_MAXUINT;
}
