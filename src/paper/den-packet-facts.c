/* What the record says, picked out for the packet. */
#include "den-identifier.h"
#include "den-packet.h"
#include "den-scale.h"
#include "den-text.h"

#include <string.h>

/* The DenModality that is asked for; before a request, what the policy is about: those that ask for
 * the Spravato REMS are about esketamine. DEN_UNKNOWN where nothing says. */
gint64
den_packet_product (const DenPacket *packet)
{
  if (packet->request != NULL && packet->request->product != DEN_UNKNOWN)
    return packet->request->product;
  return den_policy_asks (packet->policy->rems) ? DEN_MODALITY_ESKETAMINE : DEN_UNKNOWN;
}

const char *
den_packet_product_name (gint64 product)
{
  static const char *const names[] = { "Spravato (esketamine) nasal spray",
                                       "Ketamine hydrochloride, intravenous infusion",
                                       "Ketamine hydrochloride, intramuscular injection" };

  return product == DEN_UNKNOWN ? NULL : names[product];
}

const char *
den_packet_route (gint64 product)
{
  static const char *const routes[] = { "Intranasal", "Intravenous", "Intramuscular" };

  return product == DEN_UNKNOWN ? NULL : routes[product];
}

static int
compare_diagnoses (gconstpointer a, gconstpointer b)
{
  const DenDiagnosis *one = *(const DenDiagnosis *const *) a;
  const DenDiagnosis *other = *(const DenDiagnosis *const *) b;
  gint64 rank = one->rank == DEN_UNKNOWN ? G_MAXINT64 : one->rank;
  gint64 other_rank = other->rank == DEN_UNKNOWN ? G_MAXINT64 : other->rank;

  return rank < other_rank ? -1 : rank > other_rank;
}

/* The diagnoses that are not resolved on the day, by rank. The chart's. */
GPtrArray *
den_packet_diagnoses (const DenPacket *packet)
{
  GPtrArray *diagnoses = g_ptr_array_new ();

  for (guint i = 0; i < packet->chart->diagnoses->len; i++)
    {
      DenDiagnosis *diagnosis = g_ptr_array_index (packet->chart->diagnoses, i);

      if (diagnosis->resolved_on == DEN_UNKNOWN || diagnosis->resolved_on > packet->on)
        g_ptr_array_add (diagnoses, diagnosis);
    }
  g_ptr_array_sort (diagnoses, compare_diagnoses);
  return diagnoses;
}

/* Our own short words for its code, or NULL. */
const char *
den_packet_diagnosis_label (const DenPacket *packet, const DenDiagnosis *diagnosis)
{
  const DenDiagnosisRow *row =
      den_reference_find_diagnosis (packet->facts->reference, diagnosis->code);

  return row == NULL ? NULL : row->label;
}

/* The first diagnosis that speaks for the treatment, else the first of all; NULL for none. */
const DenDiagnosis *
den_packet_main_diagnosis (const DenPacket *packet)
{
  g_autoptr (GPtrArray) diagnoses = den_packet_diagnoses (packet);

  for (guint i = 0; i < diagnoses->len; i++)
    {
      const DenDiagnosis *diagnosis = g_ptr_array_index (diagnoses, i);
      const DenDiagnosisRow *row =
          den_reference_find_diagnosis (packet->facts->reference, diagnosis->code);

      if (row != NULL && row->role == DEN_ROLE_SUPPORT)
        return diagnosis;
    }
  return diagnoses->len == 0 ? NULL : g_ptr_array_index (diagnoses, 0);
}

static DenDay
order_day (const DenTrial *trial)
{
  if (trial->started_on != DEN_UNKNOWN)
    return trial->started_on;
  return trial->ended_on != DEN_UNKNOWN ? trial->ended_on : DEN_LAST_CHART_DAY;
}

static int
compare_judgements (gconstpointer a, gconstpointer b)
{
  DenDay one = order_day ((*(const DenTrialJudgement *const *) a)->trial);
  DenDay other = order_day ((*(const DenTrialJudgement *const *) b)->trial);

  return one < other ? -1 : one > other;
}

/* The judged trials, oldest first, those without dates last. The verdict's. */
GPtrArray *
den_packet_trials (const DenPacket *packet)
{
  GPtrArray *trials = g_ptr_array_new ();

  for (guint i = 0; i < packet->facts->verdict->trials->len; i++)
    g_ptr_array_add (trials, g_ptr_array_index (packet->facts->verdict->trials, i));
  g_ptr_array_sort (trials, compare_judgements);
  return trials;
}

/* The scale that the policy asks for and the chart has newest; without such, PHQ-9 or MADRS,
 * whichever the chart has. NULL where it has none. THRESHOLD is what the payer asks for, or
 * unknown. */
const DenScale *
den_packet_scale (const DenPacket *packet, gint64 *threshold)
{
  static const char *const usual[] = { "PHQ-9", "MADRS", "QIDS-SR16", "HAM-D17" };
  const DenAssessment *newest = NULL;

  *threshold = DEN_UNKNOWN;
  for (guint i = 0; i < packet->policy->severities->len; i++)
    {
      const DenPolicySeverity *asked = g_ptr_array_index (packet->policy->severities, i);
      const DenAssessment *taken =
          den_chart_newest_assessment (packet->chart, asked->scale, packet->on);

      if (taken != NULL && (newest == NULL || taken->taken_at.us > newest->taken_at.us))
        {
          newest = taken;
          *threshold = asked->at_least;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (usual) && newest == NULL; i++)
    newest = den_chart_newest_assessment (packet->chart, usual[i], packet->on);
  return newest == NULL ? NULL : den_reference_find_scale (packet->facts->reference, newest->scale);
}

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit_set (words != NULL ? words : "", " ,", -1);

  return g_strv_contains ((const char *const *) list, word);
}

/* The published evidence for the product asked for and the policy's indication; none before there
 * is a request. The reference's. */
GPtrArray *
den_packet_evidence (const DenPacket *packet)
{
  gint64 product = packet->request != NULL ? packet->request->product : DEN_UNKNOWN;
  gint64 indication = packet->policy->indication;
  GPtrArray *matching = g_ptr_array_new ();

  for (guint i = 0; product != DEN_UNKNOWN && i < packet->facts->reference->evidence->len; i++)
    {
      DenEvidence *evidence = g_ptr_array_index (packet->facts->reference->evidence, i);

      if (has_word (evidence->products, den_modality_choices[product].word) &&
          (evidence->indication == NULL || indication == DEN_UNKNOWN ||
           g_str_equal (evidence->indication, den_indication_choices[indication].word)))
        g_ptr_array_add (matching, evidence);
    }
  return matching;
}

/* The verdict's finding of that rule, or NULL. */
const DenFinding *
den_packet_finding (const DenPacket *packet, const char *rule)
{
  for (guint i = 0; i < packet->facts->verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (packet->facts->verdict->findings, i);

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  return NULL;
}

/* "01/05/2026 to 04/20/2026", or what is known of it; NULL where nothing is. */
const char *
den_packet_trial_period (DenPacket *packet, const DenTrial *trial)
{
  const char *period = den_words_period (packet->kept, trial->started_on, trial->ended_on,
                                         trial->stop_reason == DEN_STOP_ONGOING);

  if (period != NULL || trial->weeks_tenths == DEN_UNKNOWN)
    return period;
  return den_words_print (packet->kept, "%" G_GINT64_FORMAT " weeks, dates not known",
                          trial->weeks_tenths / 10);
}

/* The highest daily dose of a trial, told as such or by its segments. */
gint64
den_packet_highest_dose (const DenTrial *trial)
{
  gint64 highest = trial->max_daily_dose_ug;

  for (guint i = 0; i < trial->doses->len; i++)
    {
      const DenDoseSegment *segment = g_ptr_array_index (trial->doses, i);

      highest = MAX (highest, segment->daily_ug);
    }
  return highest;
}

gboolean
den_packet_is_augmentation (const DenTrial *trial)
{
  return !den_text_is_blank (trial->augments);
}

/* Whether the policy asks for failed trials, so that one can count. */
gboolean
den_packet_asks_for_trials (const DenPacket *packet)
{
  return packet->policy->trial_count != DEN_UNKNOWN && packet->policy->trial_count > 0;
}

/* What a rule is called on paper. */
const char *
den_packet_rule_label (const DenPacket *packet, const char *rule)
{
  static const char *const labels[][2] = {
    { "age", "Age" },
    { "diagnosis", "Diagnosis" },
    { "suicidality", "Acute suicidal ideation or behavior" },
    { "adequate_trials", "Adequate antidepressant trials" },
    { "distinct_classes", "Different drug classes" },
    { "augmentation", "Augmentation" },
    { "psychotherapy", "Psychotherapy" },
    { "severity", "Severity on a rating scale" },
    { "oral_antidepressant", "Oral antidepressant alongside" },
    { "prescriber", "Prescriber" },
    { "pdmp", "PDMP query" },
    { "rems_enrollment", "REMS enrollment" },
    { "exclusion.psychosis", "No psychosis" },
    { "exclusion.mania", "No mania or bipolar disorder" },
    { "exclusion.substance_use", "No active substance use disorder" },
    { "exclusion.concurrent_neuromodulation", "No neuromodulation at the same time" },
    { "exclusion.concurrent_ketamine", "No other ketamine at the same time" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i][0], rule))
      return labels[i][1];
  if (g_str_has_prefix (rule, "contraindication."))
    {
      const DenScreeningItem *item = den_reference_find_screening_item (
          packet->facts->reference, rule + strlen ("contraindication."));

      if (item != NULL)
        return item->label;
    }
  return rule;
}

const char *
den_packet_outcome_word (DenOutcome outcome)
{
  static const char *const words[] = { "Met", "Not met", "Not documented", "Caution",
                                       "Does not apply" };

  return words[outcome];
}

DenMark
den_packet_outcome_mark (DenOutcome outcome)
{
  static const DenMark marks[] = { DEN_MARK_MET, DEN_MARK_NOT_MET, DEN_MARK_UNKNOWN,
                                   DEN_MARK_CAUTION, DEN_MARK_NONE };

  return marks[outcome];
}

/* Whether the clinic has read the payer's own text in the version that the packet is judged by. */
gboolean
den_packet_is_confirmed (const DenPacket *packet)
{
  const DenPolicyConfirmation *confirmed = packet->facts->confirmed;

  return confirmed != NULL && (confirmed->policy_effective_on == DEN_UNKNOWN ||
                               confirmed->policy_effective_on == packet->policy->effective_on);
}
