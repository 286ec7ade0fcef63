/* What keeps a dose from being recorded: the checks before it, the rest after the last device, the
 * order, the lot; and the start of the session that follows from the first dose. */
#include "den-live-session-private.h"

#include "den-booking.h"
#include "den-chart-editor-private.h"

#include <glib/gi18n-lib.h>

/* Drawn up, and not given yet: of no concern to the patient. */
static gboolean
is_only_drawn (const DenDose *dose)
{
  return dose->given_ug == DEN_UNKNOWN && dose->drawn_ug != DEN_UNKNOWN;
}

/* Whether the patient is here, nothing of the session is closed, and AT lies in it. */
static gboolean
check_place (const DenSession *session, DenInstant at, GError **error)
{
  g_autofree char *left = NULL;

  switch (den_session_state (session))
    {
    case DEN_STATE_BOOKED:
      return den_office_refuse (error, _ ("The patient has not arrived yet."));
    case DEN_STATE_MISSED:
    case DEN_STATE_CANCELLED:
      return den_office_refuse (error, _ ("This session was not held: nothing is given in it."));
    case DEN_STATE_DISCHARGED:
      if (!den_instant_is_known (session->ended_at) || at.us <= session->ended_at.us)
        return TRUE;
      left = den_instant_show_time (session->ended_at);
      return den_office_refuse (error, _ ("The patient left at %s."), left);
    default:
      return TRUE;
    }
}

/* The checks are asked for as they stood when the dose was given. Once the treatment has begun they
 * are answered: what comes up then is an alert. */
static gboolean
check_before_first (DenLiveSession *live, DenInstant given_at, GError **error)
{
  DenSessionCase at;
  DenInstant zero;

  den_live_session_get_case (live, &at);
  zero = den_session_zero (at.session);
  if (at.protocol == NULL || (den_instant_is_known (zero) && zero.us <= given_at.us))
    return TRUE;
  at.now.us = MIN (at.now.us, given_at.us);
  return den_live_session_check_findings (den_session_before_dose (&at), error);
}

/* The rest that the label asks for between two devices. A device that was given too early all the
 * same is recorded afterwards, with a word on it. */
static gboolean
check_rest (const DenSessionCase *at, const DenDose *dose, GError **error)
{
  gint64 rest_us;

  if (at->protocol == NULL || at->protocol->device_rest_minutes == DEN_UNKNOWN ||
      (dose->note != NULL && dose->given_at.us + DEN_US_PER_MINUTE <= at->now.us))
    return TRUE;
  rest_us = at->protocol->device_rest_minutes * DEN_US_PER_MINUTE;
  for (guint i = 0; i < at->session->doses->len; i++)
    {
      const DenDose *other = g_ptr_array_index (at->session->doses, i);
      DenInstant over = { other->given_at.us + rest_us, other->given_at.offset_minutes };
      g_autofree char *until = NULL, *used = NULL;

      if (other->record.id == dose->record.id || other->outcome == DEN_DOSE_REFUSED ||
          dose->given_at.us >= over.us || dose->given_at.us <= other->given_at.us - rest_us)
        continue;
      until = den_instant_show_time (over);
      used = den_instant_show_time (other->given_at);
      return den_office_refuse (
          error, _ ("The rest of %d minutes after the device at %s is not over: wait until %s."),
          (int) at->protocol->device_rest_minutes, used, until);
    }
  return TRUE;
}

static gboolean
check_lot (const DenDose *dose, GError **error)
{
  g_autofree char *expired = NULL;

  if (dose->outcome == DEN_DOSE_REFUSED || dose->expires_on == DEN_UNKNOWN || dose->note != NULL ||
      dose->expires_on >= den_instant_day (dose->given_at))
    return TRUE;
  expired = den_day_to_us (dose->expires_on);
  return den_office_refuse (
      error, _ ("This lot expired on %s. Take another, or say in the note why it was given."),
      expired);
}

static char *
show_mg (gint64 ug)
{
  const DenField *field = den_record_type_find (&den_dose_type, "given_ug");
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_value_init (&value, DEN_FIELD_DECIMAL);
  value.number = ug;
  return den_field_format (field, &value);
}

/* What was given with DOSE and the other doses of the session. */
static gint64
total_with (const DenSession *session, const DenDose *dose)
{
  gint64 total = dose->given_ug;

  for (guint i = 0; i < session->doses->len; i++)
    {
      const DenDose *other = g_ptr_array_index (session->doses, i);

      if (other->record.id != dose->record.id && other->given_ug != DEN_UNKNOWN)
        total += other->given_ug;
    }
  return total;
}

/* Not more than the order, and no expired lot unexplained. */
static gboolean
check_amount (DenLiveSession *live, const DenDose *dose, GError **error)
{
  const DenSession *session = den_live_session_get_session (live);
  g_autofree char *all = NULL, *ordered = NULL;
  gint64 total;

  if (!check_lot (dose, error))
    return FALSE;
  if (dose->outcome == DEN_DOSE_GIVEN && dose->given_ug == DEN_UNKNOWN && !is_only_drawn (dose))
    return den_office_refuse (error, _ ("Enter how much was given."));
  if (dose->given_ug == DEN_UNKNOWN || dose->given_ug == 0)
    return TRUE;
  if (session->ordered_ug == DEN_UNKNOWN)
    return den_office_refuse (error, _ ("No dose is ordered yet."));
  total = total_with (session, dose);
  if (total <= session->ordered_ug)
    return TRUE;
  all = show_mg (total);
  ordered = show_mg (session->ordered_ug);
  return den_office_refuse (error, _ ("That would be %s mg, more than the %s mg ordered."), all,
                            ordered);
}

gboolean
den_live_session_check_dose (DenLiveSession *live, const DenDose *dose, GError **error)
{
  DenSessionCase at;

  den_live_session_get_case (live, &at);
  if (!check_place (at.session, dose->given_at, error))
    return FALSE;
  if (dose->outcome == DEN_DOSE_REFUSED || is_only_drawn (dose))
    return TRUE;
  return check_before_first (live, dose->given_at, error) && check_rest (&at, dose, error) &&
         check_amount (live, dose, error);
}

gboolean
den_live_session_check_change (DenLiveSession *live, const DenDose *before, const DenDose *after,
                               GError **error)
{
  gboolean was_given = before->outcome != DEN_DOSE_REFUSED && !is_only_drawn (before);

  return was_given ? check_amount (live, after, error)
                   : den_live_session_check_dose (live, after, error);
}

/* ---- infusions ---- */

/* The newest step, or NULL. */
static const DenInfusionStep *
last_step (const DenSession *session)
{
  const DenInfusionStep *last = NULL;

  for (guint i = 0; i < session->infusion->len; i++)
    {
      const DenInfusionStep *step = g_ptr_array_index (session->infusion, i);

      if (last == NULL || step->at.us >= last->at.us)
        last = step;
    }
  return last;
}

/* Whether ACTION can follow LAST. */
static gboolean
check_order_of_steps (const DenInfusionStep *last, gint64 action, GError **error)
{
  if (action == DEN_INFUSION_START)
    return last == NULL || den_office_refuse (error, last->action == DEN_INFUSION_STOP
                                                         ? _ ("The infusion was stopped already.")
                                                         : _ ("The infusion was started already."));
  if (last == NULL)
    return den_office_refuse (error, _ ("The infusion was not started yet."));
  if (last->action == DEN_INFUSION_STOP)
    return den_office_refuse (error, _ ("The infusion was stopped already."));
  if (action == DEN_INFUSION_RESUME && last->action != DEN_INFUSION_PAUSE)
    return den_office_refuse (error, _ ("The infusion is not paused."));
  if ((action == DEN_INFUSION_PAUSE || action == DEN_INFUSION_RATE) &&
      last->action == DEN_INFUSION_PAUSE)
    return den_office_refuse (error, _ ("The infusion is paused: resume or stop it."));
  return TRUE;
}

gboolean
den_live_session_check_step (DenLiveSession *live, const DenInfusionStep *step, GError **error)
{
  const DenSession *session = den_live_session_get_session (live);
  const DenInfusionStep *last = last_step (session);

  if (!check_place (session, step->at, error) || !check_order_of_steps (last, step->action, error))
    return FALSE;
  if (last != NULL && step->at.us < last->at.us)
    {
      g_autofree char *before = den_instant_show_time (last->at);

      return den_office_refuse (error, _ ("The step before was at %s."), before);
    }
  if (step->action == DEN_INFUSION_RATE && step->rate_ug_per_minute == DEN_UNKNOWN)
    return den_office_refuse (error, _ ("Enter the new rate."));
  return step->action != DEN_INFUSION_START || check_before_first (live, step->at, error);
}

/* ---- what follows from the first dose ---- */

/* A course that was planned begins with its first session's dose. */
static gboolean
begin_course (DenLiveSession *live, const DenSession *session, GError **error)
{
  DenChartEditor *editor = den_live_session_get_editor (live);
  const DenCourse *course = den_chart_find_course (den_chart_editor_get_chart (editor),
                                                   session->course != NULL ? session->course : "");
  const DenField *fields[] = { den_record_type_find (&den_course_type, "status"),
                               den_record_type_find (&den_course_type, "started_on") };
  DenValue values[] = { DEN_VALUE_INIT, DEN_VALUE_INIT };

  if (course == NULL || course->status != DEN_COURSE_PLANNED ||
      !den_instant_is_known (session->started_at))
    return TRUE;
  den_value_init (&values[0], DEN_FIELD_CHOICE);
  values[0].number = DEN_COURSE_ACTIVE;
  den_value_init (&values[1], DEN_FIELD_DAY);
  values[1].number = course->started_on != DEN_UNKNOWN ? course->started_on
                                                       : den_instant_day (session->started_at);
  return den_chart_editor_set_values (editor, course, fields, values, G_N_ELEMENTS (fields), error);
}

gboolean
den_live_session_follow_start (DenLiveSession *live, GError **error)
{
  const DenSession *session = den_live_session_get_session (live);
  DenInstant zero = session->doses->len > 0 || session->infusion->len > 0
                        ? den_session_zero (session)
                        : DEN_INSTANT_UNKNOWN;

  if (zero.us == session->started_at.us &&
      zero.offset_minutes == session->started_at.offset_minutes)
    return TRUE;
  return den_live_session_set_time (live, "started_at", zero, error) &&
         begin_course (live, den_live_session_get_session (live), error);
}
