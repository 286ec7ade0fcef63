/* The scores of one chart on one scale in their order, and what they say of each other. Inside the
 * outcomes only. */
#pragma once

#include "den-chart.h"
#include "den-scale.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 us;
  DenDay day;
  gint64 total;
} DenScore;

void den_score_series_fill (GArray *series, const DenChart *chart, const DenScale *scale,
                            DenDay on);
const DenScore *den_score_series_baseline (const GArray *series, const DenScale *scale,
                                           DenInstant first);
guint den_score_series_after (const GArray *series, DenInstant first);
DenDay den_score_series_response (const GArray *series, DenInstant first, gint64 baseline);
DenDay den_score_series_remission (const GArray *series, DenInstant first, gint64 at_most);
DenDay den_score_series_relapse (const GArray *series, const DenScale *scale, DenDay after,
                                 gint64 baseline);

G_END_DECLS
