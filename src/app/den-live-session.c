/* A session being recorded: what is shown of it, its ticking, and what its acts share. */
#include "den-live-session-private.h"

#include "den-booking.h"
#include "den-chart-editor-private.h"

#include <glib/gi18n-lib.h>

/* Entered a little ahead of the clock on the wall is not yet in the future. */
#define MAX_AHEAD_US ((gint64) 60 * G_USEC_PER_SEC)
/* From so much on a late checkpoint is to be heard, not only seen. Clinic's default, 2026-11-21. */
#define LOUD_MINUTES 5
/* Two programs that write in turns let each other through long before. */
#define MAX_TRIES 10

struct _DenLiveSession
{
  GObject parent_instance;

  DenOffice *office;
  DenChartEditor *editor;
  gint64 session_row;
  char *recorder; /* NULL: the office's user */
  GArray *told;   /* int: the level told of each checkpoint, -1 for none */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TICK,
  SIGNAL_DUE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenLiveSession, den_live_session, G_TYPE_OBJECT)

/* ---- ticking ---- */

static int
level_of (const DenCheckpointState *state, DenInstant now)
{
  if (state->due == DEN_DUE_LATE)
    return state->late_minutes > LOUD_MINUTES ? 2 : 1;
  return state->due == DEN_DUE_NOW && now.us >= state->due_at.us ? 0 : -1;
}

/* Tells the highest level to which a checkpoint rose since the last look. One that is done may fall
 * back, where its entry is removed, and rise again. */
static void
tell_due (DenLiveSession *self, const DenSessionCase *at)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (at);
  int highest = -1;

  while (self->told->len < clock->checkpoints->len)
    {
      int none = -1;

      g_array_append_val (self->told, none);
    }
  for (guint i = 0; i < clock->checkpoints->len; i++)
    {
      const DenCheckpointState *state = &g_array_index (clock->checkpoints, DenCheckpointState, i);
      int *told = &g_array_index (self->told, int, i);
      int level = level_of (state, at->now);

      if (level > *told)
        highest = MAX (highest, level);
      *told = level;
    }
  if (highest >= 0)
    g_signal_emit (self, signals[SIGNAL_DUE], 0, highest);
}

/* From the arrival on, since the times before the dose run too, until the patient left. */
static gboolean
runs (const DenSession *session)
{
  switch (den_session_state (session))
    {
    case DEN_STATE_ARRIVED:
    case DEN_STATE_IN_TREATMENT:
    case DEN_STATE_OBSERVED:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
tick_cb (DenClock *clock, DenLiveSession *self)
{
  DenSessionCase at;

  den_live_session_get_case (self, &at);
  if (at.session == NULL || !runs (at.session))
    return;
  /* Whoever hears the tick may let go of the session, or change the chart. */
  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
  if (self->editor != NULL)
    {
      den_live_session_get_case (self, &at);
      if (at.session != NULL && at.protocol != NULL)
        tell_due (self, &at);
    }
  g_object_unref (self);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenLiveSession *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- the object ---- */

static void
den_live_session_dispose (GObject *object)
{
  DenLiveSession *self = DEN_LIVE_SESSION (object);

  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (den_office_get_clock (self->office), self);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_clear_object (&self->editor);
  g_clear_object (&self->office);
  g_clear_pointer (&self->recorder, g_free);
  g_clear_pointer (&self->told, g_array_unref);
  G_OBJECT_CLASS (den_live_session_parent_class)->dispose (object);
}

static void
den_live_session_class_init (DenLiveSessionClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_live_session_dispose;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TICK] =
      g_signal_new ("tick", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DUE] = g_signal_new ("due", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
den_live_session_init (DenLiveSession *self)
{
  self->told = g_array_new (FALSE, FALSE, sizeof (int));
}

DenLiveSession *
den_live_session_new (DenOffice *office, gint64 patient_id, gint64 session_row, GError **error)
{
  g_autoptr (DenLiveSession) self = g_object_new (DEN_TYPE_LIVE_SESSION, NULL);

  self->office = g_object_ref (office);
  self->session_row = session_row;
  self->editor = den_chart_editor_new (office, patient_id, error);
  if (self->editor == NULL)
    return NULL;
  if (den_live_session_get_session (self) == NULL)
    {
      g_set_error_literal (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND,
                           _ ("The patient has no such session."));
      return NULL;
    }
  g_signal_connect (self->editor, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (den_office_get_clock (office), "tick", G_CALLBACK (tick_cb), self);
  return g_steal_pointer (&self);
}

DenOffice *
den_live_session_get_office (DenLiveSession *self)
{
  return self->office;
}

DenChartEditor *
den_live_session_get_editor (DenLiveSession *self)
{
  return self->editor;
}

const DenSession *
den_live_session_get_session (DenLiveSession *self)
{
  return den_chart_editor_find (self->editor, &den_session_type, self->session_row);
}

/* The session is NULL where it was removed; protocol NULL without one. */
void
den_live_session_get_case (DenLiveSession *self, DenSessionCase *at)
{
  at->chart = den_chart_editor_get_chart (self->editor);
  at->session = den_live_session_get_session (self);
  at->protocol =
      at->session != NULL ? den_office_protocol_of (self->office, at->chart, at->session) : NULL;
  at->reference = den_office_get_reference (self->office);
  at->now = den_office_now (self->office);
}

const char *
den_live_session_get_recorder (DenLiveSession *self)
{
  return self->recorder != NULL ? self->recorder : den_office_get_user (self->office);
}

void
den_live_session_set_recorder (DenLiveSession *self, const char *name)
{
  g_free (self->recorder);
  self->recorder = den_words_or_null (name);
}

GPtrArray *
den_live_session_get_conflict (DenLiveSession *self)
{
  return den_chart_editor_get_conflict (self->editor);
}

/* ---- what the acts share ---- */

char *
den_words_or_null (const char *text)
{
  char *words = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*words == '\0')
    g_clear_pointer (&words, g_free);
  return words;
}

gboolean
den_live_session_check_past (DenLiveSession *self, DenInstant at, GError **error)
{
  DenInstant now = den_office_now (self->office);
  g_autofree char *then = NULL, *here = NULL;

  if (!den_instant_is_known (at) || at.us <= now.us + MAX_AHEAD_US)
    return TRUE;
  then = den_instant_show_time (at);
  here = den_instant_show_time (now);
  if (den_instant_day (at) != den_instant_day (now))
    return den_office_refuse (error, _ ("The time %s of another day is still to come."), then);
  return den_office_refuse (error, _ ("The time %s is still to come: it is %s."), then, here);
}

const DenSession *
den_live_session_get_open (DenLiveSession *self, GError **error)
{
  const DenSession *session = den_live_session_get_session (self);

  if (session == NULL)
    {
      g_set_error_literal (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND,
                           _ ("This session was removed meanwhile."));
      return NULL;
    }
  if (den_session_is_signed (session))
    {
      den_office_refuse (
          error,
          _ ("This session is signed and can not be changed; add an addendum to it instead."));
      return NULL;
    }
  return session;
}

/* Others can write between two tries, so that the chart is behind again. */
static gboolean
begin_up_to_date (DenLiveSession *self, const char *label, GError **error)
{
  for (int i = 0; i < MAX_TRIES; i++)
    {
      if (!den_chart_editor_begin (self->editor, label, error))
        return FALSE;
      if (!self->editor->behind)
        return TRUE;
      /* This reads the chart again. */
      den_chart_editor_cancel (self->editor);
    }
  return den_office_refuse (error,
                            _ ("Others write in this chart all the time. Try it once more."));
}

const DenSession *
den_live_session_begin_act (DenLiveSession *self, const char *label, GError **error)
{
  const DenSession *session;

  if (!begin_up_to_date (self, label, error))
    return NULL;
  session = den_live_session_get_open (self, error);
  if (session == NULL)
    den_chart_editor_cancel (self->editor);
  return session;
}

gboolean
den_live_session_end_act (DenLiveSession *self, gboolean done, GError **error)
{
  if (done)
    return den_chart_editor_commit (self->editor, error);
  den_chart_editor_cancel (self->editor);
  return FALSE;
}

#define MAX_SET 8

void
den_live_session_init_values (const char *const *columns, DenValue *values, guint n)
{
  for (guint i = 0; i < n; i++)
    den_value_init (&values[i], den_record_type_find (&den_session_type, columns[i])->type);
}

gboolean
den_live_session_set_all (DenLiveSession *self, const char *const *columns, const DenValue *values,
                          guint n, GError **error)
{
  const DenField *fields[MAX_SET];

  g_return_val_if_fail (n <= MAX_SET, FALSE);

  for (guint i = 0; i < n; i++)
    fields[i] = den_record_type_find (&den_session_type, columns[i]);
  return den_chart_editor_set_values (self->editor, den_live_session_get_session (self), fields,
                                      values, n, error);
}

gboolean
den_live_session_set_time (DenLiveSession *self, const char *column, DenInstant at, GError **error)
{
  DenValue value;

  den_live_session_init_values (&column, &value, 1);
  value.instant = at;
  return den_live_session_set_all (self, &column, &value, 1, error);
}

gboolean
den_live_session_check_findings (GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) own = findings;

  for (guint i = 0; i < own->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (own, i);

      if (!finding->passes)
        return den_office_refuse (error, "%s: %s", finding->label, finding->sentence);
    }
  return TRUE;
}
