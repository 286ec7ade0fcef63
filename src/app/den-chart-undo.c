/* Taking back changes of the open chart. Taking back is itself a change, with its entry in the
 * audit; what somebody else changed meanwhile is left as it is. */
#include "den-chart-editor-private.h"

#include <glib/gi18n-lib.h>

#define MAX_UNDO 200

void
den_change_free (gpointer data)
{
  DenChange *change = data;

  if (change == NULL)
    return;
  g_free (change->label);
  g_clear_pointer (&change->fields, g_ptr_array_unref);
  g_clear_pointer (&change->before, g_array_unref);
  g_clear_pointer (&change->after, g_array_unref);
  g_clear_pointer (&change->parts, g_ptr_array_unref);
  den_record_free (change->record);
  g_free (change);
}

DenChange *
den_change_new (DenChangeKind kind, const DenRecord *record, gint64 owner_id, const char *what)
{
  DenChange *change = g_new0 (DenChange, 1);

  change->kind = kind;
  change->type = record->type;
  change->id = record->id;
  change->owner_id = owner_id;
  change->label = g_strdup_printf ("%s: %s", _ (record->type->label), what);
  return change;
}

DenChange *
den_change_group_new (const char *label)
{
  DenChange *change = g_new0 (DenChange, 1);

  change->kind = DEN_CHANGE_GROUP;
  change->label = g_strdup (label);
  change->parts = g_ptr_array_new_with_free_func (den_change_free);
  return change;
}

void
den_chart_editor_remember (DenChartEditor *self, DenChange *change)
{
  if (self->changes->len == MAX_UNDO)
    g_ptr_array_remove_index (self->changes, 0);
  g_ptr_array_add (self->changes, change);
}

/* ---- what stands for good ---- */

/* The type of what owns records of TYPE; NULL for the patient. */
static const DenRecordType *
owner_type_of (const DenRecordType *type)
{
  for (guint i = 0; i < den_chart_type.n_fields; i++)
    {
      const DenRecordType *of = den_chart_type.fields[i].of;

      for (guint j = 0; of != NULL && j < of->n_fields; j++)
        if (of->fields[j].of == type)
          return of;
    }
  return NULL;
}

/* Whether CHANGE is one of a session that is signed by now. */
static gboolean
is_signed (DenChartEditor *self, const DenChange *change)
{
  const DenSession *session = NULL;

  if (change->kind == DEN_CHANGE_GROUP)
    {
      for (guint i = 0; i < change->parts->len; i++)
        if (is_signed (self, g_ptr_array_index (change->parts, i)))
          return TRUE;
      return FALSE;
    }
  if (change->type == &den_session_type)
    session = den_chart_editor_find (self, &den_session_type, change->id);
  else if (owner_type_of (change->type) == &den_session_type)
    session = den_chart_editor_find (self, &den_session_type, change->owner_id);
  return session != NULL && den_session_is_signed (session);
}

/* The newest change that can be taken back, or NULL. Those of signed sessions are forgotten. */
static DenChange *
newest (DenChartEditor *self)
{
  while (self->changes->len > 0)
    {
      DenChange *change = g_ptr_array_index (self->changes, self->changes->len - 1);

      if (!is_signed (self, change))
        return change;
      g_ptr_array_set_size (self->changes, (int) self->changes->len - 1);
    }
  return NULL;
}

const char *
den_chart_editor_get_undo_label (DenChartEditor *self)
{
  DenChange *change = newest (self);

  return change != NULL ? change->label : NULL;
}

/* ---- undo ---- */

static gboolean
set_meanwhile_error (GError **error)
{
  g_set_error_literal (
      error, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE,
      _ ("This was changed meanwhile by someone else, so the change can not be undone."));
  return FALSE;
}

static gboolean
set_gone_error (GError **error)
{
  g_set_error_literal (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND,
                       _ ("This was removed meanwhile, so its change can not be undone."));
  return FALSE;
}

/* Whether RECORD's fields still hold what CHANGE set them to. */
static gboolean
stands (const DenChange *change, const DenRecord *record)
{
  g_autoptr (GArray) now = den_record_get_values (
      record, (const DenField *const *) change->fields->pdata, change->fields->len);

  for (guint i = 0; i < now->len; i++)
    if (!den_value_equal (&g_array_index (now, DenValue, i),
                          &g_array_index (change->after, DenValue, i)))
      return FALSE;
  return TRUE;
}

static gboolean
undo_set (DenChartEditor *self, DenChange *change, GError **error)
{
  const DenField *const *fields = (const DenField *const *) change->fields->pdata;
  DenSeat seat;

  if (!den_chart_editor_find_seat (self, change->type, change->id, &seat))
    return set_gone_error (error);
  if (!stands (change, seat.record))
    return set_meanwhile_error (error);
  if (!den_chart_editor_write_fields (self, &seat, fields, (gconstpointer) change->before->data,
                                      change->fields->len, error))
    return FALSE;
  /* The prescriber is not a field of its own: the chart is read again with the one from before. */
  self->behind |= g_str_equal (fields[0]->column, "prescriber_id");
  return TRUE;
}

/* A record that others recorded in, or changed, is theirs as well. */
static gboolean
undo_add (DenChartEditor *self, DenChange *change, GError **error)
{
  DenSeat seat;

  if (!den_chart_editor_find_seat (self, change->type, change->id, &seat))
    return TRUE;
  if (!den_record_equal (seat.record, change->record))
    return set_meanwhile_error (error);
  return den_chart_editor_erase_record (self, &seat, NULL, error);
}

static gboolean
undo_remove (DenChartEditor *self, DenChange *change, GError **error)
{
  const DenRecordType *owner_type = owner_type_of (change->type);
  gconstpointer owner = NULL;

  if (owner_type != NULL)
    {
      owner = den_chart_editor_find (self, owner_type, change->owner_id);
      if (owner == NULL)
        return set_gone_error (error);
    }
  return den_chart_editor_write_record (self, g_steal_pointer (&change->record), owner, error);
}

/* In the open group. */
static gboolean
undo_change (DenChartEditor *self, DenChange *change, GError **error)
{
  switch (change->kind)
    {
    case DEN_CHANGE_SET:
      return undo_set (self, change, error);
    case DEN_CHANGE_ADD:
      return undo_add (self, change, error);
    case DEN_CHANGE_REMOVE:
      return undo_remove (self, change, error);
    case DEN_CHANGE_GROUP:
    default:
      for (guint i = change->parts->len; i > 0; i--)
        if (!undo_change (self, g_ptr_array_index (change->parts, i - 1), error))
          return FALSE;
      return TRUE;
    }
}

gboolean
den_chart_editor_undo (DenChartEditor *self, GError **error)
{
  DenChange *change = newest (self);
  gboolean own, undone;

  g_return_val_if_fail (self->group == NULL, FALSE);

  if (change == NULL)
    return TRUE;
  g_ptr_array_steal_index (self->changes, self->changes->len - 1);
  undone = den_chart_editor_open (self, &own, error) &&
           den_chart_editor_close (self, undo_change (self, change, error), change, error);
  den_change_free (change);
  return undone;
}
