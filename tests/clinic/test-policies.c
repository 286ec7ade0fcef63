/* The 13 shipped policies: their criteria, each in one line, written as the data file's keys. What
 * is not in the line is not in the policy. */
#include "den-reference-data.h"

#include <string.h>

/* clang-format off */
static const struct
{
  const char *id, *payer, *title, *date, *indication, *confidence;
  const char *criteria;
} policies[] = {
  { "label-trd", "FDA label", "Spravato label, treatment-resistant depression", "2025-01-21", "trd", "confirmed in part",
    "min_age=18 trials.count=2 trials.days=42 trials.improvement_below_percent=50 "
    "trials.current_episode=yes rems=yes" },
  { "label-mdsi", "FDA label", "Spravato label, depression with acute suicidal ideation or behavior", "2025-01-21", "mdsi", "confirmed",
    "min_age=18 oral_antidepressant=yes rems=yes suicidality=yes initial_months=1" },
  { "cigna-trd", "Cigna", "Psychiatry - Spravato", "2026-01-01", "trd", "confirmed",
    "min_age=18 trials.count=2 trials.classes=2 trials.days=42 "
    "trials.improvement_at_most_percent=25 trials.current_episode=yes "
    "prescriber.specialties=psychiatry prescriber.consultation=no pdmp=yes rems=yes "
    "exclusions=psychosis(attestation) initial_months=6" },
  { "carefirst-trd", "CareFirst BCBS (Caremark)", "Spravato 2889-A", "2026-05-05", "trd", "confirmed",
    "min_age=18 trials.count=2 trials.classes=2 trials.days=56 "
    "trials.improvement_below_percent=50 trials.current_episode=yes "
    "trials.within_years=5 augmentation.count=1 augmentation.days=56 psychotherapy=yes "
    "augmentation_or_psychotherapy=yes severities=MADRS>=35,HAM-D17>=23 "
    "prescriber.specialties=psychiatry prescriber.consultation=yes rems=yes "
    "exclusions=substance_use initial_months=1 renewal_months=3" },
  { "medical-mutual-trd", "Medical Mutual", "Spravato", "2025-06-01", "trd", "confirmed",
    "min_age=18 trials.count=2 trials.classes=2 trials.days=42 "
    "trials.improvement_at_most_percent=25 trials.current_episode=yes psychotherapy=yes "
    "severities=PHQ-9>=0,MADRS>=0,HAM-D17>=0,QIDS-SR16>=0 rems=yes "
    "exclusions=concurrent_ketamine,concurrent_neuromodulation" },
  { "hcsc-trd", "HCSC (BCBS IL, TX, OK, NM, MT)", "RX501.105", "2026-01-01", "trd", "confirmed",
    "min_age=18 trials.count=1 trials.classes=1 trials.days=42 "
    "trials.improvement_below_percent=50 trials.current_episode=yes "
    "severities=MADRS>=28,HAM-D17>=17,PHQ-9>=10,QIDS-SR16>=11 rems=yes "
    "exclusions=substance_use initial_months=3 renewal_months=6" },
  { "bcbs-ma-trd", "BCBS Massachusetts", "Medical policy 087, form 094", "2020-01-01", "trd", "confirmed, old text",
    "min_age=18 trials.count=4 trials.classes=2 trials.days=42 "
    "trials.improvement_below_percent=50 trials.current_episode=yes "
    "severities=MADRS>=28,HAM-D17>=17 rems=yes initial_days=28" },
  { "bcbs-nc-trd", "Blue Cross NC", "Spravato, NC Standard", "2025-03-01", "trd", "confirmed",
    "min_age=18 trials.count=2 trials.classes=2 trials.days=42 "
    "trials.improvement_at_most_percent=25 trials.current_episode=yes rems=yes "
    "diagnosis_rule.recurrent_without_psychosis=yes "
    "diagnosis_rule.single_episode_days=730 exclusions=psychosis" },
  { "bcbs-nd-trd", "BCBS North Dakota", "Esketamine (Spravato)", "2026-01-01", "trd", "confirmed",
    "min_age=18 trials.count=2 trials.classes=1 trials.days=42 "
    "trials.improvement_below_percent=50 trials.current_episode=no "
    "oral_antidepressant=yes prescriber.specialties=psychiatry "
    "prescriber.consultation=yes" },
  { "qualchoice-trd", "QualChoice", "BI734", "2021-01-01", "trd", "confirmed, old text",
    "min_age=18 max_age=64 trials.count=2 trials.classes=2 trials.days=28 "
    "trials.improvement_below_percent=50 trials.current_episode=no "
    "trials.accepts_intolerance=yes augmentation.count=2 augmentation.days=28 "
    "severities=PHQ-9>=16/28d oral_antidepressant=yes prescriber.specialties=psychiatry "
    "prescriber.consultation=yes rems=yes initial_months=3 devices.count=23 "
    "devices.days=90" },
  { "western-health-trd", "Western Health Advantage", "Esketamine PA criteria", "2026-01-01", "trd", "confirmed in part",
    "min_age=18 trials.count=2 trials.classes=2 trials.days=42 "
    "trials.improvement_below_percent=50 trials.current_episode=yes "
    "oral_antidepressant=yes prescriber.specialties=psychiatry "
    "prescriber.consultation=no exclusions=psychosis(attestation) initial_months=3 "
    "renewal_months=12" },
  { "texas-medicaid-trd", "Texas Medicaid (TMHP)", "Outpatient drug services 6.48", "2025-10-01", "trd", "confirmed",
    "min_age=18 severities=PHQ-9>=0,MADRS>=0,HAM-D17>=0,QIDS-SR16>=0 "
    "prescriber.specialties=psychiatry prescriber.consultation=yes rems=yes "
    "diagnoses=F32.0,F32.1,F32.2,F32.3,F32.4,F32.5,F32.9,F32.89,F32.A,F33.0,F33.1,F33.2,F33.3,F33.40,F33.41,F33.42,F33.8,F33.9,F34.1,F06.31,F06.32,F06.34,F53.0 "
    "initial_months=6" },
  { "ohio-medicaid-trd", "Ohio Medicaid SPBM", "Spravato guidance", "2023-07-12", "trd", "confirmed",
    "min_age=18 trials.count=2 trials.classes=1 trials.days=30 "
    "trials.improvement_below_percent=50 trials.current_episode=no "
    "oral_antidepressant=yes rems=yes initial_days=60 renewal_days=180 devices.count=6 "
    "devices.days=7" },
};
/* clang-format on */

static void
append_severities (GString *text, GPtrArray *severities)
{
  for (guint i = 0; i < severities->len; i++)
    {
      const DenPolicySeverity *severity = g_ptr_array_index (severities, i);

      g_string_append_printf (text, "%s%s>=%d", i > 0 ? "," : "", severity->scale,
                              (int) severity->at_least);
      if (severity->max_age_days != DEN_UNKNOWN)
        g_string_append_printf (text, "/%dd", (int) severity->max_age_days);
    }
}

static void
append_exclusions (GString *text, GPtrArray *exclusions)
{
  const DenField *name = den_record_type_find (&den_policy_exclusion_type, "name");

  for (guint i = 0; i < exclusions->len; i++)
    {
      const DenPolicyExclusion *exclusion = g_ptr_array_index (exclusions, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? "," : "", name->choices[exclusion->name].word,
                              den_policy_asks (exclusion->attestation) ? "(attestation)" : "");
    }
}

static void
append_value (GString *text, const DenField *field, const DenPolicy *policy)
{
  g_autofree char *value = NULL;

  if (field->type == DEN_FIELD_LIST)
    {
      if (field->of == &den_policy_severity_type)
        append_severities (text, policy->severities);
      else
        append_exclusions (text, policy->exclusions);
      return;
    }
  value = den_field_format_record (field, policy);
  g_strdelimit (value, " ", ',');
  g_string_append (text, value);
}

static gboolean
is_criterion (const DenField *field, const DenPolicy *policy)
{
  static const char *const others[] = { "policy_id",    "payer",  "title",      "version",
                                        "effective_on", "source", "confidence", "indication" };
  g_auto (DenValue) value = DEN_VALUE_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (field->column, others[i]) == 0)
      return FALSE;
  if (field->type == DEN_FIELD_LIST)
    return den_field_list (field, policy)->len > 0;
  den_field_get (field, policy, &value);
  return den_value_is_known (&value);
}

static char *
criteria_of (const DenPolicy *policy)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < den_policy_type.n_fields; i++)
    {
      const DenField *field = &den_policy_type.fields[i];

      if (!is_criterion (field, policy))
        continue;
      g_string_append_printf (text, "%s%s=", text->len > 0 ? " " : "", den_field_key (field));
      append_value (text, field, policy);
    }
  return g_string_free (text, FALSE);
}

static void
test_policies (gconstpointer data)
{
  const DenReference *reference = data;
  const DenField *indication = den_record_type_find (&den_policy_type, "indication");

  g_assert_cmpuint (reference->policies->len, ==, G_N_ELEMENTS (policies));
  for (gsize i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      const DenPolicy *policy = den_reference_find_policy (reference, policies[i].id);
      g_autofree char *criteria = NULL;
      g_autofree char *date = NULL;

      g_test_message ("%s", policies[i].id);
      g_assert_nonnull (policy);
      g_assert_true (g_ptr_array_index (reference->policies, i) == policy);
      criteria = criteria_of (policy);
      date = den_day_to_iso (policy->effective_on);
      g_assert_cmpstr (criteria, ==, policies[i].criteria);
      g_assert_cmpstr (policy->payer, ==, policies[i].payer);
      g_assert_cmpstr (policy->title, ==, policies[i].title);
      g_assert_cmpstr (date, ==, policies[i].date);
      g_assert_cmpstr (indication->choices[policy->indication].word, ==, policies[i].indication);
      g_assert_cmpstr (policy->confidence, ==, policies[i].confidence);
      g_assert_nonnull (policy->source);
      for (guint j = 0; j < policy->severities->len; j++)
        g_assert_nonnull (den_reference_find_scale (
            reference, ((DenPolicySeverity *) g_ptr_array_index (policy->severities, j))->scale));
    }
  g_assert_null (den_reference_find_policy (reference, "aetna-trd"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenReference) reference = NULL;

  g_test_init (&argc, &argv, NULL);
  reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  g_test_add_data_func ("/policies/shipped", reference, test_policies);
  return g_test_run ();
}
