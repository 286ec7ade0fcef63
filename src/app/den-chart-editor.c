/* The open chart: reading it, reading it again when others changed it, finding records in it, and
 * the verdict of it. */
#include "den-chart-editor-private.h"

#include "den-office-private.h"

static guint changed_signal;

G_DEFINE_FINAL_TYPE (DenChartEditor, den_chart_editor, G_TYPE_OBJECT)

static void
emit_changed (DenChartEditor *self, const DenRecordType *type)
{
  g_clear_pointer (&self->verdict, den_verdict_free);
  g_signal_emit (self, changed_signal, 0, type);
}

/* The count is read first: what is written between the two is read twice rather than not at all. */
static gboolean
load (DenChartEditor *self, GError **error)
{
  DenStore *store = den_office_get_store (self->office);
  gint64 seen;
  DenChart *chart;

  if (!den_store_last_change (store, self->patient_id, &seen, error))
    return FALSE;
  chart = den_store_load_chart (store, self->patient_id, error);
  if (chart == NULL)
    return FALSE;
  g_clear_pointer (&self->verdict, den_verdict_free);
  g_clear_pointer (&self->chart, den_chart_free);
  self->chart = chart;
  self->seen = seen;
  self->behind = FALSE;
  return TRUE;
}

gboolean
den_chart_editor_reload (DenChartEditor *self, GError **error)
{
  if (!load (self, error))
    return FALSE;
  emit_changed (self, NULL);
  return TRUE;
}

static void
reload_or_warn (DenChartEditor *self)
{
  g_autoptr (GError) error = NULL;

  if (!den_chart_editor_reload (self, &error))
    g_warning ("The chart can not be read again: %s", error->message);
}

void
den_chart_editor_tell (DenChartEditor *self, const DenRecordType *type, gboolean listed)
{
  if (self->behind)
    reload_or_warn (self);
  else
    emit_changed (self, type);
  self->telling = TRUE;
  den_office_tell_patient_changed (self->office, self->patient_id, listed);
  self->telling = FALSE;
}

/* PATIENT_ID 0 is any: most changes of others are of other charts, or known already. */
static void
patient_changed_cb (DenOffice *office, gint64 patient_id, DenChartEditor *self)
{
  gint64 last;

  if ((patient_id != 0 && patient_id != self->patient_id) || self->telling || self->group != NULL)
    return;
  if (!den_store_last_change (den_office_get_store (office), self->patient_id, &last, NULL) ||
      last != self->seen)
    reload_or_warn (self);
}

/* A prescriber or a policy of the clinic: both stand in the verdict. */
static void
clinic_changed_cb (DenOffice *office, DenChartEditor *self)
{
  if (self->group == NULL)
    reload_or_warn (self);
}

static void
den_chart_editor_dispose (GObject *object)
{
  DenChartEditor *self = DEN_CHART_EDITOR (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  g_clear_pointer (&self->group, den_change_group_free);
  g_clear_pointer (&self->conflict, g_ptr_array_unref);
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
  self->changes = g_ptr_array_new_with_free_func (den_change_free);
}

DenChartEditor *
den_chart_editor_new (DenOffice *office, gint64 patient_id, GError **error)
{
  g_autoptr (DenChartEditor) self = g_object_new (DEN_TYPE_CHART_EDITOR, NULL);

  self->office = g_object_ref (office);
  self->patient_id = patient_id;
  if (!load (self, error))
    return NULL;
  g_signal_connect (office, "patient-changed", G_CALLBACK (patient_changed_cb), self);
  g_signal_connect (office, "clinic-changed", G_CALLBACK (clinic_changed_cb), self);
  return g_steal_pointer (&self);
}

void
den_chart_editor_take_prescriber (DenChartEditor *self, DenPrescriber *prescriber)
{
  g_clear_pointer (&self->verdict, den_verdict_free);
  den_record_free (self->chart->prescriber);
  self->chart->prescriber = prescriber;
  if (self->group == NULL)
    emit_changed (self, &den_prescriber_type);
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

static gboolean
find_seat (gpointer holder, gint64 holder_id, const DenRecordType *type, gint64 id, DenSeat *seat)
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
              *seat = (DenSeat){ record, list, j, holder_id };
              return TRUE;
            }
          if (find_seat (record, record->id, type, id, seat))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
den_chart_editor_find_seat (DenChartEditor *self, const DenRecordType *type, gint64 id,
                            DenSeat *seat)
{
  if (type == &den_patient_type)
    {
      *seat = (DenSeat){ &self->chart->patient->record, NULL, 0, 0 };
      return id == self->patient_id;
    }
  return find_seat (self->chart, self->patient_id, type, id, seat);
}

gconstpointer
den_chart_editor_find (DenChartEditor *self, const DenRecordType *type, gint64 id)
{
  DenSeat seat;

  return den_chart_editor_find_seat (self, type, id, &seat) ? seat.record : NULL;
}

GPtrArray *
den_chart_editor_list_of (DenChartEditor *self, gconstpointer owner, const DenRecordType *type)
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
