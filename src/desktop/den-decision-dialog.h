/* What a clinician decides about a running course, with the reason. */
#pragma once

#include "den-chart-editor.h"
#include "den-dialog.h"

G_BEGIN_DECLS

#define DEN_TYPE_DECISION_DIALOG (den_decision_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DenDecisionDialog, den_decision_dialog, DEN, DECISION_DIALOG, DenDialog)

/* KIND is BENEFIT, FREQUENCY or STOP, of the patient's running course, which there must be; the
 * course has a protocol for FREQUENCY. What is recorded is one change of EDITOR's. */
GtkWidget *den_decision_dialog_new (GtkWindow *parent, DenChartEditor *editor,
                                    DenCourseDecisionKind kind);
/* Names the protocol that the running course goes by. */
GtkWidget *den_course_protocol_dialog_new (GtkWindow *parent, DenChartEditor *editor);

G_END_DECLS
