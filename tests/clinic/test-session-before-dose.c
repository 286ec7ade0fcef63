/* What keeps the dose: every check, asked and looked up, the vital signs before the dose, weight
 * and order, and which of them a written reason lets pass. */
#include "den-scale.h"
#include "session-fixture.h"

static void
assert_open (Floor *floor, const char *open)
{
  g_autoptr (GPtrArray) findings = den_session_before_dose (&floor->at);
  g_autofree char *found = floor_open (findings);

  g_assert_cmpstr (found, ==, open);
  g_assert_cmpint (den_session_may_dose (&floor->at), ==, *open == '\0');
}

/* Decides to proceed against the finding, with a reason. */
static void
proceed (Floor *floor, const char *key)
{
  g_autoptr (GPtrArray) findings = den_session_before_dose (&floor->at);
  const DenSessionFinding *finding = floor_find (findings, key);

  g_assert_nonnull (finding);
  floor_decide (floor, -2, finding, DEN_DECISION_PROCEED, "Discussed with the patient.");
}

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
      assert_open (&floor, "");
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
  assert_open (&floor, "check.consent missing, check.rems_enrollment missing, "
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
      assert_open (&floor, answers[i].open);
      if (answers[i].proceed == NULL)
        continue;
      proceed (&floor, key);
      assert_open (&floor, answers[i].proceed);
    }
}

/* The newest answer holds, and an older reason is not one against it. */
static void
test_newest_answer (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor_answer (&floor, -10, "escort", DEN_CHECK_ANSWER_NO);
  proceed (&floor, "check.escort");
  assert_open (&floor, "");
  floor_answer (&floor, -3, "escort", DEN_CHECK_ANSWER_NO);
  assert_open (&floor, "check.escort hold");
  floor_answer (&floor, -2, "escort", DEN_CHECK_ANSWER_YES);
  assert_open (&floor, "");
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
  assert_open (&floor, "check.food review");
  floor_now (&floor, 10);
  assert_open (&floor, "");
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

/* ---- looked up ---- */

/* What happens to the chart before the checks are judged. */
static void
enroll_tomorrow (Floor *floor)
{
  ((DenEnrollment *) g_ptr_array_index (floor->chart->enrollments, 0))->enrolled_on =
      floor_day ("2026-11-21");
}

static void
enroll_today (Floor *floor)
{
  ((DenEnrollment *) g_ptr_array_index (floor->chart->enrollments, 0))->enrolled_on =
      floor_day ("2026-11-20");
}

static void
enroll_undated (Floor *floor)
{
  ((DenEnrollment *) g_ptr_array_index (floor->chart->enrollments, 0))->enrolled_on = DEN_UNKNOWN;
}

static void
set_check_age (Floor *floor, guint row, int days)
{
  ((DenCheck *) g_ptr_array_index (floor->chart->checks, row))->done_on =
      floor_day ("2026-11-20") - days;
}

static void
pdmp_90 (Floor *floor)
{
  set_check_age (floor, 0, 90);
}

static void
pdmp_91 (Floor *floor)
{
  set_check_age (floor, 0, 91);
}

static void
pdmp_tomorrow (Floor *floor)
{
  set_check_age (floor, 0, -1);
}

static void
pregnancy_31 (Floor *floor)
{
  set_check_age (floor, 1, 31);
}

static void
pregnancy_32 (Floor *floor)
{
  set_check_age (floor, 1, 32);
}

static void
pregnancy_result (Floor *floor, const char *result)
{
  DenCheck *test = g_ptr_array_index (floor->chart->checks, 1);

  g_free (test->result);
  test->result = g_strdup (result);
}

static void
pregnancy_positive (Floor *floor)
{
  pregnancy_result (floor, "Positive");
}

static void
pregnancy_pending (Floor *floor)
{
  pregnancy_result (floor, NULL);
}

static void
born (Floor *floor, const char *birth_date, DenSex sex)
{
  floor->chart->patient->birth_date = floor_day (birth_date);
  floor->chart->patient->sex = sex;
  g_ptr_array_remove_index (floor->chart->checks, 1);
}

static void
man (Floor *floor)
{
  born (floor, "1984-03-09", DEN_SEX_MALE);
}

static void
other_sex (Floor *floor)
{
  born (floor, "1984-03-09", DEN_SEX_OTHER);
}

static void
woman_of_55 (Floor *floor)
{
  born (floor, "1970-11-21", DEN_SEX_FEMALE);
}

static void
woman_of_56 (Floor *floor)
{
  born (floor, "1970-11-20", DEN_SEX_FEMALE);
}

/* Comes of age, or turns 65, on the day after the session, and on it. */
static void
almost_18 (Floor *floor)
{
  floor->chart->patient->birth_date = floor_day ("2008-11-21");
}

static void
just_18 (Floor *floor)
{
  floor->chart->patient->birth_date = floor_day ("2008-11-20");
}

static void
almost_65 (Floor *floor)
{
  floor->chart->patient->birth_date = floor_day ("1961-11-21");
}

static void
just_65 (Floor *floor)
{
  floor->chart->patient->birth_date = floor_day ("1961-11-20");
}

static void
screener_tier (Floor *floor, DenTriage tier)
{
  ((DenAssessment *) g_ptr_array_index (floor->chart->assessments, 0))->total = tier;
}

static void
screener_low (Floor *floor)
{
  screener_tier (floor, DEN_TRIAGE_LOW);
}

static void
screener_moderate (Floor *floor)
{
  screener_tier (floor, DEN_TRIAGE_MODERATE);
}

static void
screener_high (Floor *floor)
{
  screener_tier (floor, DEN_TRIAGE_HIGH);
}

static void
screener_yesterday (Floor *floor)
{
  ((DenAssessment *) g_ptr_array_index (floor->chart->assessments, 0))->taken_at =
      floor_minute (floor, -24 * 60);
}

static void
benzodiazepine (Floor *floor)
{
  DenMedication *medication = den_record_new (&den_medication_type);

  medication->drug = g_strdup ("lorazepam");
  g_ptr_array_add (floor->chart->medications, medication);
}

static void
request (Floor *floor)
{
  DenAuthorization *authorization = den_record_new (&den_authorization_type);

  authorization->product = DEN_MODALITY_ESKETAMINE;
  authorization->requested_on = floor_day ("2026-11-02");
  g_ptr_array_add (floor->chart->authorizations, authorization);
}

static void
nobody_on_site (Floor *floor)
{
  g_clear_pointer (&floor->session->prescriber_on_site, g_free);
}

static void
nothing (Floor *floor)
{
}

static const struct
{
  void (*happens) (Floor *floor);
  const char *key;
  DenSessionMark mark;
  gboolean passes, passes_with_reason;
  const char *sentence;
} looked_up[] = {
  { nothing, "check.rems_enrollment", DEN_MARK_OK, TRUE, TRUE, "Enrolled on 10/31/2026." },
  { enroll_today, "check.rems_enrollment", DEN_MARK_OK, TRUE, TRUE, "Enrolled on 11/20/2026." },
  { enroll_tomorrow, "check.rems_enrollment", DEN_MARK_MISSING, FALSE, FALSE,
    "No enrollment is on the chart: the REMS asks for it before the first treatment." },
  { enroll_undated, "check.rems_enrollment", DEN_MARK_MISSING, FALSE, FALSE,
    "No enrollment is on the chart: the REMS asks for it before the first treatment." },
  { nobody_on_site, "check.prescriber_on_site", DEN_MARK_MISSING, FALSE, TRUE,
    "No prescriber is recorded as on site." },
  { nothing, "check.authorization", DEN_MARK_MISSING, TRUE, TRUE,
    "No request for this drug is on the chart." },
  { request, "check.authorization", DEN_MARK_OK, TRUE, TRUE, "Requested on 11/02/2026." },
  { pdmp_90, "check.pdmp", DEN_MARK_OK, TRUE, TRUE, "Looked up on 08/22/2026." },
  { pdmp_91, "check.pdmp", DEN_MARK_MISSING, FALSE, TRUE,
    "Looked up on 08/21/2026, more than 90 days ago." },
  { pdmp_tomorrow, "check.pdmp", DEN_MARK_MISSING, FALSE, TRUE, "Never looked up." },
  { pregnancy_31, "check.pregnancy_test", DEN_MARK_OK, TRUE, TRUE, "Negative on 10/20/2026." },
  { pregnancy_32, "check.pregnancy_test", DEN_MARK_MISSING, FALSE, TRUE,
    "The last test is of 10/19/2026, more than 31 days ago." },
  { pregnancy_positive, "check.pregnancy_test", DEN_MARK_HOLD, FALSE, TRUE,
    "Positive on 11/10/2026: treatment is not recommended in pregnancy." },
  { pregnancy_pending, "check.pregnancy_test", DEN_MARK_MISSING, FALSE, TRUE,
    "The test of 11/10/2026 has no result yet." },
  { other_sex, "check.pregnancy_test", DEN_MARK_MISSING, FALSE, TRUE, "No test is on record." },
  { woman_of_55, "check.pregnancy_test", DEN_MARK_MISSING, FALSE, TRUE, "No test is on record." },
  { woman_of_56, "check.pregnancy_test", DEN_MARK_OK, TRUE, TRUE, "Not asked at 56 years." },
  { almost_18, "check.age", DEN_MARK_HOLD, FALSE, TRUE, "17 years: not approved under 18." },
  { just_18, "check.age", DEN_MARK_OK, TRUE, TRUE, "18 years." },
  { almost_65, "check.age", DEN_MARK_OK, TRUE, TRUE, "64 years." },
  { just_65, "check.age", DEN_MARK_OK, TRUE, TRUE,
    "65 years: the same dose, watch blood pressure closely." },
  { nothing, "check.c_ssrs", DEN_MARK_OK, TRUE, TRUE, "Negative." },
  { screener_low, "check.c_ssrs", DEN_MARK_OK, TRUE, TRUE, "Low risk." },
  { screener_moderate, "check.c_ssrs", DEN_MARK_REVIEW, TRUE, TRUE,
    "Moderate risk: a clinician assesses safety today." },
  { screener_high, "check.c_ssrs", DEN_MARK_REVIEW, FALSE, TRUE,
    "High risk: a clinician sees the patient, never alone; going on with the dose is decided and "
    "written down." },
  { screener_yesterday, "check.c_ssrs", DEN_MARK_MISSING, FALSE, TRUE, "Not taken today." },
  { nothing, "check.medications", DEN_MARK_OK, TRUE, TRUE,
    "None that is warned of is on the list." },
  { benzodiazepine, "check.medications", DEN_MARK_REVIEW, TRUE, TRUE,
    "lorazepam (benzodiazepines): ask for the last dose; watch sedation, breathing and blood "
    "pressure closely." },
};

static void
test_looked_up (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looked_up); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autoptr (GPtrArray) before = NULL, after = NULL;
      const DenSessionFinding *finding;

      floor_begin (&floor, "esketamine-trd", ZERO);
      looked_up[i].happens (&floor);
      before = den_session_before_dose (&floor.at);
      finding = floor_find (before, looked_up[i].key);
      g_assert_nonnull (finding);
      g_assert_cmpstr (finding->sentence, ==, looked_up[i].sentence);
      g_assert_cmpint (finding->mark, ==, looked_up[i].mark);
      g_assert_cmpint (finding->passes, ==, looked_up[i].passes);
      proceed (&floor, looked_up[i].key);
      after = den_session_before_dose (&floor.at);
      g_assert_cmpint (floor_find (after, looked_up[i].key)->passes, ==,
                       looked_up[i].passes_with_reason);
    }
}

/* A man is not asked for a pregnancy test at all. */
static void
test_man (void)
{
  g_auto (Floor) floor = { 0 };
  g_autoptr (GPtrArray) findings = NULL;

  floor_begin (&floor, "esketamine-trd", ZERO);
  man (&floor);
  findings = den_session_before_dose (&floor.at);
  g_assert_null (floor_find (findings, "check.pregnancy_test"));
}

/* A session booked for tomorrow is judged by what will hold tomorrow. */
static void
test_of_tomorrow (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  pdmp_90 (&floor);
  floor.session->scheduled_at = floor_minute (&floor, 24 * 60);
  assert_open (&floor, "check.pdmp missing, check.c_ssrs missing");
}

/* ---- contraindications ---- */

/* The label's are no matter of a reason, whether the answer or a code says so. */
static void
test_contraindications (void)
{
  static const char *const items[] = { "aneurysmal_vascular_disease", "arteriovenous_malformation",
                                       "intracerebral_hemorrhage", "hypersensitivity" };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_auto (Floor) floor = { 0 };
      g_autofree char *key = g_strconcat ("contraindication.", items[i], NULL);
      g_autofree char *open = g_strconcat (key, " hold", NULL);
      DenScreening *screening = den_record_new (&den_screening_type);

      floor_begin (&floor, i % 2 == 0 ? "esketamine-trd" : "ketamine-iv", ZERO);
      screening->item = g_strdup (items[i]);
      screening->answer = DEN_ANSWER_YES;
      screening->noted_on = floor_day ("2026-11-20");
      g_ptr_array_add (floor.chart->screenings, screening);
      assert_open (&floor, open);
      proceed (&floor, key);
      assert_open (&floor, open);
    }
}

static void
test_contraindication_by_code (void)
{
  g_auto (Floor) floor = { 0 };
  DenDiagnosis *hemorrhage = den_record_new (&den_diagnosis_type);

  floor_begin (&floor, "esketamine-trd", ZERO);
  hemorrhage->code = g_strdup ("I61.3");
  g_ptr_array_add (floor.chart->diagnoses, hemorrhage);
  assert_open (&floor, "contraindication.intracerebral_hemorrhage hold");
}

/* Answers older than a year are asked again. */
static void
test_stale_screening (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  for (guint i = 0; i < floor.chart->screenings->len; i++)
    ((DenScreening *) g_ptr_array_index (floor.chart->screenings, i))->noted_on =
        floor_day ("2025-11-19");
  assert_open (&floor, "contraindication.aneurysmal_vascular_disease missing, "
                       "contraindication.arteriovenous_malformation missing, "
                       "contraindication.intracerebral_hemorrhage missing, "
                       "contraindication.hypersensitivity missing");
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
      assert_open (&floor, vitals[i].open);
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
  assert_open (&floor, "systolic review");
  floor_decide (&floor, -3, finding, DEN_DECISION_PROCEED, "   ");
  assert_open (&floor, "systolic review");
  floor_decide (&floor, -3, finding, DEN_DECISION_PROCEED, "Anxious, 130/80 at home today.");
  assert_open (&floor, "");

  /* taken again: asked anew, as high as it is */
  floor_bp (&floor, -2, 150, 94);
  assert_open (&floor, "systolic review");
  floor_bp (&floor, -1, 138, 88);
  assert_open (&floor, "");
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
  assert_open (&floor, "systolic hold");
  proceed (&floor, "systolic");
  assert_open (&floor, "");
  findings = den_session_before_dose (&floor.at);
  floor_decide (&floor, -1, floor_find (findings, "systolic"), DEN_DECISION_HOLD, "Dizzy.");
  assert_open (&floor, "systolic hold");
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
  proceed (&floor, "systolic");
  assert_open (&floor, "systolic hold");
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
  assert_open (&floor, "");
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
  assert_open (&floor, "systolic missing, pulse missing, spo2 missing, respiration missing, "
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
      assert_open (&floor, orders[i].mark == DEN_MARK_OK ? "" : "order review");
      floor.session->order_rationale = g_strdup ("Agreed with the patient.");
      assert_open (&floor, "");
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
  assert_open (&floor, "order review");
  first->session_id = g_strdup ("S-0");
  first->course = g_strdup ("C-1");
  first->phase = DEN_PHASE_INDUCTION;
  first->status = DEN_SESSION_COMPLETED;
  first->started_at = floor_minute (&floor, -3 * 24 * 60);
  g_ptr_array_insert (floor.chart->sessions, 0, first);
  assert_open (&floor, "");
}

/* No order, no dose, whatever is decided. */
static void
test_no_order (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  floor.session->ordered_ug = DEN_UNKNOWN;
  assert_open (&floor, "order missing");
  proceed (&floor, "order");
  assert_open (&floor, "order missing");
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
  assert_open (&floor, "weight review");
  findings = den_session_before_dose (&floor.at);
  g_assert_cmpstr (floor_find (findings, "weight")->sentence, ==,
                   "60 kg on 10/20/2026 is older than 30 days: weigh again.");
  proceed (&floor, "weight");
  assert_open (&floor, "");

  floor.session->weight_g = 60000;
  g_ptr_array_set_size (floor.session->decisions, 0);
  assert_open (&floor, "");
  floor.session->weight_g = DEN_UNKNOWN;
  weighed->weight_g = DEN_UNKNOWN;
  /* Without a weight nobody can say that the order is none of the protocol's doses. */
  assert_open (&floor, "weight missing");
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
  g_test_add_func ("/before-dose/looked-up", test_looked_up);
  g_test_add_func ("/before-dose/man", test_man);
  g_test_add_func ("/before-dose/of-tomorrow", test_of_tomorrow);
  g_test_add_func ("/before-dose/contraindications", test_contraindications);
  g_test_add_func ("/before-dose/contraindication-by-code", test_contraindication_by_code);
  g_test_add_func ("/before-dose/stale-screening", test_stale_screening);
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
