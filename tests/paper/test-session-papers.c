/* The papers of a session and of a day: golden files byte for byte, and what they must tell.
 *
 * Make the golden files anew with "DEN_UPDATE_GOLDEN=1 meson test session-papers" and look at every
 * page before committing. */
#include "fixture.h"

#include <locale.h>
#include <string.h>
#include <time.h>

#define ESKETAMINE "session-esketamine"
#define ESKETAMINE_ID "P-0301-S3"
#define INFUSION "session-infusion"
#define INFUSION_ID "P-0302-S1"

typedef DenPaper *(*Make) (DenSessionPaperCase *paper, GError **error);

static DenPaper *
make_record (DenSessionPaperCase *paper, GError **error)
{
  return den_session_record_make (&paper->facts, error);
}

static DenPaper *
make_form (DenSessionPaperCase *paper, GError **error)
{
  return den_rems_monitoring_make (&paper->facts, NULL, error);
}

static const DenDaySheetLine day_lines[] = {
  { .at = { ((gint64) 20777 * 24 + 15) * 3600 * G_USEC_PER_SEC, -360 },
    .minutes = 150,
    .chair = "Chair 1",
    .name = "Okonkwo-Świątek, Adaeze Thị",
    .preferred_name = "Ada",
    .mrn = "P-0301",
    .birth_date = 3359,
    .allergies = "Penicillin, Latex",
    .title = "Induction 3 of 8",
    .modality = "Esketamine",
    .ordered_ug = 84000,
    .state = "Booked",
    .missing = "Consent, Escort, Blood pressure" },
  { .at = { ((gint64) 20777 * 24 + 16) * 3600 * G_USEC_PER_SEC, -360 },
    .minutes = 120,
    .name = "Sample, Tomáš",
    .mrn = "P-0302",
    .birth_date = DEN_UNKNOWN,
    .title = "Induction 1 of 6",
    .modality = "Ketamine IV",
    .ordered_ug = DEN_UNKNOWN,
    .state = "Arrived" },
};

static DenPaper *
make_day_sheet (DenSessionPaperCase *paper, GError **error)
{
  DenDaySheetFacts facts = {
    .day = 20777, .clinic = paper->clinic, .lines = day_lines, .n_lines = G_N_ELEMENTS (day_lines)
  };

  return den_day_sheet_make (&facts, error);
}

static const struct
{
  const char *name;
  const char *chart;
  const char *session_id;
  Make make;
} goldens[] = {
  { "session-esketamine", ESKETAMINE, ESKETAMINE_ID, make_record },
  { "session-infusion", INFUSION, INFUSION_ID, make_record },
  { "rems-monitoring", ESKETAMINE, ESKETAMINE_ID, make_form },
  { "day-sheet", ESKETAMINE, ESKETAMINE_ID, make_day_sheet },
};

/* The same bytes in two zones that are never on the same day, and in another locale. */
static void
test_golden (gconstpointer data)
{
  static const char *const zones[] = { "Etc/GMT+12", "Pacific/Kiritimati" };
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (DenSessionPaperCase) paper =
      den_session_paper_case_new (goldens[i].chart, goldens[i].session_id);
  g_autoptr (DenPaper) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("TZ", zones[0], TRUE);
  tzset ();
  first = goldens[i].make (paper, &error);
  g_assert_no_error (error);
  g_setenv ("TZ", zones[1], TRUE);
  tzset ();
  setlocale (LC_ALL, "de_DE.UTF-8");
  second = goldens[i].make (paper, &error);
  g_assert_no_error (error);
  setlocale (LC_ALL, "C");
  g_assert_true (g_bytes_equal (first->pdf, second->pdf));
  den_compare_with_golden (goldens[i].name, first->pdf);
}

/* The hash printed on the record is of its facts, and of nothing that changes by itself. */
static void
test_hash (void)
{
  g_autoptr (DenSessionPaperCase) paper = den_session_paper_case_new (ESKETAMINE, ESKETAMINE_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (DenPaper) before = make_record (paper, &error), later = NULL, changed = NULL;
  DenObservation *observation = g_ptr_array_index (paper->session->observations, 0);

  paper->at.now.us += (gint64) 3600 * G_USEC_PER_SEC;
  later = make_record (paper, &error);
  g_assert_cmpstr (before->sha256, ==, later->sha256);
  observation->systolic++;
  changed = make_record (paper, &error);
  g_assert_cmpstr (before->sha256, !=, changed->sha256);
}

/* A form with every fact is no draft; each fact that is taken away is told. */
static void
test_form_missing (void)
{
  g_autoptr (DenSessionPaperCase) paper = den_session_paper_case_new (ESKETAMINE, ESKETAMINE_ID);
  g_autoptr (DenProblems) none = NULL, some = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DenPaper) whole = den_rems_monitoring_make (&paper->facts, &none, &error);
  g_autoptr (DenPaper) draft = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (whole);
  for (guint i = 0; i < none->len; i++)
    g_test_message ("%s", ((DenProblem *) g_ptr_array_index (none, i))->message);
  g_assert_cmpuint (none->len, ==, 0);

  g_clear_pointer (&paper->session->monitored_by, g_free);
  paper->session->vitals_after_ok = DEN_UNKNOWN;
  for (guint i = 0; i < paper->session->doses->len; i++)
    g_clear_pointer (&((DenDose *) g_ptr_array_index (paper->session->doses, i))->lot, g_free);
  draft = den_rems_monitoring_make (&paper->facts, &some, &error);
  g_assert_cmpuint (some->len, ==, 3);
}

/* A session without a single entry has a record that says so, and crashes nothing. */
static void
test_empty_record (void)
{
  g_autoptr (DenSessionPaperCase) paper = den_session_paper_case_new (ESKETAMINE, "P-0301-S1");
  g_autoptr (GError) error = NULL;
  g_autoptr (DenPaper) bare = make_record (paper, &error);
  g_autoptr (DenPaper) without_protocol = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (bare->pages, >=, 1);
  paper->at.protocol = NULL;
  without_protocol = make_record (paper, &error);
  g_assert_no_error (error);
}

/* Many readings go on over the pages with their heading. */
static void
test_many_observations (void)
{
  g_autoptr (DenSessionPaperCase) paper = den_session_paper_case_new (ESKETAMINE, ESKETAMINE_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (DenPaper) short_one = make_record (paper, &error), long_one = NULL;
  const DenObservation *last = g_ptr_array_index (paper->session->observations, 8);

  for (int i = 0; i < 200; i++)
    g_ptr_array_add (paper->session->observations, den_record_copy (last));
  long_one = make_record (paper, &error);
  g_assert_no_error (error);
  g_assert_cmpint (long_one->pages, >, short_one->pages + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strdup_printf ("/session-papers/golden/%s", goldens[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_golden);
    }
  g_test_add_func ("/session-papers/hash", test_hash);
  g_test_add_func ("/session-papers/form-missing", test_form_missing);
  g_test_add_func ("/session-papers/empty-record", test_empty_record);
  g_test_add_func ("/session-papers/many-observations", test_many_observations);
  return g_test_run ();
}
