/* Opening and closing the database, and its errors in words. */
#include "den-store-private.h"

#include "den-record-sql.h"
#include "den-statement.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/vfs.h>

/* Milliseconds that a lock held by another program is waited for. */
#define BUSY_TIMEOUT_MS 5000

G_DEFINE_QUARK (den - store - error - quark, den_store_error)

/* Whether DB failed at a reference. The engine carries RESTRICT out as a trigger of its own. */
static gboolean
is_reference_error (sqlite3 *db)
{
  return sqlite3_extended_errcode (db) == SQLITE_CONSTRAINT_FOREIGNKEY ||
         (sqlite3_extended_errcode (db) == SQLITE_CONSTRAINT_TRIGGER &&
          g_str_has_prefix (sqlite3_errmsg (db), "FOREIGN KEY"));
}

/* The kind of the failure that DB reports. */
static DenStoreError
error_code (sqlite3 *db)
{
  int result = sqlite3_extended_errcode (db);
  int system = sqlite3_system_errno (db);

  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return DEN_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return DEN_STORE_ERROR_FULL;
    case SQLITE_IOERR:
      return system == ENOSPC || system == EDQUOT ? DEN_STORE_ERROR_FULL : DEN_STORE_ERROR_FAILED;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return DEN_STORE_ERROR_READ_ONLY;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return DEN_STORE_ERROR_NOT_DATABASE;
    case SQLITE_CONSTRAINT:
      if (result == SQLITE_CONSTRAINT_TRIGGER && !is_reference_error (db))
        return DEN_STORE_ERROR_LOCKED;
      return result == SQLITE_CONSTRAINT_UNIQUE || result == SQLITE_CONSTRAINT_PRIMARYKEY
                 ? DEN_STORE_ERROR_EXISTS
                 : DEN_STORE_ERROR_FAILED;
    default:
      return DEN_STORE_ERROR_FAILED;
    }
}

/* Says that a session can not be changed because it is signed. */
void
den_store_set_signed_error (GError **error)
{
  g_set_error_literal (
      error, DEN_STORE_ERROR, DEN_STORE_ERROR_LOCKED,
      _ ("This session is signed and can not be changed; add an addendum to it instead."));
}

/* Sets ERROR to a sentence for what a trigger of the schema refused with the words MESSAGE. */
static void
set_locked_error (const char *message, GError **error)
{
  const char *sentence = message;

  if (g_str_equal (message, "a signed session is kept as it is"))
    {
      den_store_set_signed_error (error);
      return;
    }
  if (g_str_equal (message, "an addendum is kept as it was written"))
    sentence = _ ("An addendum is kept as it was written; add another one instead.");
  else if (g_str_has_prefix (message, "a paper that was made is kept"))
    sentence = _ ("A paper that was made is kept as it is.");
  g_set_error_literal (error, DEN_STORE_ERROR, DEN_STORE_ERROR_LOCKED, sentence);
}

/* Sets ERROR to what DB last failed at, in one line that names the file and what to do. */
void
den_store_set_error (const char *path, sqlite3 *db, GError **error)
{
  DenStoreError code = error_code (db);
  const char *advice = NULL;

  switch (code)
    {
    case DEN_STORE_ERROR_BUSY:
      advice = _ ("the database is locked by another program; close it there and try again");
      break;
    case DEN_STORE_ERROR_FULL:
      advice =
          _ ("there is no room left on the disk; nothing was changed; free some and try again");
      break;
    case DEN_STORE_ERROR_READ_ONLY:
      advice = _ ("the file or its folder can not be written; check their permissions");
      break;
    case DEN_STORE_ERROR_NOT_DATABASE:
      advice = _ ("the file is damaged or no database; restore it from a backup");
      break;
    case DEN_STORE_ERROR_EXISTS:
      advice = _ ("there is such a record already");
      break;
    case DEN_STORE_ERROR_LOCKED:
      set_locked_error (sqlite3_errmsg (db), error);
      return;
    default:
      if (is_reference_error (db))
        advice = _ ("a record that this one belongs to is gone, or others still belong to it");
      break;
    }
  if (advice != NULL)
    g_set_error (error, DEN_STORE_ERROR, code, "%s: %s", path, advice);
  else
    g_set_error (error, DEN_STORE_ERROR, code, _ ("%s: the database failed: %s"), path,
                 sqlite3_errmsg (db));
}

/* The same for an open store; always FALSE. */
gboolean
den_store_fail (DenStore *store, GError **error)
{
  den_store_set_error (store->path, store->db, error);
  return FALSE;
}

/* Runs SQL, which gives no rows that matter and has no parameters. */
gboolean
den_store_execute (DenStore *store, const char *sql, GError **error)
{
  if (sqlite3_exec (store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return den_store_fail (store, error);
  return TRUE;
}

/* How long to wait for locks: DENDRA_BUSY_TIMEOUT_MS, for tests and for impatient scripts. */
static int
busy_timeout_ms (void)
{
  const char *text = g_getenv ("DENDRA_BUSY_TIMEOUT_MS");
  gint64 ms;

  if (text != NULL && g_ascii_string_to_signed (text, 10, 0, 3600000, &ms, NULL))
    return (int) ms;
  return BUSY_TIMEOUT_MS;
}

/* The switches that keep a damaged or hostile file from doing harm. */
static gboolean
harden (DenStore *store, GError **error)
{
  sqlite3_extended_result_codes (store->db, 1);
  sqlite3_busy_timeout (store->db, busy_timeout_ms ());
  if (sqlite3_db_config (store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) != SQLITE_OK ||
      sqlite3_db_config (store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL) != SQLITE_OK ||
      sqlite3_db_config (store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) != SQLITE_OK ||
      sqlite3_db_config (store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) != SQLITE_OK ||
      sqlite3_db_config (store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL) != SQLITE_OK)
    return den_store_fail (store, error);
  /* In memory, temporary tables are quicker, and leave nothing of a patient in other files. */
  return den_store_execute (store, "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY", error);
}

static DenStore *
store_new (const char *path, DenStoreMode mode)
{
  DenStore *store = g_new0 (DenStore, 1);

  store->path = g_strdup (path);
  store->mode = mode;
  store->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, den_statement_destroy);
  store->tables = den_tables_new ();
  return store;
}

/* Opens PATH as SQLite's file with FLAGS, and reads nothing of it yet. IMMUTABLE takes no locks and
 * promises that nobody writes the file meanwhile. DB is set, and to be closed, also on failure. */
gboolean
den_store_open_file (const char *path, int flags, gboolean immutable, sqlite3 **db, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (full, NULL, error);
  g_autofree char *name = NULL;

  if (uri == NULL)
    return FALSE;
  name = g_strconcat (uri, immutable ? "?immutable=1" : "", NULL);
  if (sqlite3_open_v2 (name, db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    return TRUE;
  den_store_set_error (path, *db, error);
  return FALSE;
}

/* The connection alone: opened and hardened, neither examined nor migrated. */
DenStore *
den_store_connect (const char *path, DenStoreMode mode, gboolean immutable, GError **error)
{
  g_autoptr (DenStore) store = store_new (path, mode);
  /* A reader that may write beside the file does so to share it with writers, and cleans up after
   * itself; what lies in the file it can not change. */
  gboolean read_only = mode == DEN_STORE_READ && !den_file_is_writable (path);

  if (!den_store_open_file (path, read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE,
                            immutable, &store->db, error))
    return NULL;
  if (!harden (store, error) ||
      (mode == DEN_STORE_READ && !den_store_execute (store, "PRAGMA query_only = ON", error)))
    return NULL;
  if (mode != DEN_STORE_READ && sqlite3_db_readonly (store->db, "main") == 1)
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY,
                   _ ("%s: the file can not be written; check its permissions"), path);
      return NULL;
    }
  return g_steal_pointer (&store);
}

/* The engine sets a page cache aside for every temporary table, and each RETURNING is one: without
 * that, an insert takes a quarter of the time. It must be said before the engine is first used. */
static gpointer
configure_engine (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
  return NULL;
}

/* Opens the clinic's database at PATH. READ never writes the file; WRITE brings an older one up to
 * date, with a copy of it kept beside it; CREATE makes one that nobody but its owner can read,
 * whole or not at all. NULL with ERROR of DEN_STORE_ERROR, and then nothing was written. */
DenStore *
den_store_open (const char *path, DenStoreMode mode, GError **error)
{
  static GOnce configured = G_ONCE_INIT;
  g_autoptr (DenStore) store = NULL;
  gboolean exists = FALSE;

  g_once (&configured, configure_engine, NULL);
  if (!den_file_examine (path, mode, &exists, error) || (!exists && !den_file_make (path, error)))
    return NULL;
  store = den_store_connect (path, mode, mode == DEN_STORE_READ && den_file_needs_immutable (path),
                             error);
  if (store == NULL || !den_store_migrate (store, error) || !den_store_watch_changes (store, error))
    return NULL;
  return g_steal_pointer (&store);
}

/* Closes STORE; no transaction may be open. NULL is allowed. */
void
den_store_close (DenStore *store)
{
  if (store == NULL)
    return;
  g_warn_if_fail (store->transaction == NULL);
  g_hash_table_unref (store->statements);
  g_hash_table_unref (store->tables);
  g_clear_pointer (&store->search_index, den_search_index_free);
  if (sqlite3_close (store->db) != SQLITE_OK)
    g_critical ("a statement outlived its store");
  g_free (store->path);
  g_free (store);
}

/* As it was given to den_store_open. */
const char *
den_store_get_path (DenStore *store)
{
  return store->path;
}

/* Whether the file lies on a network share, where another computer's locks can not be trusted and a
 * database in WAL mode may be damaged. The numbers are those of statfs(2). */
gboolean
den_store_is_on_network_share (DenStore *store)
{
  static const unsigned long shares[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB 2 and 3 */
    0x65735546, /* FUSE: sshfs and its likes */
    0x01021997, /* 9P */
    0x5346414f, /* AFS */
    0x00c36400, /* Ceph */
  };
  struct statfs about;

  if (statfs (store->path, &about) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    if (((unsigned long) about.f_type & 0xffffffff) == shares[i])
      return TRUE;
  return FALSE;
}

/* Begins a read transaction unless one is open already; BEGUN tells den_store_end_view. */
gboolean
den_store_begin_view (DenStore *store, gboolean *begun, GError **error)
{
  *begun = sqlite3_get_autocommit (store->db) != 0;
  return !*begun || den_store_execute (store, "BEGIN", error);
}

/* Ends what den_store_begin_view began. Nothing was written, so it can not matter if it fails. */
void
den_store_end_view (DenStore *store, gboolean begun)
{
  if (begun && sqlite3_get_autocommit (store->db) == 0)
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
}
