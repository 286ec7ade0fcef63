/* The subcommands about the database as a whole: demo, check, backup, restore. */
#include "den-command-private.h"

#include "den-demo.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The database that LINE asks for, to be freed. */
char *
den_command_database (const DenCommandLine *line)
{
  return line->database != NULL ? g_strdup (line->database) : den_office_default_path ();
}

/* FALSE, told, where the output is the database itself, which would be lost. */
gboolean
den_command_output_is_free (const DenCommandLine *line)
{
  g_autofree char *path = den_command_database (line);
  g_autofree char *shown = den_command_file_name (line->output);
  GStatBuf of_database, of_output;

  if (g_stat (path, &of_database) != 0 || g_stat (line->output, &of_output) != 0 ||
      of_database.st_dev != of_output.st_dev || of_database.st_ino != of_output.st_ino)
    return TRUE;
  den_command_wrong (_ ("%s: must be another file: this is the clinic's database"), shown);
  return FALSE;
}

/* Makes the folder of the default place, which nobody was asked to make. */
static void
make_default_folder (const DenCommandLine *line, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (line->database == NULL)
    g_mkdir_with_parents (folder, 0700); /* Opening the database tells where this failed. */
}

/* Tells ERROR of opening a database; where there is none, also how to come by one. */
static int
fail_to_open (const GError *error, DenStoreMode mode)
{
  if (mode != DEN_STORE_CREATE &&
      g_error_matches (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND))
    return den_command_wrong (_ ("%s; name a clinic with --database, or make one with dendra "
                                 "import FILE or dendra demo FILE"),
                              error->message);
  return den_command_fail (error);
}

/* Opens the clinic; NULL, told, with STATUS. */
DenOffice *
den_command_open (const DenCommandLine *line, DenStoreMode mode, int *status)
{
  g_autofree char *path = den_command_database (line);
  g_autoptr (GError) error = NULL;
  DenOffice *office;

  if (mode == DEN_STORE_CREATE)
    make_default_folder (line, path);
  office = den_office_open (path, mode, line->user, line->on, &error);
  if (office == NULL)
    *status = fail_to_open (error, mode);
  return office;
}

/* dendra demo FILE */
int
den_command_demo (const DenCommandLine *line)
{
  const char *path = g_ptr_array_index (line->words, 0);
  g_autofree char *shown = den_command_file_name (path);
  g_autoptr (GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return den_command_wrong (_ ("%s: must be a new file: there is one already"), shown);
  if (!den_demo_write (path, (guint) line->patients, &error))
    return den_command_fail (error);
  return DEN_EXIT_DONE;
}

/* Whether the file at PATH is an SQLite database by its first bytes (sqlite.org/fileformat2.html,
 * section 1.3): where such a one can not be opened, it is damaged, rather than something else. */
static gboolean
begins_like_database (const char *path)
{
  static const char magic[16] = "SQLite format 3";
  char head[sizeof magic] = { 0 };
  FILE *file = g_fopen (path, "rb");
  gsize size = 0;

  if (file == NULL)
    return FALSE;
  size = fread (head, 1, sizeof head, file);
  fclose (file);
  return size == sizeof head && memcmp (head, magic, sizeof magic) == 0;
}

/* Tells ERROR, which came up while the database at PATH was checked. */
static int
fail_to_check (const char *path, const GError *error)
{
  int status = fail_to_open (error, DEN_STORE_READ);

  return g_error_matches (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_DATABASE) &&
                 begins_like_database (path)
             ? DEN_EXIT_NEGATIVE
             : status;
}

/* dendra check */
int
den_command_check (const DenCommandLine *line)
{
  g_autofree char *path = den_command_database (line);
  g_autofree char *shown = den_command_file_name (path);
  g_autofree char *head = NULL, *text = NULL;
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (path, DEN_STORE_READ, &error);
  gint64 entries = 0;

  if (store == NULL || !den_store_check (store, problems, &entries, &head, &error))
    return fail_to_check (path, error);
  den_command_tell_problems (shown, problems);
  if (problems->len > 0)
    return DEN_EXIT_NEGATIVE;
  text = g_strdup_printf (_ ("%s: sound; %" G_GINT64_FORMAT " audit entries, the last %s\n"), shown,
                          entries, head != NULL ? head : _ ("none"));
  return den_command_write_out (text);
}

/* dendra backup FILE */
int
den_command_backup (const DenCommandLine *line)
{
  const char *to = g_ptr_array_index (line->words, 0);
  g_autofree char *path = den_command_database (line);
  g_autofree char *shown = den_command_file_name (to);
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (path, DEN_STORE_READ, &error);

  if (store == NULL)
    return fail_to_open (error, DEN_STORE_READ);
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    return den_command_wrong (_ ("%s: must be a new file: there is one already"), shown);
  if (!den_store_backup (store, to, &error))
    return den_command_fail (error);
  return DEN_EXIT_DONE;
}

/* The backup at PATH, opened and checked. NULL, told, with STATUS: a file that is no sound database
 * is a wrong request here, not a failure of the machine. */
static DenStore *
open_backup (const char *path, int *status)
{
  g_autofree char *shown = den_command_file_name (path);
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (path, DEN_STORE_READ, &error);

  if (store == NULL || !den_store_check (store, problems, NULL, NULL, &error))
    {
      *status = den_command_fail (error);
      if (g_error_matches (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_DATABASE) ||
          g_error_matches (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NEWER))
        *status = DEN_EXIT_INPUT;
      return NULL;
    }
  den_command_tell_problems (shown, problems);
  *status = DEN_EXIT_INPUT;
  return problems->len == 0 ? g_steal_pointer (&store) : NULL;
}

/* Renames the database FROM with the log that may stand beside it. */
static gboolean
move_database (const char *from, const char *to)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *old = g_strconcat (from, suffixes[i], NULL);
      g_autofree char *new = g_strconcat (to, suffixes[i], NULL);

      if (g_rename (old, new) != 0 && (i == 0 || errno != ENOENT))
        return FALSE;
    }
  return TRUE;
}

static int
fail_errno (const char *path)
{
  g_autoptr (GError) error = g_error_new (G_FILE_ERROR, (gint) g_file_error_from_errno (errno),
                                          "%s: %s", path, g_strerror (errno));

  return den_command_fail (error);
}

/* Puts the finished copy NEW in the place of PATH; what stands there moves to ASIDE. */
static int
exchange (const char *new, const char *path, const char *aside)
{
  gboolean replaces = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char *text = NULL, *shown = den_command_file_name (path);
  g_autofree char *shown_aside = den_command_file_name (aside);

  if (replaces && !move_database (path, aside))
    return fail_errno (path);
  if (!move_database (new, path))
    {
      int status = fail_errno (path);

      if (replaces)
        move_database (aside, path);
      return status;
    }
  text = replaces ? g_strdup_printf (_ ("%s: restored; what was there before is kept as %s\n"),
                                     shown, shown_aside)
                  : g_strdup_printf (_ ("%s: restored\n"), shown);
  return den_command_write_out (text);
}

/* dendra restore FILE */
int
den_command_restore (const DenCommandLine *line)
{
  const char *from = g_ptr_array_index (line->words, 0);
  g_autofree char *path = den_command_database (line);
  g_autofree char *new = g_strconcat (path, ".restoring", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *aside = g_strconcat (path, ".before-restore-", time, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) backup = NULL;
  int status;

  backup = open_backup (from, &status);
  if (backup == NULL)
    return status;
  if (den_store_is_in_use (path))
    {
      g_set_error (&error, DEN_STORE_ERROR, DEN_STORE_ERROR_BUSY,
                   _ ("%s: the database is open in another program; close it there and try again"),
                   path);
      return den_command_fail (error);
    }
  make_default_folder (line, path);
  g_unlink (new);
  if (!den_store_backup (backup, new, &error))
    return den_command_fail (error);
  status = exchange (new, path, aside);
  g_unlink (new);
  return status;
}
