/* A clinic that treats. */
#include "floor-fixture.h"

#include <string.h>

static void
save (DenOffice *office, gpointer record)
{
  g_autoptr (GError) error = NULL;

  den_office_save_calendar_record (office, record, &error);
  g_assert_no_error (error);
  den_record_free (record);
}

void
den_test_open_floor (DenOffice *office)
{
  for (int i = 1; i <= 2; i++)
    {
      DenChair *chair = den_record_new (&den_chair_type);

      chair->name = g_strdup_printf ("Chair %d", i);
      chair->rank = i;
      save (office, chair);
    }
  for (DenWeekday weekday = DEN_MONDAY; weekday <= DEN_FRIDAY; weekday++)
    {
      DenOpening *opening = den_record_new (&den_opening_type);

      opening->weekday = weekday;
      opening->opens = g_strdup ("08:00");
      opening->closes = g_strdup ("17:30");
      save (office, opening);
    }
}

gint64
den_test_add_closure (DenOffice *office, const char *from, const char *to, const char *reason)
{
  DenClosure *closure = den_record_new (&den_closure_type);
  g_autoptr (GError) error = NULL;
  gint64 id;

  closure->from_on = den_test_day (from);
  closure->to_on = den_test_day (to);
  closure->reason = g_strdup (reason);
  den_office_save_calendar_record (office, closure, &error);
  g_assert_no_error (error);
  id = closure->record.id;
  den_record_free (closure);
  return id;
}

static void
split (const char *day_and_time, DenDay *day, gint64 *minute)
{
  g_autofree char *iso = g_strndup (day_and_time, 10);

  *day = den_test_day (iso);
  *minute = den_time_of_day_parse (day_and_time + 11);
  g_assert_cmpint (*minute, !=, DEN_UNKNOWN);
}

DenInstant
den_test_at (DenOffice *office, const char *day_and_time)
{
  gint64 minute;
  DenDay day;

  split (day_and_time, &day, &minute);
  return den_instant_of_local (day, minute, den_clock_get_zone (den_office_get_clock (office)));
}

GArray *
den_test_slots (const char *day_and_time, ...)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (DenSlot));
  va_list arguments;

  va_start (arguments, day_and_time);
  for (; day_and_time != NULL; day_and_time = va_arg (arguments, const char *))
    {
      DenSlot slot = { .minutes = 150 };

      split (day_and_time, &slot.day, &slot.minute);
      slot.chair = va_arg (arguments, const char *);
      g_array_append_val (slots, slot);
    }
  va_end (arguments);
  return slots;
}

DenChartEditor *
den_test_edit (DenOffice *office, gint64 patient_id)
{
  g_autoptr (GError) error = NULL;
  DenChartEditor *editor = den_chart_editor_new (office, patient_id, &error);

  g_assert_no_error (error);
  return editor;
}

const DenProtocol *
den_test_protocol (DenOffice *office, const char *protocol_id)
{
  const DenProtocol *protocol =
      den_office_find_protocol (office, protocol_id, den_test_day (DEN_TEST_DAY));

  g_assert_nonnull (protocol);
  return protocol;
}

const DenSession *
den_test_session (DenChartEditor *editor, guint index)
{
  GPtrArray *sessions = den_chart_editor_get_chart (editor)->sessions;

  g_assert_cmpuint (index, <, sessions->len);
  return g_ptr_array_index (sessions, index);
}

void
den_test_start_course (DenChartEditor *editor, GArray *slots)
{
  const DenProtocol *protocol =
      den_test_protocol (den_chart_editor_get_office (editor), "esketamine-trd");
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      den_booking_start_course (editor, protocol, DEN_INDICATION_TRD, slots, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
  g_array_unref (slots);
}

void
den_test_refused (GError **error, const char *words)
{
  g_assert_error (*error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT);
  if (strstr ((*error)->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", (*error)->message, words);
  g_clear_error (error);
}
