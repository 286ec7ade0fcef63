/* Whether what was signed still stands as it was signed. */
#include "den-store-private.h"

#include "den-session-rules.h"

#include <glib/gi18n-lib.h>

/* Adds a problem for each session of CHART whose record is not the one its signature was made over.
 * One that came signed from elsewhere, without a hash, says nothing of it. */
static gboolean
check_chart_cb (DenChart *chart, gpointer data, GError **error)
{
  DenProblems *problems = data;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);
      g_autofree char *digest = NULL;
      g_autofree char *place = NULL;

      if (!den_session_is_signed (session) || session->record_sha256 == NULL)
        continue;
      digest = den_session_digest (session);
      if (g_ascii_strcasecmp (digest, session->record_sha256) == 0)
        continue;
      place = g_strdup_printf ("session %lld", (long long) session->record.id);
      den_problems_add (problems, place,
                        _ ("%s of the patient %s is not what was signed: what is recorded in it "
                           "was changed"),
                        session->session_id != NULL ? session->session_id : "-",
                        chart->patient->mrn);
    }
  return TRUE;
}

/* See den-store.h. */
gboolean
den_store_check (DenStore *store, DenProblems *problems, gint64 *entries, char **head,
                 GError **error)
{
  g_autoptr (GError) local = NULL;
  guint before = problems->len;

  if (!den_store_check_file (store, problems, entries, head, error))
    return FALSE;
  if (den_store_each_chart_of (store, &den_session_type, check_chart_cb, problems, &local))
    return TRUE;
  /* That the file is damaged was told already. */
  if (problems->len > before &&
      g_error_matches (local, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_DATABASE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
