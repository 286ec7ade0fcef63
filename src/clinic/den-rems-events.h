/* The questions of the REMS Patient Monitoring Form that readings and adverse events answer. Inside
 * the REMS rules only. */
#pragma once

#include "den-course-rules.h"

G_BEGIN_DECLS

gint64 den_rems_minute (const DenSession *session, DenInstant at);
void den_rems_answer (const DenSessionCase *at, const DenObservation *before, DenRemsEvent event,
                      DenMonitoringEvent *answer);

G_END_DECLS
