/* Decimal numbers as scaled integers. */
#include "den-decimal.h"

/* Reads "37.5", "-4", ".5" as VALUE = number x SCALE (a power of ten). FALSE where TEXT is no
 * number, has more decimals than SCALE can keep, or is too large. */
gboolean
den_decimal_parse (const char *text, gint64 scale, gint64 *value)
{
  gboolean negative = *text == '-', digits = FALSE;
  gint64 whole = 0, fraction = 0, weight = scale;

  if (negative)
    text++;
  for (; g_ascii_isdigit (*text); text++, digits = TRUE)
    {
      whole = whole * 10 + (*text - '0');
      if (whole > G_MAXINT32)
        return FALSE;
    }
  if (*text == '.')
    for (text++; g_ascii_isdigit (*text); text++, digits = TRUE)
      {
        weight /= 10;
        if (weight == 0 && *text != '0')
          return FALSE;
        fraction += (*text - '0') * weight;
      }
  if (!digits || *text != '\0')
    return FALSE;
  *value = (whole * scale + fraction) * (negative ? -1 : 1);
  return TRUE;
}

/* "37.5": no trailing zeros, a point in every locale. */
char *
den_decimal_to_text (gint64 value, gint64 scale)
{
  gint64 size = ABS (value);
  GString *text = g_string_new (value < 0 ? "-" : "");

  g_string_append_printf (text, "%" G_GINT64_FORMAT, size / scale);
  if (size % scale != 0)
    {
      g_string_append_c (text, '.');
      for (size %= scale; size != 0; size %= scale)
        {
          scale /= 10;
          g_string_append_c (text, (char) ('0' + size / scale));
          if (scale == 1)
            break;
        }
    }
  return g_string_free (text, FALSE);
}

/* VALUE / DIVISOR to the nearest integer, halves away from zero; DIVISOR is positive. */
gint64
den_decimal_divide (gint64 value, gint64 divisor)
{
  return (value >= 0 ? value + divisor / 2 : value - divisor / 2) / divisor;
}
