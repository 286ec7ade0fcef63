/* The chart in which everything is known is made from the field tables, so that a new field is
 * tested with its line there. */
#include "chart-fixture.h"

#include "den-identifier.h"
#include "den-reference-data.h"

#include <string.h>

static DenReference *reference;
static DenDay today;

void
fixture_load (void)
{
  g_autoptr (GError) error = NULL;

  today = den_day_new (2026, 11, 21);
  reference = den_reference_data_load (&error);
  g_assert_no_error (error);
}

void
fixture_free (void)
{
  g_clear_pointer (&reference, den_reference_free);
}

const DenReference *
fixture_reference (void)
{
  return reference;
}

DenDay
fixture_today (void)
{
  return today;
}

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
    { "drug", "sertraline" }, { "session", "S-1" },    { "witness", "Second Person" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (by_check); i++)
    if (field->check == by_check[i].check)
      return by_check[i].sample;
  for (gsize i = 0; i < G_N_ELEMENTS (by_column); i++)
    if (g_str_equal (field->column, by_column[i].column))
      return by_column[i].sample;
  return field->multiline ? "First line\nand \"second\" \\ line" : "Nguyễn Łukasz Ω Щ 😀";
}

/* Numbers that must fit each other: a vial's, and totals, which are those of scores that are 1. */
static const struct
{
  const char *column;
  gint64 number;
} sample_numbers[] = {
  { "drawn_ug", 50000 }, { "given_ug", 30000 }, { "wasted_ug", 20000 },
  { "cadss6", 6 },       { "cadss23", 23 },     { "total", 9 },
};

/* Whether FIELD of a filled record follows from others. */
gboolean
field_is_bound (const DenField *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sample_numbers); i++)
    if (g_str_equal (field->column, sample_numbers[i].column))
      return TRUE;
  return FALSE;
}

static gint64
sample_number (const DenField *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sample_numbers); i++)
    if (g_str_equal (field->column, sample_numbers[i].column))
      return sample_numbers[i].number;
  return field->max == 0 ? 7 : field->min + (field->max - field->min) / 2 + 1;
}

/* As many answers of 1 as the scale has. */
static DenScores
sample_scores (const DenField *field)
{
  static const struct
  {
    const char *column;
    int n;
  } lengths[] = {
    { "cadss6_items", 6 }, { "cadss23_items", 23 }, { "aldrete", 5 }, { "mpadss", 5 }
  };
  DenScores scores = { 9, { 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (g_str_equal (field->column, lengths[i].column))
      scores.n = lengths[i].n;
  for (int i = 0; i < scores.n; i++)
    scores.item[i] = 1;
  return scores;
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
      value->scores = sample_scores (field);
      break;
    default:
      value->number = sample_number (field);
      break;
    }
}

/* A record of TYPE in which every field is known and every list has one record. */
gpointer
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

/* Its chart file, to be freed. */
char *
full_text (void)
{
  g_autoptr (DenChart) chart = fill_record (&den_chart_type);

  return den_chart_file_write (chart);
}

/* Reads TEXT, which must be taken. */
DenChart *
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
void
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

/* The same for a text. */
void
assert_text_refused (const char *text, const char *place, const char *words)
{
  assert_refused (text, strlen (text), place, words);
}

/* TEXT with the first FROM replaced by TO; FROM must be there. */
char *
replace (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, to, at + strlen (from));
}
