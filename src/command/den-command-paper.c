/* dendra paper: papers as PDF files. */
#include "den-command-private.h"

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

/* dendra paper KIND ID */
int
den_command_paper (const DenCommandLine *line)
{
  const char *kind = g_ptr_array_index (line->words, 0);
  int status = DEN_EXIT_DONE;
  g_autoptr (DenOffice) office = NULL;
  g_autoptr (DenChart) chart = NULL;
  g_autoptr (GError) error = NULL;
  const DenPolicy *policy;

  if (strcmp (kind, "prior-auth") != 0)
    return den_command_wrong (_ ("%s: there is no such paper; there is prior-auth"), kind);
  if (line->output == NULL)
    return den_command_wrong (_ ("paper: must come with -o and the PDF file to write"));
  if (!den_command_output_is_free (line))
    return DEN_EXIT_INPUT;
  office = den_command_open (line, DEN_STORE_READ, &status);
  if (office == NULL)
    return status;
  chart = den_office_load_chart (office, g_ptr_array_index (line->words, 1), &error);
  if (chart == NULL)
    return den_command_fail (error);
  policy = den_command_policy (office, line, chart, &status);
  if (policy == NULL)
    return status;
  return make_prior_auth (office, chart, policy->policy_id, line->output);
}
