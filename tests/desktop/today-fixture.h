/* What the tests of Today and of its dialogs share: looking at the floor, pressing its keys. */
#pragma once

#include "den-desktop-test.h"

#include "den-cells.h"
#include "den-today-page.h"

G_BEGIN_DECLS

/* Columns of the board. */
enum
{
  TIME,
  PATIENT,
  PHASE,
  STATE,
  NEXT,
};

DenTodayPage *today_page (DenTestDesktop *desktop);
/* The patient's session on the day that is shown; fails where there is none. */
DenFloorItem *today_item (DenTestDesktop *desktop, const char *mrn);
/* The first session of the day that stands so; the demo's day has one of each state. */
DenFloorItem *today_state (DenTestDesktop *desktop, DenSessionState state);
/* The cells of the session's line. */
DenCells *today_cells (DenTestDesktop *desktop, DenFloorItem *item);
/* Selects the session; the list that takes its keys. */
GtkWidget *today_select (DenTestDesktop *desktop, DenFloorItem *item);

/* Presses KEY on WIDGET, as its key controllers see it. Whether one took it. */
gboolean today_press (GtkWidget *widget, guint key, GdkModifierType state);
void today_accept (GtkWidget *dialog);
/* Whether a dialog stands over the window. */
gboolean today_has_dialog (DenTestDesktop *desktop);
/* The row of a dialog by its label: what is asked for there is of no record type. */
DenFieldRow *today_row (GtkWidget *dialog, const char *label);
/* Types TEXT into that row and leaves it. */
void today_type (GtkWidget *dialog, const char *label, const char *text);

G_END_DECLS
