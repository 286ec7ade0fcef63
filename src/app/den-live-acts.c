/* The acts of a session while it runs: each one change, checked against the rules as they stand
 * when it is written. */
#include "den-live-session-private.h"

#include "den-booking.h"
#include "den-chart-editor-private.h"

#include <glib/gi18n-lib.h>

/* The records of a session that are added in it, the column of their time and of who it was. */
typedef struct
{
  const DenRecordType *type;
  const char *at;
  const char *by;
} Entry;

static const Entry entries[] = {
  { &den_dose_type, "given_at", "given_by" },
  { &den_infusion_step_type, "at", "by" },
  { &den_observation_type, "taken_at", "taken_by" },
  { &den_session_event_type, "started_at", "noted_by" },
  { &den_given_medication_type, "given_at", "given_by" },
};

/* What of the session is set on its own. The rest comes of an act: nothing but a release ends it,
 * nothing but a dose starts it. */
static const char *const free_columns[] = {
  "weight_g",     "ordered_ug", "order_rationale",    "ordered_by",  "prescriber_on_site",
  "monitored_by", "ready_at",   "vitals_before_ok",   "escort_name", "vitals_after_ok",
  "escort_here",  "note",       "instructions_given", "arrived_at",  NULL,
};

static const Entry *
find_entry (const DenRecordType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].type == type)
      return &entries[i];
  return NULL;
}

/* ---- the session's own fields ---- */

gboolean
den_live_session_arrive (DenLiveSession *live, DenInstant at, GError **error)
{
  const DenSession *session;

  if (!den_live_session_check_past (live, at, error))
    return FALSE;
  session = den_live_session_begin_act (live, _ ("Session: arrived"), error);
  if (session == NULL)
    return FALSE;
  if (den_session_state (session) != DEN_STATE_BOOKED)
    return den_live_session_end_act (
        live, den_office_refuse (error, _ ("The patient is here already, or was.")), NULL);
  return den_live_session_end_act (live, den_live_session_set_time (live, "arrived_at", at, error),
                                   error);
}

/* The session, where COLUMN may be set on its own. Not through an act: somebody else's newer value
 * is not to be overwritten unseen. */
static const DenSession *
get_settable (DenLiveSession *live, const char *column, GError **error)
{
  if (!g_strv_contains (free_columns, column))
    {
      den_office_refuse (error, _ ("The field %s is set by an act of the session alone."), column);
      return NULL;
    }
  return den_live_session_get_open (live, error);
}

/* Whether the session takes VALUE: no time that is to come, no order of less than was given. */
static gboolean
check_value (DenLiveSession *live, const DenSession *session, const DenField *field,
             const DenValue *value, GError **error)
{
  if (field->type == DEN_FIELD_INSTANT)
    return den_live_session_check_past (live, value->instant, error);
  if (g_str_equal (field->column, "ordered_ug") && den_session_is_delivered (session) &&
      value->number < den_session_given_ug (session))
    return den_office_refuse (error, _ ("More than that was given already."));
  return TRUE;
}

static gboolean
set_value (DenLiveSession *live, const DenSession *session, const DenField *field,
           const DenValue *value, GError **error)
{
  return check_value (live, session, field, value, error) &&
         den_chart_editor_set (den_live_session_get_editor (live), session, field, value, error);
}

gboolean
den_live_session_set_text (DenLiveSession *live, const char *column, const char *text,
                           GError **error)
{
  const DenSession *session = get_settable (live, column, error);
  const DenField *field = den_record_type_find (&den_session_type, column);
  g_auto (DenValue) value = DEN_VALUE_INIT;

  return session != NULL && den_field_parse (field, text != NULL ? text : "", &value, error) &&
         set_value (live, session, field, &value, error);
}

gboolean
den_live_session_set_number (DenLiveSession *live, const char *column, gint64 number,
                             GError **error)
{
  const DenSession *session = get_settable (live, column, error);
  const DenField *field = den_record_type_find (&den_session_type, column);
  DenValue value;

  if (session == NULL)
    return FALSE;
  den_value_init (&value, field->type);
  value.number = number;
  return set_value (live, session, field, &value, error);
}

gboolean
den_live_session_set_instant (DenLiveSession *live, const char *column, DenInstant at,
                              GError **error)
{
  const DenSession *session = get_settable (live, column, error);
  const DenField *field = den_record_type_find (&den_session_type, column);
  DenValue value;

  if (session == NULL)
    return FALSE;
  den_value_init (&value, DEN_FIELD_INSTANT);
  value.instant = at;
  return set_value (live, session, field, &value, error);
}

static gboolean
write_hold (DenLiveSession *live, const char *reason, GError **error)
{
  static const char *const columns[] = { "status", "status_reason" };
  DenValue values[G_N_ELEMENTS (columns)];

  den_live_session_init_values (columns, values, G_N_ELEMENTS (columns));
  values[0].number = DEN_SESSION_CANCELLED;
  /* Only lent: nothing is cleared. */
  values[1].text = (char *) reason;
  return den_live_session_set_all (live, columns, values, G_N_ELEMENTS (columns), error);
}

gboolean
den_live_session_hold (DenLiveSession *live, const char *reason, GError **error)
{
  g_autofree char *why = den_words_or_null (reason);
  const DenSession *session;
  gboolean done;

  if (why == NULL)
    return den_office_refuse (error, _ ("Write why no dose is given today."));
  session = den_live_session_begin_act (live, _ ("Session: no dose today"), error);
  if (session == NULL)
    return FALSE;
  if (den_session_state (session) == DEN_STATE_ARRIVED)
    done = write_hold (live, why, error);
  else
    done = den_office_refuse (
        error, _ ("Only a session whose patient is here, and got nothing yet, can be held."));
  return den_live_session_end_act (live, done, error);
}

/* ---- answers and decisions ---- */

/* Adds RECORD (taken over) to the session as an act of its own. */
static gint64
add_alone (DenLiveSession *live, gpointer record, const char *label, GError **error)
{
  const DenSession *session = den_live_session_begin_act (live, label, error);
  gint64 id;

  if (session == NULL)
    {
      den_record_free (record);
      return 0;
    }
  id = den_chart_editor_add (den_live_session_get_editor (live), record, session, error);
  return den_live_session_end_act (live, id != 0, error) ? id : 0;
}

gboolean
den_live_session_check (DenLiveSession *live, const char *item, gint64 answer, DenInstant since,
                        const char *note, GError **error)
{
  DenSessionCheck *check;

  if (answer == DEN_UNKNOWN && !den_instant_is_known (since))
    return den_office_refuse (error, _ ("Answer the check, or say since when."));
  if (!den_live_session_check_past (live, since, error))
    return FALSE;
  check = den_record_new (&den_session_check_type);
  check->item = g_strdup (item);
  check->answer = answer;
  check->since = since;
  check->checked_at = den_office_now (den_live_session_get_office (live));
  check->checked_by = g_strdup (den_live_session_get_recorder (live));
  check->note = den_words_or_null (note);
  return add_alone (live, check, _ ("Check before dosing: answered"), error) != 0;
}

/* To go on against a finding, and to leave something late, take a reason; what was done about it is
 * told by the decision itself. */
static gboolean
needs_reason (DenDecisionKind decision)
{
  return decision == DEN_DECISION_PROCEED || decision == DEN_DECISION_EXPLAIN ||
         decision == DEN_DECISION_TREAT;
}

gboolean
den_live_session_decide (DenLiveSession *live, const DenSessionFinding *finding,
                         DenDecisionKind decision, const char *reason, GError **error)
{
  g_autofree char *why = den_words_or_null (reason);
  DenSessionDecision *it;

  if (why == NULL && needs_reason (decision))
    return den_office_refuse (error, _ ("Write the reason, or what was done."));
  it = den_record_new (&den_session_decision_type);
  it->about = g_strdup (finding->key);
  it->of_at = finding->of_at;
  it->decision = decision;
  it->reason = g_steal_pointer (&why);
  it->decided_at = den_office_now (den_live_session_get_office (live));
  it->decided_by = g_strdup (den_live_session_get_recorder (live));
  return add_alone (live, it, _ ("Decision: recorded"), error) != 0;
}

/* ---- entries ---- */

/* An unknown time is now, an unknown person the recorder; nothing else is filled in. */
static void
fill_in (DenLiveSession *live, const Entry *entry, DenRecord *record)
{
  const DenField *at = den_record_type_find (entry->type, entry->at);
  const DenField *by = den_record_type_find (entry->type, entry->by);
  g_auto (DenValue) time = DEN_VALUE_INIT;
  g_auto (DenValue) person = DEN_VALUE_INIT;

  den_field_get (at, record, &time);
  if (!den_value_is_known (&time))
    {
      time.instant = den_office_now (den_live_session_get_office (live));
      den_field_set (at, record, &time);
    }
  den_field_get (by, record, &person);
  if (!den_value_is_known (&person))
    {
      g_clear_pointer (&person.text, g_free);
      person.text = g_strdup (den_live_session_get_recorder (live));
      den_field_set (by, record, &person);
    }
}

/* No time of RECORD lies ahead. */
static gboolean
check_times (DenLiveSession *live, const DenRecord *record, GError **error)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      g_auto (DenValue) value = DEN_VALUE_INIT;

      if (record->type->fields[i].type != DEN_FIELD_INSTANT)
        continue;
      den_field_get (&record->type->fields[i], record, &value);
      if (!den_live_session_check_past (live, value.instant, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_kind (DenLiveSession *live, const DenSessionEvent *event, GError **error)
{
  const DenReference *reference = den_office_get_reference (den_live_session_get_office (live));

  if (event->kind != NULL && den_reference_find_event_kind (reference, event->kind) != NULL)
    return TRUE;
  return den_office_refuse (error, _ ("“%s” is not in the list of adverse events."),
                            event->kind != NULL ? event->kind : "");
}

/* Whether RECORD may be recorded in the session of the act. */
static gboolean
check_entry (DenLiveSession *live, const DenRecord *record, GError **error)
{
  if (!check_times (live, record, error))
    return FALSE;
  if (record->type == &den_dose_type)
    return den_live_session_check_dose (live, (const DenDose *) record, error);
  if (record->type == &den_infusion_step_type)
    return den_live_session_check_step (live, (const DenInfusionStep *) record, error);
  if (record->type == &den_session_event_type)
    return check_kind (live, (const DenSessionEvent *) record, error);
  return TRUE;
}

/* Whether the session's start can depend on records of TYPE. */
static gboolean
is_giving (const DenRecordType *type)
{
  return type == &den_dose_type || type == &den_infusion_step_type;
}

/* "Dose: added", to be freed. */
static char *
label_of (const DenRecord *record, const char *what)
{
  return g_strdup_printf ("%s: %s", _ (record->type->label), what);
}

gint64
den_live_session_add (DenLiveSession *live, gpointer data, GError **error)
{
  DenRecord *record = data;
  const Entry *entry = find_entry (record->type);
  g_autofree char *label = label_of (record, _ ("added"));
  const DenSession *session;
  gint64 id = 0;

  g_return_val_if_fail (entry != NULL, 0);

  session = den_live_session_begin_act (live, label, error);
  if (session != NULL)
    fill_in (live, entry, record);
  if (session == NULL || !check_entry (live, record, error))
    {
      den_record_free (record);
      if (session != NULL)
        den_live_session_end_act (live, FALSE, NULL);
      return 0;
    }
  id = den_chart_editor_add (den_live_session_get_editor (live), record, session, error);
  return den_live_session_end_act (
             live,
             id != 0 && (!is_giving (entry->type) || den_live_session_follow_start (live, error)),
             error)
             ? id
             : 0;
}

/* ---- corrections ---- */

/* Whether RECORD is the session itself, or one of its own. */
static gboolean
is_here (DenLiveSession *live, const DenRecord *record)
{
  DenSeat seat;

  if (record->type == &den_session_type)
    return record->id == den_live_session_get_session (live)->record.id;
  return den_chart_editor_find_seat (den_live_session_get_editor (live), record->type, record->id,
                                     &seat) &&
         seat.owner_id == den_live_session_get_session (live)->record.id;
}

static gboolean
check_here (DenLiveSession *live, const DenRecord *record, GError **error)
{
  return den_live_session_get_open (live, error) != NULL &&
         (is_here (live, record) ||
          den_office_refuse (error,
                             _ ("This was removed meanwhile, or belongs to another session.")));
}

/* Of the session itself only what may be set on its own is changed. */
static gboolean
check_session_values (DenLiveSession *live, const DenField *const *fields, const DenValue *values,
                      guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      const DenSession *session = get_settable (live, fields[i]->column, error);

      if (session == NULL || !check_value (live, session, fields[i], &values[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the record would be right with the new values. */
static gboolean
check_changed (DenLiveSession *live, const DenRecord *record, const DenField *const *fields,
               const DenValue *values, guint n, GError **error)
{
  DenRecord *copy;
  gboolean right;

  if (record->type == &den_session_type)
    return check_session_values (live, fields, values, n, error);
  copy = den_record_copy (record);
  for (guint i = 0; i < n; i++)
    den_field_set (fields[i], copy, &values[i]);
  right = check_times (live, copy, error);
  if (right && copy->type == &den_dose_type)
    right = den_live_session_check_change (live, (const DenDose *) record, (const DenDose *) copy,
                                           error);
  else if (right && copy->type == &den_session_event_type)
    right = check_kind (live, (const DenSessionEvent *) copy, error);
  den_record_free (copy);
  return right;
}

gboolean
den_live_session_change (DenLiveSession *live, gconstpointer data, const DenField *const *fields,
                         const DenValue *values, guint n, GError **error)
{
  DenChartEditor *editor = den_live_session_get_editor (live);
  const DenRecord *record = data;
  const DenRecordType *type = record->type;
  g_autofree char *label = label_of (record, _ (fields[0]->label));

  if (!check_here (live, record, error) ||
      !check_changed (live, record, fields, values, n, error) ||
      !den_chart_editor_begin (editor, label, error))
    return FALSE;
  return den_live_session_end_act (
      live,
      den_chart_editor_set_values (editor, record, fields, values, n, error) &&
          (!is_giving (type) || den_live_session_follow_start (live, error)),
      error);
}

gboolean
den_live_session_remove (DenLiveSession *live, gconstpointer data, GError **error)
{
  DenChartEditor *editor = den_live_session_get_editor (live);
  const DenRecord *record = data;
  const DenRecordType *type = record->type;
  g_autofree char *label = label_of (record, _ ("removed"));

  g_return_val_if_fail (type != &den_session_type, FALSE);

  if (!check_here (live, record, error) || !den_chart_editor_begin (editor, label, error))
    return FALSE;
  return den_live_session_end_act (
      live,
      den_chart_editor_remove (editor, record, error) &&
          (!is_giving (type) || den_live_session_follow_start (live, error)),
      error);
}
