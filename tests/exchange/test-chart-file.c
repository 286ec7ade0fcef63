/* Chart files: what goes out comes in again, and no broken file gets in. The charts and the broken
 * values are made from the field tables, so that a new field is tested with its line there. */
#include "den-chart-file.h"
#include "den-identifier.h"
#include "den-json-reader.h"
#include "den-reference-data.h"

#include <locale.h>
#include <string.h>

static DenReference *reference;
static DenDay today;

/* ---- a chart in which everything is known ---- */

static const char *
sample_text (const DenField *field)
{
  static const struct
  {
    DenTextCheck check;
    const char *sample;
  } by_check[] = {
    { den_check_phone, "(512) 555-0142" },
    { den_check_email, "someone@example.org" },
    { den_check_state, "TX" },
    { den_check_zip, "78701-1234" },
    { den_check_npi, "1234567893" },
    { den_check_icd10, "F33.2" },
    { den_check_ndc, "50458002802" },
  };
  static const struct
  {
    const char *column;
    const char *sample;
  } by_column[] = {
    { "scale", "PHQ-9" },     { "item", "mania" },     { "course", "C-1" },
    { "course_id", "C-1" },   { "session_id", "S-1" }, { "policy", "label-trd" },
    { "drug", "sertraline" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (by_check); i++)
    if (field->check == by_check[i].check)
      return by_check[i].sample;
  for (gsize i = 0; i < G_N_ELEMENTS (by_column); i++)
    if (g_str_equal (field->column, by_column[i].column))
      return by_column[i].sample;
  return field->multiline ? "First line\nand \"second\" \\ line" : "Nguyễn Łukasz Ω Щ 😀";
}

/* A value of FIELD that is unlike its neighbours'; days and instants grow from field to field. */
static void
fill_value (const DenField *field, guint i, DenValue *value)
{
  den_value_init (value, field->type);
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      value->text = g_strdup (sample_text (field));
      break;
    case DEN_FIELD_FLAG:
      value->number = 1;
      break;
    case DEN_FIELD_CHOICE:
      value->number = 0;
      break;
    case DEN_FIELD_DAY:
      value->number = den_day_new (2024, 2, 29) + i;
      break;
    case DEN_FIELD_INSTANT:
      value->instant.us = (den_day_new (2025, 3, 1) * 86400 + i * 3600) * G_USEC_PER_SEC + i;
      value->instant.offset_minutes = -330;
      break;
    case DEN_FIELD_SCORES:
      value->scores = (DenScores){ 9, { 1, 1, 1, 1, 1, 1, 1, 1, 1 } };
      break;
    default:
      value->number = field->max == 0 ? 7 : field->min + (field->max - field->min) / 2 + 1;
      if (g_str_equal (field->column, "total"))
        value->number = 9;
      break;
    }
}

static gpointer
fill_record (const DenRecordType *type)
{
  gpointer record = den_record_new (type);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const DenField *field = &type->fields[i];
      g_auto (DenValue) value = DEN_VALUE_INIT;

      if (field->internal)
        continue;
      if (field->type == DEN_FIELD_LIST)
        g_ptr_array_add (den_field_list (field, record), fill_record (field->of));
      else if (field->type == DEN_FIELD_RECORD)
        *den_field_record (field, record) = fill_record (field->of);
      else
        {
          fill_value (field, i, &value);
          den_field_set (field, record, &value);
        }
    }
  return record;
}

static char *
full_text (void)
{
  g_autoptr (DenChart) chart = fill_record (&den_chart_type);

  return den_chart_file_write (chart);
}

/* ---- reading, and what a refusal must look like ---- */

static DenChart *
read_good (const char *text)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  DenChart *chart = den_chart_file_read (text, strlen (text), reference, today, problems);

  for (guint i = 0; i < problems->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s: %s", problem->place, problem->message);
    }
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_nonnull (chart);
  return chart;
}

/* Reads the LENGTH bytes at TEXT, which must be refused with a problem that stands at PLACE (or in
 * it; NULL for any) and says WORDS (NULL for any). Each is one line that can be printed. */
static void
assert_refused (const char *text, gsize length, const char *place, const char *words)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  DenChart *chart = den_chart_file_read (text, length, reference, today, problems);
  gboolean found = FALSE;

  g_assert_null (chart);
  g_assert_cmpuint (problems->len, >, 0);
  g_assert_cmpuint (problems->len, <=, DEN_MAX_PROBLEMS + 1);
  for (guint i = 0; i < problems->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (problems, i);

      g_assert_true (g_utf8_validate (problem->place, -1, NULL));
      g_assert_true (g_utf8_validate (problem->message, -1, NULL));
      g_assert_null (strpbrk (problem->place, "\r\n"));
      g_assert_null (strpbrk (problem->message, "\r\n"));
      g_assert_cmpstr (problem->message, !=, "");
      found = found || ((place == NULL || g_str_has_prefix (problem->place, place)) &&
                        (words == NULL || strstr (problem->message, words) != NULL));
    }
  if (!found)
    {
      const DenProblem *problem = g_ptr_array_index (problems, 0);

      g_test_message ("wanted %s: %s; got %s: %s", place, words, problem->place, problem->message);
    }
  g_assert_true (found);
}

static void
assert_text_refused (const char *text, const char *place, const char *words)
{
  assert_refused (text, strlen (text), place, words);
}

/* TEXT with the first FROM replaced by TO; FROM must be there. */
static char *
replace (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, to, at + strlen (from));
}

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
      else if (field->max != 0 && !g_str_equal (field->column, "total") &&
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

#define HEAD "{\"format\": \"dendra-chart\", \"version\": 1, "
#define PATIENT "\"patient\": {\"mrn\": \"A\", \"family_name\": \"B\"}"

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

/* ---- every field, with what it does not take ---- */

/* FIELD stands under KEY in OBJECT, and at PLACE in the file. */
typedef void (*Visit) (DenJsonNode *root, DenJsonNode *object, const char *key,
                       const DenField *field, const char *place);

/* Calls VISIT for each field of TYPE and of the first record of each list. */
static void
walk (DenJsonNode *root, DenJsonNode *object, const DenRecordType *type, const char *place,
      Visit visit)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const DenField *field = &type->fields[i];
      g_auto (GStrv) parts = g_strsplit (den_field_key (field), ".", 2);
      g_autofree char *here = den_place_member (place, den_field_key (field));
      g_autofree char *element = den_place_index (here, 0);
      DenJsonNode *holder = parts[1] != NULL ? json_object_get (object, parts[0]) : object;
      const char *key = parts[1] != NULL ? parts[1] : parts[0];

      if (field->internal)
        continue;
      visit (root, holder, key, field, here);
      if (field->type == DEN_FIELD_LIST)
        walk (root, json_array_get (json_object_get (holder, key), 0), field->of, element, visit);
      else if (field->type == DEN_FIELD_RECORD)
        walk (root, json_object_get (holder, key), field->of, here, visit);
    }
}

static void
walk_full (Visit visit)
{
  g_autofree char *text = full_text ();
  g_autoptr (DenJsonNode) root = json_loads (text, 0, NULL);

  walk (root, root, &den_chart_type, "", visit);
}

static void
assert_root_refused (DenJsonNode *root, const char *place, const char *words)
{
  char *text = json_dumps (root, 0);

  assert_text_refused (text, place, words);
  free (text);
}

/* Puts VALUE, taken over, in place of what OBJECT has under KEY, for one reading. */
static void
try_value (DenJsonNode *root, DenJsonNode *object, const char *key, DenJsonNode *value,
           const char *place, const char *words)
{
  DenJsonNode *right = json_incref (json_object_get (object, key));

  g_assert_nonnull (value);
  json_object_set_new (object, key, value);
  assert_root_refused (root, place, words);
  json_object_set_new (object, key, right);
}

/* JSON values that a field of the type does not take, and what its message says. */
static const struct
{
  DenFieldType type;
  const char *values[16];
  const char *words;
} wrong_values[] = {
  { DEN_FIELD_TEXT, { "5", "0", "1.5", "true", "[]", "{}", "[\"x\"]" }, "must be a text" },
  { DEN_FIELD_TEXT, { "\"\"", "\"  \"", "\"\\n\\t\"" }, "must not be empty" },
  { DEN_FIELD_INTEGER,
    { "\"5\"", "1.5", "1.0", "1e0", "true", "false", "[]", "{}", "\"\"", "9999999999999999" },
    "must be a whole number" },
  { DEN_FIELD_DECIMAL, { "\"5\"", "true", "[]", "{}", "\"\"", "\"1,5\"" }, "must be a number" },
  { DEN_FIELD_DECIMAL,
    { "1e300", "-1e300", "1e-300", "0.0000001", "1.00000001", "9999999999999999" },
    " of usual size" },
  { DEN_FIELD_FLAG, { "\"true\"", "\"yes\"", "1", "0", "[]", "{}" }, "must be true or false" },
  { DEN_FIELD_CHOICE, { "\"nonsense\"", "\"\"", "0", "1", "true", "[]", "{}" }, "must be " },
  { DEN_FIELD_DAY,
    { "20260101", "true", "[]", "{}", "\"\"", "\"2026-02-30\"", "\"2025-02-29\"", "\"0000-00-00\"",
      "\"9999-99-99\"", "\"01/02/2026\"", "\"2026-1-2\"", "\"2026-11-20T09:05:00Z\"",
      "\" 2026-11-20\"", "\"2026-13-01\"", "\"tomorrow\"" },
    "must be a date like" },
  { DEN_FIELD_DAY, { "\"1850-01-01\"", "\"1899-12-31\"", "\"2900-01-01\"" }, "must be from" },
  { DEN_FIELD_INSTANT,
    { "0", "true", "[]", "{}", "\"\"", "\"2026-11-20\"", "\"2026-11-20T09:05:00\"",
      "\"2026-11-20 09:05:00-05:00\"", "\"2026-11-20T25:05:00Z\"", "\"2026-11-20T09:60:00Z\"",
      "\"2026-02-30T09:05:00Z\"", "\"2026-11-20T09:05Z\"", "\"2026-11-20T09:05:00-99:00\"",
      "\"2026-11-20T09:05:00.1234567Z\"", "\"9999-99-99T99:99:99Z\"" },
    "must be a time" },
  { DEN_FIELD_INSTANT, { "\"1850-01-01T00:00:00Z\"" }, "must be from" },
  { DEN_FIELD_SCORES,
    { "\"1 2\"", "[]", "{}", "5", "[1.5]", "[-1]", "[\"1\"]", "[true]", "[[1]]", "[9999]",
      "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]" },
    "must be a list" },
  { DEN_FIELD_LIST, { "{}", "\"x\"", "5", "true" }, "must be a list" },
  { DEN_FIELD_LIST, { "[5]", "[null]", "[\"x\"]", "[[]]", "[true]" }, "must be an object" },
  { DEN_FIELD_RECORD, { "[]", "\"x\"", "5", "true", "[{}]" }, "must be an object" },
};

static void
visit_wrong_types (DenJsonNode *root, DenJsonNode *object, const char *key, const DenField *field,
                   const char *place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_values); i++)
    for (int j = 0; wrong_values[i].type == field->type && wrong_values[i].values[j] != NULL; j++)
      try_value (root, object, key, json_loads (wrong_values[i].values[j], JSON_DECODE_ANY, NULL),
                 place, wrong_values[i].words);
}

static void
test_wrong_types (void)
{
  walk_full (visit_wrong_types);
}

static void
visit_bounds (DenJsonNode *root, DenJsonNode *object, const char *key, const DenField *field,
              const char *place)
{
  double scale = field->type == DEN_FIELD_DECIMAL ? (double) field->scale : 1;

  if ((field->type != DEN_FIELD_INTEGER && field->type != DEN_FIELD_DECIMAL) || field->max == 0)
    return;
  for (int i = 0; i < 2; i++)
    {
      gint64 number = i == 0 ? field->min - 1 : field->max + 1;

      try_value (root, object, key,
                 scale > 1 ? json_real ((double) number / scale) : json_integer (number), place,
                 "must be from");
    }
}

static void
test_numbers_out_of_bounds (void)
{
  walk_full (visit_bounds);
}

static void
visit_long_texts (DenJsonNode *root, DenJsonNode *object, const char *key, const DenField *field,
                  const char *place)
{
  g_autofree char *text = NULL;

  if (field->type != DEN_FIELD_TEXT)
    return;
  text = g_strnfill (field->max > 0 ? (gsize) field->max + 1 : 201, 'x');
  try_value (root, object, key, json_string (text), place,
             field->check != NULL ? NULL : "characters");
  if (!field->multiline && field->max <= 200)
    try_value (root, object, key, json_string ("a\nb"), place, "must stand on one line");
  if (field->check != NULL)
    try_value (root, object, key, json_string ("?!"), place, "must be");
}

static void
test_texts_that_do_not_fit (void)
{
  walk_full (visit_long_texts);
}

static void
visit_required (DenJsonNode *root, DenJsonNode *object, const char *key, const DenField *field,
                const char *place)
{
  DenJsonNode *right = json_incref (json_object_get (object, key));

  if (field->required)
    {
      json_object_del (object, key);
      assert_root_refused (root, place, "is needed");
      json_object_set_new (object, key, json_null ());
      assert_root_refused (root, place, "is needed");
    }
  json_object_set_new (object, key, right);
}

static void
test_missing_keys (void)
{
  walk_full (visit_required);
}

/* Beside every key stands one that does not belong there. */
static void
visit_unknown_keys (DenJsonNode *root, DenJsonNode *object, const char *key, const DenField *field,
                    const char *place)
{
  g_autofree char *parent = g_strndup (place, strlen (place) - strlen (key));
  g_autofree char *slip = g_strconcat (key, "x", NULL);
  const char *keys[] = { slip, "prescriber_id", "revision", "", "a.b", "FORMAT" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *here = g_strconcat (parent, keys[i], NULL);

      json_object_set_new (object, keys[i], json_string ("x"));
      assert_root_refused (root, here, "is not a key");
      json_object_del (object, keys[i]);
    }
}

static void
test_unknown_keys (void)
{
  g_autofree char *dotted = g_strdup (HEAD "\"patient\": {\"mrn\": \"A\", \"family_name\": \"B\", "
                                           "\"address.city\": \"Austin\"}}");

  walk_full (visit_unknown_keys);
  assert_text_refused (dotted, "patient.address.city", "is not a key");
  assert_text_refused (HEAD PATIENT ", \"line\\nbreak\": 1}", "line break", "is not a key");
}

/* Every key twice. */
static void
test_duplicate_keys (void)
{
  g_autofree char *text = full_text ();

  for (const char *at = strstr (text, "\": "); at != NULL; at = strstr (at + 1, "\": "))
    {
      const char *quote = g_strrstr_len (text, at - text, "\"");
      g_autofree char *key = g_strndup (quote, (gsize) (at - quote) + 1);
      g_autofree char *twice =
          g_strdup_printf ("%.*s%s: null, %s", (int) (quote - text), text, key, quote);

      assert_text_refused (twice, "", "duplicate");
    }
}

/* ---- files that are damaged as files ---- */

static void
test_truncated_at_every_byte (void)
{
  g_autofree char *text = full_text ();
  gsize end = strlen (text) - strlen ("}\n");

  for (gsize length = 0; length <= end; length++)
    assert_refused (text, length, "", NULL);
}

/* A byte that UTF-8 never has, a NUL, a lone continuation byte, in every string. */
static void
test_bad_bytes_in_every_string (void)
{
  static const char bytes[][3] = { "\xff", "\x80", "\xc3\x28", "\x01", "\x00" };
  g_autofree char *text = full_text ();

  for (const char *at = strchr (text, '"'); at != NULL; at = strchr (at + 1, '"'))
    for (gsize i = 0; i < G_N_ELEMENTS (bytes); i++)
      {
        g_autoptr (GString) damaged = g_string_new_len (text, at + 1 - text);

        g_string_append_len (damaged, bytes[i], MAX ((gssize) strlen (bytes[i]), 1));
        g_string_append (damaged, at + 1);
        assert_refused (damaged->str, damaged->len, NULL, NULL);
      }
}

static void
test_no_chart_files (void)
{
  static const struct
  {
    const char *text;
    const char *place;
    const char *words;
  } cases[] = {
    { "", "", "it is empty" },
    { " \n ", "", "must be valid JSON" },
    { "\xef\xbb\xbf" HEAD PATIENT "}", "", "byte order mark" },
    { "\xff\xfe{", "", "UTF-16" },
    { "[]", "", "must be an object" },
    { "[" HEAD PATIENT "}]", "", "must be an object" },
    { "null", "", "must be valid JSON" },
    { "5", "", "must be valid JSON" },
    { "\"dendra-chart\"", "", "must be valid JSON" },
    { "mrn,family_name\nA,B\n", "", "must be valid JSON" },
    { "SQLite format 3", "", "must be valid JSON" },
    { "{}", "format", "must be \"dendra-chart\"" },
    { "{}", "version", "must be 1" },
    { "{\"format\": \"dendra-chart\"}", "version", "must be 1" },
    { "{\"version\": 1, " PATIENT "}", "format", "must be \"dendra-chart\"" },
    { "{\"format\": \"other\", \"version\": 1}", "format", "must be \"dendra-chart\"" },
    { "{\"format\": null, \"version\": 1}", "format", "must be \"dendra-chart\"" },
    { "{\"format\": \"dendra-chart\", \"version\": 2, " PATIENT "}", "version", "must be 1" },
    { "{\"format\": \"dendra-chart\", \"version\": \"1\", " PATIENT "}", "version", "must be 1" },
    { "{\"format\": \"dendra-chart\", \"version\": 1.0, " PATIENT "}", "version", "must be 1" },
    { "{\"format\": \"dendra-chart\", \"version\": 0, " PATIENT "}", "version", "must be 1" },
    { HEAD "\"patient\": null}", "patient", "is needed" },
    { HEAD "\"patient\": {}}", "patient.mrn", "is needed" },
    { HEAD "\"patient\": {}}", "patient.family_name", "is needed" },
    { HEAD PATIENT ",}", "", "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [,]}", "", "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\"},]}", "", "must be valid JSON" },
    { HEAD PATIENT "} // a comment", "", "must be valid JSON" },
    { HEAD "/* a comment */" PATIENT "}", "", "must be valid JSON" },
    { HEAD PATIENT "}{}", "", "must be valid JSON" },
    { HEAD PATIENT "} x", "", "must be valid JSON" },
    { "{'format': 'dendra-chart', 'version': 1}", "", "must be valid JSON" },
    { "{format: \"dendra-chart\", version: 1}", "", "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": NaN}]}", "", "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": Infinity}]}", "",
      "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": 1e400}]}", "",
      "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": 99999999999999999999999}]}", "",
      "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": 06}]}", "", "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": +6}]}", "", "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": .5}]}", "", "must be valid JSON" },
    { HEAD PATIENT ", \"trials\": [{\"drug\": \"x\", \"weeks\": 0x6}]}", "", "must be valid JSON" },
    { HEAD "\"patient\": {\"mrn\": \"\\ud800\", \"family_name\": \"B\"}}", "",
      "must be valid JSON" },
    { HEAD "\"patient\": {\"mrn\": \"\\u0000\", \"family_name\": \"B\"}}", "",
      "must be valid JSON" },
    { HEAD "\"patient\": {\"mrn\": \"\\q\", \"family_name\": \"B\"}}", "", "must be valid JSON" },
    { HEAD PATIENT ", \"charges\": [{\"code\": \"99215\"}]}", "charges", "does not read it yet" },
    { HEAD PATIENT ", \"claims\": {\"a\": 1}}", "claims", "does not read it yet" },
    { HEAD PATIENT ", \"payments\": 5}", "payments", "does not read it yet" },
    { HEAD PATIENT ", \"sessions\": [{}, {\"doses\": [{\"mg\": 56}]}]}", "sessions[1].doses",
      "does not read it yet" },
    { HEAD PATIENT ", \"sessions\": [{\"discharge\": {\"at\": 1}}]}", "sessions[0].discharge",
      "does not read it yet" },
    { HEAD PATIENT ", \"sessions\": 5}", "sessions", "must be a list" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text_refused (cases[i].text, cases[i].place, cases[i].words);
}

static void
test_too_large (void)
{
  gsize length = 100 * 1000 * 1000;
  g_autofree char *text = g_malloc (length + 1);

  memset (text, ' ', length);
  memcpy (text, "{}", 2);
  text[length] = '\0';
  assert_refused (text, length, "", "at most 8 MB");
  assert_refused (text, DEN_CHART_FILE_MAX_BYTES + 1, "", "at most 8 MB");
  assert_refused (text, DEN_CHART_FILE_MAX_BYTES, "format", NULL);
}

static void
test_nested_too_deep (void)
{
  static const char *const openings[] = { "[", "{\"a\":", "[{\"patient\":" };

  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    for (int depth = 100; depth <= 100000; depth *= 10)
      {
        g_autoptr (GString) text = g_string_new (HEAD "\"patient\": ");

        for (int j = 0; j < depth; j++)
          g_string_append (text, openings[i]);
        assert_text_refused (text->str, NULL, NULL);
      }
}

static void
test_too_many_elements (void)
{
  for (int n = 10000; n <= 10001; n++)
    {
      g_autoptr (GString) text = g_string_new (HEAD PATIENT ", \"allergies\": [");

      for (int i = 0; i < n; i++)
        g_string_append (text, i == 0 ? "{\"substance\": \"x\"}" : ",{\"substance\": \"x\"}");
      g_string_append (text, "]}");
      if (n > 10000)
        assert_text_refused (text->str, "allergies", "at most 10000");
      else
        den_chart_free (read_good (text->str));
    }
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
      "episodes[0].ended_on", "2024-05-02" },
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

  g_assert_null (den_chart_file_read (text, strlen (text), reference, today, problems));
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
  g_assert_null (den_chart_file_read (text->str, text->len, reference, today, problems));
  g_assert_cmpuint (problems->len, ==, DEN_MAX_PROBLEMS + 1);
  last = g_ptr_array_index (problems, DEN_MAX_PROBLEMS);
  g_assert_nonnull (strstr (last->message, "more problems"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  today = den_day_new (2026, 11, 21);
  reference = den_reference_data_load (&error);
  g_assert_no_error (error);

  g_test_add_func ("/chart-file/round-trip", test_round_trip);
  g_test_add_func ("/chart-file/round-trip-at-bounds", test_round_trip_at_bounds);
  g_test_add_func ("/chart-file/spellings", test_spellings);
  g_test_add_func ("/chart-file/total-is-computed", test_total_is_computed);
  g_test_add_func ("/chart-file/wrong-types", test_wrong_types);
  g_test_add_func ("/chart-file/numbers-out-of-bounds", test_numbers_out_of_bounds);
  g_test_add_func ("/chart-file/texts-that-do-not-fit", test_texts_that_do_not_fit);
  g_test_add_func ("/chart-file/missing-keys", test_missing_keys);
  g_test_add_func ("/chart-file/unknown-keys", test_unknown_keys);
  g_test_add_func ("/chart-file/duplicate-keys", test_duplicate_keys);
  g_test_add_func ("/chart-file/truncated-at-every-byte", test_truncated_at_every_byte);
  g_test_add_func ("/chart-file/bad-bytes-in-every-string", test_bad_bytes_in_every_string);
  g_test_add_func ("/chart-file/no-chart-files", test_no_chart_files);
  g_test_add_func ("/chart-file/too-large", test_too_large);
  g_test_add_func ("/chart-file/nested-too-deep", test_nested_too_deep);
  g_test_add_func ("/chart-file/too-many-elements", test_too_many_elements);
  g_test_add_func ("/chart-file/records-that-contradict", test_records_that_contradict);
  g_test_add_func ("/chart-file/all-problems-at-once", test_all_problems_at_once);
  g_test_add_func ("/chart-file/problems-are-capped", test_problems_are_capped);
  return g_test_run ();
}
