/* Writing the clinic's version of a protocol. */
#pragma once

#include "den-dialog.h"
#include "den-office.h"

G_BEGIN_DECLS

#define DEN_TYPE_PROTOCOL_DIALOG (den_protocol_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DenProtocolDialog, den_protocol_dialog, DEN, PROTOCOL_DIALOG, DenDialog)

/* Begins as VERSION, and is in force from the day that is entered; what was in force before stays
 * as it is. */
GtkWidget *den_protocol_dialog_new (GtkWindow *parent, DenOffice *office,
                                    const DenProtocol *version);

G_END_DECLS
