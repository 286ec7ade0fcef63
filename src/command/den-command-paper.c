/* dendra paper: papers as PDF files. */
#include "den-command-private.h"

#include "den-session-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the packet at PATH lacks, in words for the desk; to be freed. */
static char *
describe_paper (const char *path, const DenPaper *paper, DenProblems *missing)
{
  g_autofree char *shown = den_command_file_name (path);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%s: %d page", "%s: %d pages", (gulong) paper->pages),
      shown, paper->pages);
  g_string_append (text, missing->len > 0 ? _ (", a draft; still missing:\n") : "\n");
  for (guint i = 0; i < missing->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (missing, i);

      g_string_append_printf (text, "  %s\n", problem->message);
    }
  return g_string_free (text, FALSE);
}

static int
make_prior_auth (DenOffice *office, const DenChart *chart, const char *policy_id,
                 const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenPaper) paper = den_office_make_prior_auth (office, chart, policy_id, NULL, &error);
  g_autoptr (DenProblems) missing = NULL;
  g_autofree char *text = NULL;

  if (paper == NULL || !den_write_file (output, paper->pdf, &error))
    return den_command_fail (error);
  missing = den_office_prior_auth_missing (office, chart, policy_id);
  text = describe_paper (output, paper, missing);
  return den_command_write_out (text);
}

static int
run_prior_auth (DenOffice *office, const DenCommandLine *line, const char *mrn)
{
  int status = DEN_EXIT_DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = den_office_load_chart (office, mrn, &error);
  const DenPolicy *policy;

  if (chart == NULL)
    return den_command_fail (error);
  policy = den_command_policy (office, line, chart, &status);
  if (policy == NULL)
    return status;
  return make_prior_auth (office, chart, policy->policy_id, line->output);
}

/* Writes PAPER, NULL where ERROR says why not, and tells how many pages it has. */
static int
finish (const DenPaper *paper, gboolean draft, const char *draft_reason, const char *output,
        GError *error)
{
  g_autofree char *shown = den_command_file_name (output);
  g_autofree char *text = NULL;

  if (paper == NULL || !den_write_file (output, paper->pdf, &error))
    {
      g_autoptr (GError) local = error;

      return den_command_fail (local);
    }
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s: %d page%s\n", "%s: %d pages%s\n", (gulong) paper->pages),
      shown, paper->pages, draft ? draft_reason : "");
  return den_command_write_out (text);
}

/* ---- papers of a session ---- */

/* Splits "MRN/ID", which names one session where several charts have the id. MRN stays NULL for a
 * bare id. */
static const char *
split_name (const char *name, char **mrn)
{
  const char *slash = strrchr (name, '/');

  if (slash == NULL)
    return name;
  *mrn = g_strndup (name, (gsize) (slash - name));
  return slash + 1;
}

/* The one session of that name; NULL after its fault was told, with its exit STATUS. */
static DenSessionRow *
find_session (DenOffice *office, const char *name, int *status)
{
  g_autofree char *mrn = NULL;
  const char *id = split_name (name, &mrn);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = den_store_find_sessions (den_office_get_store (office), id, &error);

  if (rows == NULL)
    {
      *status = den_command_fail (error);
      return NULL;
    }
  for (guint i = rows->len; mrn != NULL && i-- > 0;)
    if (strcmp (((DenSessionRow *) g_ptr_array_index (rows, i))->mrn, mrn) != 0)
      g_ptr_array_remove_index (rows, i);
  if (rows->len == 1)
    return g_ptr_array_steal_index (rows, 0);
  if (rows->len == 0)
    *status =
        den_command_wrong (_ ("%s: no patient of this clinic has a session with this id"), name);
  else
    *status = den_command_wrong (_ ("%s: %u patients have a session with this id; write it as "
                                    "MRN/ID, such as %s/%s"),
                                 name, rows->len,
                                 ((DenSessionRow *) g_ptr_array_index (rows, 0))->mrn, id);
  return NULL;
}

static int
run_session_paper (DenOffice *office, const DenCommandLine *line, const char *kind,
                   const char *name)
{
  int status = DEN_EXIT_DONE;
  g_autoptr (DenSessionRow) row = find_session (office, name, &status);
  g_autoptr (DenChart) chart = NULL;
  g_autoptr (DenPaper) paper = NULL;
  const DenSession *session;
  GError *error = NULL;
  gboolean draft;

  if (row == NULL)
    return status;
  chart = den_store_load_chart (den_office_get_store (office), row->patient_id, &error);
  if (chart == NULL)
    return finish (NULL, FALSE, NULL, line->output, error);
  session = den_chart_find_session_row (chart, row->id);
  if (session == NULL)
    return den_command_wrong (_ ("%s: no patient of this clinic has a session with this id"), name);
  if (strcmp (kind, "session-record") == 0)
    {
      paper = den_office_make_session_record (office, chart, session, &draft, &error);
      return finish (paper, draft, _ (", a draft: the session is not signed"), line->output, error);
    }
  paper = den_office_make_monitoring_form (office, chart, session, &draft, &error);
  return finish (paper, draft, _ (", a draft: what is missing stands on it"), line->output, error);
}

static int
run_day_sheet (DenOffice *office, const DenCommandLine *line, DenDay day)
{
  GError *error = NULL;
  g_autoptr (DenPaper) paper = den_office_make_day_sheet (
      office, day != DEN_UNKNOWN ? day : den_office_get_today (office), &error);

  return finish (paper, FALSE, NULL, line->output, error);
}

/* dendra paper KIND ID */
int
den_command_paper (const DenCommandLine *line)
{
  static const char *const kinds[] = { "prior-auth", "session-record", "rems-monitoring",
                                       "day-sheet", NULL };
  const char *kind = g_ptr_array_index (line->words, 0);
  const char *id = g_ptr_array_index (line->words, 1);
  DenDay day = DEN_UNKNOWN;
  int status = DEN_EXIT_DONE;
  g_autoptr (DenOffice) office = NULL;

  if (!g_strv_contains (kinds, kind))
    {
      g_autofree char *all = g_strjoinv (", ", (char **) kinds);

      return den_command_wrong (_ ("%s: there is no such paper; there are %s"), kind, all);
    }
  if (line->policy != NULL && strcmp (kind, "prior-auth") != 0)
    return den_command_wrong (_ ("%s: --policy is for prior-auth alone"), kind);
  if (strcmp (kind, "day-sheet") == 0 && strcmp (id, "today") != 0 && !den_day_parse_iso (id, &day))
    return den_command_wrong (_ ("%s: must be a day such as 2026-11-20, or today"), id);
  if (line->output == NULL)
    return den_command_wrong (_ ("paper: must come with -o and the PDF file to write"));
  if (!den_command_output_is_free (line))
    return DEN_EXIT_INPUT;
  office = den_command_open (line, DEN_STORE_READ, &status);
  if (office == NULL)
    return status;
  if (strcmp (kind, "prior-auth") == 0)
    return run_prior_auth (office, line, id);
  if (strcmp (kind, "day-sheet") == 0)
    return run_day_sheet (office, line, day);
  return run_session_paper (office, line, kind, id);
}
