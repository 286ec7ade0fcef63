/* Migrations: numbered SQL inside the program, each in its own transaction. */
#include "den-store-private.h"

#include "den-statement.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define SCHEMA_PATH "/org/dendra/Dendra/schema/"

/* The script of version n is the n-th. */
static const char *const script_names[] = {
  "0001-initial.sql",
  "0002-treatment.sql",
};

static gboolean
read_version (DenStore *store, gint64 *version, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (store, "PRAGMA user_version", error);

  return statement != NULL &&
         den_statement_run_returning (statement, version, error) == DEN_STEP_ROW;
}

/* Runs the SCRIPT that leads to VERSION, whole or not at all. The version is read again inside the
 * transaction, since another program may have been faster. */
static gboolean
migrate_step (DenStore *store, const char *script, guint version, GError **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %u", version);
  gint64 present;

  if (!den_store_execute (store, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (read_version (store, &present, error) &&
      (present >= (gint64) version || (den_store_execute (store, script, error) &&
                                       den_store_execute (store, set_version, error))) &&
      den_store_execute (store, "COMMIT", error))
    return TRUE;
  sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* Copies the database as it is beside itself, before it is changed. */
static gboolean
keep_copy (DenStore *store, gint64 version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.version-%d", store->path, (int) version);

  for (int i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_strdup_printf ("%s.version-%d.%d", store->path, (int) version, i);
    }
  return den_store_backup (store, path, error);
}

/* Brings the database up to the last of SCRIPTS, one transaction a script. A newer database is
 * refused, and an older one that can only be read; an older one with content is copied first. */
gboolean
den_store_migrate_with (DenStore *store, const char *const *scripts, guint n_scripts,
                        GError **error)
{
  gint64 version;

  if (!read_version (store, &version, error))
    return FALSE;
  if (version > n_scripts)
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NEWER,
                   _ ("%s: the database was written by a newer Dendra (version %d, this program "
                      "knows %u); install that one"),
                   store->path, (int) version, n_scripts);
      return FALSE;
    }
  if (version < n_scripts && store->mode == DEN_STORE_READ)
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY,
                   _ ("%s: the database was written by an older Dendra; open it once for writing "
                      "to bring it up to date"),
                   store->path);
      return FALSE;
    }
  if (version > 0 && version < n_scripts && !keep_copy (store, version, error))
    return FALSE;
  for (guint next = (guint) version + 1; next <= n_scripts; next++)
    if (!migrate_step (store, scripts[next - 1], next, error))
      return FALSE;
  return TRUE;
}

/* The same with the program's own scripts. */
gboolean
den_store_migrate (DenStore *store, GError **error)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *scripts[G_N_ELEMENTS (script_names)];

  for (gsize i = 0; i < G_N_ELEMENTS (script_names); i++)
    {
      g_autofree char *path = g_strconcat (SCHEMA_PATH, script_names[i], NULL);
      GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (bytes == NULL)
        return FALSE;
      g_ptr_array_add (contents, bytes);
      /* A resource's data ends in a NUL that its size does not count. */
      scripts[i] = g_bytes_get_data (bytes, NULL);
    }
  return den_store_migrate_with (store, scripts, G_N_ELEMENTS (scripts), error);
}
