/* One chart before one policy on one day: what the rules share, and how they write a finding.
 * Inside the eligibility rules only. */
#pragma once

#include "den-eligibility.h"

G_BEGIN_DECLS

/* A diagnosis that the chart had on the day, with the reference's row of it. */
typedef struct
{
  const DenDiagnosis *diagnosis;
  const DenDiagnosisRow *row; /* or NULL */
  gboolean unresolved;
} DenCaseCode;

typedef struct
{
  const DenChart *chart;
  const DenPolicy *policy;
  const DenReference *reference;
  DenDay on;
  const DenVerdict *verdict; /* its trials are judged, its findings are being written */
  DenCaseCode *codes;
  guint n_codes;
} DenCase;

/* What the screening says on the day. */
typedef enum
{
  DEN_SCREENED_NOT,   /* never asked, or answered unknown */
  DEN_SCREENED_STALE, /* asked too long ago to tell */
  DEN_SCREENED_NO,
  DEN_SCREENED_YES,
} DenScreened;

void den_case_init (DenCase *c, const DenChart *chart, const DenPolicy *policy,
                    const DenReference *reference, DenDay on, const DenVerdict *verdict);
void den_case_clear (DenCase *c);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DenCase, den_case_clear)

DenScreened den_case_screened (const DenCase *c, const char *item, const DenScreening **screening);
gboolean den_case_within (const DenCase *c, DenDay day, gint64 days);

DenFindingTexts *den_finding_texts_new (void);
DenFinding *den_finding_new (DenFindingTexts *texts, const char *rule);
void den_finding_free (DenFinding *finding);
void den_finding_need (DenFinding *finding, const char *format, ...) G_GNUC_PRINTF (2, 3);
void den_finding_find (DenFinding *finding, const char *format, ...) G_GNUC_PRINTF (2, 3);
void den_finding_conclude (DenFinding *finding, DenOutcome outcome, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void den_finding_miss (DenFinding *finding, const char *format, ...) G_GNUC_PRINTF (2, 3);
void den_finding_point (DenFinding *finding, const DenRecordType *type, gconstpointer record,
                        const char *column);

/* The rules, each a file of its own kind. A rule fills in the finding that it is given. */
typedef void (*DenRule) (const DenCase *c, DenFinding *finding);

void den_rule_age (const DenCase *c, DenFinding *finding);
void den_rule_severity (const DenCase *c, DenFinding *finding);
void den_rule_oral_antidepressant (const DenCase *c, DenFinding *finding);
void den_rule_prescriber (const DenCase *c, DenFinding *finding);
void den_rule_pdmp (const DenCase *c, DenFinding *finding);
void den_rule_rems_enrollment (const DenCase *c, DenFinding *finding);

void den_rule_diagnosis (const DenCase *c, DenFinding *finding);
void den_rule_suicidality (const DenCase *c, DenFinding *finding);

void den_rule_adequate_trials (const DenCase *c, DenFinding *finding);
void den_rule_distinct_classes (const DenCase *c, DenFinding *finding);
void den_rule_augmentation (const DenCase *c, DenFinding *finding);
void den_rule_psychotherapy (const DenCase *c, DenFinding *finding);

void den_rule_exclusion (const DenCase *c, const DenPolicyExclusion *exclusion,
                         DenFinding *finding);
void den_rule_contraindication (const DenCase *c, const DenScreeningItem *item,
                                DenFinding *finding);

G_END_DECLS
