/* The clinic's protocols: versions with their days, and a past that stays as it was. */
#include "floor-fixture.h"

/* A copy of the shipped protocol as of the day, to be changed. */
static DenProtocol *
version_of (DenOffice *office, const char *effective_on)
{
  DenProtocol *copy = den_record_copy (den_test_protocol (office, "esketamine-trd"));

  copy->effective_on = den_test_day (effective_on);
  return copy;
}

static gint64
minutes_on (DenOffice *office, const char *day)
{
  return den_office_find_protocol (office, "esketamine-trd", den_test_day (day))
      ->observation_minutes;
}

static void
test_a_version_is_in_force_from_its_day (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenOffice) other = NULL;
  g_autoptr (GError) error = NULL;
  DenProtocol *version;
  guint shipped;

  den_test_clinic_open (&clinic);
  shipped = den_office_get_protocols (clinic.office)->len;
  g_assert_cmpuint (shipped, >=, 4);
  version = version_of (clinic.office, "2026-12-01");
  version->observation_minutes = 150;
  g_assert_true (den_office_save_protocol (clinic.office, version, &error));
  g_assert_no_error (error);
  g_assert_cmpint (minutes_on (clinic.office, "2026-11-30"), ==, 120);
  g_assert_cmpint (minutes_on (clinic.office, "2026-12-01"), ==, 150);

  /* The same day again replaces it, whole. */
  version->observation_minutes = 140;
  g_assert_true (den_office_save_protocol (clinic.office, version, &error));
  den_record_free (version);
  g_assert_cmpuint (den_office_get_protocols (clinic.office)->len, ==, shipped + 1);
  other = den_office_open (clinic.path, DEN_STORE_READ, "other", den_test_day (DEN_TEST_DAY), NULL);
  g_assert_cmpint (minutes_on (other, "2026-12-24"), ==, 140);
  g_assert_cmpuint (
      den_office_find_protocol (other, "esketamine-trd", den_test_day ("2026-12-24"))->limits->len,
      ==, den_test_protocol (other, "esketamine-trd")->limits->len);
}

static void
test_what_is_refused (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  DenProtocol *version;

  den_test_clinic_open (&clinic);
  version = version_of (clinic.office, "2026-11-19");
  g_assert_false (den_office_save_protocol (clinic.office, version, &error));
  den_test_refused (&error, "in force from today or later");

  version->effective_on = den_test_day ("2026-12-01");
  version->modality = DEN_MODALITY_KETAMINE_IV;
  g_assert_false (den_office_save_protocol (clinic.office, version, &error));
  den_test_refused (&error, "give this one another id");

  version->modality = DEN_MODALITY_ESKETAMINE;
  version->booking_minutes = 1;
  g_assert_false (den_office_save_protocol (clinic.office, version, &error));
  den_test_refused (&error, "booking_minutes");
  den_record_free (version);

  g_assert_false (den_office_remove_protocol (
      clinic.office, den_test_protocol (clinic.office, "esketamine-trd"), &error));
  den_test_refused (&error, "comes with the program");
}

static void
test_a_version_ahead_can_be_taken_back (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenOffice) later = NULL;
  g_autoptr (GError) error = NULL;
  DenProtocol *version;

  den_test_clinic_open (&clinic);
  version = version_of (clinic.office, "2026-12-01");
  version->observation_minutes = 150;
  g_assert_true (den_office_save_protocol (clinic.office, version, &error));

  /* Once its day is past, sessions were recorded under it: it stays. */
  later =
      den_office_open (clinic.path, DEN_STORE_WRITE, "tester", den_test_day ("2026-12-02"), &error);
  g_assert_false (den_office_remove_protocol (later, version, &error));
  den_test_refused (&error, "what was in force then");
  g_assert_true (den_office_remove_protocol (clinic.office, version, &error));
  g_assert_cmpint (minutes_on (clinic.office, "2026-12-24"), ==, 120);
  den_record_free (version);
}

/* Limits do not change under a patient who sits in the chair. */
static void
test_no_change_under_a_running_session (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenChartEditor) editor = NULL;
  g_autoptr (GError) error = NULL;
  const DenField *started_at = den_record_type_find (&den_session_type, "started_at");
  g_auto (DenValue) value = DEN_VALUE_INIT;
  DenProtocol *version;

  den_test_clinic_open (&clinic);
  den_test_open_floor (clinic.office);
  editor =
      den_test_edit (clinic.office, den_test_add_patient (clinic.office, "1001", "Larch", "Ada"));
  den_test_start_course (editor, den_test_slots (DEN_TEST_DAY " 09:00", "Chair 1", NULL));
  version = version_of (clinic.office, DEN_TEST_DAY);
  g_assert_true (den_office_save_protocol (clinic.office, version, &error));

  den_value_init (&value, DEN_FIELD_INSTANT);
  value.instant = den_test_at (clinic.office, DEN_TEST_DAY " 09:10");
  g_assert_true (
      den_chart_editor_set (editor, den_test_session (editor, 0), started_at, &value, &error));
  version->observation_minutes = 90;
  g_assert_false (den_office_save_protocol (clinic.office, version, &error));
  den_test_refused (&error, "from tomorrow on");
  g_assert_cmpint (minutes_on (clinic.office, DEN_TEST_DAY), ==, 120);
  den_record_free (version);
}

static void
test_a_session_goes_by_its_days_version (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenChartEditor) editor = NULL;
  g_autoptr (GError) error = NULL;
  DenProtocol *version;
  const DenChart *chart;

  den_test_clinic_open (&clinic);
  den_test_open_floor (clinic.office);
  editor =
      den_test_edit (clinic.office, den_test_add_patient (clinic.office, "1001", "Larch", "Ada"));
  den_test_start_course (editor,
                         den_test_slots ("2026-11-24 09:00", NULL, "2026-12-01 09:00", NULL, NULL));
  version = version_of (clinic.office, "2026-12-01");
  version->observation_minutes = 150;
  g_assert_true (den_office_save_protocol (clinic.office, version, &error));
  den_record_free (version);
  chart = den_chart_editor_get_chart (editor);
  g_assert_cmpint (den_office_protocol_of (clinic.office, chart, den_test_session (editor, 0))
                       ->observation_minutes,
                   ==, 120);
  g_assert_cmpint (den_office_protocol_of (clinic.office, chart, den_test_session (editor, 1))
                       ->observation_minutes,
                   ==, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocols/in-force", test_a_version_is_in_force_from_its_day);
  g_test_add_func ("/protocols/refused", test_what_is_refused);
  g_test_add_func ("/protocols/taken-back", test_a_version_ahead_can_be_taken_back);
  g_test_add_func ("/protocols/running-session", test_no_change_under_a_running_session);
  g_test_add_func ("/protocols/of-a-session", test_a_session_goes_by_its_days_version);
  return g_test_run ();
}
