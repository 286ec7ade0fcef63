/* Booking: a series from its protocol, appointments moved and closed, and everything that must be
 * refused, said in words. */
#include "floor-fixture.h"

typedef struct
{
  DenTestClinic clinic;
  gint64 patient_id;
  DenChartEditor *editor;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  den_test_clinic_open (&fixture->clinic);
  den_test_open_floor (fixture->clinic.office);
  fixture->patient_id = den_test_add_patient (fixture->clinic.office, "1001", "Larch", "Ada");
  fixture->editor = den_test_edit (fixture->clinic.office, fixture->patient_id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->editor);
  den_test_clinic_close (&fixture->clinic);
}

static const DenChart *
chart_of (Fixture *fixture)
{
  return den_chart_editor_get_chart (fixture->editor);
}

static const DenCourse *
course_of (Fixture *fixture, guint index)
{
  g_assert_cmpuint (index, <, chart_of (fixture)->courses->len);
  return g_ptr_array_index (chart_of (fixture)->courses, index);
}

/* The chart as a program that is started now reads it. */
static DenChart *
stored (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (fixture->clinic.path, DEN_STORE_READ, &error);
  DenChart *chart = den_store_load_chart (store, fixture->patient_id, &error);

  g_assert_no_error (error);
  return chart;
}

/* Sets an instant of the session, as if its hour had come. */
static void
set_instant (DenChartEditor *editor, guint index, const char *column, const char *day_and_time)
{
  const DenField *field = den_record_type_find (&den_session_type, column);
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  den_value_init (&value, DEN_FIELD_INSTANT);
  value.instant = den_test_at (den_chart_editor_get_office (editor), day_and_time);
  den_chart_editor_set (editor, den_test_session (editor, index), field, &value, &error);
  g_assert_no_error (error);
}

/* The session was held: two devices, and home. */
static void
hold_session (DenChartEditor *editor, guint index, const char *started, const char *ended)
{
  const DenField *status = den_record_type_find (&den_session_type, "status");
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  DenDose *dose = den_record_new (&den_dose_type);

  dose->given_at = den_test_at (den_chart_editor_get_office (editor), started);
  dose->outcome = DEN_DOSE_GIVEN;
  dose->given_ug = 56000;
  set_instant (editor, index, "started_at", started);
  den_chart_editor_add (editor, dose, den_test_session (editor, index), &error);
  g_assert_no_error (error);
  set_instant (editor, index, "ended_at", ended);
  den_value_init (&value, DEN_FIELD_CHOICE);
  value.number = DEN_SESSION_COMPLETED;
  den_chart_editor_set (editor, den_test_session (editor, index), status, &value, &error);
  g_assert_no_error (error);
}

static void
start_two (Fixture *fixture)
{
  den_test_start_course (fixture->editor, den_test_slots ("2026-11-23 09:00", "Chair 1",
                                                          "2026-11-25 09:00", "Chair 1", NULL));
}

/* ---- a course ---- */

/* Eight sessions twice a week; Thanksgiving and the day after are gone round. */
static void
test_a_series_goes_round_closed_days (Fixture *fixture, gconstpointer data)
{
  DenOffice *office = fixture->clinic.office;
  const DenProtocol *protocol = den_test_protocol (office, "esketamine-trd");
  g_autoptr (GArray) slots = NULL;
  g_autoptr (GError) error = NULL;

  den_test_add_closure (office, "2026-11-26", "2026-11-27", "Thanksgiving");
  slots = den_booking_propose (office, chart_of (fixture), NULL, protocol,
                               den_test_day ("2026-11-23"), 8, 0, 9 * 60, "Chair 2", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (slots->len, ==, 8);
  for (guint i = 0; i < slots->len; i++)
    {
      const DenSlot *slot = &g_array_index (slots, DenSlot, i);

      g_assert_true (den_calendar_is_open (den_office_get_calendar (office), slot->day));
      g_assert_cmpint (slot->minute, ==, 9 * 60);
      g_assert_cmpstr (slot->chair, ==, "Chair 2");
      if (i > 0)
        g_assert_cmpint (slot->day - g_array_index (slots, DenSlot, i - 1).day, >=, 2);
    }
  g_assert_cmpint (g_array_index (slots, DenSlot, 0).day, ==, den_test_day ("2026-11-23"));
}

static void
test_a_course_is_one_change (Fixture *fixture, gconstpointer data)
{
  static const gint64 phases[] = { DEN_PHASE_INDUCTION, DEN_PHASE_MAINTENANCE };
  DenOffice *office = fixture->clinic.office;
  const DenProtocol *protocol = den_test_protocol (office, "esketamine-trd");
  g_autoptr (DenChart) before = stored (fixture), after = NULL, undone = NULL;
  g_autoptr (GArray) slots = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  slots = den_booking_propose (office, chart_of (fixture), NULL, protocol,
                               den_test_day ("2026-11-23"), 9, 0, 9 * 60, NULL, &error);
  id = den_booking_start_course (fixture->editor, protocol, DEN_INDICATION_TRD, slots, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "C1");

  after = stored (fixture);
  g_assert_true (den_record_equal (after, chart_of (fixture)));
  g_assert_cmpint (course_of (fixture, 0)->started_on, ==, den_test_day ("2026-11-23"));
  g_assert_cmpstr (course_of (fixture, 0)->protocol, ==, "esketamine-trd");
  g_assert_cmpuint (after->sessions->len, ==, 9);
  for (guint i = 0; i < 9; i++)
    {
      const DenSession *session = g_ptr_array_index (after->sessions, i);
      g_autofree char *session_id = g_strdup_printf ("1001-S%u", i + 1);

      g_assert_cmpstr (session->session_id, ==, session_id);
      g_assert_cmpstr (session->course, ==, "C1");
      g_assert_cmpint (session->number, ==, i + 1);
      g_assert_cmpint (session->phase, ==, phases[i / 8]);
      g_assert_cmpint (session->minutes, ==, protocol->booking_minutes);
      g_assert_cmpint (den_session_state (session), ==, DEN_STATE_BOOKED);
    }

  g_assert_cmpstr (den_chart_editor_get_undo_label (fixture->editor), ==, "Course started");
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  undone = stored (fixture);
  g_assert_true (den_record_equal (undone, before));
  g_assert_null (den_chart_editor_get_undo_label (fixture->editor));
}

static void
test_one_course_at_a_time (Fixture *fixture, gconstpointer data)
{
  const DenProtocol *protocol = den_test_protocol (fixture->clinic.office, "ketamine-iv");
  g_autoptr (GArray) none = den_test_slots (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *second = NULL;

  start_two (fixture);
  g_assert_null (
      den_booking_start_course (fixture->editor, protocol, DEN_INDICATION_TRD, none, &error));
  den_test_refused (&error, "The course C1 of Esketamine is not ended");
  g_assert_true (den_booking_stop_course (fixture->editor, course_of (fixture, 0),
                                          DEN_COURSE_STOPPED, "Prefers infusions", &error));
  second = den_booking_start_course (fixture->editor, protocol, DEN_INDICATION_TRD, none, &error);
  g_assert_cmpstr (second, ==, "C2");
  g_assert_cmpint (course_of (fixture, 1)->started_on, ==, den_test_day (DEN_TEST_DAY));
}

static void
test_a_protocol_is_for_its_indication (Fixture *fixture, gconstpointer data)
{
  const DenProtocol *protocol = den_test_protocol (fixture->clinic.office, "esketamine-mdsi");
  g_autoptr (GArray) none = den_test_slots (NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      den_booking_start_course (fixture->editor, protocol, DEN_INDICATION_TRD, none, &error));
  den_test_refused (&error, "not for this indication");
}

/* What is added later counts on from what is booked: its number, its phase, its day. */
static void
test_sessions_are_added_where_the_series_ends (Fixture *fixture, gconstpointer data)
{
  DenOffice *office = fixture->clinic.office;
  const DenProtocol *protocol = den_test_protocol (office, "esketamine-trd");
  g_autoptr (GArray) slots = NULL, rest = NULL;
  g_autoptr (GError) error = NULL;
  const DenSession *last;

  slots = den_booking_propose (office, chart_of (fixture), NULL, protocol,
                               den_test_day ("2026-11-23"), 7, 0, 9 * 60, NULL, &error);
  den_test_start_course (fixture->editor, g_array_ref (slots));
  rest = den_booking_propose (office, chart_of (fixture), course_of (fixture, 0), protocol,
                              den_test_day ("2026-11-23"), 2, 0, 9 * 60, NULL, &error);
  g_assert_cmpuint (rest->len, ==, 2);
  g_assert_cmpint (g_array_index (rest, DenSlot, 0).day, >=,
                   g_array_index (slots, DenSlot, 6).day + 2);
  g_assert_true (den_booking_add_sessions (fixture->editor, course_of (fixture, 0), rest, &error));
  last = den_test_session (fixture->editor, 7);
  g_assert_cmpint (last->number, ==, 8);
  g_assert_cmpint (last->phase, ==, DEN_PHASE_INDUCTION);
  last = den_test_session (fixture->editor, 8);
  g_assert_cmpint (last->number, ==, 9);
  g_assert_cmpint (last->phase, ==, DEN_PHASE_MAINTENANCE);
}

/* One refused session refuses the whole series. */
static void
test_a_series_is_booked_whole_or_not (Fixture *fixture, gconstpointer data)
{
  const DenProtocol *protocol = den_test_protocol (fixture->clinic.office, "esketamine-trd");
  g_autoptr (GArray) slots =
      den_test_slots ("2026-11-23 09:00", "Chair 1", "2026-11-24 09:00", "Chair 1", NULL);
  g_autoptr (DenChart) before = stored (fixture), after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (
      den_booking_start_course (fixture->editor, protocol, DEN_INDICATION_TRD, slots, &error));
  den_test_refused (&error, "too near to the session of 11/23/2026");
  after = stored (fixture);
  g_assert_true (den_record_equal (before, after));
  g_assert_true (den_record_equal (before, chart_of (fixture)));
  g_assert_null (den_chart_editor_get_undo_label (fixture->editor));
}

/* ---- moving ---- */

static const struct
{
  const char *to, *chair, *words; /* words NULL: it is moved */
} moves[] = {
  { "2026-11-23 13:00", "Chair 2", NULL },
  { "2026-11-23 09:00", "Chair 2", NULL },
  { "2026-11-19 09:00", "Chair 1", "This day is past" },
  { "2026-11-21 09:00", "Chair 1", "no opening hours on this weekday (Saturday)" },
  { "2026-11-26 09:00", "Chair 1", "closed on this day: Thanksgiving" },
  { "2026-11-23 07:30", "Chair 1", "not open for all of this time" },
  { "2026-11-23 15:30", "Chair 1", "not open for all of this time" },
  { "2026-11-23 10:00", "Chair 7", "Chair 7" },
  { "2026-11-24 09:00", "Chair 1", "too near to the session of 11/25/2026" },
  { "2026-11-25 14:00", "Chair 1", "has a session on 11/25/2026 already" },
  { "2026-11-30 10:00", "Chair 2", "Chair 2 is taken at this time: Poplar, Ben has it" },
  { "2026-11-30 11:30", "Chair 2", NULL }, /* the minute that the other has left */
};

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  DenOffice *office = fixture->clinic.office;
  g_autoptr (DenChartEditor) other =
      den_test_edit (office, den_test_add_patient (office, "1002", "Poplar", "Ben"));

  den_test_add_closure (office, "2026-11-26", "2026-11-27", "Thanksgiving");
  start_two (fixture);
  den_test_start_course (other, den_test_slots ("2026-11-30 09:00", "Chair 2", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (DenChart) before = stored (fixture), after = NULL;
      g_autoptr (GError) error = NULL;
      DenInstant to = den_test_at (office, moves[i].to);
      gboolean moved = den_booking_move (fixture->editor, den_test_session (fixture->editor, 0), to,
                                         moves[i].chair, "Asked for it", &error);

      g_test_message ("to %s, %s", moves[i].to, moves[i].chair);
      after = stored (fixture);
      if (moves[i].words != NULL)
        {
          g_assert_false (moved);
          den_test_refused (&error, moves[i].words);
          g_assert_true (den_record_equal (before, after));
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (den_record_equal (after, chart_of (fixture)));
      g_assert_cmpint (den_test_session (fixture->editor, 0)->scheduled_at.us, ==, to.us);
      g_assert_cmpstr (den_test_session (fixture->editor, 0)->chair, ==, moves[i].chair);
      g_assert_cmpint (den_test_session (fixture->editor, 0)->number, ==, 1);
    }
}

static void
test_a_move_says_why (Fixture *fixture, gconstpointer data)
{
  DenInstant at = den_test_at (fixture->clinic.office, "2026-11-23 09:00");
  g_autoptr (GError) error = NULL;

  start_two (fixture);
  g_assert_false (den_booking_move (fixture->editor, den_test_session (fixture->editor, 0),
                                    den_test_at (fixture->clinic.office, "2026-11-23 13:00"),
                                    "Chair 1", "  ", &error));
  den_test_refused (&error, "Say why");
  /* Another chair at the same time is no appointment that the patient knows of. */
  g_assert_true (den_booking_move (fixture->editor, den_test_session (fixture->editor, 0), at,
                                   "Chair 2", NULL, &error));
  g_assert_null (den_test_session (fixture->editor, 0)->status_reason);
}

/* Two programs that both saw the chair free: the second is told who has it. */
static void
test_two_offices_book_one_chair (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) office = den_office_open (fixture->clinic.path, DEN_STORE_WRITE, "other",
                                                  den_test_day (DEN_TEST_DAY), &error);
  const DenProtocol *protocol = den_test_protocol (office, "esketamine-trd");
  g_autoptr (DenChartEditor) other =
      den_test_edit (office, den_test_add_patient (office, "1002", "Poplar", "Ben"));
  g_autoptr (GArray) ours = NULL, theirs = NULL;
  g_autofree char *id = NULL;

  ours = den_booking_propose (fixture->clinic.office, chart_of (fixture), NULL, protocol,
                              den_test_day ("2026-11-23"), 8, 0, 9 * 60, "Chair 1", &error);
  theirs = den_booking_propose (office, den_chart_editor_get_chart (other), NULL, protocol,
                                den_test_day ("2026-11-23"), 8, 0, 9 * 60, "Chair 1", &error);
  g_assert_no_error (error);
  den_test_start_course (fixture->editor, g_array_ref (ours));
  id = den_booking_start_course (other, protocol, DEN_INDICATION_TRD, theirs, &error);
  g_assert_null (id);
  den_test_refused (&error, "Chair 1 is taken at this time: Larch, Ada has it");
  g_assert_cmpuint (den_chart_editor_get_chart (other)->courses->len, ==, 0);
  g_assert_cmpuint (den_chart_editor_get_chart (other)->sessions->len, ==, 0);
}

/* Nor can they give one patient two sessions of a day, two courses, or two sessions of one id. */
static void
test_two_offices_book_one_patient (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) office = NULL;
  g_autoptr (DenChartEditor) other = NULL;
  g_autoptr (GArray) same_day = den_test_slots ("2026-11-30 13:00", "Chair 2", NULL);
  g_autoptr (GArray) later = den_test_slots ("2026-12-03 13:00", "Chair 2", NULL);
  g_autoptr (GArray) ours = den_test_slots ("2026-11-30 09:00", "Chair 1", NULL);
  g_autofree char *second = NULL;

  start_two (fixture);
  office = den_office_open (fixture->clinic.path, DEN_STORE_WRITE, "other",
                            den_test_day (DEN_TEST_DAY), &error);
  other = den_test_edit (office, fixture->patient_id);
  g_assert_true (den_booking_add_sessions (fixture->editor, course_of (fixture, 0), ours, &error));

  /* The other still shows two sessions. */
  g_assert_cmpuint (den_chart_editor_get_chart (other)->sessions->len, ==, 2);
  g_assert_false (den_booking_add_sessions (
      other, den_chart_editor_get_chart (other)->courses->pdata[0], same_day, &error));
  den_test_refused (&error, "has a session on 11/30/2026 already");
  g_assert_true (den_booking_add_sessions (
      other, den_chart_editor_get_chart (other)->courses->pdata[0], later, &error));
  g_assert_no_error (error);
  /* Being refused, it read the chart again. */
  g_assert_cmpstr (den_test_session (other, 2)->session_id, ==, "1001-S3");
  g_assert_cmpstr (den_test_session (other, 3)->session_id, ==, "1001-S4");
  g_assert_cmpint (den_test_session (other, 3)->number, ==, 4);
  second = den_booking_start_course (other, den_test_protocol (office, "ketamine-iv"),
                                     DEN_INDICATION_TRD, later, &error);
  g_assert_null (second);
  den_test_refused (&error, "is not ended");
}

/* ---- missed, cancelled, ended ---- */

static void
test_closing (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint session;
    DenSessionStatus status;
    const char *reason, *words;
  } cases[] = {
    { 0, DEN_SESSION_MISSED, "", "Say why the session was missed" },
    { 0, DEN_SESSION_CANCELLED, NULL, "Say why it is cancelled" },
    { 1, DEN_SESSION_MISSED, "Snow", "lies ahead" },
    { 0, DEN_SESSION_MISSED, "Overslept", NULL },
    { 0, DEN_SESSION_CANCELLED, "Overslept", "was closed before" },
    { 1, DEN_SESSION_CANCELLED, "Travels", NULL },
  };

  den_test_start_course (fixture->editor,
                         den_test_slots (DEN_TEST_DAY " 09:00", "Chair 1", "2026-11-24 09:00",
                                         "Chair 1", "2026-11-30 09:00", "Chair 1", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const DenSession *session = den_test_session (fixture->editor, cases[i].session);
      gboolean closed =
          den_booking_close (fixture->editor, session, cases[i].status, cases[i].reason, &error);

      g_assert_true (closed == (cases[i].words == NULL));
      if (cases[i].words != NULL)
        den_test_refused (&error, cases[i].words);
    }
  g_assert_cmpint (den_test_session (fixture->editor, 0)->status, ==, DEN_SESSION_MISSED);
  g_assert_cmpstr (den_test_session (fixture->editor, 0)->status_reason, ==, "Overslept");
  /* What comes after stays where it is, under its own number. */
  g_assert_cmpint (den_session_state (den_test_session (fixture->editor, 2)), ==, DEN_STATE_BOOKED);
  g_assert_cmpint (den_test_session (fixture->editor, 2)->number, ==, 3);
}

static void
test_decisions (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    DenCourseDecision decision;
    const char *words;
  } cases[] = {
    { { .kind = DEN_COURSE_DECISION_MISSED_SESSION,
        .session = (char *) "1001-S1",
        .worse = 0,
        .phase = DEN_UNKNOWN },
      "in which phase to go on" },
    { { .kind = DEN_COURSE_DECISION_MISSED_SESSION,
        .session = (char *) "1001-S1",
        .worse = DEN_UNKNOWN,
        .phase = DEN_PHASE_INDUCTION },
      "whether the depression got worse" },
    { { .kind = DEN_COURSE_DECISION_MISSED_SESSION,
        .session = (char *) "1001-S1",
        .worse = 0,
        .phase = DEN_PHASE_INDUCTION },
      NULL },
    { { .kind = DEN_COURSE_DECISION_BENEFIT,
        .benefit = DEN_UNKNOWN,
        .rationale = (char *) "MADRS from 34 to 12" },
      "evidence of benefit" },
    { { .kind = DEN_COURSE_DECISION_BENEFIT, .benefit = 1 }, "evidence of benefit" },
    { { .kind = DEN_COURSE_DECISION_BENEFIT,
        .benefit = 1,
        .rationale = (char *) "MADRS from 34 to 12" },
      NULL },
    { { .kind = DEN_COURSE_DECISION_FREQUENCY, .interval_days = DEN_UNKNOWN }, "how many days" },
    { { .kind = DEN_COURSE_DECISION_FREQUENCY, .interval_days = 14 }, NULL },
    { { .kind = DEN_COURSE_DECISION_REINDUCTION }, "Say why" },
  };
  guint made = 0;

  start_two (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenCourseDecision *decision = den_record_new (&den_course_decision_type);
      g_autoptr (GError) error = NULL;
      gboolean decided;

      decision->kind = cases[i].decision.kind;
      decision->session = g_strdup (cases[i].decision.session);
      decision->rationale = g_strdup (cases[i].decision.rationale);
      decision->worse = cases[i].decision.worse;
      decision->benefit = cases[i].decision.benefit;
      decision->phase = cases[i].decision.session != NULL ? cases[i].decision.phase : DEN_UNKNOWN;
      if (cases[i].decision.kind == DEN_COURSE_DECISION_FREQUENCY)
        decision->interval_days = cases[i].decision.interval_days;
      decided = den_booking_decide (fixture->editor, course_of (fixture, 0), decision, &error);
      g_assert_true (decided == (cases[i].words == NULL));
      if (cases[i].words != NULL)
        den_test_refused (&error, cases[i].words);
      else
        {
          const DenCourseDecision *last =
              g_ptr_array_index (course_of (fixture, 0)->decisions, made++);

          g_assert_cmpint (last->decided_on, ==, den_test_day (DEN_TEST_DAY));
          g_assert_cmpstr (last->decided_by, ==, "tester");
        }
    }
  g_assert_cmpuint (course_of (fixture, 0)->decisions->len, ==, made);
}

/* The end of a course frees its chairs; what was given stays. */
static void
test_the_end_of_a_course (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) after = NULL, again = NULL;

  den_test_start_course (fixture->editor,
                         den_test_slots ("2026-11-18 09:00", "Chair 1", "2026-11-24 09:00",
                                         "Chair 1", "2026-11-30 09:00", "Chair 1", NULL));
  hold_session (fixture->editor, 0, "2026-11-18 09:10", "2026-11-18 11:15");
  g_assert_false (den_booking_stop_course (fixture->editor, course_of (fixture, 0),
                                           DEN_COURSE_STOPPED, NULL, &error));
  den_test_refused (&error, "Say why the course ends");
  g_assert_true (den_booking_stop_course (fixture->editor, course_of (fixture, 0),
                                          DEN_COURSE_STOPPED, "No benefit", &error));
  g_assert_no_error (error);
  after = stored (fixture);
  g_assert_true (den_record_equal (after, chart_of (fixture)));
  g_assert_cmpint (course_of (fixture, 0)->status, ==, DEN_COURSE_STOPPED);
  g_assert_cmpint (course_of (fixture, 0)->ended_on, ==, den_test_day (DEN_TEST_DAY));
  g_assert_cmpint (den_test_session (fixture->editor, 0)->status, ==, DEN_SESSION_COMPLETED);
  for (guint i = 1; i < 3; i++)
    {
      g_assert_cmpint (den_test_session (fixture->editor, i)->status, ==, DEN_SESSION_CANCELLED);
      g_assert_cmpstr (den_test_session (fixture->editor, i)->status_reason, ==, "No benefit");
    }
  g_assert_false (den_booking_stop_course (fixture->editor, course_of (fixture, 0),
                                           DEN_COURSE_COMPLETED, "Again", &error));
  den_test_refused (&error, "has ended");

  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  again = stored (fixture);
  g_assert_cmpint (((DenCourse *) again->courses->pdata[0])->status, ==, DEN_COURSE_ACTIVE);
  g_assert_cmpuint (((DenCourse *) again->courses->pdata[0])->decisions->len, ==, 0);
  g_assert_cmpint (((DenSession *) again->sessions->pdata[2])->status, ==, DEN_SESSION_PLANNED);
}

static void
test_a_course_does_not_end_under_a_patient (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  den_test_start_course (fixture->editor, den_test_slots (DEN_TEST_DAY " 09:00", "Chair 1", NULL));
  g_assert_true (den_booking_arrive (fixture->clinic.office, fixture->patient_id,
                                     den_test_session (fixture->editor, 0)->record.id, &error));
  g_assert_false (den_booking_stop_course (fixture->editor, course_of (fixture, 0),
                                           DEN_COURSE_STOPPED, "No benefit", &error));
  den_test_refused (&error, "is running");
}

/* ---- the patient is here ---- */

static void
test_arrival (Fixture *fixture, gconstpointer data)
{
  DenOffice *office = fixture->clinic.office;
  g_autoptr (GError) error = NULL;
  gint64 today, ahead;

  den_test_start_course (fixture->editor, den_test_slots (DEN_TEST_DAY " 09:00", "Chair 1",
                                                          "2026-11-24 09:00", "Chair 1", NULL));
  today = den_test_session (fixture->editor, 0)->record.id;
  ahead = den_test_session (fixture->editor, 1)->record.id;
  g_assert_true (den_booking_arrive (office, fixture->patient_id, today, &error));
  g_assert_no_error (error);
  /* The chart that is open on the desk follows. */
  g_assert_cmpint (den_session_state (den_test_session (fixture->editor, 0)), ==,
                   DEN_STATE_ARRIVED);
  g_assert_cmpint (den_instant_day (den_test_session (fixture->editor, 0)->arrived_at), ==,
                   den_test_day (DEN_TEST_DAY));

  g_assert_false (den_booking_arrive (office, fixture->patient_id, today, &error));
  den_test_refused (&error, "has arrived already");
  g_assert_false (den_booking_arrive (office, fixture->patient_id, ahead, &error));
  den_test_refused (&error, "booked for another day");
  g_assert_false (den_booking_arrive (office, fixture->patient_id, 4711, &error));
  den_test_refused (&error, "removed meanwhile");
}

/* The wrong line was pressed: the patient is booked again, unless something was recorded. */
static void
test_arrival_taken_back (Fixture *fixture, gconstpointer data)
{
  DenOffice *office = fixture->clinic.office;
  DenSessionCheck *check = den_record_new (&den_session_check_type);
  g_autoptr (GError) error = NULL;
  gint64 row;

  den_test_start_course (fixture->editor, den_test_slots (DEN_TEST_DAY " 09:00", "Chair 1", NULL));
  row = den_test_session (fixture->editor, 0)->record.id;
  g_assert_false (den_booking_take_back_arrival (office, fixture->patient_id, row, &error));
  g_clear_error (&error);
  g_assert_true (den_booking_arrive (office, fixture->patient_id, row, &error));
  g_assert_true (den_booking_take_back_arrival (office, fixture->patient_id, row, &error));
  g_assert_no_error (error);
  g_assert_cmpint (den_session_state (den_test_session (fixture->editor, 0)), ==, DEN_STATE_BOOKED);

  g_assert_true (den_booking_arrive (office, fixture->patient_id, row, &error));
  check->item = g_strdup ("consent");
  check->answer = DEN_CHECK_ANSWER_YES;
  g_assert_cmpint (
      den_chart_editor_add (fixture->editor, check, den_test_session (fixture->editor, 0), &error),
      !=, 0);
  g_assert_false (den_booking_take_back_arrival (office, fixture->patient_id, row, &error));
  den_test_refused (&error, "recorded in this session already");
}

static void
test_a_walk_in (Fixture *fixture, gconstpointer data)
{
  DenOffice *office = fixture->clinic.office;
  g_autoptr (DenChartEditor) other = NULL;
  g_autoptr (GError) error = NULL;
  gint64 other_id = den_test_add_patient (office, "1002", "Poplar", "Ben");
  const DenSession *session;
  gint64 row;

  g_assert_cmpint (den_booking_walk_in (office, fixture->patient_id, NULL, &error), ==, 0);
  den_test_refused (&error, "no running course");

  den_test_start_course (fixture->editor, den_test_slots ("2026-11-16 09:00", "Chair 1",
                                                          "2026-11-24 09:00", "Chair 1", NULL));
  hold_session (fixture->editor, 0, "2026-11-16 09:10", "2026-11-16 11:15");
  row = den_booking_walk_in (office, fixture->patient_id, NULL, &error);
  g_assert_no_error (error);
  session = den_chart_editor_find (fixture->editor, &den_session_type, row);
  g_assert_cmpint (den_session_state (session), ==, DEN_STATE_ARRIVED);
  g_assert_cmpint (session->number, ==, 3);
  g_assert_cmpstr (session->chair, ==, "Chair 1");
  g_assert_cmpstr (session->session_id, ==, "1001-S3");

  g_assert_cmpint (den_booking_walk_in (office, fixture->patient_id, NULL, &error), ==, 0);
  den_test_refused (&error, "has a session on 11/20/2026 already");

  /* The next one takes the other chair, or is told who has the one that was asked for. */
  other = den_test_edit (office, other_id);
  den_test_start_course (other, den_test_slots ("2026-11-18 09:00", NULL, NULL));
  hold_session (other, 0, "2026-11-18 09:10", "2026-11-18 11:15");
  g_assert_cmpint (den_booking_walk_in (office, other_id, "Chair 1", &error), ==, 0);
  den_test_refused (&error, "Chair 1 is taken at this time: Larch, Ada has it");
  g_assert_cmpint (den_booking_walk_in (office, other_id, NULL, &error), !=, 0);
  g_assert_cmpstr (den_test_session (other, 1)->chair, ==, "Chair 2");
}

/* The label's two days hold for a walk-in as well. */
static void
test_a_walk_in_too_soon (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  den_test_start_course (fixture->editor, den_test_slots ("2026-11-19 09:00", "Chair 1", NULL));
  hold_session (fixture->editor, 0, "2026-11-19 09:10", "2026-11-19 11:15");
  g_assert_cmpint (den_booking_walk_in (fixture->clinic.office, fixture->patient_id, NULL, &error),
                   ==, 0);
  den_test_refused (&error, "too near to the session of 11/19/2026");
}

static void
test_the_days_for_psychotherapy (Fixture *fixture, gconstpointer data)
{
  const DenProtocol *protocol = den_test_protocol (fixture->clinic.office, "esketamine-trd");
  DenProtocol *without = den_record_copy (protocol);
  DenDay first, last;

  start_two (fixture);
  g_assert_true (
      den_booking_therapy_window (den_test_session (fixture->editor, 0), protocol, &first, &last));
  g_assert_cmpint (first, ==, den_test_day ("2026-11-23") + protocol->therapy_from_day);
  g_assert_cmpint (last, ==, den_test_day ("2026-11-23") + protocol->therapy_to_day);
  without->therapy_to_day = DEN_UNKNOWN;
  g_assert_false (
      den_booking_therapy_window (den_test_session (fixture->editor, 0), without, &first, &last));
  den_record_free (without);
}

#define ADD(PATH, TEST) g_test_add (PATH, Fixture, NULL, set_up, TEST, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/booking/series", test_a_series_goes_round_closed_days);
  ADD ("/booking/course", test_a_course_is_one_change);
  ADD ("/booking/one-course", test_one_course_at_a_time);
  ADD ("/booking/indication", test_a_protocol_is_for_its_indication);
  ADD ("/booking/added", test_sessions_are_added_where_the_series_ends);
  ADD ("/booking/whole-or-not", test_a_series_is_booked_whole_or_not);
  ADD ("/booking/moves", test_moves);
  ADD ("/booking/move-reason", test_a_move_says_why);
  ADD ("/booking/two-offices", test_two_offices_book_one_chair);
  ADD ("/booking/two-offices-one-patient", test_two_offices_book_one_patient);
  ADD ("/booking/closing", test_closing);
  ADD ("/booking/decisions", test_decisions);
  ADD ("/booking/end", test_the_end_of_a_course);
  ADD ("/booking/end-under-a-patient", test_a_course_does_not_end_under_a_patient);
  ADD ("/booking/arrival", test_arrival);
  ADD ("/booking/arrival-taken-back", test_arrival_taken_back);
  ADD ("/booking/walk-in", test_a_walk_in);
  ADD ("/booking/walk-in-too-soon", test_a_walk_in_too_soon);
  ADD ("/booking/psychotherapy", test_the_days_for_psychotherapy);
  return g_test_run ();
}
