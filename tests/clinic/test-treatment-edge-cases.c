/* Where programs of treatment go wrong: the edges of limits and windows, unknown taken for none,
 * one reading told for another, clocks that change, papers that contradict each other. Each case
 * was derived from the label, the REMS form and the clinic's defaults, not from the program. */
#include "course-fixture.h"
#include "den-outcomes.h"
#include "session-fixture.h"

#include <string.h>

#define UNKNOWN DEN_UNKNOWN

/* ---- vital signs before the dose ---- */

/* Each limit from both of its sides; the rest of the readings is fine. */
static void
test_vital_signs (void)
{
  static const struct
  {
    gint64 systolic, diastolic, pulse, spo2, respiration, moaas;
    const char *open;
  } cases[] = {
    { 140, 90, 100, 95, 20, 5, "" },
    { 141, 90, 50, 95, 12, 5, "systolic review" },
    { 159, 90, 70, 98, 14, 5, "systolic review" },
    { 160, 90, 70, 98, 14, 5, "systolic hold" },
    { 120, 91, 70, 98, 14, 5, "diastolic review" },
    { 120, 99, 70, 98, 14, 5, "diastolic review" },
    { 120, 100, 70, 98, 14, 5, "diastolic hold" },
    { 159, 100, 70, 98, 14, 5, "diastolic hold" },
    { 120, 80, 101, 98, 14, 5, "pulse review" },
    { 120, 80, 110, 98, 14, 5, "pulse review" },
    { 120, 80, 111, 98, 14, 5, "pulse hold" },
    { 120, 80, 49, 98, 14, 5, "pulse review" },
    { 120, 80, 45, 98, 14, 5, "pulse review" },
    { 120, 80, 44, 98, 14, 5, "pulse hold" },
    { 120, 80, 70, 94, 14, 5, "spo2 review" },
    { 120, 80, 70, 93, 14, 5, "spo2 review" },
    { 120, 80, 70, 92, 14, 5, "spo2 hold" },
    { 120, 80, 70, 98, 21, 5, "respiration review" },
    { 120, 80, 70, 98, 24, 5, "respiration review" },
    { 120, 80, 70, 98, 25, 5, "respiration hold" },
    { 120, 80, 70, 98, 11, 5, "respiration review" },
    { 120, 80, 70, 98, 10, 5, "respiration review" },
    { 120, 80, 70, 98, 9, 5, "respiration hold" },
    { 120, 80, 70, 98, 14, 4, "moaas hold" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *open = NULL;
      DenObservation *it;

      floor_begin (&floor, "esketamine-trd", ZERO);
      it = floor_bp (&floor, -2, cases[i].systolic, cases[i].diastolic);
      it->pulse = cases[i].pulse;
      it->spo2 = cases[i].spo2;
      it->respiration = cases[i].respiration;
      it->moaas = cases[i].moaas;
      findings = den_session_before_dose (&floor.at);
      open = floor_open (findings);
      g_assert_cmpstr (open, ==, cases[i].open);
    }
}

/* A sentence of a paper ends with one mark, of every limit of every protocol. */
static void
test_sentences_end_once (void)
{
  GPtrArray *protocols = floor_reference ()->protocols;

  for (guint i = 0; i < protocols->len; i++)
    {
      const DenProtocol *protocol = g_ptr_array_index (protocols, i);
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;

      floor_begin (&floor, protocol->protocol_id, ZERO);
      floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
      floor_bp (&floor, 120, 150, 95)->spo2 = 94;
      floor_now (&floor, 121);
      findings = den_session_release (&floor.at);
      for (guint j = 0; j < findings->len; j++)
        {
          const DenSessionFinding *finding = g_ptr_array_index (findings, j);

          g_assert_null (strstr (finding->sentence, "?."));
          g_assert_null (strstr (finding->sentence, ".."));
        }
    }
}

/* ---- checks before the dose ---- */

/* A result is free words: nothing but "negative" lets the dose go on. */
static void
test_pregnancy_results (void)
{
  static const struct
  {
    const char *result;
    const char *open;
    const char *sentence;
  } cases[] = {
    { "negative", "", "Negative on 11/10/2026." },
    { "neg.", "", "Neg. on 11/10/2026." },
    { "Urine hCG: negative", "", "Urine hCG: negative on 11/10/2026." },
    { "positive", "check.pregnancy_test hold",
      "Positive on 11/10/2026: treatment is not recommended in pregnancy." },
    { "Urine hCG positive", "check.pregnancy_test hold",
      "Urine hCG positive on 11/10/2026: treatment is not recommended in pregnancy." },
    { "invalid strip", "check.pregnancy_test review",
      "“Invalid strip” on 11/10/2026 says neither negative nor positive." },
    { "+", "check.pregnancy_test review", "“+” on 11/10/2026 says neither negative nor positive." },
    { " ", "check.pregnancy_test missing", "The test of 11/10/2026 has no result yet." },
    { NULL, "check.pregnancy_test missing", "The test of 11/10/2026 has no result yet." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *open = NULL;

      floor_begin (&floor, "esketamine-trd", ZERO);
      for (guint j = 0; j < floor.chart->checks->len; j++)
        {
          DenCheck *check = g_ptr_array_index (floor.chart->checks, j);

          if (check->kind == DEN_CHECK_PREGNANCY_TEST)
            {
              g_free (check->result);
              check->result = g_strdup (cases[i].result);
            }
        }
      findings = den_session_before_dose (&floor.at);
      open = floor_open (findings);
      g_assert_cmpstr (open, ==, cases[i].open);
      g_assert_cmpstr (floor_find (findings, "check.pregnancy_test")->sentence, ==,
                       cases[i].sentence);
    }
}

/* A patient who says that she is pregnant is not cleared by an older negative test, but by a newer
 * one. The test of the chart is ten days old. */
static void
test_pregnancy_screened_after_the_test (void)
{
  static const struct
  {
    const char *noted_on;
    gint64 answer;
    const char *open;
  } cases[] = {
    { "2026-11-18", DEN_ANSWER_YES, "check.pregnancy_test hold" },
    { "2026-11-18", DEN_ANSWER_NO, "" },
    { "2026-11-09", DEN_ANSWER_YES, "" },
    { "2026-11-21", DEN_ANSWER_YES, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *open = NULL;
      DenScreening *said = den_record_new (&den_screening_type);

      floor_begin (&floor, "esketamine-trd", ZERO);
      said->item = g_strdup ("pregnancy");
      said->answer = cases[i].answer;
      said->noted_on = floor_day (cases[i].noted_on);
      g_ptr_array_add (floor.chart->screenings, said);
      findings = den_session_before_dose (&floor.at);
      open = floor_open (findings);
      g_assert_cmpstr (open, ==, cases[i].open);
    }
}

/* Of whom a test is asked: of everybody who is not recorded as male. */
static void
test_pregnancy_by_sex (void)
{
  static const struct
  {
    gint64 sex;
    gboolean asked;
  } cases[] = {
    { DEN_SEX_FEMALE, TRUE },  { DEN_SEX_MALE, FALSE }, { DEN_SEX_OTHER, TRUE },
    { DEN_SEX_UNKNOWN, TRUE }, { UNKNOWN, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;

      floor_begin (&floor, "esketamine-trd", ZERO);
      floor.chart->patient->sex = cases[i].sex;
      findings = den_session_before_dose (&floor.at);
      g_assert_cmpint (floor_find (findings, "check.pregnancy_test") != NULL, ==, cases[i].asked);
    }
}

/* "Does not apply" is an answer where something may not be used at all, a spray or a meal. It is
 * none to what always applies. */
static void
test_does_not_apply (void)
{
  static const struct
  {
    const char *item;
    const char *open;
  } cases[] = {
    { "nasal_spray", "" },
    { "food", "" },
    { "consent", "check.consent missing" },
    { "escort", "check.escort missing" },
    { "no_alcohol", "check.no_alcohol missing" },
    { "no_pressure_risk", "check.no_pressure_risk missing" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *open = NULL;

      floor_begin (&floor, "esketamine-trd", ZERO);
      floor_answer (&floor, -3, cases[i].item, DEN_CHECK_ANSWER_NOT_APPLICABLE);
      findings = den_session_before_dose (&floor.at);
      open = floor_open (findings);
      g_assert_cmpstr (open, ==, cases[i].open);
    }
}

/* A C-SSRS that was taken when the patient left was not taken before the dose. */
static void
test_screener_after_the_dose (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  DenAssessment *screener;

  floor_begin (&floor, "esketamine-trd", ZERO);
  screener = g_ptr_array_index (floor.chart->assessments, 0);
  floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
  floor_now (&floor, 130);
  before = den_session_before_dose (&floor.at);
  g_assert_cmpstr (floor_find (before, "check.c_ssrs")->sentence, ==, "Negative.");
  screener->taken_at = floor_minute (&floor, 125);
  after = den_session_before_dose (&floor.at);
  g_assert_cmpstr (floor_find (after, "check.c_ssrs")->sentence, ==, "Not taken today.");
}

/* Days before, the sheet of the day asks for what can be seen to by then: nobody can be measured or
 * be without food yet. */
static void
test_what_can_be_prepared (void)
{
  static const struct
  {
    const char *key;
    gboolean now;
  } cases[] = {
    { "check.consent", TRUE },
    { "check.rems_enrollment", TRUE },
    { "check.escort", TRUE },
    { "check.pdmp", TRUE },
    { "check.food", FALSE },
    { "check.liquids", FALSE },
    { "check.nasal_spray", FALSE },
    { "systolic", FALSE },
    { "moaas", FALSE },
    { "order", FALSE },
  };
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  findings = den_session_before_dose (&floor.at);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (den_session_finding_can_be_prepared (floor_find (findings, cases[i].key),
                                                          floor.at.protocol),
                     ==, cases[i].now);
}

/* ---- the session's clock ---- */

/* The two devices of 56 mg at minutes 0 and 5. */
static void
begin_given (Floor *floor, const char *zero)
{
  floor_begin (floor, "esketamine-trd", zero);
  floor_device (floor, 0, DEN_DOSE_GIVEN, 28000);
  floor_device (floor, 5, DEN_DOSE_GIVEN, 28000);
}

static const DenCheckpointState *
find_checkpoint (const DenSessionClock *clock, gint64 minute)
{
  for (guint i = 0; i < clock->checkpoints->len; i++)
    {
      const DenCheckpointState *state = &g_array_index (clock->checkpoints, DenCheckpointState, i);

      if (state->checkpoint->minute == minute)
        return state;
    }
  return NULL;
}

/* The 40 min check counts from 30 to 50; later it keeps its own minute. The saturation may be
 * written down with the pressure or by itself. */
static void
test_forty_minutes (void)
{
  static const struct
  {
    gint64 pressure, saturation, now;
    DenDue due;
    gint64 done_minute, late_minutes;
  } cases[] = {
    { 29, 29, 29, DEN_DUE_LATER, UNKNOWN, 0 }, { 29, 29, 50, DEN_DUE_NOW, UNKNOWN, 0 },
    { 29, 29, 51, DEN_DUE_LATE, UNKNOWN, 1 },  { 30, 30, 60, DEN_DUE_DONE, 30, 0 },
    { 40, 40, 60, DEN_DUE_DONE, 40, 0 },       { 50, 50, 60, DEN_DUE_DONE, 50, 0 },
    { 51, 51, 60, DEN_DUE_DONE_LATE, 51, 1 },  { 70, 70, 70, DEN_DUE_DONE_LATE, 70, 20 },
    { 40, 42, 60, DEN_DUE_DONE, 40, 0 },       { 38, 30, 60, DEN_DUE_DONE, 38, 0 },
    { 40, 51, 60, DEN_DUE_LATE, UNKNOWN, 10 }, { 29, 40, 60, DEN_DUE_LATE, UNKNOWN, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (DenSessionClock) clock = NULL;
      const DenCheckpointState *forty;
      DenObservation *it;

      begin_given (&floor, ZERO);
      it = floor_bp (&floor, cases[i].pressure, 130, 80);
      if (cases[i].saturation != cases[i].pressure)
        it = floor_observe (&floor, cases[i].saturation);
      it->spo2 = 97;
      floor_now (&floor, cases[i].now);
      clock = den_session_clock_new (&floor.at);
      forty = find_checkpoint (clock, 40);
      g_test_message ("%u", (guint) i);
      g_assert_cmpint (forty->due, ==, cases[i].due);
      g_assert_cmpint (forty->done_minute, ==, cases[i].done_minute);
      g_assert_cmpint (forty->late_minutes, ==, cases[i].late_minutes);
    }
}

/* Two hours are two hours by instants: at midnight, and when the clock on the wall changes, which
 * the time of release follows. 2026-11-01 and 2027-03-14 in New York. */
static void
test_two_hours (void)
{
  static const struct
  {
    const char *zero, *now;
    gint64 elapsed_seconds;
    gboolean time_is_up;
    const char *release;
  } cases[] = {
    { ZERO, "2026-11-20T11:29:59-05:00", 7199, FALSE, "2026-11-20T11:30:00-05:00" },
    { ZERO, "2026-11-20T11:30:00-05:00", 7200, TRUE, "2026-11-20T11:30:00-05:00" },
    { "2026-11-20T23:30:00-05:00", "2026-11-21T01:29:59-05:00", 7199, FALSE,
      "2026-11-21T01:30:00-05:00" },
    { "2026-11-01T00:30:00-04:00", "2026-11-01T01:29:59-05:00", 7199, FALSE,
      "2026-11-01T01:30:00-05:00" },
    { "2026-11-01T00:30:00-04:00", "2026-11-01T01:30:00-05:00", 7200, TRUE,
      "2026-11-01T01:30:00-05:00" },
    { "2027-03-14T01:30:00-05:00", "2027-03-14T04:29:59-04:00", 7199, FALSE,
      "2027-03-14T04:30:00-04:00" },
    { "2027-03-14T01:30:00-05:00", "2027-03-14T04:30:00-04:00", 7200, TRUE,
      "2027-03-14T04:30:00-04:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (DenSessionClock) clock = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *release = NULL;

      begin_given (&floor, cases[i].zero);
      floor.at.now = floor_instant (cases[i].now);
      clock = den_session_clock_new (&floor.at);
      release = den_instant_to_text (clock->earliest_release_at);
      findings = den_session_release (&floor.at);
      g_assert_cmpint (clock->elapsed_seconds, ==, cases[i].elapsed_seconds);
      g_assert_cmpstr (release, ==, cases[i].release);
      g_assert_cmpint (floor_find (findings, "release.time")->passes, ==, cases[i].time_is_up);
    }
}

/* A session that has ended lasted until it ended, whatever the clock shows since. */
static void
test_ended_stands_still (void)
{
  static const gint64 now[] = { -200, 0, 100, 130, 131, 5000 };

  for (gsize i = 0; i < G_N_ELEMENTS (now); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (DenSessionClock) clock = NULL;

      begin_given (&floor, ZERO);
      floor.session->ended_at = floor_minute (&floor, 130);
      floor_now (&floor, now[i]);
      clock = den_session_clock_new (&floor.at);
      g_assert_cmpint (clock->elapsed_seconds, ==, 130 * 60);
    }
}

/* ---- during the session ---- */

/* Where both scales of dissociation were taken, the one over its limit is told with its number. */
static void
test_scales_are_not_mixed (void)
{
  static const struct
  {
    gint64 cadss6, cadss23;
    const char *key, *sentence;
  } cases[] = {
    { 7, 20, "cadss23",
      "CADSS-23 20 at 10:10: dissociation of 20 or more: the clinician to the patient." },
    { 8, 19, "cadss6", "CADSS-6 8 at 10:10: marked dissociation: the clinician to the patient." },
    { UNKNOWN, 20, "cadss23",
      "CADSS-23 20 at 10:10: dissociation of 20 or more: the clinician to the patient." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) alerts = NULL;
      DenObservation *it;

      begin_given (&floor, ZERO);
      it = floor_observe (&floor, 40);
      it->cadss6 = cases[i].cadss6;
      it->cadss23 = cases[i].cadss23;
      floor_now (&floor, 41);
      alerts = den_session_alerts (&floor.at);
      g_assert_cmpstr (floor_find (alerts, cases[i].key)->sentence, ==, cases[i].sentence);
    }
}

/* A device more than was ordered is told, though it is under the ceiling; a device less is not. */
static void
test_more_than_ordered (void)
{
  static const struct
  {
    int devices;
    const char *sentence; /* NULL: no alert */
  } cases[] = {
    { 1, NULL },
    { 2, NULL },
    { 3, "84 mg were given, more than the 56 mg ordered." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) alerts = NULL;
      const DenSessionFinding *alert;

      floor_begin (&floor, "esketamine-trd", ZERO);
      for (int device = 0; device < cases[i].devices; device++)
        floor_device (&floor, 5 * device, DEN_DOSE_GIVEN, 28000);
      floor_now (&floor, 16);
      alerts = den_session_alerts (&floor.at);
      alert = floor_find (alerts, "dose.order");
      g_assert_cmpstr (alert != NULL ? alert->sentence : NULL, ==, cases[i].sentence);
      g_assert_true (alert == NULL || !alert->passes);
    }
}

/* Five minutes between two devices (label); a refused one asks for none. */
static void
test_rest_between_devices (void)
{
  static const struct
  {
    gint64 second_minute;
    DenDoseOutcome outcome;
    gboolean alert;
  } cases[] = {
    { 5, DEN_DOSE_GIVEN, FALSE },
    { 4, DEN_DOSE_GIVEN, TRUE },
    { 0, DEN_DOSE_GIVEN, TRUE },
    { 2, DEN_DOSE_REFUSED, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) alerts = NULL;
      const DenSessionFinding *alert;

      floor_begin (&floor, "esketamine-trd", ZERO);
      floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
      floor_device (&floor, cases[i].second_minute, cases[i].outcome,
                    cases[i].outcome == DEN_DOSE_GIVEN ? 28000 : 0);
      floor_now (&floor, 10);
      alerts = den_session_alerts (&floor.at);
      alert = floor_find (alerts, "dose.rest");
      g_assert_cmpint (alert != NULL, ==, cases[i].alert);
      g_assert_true (alert == NULL || (alert->from_label && !alert->passes));
    }
}

/* ---- the monitoring form ---- */

static gboolean
is_missing (const DenMonitoringForm *form, const char *words)
{
  for (guint i = 0; i < form->missing->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (form->missing, i), words))
      return TRUE;
  return FALSE;
}

/* 84 mg ordered, the third device refused, a fourth of another lot failed: 56 mg were given, and
 * the lots are those of the devices used. */
static void
test_form_of_what_was_given (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenMonitoringForm) form = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor.session->ordered_ug = 84000;
  floor_device (&floor, 0, DEN_DOSE_GIVEN, 28000);
  g_free (floor_device (&floor, 5, DEN_DOSE_GIVEN, 28000)->lot);
  ((DenDose *) g_ptr_array_index (floor.session->doses, 1))->lot = g_strdup ("L2");
  g_free (floor_device (&floor, 10, DEN_DOSE_REFUSED, 0)->lot);
  ((DenDose *) g_ptr_array_index (floor.session->doses, 2))->lot = g_strdup ("L3");
  form = den_monitoring_form_new (&floor.at);
  g_assert_cmpint (form->dose_ug, ==, 56000);
  g_assert_cmpstr (form->lots, ==, "L1, L2");
}

/* The blood pressure of the dose's own minute is that before it, and no event after. */
static void
test_form_at_minute_zero (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (DenMonitoringForm) form = NULL;
  DenObservation *it;

  begin_given (&floor, ZERO);
  it = floor_bp (&floor, 0, 185, 100);
  it->spo2 = 88;
  floor_bp (&floor, 40, 150, 90)->spo2 = 97;
  form = den_monitoring_form_new (&floor.at);
  g_assert_true (form->bp_before == it);
  g_assert_cmpint (form->hypertension.had, ==, 0);
  g_assert_cmpint (form->spo2_lowest, ==, 97);
}

/* A pressure of an hour before the patient left is not the one before leaving. */
static void
test_form_last_pressure (void)
{
  static const struct
  {
    gint64 last, ended;
    gboolean missing;
  } cases[] = { { 118, 125, FALSE }, { 100, 130, FALSE }, { 99, 130, TRUE }, { 60, 130, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (DenMonitoringForm) form = NULL;

      begin_given (&floor, ZERO);
      floor_well (&floor, 40);
      floor_well (&floor, cases[i].last);
      floor.session->ended_at = floor_minute (&floor, cases[i].ended);
      form = den_monitoring_form_new (&floor.at);
      g_assert_cmpint (is_missing (form, "Blood pressure before leaving"), ==, cases[i].missing);
    }
}

/* The label counts somnolence as sedation: whatever key says sleepy answers the form's question. */
static void
test_sleepiness_is_sedation (void)
{
  GPtrArray *kinds = floor_reference ()->event_kinds;
  guint n = 0;

  for (guint i = 0; i < kinds->len; i++)
    {
      const DenEventKind *kind = g_ptr_array_index (kinds, i);

      if (strstr (kind->label, "leep") == NULL && strstr (kind->label, "omnolen") == NULL)
        continue;
      g_assert_cmpint (kind->rems, ==, DEN_REMS_EVENT_SEDATION);
      n++;
    }
  g_assert_cmpint (n, ==, 1);
}

/* Seven calendar days from the civil day of the first device. */
static void
test_form_due (void)
{
  static const struct
  {
    const char *zero, *due;
  } cases[] = {
    { ZERO, "2026-11-27" },
    { "2026-12-28T10:00:00-05:00", "2027-01-04" },
    { "2026-11-20T23:59:00-05:00", "2026-11-27" },
    { "2026-11-01T00:30:00-04:00", "2026-11-08" },
    { "2027-03-14T01:30:00-05:00", "2027-03-21" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };

      begin_given (&floor, cases[i].zero);
      g_assert_cmpstr (fixture_iso (den_rems_due_on (floor.session, floor.at.protocol)), ==,
                       cases[i].due);
    }
}

/* ---- courses and outcomes ---- */

/* A patient who comes every two weeks has no gap on the day when the next session is due. */
static void
test_gap_of_two_weeks (void)
{
  static const struct
  {
    gint64 interval, days;
    gboolean warn, review;
  } cases[] = {
    { 14, 14, FALSE, FALSE }, { 14, 15, TRUE, FALSE }, { 14, 28, TRUE, TRUE },
    { 7, 13, FALSE, FALSE },  { 7, 14, TRUE, FALSE },  { 7, 27, TRUE, FALSE },
    { 7, 28, TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
      g_autoptr (DenCourseProgress) progress = NULL;
      DenDay first = fixture_day ("2026-06-01");

      for (int n = 0; n < 12; n++)
        fixture_deliver (chart, "C1", n < 8 ? first + n / 2 * 7 + n % 2 * 3 : first + (n - 4) * 7);
      fixture_decide (chart, DEN_COURSE_DECISION_FREQUENCY, first + 50)->interval_days =
          cases[i].interval;
      progress =
          den_course_progress_new (chart, g_ptr_array_index (chart->courses, 0),
                                   fixture_protocol ("esketamine-trd"), first + 49 + cases[i].days);
      g_assert_cmpint (progress->delivered, ==, 12);
      g_assert_cmpint (progress->gap_days, ==, cases[i].days);
      g_assert_cmpint (progress->gap_warn, ==, cases[i].warn);
      g_assert_cmpint (progress->gap_review, ==, cases[i].review);
    }
}

/* Half is a response, in integers; a score after the first dose is no baseline. */
static void
test_responses (void)
{
  static const struct
  {
    const char *scale;
    gint64 baseline, now;
    DenResponse response;
  } cases[] = {
    { "MADRS", 36, 18, DEN_RESPONSE_FULL }, { "MADRS", 36, 19, DEN_RESPONSE_PARTIAL },
    { "PHQ-9", 27, 13, DEN_RESPONSE_FULL }, { "PHQ-9", 27, 14, DEN_RESPONSE_PARTIAL },
    { "PHQ-9", 24, 12, DEN_RESPONSE_FULL }, { "MADRS", 36, 27, DEN_RESPONSE_PARTIAL },
    { "MADRS", 36, 28, DEN_RESPONSE_NONE }, { "PHQ-9", 0, 0, DEN_RESPONSE_UNDEFINED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
      DenAssessment *baseline;
      DenPatientOutcome outcome;

      fixture_deliver (chart, "C1", fixture_day ("2026-11-02"));
      fixture_add_score (chart, cases[i].scale, fixture_day ("2026-11-02"), cases[i].baseline);
      fixture_add_score (chart, cases[i].scale, fixture_day ("2026-11-20"), cases[i].now);
      den_outcome (chart, fixture_scale (cases[i].scale), fixture_day ("2026-11-21"), &outcome);
      g_assert_cmpint (outcome.response, ==, cases[i].response);
      baseline = g_ptr_array_index (chart->assessments, 0);
      baseline->taken_at = fixture_instant ("2026-11-02T11:00:00-05:00");
      den_outcome (chart, fixture_scale (cases[i].scale), fixture_day ("2026-11-21"), &outcome);
      g_assert_cmpint (outcome.baseline, ==, UNKNOWN);
      g_assert_cmpint (outcome.response, ==, DEN_RESPONSE_UNDEFINED);
    }
}

/* Whoever came and got nothing was not treated; nine patients are too few to show. */
static void
test_small_numbers (void)
{
  g_autoptr (DenOutcomeTally) tally = den_outcome_tally_new (fixture_reference ());
  DenClinicOutcome row;
  gint64 patients, treated, sessions;

  for (int i = 0; i < 11; i++)
    {
      g_autoptr (DenChart) chart = fixture_chart (DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD);
      DenDay first = fixture_day ("2026-09-01");

      if (i < 10)
        fixture_deliver (chart, "C1", first);
      else
        fixture_add_session (chart, "C1", first)->arrived_at = fixture_morning (first);
      fixture_add_score (chart, "MADRS", first, 36);
      fixture_add_score (chart, "MADRS", first + 28, i < 5 ? 18 : 19);
      den_outcome_tally_add (tally, chart, fixture_day ("2026-11-20"));
      den_outcome_tally_row (tally, 0, &row);
      g_assert_cmpint (row.too_few, ==, i < 9);
    }
  den_outcome_tally_totals (tally, &patients, &treated, &sessions);
  g_assert_cmpint (patients, ==, 11);
  g_assert_cmpint (treated, ==, 10);
  g_assert_cmpint (sessions, ==, 10);
  g_assert_cmpint (row.n, ==, 10);
  g_assert_cmpint (row.of, ==, 5);
  g_assert_cmpint (row.lower_permille, ==, 237);
  g_assert_cmpint (row.upper_permille, ==, 763);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/treatment/before/vital-signs", test_vital_signs);
  g_test_add_func ("/treatment/before/pregnancy-results", test_pregnancy_results);
  g_test_add_func ("/treatment/before/pregnancy-screened-after-the-test",
                   test_pregnancy_screened_after_the_test);
  g_test_add_func ("/treatment/before/pregnancy-by-sex", test_pregnancy_by_sex);
  g_test_add_func ("/treatment/before/does-not-apply", test_does_not_apply);
  g_test_add_func ("/treatment/before/screener-after-the-dose", test_screener_after_the_dose);
  g_test_add_func ("/treatment/before/what-can-be-prepared", test_what_can_be_prepared);
  g_test_add_func ("/treatment/clock/forty-minutes", test_forty_minutes);
  g_test_add_func ("/treatment/clock/two-hours", test_two_hours);
  g_test_add_func ("/treatment/clock/ended-stands-still", test_ended_stands_still);
  g_test_add_func ("/treatment/during/scales-are-not-mixed", test_scales_are_not_mixed);
  g_test_add_func ("/treatment/during/more-than-ordered", test_more_than_ordered);
  g_test_add_func ("/treatment/release/sentences-end-once", test_sentences_end_once);
  g_test_add_func ("/treatment/form/of-what-was-given", test_form_of_what_was_given);
  g_test_add_func ("/treatment/form/at-minute-zero", test_form_at_minute_zero);
  g_test_add_func ("/treatment/form/last-pressure", test_form_last_pressure);
  g_test_add_func ("/treatment/form/sleepiness-is-sedation", test_sleepiness_is_sedation);
  g_test_add_func ("/treatment/dose/rest", test_rest_between_devices);
  g_test_add_func ("/treatment/form/due", test_form_due);
  g_test_add_func ("/treatment/course/gap-of-two-weeks", test_gap_of_two_weeks);
  g_test_add_func ("/treatment/outcome/responses", test_responses);
  g_test_add_func ("/treatment/outcome/small-numbers", test_small_numbers);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
