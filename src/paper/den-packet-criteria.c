/* The packet's map from the policy's criteria to the record, and the screening answers. */
#include "den-packet.h"
#include "den-scale.h"
#include "den-text.h"

#include <string.h>

static const char contraindication[] = "contraindication.";

static void
draw_policy (DenPacket *packet)
{
  const DenPolicy *policy = packet->policy;
  const DenPolicyConfirmation *confirmed = packet->facts->confirmed;
  const char *title = policy->title != NULL ? policy->title : policy->policy_id;
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, DEN_BOLD ("%s%s%s"), policy->payer != NULL ? policy->payer : "",
                          policy->payer != NULL ? ", " : "", title);
  if (policy->version != NULL)
    g_string_append_printf (words, ", version %s", policy->version);
  if (policy->effective_on != DEN_UNKNOWN)
    g_string_append_printf (words, ", effective %s",
                            den_words_day (packet->kept, policy->effective_on));
  g_string_append (words, ". ");
  if (den_packet_is_confirmed (packet))
    g_string_append_printf (words, "Checked against the payer’s text on %s by %s.",
                            den_words_day (packet->kept, confirmed->confirmed_on),
                            confirmed->confirmed_by != NULL ? confirmed->confirmed_by
                                                            : "the clinic");
  else
    g_string_append (words, "Criteria as published; not confirmed by this clinic against the "
                            "payer’s current text.");
  den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY, words->str);
  if (policy->source != NULL)
    den_page_flow_paragraph (packet->flow, DEN_TEXT_NOTE,
                             den_words_print (packet->kept, "Source: %s", policy->source));
}

static const char *
describe_evidence (DenPacket *packet, const DenFinding *finding)
{
  const char *reason = !den_text_is_blank (finding->reason) ? finding->reason : finding->found;
  const DenOverride *override = finding->override;
  const char *day;

  if (reason == NULL)
    reason = DEN_NOT_DOCUMENTED;
  /* The finding's own sentence may tell the rationale already. */
  if (override == NULL || strstr (reason, override->rationale) != NULL)
    return reason;
  day = den_words_day (packet->kept, override->decided_on);
  return den_words_print (packet->kept, "%s\n" DEN_BOLD ("Clinician’s rationale") "%s%s%s%s: %s",
                          reason, override->decided_by != NULL ? ", " : "",
                          override->decided_by != NULL ? override->decided_by : "",
                          day != NULL ? ", " : "", day != NULL ? day : "", override->rationale);
}

/* "Criteria met on 11/21/2026: 8 of 9. Not documented: 1." */
static void
draw_summary (DenPacket *packet)
{
  static const DenOutcome told[] = { DEN_OUTCOME_NOT_MET, DEN_OUTCOME_UNKNOWN,
                                     DEN_OUTCOME_CAUTION };
  guint counts[DEN_OUTCOME_NOT_APPLICABLE + 1] = { 0 };
  g_autoptr (GString) words = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < packet->facts->verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (packet->facts->verdict->findings, i);

      if (g_str_has_prefix (finding->rule, contraindication) ||
          finding->outcome == DEN_OUTCOME_NOT_APPLICABLE)
        continue;
      counts[finding->outcome]++;
      n++;
    }
  g_string_append_printf (words, DEN_BOLD ("Criteria met on %s: %u of %u."),
                          den_words_day (packet->kept, packet->on), counts[DEN_OUTCOME_MET], n);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (counts[told[i]] > 0)
      g_string_append_printf (words, " %s: %u.", den_packet_outcome_word (told[i]),
                              counts[told[i]]);
  den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY, words->str);
}

/* The policy's criteria, each with the evidence and where it stands. */
void
den_packet_criteria (DenPacket *packet)
{
  static const DenColumn columns[] = { { "Criterion", 166 },
                                       { "Evidence in the record", 0 },
                                       { "Status", 84 } };
  g_autoptr (DenTable) table = den_table_new ("Policy criteria", columns, G_N_ELEMENTS (columns));

  den_page_flow_section (packet->flow, "Policy criteria");
  draw_policy (packet);
  draw_summary (packet);
  for (guint i = 0; i < packet->facts->verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (packet->facts->verdict->findings, i);
      const char *label = den_packet_rule_label (packet, finding->rule);
      const char *cells[3];

      if (g_str_has_prefix (finding->rule, contraindication))
        continue;
      cells[0] =
          den_text_is_blank (finding->needed)
              ? den_words_print (packet->kept, DEN_BOLD ("%s"), label)
              : den_words_print (packet->kept, DEN_BOLD ("%s") "\n%s", label, finding->needed);
      cells[1] = describe_evidence (packet, finding);
      cells[2] = den_packet_outcome_word (finding->outcome);
      den_table_add (table, den_packet_outcome_mark (finding->outcome), cells);
    }
  den_page_flow_table (packet->flow, table);
}

/* ---- screening ---- */

/* Where an answer stands, in a few words. */
static const char *
standing (const DenFinding *finding)
{
  static const char *const words[] = { "Not present", DEN_BOLD ("Contraindicated"),
                                       "Not documented", DEN_BOLD ("Caution"), "Does not apply" };

  return words[finding->outcome];
}

/* What is to be said of a finding beyond its word: of one that is met, nothing. */
static const char *
describe_finding (DenPacket *packet, const DenFinding *finding, const DenScreening *screening)
{
  const char *note = screening != NULL ? screening->note : NULL;
  const char *evidence =
      finding->outcome == DEN_OUTCOME_MET ? NULL : describe_evidence (packet, finding);

  if (evidence != NULL && note != NULL)
    return den_words_print (packet->kept, "%s\n%s", evidence, note);
  return evidence != NULL ? evidence : note;
}

static void
add_screening_row (DenPacket *packet, DenTable *table, const DenScreeningItem *item,
                   const DenFinding *finding)
{
  const DenScreening *screening =
      den_chart_newest_screening (packet->chart, item->name, packet->on);
  const char *day = screening != NULL ? den_words_day (packet->kept, screening->noted_on) : NULL;
  const char *answer = screening == NULL || screening->answer == DEN_ANSWER_UNKNOWN ? "unknown"
                       : screening->answer == DEN_ANSWER_YES ? DEN_BOLD ("yes")
                                                             : "no";
  const char *cells[] = { item->question != NULL ? item->question : item->label, answer,
                          day != NULL ? day : "", standing (finding) };
  const char *more = describe_finding (packet, finding, screening);

  den_table_add (table, den_packet_outcome_mark (finding->outcome), cells);
  if (more != NULL)
    den_table_add_note (table, more);
}

/* The contraindication screening, question by question, with what the codes on the chart say
 * against an answer. */
void
den_packet_screening (DenPacket *packet)
{
  static const DenColumn columns[] = {
    { "Question", 290 }, { "Answer", 42 }, { "Asked on", 50 }, { "Finding", 0 }
  };
  g_autoptr (DenTable) table =
      den_table_new ("Contraindication screening", columns, G_N_ELEMENTS (columns));
  GPtrArray *items = packet->facts->reference->screening_items;
  gboolean asked = packet->chart->screenings->len > 0;

  for (guint i = 0; i < items->len; i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (items, i);
      const DenFinding *finding = den_packet_finding (
          packet, den_words_print (packet->kept, "%s%s", contraindication, item->name));

      /* Where nobody was asked yet, one sentence says so instead of a row for each question. */
      if (finding != NULL && finding->outcome != DEN_OUTCOME_NOT_APPLICABLE &&
          (asked || finding->outcome != DEN_OUTCOME_UNKNOWN))
        add_screening_row (packet, table, item, finding);
    }
  den_page_flow_section (packet->flow, "Contraindication screening");
  if (!asked)
    den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY,
                             "Answers to the screening questions are " DEN_NOT_DOCUMENTED ".");
  den_page_flow_table (packet->flow, table);
}
