/* The clinic's chairs, hours and closed days, as the desk changes them. */
#include "floor-fixture.h"

static void
count_cb (DenOffice *office, guint *n)
{
  (*n)++;
}

static void
ignore_cb (DenClock *clock, gpointer data)
{
}

static DenChair *
chair_new (const char *name, gint64 rank, const char *modalities)
{
  DenChair *chair = den_record_new (&den_chair_type);

  chair->name = g_strdup (name);
  chair->rank = rank;
  chair->modalities = g_strdup (modalities);
  return chair;
}

static const DenChair *
chair_at (DenOffice *office, guint index)
{
  return g_ptr_array_index (den_office_get_calendar (office)->chairs, index);
}

static void
test_chairs_stand_by_their_rank (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  DenChair *third = chair_new ("Window", 3, NULL), *first = chair_new ("Bed", 1, "ketamine_iv");
  guint told = 0;

  den_test_clinic_open (&clinic);
  g_signal_connect (clinic.office, "clinic-changed", G_CALLBACK (count_cb), &told);
  g_assert_true (den_office_save_calendar_record (clinic.office, third, &error));
  g_assert_true (den_office_save_calendar_record (clinic.office, first, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (told, ==, 2);
  g_assert_cmpstr (chair_at (clinic.office, 0)->name, ==, "Bed");
  g_assert_cmpstr (chair_at (clinic.office, 1)->name, ==, "Window");

  /* The record stays the caller's, to be changed and saved again. */
  first->rank = 9;
  g_assert_true (den_office_save_calendar_record (clinic.office, first, &error));
  g_assert_cmpstr (chair_at (clinic.office, 0)->name, ==, "Window");
  g_assert_cmpuint (den_office_get_calendar (clinic.office)->chairs->len, ==, 2);
  den_record_free (first);
  den_record_free (third);
}

/* Sessions know their chair by its name. */
static void
test_chairs_that_are_refused (void)
{
  static const struct
  {
    const char *name, *modalities, *words;
  } cases[] = {
    { "chair 1", NULL, "There is a chair called Chair 1 already" },
    { "Bed", "ketamine", "ketamine is no modality" },
    { NULL, NULL, "name" },
  };
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  DenChair *renamed;

  den_test_clinic_open (&clinic);
  den_test_open_floor (clinic.office);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenChair *chair = chair_new (cases[i].name, 5, cases[i].modalities);

      g_assert_false (den_office_save_calendar_record (clinic.office, chair, &error));
      den_test_refused (&error, cases[i].words);
      den_record_free (chair);
    }
  renamed = den_record_copy (chair_at (clinic.office, 0));
  g_free (renamed->name);
  renamed->name = g_strdup ("Bed");
  g_assert_false (den_office_save_calendar_record (clinic.office, renamed, &error));
  den_test_refused (&error, "keeps its name");
  den_record_free (renamed);
  g_assert_cmpuint (den_office_get_calendar (clinic.office)->chairs->len, ==, 2);
}

static void
test_a_closed_chair_must_be_one_of_the_clinics (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  DenClosure *closure = den_record_new (&den_closure_type);

  den_test_clinic_open (&clinic);
  den_test_open_floor (clinic.office);
  closure->from_on = den_test_day ("2026-11-23");
  closure->chair = g_strdup ("Chair 9");
  g_assert_false (den_office_save_calendar_record (clinic.office, closure, &error));
  den_test_refused (&error, "no chair called Chair 9");
  den_record_free (closure);
}

static void
test_another_program_sees_what_was_saved (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenOffice) other = NULL;
  const DenCalendar *calendar;

  den_test_clinic_open (&clinic);
  den_test_open_floor (clinic.office);
  den_test_add_closure (clinic.office, "2026-11-26", "2026-11-27", "Thanksgiving");
  other = den_office_open (clinic.path, DEN_STORE_READ, "other", den_test_day (DEN_TEST_DAY), NULL);
  calendar = den_office_get_calendar (other);
  g_assert_cmpuint (calendar->chairs->len, ==, 2);
  g_assert_true (den_calendar_is_open (calendar, den_test_day ("2026-11-25")));
  g_assert_false (den_calendar_is_open (calendar, den_test_day ("2026-11-26")));
  g_assert_false (den_calendar_is_open (calendar, den_test_day ("2026-11-27")));
  g_assert_false (den_calendar_is_open (calendar, den_test_day ("2026-11-28"))); /* Saturday */
}

/* Two programs on one database: what the other saved is known here within the clock's next ticks.
 */
static void
test_another_programs_closure_is_heard (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenOffice) other = NULL;
  DenDay day = den_test_day ("2026-11-26");
  guint told = 0;

  den_test_clinic_open (&clinic);
  den_test_open_floor (clinic.office);
  other =
      den_office_open (clinic.path, DEN_STORE_WRITE, "other", den_test_day (DEN_TEST_DAY), NULL);
  g_assert_true (den_calendar_is_open (den_office_get_calendar (clinic.office), day));
  g_signal_connect (clinic.office, "clinic-changed", G_CALLBACK (count_cb), &told);
  /* The clock runs while somebody listens. */
  g_signal_connect (den_office_get_clock (clinic.office), "tick", G_CALLBACK (ignore_cb), NULL);
  den_test_add_closure (other, "2026-11-26", "2026-11-27", "Thanksgiving");
  while (told == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (den_calendar_is_open (den_office_get_calendar (clinic.office), day));
}

static void
test_a_booked_chair_is_not_removed (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenChartEditor) editor = NULL;
  g_autoptr (GError) error = NULL;
  DenChair *chair;

  den_test_clinic_open (&clinic);
  den_test_open_floor (clinic.office);
  editor =
      den_test_edit (clinic.office, den_test_add_patient (clinic.office, "1001", "Larch", "Ada"));
  den_test_start_course (editor, den_test_slots ("2026-11-23 09:00", "Chair 2", NULL));

  chair = den_record_copy (chair_at (clinic.office, 1));
  g_assert_false (den_office_remove_calendar_record (clinic.office, chair, &error));
  den_test_refused (&error, "Chair 2 is booked");
  g_assert_true (den_booking_close (editor, den_test_session (editor, 0), DEN_SESSION_CANCELLED,
                                    "Snow", &error));
  g_assert_true (den_office_remove_calendar_record (clinic.office, chair, &error));
  g_assert_cmpuint (den_office_get_calendar (clinic.office)->chairs->len, ==, 1);
  den_record_free (chair);
}

/* What is taken: the sessions that stand, for as long as they have their chair. */
static void
test_what_is_taken (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenChartEditor) editor = NULL;
  g_autoptr (GArray) busy = NULL, less = NULL, without = NULL;
  g_autoptr (GError) error = NULL;
  const DenBusy *first;

  den_test_clinic_open (&clinic);
  den_test_open_floor (clinic.office);
  editor =
      den_test_edit (clinic.office, den_test_add_patient (clinic.office, "1001", "Larch", "Ada"));
  den_test_start_course (
      editor, den_test_slots ("2026-11-23 09:00", "Chair 2", "2026-11-26 10:00", "Chair 1", NULL));
  busy = den_office_load_busy (clinic.office, den_test_day ("2026-11-23"),
                               den_test_day ("2026-11-27"), 0, &error);
  g_assert_cmpuint (busy->len, ==, 2);
  first = &g_array_index (busy, DenBusy, 0);
  g_assert_cmpstr (first->chair, ==, "Chair 2");
  g_assert_cmpint (first->from_us, ==, den_test_at (clinic.office, "2026-11-23 09:00").us);
  g_assert_cmpint (first->to_us, ==, den_test_at (clinic.office, "2026-11-23 11:30").us);

  /* The session that is moved does not stand in its own way, and the last day is not counted. */
  without =
      den_office_load_busy (clinic.office, den_test_day ("2026-11-23"), den_test_day ("2026-11-26"),
                            den_test_session (editor, 0)->record.id, &error);
  g_assert_cmpuint (without->len, ==, 0);
  g_assert_true (den_booking_close (editor, den_test_session (editor, 0), DEN_SESSION_CANCELLED,
                                    "Snow", &error));
  less = den_office_load_busy (clinic.office, den_test_day ("2026-11-23"),
                               den_test_day ("2026-11-27"), 0, &error);
  g_assert_cmpuint (less->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/rank", test_chairs_stand_by_their_rank);
  g_test_add_func ("/calendar/refused", test_chairs_that_are_refused);
  g_test_add_func ("/calendar/closed-chair", test_a_closed_chair_must_be_one_of_the_clinics);
  g_test_add_func ("/calendar/stored", test_another_program_sees_what_was_saved);
  g_test_add_func ("/calendar/heard", test_another_programs_closure_is_heard);
  g_test_add_func ("/calendar/booked-chair", test_a_booked_chair_is_not_removed);
  g_test_add_func ("/calendar/taken", test_what_is_taken);
  return g_test_run ();
}
