/* The free starts of one day as buttons, each once, whatever chairs are free then. */
#pragma once

#include "den-course-rules.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_FREE_STARTS (den_free_starts_get_type ())
/* Signal "chosen" (gint64 minute of the day). */
G_DECLARE_FINAL_TYPE (DenFreeStarts, den_free_starts, DEN, FREE_STARTS, GtkBox)

GtkWidget *den_free_starts_new (void);
/* DenSlot of one day, by time; NOTHING is said where there is none. */
void den_free_starts_show (DenFreeStarts *self, const GArray *slots, const char *nothing);

G_END_DECLS
