/* The verdict: chart + policy + day -> findings. Pure: no clock, no database, no global state.
 *
 * The words of the contract (outcomes, verdicts, rules, reasons) and the sentences of findings are
 * English and the same everywhere. What is called a label is a msgid: a screen passes it through
 * gettext, a paper prints it as it is. */
#pragma once

#include "den-chart.h"
#include "den-json.h"
#include "den-reference.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_OUTCOME_MET,
  DEN_OUTCOME_NOT_MET,
  DEN_OUTCOME_UNKNOWN,
  DEN_OUTCOME_CAUTION,
  DEN_OUTCOME_NOT_APPLICABLE,
} DenOutcome;

typedef enum
{
  DEN_VERDICT_ELIGIBLE,
  DEN_VERDICT_REVIEW,
  DEN_VERDICT_INCOMPLETE,
  DEN_VERDICT_NOT_ELIGIBLE,
} DenVerdictWord;

/* Why a trial does not count; the contract's words, in its order. */
typedef enum
{
  DEN_REASON_UNKNOWN_DRUG = 1 << 0,
  DEN_REASON_NOT_ANTIDEPRESSANT = 1 << 1,
  DEN_REASON_MISSING_DOSE = 1 << 2,
  DEN_REASON_MISSING_DATES = 1 << 3,
  DEN_REASON_MISSING_OUTCOME = 1 << 4,
  DEN_REASON_DOSE_BELOW_MINIMUM = 1 << 5,
  DEN_REASON_TOO_SHORT = 1 << 6,
  DEN_REASON_POOR_ADHERENCE = 1 << 7,
  DEN_REASON_INTOLERANCE = 1 << 8,
  DEN_REASON_RESPONSE_ADEQUATE = 1 << 9,
  DEN_REASON_OTHER_EPISODE = 1 << 10,
  DEN_REASON_TOO_OLD = 1 << 11,
  DEN_REASON_DUPLICATE_DRUG = 1 << 12,
  DEN_REASON_AUGMENTATION = 1 << 13,
} DenTrialReason;

typedef struct
{
  const DenTrial *trial; /* the chart's */
  const DenDrug *drug;   /* the reference's, or NULL */
  gboolean counts;
  gboolean could_count; /* only facts are missing, and it would add to the count */
  guint reasons;        /* DenTrialReason bits; 0 where it counts */
  int days_at_dose;     /* an augmentation's: the days it ran; 0 where that is not known */
} DenTrialJudgement;

/* Where in the chart the fact stands that would change a finding: the kind of record, the record
 * (NULL: one is to be added), and the field (NULL: any). type is NULL where nothing would. */
typedef struct
{
  const DenRecordType *type;
  gconstpointer record;
  const char *column;
} DenChartPlace;

/* Where the findings of one verdict keep their texts: a hundred short ones, freed together. */
typedef struct
{
  GStringChunk *kept;
  GString *line;   /* the one that is being made */
  GPtrArray *none; /* what all share that miss nothing */
} DenFindingTexts;

/* Its texts are kept by the verdict. */
typedef struct
{
  const char *rule; /* "adequate_trials", "contraindication.pregnancy" */
  DenOutcome outcome;
  const char *found;           /* what the chart has, in a few words */
  const char *needed;          /* what the policy asks for, in a few words */
  const char *reason;          /* a sentence that can be read to a payer */
  GPtrArray *missing;          /* char *: what would have to be known; empty for nothing */
  const DenOverride *override; /* the chart's that applies, or NULL */
  gboolean can_override;       /* it is not met, and a written rationale may answer it */
  DenChartPlace place;
  DenFindingTexts *texts; /* the verdict's */
} DenFinding;

/* Everything that the verdict points to in the chart and the reference must outlive it. */
typedef struct
{
  DenVerdictWord word;
  const DenPolicy *policy;
  DenDay on;
  int counted_trials;
  int counted_classes;
  GPtrArray *trials;      /* DenTrialJudgement *, in the chart's order */
  GPtrArray *findings;    /* DenFinding *, in the contract's order of rules */
  DenFindingTexts *texts; /* the findings' */
} DenVerdict;

DenVerdict *den_eligibility_judge (const DenChart *chart, const DenPolicy *policy,
                                   const DenReference *reference, DenDay on);
void den_verdict_free (DenVerdict *verdict);
void den_finding_texts_free (DenFindingTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenVerdict, den_verdict_free)

const DenFinding *den_verdict_first_failing (const DenVerdict *verdict);
const DenFinding *den_verdict_find (const DenVerdict *verdict, const char *rule);
void den_verdict_write_json (DenJson *json, const DenVerdict *verdict, const char *mrn);

const char *den_outcome_word (DenOutcome outcome);
const char *den_outcome_label (DenOutcome outcome);
const char *den_verdict_word (DenVerdictWord word);
const char *den_verdict_label (DenVerdictWord word);
const char *den_rule_label (const char *rule, const DenReference *reference);
GPtrArray *den_trial_reason_words (guint reasons);
const char *den_trial_reason_label (DenTrialReason reason);

G_END_DECLS
