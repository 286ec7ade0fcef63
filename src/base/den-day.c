/* Civil days: parsing, printing, and the arithmetic a clinic needs. */
#include "den-day.h"

#include <stdio.h>
#include <string.h>

#define FIRST_YEAR 1800
#define LAST_YEAR 2999

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* The day of a Gregorian date in the years 1800 to 2999; DEN_UNKNOWN where there is no such date.
 * The month is shifted to begin in March, so that the leap day is a year's last. */
DenDay
den_day_new (int year, int month, int day)
{
  gint64 y, era, year_of_era, day_of_year;

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
      day > days_in_month (year, month))
    return DEN_UNKNOWN;

  y = month > 2 ? year : year - 1;
  era = y / 400;
  year_of_era = y - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

/* The date of a known day. Each of the three may be NULL. */
void
den_day_split (DenDay day, int *year, int *month, int *day_of_month)
{
  gint64 z = day + 719468;
  gint64 era = z / 146097;
  gint64 day_of_era = z - era * 146097;
  gint64 year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted = (5 * day_of_year + 2) / 153;
  int m = (int) (shifted < 10 ? shifted + 3 : shifted - 9);

  g_return_if_fail (day != DEN_UNKNOWN);

  if (day_of_month)
    *day_of_month = (int) (day_of_year - (153 * shifted + 2) / 5 + 1);
  if (month)
    *month = m;
  if (year)
    *year = (int) (year_of_era + era * 400 + (m <= 2 ? 1 : 0));
}

/* The local date. Rules never call this: the day is handed to them. */
DenDay
den_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return den_day_new (g_date_time_get_year (now), g_date_time_get_month (now),
                      g_date_time_get_day_of_month (now));
}

/* Reads exactly N digits. */
static gboolean
read_digits (const char **text, int n, int *value)
{
  *value = 0;
  for (int i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (**text - '0');
    }
  return TRUE;
}

/* Reads one or two digits. */
static gboolean
read_one_or_two_digits (const char **text, int *value)
{
  if (!read_digits (text, 1, value))
    return FALSE;
  if (g_ascii_isdigit (**text))
    *value = *value * 10 + (*(*text)++ - '0');
  return TRUE;
}

/* Reads "2026-11-21" and nothing else. */
gboolean
den_day_parse_iso (const char *text, DenDay *day)
{
  int y, m, d;

  if (!read_digits (&text, 4, &y) || *text++ != '-' || !read_digits (&text, 2, &m) ||
      *text++ != '-' || !read_digits (&text, 2, &d) || *text != '\0')
    return FALSE;
  *day = den_day_new (y, m, d);
  return *day != DEN_UNKNOWN;
}

/* Reads what a front desk types: 2026-11-21, 11/21/2026, 11-21-2026, 11.21.2026 or 11212026, with
 * blanks around it. The year has four digits: two could be either century. */
gboolean
den_day_parse (const char *text, DenDay *day)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *p = trimmed;
  int y, m, d;
  char separator;

  if (den_day_parse_iso (trimmed, day))
    return TRUE;

  if (strlen (trimmed) == 8 && strspn (trimmed, "0123456789") == 8)
    {
      read_digits (&p, 2, &m);
      read_digits (&p, 2, &d);
      read_digits (&p, 4, &y);
    }
  else
    {
      if (!read_one_or_two_digits (&p, &m))
        return FALSE;
      separator = *p++;
      if (separator != '/' && separator != '-' && separator != '.')
        return FALSE;
      if (!read_one_or_two_digits (&p, &d) || *p++ != separator || !read_digits (&p, 4, &y) ||
          *p != '\0')
        return FALSE;
    }
  *day = den_day_new (y, m, d);
  return *day != DEN_UNKNOWN;
}

/* Writes the last N digits of VALUE. */
static void
write_digits (char *to, int n, int value)
{
  for (; n > 0; n--, value /= 10)
    to[n - 1] = (char) ('0' + value % 10);
}

/* "2026-11-21"; NULL for an unknown day. */
char *
den_day_to_iso (DenDay day)
{
  int y, m, d;

  if (day == DEN_UNKNOWN)
    return NULL;
  den_day_split (day, &y, &m, &d);
  return g_strdup_printf ("%04d-%02d-%02d", y, m, d);
}

/* "11/21/2026", the order US payers' forms ask for; NULL for an unknown day. A verdict says some
 * twenty dates, which is why this does not go through printf. */
char *
den_day_to_us (DenDay day)
{
  static const char form[] = "MM/DD/YYYY";
  char *text;
  int y, m, d;

  if (day == DEN_UNKNOWN)
    return NULL;
  den_day_split (day, &y, &m, &d);
  text = g_memdup2 (form, sizeof form);
  write_digits (text, 2, m);
  write_digits (text + 3, 2, d);
  write_digits (text + 6, 4, y);
  return text;
}

/* Completed years from BIRTH to ON. Someone born on February 29 comes of age on March 1. */
int
den_day_age (DenDay birth, DenDay on)
{
  int by, bm, bd, y, m, d;

  den_day_split (birth, &by, &bm, &bd);
  den_day_split (on, &y, &m, &d);
  return y - by - (m < bm || (m == bm && d < bd) ? 1 : 0);
}

/* The same date YEARS later (earlier when negative); February 29 becomes February 28. */
DenDay
den_day_add_years (DenDay day, int years)
{
  return den_day_add_months (day, 12 * years);
}

/* The same day of the month MONTHS later (earlier when negative), or that month's last. */
DenDay
den_day_add_months (DenDay day, int months)
{
  int y, m, d, count;

  den_day_split (day, &y, &m, &d);
  count = y * 12 + m - 1 + months;
  y = count / 12;
  m = count % 12 + 1;
  return den_day_new (y, m, MIN (d, days_in_month (y, m)));
}
