/* What the letter tells of the treatments tried and of the risks. */
#include "den-packet.h"
#include "den-scale.h"
#include "den-text.h"

static const char *
describe_end (const DenTrial *trial)
{
  static const char *const words[] = {
    "stopped for inadequate response", "stopped because it was not tolerated",
    "stopped at the patient’s choice", "stopped for its cost",
    "stopped for another reason",      "still taken"
  };

  return trial->stop_reason == DEN_UNKNOWN ? NULL : words[trial->stop_reason];
}

static const char *
describe_trial (DenPacket *packet, const DenTrialJudgement *judgement)
{
  const DenTrial *trial = judgement->trial;
  const DenDrug *drug = judgement->drug;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, DEN_BOLD ("%s"),
                          den_words_capital_start (packet->kept, trial->drug));
  if (drug != NULL && drug->drug_class != NULL)
    g_string_append_printf (text, " (%s)", drug->drug_class);
  den_words_append (text, ", up to % a day",
                    den_words_dose (packet->kept, den_packet_highest_dose (trial)));
  den_words_append (text, ", %", den_packet_trial_period (packet, trial));
  if (judgement->days_at_dose > 0 && drug != NULL && drug->min_daily_ug != DEN_UNKNOWN)
    g_string_append_printf (text, "; %d days at or above the adequate dose of %s a day",
                            judgement->days_at_dose,
                            den_words_dose (packet->kept, drug->min_daily_ug));
  den_words_append (text, "; adherence %",
                    den_words_percent (packet->kept, trial->adherence_permille));
  den_words_append (text, "; improvement %",
                    den_words_percent (packet->kept, trial->improvement_permille));
  den_words_append (text, "; %", describe_end (trial));
  g_string_append_c (text, '.');
  return den_words_print (packet->kept, "%s", text->str);
}

static const char *
count_word (DenPacket *packet, int n)
{
  static const char *const words[] = { "no",   "one", "two",   "three", "four",
                                       "five", "six", "seven", "eight", "nine" };

  return n < (int) G_N_ELEMENTS (words) ? words[n] : den_words_print (packet->kept, "%d", n);
}

static const char *
describe_count (DenPacket *packet)
{
  const DenVerdict *verdict = packet->facts->verdict;
  gboolean in_episode = den_chart_current_episode (packet->chart, packet->on) != NULL &&
                        den_policy_asks (packet->policy->trial_current_episode);
  g_autofree char *count = g_strdup (count_word (packet, verdict->counted_trials));

  count[0] = g_ascii_toupper (count[0]);
  if (verdict->counted_trials == 0)
    return "No trial at an adequate dose and duration is documented as failed.";
  return den_words_print (
      packet->kept,
      "%s trial%s at an adequate dose and duration failed%s, of %s drug "
      "class%s:",
      count, verdict->counted_trials == 1 ? "" : "s", in_episode ? " in the current episode" : "",
      count_word (packet, verdict->counted_classes), verdict->counted_classes == 1 ? "" : "es");
}

/* The trials that count; where the policy asks for none, every trial without a claim. */
static void
tell_trials (DenPacket *packet)
{
  gboolean asked = den_packet_asks_for_trials (packet);
  g_autoptr (GPtrArray) trials = den_packet_trials (packet);
  int others = 0;

  if (trials->len == 0)
    return;
  den_packet_titled (packet, "Antidepressants tried", asked ? describe_count (packet) : "");
  for (guint i = 0; i < trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (trials, i);

      if (den_packet_is_augmentation (judgement->trial))
        continue;
      if (judgement->counts || !asked)
        den_page_flow_item (packet->flow, DEN_TEXT_BODY, "•", describe_trial (packet, judgement));
      else
        others++;
    }
  den_page_flow_gap (packet->flow, 4);
  if (others > 0)
    den_packet_paragraph (
        packet,
        den_words_print (packet->kept, "The trial history in this packet lists %s further %s.",
                         count_word (packet, others),
                         others == 1 ? "trial that is not counted, with the reason"
                                     : "trials that are not counted, each with the reason"));
}

static void
append_augmentations (DenPacket *packet, GString *text)
{
  for (guint i = 0; i < packet->chart->trials->len; i++)
    {
      const DenTrial *trial = g_ptr_array_index (packet->chart->trials, i);

      if (!den_packet_is_augmentation (trial))
        continue;
      g_string_append_printf (text, " %s was added to %s",
                              den_words_capital_start (packet->kept, trial->drug), trial->augments);
      den_words_append (text, ", up to % a day",
                        den_words_dose (packet->kept, den_packet_highest_dose (trial)));
      den_words_append (text, ", %", den_packet_trial_period (packet, trial));
      den_words_append (text, ", improvement %",
                        den_words_percent (packet->kept, trial->improvement_permille));
      den_words_append (text, ", %", describe_end (trial));
      g_string_append_c (text, '.');
    }
}

static void
append_therapies (DenPacket *packet, GString *text)
{
  for (guint i = 0; i < packet->chart->therapies->len; i++)
    {
      const DenTherapy *therapy = g_ptr_array_index (packet->chart->therapies, i);

      g_string_append_printf (text, " %s", den_therapy_kind_choices[therapy->kind].label);
      den_words_append (text, " (%)", therapy->method);
      den_words_append (text, ", %",
                        den_words_period (packet->kept, therapy->started_on, therapy->ended_on,
                                          therapy->ended_on == DEN_UNKNOWN));
      den_words_append (text, ", % sessions", den_words_number (packet->kept, therapy->sessions));
      den_words_append (text, ": %", therapy->response);
      g_string_append_c (text, '.');
    }
}

static void
tell_other_treatments (DenPacket *packet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_augmentations (packet, text);
  append_therapies (packet, text);
  if (text->len > 0)
    den_packet_titled (packet, "Augmentation and other treatments", text->str + 1);
}

/* The trials that failed, then augmentation and other treatments. */
void
den_packet_letter_treatments (DenPacket *packet)
{
  tell_trials (packet);
  tell_other_treatments (packet);
}

/* ---- risks ---- */

/* Whether a code on the chart says otherwise than the answer no. */
static gboolean
is_contradicted (const DenPacket *packet, const DenScreeningItem *item)
{
  g_autofree char *rule = g_strdup_printf ("contraindication.%s", item->name);
  const DenFinding *finding = den_packet_finding (packet, rule);

  return finding != NULL &&
         (finding->outcome == DEN_OUTCOME_NOT_MET || finding->outcome == DEN_OUTCOME_CAUTION);
}

/* The labels of the items answered so and not contradicted, joined; NULL for none. newest is the
 * latest day of them. */
static const char *
join_answers (DenPacket *packet, DenAnswer answer, DenDay *newest)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  *newest = DEN_UNKNOWN;
  for (guint i = 0; i < packet->facts->reference->screening_items->len; i++)
    {
      const DenScreeningItem *item =
          g_ptr_array_index (packet->facts->reference->screening_items, i);
      const DenScreening *screening =
          den_chart_newest_screening (packet->chart, item->name, packet->on);

      if (screening == NULL || screening->answer != (gint64) answer ||
          (answer == DEN_ANSWER_NO && is_contradicted (packet, item)))
        continue;
      g_ptr_array_add (labels, item->label);
      *newest = MAX (*newest, screening->noted_on);
    }
  return labels->len == 0 ? NULL : den_words_keep (packet->kept, den_text_join (labels, "and"));
}

/* Where the chart speaks against an answer, the finding's own sentence: the letter hides nothing
 * that the record holds. */
static void
append_contradictions (DenPacket *packet, GString *text)
{
  for (guint i = 0; i < packet->facts->reference->screening_items->len; i++)
    {
      const DenScreeningItem *item =
          g_ptr_array_index (packet->facts->reference->screening_items, i);
      const DenScreening *screening =
          den_chart_newest_screening (packet->chart, item->name, packet->on);
      const char *rule;

      if ((screening != NULL && screening->answer == DEN_ANSWER_YES) ||
          !is_contradicted (packet, item))
        continue;
      rule = den_words_print (packet->kept, "contraindication.%s", item->name);
      den_words_append (text, " %", den_packet_finding (packet, rule)->reason);
    }
}

static void
append_checks (DenPacket *packet, GString *text)
{
  for (gint64 kind = DEN_CHECK_PDMP; kind <= DEN_CHECK_ECG; kind++)
    {
      const DenCheck *newest = NULL;

      for (guint i = 0; i < packet->chart->checks->len; i++)
        {
          const DenCheck *check = g_ptr_array_index (packet->chart->checks, i);

          if (check->kind == kind && check->done_on != DEN_UNKNOWN &&
              check->done_on <= packet->on && (newest == NULL || check->done_on > newest->done_on))
            newest = check;
        }
      if (newest == NULL)
        continue;
      g_string_append_printf (text, " %s on %s", den_check_kind_choices[kind].label,
                              den_words_day (packet->kept, newest->done_on));
      den_words_append (text, ": %", newest->result);
      g_string_append_c (text, '.');
    }
}

static void
tell_risks (DenPacket *packet)
{
  g_autoptr (GString) text = g_string_new (NULL);
  DenDay no_day, yes_day;
  const char *no = join_answers (packet, DEN_ANSWER_NO, &no_day);
  const char *yes = join_answers (packet, DEN_ANSWER_YES, &yes_day);

  if (no != NULL)
    {
      g_string_append (text, " Asked about and denied");
      den_words_append (text, ", last on %", den_words_day (packet->kept, no_day));
      g_string_append_printf (text, ": %s.", no);
    }
  if (yes != NULL)
    {
      g_string_append (text, " Present");
      den_words_append (text, ", noted on %", den_words_day (packet->kept, yes_day));
      g_string_append_printf (text, ": %s.", yes);
    }
  append_contradictions (packet, text);
  append_checks (packet, text);
  if (text->len > 0)
    den_packet_titled (packet, "Risks", text->str + 1);
}

/* What a clinician decided against a caution, and why, in their own words. */
static void
tell_overrides (DenPacket *packet)
{
  for (guint i = 0; i < packet->facts->verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (packet->facts->verdict->findings, i);
      const DenOverride *override = finding->override;
      g_autoptr (GString) who = NULL;
      g_autofree char *label = NULL;

      if (override == NULL)
        continue;
      who = g_string_new (NULL);
      den_words_append (who, " %", override->decided_by);
      den_words_append (who, who->len > 0 ? ", %" : " %",
                        den_words_day (packet->kept, override->decided_on));
      label = den_words_small_start (den_packet_rule_label (packet, finding->rule));
      den_packet_titled (
          packet, den_words_print (packet->kept, "Why treat in spite of a caution (%s)", label),
          who->len == 0
              ? override->rationale
              : den_words_print (packet->kept, "%s (%s)", override->rationale, who->str + 1));
    }
}

/* What was asked and found of risks, and what a clinician decided against a caution. */
void
den_packet_letter_risks (DenPacket *packet)
{
  tell_risks (packet);
  tell_overrides (packet);
}
