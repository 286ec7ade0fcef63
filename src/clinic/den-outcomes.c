/* The outcome of one patient on one scale. */
#include "den-outcomes.h"

#include "den-score-series.h"

#define STATUS_WEEKS 4    /* SUSTAIN-1: stable remission is judged over four weeks */
#define REMITTED_WEEKS 3  /* of which so many must be in remission */
#define RESPONDED_WEEKS 2 /* and stable response over the last two */
#define DAYS_PER_WEEK 7

/* When the patient's first delivered session began; unknown for none. A session that was missed or
 * broken off before the dose is none: it has no time 0. */
static DenInstant
first_delivered (const DenChart *chart, DenDay on)
{
  DenInstant first = DEN_INSTANT_UNKNOWN;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      DenInstant zero = den_session_zero (g_ptr_array_index (chart->sessions, i));

      if (den_instant_is_known (zero) && den_instant_day (zero) <= on &&
          (!den_instant_is_known (first) || zero.us < first.us))
        first = zero;
    }
  return first;
}

static void
take_baseline (DenPatientOutcome *outcome, const DenScore *baseline)
{
  if (baseline == NULL)
    return;
  outcome->baseline = baseline->total;
  outcome->baseline_on = baseline->day;
}

static gboolean
is_better (const DenScale *scale, gint64 total, gint64 than)
{
  return than == DEN_UNKNOWN || (scale->higher_is_worse == 1 ? total < than : total > than);
}

/* The best and the newest of the scores since the first session. */
static void
take_scores (DenPatientOutcome *outcome, const GArray *series, guint from)
{
  for (guint i = from; i < series->len; i++)
    {
      const DenScore *score = &g_array_index (series, DenScore, i);

      if (is_better (outcome->scale, score->total, outcome->best))
        {
          outcome->best = score->total;
          outcome->best_on = score->day;
        }
      outcome->now = score->total;
      outcome->now_on = score->day;
      outcome->n_scores++;
    }
}

/* The earlier of two days, either of which may be unknown. */
static DenDay
earlier (DenDay a, DenDay b)
{
  return a == DEN_UNKNOWN ? b : b == DEN_UNKNOWN ? a : MIN (a, b);
}

/* See den-outcomes.h. Best, now and what follows from them are of the scores since the first
 * delivered session alone, and unknown before it. OUTCOME is filled whole. */
void
den_outcome (const DenChart *chart, const DenScale *scale, DenDay on, DenPatientOutcome *outcome)
{
  g_autoptr (GArray) series = g_array_new (FALSE, FALSE, sizeof (DenScore));
  DenInstant first = first_delivered (chart, on);

  *outcome = (DenPatientOutcome){ .scale = scale,
                                  .baseline = DEN_UNKNOWN,
                                  .baseline_on = DEN_UNKNOWN,
                                  .best = DEN_UNKNOWN,
                                  .best_on = DEN_UNKNOWN,
                                  .now = DEN_UNKNOWN,
                                  .now_on = DEN_UNKNOWN,
                                  .response = DEN_RESPONSE_UNDEFINED,
                                  .responded_on = DEN_UNKNOWN,
                                  .remitted_on = DEN_UNKNOWN,
                                  .relapsed_on = DEN_UNKNOWN };
  den_score_series_fill (series, chart, scale, on);
  take_baseline (outcome, den_score_series_baseline (series, scale, first));
  take_scores (outcome, series, den_score_series_after (series, first));
  if (scale->higher_is_worse != 1)
    return;
  outcome->response = den_response (outcome->baseline, outcome->now);
  outcome->remission = den_scale_is_remission (scale, outcome->now);
  outcome->responded_on = den_score_series_response (series, first, outcome->baseline);
  outcome->remitted_on = den_score_series_remission (series, first, scale->remission_at_most);
  outcome->relapsed_on = den_score_series_relapse (
      series, scale, earlier (outcome->responded_on, outcome->remitted_on), outcome->baseline);
}

/* ---- maintenance ---- */

/* The newest score of the week that ended WEEKS weeks before the day; unknown. */
static gint64
score_of_week (const GArray *series, guint from, DenDay on, int weeks)
{
  DenDay last = on - weeks * DAYS_PER_WEEK;
  gint64 total = DEN_UNKNOWN;

  for (guint i = from; i < series->len; i++)
    {
      const DenScore *score = &g_array_index (series, DenScore, i);

      if (score->day <= last && score->day > last - DAYS_PER_WEEK)
        total = score->total;
    }
  return total;
}

/* See den-outcomes.h. The rule is SUSTAIN-1's (Daly et al. 2019, JAMA Psychiatry 76:893). Weeks
 * without a score may still decide nothing: NULL is said then, not "neither". */
const char *
den_maintenance_status (const DenChart *chart, const DenScale *scale, DenDay on)
{
  g_autoptr (GArray) series = NULL;
  DenInstant first = first_delivered (chart, on);
  int remitted = 0, unscored = 0, responded = 0, lost = 0;
  const DenScore *baseline;
  guint from;

  if (scale->stable_at_most == DEN_UNKNOWN || !den_instant_is_known (first))
    return NULL;
  series = g_array_new (FALSE, FALSE, sizeof (DenScore));
  den_score_series_fill (series, chart, scale, on);
  baseline = den_score_series_baseline (series, scale, first);
  from = den_score_series_after (series, first);
  for (int week = 0; week < STATUS_WEEKS; week++)
    {
      gint64 total = score_of_week (series, from, on, week);
      DenResponse response = den_response (baseline != NULL ? baseline->total : DEN_UNKNOWN, total);

      unscored += total == DEN_UNKNOWN;
      remitted += total != DEN_UNKNOWN && total <= scale->stable_at_most;
      responded += week < RESPONDED_WEEKS && response == DEN_RESPONSE_FULL;
      lost += week < RESPONDED_WEEKS && response != DEN_RESPONSE_FULL &&
              response != DEN_RESPONSE_UNDEFINED;
    }
  if (remitted >= REMITTED_WEEKS)
    return "stable remission";
  if (responded == RESPONDED_WEEKS)
    return "stable response";
  return remitted + unscored < REMITTED_WEEKS && lost > 0 ? "neither" : NULL;
}
