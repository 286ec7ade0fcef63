/* What keeps the dose: the checks that are asked, the vital signs before the dose, weight and order,
 * and which of them a written reason lets pass. */
#include "den-scale.h"
#include "session-fixture.h"

/* The patient of the fixture may have the dose, by each of the shipped protocols. */
static void
test_ready (void)
{
  static const char *const ids[] = { "esketamine-trd", "esketamine-mdsi", "ketamine-iv",
                                     "ketamine-im" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_auto (Floor) floor = { 0 };

      floor_begin (&floor, ids[i], ZERO);
      g_test_message ("%s", ids[i]);
      floor_assert_before_dose (&floor, "");
    }
}

/* Nothing recorded is nothing known: no check passes by itself. */
static void
test_nothing_recorded (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  g_ptr_array_set_size (floor.session->checks, 0);
  g_ptr_array_set_size (floor.session->observations, 0);
  g_ptr_array_set_size (floor.chart->screenings, 0);
  g_ptr_array_set_size (floor.chart->enrollments, 0);
  g_ptr_array_set_size (floor.chart->checks, 0);
  g_ptr_array_set_size (floor.chart->assessments, 0);
  g_clear_pointer (&floor.session->prescriber_on_site, g_free);
  floor.session->ordered_ug = DEN_UNKNOWN;
  floor_assert_before_dose (
      &floor, "check.consent missing, check.rems_enrollment missing, "
              "check.prescriber_on_site missing, check.pdmp missing, "
              "check.pregnancy_test missing, check.c_ssrs missing, check.escort missing, "
              "check.food missing, check.liquids missing, check.nasal_spray missing, "
              "check.no_alcohol missing, check.no_pressure_risk missing, "
              "contraindication.aneurysmal_vascular_disease missing, "
              "contraindication.arteriovenous_malformation missing, "
              "contraindication.intracerebral_hemorrhage missing, "
              "contraindication.hypersensitivity missing, "
              "systolic missing, pulse missing, spo2 missing, respiration missing, "
              "moaas missing, order missing");
}

static void
test_without_protocol (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor.at.protocol = NULL;
  findings = den_session_before_dose (&floor.at);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* ---- asked ---- */

static const struct
{
  const char *item;
  DenCheckAnswer answer;
  const char *open;    /* what does not pass */
  const char *proceed; /* and with a reason to proceed */
} answers[] = {
  { "consent", DEN_CHECK_ANSWER_NO, "check.consent hold", "check.consent hold" },
  { "escort", DEN_CHECK_ANSWER_NO, "check.escort hold", "" },
  { "food", DEN_CHECK_ANSWER_NO, "check.food review", "" },
  { "food", DEN_CHECK_ANSWER_YES, "", NULL },
  { "liquids", DEN_CHECK_ANSWER_NO, "check.liquids review", "" },
  { "nasal_spray", DEN_CHECK_ANSWER_NO, "check.nasal_spray review", "" },
  { "nasal_spray", DEN_CHECK_ANSWER_NOT_APPLICABLE, "", NULL },
  { "no_alcohol", DEN_CHECK_ANSWER_NO, "check.no_alcohol hold", "" },
  { "no_pressure_risk", DEN_CHECK_ANSWER_NO, "check.no_pressure_risk hold",
    "check.no_pressure_risk hold" },
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autofree char *key = g_strconcat ("check.", answers[i].item, NULL);

      floor_begin (&floor, "esketamine-trd", ZERO);
      floor_answer (&floor, -10, answers[i].item, answers[i].answer);
      g_test_message ("%s %d", answers[i].item, (int) answers[i].answer);
      floor_assert_before_dose (&floor, answers[i].open);
      if (answers[i].proceed == NULL)
        continue;
      floor_proceed (&floor, key);
      floor_assert_before_dose (&floor, answers[i].proceed);
    }
}

/* The newest answer holds, and an older reason is not one against it. */
static void
test_newest_answer (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_answer (&floor, -10, "escort", DEN_CHECK_ANSWER_NO);
  floor_proceed (&floor, "check.escort");
  floor_assert_before_dose (&floor, "");
  floor_answer (&floor, -3, "escort", DEN_CHECK_ANSWER_NO);
  floor_assert_before_dose (&floor, "check.escort hold");
  floor_answer (&floor, -2, "escort", DEN_CHECK_ANSWER_YES);
  floor_assert_before_dose (&floor, "");
}

/* The label's times, to the minute: what was last so many minutes before the dose. */
static void
test_times (void)
{
  static const struct
  {
    const char *protocol, *item;
    gint64 minutes;
    gboolean passes;
  } cases[] = {
    { "esketamine-trd", "food", 120, TRUE },       { "esketamine-trd", "food", 119, FALSE },
    { "esketamine-trd", "liquids", 30, TRUE },     { "esketamine-trd", "liquids", 29, FALSE },
    { "esketamine-trd", "nasal_spray", 60, TRUE }, { "esketamine-trd", "nasal_spray", 59, FALSE },
    { "esketamine-mdsi", "food", 119, FALSE },     { "ketamine-iv", "food", 360, TRUE },
    { "ketamine-iv", "food", 359, FALSE },         { "ketamine-im", "liquids", 119, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *key = g_strconcat ("check.", cases[i].item, NULL);
      const DenSessionFinding *finding;

      floor_begin (&floor, cases[i].protocol, ZERO);
      floor_now (&floor, 0);
      floor_answer (&floor, -8, cases[i].item, DEN_UNKNOWN)->since =
          floor_minute (&floor, -cases[i].minutes);
      findings = den_session_before_dose (&floor.at);
      finding = floor_find (findings, key);
      g_test_message ("%s", finding->sentence);
      g_assert_cmpint (finding->mark, ==, cases[i].passes ? DEN_MARK_OK : DEN_MARK_REVIEW);
      g_assert_cmpint (finding->passes, ==, cases[i].passes);
      g_assert_cmpint (finding->from_label, ==, g_str_has_prefix (cases[i].protocol, "esketamine"));
    }
}

/* Time goes on until the dose, and not after it. */
static void
test_time_passes (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_answer (&floor, -8, "food", DEN_UNKNOWN)->since = floor_minute (&floor, -110);
  floor_now (&floor, 0);
  floor_assert_before_dose (&floor, "check.food review");
  floor_now (&floor, 10);
  floor_assert_before_dose (&floor, "");
  floor_device (&floor, 5, DEN_DOSE_GIVEN, 28000);
  floor_now (&floor, 60);
  findings = den_session_before_dose (&floor.at);
  g_assert_cmpstr (floor_find (findings, "check.food")->sentence, ==,
                   "Last at 07:40: 120 min must pass, until 09:40.");
}

/* What was eaten before midnight bears its date. */
static void
test_time_before_midnight (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  floor_begin (&floor, "esketamine-trd", "2026-11-20T00:30:00-05:00");
  floor_answer (&floor, -8, "food", DEN_UNKNOWN)->since = floor_minute (&floor, -90);
  floor_now (&floor, 0);
  findings = den_session_before_dose (&floor.at);
  g_assert_cmpstr (floor_find (findings, "check.food")->sentence, ==,
                   "Last at 11/19/2026 23:00: 120 min must pass, until 01:00.");
}

/* ---- vital signs ---- */

/* The last reading before the dose; 0 takes the fixture's. */
static const struct
{
  int systolic, diastolic, pulse, spo2, respiration, moaas;
  const char *open;
  gboolean label;
} vitals[] = {
  { 140, 90, 0, 0, 0, 0, "", FALSE },
  { 141, 90, 0, 0, 0, 0, "systolic review", TRUE },
  { 140, 91, 0, 0, 0, 0, "diastolic review", TRUE },
  { 152, 96, 0, 0, 0, 0, "systolic review", TRUE },
  { 159, 99, 0, 0, 0, 0, "systolic review", TRUE },
  { 160, 90, 0, 0, 0, 0, "systolic hold", FALSE },
  { 140, 100, 0, 0, 0, 0, "diastolic hold", FALSE },
  { 145, 100, 0, 0, 0, 0, "diastolic hold", FALSE },
  { 210, 120, 0, 0, 0, 0, "systolic hold", FALSE },
  { 120, 80, 50, 0, 0, 0, "", FALSE },
  { 120, 80, 100, 0, 0, 0, "", FALSE },
  { 120, 80, 101, 0, 0, 0, "pulse review", FALSE },
  { 120, 80, 110, 0, 0, 0, "pulse review", FALSE },
  { 120, 80, 111, 0, 0, 0, "pulse hold", FALSE },
  { 120, 80, 49, 0, 0, 0, "pulse review", FALSE },
  { 120, 80, 45, 0, 0, 0, "pulse review", FALSE },
  { 120, 80, 44, 0, 0, 0, "pulse hold", FALSE },
  { 120, 80, 0, 95, 0, 0, "", FALSE },
  { 120, 80, 0, 94, 0, 0, "spo2 review", FALSE },
  { 120, 80, 0, 93, 0, 0, "spo2 review", FALSE },
  { 120, 80, 0, 92, 0, 0, "spo2 hold", FALSE },
  { 120, 80, 0, 0, 12, 0, "", FALSE },
  { 120, 80, 0, 0, 20, 0, "", FALSE },
  { 120, 80, 0, 0, 21, 0, "respiration review", FALSE },
  { 120, 80, 0, 0, 25, 0, "respiration hold", FALSE },
  { 120, 80, 0, 0, 11, 0, "respiration review", FALSE },
  { 120, 80, 0, 0, 9, 0, "respiration hold", FALSE },
  { 120, 80, 0, 0, 0, 4, "moaas hold", FALSE },
};

static void
test_vitals (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vitals); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      DenObservation *taken;

      floor_begin (&floor, "esketamine-trd", ZERO);
      taken = floor_bp (&floor, -3, vitals[i].systolic, vitals[i].diastolic);
      taken->pulse = vitals[i].pulse != 0 ? vitals[i].pulse : DEN_UNKNOWN;
      taken->spo2 = vitals[i].spo2 != 0 ? vitals[i].spo2 : DEN_UNKNOWN;
      taken->respiration = vitals[i].respiration != 0 ? vitals[i].respiration : DEN_UNKNOWN;
      taken->moaas = vitals[i].moaas != 0 ? vitals[i].moaas : DEN_UNKNOWN;
      g_test_message ("%d/%d: %s", vitals[i].systolic, vitals[i].diastolic, vitals[i].open);
      floor_assert_before_dose (&floor, vitals[i].open);
      findings = den_session_before_dose (&floor.at);
      for (guint j = 0; j < findings->len; j++)
        {
          const DenSessionFinding *finding = g_ptr_array_index (findings, j);

          if (!finding->passes)
            g_assert_cmpint (finding->from_label, ==, vitals[i].label);
        }
    }
}

/* 152/96: the label says to weigh a delay, not to forbid. Both readings stay, the newest counts,
 * and a reason is about the reading that it was given for. */
static void
test_high_pressure (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;
  const DenSessionFinding *finding;

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_bp (&floor, -4, 152, 96);
  findings = den_session_before_dose (&floor.at);
  finding = floor_find (findings, "systolic");
  g_assert_cmpstr (finding->label, ==, "Blood pressure");
  g_assert_cmpstr (finding->sentence, ==,
                   "152/96 at 09:26: the label says to consider delaying above 140/90 and to weigh "
                   "the benefit against the risk of a rise; rest and repeat in 5 to 10 minutes.");
  g_assert_true (finding->from_label);
  g_assert_cmpint (finding->of_at.us, ==, floor_minute (&floor, -4).us);
  g_assert_null (finding->decision);

  floor_decide (&floor, -3, finding, DEN_DECISION_WAIT, NULL);
  floor_assert_before_dose (&floor, "systolic review");
  floor_decide (&floor, -3, finding, DEN_DECISION_PROCEED, "   ");
  floor_assert_before_dose (&floor, "systolic review");
  floor_decide (&floor, -3, finding, DEN_DECISION_PROCEED, "Anxious, 130/80 at home today.");
  floor_assert_before_dose (&floor, "");

  /* taken again: asked anew, as high as it is */
  floor_bp (&floor, -2, 150, 94);
  floor_assert_before_dose (&floor, "systolic review");
  floor_bp (&floor, -1, 138, 88);
  floor_assert_before_dose (&floor, "");
  g_assert_cmpuint (floor.session->observations->len, ==, 4);
}

/* What was decided last holds: a hold after a reason to proceed is a hold. */
static void
test_decided_otherwise (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_bp (&floor, -4, 165, 96);
  floor_assert_before_dose (&floor, "systolic hold");
  floor_proceed (&floor, "systolic");
  floor_assert_before_dose (&floor, "");
  findings = den_session_before_dose (&floor.at);
  floor_decide (&floor, -1, floor_find (findings, "systolic"), DEN_DECISION_HOLD, "Dizzy.");
  floor_assert_before_dose (&floor, "systolic hold");
}

/* A hold that a protocol marks as the label's is no matter of a reason. */
static void
test_hold_of_label (void)
{
  g_auto (Floor) floor = { 0 };
  DenProtocol *protocol;

  floor_begin (&floor, "esketamine-trd", ZERO);
  protocol = den_record_copy (floor.at.protocol);
  for (guint i = 0; i < protocol->limits->len; i++)
    ((DenProtocolLimit *) g_ptr_array_index (protocol->limits, i))->label = 1;
  floor.at.protocol = protocol;
  floor_bp (&floor, -4, 165, 96);
  floor_proceed (&floor, "systolic");
  floor_assert_before_dose (&floor, "systolic hold");
  den_record_free (protocol);
}

/* A surge after the dose is an alert, and says nothing of whether it might have been given. */
static void
test_reading_after_dose (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
  floor_bp (&floor, 40, 190, 100);
  floor_now (&floor, 41);
  floor_assert_before_dose (&floor, "");
}

/* Never by what was measured on another day: a calm history is no reading of today. */
static void
test_history_is_no_reading (void)
{
  g_auto (Floor) floor = { 0 };
  DenVitals *earlier;

  floor_begin (&floor, "esketamine-trd", ZERO);
  g_ptr_array_set_size (floor.session->observations, 0);
  earlier = g_ptr_array_index (floor.chart->vitals, 0);
  earlier->systolic = 118;
  earlier->diastolic = 76;
  floor_assert_before_dose (&floor,
                            "systolic missing, pulse missing, spo2 missing, respiration missing, "
                            "moaas missing");
}

/* ---- weight and order ---- */

static const struct
{
  const char *protocol;
  gint64 ordered_ug;
  DenSessionMark mark;
  gboolean label;
  const char *sentence;
} orders[] = {
  { "esketamine-trd", 56000, DEN_MARK_OK, FALSE, "56 mg." },
  { "esketamine-trd", 84000, DEN_MARK_REVIEW, TRUE,
    "84 mg: the first dose is 56 mg; the order needs its reason." },
  { "esketamine-trd", 28000, DEN_MARK_REVIEW, TRUE,
    "28 mg: not a dose of the US label; the order needs its reason." },
  { "esketamine-trd", 50000, DEN_MARK_REVIEW, TRUE,
    "50 mg: not one of the protocol's doses; the order needs its reason." },
  { "esketamine-trd", 112000, DEN_MARK_REVIEW, TRUE,
    "112 mg: over the ceiling of 84 mg; the order needs its reason." },
  { "esketamine-mdsi", 84000, DEN_MARK_OK, FALSE, "84 mg." },
  { "esketamine-mdsi", 56000, DEN_MARK_OK, FALSE, "56 mg." },
  { "ketamine-iv", 30000, DEN_MARK_OK, FALSE, "30 mg." },
  { "ketamine-iv", 45000, DEN_MARK_OK, FALSE, "45 mg." },
  { "ketamine-iv", 30100, DEN_MARK_OK, FALSE, "30.1 mg." },
  { "ketamine-iv", 33000, DEN_MARK_REVIEW, FALSE,
    "33 mg: not one of the protocol's doses; the order needs its reason." },
  { "ketamine-iv", 60100, DEN_MARK_REVIEW, FALSE,
    "60.1 mg: over the ceiling of 60 mg; the order needs its reason." },
};

static void
test_orders (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      const DenSessionFinding *finding;

      floor_begin (&floor, orders[i].protocol, ZERO);
      floor.session->ordered_ug = orders[i].ordered_ug;
      findings = den_session_before_dose (&floor.at);
      finding = floor_find (findings, "order");
      g_assert_cmpstr (finding->sentence, ==, orders[i].sentence);
      g_assert_cmpint (finding->mark, ==, orders[i].mark);
      g_assert_cmpint (finding->from_label, ==, orders[i].label);
      floor_assert_before_dose (&floor, orders[i].mark == DEN_MARK_OK ? "" : "order review");
      floor.session->order_rationale = g_strdup ("Agreed with the patient.");
      floor_assert_before_dose (&floor, "");
    }
}

/* After the first session 84 mg are a dose like another. */
static void
test_second_session (void)
{
  g_auto (Floor) floor = { 0 };
  DenSession *first = den_record_new (&den_session_type);

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor.session->ordered_ug = 84000;
  floor_assert_before_dose (&floor, "order review");
  first->session_id = g_strdup ("S-0");
  first->course = g_strdup ("C-1");
  first->phase = DEN_PHASE_INDUCTION;
  first->status = DEN_SESSION_COMPLETED;
  first->started_at = floor_minute (&floor, -3 * 24 * 60);
  g_ptr_array_insert (floor.chart->sessions, 0, first);
  floor_assert_before_dose (&floor, "");
}

/* No order, no dose, whatever is decided. */
static void
test_no_order (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor.session->ordered_ug = DEN_UNKNOWN;
  floor_assert_before_dose (&floor, "order missing");
  floor_proceed (&floor, "order");
  floor_assert_before_dose (&floor, "order missing");
}

static void
test_weight (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;
  DenVitals *weighed;

  floor_begin (&floor, "ketamine-iv", ZERO);
  weighed = g_ptr_array_index (floor.chart->vitals, 0);
  weighed->taken_at = floor_minute (&floor, -31 * 24 * 60);
  floor_assert_before_dose (&floor, "weight review");
  findings = den_session_before_dose (&floor.at);
  g_assert_cmpstr (floor_find (findings, "weight")->sentence, ==,
                   "60 kg on 10/20/2026 is older than 30 days: weigh again.");
  floor_proceed (&floor, "weight");
  floor_assert_before_dose (&floor, "");

  floor.session->weight_g = 60000;
  g_ptr_array_set_size (floor.session->decisions, 0);
  floor_assert_before_dose (&floor, "");
  floor.session->weight_g = DEN_UNKNOWN;
  weighed->weight_g = DEN_UNKNOWN;
  /* Without a weight nobody can say that the order is none of the protocol's doses. */
  floor_assert_before_dose (&floor, "weight missing");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/before-dose/ready", test_ready);
  g_test_add_func ("/before-dose/nothing-recorded", test_nothing_recorded);
  g_test_add_func ("/before-dose/without-protocol", test_without_protocol);
  g_test_add_func ("/before-dose/answers", test_answers);
  g_test_add_func ("/before-dose/newest-answer", test_newest_answer);
  g_test_add_func ("/before-dose/times", test_times);
  g_test_add_func ("/before-dose/time-passes", test_time_passes);
  g_test_add_func ("/before-dose/time-before-midnight", test_time_before_midnight);
  g_test_add_func ("/before-dose/vitals", test_vitals);
  g_test_add_func ("/before-dose/high-pressure", test_high_pressure);
  g_test_add_func ("/before-dose/decided-otherwise", test_decided_otherwise);
  g_test_add_func ("/before-dose/hold-of-label", test_hold_of_label);
  g_test_add_func ("/before-dose/reading-after-dose", test_reading_after_dose);
  g_test_add_func ("/before-dose/history-is-no-reading", test_history_is_no_reading);
  g_test_add_func ("/before-dose/orders", test_orders);
  g_test_add_func ("/before-dose/second-session", test_second_session);
  g_test_add_func ("/before-dose/no-order", test_no_order);
  g_test_add_func ("/before-dose/weight", test_weight);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
