/* What the chart says before the dose without a question: enrollment, checks with their dates, age,
 * scores, medications, contraindications; and which of it a written reason lets pass. */
#include "den-scale.h"
#include "session-fixture.h"

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
      floor_proceed (&floor, looked_up[i].key);
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
  floor_assert_before_dose (&floor, "check.pdmp missing, check.c_ssrs missing");
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
      floor_assert_before_dose (&floor, open);
      floor_proceed (&floor, key);
      floor_assert_before_dose (&floor, open);
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
  floor_assert_before_dose (&floor, "contraindication.intracerebral_hemorrhage hold");
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
  floor_assert_before_dose (&floor, "contraindication.aneurysmal_vascular_disease missing, "
                                    "contraindication.arteriovenous_malformation missing, "
                                    "contraindication.intracerebral_hemorrhage missing, "
                                    "contraindication.hypersensitivity missing");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/from-chart/looked-up", test_looked_up);
  g_test_add_func ("/from-chart/man", test_man);
  g_test_add_func ("/from-chart/of-tomorrow", test_of_tomorrow);
  g_test_add_func ("/from-chart/contraindications", test_contraindications);
  g_test_add_func ("/from-chart/contraindication-by-code", test_contraindication_by_code);
  g_test_add_func ("/from-chart/stale-screening", test_stale_screening);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
