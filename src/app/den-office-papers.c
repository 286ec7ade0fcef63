/* Papers: gathering the facts of one, making it, keeping it. */
#include "den-office-private.h"

#include "den-prior-auth.h"

#include <glib/gi18n-lib.h>

const DenAuthorization *
den_office_find_request (const DenChart *chart, const char *policy_id)
{
  const DenAuthorization *unnamed = NULL;

  for (guint i = chart->authorizations->len; i-- > 0;)
    {
      const DenAuthorization *request = g_ptr_array_index (chart->authorizations, i);

      if (g_strcmp0 (request->policy, policy_id) == 0)
        return request;
      if (request->policy == NULL && unnamed == NULL)
        unnamed = request;
    }
  return unnamed;
}

/* Fills FACTS, which the caller lets go. A clinic that is not set up yet is one of which nothing is
 * known. FALSE with ERROR where the clinic has no such policy. */
static gboolean
gather (DenOffice *office, const DenChart *chart, const char *policy_id, DenPriorAuthFacts *facts,
        GError **error)
{
  const DenPolicy *policy = den_office_find_policy (office, policy_id);

  if (policy == NULL)
    {
      g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND,
                   _ ("%s: this clinic has no policy with this id"), policy_id);
      return FALSE;
    }
  *facts = (DenPriorAuthFacts){
    .chart = chart,
    .clinic = office->clinic != NULL ? den_record_copy (office->clinic)
                                     : den_record_new (&den_clinic_type),
    .reference = den_office_get_reference (office),
    .verdict = den_eligibility_judge (chart, policy, den_office_get_reference (office),
                                      den_office_get_today (office)),
    .request = den_office_find_request (chart, policy_id),
    .confirmed = den_office_get_confirmation (office, policy_id),
  };
  facts->missing = den_prior_auth_missing (facts);
  return TRUE;
}

static void
let_go (DenPriorAuthFacts *facts)
{
  den_record_free ((DenClinic *) facts->clinic);
  den_verdict_free ((DenVerdict *) facts->verdict);
  g_ptr_array_unref (facts->missing);
}

DenPaper *
den_office_make_prior_auth (DenOffice *office, const DenChart *chart, const char *policy_id,
                            gboolean *draft, GError **error)
{
  DenPriorAuthFacts facts;
  DenPaper *paper;

  if (!gather (office, chart, policy_id, &facts, error))
    return NULL;
  if (draft != NULL)
    *draft = facts.missing->len > 0;
  paper = den_prior_auth_make (&facts, error);
  let_go (&facts);
  return paper;
}

/* Empty where the packet may leave, and where there is no such policy. */
DenProblems *
den_office_prior_auth_missing (DenOffice *office, const DenChart *chart, const char *policy_id)
{
  DenPriorAuthFacts facts;
  DenProblems *missing;

  if (!gather (office, chart, policy_id, &facts, NULL))
    return den_problems_new ();
  missing = g_ptr_array_ref (facts.missing);
  let_go (&facts);
  return missing;
}

/* Keeps PAPER of the KIND among the patient's papers; POLICY may be NULL. Its row id, or 0. */
gint64
den_office_keep_paper (DenOffice *office, gint64 patient_id, const char *kind, const char *policy,
                       const DenPaper *paper, gboolean draft, GError **error)
{
  g_autoptr (DenTransaction) transaction = NULL;
  DenMadePaper *row = den_record_new (&den_made_paper_type);
  gint64 id = 0;

  row->kind = g_strdup (kind);
  row->made_at = den_instant_now ();
  row->made_by = g_strdup (office->user);
  row->on_day = den_office_get_today (office);
  row->policy = g_strdup (policy);
  row->draft = draft ? 1 : 0;
  row->pages = paper->pages;
  row->sha256 = g_strdup (paper->sha256);

  transaction = den_office_begin (office, error);
  if (transaction != NULL &&
      den_transaction_insert_paper (transaction, row, patient_id, paper->pdf, error) &&
      den_transaction_commit (&transaction, error))
    id = row->record.id;
  den_record_free (row);
  if (id != 0)
    den_office_tell_patient_changed (office, patient_id, FALSE);
  return id;
}

gint64
den_office_keep_prior_auth (DenOffice *office, const DenChart *chart, const char *policy_id,
                            GError **error)
{
  gboolean draft;
  g_autoptr (DenPaper) paper = den_office_make_prior_auth (office, chart, policy_id, &draft, error);

  if (paper == NULL)
    return 0;
  return den_office_keep_paper (office, chart->patient->record.id, "prior-auth", policy_id, paper,
                                draft, error);
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const DenMadePaper *paper_a = *(const DenMadePaper *const *) a;
  const DenMadePaper *paper_b = *(const DenMadePaper *const *) b;

  return (paper_a->record.id < paper_b->record.id) - (paper_a->record.id > paper_b->record.id);
}

GPtrArray *
den_office_load_papers (DenOffice *office, gint64 patient_id, GError **error)
{
  GPtrArray *papers = den_store_load_all (office->store, &den_made_paper_type, patient_id, error);

  if (papers != NULL)
    g_ptr_array_sort (papers, newest_first);
  return papers;
}
