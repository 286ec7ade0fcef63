/* A share of patients with its interval, beside a published share. */
#pragma once

#include "den-drawing.h"
#include "den-outcomes.h"

G_BEGIN_DECLS

/* From 0 to 100 % over WIDTH points: the published share as an upright stroke, the clinic's as a
 * dot on the line of its interval; neither is drawn where there are too few patients. To be freed.
 */
DenDrawing *den_interval_picture (gint64 published_permille, const DenClinicOutcome *clinic,
                                  double width);

G_END_DECLS
