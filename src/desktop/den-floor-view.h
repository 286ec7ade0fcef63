/* The floor board: one line a session of the day, by time, and the visits without a dose below. */
#pragma once

#include "den-floor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_FLOOR_VIEW (den_floor_view_get_type ())
/* Signal "selected" when another session, or none, is selected. */
G_DECLARE_FINAL_TYPE (DenFloorView, den_floor_view, DEN, FLOOR_VIEW, GtkBox)

GtkWidget *den_floor_view_new (DenOffice *office, DenFloor *floor);
/* The selected session, or NULL. */
DenFloorItem *den_floor_view_get_selected (DenFloorView *self);
/* Selects the session with that row; FALSE where the day does not have it. */
gboolean den_floor_view_select (DenFloorView *self, gint64 session_row);

/* What takes the place of a board that is empty: why, and the first step. Also of the week's. */
typedef enum
{
  DEN_NOTHING_NO_CHAIRS, /* the clinic has none yet */
  DEN_NOTHING_CLOSED,
  DEN_NOTHING_BOOKED,
} DenNothing;

DenNothing den_nothing_on (DenOffice *office, DenDay day);
/* "Closed: Thanksgiving", of the whole clinic; NULL where it is open that day. To be freed. */
char *den_closed_words (DenOffice *office, DenDay day);

G_END_DECLS
