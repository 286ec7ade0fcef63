/* The acts of a session in its window: checks, order, doses, events, alerts, release, signature. */
#include "session-desk.h"

#include "den-booking.h"
#include "den-session-alerts-strip.h"
#include "den-session-check-row.h"
#include "den-session-checks.h"
#include "den-session-events.h"
#include "den-session-findings.h"
#include "den-session-infusion.h"
#include "den-session-order.h"
#include "den-session-release-page.h"
#include "den-session-sign-page.h"

/* ---- before the dose ---- */

static DenSessionChecks *
get_checks (SessionDesk *desk)
{
  session_desk_go (desk, "checks");
  return DEN_SESSION_CHECKS (den_test_find (desk->window, DEN_TYPE_SESSION_CHECKS));
}

static void
test_check_by_one_key (SessionDesk *desk, gconstpointer data)
{
  DenSessionChecks *checks;
  DenSessionCheckRow *row;
  const DenSessionCheck *check;

  session_desk_arrive (desk);
  checks = get_checks (desk);
  row = DEN_SESSION_CHECK_ROW (den_session_checks_find (checks, "check.consent"));
  g_assert_true (den_session_check_row_is_open (row));
  g_assert_true (den_session_check_row_answer (row, DEN_CHECK_ANSWER_YES));
  den_test_settle ();
  check = g_ptr_array_index (session_desk_get_session (desk)->checks, 0);
  g_assert_cmpstr (check->item, ==, "consent");
  g_assert_cmpint (check->answer, ==, DEN_CHECK_ANSWER_YES);
  g_assert_false (den_session_check_row_is_open (row));
}

/* The two hours without food are counted from the time that is typed. */
static void
test_last_food (SessionDesk *desk, gconstpointer data)
{
  DenSessionChecks *checks;
  DenSessionCheckRow *row;
  GtkWidget *time;

  session_desk_arrive (desk);
  checks = get_checks (desk);
  row = DEN_SESSION_CHECK_ROW (den_session_checks_find (checks, "check.food"));
  time = den_test_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);
  session_desk_type (time, "half past");
  g_assert_false (den_session_check_row_take_time (row));
  session_desk_type (time, "7:45");
  g_assert_true (den_session_check_row_take_time (row));
  den_test_settle ();
  g_assert_true (den_test_shows (GTK_WIDGET (row), "until 09:45"));
  session_desk_run (desk, 46);
  g_assert_false (den_test_shows (GTK_WIDGET (row), "until 09:45"));
}

/* A high pressure is decided on where it is told; to hold the dose asks once more. */
static void
test_hold_asks (SessionDesk *desk, gconstpointer data)
{
  DenSessionChecks *checks;
  DenSessionFindingRow *row;

  session_desk_arrive (desk);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (168, 98), &error));
  den_test_settle ();
  checks = get_checks (desk);
  row = DEN_SESSION_FINDING_ROW (den_session_checks_find (checks, "systolic"));
  g_assert_false (den_session_finding_row_decide (row, DEN_DECISION_HOLD));
  g_assert_true (den_test_shows (GTK_WIDGET (row), "Write the reason"));
  session_desk_type (den_test_find (GTK_WIDGET (row), GTK_TYPE_ENTRY), "still 168 after rest");
  g_assert_true (den_session_finding_row_decide (row, DEN_DECISION_HOLD));
  den_test_settle ();
  g_assert_cmpint (den_session_state (session_desk_get_session (desk)), ==, DEN_STATE_ARRIVED);
  g_assert_nonnull (session_desk_find_dialog ());
  g_signal_emit_by_name (session_desk_find_dialog (), "accepted");
  den_test_settle ();
  g_assert_cmpint (den_session_state (session_desk_get_session (desk)), ==, DEN_STATE_CANCELLED);
  g_assert_true (den_test_shows (desk->window, "Held, no dose: still 168 after rest"));
}

/* After a decision no text field has the keys, which the next one would overwrite. */
static void
test_keys_after_a_decision (SessionDesk *desk, gconstpointer data)
{
  DenSessionFindingRow *row;
  GtkWidget *reason;

  session_desk_arrive (desk);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (146, 92), &error));
  den_test_settle ();
  row = DEN_SESSION_FINDING_ROW (den_session_checks_find (get_checks (desk), "systolic"));
  reason = den_test_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);
  gtk_widget_grab_focus (reason);
  session_desk_type (reason, "falling after rest");
  g_assert_true (den_session_finding_row_decide (row, DEN_DECISION_PROCEED));
  den_test_settle ();
  g_assert_false (GTK_IS_EDITABLE (gtk_root_get_focus (GTK_ROOT (desk->window))));
}

/* ---- doses ---- */

static void
give_first (SessionDesk *desk)
{
  DenSessionDoseEntry *entry = session_desk_get_dose_entry (desk);

  session_desk_type (den_session_dose_entry_get_field (entry, "lot"), "A1234");
  session_desk_type (den_session_dose_entry_get_field (entry, "expires_on"), "06/2027");
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  den_test_settle ();
}

static void
test_second_device_after_the_rest (SessionDesk *desk, gconstpointer data)
{
  DenSessionDoseEntry *entry;
  const DenDose *dose;
  GtkWidget *given;

  session_make_ready (desk->clinic.live);
  den_test_settle ();
  give_first (desk);
  entry = session_desk_get_dose_entry (desk);
  given = den_test_find_button (desk->window, "Given");
  dose = g_ptr_array_index (session_desk_get_session (desk)->doses, 0);
  g_assert_cmpint (dose->given_ug, ==, 28000);
  g_assert_cmpint (dose->expires_on, ==, den_test_day ("2027-06-30"));
  /* Nothing of the first device stands in the second's fields. */
  g_assert_cmpstr (session_desk_shown (den_session_dose_entry_get_field (entry, "lot")), ==, "");
  g_assert_true (den_test_shows (desk->window, "Rest: device 2 in 5:00, from 09:05"));
  g_assert_false (gtk_widget_get_sensitive (given));
  session_desk_run (desk, 4);
  g_assert_false (gtk_widget_get_sensitive (given));
  session_desk_run (desk, 1);
  g_assert_true (gtk_widget_get_sensitive (given));
  g_assert_true (den_session_dose_entry_same_lot (entry));
  g_assert_cmpstr (session_desk_shown (den_session_dose_entry_get_field (entry, "lot")), ==,
                   "A1234");
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  den_test_settle ();
  g_assert_true (den_test_shows (desk->window, "All devices are done: 56 mg given."));
}

static void
test_refused_and_failed (SessionDesk *desk, gconstpointer data)
{
  DenSessionDoseEntry *entry;
  const DenDose *dose;

  session_make_ready (desk->clinic.live);
  den_test_settle ();
  give_first (desk);
  session_desk_run (desk, 5);
  entry = session_desk_get_dose_entry (desk);
  /* Of a failed device it must be said what the patient got. */
  session_desk_type (den_session_dose_entry_get_field (entry, "lot"), "A1235");
  g_assert_false (den_session_dose_entry_record (entry, DEN_DOSE_FAILED));
  g_assert_nonnull (strstr (den_session_dose_entry_get_problem (entry), "0 for nothing"));
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_REFUSED));
  dose = g_ptr_array_index (session_desk_get_session (desk)->doses, 1);
  g_assert_cmpint (dose->outcome, ==, DEN_DOSE_REFUSED);
  g_assert_cmpint (dose->given_ug, ==, 0);
}

static void
test_no_dose_before_the_checks (SessionDesk *desk, gconstpointer data)
{
  session_desk_arrive (desk);
  session_assert (den_live_session_set_number (desk->clinic.live, "ordered_ug", 56000, &error));
  den_test_settle ();
  g_assert_false (
      den_session_dose_entry_record (session_desk_get_dose_entry (desk), DEN_DOSE_GIVEN));
  g_assert_cmpuint (session_desk_get_session (desk)->doses->len, ==, 0);
  g_assert_false (gtk_widget_get_sensitive (den_test_find_button (desk->window, "Given")));
}

/* The suggestion stands beside the order and is never filled in; a dose over the first asks why. */
static void
test_order (SessionDesk *desk, gconstpointer data)
{
  DenSessionOrder *order;

  session_desk_arrive (desk);
  session_desk_go (desk, "dose");
  order = DEN_SESSION_ORDER (den_test_find (desk->window, DEN_TYPE_SESSION_ORDER));
  g_assert_cmpint (session_desk_get_session (desk)->ordered_ug, ==, DEN_UNKNOWN);
  g_assert_true (den_test_shows (GTK_WIDGET (order), "56 mg"));
  g_assert_true (den_session_order_choose (order, 1));
  den_test_settle ();
  g_assert_cmpint (session_desk_get_session (desk)->ordered_ug, ==, 56000);
  g_assert_true (den_test_shows (desk->window, "Ordered 56 mg"));
  g_assert_false (den_test_shows (GTK_WIDGET (order), "needs its reason"));
  g_assert_true (den_session_order_choose (order, 2));
  den_test_settle ();
  g_assert_true (den_test_shows (GTK_WIDGET (order), "the first dose is 56 mg"));
}

static void
make_infusion_ready (SessionDesk *desk)
{
  session_desk_use_infusion (desk);
  session_make_ready (desk->clinic.live);
  session_assert (den_live_session_check (desk->clinic.live, "food", DEN_UNKNOWN,
                                          den_test_instant ("2026-11-20T02:00:00Z"), NULL, &error));
  session_assert (den_live_session_set_number (desk->clinic.live, "ordered_ug", 33000, &error));
}

static void
test_infusion (SessionDesk *desk, gconstpointer data)
{
  DenSessionInfusion *infusion;
  const DenInfusionStep *step;

  make_infusion_ready (desk);
  den_test_settle ();
  session_desk_go (desk, "dose");
  g_assert_true (den_session_order_choose (
      DEN_SESSION_ORDER (den_test_find (desk->window, DEN_TYPE_SESSION_ORDER)), 0));
  den_test_settle ();
  g_assert_cmpint (session_desk_get_session (desk)->ordered_ug, ==, 33000);
  g_assert_true (den_test_shows (desk->window, "65.94 kg (ideal weight, BMI 34.6) = 33 mg"));

  infusion = DEN_SESSION_INFUSION (den_test_find (desk->window, DEN_TYPE_SESSION_INFUSION));
  g_assert_true (den_test_shows (GTK_WIDGET (infusion), "Over 40 minutes: 0.825 mg/min"));
  /* The planned rate is told, not taken. */
  g_assert_false (den_session_infusion_step (infusion, DEN_INFUSION_START));
  session_desk_type (den_session_infusion_get_field (infusion, "rate"), "0.825");
  g_assert_true (den_session_infusion_step (infusion, DEN_INFUSION_START));
  session_desk_run (desk, 10);
  g_assert_true (den_test_shows (GTK_WIDGET (infusion), "Running: 8.3 mg of 33 mg ran in."));
  session_desk_type (den_session_infusion_get_field (infusion, "reason"), "BP 182/100");
  g_assert_true (den_session_infusion_step (infusion, DEN_INFUSION_PAUSE));
  session_desk_run (desk, 10);
  g_assert_true (den_test_shows (GTK_WIDGET (infusion), "Paused: 8.3 mg of 33 mg ran in."));
  /* It goes on at the rate it had. */
  g_assert_true (den_session_infusion_step (infusion, DEN_INFUSION_RESUME));
  step = g_ptr_array_index (session_desk_get_session (desk)->infusion, 2);
  g_assert_cmpint (step->rate_ug_per_minute, ==, 825);
  session_desk_run (desk, 10);
  g_assert_true (den_session_infusion_step (infusion, DEN_INFUSION_STOP));
  den_test_settle ();
  g_assert_true (den_test_shows (GTK_WIDGET (infusion), "Stopped: 16.5 mg of 33 mg ran in."));
}

/* A vial is drawn first; what was given and wasted follows, before a witness. */
static void
test_vial (SessionDesk *desk, gconstpointer data)
{
  DenSessionDoseEntry *entry;
  const DenDose *dose;

  make_infusion_ready (desk);
  entry = session_desk_get_dose_entry (desk);
  session_desk_type (den_session_dose_entry_get_field (entry, "lot"), "K7");
  session_desk_type (den_session_dose_entry_get_field (entry, "expires_on"), "06/2027");
  session_desk_type (den_session_dose_entry_get_field (entry, "drawn_ug"), "50");
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  den_test_settle ();
  dose = g_ptr_array_index (session_desk_get_session (desk)->doses, 0);
  g_assert_cmpint (dose->drawn_ug, ==, 50000);
  g_assert_cmpint (dose->given_ug, ==, DEN_UNKNOWN);
  g_assert_true (den_test_shows (desk->window, "amount given not noted yet"));

  den_session_dose_entry_edit (entry, dose->record.id);
  session_desk_type (den_session_dose_entry_get_field (entry, "wasted_ug"), "50");
  session_desk_type (den_session_dose_entry_get_field (entry, "given_ug"), "0");
  g_assert_false (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  g_assert_nonnull (strstr (den_session_dose_entry_get_problem (entry), "second person"));
  session_desk_type (den_session_dose_entry_get_field (entry, "witness"), "B. Hale");
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  dose = g_ptr_array_index (session_desk_get_session (desk)->doses, 0);
  g_assert_cmpint (dose->wasted_ug, ==, 50000);
}

/* ---- events, alerts, the bell ---- */

static void
test_event_by_two_keys (SessionDesk *desk, gconstpointer data)
{
  DenSessionEvents *events;
  const DenSessionEvent *event;

  session_make_ready (desk->clinic.live);
  session_desk_go (desk, "events");
  events = DEN_SESSION_EVENTS (den_test_find (desk->window, DEN_TYPE_SESSION_EVENTS));
  /* A digit alone is no event. */
  g_assert_false (den_session_events_type (events, GDK_KEY_2));
  g_assert_true (den_session_events_type (events, GDK_KEY_n));
  g_assert_true (den_session_events_type (events, GDK_KEY_2));
  g_assert_cmpuint (session_desk_get_session (desk)->events->len, ==, 1);
  event = g_ptr_array_index (session_desk_get_session (desk)->events, 0);
  g_assert_cmpstr (event->kind, ==, "nausea");
  g_assert_cmpint (event->severity, ==, DEN_EVENT_MODERATE);
  g_assert_false (den_instant_is_known (event->resolved_at));
  session_desk_run (desk, 9);
  g_assert_true (den_session_events_type (events, GDK_KEY_n));
  g_assert_true (den_session_events_type (events, GDK_KEY_0));
  event = g_ptr_array_index (session_desk_get_session (desk)->events, 0);
  g_assert_true (den_instant_is_known (event->resolved_at));
}

static void
test_alert_is_answered (SessionDesk *desk, gconstpointer data)
{
  DenSessionAlertsStrip *strip;
  DenSessionFindingRow *row;
  const DenSessionDecision *decision;

  session_desk_begin_treatment (desk);
  g_assert_null (den_test_find (desk->window, DEN_TYPE_SESSION_ALERTS_STRIP));
  session_desk_run (desk, 15);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (184, 112), &error));
  den_test_settle ();
  strip = DEN_SESSION_ALERTS_STRIP (den_test_find (desk->window, DEN_TYPE_SESSION_ALERTS_STRIP));
  g_assert_nonnull (strip);
  g_assert_cmpuint (den_session_alerts_strip_count (strip), >=, 1);
  while (den_session_alerts_strip_count (strip) > 0)
    {
      row = DEN_SESSION_FINDING_ROW (
          den_test_find (GTK_WIDGET (strip), DEN_TYPE_SESSION_FINDING_ROW));
      g_assert_false (den_session_finding_row_decide (row, DEN_DECISION_TREAT));
      g_assert_true (den_session_finding_row_decide (row, DEN_DECISION_CALL));
      den_test_settle ();
    }
  decision = g_ptr_array_index (session_desk_get_session (desk)->decisions, 0);
  g_assert_cmpint (decision->decision, ==, DEN_DECISION_CALL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (strip)));
}

static void
visit_silence (GtkWidget *widget, gpointer found)
{
  const char *action =
      GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (g_strcmp0 (action, "session.silence") == 0)
    *(GtkWidget **) found = widget;
}

/* While the bell sounds, the button that silences it is there. */
static gboolean
sounds (SessionDesk *desk)
{
  GtkWidget *button = NULL;

  den_test_walk (desk->window, visit_silence, &button);
  return gtk_widget_get_visible (button);
}

static void
test_late_check_sounds (SessionDesk *desk, gconstpointer data)
{
  session_desk_begin_treatment (desk);
  session_desk_run (desk, 16);
  g_assert_false (sounds (desk));
  /* The check of 20 minutes is late from minute 30 on; five minutes later it is heard. */
  for (int i = 0; i < 60 && !sounds (desk); i++)
    session_desk_run (desk, 1);
  g_assert_true (sounds (desk));
  gtk_widget_activate_action (desk->window, "session.silence", NULL);
  g_assert_false (sounds (desk));
  session_desk_run (desk, 4);
  g_assert_false (sounds (desk));
  session_desk_run (desk, 2);
  g_assert_true (sounds (desk));
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (130, 80), &error));
  den_test_settle ();
  g_assert_false (sounds (desk));
}

/* ---- the end ---- */

static void
test_release_lists_what_is_missing (SessionDesk *desk, gconstpointer data)
{
  GtkWidget *page, *button;

  session_desk_begin_treatment (desk);
  session_desk_go (desk, "release");
  page = den_test_find (desk->window, DEN_TYPE_SESSION_RELEASE_PAGE);
  button = den_test_find_button (desk->window, "Release");
  g_assert_true (den_test_shows (page, "Escort"));
  g_assert_true (den_test_shows (page, "Instructions"));
  g_assert_true (den_test_shows (page, "40 min check"));
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (den_session_release_page_release (DEN_SESSION_RELEASE_PAGE (page)));
  g_assert_cmpint (den_session_state (session_desk_get_session (desk)), ==, DEN_STATE_OBSERVED);

  session_desk_run (desk, 35);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (130, 80), &error));
  session_desk_run (desk, 80);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (124, 78), &error));
  session_assert (den_live_session_set_text (desk->clinic.live, "escort_name", "Pat", &error));
  session_assert (den_live_session_set_number (desk->clinic.live, "escort_here", 1, &error));
  session_assert (den_live_session_set_number (desk->clinic.live, "instructions_given", 1, &error));
  den_test_settle ();
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_true (den_session_release_page_release (DEN_SESSION_RELEASE_PAGE (page)));
  g_assert_cmpint (den_session_state (session_desk_get_session (desk)), ==, DEN_STATE_DISCHARGED);
}

/* Leaving early asks why and who. */
static void
leave_early (SessionDesk *desk)
{
  session_desk_begin_treatment (desk);
  session_desk_run (desk, 30);
  session_assert (den_live_session_release (
      desk->clinic.live, den_office_now (desk->clinic.clinic.office), DEN_DISPOSITION_LEFT_EARLY,
      "left against advice", "Dr. Alder", &error));
  den_test_settle ();
}

static void
test_early_leave_asks (SessionDesk *desk, gconstpointer data)
{
  session_desk_begin_treatment (desk);
  session_desk_go (desk, "release");
  den_session_release_page_leave_early (
      DEN_SESSION_RELEASE_PAGE (den_test_find (desk->window, DEN_TYPE_SESSION_RELEASE_PAGE)));
  den_test_settle ();
  g_signal_emit_by_name (session_desk_find_dialog (), "accepted");
  den_test_settle ();
  g_assert_true (den_test_shows (session_desk_find_dialog (), "why the patient leaves early"));
  g_assert_cmpint (den_session_state (session_desk_get_session (desk)), ==, DEN_STATE_OBSERVED);
}

static void
test_signed_is_locked (SessionDesk *desk, gconstpointer data)
{
  DenSessionSignPage *page;

  leave_early (desk);
  session_desk_go (desk, "sign");
  page = DEN_SESSION_SIGN_PAGE (den_test_find (desk->window, DEN_TYPE_SESSION_SIGN_PAGE));
  for (;;)
    {
      GtkWidget *row = den_test_find (GTK_WIDGET (page), DEN_TYPE_SESSION_FINDING_ROW);

      if (row == NULL)
        break;
      g_assert_false (den_session_sign_page_sign (page, "Dr. Alder"));
      session_desk_type (den_test_find (row, GTK_TYPE_ENTRY), "left before it");
      g_assert_true (
          den_session_finding_row_decide (DEN_SESSION_FINDING_ROW (row), DEN_DECISION_EXPLAIN));
      den_test_settle ();
    }
  g_assert_true (den_session_sign_page_sign (page, "Dr. Alder"));
  den_test_settle ();
  g_assert_cmpint (den_session_state (session_desk_get_session (desk)), ==, DEN_STATE_SIGNED);
  g_assert_true (den_test_shows (desk->window, "Signed and locked, Dr. Alder"));
  g_assert_null (den_test_find (desk->window, DEN_TYPE_SESSION_ENTRY));
  g_assert_true (den_test_shows (desk->window, "to be sent by 11/27/2026"));
}

static const struct
{
  const char *path;
  void (*test) (SessionDesk *desk, gconstpointer data);
} tests[] = {
  { "check-by-one-key", test_check_by_one_key },
  { "last-food", test_last_food },
  { "hold-asks", test_hold_asks },
  { "keys-after-a-decision", test_keys_after_a_decision },
  { "second-device-after-the-rest", test_second_device_after_the_rest },
  { "refused-and-failed", test_refused_and_failed },
  { "no-dose-before-the-checks", test_no_dose_before_the_checks },
  { "order", test_order },
  { "infusion", test_infusion },
  { "vial", test_vial },
  { "event-by-two-keys", test_event_by_two_keys },
  { "alert-is-answered", test_alert_is_answered },
  { "late-check-sounds", test_late_check_sounds },
  { "release-lists-what-is-missing", test_release_lists_what_is_missing },
  { "early-leave-asks", test_early_leave_asks },
  { "signed-is-locked", test_signed_is_locked },
};

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/session-acts/", tests[i].path, NULL);

      g_test_add (path, SessionDesk, NULL, session_desk_set_up, tests[i].test,
                  session_desk_tear_down);
    }
  return g_test_run ();
}
