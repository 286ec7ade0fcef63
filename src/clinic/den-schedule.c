/* Where sessions can lie: opening hours, closed days, chairs, and the spacing of a protocol. */
#include "den-course-rules.h"
#include "den-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define US_PER_SECOND G_USEC_PER_SEC
#define MINUTES_PER_DAY (24 * 60)
#define DAYS_PER_WEEK 7
#define DAYS_PER_YEAR 366
#define LAYOUT_STEP 15 /* minutes between the starts that a layout tries */
#define MOST_WEEKLY_SHIFT                                                                          \
  2 /* days that a weekly session may come early to go round closed days                           \
     */

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

static gboolean
has_hours (const DenCalendar *calendar, DenDay day)
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
  return has_hours (calendar, day) && find_closure (calendar, NULL, day) == NULL;
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

/* What a day is searched for. */
typedef struct
{
  const DenCalendar *calendar;
  GArray *busy; /* DenBusy of that day alone */
  GTimeZone *zone;
  GPtrArray *chairs; /* DenChair that can be booked on the day, by rank; not owned */
  DenDay day;
  gint64 minutes;
} DayPlan;

static void
day_plan_init (DayPlan *plan, const DenCalendar *calendar, const GArray *busy, GTimeZone *zone,
               const char *modality, DenDay day, gint64 minutes)
{
  gint64 from_us = den_instant_of_local (day, 0, zone).us;
  gint64 to_us = den_instant_of_local (day + 1, 0, zone).us;

  *plan = (DayPlan){ calendar, g_array_new (FALSE, FALSE, sizeof (DenBusy)),
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

static void
day_plan_clear (DayPlan *plan)
{
  g_clear_pointer (&plan->busy, g_array_unref);
  g_clear_pointer (&plan->chairs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DayPlan, day_plan_clear)

/* The first chair that is free from MINUTE on, WISHED before all others; NULL for none. */
static const DenChair *
find_chair (const DayPlan *plan, gint64 minute, const char *wished)
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
static gboolean
find_start (const DayPlan *plan, gint64 wished, const char *chair_wished, DenSlot *slot)
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
  g_auto (DayPlan) plan;

  day_plan_init (&plan, calendar, busy, zone, modality, day, minutes);
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
  if (!has_hours (calendar, day))
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
      g_auto (DayPlan) plan;

      day_plan_init (&plan, calendar, busy, zone, modality, day, minutes);
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

/* ---- laying out a series ---- */

/* A series while it is laid out. */
typedef struct
{
  const DenLayout *layout;
  const char *modality;
  const DenProtocolPhase *phase; /* of the session to be placed */
  gint64 interval;               /* days from one session to the next */
  gboolean is_induction;
  DenDay last;        /* the session before; unknown */
  DenDay last_target; /* where that one should have been */
  GArray *slots;
} Series;

static DenDay
monday_of (DenDay day)
{
  return day - (DenDay) den_day_weekday (day);
}

/* Sessions already in the calendar week of DAY. */
static gint64
count_in_week (const Series *series, DenDay day)
{
  gint64 n = 0;

  for (guint i = 0; i < series->slots->len; i++)
    if (monday_of (g_array_index (series->slots, DenSlot, i).day) == monday_of (day))
      n++;
  return n;
}

/* Whether several sessions a week are wanted. */
static gboolean
is_several_a_week (const Series *series)
{
  return series->phase->per_week != DEN_UNKNOWN && series->phase->per_week > 1;
}

/* The first day that the spacing allows. In induction it is the protocol's least distance; later it
 * is the interval, which may be shortened a little to go round closed days. */
static DenDay
earliest_day (const Series *series)
{
  const DenProtocol *protocol = series->layout->protocol;
  gint64 apart = protocol->min_days_apart != DEN_UNKNOWN ? protocol->min_days_apart : 1;

  if (series->last == DEN_UNKNOWN)
    return series->layout->from;
  if (!series->is_induction || !is_several_a_week (series))
    apart = MAX (apart, series->interval >= DAYS_PER_WEEK ? series->interval - MOST_WEEKLY_SHIFT
                                                          : series->interval);
  return MAX (series->layout->from, series->last + apart);
}

static gboolean
is_wished (const DenLayout *layout, DenDay day)
{
  return layout->weekdays == 0 || (layout->weekdays & (1U << den_day_weekday (day))) != 0;
}

/* How far DAY is from where the interval after the last session points, doubled and multiplied by
 * the sessions a week, so that half days stay whole numbers. */
static gint64
distance (const Series *series, DenDay day)
{
  gint64 per_week = is_several_a_week (series) ? series->phase->per_week : 1;
  gint64 step = is_several_a_week (series) ? DAYS_PER_WEEK : series->interval;
  gint64 wanted = MAX (series->last * per_week + step, series->layout->from * per_week);

  return ABS (day * per_week - wanted);
}

static gboolean
fits_week (const Series *series, DenDay day)
{
  return !is_several_a_week (series) || count_in_week (series, day) < series->phase->per_week;
}

/* Where the next session should be, were no day closed or full: of the weekdays wished the day that
 * is nearest to the interval. Of two as near, the earlier in induction, which is to end in its
 * weeks, and the later in maintenance. */
static DenDay
target_day (const Series *series)
{
  DenDay earliest = earliest_day (series), best = DEN_UNKNOWN;

  for (DenDay day = earliest; day < earliest + series->interval + 2 * DAYS_PER_WEEK; day++)
    {
      if (!is_wished (series->layout, day) || !fits_week (series, day) ||
          (series->layout->weekdays == 0 && !has_hours (series->layout->calendar, day)))
        continue;
      if (series->last == DEN_UNKNOWN)
        return day;
      if (best == DEN_UNKNOWN || distance (series, day) < distance (series, best) ||
          (!series->is_induction && distance (series, day) == distance (series, best)))
        best = day;
    }
  return best != DEN_UNKNOWN ? best : earliest;
}

static gboolean
place_on (const Series *series, DenDay day, DenSlot *slot)
{
  const DenLayout *layout = series->layout;
  g_auto (DayPlan) plan = { 0 };

  if (!den_calendar_is_open (layout->calendar, day) || !fits_week (series, day))
    return FALSE;
  day_plan_init (&plan, layout->calendar, layout->busy, layout->zone, series->modality, day,
                 layout->protocol->booking_minutes);
  return find_start (&plan, layout->minute, layout->chair, slot);
}

/* The place nearest to TARGET within a year; FALSE for none. */
static gboolean
place_near (const Series *series, DenDay target, DenSlot *slot)
{
  DenDay earliest = earliest_day (series);

  for (gint64 shift = 0; shift <= DAYS_PER_YEAR; shift++)
    {
      DenDay first = series->is_induction ? target - shift : target + shift;
      DenDay second = series->is_induction ? target + shift : target - shift;

      if (first >= earliest && place_on (series, first, slot))
        return TRUE;
      if (shift > 0 && second >= earliest && place_on (series, second, slot))
        return TRUE;
    }
  return FALSE;
}

/* Whether the slot is later than the spacing wants: after the session before, and after where that
 * one should have been. */
static gboolean
is_late (const Series *series, DenDay day, DenDay target)
{
  gint64 most = is_several_a_week (series) ? DAYS_PER_WEEK - 1 : series->interval;

  if (!is_several_a_week (series) && series->phase->interval_days_max != DEN_UNKNOWN)
    most = MAX (most, series->phase->interval_days_max);
  return series->last != DEN_UNKNOWN && day > series->layout->from && day - series->last > most &&
         target - series->last_target > most;
}

static gboolean
place_next (Series *series)
{
  const DenLayout *layout = series->layout;
  DenDay target = target_day (series);
  DenSlot slot;

  if (!place_near (series, target, &slot))
    return FALSE;
  slot.moved = slot.day != target || is_late (series, slot.day, target) ||
               (layout->minute != DEN_UNKNOWN && slot.minute != layout->minute);
  g_array_append_val (series->slots, slot);
  series->last = slot.day;
  series->last_target = target;
  return TRUE;
}

/* How many sessions of PHASE are still to be placed; the rest of the layout where it is open. */
static gint64
left_in_phase (const DenLayout *layout, const DenProtocolPhase *phase, gint64 done, gint64 placed)
{
  gint64 left = phase->sessions != DEN_UNKNOWN ? MAX (phase->sessions - done, 0)
                : layout->n > 0                ? (gint64) layout->n
                                               : 0;

  return layout->n > 0 ? MIN (left, (gint64) layout->n - placed) : left;
}

static void
enter_phase (Series *series, const DenProtocolPhase *phase)
{
  const DenLayout *layout = series->layout;

  series->phase = phase;
  series->is_induction = phase->phase != DEN_PHASE_MAINTENANCE;
  series->interval = phase->interval_days != DEN_UNKNOWN ? phase->interval_days : 1;
  if (!series->is_induction && layout->interval_days > 0)
    series->interval = layout->interval_days;
}

/* See den-course-rules.h. The array is the caller's; the chairs' names are the calendar's. */
GArray *
den_schedule_lay_out (const DenLayout *layout)
{
  const GPtrArray *phases = layout->protocol->phases;
  Series series = { .layout = layout,
                    .modality = den_modality_choices[layout->protocol->modality].word,
                    .last = layout->last_on,
                    .last_target = layout->last_on,
                    .slots = g_array_new (FALSE, FALSE, sizeof (DenSlot)) };

  for (guint i = (guint) MAX (layout->first_phase, 0); i < phases->len; i++)
    {
      gint64 done = (int) i == layout->first_phase ? layout->done_in_phase : 0;
      gint64 left;

      enter_phase (&series, g_ptr_array_index (phases, i));
      left = left_in_phase (layout, series.phase, done, series.slots->len);
      if (layout->n == 0 && series.phase->sessions == DEN_UNKNOWN)
        break;
      for (; left > 0; left--)
        if (!place_next (&series))
          return series.slots;
    }
  return series.slots;
}
