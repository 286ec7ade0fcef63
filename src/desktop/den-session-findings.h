/* Findings of a session as rows: mark, words, and, where something is to be decided, the place to
 * do so. */
#pragma once

#include "den-live-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  DEN_FINDINGS_BEFORE,  /* Proceed, Wait and repeat, Hold, with a reason */
  DEN_FINDINGS_ALERTS,  /* what was done */
  DEN_FINDINGS_RELEASE, /* told only: the release asks for the reason */
  DEN_FINDINGS_SIGNING, /* an explanation */
} DenFindingsMode;

#define DEN_TYPE_SESSION_FINDING_ROW (den_session_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionFindingRow, den_session_finding_row, DEN, SESSION_FINDING_ROW,
                      GtkBox)

GtkWidget *den_session_finding_row_new (DenLiveSession *live, DenFindingsMode mode);
void den_session_finding_row_set (DenSessionFindingRow *row, const DenSessionFinding *finding);
const char *den_session_finding_row_get_key (DenSessionFindingRow *row);
/* Records the decision with the text that stands in the row. FALSE where it is refused, which the
 * row says. */
gboolean den_session_finding_row_decide (DenSessionFindingRow *row, DenDecisionKind decision);

#define DEN_TYPE_SESSION_FINDINGS (den_session_findings_get_type ())
G_DECLARE_FINAL_TYPE (DenSessionFindings, den_session_findings, DEN, SESSION_FINDINGS, GtkBox)

GtkWidget *den_session_findings_new (DenLiveSession *live, DenFindingsMode mode);
/* Shows these DenSessionFinding in their order. Rows stay while their finding does, with what is
 * being typed in them. */
void den_session_findings_set (DenSessionFindings *self, GPtrArray *findings);

G_END_DECLS
