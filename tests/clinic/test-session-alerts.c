/* What must be looked at in a running session: every limit, checks that were late, grave events,
 * doses. */
#include "session-fixture.h"

/* A session of esketamine, or an infusion, begun at minute 0. */
static void
begin_running (Floor *floor, const char *protocol)
{
  floor_begin (floor, protocol, ZERO);
  if (floor->at.protocol->modality == DEN_MODALITY_KETAMINE_IV)
    floor_infuse (floor, 0, DEN_INFUSION_START, 750);
  else
    floor_device (floor, 0, DEN_DOSE_GIVEN, 28000);
}

static void
assert_open (Floor *floor, const char *open)
{
  g_autoptr (GPtrArray) findings = den_session_alerts (&floor->at);
  g_autofree char *found = floor_open (findings);

  g_assert_cmpstr (found, ==, open);
}

/* ---- readings ---- */

/* A reading at a minute, over a pressure of 120/80 before the dose; 0: not measured. */
static const struct
{
  int minute;
  int systolic, diastolic, pulse, spo2, respiration;
  int moaas, cadss6, cadss23; /* -1: not scored */
  const char *open;
} readings[] = {
  { 20, 159, 104, 0, 0, 0, -1, -1, -1, "" },
  { 20, 160, 104, 0, 0, 0, -1, -1, -1, "systolic alert" },  /* a rise of 40 */
  { 20, 159, 105, 0, 0, 0, -1, -1, -1, "diastolic alert" }, /* a rise of 25 */
  { 20, 180, 104, 0, 0, 0, -1, -1, -1, "systolic alert" },
  { 20, 180, 110, 0, 0, 0, -1, -1, -1, "systolic alert" }, /* one finding a reading */
  { 20, 199, 119, 0, 0, 0, -1, -1, -1, "systolic alert" },
  { 20, 200, 104, 0, 0, 0, -1, -1, -1, "systolic escalate" },
  { 20, 190, 120, 0, 0, 0, -1, -1, -1, "diastolic escalate" },
  { 20, 0, 0, 120, 0, 0, -1, -1, -1, "" },
  { 20, 0, 0, 121, 0, 0, -1, -1, -1, "pulse alert" },
  { 20, 0, 0, 130, 0, 0, -1, -1, -1, "pulse alert" },
  { 20, 0, 0, 131, 0, 0, -1, -1, -1, "pulse escalate" },
  { 20, 0, 0, 45, 0, 0, -1, -1, -1, "" },
  { 20, 0, 0, 44, 0, 0, -1, -1, -1, "pulse alert" },
  { 20, 0, 0, 0, 92, 0, -1, -1, -1, "" },
  { 20, 0, 0, 0, 91, 0, -1, -1, -1, "spo2 alert" },
  { 20, 0, 0, 0, 90, 0, -1, -1, -1, "spo2 alert" },
  { 20, 0, 0, 0, 89, 0, -1, -1, -1, "spo2 escalate" },
  { 20, 0, 0, 0, 0, 10, -1, -1, -1, "" },
  { 20, 0, 0, 0, 0, 9, -1, -1, -1, "respiration alert" },
  { 20, 0, 0, 0, 0, 8, -1, -1, -1, "respiration alert" },
  { 20, 0, 0, 0, 0, 7, -1, -1, -1, "respiration escalate" },
  { 20, 0, 0, 0, 0, 0, 4, -1, -1, "" },
  { 20, 0, 0, 0, 0, 0, 3, -1, -1, "moaas alert" },
  { 20, 0, 0, 0, 0, 0, 2, -1, -1, "moaas escalate" },
  { 20, 0, 0, 0, 0, 0, 0, -1, -1, "moaas escalate" },
  { 119, 0, 0, 0, 0, 0, 4, -1, -1, "" },
  { 120, 0, 0, 0, 0, 0, 4, -1, -1, "moaas alert" },
  { 120, 0, 0, 0, 0, 0, 5, -1, -1, "" },
  { 40, 0, 0, 0, 0, 0, -1, -1, 19, "" },
  { 40, 0, 0, 0, 0, 0, -1, -1, 20, "cadss23 escalate" },
  { 89, 0, 0, 0, 0, 0, -1, -1, 5, "" },
  { 90, 0, 0, 0, 0, 0, -1, -1, 4, "" },
  { 90, 0, 0, 0, 0, 0, -1, -1, 5, "cadss23 alert" },
  { 40, 0, 0, 0, 0, 0, -1, 7, -1, "" },
  { 40, 0, 0, 0, 0, 0, -1, 8, -1, "cadss6 escalate" },
  { 90, 0, 0, 0, 0, 0, -1, 2, -1, "" },
  { 90, 0, 0, 0, 0, 0, -1, 3, -1, "cadss6 alert" },
  { 20, 185, 95, 125, 88, 9, 3, -1, -1,
    "systolic alert, pulse alert, spo2 escalate, respiration alert, moaas alert" },
};

static gint64
or_unknown (int number, int unknown)
{
  return number != unknown ? number : DEN_UNKNOWN;
}

/* One reading and its alerts, in the order of the fixture's words: those of one instant stand with
 * the gravest first, so that each is looked for by its key. */
static void
test_readings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      g_auto (GStrv) wanted = g_strsplit (readings[i].open, ", ", -1);
      DenObservation *taken;

      begin_running (&floor, "esketamine-trd");
      taken = floor_bp (&floor, readings[i].minute, or_unknown (readings[i].systolic, 0),
                        or_unknown (readings[i].diastolic, 0));
      taken->pulse = or_unknown (readings[i].pulse, 0);
      taken->spo2 = or_unknown (readings[i].spo2, 0);
      taken->respiration = or_unknown (readings[i].respiration, 0);
      taken->moaas = or_unknown (readings[i].moaas, -1);
      taken->cadss6 = or_unknown (readings[i].cadss6, -1);
      taken->cadss23 = or_unknown (readings[i].cadss23, -1);
      floor_now (&floor, 21);
      findings = den_session_alerts (&floor.at);
      g_test_message ("%u: %s", (guint) i, readings[i].open);
      g_assert_cmpuint (findings->len, ==, g_strv_length (wanted));
      for (int j = 0; wanted[j] != NULL; j++)
        {
          g_auto (GStrv) words = g_strsplit (wanted[j], " ", -1);
          const DenSessionFinding *finding = floor_find (findings, words[0]);

          g_assert_nonnull (finding);
          g_assert_cmpint (finding->mark, ==,
                           g_str_equal (words[1], "alert") ? DEN_MARK_ALERT : DEN_MARK_ESCALATE);
          g_assert_cmpint (finding->of_at.us, ==, taken->taken_at.us);
          g_assert_false (finding->passes);
          g_assert_false (finding->from_label);
        }
    }
}

/* A rise is measured from the newest reading before the dose, never from one after it, and never
 * from nothing. */
static void
test_rise (void)
{
  g_auto (Floor) floor = { 0 };

  begin_running (&floor, "esketamine-trd");
  floor_bp (&floor, -2, 138, 88);
  floor_bp (&floor, 20, 170, 100);
  floor_now (&floor, 25);
  assert_open (&floor, "");
  floor_bp (&floor, 30, 178, 100);
  assert_open (&floor, "systolic alert");
  g_ptr_array_set_size (floor.session->observations, 0);
  floor_bp (&floor, 20, 110, 60);
  floor_bp (&floor, 30, 178, 100);
  assert_open (&floor, "");
}

/* What was entered answer by answer counts by its sum. */
static void
test_answers_only (void)
{
  g_auto (Floor) floor = { 0 };

  begin_running (&floor, "esketamine-trd");
  floor_observe (&floor, 20)->cadss6_items = (DenScores){ 6, { 2, 2, 1, 1, 1, 1 } };
  floor_now (&floor, 21);
  assert_open (&floor, "cadss6 escalate");
}

/* The newest first; each reading keeps its own, and an answer is about one reading. */
static void
test_newest_first (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  const DenSessionFinding *first, *second;

  begin_running (&floor, "esketamine-trd");
  floor_bp (&floor, 10, 182, 96);
  floor_bp (&floor, 15, 186, 96);
  floor_now (&floor, 16);
  before = den_session_alerts (&floor.at);
  g_assert_cmpuint (before->len, ==, 2);
  first = g_ptr_array_index (before, 0);
  second = g_ptr_array_index (before, 1);
  g_assert_cmpstr (first->sentence, ==,
                   "186/96 at 09:45: look at the patient, repeat in 5 minutes, tell the "
                   "prescriber.");
  g_assert_true (g_str_has_prefix (second->sentence, "182/96 at 09:40"));

  floor_decide (&floor, 16, second, DEN_DECISION_WAIT, NULL);
  after = den_session_alerts (&floor.at);
  g_assert_false (((DenSessionFinding *) g_ptr_array_index (after, 0))->passes);
  g_assert_true (((DenSessionFinding *) g_ptr_array_index (after, 1))->passes);
}

/* What was done about an alert answers it; a treatment and an explanation need their words. */
static void
test_decisions (void)
{
  static const struct
  {
    DenDecisionKind kind;
    const char *reason;
    gboolean answers;
  } cases[] = {
    { DEN_DECISION_WAIT, NULL, TRUE },      { DEN_DECISION_CALL, NULL, TRUE },
    { DEN_DECISION_EMERGENCY, NULL, TRUE }, { DEN_DECISION_EXTEND, NULL, TRUE },
    { DEN_DECISION_STOP, NULL, TRUE },      { DEN_DECISION_TREAT, NULL, FALSE },
    { DEN_DECISION_TREAT, " ", FALSE },     { DEN_DECISION_TREAT, "Clonidine 0.1 mg.", TRUE },
    { DEN_DECISION_EXPLAIN, NULL, FALSE },  { DEN_DECISION_EXPLAIN, "Cuff slipped.", TRUE },
    { DEN_DECISION_PROCEED, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;

      begin_running (&floor, "esketamine-trd");
      floor_bp (&floor, 10, 182, 96);
      floor_now (&floor, 16);
      findings = den_session_alerts (&floor.at);
      floor_decide (&floor, 12, g_ptr_array_index (findings, 0), cases[i].kind, cases[i].reason);
      g_test_message ("%u", (guint) i);
      assert_open (&floor, cases[i].answers ? "" : "systolic alert");
    }
}

/* A patient whose earlier sessions were calm is told of like any other. */
static void
test_surge_today (void)
{
  g_auto (Floor) floor = { 0 };
  DenSession *calm = den_record_new (&den_session_type);

  begin_running (&floor, "esketamine-trd");
  calm->session_id = g_strdup ("S-0");
  calm->course = g_strdup ("C-1");
  calm->status = DEN_SESSION_COMPLETED;
  calm->started_at = floor_minute (&floor, -3 * 24 * 60);
  g_ptr_array_insert (floor.chart->sessions, 0, calm);
  floor_bp (&floor, 40, 176, 108)->spo2 = 97;
  floor_now (&floor, 41);
  assert_open (&floor, "systolic alert");
}

/* ---- late checks ---- */

static void
test_late_check (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) late = NULL, done = NULL;
  const DenSessionFinding *finding;

  begin_running (&floor, "esketamine-trd");
  floor_now (&floor, 50);
  assert_open (&floor, "");
  floor_now (&floor, 58);
  assert_open (&floor, "checkpoint.40 alert");
  late = den_session_alerts (&floor.at);
  finding = floor_find (late, "checkpoint.40");
  g_assert_cmpstr (finding->sentence, ==, "Not done, 18 min past its time.");
  g_assert_true (finding->from_label);
  /* that of 20 minutes is told, and asks for nothing */
  g_assert_true (floor_find (late, "checkpoint.20")->passes);
  g_assert_cmpint (floor_find (late, "checkpoint.20")->mark, ==, DEN_MARK_REVIEW);

  floor_well (&floor, 70);
  floor_now (&floor, 71);
  done = den_session_alerts (&floor.at);
  finding = floor_find (done, "checkpoint.40");
  g_assert_cmpstr (finding->sentence, ==, "Done at minute 70, 30 min past its time.");
  g_assert_false (finding->passes);
  floor_decide (&floor, 72, finding, DEN_DECISION_EXPLAIN, "The patient was in the restroom.");
  assert_open (&floor, "");
}

/* What was said of it while it was not done stands once it is. */
static void
test_explained_before (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) late = NULL;

  begin_running (&floor, "esketamine-trd");
  floor_now (&floor, 58);
  late = den_session_alerts (&floor.at);
  floor_decide (&floor, 58, floor_find (late, "checkpoint.40"), DEN_DECISION_EXPLAIN, "Vomiting.");
  assert_open (&floor, "");
  floor_well (&floor, 65);
  floor_now (&floor, 66);
  assert_open (&floor, "");
}

/* ---- events and doses ---- */

static void
test_events (void)
{
  static const struct
  {
    DenEventSeverity severity;
    gint64 serious;
    const char *treatment;
    const char *open;
  } cases[] = {
    { DEN_EVENT_MILD, 0, NULL, "" },
    { DEN_EVENT_MODERATE, DEN_UNKNOWN, NULL, "" },
    { DEN_EVENT_SEVERE, DEN_UNKNOWN, NULL, "event.nausea alert" },
    { DEN_EVENT_SEVERE, 0, "Ondansetron 4 mg.", "" },
    { DEN_EVENT_MILD, 1, NULL, "event.nausea escalate" },
    { DEN_EVENT_SEVERE, 1, NULL, "event.nausea escalate" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      DenSessionEvent *event;

      begin_running (&floor, "esketamine-trd");
      event = floor_event (&floor, 15, "nausea", cases[i].severity);
      event->serious = cases[i].serious;
      event->treatment = g_strdup (cases[i].treatment);
      floor_now (&floor, 16);
      g_test_message ("%u", (guint) i);
      assert_open (&floor, cases[i].open);
    }
}

static void
test_over_the_ceiling (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor.session->ordered_ug = 84000;
  for (int i = 0; i < 3; i++)
    floor_device (&floor, 5 * i, DEN_DOSE_GIVEN, 28000);
  floor_now (&floor, 16);
  assert_open (&floor, "");
  floor_device (&floor, 15, DEN_DOSE_GIVEN, 28000);
  floor.session->ordered_ug = 112000;
  assert_open (&floor, "dose.ceiling alert");
  findings = den_session_alerts (&floor.at);
  g_assert_cmpstr (floor_find (findings, "dose.ceiling")->sentence, ==,
                   "112 mg were given, over the ceiling of 84 mg.");
  floor.session->order_rationale = g_strdup ("Device 2 ran down the lip.");
  assert_open (&floor, "");
}

static void
test_expired_lot (void)
{
  g_auto (Floor) floor = { 0 };
  DenDose *dose;

  begin_running (&floor, "esketamine-trd");
  dose = g_ptr_array_index (floor.session->doses, 0);
  dose->expires_on = floor_day ("2026-11-20");
  floor_now (&floor, 5);
  assert_open (&floor, "");
  dose->expires_on = floor_day ("2026-11-19");
  assert_open (&floor, "dose.expired alert");
  /* a device that was refused was not used */
  dose->outcome = DEN_DOSE_REFUSED;
  dose->given_ug = 0;
  assert_open (&floor, "");
}

/* ---- where there is nothing to tell ---- */

static void
test_nothing (void)
{
  g_auto (Floor) floor = { 0 };

  /* before the dose the checks speak, not the alerts */
  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_bp (&floor, -2, 210, 120);
  assert_open (&floor, "");
  floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
  floor_now (&floor, 5);
  assert_open (&floor, "");
  floor_bp (&floor, 10, 210, 120);
  floor_now (&floor, 600);
  floor.at.protocol = NULL;
  assert_open (&floor, "");
}

/* The same limits hold for an infusion; its checks are every ten minutes. */
static void
test_infusion (void)
{
  g_auto (Floor) floor = { 0 };

  begin_running (&floor, "ketamine-iv");
  floor_well (&floor, 10);
  floor_bp (&floor, 20, 186, 96)->spo2 = 91;
  floor_now (&floor, 22);
  assert_open (&floor, "systolic alert, spo2 alert");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-alerts/readings", test_readings);
  g_test_add_func ("/session-alerts/rise", test_rise);
  g_test_add_func ("/session-alerts/answers-only", test_answers_only);
  g_test_add_func ("/session-alerts/newest-first", test_newest_first);
  g_test_add_func ("/session-alerts/decisions", test_decisions);
  g_test_add_func ("/session-alerts/surge-today", test_surge_today);
  g_test_add_func ("/session-alerts/late-check", test_late_check);
  g_test_add_func ("/session-alerts/explained-before", test_explained_before);
  g_test_add_func ("/session-alerts/events", test_events);
  g_test_add_func ("/session-alerts/over-the-ceiling", test_over_the_ceiling);
  g_test_add_func ("/session-alerts/expired-lot", test_expired_lot);
  g_test_add_func ("/session-alerts/nothing", test_nothing);
  g_test_add_func ("/session-alerts/infusion", test_infusion);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
