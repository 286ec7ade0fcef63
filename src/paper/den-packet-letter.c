/* The letter of medical necessity, in the order reviewers read: the request in one line, diagnosis
 * and severity, what was tried, risks, how treatment is watched, the evidence, what delay costs.
 * Written from the record alone; a paragraph with nothing to say is left out. */
#include "den-decimal.h"
#include "den-packet.h"
#include "den-scale.h"
#include "den-text.h"

#include <string.h>

#define LABEL_WIDTH 76.0
#define LONG_NAME 30 /* letters, from which on a name has a row of its own */

static void
draw_head (DenPacket *packet)
{
  const DenPatient *patient = packet->chart->patient;
  const DenCoverage *coverage = packet->coverage;
  const DenDiagnosis *diagnosis = den_packet_main_diagnosis (packet);
  const char *payer = coverage != NULL ? coverage->payer : NULL;
  const char *birth = den_words_day (packet->kept, patient->birth_date);
  const char *name = den_words_keep (packet->kept, den_patient_name_in_order (patient));
  const DenPair pairs[] = {
    { "To", den_words_print (packet->kept, "Medical director, %s",
                             payer != NULL ? payer : "payer " DEN_NOT_DOCUMENTED) },
    { "Date", den_words_day (packet->kept, packet->on) },
    { "Patient", name, .bold = TRUE, .wide = g_utf8_strlen (name, -1) > LONG_NAME },
    { "Born", birth },
    { "Member ID", coverage != NULL ? coverage->member_id : NULL },
    { "Diagnosis", diagnosis != NULL ? diagnosis->code : NULL },
    { "Drug", packet->request != NULL ? den_packet_product_name (packet->request->product) : NULL },
    { "Codes", packet->request != NULL ? packet->request->hcpcs : NULL },
  };

  den_page_flow_section (packet->flow, "Letter of medical necessity");
  den_page_flow_grid (packet->flow, pairs, G_N_ELEMENTS (pairs), 2, LABEL_WIDTH);
  den_page_flow_gap (packet->flow, 9);
}

/* ---- the request ---- */

static void
tell_request (DenPacket *packet)
{
  const DenAuthorization *request = packet->request;
  const char *drug = den_packet_product_name (den_packet_product (packet));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *frequency = NULL;

  if (request == NULL || drug == NULL)
    return;
  if (request->frequency != NULL)
    frequency = den_words_small_start (request->frequency);
  g_string_append_printf (text, "I ask for authorization %s %s",
                          request->kind == DEN_REQUEST_CONTINUATION ? "to continue" : "of", drug);
  den_words_append (text, ", % a session", den_words_dose (packet->kept, request->dose_ug));
  den_words_append (text, ", %", frequency);
  den_words_append (text, ", % sessions", den_words_number (packet->kept, request->sessions));
  den_words_append (text, ", from %", den_words_day (packet->kept, request->start_on));
  den_words_append (text, ", for % days", den_words_number (packet->kept, request->duration_days));
  den_words_append (text, ", given at %", packet->clinic->name);
  if (request->product == DEN_MODALITY_ESKETAMINE)
    den_words_append (text, ", a healthcare setting certified in the Spravato REMS (site %)",
                      packet->clinic->rems_site_id);
  g_string_append_c (text, '.');
  den_packet_paragraph (packet, text->str);
}

/* ---- diagnosis and severity ---- */

static const char *
describe_patient (DenPacket *packet)
{
  const DenPatient *patient = packet->chart->patient;
  const char *name = den_words_keep (packet->kept, den_patient_name_in_order (patient));
  const char *sex = patient->sex == DEN_SEX_FEMALE ? " woman"
                    : patient->sex == DEN_SEX_MALE ? " man"
                                                   : "";

  if (patient->birth_date == DEN_UNKNOWN)
    return name;
  return *sex != '\0' ? den_words_print (packet->kept, "%s, a %d-year-old%s,", name,
                                         den_day_age (patient->birth_date, packet->on), sex)
                      : den_words_print (packet->kept, "%s, %d years old,", name,
                                         den_day_age (patient->birth_date, packet->on));
}

static const char *
describe_score (DenPacket *packet, const DenScale *scale, const DenAssessment *assessment)
{
  gint64 total = den_scale_assessment_total (scale, assessment);
  const char *band = total == DEN_UNKNOWN ? NULL : den_scale_band (scale, total);
  const char *day = den_words_day (packet->kept, den_instant_day (assessment->taken_at));

  if (total == DEN_UNKNOWN)
    return NULL;
  return den_words_print (packet->kept, "%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT "%s%s%s on %s",
                          total, scale->max_total, band != NULL ? " (" : "",
                          band != NULL ? band : "", band != NULL ? ")" : "", day);
}

static void
append_severity (DenPacket *packet, GString *text)
{
  static const char *const scales[] = { "MADRS", "PHQ-9", "QIDS-SR16", "HAM-D17" };
  const char *verb = "was";

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      const DenAssessment *newest =
          den_chart_newest_assessment (packet->chart, scales[i], packet->on);
      const DenScale *scale = den_reference_find_scale (packet->facts->reference, scales[i]);
      const char *score =
          newest != NULL && scale != NULL ? describe_score (packet, scale, newest) : NULL;

      if (score == NULL)
        continue;
      g_string_append_printf (text, " The newest %s %s %s.", scales[i], verb, score);
    }
}

static void
tell_diagnosis (DenPacket *packet)
{
  const DenDiagnosis *diagnosis = den_packet_main_diagnosis (packet);
  const DenEpisode *episode = den_chart_current_episode (packet->chart, packet->on);
  g_autoptr (GString) text = g_string_new (NULL);

  if (diagnosis == NULL)
    g_string_append (text, "The diagnosis is " DEN_NOT_DOCUMENTED ".");
  else
    {
      const char *label = den_packet_diagnosis_label (packet, diagnosis);

      g_string_append_printf (text, "%s has %s%s%s", describe_patient (packet),
                              label != NULL ? label : diagnosis->code, label != NULL ? ", " : "",
                              label != NULL ? diagnosis->code : "");
      den_words_append (text, ", with onset on %",
                        den_words_day (packet->kept, diagnosis->onset_on));
      g_string_append_c (text, '.');
    }
  if (episode != NULL)
    g_string_append_printf (
        text, " The current episode began on %s and has lasted %s.",
        den_words_day (packet->kept, episode->started_on),
        den_words_days_as_time (packet->kept, packet->on - episode->started_on));
  append_severity (packet, text);
  den_packet_titled (packet, "Diagnosis and severity", text->str);
}

/* ---- the drug ---- */

/* The antidepressants that are taken on the day. */
static const char *
running_antidepressants (DenPacket *packet)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < packet->chart->medications->len; i++)
    {
      const DenMedication *medication = g_ptr_array_index (packet->chart->medications, i);
      const DenDrug *drug = den_reference_find_drug (packet->facts->reference, medication->drug);
      const char *dose = den_words_dose (packet->kept, medication->daily_dose_ug);
      const char *since = den_words_day (packet->kept, medication->started_on);

      if (drug == NULL || drug->kind != DEN_DRUG_ANTIDEPRESSANT ||
          !den_medication_is_running (medication, packet->on))
        continue;
      g_ptr_array_add (words,
                       (gpointer) den_words_print (
                           packet->kept, "%s%s%s%s%s%s", medication->drug, dose != NULL ? " " : "",
                           dose != NULL ? dose : "", dose != NULL ? " a day" : "",
                           since != NULL ? " since " : "", since != NULL ? since : ""));
    }
  return words->len == 0 ? NULL : den_words_keep (packet->kept, den_text_join (words, "and"));
}

/* Whether an oral antidepressant goes with it. The label: for treatment-resistant depression not
 * needed since 2025-01-21, for acute suicidality needed (Spravato US label, section 1). */
static void
tell_oral_antidepressant (DenPacket *packet)
{
  const char *running;

  if (den_packet_product (packet) != DEN_MODALITY_ESKETAMINE)
    return;
  running = running_antidepressants (packet);
  if (running != NULL)
    den_packet_titled (
        packet, "Oral antidepressant",
        den_words_print (packet->kept, "Esketamine is asked for together with %s.", running));
  else if (packet->policy->indication == DEN_INDICATION_TRD && packet->chart->medications->len > 0)
    den_packet_titled (
        packet, "Oral antidepressant",
        "None is taken at present. The US label has allowed treatment of treatment-resistant "
        "depression without one since 01/21/2025.");
}

static const char *
describe_change (gint64 before, gint64 now, const DenScale *scale)
{
  if (den_scale_is_remission (scale, now))
    return ", in remission";
  switch (den_response (before, now))
    {
    case DEN_RESPONSE_FULL:
      return ", a response";
    case DEN_RESPONSE_PARTIAL:
      return ", a partial response";
    case DEN_RESPONSE_UNDEFINED:
    case DEN_RESPONSE_NONE:
      break;
    }
  return "";
}

/* Once treatment has begun: what it has done, baseline against now. */
static void
tell_response (DenPacket *packet)
{
  gint64 threshold, before, now;
  const DenScale *scale = den_packet_scale (packet, &threshold);
  const DenAssessment *baseline, *newest;

  if (scale == NULL || !den_instant_is_known (den_chart_first_session_at (packet->chart)))
    return;
  baseline = den_chart_baseline_assessment (packet->chart, scale->name, packet->on);
  newest = den_chart_newest_assessment (packet->chart, scale->name, packet->on);
  if (baseline == NULL || newest == NULL || baseline == newest)
    return;
  before = den_scale_assessment_total (scale, baseline);
  now = den_scale_assessment_total (scale, newest);
  if (before == DEN_UNKNOWN || now == DEN_UNKNOWN || before <= 0)
    return;
  den_packet_titled (
      packet, "Response to treatment",
      den_words_print (
          packet->kept,
          "The %s was %s on %s, before the first session, and %s on %s: %s percent %s%s.",
          scale->name, den_words_number (packet->kept, before),
          den_words_day (packet->kept, den_instant_day (baseline->taken_at)),
          den_words_number (packet->kept, now),
          den_words_day (packet->kept, den_instant_day (newest->taken_at)),
          den_words_number (packet->kept, den_decimal_divide (ABS (before - now) * 100, before)),
          now <= before ? "better" : "worse", describe_change (before, now, scale)));
}

static void
tell_safety (DenPacket *packet)
{
  if (packet->request != NULL && packet->request->product == DEN_MODALITY_ESKETAMINE)
    den_packet_titled (
        packet, "Safety",
        "Each session is held in a certified healthcare setting under the Spravato REMS, with "
        "at least two hours of observation; the monitoring plan is part of this packet.");
}

/* ---- evidence and end ---- */

/* The row of EVIDENCE that is the first to cite what row I cites. */
static guint
first_citation (GPtrArray *evidence, guint i)
{
  const DenEvidence *row = g_ptr_array_index (evidence, i);

  for (guint k = 0; k < i; k++)
    if (g_strcmp0 (((DenEvidence *) g_ptr_array_index (evidence, k))->citation, row->citation) == 0)
      return k;
  return i;
}

/* The number that row I's citation has in the list of references. */
static guint
reference_number (GPtrArray *evidence, guint i)
{
  guint first = first_citation (evidence, i), number = 1;

  for (guint k = 0; k < first; k++)
    if (first_citation (evidence, k) == k)
      number++;
  return number;
}

static void
tell_evidence (DenPacket *packet, GPtrArray *evidence)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < evidence->len; i++)
    {
      const DenEvidence *row = g_ptr_array_index (evidence, i);
      gsize length = strlen (row->statement);

      /* The number stands before the full stop. */
      if (length > 0 && row->statement[length - 1] == '.')
        length--;
      g_string_append_printf (text, "%s%.*s" DEN_TIE "[%u].", i > 0 ? " " : "", (int) length,
                              row->statement, reference_number (evidence, i));
    }
  if (evidence->len > 0)
    den_packet_titled (packet, "Evidence", text->str);
}

static void
list_references (DenPacket *packet, GPtrArray *evidence)
{
  if (evidence->len > 0)
    den_page_flow_heading (packet->flow, "References");
  for (guint i = 0; i < evidence->len; i++)
    if (first_citation (evidence, i) == i)
      den_page_flow_item (packet->flow, DEN_TEXT_NOTE,
                          den_words_print (packet->kept, "%u.", reference_number (evidence, i)),
                          ((DenEvidence *) g_ptr_array_index (evidence, i))->citation);
}

static void
tell_own_words (DenPacket *packet)
{
  const DenAuthorization *request = packet->request;

  if (request == NULL)
    return;
  if (!den_text_is_blank (request->rationale))
    den_packet_titled (packet, "The clinician’s rationale", request->rationale);
  if (request->urgency == DEN_URGENCY_URGENT && !den_text_is_blank (request->urgency_reason))
    den_packet_titled (packet, "Why this can not wait", request->urgency_reason);
}

static void
close_letter (DenPacket *packet)
{
  static const DenSignature lines[] = { { "Prescriber’s signature", 300 }, { "Date", 186 } };
  const DenPrescriber *prescriber = packet->chart->prescriber;
  const char *phone =
      prescriber != NULL && prescriber->phone != NULL ? prescriber->phone : packet->clinic->phone;
  const char *name = den_packet_prescriber_name (packet);

  /* The end of the letter and the line to sign stay on one page. */
  if (den_page_flow_room (packet->flow) < 84)
    den_page_flow_new_page (packet->flow);
  if (phone != NULL)
    den_packet_paragraph (
        packet, den_words_print (packet->kept,
                                 "I am available for a peer-to-peer review at %s and ask for one "
                                 "before a denial.",
                                 phone));
  den_page_flow_signatures (packet->flow, lines, G_N_ELEMENTS (lines));
  if (name != NULL)
    den_packet_paragraph (
        packet, den_words_print (packet->kept, "%s%s%s%s%s", name,
                                 prescriber->specialty != NULL ? ", " : "",
                                 prescriber->specialty != NULL ? prescriber->specialty : "",
                                 prescriber->npi != NULL ? ", NPI " : "",
                                 prescriber->npi != NULL ? prescriber->npi : ""));
}

void
den_packet_letter (DenPacket *packet)
{
  g_autoptr (GPtrArray) evidence = den_packet_evidence (packet);

  draw_head (packet);
  tell_request (packet);
  tell_diagnosis (packet);
  tell_response (packet);
  den_packet_letter_treatments (packet);
  tell_oral_antidepressant (packet);
  den_packet_letter_risks (packet);
  tell_safety (packet);
  tell_evidence (packet, evidence);
  tell_own_words (packet);
  close_letter (packet);
  list_references (packet, evidence);
}
