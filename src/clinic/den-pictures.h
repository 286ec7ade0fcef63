/* The two pictures of a chart that reviewers read: trials against time, scores against time. */
#pragma once

#include "den-drawing.h"
#include "den-eligibility.h"

G_BEGIN_DECLS

DenDrawing *den_picture_trials (const DenChart *chart, const DenVerdict *verdict, DenDay on,
                                double width, DenMeasure measure, gpointer measure_data);
DenDrawing *den_picture_scores (const DenChart *chart, const DenScale *scale, gint64 threshold,
                                DenDay on, double width, double height, DenMeasure measure,
                                gpointer measure_data);

G_END_DECLS
