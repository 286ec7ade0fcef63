/* The REMS monitoring form: when it is due, and that its facts are today's session's own. */
#include "course-fixture.h"
#include "den-course-rules.h"

#include <string.h>

#define UNKNOWN DEN_UNKNOWN

/* ---- a session on 11/20/2026 from 10:00, of 84 mg over 125 minutes ---- */

static DenInstant
at_minute (gint64 minute)
{
  DenInstant at = fixture_morning (fixture_day ("2026-11-20"));

  at.us += minute * G_GINT64_CONSTANT (60000000);
  return at;
}

static DenObservation *
observe (DenSession *session, gint64 minute)
{
  DenObservation *it = den_record_new (&den_observation_type);

  it->taken_at = at_minute (minute);
  g_ptr_array_add (session->observations, it);
  return it;
}

static DenObservation *
measure (DenSession *session, gint64 minute, gint64 systolic, gint64 diastolic)
{
  DenObservation *it = observe (session, minute);

  it->systolic = systolic;
  it->diastolic = diastolic;
  return it;
}

static DenSessionEvent *
add_event (DenSession *session, const char *kind, gint64 from, gint64 to)
{
  DenSessionEvent *event = den_record_new (&den_session_event_type);

  event->kind = g_strdup (kind);
  event->started_at = at_minute (from);
  event->resolved_at = to != UNKNOWN ? at_minute (to) : DEN_INSTANT_UNKNOWN;
  event->serious = 0;
  g_ptr_array_add (session->events, event);
  return event;
}

/* Everything that the form asks for, nothing remarkable. */
static DenSession *
add_whole_session (DenChart *chart)
{
  DenSession *session = fixture_add_session (chart, "C1", fixture_day ("2026-11-20"));
  DenObservation *it;

  session->status = DEN_SESSION_COMPLETED;
  session->started_at = at_minute (0);
  session->ended_at = at_minute (125);
  session->monitored_by = g_strdup ("R. Ortiz");
  session->vitals_before_ok = session->vitals_after_ok = 1;
  for (int device = 0; device < 3; device++)
    fixture_add_dose (session, at_minute (device * 5), 28, device == 2 ? "B2" : "A1");
  measure (session, -20, 128, 80);
  measure (session, 40, 141, 88);
  it = measure (session, 120, 126, 79);
  it->spo2 = 97;
  it->moaas = 5;
  it->cadss6 = 0;
  return session;
}

static DenChart *
make_chart (void)
{
  DenChart *chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
  DenEnrollment *enrollment = den_record_new (&den_enrollment_type);

  enrollment->program = DEN_PROGRAM_SPRAVATO_REMS;
  enrollment->enrolled_on = fixture_day ("2026-11-18");
  g_ptr_array_add (chart->enrollments, enrollment);
  fixture_add_medication (chart, "sertraline", fixture_day ("2026-01-01"), UNKNOWN);
  return chart;
}

static DenMonitoringForm *
form_of (const DenChart *chart, const DenSession *session)
{
  DenSessionCase at = { chart, session, fixture_protocol ("esketamine-trd"), fixture_reference (),
                        DEN_INSTANT_UNKNOWN };

  return den_monitoring_form_new (&at);
}

static gboolean
lacks (const DenMonitoringForm *form, const char *words)
{
  for (guint i = 0; i < form->missing->len; i++)
    if (strstr (g_ptr_array_index (form->missing, i), words) != NULL)
      return TRUE;
  return FALSE;
}

/* ---- when it is due ---- */

/* Seven calendar days after the civil day of time 0, weekends and holidays counted. */
static void
test_due (void)
{
  static const struct
  {
    const char *zero;
    const char *due;
  } sessions[] = {
    { "2026-11-20T10:00:00-05:00", "2026-11-27" },
    { "2026-12-28T10:00:00-05:00", "2027-01-04" },
    { "2028-02-25T10:00:00-05:00", "2028-03-03" },
    /* Over midnight: the day on which it began, on the clinic's clock and not in UTC. */
    { "2026-11-20T23:30:00-05:00", "2026-11-27" },
    { "2026-11-20T00:10:00-05:00", "2026-11-27" },
    /* Over a change of the clocks. */
    { "2026-10-30T10:00:00-04:00", "2026-11-06" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autoptr (DenChart) chart = make_chart ();
      DenSession *session = fixture_add_session (chart, "C1", fixture_day ("2026-11-20"));

      fixture_add_dose (session, fixture_instant (sessions[i].zero), 28, "A1");
      session->ended_at = session->started_at;
      session->ended_at.us += G_GINT64_CONSTANT (7500000000);
      g_assert_cmpstr (fixture_iso (den_rems_due_on (session, fixture_protocol ("esketamine-trd"))),
                       ==, sessions[i].due);
    }
}

/* Nothing is owed for a session without a dose, or of another drug. */
static void
test_not_owed (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *missed = fixture_miss (chart, "C1", fixture_day ("2026-11-20"));
  DenSession *refused = fixture_add_session (chart, "C1", fixture_day ("2026-11-20"));
  DenSession *given = fixture_deliver (chart, "C1", fixture_day ("2026-11-20"));

  refused->status = DEN_SESSION_COMPLETED;
  refused->started_at = at_minute (0);
  fixture_add_dose (refused, at_minute (0), 0, "A1");
  g_assert_cmpint (den_rems_due_on (missed, fixture_protocol ("esketamine-trd")), ==, UNKNOWN);
  g_assert_cmpint (den_rems_due_on (refused, fixture_protocol ("esketamine-trd")), ==, UNKNOWN);
  g_assert_cmpint (den_rems_due_on (given, fixture_protocol ("ketamine-iv")), ==, UNKNOWN);
  g_assert_cmpint (den_rems_due_on (given, NULL), ==, UNKNOWN);
  g_assert_cmpint (
      den_rems_standing (missed, fixture_protocol ("esketamine-trd"), fixture_day ("2027-11-20")),
      ==, DEN_REPORT_NOT_OWED);
}

static void
test_standing (void)
{
  static const struct
  {
    const char *sent; /* NULL: not yet */
    const char *on;
    DenReportStanding standing;
  } cases[] = {
    { NULL, "2026-11-20", DEN_REPORT_DUE },
    { NULL, "2026-11-27", DEN_REPORT_DUE },
    { NULL, "2026-11-28", DEN_REPORT_OVERDUE },
    { "2026-11-27", "2026-11-27", DEN_REPORT_SENT },
    { "2026-11-27", "2027-01-01", DEN_REPORT_SENT },
    { "2026-11-28", "2026-11-28", DEN_REPORT_SENT_LATE },
    /* What is sent tomorrow is not sent yet. */
    { "2026-11-29", "2026-11-28", DEN_REPORT_OVERDUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenChart) chart = make_chart ();
      DenSession *session = add_whole_session (chart);

      if (cases[i].sent != NULL)
        {
          DenMonitoringReport *report = den_record_new (&den_monitoring_report_type);

          report->sent_on = fixture_day (cases[i].sent);
          g_ptr_array_add (session->reports, report);
        }
      g_assert_cmpint (den_rems_standing (session, fixture_protocol ("esketamine-trd"),
                                          fixture_day (cases[i].on)),
                       ==, cases[i].standing);
    }
}

/* ---- the form ---- */

static void
test_whole (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) form = form_of (chart, session);

  for (guint i = 0; i < form->missing->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (form->missing, i));
  g_assert_cmpuint (form->missing->len, ==, 0);
  g_assert_cmpint (form->first_treatment, ==, 1);
  g_assert_cmpint (form->enrolled, ==, 1);
  g_assert_cmpint (form->treated_on, ==, fixture_day ("2026-11-20"));
  g_assert_cmpint (form->due_on, ==, fixture_day ("2026-11-27"));
  g_assert_cmpint (form->dose_ug, ==, 84000);
  g_assert_cmpstr (form->lots, ==, "A1, B2");
  g_assert_cmpint (form->duration_minutes, ==, 125);
  g_assert_cmpint (form->ready_minutes, ==, UNKNOWN);
  g_assert_cmpint (form->bp_before->systolic, ==, 128);
  g_assert_cmpint (form->bp_forty->systolic, ==, 141);
  g_assert_cmpint (form->bp_forty_minute, ==, 40);
  g_assert_cmpint (form->bp_last->systolic, ==, 126);
  g_assert_cmpint (form->spo2_lowest, ==, 97);
  g_assert_cmpint (form->sedation.had, ==, 0);
  g_assert_cmpint (form->dissociation.had, ==, 0);
  g_assert_cmpint (form->respiratory_depression.had, ==, 0);
  g_assert_cmpint (form->hypertension.had, ==, 0);
  g_assert_cmpuint (form->serious->len, ==, 0);
  g_assert_cmpuint (form->sedating->len, ==, 0);
}

/* A third device that was refused: the dose is what was given, and its lot is not named. */
static void
test_refused_device (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  DenDose *third = g_ptr_array_index (session->doses, 2);
  g_autoptr (DenMonitoringForm) form = NULL;

  session->ordered_ug = 84000;
  third->outcome = DEN_DOSE_REFUSED;
  third->given_ug = 0;
  form = form_of (chart, session);
  g_assert_cmpint (form->dose_ug, ==, 56000);
  g_assert_cmpstr (form->lots, ==, "A1");
}

/* Only from today's session: yesterday's readings and lots fill no box of today's. */
static void
test_empty_session (void)
{
  static const char *const asked[] = {
    "Who monitored the patient",
    "The lot number of every device used",
    "When the monitoring ended",
    "acceptable before the dose",
    "acceptable before leaving",
    "Blood pressure before the dose",
    "Blood pressure 40 minutes after",
    "Blood pressure before leaving",
    "Oxygen saturation after the dose",
    "Sedation: no MOAA/S",
    "Dissociation: no CADSS",
    "Respiratory depression: no oxygen saturation",
    "Hypertensive event: no blood pressure",
  };
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *today = fixture_add_session (chart, "C1", fixture_day ("2026-11-24"));
  g_autoptr (DenMonitoringForm) form = NULL;

  add_whole_session (chart);
  fixture_add_dose (today, fixture_morning (fixture_day ("2026-11-24")), 56, NULL);
  form = form_of (chart, today);
  g_assert_cmpint (form->first_treatment, ==, 0);
  g_assert_null (form->bp_before);
  g_assert_null (form->bp_forty);
  g_assert_null (form->bp_last);
  g_assert_cmpint (form->bp_forty_minute, ==, UNKNOWN);
  g_assert_null (form->lots);
  g_assert_cmpint (form->spo2_lowest, ==, UNKNOWN);
  g_assert_cmpint (form->sedation.had, ==, UNKNOWN);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_test_message ("%s", asked[i]);
      g_assert_true (lacks (form, asked[i]));
    }
  g_assert_cmpuint (form->missing->len, ==, G_N_ELEMENTS (asked));
}

/* The minutes at which the pressure was taken, and which of them stands in the box of 40 minutes
 * and in the box before leaving. */
static void
test_forty (void)
{
  static const struct
  {
    gint64 minutes[4];
    gint64 forty, last;
    gboolean late; /* the box of 40 minutes has one of after its window */
  } cases[] = {
    { { 38, 43, 120, UNKNOWN }, 38, 120, FALSE },
    { { 30, 50, 120, UNKNOWN }, 30, 120, FALSE },
    { { 29, 50, 120, UNKNOWN }, 50, 120, FALSE },
    { { 29, 51, 120, UNKNOWN }, 51, 120, TRUE },
    { { 70, 120, UNKNOWN, UNKNOWN }, 70, 120, TRUE },
    { { 120, 70, UNKNOWN, UNKNOWN }, 70, 120, TRUE },
    { { 20, UNKNOWN, UNKNOWN, UNKNOWN }, UNKNOWN, 20, FALSE },
    { { 40, UNKNOWN, UNKNOWN, UNKNOWN }, 40, UNKNOWN, FALSE },
    { { 118, UNKNOWN, UNKNOWN, UNKNOWN }, 118, 118, TRUE },
    /* What is taken after the patient has left is not before leaving. */
    { { 40, 120, 130, UNKNOWN }, 40, 120, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenChart) chart = make_chart ();
      DenSession *session = add_whole_session (chart);
      g_autoptr (DenMonitoringForm) form = NULL;

      g_ptr_array_set_size (session->observations, 1);
      for (int k = 0; k < 4 && cases[i].minutes[k] != UNKNOWN; k++)
        measure (session, cases[i].minutes[k], (cases[i].minutes[k] + 60), 50);
      form = form_of (chart, session);
      g_test_message ("case %u", (guint) i);
      g_assert_cmpint (form->bp_forty_minute, ==, cases[i].forty);
      g_assert_cmpint (form->bp_forty != NULL ? form->bp_forty->systolic - 60 : UNKNOWN, ==,
                       cases[i].forty);
      g_assert_cmpint (form->bp_last != NULL ? form->bp_last->systolic - 60 : UNKNOWN, ==,
                       cases[i].last);
      g_assert_cmpint (form->bp_forty_late, ==, cases[i].late);
      g_assert_cmpint (lacks (form, "Blood pressure 40 minutes"), ==, cases[i].forty == UNKNOWN);
    }
}

/* The newest reading before the dose stands for it, not the first. */
static void
test_repeated_before (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) form = NULL;

  measure (session, -5, 136, 84);
  measure (session, -40, 160, 99);
  form = form_of (chart, session);
  g_assert_cmpint (form->bp_before->systolic, ==, 136);
}

/* Leaving before two hours: when would the patient have been ready? */
static void
test_left_early (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) asked = NULL, told = NULL, whole = NULL;

  session->ended_at = at_minute (119);
  asked = form_of (chart, session);
  g_assert_cmpint (asked->duration_minutes, ==, 119);
  g_assert_true (lacks (asked, "ready to leave"));
  session->ready_at = at_minute (110);
  told = form_of (chart, session);
  g_assert_cmpint (told->ready_minutes, ==, 110);
  g_assert_false (lacks (told, "ready to leave"));
  session->ended_at = at_minute (120);
  whole = form_of (chart, session);
  g_assert_cmpint (whole->ready_minutes, ==, UNKNOWN);
}

/* ---- events ---- */

static void
assert_event (const DenMonitoringEvent *event, gint64 had, gint64 onset, gint64 resolved)
{
  g_assert_cmpint (event->had, ==, had);
  g_assert_cmpint (event->onset_minutes, ==, onset);
  g_assert_cmpint (event->resolved_minutes, ==, resolved);
}

/* Sedation by the alertness scale: any drop, and over when the patient is awake again for good. */
static void
test_sedation (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) resolved = NULL, lasting = NULL;

  /* Drowsy from the start, before any dose, is not of the dose. */
  observe (session, -10)->moaas = 4;
  observe (session, 60)->moaas = 5;
  observe (session, 20)->moaas = 4;
  observe (session, 75)->moaas = 3;
  resolved = form_of (chart, session);
  assert_event (&resolved->sedation, 1, 20, 120);

  observe (session, 122)->moaas = 4;
  lasting = form_of (chart, session);
  assert_event (&lasting->sedation, 1, 20, UNKNOWN);
  g_assert_true (lacks (lasting, "Sedation: that it resolved before the patient left"));
}

/* Dissociation is a CADSS total over what the protocol releases with, or the event itself. */
static void
test_dissociation (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  DenObservation *items;
  g_autoptr (DenMonitoringForm) little = NULL, much = NULL, event = NULL;

  observe (session, 40)->cadss6 = 2;
  little = form_of (chart, session);
  assert_event (&little->dissociation, 0, UNKNOWN, UNKNOWN);
  /* Answers alone count by their sum, and the two forms each by their own limit. */
  items = observe (session, 50);
  g_assert_true (den_scores_parse ("0 0 0 0 2 1", &items->cadss6_items));
  observe (session, 60)->cadss23 = 4;
  much = form_of (chart, session);
  assert_event (&much->dissociation, 1, 50, 60);
  add_event (session, "dissociation", 15, 118);
  event = form_of (chart, session);
  assert_event (&event->dissociation, 1, 15, 118);
}

static void
test_breathing_and_pressure (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) calm = NULL, bad = NULL;

  observe (session, 30)->spo2 = 92;
  observe (session, 30)->respiration = 10;
  measure (session, 45, 167, 100);
  calm = form_of (chart, session);
  g_assert_cmpint (calm->respiratory_depression.had, ==, 0);
  g_assert_cmpint (calm->hypertension.had, ==, 0);
  g_assert_cmpint (calm->spo2_lowest, ==, 92);

  observe (session, 32)->spo2 = 91;
  /* 40 over the 128 before the dose. */
  measure (session, 46, 168, 100);
  measure (session, 60, 139, 85);
  bad = form_of (chart, session);
  assert_event (&bad->respiratory_depression, 1, 32, 120);
  assert_event (&bad->hypertension, 1, 46, 60);
  g_assert_cmpint (bad->spo2_lowest, ==, 91);
}

/* Of several events the one that lasts longest; one that ended after the patient left did not end
 * before. */
static void
test_several_events (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) both = NULL, after = NULL;

  add_event (session, "sedation", 30, 50);
  add_event (session, "sedation", 20, 90);
  both = form_of (chart, session);
  assert_event (&both->sedation, 1, 20, 90);
  add_event (session, "sedation", 100, 140);
  after = form_of (chart, session);
  assert_event (&after->sedation, 1, 20, UNKNOWN);
}

/* Serious is what somebody called serious; what nobody judged is asked for. */
static void
test_serious (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) form = NULL;

  add_event (session, "nausea", 10, 20)->serious = UNKNOWN;
  add_event (session, "headache", 10, 20);
  add_event (session, "chest_pain", 30, 60)->serious = 1;
  form = form_of (chart, session);
  g_assert_cmpuint (form->serious->len, ==, 1);
  g_assert_true (lacks (form, "Whether it was a serious adverse event: Nausea"));
  g_assert_false (lacks (form, "Headache"));
}

/* ---- the patient ---- */

/* By groups, as they run on the session's day; with none recorded at all nothing is answered. */
static void
test_medications (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) form = NULL, unknown = NULL;

  fixture_add_medication (chart, "lorazepam", fixture_day ("2026-11-01"), UNKNOWN);
  fixture_add_medication (chart, "Ambien", fixture_day ("2026-11-20"), fixture_day ("2026-11-20"));
  fixture_add_medication (chart, "oxycodone", fixture_day ("2026-10-01"),
                          fixture_day ("2026-11-19"));
  fixture_add_medication (chart, "Nardil", fixture_day ("2026-11-21"), UNKNOWN);
  fixture_add_medication (chart, "Adderall", fixture_day ("2026-01-01"), UNKNOWN);
  fixture_add_medication (chart, "lisinopril", fixture_day ("2026-01-01"), UNKNOWN);
  form = form_of (chart, session);
  g_assert_cmpint (form->benzodiazepine, ==, 1);
  g_assert_cmpint (form->hypnotic, ==, 1);
  g_assert_cmpint (form->opioid, ==, 0);
  g_assert_cmpint (form->maoi, ==, 0);
  g_assert_cmpint (form->stimulant, ==, 1);
  g_assert_cmpuint (form->sedating->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (form->sedating, 0), ==, "Lorazepam (benzodiazepine)");
  g_assert_cmpstr (g_ptr_array_index (form->sedating, 3), ==,
                   "Lisinopril (blood pressure medicines)");

  g_ptr_array_set_size (chart->medications, 0);
  unknown = form_of (chart, session);
  g_assert_cmpint (unknown->benzodiazepine, ==, UNKNOWN);
  g_assert_cmpint (unknown->maoi, ==, UNKNOWN);
  g_assert_true (lacks (unknown, "none is recorded"));
}

static void
test_enrollment (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  DenEnrollment *enrollment = g_ptr_array_index (chart->enrollments, 0);
  g_autoptr (DenMonitoringForm) undated = NULL, late = NULL, none = NULL;

  enrollment->enrolled_on = UNKNOWN;
  undated = form_of (chart, session);
  g_assert_cmpint (undated->enrolled, ==, UNKNOWN);
  enrollment->enrolled_on = fixture_day ("2026-11-21");
  late = form_of (chart, session);
  g_assert_cmpint (late->enrolled, ==, 0);
  g_assert_true (lacks (late, "enrollment in the REMS by the session’s day"));
  g_ptr_array_set_size (chart->enrollments, 0);
  none = form_of (chart, session);
  g_assert_cmpint (none->enrolled, ==, 0);
}

/* An earlier infusion of ketamine leaves it the first treatment; an earlier session of which nobody
 * says what was given leaves it open; one that was missed changes nothing. */
static void
test_first_treatment (void)
{
  g_autoptr (DenChart) chart = make_chart ();
  DenSession *session = add_whole_session (chart);
  g_autoptr (DenMonitoringForm) first = NULL, open = NULL, later = NULL;

  fixture_add_course (chart, "C2", DEN_MODALITY_KETAMINE_IV);
  fixture_deliver (chart, "C2", fixture_day ("2026-10-01"));
  fixture_miss (chart, "C1", fixture_day ("2026-11-17"));
  fixture_deliver (chart, "C1", fixture_day ("2026-11-24"));
  first = form_of (chart, session);
  g_assert_cmpint (first->first_treatment, ==, 1);
  fixture_deliver (chart, NULL, fixture_day ("2026-09-01"));
  open = form_of (chart, session);
  g_assert_cmpint (open->first_treatment, ==, UNKNOWN);
  fixture_deliver (chart, "C1", fixture_day ("2026-11-17"));
  later = form_of (chart, session);
  g_assert_cmpint (later->first_treatment, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rems/due", test_due);
  g_test_add_func ("/rems/not-owed", test_not_owed);
  g_test_add_func ("/rems/standing", test_standing);
  g_test_add_func ("/rems/form/whole", test_whole);
  g_test_add_func ("/rems/form/refused-device", test_refused_device);
  g_test_add_func ("/rems/form/empty-session", test_empty_session);
  g_test_add_func ("/rems/form/forty", test_forty);
  g_test_add_func ("/rems/form/repeated-before", test_repeated_before);
  g_test_add_func ("/rems/form/left-early", test_left_early);
  g_test_add_func ("/rems/events/sedation", test_sedation);
  g_test_add_func ("/rems/events/dissociation", test_dissociation);
  g_test_add_func ("/rems/events/breathing-and-pressure", test_breathing_and_pressure);
  g_test_add_func ("/rems/events/several", test_several_events);
  g_test_add_func ("/rems/events/serious", test_serious);
  g_test_add_func ("/rems/patient/medications", test_medications);
  g_test_add_func ("/rems/patient/enrollment", test_enrollment);
  g_test_add_func ("/rems/patient/first-treatment", test_first_treatment);
  return g_test_run ();
}
