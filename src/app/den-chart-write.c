/* Changing the open chart. Each change goes the same way: a changed copy is checked, written in the
 * transaction of its group (its own where none is begun), and then takes its place in the chart in
 * memory, which is read again where the transaction comes to nothing. */
#include "den-chart-editor-private.h"

#include "den-office-private.h"
#include "den-scale.h"

#include <glib/gi18n-lib.h>

/* ---- groups ---- */

void
den_change_group_free (DenChangeGroup *group)
{
  den_transaction_free (group->transaction);
  den_change_free (group->change);
  g_clear_error (&group->failure);
  g_free (group);
}

/* Notes whether others wrote about the patient since the chart was read. Within the transaction
 * nobody can any more. */
static gboolean
look_for_others (DenChartEditor *self, GError **error)
{
  gint64 last;

  if (!den_store_last_change (den_office_get_store (self->office), self->patient_id, &last, error))
    return FALSE;
  self->behind |= last != self->seen;
  return TRUE;
}

static gboolean
open_group (DenChartEditor *self, const char *label, GError **error)
{
  g_autoptr (DenTransaction) transaction = den_office_begin (self->office, error);

  g_clear_pointer (&self->conflict, g_ptr_array_unref);
  if (transaction == NULL || !look_for_others (self, error))
    return FALSE;
  self->group = g_new0 (DenChangeGroup, 1);
  self->group->transaction = g_steal_pointer (&transaction);
  self->group->change = den_change_group_new (label);
  return TRUE;
}

/* Nothing of the group is written; what follows in it is refused for the same reason. */
static void
fail_group (DenChartEditor *self, const GError *cause)
{
  if (self->group->failure != NULL)
    return;
  self->group->failure = g_error_copy (cause);
  g_clear_pointer (&self->group->transaction, den_transaction_free);
}

/* Reads the chart again where it is not what the database holds. */
static void
give_up_group (DenChartEditor *self)
{
  DenChangeGroup *group = g_steal_pointer (&self->group);
  gboolean is_stale =
      group->touched || self->behind ||
      g_error_matches (group->failure, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE) ||
      g_error_matches (group->failure, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND) ||
      g_error_matches (group->failure, DEN_STORE_ERROR, DEN_STORE_ERROR_LOCKED);
  g_autoptr (GError) error = NULL;

  den_change_group_free (group);
  if (is_stale && !den_chart_editor_reload (self, &error))
    g_warning ("The chart can not be read again: %s", error->message);
}

static gboolean
commit_group (DenChartEditor *self, GError **error)
{
  DenChangeGroup *group = self->group;
  gint64 last;

  if (group->failure == NULL)
    {
      g_autoptr (GError) local = NULL;

      if (den_store_last_change (den_office_get_store (self->office), self->patient_id, &last,
                                 &local) &&
          den_transaction_commit (&group->transaction, &local))
        {
          self->seen = last;
          return TRUE;
        }
      fail_group (self, local);
    }
  if (error != NULL)
    *error = g_error_copy (group->failure);
  return FALSE;
}

gboolean
den_chart_editor_open (DenChartEditor *self, gboolean *own, GError **error)
{
  *own = self->group == NULL;
  if (*own)
    return open_group (self, "", error);
  if (self->group->failure == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->group->failure);
  return FALSE;
}

/* What is remembered of GROUP: nothing, its only part where nobody named it, or all of it. */
static DenChange *
take_change (DenChangeGroup *group)
{
  DenChange *change = group->change;

  if (change->parts->len == 0)
    return NULL;
  if (*change->label == '\0' && change->parts->len == 1)
    return g_ptr_array_steal_index (change->parts, 0);
  return g_steal_pointer (&group->change);
}

/* Whether the patient list shows something of what CHANGE changed. */
static gboolean
is_listed (const DenChange *change)
{
  for (guint i = 0; change->kind == DEN_CHANGE_GROUP && i < change->parts->len; i++)
    if (is_listed (g_ptr_array_index (change->parts, i)))
      return TRUE;
  return change->type == &den_patient_type || change->type == &den_coverage_type;
}

gboolean
den_chart_editor_close (DenChartEditor *self, gboolean done, const DenChange *undone,
                        GError **error)
{
  g_autoptr (GError) local = NULL;
  DenChangeGroup *group;
  DenChange *change;

  if (!done || !commit_group (self, &local))
    {
      give_up_group (self);
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  group = g_steal_pointer (&self->group);
  change = take_change (group);
  den_change_group_free (group);
  if (change != NULL)
    den_chart_editor_remember (self, change);
  if (undone == NULL)
    undone = change;
  if (undone != NULL)
    den_chart_editor_tell (self, undone->type, is_listed (undone));
  else if (self->behind)
    den_chart_editor_tell (self, NULL, FALSE);
  return TRUE;
}

gboolean
den_chart_editor_begin (DenChartEditor *self, const char *label, GError **error)
{
  gboolean own;

  g_return_val_if_fail (label != NULL, FALSE);

  if (self->group == NULL)
    return open_group (self, label, error);
  if (!den_chart_editor_open (self, &own, error))
    return FALSE;
  self->group->inner++;
  return TRUE;
}

/* Ends what was begun where it was OWN, a single change. */
static gboolean
end (DenChartEditor *self, gboolean own, gboolean done, GError **error)
{
  return own ? den_chart_editor_close (self, done, NULL, error) : done;
}

gboolean
den_chart_editor_commit (DenChartEditor *self, GError **error)
{
  gboolean own;

  g_return_val_if_fail (self->group != NULL, FALSE);

  if (self->group->inner == 0)
    return den_chart_editor_close (self, TRUE, NULL, error);
  self->group->inner--;
  return den_chart_editor_open (self, &own, error);
}

void
den_chart_editor_cancel (DenChartEditor *self)
{
  g_autoptr (GError) cause = NULL;

  g_return_if_fail (self->group != NULL);

  if (self->group->inner == 0)
    {
      give_up_group (self);
      return;
    }
  self->group->inner--;
  cause = g_error_new_literal (DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT,
                               _ ("A part of the change was given up."));
  fail_group (self, cause);
}

/* Makes CHANGE, which is taken over, a part of the open group. */
static void
note (DenChartEditor *self, DenChange *change)
{
  DenChange *whole = self->group->change;

  if (whole->parts->len == 0)
    whole->type = change->type;
  else if (whole->type != change->type)
    whole->type = NULL;
  g_ptr_array_add (whole->parts, change);
}

/* ---- two versions ---- */

static void
conflict_free (gpointer data)
{
  DenConflict *conflict = data;

  g_free (conflict->theirs);
  g_free (conflict->mine);
  g_free (conflict);
}

/* What of FIELDS stands otherwise in THEIRS than it was to be set. */
static GPtrArray *
compare_versions (const DenRecord *theirs, const DenField *const *fields, const DenValue *mine,
                  guint n)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func (conflict_free);

  for (guint i = 0; i < n; i++)
    {
      g_auto (DenValue) value = DEN_VALUE_INIT;
      DenConflict *conflict;

      den_field_get (fields[i], theirs, &value);
      if (den_value_equal (&value, &mine[i]))
        continue;
      conflict = g_new0 (DenConflict, 1);
      conflict->field = fields[i];
      conflict->theirs = den_field_format (fields[i], &value);
      conflict->mine = den_field_format (fields[i], &mine[i]);
      g_ptr_array_add (conflicts, conflict);
    }
  return conflicts;
}

/* Whether one of FIELDS was changed from what SEEN shows to something that is not MINE. */
static gboolean
touches_the_same (const DenRecord *seen, const DenRecord *theirs, const DenField *const *fields,
                  const DenValue *mine, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_auto (DenValue) before = DEN_VALUE_INIT;
      g_auto (DenValue) now = DEN_VALUE_INIT;

      den_field_get (fields[i], seen, &before);
      den_field_get (fields[i], theirs, &now);
      if (!den_value_equal (&before, &now) && !den_value_equal (&now, &mine[i]))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
den_chart_editor_get_conflict (DenChartEditor *self)
{
  return self->conflict;
}

/* ---- writing ---- */

/* Whether RECORD is right; ERROR, of DEN_FIELD_ERROR, gets the first thing that is wrong. */
static gboolean
check (gconstpointer record, GError **error)
{
  g_autoptr (DenProblems) problems = den_problems_new ();

  den_record_check (record, "", problems);
  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                       ((DenProblem *) g_ptr_array_index (problems, 0))->message);
  return FALSE;
}

/* Gives TO the revision and what no list holds of FROM. */
static void
take_over (DenRecord *to, const DenRecord *from)
{
  for (guint i = 0; i < to->type->n_fields; i++)
    {
      const DenField *field = &to->type->fields[i];
      g_auto (DenValue) value = DEN_VALUE_INIT;

      if (!den_field_is_scalar (field))
        continue;
      den_field_get (field, from, &value);
      den_field_set (field, to, &value);
    }
  to->revision = from->revision;
}

/* Writes COPY, a copy of the record with some fields set. */
static gboolean
update (DenChartEditor *self, DenRecord *copy, const DenField *const *fields,
        const DenValue *values, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    den_field_set (fields[i], copy, &values[i]);
  return check (copy, error) && den_transaction_update (self->group->transaction, copy, error);
}

/* After COPY was found to be STALE, for the reason of ERROR. Where others changed other fields of
 * the record, theirs stand and these are written beside them, and ERROR says how that went; else
 * both versions are kept. */
static gboolean
update_beside (DenChartEditor *self, const DenRecord *seen, DenRecord *copy,
               const DenField *const *fields, const DenValue *values, guint n, GError **error)
{
  DenRecord *theirs =
      den_store_load (den_office_get_store (self->office), copy->type, copy->id, NULL);
  gboolean apart;

  if (theirs == NULL)
    return FALSE;
  apart = !touches_the_same (seen, theirs, fields, values, n);
  if (apart)
    take_over (copy, theirs);
  else
    self->conflict = compare_versions (theirs, fields, values, n);
  den_record_free (theirs);
  if (!apart)
    return FALSE;
  g_clear_error (error);
  return update (self, copy, fields, values, n, error);
}

gboolean
den_chart_editor_write_fields (DenChartEditor *self, const DenSeat *seat,
                               const DenField *const *fields, const DenValue *values, guint n,
                               GError **error)
{
  DenRecord *copy = den_record_copy (seat->record);
  g_autoptr (GError) local = NULL;
  gboolean written = update (self, copy, fields, values, n, &local);

  if (g_error_matches (local, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE))
    written = update_beside (self, seat->record, copy, fields, values, n, &local);
  if (written)
    {
      take_over (seat->record, copy);
      self->group->touched = TRUE;
    }
  else
    g_propagate_error (error, g_steal_pointer (&local));
  den_record_free (copy);
  return written;
}

/* Puts RECORD where its id has it among its fellows. */
static void
seat_by_id (GPtrArray *list, DenRecord *record)
{
  guint index = list->len;

  while (index > 0 && ((DenRecord *) g_ptr_array_index (list, index - 1))->id > record->id)
    index--;
  g_ptr_array_insert (list, (int) index, record);
}

gboolean
den_chart_editor_write_record (DenChartEditor *self, DenRecord *record, gconstpointer owner,
                               GError **error)
{
  gint64 owner_id = owner != NULL ? ((const DenRecord *) owner)->id : self->patient_id;

  if (!den_transaction_insert (self->group->transaction, record, owner_id, error))
    {
      den_record_free (record);
      return FALSE;
    }
  seat_by_id (den_chart_editor_list_of (self, owner, record->type), record);
  self->group->touched = TRUE;
  return TRUE;
}

/* Whether RECORD is, with all that it holds, what the database has: what others recorded in it goes
 * with it otherwise, unseen. */
static gboolean
check_unchanged (DenChartEditor *self, const DenRecord *record, GError **error)
{
  DenRecord *now;
  gboolean same;

  if (!self->behind)
    return TRUE;
  now = den_store_load (den_office_get_store (self->office), record->type, record->id, error);
  if (now == NULL)
    return FALSE;
  same = den_record_equal (now, record);
  den_record_free (now);
  if (!same)
    g_set_error_literal (error, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE,
                         _ ("This was changed meanwhile by someone else; look at it again before "
                            "you remove it."));
  return same;
}

gboolean
den_chart_editor_erase_record (DenChartEditor *self, const DenSeat *seat, gpointer *gone,
                               GError **error)
{
  DenRecord *record;

  if (!check_unchanged (self, seat->record, error) ||
      !den_transaction_remove (self->group->transaction, seat->record, error))
    return FALSE;
  record = g_ptr_array_steal_index (seat->list, seat->index);
  self->group->touched = TRUE;
  if (gone != NULL)
    *gone = record;
  else
    den_record_free (record);
  return TRUE;
}

/* Notes why a step of the open group failed, and hands it on. Always FALSE. */
static gboolean
fail (DenChartEditor *self, GError **error, GError *cause)
{
  if (self->group != NULL)
    fail_group (self, cause);
  g_propagate_error (error, cause);
  return FALSE;
}

/* ---- changes of fields ---- */

static void
clear_value (gpointer value)
{
  den_value_clear (value);
}

GArray *
den_record_get_values (gconstpointer record, const DenField *const *fields, guint n)
{
  GArray *values = g_array_sized_new (FALSE, FALSE, sizeof (DenValue), n);

  g_array_set_clear_func (values, clear_value);
  for (guint i = 0; i < n; i++)
    {
      DenValue value = DEN_VALUE_INIT;

      den_field_get (fields[i], record, &value);
      g_array_append_val (values, value);
    }
  return values;
}

/* Whether one of the VALUES differs from BEFORE and all of them fit; ERROR where one does not. */
static gboolean
changes (GArray *before, const DenField *const *fields, const DenValue *values, guint n,
         GError **error)
{
  gboolean differs = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (!den_field_check (fields[i], &values[i], error))
        return FALSE;
      differs |= !den_value_equal (&g_array_index (before, DenValue, i), &values[i]);
    }
  return differs;
}

/* Writes the fields of the record at SEAT, which held BEFORE, in the open group. */
static gboolean
set_in_group (DenChartEditor *self, const DenSeat *seat, GArray *before,
              const DenField *const *fields, const DenValue *values, guint n, GError **error)
{
  g_autoptr (GError) local = NULL;
  DenChange *change;

  if (!den_chart_editor_write_fields (self, seat, fields, values, n, &local))
    return fail (self, error, g_steal_pointer (&local));
  change = den_change_new (DEN_CHANGE_SET, seat->record, seat->owner_id, _ (fields[0]->label));
  change->fields = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (change->fields, (gpointer) fields[i]);
  change->before = g_array_ref (before);
  change->after = den_record_get_values (seat->record, fields, n);
  note (self, change);
  return TRUE;
}

gboolean
den_chart_editor_set_values (DenChartEditor *self, gconstpointer record,
                             const DenField *const *fields, const DenValue *values, guint n,
                             GError **error)
{
  const DenRecord *head = record;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GError) local = NULL;
  gboolean own;
  DenSeat seat;

  g_return_val_if_fail (den_chart_editor_find_seat (self, head->type, head->id, &seat), FALSE);

  before = den_record_get_values (seat.record, fields, n);
  if (!changes (before, fields, values, n, &local))
    return local == NULL || fail (self, error, g_steal_pointer (&local));
  return den_chart_editor_open (self, &own, error) &&
         end (self, own, set_in_group (self, &seat, before, fields, values, n, error), error);
}

gboolean
den_chart_editor_set (DenChartEditor *self, gconstpointer record, const DenField *field,
                      const DenValue *value, GError **error)
{
  return den_chart_editor_set_values (self, record, &field, value, 1, error);
}

gboolean
den_chart_editor_set_text (DenChartEditor *self, gconstpointer record, const DenField *field,
                           const char *text, GError **error)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autoptr (GError) local = NULL;

  if (!den_field_parse (field, text, &value, &local))
    return fail (self, error, g_steal_pointer (&local));
  return den_chart_editor_set (self, record, field, &value, error);
}

/* ---- records that come and go ---- */

/* A total that was not given is counted from the items. */
static void
count_total (DenChartEditor *self, DenRecord *record)
{
  DenAssessment *assessment = (DenAssessment *) record;
  const DenScale *scale;

  if (record->type != &den_assessment_type || assessment->scale == NULL)
    return;
  scale = den_reference_find_scale (den_office_get_reference (self->office), assessment->scale);
  if (scale != NULL)
    assessment->total = den_scale_assessment_total (scale, assessment);
}

static gboolean
add_in_group (DenChartEditor *self, DenRecord *record, gconstpointer owner, GError **error)
{
  gint64 owner_id = owner != NULL ? ((const DenRecord *) owner)->id : self->patient_id;
  g_autoptr (GError) local = NULL;
  DenChange *change;

  if (!den_chart_editor_write_record (self, record, owner, &local))
    return fail (self, error, g_steal_pointer (&local));
  change = den_change_new (DEN_CHANGE_ADD, record, owner_id, _ ("added"));
  change->record = den_record_copy (record);
  note (self, change);
  return TRUE;
}

gint64
den_chart_editor_add (DenChartEditor *self, gpointer record, gconstpointer owner, GError **error)
{
  DenRecord *head = record;
  g_autoptr (GError) local = NULL;
  gboolean own, added;
  gint64 id;

  count_total (self, head);
  if (!check (head, &local) || !den_chart_editor_open (self, &own, &local))
    {
      den_record_free (head);
      fail (self, error, g_steal_pointer (&local));
      return 0;
    }
  added = add_in_group (self, head, owner, error);
  /* Where others wrote too, the chart is read again when it is told. */
  id = added ? head->id : 0;
  return end (self, own, added, error) ? id : 0;
}

static gboolean
remove_in_group (DenChartEditor *self, const DenSeat *seat, GError **error)
{
  g_autoptr (GError) local = NULL;
  DenChange *change;
  gpointer gone;

  if (!den_chart_editor_erase_record (self, seat, &gone, &local))
    return fail (self, error, g_steal_pointer (&local));
  change = den_change_new (DEN_CHANGE_REMOVE, gone, seat->owner_id, _ ("removed"));
  change->record = gone;
  note (self, change);
  return TRUE;
}

gboolean
den_chart_editor_remove (DenChartEditor *self, gconstpointer record, GError **error)
{
  const DenRecord *head = record;
  gboolean own;
  DenSeat seat;

  g_return_val_if_fail (
      den_chart_editor_find_seat (self, head->type, head->id, &seat) && seat.list != NULL, FALSE);

  return den_chart_editor_open (self, &own, error) &&
         end (self, own, remove_in_group (self, &seat, error), error);
}

/* ---- the prescriber, the screening ---- */

/* PRESCRIBER_ID 0 for none. */
gboolean
den_chart_editor_set_prescriber (DenChartEditor *self, gint64 prescriber_id, GError **error)
{
  const DenField *field = den_record_type_find (&den_patient_type, "prescriber_id");
  g_auto (DenValue) value = DEN_VALUE_INIT;
  DenPrescriber *prescriber = NULL;

  if (prescriber_id != 0)
    {
      prescriber = den_store_load (den_office_get_store (self->office), &den_prescriber_type,
                                   prescriber_id, error);
      if (prescriber == NULL)
        return FALSE;
    }
  den_value_init (&value, DEN_FIELD_INTEGER);
  value.number = prescriber_id != 0 ? prescriber_id : DEN_UNKNOWN;
  if (!den_chart_editor_set (self, self->chart->patient, field, &value, error))
    {
      den_record_free (prescriber);
      return FALSE;
    }
  den_chart_editor_take_prescriber (self, prescriber);
  return TRUE;
}

gboolean
den_chart_editor_answer (DenChartEditor *self, const char *item, DenAnswer answer, GError **error)
{
  DenDay today = den_office_get_today (self->office);
  const DenScreening *newest = den_chart_newest_screening (self->chart, item, today);
  DenScreening *screening;

  if (newest != NULL && newest->noted_on == today)
    {
      const DenField *field = den_record_type_find (&den_screening_type, "answer");
      g_auto (DenValue) value = DEN_VALUE_INIT;

      den_value_init (&value, DEN_FIELD_CHOICE);
      value.number = answer;
      return den_chart_editor_set (self, newest, field, &value, error);
    }
  screening = den_record_new (&den_screening_type);
  screening->item = g_strdup (item);
  screening->answer = answer;
  screening->noted_on = today;
  return den_chart_editor_add (self, screening, NULL, error) != 0;
}
