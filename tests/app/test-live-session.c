/* A session being recorded: each act is durable, refused whole or made whole, and seen by everybody
 * who has the session open. */
#include "den-booking.h"
#include "den-office-private.h"
#include "session-fixture.h"

#define US ((gint64) G_USEC_PER_SEC)

static const DenSession *
session_of (SessionFixture *fixture)
{
  return den_live_session_get_session (fixture->live);
}

/* Time goes by, a second's beat at its end. */
static void
wait_minutes (SessionFixture *fixture, gint64 minutes)
{
  den_test_computer_run (&fixture->computer, minutes * 60);
  den_clock_beat (fixture->clock);
}

static DenInstant
at (const char *time)
{
  g_autofree char *iso = g_strdup_printf ("%sT%s:00Z", DEN_TEST_DAY, time);

  return den_test_instant (iso);
}

/* The session as the file has it, read by a connection of its own. */
static DenChart *
stored (SessionFixture *fixture, gint64 patient_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (fixture->clinic.path, DEN_STORE_READ, &error);
  DenChart *chart = den_store_load_chart (store, patient_id, &error);

  g_assert_no_error (error);
  return chart;
}

/* Another program that has the clinic open, on the same computer. */
static DenOffice *
open_elsewhere (SessionFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DenOffice *office =
      den_office_open (fixture->clinic.path, DEN_STORE_WRITE, "other", DEN_UNKNOWN, &error);
  g_autoptr (DenClock) clock = NULL;

  g_assert_no_error (error);
  clock = den_test_computer_start (&fixture->computer, den_office_get_store (office), DEN_UNKNOWN);
  den_office_take_clock (office, clock);
  return office;
}

/* 56 mg are given, at 9:00 and 9:05. */
static void
give_all (SessionFixture *fixture)
{
  session_make_ready (fixture->live);
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));
  wait_minutes (fixture, 5);
  session_assert (den_live_session_add (fixture->live, session_device ("L2"), &error));
}

/* 120 minutes later all that the release asks for is there. It is 11:00. */
static void
observe_to_the_end (SessionFixture *fixture)
{
  static const gint64 minutes[] = { 20, 40, 60, 90, 120 };
  gint64 now = 5;

  for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      DenObservation *vitals = session_vitals (118, 76);

      wait_minutes (fixture, minutes[i] - now);
      now = minutes[i];
      vitals->cadss6 = 0;
      session_assert (den_live_session_add (fixture->live, vitals, &error));
    }
  session_assert (den_live_session_set_text (fixture->live, "escort_name", "Sam Larch", &error));
  session_assert (den_live_session_set_number (fixture->live, "escort_here", 1, &error));
  session_assert (den_live_session_set_number (fixture->live, "instructions_given", 1, &error));
}

static void
finish (SessionFixture *fixture)
{
  give_all (fixture);
  observe_to_the_end (fixture);
  session_assert (den_live_session_release (fixture->live, at ("11:00"), DEN_DISPOSITION_HOME, NULL,
                                            NULL, &error));
}

/* ---- what is recorded ---- */

static void
test_the_first_dose_starts_the_session (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = NULL;
  const DenSession *session;
  const DenCourse *course;

  session_make_ready (fixture->live);
  g_assert_false (den_instant_is_known (session_of (fixture)->started_at));
  wait_minutes (fixture, 3);
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));

  chart = stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  g_assert_cmpint (session->doses->len, ==, 1);
  g_assert_cmpint (session->started_at.us, ==, at ("09:03").us);
  g_assert_cmpstr (((DenDose *) g_ptr_array_index (session->doses, 0))->given_by, ==, "tester");
  course = den_chart_find_course (chart, "C1");
  g_assert_cmpint (course->status, ==, DEN_COURSE_ACTIVE);
  g_assert_cmpint (course->started_on, ==, den_test_day (DEN_TEST_DAY));
}

/* A refused device gives nothing, and starts nothing. */
static void
test_a_refused_device_starts_nothing (SessionFixture *fixture, gconstpointer data)
{
  DenDose *refused = session_device ("L1");

  session_make_ready (fixture->live);
  refused->outcome = DEN_DOSE_REFUSED;
  refused->given_ug = 0;
  session_assert (den_live_session_add (fixture->live, refused, &error));
  g_assert_false (den_instant_is_known (session_of (fixture)->started_at));
  g_assert_cmpint (den_session_state (session_of (fixture)), ==, DEN_STATE_ARRIVED);
}

static void
test_the_start_follows_its_dose (SessionFixture *fixture, gconstpointer data)
{
  const DenField *given_at = den_record_type_find (&den_dose_type, "given_at");
  DenValue value;

  give_all (fixture);
  den_value_init (&value, DEN_FIELD_INSTANT);
  value.instant = at ("08:59");
  session_assert (den_live_session_change (fixture->live,
                                           g_ptr_array_index (session_of (fixture)->doses, 0),
                                           &given_at, &value, 1, &error));
  g_assert_cmpint (session_of (fixture)->started_at.us, ==, at ("08:59").us);

  session_assert (den_live_session_remove (
      fixture->live, g_ptr_array_index (session_of (fixture)->doses, 0), &error));
  g_assert_cmpint (session_of (fixture)->started_at.us, ==, at ("09:05").us);
  session_assert (den_live_session_remove (
      fixture->live, g_ptr_array_index (session_of (fixture)->doses, 0), &error));
  g_assert_false (den_instant_is_known (session_of (fixture)->started_at));
}

/* Dose, start and course are one change: none of them is taken back alone. */
static void
test_an_act_is_undone_whole (SessionFixture *fixture, gconstpointer data)
{
  DenChartEditor *editor = den_live_session_get_editor (fixture->live);
  const DenCourse *course;

  session_make_ready (fixture->live);
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));
  g_assert_cmpstr (den_chart_editor_get_undo_label (editor), ==, "Dose: added");
  session_assert (den_chart_editor_undo (editor, &error));
  g_assert_cmpint (session_of (fixture)->doses->len, ==, 0);
  g_assert_false (den_instant_is_known (session_of (fixture)->started_at));
  course = den_chart_find_course (den_chart_editor_get_chart (editor), "C1");
  g_assert_cmpint (course->status, ==, DEN_COURSE_PLANNED);
  g_assert_cmpint (course->started_on, ==, DEN_UNKNOWN);
}

/* An entry holds what was entered, its time and its person, and nothing else. */
static void
test_what_was_not_entered_is_unknown (SessionFixture *fixture, gconstpointer data)
{
  static const DenRecordType *const types[] = { &den_dose_type,
                                                &den_infusion_step_type,
                                                &den_observation_type,
                                                &den_session_event_type,
                                                &den_given_medication_type,
                                                &den_session_check_type,
                                                &den_session_decision_type };
  DenObservation *pulse = den_record_new (&den_observation_type);
  g_autoptr (DenChart) chart = NULL;
  const DenSession *session;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      DenRecord *record = den_record_new (types[i]);

      g_assert_true (den_record_is_empty (record));
      den_record_free (record);
    }

  pulse->pulse = 64;
  session_assert (den_live_session_arrive (fixture->live, at ("09:00"), &error));
  session_assert (den_live_session_add (fixture->live, pulse, &error));
  chart = stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  pulse = den_record_copy (g_ptr_array_index (session->observations, 0));
  g_assert_cmpint (pulse->taken_at.us, ==, at ("09:00").us);
  g_assert_cmpstr (pulse->taken_by, ==, "tester");
  pulse->taken_at = DEN_INSTANT_UNKNOWN;
  g_clear_pointer (&pulse->taken_by, g_free);
  pulse->pulse = DEN_UNKNOWN;
  g_assert_true (den_record_is_empty (pulse));
  den_record_free (pulse);
}

/* The second look of a session shows nothing of the first. */
static void
test_the_recorder_can_change (SessionFixture *fixture, gconstpointer data)
{
  const DenObservation *last;

  session_assert (den_live_session_arrive (fixture->live, at ("09:00"), &error));
  den_live_session_set_recorder (fixture->live, " Kim Reed, RN ");
  session_assert (den_live_session_add (fixture->live, session_vitals (120, 80), &error));
  last = g_ptr_array_index (session_of (fixture)->observations, 0);
  g_assert_cmpstr (last->taken_by, ==, "Kim Reed, RN");
  den_live_session_set_recorder (fixture->live, NULL);
  g_assert_cmpstr (den_live_session_get_recorder (fixture->live), ==, "tester");
}

/* ---- what is refused ---- */

static void
test_checks_come_before_the_dose (SessionFixture *fixture, gconstpointer data)
{
  DenSessionFinding bp = { .key = (char *) "systolic" };

  session_assert_refused (den_live_session_add (fixture->live, session_device ("L1"), &error),
                          "has not arrived");
  session_assert (den_live_session_arrive (fixture->live, at ("09:00"), &error));
  session_assert_refused (den_live_session_add (fixture->live, session_device ("L1"), &error),
                          "Consent: Not answered");
  g_assert_cmpint (session_of (fixture)->doses->len, ==, 0);
  g_assert_false (den_instant_is_known (session_of (fixture)->started_at));

  session_assert_refused (den_live_session_arrive (fixture->live, at ("09:00"), &error),
                          "here already");
  session_assert_refused (den_live_session_check (fixture->live, "consent", DEN_UNKNOWN,
                                                  DEN_INSTANT_UNKNOWN, NULL, &error),
                          "Answer the check");
  session_assert_refused (
      den_live_session_decide (fixture->live, &bp, DEN_DECISION_PROCEED, "  ", &error),
      "Write the reason");
}

/* A pressure over the label's limit asks for a reason; then the dose is given. */
static void
test_a_reason_lets_a_high_pressure_pass (SessionFixture *fixture, gconstpointer data)
{
  DenSessionCase now;
  g_autoptr (GPtrArray) findings = NULL;

  session_make_ready (fixture->live);
  session_assert (den_live_session_add (fixture->live, session_vitals (152, 96), &error));
  session_assert_refused (den_live_session_add (fixture->live, session_device ("L1"), &error),
                          "152/96");
  den_live_session_get_case (fixture->live, &now);
  findings = den_session_before_dose (&now);
  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);

      if (!finding->passes)
        session_assert (den_live_session_decide (fixture->live, finding, DEN_DECISION_PROCEED,
                                                 "Benefit outweighs the risk", &error));
    }
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));
}

static gboolean
add_device (SessionFixture *fixture, gint64 given_ug, const char *time, const char *expires,
            const char *note, GError **error)
{
  DenDose *dose = session_device ("L9");

  dose->given_ug = given_ug;
  if (time != NULL)
    dose->given_at = at (time);
  dose->expires_on = den_test_day (expires);
  dose->note = g_strdup (note);
  return den_live_session_add (fixture->live, dose, error) != 0;
}

/* The first device was given at 9:00, 56 mg are ordered; it is 9:04, or later. */
static const struct
{
  gint64 later; /* minutes */
  gint64 given_ug;
  const char *at;
  const char *expires;
  const char *note;
  const char *refusal; /* NULL: it is recorded */
} devices[] = {
  { 0, 28000, NULL, "2027-06-30", NULL, "wait until 09:05" },
  { 0, 28000, "09:00", "2027-06-30", NULL, "wait until 09:05" },
  { 0, 28000, "08:58", "2027-06-30", NULL, "wait until 09:05" },
  { 0, 28000, "09:06", "2027-06-30", NULL, "still to come: it is 09:04" },
  { 0, 28000, "21:10", "2027-06-30", NULL, "The time 21:10 is still to come" },
  { 1, 28000, NULL, "2027-06-30", NULL, NULL },
  { 60, 28000, "09:05", "2027-06-30", NULL, NULL },
  /* given too early, and entered with a word on it */
  { 60, 28000, "09:03", "2027-06-30", "Patient used it at once", NULL },
  { 60, 28000, "09:03", "2027-06-30", NULL, "wait until 09:05" },
  /* no more than the order */
  { 1, 56000, NULL, "2027-06-30", NULL, "84 mg, more than the 56 mg ordered" },
  { 1, DEN_UNKNOWN, NULL, "2027-06-30", NULL, "how much was given" },
  { 1, 0, NULL, "2027-06-30", NULL, NULL },
  /* the lot */
  { 1, 28000, NULL, "2026-11-20", NULL, NULL },
  { 1, 28000, NULL, "2026-11-19", NULL, "expired on 11/19/2026" },
  { 1, 28000, NULL, "2026-11-19", "Pharmacy extended it to 2027", NULL },
};

static void
test_devices (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      SessionFixture fixture = { 0 };
      g_autoptr (GError) refusal = NULL;
      gboolean added;

      g_test_message ("case %d", (int) i);
      session_fixture_set_up (&fixture, NULL);
      session_make_ready (fixture.live);
      session_assert (den_live_session_add (fixture.live, session_device ("L1"), &error));
      wait_minutes (&fixture, 4 + devices[i].later);
      added = add_device (&fixture, devices[i].given_ug, devices[i].at, devices[i].expires,
                          devices[i].note, &refusal);
      g_assert_true (added == (devices[i].refusal == NULL));
      g_assert_cmpint (session_of (&fixture)->doses->len, ==, added ? 2 : 1);
      if (!added)
        g_assert_nonnull (strstr (refusal->message, devices[i].refusal));
      session_fixture_tear_down (&fixture, NULL);
    }
}

/* Once the treatment began, the order is not lowered below what was given. */
static void
test_the_order_covers_what_was_given (SessionFixture *fixture, gconstpointer data)
{
  const DenField *given = den_record_type_find (&den_dose_type, "given_ug");
  DenValue value;

  give_all (fixture);
  session_assert_refused (den_live_session_set_number (fixture->live, "ordered_ug", 28000, &error),
                          "More than that was given");
  den_value_init (&value, DEN_FIELD_DECIMAL);
  value.number = 84000;
  session_assert_refused (
      den_live_session_change (fixture->live, g_ptr_array_index (session_of (fixture)->doses, 1),
                               &given, &value, 1, &error),
      "112 mg, more than the 56 mg");
}

static void
test_other_entries_that_are_refused (SessionFixture *fixture, gconstpointer data)
{
  DenSessionEvent *event = den_record_new (&den_session_event_type);
  DenObservation *ahead = session_vitals (120, 80);

  session_assert (den_live_session_arrive (fixture->live, at ("09:00"), &error));
  event->kind = g_strdup ("hiccups");
  session_assert_refused (den_live_session_add (fixture->live, event, &error), "hiccups");
  ahead->taken_at = at ("09:02");
  session_assert_refused (den_live_session_add (fixture->live, ahead, &error), "still to come");
  session_assert_refused (den_live_session_add (fixture->live, session_vitals (80, 120), &error),
                          "below the systolic");
  session_assert_refused (
      den_live_session_add (fixture->live, den_record_new (&den_observation_type), &error),
      "at least one reading");
  g_assert_cmpint (session_of (fixture)->observations->len, ==, 0);
  g_assert_cmpint (session_of (fixture)->events->len, ==, 0);
}

static gboolean
step (SessionFixture *fixture, DenInfusionAction action, gint64 rate, GError **error)
{
  DenInfusionStep *it = den_record_new (&den_infusion_step_type);

  it->action = action;
  it->rate_ug_per_minute = rate;
  wait_minutes (fixture, 1);
  return den_live_session_add (fixture->live, it, error) != 0;
}

static void
test_infusion (SessionFixture *fixture, gconstpointer data)
{
  session_make_ready (fixture->live);
  session_assert_refused (step (fixture, DEN_INFUSION_PAUSE, DEN_UNKNOWN, &error), "not started");
  session_assert (step (fixture, DEN_INFUSION_START, 875, &error));
  g_assert_cmpint (session_of (fixture)->started_at.us, ==, at ("09:02").us);
  session_assert_refused (step (fixture, DEN_INFUSION_START, 875, &error), "started already");
  session_assert_refused (step (fixture, DEN_INFUSION_RESUME, 875, &error), "not paused");
  session_assert (step (fixture, DEN_INFUSION_PAUSE, DEN_UNKNOWN, &error));
  session_assert_refused (step (fixture, DEN_INFUSION_RATE, 600, &error), "is paused");
  session_assert (step (fixture, DEN_INFUSION_RESUME, 875, &error));
  session_assert_refused (step (fixture, DEN_INFUSION_RATE, DEN_UNKNOWN, &error), "new rate");
  session_assert (step (fixture, DEN_INFUSION_RATE, 600, &error));
  session_assert_refused (den_live_session_release (fixture->live, at ("09:05"),
                                                    DEN_DISPOSITION_EMERGENCY, "Chest pain",
                                                    "Dr. Alder", &error),
                          "Stop the infusion");
  session_assert (step (fixture, DEN_INFUSION_STOP, DEN_UNKNOWN, &error));
  session_assert_refused (step (fixture, DEN_INFUSION_RESUME, 875, &error), "stopped already");
}

static void
test_no_dose_today (SessionFixture *fixture, gconstpointer data)
{
  session_assert_refused (den_live_session_hold (fixture->live, "Late", &error), "is here");
  session_assert (den_live_session_arrive (fixture->live, at ("09:00"), &error));
  session_assert_refused (den_live_session_hold (fixture->live, " ", &error), "Write why");
  session_assert (den_live_session_hold (fixture->live, "Blood pressure 188/110", &error));
  g_assert_cmpint (den_session_state (session_of (fixture)), ==, DEN_STATE_CANCELLED);
  g_assert_cmpstr (session_of (fixture)->status_reason, ==, "Blood pressure 188/110");
  session_assert_refused (den_live_session_add (fixture->live, session_device ("L1"), &error),
                          "was not held");
}

/* ---- release and signature ---- */

/* That a session is over is stored, whole, or it is not over. */
static void
test_a_release_is_stored_whole (SessionFixture *fixture, gconstpointer data)
{
  static const char *const of_the_release[] = { "ended_at",    "status",    "disposition",
                                                "released_by", "signed_at", "started_at" };
  g_autoptr (DenChart) chart = NULL;
  const DenSession *session;

  finish (fixture);
  chart = stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  g_assert_cmpint (session->ended_at.us, ==, at ("11:00").us);
  g_assert_cmpint (session->status, ==, DEN_SESSION_COMPLETED);
  g_assert_cmpint (session->disposition, ==, DEN_DISPOSITION_HOME);
  g_assert_cmpstr (session->released_by, ==, "tester");
  for (gsize i = 0; i < G_N_ELEMENTS (of_the_release); i++)
    session_assert_refused (
        den_live_session_set_text (fixture->live, of_the_release[i], "", &error), "by an act");
  session_assert_refused (den_live_session_release (fixture->live, at ("11:00"),
                                                    DEN_DISPOSITION_HOME, NULL, NULL, &error),
                          "has left already");
}

static void
test_leaving_early (SessionFixture *fixture, gconstpointer data)
{
  session_assert_refused (den_live_session_release (fixture->live, at ("09:00"),
                                                    DEN_DISPOSITION_HOME, NULL, NULL, &error),
                          "Nothing was given");
  give_all (fixture);
  wait_minutes (fixture, 55);
  session_assert_refused (den_live_session_release (fixture->live, at ("10:00"),
                                                    DEN_DISPOSITION_HOME, "Bus", "Kim", &error),
                          "not before 11:00");
  session_assert_refused (den_live_session_release (fixture->live, at ("10:00"),
                                                    DEN_DISPOSITION_LEFT_EARLY, "Bus", "", &error),
                          "takes a reason and a name");
  session_assert_refused (den_live_session_release (fixture->live, at ("10:02"),
                                                    DEN_DISPOSITION_LEFT_EARLY, "Bus", "Kim",
                                                    &error),
                          "still to come");
  g_assert_cmpint (session_of (fixture)->status, ==, DEN_SESSION_PLANNED);
  session_assert (den_live_session_release (fixture->live, at ("10:00"), DEN_DISPOSITION_LEFT_EARLY,
                                            "Bus", "Kim", &error));
  g_assert_cmpstr (session_of (fixture)->early_reason, ==, "Bus");
  g_assert_cmpstr (session_of (fixture)->released_by, ==, "Kim");
  wait_minutes (fixture, 10);
  session_assert_refused (add_device (fixture, 28000, NULL, "2027-06-30", NULL, &error),
                          "left at 10:00");
}

static void
test_a_signed_session_stands (SessionFixture *fixture, gconstpointer data)
{
  DenChartEditor *editor = den_live_session_get_editor (fixture->live);
  g_autoptr (DenChart) chart = NULL;
  g_autofree char *digest = NULL;
  const DenSession *session;
  DenSessionFinding bp = { .key = (char *) "systolic" };

  give_all (fixture);
  session_assert_refused (den_live_session_sign (fixture->live, "Dr. Alder", &error),
                          "has not ended");
  observe_to_the_end (fixture);
  session_assert (den_live_session_release (fixture->live, at ("11:00"), DEN_DISPOSITION_HOME, NULL,
                                            NULL, &error));
  session_assert_refused (den_live_session_sign (fixture->live, " ", &error), "name of who");
  session_assert_refused (den_live_session_add_addendum (fixture->live, "Kim", "Later", &error),
                          "not signed yet");
  session_assert (den_live_session_sign (fixture->live, "Dr. Alder", &error));

  chart = stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  digest = den_session_digest (session);
  g_assert_cmpstr (session->record_sha256, ==, digest);
  g_assert_cmpstr (session->signed_by, ==, "Dr. Alder");
  g_assert_cmpint (session->signed_at.us, ==, at ("11:00").us);

  g_assert_null (den_chart_editor_get_undo_label (editor));
  session_assert (den_chart_editor_undo (editor, &error));
  g_assert_true (den_session_is_signed (session_of (fixture)));

  session_assert_refused (den_live_session_sign (fixture->live, "Kim", &error), "is signed");
  session_assert_refused (den_live_session_add (fixture->live, session_vitals (120, 80), &error),
                          "is signed");
  session_assert_refused (den_live_session_set_text (fixture->live, "note", "x", &error),
                          "is signed");
  session_assert_refused (
      den_live_session_remove (fixture->live, g_ptr_array_index (session_of (fixture)->doses, 0),
                               &error),
      "is signed");
  session_assert_refused (
      den_live_session_decide (fixture->live, &bp, DEN_DECISION_CALL, NULL, &error), "is signed");

  session_assert (den_live_session_add_addendum (fixture->live, "Kim", "Called at 15:00", &error));
  session_assert_refused (den_live_session_add_report (fixture->live, den_test_day ("2026-11-21"),
                                                       DEN_REPORT_FAX, NULL, NULL, &error),
                          "today or before");
  session_assert_refused (den_live_session_add_report (fixture->live, den_test_day ("2026-11-19"),
                                                       DEN_REPORT_FAX, NULL, NULL, &error),
                          "before the session");
  session_assert (den_live_session_add_report (fixture->live, den_test_day (DEN_TEST_DAY),
                                               DEN_REPORT_PORTAL, NULL, "A-77", &error));
  g_assert_cmpint (session_of (fixture)->addenda->len, ==, 1);
  g_assert_cmpint (session_of (fixture)->reports->len, ==, 1);
  g_assert_null (den_chart_editor_get_undo_label (editor));
}

/* ---- several at once ---- */

/* What the screen showed is what a program that starts now shows. */
static void
test_everything_is_there_after_a_reload (SessionFixture *fixture, gconstpointer data)
{
  DenSessionEvent *event = den_record_new (&den_session_event_type);
  DenGivenMedication *medication = den_record_new (&den_given_medication_type);
  DenSessionCase now;
  g_autoptr (DenSessionClock) clock = NULL, again = NULL;
  g_autoptr (DenOffice) other = NULL;
  g_autoptr (DenLiveSession) reopened = NULL;

  give_all (fixture);
  event->kind = g_strdup ("nausea");
  event->severity = DEN_EVENT_MODERATE;
  session_assert (den_live_session_add (fixture->live, event, &error));
  medication->drug = g_strdup ("Ondansetron");
  medication->dose_ug = 4000;
  session_assert (den_live_session_add (fixture->live, medication, &error));
  wait_minutes (fixture, 35);
  session_assert (den_live_session_add (fixture->live, session_vitals (131, 84), &error));
  wait_minutes (fixture, 7);

  other = open_elsewhere (fixture);
  reopened = session_open (other, fixture->ada, "1001-S1");
  g_assert_true (den_record_equal (session_of (fixture), den_live_session_get_session (reopened)));
  g_assert_cmpint (den_live_session_get_session (reopened)->observations->len, ==, 2);
  den_live_session_get_case (fixture->live, &now);
  clock = den_session_clock_new (&now);
  den_live_session_get_case (reopened, &now);
  again = den_session_clock_new (&now);
  g_assert_cmpint (again->elapsed_seconds, ==, 47 * 60);
  g_assert_cmpint (again->elapsed_seconds, ==, clock->elapsed_seconds);
  g_assert_cmpint (again->next, ==, clock->next);
  g_assert_cmpint (again->earliest_release_at.us, ==, at ("11:00").us);
}

/* Two patients' sessions, and two of one patient, recorded in turns. */
static void
test_entries_stay_in_their_session (SessionFixture *fixture, gconstpointer data)
{
  DenLiveSession *lives[] = { fixture->live,
                              session_open (fixture->clinic.office, fixture->ada, "1001-S2"),
                              session_open (fixture->clinic.office, fixture->bo, "1002-S1") };
  const gint64 patients[] = { fixture->ada, fixture->ada, fixture->bo };
  const char *ids[] = { "1001-S1", "1001-S2", "1002-S1" };
  const gint64 of_the_other[] = { 1, 2, 0 };

  for (int i = 0; i < 3; i++)
    session_assert (den_live_session_arrive (lives[i], at ("09:00"), &error));
  for (int turn = 0; turn < 12; turn++)
    {
      wait_minutes (fixture, 1);
      session_assert (den_live_session_add (lives[turn % 3],
                                            session_vitals (100 + turn % 3, 70 + turn), &error));
    }
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (DenChart) chart = stored (fixture, patients[i]);
      const DenSession *session = den_chart_find_session (chart, ids[i]);
      const DenSession *shown = den_live_session_get_session (lives[i]);
      const DenSession *foreign = den_live_session_get_session (lives[of_the_other[i]]);

      g_assert_true (den_record_equal (session, shown));
      g_assert_cmpint (session->observations->len, ==, 4);
      for (guint j = 0; j < session->observations->len; j++)
        {
          const DenObservation *it = g_ptr_array_index (session->observations, j);

          g_assert_cmpint (it->systolic, ==, 100 + i);
          g_assert_cmpint (it->diastolic, ==, 70 + i + 3 * j);
        }
      /* nor can a window change or remove what is recorded in another */
      session_assert_refused (
          den_live_session_remove (lives[i], g_ptr_array_index (foreign->observations, 0), &error),
          "belongs to another session");
    }
  g_assert_finalize_object (lives[1]);
  g_assert_finalize_object (lives[2]);
}

static void
changed_cb (DenLiveSession *live, guint *n)
{
  (*n)++;
}

/* Two windows of one program. */
static void
test_two_windows (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DenLiveSession) second =
      session_open (fixture->clinic.office, fixture->ada, "1001-S1");
  guint heard = 0;

  g_signal_connect (second, "changed", G_CALLBACK (changed_cb), &heard);
  session_make_ready (fixture->live);
  heard = 0;
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));
  g_assert_cmpuint (heard, ==, 1);
  g_assert_true (den_record_equal (session_of (fixture), den_live_session_get_session (second)));
  session_assert_refused (den_live_session_add (second, session_device ("L2"), &error),
                          "wait until 09:05");
  session_assert (den_live_session_add (second, session_vitals (140, 88), &error));
  g_assert_true (den_record_equal (session_of (fixture), den_live_session_get_session (second)));
}

/* Two programs on one database: what the other wrote is seen with the next second, or with the next
 * entry of one's own. */
static void
test_two_programs (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) other = open_elsewhere (fixture);
  g_autoptr (DenLiveSession) second = session_open (other, fixture->ada, "1001-S1");
  g_autoptr (DenChart) chart = NULL;
  guint heard = 0;

  g_signal_connect (fixture->live, "changed", G_CALLBACK (changed_cb), &heard);
  session_make_ready (second);
  g_assert_cmpuint (heard, ==, 0);
  den_clock_beat (fixture->clock);
  g_assert_cmpuint (heard, ==, 1);
  g_assert_cmpint (session_of (fixture)->observations->len, ==, 1);
  den_clock_beat (fixture->clock);
  g_assert_cmpuint (heard, ==, 1);

  session_assert (den_live_session_add (second, session_vitals (128, 82), &error));
  session_assert (den_live_session_add (fixture->live, session_vitals (126, 81), &error));
  g_assert_cmpint (session_of (fixture)->observations->len, ==, 3);

  /* The rest after a device holds for whoever gave it, seen or not. */
  session_assert (den_live_session_add (second, session_device ("L1"), &error));
  g_assert_cmpint (session_of (fixture)->doses->len, ==, 0);
  session_assert_refused (den_live_session_add (fixture->live, session_device ("L2"), &error),
                          "wait until 09:05");
  g_assert_cmpint (session_of (fixture)->doses->len, ==, 1);

  /* Neither lost nor doubled. */
  chart = stored (fixture, fixture->ada);
  g_assert_true (
      den_record_equal (session_of (fixture), den_chart_find_session (chart, "1001-S1")));
  g_assert_cmpint (session_of (fixture)->observations->len, ==, 3);
}

/* The hash is of what stands in the database, entries of others that were not seen yet included. */
static void
test_a_signature_covers_unseen_entries (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) other = open_elsewhere (fixture);
  g_autoptr (DenLiveSession) second = NULL;
  g_autoptr (DenChart) chart = NULL;
  g_autofree char *digest = NULL;
  const DenSession *session;

  finish (fixture);
  second = session_open (other, fixture->ada, "1001-S1");
  session_assert (den_live_session_set_text (second, "note", "Slept well", &error));
  session_assert (den_live_session_sign (fixture->live, "Dr. Alder", &error));
  chart = stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  digest = den_session_digest (session);
  g_assert_cmpstr (session->note, ==, "Slept well");
  g_assert_cmpstr (session->record_sha256, ==, digest);

  /* And the other program, which did not see the signature yet, changes nothing any more. */
  session_assert_refused (den_live_session_set_text (second, "note", "Slept badly", &error),
                          "is signed");
  session_assert_refused (den_live_session_add (second, session_vitals (120, 80), &error),
                          "is signed");
  g_assert_null (den_chart_editor_get_undo_label (den_live_session_get_editor (second)));
}

static gboolean
change_pulse (DenLiveSession *live, gint64 pulse, GError **error)
{
  const DenField *field = den_record_type_find (&den_observation_type, "pulse");
  DenValue value;

  den_value_init (&value, DEN_FIELD_INTEGER);
  value.number = pulse;
  return den_live_session_change (
      live, g_ptr_array_index (den_live_session_get_session (live)->observations, 0), &field,
      &value, 1, error);
}

/* Two correct the same reading: the second is shown both versions, and may have its way then. */
static void
test_a_stale_change_keeps_both_versions (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) other = open_elsewhere (fixture);
  g_autoptr (DenLiveSession) second = NULL;
  g_autoptr (GError) stale = NULL;
  const DenConflict *conflict;
  const DenObservation *reading;

  session_assert (den_live_session_arrive (fixture->live, at ("09:00"), &error));
  session_assert (den_live_session_add (fixture->live, session_vitals (120, 80), &error));
  second = session_open (other, fixture->ada, "1001-S1");

  session_assert (change_pulse (second, 88, &error));
  g_assert_false (change_pulse (fixture->live, 66, &stale));
  g_assert_error (stale, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE);
  g_assert_nonnull (den_live_session_get_conflict (fixture->live));
  g_assert_cmpint (den_live_session_get_conflict (fixture->live)->len, ==, 1);
  conflict = g_ptr_array_index (den_live_session_get_conflict (fixture->live), 0);
  g_assert_cmpstr (conflict->field->column, ==, "pulse");
  g_assert_cmpstr (conflict->theirs, ==, "88");
  g_assert_cmpstr (conflict->mine, ==, "66");
  reading = g_ptr_array_index (session_of (fixture)->observations, 0);
  g_assert_cmpint (reading->pulse, ==, 88);

  session_assert (change_pulse (fixture->live, 66, &error));
  g_assert_null (den_live_session_get_conflict (fixture->live));
  reading = g_ptr_array_index (session_of (fixture)->observations, 0);
  g_assert_cmpint (reading->pulse, ==, 66);
}

/* Different fields of one record are no conflict: the escort comes while the note is written. */
static void
test_changes_beside_each_other (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) other = open_elsewhere (fixture);
  g_autoptr (DenLiveSession) second = session_open (other, fixture->ada, "1001-S1");
  g_autoptr (DenChart) chart = NULL;
  const DenSession *session;

  session_assert (den_live_session_set_number (second, "escort_here", 1, &error));
  session_assert (den_live_session_set_text (fixture->live, "note", "Calm", &error));
  g_assert_cmpint (session_of (fixture)->escort_here, ==, 1);
  session_assert (den_live_session_set_text (second, "escort_name", "Sam Larch", &error));
  chart = stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  g_assert_cmpint (session->escort_here, ==, 1);
  g_assert_cmpstr (session->note, ==, "Calm");
  g_assert_cmpstr (session->escort_name, ==, "Sam Larch");
}

/* What somebody else made of it meanwhile is not taken back with one's own change. */
static void
test_undo_leaves_what_others_changed (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) other = open_elsewhere (fixture);
  g_autoptr (DenLiveSession) second = NULL;
  DenChartEditor *editor = den_live_session_get_editor (fixture->live);
  const DenObservation *reading;

  session_assert (den_live_session_arrive (fixture->live, at ("09:00"), &error));
  session_assert (den_live_session_add (fixture->live, session_vitals (120, 80), &error));
  session_assert (change_pulse (fixture->live, 66, &error));
  second = session_open (other, fixture->ada, "1001-S1");
  session_assert (change_pulse (second, 88, &error));
  den_clock_beat (fixture->clock);
  session_assert_refused (den_chart_editor_undo (editor, &error), "someone else");
  session_assert_refused (den_chart_editor_undo (editor, &error), "someone else");
  reading = g_ptr_array_index (session_of (fixture)->observations, 0);
  g_assert_cmpint (reading->pulse, ==, 88);
}

/* ---- the clock ---- */

static void
tick_cb (DenLiveSession *live, GString *heard)
{
  g_string_append_c (heard, '.');
}

static void
due_cb (DenLiveSession *live, int level, GString *heard)
{
  g_string_append_printf (heard, "%d", level);
}

/* A beat each minute: the 20 minute check is due (0), late after its window of 9 minutes (1), and
 * late for more than five minutes (2); the one at 40 minutes is done in time. */
static void
test_ticking (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) heard = g_string_new (NULL);

  g_signal_connect (fixture->live, "tick", G_CALLBACK (tick_cb), heard);
  g_signal_connect (fixture->live, "due", G_CALLBACK (due_cb), heard);
  wait_minutes (fixture, 1);
  g_assert_cmpstr (heard->str, ==, "");
  session_make_ready (fixture->live);
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));
  for (int i = 0; i < 41; i++)
    {
      wait_minutes (fixture, 1);
      if (i == 38)
        session_assert (den_live_session_add (fixture->live, session_vitals (121, 80), &error));
    }
  g_assert_cmpstr (heard->str, ==, "....................0..........1.....2......");

  g_string_truncate (heard, 0);
  session_assert (den_live_session_release (fixture->live, at ("09:42"), DEN_DISPOSITION_LEFT_EARLY,
                                            "Bus", "Kim", &error));
  wait_minutes (fixture, 1);
  g_assert_cmpstr (heard->str, ==, "");
}

/* Somebody sets the computer's clock in the middle: no minute of the session moves, and the entries
 * bear the time that went by. */
static void
test_a_clock_that_is_set (SessionFixture *fixture, gconstpointer data)
{
  static const gint64 hours[] = { 3, -7, 24 * 40, -24 * 40 };
  DenSessionCase now;

  give_all (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autoptr (DenSessionClock) clock = NULL;
      const DenObservation *last;

      den_test_computer_set (&fixture->computer, hours[i] * 3600);
      wait_minutes (fixture, 10);
      session_assert (den_live_session_add (fixture->live, session_vitals (120, 80), &error));
      last = g_ptr_array_index (session_of (fixture)->observations, i + 1);
      g_assert_cmpint ((last->taken_at.us - session_of (fixture)->started_at.us) / US, ==,
                       (5 + 10 * ((gint64) i + 1)) * 60);
      den_live_session_get_case (fixture->live, &now);
      clock = den_session_clock_new (&now);
      g_assert_cmpint (clock->elapsed_seconds, ==, (5 + 10 * ((gint64) i + 1)) * 60);
      g_assert_cmpint (clock->earliest_release_at.us, ==, at ("11:00").us);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/live-session/" name, SessionFixture, NULL, session_fixture_set_up, func,           \
              session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("first-dose", test_the_first_dose_starts_the_session);
  ADD ("refused-device", test_a_refused_device_starts_nothing);
  ADD ("start-follows", test_the_start_follows_its_dose);
  ADD ("undo", test_an_act_is_undone_whole);
  ADD ("unknown", test_what_was_not_entered_is_unknown);
  ADD ("recorder", test_the_recorder_can_change);
  ADD ("checks-first", test_checks_come_before_the_dose);
  ADD ("reason", test_a_reason_lets_a_high_pressure_pass);
  g_test_add_func ("/live-session/devices", test_devices);
  ADD ("order", test_the_order_covers_what_was_given);
  ADD ("refused-entries", test_other_entries_that_are_refused);
  ADD ("infusion", test_infusion);
  ADD ("hold", test_no_dose_today);
  ADD ("release", test_a_release_is_stored_whole);
  ADD ("leaving-early", test_leaving_early);
  ADD ("signed", test_a_signed_session_stands);
  ADD ("reload", test_everything_is_there_after_a_reload);
  ADD ("interleaved", test_entries_stay_in_their_session);
  ADD ("two-windows", test_two_windows);
  ADD ("two-programs", test_two_programs);
  ADD ("signature", test_a_signature_covers_unseen_entries);
  ADD ("stale", test_a_stale_change_keeps_both_versions);
  ADD ("beside", test_changes_beside_each_other);
  ADD ("undo-others", test_undo_leaves_what_others_changed);
  ADD ("ticking", test_ticking);
  ADD ("clock-set", test_a_clock_that_is_set);
  return g_test_run ();
}
