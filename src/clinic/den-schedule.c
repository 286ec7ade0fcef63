/* Where a session can lie on a day: opening hours, closed days, chairs that are free. */
#include "den-schedule-private.h"
#include "den-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define US_PER_SECOND G_USEC_PER_SEC
#define MINUTES_PER_DAY (24 * 60)
#define LAYOUT_STEP 15 /* minutes between the starts that a layout tries */

/* ---- instants of the clinic's clock ---- */

/* See den-course-rules.h. Of a minute that the end of daylight saving time repeats, the first. */
DenInstant
den_instant_of_local (DenDay day, gint64 minute, GTimeZone *zone)
{
  gint64 seconds = (day * MINUTES_PER_DAY + minute) * 60;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_DAYLIGHT, &seconds);
  gint64 offset = g_time_zone_get_offset (zone, interval);

  return (DenInstant){ (seconds - offset) * US_PER_SECOND, offset / 60 };
}

/* INSTANT as ZONE's clock shows it. */
static DenInstant
in_zone (DenInstant instant, GTimeZone *zone)
{
  int interval =
      g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant.us / US_PER_SECOND);

  instant.offset_minutes = g_time_zone_get_offset (zone, interval) / 60;
  return instant;
}

/* ---- the calendar ---- */

/* The closure that keeps CHAIR (NULL: the whole clinic) closed on the day, or NULL. */
static const DenClosure *
find_closure (const DenCalendar *calendar, const char *chair, DenDay day)
{
  for (guint i = 0; i < calendar->closures->len; i++)
    {
      const DenClosure *closure = g_ptr_array_index (calendar->closures, i);
      DenDay last = closure->to_on != DEN_UNKNOWN ? closure->to_on : closure->from_on;

      if (closure->from_on != DEN_UNKNOWN && closure->from_on <= day && day <= last &&
          g_strcmp0 (closure->chair, chair) == 0)
        return closure;
    }
  return NULL;
}

/* The hours of OPENING on the day; FALSE where it is of another weekday. */
static gboolean
get_hours (const DenOpening *opening, DenDay day, gint64 *opens, gint64 *closes)
{
  *opens = den_time_of_day_parse (opening->opens);
  *closes = den_time_of_day_parse (opening->closes);
  return opening->weekday == (gint64) den_day_weekday (day) && *opens != DEN_UNKNOWN &&
         *closes > *opens;
}

/* Whether the clinic has hours on that weekday at all. */
gboolean
den_calendar_has_hours (const DenCalendar *calendar, DenDay day)
{
  gint64 opens, closes;

  for (guint i = 0; i < calendar->openings->len; i++)
    if (get_hours (g_ptr_array_index (calendar->openings, i), day, &opens, &closes))
      return TRUE;
  return FALSE;
}

/* See den-course-rules.h: it has hours on that weekday and is not closed. */
gboolean
den_calendar_is_open (const DenCalendar *calendar, DenDay day)
{
  return den_calendar_has_hours (calendar, day) && find_closure (calendar, NULL, day) == NULL;
}

/* Until when the clinic is open without a break from MINUTE on, hours that touch being one;
 * DEN_UNKNOWN where it is closed at MINUTE. */
static gint64
open_until (const DenCalendar *calendar, DenDay day, gint64 minute)
{
  gint64 until = DEN_UNKNOWN, opens, closes;
  gboolean grew = TRUE;

  while (grew)
    {
      gint64 from = until == DEN_UNKNOWN ? minute : until;

      grew = FALSE;
      for (guint i = 0; i < calendar->openings->len; i++)
        if (get_hours (g_ptr_array_index (calendar->openings, i), day, &opens, &closes) &&
            opens <= from && from <= closes && closes > MAX (until, minute))
          {
            until = closes;
            grew = TRUE;
          }
    }
  return until;
}

/* Whether a booking from FROM_US on for MINUTES ends before the clinic closes. By instants, so that
 * a change to daylight saving time within it is counted. */
static gboolean
is_within_hours (const DenCalendar *calendar, GTimeZone *zone, DenDay day, gint64 minute,
                 gint64 to_us)
{
  gint64 until = open_until (calendar, day, minute);

  return until != DEN_UNKNOWN && to_us <= den_instant_of_local (day, until, zone).us;
}

/* Whether CHAIR takes the modality (DenModality's word; NULL for any). */
static gboolean
chair_takes (const DenChair *chair, const char *modality)
{
  g_auto (GStrv) words = NULL;

  if (chair->modalities == NULL || modality == NULL)
    return TRUE;
  words = g_strsplit_set (chair->modalities, " ,", -1);
  return g_strv_contains ((const char *const *) words, modality);
}

static gboolean
chair_is_usable (const DenCalendar *calendar, const DenChair *chair, const char *modality,
                 DenDay day)
{
  return chair->name != NULL && chair->out_of_use != 1 && chair_takes (chair, modality) &&
         find_closure (calendar, chair->name, day) == NULL;
}

/* What takes CHAIR at some time between the two instants, or NULL. */
static const DenBusy *
find_busy (const GArray *busy, const char *chair, gint64 from_us, gint64 to_us)
{
  for (guint i = 0; busy != NULL && i < busy->len; i++)
    {
      const DenBusy *other = &g_array_index (busy, DenBusy, i);

      if (other->from_us < to_us && from_us < other->to_us && g_strcmp0 (other->chair, chair) == 0)
        return other;
    }
  return NULL;
}

/* ---- one day ---- */

/* Keeps CALENDAR and ZONE; of BUSY what lies on the day is copied. */
void
den_day_plan_init (DenDayPlan *plan, const DenCalendar *calendar, const GArray *busy,
                   GTimeZone *zone, const char *modality, DenDay day, gint64 minutes)
{
  gint64 from_us = den_instant_of_local (day, 0, zone).us;
  gint64 to_us = den_instant_of_local (day + 1, 0, zone).us;

  *plan = (DenDayPlan){ calendar, g_array_new (FALSE, FALSE, sizeof (DenBusy)),
                        zone,     g_ptr_array_new (),
                        day,      minutes };
  for (guint i = 0; busy != NULL && i < busy->len; i++)
    {
      const DenBusy *other = &g_array_index (busy, DenBusy, i);

      if (other->from_us < to_us && from_us < other->to_us)
        g_array_append_val (plan->busy, *other);
    }
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      DenChair *chair = g_ptr_array_index (calendar->chairs, i);

      if (chair_is_usable (calendar, chair, modality, day))
        g_ptr_array_add (plan->chairs, chair);
    }
}

void
den_day_plan_clear (DenDayPlan *plan)
{
  g_clear_pointer (&plan->busy, g_array_unref);
  g_clear_pointer (&plan->chairs, g_ptr_array_unref);
}

/* The first chair that is free from MINUTE on, WISHED before all others; NULL for none. */
static const DenChair *
find_chair (const DenDayPlan *plan, gint64 minute, const char *wished)
{
  gint64 from_us = den_instant_of_local (plan->day, minute, plan->zone).us;
  gint64 to_us = from_us + plan->minutes * DEN_US_PER_MINUTE;
  const DenChair *first = NULL;

  if (!is_within_hours (plan->calendar, plan->zone, plan->day, minute, to_us))
    return NULL;
  for (guint i = 0; i < plan->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (plan->chairs, i);

      if (find_busy (plan->busy, chair->name, from_us, to_us) != NULL)
        continue;
      if (wished == NULL || strcmp (chair->name, wished) == 0)
        return chair;
      if (first == NULL)
        first = chair;
    }
  return first;
}

static int
compare_minutes (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* The starts of the day in steps of STEP minutes from each opening on, rising, each once. */
static GArray *
list_starts (const DenCalendar *calendar, DenDay day, gint64 step)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 opens, closes;

  for (guint i = 0; i < calendar->openings->len; i++)
    if (get_hours (g_ptr_array_index (calendar->openings, i), day, &opens, &closes))
      for (gint64 minute = opens; minute < closes; minute += step)
        g_array_append_val (starts, minute);
  g_array_sort (starts, compare_minutes);
  for (guint i = starts->len; i > 1; i--)
    if (g_array_index (starts, gint64, i - 1) == g_array_index (starts, gint64, i - 2))
      g_array_remove_index (starts, i - 1);
  return starts;
}

/* The free start nearest to WISHED, the earlier of two as near; the first where no time is wished.
 * FALSE where the day has no room. */
gboolean
den_day_plan_find_start (const DenDayPlan *plan, gint64 wished, const char *chair_wished,
                         DenSlot *slot)
{
  g_autoptr (GArray) starts = NULL;
  const DenChair *chair = NULL;

  *slot = (DenSlot){ .day = plan->day, .minute = wished, .minutes = plan->minutes };
  if (wished != DEN_UNKNOWN)
    chair = find_chair (plan, wished, chair_wished);
  if (chair == NULL)
    starts = list_starts (plan->calendar, plan->day, LAYOUT_STEP);
  for (guint i = 0; starts != NULL && i < starts->len; i++)
    {
      gint64 minute = g_array_index (starts, gint64, i);
      const DenChair *free_chair;

      if (chair != NULL &&
          (wished == DEN_UNKNOWN || ABS (minute - wished) >= ABS (slot->minute - wished)))
        continue;
      free_chair = find_chair (plan, minute, chair_wished);
      if (free_chair != NULL)
        {
          chair = free_chair;
          slot->minute = minute;
        }
    }
  slot->chair = chair != NULL ? chair->name : NULL;
  return chair != NULL;
}

/* See den-course-rules.h. */
GArray *
den_schedule_free (const DenCalendar *calendar, const GArray *busy, GTimeZone *zone,
                   const char *modality, DenDay day, gint64 minutes, gint64 step)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (DenSlot));
  g_autoptr (GArray) starts = NULL;
  g_auto (DenDayPlan) plan;

  den_day_plan_init (&plan, calendar, busy, zone, modality, day, minutes);
  if (!den_calendar_is_open (calendar, day))
    return slots;
  starts = list_starts (calendar, day, MAX (step, 1));
  for (guint i = 0; i < starts->len; i++)
    {
      gint64 minute = g_array_index (starts, gint64, i);
      gint64 from_us = den_instant_of_local (day, minute, zone).us;
      gint64 to_us = from_us + minutes * DEN_US_PER_MINUTE;

      if (!is_within_hours (calendar, zone, day, minute, to_us))
        continue;
      for (guint k = 0; k < plan.chairs->len; k++)
        {
          const DenChair *chair = g_ptr_array_index (plan.chairs, k);
          DenSlot slot = { day, minute, minutes, chair->name, FALSE };

          if (find_busy (plan.busy, chair->name, from_us, to_us) == NULL)
            g_array_append_val (slots, slot);
        }
    }
  return slots;
}

/* ---- why a booking can not be ---- */

static char *
refuse_closed (const DenClosure *closure, const char *name)
{
  if (closure->reason != NULL)
    return g_strdup_printf (_ ("%s is closed on this day: %s."), name, closure->reason);
  return g_strdup_printf (_ ("%s is closed on this day."), name);
}

static char *
refuse_day (const DenCalendar *calendar, DenDay day)
{
  const DenClosure *closure = find_closure (calendar, NULL, day);

  if (calendar->openings->len == 0)
    return g_strdup (_ ("The clinic’s opening hours are not set up."));
  if (closure != NULL)
    return refuse_closed (closure, _ ("The clinic"));
  if (!den_calendar_has_hours (calendar, day))
    return g_strdup_printf (_ ("The clinic has no opening hours on this weekday (%s)."),
                            _ (den_weekday_choices[den_day_weekday (day)].label));
  return NULL;
}

static const DenChair *
find_chair_named (const DenCalendar *calendar, const char *name)
{
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (calendar->chairs, i);

      if (g_strcmp0 (chair->name, name) == 0)
        return chair;
    }
  return NULL;
}

static char *
refuse_chair (const DenCalendar *calendar, const char *modality, const char *name, DenDay day)
{
  const DenChair *chair = find_chair_named (calendar, name);
  const DenClosure *closure = find_closure (calendar, name, day);

  if (chair == NULL)
    return g_strdup_printf (_ ("The clinic has no chair “%s”."), name);
  if (chair->out_of_use == 1)
    return g_strdup_printf (_ ("%s is out of use."), name);
  if (!chair_takes (chair, modality))
    return g_strdup_printf (_ ("%s is not for this treatment."), name);
  if (closure != NULL)
    return refuse_closed (closure, name);
  return NULL;
}

static char *
refuse_taken (const DenBusy *busy, GTimeZone *zone)
{
  g_autofree char *from = den_instant_show_time (in_zone ((DenInstant){ busy->from_us, 0 }, zone));
  g_autofree char *to = den_instant_show_time (in_zone ((DenInstant){ busy->to_us, 0 }, zone));

  return g_strdup_printf (_ ("%s is taken from %s to %s."), busy->chair, from, to);
}

/* See den-course-rules.h. Without a chair, whether any is free is asked. */
char *
den_schedule_refusal (const DenCalendar *calendar, const GArray *busy, GTimeZone *zone,
                      const char *modality, const char *chair, DenInstant at, gint64 minutes)
{
  DenInstant local = in_zone (at, zone);
  DenDay day = den_instant_day (local);
  gint64 to_us = at.us + minutes * DEN_US_PER_MINUTE;
  const DenBusy *taken;
  char *refusal = refuse_day (calendar, day);

  if (refusal == NULL &&
      !is_within_hours (calendar, zone, day, den_instant_minute_of_day (local), to_us))
    refusal = g_strdup (_ ("The clinic is not open for all of this time."));
  if (refusal != NULL)
    return refusal;
  if (chair == NULL)
    {
      g_auto (DenDayPlan) plan;

      den_day_plan_init (&plan, calendar, busy, zone, modality, day, minutes);
      return find_chair (&plan, den_instant_minute_of_day (local), NULL) != NULL
                 ? NULL
                 : g_strdup (_ ("No chair is free at this time."));
    }
  refusal = refuse_chair (calendar, modality, chair, day);
  taken = find_busy (busy, chair, at.us, to_us);
  if (refusal == NULL && taken != NULL)
    refusal = refuse_taken (taken, zone);
  return refusal;
}
