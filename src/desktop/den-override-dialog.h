/* Asks for the written reason to go on against a finding, and keeps it in the chart. */
#pragma once

#include "den-chart-editor.h"
#include "den-dialog.h"

G_BEGIN_DECLS

#define DEN_TYPE_OVERRIDE_DIALOG (den_override_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DenOverrideDialog, den_override_dialog, DEN, OVERRIDE_DIALOG, DenDialog)

/* FINDING is of EDITOR's verdict. */
GtkWidget *den_override_dialog_new (GtkWindow *parent, DenChartEditor *editor,
                                    const DenFinding *finding);

G_END_DECLS
