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

/* A session as the README shows it: every list under its name, each value where it belongs, and
 * what goes out is what came in, byte for byte. */
static const char session_file[] = "{\n"
                                   "  \"format\": \"dendra-chart\",\n"
                                   "  \"version\": 1,\n"
                                   "  \"patient\": {\n"
                                   "    \"mrn\": \"D-0042\",\n"
                                   "    \"family_name\": \"Nguyen\"\n"
                                   "  },\n"
                                   "  \"courses\": [\n"
                                   "    {\n"
                                   "      \"id\": \"C-1\",\n"
                                   "      \"modality\": \"esketamine\",\n"
                                   "      \"decisions\": [\n"
                                   "        {\n"
                                   "          \"kind\": \"missed_session\",\n"
                                   "          \"decided_on\": \"2026-11-20\",\n"
                                   "          \"session\": \"S-1\",\n"
                                   "          \"worse\": false,\n"
                                   "          \"phase\": \"induction\"\n"
                                   "        }\n"
                                   "      ]\n"
                                   "    }\n"
                                   "  ],\n"
                                   "  \"sessions\": [\n"
                                   "    {\n"
                                   "      \"id\": \"S-1\",\n"
                                   "      \"course\": \"C-1\",\n"
                                   "      \"started_at\": \"2026-11-20T09:10:00-05:00\",\n"
                                   "      \"ordered_mg\": 84,\n"
                                   "      \"doses\": [\n"
                                   "        {\n"
                                   "          \"given_at\": \"2026-11-20T09:10:00-05:00\",\n"
                                   "          \"outcome\": \"given\",\n"
                                   "          \"given_mg\": 28\n"
                                   "        },\n"
                                   "        {\n"
                                   "          \"given_at\": \"2026-11-20T09:15:00-05:00\",\n"
                                   "          \"outcome\": \"refused\",\n"
                                   "          \"given_mg\": 0\n"
                                   "        }\n"
                                   "      ],\n"
                                   "      \"observations\": [\n"
                                   "        {\n"
                                   "          \"taken_at\": \"2026-11-20T09:50:00-05:00\",\n"
                                   "          \"systolic\": 152,\n"
                                   "          \"diastolic\": 96\n"
                                   "        }\n"
                                   "      ],\n"
                                   "      \"events\": [\n"
                                   "        {\n"
                                   "          \"started_at\": \"2026-11-20T09:22:00-05:00\",\n"
                                   "          \"kind\": \"a feeling of floating\"\n"
                                   "        }\n"
                                   "      ],\n"
                                   "      \"discharge\": {\n"
                                   "        \"escort_here\": true,\n"
                                   "        \"disposition\": \"home\"\n"
                                   "      },\n"
                                   "      \"signed_at\": \"2026-11-20T11:30:00-05:00\",\n"
                                   "      \"addenda\": [\n"
                                   "        {\n"
                                   "          \"written_at\": \"2026-11-21T08:00:00-05:00\",\n"
                                   "          \"written_by\": \"A. Berg\",\n"
                                   "          \"text\": \"Slept well.\"\n"
                                   "        }\n"
                                   "      ]\n"
                                   "    }\n"
                                   "  ],\n"
                                   "  \"visits\": [\n"
                                   "    {\n"
                                   "      \"kind\": \"psychotherapy\",\n"
                                   "      \"course\": \"C-1\",\n"
                                   "      \"scheduled_at\": \"2026-11-21T13:00:00-05:00\"\n"
                                   "    }\n"
                                   "  ]\n"
                                   "}\n";

static void
test_session (void)
{
  g_autoptr (DenChart) chart = read_good (session_file);
  g_autofree char *written = den_chart_file_write (chart);
  const DenCourse *course = g_ptr_array_index (chart->courses, 0);
  const DenCourseDecision *decision = g_ptr_array_index (course->decisions, 0);
  const DenSession *session = g_ptr_array_index (chart->sessions, 0);
  const DenDose *refused = g_ptr_array_index (session->doses, 1);
  const DenObservation *observation = g_ptr_array_index (session->observations, 0);
  const DenSessionEvent *event = g_ptr_array_index (session->events, 0);

  g_assert_cmpstr (written, ==, session_file);
  g_assert_cmpint (decision->worse, ==, 0);
  g_assert_cmpint (session->ordered_ug, ==, 84000);
  g_assert_cmpint (refused->outcome, ==, DEN_DOSE_REFUSED);
  g_assert_cmpint (refused->given_ug, ==, 0);
  g_assert_cmpint (observation->systolic, ==, 152);
  /* What was not measured is unknown, not normal. */
  g_assert_cmpint (observation->spo2, ==, DEN_UNKNOWN);
  /* The clinic's own words for an event are taken as they are. */
  g_assert_cmpstr (event->kind, ==, "a feeling of floating");
  g_assert_cmpint (session->escort_here, ==, 1);
  g_assert_cmpint (session->instructions_given, ==, DEN_UNKNOWN);
  g_assert_true (den_session_is_signed (session));
  g_assert_cmpuint (session->addenda->len, ==, 1);
  g_assert_cmpuint (session->reports->len, ==, 0);
}

/* What the README shows is a session that would be taken. */
static void
test_readme_example (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "README.md", NULL);
  g_autofree char *readme = NULL, *example = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = NULL;
  const DenSession *session;
  const char *begin, *end;

  g_file_get_contents (path, &readme, NULL, &error);
  g_assert_no_error (error);
  begin = strstr (readme, "```json\n");
  g_assert_nonnull (begin);
  begin += strlen ("```json\n");
  end = strstr (begin, "```");
  g_assert_nonnull (end);
  example = g_strndup (begin, (gsize) (end - begin));
  text = g_strconcat (HEAD PATIENT ", \"courses\": [{\"id\": \"C-1\", \"modality\": "
                                   "\"esketamine\"}], \"sessions\": [",
                      example, "]}", NULL);
  chart = read_good (text);
  session = g_ptr_array_index (chart->sessions, 0);
  g_assert_cmpuint (session->doses->len, ==, 3);
  g_assert_true (den_session_is_signed (session));
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

/* The second session of a chart with ELEMENTS in its list LIST. */
#define IN_SESSION(LIST, ELEMENTS) "\"sessions\": [{}, {\"" LIST "\": [" ELEMENTS "]}]"
#define AT(KEY) "\"" KEY "\": \"2024-05-02T10:00:00Z\""

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
    { "\"visits\": [{\"kind\": \"follow_up\", \"scheduled_at\": \"2024-05-02T10:00:00Z\", "
      "\"course\": \"A\"}]",
      "visits[0].course", "one of the courses" },
    { "\"courses\": [{\"modality\": \"esketamine\", \"decisions\": [{\"kind\": \"stop\", "
      "\"decided_on\": \"2024-05-02\"}, {\"kind\": \"missed_session\", \"decided_on\": "
      "\"2024-05-02\", \"session\": \"S-9\"}]}]",
      "courses[0].decisions[1].session", "one of the sessions" },
    { IN_SESSION ("observations", "{" AT ("taken_at") ", \"pulse\": 70}, {" AT ("taken_at") "}"),
      "sessions[1].observations[1]", "at least one reading" },
    { IN_SESSION ("observations", "{" AT ("taken_at") ", \"systolic\": 140}"),
      "sessions[1].observations[0].diastolic", "two numbers" },
    { IN_SESSION ("observations", "{" AT ("taken_at") ", \"systolic\": 90, \"diastolic\": 90}"),
      "sessions[1].observations[0].diastolic", "below the systolic" },
    { IN_SESSION ("observations", "{" AT ("taken_at") ", \"cadss6_items\": [0,0,0,0,0]}"),
      "sessions[1].observations[0].cadss6_items", "6 answers from 0 to 4" },
    { IN_SESSION ("observations", "{" AT ("taken_at") ", \"cadss6_items\": [0,0,0,0,0,null]}"),
      "sessions[1].observations[0].cadss6_items", "6 answers from 0 to 4" },
    { IN_SESSION ("observations",
                  "{" AT ("taken_at") ", \"cadss6_items\": [0,0,0,0,0,3], \"cadss6\": 4}"),
      "sessions[1].observations[0].cadss6", "sum of the answers" },
    { IN_SESSION ("doses", "{" AT ("given_at") ", \"outcome\": \"given\", \"drawn_mg\": 50, "
                                               "\"given_mg\": 33, \"wasted_mg\": 16.999}"),
      "sessions[1].doses[0].wasted_mg", "drawn less what was given" },
    { IN_SESSION ("doses", "{" AT ("given_at") ", \"outcome\": \"given\", \"wasted_mg\": 17}"),
      "sessions[1].doses[0].witness", "second person" },
    { IN_SESSION ("doses", "{" AT ("given_at") ", \"outcome\": \"refused\", \"given_mg\": 28}"),
      "sessions[1].doses[0].given_mg", "must be 0" },
    { IN_SESSION ("events", "{" AT ("started_at") ", \"kind\": \"nausea\", \"resolved_at\": "
                                                  "\"2024-05-02T09:59:59Z\"}"),
      "sessions[1].events[0].resolved_at", "before its start" },
    { IN_SESSION ("addenda", "{" AT ("written_at") ", \"written_by\": \"x\"}"),
      "sessions[1].addenda[0].text", "is needed" },
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
  g_test_add_func ("/chart-file/session", test_session);
  g_test_add_func ("/chart-file/readme-example", test_readme_example);
  g_test_add_func ("/chart-file/total-is-computed", test_total_is_computed);
  g_test_add_func ("/chart-file/records-that-contradict", test_records_that_contradict);
  g_test_add_func ("/chart-file/all-problems-at-once", test_all_problems_at_once);
  g_test_add_func ("/chart-file/problems-are-capped", test_problems_are_capped);
  status = g_test_run ();
  fixture_free ();
  return status;
}
