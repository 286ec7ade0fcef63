/* What programs that share a database tell each other through it: that it was changed, and by what
 * clock this computer's sessions go. */
#include "den-statement.h"

#include <glib/gi18n-lib.h>

/* The engine's count of the changes that other connections made. */
static gboolean
read_data_version (DenStore *store, gint64 *version, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (store, "PRAGMA data_version", error);

  return statement != NULL &&
         den_statement_run_returning (statement, version, error) == DEN_STEP_ROW;
}

/* Begins to watch for changes from elsewhere; called when the store is opened. */
gboolean
den_store_watch_changes (DenStore *store, GError **error)
{
  return read_data_version (store, &store->data_version, error);
}

/* See den-store.h. The first call tells of changes since the store was opened. CHANGED is FALSE on
 * failure. Changes of this connection's own do not count. */
gboolean
den_store_changed_elsewhere (DenStore *store, gboolean *changed, GError **error)
{
  gint64 version;

  *changed = FALSE;
  if (!read_data_version (store, &version, error))
    return FALSE;
  *changed = version != store->data_version;
  store->data_version = version;
  return TRUE;
}

/* See den-store.h. ANCHOR is set only where there is one: then TRUE. */
gboolean
den_store_load_clock_anchor (DenStore *store, const char *host, DenClockAnchor *anchor,
                             GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store, "SELECT boot_id, boot_us, wall_us FROM clock_anchor WHERE host = $1", error);

  if (statement == NULL)
    return FALSE;
  den_statement_bind_text (statement, 1, host);
  if (den_statement_step (statement, error) != DEN_STEP_ROW)
    return FALSE;
  g_strlcpy (anchor->boot_id, den_statement_text (statement, 0), sizeof anchor->boot_id);
  anchor->boot_us = den_statement_integer (statement, 1);
  anchor->wall_us = den_statement_integer (statement, 2);
  return TRUE;
}

gboolean
den_store_can_write_now (DenStore *store)
{
  return store->mode != DEN_STORE_READ && store->transaction == NULL;
}

/* See den-store.h. */
gboolean
den_store_save_clock_anchor (DenStore *store, const char *host, const DenClockAnchor *anchor,
                             GError **error)
{
  g_autoptr (DenStatement) statement = NULL;

  g_return_val_if_fail (store->transaction == NULL, FALSE);

  if (store->mode == DEN_STORE_READ)
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY,
                   _ ("%s: the database was opened for reading only"), store->path);
      return FALSE;
    }
  statement = den_statement_new (
      store,
      "INSERT INTO clock_anchor (host, boot_id, boot_us, wall_us) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (host) DO UPDATE SET boot_id = excluded.boot_id, boot_us = excluded.boot_us, "
      "wall_us = excluded.wall_us",
      error);
  if (statement == NULL)
    return FALSE;
  den_statement_bind_text (statement, 1, host);
  den_statement_bind_text (statement, 2, anchor->boot_id);
  den_statement_bind_integer (statement, 3, anchor->boot_us);
  den_statement_bind_integer (statement, 4, anchor->wall_us);
  return den_statement_run (statement, error);
}
