/* The subcommands that take chart files in and out: import, export. */
#include "den-command-private.h"

#include "den-chart-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Takes one file; on success "imported MRN name" is printed. */
static int
import_file (DenOffice *office, const char *path)
{
  g_autofree char *shown = den_command_file_name (path);
  g_autofree char *mrn = NULL, *name = NULL, *text = NULL;
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = NULL;

  if (!den_office_import_file (office, path, problems, &mrn, &error))
    {
      den_command_tell_problems (shown, problems);
      return error != NULL ? den_command_fail (error) : DEN_EXIT_INPUT;
    }
  chart = den_office_load_chart (office, mrn, &error);
  if (chart == NULL)
    return den_command_fail (error);
  name = den_patient_name (chart->patient);
  text = g_strdup_printf (_ ("imported %s %s\n"), mrn, name);
  return den_command_write_out (text);
}

/* dendra import FILE... */
int
den_command_import (const DenCommandLine *line)
{
  int worst = DEN_EXIT_DONE;
  g_autoptr (DenOffice) office = den_command_open (line, DEN_STORE_CREATE, &worst);

  if (office == NULL)
    return worst;
  for (guint i = 0; i < line->words->len; i++)
    {
      int status = import_file (office, g_ptr_array_index (line->words, i));

      worst = MAX (worst, status);
    }
  return worst;
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return den_write_file (path, bytes, error);
}

typedef struct
{
  const char *folder;
  guint n;
} ExportAll;

/* Writes one chart into the folder. The MRN may have characters that a file's name may not. */
static gboolean
export_chart (DenChart *chart, gpointer data, GError **error)
{
  ExportAll *all = data;
  g_autofree char *safe = g_uri_escape_string (chart->patient->mrn, " ", TRUE);
  g_autofree char *name = g_strconcat (safe, ".json", NULL);
  g_autofree char *path = g_build_filename (all->folder, name, NULL);
  g_autofree char *text = den_chart_file_write (chart);

  if (!write_text (path, text, error))
    return FALSE;
  all->n++;
  return TRUE;
}

static int
export_all (DenOffice *office, const char *folder)
{
  ExportAll all = { folder, 0 };
  g_autofree char *shown = den_command_file_name (folder);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
    g_set_error (&error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno), "%s: %s", shown,
                 g_strerror (errno));
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (&error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR, _ ("%s: must be a folder"), shown);
  else
    den_store_each_chart (den_office_get_store (office), DEN_CHART_WHOLE, export_chart, &all,
                          &error);
  if (error != NULL)
    return den_command_fail (error);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u chart\n", "%s: %u charts\n", all.n),
                          shown, all.n);
  return den_command_write_out (text);
}

/* dendra export MRN, dendra export --all */
int
den_command_export (const DenCommandLine *line)
{
  int status = DEN_EXIT_DONE;
  g_autoptr (DenOffice) office = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (line->all && line->output == NULL)
    return den_command_wrong (_ ("--all: must come with -o and a folder"));
  if (line->output != NULL && !den_command_output_is_free (line))
    return DEN_EXIT_INPUT;
  office = den_command_open (line, DEN_STORE_READ, &status);
  if (office == NULL)
    return status;
  if (line->all)
    return export_all (office, line->output);
  text = den_office_export (office, g_ptr_array_index (line->words, 0), &error);
  if (text == NULL)
    return den_command_fail (error);
  if (line->output == NULL)
    return den_command_write_out (text);
  if (!write_text (line->output, text, &error))
    return den_command_fail (error);
  return DEN_EXIT_DONE;
}
