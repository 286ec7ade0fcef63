/* A session being recorded: each act is durable, made whole or refused whole with its reason. */
#include "den-booking.h"
#include "den-office-private.h"
#include "session-fixture.h"

/* ---- what is recorded ---- */

static void
test_the_first_dose_starts_the_session (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = NULL;
  const DenSession *session;
  const DenCourse *course;

  session_make_ready (fixture->live);
  g_assert_false (den_instant_is_known (session_of (fixture)->started_at));
  session_wait (fixture, 3);
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));

  chart = session_stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  g_assert_cmpint (session->doses->len, ==, 1);
  g_assert_cmpint (session->started_at.us, ==, session_at ("09:03").us);
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

  session_give_all (fixture);
  den_value_init (&value, DEN_FIELD_INSTANT);
  value.instant = session_at ("08:59");
  session_assert (den_live_session_change (fixture->live,
                                           g_ptr_array_index (session_of (fixture)->doses, 0),
                                           &given_at, &value, 1, &error));
  g_assert_cmpint (session_of (fixture)->started_at.us, ==, session_at ("08:59").us);

  session_assert (den_live_session_remove (
      fixture->live, g_ptr_array_index (session_of (fixture)->doses, 0), &error));
  g_assert_cmpint (session_of (fixture)->started_at.us, ==, session_at ("09:05").us);
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
  session_assert (den_live_session_arrive (fixture->live, session_at ("09:00"), &error));
  session_assert (den_live_session_add (fixture->live, pulse, &error));
  chart = session_stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  pulse = den_record_copy (g_ptr_array_index (session->observations, 0));
  g_assert_cmpint (pulse->taken_at.us, ==, session_at ("09:00").us);
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

  session_assert (den_live_session_arrive (fixture->live, session_at ("09:00"), &error));
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
  session_assert (den_live_session_arrive (fixture->live, session_at ("09:00"), &error));
  session_assert_refused (den_live_session_add (fixture->live, session_device ("L1"), &error),
                          "Consent: Not answered");
  g_assert_cmpint (session_of (fixture)->doses->len, ==, 0);
  g_assert_false (den_instant_is_known (session_of (fixture)->started_at));

  session_assert_refused (den_live_session_arrive (fixture->live, session_at ("09:00"), &error),
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
    dose->given_at = session_at (time);
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
      session_wait (&fixture, 4 + devices[i].later);
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

  session_give_all (fixture);
  session_assert_refused (den_live_session_set_number (fixture->live, "ordered_ug", 28000, &error),
                          "More than that was given");
  den_value_init (&value, DEN_FIELD_DECIMAL);
  value.number = 84000;
  session_assert_refused (
      den_live_session_change (fixture->live, g_ptr_array_index (session_of (fixture)->doses, 1),
                               &given, &value, 1, &error),
      "112 mg, more than the 56 mg");
}

/* What is typed in a field of the session goes the same way as a correction of an entry. */
static void
test_fields_of_the_session (SessionFixture *fixture, gconstpointer data)
{
  const DenField *watching = den_record_type_find (&den_session_type, "monitored_by");
  const DenField *order = den_record_type_find (&den_session_type, "ordered_ug");
  const DenField *end = den_record_type_find (&den_session_type, "ended_at");
  g_auto (DenValue) name = DEN_VALUE_INIT;
  DenValue value;

  session_give_all (fixture);
  g_assert_true (den_field_parse (watching, "T. Nurse, RN", &name, NULL));
  session_assert (
      den_live_session_change (fixture->live, session_of (fixture), &watching, &name, 1, &error));
  g_assert_cmpstr (session_of (fixture)->monitored_by, ==, "T. Nurse, RN");

  den_value_init (&value, DEN_FIELD_DECIMAL);
  value.number = 28000;
  session_assert_refused (
      den_live_session_change (fixture->live, session_of (fixture), &order, &value, 1, &error),
      "More than that was given");
  den_value_init (&value, DEN_FIELD_INSTANT);
  value.instant = session_at ("09:00");
  session_assert_refused (
      den_live_session_change (fixture->live, session_of (fixture), &end, &value, 1, &error),
      "by an act of the session");
}

static void
test_other_entries_that_are_refused (SessionFixture *fixture, gconstpointer data)
{
  DenSessionEvent *event = den_record_new (&den_session_event_type);
  DenObservation *ahead = session_vitals (120, 80);

  session_assert (den_live_session_arrive (fixture->live, session_at ("09:00"), &error));
  event->kind = g_strdup ("hiccups");
  session_assert_refused (den_live_session_add (fixture->live, event, &error), "hiccups");
  ahead->taken_at = session_at ("09:02");
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
  session_wait (fixture, 1);
  return den_live_session_add (fixture->live, it, error) != 0;
}

static void
test_infusion (SessionFixture *fixture, gconstpointer data)
{
  session_make_ready (fixture->live);
  session_assert_refused (step (fixture, DEN_INFUSION_PAUSE, DEN_UNKNOWN, &error), "not started");
  session_assert (step (fixture, DEN_INFUSION_START, 875, &error));
  g_assert_cmpint (session_of (fixture)->started_at.us, ==, session_at ("09:02").us);
  session_assert_refused (step (fixture, DEN_INFUSION_START, 875, &error), "started already");
  session_assert_refused (step (fixture, DEN_INFUSION_RESUME, 875, &error), "not paused");
  session_assert (step (fixture, DEN_INFUSION_PAUSE, DEN_UNKNOWN, &error));
  session_assert_refused (step (fixture, DEN_INFUSION_RATE, 600, &error), "is paused");
  session_assert (step (fixture, DEN_INFUSION_RESUME, 875, &error));
  session_assert_refused (step (fixture, DEN_INFUSION_RATE, DEN_UNKNOWN, &error), "new rate");
  session_assert (step (fixture, DEN_INFUSION_RATE, 600, &error));
  session_assert_refused (den_live_session_release (fixture->live, session_at ("09:05"),
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
  session_assert (den_live_session_arrive (fixture->live, session_at ("09:00"), &error));
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

  session_finish (fixture);
  chart = session_stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  g_assert_cmpint (session->ended_at.us, ==, session_at ("11:00").us);
  g_assert_cmpint (session->status, ==, DEN_SESSION_COMPLETED);
  g_assert_cmpint (session->disposition, ==, DEN_DISPOSITION_HOME);
  g_assert_cmpstr (session->released_by, ==, "tester");
  for (gsize i = 0; i < G_N_ELEMENTS (of_the_release); i++)
    session_assert_refused (
        den_live_session_set_text (fixture->live, of_the_release[i], "", &error), "by an act");
  session_assert_refused (den_live_session_release (fixture->live, session_at ("11:00"),
                                                    DEN_DISPOSITION_HOME, NULL, NULL, &error),
                          "has left already");
}

static void
test_leaving_early (SessionFixture *fixture, gconstpointer data)
{
  session_assert_refused (den_live_session_release (fixture->live, session_at ("09:00"),
                                                    DEN_DISPOSITION_HOME, NULL, NULL, &error),
                          "Nothing was given");
  session_give_all (fixture);
  session_wait (fixture, 55);
  session_assert_refused (den_live_session_release (fixture->live, session_at ("10:00"),
                                                    DEN_DISPOSITION_HOME, "Bus", "Kim", &error),
                          "not before 11:00");
  session_assert_refused (den_live_session_release (fixture->live, session_at ("10:00"),
                                                    DEN_DISPOSITION_LEFT_EARLY, "Bus", "", &error),
                          "takes a reason and a name");
  session_assert_refused (den_live_session_release (fixture->live, session_at ("10:02"),
                                                    DEN_DISPOSITION_LEFT_EARLY, "Bus", "Kim",
                                                    &error),
                          "still to come");
  g_assert_cmpint (session_of (fixture)->status, ==, DEN_SESSION_PLANNED);
  session_assert (den_live_session_release (fixture->live, session_at ("10:00"),
                                            DEN_DISPOSITION_LEFT_EARLY, "Bus", "Kim", &error));
  g_assert_cmpstr (session_of (fixture)->early_reason, ==, "Bus");
  g_assert_cmpstr (session_of (fixture)->released_by, ==, "Kim");
  session_wait (fixture, 10);
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

  session_give_all (fixture);
  session_assert_refused (den_live_session_sign (fixture->live, "Dr. Alder", &error),
                          "has not ended");
  session_observe (fixture);
  session_assert (den_live_session_release (fixture->live, session_at ("11:00"),
                                            DEN_DISPOSITION_HOME, NULL, NULL, &error));
  session_assert_refused (den_live_session_sign (fixture->live, " ", &error), "name of who");
  session_assert_refused (den_live_session_add_addendum (fixture->live, "Kim", "Later", &error),
                          "not signed yet");
  session_assert (den_live_session_sign (fixture->live, "Dr. Alder", &error));

  chart = session_stored (fixture, fixture->ada);
  session = den_chart_find_session (chart, "1001-S1");
  digest = den_session_digest (session);
  g_assert_cmpstr (session->record_sha256, ==, digest);
  g_assert_cmpstr (session->signed_by, ==, "Dr. Alder");
  g_assert_cmpint (session->signed_at.us, ==, session_at ("11:00").us);

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
  ADD ("order", test_the_order_covers_what_was_given);
  ADD ("fields", test_fields_of_the_session);
  ADD ("refused-entries", test_other_entries_that_are_refused);
  ADD ("infusion", test_infusion);
  ADD ("hold", test_no_dose_today);
  ADD ("release", test_a_release_is_stored_whole);
  ADD ("leaving-early", test_leaving_early);
  ADD ("signed", test_a_signed_session_stands);
  g_test_add_func ("/live-session/devices", test_devices);
  return g_test_run ();
}
