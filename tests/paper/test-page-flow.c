/* The page flow, seen by the words it sets: each with its page, place and width. */
#include "den-page-flow.h"

#include <string.h>

#define TOP 28.0
#define BOTTOM 760.0

typedef struct
{
  int page;
  double x, y, width, size;
  char *text;
} Word;

typedef struct
{
  DenPageFlow *flow;
  GArray *words; /* Word */
  int pages;
} Sheet;

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->text);
}

static void
witness_cb (int page, double x, double y, double width, double size, const char *text,
            gpointer data)
{
  Word word = { page, x, y, width, size, g_strdup (text) };

  g_array_append_val (((Sheet *) data)->words, word);
}

static void
sheet_open (Sheet *sheet)
{
  const DenPageDress dress = { .title = "Test paper",
                               .clinic = "Sample Clinic",
                               .subject = "Testcase, Page",
                               .subject_end = " · born 01/02/1990",
                               .footer_start = "MRN 1",
                               .footer_end = "facts SHA-256 0123456789ab",
                               .demo = TRUE,
                               .draft = DEN_DRAFT_INCOMPLETE };
  g_autoptr (GError) error = NULL;

  sheet->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (sheet->words, clear_word);
  sheet->flow = den_page_flow_new (&dress, &error);
  g_assert_no_error (error);
  den_press_set_witness (den_page_flow_get_press (sheet->flow), witness_cb, sheet);
}

static void
sheet_finish (Sheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenPaper) paper = den_page_flow_finish (sheet->flow, "hash", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (paper->sha256, ==, "hash");
  sheet->pages = paper->pages;
}

static void
sheet_clear (Sheet *sheet)
{
  den_page_flow_free (sheet->flow);
  g_array_unref (sheet->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

/* The first text that begins with START, or NULL. */
static const Word *
find (const Sheet *sheet, const char *start)
{
  for (guint i = 0; i < sheet->words->len; i++)
    {
      const Word *word = &g_array_index (sheet->words, Word, i);

      if (g_str_has_prefix (word->text, start))
        return word;
    }
  return NULL;
}

static guint
count (const Sheet *sheet, int page, const char *start)
{
  guint n = 0;

  for (guint i = 0; i < sheet->words->len; i++)
    {
      const Word *word = &g_array_index (sheet->words, Word, i);

      n += (page == 0 || word->page == page) && g_str_has_prefix (word->text, start) ? 1 : 0;
    }
  return n;
}

/* Nothing stands outside the margins. */
static void
assert_inside (const Sheet *sheet)
{
  for (guint i = 0; i < sheet->words->len; i++)
    {
      const Word *word = &g_array_index (sheet->words, Word, i);

      g_assert_cmpfloat (word->x, >=, DEN_FLOW_LEFT - 0.01);
      g_assert_cmpfloat (word->x + word->width, <=, DEN_FLOW_RIGHT + 0.05);
      g_assert_cmpfloat (word->y, >=, TOP);
      g_assert_cmpfloat (word->y, <=, BOTTOM);
    }
}

static void
add_lines (Sheet *sheet, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%sline %u", i > 0 ? "\n" : "", i);
  den_page_flow_paragraph (sheet->flow, DEN_TEXT_BODY, text->str);
}

/* What stands on every page: the marks, the footer with N of M, and on those that follow the first
 * whom the paper is about. */
static void
test_furniture (void)
{
  g_auto (Sheet) sheet = { NULL };

  sheet_open (&sheet);
  add_lines (&sheet, 150);
  sheet_finish (&sheet);
  g_assert_cmpint (sheet.pages, ==, 3);
  for (int page = 1; page <= sheet.pages; page++)
    {
      g_autofree char *footer =
          g_strdup_printf ("MRN 1 · page %d of 3 · facts SHA-256 0123456789ab", page);

      g_assert_cmpuint (count (&sheet, page, footer), ==, 1);
      g_assert_cmpuint (count (&sheet, page, "SAMPLE - demo clinic, nothing here is real"), ==, 1);
      g_assert_cmpuint (count (&sheet, page, "DRAFT"), ==, 1);
      g_assert_cmpuint (count (&sheet, page, "Testcase, Page · born 01/02/1990"), ==, page > 1);
    }
  assert_inside (&sheet);
}

/* However much of the page is taken, a heading stands on the page of what follows it. */
static void
test_heading_is_not_orphaned (void)
{
  for (guint before = 40; before < 58; before++)
    {
      g_auto (Sheet) sheet = { NULL };

      sheet_open (&sheet);
      add_lines (&sheet, before);
      den_page_flow_section (sheet.flow, "A section");
      den_page_flow_heading (sheet.flow, "A heading");
      den_page_flow_paragraph (sheet.flow, DEN_TEXT_BODY, "What follows");
      sheet_finish (&sheet);
      g_assert_cmpint (find (&sheet, "A section")->page, ==, find (&sheet, "What follows")->page);
      g_assert_cmpint (find (&sheet, "A heading")->page, ==, find (&sheet, "What follows")->page);
      assert_inside (&sheet);
    }
}

/* A paragraph over a page break leaves two lines at least on either side. */
static void
test_no_widows (void)
{
  for (guint before = 40; before < 58; before++)
    {
      g_auto (Sheet) sheet = { NULL };
      guint first, second;

      sheet_open (&sheet);
      add_lines (&sheet, before);
      den_page_flow_paragraph (sheet.flow, DEN_TEXT_BODY, "p 1\np 2\np 3\np 4\np 5\np 6");
      sheet_finish (&sheet);
      first = count (&sheet, 1, "p ");
      second = count (&sheet, 2, "p ");
      g_assert_cmpuint (first + second, ==, 6);
      g_assert_cmpuint (first, !=, 1);
      g_assert_cmpuint (second, !=, 1);
    }
}

static const DenColumn columns[] = { { "Name", 200 },
                                     { "Number", 60, DEN_ALIGN_RIGHT },
                                     { "Rest", 0 } };

static void
test_table_repeats_its_header (void)
{
  g_auto (Sheet) sheet = { NULL };
  g_autoptr (DenTable) table = den_table_new ("Many rows", columns, G_N_ELEMENTS (columns));

  sheet_open (&sheet);
  den_page_flow_section (sheet.flow, "Rows");
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *name = g_strdup_printf ("row %u", i);
      g_autofree char *number = g_strdup_printf ("%u", i * 7);

      den_table_add (table, DEN_MARK_MET, (const char *const[]){ name, number, "two\nlines" });
    }
  den_page_flow_table (sheet.flow, table);
  sheet_finish (&sheet);

  g_assert_cmpint (sheet.pages, >, 3);
  for (int page = 1; page <= sheet.pages; page++)
    {
      g_assert_cmpuint (count (&sheet, page, "Number"), ==, 1);
      g_assert_cmpuint (count (&sheet, page, "Many rows, continued"), ==, page > 1);
      /* Rows are not parted. */
      g_assert_cmpuint (count (&sheet, page, "two"), ==, count (&sheet, page, "lines"));
      g_assert_cmpuint (count (&sheet, page, "row "), ==, count (&sheet, page, "two"));
    }
  g_assert_cmpuint (count (&sheet, 0, "row "), ==, 120);
  assert_inside (&sheet);
}

static void
test_numbers_align_right (void)
{
  g_auto (Sheet) sheet = { NULL };
  g_autoptr (DenTable) table = den_table_new (NULL, columns, G_N_ELEMENTS (columns));
  const Word *small, *large;

  sheet_open (&sheet);
  den_table_add (table, DEN_MARK_NONE, (const char *const[]){ "a", "8", "" });
  den_table_add (table, DEN_MARK_NONE, (const char *const[]){ "b", "1234", "" });
  den_page_flow_table (sheet.flow, table);
  sheet_finish (&sheet);
  small = find (&sheet, "8");
  large = find (&sheet, "1234");
  g_assert_cmpfloat_with_epsilon (small->x + small->width, large->x + large->width, 0.01);
}

/* A row higher than a page, its note, and a grid's value go on over pages, and nothing is lost. */
static void
test_tall_things_go_on (void)
{
  g_auto (Sheet) sheet = { NULL };
  g_autoptr (DenTable) table = den_table_new ("Tall", columns, G_N_ELEMENTS (columns));
  g_autoptr (GString) cell = g_string_new (NULL), note = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_string_append_printf (cell, "%scell %u.", i > 0 ? "\n" : "", i);
      g_string_append_printf (note, "%snote %u.", i > 0 ? "\n" : "", i);
      g_string_append_printf (value, "%svalue %u.", i > 0 ? "\n" : "", i);
    }
  sheet_open (&sheet);
  den_table_add (table, DEN_MARK_NONE, (const char *const[]){ cell->str, "1", NULL });
  den_table_add_note (table, note->str);
  den_page_flow_table (sheet.flow, table);
  den_page_flow_grid (sheet.flow, &(DenPair){ .label = "Label", .value = value->str }, 1, 2, 80);
  sheet_finish (&sheet);
  g_assert_cmpuint (count (&sheet, 0, "cell "), ==, 200);
  g_assert_cmpuint (count (&sheet, 0, "note "), ==, 200);
  g_assert_cmpuint (count (&sheet, 0, "value "), ==, 200);
  assert_inside (&sheet);
}

static void
test_long_word_is_broken (void)
{
  g_auto (Sheet) sheet = { NULL };
  g_autofree char *word = g_strnfill (700, 'w');
  gsize letters = 0;

  sheet_open (&sheet);
  den_page_flow_paragraph (sheet.flow, DEN_TEXT_BODY, word);
  sheet_finish (&sheet);
  for (guint i = 0; i < sheet.words->len; i++)
    {
      const char *text = g_array_index (sheet.words, Word, i).text;

      letters += text[0] == 'w' ? strlen (text) : 0;
    }
  g_assert_cmpuint (letters, ==, 700);
  g_assert_cmpuint (count (&sheet, 1, "w"), >, 5);
  assert_inside (&sheet);
}

/* Dates, NDCs, phone numbers and numbers with their unit are not parted at a line's end. */
static void
test_what_is_not_parted (void)
{
  static const char *const whole[] = { "11/21/2026", "50458-028-03", "555-0100", "84 mg" };

  for (guint n = 60; n < 120; n += 4)
    for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
      {
        g_auto (Sheet) sheet = { NULL };
        g_autofree char *start = g_strnfill (n, 'a');
        g_autofree char *text =
            g_strdup_printf ("%s %s", start, i == 3 ? "84" DEN_TIE "mg" : whole[i]);
        gboolean found = FALSE;

        sheet_open (&sheet);
        den_page_flow_paragraph (sheet.flow, DEN_TEXT_BODY, text);
        sheet_finish (&sheet);
        for (guint k = 0; k < sheet.words->len; k++)
          found |= strstr (g_array_index (sheet.words, Word, k).text, whole[i]) != NULL;
        g_assert_true (found);
      }
}

/* A compound may be parted after its hyphen. */
static void
test_compounds_are_parted (void)
{
  g_auto (Sheet) sheet = { NULL };
  g_autofree char *start = g_strnfill (80, 'a');
  g_autofree char *text = g_strdup_printf ("%s-Treatment-resistant", start);

  sheet_open (&sheet);
  den_page_flow_paragraph (sheet.flow, DEN_TEXT_BODY, text);
  sheet_finish (&sheet);
  g_assert_nonnull (find (&sheet, "resistant"));
}

static void
test_unknown_values (void)
{
  g_auto (Sheet) sheet = { NULL };

  sheet_open (&sheet);
  den_page_flow_grid (sheet.flow, &(DenPair){ .label = "Member ID" }, 1, 2, 80);
  sheet_finish (&sheet);
  g_assert_cmpuint (count (&sheet, 1, "not documented"), ==, 1);
}

/* What the fonts lack is told on the paper. */
static void
test_replaced_characters_are_told (void)
{
  g_auto (Sheet) sheet = { NULL };

  sheet_open (&sheet);
  den_page_flow_paragraph (sheet.flow, DEN_TEXT_BODY, "Smile \360\237\230\200");
  sheet_finish (&sheet);
  g_assert_nonnull (find (&sheet, "Smile □"));
  g_assert_nonnull (strstr (find (&sheet, "Characters that")->text, "U+1F600"));
}

static void
test_empty_table (void)
{
  g_auto (Sheet) sheet = { NULL };
  g_autoptr (DenTable) table = den_table_new ("None", columns, G_N_ELEMENTS (columns));

  sheet_open (&sheet);
  den_page_flow_table (sheet.flow, table);
  sheet_finish (&sheet);
  g_assert_null (find (&sheet, "Number"));
  g_assert_cmpint (sheet.pages, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-flow/furniture", test_furniture);
  g_test_add_func ("/page-flow/heading-is-not-orphaned", test_heading_is_not_orphaned);
  g_test_add_func ("/page-flow/no-widows", test_no_widows);
  g_test_add_func ("/page-flow/table-repeats-its-header", test_table_repeats_its_header);
  g_test_add_func ("/page-flow/numbers-align-right", test_numbers_align_right);
  g_test_add_func ("/page-flow/tall-things-go-on", test_tall_things_go_on);
  g_test_add_func ("/page-flow/long-word-is-broken", test_long_word_is_broken);
  g_test_add_func ("/page-flow/what-is-not-parted", test_what_is_not_parted);
  g_test_add_func ("/page-flow/compounds-are-parted", test_compounds_are_parted);
  g_test_add_func ("/page-flow/unknown-values", test_unknown_values);
  g_test_add_func ("/page-flow/replaced-characters-are-told", test_replaced_characters_are_told);
  g_test_add_func ("/page-flow/empty-table", test_empty_table);
  return g_test_run ();
}
