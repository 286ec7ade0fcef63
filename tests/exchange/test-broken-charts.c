/* No broken chart file gets in: each field of each record with everything it does not take, and
 * files damaged as files. The broken values are made from the field tables. */
#include "chart-fixture.h"
#include "den-json-reader.h"

#include <locale.h>
#include <string.h>

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
  assert_refused (text, length, "", "at most 32 MB");
  assert_refused (text, DEN_CHART_FILE_MAX_BYTES + 1, "", "at most 32 MB");
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

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_load ();
  g_test_add_func ("/broken-charts/wrong-types", test_wrong_types);
  g_test_add_func ("/broken-charts/numbers-out-of-bounds", test_numbers_out_of_bounds);
  g_test_add_func ("/broken-charts/texts-that-do-not-fit", test_texts_that_do_not_fit);
  g_test_add_func ("/broken-charts/missing-keys", test_missing_keys);
  g_test_add_func ("/broken-charts/unknown-keys", test_unknown_keys);
  g_test_add_func ("/broken-charts/duplicate-keys", test_duplicate_keys);
  g_test_add_func ("/broken-charts/truncated-at-every-byte", test_truncated_at_every_byte);
  g_test_add_func ("/broken-charts/bad-bytes-in-every-string", test_bad_bytes_in_every_string);
  g_test_add_func ("/broken-charts/no-chart-files", test_no_chart_files);
  g_test_add_func ("/broken-charts/too-large", test_too_large);
  g_test_add_func ("/broken-charts/nested-too-deep", test_nested_too_deep);
  g_test_add_func ("/broken-charts/too-many-elements", test_too_many_elements);
  status = g_test_run ();
  fixture_free ();
  return status;
}
