/* Where sessions can lie: series over holidays and missed weeks, full chairs, the end of the day,
 * the changes to and from daylight saving time. */
#include "course-fixture.h"
#include "den-course-rules.h"

#include <string.h>

#define TUE_FRI (1U << DEN_TUESDAY | 1U << DEN_FRIDAY)
#define MON_WED (1U << DEN_MONDAY | 1U << DEN_WEDNESDAY)
#define MON_THU (1U << DEN_MONDAY | 1U << DEN_THURSDAY)
#define NINE (9 * 60)
#define US_PER_MINUTE G_GINT64_CONSTANT (60000000)

static GTimeZone *new_york;

/* ---- a clinic ---- */

static void
add_chair (DenCalendar *calendar, const char *name, const char *modalities)
{
  DenChair *chair = den_record_new (&den_chair_type);

  chair->name = g_strdup (name);
  chair->rank = calendar->chairs->len + 1;
  chair->modalities = g_strdup (modalities);
  g_ptr_array_add (calendar->chairs, chair);
}

static void
add_opening (DenCalendar *calendar, DenWeekday weekday, const char *opens, const char *closes)
{
  DenOpening *opening = den_record_new (&den_opening_type);

  opening->weekday = weekday;
  opening->opens = g_strdup (opens);
  opening->closes = g_strdup (closes);
  g_ptr_array_add (calendar->openings, opening);
}

static void
close_days (DenCalendar *calendar, const char *from, const char *to, const char *chair,
            const char *reason)
{
  DenClosure *closure = den_record_new (&den_closure_type);

  closure->from_on = fixture_day (from);
  closure->to_on = to != NULL ? fixture_day (to) : DEN_UNKNOWN;
  closure->chair = g_strdup (chair);
  closure->reason = g_strdup (reason);
  g_ptr_array_add (calendar->closures, closure);
}

/* Two chairs, Monday to Friday from 08:00 to 17:00. */
static DenCalendar *
make_calendar (void)
{
  DenCalendar *calendar = den_calendar_new ();

  add_chair (calendar, "Chair 1", NULL);
  add_chair (calendar, "Chair 2", NULL);
  for (int weekday = DEN_MONDAY; weekday <= DEN_FRIDAY; weekday++)
    add_opening (calendar, (DenWeekday) weekday, "08:00", "17:00");
  return calendar;
}

static GArray *
make_busy (void)
{
  return g_array_new (FALSE, FALSE, sizeof (DenBusy));
}

static void
take_chair (GArray *busy, const char *chair, const char *from, const char *to)
{
  DenBusy taken = { chair, fixture_instant (from).us, fixture_instant (to).us };

  g_array_append_val (busy, taken);
}

/* ---- series ---- */

/* A series: what it is asked for, and the days that it takes, "+" behind one that was moved. */
static const struct
{
  const char *name;
  const char *protocol;
  const char *from;
  const char *last_on; /* NULL: none before */
  int first_phase;
  gint64 done;
  guint n;
  guint weekdays;
  gint64 interval_days;
  const char *closed; /* "first last, first last" */
  const char *days;
} series[] = {
  { "twice a week", "esketamine-trd", "2026-11-30", NULL, 0, 0, 8, TUE_FRI, 0, NULL,
    "12-01 12-04 12-08 12-11 12-15 12-18 12-22 12-25" },
  { "begins on the second weekday", "esketamine-trd", "2026-12-02", NULL, 0, 0, 3, TUE_FRI, 0, NULL,
    "12-04 12-08 12-11" },
  { "two days apart at the least", "esketamine-trd", "2026-12-01", NULL, 0, 0, 4, MON_WED, 0, NULL,
    "12-02 12-07 12-09 12-14" },
  { "Thanksgiving and the day after", "esketamine-trd", "2026-11-20", NULL, 0, 0, 5, TUE_FRI, 0,
    "2026-11-26 2026-11-27", "11-20 11-24 11-30+ 12-04 12-08" },
  { "a closed Tuesday goes to Monday", "esketamine-trd", "2026-12-01", NULL, 0, 0, 4, TUE_FRI, 0,
    "2026-12-08 2026-12-08", "12-01 12-04 12-07+ 12-11" },
  { "a closed Friday goes to Thursday", "esketamine-trd", "2026-12-01", NULL, 0, 0, 4, TUE_FRI, 0,
    "2026-12-04 2026-12-04", "12-01 12-03+ 12-08 12-11" },
  { "a closed Wednesday does not go to the day after a session", "esketamine-trd", "2026-12-07",
    NULL, 0, 0, 3, MON_WED, 0, "2026-12-09 2026-12-09", "12-07 12-10+ 12-14" },
  { "two closed weeks", "esketamine-trd", "2026-12-15", NULL, 0, 0, 5, TUE_FRI, 0,
    "2026-12-21 2027-01-03", "12-15 12-18 01-04+ 01-08 01-12" },
  { "a missed week", "esketamine-trd", "2026-12-14", "2026-12-04", 0, 2, 3, TUE_FRI, 0, NULL,
    "12-15+ 12-18 12-22" },
  { "any weekday", "esketamine-trd", "2026-11-30", NULL, 0, 0, 5, 0, 0, NULL,
    "11-30 12-03 12-07 12-10 12-14" },
  { "induction, then once a week on one of its weekdays", "esketamine-trd", "2026-12-14",
    "2026-12-11", 0, 6, 4, TUE_FRI, 0, NULL, "12-15 12-18 12-25 01-01" },
  { "what is left of the closed phases", "esketamine-trd", "2026-12-14", "2026-12-11", 1, 2, 0,
    TUE_FRI, 0, NULL, "12-18 12-25" },
  { "once a week around a holiday and back", "esketamine-trd", "2026-11-13", "2026-11-12", 1, 0, 4,
    1U << DEN_THURSDAY, 0, "2026-11-26 2026-11-26", "11-19 11-27+ 12-03 12-10" },
  { "a long weekend is passed before it", "esketamine-trd", "2026-11-14", "2026-11-13", 1, 0, 4,
    1U << DEN_FRIDAY, 0, "2026-11-26 2026-11-27", "11-20 11-25+ 12-04 12-11" },
  { "never less than five days for a week", "esketamine-trd", "2026-11-14", "2026-11-13", 1, 0, 3,
    1U << DEN_FRIDAY, 0, "2026-11-25 2026-11-27", "11-20 11-30+ 12-11+" },
  { "every two weeks", "esketamine-trd", "2026-12-01", "2026-11-24", 2, 0, 4, 1U << DEN_TUESDAY, 14,
    NULL, "12-08 12-22 01-05 01-19" },
  { "six infusions in three weeks", "ketamine-iv", "2026-11-30", NULL, 0, 0, 6, MON_THU, 0, NULL,
    "11-30 12-03 12-07 12-10 12-14 12-17" },
  { "only the closed phase of infusions", "ketamine-iv", "2026-11-30", NULL, 0, 0, 0, MON_THU, 0,
    NULL, "11-30 12-03 12-07 12-10 12-14 12-17" },
  { "nothing past the last row", "esketamine-mdsi", "2026-11-30", NULL, 0, 6, 5, TUE_FRI, 0, NULL,
    "12-01 12-04" },
};

static void
close_spans (DenCalendar *calendar, const char *spans)
{
  g_auto (GStrv) each = spans != NULL ? g_strsplit (spans, ", ", -1) : NULL;

  for (guint i = 0; each != NULL && each[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (each[i], " ", 2);

      close_days (calendar, ends[0], ends[1], NULL, "Holiday");
    }
}

static char *
tell_days (const GArray *slots)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < slots->len; i++)
    {
      const DenSlot *slot = &g_array_index (slots, DenSlot, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", fixture_iso (slot->day) + 5,
                              slot->moved ? "+" : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_series (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (series); i++)
    {
      g_autoptr (DenCalendar) calendar = make_calendar ();
      g_autoptr (GArray) busy = make_busy ();
      DenLayout layout = { .protocol = fixture_protocol (series[i].protocol),
                           .calendar = calendar,
                           .busy = busy,
                           .zone = new_york,
                           .from = fixture_day (series[i].from),
                           .last_on = series[i].last_on != NULL ? fixture_day (series[i].last_on)
                                                                : DEN_UNKNOWN,
                           .first_phase = series[i].first_phase,
                           .done_in_phase = series[i].done,
                           .n = series[i].n,
                           .weekdays = series[i].weekdays,
                           .minute = NINE,
                           .interval_days = series[i].interval_days };
      g_autoptr (GArray) slots = NULL;
      g_autofree char *days = NULL;

      close_spans (calendar, series[i].closed);
      slots = den_schedule_lay_out (&layout);
      days = tell_days (slots);
      g_test_message ("%s", series[i].name);
      g_assert_cmpstr (days, ==, series[i].days);
      for (guint k = 0; k < slots->len; k++)
        {
          g_assert_cmpint (g_array_index (slots, DenSlot, k).minute, ==, NINE);
          g_assert_cmpint (g_array_index (slots, DenSlot, k).minutes, ==, 150);
        }
    }
}

static DenLayout
layout_of (const DenCalendar *calendar, GArray *busy, const char *from, guint n)
{
  return (DenLayout){ .protocol = fixture_protocol ("esketamine-trd"),
                      .calendar = calendar,
                      .busy = busy,
                      .zone = new_york,
                      .from = fixture_day (from),
                      .last_on = DEN_UNKNOWN,
                      .n = n,
                      .weekdays = TUE_FRI,
                      .minute = NINE };
}

/* Of a whole year of any start, no two sessions of induction are nearer than two days or more than
 * two in a calendar week, and none is on a closed day. */
static void
test_every_start (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (GArray) busy = make_busy ();

  close_days (calendar, "2026-05-25", NULL, NULL, NULL);
  close_days (calendar, "2026-07-03", "2026-07-10", NULL, NULL);
  close_days (calendar, "2026-11-26", "2026-11-27", NULL, NULL);
  close_days (calendar, "2026-12-24", "2027-01-01", NULL, NULL);
  for (int start = 0; start < 365; start++)
    for (guint weekdays = 0; weekdays <= TUE_FRI; weekdays += TUE_FRI)
      {
        DenLayout layout = layout_of (calendar, busy, "2026-01-01", 8);
        g_autoptr (GArray) slots = NULL;

        layout.from += start;
        layout.weekdays = weekdays;
        slots = den_schedule_lay_out (&layout);
        g_assert_cmpuint (slots->len, ==, 8);
        for (guint i = 0; i < slots->len; i++)
          {
            const DenSlot *slot = &g_array_index (slots, DenSlot, i);

            g_assert_true (den_calendar_is_open (calendar, slot->day));
            g_assert_cmpint (slot->day, >=, layout.from);
            if (i >= 1)
              g_assert_cmpint (slot->day - (slot - 1)->day, >=, 2);
            if (i >= 2)
              g_assert_cmpint (slot->day - den_day_weekday (slot->day), >,
                               (slot - 2)->day - den_day_weekday ((slot - 2)->day));
          }
      }
}

/* A clinic that is open on all days: where Friday is closed, Thursday is near enough to Tuesday,
 * but Sunday would be the third of its week. */
static void
test_week_is_full (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (GArray) busy = make_busy ();
  DenLayout layout = layout_of (calendar, busy, "2026-12-01", 3);
  g_autoptr (GArray) slots = NULL;
  g_autofree char *days = NULL;

  add_opening (calendar, DEN_SATURDAY, "08:00", "17:00");
  add_opening (calendar, DEN_SUNDAY, "08:00", "17:00");
  close_days (calendar, "2026-12-04", NULL, NULL, NULL);
  layout.weekdays = 0;
  slots = den_schedule_lay_out (&layout);
  days = tell_days (slots);
  g_assert_cmpstr (days, ==, "12-01 12-03+ 12-07");
}

/* Sessions of the week that were booked before count as well. */
static void
test_week_was_full (void)
{
  static const struct
  {
    guint others;
    const char *days;
  } cases[] = { { 0, "12-04 12-07" }, { 1, "12-07 12-10" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenCalendar) calendar = make_calendar ();
      g_autoptr (GArray) busy = make_busy ();
      DenLayout layout = layout_of (calendar, busy, "2026-12-01", 2);
      g_autoptr (GArray) slots = NULL;
      g_autofree char *days = NULL;

      layout.weekdays = 0;
      layout.last_on = fixture_day ("2026-12-02");
      layout.in_last_week = cases[i].others;
      slots = den_schedule_lay_out (&layout);
      days = tell_days (slots);
      g_assert_cmpstr (days, ==, cases[i].days);
    }
}

/* ---- times and chairs ---- */

/* Where the wished time is taken on the wished chair, another chair comes before another time, and
 * another time before another day. */
static void
test_taken (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (GArray) busy = make_busy ();
  DenLayout layout = layout_of (calendar, busy, "2026-12-01", 3);
  g_autoptr (GArray) slots = NULL;
  const DenSlot *slot;

  layout.chair = "Chair 2";
  take_chair (busy, "Chair 2", "2026-12-01T09:30:00-05:00", "2026-12-01T12:00:00-05:00");
  take_chair (busy, "Chair 1", "2026-12-04T08:00:00-05:00", "2026-12-04T10:00:00-05:00");
  take_chair (busy, "Chair 2", "2026-12-04T08:00:00-05:00", "2026-12-04T10:30:00-05:00");
  take_chair (busy, "Chair 1", "2026-12-08T08:00:00-05:00", "2026-12-08T17:00:00-05:00");
  take_chair (busy, "Chair 2", "2026-12-08T10:00:00-05:00", "2026-12-08T15:00:00-05:00");
  slots = den_schedule_lay_out (&layout);
  g_assert_cmpuint (slots->len, ==, 3);

  slot = &g_array_index (slots, DenSlot, 0);
  g_assert_cmpstr (slot->chair, ==, "Chair 1");
  g_assert_cmpint (slot->minute, ==, NINE);
  g_assert_false (slot->moved);

  slot = &g_array_index (slots, DenSlot, 1);
  g_assert_cmpstr (fixture_iso (slot->day), ==, "2026-12-04");
  g_assert_cmpint (slot->minute, ==, 10 * 60);
  g_assert_cmpstr (slot->chair, ==, "Chair 1");
  g_assert_true (slot->moved);

  /* Two hours and a half fit nowhere on that Tuesday. */
  slot = &g_array_index (slots, DenSlot, 2);
  g_assert_cmpstr (fixture_iso (slot->day), ==, "2026-12-07");
  g_assert_cmpint (slot->minute, ==, NINE);
  g_assert_true (slot->moved);
}

/* A booking that would end after closing is moved earlier, never over the end of the day. */
static void
test_closing (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (GArray) busy = make_busy ();
  DenLayout layout = layout_of (calendar, busy, "2026-12-01", 1);
  g_autoptr (GArray) slots = NULL;

  layout.minute = 16 * 60;
  slots = den_schedule_lay_out (&layout);
  g_assert_cmpint (g_array_index (slots, DenSlot, 0).minute, ==, 14 * 60 + 30);
  g_assert_true (g_array_index (slots, DenSlot, 0).moved);
}

/* Without a wished time the first that is free. */
static void
test_first_free (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (GArray) busy = make_busy ();
  DenLayout layout = layout_of (calendar, busy, "2026-12-01", 1);
  g_autoptr (GArray) slots = NULL;

  layout.minute = DEN_UNKNOWN;
  take_chair (busy, "Chair 1", "2026-12-01T08:00:00-05:00", "2026-12-01T17:00:00-05:00");
  take_chair (busy, "Chair 2", "2026-12-01T08:00:00-05:00", "2026-12-01T10:30:00-05:00");
  slots = den_schedule_lay_out (&layout);
  g_assert_cmpint (g_array_index (slots, DenSlot, 0).minute, ==, 10 * 60 + 30);
  g_assert_cmpstr (g_array_index (slots, DenSlot, 0).chair, ==, "Chair 2");
  g_assert_false (g_array_index (slots, DenSlot, 0).moved);
}

/* Chairs for another treatment, out of use or closed are not taken. */
static void
test_chairs (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (GArray) busy = make_busy ();
  DenLayout layout = layout_of (calendar, busy, "2026-12-01", 2);
  g_autoptr (GArray) slots = NULL;
  DenChair *first = g_ptr_array_index (calendar->chairs, 0);

  first->out_of_use = 1;
  add_chair (calendar, "Infusion room", "ketamine_iv ketamine_im");
  add_chair (calendar, "Chair 3", "esketamine");
  close_days (calendar, "2026-12-01", "2026-12-02", "Chair 2", "Repair");
  slots = den_schedule_lay_out (&layout);
  g_assert_cmpstr (g_array_index (slots, DenSlot, 0).chair, ==, "Chair 3");
  g_assert_cmpstr (g_array_index (slots, DenSlot, 1).chair, ==, "Chair 2");
}

/* Where a year has no room there are fewer, or none, and no end of searching. */
static void
test_no_room (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (DenCalendar) never = den_calendar_new ();
  g_autoptr (GArray) busy = make_busy ();
  DenLayout layout = layout_of (calendar, busy, "2026-12-01", 8);
  g_autoptr (GArray) slots = NULL, none = NULL;

  close_days (calendar, "2026-12-09", "2028-12-31", NULL, "Moved");
  slots = den_schedule_lay_out (&layout);
  g_assert_cmpuint (slots->len, ==, 3);
  layout.calendar = never;
  none = den_schedule_lay_out (&layout);
  g_assert_cmpuint (none->len, ==, 0);
}

/* ---- daylight saving time ---- */

/* The same time on the wall before and after the change, in March and in November. */
static void
test_same_wall_time (void)
{
  static const struct
  {
    const char *day;
    gint64 minute;
    const char *instant;
  } times[] = {
    { "2026-03-06", NINE, "2026-03-06T09:00:00-05:00" },
    { "2026-03-10", NINE, "2026-03-10T09:00:00-04:00" },
    { "2026-10-30", NINE, "2026-10-30T09:00:00-04:00" },
    { "2026-11-03", NINE, "2026-11-03T09:00:00-05:00" },
    /* 02:30 is left out: the first minute after it is 03:00. */
    { "2026-03-08", 2 * 60 + 30, "2026-03-08T03:00:00-04:00" },
    { "2026-03-08", 3 * 60, "2026-03-08T03:00:00-04:00" },
    /* 01:30 comes twice: the first. */
    { "2026-11-01", 90, "2026-11-01T01:30:00-04:00" },
    { "2026-11-01", 0, "2026-11-01T00:00:00-04:00" },
    { "2026-11-01", 24 * 60, "2026-11-02T00:00:00-05:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      DenInstant instant =
          den_instant_of_local (fixture_day (times[i].day), times[i].minute, new_york);
      g_autofree char *text = den_instant_to_text (instant);

      g_assert_cmpstr (text, ==, times[i].instant);
    }
}

/* A series over the change keeps its time, and a chair that is taken is taken at its instant. */
static void
test_series_over_change (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (GArray) busy = make_busy ();
  DenLayout layout = layout_of (calendar, busy, "2026-03-03", 3);
  g_autoptr (GArray) slots = NULL;

  layout.chair = "Chair 1";
  /* 09:00 of summer time is 13:00 UTC; an hour later in winter. */
  take_chair (busy, "Chair 1", "2026-03-10T13:00:00+00:00", "2026-03-10T13:30:00+00:00");
  slots = den_schedule_lay_out (&layout);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (g_array_index (slots, DenSlot, i).minute, ==, NINE);
  g_assert_cmpstr (g_array_index (slots, DenSlot, 1).chair, ==, "Chair 1");
  g_assert_cmpstr (g_array_index (slots, DenSlot, 2).chair, ==, "Chair 2");
}

/* A clinic that is open over the change loses or gains the hour: two hours and a half from 00:30
 * end at 04:00 in March and at 02:00 in November. */
static void
test_hours_over_change (void)
{
  g_autoptr (DenCalendar) calendar = den_calendar_new ();
  DenInstant spring = fixture_instant ("2026-03-08T00:30:00-05:00");
  DenInstant autumn = fixture_instant ("2026-11-01T00:30:00-04:00");
  g_autofree char *late = NULL, *in_time = NULL;

  add_chair (calendar, "Chair 1", NULL);
  add_opening (calendar, DEN_SUNDAY, "00:00", "03:30");
  late = den_schedule_refusal (calendar, NULL, new_york, "esketamine", "Chair 1", spring, 150);
  in_time = den_schedule_refusal (calendar, NULL, new_york, "esketamine", "Chair 1", autumn, 150);
  g_assert_nonnull (late);
  g_assert_null (in_time);
}

/* ---- booking by hand ---- */

/* The free starts of a short day, once a chair; nothing on a closed one. */
static void
test_free (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (GArray) busy = make_busy ();
  g_autoptr (GArray) slots = NULL, closed = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  add_opening (calendar, DEN_SATURDAY, "09:00", "12:00");
  close_days (calendar, "2026-12-12", NULL, NULL, NULL);
  take_chair (busy, "Chair 1", "2026-12-05T09:00:00-05:00", "2026-12-05T10:00:00-05:00");
  slots = den_schedule_free (calendar, busy, new_york, "esketamine", fixture_day ("2026-12-05"),
                             120, 30);
  for (guint i = 0; i < slots->len; i++)
    {
      const DenSlot *slot = &g_array_index (slots, DenSlot, i);

      g_string_append_printf (text, "%d %s;", (int) slot->minute, slot->chair);
    }
  g_assert_cmpstr (text->str, ==, "540 Chair 2;570 Chair 2;600 Chair 1;600 Chair 2;");
  closed = den_schedule_free (calendar, busy, new_york, "esketamine", fixture_day ("2026-12-12"),
                              120, 30);
  g_assert_cmpuint (closed->len, ==, 0);
}

/* Hours with a break at noon: nothing lies over it, and hours that touch are one. */
static void
test_break (void)
{
  g_autoptr (DenCalendar) calendar = den_calendar_new ();
  DenInstant at = fixture_instant ("2026-12-01T11:00:00-05:00");
  g_autofree char *over = NULL, *none = NULL;

  add_chair (calendar, "Chair 1", NULL);
  add_opening (calendar, DEN_TUESDAY, "13:00", "17:00");
  add_opening (calendar, DEN_TUESDAY, "08:00", "12:00");
  over = den_schedule_refusal (calendar, NULL, new_york, NULL, "Chair 1", at, 90);
  g_assert_cmpstr (over, ==, "The clinic is not open for all of this time.");
  add_opening (calendar, DEN_TUESDAY, "12:00", "13:00");
  none = den_schedule_refusal (calendar, NULL, new_york, NULL, "Chair 1", at, 90);
  g_assert_null (none);
}

static const struct
{
  const char *chair;
  const char *at;
  gint64 minutes;
  const char *refusal; /* NULL: it can be */
} bookings[] = {
  { "Chair 2", "2026-12-01T09:00:00-05:00", 150, NULL },
  { "Chair 1", "2026-12-01T09:00:00-05:00", 150, "Chair 1 is taken from 10:00 to 12:30." },
  /* The end of one is the start of the next. */
  { "Chair 1", "2026-12-01T12:30:00-05:00", 150, NULL },
  { "Chair 1", "2026-12-01T08:00:00-05:00", 120, NULL },
  { "Chair 1", "2026-12-01T08:00:00-05:00", 121, "Chair 1 is taken from 10:00 to 12:30." },
  { "Chair 1", "2026-12-01T14:30:00-05:00", 150, NULL },
  { "Chair 1", "2026-12-01T14:31:00-05:00", 150, "The clinic is not open for all of this time." },
  { "Chair 1", "2026-12-01T07:59:00-05:00", 60, "The clinic is not open for all of this time." },
  /* The clinic's own clock decides, whatever zone the instant was written in. */
  { "Chair 2", "2026-12-01T14:00:00+00:00", 150, NULL },
  { "Chair 2", "2026-12-02T03:00:00+00:00", 150, "The clinic is not open for all of this time." },
  { "Chair 1", "2026-12-05T09:00:00-05:00", 150,
    "The clinic has no opening hours on this weekday (Saturday)." },
  { "Chair 1", "2026-12-25T09:00:00-05:00", 150, "The clinic is closed on this day: Christmas." },
  { "Chair 2", "2026-12-03T09:00:00-05:00", 150, "Chair 2 is closed on this day: Repair." },
  { "Old chair", "2026-12-01T09:00:00-05:00", 150, "Old chair is out of use." },
  { "Infusion room", "2026-12-01T09:00:00-05:00", 150, "Infusion room is not for this treatment." },
  { "Chair 9", "2026-12-01T09:00:00-05:00", 150, "The clinic has no chair “Chair 9”." },
  { NULL, "2026-12-01T09:00:00-05:00", 150, NULL },
  { NULL, "2026-12-03T09:00:00-05:00", 150, "No chair is free at this time." },
};

static void
test_refusals (void)
{
  g_autoptr (DenCalendar) calendar = make_calendar ();
  g_autoptr (DenCalendar) empty = den_calendar_new ();
  g_autoptr (GArray) busy = make_busy ();
  g_autofree char *no_hours = NULL;

  add_chair (calendar, "Old chair", NULL);
  ((DenChair *) g_ptr_array_index (calendar->chairs, 2))->out_of_use = 1;
  add_chair (calendar, "Infusion room", "ketamine_iv");
  close_days (calendar, "2026-12-25", NULL, NULL, "Christmas");
  close_days (calendar, "2026-12-03", "2026-12-04", "Chair 2", "Repair");
  take_chair (busy, "Chair 1", "2026-12-01T10:00:00-05:00", "2026-12-01T12:30:00-05:00");
  take_chair (busy, "Chair 1", "2026-12-03T10:00:00-05:00", "2026-12-03T12:30:00-05:00");
  for (gsize i = 0; i < G_N_ELEMENTS (bookings); i++)
    {
      g_autofree char *refusal =
          den_schedule_refusal (calendar, busy, new_york, "esketamine", bookings[i].chair,
                                fixture_instant (bookings[i].at), bookings[i].minutes);

      g_test_message ("%s at %s", bookings[i].chair, bookings[i].at);
      g_assert_cmpstr (refusal, ==, bookings[i].refusal);
    }
  no_hours = den_schedule_refusal (empty, busy, new_york, "esketamine", "Chair 1",
                                   fixture_instant ("2026-12-01T09:00:00-05:00"), 150);
  g_assert_cmpstr (no_hours, ==, "The clinic’s opening hours are not set up.");
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  new_york = g_time_zone_new_identifier ("America/New_York");
  g_assert_nonnull (new_york);
  g_test_add_func ("/schedule/series", test_series);
  g_test_add_func ("/schedule/every-start", test_every_start);
  g_test_add_func ("/schedule/week-is-full", test_week_is_full);
  g_test_add_func ("/schedule/week-was-full", test_week_was_full);
  g_test_add_func ("/schedule/taken", test_taken);
  g_test_add_func ("/schedule/closing", test_closing);
  g_test_add_func ("/schedule/first-free", test_first_free);
  g_test_add_func ("/schedule/chairs", test_chairs);
  g_test_add_func ("/schedule/no-room", test_no_room);
  g_test_add_func ("/schedule/same-wall-time", test_same_wall_time);
  g_test_add_func ("/schedule/series-over-change", test_series_over_change);
  g_test_add_func ("/schedule/hours-over-change", test_hours_over_change);
  g_test_add_func ("/schedule/free", test_free);
  g_test_add_func ("/schedule/break", test_break);
  g_test_add_func ("/schedule/refusals", test_refusals);
  failed = g_test_run ();
  g_time_zone_unref (new_york);
  return failed;
}
