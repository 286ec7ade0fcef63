/* Chart files: what goes out comes in again, whatever is wrong is told, and nothing contradicts. */
#include "chart-fixture.h"

#include <locale.h>
#include <string.h>

/* ---- what goes out comes in again ---- */

static void
test_round_trip (void)
{
  g_autoptr (DenChart) chart = fill_record (&den_chart_type);
  g_autofree char *text = den_chart_file_write (chart);
  g_autoptr (DenChart) again = read_good (text);
  g_autofree char *text_again = den_chart_file_write (again);

  g_assert_true (den_record_equal (chart, again));
  g_assert_cmpstr (text, ==, text_again);
  g_assert_true (
      g_str_has_prefix (text, "{\n  \"format\": \"dendra-chart\",\n  \"version\": 1,\n"));
  g_assert_true (g_str_has_suffix (text, "}\n"));
}

/* Values at their bounds, in every number and day of every record. */
static void
set_bounds (gpointer data, gboolean upper)
{
  DenRecord *record = data;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const DenField *field = &record->type->fields[i];

      if (field->type == DEN_FIELD_LIST)
        for (guint j = 0; j < den_field_list (field, record)->len; j++)
          set_bounds (g_ptr_array_index (den_field_list (field, record), j), upper);
      else if (field->type == DEN_FIELD_RECORD)
        set_bounds (*den_field_record (field, record), upper);
      else if (field->max != 0 && !field_is_bound (field) &&
               (field->type == DEN_FIELD_INTEGER || field->type == DEN_FIELD_DECIMAL))
        *den_field_number (field, record) = upper ? field->max : field->min;
    }
}

static void
test_round_trip_at_bounds (void)
{
  for (int upper = 0; upper <= 1; upper++)
    {
      g_autoptr (DenChart) chart = fill_record (&den_chart_type);
      g_autoptr (DenChart) again = NULL;
      g_autofree char *text = NULL;

      set_bounds (chart, upper);
      text = den_chart_file_write (chart);
      again = read_good (text);
      g_assert_true (den_record_equal (chart, again));
    }
}

/* What may be written in more than one way means the same. */
static void
test_spellings (void)
{
  static const struct
  {
    const char *text;
    const char *written;
  } cases[] = {
    { HEAD PATIENT "}", "\"mrn\": \"A\"" },
    { HEAD PATIENT ", \"trials\": null, \"prescriber\": null, \"vitals\": []}", "\"mrn\": \"A\"" },
    { HEAD PATIENT ", \"charges\": [], \"claims\": null, \"payments\": {}}", "\"mrn\": \"A\"" },
    { HEAD PATIENT ", \"sessions\": [{\"id\": \"S\", \"doses\": [], \"discharge\": {},"
                   " \"events\": null, \"observations\": [], \"addenda\": []}]}",
      "\"id\": \"S\"" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": 6.50}]}", "\"weeks\": 6.5" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": 65e-1}]}", "\"weeks\": 6.5" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": -0}]}", "\"weeks\": 0" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"max_daily_dose_mg\": 0.1}]}",
      "\"max_daily_dose_mg\": 0.1" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"max_daily_dose_mg\": 37.125}]}",
      "\"max_daily_dose_mg\": 37.125" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"max_daily_dose_mg\": 50.0}]}",
      "\"max_daily_dose_mg\": 50\n" },
    { HEAD PATIENT ", \"episodes\": [{\"started_on\": \"2024-02-29\"}]}", "2024-02-29" },
    { HEAD PATIENT ", \"vitals\": [{\"taken_at\": \"2025-11-20T09:05:00Z\"}]}",
      "2025-11-20T09:05:00+00:00" },
    { HEAD PATIENT ", \"vitals\": [{\"taken_at\": \"2025-11-20T09:05:00.250-05:00\"}]}",
      "2025-11-20T09:05:00.25-05:00" },
    { HEAD "\"patient\": {\"mrn\": \" A \", \"family_name\": \"Tom\\u00e1s\\u030c\"}}",
      "\"family_name\": \"Tomáš\"" },
    { HEAD "\"patient\": {\"mrn\": \"A\", \"family_name\": \"B\", \"address\": {}}}",
      "\"mrn\": \"A\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenChart) chart = read_good (cases[i].text);
      g_autofree char *written = den_chart_file_write (chart);
      g_autoptr (DenChart) again = read_good (written);

      if (strstr (written, cases[i].written) == NULL)
        g_test_message ("%s gave %s", cases[i].text, written);
      g_assert_nonnull (strstr (written, cases[i].written));
      g_assert_true (den_record_equal (chart, again));
    }
}

/* A total that is left out is what the items make. */
static void
test_total_is_computed (void)
{
  g_autofree char *full = full_text ();
  g_autofree char *text = replace (full, ",\n      \"total\": 9", "");
  g_autoptr (DenChart) chart = read_good (text);
  const DenAssessment *assessment = g_ptr_array_index (chart->assessments, 0);

  g_assert_cmpint (assessment->total, ==, 9);
}

/* ---- what no single field can tell ---- */

static void
test_records_that_contradict (void)
{
  static const struct
  {
    const char *members;
    const char *place;
    const char *words;
  } cases[] = {
    { "\"episodes\": [{\"started_on\": \"2024-05-02\", \"ended_on\": \"2024-05-01\"}]",
      "episodes[0].ended_on", "must not be before the start" },
    { "\"trials\": [{\"drug\": \"x\"}, {\"drug\": \"y\", \"started_on\": \"2024-05-02\", "
      "\"ended_on\": \"2023-05-02\"}]",
      "trials[1].ended_on", "must not be before" },
    { "\"trials\": [{\"drug\": \"x\", \"doses\": [{\"from\": \"2024-05-02\", \"to\": "
      "\"2024-05-01\", \"daily_mg\": 50}]}]",
      "trials[0].doses[0].to", "must not be before" },
    { "\"medications\": [{\"drug\": \"x\", \"started_on\": \"2024-05-02\", \"ended_on\": "
      "\"2024-05-01\"}]",
      "medications[0].ended_on", "must not be before" },
    { "\"coverages\": [{\"payer\": \"x\", \"from\": \"2024-05-02\", \"to\": \"2024-05-01\"}]",
      "coverages[0].to", "must not be before" },
    { "\"sessions\": [{\"started_at\": \"2024-05-02T10:00:00Z\", \"ended_at\": "
      "\"2024-05-02T10:00:00+00:01\"}]",
      "sessions[0].ended_at", "must not be before" },
    { "\"vitals\": [{\"taken_at\": \"2024-05-02T10:00:00Z\", \"systolic\": 80, \"diastolic\": 80}]",
      "vitals[0].diastolic", "below the systolic" },
    { "\"courses\": [{\"id\": \"A\", \"modality\": \"esketamine\"}, {\"id\": \"A\", \"modality\": "
      "\"esketamine\"}]",
      "courses[1].id", "must differ" },
    { "\"sessions\": [{\"id\": \"A\"}, {\"id\": \"B\"}, {\"id\": \"A\"}]", "sessions[2].id",
      "must differ" },
    { "\"sessions\": [{\"course\": \"A\"}]", "sessions[0].course", "one of the courses" },
    { "\"assessments\": [{\"scale\": \"PHQ-9\", \"taken_at\": \"2024-05-02T10:00:00Z\", \"items\": "
      "[1,1,1,1,1,1,1,1,1], \"total\": 10}]",
      "assessments[0].total", NULL },
    { "\"assessments\": [{\"scale\": \"PHQ-9\", \"taken_at\": \"2024-05-02T10:00:00Z\", \"items\": "
      "[1,1,1,1,1,1,1,1]}]",
      "assessments[0].items", NULL },
    { "\"assessments\": [{\"scale\": \"PHQ-9\", \"taken_at\": \"2024-05-02T10:00:00Z\", \"items\": "
      "[1,1,1,1,1,1,1,1,4]}]",
      "assessments[0].items", NULL },
    { "\"assessments\": [{\"scale\": \"PHQ-9\", \"taken_at\": \"2024-05-02T10:00:00Z\", \"total\": "
      "28}]",
      "assessments[0].total", NULL },
    { "\"assessments\": [{\"scale\": \"PHQ-10\", \"taken_at\": \"2024-05-02T10:00:00Z\", "
      "\"total\": 10}]",
      "assessments[0].scale", NULL },
    { "\"screenings\": [{\"item\": \"manic\", \"answer\": \"no\"}]", "screenings[0].item", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (HEAD PATIENT ", ", cases[i].members, "}", NULL);

      assert_text_refused (text, cases[i].place, cases[i].words);
    }
}

/* Everything that is wrong is told in one reading, at its own place, and nothing twice. */
static void
test_all_problems_at_once (void)
{
  const char *text = HEAD "\"patient\": {\"mrn\": 5, \"sex\": \"x\"}, "
                          "\"trials\": [7, {\"drug\": \"x\", \"weeks\": -1}], \"tirals\": []}";
  static const char *const places[] = {
    "patient.mrn", "patient.sex", "trials[0]", "tirals", "patient.family_name", "trials[1].weeks",
  };
  g_autoptr (DenProblems) problems = den_problems_new ();

  g_assert_null (
      den_chart_file_read (text, strlen (text), fixture_reference (), fixture_today (), problems));
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (places));
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpstr (((DenProblem *) g_ptr_array_index (problems, i))->place, ==, places[i]);
}

/* After a hundred problems one line says that there are more. */
static void
test_problems_are_capped (void)
{
  g_autoptr (GString) text = g_string_new (HEAD PATIENT ", \"allergies\": [7");
  g_autoptr (DenProblems) problems = den_problems_new ();
  const DenProblem *last;

  for (int i = 0; i < 5000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}");
  g_assert_null (
      den_chart_file_read (text->str, text->len, fixture_reference (), fixture_today (), problems));
  g_assert_cmpuint (problems->len, ==, DEN_MAX_PROBLEMS + 1);
  last = g_ptr_array_index (problems, DEN_MAX_PROBLEMS);
  g_assert_nonnull (strstr (last->message, "more problems"));
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_load ();
  g_test_add_func ("/chart-file/round-trip", test_round_trip);
  g_test_add_func ("/chart-file/round-trip-at-bounds", test_round_trip_at_bounds);
  g_test_add_func ("/chart-file/spellings", test_spellings);
  g_test_add_func ("/chart-file/total-is-computed", test_total_is_computed);
  g_test_add_func ("/chart-file/records-that-contradict", test_records_that_contradict);
  g_test_add_func ("/chart-file/all-problems-at-once", test_all_problems_at_once);
  g_test_add_func ("/chart-file/problems-are-capped", test_problems_are_capped);
  status = g_test_run ();
  fixture_free ();
  return status;
}
