/* Scores and screening answers of a chart: the newest, the baseline, and what is wrong with them.
 */
#include "den-scale.h"

#include "den-text.h"

#include <glib/gi18n-lib.h>

/* Whether ASSESSMENT says something: a total, or every item. One that is half answered must not
 * hide an older one. */
static gboolean
is_complete (const DenAssessment *assessment)
{
  for (int i = 0; i < assessment->items.n; i++)
    if (assessment->total == DEN_UNKNOWN && assessment->items.item[i] == DEN_SCORE_MISSING)
      return FALSE;
  return assessment->total != DEN_UNKNOWN || assessment->items.n > 0;
}

/* The newest complete assessment on SCALE taken on the day or before it, and before the instant
 * where that is known; among equals the one entered later. */
static const DenAssessment *
newest_before (const DenChart *chart, const char *scale, DenDay on, DenInstant before)
{
  const DenAssessment *newest = NULL;

  for (guint i = 0; i < chart->assessments->len; i++)
    {
      const DenAssessment *assessment = g_ptr_array_index (chart->assessments, i);

      if (g_strcmp0 (assessment->scale, scale) != 0 || !is_complete (assessment) ||
          !den_instant_is_known (assessment->taken_at) ||
          den_instant_day (assessment->taken_at) > on ||
          (den_instant_is_known (before) && assessment->taken_at.us >= before.us))
        continue;
      if (newest == NULL || assessment->taken_at.us >= newest->taken_at.us)
        newest = assessment;
    }
  return newest;
}

/* The newest assessment on the scale of that name on the day or before it, or NULL. */
const DenAssessment *
den_chart_newest_assessment (const DenChart *chart, const char *scale, DenDay on)
{
  return newest_before (chart, scale, on, DEN_INSTANT_UNKNOWN);
}

/* The newest one taken at the instant or before it: what was known before a dose. NULL for none. */
const DenAssessment *
den_chart_assessment_until (const DenChart *chart, const char *scale, DenInstant until)
{
  return newest_before (chart, scale, G_MAXINT64,
                        (DenInstant){ until.us + 1, until.offset_minutes });
}

/* The newest one before the patient's first session began: what a response is measured from and a
 * policy's severity is judged by. NULL for none. */
const DenAssessment *
den_chart_baseline_assessment (const DenChart *chart, const char *scale, DenDay on)
{
  return newest_before (chart, scale, on, den_chart_first_session_at (chart));
}

/* The newest answer to the screening question of that name on the day or before it, or NULL. One
 * without a date is older than all others; among equals the one entered later is the newest. */
const DenScreening *
den_chart_newest_screening (const DenChart *chart, const char *item, DenDay on)
{
  const DenScreening *newest = NULL;

  for (guint i = 0; i < chart->screenings->len; i++)
    {
      const DenScreening *screening = g_ptr_array_index (chart->screenings, i);

      if (g_strcmp0 (screening->item, item) != 0 ||
          (screening->noted_on != DEN_UNKNOWN && screening->noted_on > on))
        continue;
      /* DEN_UNKNOWN is the least number, so that an unknown date sorts first. */
      if (newest == NULL || screening->noted_on >= newest->noted_on)
        newest = screening;
    }
  return newest;
}

/* The known names joined for a message: "PHQ-9, MADRS or SDS". NAMES holds strings. */
static char *
one_of (GPtrArray *names)
{
  return den_text_join (names, _ ("or"));
}

static void
add_unknown_scale (const DenReference *reference, const char *place, DenProblems *problems)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *here = den_place_member (place, "scale");
  g_autofree char *joined = NULL;

  for (guint i = 0; i < reference->scales->len; i++)
    g_ptr_array_add (names, ((DenScale *) g_ptr_array_index (reference->scales, i))->name);
  joined = one_of (names);
  den_problems_add (problems, here, _ ("must be %s"), joined);
}

/* Adds what is wrong with the items; FALSE where something is. */
static gboolean
check_items (const DenScale *scale, const DenScores *scores, const char *place,
             DenProblems *problems)
{
  g_autofree char *here = den_place_member (place, "items");
  guint before = problems->len;

  if (den_scale_scores_fit (scale, scores))
    return TRUE;
  for (int i = 0; i < scores->n && i < (int) scale->items->len; i++)
    {
      const DenScaleItem *item = g_ptr_array_index (scale->items, i);
      g_autofree char *at = den_place_index (here, (guint) i);

      if (scores->item[i] != DEN_SCORE_MISSING &&
          (scores->item[i] < item->min || scores->item[i] > item->max))
        den_problems_add (problems, at, _ ("must be from %d to %d"), (int) item->min,
                          (int) item->max);
    }
  if (problems->len == before)
    den_problems_add (problems, here, _ ("must have %u scores, with null for a missing one"),
                      scale->items->len);
  return FALSE;
}

/* A total that was entered must be the items'; one that was not is computed. Items too few for a
 * total are kept without one, so that a half-answered scale is not lost. */
static void
check_total (const DenScale *scale, DenAssessment *assessment, const char *place,
             DenProblems *problems)
{
  g_autofree char *here = den_place_member (place, "total");
  gint64 total = den_scale_assessment_total (scale, assessment);

  if (assessment->items.n == 0)
    {
      if (assessment->total == DEN_UNKNOWN)
        den_problems_add (problems, here, "%s", _ ("is needed where the items are not known"));
      else if (assessment->total < 0 || assessment->total > scale->max_total)
        den_problems_add (problems, here, _ ("must be from 0 to %d"), (int) scale->max_total);
    }
  else if (assessment->total == DEN_UNKNOWN)
    assessment->total = total;
  else if (total == DEN_UNKNOWN)
    den_problems_add (problems, here, "%s",
                      _ ("must be left out: too many items are missing for a total"));
  else if (assessment->total != total)
    den_problems_add (problems, here, _ ("must be %d, the total of its items"), (int) total);
}

static void
check_assessment (DenAssessment *assessment, const DenReference *reference, const char *place,
                  DenProblems *problems)
{
  const DenScale *scale = den_reference_find_scale (reference, assessment->scale);

  if (assessment->scale == NULL)
    return;
  if (scale == NULL)
    add_unknown_scale (reference, place, problems);
  else if (assessment->items.n == 0 || check_items (scale, &assessment->items, place, problems))
    check_total (scale, assessment, place, problems);
}

static void
check_screening (const DenScreening *screening, const DenReference *reference, const char *place,
                 DenProblems *problems)
{
  g_autofree char *here = den_place_member (place, "item");
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *joined = NULL;

  if (screening->item == NULL ||
      den_reference_find_screening_item (reference, screening->item) != NULL)
    return;
  names = g_ptr_array_new ();
  for (guint i = 0; i < reference->screening_items->len; i++)
    g_ptr_array_add (
        names, ((DenScreeningItem *) g_ptr_array_index (reference->screening_items, i))->name);
  joined = one_of (names);
  den_problems_add (problems, here, _ ("must be %s"), joined);
}

/* Adds to PROBLEMS, with their places in the chart file, what only the reference data and the day
 * can tell of CHART: scales and questions that are not known, items and totals that do not fit, a
 * birth date in the future. Totals that were left out are filled in from their items. Names of
 * drugs are not checked: a trial of an unknown one is a fact too. */
void
den_chart_check (DenChart *chart, const DenReference *reference, DenDay today,
                 DenProblems *problems)
{
  if (chart->patient != NULL && chart->patient->birth_date != DEN_UNKNOWN &&
      chart->patient->birth_date > today)
    den_problems_add (problems, "patient.birth_date", "%s", _ ("must not lie in the future"));
  for (guint i = 0; i < chart->screenings->len; i++)
    {
      g_autofree char *place = den_place_index ("screenings", i);

      check_screening (g_ptr_array_index (chart->screenings, i), reference, place, problems);
    }
  for (guint i = 0; i < chart->assessments->len; i++)
    {
      g_autofree char *place = den_place_index ("assessments", i);

      check_assessment (g_ptr_array_index (chart->assessments, i), reference, place, problems);
    }
}
