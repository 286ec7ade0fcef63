/* What the papers of a session share. */
#pragma once

#include "den-page-flow.h"
#include "den-session-papers.h"
#include "den-words.h"

G_BEGIN_DECLS

typedef struct
{
  const DenSessionCase *at;
  const DenChart *chart;
  const DenSession *session;
  const DenClinic *clinic;
  char *sha256; /* of the facts */
  DenPageFlow *flow;
  DenWords *kept;
} DenSessionPaper;

gboolean den_session_paper_open (DenSessionPaper *paper, const DenSessionFacts *facts,
                                 const char *title, const char *draft, GError **error);
DenPaper *den_session_paper_close (DenSessionPaper *paper, GError **error);

const char *den_session_paper_minute (DenSessionPaper *paper, DenInstant instant);
const char *den_session_paper_allergies (DenSessionPaper *paper);
const char *den_session_paper_pressure (DenSessionPaper *paper, const DenObservation *observation);
const char *den_or_dash (const char *words);
const char *den_session_paper_flag (gint64 flag);

/* den-session-record-course.c: the parts of the record from the doses to the events. */
void den_session_record_doses (DenSessionPaper *paper);
void den_session_record_observations (DenSessionPaper *paper);
void den_session_record_events (DenSessionPaper *paper);
void den_session_record_decisions (DenSessionPaper *paper);

G_END_DECLS
