/* Which medications bring which notes. */
#include "den-interactions.h"
#include "den-reference-data.h"

static DenReference *reference;

static const struct
{
  const char *drug;
  const char *groups; /* joined by "; ", in the data's order */
} substances[] = {
  { "alprazolam", "Benzodiazepines" },
  { "Xanax 0.5 mg PRN", "Benzodiazepines" },
  { "CLONAZEPAM", "Benzodiazepines" },
  { "Ambien", "Sleep medicines" },
  { "oxycodone", "Opioids" },
  { "alcohol", "Alcohol and other sedatives" },
  { "Adderall XR 20 mg", "Psychostimulants" },
  { "Ritalin", "Psychostimulants" },
  { "Provigil", "Psychostimulants" },
  { "Nardil", "MAO inhibitors" },
  { "Emsam", "MAO inhibitors" },
  { "selegiline", "MAO inhibitors" },
  { "moclobemide", "MAO inhibitors" },
  { "rasagiline", "MAO inhibitors" },
  { "Lamictal XR", "Lamotrigine" },
  { "Risperdal", "Antipsychotics" },
  { "theophylline", "Theophylline" },
  { "nefazodone", "Strong CYP3A4 or CYP2B6 inhibitors" },
  { "carbamazepine", "CYP3A4 or CYP2B6 inducers" },
  { "St. John's wort", "CYP3A4 or CYP2B6 inducers" },
  { "phenobarbital", "Alcohol and other sedatives; CYP3A4 or CYP2B6 inducers" },
  { "Flonase", "Nasal decongestants and steroids" },
  { "lisinopril 10 mg", "Blood pressure medicines" },
  { "sertraline", "" },
  { "lithium", "" },
  { "vitamin D", "" },
};

static void
test_substances (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (substances); i++)
    {
      g_autoptr (GPtrArray) found = den_reference_find_interactions (reference, substances[i].drug);
      g_autoptr (GString) groups = g_string_new (NULL);

      for (guint j = 0; j < found->len; j++)
        g_string_append_printf (groups, "%s%s", j > 0 ? "; " : "",
                                ((DenInteraction *) g_ptr_array_index (found, j))->group);
      g_test_message ("%s", substances[i].drug);
      g_assert_cmpstr (groups->str, ==, substances[i].groups);
    }
}

static void
add_medication (DenChart *chart, const char *drug, const char *started_on, const char *ended_on)
{
  DenMedication *medication = den_record_new (&den_medication_type);

  medication->drug = g_strdup (drug);
  if (started_on != NULL)
    g_assert_true (den_day_parse_iso (started_on, &medication->started_on));
  if (ended_on != NULL)
    g_assert_true (den_day_parse_iso (ended_on, &medication->ended_on));
  g_ptr_array_add (chart->medications, medication);
}

/* Only what runs on the day is noted, warnings before notes. */
static void
test_running (void)
{
  g_autoptr (DenChart) chart = den_chart_new ();
  g_autoptr (GArray) notes = NULL;
  DenDay on;
  const DenInteractionNote *note;

  g_assert_true (den_day_parse_iso ("2026-11-20", &on));
  add_medication (chart, "lamotrigine", "2025-01-01", NULL);
  add_medication (chart, "Ativan", "2025-01-01", "2026-10-01");
  add_medication (chart, "sertraline", NULL, NULL);
  add_medication (chart, "lorazepam", "2026-10-02", NULL);
  add_medication (chart, "zolpidem", "2026-12-01", NULL);

  notes = den_interactions_of (chart, reference, on);
  g_assert_cmpuint (notes->len, ==, 2);
  note = &g_array_index (notes, DenInteractionNote, 0);
  g_assert_cmpstr (note->medication->drug, ==, "lorazepam");
  g_assert_cmpint (note->interaction->level, ==, DEN_INTERACTION_WARNING);
  note = &g_array_index (notes, DenInteractionNote, 1);
  g_assert_cmpstr (note->medication->drug, ==, "lamotrigine");
  g_assert_cmpint (note->interaction->level, ==, DEN_INTERACTION_NOTE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  g_test_add_func ("/interactions/substances", test_substances);
  g_test_add_func ("/interactions/running", test_running);
  status = g_test_run ();
  den_reference_free (reference);
  return status;
}
