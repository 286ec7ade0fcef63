/* A rating scale filled in by keys: what is typed becomes the items, and the items the total. The
 * vectors are those of the scales' publications, as the clinical fact sheet lists them. */
#include "den-reference-data.h"
#include "den-score-sheet.h"

static DenReference *reference;

static DenScoreSheet
type_keys (const char *scale, const char *keys)
{
  DenScoreSheet sheet;

  den_score_sheet_begin (&sheet, den_reference_find_scale (reference, scale));
  for (const char *key = keys; *key != '\0'; key++)
    den_score_sheet_type (&sheet, (gunichar) *key);
  return sheet;
}

static const struct
{
  const char *scale;
  const char *keys;
  const char *items;
  gint64 total;
} sheets[] = {
  { "PHQ-9", "321012210", "3 2 1 0 1 2 2 1 0", 12 },
  /* One item missing of nine: the mean of the others stands for it. */
  { "PHQ-9", "22222221-", "2 2 2 2 2 2 2 1 -", 17 },
  { "PHQ-9", "22222221 ", "2 2 2 2 2 2 2 1 -", 17 },
  { "PHQ-9", "222222---", "2 2 2 2 2 2 - - -", DEN_UNKNOWN },
  { "PHQ-9", "3\b21012210", "2 1 0 1 2 2 1 0 -", 10 },
  /* A score that the item does not have is not taken; the item waits. */
  { "PHQ-9", "9321012210", "3 2 1 0 1 2 2 1 0", 12 },
  { "MADRS", "6543210654", "6 5 4 3 2 1 0 6 5 4", 36 },
  { "QIDS-SR16", "0230201021212201", "0 2 3 0 2 0 1 0 2 1 2 1 2 2 0 1", 16 },
  { "DAST-10", "nnnnnnnnnn", "0 0 0 0 0 0 0 0 0 0", 1 },
  { "SDS", "x5x", "10 5 10", 25 },
  /* The screener passes over what is not asked. */
  { "C-SSRS", "ynn", "1 0 - - - 0 -", 1 },
  { "C-SSRS", "yyynnn", "1 1 1 0 0 0 -", 2 },
  { "C-SSRS", "yynynn", "1 1 0 1 0 0 -", 3 },
  { "C-SSRS", "nnyy", "0 0 - - - 1 1", 3 },
  { "C-SSRS", "nnyn", "0 0 - - - 1 0", 2 },
  { "C-SSRS", "nnn", "0 0 - - - 0 -", 0 },
};

static void
test_keys_to_items (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      DenScoreSheet sheet = type_keys (sheets[i].scale, sheets[i].keys);
      g_autofree char *items = den_scores_to_text (&sheet.scores);

      g_test_message ("%s %s", sheets[i].scale, sheets[i].keys);
      g_assert_cmpstr (items, ==, sheets[i].items);
      g_assert_cmpint (den_score_sheet_total (&sheet), ==, sheets[i].total);
    }
}

static void
test_goes_item_by_item (void)
{
  DenScoreSheet sheet = type_keys ("PHQ-9", "12");

  g_assert_cmpint (sheet.current, ==, 2);
  g_assert_false (den_score_sheet_is_complete (&sheet));
  den_score_sheet_type (&sheet, '\b');
  g_assert_cmpint (sheet.current, ==, 1);
  g_assert_cmpint (sheet.scores.item[1], ==, DEN_SCORE_MISSING);
  g_assert_cmpint (sheet.scores.item[0], ==, 1);
}

/* What is kept is corrected item by item: the other answers stay. */
static void
test_corrects_one_item (void)
{
  DenScoreSheet sheet;
  DenScores kept;
  g_autofree char *items = NULL;

  g_assert_true (den_scores_parse ("3 2 1 0 1 2 2 1 0", &kept));
  den_score_sheet_correct (&sheet, den_reference_find_scale (reference, "PHQ-9"), &kept);
  for (int i = 0; i < 8; i++)
    g_assert_true (den_score_sheet_move (&sheet, 1));
  g_assert_false (den_score_sheet_move (&sheet, 1));
  den_score_sheet_type (&sheet, '3');
  items = den_scores_to_text (&sheet.scores);
  g_assert_cmpstr (items, ==, "3 2 1 0 1 2 2 1 3");
  g_assert_cmpint (den_score_sheet_total (&sheet), ==, 15);
}

/* A no to the thoughts takes back what was only asked after a yes. */
static void
test_correction_drops_what_is_not_asked (void)
{
  DenScoreSheet sheet;
  DenScores kept;
  g_autofree char *items = NULL;

  g_assert_true (den_scores_parse ("1 1 1 0 0 0 -", &kept));
  den_score_sheet_correct (&sheet, den_reference_find_scale (reference, "C-SSRS"), &kept);
  den_score_sheet_move (&sheet, 1);
  den_score_sheet_type (&sheet, 'n');
  items = den_scores_to_text (&sheet.scores);
  g_assert_cmpstr (items, ==, "1 0 - - - 0 -");
  g_assert_cmpint (sheet.current, ==, 5);
}

static void
test_tells_keys_apart (void)
{
  DenScoreSheet sheet = type_keys ("PHQ-9", "");

  g_assert_cmpint (den_score_sheet_type (&sheet, 'q'), ==, DEN_SHEET_IGNORED);
  g_assert_cmpint (den_score_sheet_type (&sheet, 'y'), ==, DEN_SHEET_IGNORED);
  g_assert_cmpint (den_score_sheet_type (&sheet, '7'), ==, DEN_SHEET_REFUSED);
  g_assert_cmpint (den_score_sheet_type (&sheet, '3'), ==, DEN_SHEET_TAKEN);
}

static void
test_complete_takes_no_more (void)
{
  DenScoreSheet sheet = type_keys ("GAD-7", "1111111");

  g_assert_true (den_score_sheet_is_complete (&sheet));
  g_assert_cmpint (den_score_sheet_type (&sheet, '3'), ==, DEN_SHEET_IGNORED);
  g_assert_cmpint (den_score_sheet_total (&sheet), ==, 7);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  g_test_add_func ("/score-sheet/keys-to-items", test_keys_to_items);
  g_test_add_func ("/score-sheet/goes-item-by-item", test_goes_item_by_item);
  g_test_add_func ("/score-sheet/corrects-one-item", test_corrects_one_item);
  g_test_add_func ("/score-sheet/correction-drops-what-is-not-asked",
                   test_correction_drops_what_is_not_asked);
  g_test_add_func ("/score-sheet/tells-keys-apart", test_tells_keys_apart);
  g_test_add_func ("/score-sheet/complete-takes-no-more", test_complete_takes_no_more);
  status = g_test_run ();
  den_reference_free (reference);
  return status;
}
