/* The packet's end: how treatment is monitored, and what is attested. */
#include "den-packet.h"

/* Facts of the US label and of the REMS, in our own words. Label: Spravato US prescribing
 * information, sections 2 and 5, version of 2026-03-13; REMS: Spravato REMS program overview and
 * Patient Monitoring Form, outpatient settings. */
static const char *const label_facts[][2] = {
  { "Label", "Given only in a certified healthcare setting, by the patient, under the direct "
             "observation of a healthcare provider." },
  { "Label",
    "Blood pressure before dosing; above 140 systolic or 90 diastolic the decision to dose "
    "is weighed against the risk." },
  { "Label", "Blood pressure about 40 minutes after the dose, and then as needed until it falls." },
  { "Label",
    "Observation for at least 2 hours, with pulse oximetry, for sedation, dissociation and "
    "respiratory depression, until the patient is clinically stable." },
  { "Label", "No food for 2 hours before and no liquids for 30 minutes before a session." },
  { "Label", "No driving or operating of machines until the next day after a restful sleep; the "
             "patient leaves with transport arranged." },
  { "Label", "At the end of the induction, evidence of benefit is documented before treatment "
             "continues." },
  { "REMS", "The patient is enrolled before the first treatment; the prescriber is on site during "
            "administration and monitoring." },
  { "REMS", "The Patient Monitoring Form of each session is sent within 7 days." },
};

static void
tell_enrollment (DenPacket *packet)
{
  const DenClinic *clinic = packet->clinic;
  const DenPrescriber *prescriber = packet->chart->prescriber;
  const char *enrolled = NULL;
  const char *id = NULL;
  gboolean certified = prescriber != NULL && prescriber->rems_certified == 1;

  for (guint i = 0; i < packet->chart->enrollments->len; i++)
    {
      const DenEnrollment *enrollment = g_ptr_array_index (packet->chart->enrollments, i);

      if (enrollment->program != DEN_PROGRAM_SPRAVATO_REMS ||
          (enrollment->enrolled_on != DEN_UNKNOWN && enrollment->enrolled_on > packet->on))
        continue;
      enrolled = den_words_day (packet->kept, enrollment->enrolled_on);
      id = enrollment->enrollment_id;
    }
  den_page_flow_grid (packet->flow,
                      (const DenPair[]){
                          { "Patient enrolled", enrolled },
                          { "Enrollment ID", id },
                          { "Site ID", clinic->rems_site_id },
                          { "Prescriber certified", certified ? "yes" : NULL },
                      },
                      4, 2, 90);
  den_page_flow_gap (packet->flow, 8);
}

/* How each session is watched. Only what the label and the REMS say is told; for ketamine, which
 * has no label for depression, what the clinic's own protocol is called. */
void
den_packet_monitoring (DenPacket *packet)
{
  static const DenColumn columns[] = { { "Source", 46 }, { "What is done", 0 } };
  g_autoptr (DenTable) table = den_table_new ("Monitoring plan", columns, G_N_ELEMENTS (columns));
  gint64 product = den_packet_product (packet);

  if (product == DEN_UNKNOWN)
    return;
  den_page_flow_section (packet->flow, "Monitoring plan");
  if (product != DEN_MODALITY_ESKETAMINE)
    {
      den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY,
                               "Ketamine is used here outside its label, which has no monitoring "
                               "schedule for depression. Vital signs, sedation and dissociation "
                               "are recorded at each session by the clinic’s protocol, and the "
                               "records are available on request.");
      return;
    }
  tell_enrollment (packet);
  for (guint i = 0; i < G_N_ELEMENTS (label_facts); i++)
    den_table_add (table, DEN_MARK_NONE, label_facts[i]);
  den_page_flow_table (packet->flow, table);
  den_page_flow_paragraph (packet->flow, DEN_TEXT_NOTE,
                           "Label: Spravato US prescribing information, version of 03/13/2026. "
                           "REMS: Spravato REMS, outpatient healthcare settings.");
}

/* What the prescriber signs. */
void
den_packet_attestation (DenPacket *packet)
{
  static const DenSignature lines[] = { { "Prescriber’s signature", 300 }, { "Date", 186 } };
  const DenPrescriber *prescriber = packet->chart->prescriber;
  const DenPair pairs[] = { { "Name", den_packet_prescriber_name (packet), .bold = TRUE },
                            { "NPI", prescriber != NULL ? prescriber->npi : NULL } };

  /* The words and the line to sign stay on one page. */
  if (den_page_flow_room (packet->flow) < 150)
    den_page_flow_new_page (packet->flow);
  den_page_flow_section (packet->flow, "Attestation");
  den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY,
                           "I attest that the statements in this packet are taken from the "
                           "patient’s medical record, that they are accurate to the best of my "
                           "knowledge, and that the record is available to the plan on request.");
  den_page_flow_signatures (packet->flow, lines, G_N_ELEMENTS (lines));
  den_page_flow_gap (packet->flow, 4);
  den_page_flow_grid (packet->flow, pairs, G_N_ELEMENTS (pairs), 2, 76);
}
