/* The demo clinic: each chart's verdict, and that it is the same every time. */
#include "den-booking.h"
#include "den-demo.h"
#include "den-floor.h"

#include "den-chart-file.h"
#include "den-test.h"

#include <string.h>

/* What each chart was made to show (data/demo/README.md): its verdict under a policy, and the one
 * finding that the case is about. on: NULL for the clinic's own day. */
static const struct
{
  const char *mrn, *policy, *on, *verdict, *rule, *outcome;
} cases[] = {
  /* clang-format off */
  { "D-0001", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "cigna-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "carefirst-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "medical-mutual-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "hcsc-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "bcbs-ma-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "bcbs-nc-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "bcbs-nd-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "qualchoice-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "western-health-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "ohio-medicaid-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0001", "texas-medicaid-trd", NULL, "eligible", "diagnosis", "met" },
  { "D-0001", "label-mdsi", NULL, "eligible", "suicidality", "met" },
  { "D-0002", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0002", "carefirst-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0003", "qualchoice-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0003", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0004", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0005", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0006", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0006", "cigna-trd", NULL, "not_eligible", "distinct_classes", "not_met" },
  { "D-0007", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0007", "ohio-medicaid-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0008", "qualchoice-trd", NULL, "incomplete", "severity", "unknown" },
  { "D-0008", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0009", "label-trd", NULL, "review", "diagnosis", "caution" },
  { "D-0009", "cigna-trd", NULL, "review", "exclusion.psychosis", "caution" },
  { "D-0009", "bcbs-nc-trd", NULL, "not_eligible", "exclusion.psychosis", "not_met" },
  { "D-0010", "label-trd", NULL, "not_eligible", "diagnosis", "not_met" },
  { "D-0011", "carefirst-trd", NULL, "not_eligible", "exclusion.substance_use", "not_met" },
  { "D-0011", "label-trd", NULL, "review", "contraindication.substance_use_active", "caution" },
  { "D-0012", "label-trd", NULL, "not_eligible", "contraindication.aneurysmal_vascular_disease", "not_met" },
  { "D-0013", "label-trd", NULL, "not_eligible", "contraindication.hypersensitivity", "not_met" },
  { "D-0014", "label-trd", NULL, "review", "contraindication.pregnancy", "caution" },
  { "D-0015", "label-trd", NULL, "review", "contraindication.breastfeeding", "caution" },
  { "D-0016", "label-mdsi", NULL, "eligible", "suicidality", "met" },
  { "D-0016", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0017", "label-mdsi", NULL, "not_eligible", "oral_antidepressant", "not_met" },
  { "D-0018", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0019", "label-trd", NULL, "incomplete", "adequate_trials", "unknown" },
  { "D-0020", "label-trd", NULL, "incomplete", "adequate_trials", "unknown" },
  { "D-0021", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0022", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0023", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0023", "cigna-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0024", "carefirst-trd", NULL, "eligible", "augmentation", "met" },
  { "D-0025", "medical-mutual-trd", NULL, "eligible", "psychotherapy", "met" },
  { "D-0026", "qualchoice-trd", NULL, "eligible", "age", "met" },
  { "D-0026", "qualchoice-trd", "2026-11-21", "not_eligible", "age", "not_met" },
  { "D-0027", "label-trd", NULL, "not_eligible", "age", "not_met" },
  { "D-0028", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0029", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0030", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0031", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0031", "label-trd", "2026-10-01", "not_eligible", "adequate_trials", "not_met" },
  { "D-0032", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0033", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0034", "label-trd", NULL, "review", "diagnosis", "caution" },
  { "D-0035", "medical-mutual-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0036", "medical-mutual-trd", NULL, "not_eligible", "exclusion.concurrent_ketamine", "not_met" },
  { "D-0036", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0037", "medical-mutual-trd", NULL, "not_eligible", "exclusion.concurrent_neuromodulation", "not_met" },
  { "D-0037", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0038", "cigna-trd", NULL, "review", "distinct_classes", "caution" },
  { "D-0038", "label-trd", NULL, "review", "contraindication.uncontrolled_hypertension", "caution" },
  { "D-0039", "label-trd", NULL, "not_eligible", "adequate_trials", "not_met" },
  { "D-0039", "label-mdsi", NULL, "incomplete", "diagnosis", "unknown" },
  { "D-0040", "bcbs-ma-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0040", "label-trd", NULL, "eligible", "adequate_trials", "met" },
  { "D-0041", "cigna-trd", NULL, "not_eligible", "prescriber", "not_met" },
  { "D-0041", "bcbs-nd-trd", NULL, "review", "prescriber", "caution" },
  /* clang-format on */
};

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("dendra-demo-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "clinic.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  den_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static DenOffice *
open_demo (const char *path, guint patients)
{
  g_autoptr (GError) error = NULL;
  DenOffice *office;

  den_demo_write (path, patients, &error);
  g_assert_no_error (error);
  office = den_office_open (path, DEN_STORE_READ, "tester", den_demo_day (), &error);
  g_assert_no_error (error);
  return office;
}

static const DenFinding *
find_rule (const DenVerdict *verdict, const char *rule)
{
  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (verdict->findings, i);

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  return NULL;
}

static void
test_verdicts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) office = open_demo (fixture->path, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DenChart) chart = den_office_load_chart (office, cases[i].mrn, &error);
      const DenPolicy *policy = den_office_find_policy (office, cases[i].policy);
      g_autoptr (DenVerdict) verdict = NULL;
      const DenFinding *finding;
      DenDay on = den_demo_day ();

      g_assert_no_error (error);
      g_assert_nonnull (policy);
      if (cases[i].on != NULL)
        g_assert_true (den_day_parse_iso (cases[i].on, &on));
      verdict = den_eligibility_judge (chart, policy, den_office_get_reference (office), on);
      finding = find_rule (verdict, cases[i].rule);
      if (finding == NULL || !g_str_equal (den_verdict_word (verdict->word), cases[i].verdict) ||
          !g_str_equal (den_outcome_word (finding->outcome), cases[i].outcome))
        {
          const DenFinding *failing = den_verdict_first_failing (verdict);

          g_test_message ("%s under %s: %s, %s %s; should be %s, %s. First: %s: %s", cases[i].mrn,
                          cases[i].policy, den_verdict_word (verdict->word), cases[i].rule,
                          finding != NULL ? den_outcome_word (finding->outcome) : "left out",
                          cases[i].verdict, cases[i].outcome,
                          failing != NULL ? failing->rule : "none",
                          failing != NULL ? failing->reason : "");
          g_test_fail ();
        }
    }
}

/* The chart of a coverage is judged by its payer's policy at first, by the label where there is no
 * coverage. */
static void
test_first_policy (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *mrn, *policy;
  } firsts[] = {
    { "D-0001", "cigna-trd" },          { "D-0002", "carefirst-trd" }, { "D-0018", "label-trd" },
    { "D-0035", "medical-mutual-trd" }, { "D-0040", "bcbs-ma-trd" },
  };
  g_autoptr (DenOffice) office = open_demo (fixture->path, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (firsts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DenChart) chart = den_office_load_chart (office, firsts[i].mrn, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (den_office_policy_for (office, chart)->policy_id, ==, firsts[i].policy);
    }
}

/* Everything in the clinic says that it is a demo, and no patient could be taken for real. */
static void
test_invented (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) office = open_demo (fixture->path, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = den_store_search_patients (den_office_get_store (office), "", &error);
  g_autoptr (GPtrArray) prescribers = den_office_load_prescribers (office, &error);

  g_assert_true (den_office_is_demo (office));
  g_assert_cmpuint (ids->len, >=, 30);
  g_assert_cmpuint (prescribers->len, ==, 3);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (DenChart) chart = den_store_load_chart (den_office_get_store (office),
                                                         g_array_index (ids, gint64, i), &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (chart->patient->phone, "555-01"));
      g_assert_true (g_str_has_suffix (chart->patient->email, "@example.org"));
      for (guint j = 0; j < chart->coverages->len; j++)
        {
          const DenCoverage *coverage = g_ptr_array_index (chart->coverages, j);

          g_assert_true (g_str_has_prefix (coverage->member_id, "DEMO-"));
        }
    }
}

/* Two demo clinics say the same, to the byte, when all their charts are written out. */
static char *
export_all (const char *path, guint patients)
{
  g_autoptr (DenOffice) office = open_demo (path, patients);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = den_store_search_patients (den_office_get_store (office), "", &error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (DenChart) chart = den_store_load_chart (den_office_get_store (office),
                                                         g_array_index (ids, gint64, i), &error);
      g_autofree char *file = den_chart_file_write (chart);

      g_string_append (text, file);
    }
  return g_string_free (text, FALSE);
}

static void
test_same_every_time (Fixture *fixture, gconstpointer data)
{
  const guint patients = GPOINTER_TO_UINT (data);
  g_autofree char *other = g_build_filename (fixture->folder, "other.db", NULL);
  g_autofree char *first = export_all (fixture->path, patients);
  g_autofree char *second = export_all (other, patients);

  g_assert_cmpuint (strlen (first), >, 10000);
  g_assert_cmpstr (first, ==, second);
}

/* What is made by rule is as valid as what is imported. */
static void
test_made_charts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) office = open_demo (fixture->path, 300);
  guint sessions = 0;

  for (guint i = 1; i <= 300; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("M-%06u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (DenChart) chart = den_office_load_chart (office, mrn, &error);
      g_autoptr (DenProblems) problems = den_problems_new ();
      g_autoptr (DenChart) again = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = den_chart_file_write (chart);
      again = den_chart_file_read (text, strlen (text), den_office_get_reference (office),
                                   den_demo_day (), problems);
      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_true (den_record_equal (chart, again));
      sessions += i == 2 ? 0 : chart->sessions->len;
      if (i == 2)
        g_assert_cmpuint (chart->sessions->len, ==, 700);
    }
  g_assert_cmpuint (sessions, ==, 300 * 4);
}

/* The board of the demo's day, as data/demo/README.md tells it. */
static void
test_board (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *mrn, *title, *chair;
    DenSessionState state;
  } sessions[] = {
    { "D-0042", "Induction 5 of 8", "Chair 1", DEN_STATE_DISCHARGED },
    { "D-0049", "Induction 4 of 8", "Chair 4", DEN_STATE_MISSED },
    { "D-0043", "Maintenance 11", "Chair 2", DEN_STATE_SIGNED },
    { "D-0044", "Induction 3 of 8", "Chair 3", DEN_STATE_OBSERVED },
    { "D-0045", "Induction 4 of 6", "Chair 4", DEN_STATE_IN_TREATMENT },
    { "D-0047", "Induction 6 of 8", "Chair 2", DEN_STATE_IN_TREATMENT },
    { "D-0046", "Induction 1 of 8", "Chair 1", DEN_STATE_ARRIVED },
    { "D-0054", "Induction 3 of 8", "Chair 4", DEN_STATE_CANCELLED },
    { "D-0048", "Induction 1 of 8", "Chair 3", DEN_STATE_BOOKED },
    { "D-0050", "Maintenance 1", "Chair 4", DEN_STATE_BOOKED },
    { "D-0052", "Maintenance 3", "Chair 2", DEN_STATE_BOOKED },
    { "D-0051", "Maintenance 10", "Chair 1", DEN_STATE_BOOKED },
    { "D-0053", "Induction 3 of 6", "Chair 3", DEN_STATE_BOOKED },
  };
  g_autoptr (DenOffice) office = open_demo (fixture->path, 0);
  g_autoptr (DenFloor) floor = NULL;

  den_clock_start_at (den_office_get_clock (office), den_demo_now ());
  floor = den_floor_new (office, den_demo_day ());
  g_assert_no_error (den_floor_get_error (floor));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (floor)), ==, G_N_ELEMENTS (sessions));
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autoptr (DenFloorItem) item = g_list_model_get_item (G_LIST_MODEL (floor), i);
      gint64 minutes;

      g_assert_cmpstr (den_floor_item_get_mrn (item), ==, sessions[i].mrn);
      g_assert_cmpstr (den_floor_item_get_title (item), ==, sessions[i].title);
      g_assert_cmpstr (den_floor_item_get_chair (item), ==, sessions[i].chair);
      g_assert_cmpint (den_floor_item_get_state (item), ==, sessions[i].state);
      /* At the moment it begins with nobody's check is late. */
      if (sessions[i].state != DEN_STATE_ARRIVED && den_floor_item_get_due (item, &minutes) != NULL)
        g_assert_cmpint (minutes, >=, 0);
    }
  g_assert_cmpuint (den_floor_get_visits (floor)->len, ==, 2);
}

/* Calls CHECK with each session of the demo. */
static void
each_session (DenOffice *office, void (*check) (const DenSession *session, gpointer data),
              gpointer data)
{
  DenStore *store = den_office_get_store (office);
  g_autoptr (GArray) ids = den_store_first_patients (store, -1, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (DenChart) chart =
          den_store_load_chart (store, g_array_index (ids, gint64, i), NULL);

      g_assert_nonnull (chart);
      for (guint j = 0; j < chart->sessions->len; j++)
        check (g_ptr_array_index (chart->sessions, j), data);
    }
}

static void
check_hash (const DenSession *session, gpointer data)
{
  g_autofree char *digest = NULL;
  guint *n = data;

  if (!den_session_is_signed (session))
    return;
  digest = den_session_digest (session);
  g_test_message ("%s", session->session_id);
  g_assert_cmpstr (session->record_sha256, ==, digest);
  (*n)++;
}

/* What was signed is what stands there. */
static void
test_hashes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) office = open_demo (fixture->path, 0);
  guint n = 0;

  each_session (office, check_hash, &n);
  g_assert_cmpuint (n, >, 150);
}

/* A session's chair from when to when. */
typedef struct
{
  DenOffice *office;
  GArray *busy; /* DenBusy */
} Bookings;

static void
check_booking (const DenSession *session, gpointer data)
{
  const DenCalendar *calendar;
  Bookings *bookings = data;
  DenBusy taken;

  if (session->chair == NULL || session->status == DEN_SESSION_MISSED ||
      session->status == DEN_SESSION_CANCELLED)
    return;
  calendar = den_office_get_calendar (bookings->office);
  g_test_message ("%s", session->session_id);
  g_assert_true (den_calendar_is_open (calendar, den_instant_day (session->scheduled_at)));
  taken = (DenBusy){ g_intern_string (session->chair), session->scheduled_at.us,
                     session->scheduled_at.us + session->minutes * 60 * G_USEC_PER_SEC };
  for (guint i = 0; i < bookings->busy->len; i++)
    {
      const DenBusy *other = &g_array_index (bookings->busy, DenBusy, i);

      g_assert_false (other->chair == taken.chair && other->from_us < taken.to_us &&
                      taken.from_us < other->to_us);
    }
  g_array_append_val (bookings->busy, taken);
}

/* The demo keeps the rules that the desk is held to: open days, one patient a chair. */
static void
test_bookings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) office = open_demo (fixture->path, 0);
  g_autoptr (GArray) busy = g_array_new (FALSE, FALSE, sizeof (DenBusy));
  Bookings bookings = { office, busy };

  each_session (office, check_booking, &bookings);
  g_assert_cmpuint (busy->len, >, 200);
}

static void
test_existing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "mine", -1, NULL));
  g_assert_false (den_demo_write (fixture->path, 0, &error));
  g_assert_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "clinic.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (den_demo_write (path, 0, &error));
  g_assert_nonnull (error);
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenOffice) office = open_demo (fixture->path, 0);
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;
  gint64 entries;

  g_assert_true (den_store_check (den_office_get_store (office), problems, &entries, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (entries, >, 30);
}

#define ADD(PATH, DATA, TEST) g_test_add (PATH, Fixture, DATA, set_up, TEST, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/demo/verdicts", NULL, test_verdicts);
  ADD ("/demo/first-policy", NULL, test_first_policy);
  ADD ("/demo/invented", NULL, test_invented);
  ADD ("/demo/same-every-time", NULL, test_same_every_time);
  ADD ("/demo/made-clinic-same-every-time", GUINT_TO_POINTER (50), test_same_every_time);
  ADD ("/demo/made-charts", NULL, test_made_charts);
  ADD ("/demo/board", NULL, test_board);
  ADD ("/demo/hashes", NULL, test_hashes);
  ADD ("/demo/bookings", NULL, test_bookings);
  ADD ("/demo/existing-file", NULL, test_existing_file);
  ADD ("/demo/no-folder", NULL, test_no_folder);
  ADD ("/demo/chain", NULL, test_chain);
  return g_test_run ();
}
