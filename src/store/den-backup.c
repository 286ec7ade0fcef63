/* Backups: copied page by page, opened again and checked, and only then given their name. */
#include "den-store-private.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* Copies STORE's database into the empty file at PATH. */
static gboolean
copy_pages (DenStore *store, const char *path, GError **error)
{
  g_autoptr (DenStore) target = den_store_connect (path, DEN_STORE_CREATE, FALSE, error);
  sqlite3_backup *backup;
  int result;

  if (target == NULL)
    return FALSE;
  backup = sqlite3_backup_init (target->db, "main", store->db, "main");
  if (backup == NULL)
    return den_store_fail (target, error);
  result = sqlite3_backup_step (backup, -1);
  if (sqlite3_backup_finish (backup) == SQLITE_OK && result == SQLITE_DONE)
    return TRUE;
  if (sqlite3_errcode (target->db) != SQLITE_OK)
    return den_store_fail (target, error);
  g_set_error (error, DEN_STORE_ERROR,
               (result & 0xff) == SQLITE_BUSY ? DEN_STORE_ERROR_BUSY : DEN_STORE_ERROR_FAILED,
               "%s: %s", store->path, sqlite3_errstr (result));
  return FALSE;
}

/* Opens the copy at NAME and checks it: it may be of an older version, before it is migrated. */
static gboolean
check_copy (const char *name, const char *path, GError **error)
{
  g_autoptr (DenStore) copy = den_store_connect (name, DEN_STORE_WRITE, FALSE, error);
  g_autoptr (DenProblems) problems = den_problems_new ();
  const DenProblem *first;

  if (copy == NULL || !den_store_check_file (copy, problems, NULL, NULL, error))
    return FALSE;
  if (problems->len == 0)
    return TRUE;
  first = g_ptr_array_index (problems, 0);
  g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_DATABASE,
               _ ("%s: the backup was not kept, because the copy is not sound: %s: %s"), path,
               first->place, first->message);
  return FALSE;
}

/* Writes a checked copy of STORE's database to PATH, where nothing may stand yet (EXISTS). Only
 * its owner may read it. FALSE with ERROR, and then nothing is left at PATH. */
gboolean
den_store_backup (DenStore *store, const char *path, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s.%d.new", path, (int) getpid ());

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS,
                   _ ("%s: the file exists already"), path);
      return FALSE;
    }
  den_file_remove_database (name);
  if (!den_file_create (name, path, error))
    return FALSE;
  if (copy_pages (store, name, error) && check_copy (name, path, error) &&
      den_file_move_new (name, path, FALSE, error))
    return TRUE;
  den_file_remove_database (name);
  return FALSE;
}
