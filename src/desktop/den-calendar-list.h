/* One kind of what the clinic's calendar is made of, as a list that is edited: its chairs, its
 * opening hours, or its closed days. */
#pragma once

#include "den-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_CALENDAR_LIST (den_calendar_list_get_type ())
G_DECLARE_FINAL_TYPE (DenCalendarList, den_calendar_list, DEN, CALENDAR_LIST, GtkBox)

/* TYPE: den_chair_type, den_opening_type or den_closure_type. */
GtkWidget *den_calendar_list_new (DenOffice *office, const DenRecordType *type);

G_END_DECLS
