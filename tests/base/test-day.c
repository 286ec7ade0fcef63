/* Civil days: reading, writing, ages, and moving by months. */
#include "den-day.h"

static DenDay
day_of (const char *iso)
{
  DenDay day = DEN_UNKNOWN;

  g_assert_true (den_day_parse_iso (iso, &day));
  return day;
}

static void
assert_day (DenDay day, const char *iso)
{
  g_autofree char *text = den_day_to_iso (day);

  g_assert_cmpstr (text, ==, iso);
}

/* Every day of four centuries follows the one before it and splits back. */
static void
test_calendar (void)
{
  DenDay expected = den_day_new (1800, 1, 1);

  for (int year = 1800; year < 2200; year++)
    for (int month = 1; month <= 12; month++)
      for (int day = 1; day <= 31; day++)
        {
          DenDay made = den_day_new (year, month, day);
          int y, m, d;

          if (made == DEN_UNKNOWN)
            continue;
          g_assert_cmpint (made, ==, expected);
          den_day_split (made, &y, &m, &d);
          g_assert_true (y == year && m == month && d == day);
          expected++;
        }
  g_assert_cmpint (expected, ==, den_day_new (2200, 1, 1));
  g_assert_cmpint (den_day_new (1970, 1, 1), ==, 0);
  g_assert_cmpint (den_day_new (2000, 3, 1), ==, 11017);
}

static void
test_no_such_day (void)
{
  static const struct
  {
    int year, month, day;
  } cases[] = { { 2026, 2, 29 }, { 2100, 2, 29 }, { 2026, 4, 31 },  { 2026, 0, 1 }, { 2026, 13, 1 },
                { 2026, 1, 0 },  { 2026, 1, 32 }, { 1799, 12, 31 }, { 3000, 1, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (den_day_new (cases[i].year, cases[i].month, cases[i].day), ==, DEN_UNKNOWN);
  g_assert_cmpint (den_day_new (2000, 2, 29), !=, DEN_UNKNOWN);
  g_assert_cmpint (den_day_new (2024, 2, 29), !=, DEN_UNKNOWN);
}

/* What is typed, and what it is; NULL where it is no day. iso: whether chart files take it. */
static const struct
{
  const char *text, *day;
  gboolean iso;
} readings[] = {
  { "2026-11-21", "2026-11-21", TRUE },
  { "11/21/2026", "2026-11-21", FALSE },
  { "1/2/2026", "2026-01-02", FALSE },
  { "11-21-2026", "2026-11-21", FALSE },
  { "11.21.2026", "2026-11-21", FALSE },
  { "11212026", "2026-11-21", FALSE },
  { "  11/21/2026 ", "2026-11-21", FALSE },
  { "02/29/2024", "2024-02-29", FALSE },
  { "02/29/2026", NULL, FALSE },
  { "21/11/2026", NULL, FALSE },
  { "11/21/26", NULL, FALSE },
  { "11/21-2026", NULL, FALSE },
  { "11/21/20266", NULL, FALSE },
  { "11/21/2026x", NULL, FALSE },
  { "2026-1-2", NULL, FALSE },
  { "2026-11-21T00:00", NULL, FALSE },
  { "2026/11/21", NULL, FALSE },
  { "1121202", NULL, FALSE },
  { "112120266", NULL, FALSE },
  { "today", NULL, FALSE },
  { "", NULL, FALSE },
  { "/", NULL, FALSE },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      DenDay day = DEN_UNKNOWN, iso = DEN_UNKNOWN;

      g_test_message ("%s", readings[i].text);
      g_assert_cmpint (den_day_parse (readings[i].text, &day), ==, readings[i].day != NULL);
      if (readings[i].day != NULL)
        assert_day (day, readings[i].day);
      g_assert_cmpint (den_day_parse_iso (readings[i].text, &iso), ==, readings[i].iso);
    }
}

static void
test_print (void)
{
  g_autofree char *us = den_day_to_us (day_of ("2026-01-02"));
  g_autofree char *unknown_us = den_day_to_us (DEN_UNKNOWN);

  g_assert_cmpstr (us, ==, "01/02/2026");
  g_assert_null (unknown_us);
  assert_day (day_of ("1900-01-01"), "1900-01-01");
  assert_day (DEN_UNKNOWN, NULL);
}

static void
test_age (void)
{
  static const struct
  {
    const char *birth, *on;
    int age;
  } cases[] = {
    { "2008-11-21", "2026-11-20", 17 }, { "2008-11-21", "2026-11-21", 18 },
    { "1961-12-31", "2026-01-01", 64 }, { "2008-02-29", "2026-02-28", 17 },
    { "2008-02-29", "2026-03-01", 18 }, { "2026-11-21", "2026-11-21", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (den_day_age (day_of (cases[i].birth), day_of (cases[i].on)), ==, cases[i].age);
}

static void
test_add_months (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } cases[] = {
    { "2026-01-31", 1, "2026-02-28" },  { "2024-01-31", 1, "2024-02-29" },
    { "2026-11-21", 2, "2027-01-21" },  { "2026-11-21", -11, "2025-12-21" },
    { "2026-03-31", -1, "2026-02-28" }, { "2026-12-01", 0, "2026-12-01" },
    { "2024-02-29", 12, "2025-02-28" }, { "2024-02-29", -48, "2020-02-29" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_day (den_day_add_months (day_of (cases[i].from), cases[i].months), cases[i].to);
  assert_day (den_day_add_years (day_of ("2024-02-29"), -5), "2019-02-28");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/calendar", test_calendar);
  g_test_add_func ("/day/no-such-day", test_no_such_day);
  g_test_add_func ("/day/parse", test_parse);
  g_test_add_func ("/day/print", test_print);
  g_test_add_func ("/day/age", test_age);
  g_test_add_func ("/day/add-months", test_add_months);
  return g_test_run ();
}
