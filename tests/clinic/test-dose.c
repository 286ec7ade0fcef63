/* Doses by weight, fixed doses, what a protocol suggests, and what an infusion has given. */
#include "session-fixture.h"

/* ---- the weight a dose is computed from ---- */

static const struct
{
  DenSex sex;
  gint64 height_mm, weight_g;
  gint64 bmi_tenths, ideal_g, dosing_weight_g, dose_ug, rate_ug_per_minute;
  const char *how;
} vectors[] = {
  { DEN_SEX_MALE, 1778, 80000, 253, 73000, 80000, 40000, 1000,
    "0.5 mg/kg × 80 kg (actual weight, BMI 25.3) = 40 mg" },
  /* 162.56 cm, to the millimeter that a chart keeps */
  { DEN_SEX_FEMALE, 1626, 60000, 227, 54740, 60000, 30000, 750,
    "0.5 mg/kg × 60 kg (actual weight, BMI 22.7) = 30 mg" },
  { DEN_SEX_MALE, 1700, 100000, 346, 65940, 65940, 33000, 824,
    "0.5 mg/kg × 65.94 kg (ideal weight, BMI 34.6) = 33 mg" },
  { DEN_SEX_FEMALE, 1650, 110000, 404, 56910, 56910, 28500, 711,
    "0.5 mg/kg × 56.91 kg (ideal weight, BMI 40.4) = 28.5 mg" },
  { DEN_SEX_FEMALE, 1500, 95000, 422, 45500, 45500, 22800, 569,
    "0.5 mg/kg × 45.5 kg (ideal weight, BMI 42.2) = 22.8 mg" },
  { DEN_SEX_MALE, 1850, 130000, 380, 79520, 79520, 39800, 994,
    "0.5 mg/kg × 79.52 kg (ideal weight, BMI 38) = 39.8 mg" },
};

static void
set_patient (Floor *floor, DenSex sex, gint64 height_mm, gint64 weight_g)
{
  floor->chart->patient->sex = sex;
  floor->chart->patient->height_mm = height_mm;
  ((DenVitals *) g_ptr_array_index (floor->chart->vitals, 0))->weight_g = weight_g;
}

static void
plan (Floor *floor, gint64 dose_ug, DenDosePlan *into)
{
  den_dose_plan (floor->chart, floor->at.protocol, dose_ug, den_instant_day (floor->zero), into);
}

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_auto (Floor) floor = { 0 };
      DenDosePlan it;

      floor_begin (&floor, "ketamine-iv", ZERO);
      set_patient (&floor, vectors[i].sex, vectors[i].height_mm, vectors[i].weight_g);
      plan (&floor, 500, &it);
      g_assert_cmpstr (it.how, ==, vectors[i].how);
      g_assert_cmpint (it.bmi_tenths, ==, vectors[i].bmi_tenths);
      g_assert_cmpint (it.ideal_g, ==, vectors[i].ideal_g);
      g_assert_cmpint (it.dosing_weight_g, ==, vectors[i].dosing_weight_g);
      g_assert_cmpint (it.dose_ug, ==, vectors[i].dose_ug);
      g_assert_cmpint (it.rate_ug_per_minute, ==, vectors[i].rate_ug_per_minute);
      g_assert_false (it.weight_stale);
      den_dose_plan_clear (&it);
    }
}

/* BMI 30 is taken exactly, not as it is shown: 86.6 kg at 170 cm is 29.97, shown as 30. */
static void
test_border_of_bmi (void)
{
  g_auto (Floor) floor = { 0 };
  DenDosePlan it;

  floor_begin (&floor, "ketamine-iv", ZERO);
  set_patient (&floor, DEN_SEX_MALE, 1700, 86600);
  plan (&floor, 500, &it);
  g_assert_cmpint (it.bmi_tenths, ==, 300);
  g_assert_cmpint (it.dosing_weight_g, ==, 86600);
  den_dose_plan_clear (&it);
  set_patient (&floor, DEN_SEX_MALE, 1700, 86700);
  plan (&floor, 500, &it);
  g_assert_cmpint (it.dosing_weight_g, ==, 65940);
  den_dose_plan_clear (&it);
}

/* The other rules of the clinic: adjusted = ideal + 0.4 x what is above it. */
static void
test_weight_rules (void)
{
  static const struct
  {
    DenWeightRule rule;
    gint64 dosing_weight_g, dose_ug;
  } cases[] = {
    { DEN_WEIGHT_ACTUAL, 100000, 50000 },
    { DEN_WEIGHT_IDEAL_FROM_BMI_30, 65940, 33000 },
    { DEN_WEIGHT_ADJUSTED_FROM_BMI_30, 79560, 39800 },
  };
  g_auto (Floor) floor = { 0 };
  DenProtocol *protocol;

  floor_begin (&floor, "ketamine-iv", ZERO);
  set_patient (&floor, DEN_SEX_MALE, 1700, 100000);
  protocol = den_record_copy (floor.at.protocol);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenDosePlan it;

      protocol->weight_rule = cases[i].rule;
      den_dose_plan (floor.chart, protocol, 500, den_instant_day (floor.zero), &it);
      g_assert_cmpint (it.dosing_weight_g, ==, cases[i].dosing_weight_g);
      g_assert_cmpint (it.dose_ug, ==, cases[i].dose_ug);
      den_dose_plan_clear (&it);
    }
  den_record_free (protocol);
}

/* What is missing is said, and no dose is made up for it. */
static void
test_missing (void)
{
  static const struct
  {
    DenSex sex;
    gint64 height_mm, weight_g;
    const char *how; /* NULL: a dose */
  } cases[] = {
    { DEN_SEX_FEMALE, 1650, DEN_UNKNOWN, "The weight is not recorded, and the dose is by weight." },
    { DEN_SEX_FEMALE, DEN_UNKNOWN, 60000,
      "The height is not recorded, and the dose is by weight." },
    { DEN_SEX_UNKNOWN, 1650, 110000, "The sex is not recorded, and the dose is by weight." },
    { DEN_SEX_OTHER, 1650, 110000,
      "The ideal weight is told for female and male alone: the prescriber decides on the dose." },
    { DEN_SEX_UNKNOWN, 1650, 60000, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };
      DenDosePlan it;

      floor_begin (&floor, "ketamine-iv", ZERO);
      set_patient (&floor, cases[i].sex, cases[i].height_mm, cases[i].weight_g);
      plan (&floor, 500, &it);
      if (cases[i].how != NULL)
        {
          g_assert_cmpstr (it.how, ==, cases[i].how);
          g_assert_cmpint (it.dose_ug, ==, DEN_UNKNOWN);
          g_assert_cmpint (it.rate_ug_per_minute, ==, DEN_UNKNOWN);
          g_assert_cmpint (it.dosing_weight_g, ==, DEN_UNKNOWN);
        }
      else
        g_assert_cmpint (it.dose_ug, ==, 30000);
      den_dose_plan_clear (&it);
    }
}

/* The newest weight on the day or before it, the session's own counted; stale after 30 days. */
static void
test_weights (void)
{
  g_auto (Floor) floor = { 0 };
  DenVitals *weighed;
  DenDosePlan it;

  floor_begin (&floor, "ketamine-iv", ZERO);
  weighed = g_ptr_array_index (floor.chart->vitals, 0);
  weighed->taken_at = floor_minute (&floor, -30 * 24 * 60);
  plan (&floor, 500, &it);
  g_assert_cmpint (it.weighed_on, ==, floor_day ("2026-10-21"));
  g_assert_false (it.weight_stale);
  den_dose_plan_clear (&it);

  weighed->taken_at = floor_minute (&floor, -31 * 24 * 60);
  plan (&floor, 500, &it);
  g_assert_true (it.weight_stale);
  g_assert_cmpint (it.dose_ug, ==, 30000);
  den_dose_plan_clear (&it);

  floor.session->weight_g = 64000;
  plan (&floor, 500, &it);
  g_assert_false (it.weight_stale);
  g_assert_cmpint (it.dose_ug, ==, 32000);
  den_dose_plan_clear (&it);

  /* What is weighed tomorrow says nothing of today. */
  floor.session->weight_g = DEN_UNKNOWN;
  weighed->taken_at = floor_minute (&floor, 24 * 60);
  plan (&floor, 500, &it);
  g_assert_cmpint (it.dose_ug, ==, DEN_UNKNOWN);
  den_dose_plan_clear (&it);
}

static void
test_ceiling (void)
{
  g_auto (Floor) floor = { 0 };
  DenDosePlan it;

  floor_begin (&floor, "ketamine-iv", ZERO);
  plan (&floor, 1000, &it);
  g_assert_cmpint (it.ceiling_ug, ==, 60000);
  g_assert_false (it.over_ceiling);
  den_dose_plan_clear (&it);
  plan (&floor, 1001, &it);
  g_assert_true (it.over_ceiling);
  den_dose_plan_clear (&it);
}

/* Devices of 28 mg. */
static void
test_fixed (void)
{
  static const struct
  {
    gint64 dose_ug, devices;
    gboolean over_ceiling;
    const char *how;
  } cases[] = {
    { 28000, 1, FALSE, "1 device of 28 mg = 28 mg" },
    { 56000, 2, FALSE, "2 devices of 28 mg = 56 mg" },
    { 84000, 3, FALSE, "3 devices of 28 mg = 84 mg" },
    { 112000, 4, TRUE, "4 devices of 28 mg = 112 mg" },
    { DEN_UNKNOWN, DEN_UNKNOWN, FALSE, "No dose is chosen." },
  };
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "esketamine-trd", ZERO);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenDosePlan it;

      plan (&floor, cases[i].dose_ug, &it);
      g_assert_cmpint (it.devices, ==, cases[i].devices);
      g_assert_cmpint (it.over_ceiling, ==, cases[i].over_ceiling);
      g_assert_cmpint (it.ceiling_ug, ==, 84000);
      g_assert_cmpstr (it.how, ==, cases[i].how);
      den_dose_plan_clear (&it);
    }
}

/* ---- what is suggested ---- */

/* A delivered session of the course, DAYS before the one of today. */
static DenSession *
add_earlier (Floor *floor, int days, DenPhase phase, gint64 ordered_ug)
{
  DenSession *session = den_record_new (&den_session_type);

  session->session_id = g_strdup_printf ("S-before-%d", days);
  session->course = g_strdup ("C-1");
  session->phase = phase;
  session->status = DEN_SESSION_COMPLETED;
  session->started_at = floor_minute (floor, (gint64) -days * 24 * 60);
  session->ordered_ug = ordered_ug;
  g_ptr_array_insert (floor->chart->sessions, 0, session);
  return session;
}

static void
test_suggested (void)
{
  static const struct
  {
    const char *protocol;
    DenPhase phase;
    gint64 induction_ug, maintenance_ug; /* ordered before, 0: none */
    gint64 suggested;
  } cases[] = {
    { "esketamine-trd", DEN_PHASE_INDUCTION, 0, 0, 56000 },
    { "esketamine-trd", DEN_PHASE_INDUCTION, 84000, 0, 84000 },
    { "esketamine-trd", DEN_PHASE_MAINTENANCE, 84000, 0, 84000 },
    { "esketamine-trd", DEN_PHASE_MAINTENANCE, 84000, 56000, 56000 },
    { "esketamine-trd", DEN_PHASE_MAINTENANCE, 0, 0, DEN_UNKNOWN },
    { "esketamine-trd", DEN_PHASE_REINDUCTION, 84000, 0, 56000 },
    { "esketamine-mdsi", DEN_PHASE_INDUCTION, 0, 0, 84000 },
    { "esketamine-mdsi", DEN_PHASE_INDUCTION, 56000, 0, 56000 },
    { "ketamine-iv", DEN_PHASE_INDUCTION, 0, 0, 500 },
    { "ketamine-iv", DEN_PHASE_INDUCTION, 45000, 0, 750 },
    /* an order that is no step of the protocol says nothing of the next */
    { "ketamine-iv", DEN_PHASE_INDUCTION, 41000, 0, 500 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Floor) floor = { 0 };

      floor_begin (&floor, cases[i].protocol, ZERO);
      floor.session->phase = cases[i].phase;
      if (cases[i].induction_ug != 0)
        add_earlier (&floor, 9, DEN_PHASE_INDUCTION, cases[i].induction_ug);
      if (cases[i].maintenance_ug != 0)
        add_earlier (&floor, 5, DEN_PHASE_MAINTENANCE, cases[i].maintenance_ug);
      g_test_message ("%u", (guint) i);
      g_assert_cmpint (den_dose_suggested (floor.chart, floor.session, floor.at.protocol), ==,
                       cases[i].suggested);
    }
}

/* A session that was missed, or one of another course, suggests nothing. */
static void
test_suggested_by_delivered_only (void)
{
  g_auto (Floor) floor = { 0 };
  DenSession *earlier;

  floor_begin (&floor, "esketamine-trd", ZERO);
  earlier = add_earlier (&floor, 3, DEN_PHASE_INDUCTION, 84000);
  earlier->status = DEN_SESSION_MISSED;
  g_assert_cmpint (den_dose_suggested (floor.chart, floor.session, floor.at.protocol), ==, 56000);
  earlier->status = DEN_SESSION_COMPLETED;
  g_free (earlier->course);
  earlier->course = g_strdup ("C-0");
  g_assert_cmpint (den_dose_suggested (floor.chart, floor.session, floor.at.protocol), ==, 56000);
}

/* ---- infusions ---- */

static void
test_infusion (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "ketamine-iv", ZERO);
  g_assert_cmpint (den_infusion_given_ug (floor.session, floor_minute (&floor, 10)), ==, 0);
  floor_infuse (&floor, 0, DEN_INFUSION_START, 750);
  g_assert_cmpint (den_infusion_given_ug (floor.session, floor_minute (&floor, 0)), ==, 0);
  g_assert_cmpint (den_infusion_given_ug (floor.session, floor_minute (&floor, 10)), ==, 7500);
  floor_infuse (&floor, 10, DEN_INFUSION_PAUSE, DEN_UNKNOWN);
  g_assert_cmpint (den_infusion_given_ug (floor.session, floor_minute (&floor, 15)), ==, 7500);
  /* resumed at the rate before, then slowed; entered in the wrong order */
  floor_infuse (&floor, 25, DEN_INFUSION_RATE, 500);
  floor_infuse (&floor, 15, DEN_INFUSION_RESUME, DEN_UNKNOWN);
  g_assert_cmpint (den_infusion_given_ug (floor.session, floor_minute (&floor, 35)), ==, 20000);
  g_assert_cmpint (den_session_given_ug (floor.session), ==, DEN_UNKNOWN);
  floor_infuse (&floor, 45, DEN_INFUSION_STOP, DEN_UNKNOWN);
  g_assert_cmpint (den_infusion_given_ug (floor.session, floor_minute (&floor, 500)), ==, 25000);
  g_assert_cmpint (den_session_given_ug (floor.session), ==, 25000);
}

static void
test_infusion_without_rate (void)
{
  g_auto (Floor) floor = { 0 };

  floor_begin (&floor, "ketamine-iv", ZERO);
  floor_infuse (&floor, 0, DEN_INFUSION_START, DEN_UNKNOWN);
  floor_infuse (&floor, 40, DEN_INFUSION_STOP, DEN_UNKNOWN);
  g_assert_cmpint (den_infusion_given_ug (floor.session, floor_minute (&floor, 40)), ==,
                   DEN_UNKNOWN);
  g_assert_cmpint (den_session_given_ug (floor.session), ==, DEN_UNKNOWN);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dose/vectors", test_vectors);
  g_test_add_func ("/dose/border-of-bmi", test_border_of_bmi);
  g_test_add_func ("/dose/weight-rules", test_weight_rules);
  g_test_add_func ("/dose/missing", test_missing);
  g_test_add_func ("/dose/weights", test_weights);
  g_test_add_func ("/dose/ceiling", test_ceiling);
  g_test_add_func ("/dose/fixed", test_fixed);
  g_test_add_func ("/dose/suggested", test_suggested);
  g_test_add_func ("/dose/suggested-by-delivered-only", test_suggested_by_delivered_only);
  g_test_add_func ("/dose/infusion", test_infusion);
  g_test_add_func ("/dose/infusion-without-rate", test_infusion_without_rate);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
