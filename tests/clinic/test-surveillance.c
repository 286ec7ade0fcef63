/* Checks that come again: which are due for whom, and when. */
#include "course-fixture.h"
#include "den-course-rules.h"

#include <string.h>

#define UNKNOWN DEN_UNKNOWN
#define FIRST "2026-03-02"

static DenChart *
make_chart (DenModality modality, int sessions)
{
  DenChart *chart = fixture_chart (modality, DEN_INDICATION_TRD);

  for (int i = 0; i < sessions; i++)
    fixture_deliver (chart, "C1", fixture_day (FIRST) + i * 7 / 2);
  return chart;
}

/* The row of the name; FALSE where nothing of it is due. */
static gboolean
find_due (const DenChart *chart, const char *item, DenDay on, DenSurveillanceDue *due)
{
  g_autoptr (GArray) list = den_surveillance_due (chart, fixture_reference (), on);

  for (guint i = 0; i < list->len; i++)
    {
      *due = g_array_index (list, DenSurveillanceDue, i);
      if (strcmp (due->row->item, item) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_check (DenChart *chart, DenCheckKind kind, DenDay day)
{
  DenCheck *check = den_record_new (&den_check_type);

  check->kind = kind;
  check->done_on = day;
  g_ptr_array_add (chart->checks, check);
}

/* ---- when ---- */

/* What was done last, in days from the first session (99: never), the days gone since, and the day
 * that it is due. A PHQ-9 every 14 days in induction, every 28 later. */
static void
test_due (void)
{
  static const struct
  {
    int sessions;
    int last;
    int on;
    int due;
    gboolean overdue;
  } cases[] = {
    /* Never: before the first session. */
    { 1, 99, 0, 0, FALSE },
    { 1, 99, 1, 0, TRUE },
    { 1, -3, 0, 11, FALSE },
    { 1, -3, 11, 11, FALSE },
    { 1, -3, 12, 11, TRUE },
    { 7, 20, 25, 34, FALSE },
    { 8, 20, 25, 48, FALSE },
    /* One of long before is no baseline. */
    { 1, -29, 0, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenChart) chart = make_chart (DEN_MODALITY_ESKETAMINE, cases[i].sessions);
      DenDay first = fixture_day (FIRST);
      DenSurveillanceDue due;

      if (cases[i].last != 99)
        fixture_add_score (chart, "PHQ-9", first + cases[i].last, 12);
      /* What comes later is not known yet. */
      fixture_add_score (chart, "PHQ-9", first + cases[i].on + 1, 12);
      g_test_message ("case %u", (guint) i);
      g_assert_true (find_due (chart, "phq9", first + cases[i].on, &due));
      g_assert_cmpint (due.last_on, ==, cases[i].last != 99 ? first + cases[i].last : UNKNOWN);
      g_assert_cmpint (due.due_on - first, ==, cases[i].due);
      g_assert_cmpint (due.overdue, ==, cases[i].overdue);
    }
}

/* Soonest first. */
static void
test_order (void)
{
  g_autoptr (DenChart) chart = make_chart (DEN_MODALITY_ESKETAMINE, 1);
  g_autoptr (GArray) list = NULL;

  add_check (chart, DEN_CHECK_PDMP, fixture_day (FIRST));
  list = den_surveillance_due (chart, fixture_reference (), fixture_day (FIRST) + 3);
  g_assert_cmpuint (list->len, >, 5);
  for (guint i = 1; i < list->len; i++)
    g_assert_cmpint (g_array_index (list, DenSurveillanceDue, i - 1).due_on, <=,
                     g_array_index (list, DenSurveillanceDue, i).due_on);
}

/* ---- what answers it ---- */

static void
test_answers (void)
{
  g_autoptr (DenChart) chart = make_chart (DEN_MODALITY_ESKETAMINE, 12);
  DenDay day = fixture_day ("2026-04-10"), on = fixture_day ("2026-04-11");
  DenSession *last = g_ptr_array_index (chart->sessions, 11);
  DenSessionCheck *consent = den_record_new (&den_session_check_type);
  DenScreening *screening = den_record_new (&den_screening_type);
  DenVitals *vitals = den_record_new (&den_vitals_type);
  static const struct
  {
    const char *item;
    int days;
  } answered[] = {
    { "pdmp", 90 },   { "urine_drug_screen", 180 }, { "urinary_symptoms", 90 },
    { "weight", 90 }, { "consent", 365 },           { "c_ssrs", 28 },
  };

  add_check (chart, DEN_CHECK_PDMP, day);
  add_check (chart, DEN_CHECK_PDMP, day - 40);
  /* Tomorrow's is not known today. */
  add_check (chart, DEN_CHECK_PDMP, on + 1);
  add_check (chart, DEN_CHECK_URINE_DRUG_SCREEN, day);
  screening->item = g_strdup ("active_cystitis");
  screening->answer = DEN_ANSWER_NO;
  screening->noted_on = day;
  g_ptr_array_add (chart->screenings, screening);
  vitals->weight_g = 70000;
  vitals->taken_at = fixture_morning (day);
  g_ptr_array_add (chart->vitals, vitals);
  consent->item = g_strdup ("consent");
  consent->answer = DEN_CHECK_ANSWER_YES;
  consent->checked_at = fixture_morning (day);
  g_ptr_array_add (last->checks, consent);
  fixture_add_score (chart, "C-SSRS", day, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (answered); i++)
    {
      DenSurveillanceDue due;

      g_test_message ("%s", answered[i].item);
      g_assert_true (find_due (chart, answered[i].item, on, &due));
      g_assert_cmpint (due.last_on, ==, day);
      g_assert_cmpint (due.due_on, ==, day + answered[i].days);
    }
}

/* An answer that nobody knew, a consent that was not given and a reading without a weight answer
 * nothing; a weight of a session does. */
static void
test_no_answers (void)
{
  g_autoptr (DenChart) chart = make_chart (DEN_MODALITY_ESKETAMINE, 1);
  DenDay day = fixture_day (FIRST);
  DenSession *session = g_ptr_array_index (chart->sessions, 0);
  DenSessionCheck *consent = den_record_new (&den_session_check_type);
  DenScreening *screening = den_record_new (&den_screening_type);
  DenVitals *vitals = den_record_new (&den_vitals_type);
  DenSurveillanceDue due;

  screening->item = g_strdup ("active_cystitis");
  screening->answer = DEN_ANSWER_UNKNOWN;
  screening->noted_on = day;
  g_ptr_array_add (chart->screenings, screening);
  vitals->systolic = 120;
  vitals->taken_at = fixture_morning (day);
  g_ptr_array_add (chart->vitals, vitals);
  consent->item = g_strdup ("consent");
  consent->answer = DEN_CHECK_ANSWER_NO;
  consent->checked_at = fixture_morning (day);
  g_ptr_array_add (session->checks, consent);
  g_assert_true (find_due (chart, "urinary_symptoms", day, &due));
  g_assert_cmpint (due.last_on, ==, UNKNOWN);
  g_assert_true (find_due (chart, "consent", day, &due));
  g_assert_cmpint (due.last_on, ==, UNKNOWN);
  g_assert_true (find_due (chart, "weight", day, &due));
  g_assert_cmpint (due.last_on, ==, UNKNOWN);
  session->weight_g = 70000;
  /* Nothing more is asked by the calendar in induction. */
  g_assert_false (find_due (chart, "weight", day, &due));
}

/* ---- for whom ---- */

static void
test_for_whom (void)
{
  g_autoptr (DenChart) chart = make_chart (DEN_MODALITY_ESKETAMINE, 12);
  g_autoptr (DenChart) infused = make_chart (DEN_MODALITY_KETAMINE_IV, 12);
  DenDay on = fixture_day ("2026-04-11");
  DenSurveillanceDue due;

  g_assert_true (find_due (chart, "pregnancy_test", on, &due));
  chart->patient->sex = DEN_SEX_MALE;
  g_assert_false (find_due (chart, "pregnancy_test", on, &due));
  chart->patient->sex = DEN_SEX_UNKNOWN;
  g_assert_true (find_due (chart, "pregnancy_test", on, &due));

  chart->patient->birth_date = fixture_day ("1976-04-12");
  g_assert_false (find_due (chart, "ecg", on, &due));
  chart->patient->birth_date = fixture_day ("1976-04-11");
  g_assert_true (find_due (chart, "ecg", on, &due));

  g_assert_false (find_due (chart, "liver_panel", on, &due));
  g_assert_true (find_due (infused, "liver_panel", on, &due));
  g_assert_cmpint (due.due_on, ==, fixture_day (FIRST) + 180);
}

/* Only in treatment: nothing for a stopped course, the baseline for a planned one. */
static void
test_in_treatment (void)
{
  g_autoptr (DenChart) chart = make_chart (DEN_MODALITY_ESKETAMINE, 0);
  DenCourse *course = g_ptr_array_index (chart->courses, 0);
  DenDay on = fixture_day (FIRST) - 10;
  g_autoptr (GArray) none = NULL;
  DenSurveillanceDue due;

  course->status = DEN_COURSE_PLANNED;
  fixture_add_session (chart, "C1", fixture_day (FIRST));
  g_assert_true (find_due (chart, "madrs", on, &due));
  g_assert_cmpint (due.due_on, ==, fixture_day (FIRST));
  g_assert_false (due.overdue);
  course->status = DEN_COURSE_STOPPED;
  none = den_surveillance_due (chart, fixture_reference (), on);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Every row looks at something that there is. */
static void
test_rows (void)
{
  const GPtrArray *rows = fixture_reference ()->surveillance;
  static const char *const sources[] = { "scale:", "check:",     "vitals:weight",
                                         "visit:", "screening:", "session_check:" };

  g_assert_cmpuint (rows->len, >=, 10);
  for (guint i = 0; i < rows->len; i++)
    {
      const DenSurveillance *row = g_ptr_array_index (rows, i);
      const char *word = strchr (row->looks_at, ':') + 1;
      gboolean known = FALSE;

      g_test_message ("%s", row->item);
      for (gsize k = 0; k < G_N_ELEMENTS (sources); k++)
        known |= g_str_has_prefix (row->looks_at, sources[k]);
      g_assert_true (known);
      if (g_str_has_prefix (row->looks_at, "scale:"))
        g_assert_nonnull (den_reference_find_scale (fixture_reference (), word));
      if (g_str_has_prefix (row->looks_at, "screening:"))
        g_assert_nonnull (den_reference_find_screening_item (fixture_reference (), word));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/surveillance/due", test_due);
  g_test_add_func ("/surveillance/order", test_order);
  g_test_add_func ("/surveillance/answers", test_answers);
  g_test_add_func ("/surveillance/no-answers", test_no_answers);
  g_test_add_func ("/surveillance/for-whom", test_for_whom);
  g_test_add_func ("/surveillance/in-treatment", test_in_treatment);
  g_test_add_func ("/surveillance/rows", test_rows);
  return g_test_run ();
}
