/* The demo clinic: invented patients, the same every time. */
#pragma once

#include "den-office.h"

G_BEGIN_DECLS

/* The day the demo clinic's charts are written for; its verdicts are told as of this day. */
DenDay den_demo_day (void);
/* The moment of that day at which its floor is busiest: where the clock of a demo begins. */
DenInstant den_demo_now (void);

/* Writes the demo clinic to a new file at PATH: the shipped demo charts, or, with PATIENTS above 0,
 * a made clinic of that many for measuring. */
gboolean den_demo_write (const char *path, guint patients, GError **error);

G_END_DECLS
