/* What must be so before the patient leaves, and before the record is signed. */
#include "session-fixture.h"

/* A whole session of 56 mg, ready to leave at minute 120. */
static void
begin_ready (Floor *floor)
{
  floor_begin (floor, "esketamine-trd", ZERO);
  floor_device (floor, 0, DEN_DOSE_GIVEN, 28000);
  floor_device (floor, 5, DEN_DOSE_GIVEN, 28000);
  floor_well (floor, 20);
  floor_well (floor, 40);
  floor_well (floor, 60);
  floor_well (floor, 90);
  floor_well (floor, 118);
  floor->session->escort_name = g_strdup ("Jordan Test");
  floor->session->escort_here = 1;
  floor->session->instructions_given = 1;
  floor_now (floor, 120);
}

static void
begin_infused (Floor *floor)
{
  floor_begin (floor, "ketamine-iv", ZERO);
  floor_infuse (floor, 0, DEN_INFUSION_START, 750);
  floor_infuse (floor, 40, DEN_INFUSION_STOP, DEN_UNKNOWN);
  floor_well (floor, 40);
  floor_well (floor, 99);
  floor->session->escort_name = g_strdup ("Jordan Test");
  floor->session->escort_here = 1;
  floor->session->instructions_given = 1;
  floor_now (floor, 100);
}

static void
assert_open (Floor *floor, const char *open)
{
  g_autoptr (GPtrArray) findings = den_session_release (&floor->at);
  g_autofree char *found = floor_open (findings);

  g_assert_cmpstr (found, ==, open);
  g_assert_cmpint (den_session_may_release (&floor->at), ==, *open == '\0');
}

static void
decide (Floor *floor, const char *key, DenDecisionKind kind, const char *reason)
{
  g_autoptr (GPtrArray) findings = den_session_release (&floor->at);
  const DenSessionFinding *finding = floor_find (findings, key);

  g_assert_nonnull (finding);
  floor_decide (floor, 121, finding, kind, reason);
}

/* ---- the release ---- */

static void
test_ready (void)
{
  g_auto (Floor) esketamine = { 0 }, infusion = { 0 };

  begin_ready (&esketamine);
  assert_open (&esketamine, "");
  begin_infused (&infusion);
  assert_open (&infusion, "");
}

/* What is changed in a session that is ready to leave, what then keeps the patient, and what does
 * so still after a prescriber's reason to let them go. */
typedef void (*Happens) (Floor *floor);

static void
no_escort (Floor *floor)
{
  floor->session->escort_here = 0;
}

static void
unknown_escort (Floor *floor)
{
  floor->session->escort_here = DEN_UNKNOWN;
}

static void
nameless_escort (Floor *floor)
{
  g_clear_pointer (&floor->session->escort_name, g_free);
}

static void
no_instructions (Floor *floor)
{
  floor->session->instructions_given = 0;
}

static void
unknown_instructions (Floor *floor)
{
  floor->session->instructions_given = DEN_UNKNOWN;
}

static void
minute_119 (Floor *floor)
{
  floor_now (floor, 119);
}

/* The look at that row of the session is left out: 1 is that at 20 minutes. */
static void
leave_out (Floor *floor, guint row)
{
  g_ptr_array_remove_index (floor->session->observations, row);
}

static void
without_20 (Floor *floor)
{
  leave_out (floor, 1);
}

static void
without_40 (Floor *floor)
{
  leave_out (floor, 2);
}

static void
without_last (Floor *floor)
{
  leave_out (floor, 5);
}

static void
only_before (Floor *floor)
{
  g_ptr_array_set_size (floor->session->observations, 1);
}

static void
half_an_hour_later (Floor *floor)
{
  floor_now (floor, 149);
}

static DenObservation *
last_look (Floor *floor)
{
  return g_ptr_array_index (floor->session->observations, floor->session->observations->len - 1);
}

static void
pressure_150 (Floor *floor)
{
  last_look (floor)->systolic = 150;
  last_look (floor)->diastolic = 92;
}

static void
pressure_150_falling (Floor *floor)
{
  pressure_150 (floor);
  ((DenObservation *) g_ptr_array_index (floor->session->observations, 2))->systolic = 158;
  ((DenObservation *) g_ptr_array_index (floor->session->observations, 2))->diastolic = 96;
}

static void
pressure_160 (Floor *floor)
{
  last_look (floor)->systolic = 160;
  ((DenObservation *) g_ptr_array_index (floor->session->observations, 2))->systolic = 178;
}

static void
diastolic_100 (Floor *floor)
{
  last_look (floor)->diastolic = 100;
}

static void
spo2_94 (Floor *floor)
{
  last_look (floor)->spo2 = 94;
}

static void
spo2_92 (Floor *floor)
{
  last_look (floor)->spo2 = 92;
}

static void
pulse_111 (Floor *floor)
{
  last_look (floor)->pulse = 111;
}

static void
drowsy (Floor *floor)
{
  last_look (floor)->moaas = 4;
}

static void
dissociated_4 (Floor *floor)
{
  last_look (floor)->cadss23 = 4;
}

static void
dissociated_5 (Floor *floor)
{
  last_look (floor)->cadss23 = 5;
}

static void
sedation (Floor *floor)
{
  floor_event (floor, 30, "sedation", DEN_EVENT_MILD);
}

static void
dissociation (Floor *floor)
{
  floor_event (floor, 30, "dissociation", DEN_EVENT_MILD);
}

static void
respiratory_depression (Floor *floor)
{
  floor_event (floor, 30, "respiratory_depression", DEN_EVENT_MODERATE);
}

static void
resolved_sedation (Floor *floor)
{
  floor_event (floor, 30, "sedation", DEN_EVENT_SEVERE)->resolved_at = floor_minute (floor, 80);
}

static void
mild_nausea (Floor *floor)
{
  floor_event (floor, 30, "nausea", DEN_EVENT_MILD);
}

static void
severe_nausea (Floor *floor)
{
  floor_event (floor, 30, "nausea", DEN_EVENT_SEVERE);
}

static void
device_left (Floor *floor)
{
  floor->session->ordered_ug = 84000;
}

static void
device_refused (Floor *floor)
{
  floor->session->ordered_ug = 84000;
  floor_device (floor, 10, DEN_DOSE_REFUSED, 0);
}

static const struct
{
  Happens happens;
  const char *key; /* what is decided about; NULL: nothing */
  const char *open, *with_reason;
} cases[] = {
  { no_escort, "release.escort", "release.escort hold", "" },
  { unknown_escort, "release.escort", "release.escort missing", "" },
  { nameless_escort, "release.escort", "release.escort missing", "" },
  { no_instructions, "release.instructions", "release.instructions missing", "" },
  { unknown_instructions, "release.instructions", "release.instructions missing", "" },
  /* the two hours are the label's: to leave before them is to leave early */
  { minute_119, "release.time", "release.time hold", "release.time hold" },
  { without_20, NULL, "", NULL },
  { without_40, NULL, "", NULL }, /* the one at 60 stands for it, late */
  { without_last, "checkpoint.120", "checkpoint.120 missing", "" },
  { only_before, NULL, "checkpoint.40 hold, checkpoint.120 missing, release.bp missing", NULL },
  { half_an_hour_later, "release.bp", "release.bp missing", "" },
  { pressure_150, "systolic", "systolic review", "" },
  { pressure_150_falling, NULL, "", NULL },
  { pressure_160, "systolic", "systolic hold", "" },
  { diastolic_100, "diastolic", "diastolic hold", "" },
  { spo2_94, "spo2", "spo2 review", "" },
  { spo2_92, "spo2", "spo2 hold", "" },
  { pulse_111, "pulse", "pulse hold", "" },
  { drowsy, "moaas", "moaas hold", "" },
  { dissociated_4, NULL, "", NULL },
  { dissociated_5, "cadss23", "cadss23 hold", "" },
  { sedation, "release.event.sedation", "release.event.sedation hold",
    "release.event.sedation hold" },
  { dissociation, "release.event.dissociation", "release.event.dissociation hold",
    "release.event.dissociation hold" },
  { respiratory_depression, "release.event.respiratory_depression",
    "release.event.respiratory_depression hold", "release.event.respiratory_depression hold" },
  { resolved_sedation, NULL, "", NULL },
  { mild_nausea, NULL, "", NULL },
  { severe_nausea, "release.event.nausea", "release.event.nausea review", "" },
  { device_left, "release.giving", "release.giving review", "" },
  { device_refused, NULL, "", NULL },
};

static void
test_release (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };

      begin_ready (&floor);
      cases[i].happens (&floor);
      g_test_message ("%u: %s", (guint) i, cases[i].open);
      assert_open (&floor, cases[i].open);
      if (cases[i].key == NULL)
        continue;
      decide (&floor, cases[i].key, DEN_DECISION_PROCEED, "Seen by Dr. Test, well enough.");
      assert_open (&floor, cases[i].with_reason);
    }
}

/* What the label asks for is told apart from the clinic's own. */
static void
test_label (void)
{
  static const struct
  {
    const char *key;
    gboolean esketamine;
  } keys[] = {
    { "release.time", TRUE },   { "checkpoint.40", TRUE },        { "release.bp", TRUE },
    { "release.escort", TRUE }, { "release.instructions", TRUE },
  };
  g_auto (Floor) esketamine = { 0 }, infusion = { 0 };
  g_autoptr (GPtrArray) of_label = NULL, of_clinic = NULL;

  begin_ready (&esketamine);
  begin_infused (&infusion);
  of_label = den_session_release (&esketamine.at);
  of_clinic = den_session_release (&infusion.at);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_test_message ("%s", keys[i].key);
      g_assert_cmpint (floor_find (of_label, keys[i].key)->from_label, ==, keys[i].esketamine);
      g_assert_false (floor_find (of_clinic, keys[i].key)->from_label);
    }
}

static void
test_sentence_of_time (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  begin_ready (&floor);
  floor_now (&floor, 100);
  findings = den_session_release (&floor.at);
  g_assert_cmpstr (floor_find (findings, "release.time")->sentence, ==,
                   "100 min since the start: not before 11:30, in 20 min.");
}

/* The clinic's own time for an infusion may be shortened by a reason. */
static void
test_infusion (void)
{
  g_auto (Floor) floor = { 0 };

  begin_infused (&floor);
  floor_now (&floor, 99);
  assert_open (&floor, "release.time hold");
  decide (&floor, "release.time", DEN_DECISION_PROCEED, "Fully awake, escort waits.");
  assert_open (&floor, "");
  g_ptr_array_remove_index (floor.session->infusion, 1);
  assert_open (&floor, "release.giving hold");
}

/* Modified Aldrete: ready from 9 of 10. */
static void
test_aldrete (void)
{
  static const struct
  {
    DenScores scores;
    const char *open;
  } scores[] = {
    { { 5, { 2, 2, 1, 2, 2 } }, "" },
    { { 5, { 2, 2, 2, 2, 2 } }, "" },
    { { 5, { 2, 1, 1, 2, 2 } }, "release.scale hold" },
    { { 5, { 2, 2, 2, 2, DEN_SCORE_MISSING } }, "release.scale missing" },
    { { 0, { 0 } }, "release.scale missing" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      g_auto (Floor) floor = { 0 };

      begin_infused (&floor);
      ((DenObservation *) g_ptr_array_index (floor.session->observations, 1))->aldrete =
          (DenScores){ 0 };
      last_look (&floor)->aldrete = scores[i].scores;
      g_test_message ("%u", (guint) i);
      assert_open (&floor, scores[i].open);
    }
}

/* The newest score counts, and none from before the dose. */
static void
test_newest_aldrete (void)
{
  g_auto (Floor) floor = { 0 };

  begin_infused (&floor);
  last_look (&floor)->aldrete = (DenScores){ 5, { 2, 1, 1, 2, 2 } };
  assert_open (&floor, "release.scale hold");
  floor_observe (&floor, 100)->aldrete = (DenScores){ 5, { 2, 2, 1, 2, 2 } };
  assert_open (&floor, "");
  g_ptr_array_set_size (floor.session->observations, 0);
  floor_well (&floor, -5);
  for (int minute = 40; minute <= 100; minute += 20)
    floor_well (&floor, minute)->aldrete = (DenScores){ 0 };
  assert_open (&floor, "release.scale missing");
}

static void
test_mpadss (void)
{
  g_auto (Floor) floor = { 0 };
  DenProtocol *protocol;

  begin_infused (&floor);
  protocol = den_record_copy (floor.at.protocol);
  protocol->discharge_scale = DEN_DISCHARGE_MPADSS;
  floor.at.protocol = protocol;
  assert_open (&floor, "release.scale missing");
  last_look (&floor)->mpadss = (DenScores){ 5, { 2, 2, 1, 2, 2 } };
  assert_open (&floor, "");
  last_look (&floor)->mpadss = (DenScores){ 5, { 2, 1, 1, 2, 2 } };
  assert_open (&floor, "release.scale hold");
  den_record_free (protocol);
}

/* A session in which nothing was given is not completed. */
static void
test_nothing_given (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_now (&floor, 120);
  assert_open (&floor, "release.dose hold");
}

/* Over midnight the two hours are two hours. */
static void
test_over_midnight (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  floor_begin (&floor, "esketamine-trd", "2026-11-20T22:30:00-05:00");
  floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
  floor.at.now = floor_instant ("2026-11-21T00:29:59-05:00");
  findings = den_session_release (&floor.at);
  g_assert_cmpint (floor_find (findings, "release.time")->mark, ==, DEN_MARK_HOLD);
  floor.at.now = floor_instant ("2026-11-21T00:30:00-05:00");
  g_ptr_array_unref (findings);
  findings = den_session_release (&floor.at);
  g_assert_cmpint (floor_find (findings, "release.time")->mark, ==, DEN_MARK_OK);
}

/* ---- the signature ---- */

static void
assert_unsigned (Floor *floor, const char *open)
{
  g_autoptr (GPtrArray) findings = den_session_before_signing (&floor->at);
  g_autofree char *found = floor_open (findings);

  g_assert_cmpstr (found, ==, open);
}

static void
leave (Floor *floor, gint64 minute)
{
  floor->session->ended_at = floor_minute (floor, minute);
  floor->session->status = DEN_SESSION_COMPLETED;
  floor_now (floor, minute + 30);
}

static void
test_signing (void)
{
  g_auto (Floor) floor = { 0 };

  begin_ready (&floor);
  assert_unsigned (&floor, "sign.ended hold");
  leave (&floor, 122);
  assert_unsigned (&floor, "");
}

/* An alert and a late check keep the signature until somebody said what was done. */
static void
test_signing_asks_for_words (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  begin_ready (&floor);
  leave_out (&floor, 2);
  floor_bp (&floor, 35, 186, 98);
  leave (&floor, 122);
  assert_unsigned (&floor, "checkpoint.40 alert, systolic alert");
  findings = den_session_before_signing (&floor.at);
  floor_decide (&floor, 130, floor_find (findings, "checkpoint.40"), DEN_DECISION_EXPLAIN,
                "No saturation at 35: probe off.");
  assert_unsigned (&floor, "systolic alert");
  floor_decide (&floor, 130, floor_find (findings, "systolic"), DEN_DECISION_TREAT,
                "Rest, 150/90 five minutes later.");
  assert_unsigned (&floor, "");
}

static void
test_signing_asks_for_lots (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;
  DenDose *second;

  begin_ready (&floor);
  leave (&floor, 122);
  second = g_ptr_array_index (floor.session->doses, 1);
  second->expires_on = DEN_UNKNOWN;
  assert_unsigned (&floor, "dose.lot.2 missing");
  findings = den_session_before_signing (&floor.at);
  g_assert_cmpstr (floor_find (findings, "dose.lot.2")->sentence, ==,
                   "Dose 2: the expiry is not recorded.");
  floor_decide (&floor, 130, floor_find (findings, "dose.lot.2"), DEN_DECISION_EXPLAIN,
                "The carton was thrown away.");
  assert_unsigned (&floor, "");

  /* a failed device was opened, a refused one was not */
  g_ptr_array_set_size (floor.session->decisions, 0);
  second->expires_on = floor_day ("2027-06-30");
  g_clear_pointer (&second->lot, g_free);
  second->outcome = DEN_DOSE_FAILED;
  assert_unsigned (&floor, "dose.lot.2 missing");
  second->outcome = DEN_DOSE_REFUSED;
  second->given_ug = 0;
  assert_unsigned (&floor, "");
}

/* Whoever leaves before the two hours leaves with a reason and a name. */
static void
test_signing_after_early_leave (void)
{
  g_auto (Floor) floor = { 0 };

  begin_ready (&floor);
  leave_out (&floor, 5);
  leave (&floor, 95);
  assert_unsigned (&floor, "sign.early missing");
  floor.session->early_reason = g_strdup ("Child at school taken ill.");
  assert_unsigned (&floor, "sign.early missing");
  floor.session->released_by = g_strdup ("Dr. Test");
  assert_unsigned (&floor, "");
  g_clear_pointer (&floor.session->early_reason, g_free);
  assert_unsigned (&floor, "sign.early missing");
}

/* What was cancelled before the dose, or missed, is signed as it is. */
static void
test_signing_of_the_cancelled (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_bp (&floor, -3, 190, 110);
  floor.session->status = DEN_SESSION_CANCELLED;
  assert_unsigned (&floor, "");
  floor.session->status = DEN_SESSION_MISSED;
  assert_unsigned (&floor, "");
}

static void
test_without_protocol (void)
{
  g_auto (Floor) floor = { 0 };

  begin_ready (&floor);
  floor.at.protocol = NULL;
  assert_open (&floor, "");
  assert_unsigned (&floor, "");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-release/ready", test_ready);
  g_test_add_func ("/session-release/release", test_release);
  g_test_add_func ("/session-release/label", test_label);
  g_test_add_func ("/session-release/sentence-of-time", test_sentence_of_time);
  g_test_add_func ("/session-release/infusion", test_infusion);
  g_test_add_func ("/session-release/aldrete", test_aldrete);
  g_test_add_func ("/session-release/newest-aldrete", test_newest_aldrete);
  g_test_add_func ("/session-release/mpadss", test_mpadss);
  g_test_add_func ("/session-release/nothing-given", test_nothing_given);
  g_test_add_func ("/session-release/over-midnight", test_over_midnight);
  g_test_add_func ("/session-release/signing", test_signing);
  g_test_add_func ("/session-release/signing-asks-for-words", test_signing_asks_for_words);
  g_test_add_func ("/session-release/signing-asks-for-lots", test_signing_asks_for_lots);
  g_test_add_func ("/session-release/signing-after-early-leave", test_signing_after_early_leave);
  g_test_add_func ("/session-release/signing-of-the-cancelled", test_signing_of_the_cancelled);
  g_test_add_func ("/session-release/without-protocol", test_without_protocol);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
