/* Scoring of rating scales, and what a course of scores says. All in integers. */
#pragma once

#include "den-chart.h"
#include "den-reference.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_TRIAGE_NEGATIVE,
  DEN_TRIAGE_LOW,
  DEN_TRIAGE_MODERATE,
  DEN_TRIAGE_HIGH,
} DenTriage;

/* How a score compares with its baseline: the customary halves and quarters of depression trials.
 */
typedef enum
{
  DEN_RESPONSE_UNDEFINED, /* the baseline is 0 or unknown */
  DEN_RESPONSE_NONE,
  DEN_RESPONSE_PARTIAL, /* 25 to 49 percent better */
  DEN_RESPONSE_FULL,    /* at least 50 percent better */
} DenResponse;

gint64 den_scale_total (const DenScale *scale, const DenScores *scores);
gint64 den_scale_assessment_total (const DenScale *scale, const DenAssessment *assessment);
const char *den_scale_band (const DenScale *scale, gint64 total);
gboolean den_scale_raises_safety (const DenScale *scale, const DenScores *scores);
gboolean den_scale_scores_fit (const DenScale *scale, const DenScores *scores);
gboolean den_scale_is_prorated (const DenScale *scale, const DenScores *scores);

DenResponse den_response (gint64 baseline, gint64 now);
gboolean den_scale_is_remission (const DenScale *scale, gint64 total);
const DenAssessment *den_chart_assessment_until (const DenChart *chart, const char *scale,
                                                 DenInstant until);
const DenAssessment *den_chart_newest_assessment (const DenChart *chart, const char *scale,
                                                  DenDay on);
const DenAssessment *den_chart_baseline_assessment (const DenChart *chart, const char *scale,
                                                    DenDay on);
const DenScreening *den_chart_newest_screening (const DenChart *chart, const char *item, DenDay on);

/* What only the reference data can tell of a chart: unknown scales and questions, items that do not
 * fit, a total that differs from its items'. Computes totals that are not given. */
void den_chart_check (DenChart *chart, const DenReference *reference, DenDay today,
                      DenProblems *problems);

G_END_DECLS
