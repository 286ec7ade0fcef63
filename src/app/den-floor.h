/* The floor board: one day's sessions with where each stands, what is due and what is missing. */
#pragma once

#include "den-clock.h"
#include "den-course-rules.h"
#include "den-office.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One session on the board. Its values are read anew at each "changed" of the item. */
#define DEN_TYPE_FLOOR_ITEM (den_floor_item_get_type ())
G_DECLARE_FINAL_TYPE (DenFloorItem, den_floor_item, DEN, FLOOR_ITEM, GObject)

gint64 den_floor_item_get_patient_id (DenFloorItem *item);
gint64 den_floor_item_get_session_row (DenFloorItem *item);
const char *den_floor_item_get_name (DenFloorItem *item); /* "Nguyen, Thi Anna" */
const char *den_floor_item_get_preferred_name (DenFloorItem *item);
const char *den_floor_item_get_mrn (DenFloorItem *item);
DenDay den_floor_item_get_birth_date (DenFloorItem *item);
const char *den_floor_item_get_allergies (DenFloorItem *item); /* as recorded; NULL: unknown */
const char *den_floor_item_get_chair (DenFloorItem *item);     /* NULL: none yet */
DenInstant den_floor_item_get_scheduled_at (DenFloorItem *item);
gint64 den_floor_item_get_minutes (DenFloorItem *item);
DenSessionState den_floor_item_get_state (DenFloorItem *item);
const char *den_floor_item_get_title (DenFloorItem *item); /* "Induction 3 of 8" */
const char *den_floor_item_get_modality (DenFloorItem *item);
/* What is due next and in how many minutes, negative when late; NULL for nothing. */
const char *den_floor_item_get_due (DenFloorItem *item, gint64 *minutes);
/* What is missing before the dose, short words: "Consent", "REMS enrollment", "Escort". Only of
 * sessions that are booked or arrived. */
const char *const *den_floor_item_get_missing (DenFloorItem *item);
guint den_floor_item_get_open_alerts (DenFloorItem *item);
/* The usual next step: "Arrived", "Open session", "Release", "Sign"; NULL for none. */
const char *den_floor_item_get_step (DenFloorItem *item);

#define DEN_TYPE_FLOOR (den_floor_get_type ())
/* A GListModel of DenFloorItem, by time and chair. Items keep their identity while their session
 * stays on the day. Signal "summary-changed". Follows changes of this program at once, those of
 * others within two seconds. */
G_DECLARE_FINAL_TYPE (DenFloor, den_floor, DEN, FLOOR, GObject)

DenFloor *den_floor_new (DenOffice *office, DenDay day);
DenDay den_floor_get_day (DenFloor *floor);
void den_floor_set_day (DenFloor *floor, DenDay day);
guint den_floor_count (DenFloor *floor, DenSessionState state);
/* DenVisitRow of the day, by time; owned by the floor. */
GPtrArray *den_floor_get_visits (DenFloor *floor);
/* The last error of reading, shown in place of the board; NULL. */
const GError *den_floor_get_error (DenFloor *floor);

G_END_DECLS
