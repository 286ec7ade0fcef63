/* Scores on one scale: baseline, response, remission and relapse, in integers. */
#include "den-score-series.h"

#include <string.h>

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const DenScore *one = a, *other = b;

  return one->us < other->us ? -1 : one->us > other->us;
}

/* Empties SERIES, an array of DenScore, and fills it with the scores on SCALE up to the day, oldest
 * first. Those without a total are left out. An array that is used again costs no memory. */
void
den_score_series_fill (GArray *series, const DenChart *chart, const DenScale *scale, DenDay on)
{
  gboolean sorted = TRUE;

  g_array_set_size (series, 0);
  for (guint i = 0; i < chart->assessments->len; i++)
    {
      const DenAssessment *assessment = g_ptr_array_index (chart->assessments, i);
      DenScore score;

      if (assessment->scale == NULL || strcmp (assessment->scale, scale->name) != 0 ||
          !den_instant_is_known (assessment->taken_at))
        continue;
      score = (DenScore){ assessment->taken_at.us, den_instant_day (assessment->taken_at),
                          den_scale_assessment_total (scale, assessment) };
      if (score.total == DEN_UNKNOWN || score.day > on)
        continue;
      sorted &=
          series->len == 0 || g_array_index (series, DenScore, series->len - 1).us <= score.us;
      g_array_append_val (series, score);
    }
  if (!sorted)
    g_array_sort (series, compare_scores);
}

/* The last score before the first session, if it is not older than the scale takes; NULL. One that
 * was taken after the first dose is none. */
const DenScore *
den_score_series_baseline (const GArray *series, const DenScale *scale, DenInstant first)
{
  guint after = den_score_series_after (series, first);
  const DenScore *last;

  if (!den_instant_is_known (first) || after == 0)
    return NULL;
  last = &g_array_index (series, DenScore, after - 1);
  return scale->baseline_days == DEN_UNKNOWN ||
                 den_instant_day (first) - last->day <= scale->baseline_days
             ? last
             : NULL;
}

/* The index of the first score that was taken from the instant on; all are before it where the
 * instant is unknown. */
guint
den_score_series_after (const GArray *series, DenInstant first)
{
  guint i = 0;

  while (i < series->len &&
         (!den_instant_is_known (first) || g_array_index (series, DenScore, i).us < first.us))
    i++;
  return i;
}

/* The day of the first response since the first session; unknown. */
DenDay
den_score_series_response (const GArray *series, DenInstant first, gint64 baseline)
{
  for (guint i = den_score_series_after (series, first); i < series->len; i++)
    if (den_response (baseline, g_array_index (series, DenScore, i).total) == DEN_RESPONSE_FULL)
      return g_array_index (series, DenScore, i).day;
  return DEN_UNKNOWN;
}

/* The day of the first score of AT_MOST since the first session; unknown. */
DenDay
den_score_series_remission (const GArray *series, DenInstant first, gint64 at_most)
{
  for (guint i = den_score_series_after (series, first); at_most != DEN_UNKNOWN && i < series->len;
       i++)
    if (g_array_index (series, DenScore, i).total <= at_most)
      return g_array_index (series, DenScore, i).day;
  return DEN_UNKNOWN;
}

/* Whether a score counts towards a relapse: back at the scale's threshold, or the response lost. */
static gboolean
is_back (const DenScale *scale, gint64 baseline, gint64 total)
{
  if (scale->relapse_at_least != DEN_UNKNOWN)
    return total >= scale->relapse_at_least;
  return baseline != DEN_UNKNOWN && den_response (baseline, total) != DEN_RESPONSE_FULL;
}

/* The day on which a relapse was confirmed after the day of a response or remission: the second of
 * two scores that are back, as far apart as the scale's rule says, with none between them that is
 * not. Unknown where there is none, or the scale has no such rule. */
DenDay
den_score_series_relapse (const GArray *series, const DenScale *scale, DenDay after,
                          gint64 baseline)
{
  guint run = 0; /* where the scores began to be back */

  if (after == DEN_UNKNOWN || scale->relapse_from_days == DEN_UNKNOWN ||
      scale->relapse_to_days == DEN_UNKNOWN)
    return DEN_UNKNOWN;
  for (guint i = 0; i < series->len; i++)
    {
      const DenScore *score = &g_array_index (series, DenScore, i);

      if (score->day <= after || !is_back (scale, baseline, score->total))
        {
          run = i + 1;
          continue;
        }
      for (guint k = run; k < i; k++)
        {
          gint64 days = score->day - g_array_index (series, DenScore, k).day;

          if (days >= scale->relapse_from_days && days <= scale->relapse_to_days)
            return score->day;
        }
    }
  return DEN_UNKNOWN;
}
