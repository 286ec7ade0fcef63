/* The subcommands that list: patients, policies. */
#include "den-command-private.h"

#include "den-json.h"

#include <glib/gi18n-lib.h>

/* A row of cells for den_command_append_table; NULL cells are empty. */
static char **
cells_new (const char *const *texts, guint n)
{
  char **cells = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    cells[i] = g_strdup (texts[i] != NULL ? texts[i] : "");
  return cells;
}

static char *
patients_as_json (GPtrArray *rows)
{
  DenJson *json = den_json_new (TRUE);

  den_json_begin_array (json);
  for (guint i = 0; i < rows->len; i++)
    {
      const DenPatientRow *row = g_ptr_array_index (rows, i);

      den_json_begin_object (json);
      den_json_key (json, "mrn");
      den_json_string (json, row->mrn);
      den_json_key (json, "name");
      den_json_string (json, row->name);
      den_json_key (json, "preferred_name");
      den_json_string (json, row->preferred_name);
      den_json_key (json, "birth_date");
      den_json_day (json, row->birth_date);
      den_json_key (json, "phone");
      den_json_string (json, row->phone);
      den_json_key (json, "payer");
      den_json_string (json, row->payer);
      den_json_key (json, "member_id");
      den_json_string (json, row->member_id);
      den_json_end_object (json);
    }
  den_json_end_array (json);
  return den_json_finish (json);
}

static char *
patients_as_table (GPtrArray *rows)
{
  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const DenPatientRow *row = g_ptr_array_index (rows, i);
      g_autofree char *born = den_day_to_iso (row->birth_date);
      const char *cells[] = { row->mrn, row->name, born, row->phone, row->payer, row->member_id };

      g_ptr_array_add (table, cells_new (cells, G_N_ELEMENTS (cells)));
    }
  den_command_append_table (text, table);
  return g_string_free (text, FALSE);
}

/* dendra patients [TEXT] */
int
den_command_patients (const DenCommandLine *line)
{
  int status = DEN_EXIT_DONE;
  g_autoptr (DenOffice) office = den_command_open (line, DEN_STORE_READ, &status);
  g_autoptr (GString) search = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  if (office == NULL)
    return status;
  for (guint i = 0; i < line->words->len; i++)
    g_string_append_printf (search, "%s%s", i > 0 ? " " : "",
                            (char *) g_ptr_array_index (line->words, i));
  ids = den_store_search_patients (den_office_get_store (office), search->str, &error);
  if (ids != NULL)
    rows = den_store_patient_rows (den_office_get_store (office),
                                   (const gint64 *) (gconstpointer) ids->data, ids->len, &error);
  if (rows == NULL)
    return den_command_fail (error);
  text = line->json ? patients_as_json (rows) : patients_as_table (rows);
  return den_command_write_out (text);
}

static void
write_confirmation (DenJson *json, const DenPolicyConfirmation *confirmation)
{
  if (confirmation == NULL)
    {
      den_json_null (json);
      return;
    }
  den_json_begin_object (json);
  den_json_key (json, "on");
  den_json_day (json, confirmation->confirmed_on);
  den_json_key (json, "by");
  den_json_string (json, confirmation->confirmed_by);
  den_json_end_object (json);
}

static char *
policies_as_json (DenOffice *office, GPtrArray *policies)
{
  DenJson *json = den_json_new (TRUE);

  den_json_begin_array (json);
  for (guint i = 0; i < policies->len; i++)
    {
      const DenPolicy *policy = g_ptr_array_index (policies, i);

      den_json_begin_object (json);
      den_json_key (json, "id");
      den_json_string (json, policy->policy_id);
      den_json_key (json, "payer");
      den_json_string (json, policy->payer);
      den_json_key (json, "title");
      den_json_string (json, policy->title);
      den_json_key (json, "version");
      den_json_string (json, policy->version);
      den_json_key (json, "date");
      den_json_day (json, policy->effective_on);
      den_json_key (json, "source");
      den_json_string (json, policy->source);
      den_json_key (json, "confidence");
      den_json_string (json, policy->confidence);
      den_json_key (json, "indication");
      den_json_string (json, policy->indication != DEN_UNKNOWN
                                 ? den_indication_choices[policy->indication].word
                                 : NULL);
      den_json_key (json, "edited");
      den_json_boolean (json, den_office_policy_is_edited (office, policy->policy_id));
      den_json_key (json, "confirmed");
      write_confirmation (json, den_office_get_confirmation (office, policy->policy_id));
      den_json_end_object (json);
    }
  den_json_end_array (json);
  return den_json_finish (json);
}

/* "checked 2026-11-20 by M. Ortiz", or that nobody has. */
static char *
describe_confirmation (const DenPolicyConfirmation *confirmation)
{
  g_autofree char *day = NULL;

  if (confirmation == NULL)
    return g_strdup (_ ("not checked by this clinic"));
  day = den_day_to_iso (confirmation->confirmed_on);
  return g_strdup_printf (_ ("checked %s by %s"), day != NULL ? day : "",
                          confirmation->confirmed_by != NULL ? confirmation->confirmed_by : "");
}

static char *
policies_as_table (DenOffice *office, GPtrArray *policies)
{
  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < policies->len; i++)
    {
      const DenPolicy *policy = g_ptr_array_index (policies, i);
      g_autofree char *date = den_day_to_iso (policy->effective_on);
      g_autofree char *confirmed =
          describe_confirmation (den_office_get_confirmation (office, policy->policy_id));
      const char *cells[] = {
        policy->policy_id, policy->payer, date, confirmed, policy->version, policy->title,
      };

      g_ptr_array_add (table, cells_new (cells, G_N_ELEMENTS (cells)));
    }
  den_command_append_table (text, table);
  return g_string_free (text, FALSE);
}

/* Whether the clinic's policies could be read: those that are shipped are always there, so that
 * none means that the database failed. Told, with STATUS, where not. */
gboolean
den_command_have_policies (DenOffice *office, int *status)
{
  g_autoptr (GError) error = NULL;

  if (den_office_get_policies (office)->len > 0)
    return TRUE;
  g_set_error (&error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED,
               _ ("%s: the clinic's policies can not be read; see dendra check"),
               den_store_get_path (den_office_get_store (office)));
  *status = den_command_fail (error);
  return FALSE;
}

/* The policy that LINE names, or else the one for CHART. NULL, told, with STATUS. */
const DenPolicy *
den_command_policy (DenOffice *office, const DenCommandLine *line, const DenChart *chart,
                    int *status)
{
  const DenPolicy *policy;

  if (!den_command_have_policies (office, status))
    return NULL;
  policy = line->policy != NULL ? den_office_find_policy (office, line->policy)
                                : den_office_policy_for (office, chart);
  if (policy == NULL)
    *status = den_command_wrong (
        _ ("%s: must be the id of one of the clinic's policies; see dendra policies"),
        line->policy != NULL ? line->policy : "--policy");
  return policy;
}

/* dendra policies */
int
den_command_policies (const DenCommandLine *line)
{
  int status = DEN_EXIT_DONE;
  g_autoptr (DenOffice) office = den_command_open (line, DEN_STORE_READ, &status);
  g_autofree char *text = NULL;
  GPtrArray *policies;

  if (office == NULL || !den_command_have_policies (office, &status))
    return status;
  policies = den_office_get_policies (office);
  text = line->json ? policies_as_json (office, policies) : policies_as_table (office, policies);
  return den_command_write_out (text);
}
