/* The open chart. Each change goes the same way: a changed copy is checked, written in a
 * transaction of its own, and only then takes its place in the chart in memory. */
#include "den-chart-editor.h"

#include "den-office-private.h"
#include "den-scale.h"

#include <glib/gi18n-lib.h>

#define MAX_UNDO 200

typedef enum
{
  CHANGE_SET,    /* undone by setting the fields to what they were */
  CHANGE_ADD,    /* undone by removing the record */
  CHANGE_REMOVE, /* undone by adding the record again, under its id */
} ChangeKind;

typedef struct
{
  ChangeKind kind;
  char *label;
  const DenRecordType *type;
  gint64 id;
  gint64 owner_id;
  GPtrArray *fields; /* DenField, not owned, of a SET */
  GArray *before;    /* DenValue, of the fields */
  gpointer record;   /* of a REMOVE */
} Change;

struct _DenChartEditor
{
  GObject parent_instance;

  DenOffice *office;
  gint64 patient_id;
  DenChart *chart;
  char *policy_id; /* NULL: the one for the chart's coverage */
  DenVerdict *verdict;
  DenDay verdict_on;
  GPtrArray *changes; /* Change, newest last */
  gboolean telling;   /* the change that is being told is our own */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (DenChartEditor, den_chart_editor, G_TYPE_OBJECT)

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->label);
  g_clear_pointer (&change->fields, g_ptr_array_unref);
  g_clear_pointer (&change->before, g_array_unref);
  den_record_free (change->record);
  g_free (change);
}

static void
emit_changed (DenChartEditor *self, const DenRecordType *type)
{
  g_clear_pointer (&self->verdict, den_verdict_free);
  g_signal_emit (self, changed_signal, 0, type);
}

/* Reads the whole chart again, after a change from elsewhere. */
static gboolean
reload (DenChartEditor *self, GError **error)
{
  DenChart *chart =
      den_store_load_chart (den_office_get_store (self->office), self->patient_id, error);

  if (chart == NULL)
    return FALSE;
  g_clear_pointer (&self->verdict, den_verdict_free);
  g_clear_pointer (&self->chart, den_chart_free);
  self->chart = chart;
  emit_changed (self, NULL);
  return TRUE;
}

static void
patient_changed_cb (DenOffice *office, gint64 patient_id, DenChartEditor *self)
{
  g_autoptr (GError) error = NULL;

  if ((patient_id == 0 || patient_id == self->patient_id) && !self->telling &&
      !reload (self, &error))
    g_warning ("The chart can not be read again: %s", error->message);
}

/* A prescriber or a policy of the clinic: both stand in the verdict. */
static void
clinic_changed_cb (DenOffice *office, DenChartEditor *self)
{
  patient_changed_cb (office, self->patient_id, self);
}

static void
den_chart_editor_dispose (GObject *object)
{
  DenChartEditor *self = DEN_CHART_EDITOR (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_pointer (&self->verdict, den_verdict_free);
  g_clear_pointer (&self->chart, den_chart_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->policy_id, g_free);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_chart_editor_parent_class)->dispose (object);
}

static void
den_chart_editor_class_init (DenChartEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_chart_editor_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
den_chart_editor_init (DenChartEditor *self)
{
  self->changes = g_ptr_array_new_with_free_func (change_free);
}

DenChartEditor *
den_chart_editor_new (DenOffice *office, gint64 patient_id, GError **error)
{
  g_autoptr (DenChartEditor) self = g_object_new (DEN_TYPE_CHART_EDITOR, NULL);

  self->office = g_object_ref (office);
  self->patient_id = patient_id;
  self->chart = den_store_load_chart (den_office_get_store (office), patient_id, error);
  if (self->chart == NULL)
    return NULL;
  g_signal_connect (office, "patient-changed", G_CALLBACK (patient_changed_cb), self);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  return g_steal_pointer (&self);
}

DenOffice *
den_chart_editor_get_office (DenChartEditor *self)
{
  return self->office;
}

const DenChart *
den_chart_editor_get_chart (DenChartEditor *self)
{
  return self->chart;
}

gint64
den_chart_editor_get_patient_id (DenChartEditor *self)
{
  return self->patient_id;
}

/* ---- finding records in the chart ---- */

/* Where a record stands: its list, its place in it, the row that owns it. list is NULL for the
 * patient, who stands in none. */
typedef struct
{
  DenRecord *record;
  GPtrArray *list;
  guint index;
  gint64 owner_id;
} Seat;

static gboolean
find_seat (gpointer holder, gint64 holder_id, const DenRecordType *type, gint64 id, Seat *seat)
{
  const DenRecordType *of_holder = ((DenRecord *) holder)->type;

  for (guint i = 0; i < of_holder->n_fields; i++)
    {
      GPtrArray *list;

      if (of_holder->fields[i].type != DEN_FIELD_LIST)
        continue;
      list = den_field_list (&of_holder->fields[i], holder);
      for (guint j = 0; j < list->len; j++)
        {
          DenRecord *record = g_ptr_array_index (list, j);

          if (record->type == type && record->id == id)
            {
              *seat = (Seat){ record, list, j, holder_id };
              return TRUE;
            }
          if (find_seat (record, record->id, type, id, seat))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
find (DenChartEditor *self, const DenRecordType *type, gint64 id, Seat *seat)
{
  if (type == &den_patient_type)
    {
      *seat = (Seat){ &self->chart->patient->record, NULL, 0, 0 };
      return id == self->patient_id;
    }
  return find_seat (self->chart, self->patient_id, type, id, seat);
}

gconstpointer
den_chart_editor_find (DenChartEditor *self, const DenRecordType *type, gint64 id)
{
  Seat seat;

  return find (self, type, id, &seat) ? seat.record : NULL;
}

/* The list of OWNER (NULL: the chart) that holds records of TYPE. */
static GPtrArray *
list_of (DenChartEditor *self, gconstpointer owner, const DenRecordType *type)
{
  const DenRecordType *of_owner;

  if (owner == NULL)
    return den_chart_list (self->chart, type);
  of_owner = ((const DenRecord *) owner)->type;
  for (guint i = 0; i < of_owner->n_fields; i++)
    if (of_owner->fields[i].type == DEN_FIELD_LIST && of_owner->fields[i].of == type)
      return den_field_list (&of_owner->fields[i], owner);
  g_return_val_if_reached (NULL);
}

/* ---- changing ---- */

static void
remember (DenChartEditor *self, Change *change)
{
  if (self->changes->len == MAX_UNDO)
    g_ptr_array_remove_index (self->changes, 0);
  g_ptr_array_add (self->changes, change);
}

static Change *
change_new (ChangeKind kind, const DenRecord *record, gint64 owner_id, const char *what)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->type = record->type;
  change->id = record->id;
  change->owner_id = owner_id;
  change->label = g_strdup_printf ("%s: %s", _ (record->type->label), what);
  return change;
}

/* Tells the pages of this chart, then the rest of the program. */
static void
tell (DenChartEditor *self, const DenRecordType *type)
{
  emit_changed (self, type);
  self->telling = TRUE;
  den_office_tell_patient_changed (self->office, self->patient_id,
                                   type == &den_patient_type || type == &den_coverage_type);
  self->telling = FALSE;
}

/* What kind of change a store refused: a record that was changed elsewhere is read again, so that
 * the page shows what is true before anyone decides. */
static gboolean
fail (DenChartEditor *self, GError **error, GError *cause)
{
  if (g_error_matches (cause, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE) ||
      g_error_matches (cause, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND))
    reload (self, NULL);
  g_propagate_error (error, cause);
  return FALSE;
}

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

static void
set_fields (gpointer record, const DenField *const *fields, const DenValue *values, guint n)
{
  for (guint i = 0; i < n; i++)
    den_field_set (fields[i], record, &values[i]);
}

/* Writes N FIELDS = VALUES of the record at SEAT, in the store and then in the chart. */
static gboolean
write_fields (DenChartEditor *self, const Seat *seat, const DenField *const *fields,
              const DenValue *values, guint n, GError **error)
{
  DenRecord *copy = den_record_copy (seat->record);
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (GError) local = NULL;
  gboolean written;

  set_fields (copy, fields, values, n);
  if (!check (copy, error))
    {
      den_record_free (copy);
      return FALSE;
    }
  transaction = den_office_begin (self->office, &local);
  written = transaction != NULL && den_transaction_update (transaction, copy, &local) &&
            den_transaction_commit (&transaction, &local);
  if (written)
    {
      set_fields (seat->record, fields, values, n);
      seat->record->revision = copy->revision;
    }
  den_record_free (copy);
  if (written)
    return TRUE;
  den_transaction_free (g_steal_pointer (&transaction));
  return fail (self, error, g_steal_pointer (&local));
}

static void
clear_value (gpointer value)
{
  den_value_clear (value);
}

/* What RECORD's FIELDS hold now. */
static GArray *
get_values (gconstpointer record, const DenField *const *fields, guint n)
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

gboolean
den_chart_editor_set_values (DenChartEditor *self, gconstpointer record,
                             const DenField *const *fields, const DenValue *values, guint n,
                             GError **error)
{
  const DenRecord *head = record;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GError) local = NULL;
  Change *change;
  Seat seat;

  g_return_val_if_fail (find (self, head->type, head->id, &seat), FALSE);

  before = get_values (seat.record, fields, n);
  if (!changes (before, fields, values, n, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!write_fields (self, &seat, fields, values, n, error))
    return FALSE;
  change = change_new (CHANGE_SET, seat.record, seat.owner_id, _ (fields[0]->label));
  change->fields = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (change->fields, (gpointer) fields[i]);
  change->before = g_steal_pointer (&before);
  remember (self, change);
  tell (self, seat.record->type);
  return TRUE;
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

  return den_field_parse (field, text, &value, error) &&
         den_chart_editor_set (self, record, field, &value, error);
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

/* Writes RECORD as OWNER's (NULL: the patient's) and seats it; it is freed on failure. */
static gboolean
write_record (DenChartEditor *self, DenRecord *record, gconstpointer owner, GError **error)
{
  gint64 owner_id = owner != NULL ? ((const DenRecord *) owner)->id : self->patient_id;
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (GError) local = NULL;

  transaction = den_office_begin (self->office, &local);
  if (transaction != NULL && den_transaction_insert (transaction, record, owner_id, &local) &&
      den_transaction_commit (&transaction, &local))
    {
      seat_by_id (list_of (self, owner, record->type), record);
      return TRUE;
    }
  den_transaction_free (g_steal_pointer (&transaction));
  den_record_free (record);
  return fail (self, error, g_steal_pointer (&local));
}

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

gint64
den_chart_editor_add (DenChartEditor *self, gpointer record, gconstpointer owner, GError **error)
{
  DenRecord *head = record;
  gint64 owner_id = owner != NULL ? ((const DenRecord *) owner)->id : self->patient_id;

  count_total (self, head);
  if (!check (head, error))
    {
      den_record_free (head);
      return 0;
    }
  if (!write_record (self, head, owner, error))
    return 0;
  remember (self, change_new (CHANGE_ADD, head, owner_id, _ ("added")));
  tell (self, head->type);
  return head->id;
}

/* Removes the record at SEAT from the store and the chart; GONE, where not NULL, gets it. */
static gboolean
erase_record (DenChartEditor *self, const Seat *seat, gpointer *gone, GError **error)
{
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (GError) local = NULL;
  DenRecord *record;

  transaction = den_office_begin (self->office, &local);
  if (transaction == NULL || !den_transaction_remove (transaction, seat->record, &local) ||
      !den_transaction_commit (&transaction, &local))
    {
      den_transaction_free (g_steal_pointer (&transaction));
      return fail (self, error, g_steal_pointer (&local));
    }
  record = g_ptr_array_steal_index (seat->list, seat->index);
  if (gone != NULL)
    *gone = record;
  else
    den_record_free (record);
  return TRUE;
}

gboolean
den_chart_editor_remove (DenChartEditor *self, gconstpointer record, GError **error)
{
  const DenRecord *head = record;
  Change *change;
  gpointer gone;
  Seat seat;

  g_return_val_if_fail (find (self, head->type, head->id, &seat) && seat.list != NULL, FALSE);

  if (!erase_record (self, &seat, &gone, error))
    return FALSE;
  change = change_new (CHANGE_REMOVE, gone, seat.owner_id, _ ("removed"));
  change->record = gone;
  remember (self, change);
  tell (self, change->type);
  return TRUE;
}

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
  g_clear_pointer (&self->verdict, den_verdict_free);
  den_record_free (self->chart->prescriber);
  self->chart->prescriber = prescriber;
  emit_changed (self, &den_prescriber_type);
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

/* ---- undo ---- */

const char *
den_chart_editor_get_undo_label (DenChartEditor *self)
{
  if (self->changes->len == 0)
    return NULL;
  return ((Change *) g_ptr_array_index (self->changes, self->changes->len - 1))->label;
}

static gboolean
undo_set (DenChartEditor *self, Change *change, GError **error)
{
  const DenField *const *fields;
  Seat seat;

  if (!find (self, change->type, change->id, &seat))
    {
      g_set_error_literal (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND,
                           _ ("This was removed meanwhile, so its change can not be undone."));
      return FALSE;
    }
  fields = (const DenField *const *) change->fields->pdata;
  if (!write_fields (self, &seat, fields, (gconstpointer) change->before->data, change->fields->len,
                     error))
    return FALSE;
  /* The prescriber is not a field of its own: the chart is read again with the one from before. */
  return g_str_equal (fields[0]->column, "prescriber_id") ? reload (self, error) : TRUE;
}

static gboolean
undo_add (DenChartEditor *self, Change *change, GError **error)
{
  Seat seat;

  return !find (self, change->type, change->id, &seat) || erase_record (self, &seat, NULL, error);
}

/* The record that owns what CHANGE removed: NULL for the chart itself. */
static gconstpointer
find_owner (DenChartEditor *self, const Change *change)
{
  for (guint i = 0; i < den_chart_type.n_fields; i++)
    {
      const DenRecordType *of = den_chart_type.fields[i].of;

      for (guint j = 0; of != NULL && j < of->n_fields; j++)
        if (of->fields[j].of == change->type)
          return den_chart_editor_find (self, of, change->owner_id);
    }
  return NULL;
}

static gboolean
undo_remove (DenChartEditor *self, Change *change, GError **error)
{
  return write_record (self, g_steal_pointer (&change->record), find_owner (self, change), error);
}

/* Takes back the newest change, which is itself a change in the audit. Undone or not, it is
 * forgotten. */
gboolean
den_chart_editor_undo (DenChartEditor *self, GError **error)
{
  Change *change;
  gboolean undone;

  if (self->changes->len == 0)
    return TRUE;
  change = g_ptr_array_steal_index (self->changes, self->changes->len - 1);
  undone = change->kind == CHANGE_SET   ? undo_set (self, change, error)
           : change->kind == CHANGE_ADD ? undo_add (self, change, error)
                                        : undo_remove (self, change, error);
  if (undone)
    tell (self, change->type);
  change_free (change);
  return undone;
}

/* ---- the verdict ---- */

const DenPolicy *
den_chart_editor_get_policy (DenChartEditor *self)
{
  const DenPolicy *chosen =
      self->policy_id != NULL ? den_office_find_policy (self->office, self->policy_id) : NULL;

  return chosen != NULL ? chosen : den_office_policy_for (self->office, self->chart);
}

void
den_chart_editor_set_policy (DenChartEditor *self, const char *policy_id)
{
  g_free (self->policy_id);
  self->policy_id = g_strdup (policy_id);
  emit_changed (self, &den_policy_type);
}

/* NULL only where the clinic's policies can not be read. */
const DenVerdict *
den_chart_editor_get_verdict (DenChartEditor *self)
{
  DenDay today = den_office_get_today (self->office);
  const DenPolicy *policy;

  if (self->verdict != NULL && self->verdict_on == today)
    return self->verdict;
  g_clear_pointer (&self->verdict, den_verdict_free);
  policy = den_chart_editor_get_policy (self);
  if (policy != NULL)
    self->verdict =
        den_eligibility_judge (self->chart, policy, den_office_get_reference (self->office), today);
  self->verdict_on = today;
  return self->verdict;
}
