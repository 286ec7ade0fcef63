/* A series laid out over days, by the spacing of its protocol. */
#include "den-schedule-private.h"

#define DAYS_PER_WEEK 7
#define DAYS_PER_YEAR 366
#define MOST_WEEKLY_SHIFT                                                                          \
  2 /* days that a weekly session may come early to go round closed days                           \
     */

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

/* Sessions in the calendar week of DAY: those laid out, and those before the layout. */
static gint64
count_in_week (const Series *series, DenDay day)
{
  const DenLayout *layout = series->layout;
  gint64 n = 0;

  if (layout->last_on != DEN_UNKNOWN && monday_of (layout->last_on) == monday_of (day))
    n = 1 + (gint64) layout->in_last_week;
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
          (series->layout->weekdays == 0 &&
           !den_calendar_has_hours (series->layout->calendar, day)))
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
  g_auto (DenDayPlan) plan = { 0 };

  if (!den_calendar_is_open (layout->calendar, day) || !fits_week (series, day))
    return FALSE;
  den_day_plan_init (&plan, layout->calendar, layout->busy, layout->zone, series->modality, day,
                     layout->protocol->booking_minutes);
  return den_day_plan_find_start (&plan, layout->minute, layout->chair, slot);
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
