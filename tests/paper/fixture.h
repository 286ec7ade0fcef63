/* What the tests of papers share: charts from files, a clinic, and packets made of them. */
#pragma once

#include "den-prior-auth.h"

G_BEGIN_DECLS

/* The facts of one packet with all that they point to. */
typedef struct
{
  DenReference *reference;
  DenChart *chart;
  DenClinic *clinic;
  DenVerdict *verdict;
  DenPolicyConfirmation *confirmed;
  DenPriorAuthFacts facts;
} DenPacketCase;

#define DEN_PACKET_DAY "2026-11-20"

DenPacketCase *den_packet_case_new (const char *chart, const char *policy);
void den_packet_case_free (DenPacketCase *packet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenPacketCase, den_packet_case_free)
void den_packet_case_judge (DenPacketCase *packet);
gboolean den_packet_case_misses (DenPacketCase *packet, const char *place, const char *message);

G_END_DECLS
