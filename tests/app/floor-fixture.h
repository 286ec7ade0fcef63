/* A clinic that treats: two chairs, Monday to Friday from 08:00 to 17:30. */
#pragma once

#include "den-booking.h"
#include "den-test.h"

G_BEGIN_DECLS

void den_test_open_floor (DenOffice *office);
gint64 den_test_add_closure (DenOffice *office, const char *from, const char *to,
                             const char *reason);

/* The instant of "2026-11-23 09:00" on the office's clock. */
DenInstant den_test_at (DenOffice *office, const char *day_and_time);
/* DenSlot of 150 minutes: pairs of "2026-11-23 09:00" and a chair (NULL for none yet), ended by
 * NULL. */
GArray *den_test_slots (const char *day_and_time, ...) G_GNUC_NULL_TERMINATED;

DenChartEditor *den_test_edit (DenOffice *office, gint64 patient_id);
const DenProtocol *den_test_protocol (DenOffice *office, const char *protocol_id);
const DenSession *den_test_session (DenChartEditor *editor, guint index);
/* A course of esketamine on the slots, which are consumed. */
void den_test_start_course (DenChartEditor *editor, GArray *slots);
/* Asserts that ERROR is a refusal whose sentence holds WORDS, and clears it. */
void den_test_refused (GError **error, const char *words);

G_END_DECLS
