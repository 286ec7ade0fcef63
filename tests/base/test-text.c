/* Text: what a search sees, what is stored, how a sentence joins words. */
#include "den-text.h"

#include <string.h>

static void
test_fold (void)
{
  static const struct
  {
    const char *text, *folded;
  } cases[] = {
    { "O'Brien-Łukasz", "obrien lukasz" },
    { "O’Brien", "obrien" },
    { "Nguyễn Thị Ánh", "nguyen thi anh" },
    { "ĐẶNG", "dang" },
    { "Tomáš Dvořák", "tomas dvorak" },
    { "Øster Straße", "oster strasse" },
    { "Ελένη Παπαδοπούλου", "ελενη παπαδοπουλου" },
    { "ΟΔΥΣΣΕΥΣ", "οδυσσευσ" },
    { "Ёлкина", "елкина" },
    { "ﬁnch", "finch" },
    { "  a  --  b  ", "a b" },
    { "(512) 555-0142", "512 555 0142" },
    { "...", "" },
    { "", "" },
    { "caf\xc3", "caf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = den_text_fold (cases[i].text);
      g_autofree char *again = den_text_fold (folded);

      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpstr (again, ==, folded);
    }
}

static void
test_clean (void)
{
  static const struct
  {
    const char *text, *clean;
  } cases[] = {
    { "  Ana \t", "Ana" },
    { "  Ana  Lee\n", "Ana  Lee" },
    { "   ", NULL },
    { "a\x7fz", "a z" },
    { " \xc2\x85Zo\xc3\xab ", "Zoë" },
    { "a\tb", "a b" },
    { "one\ntwo", "one\ntwo" },
    { "e\xcc\x81", "é" }, /* e and a combining accent become one letter */
    { "a\x01z", "a z" },
    { " \n\t ", NULL },
    { "\x01", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = den_text_clean (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_blank (void)
{
  g_assert_true (den_text_is_blank (NULL));
  g_assert_true (den_text_is_blank (""));
  g_assert_true (den_text_is_blank (" \t\r\n"));
  g_assert_false (den_text_is_blank (" a "));
}

static void
test_join (void)
{
  static const struct
  {
    const char *words, *joined;
  } cases[] = { { "", "" }, { "a", "a" }, { "a b", "a and b" }, { "a b c", "a, b and c" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = g_strsplit (cases[i].words, " ", -1);
      g_autoptr (GPtrArray) array = g_ptr_array_new ();
      g_autofree char *joined = NULL;

      for (int j = 0; words[j] != NULL; j++)
        g_ptr_array_add (array, words[j]);
      joined = den_text_join (array, "and");
      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

static void
test_sentence_case (void)
{
  static const char *const cases[][2] = {
    { "", "" }, { "active psychosis", "Active psychosis" }, { "PDMP", "PDMP" }, { "ñ", "Ñ" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = den_text_sentence_case (cases[i][0]);

      g_assert_cmpstr (sentence, ==, cases[i][1]);
    }
}

static void
test_append (void)
{
  g_autoptr (GString) text = g_string_new ("Of ");

  den_text_append (text, "%d %s", -40, "days");
  den_text_append (text, ", %u%%", 4000000000u);
  den_text_append (text, "%s", "");
  den_text_append (text, ", %d.", G_MININT);
  g_assert_cmpstr (text->str, ==, "Of -40 days, 4000000000%, -2147483648.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/blank", test_blank);
  g_test_add_func ("/text/sentence-case", test_sentence_case);
  g_test_add_func ("/text/join", test_join);
  g_test_add_func ("/text/append", test_append);
  return g_test_run ();
}
