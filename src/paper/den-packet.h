/* The prior-authorization packet's parts, and the words they share. English on purpose: payers read
 * it, and a paper's bytes do not depend on the locale. */
#pragma once

#include "den-page-flow.h"
#include "den-prior-auth.h"

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
  GPtrArray *kept;
} DenPacket;

/* den-packet-words.c: NULL for what is not known; strings belong to the packet. */
const char *den_packet_keep (DenPacket *packet, char *owned);
const char *den_packet_print (DenPacket *packet, const char *format, ...) G_GNUC_PRINTF (2, 3);
const char *den_packet_day (DenPacket *packet, DenDay day);
const char *den_packet_number (DenPacket *packet, gint64 number);
const char *den_packet_dose (DenPacket *packet, gint64 ug);
const char *den_packet_percent (DenPacket *packet, gint64 permille);
const char *den_packet_period (DenPacket *packet, DenDay first, DenDay last, gboolean running);
const char *den_packet_address (DenPacket *packet, const char *street, const char *street2,
                                const char *city, const char *state, const char *zip);
const char *den_packet_prescriber_name (DenPacket *packet);
const char *den_packet_days_as_time (DenPacket *packet, gint64 days);
const char *den_packet_choice (const DenChoice *choices, gint64 value);
char *den_packet_small_start (const char *words);
const char *den_packet_capital_start (DenPacket *packet, const char *words);

/* Sentences and paragraphs of the letter. */
void den_packet_paragraph (DenPacket *packet, const char *words);
void den_packet_titled (DenPacket *packet, const char *title, const char *words);
void den_packet_append (GString *text, const char *format, const char *words);

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
