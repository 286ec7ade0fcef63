/* The prior-authorization packet: its parts in their order, and the hash of its facts. */
#include "den-json.h"
#include "den-packet.h"

static void
append_record (DenJson *json, const char *key, gconstpointer record)
{
  den_json_key (json, key);
  if (record == NULL)
    den_json_null (json);
  else
    den_json_record (json, record);
}

/* The SHA-256 of everything of this patient, clinic and policy that the packet is made from, as
 * JSON by the field tables. 64 hexadecimal digits. */
static char *
hash_facts (const DenPriorAuthFacts *facts)
{
  DenJson *json = den_json_new (FALSE);
  g_autofree char *text = NULL;

  den_json_begin_object (json);
  append_record (json, "chart", facts->chart);
  append_record (json, "clinic", facts->clinic);
  append_record (json, "request", facts->request);
  append_record (json, "policy", facts->verdict->policy);
  append_record (json, "confirmation", facts->confirmed);
  den_json_key (json, "on");
  den_json_day (json, facts->verdict->on);
  den_json_end_object (json);
  text = den_json_finish (json);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static DenPageFlow *
open_flow (DenPacket *packet, const char *sha256, GError **error)
{
  const DenPatient *patient = packet->chart->patient;
  g_autofree char *name = den_patient_name (patient);
  g_autofree char *start = g_strdup_printf ("MRN %s", patient->mrn != NULL ? patient->mrn : "–");
  g_autofree char *end = g_strdup_printf ("facts SHA-256 %.12s", sha256);
  const char *birth = den_words_day (packet->kept, patient->birth_date);
  g_autofree char *born = birth != NULL ? g_strdup_printf (" · born %s", birth) : g_strdup ("");
  DenPageDress dress = { .title = "Prior authorization request",
                         .clinic = packet->clinic->name != NULL ? packet->clinic->name
                                                                : "Clinic " DEN_NOT_DOCUMENTED,
                         .subject = name,
                         .subject_end = born,
                         .footer_start = start,
                         .footer_end = end,
                         .demo = packet->clinic->demo == 1,
                         .draft = packet->facts->missing != NULL && packet->facts->missing->len > 0
                                      ? DEN_DRAFT_INCOMPLETE
                                      : NULL };

  return den_page_flow_new (&dress, error);
}

static void
draw_parts (DenPacket *packet)
{
  den_packet_request (packet);
  den_page_flow_new_page (packet->flow);
  den_packet_letter (packet);
  den_packet_criteria (packet);
  den_packet_trial_history (packet);
  den_packet_scores (packet);
  den_packet_screening (packet);
  den_packet_monitoring (packet);
  den_packet_attestation (packet);
}

/* The packet of FACTS as PDF. The same facts give the same bytes, on any day, in any time zone and
 * locale, with the same version of the fonts. NULL with a DEN_PAPER_ERROR. */
DenPaper *
den_prior_auth_make (const DenPriorAuthFacts *facts, GError **error)
{
  g_autofree char *sha256 = hash_facts (facts);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DenPageFlow) flow = NULL;
  DenPacket packet = { .facts = facts,
                       .chart = facts->chart,
                       .clinic = facts->clinic,
                       .request = facts->request,
                       .policy = facts->verdict->policy,
                       .on = facts->verdict->on,
                       .kept = kept };

  packet.coverage = den_chart_primary_coverage (facts->chart, packet.on);
  flow = open_flow (&packet, sha256, error);
  if (flow == NULL)
    return NULL;
  packet.flow = flow;
  draw_parts (&packet);
  return den_page_flow_finish (flow, sha256, error);
}
