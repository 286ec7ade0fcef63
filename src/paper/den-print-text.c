/* Text as the paper's fonts can show it: nothing is ever lost silently. */
#include "den-print-text.h"

#include <string.h>

#define REPLACEMENT 0xfffd
#define MISSING_BOX 0x25a1 /* a white square: Liberation Sans lacks even the replacement mark */

/* Characters that the fonts lack and what says the same. */
static const struct
{
  gunichar character;
  const char *plain;
} substitutes[] = {
  { 0x00ad, "" },  { 0x200b, "" },  { 0x2028, "\n" }, { 0x2029, "\n" }, { 0x2011, "-" },
  { 0x2043, "-" }, { 0x2023, "•" }, { 0x2713, "√" },  { 0x2714, "√" },  { 0xfeff, "" },
};

static gboolean
has_glyph (const DenFontFile files[DEN_N_FACES], gunichar c)
{
  for (int face = 0; face < DEN_N_FACES; face++)
    if (!FcCharSetHasChar (files[face].glyphs, c))
      return FALSE;
  return TRUE;
}

static const char *
find_substitute (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (substitutes); i++)
    if (substitutes[i].character == c)
      return substitutes[i].plain;
  return NULL;
}

static gboolean
is_bold_switch (gunichar c)
{
  return c == (gunichar) DEN_BOLD_ON[0] || c == (gunichar) DEN_BOLD_OFF[0];
}

/* C in compatible letters that the fonts have (a ligature apart, a full-width letter in its common
 * form); FALSE where there are none. */
static gboolean
append_compatible (GString *printed, gunichar c, const DenFontFile files[DEN_N_FACES])
{
  gunichar letters[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, TRUE, letters, G_N_ELEMENTS (letters));

  if (n == 1 && letters[0] == c)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (letters[i] > 0xffff || !has_glyph (files, letters[i]))
      return FALSE;
  for (gsize i = 0; i < n; i++)
    g_string_append_unichar (printed, letters[i]);
  return TRUE;
}

static void
append_character (GString *printed, gunichar c, const DenFontFile files[DEN_N_FACES],
                  GHashTable *replaced)
{
  const char *substitute;

  if (c == '\n' || is_bold_switch (c))
    g_string_append_unichar (printed, c);
  else if (g_unichar_iscntrl (c))
    g_string_append_c (printed, ' ');
  else if ((substitute = find_substitute (c)) != NULL)
    g_string_append (printed, substitute);
  else if (c <= 0xffff && has_glyph (files, c))
    g_string_append_unichar (printed, c);
  else if (g_unichar_type (c) == G_UNICODE_FORMAT || append_compatible (printed, c, files))
    return;
  else
    {
      g_hash_table_add (replaced, GUINT_TO_POINTER (c));
      g_string_append_unichar (printed, has_glyph (files, REPLACEMENT) ? REPLACEMENT : MISSING_BOX);
    }
}

static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((*text < ' ' && *text != '\n' && !is_bold_switch ((gunichar) *text)) || *text == 127)
      return FALSE;
  return TRUE;
}

/* TEXT as it is printed: valid, composed (NFC), without controls. libharu knows only the basic
 * plane and draws nothing for what a font lacks, so such a character becomes its compatible letters
 * or else U+FFFD (a white square where the fonts lack that too), and is noted in REPLACED, a set of
 * GUINT_TO_POINTER (character). */
char *
den_print_text (const char *text, const DenFontFile files[DEN_N_FACES], GHashTable *replaced)
{
  g_autofree char *valid = NULL, *composed = NULL;
  GString *printed;

  if (is_plain (text) && g_str_is_ascii (text))
    return g_strdup (text);

  valid = g_utf8_make_valid (text, -1);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  printed = g_string_sized_new (strlen (composed));
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    append_character (printed, g_utf8_get_char (p), files, replaced);
  return g_string_free (printed, FALSE);
}
