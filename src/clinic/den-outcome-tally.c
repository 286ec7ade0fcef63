/* The clinic's outcomes, summed up chart by chart beside the published rows. A chart costs no
 * memory and one look at each of its sessions and scores. */
#include "den-outcomes.h"
#include "den-score-series.h"

#include <math.h>

#define LEAST_PATIENTS 10 /* fewer say too little, and may be told apart */
#define Z_95 1.959963984540054
#define N_MODALITIES 3

/* One published row, with what a chart is looked up by. */
typedef struct
{
  const DenBenchmark *benchmark;
  guint series;      /* of its scale, in the tally's; G_MAXUINT where the scale is not known */
  gint64 modality;   /* DEN_UNKNOWN where the word is not known: no chart counts */
  gint64 indication; /* unknown: either */
  gint64 n;
  gint64 of;
} Row;

/* The scores of the chart that is being added, on one scale. */
typedef struct
{
  const DenScale *scale;
  GArray *scores; /* DenScore */
  gboolean filled;
} Series;

/* When the chart's treatment with one drug and route began. */
typedef struct
{
  DenInstant at;
  gint64 indication;
} Start;

struct _DenOutcomeTally
{
  GArray *rows;   /* Row */
  GArray *series; /* Series */
  gint64 patients;
  gint64 treated;
  gint64 sessions;
};

/* ---- intervals ---- */

static gint64
to_permille (double share)
{
  return (gint64) floor (CLAMP (share, 0, 1) * 1000 + 0.5);
}

/* See den-outcomes.h. Of nobody nothing is known: 0 to 1000. */
void
den_wilson (gint64 hits, gint64 n, gint64 *lower_permille, gint64 *upper_permille)
{
  double count = (double) n, share, center, half;

  *lower_permille = 0;
  *upper_permille = 1000;
  g_return_if_fail (hits >= 0 && hits <= n);
  if (n == 0)
    return;
  share = (double) hits / count;
  center = share + Z_95 * Z_95 / (2 * count);
  half = Z_95 * sqrt ((share * (1 - share) + Z_95 * Z_95 / (4 * count)) / count);
  *lower_permille = to_permille ((center - half) / (1 + Z_95 * Z_95 / count));
  *upper_permille = to_permille ((center + half) / (1 + Z_95 * Z_95 / count));
}

/* ---- making one ---- */

static gint64
find_choice (const DenChoice *choices, const char *word)
{
  for (gint64 i = 0; word != NULL && choices[i].word != NULL; i++)
    if (g_strcmp0 (choices[i].word, word) == 0)
      return i;
  return DEN_UNKNOWN;
}

static guint
find_or_add_series (DenOutcomeTally *tally, const DenScale *scale)
{
  Series series = { scale, NULL, FALSE };

  if (scale == NULL)
    return G_MAXUINT;
  for (guint i = 0; i < tally->series->len; i++)
    if (g_array_index (tally->series, Series, i).scale == scale)
      return i;
  series.scores = g_array_new (FALSE, FALSE, sizeof (DenScore));
  g_array_append_val (tally->series, series);
  return tally->series->len - 1;
}

static void
clear_series (gpointer data)
{
  g_array_unref (((Series *) data)->scores);
}

/* Keeps pointers into REFERENCE. */
DenOutcomeTally *
den_outcome_tally_new (const DenReference *reference)
{
  DenOutcomeTally *tally = g_new0 (DenOutcomeTally, 1);

  tally->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  tally->series = g_array_new (FALSE, FALSE, sizeof (Series));
  g_array_set_clear_func (tally->series, clear_series);
  for (guint i = 0; i < reference->benchmarks->len; i++)
    {
      const DenBenchmark *benchmark = g_ptr_array_index (reference->benchmarks, i);
      Row row = { .benchmark = benchmark,
                  .modality = find_choice (den_modality_choices, benchmark->modality),
                  .indication = find_choice (den_indication_choices, benchmark->indication) };

      row.series =
          find_or_add_series (tally, den_reference_find_scale (reference, benchmark->scale));
      g_array_append_val (tally->rows, row);
    }
  return tally;
}

void
den_outcome_tally_free (DenOutcomeTally *tally)
{
  g_array_unref (tally->rows);
  g_array_unref (tally->series);
  g_free (tally);
}

/* ---- adding a chart ---- */

static gboolean
get_delivered (const DenSession *session, DenDay on, DenInstant *zero)
{
  if (!den_session_is_delivered (session))
    return FALSE;
  *zero = den_session_zero (session);
  return den_instant_is_known (*zero) && den_instant_day (*zero) <= on;
}

/* Counts the delivered sessions and finds the first of each modality. */
static gint64
find_starts (const DenChart *chart, DenDay on, Start starts[N_MODALITIES])
{
  gint64 delivered = 0;

  for (int i = 0; i < N_MODALITIES; i++)
    starts[i] = (Start){ DEN_INSTANT_UNKNOWN, DEN_UNKNOWN };
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      const DenCourse *course;
      DenInstant zero;
      Start *start;

      if (!get_delivered (session, on, &zero))
        continue;
      delivered++;
      course = den_chart_find_course (chart, session->course);
      if (course == NULL || course->modality < 0 || course->modality >= N_MODALITIES)
        continue;
      start = &starts[course->modality];
      if (!den_instant_is_known (start->at) || zero.us < start->at.us)
        *start = (Start){ zero, course->indication };
    }
  return delivered;
}

/* Whether another drug or route was given between the baseline's days and the day of the score, so
 * that the score can not be put down to one of them. */
static gboolean
is_mixed (const DenChart *chart, const Row *row, const DenScale *scale, DenInstant first, DenDay to)
{
  DenDay from =
      den_instant_day (first) - (scale->baseline_days != DEN_UNKNOWN ? scale->baseline_days : 0);

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      const DenCourse *course;
      DenInstant zero;

      if (!get_delivered (session, to, &zero) || den_instant_day (zero) < from)
        continue;
      course = den_chart_find_course (chart, session->course);
      if (course == NULL || course->modality != row->modality)
        return TRUE;
    }
  return FALSE;
}

/* The score nearest to DAY within the row's window, the later of two as near; NULL. */
static const DenScore *
find_score (const Row *row, const GArray *scores, DenInstant first, DenDay day)
{
  const DenScore *best = NULL;

  for (guint i = den_score_series_after (scores, first); i < scores->len; i++)
    {
      const DenScore *score = &g_array_index (scores, DenScore, i);

      if (score->day >= day - row->benchmark->early_days &&
          score->day <= day + row->benchmark->late_days &&
          (best == NULL || ABS (score->day - day) <= ABS (best->day - day)))
        best = score;
    }
  return best;
}

/* Of those who responded, who relapsed by the row's day after the response. Who was not followed so
 * long is not counted. */
static void
add_relapse (Row *row, const DenChart *chart, const Series *series, const DenScore *baseline,
             DenInstant first)
{
  DenDay responded = den_score_series_response (series->scores, first, baseline->total);
  DenDay relapsed, until;
  const DenScore *followed;

  if (responded == DEN_UNKNOWN)
    return;
  until = responded + row->benchmark->day + row->benchmark->late_days;
  relapsed = den_score_series_relapse (series->scores, series->scale, responded, baseline->total);
  followed = find_score (row, series->scores, first, responded + row->benchmark->day);
  if (relapsed != DEN_UNKNOWN && relapsed > until)
    relapsed = DEN_UNKNOWN;
  if ((followed == NULL && relapsed == DEN_UNKNOWN) ||
      is_mixed (chart, row, series->scale, first, until))
    return;
  row->n++;
  row->of += relapsed != DEN_UNKNOWN;
}

static void
add_to_row (Row *row, const DenChart *chart, const Series *series, const Start *start)
{
  const DenBenchmark *benchmark = row->benchmark;
  const DenScore *baseline = den_score_series_baseline (series->scores, series->scale, start->at);
  const DenScore *score;

  /* Of a baseline of 0 there is no response. */
  if (baseline == NULL || baseline->total <= 0)
    return;
  if (benchmark->endpoint == DEN_ENDPOINT_RELAPSE)
    {
      add_relapse (row, chart, series, baseline, start->at);
      return;
    }
  score = find_score (row, series->scores, start->at, den_instant_day (start->at) + benchmark->day);
  if (score == NULL || is_mixed (chart, row, series->scale, start->at, score->day))
    return;
  row->n++;
  if (benchmark->endpoint == DEN_ENDPOINT_RESPONSE)
    row->of += den_response (baseline->total, score->total) == DEN_RESPONSE_FULL;
  else
    row->of +=
        benchmark->remission_at_most != DEN_UNKNOWN && score->total <= benchmark->remission_at_most;
}

/* Adds what CHART, as known on the day, has to say. The chart is not kept. */
void
den_outcome_tally_add (DenOutcomeTally *tally, const DenChart *chart, DenDay on)
{
  Start starts[N_MODALITIES];
  gint64 delivered = find_starts (chart, on, starts);

  tally->patients++;
  tally->treated += delivered > 0;
  tally->sessions += delivered;
  if (delivered == 0)
    return;
  for (guint i = 0; i < tally->series->len; i++)
    g_array_index (tally->series, Series, i).filled = FALSE;
  for (guint i = 0; i < tally->rows->len; i++)
    {
      Row *row = &g_array_index (tally->rows, Row, i);
      const Start *start = row->modality != DEN_UNKNOWN ? &starts[row->modality] : NULL;
      Series *series;

      if (start == NULL || row->series == G_MAXUINT || !den_instant_is_known (start->at) ||
          (row->indication != DEN_UNKNOWN && start->indication != DEN_UNKNOWN &&
           row->indication != start->indication))
        continue;
      series = &g_array_index (tally->series, Series, row->series);
      if (!series->filled)
        den_score_series_fill (series->scores, chart, series->scale, on);
      series->filled = TRUE;
      add_to_row (row, chart, series, start);
    }
}

/* ---- reading it ---- */

/* See den-outcomes.h. */
void
den_outcome_tally_totals (const DenOutcomeTally *tally, gint64 *patients, gint64 *treated,
                          gint64 *sessions)
{
  *patients = tally->patients;
  *treated = tally->treated;
  *sessions = tally->sessions;
}

/* The clinic's side of the reference's benchmark ROW. */
void
den_outcome_tally_row (const DenOutcomeTally *tally, guint row, DenClinicOutcome *outcome)
{
  const Row *it;

  g_return_if_fail (row < tally->rows->len);
  it = &g_array_index (tally->rows, Row, row);
  *outcome = (DenClinicOutcome){ .n = it->n, .of = it->of, .too_few = it->n < LEAST_PATIENTS };
  den_wilson (it->of, it->n, &outcome->lower_permille, &outcome->upper_permille);
}
