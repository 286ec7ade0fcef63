/* dendra eligibility: the verdict on one chart, under one policy or under all. */
#include "den-command-private.h"

#include "den-json.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The policies to judge by, as LINE asks: DenPolicy, not owned. NULL, told, with STATUS. */
static GPtrArray *
choose_policies (DenOffice *office, const DenCommandLine *line, const DenChart *chart, int *status)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  GPtrArray *all = den_office_get_policies (office);
  const DenPolicy *policy;

  if (g_strcmp0 (line->policy, "all") == 0)
    {
      if (!den_command_have_policies (office, status))
        return NULL;
      for (guint i = 0; i < all->len; i++)
        g_ptr_array_add (chosen, g_ptr_array_index (all, i));
      return g_steal_pointer (&chosen);
    }
  policy = den_command_policy (office, line, chart, status);
  if (policy == NULL)
    return NULL;
  g_ptr_array_add (chosen, (gpointer) policy);
  return g_steal_pointer (&chosen);
}

/* One object for one policy that was asked for, a list of them for all. */
static char *
verdicts_as_json (GPtrArray *verdicts, const char *mrn, gboolean as_list)
{
  DenJson *json = den_json_new (TRUE);

  if (as_list)
    den_json_begin_array (json);
  for (guint i = 0; i < verdicts->len; i++)
    den_verdict_write_json (json, g_ptr_array_index (verdicts, i), mrn);
  if (as_list)
    den_json_end_array (json);
  return den_json_finish (json);
}

static void
append_row (GPtrArray *table, const char *first, const char *second, const char *third)
{
  char **cells = g_new0 (char *, 4);

  cells[0] = g_strconcat ("  ", first, NULL);
  cells[1] = g_strdup (second);
  cells[2] = g_strdup (third);
  g_ptr_array_add (table, cells);
}

/* Why the trial counts or does not: "counts", "does not count: too short". */
static char *
describe_judgement (const DenTrialJudgement *judgement)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  if (judgement->counts)
    return g_strdup (_ ("counts"));
  for (guint bit = DEN_REASON_UNKNOWN_DRUG; bit <= DEN_REASON_AUGMENTATION; bit <<= 1)
    if ((judgement->reasons & bit) != 0)
      g_ptr_array_add (labels, (gpointer) den_trial_reason_label ((DenTrialReason) bit));
  joined = den_text_join (labels, _ ("and"));
  return g_strdup_printf (_ ("does not count: %s"), joined);
}

static void
append_trials (GString *text, const DenVerdict *verdict)
{
  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (verdict->trials->len == 0)
    return;
  g_string_append_printf (text, _ ("\nTrials: %d count, of %d classes\n"), verdict->counted_trials,
                          verdict->counted_classes);
  for (guint i = 0; i < verdict->trials->len; i++)
    {
      const DenTrialJudgement *judgement = g_ptr_array_index (verdict->trials, i);
      g_autofree char *days =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day at dose", "%d days at dose",
                                        (gulong) judgement->days_at_dose),
                           judgement->days_at_dose);
      g_autofree char *why = describe_judgement (judgement);

      append_row (table, judgement->trial->drug, days, why);
    }
  den_command_append_table (text, table);
}

static void
append_findings (GString *text, const DenVerdict *verdict, const DenReference *reference)
{
  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_string_append (text, _ ("\nFindings\n"));
  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (verdict->findings, i);
      g_autofree char *missing = den_text_join (finding->missing, _ ("and"));
      g_autofree char *label = den_text_sentence_case (den_rule_label (finding->rule, reference));

      append_row (table, den_outcome_label (finding->outcome), label, finding->reason);
      if (*missing != '\0')
        {
          g_autofree char *line = g_strdup_printf (_ ("missing: %s"), missing);

          append_row (table, "", "", line);
        }
    }
  den_command_append_table (text, table);
}

/* The whole verdict under one policy. */
static char *
describe_verdict (DenOffice *office, const DenChart *chart, const DenVerdict *verdict)
{
  g_autofree char *name = den_patient_name (chart->patient);
  g_autofree char *on = den_day_to_iso (verdict->on);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s  %s\n", chart->patient->mrn, name);
  g_string_append_printf (text, _ ("Policy: %s, %s (%s)%s\n"), verdict->policy->payer,
                          verdict->policy->title, verdict->policy->policy_id,
                          den_office_get_confirmation (office, verdict->policy->policy_id) == NULL
                              ? _ ("; not checked by this clinic against the payer's text")
                              : "");
  g_string_append_printf (text, _ ("Verdict on %s: %s\n"), on, den_verdict_label (verdict->word));
  append_trials (text, verdict);
  append_findings (text, verdict, den_office_get_reference (office));
  return g_string_free (text, FALSE);
}

/* One line a policy, with the first finding that stands in the way. */
static char *
describe_all (DenOffice *office, const DenChart *chart, GPtrArray *verdicts)
{
  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *name = den_patient_name (chart->patient);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s  %s\n", chart->patient->mrn, name);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const DenVerdict *verdict = g_ptr_array_index (verdicts, i);
      const DenFinding *finding = den_verdict_first_failing (verdict);

      append_row (table, verdict->policy->policy_id, den_verdict_label (verdict->word),
                  finding != NULL ? finding->reason : "");
    }
  den_command_append_table (text, table);
  return g_string_free (text, FALSE);
}

/* dendra eligibility MRN */
int
den_command_eligibility (const DenCommandLine *line)
{
  int status = DEN_EXIT_DONE;
  g_autoptr (DenOffice) office = den_command_open (line, DEN_STORE_READ, &status);
  g_autoptr (DenChart) chart = NULL;
  g_autoptr (GPtrArray) policies = NULL;
  g_autoptr (GPtrArray) verdicts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) den_verdict_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean all = g_strcmp0 (line->policy, "all") == 0;

  if (office == NULL)
    return status;
  chart = den_office_load_chart (office, g_ptr_array_index (line->words, 0), &error);
  if (chart == NULL)
    return den_command_fail (error);
  policies = choose_policies (office, line, chart, &status);
  if (policies == NULL)
    return status;
  for (guint i = 0; i < policies->len; i++)
    g_ptr_array_add (verdicts, den_eligibility_judge (chart, g_ptr_array_index (policies, i),
                                                      den_office_get_reference (office),
                                                      den_office_get_today (office)));
  if (line->json)
    text = verdicts_as_json (verdicts, chart->patient->mrn, all);
  else
    text = all ? describe_all (office, chart, verdicts)
               : describe_verdict (office, chart, g_ptr_array_index (verdicts, 0));
  return den_command_write_out (text);
}
