/* Sessions recorded at once: by two windows, by two programs, on a computer whose clock somebody
 * sets. Nothing is lost, overwritten or shown in the wrong session. */
#include "den-booking.h"
#include "den-office-private.h"
#include "session-fixture.h"

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

  session_give_all (fixture);
  event->kind = g_strdup ("nausea");
  event->severity = DEN_EVENT_MODERATE;
  session_assert (den_live_session_add (fixture->live, event, &error));
  medication->drug = g_strdup ("Ondansetron");
  medication->dose_ug = 4000;
  session_assert (den_live_session_add (fixture->live, medication, &error));
  session_wait (fixture, 35);
  session_assert (den_live_session_add (fixture->live, session_vitals (131, 84), &error));
  session_wait (fixture, 7);

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
  g_assert_cmpint (again->earliest_release_at.us, ==, session_at ("11:00").us);
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
    session_assert (den_live_session_arrive (lives[i], session_at ("09:00"), &error));
  for (int turn = 0; turn < 12; turn++)
    {
      session_wait (fixture, 1);
      session_assert (den_live_session_add (lives[turn % 3],
                                            session_vitals (100 + turn % 3, 70 + turn), &error));
    }
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (DenChart) chart = session_stored (fixture, patients[i]);
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
  chart = session_stored (fixture, fixture->ada);
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

  session_finish (fixture);
  second = session_open (other, fixture->ada, "1001-S1");
  session_assert (den_live_session_set_text (second, "note", "Slept well", &error));
  session_assert (den_live_session_sign (fixture->live, "Dr. Alder", &error));
  chart = session_stored (fixture, fixture->ada);
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

  session_assert (den_live_session_arrive (fixture->live, session_at ("09:00"), &error));
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
  chart = session_stored (fixture, fixture->ada);
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

  session_assert (den_live_session_arrive (fixture->live, session_at ("09:00"), &error));
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
  session_wait (fixture, 1);
  g_assert_cmpstr (heard->str, ==, "");
  session_make_ready (fixture->live);
  session_assert (den_live_session_add (fixture->live, session_device ("L1"), &error));
  for (int i = 0; i < 41; i++)
    {
      session_wait (fixture, 1);
      if (i == 38)
        session_assert (den_live_session_add (fixture->live, session_vitals (121, 80), &error));
    }
  g_assert_cmpstr (heard->str, ==, "....................0..........1.....2......");

  g_string_truncate (heard, 0);
  session_assert (den_live_session_release (fixture->live, session_at ("09:42"),
                                            DEN_DISPOSITION_LEFT_EARLY, "Bus", "Kim", &error));
  session_wait (fixture, 1);
  g_assert_cmpstr (heard->str, ==, "");
}

/* Somebody sets the computer's clock in the middle: no minute of the session moves, and the entries
 * bear the time that went by. */
static void
test_a_clock_that_is_set (SessionFixture *fixture, gconstpointer data)
{
  static const gint64 hours[] = { 3, -7, 24 * 40, -24 * 40 };
  DenSessionCase now;

  session_give_all (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autoptr (DenSessionClock) clock = NULL;
      const DenObservation *last;

      den_test_computer_set (&fixture->computer, hours[i] * 3600);
      session_wait (fixture, 10);
      session_assert (den_live_session_add (fixture->live, session_vitals (120, 80), &error));
      last = g_ptr_array_index (session_of (fixture)->observations, i + 1);
      g_assert_cmpint ((last->taken_at.us - session_of (fixture)->started_at.us) / G_USEC_PER_SEC,
                       ==, (5 + 10 * ((gint64) i + 1)) * 60);
      den_live_session_get_case (fixture->live, &now);
      clock = den_session_clock_new (&now);
      g_assert_cmpint (clock->elapsed_seconds, ==, (5 + 10 * ((gint64) i + 1)) * 60);
      g_assert_cmpint (clock->earliest_release_at.us, ==, session_at ("11:00").us);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/live-together/" name, SessionFixture, NULL, session_fixture_set_up, func,          \
              session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

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
