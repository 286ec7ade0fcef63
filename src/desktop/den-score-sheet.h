/* A rating scale being filled in by keys: one key an item. Knows no widget. */
#pragma once

#include "den-scale.h"

G_BEGIN_DECLS

/* Items after the current one that were not reached are missing like those passed over. */
typedef struct
{
  const DenScale *scale;
  DenScores scores;
  int current; /* counted from 0; the number of items when all were gone through */
} DenScoreSheet;

/* What a key means to a sheet. */
typedef enum
{
  DEN_SHEET_IGNORED, /* not a key of the sheet */
  DEN_SHEET_REFUSED, /* a score that the item does not have */
  DEN_SHEET_TAKEN,
} DenSheetKey;

void den_score_sheet_begin (DenScoreSheet *sheet, const DenScale *scale);
/* KEY is the character typed: a digit, "x" for ten, "y" and "n" where an item is yes or no, "-" or
 * a space for an item that is missing, '\b' to go back. */
DenSheetKey den_score_sheet_type (DenScoreSheet *sheet, gunichar key);
/* Scores the current item and goes on to the next that is asked. FALSE where the item has no such
 * score. */
gboolean den_score_sheet_score (DenScoreSheet *sheet, int score);
void den_score_sheet_skip (DenScoreSheet *sheet);
void den_score_sheet_back (DenScoreSheet *sheet);
/* Begins with the answers of an assessment of SCALE, to correct them. */
void den_score_sheet_correct (DenScoreSheet *sheet, const DenScale *scale, const DenScores *scores);
/* Goes STEP items on (-1: back) to one that is asked, and leaves the answers as they are. FALSE
 * where there is none. */
gboolean den_score_sheet_move (DenScoreSheet *sheet, int step);
gboolean den_score_sheet_is_complete (const DenScoreSheet *sheet);
/* The total as the items stand now; DEN_UNKNOWN where too many are missing. */
gint64 den_score_sheet_total (const DenScoreSheet *sheet);

G_END_DECLS
