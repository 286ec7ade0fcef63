/* Measures what happens without a window: search, charts, verdicts, packets, entries.
 *
 *   bench-core DATABASE     a made clinic; it is made where there is none, of
 *                           DENDRA_BENCH_PATIENTS patients (100,000) */
#include "bench.h"

#include "den-chart-editor.h"
#include "den-patient-list.h"

#include <stdlib.h>
#include <string.h>

#define LONG_CHART_MRN "M-000002"
#define ROWS_IN_VIEW 40
#define ENTRIES 100

static GError *error;

static void
must (gboolean done)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

/* Types TEXT letter by letter, and each time shows the rows that are in view. */
static void
type_search (DenPatientList *list, const char *text, GArray *times)
{
  for (const char *p = g_utf8_next_char (text);; p = g_utf8_next_char (p))
    {
      g_autofree char *typed = g_strndup (text, (gsize) (p - text));
      gint64 start = g_get_monotonic_time ();
      double ms;

      must (den_patient_list_set_search (list, typed, &error));
      for (guint i = 0; i < ROWS_IN_VIEW; i++)
        g_clear_object (&(GObject *){ g_list_model_get_item (G_LIST_MODEL (list), i) });
      ms = bench_ms_since (start);
      g_array_append_val (times, ms);
      if (*p == '\0')
        return;
    }
}

static void
measure_search (DenOffice *office, const char *database)
{
  static const char *const texts[] = {
    "larch",    "cirrus larch", "hornbeam ni", "M-0421", "555-0142",    "1971-0",
    "DEMO-000", "δάφνη",        "świerk",      "zzz",    "van der elm", "o'reed t",
  };
  g_autoptr (DenPatientList) list = den_patient_list_new (office);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  must (den_patient_list_set_search (list, "x", &error));
  for (guint round = 0; round < 3; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
      type_search (list, texts[i], times);
  bench_print ("one keystroke of patient search, 99th percentile", bench_percentile (times, 99),
               bench_floor_scan (database, "larch"), "ms", "one pass over the names in memory",
               "8 ms");
}

static void
measure_long_chart (DenOffice *office, const char *database)
{
  gint64 id = den_store_find_patient (den_office_get_store (office), LONG_CHART_MRN, &error);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < 20; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (DenChartEditor) editor = den_chart_editor_new (office, id, &error);
      double ms;

      must (editor != NULL && den_chart_editor_get_verdict (editor) != NULL);
      ms = bench_ms_since (start);
      g_array_append_val (times, ms);
    }
  bench_floor_rows_of (database, id);
  bench_print ("opening the chart of a patient with 700 sessions", bench_percentile (times, 50),
               bench_floor_rows_of (database, id), "ms", "its rows by bare SQLite", "50 ms");
}

static void
measure_verdict (DenOffice *office)
{
  const DenReference *reference = den_office_get_reference (office);
  const DenPolicy *policy = den_office_find_policy (office, "carefirst-trd");
  const guint rounds = 100, n = 100;
  g_autoptr (GPtrArray) charts = g_ptr_array_new_with_free_func (den_record_free);
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (den_record_free);
  double judged, read;
  gint64 start;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("M-%06u", i + 3);
      DenChart *chart = den_office_load_chart (office, mrn, &error);

      must (chart != NULL);
      g_ptr_array_add (charts, chart);
      g_ptr_array_add (copies, den_record_copy (chart));
    }
  start = g_get_monotonic_time ();
  for (guint i = 0; i < rounds * n; i++)
    den_verdict_free (den_eligibility_judge (g_ptr_array_index (charts, i % n), policy, reference,
                                             den_demo_day ()));
  judged = bench_ms_since (start) * 1000 / (rounds * n);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < rounds * n; i++)
    must (den_record_equal (g_ptr_array_index (charts, i % n), g_ptr_array_index (copies, i % n)));
  read = bench_ms_since (start) * 1000 / (rounds * n);
  bench_print ("one verdict under one policy", judged, read, "us",
               "comparing the chart with a copy", "50 us");
}

typedef struct
{
  const DenReference *reference;
  const DenPolicy *policy;
  guint judged;
} Sweep;

static gboolean
judge_cb (DenChart *chart, gpointer data, GError **chart_error)
{
  Sweep *sweep = data;

  den_verdict_free (
      den_eligibility_judge (chart, sweep->policy, sweep->reference, den_demo_day ()));
  sweep->judged++;
  return TRUE;
}

static void
measure_all_verdicts (DenOffice *office, const char *database)
{
  Sweep sweep = { den_office_get_reference (office),
                  den_office_find_policy (office, "carefirst-trd"), 0 };
  gint64 start = g_get_monotonic_time ();
  double ms;

  must (den_store_each_chart (den_office_get_store (office), DEN_CHART_HEADS, judge_cb, &sweep,
                              &error));
  ms = bench_ms_since (start);
  g_printerr ("%u patients judged\n", sweep.judged);
  bench_print ("a verdict for every patient of the clinic", ms / 1000,
               bench_floor_all_rows (database) / 1000, "s", "all rows by bare SQLite", "3 s");
}

static void
measure_packet (DenOffice *office)
{
  g_autoptr (DenChart) chart = den_office_load_chart (office, "M-000005", &error);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < 10; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (DenPaper) paper =
          den_office_make_prior_auth (office, chart, "carefirst-trd", NULL, &error);
      double ms = bench_ms_since (start);

      must (paper != NULL);
      g_array_append_val (times, ms);
      ms = bench_floor_pdf (paper->pages);
      g_array_append_val (floors, ms);
    }
  bench_print ("a prior-authorization packet", bench_percentile (times, 50),
               bench_percentile (floors, 50), "ms", "bare libharu, as many pages", "2 x");
}

static void
measure_entry (DenOffice *office, const char *database)
{
  g_autofree char *folder = g_path_get_dirname (database);
  gint64 id = den_store_find_patient (den_office_get_store (office), "M-000003", &error);
  g_autoptr (DenChartEditor) editor = den_chart_editor_new (office, id, &error);
  const DenField *phone = den_record_type_find (&den_patient_type, "phone");
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  must (editor != NULL);
  for (guint i = 0; i < ENTRIES; i++)
    {
      g_autofree char *text = g_strdup_printf ("(512) 555-01%02u", (i + 1) % 100);
      gint64 start = g_get_monotonic_time ();
      double ms;

      must (den_chart_editor_set_text (editor, den_chart_editor_get_chart (editor)->patient, phone,
                                       text, &error));
      ms = bench_ms_since (start);
      g_array_append_val (times, ms);
    }
  bench_print ("an entry is durable after", bench_percentile (times, 50),
               bench_floor_commit (folder, ENTRIES), "ms", "one bare commit of one row",
               "one commit");
}

int
main (int argc, char **argv)
{
  const char *wanted = g_getenv ("DENDRA_BENCH_PATIENTS");
  g_autoptr (DenOffice) office = NULL;

  if (argc != 2)
    g_error ("usage: bench-core DATABASE");
  if (!g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      guint patients = wanted != NULL ? (guint) atoi (wanted) : 100000;
      gint64 start = g_get_monotonic_time ();

      must (den_demo_write (argv[1], patients, &error));
      g_printerr ("%u patients made in %.1f s\n", patients, bench_ms_since (start) / 1000);
    }
  office = den_office_open (argv[1], DEN_STORE_WRITE, "bench", den_demo_day (), &error);
  must (office != NULL);
  measure_search (office, argv[1]);
  measure_long_chart (office, argv[1]);
  measure_verdict (office);
  measure_all_verdicts (office, argv[1]);
  measure_packet (office);
  measure_entry (office, argv[1]);
  bench_treatment (office, argv[1]);
  return 0;
}
