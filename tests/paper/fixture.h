/* What the tests of papers share: charts from files, a clinic, and packets made of them. */
#pragma once

#include "den-prior-auth.h"
#include "den-session-papers.h"

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

/* One session of tests/paper/charts/CHART.json with all that its papers are made from. */
typedef struct
{
  DenReference *reference;
  DenChart *chart;
  DenClinic *clinic;
  DenSession *session;
  DenSessionCase at;
  DenSessionFacts facts;
} DenSessionPaperCase;

DenSessionPaperCase *den_session_paper_case_new (const char *chart, const char *session_id);
void den_session_paper_case_free (DenSessionPaperCase *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenSessionPaperCase, den_session_paper_case_free)

/* Compares PDF with tests/golden/NAME.pdf, or writes that where DEN_UPDATE_GOLDEN is set. Skips
 * where the library or the fonts are not those that the golden files were made with. */
void den_compare_with_golden (const char *name, GBytes *pdf);

G_END_DECLS
