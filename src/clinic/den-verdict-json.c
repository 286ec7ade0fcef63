/* The verdict as JSON, its keys and their order those of the contract. */
#include "den-eligibility.h"

static void
write_words (DenJson *json, const char *key, GPtrArray *words)
{
  den_json_key (json, key);
  den_json_begin_array (json);
  for (guint i = 0; i < words->len; i++)
    den_json_string (json, g_ptr_array_index (words, i));
  den_json_end_array (json);
}

static void
write_text (DenJson *json, const char *key, const char *text)
{
  den_json_key (json, key);
  den_json_string (json, text);
}

static void
write_integer (DenJson *json, const char *key, int number)
{
  den_json_key (json, key);
  den_json_integer (json, number);
}

static void
write_trial (DenJson *json, const DenTrialJudgement *judgement)
{
  g_autoptr (GPtrArray) reasons = den_trial_reason_words (judgement->reasons);

  den_json_begin_object (json);
  write_text (json, "drug", judgement->trial->drug);
  write_text (json, "class", judgement->drug != NULL ? judgement->drug->drug_class : NULL);
  den_json_key (json, "counts");
  den_json_boolean (json, judgement->counts);
  write_words (json, "reasons", reasons);
  write_integer (json, "days_at_dose", judgement->days_at_dose);
  den_json_end_object (json);
}

static void
write_finding (DenJson *json, const DenFinding *finding)
{
  den_json_begin_object (json);
  write_text (json, "rule", finding->rule);
  write_text (json, "outcome", den_outcome_word (finding->outcome));
  write_text (json, "found", finding->found);
  write_text (json, "needed", finding->needed);
  write_text (json, "reason", finding->reason);
  write_words (json, "missing", finding->missing);
  den_json_end_object (json);
}

/* Writes VERDICT, on the chart of the patient with that MRN, as one object. */
void
den_verdict_write_json (DenJson *json, const DenVerdict *verdict, const char *mrn)
{
  den_json_begin_object (json);
  write_text (json, "mrn", mrn);
  write_text (json, "policy", verdict->policy->policy_id);
  den_json_key (json, "on");
  den_json_day (json, verdict->on);
  write_text (json, "verdict", den_verdict_word (verdict->word));
  write_integer (json, "counted_trials", verdict->counted_trials);
  write_integer (json, "counted_classes", verdict->counted_classes);
  den_json_key (json, "trials");
  den_json_begin_array (json);
  for (guint i = 0; i < verdict->trials->len; i++)
    write_trial (json, g_ptr_array_index (verdict->trials, i));
  den_json_end_array (json);
  den_json_key (json, "findings");
  den_json_begin_array (json);
  for (guint i = 0; i < verdict->findings->len; i++)
    write_finding (json, g_ptr_array_index (verdict->findings, i));
  den_json_end_array (json);
  den_json_end_object (json);
}
