/* The clinic's policies: those the program carries, as the clinic edited and confirmed them. */
#include "den-office-private.h"

#include "den-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FALLBACK_POLICY "label-trd"

/* They are read again when next asked for. */
void
den_office_forget_policies (DenOffice *office)
{
  g_clear_pointer (&office->policies, g_ptr_array_unref);
  g_clear_pointer (&office->edited, g_ptr_array_unref);
  g_clear_pointer (&office->confirmations, g_ptr_array_unref);
}

static DenPolicy *
find_in (GPtrArray *policies, const char *policy_id)
{
  for (guint i = 0; i < policies->len; i++)
    if (g_strcmp0 (((DenPolicy *) g_ptr_array_index (policies, i))->policy_id, policy_id) == 0)
      return g_ptr_array_index (policies, i);
  return NULL;
}

GPtrArray *
den_office_get_policies (DenOffice *office)
{
  GPtrArray *shipped = den_office_get_reference (office)->policies;
  gboolean whole = TRUE;

  if (office->policies != NULL)
    return office->policies;

  office->edited = den_office_load_rows (office, &den_policy_type, &whole);
  office->confirmations = den_office_load_rows (office, &den_policy_confirmation_type, &whole);
  office->policies = g_ptr_array_new ();
  /* The shipped texts alone would pass for the clinic's, edits and all: better none than those. */
  if (!whole)
    return office->policies;

  for (guint i = 0; i < shipped->len; i++)
    {
      DenPolicy *policy = g_ptr_array_index (shipped, i);
      DenPolicy *edited = find_in (office->edited, policy->policy_id);

      g_ptr_array_add (office->policies, edited != NULL ? edited : policy);
    }
  for (guint i = 0; i < office->edited->len; i++)
    {
      DenPolicy *own = g_ptr_array_index (office->edited, i);

      if (find_in (shipped, own->policy_id) == NULL)
        g_ptr_array_add (office->policies, own);
    }
  return office->policies;
}

/* The clinic's policy of that id, or NULL. */
const DenPolicy *
den_office_find_policy (DenOffice *office, const char *policy_id)
{
  return find_in (den_office_get_policies (office), policy_id);
}

/* Whether the clinic wrote or changed the policy, so that it no longer says what was shipped. */
gboolean
den_office_policy_is_edited (DenOffice *office, const char *policy_id)
{
  den_office_get_policies (office);
  return find_in (office->edited, policy_id) != NULL;
}

const DenPolicyConfirmation *
den_office_get_confirmation (DenOffice *office, const char *policy_id)
{
  const DenPolicy *policy = den_office_find_policy (office, policy_id);

  if (policy == NULL)
    return NULL;
  for (guint i = office->confirmations->len; i-- > 0;)
    {
      const DenPolicyConfirmation *confirmation = g_ptr_array_index (office->confirmations, i);

      if (strcmp (confirmation->policy, policy_id) == 0 &&
          confirmation->policy_effective_on == policy->effective_on)
        return confirmation;
    }
  return NULL;
}

/* Removes the clinic's row of the policy, and the confirmations, which were of another text. */
static gboolean
remove_rows (DenOffice *office, DenTransaction *transaction, const char *policy_id, GError **error)
{
  DenPolicy *row;

  den_office_get_policies (office);
  row = find_in (office->edited, policy_id);
  if (row != NULL && !den_transaction_remove (transaction, row, error))
    return FALSE;
  for (guint i = 0; i < office->confirmations->len; i++)
    {
      DenPolicyConfirmation *confirmation = g_ptr_array_index (office->confirmations, i);

      if (strcmp (confirmation->policy, policy_id) == 0 &&
          !den_transaction_remove (transaction, confirmation, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
finish (DenOffice *office, DenTransaction **transaction, GError **error)
{
  if (!den_transaction_commit (transaction, error))
    return FALSE;
  den_office_forget_policies (office);
  den_office_tell_clinic_changed (office);
  return TRUE;
}

/* Keeps POLICY, which stays the caller's, as the clinic's own text of its id. What was confirmed
 * was the text before: its confirmations are removed (the audit keeps them). */
gboolean
den_office_save_policy (DenOffice *office, const DenPolicy *policy, GError **error)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (DenTransaction) transaction = NULL;
  DenPolicy *copy;
  gboolean saved;

  den_record_check (policy, "", problems);
  if (problems->len > 0)
    {
      den_office_set_input_error (error, problems);
      return FALSE;
    }
  transaction = den_office_begin (office, error);
  if (transaction == NULL || !remove_rows (office, transaction, policy->policy_id, error))
    return FALSE;
  copy = den_record_copy (policy);
  copy->record.id = 0;
  saved = den_transaction_insert (transaction, copy, 0, error);
  den_record_free (copy);
  return saved && finish (office, &transaction, error);
}

/* Gives back the text the program carries; a policy of the clinic's own is gone. */
gboolean
den_office_restore_policy (DenOffice *office, const char *policy_id, GError **error)
{
  g_autoptr (DenTransaction) transaction = den_office_begin (office, error);

  return transaction != NULL && remove_rows (office, transaction, policy_id, error) &&
         finish (office, &transaction, error);
}

/* Keeps that NAME compared the policy's present text with the payer's own on the day ON. NOTE may
 * be NULL. */
gboolean
den_office_confirm_policy (DenOffice *office, const char *policy_id, const char *name, DenDay on,
                           const char *note, GError **error)
{
  const DenPolicy *policy = den_office_find_policy (office, policy_id);
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (DenTransaction) transaction = NULL;
  DenPolicyConfirmation *confirmation;
  gboolean kept;

  g_return_val_if_fail (policy != NULL, FALSE);

  confirmation = den_record_new (&den_policy_confirmation_type);
  confirmation->policy = g_strdup (policy_id);
  confirmation->policy_effective_on = policy->effective_on;
  confirmation->confirmed_by = name != NULL ? den_text_clean (name) : NULL;
  confirmation->confirmed_on = on;
  confirmation->note = note != NULL ? den_text_clean (note) : NULL;
  den_record_check (confirmation, "", problems);
  if (problems->len > 0)
    {
      den_office_set_input_error (error, problems);
      den_record_free (confirmation);
      return FALSE;
    }
  transaction = den_office_begin (office, error);
  kept = transaction != NULL && den_transaction_insert (transaction, confirmation, 0, error) &&
         finish (office, &transaction, error);
  den_record_free (confirmation);
  return kept;
}

/* Whether every word of the shorter name stands in the longer: "CareFirst" and "CareFirst BCBS
 * (Caremark)", "BCBS IL" and "HCSC (BCBS IL, TX, OK, NM, MT)". */
static gboolean
names_agree (const char *a, const char *b)
{
  g_autofree char *folded_a = den_text_fold (a);
  g_autofree char *folded_b = den_text_fold (b);
  g_auto (GStrv) words_a = g_strsplit (folded_a, " ", -1);
  g_auto (GStrv) words_b = g_strsplit (folded_b, " ", -1);
  gboolean a_is_shorter = g_strv_length (words_a) <= g_strv_length (words_b);
  GStrv shorter = a_is_shorter ? words_a : words_b, longer = a_is_shorter ? words_b : words_a;

  for (guint i = 0; shorter[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) longer, shorter[i]))
      return FALSE;
  return *folded_a != '\0' && *folded_b != '\0';
}

const DenPolicy *
den_office_policy_for (DenOffice *office, const DenChart *chart)
{
  const DenCoverage *coverage = den_chart_primary_coverage (chart, den_office_get_today (office));
  GPtrArray *policies = den_office_get_policies (office);

  for (guint i = 0; coverage != NULL && i < policies->len; i++)
    {
      const DenPolicy *policy = g_ptr_array_index (policies, i);

      if (names_agree (policy->payer, coverage->payer))
        return policy;
    }
  return den_office_find_policy (office, FALLBACK_POLICY);
}
