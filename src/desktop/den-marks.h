/* The marks of findings and verdicts: one symbol and one style class each, the same everywhere.
 * They never stand without words. */
#pragma once

#include "den-eligibility.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *den_outcome_icon (DenOutcome outcome);
const char *den_outcome_class (DenOutcome outcome);
const char *den_verdict_icon (DenVerdictWord word);
const char *den_verdict_class (DenVerdictWord word);

/* Gives WIDGET the class CHOSEN, NULL for none, and takes all other classes of marks from it. */
void den_mark_set_class (GtkWidget *widget, const char *chosen);

G_END_DECLS
