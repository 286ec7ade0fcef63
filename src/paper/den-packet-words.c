/* Values in the packet's words. */
#include "den-decimal.h"
#include "den-packet.h"
#include "den-text.h"

#include <string.h>

/* OWNED, from now on the packet's; NULL stays NULL. */
const char *
den_packet_keep (DenPacket *packet, char *owned)
{
  if (owned != NULL)
    g_ptr_array_add (packet->kept, owned);
  return owned;
}

const char *
den_packet_print (DenPacket *packet, const char *format, ...)
{
  va_list args;
  char *words;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  return den_packet_keep (packet, words);
}

/* "11/21/2026", the order US payers read. */
const char *
den_packet_day (DenPacket *packet, DenDay day)
{
  return den_packet_keep (packet, den_day_to_us (day));
}

const char *
den_packet_number (DenPacket *packet, gint64 number)
{
  return number == DEN_UNKNOWN ? NULL : den_packet_print (packet, "%" G_GINT64_FORMAT, number);
}

/* "84 mg" of micrograms; the number and its unit are not parted. */
const char *
den_packet_dose (DenPacket *packet, gint64 ug)
{
  g_autofree char *number = NULL;

  if (ug == DEN_UNKNOWN)
    return NULL;
  number = den_decimal_to_text (ug, 1000);
  return den_packet_print (packet, "%s" DEN_TIE "mg", number);
}

/* "25%". */
const char *
den_packet_percent (DenPacket *packet, gint64 permille)
{
  g_autofree char *number = NULL;

  if (permille == DEN_UNKNOWN)
    return NULL;
  number = den_decimal_to_text (permille, 10);
  return den_packet_print (packet, "%s%%", number);
}

/* "01/05/2026 to 04/20/2026"; an end that is not known is told, or "today" where it RUNS. NULL
 * where neither day is known. */
const char *
den_packet_period (DenPacket *packet, DenDay first, DenDay last, gboolean running)
{
  const char *from = den_packet_day (packet, first), *to = den_packet_day (packet, last);

  if (from != NULL && to != NULL)
    return den_packet_print (packet, "%s to %s", from, to);
  if (from != NULL)
    return den_packet_print (packet, running ? "%s, ongoing" : "from %s, end not known", from);
  if (to != NULL)
    return den_packet_print (packet, "until %s, start not known", to);
  return running ? "ongoing, start not known" : NULL;
}

/* "1 Main St, Suite 2, Springfield, IL 62701" of what is known. */
const char *
den_packet_address (DenPacket *packet, const char *street, const char *street2, const char *city,
                    const char *state, const char *zip)
{
  g_autoptr (GString) address = g_string_new (NULL);
  const char *parts[] = { street, street2, city, state };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!den_text_is_blank (parts[i]))
      g_string_append_printf (address, "%s%s", address->len > 0 ? ", " : "", parts[i]);
  if (!den_text_is_blank (zip))
    g_string_append_printf (address, "%s%s", address->len > 0 ? " " : "", zip);
  return address->len == 0 ? NULL : den_packet_print (packet, "%s", address->str);
}

/* "Ana Ruiz, MD". */
const char *
den_packet_prescriber_name (DenPacket *packet)
{
  const DenPrescriber *prescriber = packet->chart->prescriber;

  if (prescriber == NULL || prescriber->name == NULL)
    return NULL;
  if (prescriber->credentials == NULL)
    return prescriber->name;
  return den_packet_print (packet, "%s, %s", prescriber->name, prescriber->credentials);
}

/* "6 weeks", "10 days", "14 months": how long DAYS are. */
const char *
den_packet_days_as_time (DenPacket *packet, gint64 days)
{
  if (days == DEN_UNKNOWN)
    return NULL;
  if (days == 1)
    return "1 day";
  if (days < 14)
    return den_packet_print (packet, "%" G_GINT64_FORMAT " days", days);
  if (days < 120)
    return den_packet_print (packet, "%" G_GINT64_FORMAT " weeks", days / 7);
  return den_packet_print (packet, "%" G_GINT64_FORMAT " months", days * 12 / 365);
}

/* A choice's label, in English; NULL for an unknown value. */
const char *
den_packet_choice (const DenChoice *choices, gint64 value)
{
  return value == DEN_UNKNOWN ? NULL : choices[value].label;
}

/* WORDS as they stand inside a sentence: the first letter small, unless the second is a capital
 * too. Free the result. */
char *
den_packet_small_start (const char *words)
{
  char *small = g_strdup (words);

  if (g_ascii_isupper (small[0]) && !g_ascii_isupper (small[1]))
    small[0] = g_ascii_tolower (small[0]);
  return small;
}

/* WORDS as they begin a sentence. */
const char *
den_packet_capital_start (DenPacket *packet, const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return den_packet_print (packet, "%s%s", capital, words + strlen (first));
}

/* A paragraph of the letter. */
void
den_packet_paragraph (DenPacket *packet, const char *words)
{
  den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY, words);
}

/* A paragraph that begins with its TITLE in bold. */
void
den_packet_titled (DenPacket *packet, const char *title, const char *words)
{
  den_packet_paragraph (packet, den_packet_print (packet, DEN_BOLD ("%s.") " %s", title, words));
}

/* Appends FORMAT with WORDS in place of its one "%"; nothing where WORDS is NULL. */
void
den_packet_append (GString *text, const char *format, const char *words)
{
  g_auto (GStrv) parts = NULL;

  if (words == NULL)
    return;
  parts = g_strsplit (format, "%", 2);
  g_string_append (text, parts[0]);
  g_string_append (text, words);
  g_string_append (text, parts[1]);
}
