/* The packet's first page: the fields that payers' standard forms ask for (Texas NOFR002,
 * California 61-211, the CMS Part D model form, payers' own Spravato forms). */
#include "den-decimal.h"
#include "den-packet.h"
#include "den-text.h"

#define LABEL_WIDTH 76.0
#define LONG_NAME 30 /* letters, from which on a name has a row of its own */
#define MOST_TRIED 6 /* trials of the summary */
#define LEAST_TRIED 1

/* The clinic's own list of what to do: screening questions are counted, not told one by one. */
static void
draw_missing (DenPacket *packet)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const DenProblems *missing = packet->facts->missing;
  guint questions = 0;

  for (guint i = 0; missing != NULL && i < missing->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (missing, i);

      if (g_str_equal (problem->place, "screenings"))
        questions++;
      else
        g_ptr_array_add (words, problem->message);
    }
  if (questions > 0)
    g_ptr_array_add (words, (gpointer) den_words_print (packet->kept, "%u screening question%s",
                                                        questions, questions == 1 ? "" : "s"));
  if (words->len == 0)
    return;
  den_page_flow_paragraph (
      packet->flow, DEN_TEXT_NOTE,
      den_words_print (packet->kept, DEN_BOLD ("Draft. Missing before this may be sent:") " %s.",
                       den_words_keep (packet->kept, den_text_join (words, "and"))));
}

static void
draw_boxes (DenPacket *packet)
{
  const DenAuthorization *request = packet->request;
  gint64 kind = request != NULL ? request->kind : DEN_UNKNOWN;
  gint64 urgency = request != NULL ? request->urgency : DEN_UNKNOWN;
  const DenBox kinds[] = { { "New treatment", kind == DEN_REQUEST_NEW },
                           { "Continuation", kind == DEN_REQUEST_CONTINUATION } };
  const DenBox urgencies[] = { { "Standard", urgency == DEN_URGENCY_STANDARD },
                               { "Urgent (expedited)", urgency == DEN_URGENCY_URGENT } };
  const DenBoxGroup groups[] = { { "Request", kinds, G_N_ELEMENTS (kinds) },
                                 { "Review", urgencies, G_N_ELEMENTS (urgencies) } };

  den_page_flow_boxes (packet->flow, groups, G_N_ELEMENTS (groups), LABEL_WIDTH);
  if (urgency == DEN_URGENCY_URGENT)
    den_page_flow_grid (
        packet->flow,
        &(DenPair){ .label = "Why urgent", .value = request->urgency_reason, .wide = TRUE }, 1, 1,
        LABEL_WIDTH);
}

static const char *
pharmacy_ids (DenPacket *packet)
{
  const DenCoverage *coverage = packet->coverage;

  if (coverage == NULL || (coverage->rx_bin == NULL && coverage->rx_pcn == NULL))
    return NULL;
  return den_words_print (packet->kept, "%s, %s",
                          coverage->rx_bin != NULL ? coverage->rx_bin : DEN_NOT_DOCUMENTED,
                          coverage->rx_pcn != NULL ? coverage->rx_pcn : DEN_NOT_DOCUMENTED);
}

/* Whose plan it is, and what the patient is to them. */
static const char *
subscriber (DenPacket *packet)
{
  static const char *const words[] = { "the patient", "spouse", "parent", "other" };
  const DenCoverage *coverage = packet->coverage;
  const char *whose, *birth;

  if (coverage == NULL)
    return NULL;
  whose = coverage->relationship == DEN_UNKNOWN ? NULL : words[coverage->relationship];
  if (coverage->subscriber_name == NULL)
    return whose;
  birth = den_words_day (packet->kept, coverage->subscriber_birth_date);
  return den_words_print (packet->kept, "%s%s%s%s%s%s", coverage->subscriber_name,
                          whose != NULL ? " (" : "", whose != NULL ? whose : "",
                          whose != NULL ? ")" : "", birth != NULL ? ", born " : "",
                          birth != NULL ? birth : "");
}

/* Coverage that comes after the first: payers ask for it to settle who pays. */
static const char *
other_coverage (DenPacket *packet)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < packet->chart->coverages->len; i++)
    {
      const DenCoverage *other = g_ptr_array_index (packet->chart->coverages, i);

      if (other == packet->coverage || !den_coverage_is_in_force (other, packet->on))
        continue;
      g_ptr_array_add (words,
                       (gpointer) den_words_print (packet->kept, "%s, member ID %s",
                                                   other->payer != NULL ? other->payer : "payer",
                                                   other->member_id != NULL ? other->member_id
                                                                            : DEN_NOT_DOCUMENTED));
    }
  return words->len == 0 ? NULL : den_words_keep (packet->kept, den_text_join (words, "and"));
}

static void
draw_plan (DenPacket *packet)
{
  static const DenCoverage none;
  const DenCoverage *coverage = packet->coverage != NULL ? packet->coverage : &none;
  const DenPair pairs[] = {
    { "Payer", coverage->payer, .bold = TRUE },
    { "Plan", coverage->plan },
    { "Member ID", coverage->member_id, .bold = TRUE },
    { "Group", coverage->group_number },
    { "Phone", coverage->payer_phone },
    { "Fax", coverage->payer_fax },
    { "Rx BIN, PCN", pharmacy_ids (packet) },
    { "Subscriber", subscriber (packet) },
    { "Other coverage", other_coverage (packet), .wide = TRUE },
  };
  guint n = G_N_ELEMENTS (pairs) - (pairs[G_N_ELEMENTS (pairs) - 1].value == NULL ? 1 : 0);

  den_page_flow_heading (packet->flow, "Plan");
  den_page_flow_grid (packet->flow, pairs, n, 2, LABEL_WIDTH);
}

static const char *
describe_birth (DenPacket *packet)
{
  DenDay birth = packet->chart->patient->birth_date;

  if (birth == DEN_UNKNOWN)
    return NULL;
  return den_words_print (packet->kept, "%s (%d years)", den_words_day (packet->kept, birth),
                          den_day_age (birth, packet->on));
}

/* "170 cm (5 ft 7 in)". */
static const char *
describe_height (DenPacket *packet)
{
  gint64 mm = packet->chart->patient->height_mm, inches;
  g_autofree char *cm = NULL;

  if (mm == DEN_UNKNOWN)
    return NULL;
  inches = den_decimal_divide (mm * 10, 254);
  cm = den_decimal_to_text (mm, 10);
  return den_words_print (packet->kept, "%s cm (%" G_GINT64_FORMAT " ft %" G_GINT64_FORMAT " in)",
                          cm, inches / 12, inches % 12);
}

/* The newest weight up to the day, "82.5 kg (182 lb) on 11/01/2026". */
static const char *
describe_weight (DenPacket *packet)
{
  const DenVitals *newest = NULL;
  g_autofree char *kg = NULL;

  for (guint i = 0; i < packet->chart->vitals->len; i++)
    {
      const DenVitals *vitals = g_ptr_array_index (packet->chart->vitals, i);

      if (vitals->weight_g != DEN_UNKNOWN && den_instant_is_known (vitals->taken_at) &&
          den_instant_day (vitals->taken_at) <= packet->on &&
          (newest == NULL || vitals->taken_at.us > newest->taken_at.us))
        newest = vitals;
    }
  if (newest == NULL)
    return NULL;
  kg = den_decimal_to_text (newest->weight_g, 1000);
  return den_words_print (packet->kept, "%s kg (%" G_GINT64_FORMAT " lb) on %s", kg,
                          den_decimal_divide (newest->weight_g * 100000, 45359237),
                          den_words_day (packet->kept, den_instant_day (newest->taken_at)));
}

static const char *
describe_allergies (DenPacket *packet)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < packet->chart->allergies->len; i++)
    {
      const DenAllergy *allergy = g_ptr_array_index (packet->chart->allergies, i);

      g_ptr_array_add (words,
                       (gpointer) (allergy->reaction == NULL
                                       ? allergy->substance
                                       : den_words_print (packet->kept, "%s (%s)",
                                                          allergy->substance, allergy->reaction)));
    }
  return words->len == 0 ? NULL : den_words_keep (packet->kept, den_text_join (words, "and"));
}

static void
draw_patient (DenPacket *packet)
{
  const DenPatient *patient = packet->chart->patient;
  const char *name = den_words_keep (packet->kept, den_patient_name (patient));
  const char *sex =
      patient->sex == DEN_SEX_UNKNOWN ? NULL : den_words_choice (den_sex_choices, patient->sex);
  const DenPair pairs[] = {
    { "Name", name, .bold = TRUE, .wide = g_utf8_strlen (name, -1) > LONG_NAME },
    { "Born", describe_birth (packet), .bold = TRUE },
    { "Sex", sex },
    { "Phone", patient->phone },
    { "Address",
      den_words_address (packet->kept, patient->street, patient->street2, patient->city,
                         patient->state, patient->zip),
      .wide = TRUE },
    { "Height", describe_height (packet) },
    { "Weight", describe_weight (packet) },
    { "Allergies", describe_allergies (packet), .wide = TRUE },
  };

  den_page_flow_heading (packet->flow, "Patient");
  den_page_flow_grid (packet->flow, pairs, G_N_ELEMENTS (pairs), 2, LABEL_WIDTH);
}

static void
draw_prescriber (DenPacket *packet)
{
  static const DenPrescriber none = { .rems_certified = DEN_UNKNOWN };
  const DenPrescriber *prescriber =
      packet->chart->prescriber != NULL ? packet->chart->prescriber : &none;
  const char *certified = prescriber->rems_certified == DEN_UNKNOWN ? NULL
                          : prescriber->rems_certified              ? "yes"
                                                                    : "no";
  const DenPair pairs[] = {
    { "Name", den_packet_prescriber_name (packet), .bold = TRUE },
    { "NPI", prescriber->npi, .bold = TRUE },
    { "Specialty", prescriber->specialty },
    { "REMS certified", certified },
    { "Phone", prescriber->phone != NULL ? prescriber->phone : packet->clinic->phone },
    { "Fax", prescriber->fax != NULL ? prescriber->fax : packet->clinic->fax },
  };

  den_page_flow_heading (packet->flow, "Prescriber");
  den_page_flow_grid (packet->flow, pairs, G_N_ELEMENTS (pairs), 2, LABEL_WIDTH);
}

static void
draw_facility (DenPacket *packet)
{
  const DenClinic *clinic = packet->clinic;
  const DenPair pairs[] = {
    { "Name", clinic->name, .wide = TRUE },
    { "Address",
      den_words_address (packet->kept, clinic->street, clinic->street2, clinic->city, clinic->state,
                         clinic->zip),
      .wide = TRUE },
    { "NPI", clinic->npi, .bold = TRUE },
    { "Tax ID", clinic->tax_id },
    { "Phone", clinic->phone },
    { "Fax", clinic->fax },
    { "Contact", clinic->contact_name },
    { "REMS site ID", clinic->rems_site_id },
  };

  den_page_flow_heading (packet->flow, "Facility");
  den_page_flow_grid (packet->flow, pairs, G_N_ELEMENTS (pairs), 2, LABEL_WIDTH);
}

/* "56 days (8 weeks)", "180 days (about 6 months)". */
static const char *
describe_duration (DenPacket *packet)
{
  gint64 days = packet->request != NULL ? packet->request->duration_days : DEN_UNKNOWN;

  if (days == DEN_UNKNOWN)
    return NULL;
  if (days < 14)
    return den_words_days_as_time (packet->kept, days);
  if (days % 7 == 0)
    return den_words_print (packet->kept, "%" G_GINT64_FORMAT " days (%" G_GINT64_FORMAT " weeks)",
                            days, days / 7);
  return den_words_print (packet->kept,
                          "%" G_GINT64_FORMAT " days (about %" G_GINT64_FORMAT " months)", days,
                          MAX (den_decimal_divide (days * 12, 365), 1));
}

/* The package of the NDC asked for and what is in it, "Spravato 84 mg kit, 3 x 28 mg". */
static const char *
describe_product (DenPacket *packet)
{
  const char *ndc = packet->request != NULL ? packet->request->ndc : NULL;

  for (guint i = 0; ndc != NULL && i < packet->facts->reference->products->len; i++)
    {
      const DenProduct *product = g_ptr_array_index (packet->facts->reference->products, i);

      if (g_strcmp0 (product->ndc, ndc) == 0)
        return product->strength == NULL
                   ? product->name
                   : den_words_print (packet->kept, "%s, %s", product->name, product->strength);
    }
  return NULL;
}

static void
draw_drug (DenPacket *packet)
{
  static const DenAuthorization none = { .product = DEN_UNKNOWN,
                                         .dose_ug = DEN_UNKNOWN,
                                         .units = DEN_UNKNOWN,
                                         .sessions = DEN_UNKNOWN,
                                         .start_on = DEN_UNKNOWN,
                                         .duration_days = DEN_UNKNOWN,
                                         .acquisition = DEN_UNKNOWN,
                                         .requested_on = DEN_UNKNOWN };
  const DenAuthorization *request = packet->request != NULL ? packet->request : &none;
  const char *place = request->product == DEN_UNKNOWN               ? NULL
                      : request->product == DEN_MODALITY_ESKETAMINE ? "certified healthcare setting"
                                                                    : "clinic, under supervision";
  const DenPair pairs[] = {
    { "Drug", den_packet_product_name (request->product), .bold = TRUE, .wide = TRUE },
    { "HCPCS and CPT", request->hcpcs, .bold = TRUE },
    { "NDC", request->ndc, .bold = TRUE },
    { "Dose a session", den_words_dose (packet->kept, request->dose_ug), .bold = TRUE },
    { "Units a session", den_words_number (packet->kept, request->units) },
    { "Frequency", request->frequency, .bold = TRUE, .wide = TRUE },
    { "Sessions", den_words_number (packet->kept, request->sessions) },
    { "Duration", describe_duration (packet) },
    { "Start", den_words_day (packet->kept, request->start_on) },
    { "Product", describe_product (packet) },
    { "Route", den_packet_route (request->product) },
    { "Drug comes by", den_words_choice (den_acquisition_choices, request->acquisition) },
    { "Given at", place },
    { "Requested on",
      den_words_day (packet->kept,
                     request->requested_on != DEN_UNKNOWN ? request->requested_on : packet->on) },
  };

  den_page_flow_heading (packet->flow, "Drug requested");
  den_page_flow_grid (packet->flow, pairs, G_N_ELEMENTS (pairs), 2, LABEL_WIDTH);
}

static const char *
describe_diagnosis (DenPacket *packet, const DenDiagnosis *diagnosis)
{
  const char *label = den_packet_diagnosis_label (packet, diagnosis);
  const char *onset = den_words_day (packet->kept, diagnosis->onset_on);
  const char *noted = den_words_day (packet->kept, diagnosis->noted_on);

  return den_words_print (packet->kept, DEN_BOLD ("%s") "%s%s%s%s%s%s", diagnosis->code,
                          label != NULL ? "  " : "", label != NULL ? label : "",
                          onset != NULL ? ", onset " : "", onset != NULL ? onset : "",
                          noted != NULL ? ", noted " : "", noted != NULL ? noted : "");
}

/* The diagnoses after the first, in one row. */
static const char *
describe_others (DenPacket *packet, GPtrArray *diagnoses)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 1; i < diagnoses->len; i++)
    g_string_append_printf (words, "%s%s", i > 1 ? "; " : "",
                            describe_diagnosis (packet, g_ptr_array_index (diagnoses, i)));
  return den_words_print (packet->kept, "%s", words->str);
}

static void
draw_diagnoses (DenPacket *packet)
{
  g_autoptr (GPtrArray) diagnoses = den_packet_diagnoses (packet);
  const DenEpisode *episode = den_chart_current_episode (packet->chart, packet->on);
  DenPair first = { .label = "ICD-10-CM", .wide = TRUE };
  DenPair others = { .label = "Also", .wide = TRUE };
  DenPair since = { .label = "Current episode", .wide = TRUE };

  if (diagnoses->len > 0)
    first.value = describe_diagnosis (packet, g_ptr_array_index (diagnoses, 0));
  if (episode != NULL)
    since.value = den_words_print (
        packet->kept, "since %s (%s)", den_words_day (packet->kept, episode->started_on),
        den_words_days_as_time (packet->kept, packet->on - episode->started_on));
  den_page_flow_heading (packet->flow, "Diagnosis");
  den_page_flow_grid (packet->flow, &first, 1, 1, LABEL_WIDTH);
  if (diagnoses->len > 1)
    {
      others.value = describe_others (packet, diagnoses);
      den_page_flow_grid (packet->flow, &others, 1, 1, LABEL_WIDTH);
    }
  den_page_flow_grid (packet->flow, &since, 1, 1, LABEL_WIDTH);
}

static const char *
describe_outcome (DenPacket *packet, const DenTrial *trial)
{
  const char *better = den_words_percent (packet->kept, trial->improvement_permille);
  const char *stopped = den_words_choice (den_stop_reason_choices, trial->stop_reason);

  if (better != NULL && stopped != NULL)
    return den_words_print (packet->kept, "%s, %s better", stopped, better);
  if (better != NULL)
    return den_words_print (packet->kept, "%s better", better);
  return stopped != NULL ? stopped : DEN_NOT_DOCUMENTED;
}

static void
add_tried (DenPacket *packet, DenTable *table, const DenTrial *trial)
{
  const char *dose = den_words_dose (packet->kept, den_packet_highest_dose (trial));
  const char *period = den_packet_trial_period (packet, trial);
  const char *drug =
      den_packet_is_augmentation (trial)
          ? den_words_print (packet->kept, "%s, added to %s", trial->drug, trial->augments)
          : trial->drug;
  const char *cells[] = { drug, dose != NULL ? dose : DEN_NOT_DOCUMENTED,
                          period != NULL ? period : DEN_NOT_DOCUMENTED,
                          describe_outcome (packet, trial) };

  den_table_add (table, DEN_MARK_NONE, cells);
}

/* How many rows of the summary the page still takes, so that the request ends with it. */
static guint
rows_that_fit (DenPageFlow *flow)
{
  double row = den_text_leading (DEN_TEXT_TABLE) + 5;
  /* The header, the gap under the table, and the note on what is left out. */
  double room = den_page_flow_room (flow) - row - 6 - den_text_leading (DEN_TEXT_NOTE);

  return room < LEAST_TRIED * row ? MOST_TRIED : MIN ((guint) (room / row), MOST_TRIED);
}

/* Of many trials those that count go first; the trial history has them all. */
static void
draw_tried (DenPacket *packet)
{
  static const DenColumn columns[] = {
    { "Drug", 150 }, { "Highest a day", 62, DEN_ALIGN_RIGHT }, { "Taken", 116 }, { "Result", 0 }
  };
  g_autoptr (GPtrArray) trials = den_packet_trials (packet);
  g_autoptr (DenTable) table = den_table_new ("Drugs tried", columns, G_N_ELEMENTS (columns));
  guint counted = 0, shown_counted, others, left;

  den_page_flow_heading (packet->flow, "Drugs tried for this condition");
  for (guint i = 0; i < trials->len; i++)
    counted += ((DenTrialJudgement *) g_ptr_array_index (trials, i))->counts ? 1 : 0;
  others = rows_that_fit (packet->flow);
  shown_counted = MIN (counted, others);
  others -= shown_counted;
  for (guint i = 0; i < trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (trials, i);
      guint *room = judgement->counts ? &shown_counted : &others;

      if (*room == 0)
        continue;
      (*room)--;
      add_tried (packet, table, judgement->trial);
    }
  if (trials->len == 0)
    den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY, "None is documented.");
  den_page_flow_table (packet->flow, table);
  left = trials->len - den_table_n_rows (table);
  if (left > 0)
    den_page_flow_paragraph (
        packet->flow, DEN_TEXT_NOTE,
        den_words_print (packet->kept, "%u more in the trial history of this packet.", left));
}

/* The request page; long histories take more than one. */
void
den_packet_request (DenPacket *packet)
{
  den_page_flow_letterhead (packet->flow);
  draw_missing (packet);
  draw_boxes (packet);
  draw_plan (packet);
  draw_patient (packet);
  draw_prescriber (packet);
  draw_facility (packet);
  draw_drug (packet);
  draw_diagnoses (packet);
  draw_tried (packet);
}
