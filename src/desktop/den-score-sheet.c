/* Entry of a scale by keys. */
#include "den-score-sheet.h"

/* The C-SSRS screener asks items 3 to 5 only after a yes to 2, and the recency only after a yes to
 * 6 (Columbia Lighthouse Project, screener with triage). Counted from 0. */
#define CSSRS_THOUGHTS 1
#define CSSRS_FIRST_OF_THOUGHTS 2
#define CSSRS_BEHAVIOR 5
#define CSSRS_RECENCY 6

void
den_score_sheet_begin (DenScoreSheet *sheet, const DenScale *scale)
{
  sheet->scale = scale;
  sheet->current = 0;
  sheet->scores.n = (int) scale->items->len;
  for (int i = 0; i < DEN_MAX_SCORES; i++)
    sheet->scores.item[i] = DEN_SCORE_MISSING;
}

gboolean
den_score_sheet_is_complete (const DenScoreSheet *sheet)
{
  return sheet->current >= sheet->scores.n;
}

gint64
den_score_sheet_total (const DenScoreSheet *sheet)
{
  return den_scale_total (sheet->scale, &sheet->scores);
}

static gboolean
is_asked (const DenScoreSheet *sheet, int item)
{
  if (sheet->scale->scoring != DEN_SCORING_TRIAGE)
    return TRUE;
  if (item >= CSSRS_FIRST_OF_THOUGHTS && item < CSSRS_BEHAVIOR)
    return sheet->scores.item[CSSRS_THOUGHTS] != 0;
  return item != CSSRS_RECENCY || sheet->scores.item[CSSRS_BEHAVIOR] != 0;
}

void
den_score_sheet_correct (DenScoreSheet *sheet, const DenScale *scale, const DenScores *scores)
{
  den_score_sheet_begin (sheet, scale);
  for (int i = 0; i < MIN (scores->n, sheet->scores.n); i++)
    sheet->scores.item[i] = scores->item[i];
}

/* An answer that was corrected may have others not asked any more. */
static void
drop_unasked (DenScoreSheet *sheet)
{
  for (int i = 0; i < sheet->scores.n; i++)
    if (!is_asked (sheet, i))
      sheet->scores.item[i] = DEN_SCORE_MISSING;
}

gboolean
den_score_sheet_move (DenScoreSheet *sheet, int step)
{
  int item = sheet->current + step;

  while (item >= 0 && item < sheet->scores.n && !is_asked (sheet, item))
    item += step;
  if (item < 0 || item >= sheet->scores.n)
    return FALSE;
  sheet->current = item;
  return TRUE;
}

static void
go_on (DenScoreSheet *sheet)
{
  do
    sheet->current++;
  while (!den_score_sheet_is_complete (sheet) && !is_asked (sheet, sheet->current));
}

gboolean
den_score_sheet_score (DenScoreSheet *sheet, int score)
{
  const DenScaleItem *item;

  if (den_score_sheet_is_complete (sheet))
    return FALSE;
  item = g_ptr_array_index (sheet->scale->items, (guint) sheet->current);
  if (score < item->min || score > item->max)
    return FALSE;
  sheet->scores.item[sheet->current] = score;
  drop_unasked (sheet);
  go_on (sheet);
  return TRUE;
}

void
den_score_sheet_skip (DenScoreSheet *sheet)
{
  if (den_score_sheet_is_complete (sheet))
    return;
  sheet->scores.item[sheet->current] = DEN_SCORE_MISSING;
  go_on (sheet);
}

void
den_score_sheet_back (DenScoreSheet *sheet)
{
  if (!den_score_sheet_move (sheet, -1))
    return;
  sheet->scores.item[sheet->current] = DEN_SCORE_MISSING;
  drop_unasked (sheet);
}

/* Whether the current item's answers are no and yes. */
static gboolean
is_yes_or_no (const DenScoreSheet *sheet)
{
  const DenScaleItem *item;

  if (den_score_sheet_is_complete (sheet))
    return FALSE;
  item = g_ptr_array_index (sheet->scale->items, (guint) sheet->current);
  return item->min == 0 && item->max == 1;
}

DenSheetKey
den_score_sheet_type (DenScoreSheet *sheet, gunichar key)
{
  int score = g_unichar_digit_value (key);

  if (key == '\b')
    den_score_sheet_back (sheet);
  else if (den_score_sheet_is_complete (sheet))
    return DEN_SHEET_IGNORED;
  else if (key == '-' || key == ' ')
    den_score_sheet_skip (sheet);
  else
    {
      if (key == 'x' || key == 'X')
        score = 10;
      else if (is_yes_or_no (sheet) && (key == 'y' || key == 'Y'))
        score = 1;
      else if (is_yes_or_no (sheet) && (key == 'n' || key == 'N'))
        score = 0;
      if (score < 0)
        return DEN_SHEET_IGNORED;
      return den_score_sheet_score (sheet, score) ? DEN_SHEET_TAKEN : DEN_SHEET_REFUSED;
    }
  return DEN_SHEET_TAKEN;
}
