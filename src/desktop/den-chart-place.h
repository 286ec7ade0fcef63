/* From a chart file's place, "coverages[0].member_id", to the fact of an open chart. */
#pragma once

#include "den-eligibility.h"

G_BEGIN_DECLS

/* Fills FOUND with the kind of record, the record (NULL where one is to be added) and the field.
 * FALSE where TEXT is no place in CHART: one of the clinic's, or of nothing. */
gboolean den_chart_place_find (const DenChart *chart, const char *text, DenChartPlace *found);

G_END_DECLS
