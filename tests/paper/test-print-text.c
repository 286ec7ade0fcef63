/* Text as the paper's fonts can show it: composed, cleaned, and nothing lost silently. */
#include "den-print-text.h"

static const struct
{
  const char *given;
  const char *printed;
  guint replaced;
} cases[] = {
  { "Plain text, 84 mg", "Plain text, 84 mg", 0 },
  { "two\nlines", "two\nlines", 0 },
  { "tab\there", "tab here", 0 },
  { "Nguye\314\202\314\203n", "Nguyễn", 0 },         /* combining marks are composed */
  { "Λυδία Щёголев Їжак", "Λυδία Щёголев Їжак", 0 }, /* scripts that the fonts have */
  { "co\302\255operate", "cooperate", 0 },           /* a soft hyphen is no letter */
  { "non\342\200\221breaking", "non-breaking", 0 },
  { "\357\273\277bom", "bom", 0 },
  { "ＡＢＣ", "ABC", 0 },             /* full-width letters in their common form */
  { "x\360\237\230\200y", "x□y", 1 }, /* beyond the basic plane */
  { "漢字", "□□", 2 },
  { "漢漢", "□□", 1 },
  { "bad\377byte", "bad□byte", 1 }, /* invalid UTF-8 */
  { DEN_BOLD ("Set") " bold", DEN_BOLD ("Set") " bold", 0 },
};

static void
test_cases (void)
{
  DenFontFile files[DEN_N_FACES];
  g_autoptr (GError) error = NULL;

  g_assert_true (den_fonts_find (files, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) replaced = g_hash_table_new (NULL, NULL);
      g_autofree char *printed = den_print_text (cases[i].given, files, replaced);

      g_assert_cmpstr (printed, ==, cases[i].printed);
      g_assert_cmpuint (g_hash_table_size (replaced), ==, cases[i].replaced);
    }
  den_fonts_clear (files);
}

/* Liberation Sans before version 2 lies beside the checked one on Debian 12, and must not be
 * taken. */
static void
test_checked_fonts_only (void)
{
  DenFontFile files[DEN_N_FACES];
  g_autoptr (GError) error = NULL;

  g_assert_true (den_fonts_find (files, &error));
  for (int face = 0; face < DEN_N_FACES; face++)
    {
      g_assert_cmpint (files[face].version, >=, 0x20000);
      g_assert_true (FcCharSetHasChar (files[face].glyphs, 0x1ec5)); /* ễ */
      g_assert_true (g_str_has_suffix (files[face].path, ".ttf"));
    }
  g_assert_cmpstr (files[DEN_FACE_REGULAR].path, !=, files[DEN_FACE_BOLD].path);
  den_fonts_clear (files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print-text/cases", test_cases);
  g_test_add_func ("/print-text/checked-fonts-only", test_checked_fonts_only);
  return g_test_run ();
}
