/* Says that this computer's clock was set while sessions run, which go on by the time as it was:
 * both times, and a button to go by the computer's again. Hidden while the two agree. */
#pragma once

#include "den-clock.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_CLOCK_BAR (den_clock_bar_get_type ())
G_DECLARE_FINAL_TYPE (DenClockBar, den_clock_bar, DEN, CLOCK_BAR, GtkBox)

GtkWidget *den_clock_bar_new (DenClock *clock);

G_END_DECLS
