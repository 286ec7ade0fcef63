/* A chart that is eligible under every shipped policy on 11/21/2026, and that chart changed. */
#include "eligibility-fixture.h"

#include "den-chart-file.h"
#include "den-reference-data.h"

#include <string.h>

static DenReference *reference;

/* Four antidepressants of four classes and two augmentations, all failed in this episode. */
static const Change clean[] = {
  { "patient",
    "{'mrn': 'T-1', 'family_name': 'Test', 'birth_date': '1984-03-09', 'sex': 'female'}" },
  { "allergies", "[]" },
  { "medications", "[{'drug': 'duloxetine', 'daily_dose_mg': 60, 'started_on': '2026-09-01'}]" },
  { "diagnoses", "[{'code': 'F33.2', 'noted_on': '2026-01-05'},"
                 " {'code': 'R45.851', 'noted_on': '2026-11-12'}]" },
  { "episodes", "[{'started_on': '2025-06-01'}]" },
  { "trials", "[{'drug': 'sertraline', 'started_on': '2025-07-01', 'ended_on': '2025-10-15',"
              "  'max_daily_dose_mg': 150, 'improvement_percent': 10},"
              " {'drug': 'venlafaxine', 'started_on': '2025-10-20', 'ended_on': '2026-02-10',"
              "  'max_daily_dose_mg': 225, 'improvement_percent': 15},"
              " {'drug': 'aripiprazole', 'started_on': '2025-11-24', 'ended_on': '2026-02-10',"
              "  'max_daily_dose_mg': 5, 'augments': 'venlafaxine'},"
              " {'drug': 'bupropion', 'started_on': '2026-02-16', 'ended_on': '2026-05-20',"
              "  'max_daily_dose_mg': 300, 'improvement_percent': 20},"
              " {'drug': 'lithium', 'started_on': '2026-03-16', 'ended_on': '2026-05-20',"
              "  'augments': 'bupropion'},"
              " {'drug': 'mirtazapine', 'started_on': '2026-05-25', 'ended_on': '2026-08-30',"
              "  'max_daily_dose_mg': 45, 'improvement_percent': 5}]" },
  { "therapies", "[{'kind': 'psychotherapy', 'started_on': '2025-09-02', 'sessions': 20}]" },
  { "screenings", "[]" },
  { "assessments", "[{'scale': 'MADRS', 'taken_at': '2026-11-10T09:00:00-05:00', 'total': 37},"
                   " {'scale': 'PHQ-9', 'taken_at': '2026-11-10T09:00:00-05:00', 'total': 21}]" },
  { "prescriber", "{'name': 'Dr. Test', 'specialty': 'Psychiatry'}" },
  { "enrollments", "[{'program': 'spravato-rems', 'enrolled_on': '2026-11-13'}]" },
  { "checks", "[{'kind': 'pdmp', 'done_on': '2026-11-12'}]" },
  { "courses", "[]" },
  { "sessions", "[]" },
  { "overrides", "[]" },
};

DenReference *
fixture_reference (void)
{
  g_autoptr (GError) error = NULL;

  if (reference == NULL)
    reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  return reference;
}

void
fixture_end (void)
{
  g_clear_pointer (&reference, den_reference_free);
}

const DenPolicy *
fixture_policy (const char *id)
{
  const DenPolicy *policy = den_reference_find_policy (fixture_reference (), id);

  g_assert_nonnull (policy);
  return policy;
}

DenDay
fixture_day (const char *iso)
{
  DenDay day = DEN_UNKNOWN;

  g_assert_true (den_day_parse_iso (iso, &day));
  return day;
}

/* All twenty answered no, but those that CHANGED answers. */
static void
append_screenings (GString *text, const char *changed)
{
  GPtrArray *items = fixture_reference ()->screening_items;

  g_string_append_c (text, '[');
  for (guint i = 0; i < items->len; i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (items, i);
      g_autofree char *quoted = g_strdup_printf ("'%s'", item->name);

      if (strstr (changed, quoted) == NULL)
        g_string_append_printf (text, "{'item': %s, 'answer': 'no', 'noted_on': '2026-11-12'},",
                                quoted);
    }
  if (strcmp (changed, "[]") == 0)
    text->str[text->len - 1] = ']';
  else
    g_string_append (text, changed + 1);
}

static const char *
find_change (const Change *changes, guint n, const char *key)
{
  for (guint i = 0; i < n; i++)
    if (changes[i].key != NULL && strcmp (changes[i].key, key) == 0)
      return changes[i].value;
  return NULL;
}

DenChart *
fixture_chart (const Change *changes, guint n)
{
  g_autoptr (GString) text = g_string_new ("{'format': 'dendra-chart', 'version': 1");
  g_autoptr (DenProblems) problems = den_problems_new ();
  DenChart *chart;
  guint used = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (clean); i++)
    {
      const char *changed = find_change (changes, n, clean[i].key);
      const char *value = changed != NULL ? changed : clean[i].value;

      used += changed != NULL;
      g_string_append_printf (text, ", '%s': ", clean[i].key);
      if (strcmp (clean[i].key, "screenings") == 0)
        append_screenings (text, value);
      else
        g_string_append (text, value);
    }
  for (guint i = 0; i < n; i++)
    used -= changes[i].key != NULL;
  g_assert_cmpuint (used, ==, 0);
  g_string_append_c (text, '}');
  g_strdelimit (text->str, "'", '"');
  chart =
      den_chart_file_read (text->str, text->len, fixture_reference (), fixture_day (ON), problems);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s: %s", ((DenProblem *) g_ptr_array_index (problems, i))->place,
                    ((DenProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_nonnull (chart);
  return chart;
}
