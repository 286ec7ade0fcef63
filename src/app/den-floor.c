/* The floor board: one day's sessions, with the charts they are judged by. A chart is read when its
 * patient first stands on the day and again when it was changed; the clock alone reads nothing. */
#include "den-floor-private.h"

#include "den-booking.h"

#include <string.h>

/* A board that could not be read is tried again so often, in ticks. */
#define RETRY_TICKS 5

struct _DenFloor
{
  GObject parent_instance;

  DenOffice *office;
  DenDay day;
  GPtrArray *items;   /* DenFloorItem */
  GHashTable *charts; /* patient id -> DenChart, of those on the day */
  GPtrArray *visits;  /* DenVisitRow */
  GError *error;
  guint ticks_since_error;
};

enum
{
  SIGNAL_SUMMARY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void den_floor_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DenFloor, den_floor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, den_floor_iface_init))

static GType
den_floor_get_item_type (GListModel *model)
{
  return DEN_TYPE_FLOOR_ITEM;
}

static guint
den_floor_get_n_items (GListModel *model)
{
  return DEN_FLOOR (model)->items->len;
}

static gpointer
den_floor_get_item (GListModel *model, guint position)
{
  DenFloor *self = DEN_FLOOR (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
den_floor_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = den_floor_get_item_type;
  iface->get_n_items = den_floor_get_n_items;
  iface->get_item = den_floor_get_item;
}

/* ---- reading ---- */

/* What one reading of the day brings. */
typedef struct
{
  GPtrArray *rows; /* DenSessionRow */
  GPtrArray *visits;
  GHashTable *charts;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_clear_pointer (&reading->visits, g_ptr_array_unref);
  g_clear_pointer (&reading->charts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static GHashTable *
new_charts (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify) den_chart_free);
}

/* Moves the chart of the patient from FROM, where it is there, or reads it. */
static gboolean
take_chart (DenFloor *self, gint64 patient_id, GHashTable *from, GHashTable *to, GError **error)
{
  gpointer key, chart;

  if (g_hash_table_contains (to, &patient_id))
    return TRUE;
  if (g_hash_table_steal_extended (from, &patient_id, &key, &chart))
    return g_hash_table_insert (to, key, chart), TRUE;
  chart = den_store_load_chart (den_office_get_store (self->office), patient_id, error);
  if (chart == NULL)
    return FALSE;
  g_hash_table_insert (to, g_memdup2 (&patient_id, sizeof patient_id), chart);
  return TRUE;
}

/* Reads the day; charts that are known are kept. */
static gboolean
read_day (DenFloor *self, Reading *reading, GError **error)
{
  DenStore *store = den_office_get_store (self->office);
  GTimeZone *zone = den_clock_get_zone (den_office_get_clock (self->office));
  gint64 from_us = den_instant_of_local (self->day, 0, zone).us;
  gint64 to_us = den_instant_of_local (self->day + 1, 0, zone).us;

  reading->rows = den_store_sessions_between (store, from_us, to_us, error);
  if (reading->rows == NULL)
    return FALSE;
  reading->visits = den_store_visits_between (store, from_us, to_us, error);
  if (reading->visits == NULL)
    return FALSE;
  reading->charts = new_charts ();
  for (guint i = 0; i < reading->rows->len; i++)
    if (!take_chart (self, ((DenSessionRow *) reading->rows->pdata[i])->patient_id, self->charts,
                     reading->charts, error))
      return FALSE;
  return TRUE;
}

/* ---- the items ---- */

static gint64
time_of (const DenSessionRow *row)
{
  return den_instant_is_known (row->scheduled_at) ? row->scheduled_at.us
         : den_instant_is_known (row->started_at) ? row->started_at.us
                                                  : row->arrived_at.us;
}

/* The place of a chair on the board: its place in the calendar, sessions without one last. */
static guint
rank_of (const DenCalendar *calendar, const char *chair)
{
  for (guint i = 0; chair != NULL && i < calendar->chairs->len; i++)
    if (strcmp (((const DenChair *) calendar->chairs->pdata[i])->name, chair) == 0)
      return i;
  return calendar->chairs->len + (chair == NULL);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const DenSessionRow *one = *(DenSessionRow *const *) a, *other = *(DenSessionRow *const *) b;
  const DenCalendar *calendar = data;
  gint64 one_us = time_of (one), other_us = time_of (other);
  guint one_rank = rank_of (calendar, one->chair), other_rank = rank_of (calendar, other->chair);

  if (one_us != other_us)
    return one_us < other_us ? -1 : 1;
  if (one_rank != other_rank)
    return one_rank < other_rank ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

static gboolean
is_today (DenFloor *self)
{
  return self->day == den_clock_today (den_office_get_clock (self->office));
}

/* Shows ROW, which is taken over, by ITEM. */
static void
set_item (DenFloor *self, DenFloorItem *item, DenSessionRow *row, GHashTable *charts)
{
  DenSessionCase at = { .chart = g_hash_table_lookup (charts, &row->patient_id),
                        .reference = den_office_get_reference (self->office),
                        .now = den_office_now (self->office) };

  at.session = den_chart_find_session_row (at.chart, row->id);
  if (at.session != NULL)
    at.protocol = den_office_protocol_of (self->office, at.chart, at.session);
  den_floor_item_set (item, row, &at, is_today (self));
}

/* The items that stand on the board, by session row; the keys last as long as IDS. */
static GHashTable *
items_by_row (DenFloor *self, GArray *ids)
{
  GHashTable *items = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_array_set_size (ids, self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    {
      gint64 *id = &g_array_index (ids, gint64, i);

      *id = den_floor_item_get_session_row (self->items->pdata[i]);
      g_hash_table_insert (items, id, self->items->pdata[i]);
    }
  return items;
}

/* The items of ROWS, which are consumed, in their order: those that stood on the board before, and
 * new ones. Who still looks at the same chart is left alone, unless ALL are to be looked at. */
static GPtrArray *
items_of (DenFloor *self, GPtrArray *rows, GHashTable *charts, gboolean all)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) old = items_by_row (self, ids);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer gone;

  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      DenSessionRow *row = rows->pdata[i];
      DenFloorItem *item = g_hash_table_lookup (old, &row->id);

      item = item != NULL ? g_object_ref (item) : den_floor_item_new ();
      g_ptr_array_add (items, item);
      g_hash_table_remove (old, &row->id);
      if (all || !den_floor_item_looks_at (item, g_hash_table_lookup (charts, &row->patient_id)))
        set_item (self, item, row, charts);
      else
        den_session_row_free (row);
    }
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &gone))
    den_floor_item_forget (gone);
  return items;
}

/* Takes ITEMS over, telling what lies between the first and the last difference. */
static void
take_items (DenFloor *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) old = self->items;
  guint start = 0, end = 0, shorter = MIN (old->len, items->len);

  while (start < shorter && old->pdata[start] == items->pdata[start])
    start++;
  while (end < shorter - start &&
         old->pdata[old->len - end - 1] == items->pdata[items->len - end - 1])
    end++;
  self->items = items;
  if (old->len - end > start || items->len - end > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                items->len - start - end);
}

/* Shows what the database says now; ALL items are looked at anew, or those whose chart was read.
 * Where it can not be read the board keeps what it had, and says
 * so: an empty board would be taken for an empty day. */
static void
load (DenFloor *self, gboolean all)
{
  g_auto (Reading) reading = { 0 };
  GHashTable *charts;

  g_clear_error (&self->error);
  self->ticks_since_error = 0;
  if (read_day (self, &reading, &self->error))
    {
      g_ptr_array_sort_with_data (reading.rows, compare_rows,
                                  (gpointer) den_office_get_calendar (self->office));
      /* The items look at the new charts before the old ones go. */
      charts = self->charts;
      self->charts = g_steal_pointer (&reading.charts);
      take_items (self, items_of (self, reading.rows, self->charts, all));
      g_hash_table_unref (charts);
      g_clear_pointer (&self->visits, g_ptr_array_unref);
      self->visits = g_steal_pointer (&reading.visits);
    }
  else if (reading.charts != NULL)
    {
      /* What was read or moved belongs to the board's sessions still. */
      GHashTableIter iter;
      gpointer key, chart;

      g_hash_table_iter_init (&iter, reading.charts);
      while (g_hash_table_iter_next (&iter, &key, &chart))
        {
          g_hash_table_iter_steal (&iter);
          g_hash_table_insert (self->charts, key, chart);
        }
    }
  g_signal_emit (self, signals[SIGNAL_SUMMARY_CHANGED], 0);
}

/* ---- following ---- */

static void
patient_changed_cb (DenOffice *office, gint64 patient_id, DenFloor *self)
{
  GHashTableIter iter;
  gpointer key, chart;

  g_hash_table_iter_init (&iter, self->charts);
  while (g_hash_table_iter_next (&iter, &key, &chart))
    if (patient_id == 0 || patient_id == *(gint64 *) key)
      {
        for (guint i = 0; i < self->items->len; i++)
          if (den_floor_item_get_patient_id (self->items->pdata[i]) == *(gint64 *) key)
            den_floor_item_forget (self->items->pdata[i]);
        g_hash_table_iter_remove (&iter);
      }
  load (self, FALSE);
}

/* Chairs and protocols: what every item says may be another. */
static void
clinic_changed_cb (DenOffice *office, DenFloor *self)
{
  load (self, TRUE);
}

static void
tick_cb (DenClock *clock, DenFloor *self)
{
  DenInstant now = den_clock_now (clock);
  gboolean today = is_today (self);

  if (self->error != NULL && ++self->ticks_since_error >= RETRY_TICKS)
    load (self, TRUE);
  for (guint i = 0; i < self->items->len; i++)
    den_floor_item_tick (self->items->pdata[i], now, today);
}

static void
den_floor_dispose (GObject *object)
{
  DenFloor *self = DEN_FLOOR (object);

  if (self->office != NULL)
    {
      g_signal_handlers_disconnect_by_data (den_office_get_clock (self->office), self);
      g_signal_handlers_disconnect_by_data (self->office, self);
    }
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    den_floor_item_forget (self->items->pdata[i]);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->charts, g_hash_table_unref);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_floor_parent_class)->dispose (object);
}

static void
den_floor_class_init (DenFloorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_floor_dispose;
  signals[SIGNAL_SUMMARY_CHANGED] =
      g_signal_new ("summary-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
den_floor_init (DenFloor *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->charts = new_charts ();
  self->visits = g_ptr_array_new_with_free_func ((GDestroyNotify) den_visit_row_free);
}

DenFloor *
den_floor_new (DenOffice *office, DenDay day)
{
  DenFloor *self = g_object_new (DEN_TYPE_FLOOR, NULL);

  self->office = g_object_ref (office);
  self->day = day;
  g_signal_connect (office, "patient-changed", G_CALLBACK (patient_changed_cb), self);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  g_signal_connect (den_office_get_clock (office), "tick", G_CALLBACK (tick_cb), self);
  load (self, TRUE);
  return self;
}

DenDay
den_floor_get_day (DenFloor *self)
{
  return self->day;
}

/* The board of another day begins empty, so that no error leaves the day before under its name. */
void
den_floor_set_day (DenFloor *self, DenDay day)
{
  if (self->day == day)
    return;
  self->day = day;
  for (guint i = 0; i < self->items->len; i++)
    den_floor_item_forget (self->items->pdata[i]);
  take_items (self, g_ptr_array_new_with_free_func (g_object_unref));
  g_ptr_array_set_size (self->visits, 0);
  load (self, TRUE);
}

guint
den_floor_count (DenFloor *self, DenSessionState state)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += den_floor_item_get_state (self->items->pdata[i]) == state;
  return n;
}

GPtrArray *
den_floor_get_visits (DenFloor *self)
{
  return self->visits;
}

const GError *
den_floor_get_error (DenFloor *self)
{
  return self->error;
}
