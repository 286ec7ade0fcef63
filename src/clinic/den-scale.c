/* Scoring of rating scales: totals, bands, what must raise an alarm, response and remission. */
#include "den-scale.h"

#include "den-decimal.h"

/* The items of the C-SSRS screener, from 0. The last is left out by the form of six items. */
enum
{
  CSSRS_WISH,
  CSSRS_THOUGHTS,
  CSSRS_METHOD,
  CSSRS_INTENT,
  CSSRS_PLAN,
  CSSRS_BEHAVIOR,
  CSSRS_RECENT,
};

#define CSSRS_SHORT_FORM 6

static const DenScaleItem *
item_of (const DenScale *scale, int index)
{
  return g_ptr_array_index (scale->items, index);
}

static gboolean
is_missing (const DenScores *scores, int index)
{
  return index >= scores->n || scores->item[index] == DEN_SCORE_MISSING;
}

/* Whether SCORES has as many answers as SCALE has items, missing ones counted, each within its
 * item's range. The C-SSRS may come without its last item, the recency of behavior. */
gboolean
den_scale_scores_fit (const DenScale *scale, const DenScores *scores)
{
  int wanted = (int) scale->items->len;

  if (scores->n != wanted &&
      !(scale->scoring == DEN_SCORING_TRIAGE && scores->n == CSSRS_SHORT_FORM))
    return FALSE;
  for (int i = 0; i < scores->n; i++)
    {
      const DenScaleItem *item = item_of (scale, i);

      if (!is_missing (scores, i) && (scores->item[i] < item->min || scores->item[i] > item->max))
        return FALSE;
    }
  return TRUE;
}

/* Whether all of the missing answers are ones that SCALE can do without. Counts them. */
static gboolean
may_be_missing (const DenScale *scale, const DenScores *scores, int *missing)
{
  gboolean some_optional = FALSE, others_missing = FALSE;

  *missing = 0;
  for (int i = 0; i < scores->n; i++)
    {
      gboolean optional = item_of (scale, i)->optional == 1;

      some_optional |= optional;
      if (is_missing (scores, i))
        {
          (*missing)++;
          others_missing |= !optional;
        }
    }
  return *missing <= scale->missing_allowed && !(some_optional && others_missing);
}

/* The sum of the answers; where some may be missing, the mean of the others stands for each: sum x
 * items / answered, halves up. */
static gint64
sum_total (const DenScale *scale, const DenScores *scores)
{
  gint64 sum = 0;
  int missing, answered;

  if (!may_be_missing (scale, scores, &missing))
    return DEN_UNKNOWN;
  for (int i = 0; i < scores->n; i++)
    {
      const DenScaleItem *item = item_of (scale, i);

      if (!is_missing (scores, i))
        sum += item->reversed == 1 ? item->min + item->max - scores->item[i] : scores->item[i];
    }
  answered = scores->n - missing;
  return answered > 0 ? den_decimal_divide (sum * scores->n, answered) : DEN_UNKNOWN;
}

/* The nine domains of the QIDS: sleep, appetite and weight, and movement count their highest item,
 * for which one answer is enough; the others are single items and must be there (Rush 2003). */
static gint64
qids_total (const DenScores *scores)
{
  static const struct
  {
    int first, last; /* items, from 1 */
  } domains[] = { { 1, 4 },   { 5, 5 },   { 6, 9 },   { 10, 10 }, { 11, 11 },
                  { 12, 12 }, { 13, 13 }, { 14, 14 }, { 15, 16 } };
  gint64 total = 0;

  for (gsize d = 0; d < G_N_ELEMENTS (domains); d++)
    {
      int highest = DEN_SCORE_MISSING;

      for (int i = domains[d].first - 1; i < domains[d].last; i++)
        highest = MAX (highest, scores->item[i]);
      if (highest == DEN_SCORE_MISSING)
        return DEN_UNKNOWN;
      total += highest;
    }
  return total;
}

static gboolean
is_yes (const DenScores *scores, int index)
{
  return !is_missing (scores, index) && scores->item[index] == 1;
}

/* The tier of the highest yes: intent, plan or behavior within three months is high, a method or
 * older behavior moderate, a wish or thoughts low (Columbia Lighthouse Project). Behavior of which
 * nobody says when is taken as recent. The questions on method, intent and plan may be skipped
 * after a no to thoughts. Unknown where an answer that could still raise the tier is missing. */
static gint64
triage_total (const DenScores *scores)
{
  gboolean recent_unknown = is_missing (scores, CSSRS_RECENT);
  gboolean behavior = is_yes (scores, CSSRS_BEHAVIOR);

  if (is_yes (scores, CSSRS_INTENT) || is_yes (scores, CSSRS_PLAN) ||
      is_yes (scores, CSSRS_RECENT) || (behavior && recent_unknown))
    return DEN_TRIAGE_HIGH;
  if (is_missing (scores, CSSRS_WISH) || is_missing (scores, CSSRS_THOUGHTS) ||
      is_missing (scores, CSSRS_BEHAVIOR))
    return DEN_UNKNOWN;
  if (is_yes (scores, CSSRS_THOUGHTS) &&
      (is_missing (scores, CSSRS_METHOD) || is_missing (scores, CSSRS_INTENT) ||
       is_missing (scores, CSSRS_PLAN)))
    return DEN_UNKNOWN;
  if (is_yes (scores, CSSRS_METHOD) || behavior)
    return DEN_TRIAGE_MODERATE;
  if (is_yes (scores, CSSRS_WISH) || is_yes (scores, CSSRS_THOUGHTS))
    return DEN_TRIAGE_LOW;
  return DEN_TRIAGE_NEGATIVE;
}

/* The total of SCORES on SCALE; DEN_UNKNOWN where they do not fit it or too many are missing. That
 * of the C-SSRS is a DenTriage. */
gint64
den_scale_total (const DenScale *scale, const DenScores *scores)
{
  if (scores->n == 0 || !den_scale_scores_fit (scale, scores))
    return DEN_UNKNOWN;
  switch (scale->scoring)
    {
    case DEN_SCORING_QIDS:
      return qids_total (scores);
    case DEN_SCORING_TRIAGE:
      return triage_total (scores);
    default:
      return sum_total (scale, scores);
    }
}

/* Whether the total of SCORES rests on the mean of the answers in place of missing ones. */
gboolean
den_scale_is_prorated (const DenScale *scale, const DenScores *scores)
{
  int missing;

  return scale->scoring == DEN_SCORING_SUM && den_scale_total (scale, scores) != DEN_UNKNOWN &&
         may_be_missing (scale, scores, &missing) && missing > 0;
}

/* The total of ASSESSMENT: that of its items where they are known, else the one entered. */
gint64
den_scale_assessment_total (const DenScale *scale, const DenAssessment *assessment)
{
  return assessment->items.n > 0 ? den_scale_total (scale, &assessment->items) : assessment->total;
}

/* The band that TOTAL lies in, owned by SCALE; NULL for an unknown total or a scale without any. */
const char *
den_scale_band (const DenScale *scale, gint64 total)
{
  const char *label = NULL;

  if (total == DEN_UNKNOWN)
    return NULL;
  for (guint i = 0; i < scale->bands->len; i++)
    {
      const DenScaleBand *band = g_ptr_array_index (scale->bands, i);

      if (total >= band->from_total)
        label = band->label;
    }
  return label;
}

/* Whether the answers ask for the C-SSRS before anything else: the suicide item is positive, or
 * the C-SSRS itself is. */
gboolean
den_scale_raises_safety (const DenScale *scale, const DenScores *scores)
{
  int item = scale->safety_item != DEN_UNKNOWN ? (int) scale->safety_item - 1 : -1;

  if (scale->scoring == DEN_SCORING_TRIAGE)
    {
      for (int i = 0; i < scores->n; i++)
        if (is_yes (scores, i))
          return TRUE;
      return FALSE;
    }
  return item >= 0 && !is_missing (scores, item) && scores->item[item] >= scale->safety_at_least;
}

/* How NOW compares with BASELINE, in integers: half the points gone is a response, 49.9 percent is
 * not. For scales of which higher is worse. */
DenResponse
den_response (gint64 baseline, gint64 now)
{
  if (baseline == DEN_UNKNOWN || now == DEN_UNKNOWN || baseline <= 0)
    return DEN_RESPONSE_UNDEFINED;
  if (2 * (baseline - now) >= baseline)
    return DEN_RESPONSE_FULL;
  if (4 * (baseline - now) >= baseline)
    return DEN_RESPONSE_PARTIAL;
  return DEN_RESPONSE_NONE;
}

/* Whether TOTAL is remission; FALSE where either is not known. */
gboolean
den_scale_is_remission (const DenScale *scale, gint64 total)
{
  return total != DEN_UNKNOWN && scale->remission_at_most != DEN_UNKNOWN &&
         total <= scale->remission_at_most;
}
