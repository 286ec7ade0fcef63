/* Scores and their change in words. */
#pragma once

#include "den-outcomes.h"

G_BEGIN_DECLS

/* "34 on 10/01/2026"; a dash when unknown. To be freed, as all words here. */
char *den_outcome_show_score (gint64 score, DenDay on);
/* "56 % better", "no change", "12 % worse"; NULL where there is nothing to compare. */
char *den_outcome_show_change (const DenPatientOutcome *outcome);
/* "Response", "Partial response", "No response"; NULL where it is not defined. */
const char *den_outcome_response_label (DenResponse response);
/* "MADRS: 34 on 10/01/2026, now 15 on 11/18/2026, 56 % better (response)". */
char *den_outcome_show_line (const DenPatientOutcome *outcome);

G_END_DECLS
