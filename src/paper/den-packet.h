/* The prior-authorization packet's parts, and the words they share. English on purpose: payers read
 * it, and a paper's bytes do not depend on the locale. */
#pragma once

#include "den-page-flow.h"
#include "den-prior-auth.h"
#include "den-words.h"

G_BEGIN_DECLS

/* The facts with what is often asked of them. kept owns the strings made on the way. */
typedef struct
{
  const DenPriorAuthFacts *facts;
  const DenChart *chart;
  const DenClinic *clinic;
  const DenAuthorization *request; /* or NULL */
  const DenPolicy *policy;
  const DenCoverage *coverage; /* or NULL */
  DenDay on;
  DenPageFlow *flow;
  DenWords *kept;
} DenPacket;

/* den-packet-words.c */
const char *den_packet_prescriber_name (DenPacket *packet);

/* Sentences and paragraphs of the letter. */
void den_packet_paragraph (DenPacket *packet, const char *words);
void den_packet_titled (DenPacket *packet, const char *title, const char *words);

/* den-packet-facts.c: what the record says, picked out. */
gint64 den_packet_product (const DenPacket *packet);
const char *den_packet_product_name (gint64 product);
const char *den_packet_route (gint64 product);
GPtrArray *den_packet_diagnoses (const DenPacket *packet);
const char *den_packet_diagnosis_label (const DenPacket *packet, const DenDiagnosis *diagnosis);
const DenDiagnosis *den_packet_main_diagnosis (const DenPacket *packet);
GPtrArray *den_packet_trials (const DenPacket *packet);
const DenScale *den_packet_scale (const DenPacket *packet, gint64 *threshold);
GPtrArray *den_packet_evidence (const DenPacket *packet);
const DenFinding *den_packet_finding (const DenPacket *packet, const char *rule);
const char *den_packet_trial_period (DenPacket *packet, const DenTrial *trial);
gint64 den_packet_highest_dose (const DenTrial *trial);
gboolean den_packet_is_augmentation (const DenTrial *trial);
gboolean den_packet_asks_for_trials (const DenPacket *packet);
const char *den_packet_rule_label (const DenPacket *packet, const char *rule);
const char *den_packet_outcome_word (DenOutcome outcome);
DenMark den_packet_outcome_mark (DenOutcome outcome);
gboolean den_packet_is_confirmed (const DenPacket *packet);

/* The parts in their order, a file each. */
void den_packet_request (DenPacket *packet);
void den_packet_letter (DenPacket *packet);
void den_packet_letter_treatments (DenPacket *packet);
void den_packet_letter_risks (DenPacket *packet);
void den_packet_criteria (DenPacket *packet);
void den_packet_trial_history (DenPacket *packet);
void den_packet_scores (DenPacket *packet);
void den_packet_screening (DenPacket *packet);
void den_packet_monitoring (DenPacket *packet);
void den_packet_attestation (DenPacket *packet);

G_END_DECLS
