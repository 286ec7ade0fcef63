/* Instants: the text they come in and go out as, and the day on the clock that showed them. */
#include "den-instant.h"

/* Read, written again, and its civil day. */
static const struct
{
  const char *text, *written, *day;
  gint64 us, offset;
} cases[] = {
  { "2026-11-20T09:05:00-05:00", "2026-11-20T09:05:00-05:00", "2026-11-20",
    G_GINT64_CONSTANT (1795183500000000), -300 },
  { "2026-11-20T14:05:00Z", "2026-11-20T14:05:00+00:00", "2026-11-20",
    G_GINT64_CONSTANT (1795183500000000), 0 },
  { "2026-11-20T23:59:59.5-08:00", "2026-11-20T23:59:59.5-08:00", "2026-11-20",
    G_GINT64_CONSTANT (1795247999500000), -480 },
  { "2026-11-21T00:30:00+14:00", "2026-11-21T00:30:00+14:00", "2026-11-21",
    G_GINT64_CONSTANT (1795170600000000), 840 },
  { "1970-01-01T00:00:00.000001+00:00", "1970-01-01T00:00:00.000001+00:00", "1970-01-01", 1, 0 },
  { "1969-12-31T23:59:59.999999+00:00", "1969-12-31T23:59:59.999999+00:00", "1969-12-31", -1, 0 },
  { "1970-01-01T00:30:00+01:00", "1970-01-01T00:30:00+01:00", "1970-01-01",
    G_GINT64_CONSTANT (-1800000000), 60 },
  { "2026-11-20T09:05:00-00:30", "2026-11-20T09:05:00-00:30", "2026-11-20",
    G_GINT64_CONSTANT (1795167300000000), -30 },
};

static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenInstant instant = DEN_INSTANT_UNKNOWN;
      g_autofree char *written = NULL;
      g_autofree char *day = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (den_instant_parse (cases[i].text, &instant));
      g_assert_cmpint (instant.us, ==, cases[i].us);
      g_assert_cmpint (instant.offset_minutes, ==, cases[i].offset);
      written = den_instant_to_text (instant);
      g_assert_cmpstr (written, ==, cases[i].written);
      day = den_day_to_iso (den_instant_day (instant));
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

static void
test_refused (void)
{
  static const char *const refused[] = {
    "",
    "2026-11-20",
    "2026-11-20T09:05:00",
    "2026-11-20 09:05:00-05:00",
    "2026-11-20T09:05-05:00",
    "2026-11-20T24:00:00Z",
    "2026-11-20T09:60:00Z",
    "2026-11-20T09:05:60Z",
    "2026-02-29T09:05:00Z",
    "2026-11-20T09:05:00z",
    "2026-11-20T09:05:00.Z",
    "2026-11-20T09:05:00.1234567Z",
    "2026-11-20T09:05:00-5:00",
    "2026-11-20T09:05:00-0500",
    "2026-11-20T09:05:00+19:00",
    "2026-11-20T09:05:00+05:60",
    "2026-11-20T09:05:00Z ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      DenInstant instant;

      g_test_message ("%s", refused[i]);
      g_assert_false (den_instant_parse (refused[i], &instant));
    }
}

/* The time of day is the one that the clock showed; minutes are counted by the instants. */
static void
test_times (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *time; /* of TO */
    gint64 minutes;
  } spans[] = {
    { "2026-11-20T09:05:00-05:00", "2026-11-20T09:05:59-05:00", "09:05", 0 },
    { "2026-11-20T09:05:00-05:00", "2026-11-20T09:55:59-05:00", "09:55", 50 },
    { "2026-11-20T09:05:00-05:00", "2026-11-20T09:04:59-05:00", "09:04", -1 },
    { "2026-11-20T23:50:00-05:00", "2026-11-21T00:10:00-05:00", "00:10", 20 },
    { "2026-11-01T01:50:00-04:00", "2026-11-01T01:10:00-05:00", "01:10", 20 },
    { "1969-12-31T23:59:30Z", "1970-01-01T00:00:30Z", "00:00", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *time = NULL;
      DenInstant from, to;

      g_test_message ("%s to %s", spans[i].from, spans[i].to);
      g_assert_true (den_instant_parse (spans[i].from, &from));
      g_assert_true (den_instant_parse (spans[i].to, &to));
      time = den_instant_show_time (to);
      g_assert_cmpstr (time, ==, spans[i].time);
      g_assert_cmpint (den_minutes_between (from, to), ==, spans[i].minutes);
    }
}

static void
test_unknown (void)
{
  g_autofree char *text = den_instant_to_text (DEN_INSTANT_UNKNOWN);
  g_autofree char *time = den_instant_show_time (DEN_INSTANT_UNKNOWN);

  g_assert_false (den_instant_is_known (DEN_INSTANT_UNKNOWN));
  g_assert_true (den_instant_is_known (den_instant_now ()));
  g_assert_null (text);
  g_assert_cmpint (den_instant_day (DEN_INSTANT_UNKNOWN), ==, DEN_UNKNOWN);
  g_assert_cmpstr (time, ==, "");
  g_assert_cmpint (den_minutes_between (den_instant_now (), DEN_INSTANT_UNKNOWN), ==, DEN_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instant/round-trip", test_round_trip);
  g_test_add_func ("/instant/refused", test_refused);
  g_test_add_func ("/instant/times", test_times);
  g_test_add_func ("/instant/unknown", test_unknown);
  return g_test_run ();
}
