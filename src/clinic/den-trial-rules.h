/* When a trial counts: days at dose, adherence, outcome, episode, age, and drugs taken twice. */
#pragma once

#include "den-eligibility.h"

G_BEGIN_DECLS

/* The days of a trial as far as the chart tells them, nothing after the day of the verdict. */
typedef struct
{
  DenDay first; /* may be unknown */
  DenDay last;  /* may be unknown */
  gint64 days;  /* first and last both counted; 0 where it had not begun, or unknown */
} DenTrialSpan;

DenTrialSpan den_trial_span (const DenTrial *trial, DenDay on);
GPtrArray *den_trials_judge (const DenChart *chart, const DenPolicy *policy,
                             const DenReference *reference, DenDay on);

G_END_DECLS
