/* Opening and closing a paper of a session, and the words that they share. */
#include "den-session-paper.h"

#include "den-json.h"

/* The SHA-256 of what the paper is made from: the session, its patient, the clinic, the protocol.
 * Of the rest of the chart only what the session's day shows of it goes in, through its findings.
 */
static char *
hash_facts (const DenSessionFacts *facts)
{
  DenJson *json = den_json_new (FALSE);
  g_autofree char *text = NULL;

  den_json_begin_object (json);
  den_json_key (json, "patient");
  den_json_record (json, facts->at->chart->patient);
  den_json_key (json, "session");
  den_json_record (json, facts->at->session);
  den_json_key (json, "clinic");
  den_json_record (json, facts->clinic);
  if (facts->at->protocol != NULL)
    {
      den_json_key (json, "protocol");
      den_json_record (json, facts->at->protocol);
    }
  den_json_end_object (json);
  text = den_json_finish (json);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* Fills PAPER and begins its first page. FALSE with ERROR; then there is nothing to close. */
gboolean
den_session_paper_open (DenSessionPaper *paper, const DenSessionFacts *facts, const char *title,
                        const char *draft, GError **error)
{
  const DenPatient *patient = facts->at->chart->patient;
  g_autofree char *name = den_patient_name (patient);
  g_autofree char *start = g_strdup_printf ("MRN %s", patient->mrn != NULL ? patient->mrn : "–");
  g_autofree char *sha256 = hash_facts (facts);
  g_autofree char *end = g_strdup_printf ("facts SHA-256 %.12s", sha256);
  g_autofree char *birth = den_day_to_us (patient->birth_date);
  g_autofree char *born = birth != NULL ? g_strdup_printf (" · born %s", birth) : g_strdup ("");
  DenPageDress dress = { .title = title,
                         .clinic = facts->clinic->name != NULL ? facts->clinic->name
                                                               : "Clinic " DEN_NOT_DOCUMENTED,
                         .subject = name,
                         .subject_end = born,
                         .footer_start = start,
                         .footer_end = end,
                         .demo = facts->clinic->demo == 1,
                         .draft = draft };

  *paper = (DenSessionPaper){
    .at = facts->at,
    .chart = facts->at->chart,
    .session = facts->at->session,
    .clinic = facts->clinic,
    .flow = den_page_flow_new (&dress, error),
  };
  if (paper->flow == NULL)
    return FALSE;
  paper->sha256 = g_steal_pointer (&sha256);
  paper->kept = den_words_make ();
  den_page_flow_letterhead (paper->flow);
  return TRUE;
}

DenPaper *
den_session_paper_close (DenSessionPaper *paper, GError **error)
{
  DenPaper *made = den_page_flow_finish (paper->flow, paper->sha256, error);

  den_page_flow_free (paper->flow);
  g_ptr_array_unref (paper->kept);
  g_free (paper->sha256);
  return made;
}

/* Whole minutes from time 0, "−12" before it; NULL where there is none. */
const char *
den_session_paper_minute (DenSessionPaper *paper, DenInstant instant)
{
  DenInstant zero = den_session_zero (paper->session);
  gint64 seconds;

  if (!den_instant_is_known (zero) || !den_instant_is_known (instant))
    return NULL;
  seconds = (instant.us - zero.us) / G_USEC_PER_SEC;
  if (seconds < 0)
    return den_words_print (paper->kept, "−%" G_GINT64_FORMAT, (-seconds + 59) / 60);
  return den_words_print (paper->kept, "%" G_GINT64_FORMAT, seconds / 60);
}

/* "Latex (hives, severe)", separated by semicolons; "not recorded" where the chart has none. */
const char *
den_session_paper_allergies (DenSessionPaper *paper)
{
  static const char *const severities[] = { "mild", "moderate", "severe" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) sorted = den_chart_allergies_by_severity (paper->chart);

  for (guint i = 0; i < sorted->len; i++)
    {
      const DenAllergy *allergy = g_ptr_array_index (sorted, i);
      const char *severity =
          allergy->severity != DEN_UNKNOWN ? severities[allergy->severity] : NULL;
      const char *between = allergy->reaction != NULL && severity != NULL ? ", " : "";

      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", allergy->substance);
      if (allergy->reaction != NULL || severity != NULL)
        g_string_append_printf (text, " (%s%s%s)",
                                allergy->reaction != NULL ? allergy->reaction : "", between,
                                severity != NULL ? severity : "");
    }
  return text->len > 0 ? den_words_print (paper->kept, "%s", text->str) : "not recorded";
}

/* "152/96"; NULL where it was not taken. */
const char *
den_session_paper_pressure (DenSessionPaper *paper, const DenObservation *observation)
{
  if (observation == NULL || observation->systolic == DEN_UNKNOWN)
    return NULL;
  return den_words_print (paper->kept, "%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                          observation->systolic, observation->diastolic);
}

const char *
den_or_dash (const char *words)
{
  return words != NULL ? words : "–";
}

/* "yes", "no", NULL where it is not known. */
const char *
den_session_paper_flag (gint64 flag)
{
  return flag == DEN_UNKNOWN ? NULL : flag == 1 ? "yes" : "no";
}
