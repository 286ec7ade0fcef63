/* What a protocol asks for, in words. */
#pragma once

#include "den-protocol.h"

G_BEGIN_DECLS

/* "Weeks 1 to 4: 8 sessions, twice a week; first dose 56 mg". To be freed, as all words here. */
char *den_protocol_show_phase (const DenProtocolPhase *phase, const DenProtocol *protocol);
/* Any record of one of the protocol's lists. */
char *den_protocol_show_part (gconstpointer part, const DenProtocol *protocol);
/* Where the part comes from: its source, or NULL; not to be freed. */
const char *den_protocol_part_source (gconstpointer part);
gboolean den_protocol_part_is_label (gconstpointer part);
/* "Label" or "Clinic’s default". */
const char *den_protocol_mark (gint64 label);
/* "56 mg", of a protocol by weight "0.5 mg/kg". */
char *den_protocol_show_dose (gint64 dose_ug, const DenProtocol *protocol);

G_END_DECLS
