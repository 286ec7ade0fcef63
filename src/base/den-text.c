/* Text: folding, cleaning, joining. */
#include "den-text.h"

#include <string.h>

/* Letters that Unicode does not decompose, and what a front desk types for them. */
static const struct
{
  gunichar letter;
  const char *plain;
} undecomposed[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" },
  { 0x0111, "d" },  { 0x0127, "h" },  { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" },
  { 0x0167, "t" },  { 0x01a1, "o" },  { 0x01b0, "u" }, { 0x0456, "i" },
};

static gboolean
append_undecomposed (GString *folded, gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (undecomposed); i++)
    if (undecomposed[i].letter == letter)
      {
        g_string_append (folded, undecomposed[i].plain);
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02bc || c == 0x0060 || c == 0x00b4;
}

/* den_text_fold for text of ASCII alone, as most names are: it needs none of Unicode's tables. */
static char *
fold_ascii (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1);
  char *to = folded;

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      *to++ = g_ascii_tolower (*text);
    else if (!is_apostrophe ((guchar) *text) && to > folded && to[-1] != ' ')
      *to++ = ' ';
  if (to > folded && to[-1] == ' ')
    to--;
  *to = '\0';
  return folded;
}

static char *
fold_unicode (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *small = g_utf8_casefold (valid, -1);
  g_autofree char *apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_sized_new (strlen (apart));

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) || is_apostrophe (c) || append_undecomposed (folded, c))
        continue;
      if (g_unichar_isalnum (c))
        g_string_append_unichar (folded, c);
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

/* TEXT as it is searched for: small letters without accents, every run of other characters one
 * blank, none at the ends; apostrophes vanish. "O'Brien-Łukasz" gives "obrien lukasz". */
char *
den_text_fold (const char *text)
{
  return g_str_is_ascii (text) ? fold_ascii (text) : fold_unicode (text);
}

/* Whether TEXT is already as it is stored but for blanks at its ends: ASCII without control
 * characters, which is most of what clinics write. */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((*text < ' ' && *text != '\n') || *text > '~')
      return FALSE;
  return TRUE;
}

/* TEXT as it is stored: composed (NFC), control characters but the newline made blanks, blanks at
 * the ends removed. NULL where nothing is left: empty text is unknown text. */
char *
den_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;
  g_autoptr (GString) clean = NULL;

  if (is_plain (text))
    {
      char *plain = g_strstrip (g_strdup (text));

      if (*plain == '\0')
        g_clear_pointer (&plain, g_free);
      return plain;
    }
  valid = g_utf8_make_valid (text, -1);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  clean = g_string_sized_new (strlen (composed));
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, g_unichar_iscntrl (c) && c != '\n' ? ' ' : c);
    }
  g_strstrip (clean->str);
  return clean->str[0] == '\0' ? NULL : g_strdup (clean->str);
}

/* Whether TEXT is NULL, empty, or only blanks. */
gboolean
den_text_is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

/* WORDS with a capital first letter: labels and checks' words go into sentences as they are, and
 * begin one where they stand alone. */
char *
den_text_sentence_case (const char *words)
{
  char first[7] = { 0 };

  if (*words == '\0')
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (words)), first);
  return g_strconcat (first, g_utf8_next_char (words), NULL);
}

/* "a", "a and b", "a, b and c" for the conjunction "and". WORDS holds strings; "" for none. */
char *
den_text_join (GPtrArray *words, const char *conjunction)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      if (i > 0 && i + 1 == words->len)
        g_string_append_printf (joined, " %s ", conjunction);
      else if (i > 0)
        g_string_append (joined, ", ");
      g_string_append (joined, g_ptr_array_index (words, i));
    }
  return g_string_free (joined, FALSE);
}

static void
append_integer (GString *text, gint64 value)
{
  char digits[24];
  int at = sizeof digits;
  gint64 left = ABS (value);

  do
    digits[--at] = (char) ('0' + left % 10);
  while ((left /= 10) != 0);
  if (value < 0)
    digits[--at] = '-';
  g_string_append_len (text, digits + at, (gssize) sizeof digits - at);
}

/* Appends what printf would make of FORMAT, of which it knows what sentences need: %s, %d, %u and
 * %%, without widths. A verdict makes a hundred texts, and printf took half of its time. */
void
den_text_append_valist (GString *text, const char *format, va_list args)
{
  for (const char *percent; (percent = strchr (format, '%')) != NULL; format = percent + 2)
    {
      g_string_append_len (text, format, percent - format);
      switch (percent[1])
        {
        case 's':
          g_string_append (text, va_arg (args, const char *));
          break;
        case 'd':
          append_integer (text, va_arg (args, int));
          break;
        case 'u':
          append_integer (text, va_arg (args, guint));
          break;
        case '%':
          g_string_append_c (text, '%');
          break;
        default:
          g_return_if_reached ();
        }
    }
  g_string_append (text, format);
}

/* See den_text_append_valist. */
void
den_text_append (GString *text, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  den_text_append_valist (text, format, args);
  va_end (args);
}
