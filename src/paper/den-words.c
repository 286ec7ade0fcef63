/* Values in a paper's words. */
#include "den-words.h"

#include "den-decimal.h"
#include "den-print-text.h"
#include "den-text.h"

#include <string.h>

DenWords *
den_words_make (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/* OWNED, from now on KEPT's; NULL stays NULL. */
const char *
den_words_keep (DenWords *kept, char *owned)
{
  if (owned != NULL)
    g_ptr_array_add (kept, owned);
  return owned;
}

const char *
den_words_print (DenWords *kept, const char *format, ...)
{
  va_list args;
  char *words;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  return den_words_keep (kept, words);
}

/* "11/21/2026", the order US payers read. */
const char *
den_words_day (DenWords *kept, DenDay day)
{
  return den_words_keep (kept, den_day_to_us (day));
}

/* "09:05" on the clock that showed the instant, as nurses chart. */
const char *
den_words_time (DenWords *kept, DenInstant instant)
{
  return den_instant_is_known (instant) ? den_words_keep (kept, den_instant_show_time (instant))
                                        : NULL;
}

const char *
den_words_number (DenWords *kept, gint64 number)
{
  return number == DEN_UNKNOWN ? NULL : den_words_print (kept, "%" G_GINT64_FORMAT, number);
}

/* "84 mg" of micrograms; the number and its unit are not parted. */
const char *
den_words_dose (DenWords *kept, gint64 ug)
{
  g_autofree char *number = NULL;

  if (ug == DEN_UNKNOWN)
    return NULL;
  number = den_decimal_to_text (ug, 1000);
  return den_words_print (kept, "%s" DEN_TIE "mg", number);
}

/* "25%". */
const char *
den_words_percent (DenWords *kept, gint64 permille)
{
  g_autofree char *number = NULL;

  if (permille == DEN_UNKNOWN)
    return NULL;
  number = den_decimal_to_text (permille, 10);
  return den_words_print (kept, "%s%%", number);
}

/* "01/05/2026 to 04/20/2026"; an end that is not known is told, or "today" where it RUNS. NULL
 * where neither day is known. */
const char *
den_words_period (DenWords *kept, DenDay first, DenDay last, gboolean running)
{
  const char *from = den_words_day (kept, first), *to = den_words_day (kept, last);

  if (from != NULL && to != NULL)
    return den_words_print (kept, "%s to %s", from, to);
  if (from != NULL)
    return den_words_print (kept, running ? "%s, ongoing" : "from %s, end not known", from);
  if (to != NULL)
    return den_words_print (kept, "until %s, start not known", to);
  return running ? "ongoing, start not known" : NULL;
}

/* "1 Main St, Suite 2, Springfield, IL 62701" of what is known. */
const char *
den_words_address (DenWords *kept, const char *street, const char *street2, const char *city,
                   const char *state, const char *zip)
{
  g_autoptr (GString) address = g_string_new (NULL);
  const char *parts[] = { street, street2, city, state };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!den_text_is_blank (parts[i]))
      g_string_append_printf (address, "%s%s", address->len > 0 ? ", " : "", parts[i]);
  if (!den_text_is_blank (zip))
    g_string_append_printf (address, "%s%s", address->len > 0 ? " " : "", zip);
  return address->len == 0 ? NULL : den_words_print (kept, "%s", address->str);
}

/* "6 weeks", "10 days", "14 months": how long DAYS are. */
const char *
den_words_days_as_time (DenWords *kept, gint64 days)
{
  if (days == DEN_UNKNOWN)
    return NULL;
  if (days == 1)
    return "1 day";
  if (days < 14)
    return den_words_print (kept, "%" G_GINT64_FORMAT " days", days);
  if (days < 120)
    return den_words_print (kept, "%" G_GINT64_FORMAT " weeks", days / 7);
  return den_words_print (kept, "%" G_GINT64_FORMAT " months", days * 12 / 365);
}

/* A choice's label, in English; NULL for an unknown value. */
const char *
den_words_choice (const DenChoice *choices, gint64 value)
{
  return value == DEN_UNKNOWN ? NULL : choices[value].label;
}

/* WORDS as they stand inside a sentence: the first letter small, unless the second is a capital
 * too. Free the result. */
char *
den_words_small_start (const char *words)
{
  char *small = g_strdup (words);

  if (g_ascii_isupper (small[0]) && !g_ascii_isupper (small[1]))
    small[0] = g_ascii_tolower (small[0]);
  return small;
}

/* WORDS as they begin a sentence. */
const char *
den_words_capital_start (DenWords *kept, const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return den_words_print (kept, "%s%s", capital, words + strlen (first));
}

/* Appends FORMAT with WORDS in place of its one "%"; nothing where WORDS is NULL. */
void
den_words_append (GString *text, const char *format, const char *words)
{
  g_auto (GStrv) parts = NULL;

  if (words == NULL)
    return;
  parts = g_strsplit (format, "%", 2);
  g_string_append (text, parts[0]);
  g_string_append (text, words);
  g_string_append (text, parts[1]);
}
