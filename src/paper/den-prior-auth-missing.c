/* What keeps a prior-authorization packet a draft: what payers send packets back for. */
#include "den-packet.h"
#include "den-text.h"

static void
need (DenProblems *missing, gboolean known, const char *place, const char *phrase)
{
  if (!known)
    den_problems_add (missing, place, "%s", phrase);
}

static gboolean
is_told (const char *text)
{
  return !den_text_is_blank (text);
}

static void
check_patient (const DenPriorAuthFacts *facts, DenProblems *missing)
{
  const DenPatient *patient = facts->chart->patient;

  need (missing, patient->birth_date != DEN_UNKNOWN, "patient.birth_date", "birth date");
  need (missing, is_told (patient->street) && is_told (patient->city), "patient.address",
        "patient’s address");
}

static void
check_coverage (const DenPriorAuthFacts *facts, DenProblems *missing)
{
  const DenCoverage *coverage = den_chart_primary_coverage (facts->chart, facts->verdict->on);
  guint index;

  need (missing, coverage != NULL, "coverages", "coverage");
  if (coverage == NULL || !g_ptr_array_find (facts->chart->coverages, coverage, &index))
    return;
  if (!is_told (coverage->payer))
    {
      g_autofree char *place = g_strdup_printf ("coverages[%u].payer", index);

      den_problems_add (missing, place, "payer");
    }
  if (!is_told (coverage->member_id))
    {
      g_autofree char *place = g_strdup_printf ("coverages[%u].member_id", index);

      den_problems_add (missing, place, "member ID");
    }
}

static void
check_diagnosis (const DenPriorAuthFacts *facts, DenProblems *missing)
{
  const DenDay on = facts->verdict->on;

  for (guint i = 0; i < facts->chart->diagnoses->len; i++)
    {
      const DenDiagnosis *diagnosis = g_ptr_array_index (facts->chart->diagnoses, i);

      if (is_told (diagnosis->code) &&
          (diagnosis->resolved_on == DEN_UNKNOWN || diagnosis->resolved_on > on))
        return;
    }
  den_problems_add (missing, "diagnoses", "diagnosis code");
}

static void
check_providers (const DenPriorAuthFacts *facts, DenProblems *missing)
{
  const DenPrescriber *prescriber = facts->chart->prescriber;
  const DenClinic *clinic = facts->clinic;

  need (missing, prescriber != NULL && is_told (prescriber->name), "prescriber.name", "prescriber");
  need (missing, prescriber != NULL && is_told (prescriber->npi), "prescriber.npi",
        "prescriber’s NPI");
  need (missing, is_told (clinic->name), "clinic.name", "clinic’s name");
  need (missing, is_told (clinic->npi), "clinic.npi", "clinic’s NPI");
  need (missing, is_told (clinic->phone), "clinic.phone", "clinic’s phone");
  need (missing, is_told (clinic->fax), "clinic.fax", "clinic’s fax");
}

/* Before a request is entered, its fields are missing at the place where it would be. */
static void
check_request (const DenPriorAuthFacts *facts, DenProblems *missing)
{
  const DenAuthorization *r = facts->request;
  guint index = facts->chart->authorizations->len;
  const struct
  {
    gboolean known;
    const char *key;
    const char *phrase;
  } fields[] = {
    { r != NULL && r->product != DEN_UNKNOWN, "product", "drug asked for" },
    { r != NULL && is_told (r->hcpcs), "hcpcs", "codes asked for" },
    { r != NULL && r->dose_ug != DEN_UNKNOWN, "dose_mg", "dose" },
    { r != NULL && is_told (r->frequency), "frequency", "frequency" },
    { r != NULL && r->start_on != DEN_UNKNOWN, "start_on", "start" },
    { r != NULL && r->duration_days != DEN_UNKNOWN, "duration_days", "duration" },
    { r != NULL && r->kind != DEN_UNKNOWN, "kind", "new or continuation" },
    { r == NULL || r->urgency != DEN_URGENCY_URGENT || is_told (r->urgency_reason),
      "urgency_reason", "reason for urgency" },
  };

  if (r != NULL)
    g_ptr_array_find (facts->chart->authorizations, r, &index);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *place = g_strdup_printf ("authorizations[%u].%s", index, fields[i].key);

      need (missing, fields[i].known, place, fields[i].phrase);
    }
}

/* The chart file's key of the list that would change FINDING; "" where none would. */
static const char *
place_of (const DenFinding *finding)
{
  const DenField *field =
      finding->place.type != NULL ? den_chart_field_of (finding->place.type) : NULL;

  return field == NULL ? "" : den_field_key (field);
}

static gboolean
is_told_already (DenProblems *missing, const char *message)
{
  for (guint i = 0; i < missing->len; i++)
    if (g_str_equal (((DenProblem *) g_ptr_array_index (missing, i))->message, message))
      return TRUE;
  return FALSE;
}

/* What FINDING misses: "adequate antidepressant trials: Sertraline: outcome" of trials, which many
 * rules judge; of others what is missing tells enough, "PDMP check". */
static char *
describe_finding (const DenPriorAuthFacts *facts, const DenFinding *finding)
{
  const DenPacket packet = { .facts = facts, .chart = facts->chart };
  g_autofree char *label = den_words_small_start (den_packet_rule_label (&packet, finding->rule));
  g_autofree char *what = NULL;

  if (finding->missing == NULL || finding->missing->len == 0)
    return g_steal_pointer (&label);
  what = den_text_join (finding->missing, "and");
  if (finding->place.type == &den_trial_type)
    return g_strdup_printf ("%s: %s", label, what);
  return g_steal_pointer (&what);
}

/* What the verdict could not judge. The diagnosis was told above in its own words. */
static void
check_findings (const DenPriorAuthFacts *facts, DenProblems *missing)
{
  for (guint i = 0; i < facts->verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (facts->verdict->findings, i);
      g_autofree char *message = NULL;

      if (finding->outcome != DEN_OUTCOME_UNKNOWN || g_str_equal (finding->rule, "diagnosis"))
        continue;
      message = describe_finding (facts, finding);
      if (!is_told_already (missing, message))
        den_problems_add (missing, place_of (finding), "%s", message);
    }
}

/* What a payer would send the packet back for; empty when it may leave. */
DenProblems *
den_prior_auth_missing (const DenPriorAuthFacts *facts)
{
  DenProblems *missing = den_problems_new ();

  check_patient (facts, missing);
  check_coverage (facts, missing);
  check_diagnosis (facts, missing);
  check_providers (facts, missing);
  check_request (facts, missing);
  check_findings (facts, missing);
  return missing;
}
