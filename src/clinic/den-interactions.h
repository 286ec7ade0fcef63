/* Notes on what a patient's medications do to ketamine and esketamine treatment. */
#pragma once

#include "den-chart.h"
#include "den-reference.h"

G_BEGIN_DECLS

/* medication is the chart's, interaction the reference's. */
typedef struct
{
  const DenMedication *medication;
  const DenInteraction *interaction;
} DenInteractionNote;

GArray *den_interactions_of (const DenChart *chart, const DenReference *reference, DenDay on);

G_END_DECLS
