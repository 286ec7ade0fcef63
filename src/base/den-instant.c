/* Instants as RFC 3339 writes them, with the offset kept. */
#include "den-instant.h"

#include <string.h>

#define US_PER_DAY (24 * 60 * DEN_US_PER_MINUTE)
#define MAX_OFFSET_MINUTES (18 * 60)

/* Now, by the system's clock and zone. */
DenInstant
den_instant_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return (DenInstant){ g_get_real_time (),
                       g_date_time_get_utc_offset (now) / (60 * G_USEC_PER_SEC) };
}

gboolean
den_instant_is_known (DenInstant instant)
{
  return instant.us != DEN_UNKNOWN;
}

static gboolean
read_pair (const char *text, int max, int *value)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;
  *value = (text[0] - '0') * 10 + (text[1] - '0');
  return *value <= max;
}

/* Reads the zone: "Z" or "+hh:mm". */
static gboolean
read_offset (const char *text, gint64 *minutes)
{
  int hh, mm;

  *minutes = 0;
  if (strcmp (text, "Z") == 0)
    return TRUE;
  if (strlen (text) != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' ||
      !read_pair (text + 1, 23, &hh) || !read_pair (text + 4, 59, &mm))
    return FALSE;
  *minutes = (text[0] == '-' ? -1 : 1) * (hh * 60 + mm);
  return ABS (*minutes) <= MAX_OFFSET_MINUTES;
}

/* Reads "2026-11-20T09:05:00-05:00": seconds with up to six decimals, an offset or Z. */
gboolean
den_instant_parse (const char *text, DenInstant *instant)
{
  char date[11];
  const char *p;
  DenDay day;
  int hh, mm, ss;
  gint64 fraction = 0, weight = G_USEC_PER_SEC / 10, offset;

  if (strlen (text) < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':')
    return FALSE;
  memcpy (date, text, 10);
  date[10] = '\0';
  if (!den_day_parse_iso (date, &day) || !read_pair (text + 11, 23, &hh) ||
      !read_pair (text + 14, 59, &mm) || !read_pair (text + 17, 59, &ss))
    return FALSE;

  p = text + 19;
  if (*p == '.')
    {
      for (p++; g_ascii_isdigit (*p); p++, weight /= 10)
        {
          if (weight == 0)
            return FALSE;
          fraction += (*p - '0') * weight;
        }
      if (p == text + 20)
        return FALSE;
    }
  if (!read_offset (p, &offset))
    return FALSE;

  instant->us = day * US_PER_DAY + ((hh * 60 + mm - offset) * 60 + ss) * G_USEC_PER_SEC + fraction;
  instant->offset_minutes = offset;
  return TRUE;
}

/* The civil day on the clock that showed INSTANT. */
DenDay
den_instant_day (DenInstant instant)
{
  gint64 local;

  if (!den_instant_is_known (instant))
    return DEN_UNKNOWN;
  local = instant.us + instant.offset_minutes * DEN_US_PER_MINUTE;
  return local >= 0 ? local / US_PER_DAY : -((-local + US_PER_DAY - 1) / US_PER_DAY);
}

/* The minutes after midnight on the clock that showed INSTANT; DEN_UNKNOWN for an unknown one. */
gint64
den_instant_minute_of_day (DenInstant instant)
{
  if (!den_instant_is_known (instant))
    return DEN_UNKNOWN;
  return (instant.us + instant.offset_minutes * DEN_US_PER_MINUTE -
          den_instant_day (instant) * US_PER_DAY) /
         DEN_US_PER_MINUTE;
}

/* "09:05" of a minute of the day, as nurses chart; to be freed. */
char *
den_minute_show_time (gint64 minute)
{
  return g_strdup_printf ("%02d:%02d", (int) (minute / 60), (int) (minute % 60));
}

/* The same of INSTANT, on the clock that showed it; "" for an unknown one. */
char *
den_instant_show_time (DenInstant instant)
{
  if (!den_instant_is_known (instant))
    return g_strdup ("");
  return den_minute_show_time (den_instant_minute_of_day (instant));
}

/* Whole minutes, downwards: 50 minutes and 59 seconds are 50, and a second before is -1.
 * DEN_UNKNOWN where one of the two is. */
gint64
den_minutes_between (DenInstant from, DenInstant to)
{
  gint64 us;

  if (!den_instant_is_known (from) || !den_instant_is_known (to))
    return DEN_UNKNOWN;
  us = to.us - from.us;
  return us >= 0 ? us / DEN_US_PER_MINUTE : -((-us + DEN_US_PER_MINUTE - 1) / DEN_US_PER_MINUTE);
}

/* "2026-11-20T09:05:00-05:00", with decimals only where there are any; NULL when unknown. UTC is
 * written "+00:00", so that text and value are one to one. */
char *
den_instant_to_text (DenInstant instant)
{
  gint64 local, time, offset = ABS (instant.offset_minutes);
  GString *text;
  DenDay day;
  g_autofree char *date = NULL;

  if (!den_instant_is_known (instant))
    return NULL;
  day = den_instant_day (instant);
  local = instant.us + instant.offset_minutes * DEN_US_PER_MINUTE;
  time = local - day * US_PER_DAY;
  date = den_day_to_iso (day);

  text = g_string_new (NULL);
  g_string_printf (text, "%sT%02d:%02d:%02d", date, (int) (time / (60 * DEN_US_PER_MINUTE)),
                   (int) (time / DEN_US_PER_MINUTE % 60), (int) (time / G_USEC_PER_SEC % 60));
  if (time % G_USEC_PER_SEC != 0)
    {
      g_string_append_printf (text, ".%06d", (int) (time % G_USEC_PER_SEC));
      while (text->str[text->len - 1] == '0')
        g_string_truncate (text, text->len - 1);
    }
  g_string_append_printf (text, "%c%02d:%02d", instant.offset_minutes < 0 ? '-' : '+',
                          (int) (offset / 60), (int) (offset % 60));
  return g_string_free (text, FALSE);
}
