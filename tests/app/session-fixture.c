/* A clinic with patients under treatment, for the tests of the live session. */
#include "session-fixture.h"

#include "den-booking.h"
#include "den-office-private.h"

#include <string.h>

/* What the checks before a dose look up in the chart is there. */
static const char chart_file[] =
    "{ \"format\": \"dendra-chart\", \"version\": 1,\n"
    "  \"patient\": { \"mrn\": \"MRN\", \"family_name\": \"FAMILY\", \"given_name\": \"GIVEN\",\n"
    "    \"birth_date\": \"1980-03-05\", \"sex\": \"male\" },\n"
    "  \"screenings\": [\n"
    "    { \"item\": \"aneurysmal_vascular_disease\", \"answer\": \"no\", NOTED },\n"
    "    { \"item\": \"arteriovenous_malformation\", \"answer\": \"no\", NOTED },\n"
    "    { \"item\": \"intracerebral_hemorrhage\", \"answer\": \"no\", NOTED },\n"
    "    { \"item\": \"hypersensitivity\", \"answer\": \"no\", NOTED }],\n"
    "  \"assessments\": [{ \"scale\": \"C-SSRS\", \"taken_at\": \"DAYT00:10:00Z\",\n"
    "    \"items\": [0, 0, 0, 0, 0, 0, 0] }],\n"
    "  \"enrollments\": [{ \"program\": \"spravato-rems\", \"id\": \"R-1\",\n"
    "    \"enrolled_on\": \"2026-10-01\" }],\n"
    "  \"checks\": [{ \"kind\": \"pdmp\", \"done_on\": \"DAY\" }],\n"
    "  \"courses\": [{ \"id\": \"C1\", \"modality\": \"esketamine\", \"indication\": \"trd\",\n"
    "    \"protocol\": \"esketamine-trd\", \"status\": \"planned\" }],\n"
    "  \"sessions\": [\n"
    "    { \"id\": \"MRN-S1\", \"course\": \"C1\", \"number\": 1, \"phase\": \"induction\",\n"
    "      \"scheduled_at\": \"DAYT09:00:00Z\", \"minutes\": 150, \"status\": \"planned\" },\n"
    "    { \"id\": \"MRN-S2\", \"course\": \"C1\", \"number\": 2, \"phase\": \"induction\",\n"
    "      \"scheduled_at\": \"DAYT15:00:00Z\", \"minutes\": 150, \"status\": \"planned\" }] }\n";

static void
import (DenOffice *office, const char *day, const char *mrn, const char *family, const char *given)
{
  g_autoptr (GString) text = g_string_new (chart_file);
  g_autofree char *path =
      g_strdup_printf ("%s-%s.json", den_store_get_path (den_office_get_store (office)), mrn);
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;

  g_string_replace (text, "NOTED", "\"noted_on\": \"DAY\"", 0);
  g_string_replace (text, "DAY", day, 0);
  g_string_replace (text, "MRN", mrn, 0);
  g_string_replace (text, "FAMILY", family, 0);
  g_string_replace (text, "GIVEN", given, 0);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, &error));
  if (!den_office_import_file (office, path, problems, NULL, &error))
    g_error ("%s", problems->len > 0 ? ((DenProblem *) g_ptr_array_index (problems, 0))->message
                                     : error->message);
}

void
session_import_patients (DenOffice *office, const char *day)
{
  import (office, day, "1001", "Larch", "Ada");
  import (office, day, "1002", "Beech", "Bo");
}

gint64
session_row (DenOffice *office, gint64 patient_id, const char *session_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) loaded =
      den_store_load_chart (den_office_get_store (office), patient_id, &error);
  const DenSession *session;

  g_assert_no_error (error);
  session = den_chart_find_session (loaded, session_id);
  g_assert_nonnull (session);
  return session->record.id;
}

DenLiveSession *
session_open (DenOffice *office, gint64 patient_id, const char *session_id)
{
  g_autoptr (GError) error = NULL;
  DenLiveSession *live = den_live_session_new (
      office, patient_id, session_row (office, patient_id, session_id), &error);

  g_assert_no_error (error);
  return live;
}

void
session_fixture_set_up (SessionFixture *fixture, gconstpointer data)
{
  DenStore *store;
  g_autoptr (GError) error = NULL;

  den_test_clinic_open (&fixture->clinic);
  store = den_office_get_store (fixture->clinic.office);
  den_test_computer_init (&fixture->computer, "2026-11-20T09:00:00Z");
  fixture->clock = den_test_computer_start (&fixture->computer, store, DEN_UNKNOWN);
  den_office_take_clock (fixture->clinic.office, fixture->clock);
  session_import_patients (fixture->clinic.office, DEN_TEST_DAY);
  fixture->ada = den_store_find_patient (store, "1001", &error);
  fixture->bo = den_store_find_patient (store, "1002", &error);
  fixture->live = session_open (fixture->clinic.office, fixture->ada, "1001-S1");
}

void
session_fixture_tear_down (SessionFixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->live);
  g_object_unref (fixture->clock);
  den_test_clinic_close (&fixture->clinic);
}

void
session_make_ready (DenLiveSession *live)
{
  static const char *const asked[] = { "consent", "escort", "no_alcohol", "no_pressure_risk" };
  static const char *const since[] = { "food", "liquids", "nasal_spray" };
  DenInstant now = den_office_now (den_live_session_get_office (live));
  DenInstant before = { now.us - (gint64) 3 * 3600 * G_USEC_PER_SEC, now.offset_minutes };

  session_assert (den_live_session_arrive (live, now, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    session_assert (den_live_session_check (live, asked[i], DEN_CHECK_ANSWER_YES,
                                            DEN_INSTANT_UNKNOWN, NULL, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (since); i++)
    session_assert (den_live_session_check (live, since[i], DEN_UNKNOWN, before, NULL, &error));
  session_assert (den_live_session_set_text (live, "prescriber_on_site", "Dr. Alder", &error));
  session_assert (den_live_session_set_number (live, "ordered_ug", 56000, &error));
  session_assert (den_live_session_add (live, session_vitals (120, 80), &error));
}

DenDose *
session_device (const char *lot)
{
  DenDose *dose = den_record_new (&den_dose_type);

  dose->outcome = DEN_DOSE_GIVEN;
  dose->given_ug = 28000;
  dose->lot = g_strdup (lot);
  dose->expires_on = den_test_day ("2027-06-30");
  return dose;
}

DenObservation *
session_vitals (gint64 systolic, gint64 diastolic)
{
  DenObservation *observation = den_record_new (&den_observation_type);

  observation->systolic = systolic;
  observation->diastolic = diastolic;
  observation->pulse = 72;
  observation->spo2 = 97;
  observation->respiration = 14;
  observation->moaas = 5;
  return observation;
}

/* ---- what happens in the session ---- */

const DenSession *
session_of (SessionFixture *fixture)
{
  return den_live_session_get_session (fixture->live);
}

void
session_wait (SessionFixture *fixture, gint64 minutes)
{
  den_test_computer_run (&fixture->computer, minutes * 60);
  den_clock_beat (fixture->clock);
}

DenInstant
session_at (const char *time)
{
  g_autofree char *iso = g_strdup_printf ("%sT%s:00Z", DEN_TEST_DAY, time);

  return den_test_instant (iso);
}

DenChart *
session_stored (SessionFixture *fixture, gint64 patient_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (fixture->clinic.path, DEN_STORE_READ, &error);
  DenChart *chart = den_store_load_chart (store, patient_id, &error);

  g_assert_no_error (error);
  return chart;
}

void
session_give_all (SessionFixture *fixture)
{
  session_make_ready (fixture->live);
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));
  session_wait (fixture, 5);
  session_assert (den_live_session_add (fixture->live, session_device ("L2"), &error));
}

void
session_observe (SessionFixture *fixture)
{
  static const gint64 minutes[] = { 20, 40, 60, 90, 120 };
  gint64 now = 5;

  for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      DenObservation *vitals = session_vitals (118, 76);

      session_wait (fixture, minutes[i] - now);
      now = minutes[i];
      vitals->cadss6 = 0;
      session_assert (den_live_session_add (fixture->live, vitals, &error));
    }
  session_assert (den_live_session_set_text (fixture->live, "escort_name", "Sam Larch", &error));
  session_assert (den_live_session_set_number (fixture->live, "escort_here", 1, &error));
  session_assert (den_live_session_set_number (fixture->live, "instructions_given", 1, &error));
}

void
session_finish (SessionFixture *fixture)
{
  session_give_all (fixture);
  session_observe (fixture);
  session_assert (den_live_session_release (fixture->live, session_at ("11:00"),
                                            DEN_DISPOSITION_HOME, NULL, NULL, &error));
}
