/* What keeps the dose: checks, contraindications, weight and order, the newest vital signs. */
#include "den-case.h"
#include "den-decimal.h"
#include "den-session-private.h"
#include "den-text.h"

/* ---- contraindications ---- */

/* Adds a finding where the question is not answered no; the chart's codes and allergies count as
 * its answers do. */
static void
judge_contraindication (const DenSessionCase *at, const DenCase *c, const DenScreeningItem *item,
                        DenFindingTexts *texts, GPtrArray *findings)
{
  g_autofree char *key = g_strconcat ("contraindication.", item->name, NULL);
  g_autofree char *label = den_text_sentence_case (item->label);
  DenFinding *said = den_finding_new (texts, key);
  DenSessionFinding *finding = NULL;

  den_rule_contraindication (c, item, said);
  if (said->outcome == DEN_OUTCOME_NOT_MET)
    finding = den_session_finding_new (DEN_MARK_HOLD, key, label, "%s", said->reason);
  else if (said->outcome == DEN_OUTCOME_UNKNOWN)
    finding = den_session_finding_new (DEN_MARK_MISSING, key, label, "%s", said->reason);
  if (finding != NULL)
    {
      finding->from_label = TRUE;
      den_session_findings_add (findings, at, finding,
                                finding->mark == DEN_MARK_HOLD ? DEN_PASS_NEVER
                                                               : DEN_PASS_BY_REASON);
    }
  den_finding_free (said);
}

/* The label's contraindications, which no reason overrules. One line where all are answered no. */
static void
judge_contraindications (const DenSessionCase *at, GPtrArray *findings)
{
  g_auto (DenCase) c = { 0 };
  DenFindingTexts *texts = den_finding_texts_new ();
  guint before = findings->len;

  den_case_init (&c, at->chart, NULL, at->reference, den_session_judged_on (at), NULL);
  for (guint i = 0; i < at->reference->screening_items->len; i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (at->reference->screening_items, i);

      if (item->absolute == 1)
        judge_contraindication (at, &c, item, texts, findings);
    }
  den_finding_texts_free (texts);
  if (findings->len == before)
    {
      DenSessionFinding *none = den_session_finding_new (
          DEN_MARK_OK, "contraindications", "Contraindications", "Answered no within a year.");

      none->from_label = TRUE;
      den_session_findings_add (findings, at, none, DEN_PASS_ANYWAY);
    }
}

/* ---- weight and order ---- */

/* The weight of a dose by weight. */
static void
judge_weight (const DenSessionCase *at, GPtrArray *findings)
{
  DenDosePlan plan;
  g_autofree char *date = NULL, *weight = NULL;
  DenSessionFinding *finding;

  if (at->protocol->dosing != DEN_DOSING_BY_WEIGHT)
    return;
  den_dose_plan (at->chart, at->protocol, DEN_UNKNOWN, den_session_judged_on (at), &plan);
  date = den_day_to_us (plan.weighed_on);
  weight = plan.weight_g != DEN_UNKNOWN ? den_decimal_to_text (plan.weight_g, 1000) : NULL;
  if (plan.dosing_weight_g == DEN_UNKNOWN)
    finding = den_session_finding_new (DEN_MARK_MISSING, "weight", "Weight", "%s", plan.how);
  else if (plan.weight_stale)
    finding = den_session_finding_new (DEN_MARK_REVIEW, "weight", "Weight",
                                       "%s kg on %s is older than %" G_GINT64_FORMAT
                                       " days: weigh again.",
                                       weight, date, at->protocol->weight_max_age_days);
  else
    finding =
        den_session_finding_new (DEN_MARK_OK, "weight", "Weight", "%s kg on %s.", weight, date);
  den_session_findings_add (findings, at, finding, DEN_PASS_BY_REASON);
  den_dose_plan_clear (&plan);
}

/* Whether the order is one of the protocol's doses, and whether it is the label's. A dose by weight
 * that can not be computed for want of one is not said to be none of them. */
static gboolean
is_step (const DenSessionCase *at, gboolean *label)
{
  const DenProtocol *protocol = at->protocol;
  gint64 slack = protocol->dosing == DEN_DOSING_BY_WEIGHT && protocol->rounding_ug != DEN_UNKNOWN
                     ? protocol->rounding_ug
                     : 0;

  for (guint i = 0; i < protocol->doses->len; i++)
    {
      const DenProtocolDose *dose = g_ptr_array_index (protocol->doses, i);
      DenDosePlan plan;
      gint64 step_ug;

      den_dose_plan (at->chart, protocol, dose->dose_ug, den_session_judged_on (at), &plan);
      step_ug = plan.dose_ug;
      den_dose_plan_clear (&plan);
      if (step_ug == DEN_UNKNOWN || ABS (step_ug - at->session->ordered_ug) <= slack)
        {
          *label = dose->label == 1;
          return TRUE;
        }
    }
  return FALSE;
}

/* Why the order needs a reason; NULL where it does not. To be freed. */
static char *
order_concern (const DenSessionCase *at, gboolean *from_label)
{
  gint64 ordered = at->session->ordered_ug;
  gint64 first = den_dose_of_first_session (at->chart, at->session, at->protocol);
  gboolean fixed = at->protocol->dosing != DEN_DOSING_BY_WEIGHT;
  gboolean label_dose = FALSE, is_one = is_step (at, &label_dose);
  DenDosePlan plan;
  gint64 ceiling;
  g_autofree char *limit = NULL;

  den_dose_plan (at->chart, at->protocol, DEN_UNKNOWN, den_session_judged_on (at), &plan);
  ceiling = plan.ceiling_ug;
  den_dose_plan_clear (&plan);
  *from_label = fixed && at->protocol->rems == 1;
  if (ceiling != DEN_UNKNOWN && ordered > ceiling)
    {
      limit = den_decimal_to_text (ceiling, 1000);
      return g_strdup_printf ("over the ceiling of %s mg", limit);
    }
  if (fixed && first != DEN_UNKNOWN && ordered > first)
    {
      limit = den_decimal_to_text (first, 1000);
      return g_strdup_printf ("the first dose is %s mg", limit);
    }
  if (at->protocol->doses->len > 0 && !is_one)
    return g_strdup ("not one of the protocol's doses");
  return fixed && at->protocol->rems == 1 && !label_dose ? g_strdup ("not a dose of the US label")
                                                         : NULL;
}

/* A dose needs an order. One that needs a reason has it in the order, or in a decision. */
static void
judge_order (const DenSessionCase *at, GPtrArray *findings)
{
  const DenSession *session = at->session;
  g_autofree char *dose = NULL, *concern = NULL;
  gboolean from_label = FALSE;
  DenSessionFinding *finding;

  if (session->ordered_ug == DEN_UNKNOWN)
    {
      den_session_findings_add (
          findings, at,
          den_session_finding_new (DEN_MARK_MISSING, "order", "Order", "No dose is ordered."),
          DEN_PASS_NEVER);
      return;
    }
  dose = den_decimal_to_text (session->ordered_ug, 1000);
  concern = order_concern (at, &from_label);
  if (concern == NULL)
    finding = den_session_finding_new (DEN_MARK_OK, "order", "Order", "%s mg%s%s.", dose,
                                       session->ordered_by != NULL ? ", " : "",
                                       session->ordered_by != NULL ? session->ordered_by : "");
  else
    finding = den_session_finding_new (DEN_MARK_REVIEW, "order", "Order",
                                       "%s mg: %s; the order needs its reason.", dose, concern);
  finding->from_label = concern != NULL && from_label;
  den_session_findings_add (findings, at, finding,
                            den_text_is_blank (session->order_rationale) ? DEN_PASS_BY_REASON
                                                                         : DEN_PASS_ANYWAY);
}

/* ---- vital signs ---- */

/* The newest reading before time 0. What is over the label's hold passes never, over the clinic's
 * by a reason; a reading taken again asks anew. */
static void
judge_reading (const DenSessionCase *at, DenReading reading, GPtrArray *findings)
{
  DenInstant zero = den_session_zero (at->session);
  const DenObservation *newest = den_session_newest_reading (
      at->session, reading, G_MININT64, den_instant_is_known (zero) ? zero.us : G_MAXINT64);
  const DenProtocolLimit *limit;

  if (!den_reading_has_limits (at->protocol, reading, DEN_STAGE_BEFORE))
    return;
  if (newest == NULL)
    {
      den_session_findings_add (
          findings, at,
          den_session_finding_new (DEN_MARK_MISSING, den_reading_key (reading),
                                   den_reading_label (reading), "Not measured before the dose."),
          DEN_PASS_BY_REASON);
      return;
    }
  limit = den_session_worst_limit (at, newest, reading, DEN_STAGE_BEFORE);
  den_session_findings_add (findings, at, den_session_finding_of_reading (newest, reading, limit),
                            limit != NULL && limit->level == DEN_LIMIT_HOLD && limit->label == 1
                                ? DEN_PASS_NEVER
                                : DEN_PASS_BY_REASON);
}

GPtrArray *
den_session_before_dose (const DenSessionCase *at)
{
  GPtrArray *findings = den_session_findings_list ();

  if (at->protocol == NULL)
    return findings;
  den_session_judge_checks (at, findings);
  judge_contraindications (at, findings);
  for (int reading = 0; reading < DEN_N_READINGS; reading++)
    judge_reading (at, (DenReading) reading, findings);
  judge_weight (at, findings);
  judge_order (at, findings);
  return findings;
}

gboolean
den_session_may_dose (const DenSessionCase *at)
{
  g_autoptr (GPtrArray) findings = den_session_before_dose (at);

  return den_session_findings_pass (findings);
}
