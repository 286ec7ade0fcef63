/* The database as a file: what it is before it is opened, and how a new one comes to its name. */
#include "den-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The header of an SQLite file (sqlite.org/fileformat2.html, section 1.3). */
#define HEADER_SIZE 100
#define APPLICATION_ID_AT 68
static const char magic[16] = "SQLite format 3";

/* The folder that holds PATH. */
char *
den_file_folder (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);

  return g_path_get_dirname (full);
}

static gboolean
fail (GError **error, DenStoreError code, const char *path, const char *why)
{
  g_set_error (error, DEN_STORE_ERROR, code, "%s: %s", path, why);
  return FALSE;
}

/* What errno says of PATH. */
static gboolean
fail_errno (GError **error, const char *path)
{
  int saved = errno;
  DenStoreError code = DEN_STORE_ERROR_FAILED;

  if (saved == ENOENT || saved == ENOTDIR)
    code = DEN_STORE_ERROR_NOT_FOUND;
  else if (saved == ENOSPC || saved == EDQUOT)
    code = DEN_STORE_ERROR_FULL;
  else if (saved == EROFS || saved == EACCES || saved == EPERM)
    code = DEN_STORE_ERROR_READ_ONLY;
  return fail (error, code, path, g_strerror (saved));
}

/* Reads the header of PATH; SOUND is FALSE where the file is shorter. The file is read through
 * SQLite, since to open and close it past SQLite would drop the locks that this program holds on it
 * by another connection (sqlite.org/howtocorrupt.html, section 2.2). */
static gboolean
read_header (const char *path, guchar *header, gboolean *sound, GError **error)
{
  sqlite3 *db = NULL;
  sqlite3_file *file = NULL;
  gboolean opened = den_store_open_file (path, SQLITE_OPEN_READONLY, TRUE, &db, error);
  int result = SQLITE_OK;

  if (opened)
    {
      sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
      result = file->pMethods->xRead (file, header, HEADER_SIZE, 0);
    }
  sqlite3_close (db);
  *sound = result == SQLITE_OK;
  if (!opened || *sound || result == SQLITE_IOERR_SHORT_READ)
    return opened;
  return fail (error, DEN_STORE_ERROR_FAILED, path, sqlite3_errstr (result));
}

static guint32
big_endian (const guchar *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Whether the bytes of the file at PATH are those of a Dendra database. It is asked before SQLite
 * works on the file, since it might write into another program's. */
static gboolean
examine_content (const char *path, GError **error)
{
  guchar header[HEADER_SIZE];
  gboolean sound;

  if (access (path, R_OK) != 0)
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_FAILED,
                   _ ("%s: the file can not be read: %s"), path, g_strerror (errno));
      return FALSE;
    }
  if (!read_header (path, header, &sound, error))
    return FALSE;
  if (!sound || memcmp (header, magic, sizeof magic) != 0)
    return fail (error, DEN_STORE_ERROR_NOT_DATABASE, path, _ ("the file is not a database"));
  if (big_endian (header + APPLICATION_ID_AT) != DEN_APPLICATION_ID)
    return fail (error, DEN_STORE_ERROR_NOT_DATABASE, path,
                 _ ("the file is a database of another program, not of Dendra"));
  return TRUE;
}

/* Whether the file's folder, which holds the write-ahead log, can be written. */
static gboolean
examine_folder (const char *path, GError **error)
{
  g_autofree char *folder = den_file_folder (path);

  if (access (folder, W_OK) == 0)
    return TRUE;
  if (errno == ENOENT)
    return fail (error, DEN_STORE_ERROR_NOT_FOUND, path, _ ("there is no such folder"));
  return fail (error, DEN_STORE_ERROR_READ_ONLY, path,
               _ ("the folder can not be written; check its permissions"));
}

/* Whether PATH can be opened in MODE, as far as the file itself tells; nothing is written. EXISTS
 * is FALSE where CREATE has to make it: nothing stands there, or an empty file. */
gboolean
den_file_examine (const char *path, DenStoreMode mode, gboolean *exists, GError **error)
{
  struct stat about;

  *exists = FALSE;
  if (stat (path, &about) != 0)
    {
      if (errno != ENOENT)
        return fail_errno (error, path);
      return mode == DEN_STORE_CREATE
                 ? examine_folder (path, error)
                 : fail (error, DEN_STORE_ERROR_NOT_FOUND, path, _ ("there is no such file"));
    }
  if (S_ISDIR (about.st_mode))
    return fail (error, DEN_STORE_ERROR_NOT_DATABASE, path, _ ("this is a folder, not a database"));
  if (!S_ISREG (about.st_mode))
    return fail (error, DEN_STORE_ERROR_NOT_DATABASE, path, _ ("this is not a file"));
  if (about.st_size == 0)
    return mode == DEN_STORE_CREATE ? examine_folder (path, error)
                                    : fail (error, DEN_STORE_ERROR_NOT_DATABASE, path,
                                            _ ("the file is empty, not a database"));
  *exists = TRUE;
  if (!examine_content (path, error))
    return FALSE;
  if (mode == DEN_STORE_READ)
    return TRUE;
  if (access (path, W_OK) != 0)
    return fail (error, DEN_STORE_ERROR_READ_ONLY, path,
                 _ ("the file can not be written; check its permissions"));
  return examine_folder (path, error);
}

/* Whether both the file and its folder can be written. */
gboolean
den_file_is_writable (const char *path)
{
  g_autofree char *folder = den_file_folder (path);

  return access (path, W_OK) == 0 && access (folder, W_OK) == 0;
}

/* Whether a reader has to take the file as it lies, since it could make neither the log nor the
 * shared memory of WAL mode beside it. */
gboolean
den_file_needs_immutable (const char *path)
{
  g_autofree char *folder = den_file_folder (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  return access (folder, W_OK) != 0 && access (log, F_OK) != 0;
}

/* Removes a database with what SQLite keeps beside it. */
void
den_file_remove_database (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

/* Makes the folder's entry for PATH durable. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = den_file_folder (path);
  int file = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (file < 0)
    return;
  fsync (file);
  close (file);
}

/* Gives the finished file FROM the name TO. What stands there is kept, and the move refused with
 * EXISTS, unless REPLACE_EMPTY is set and it is empty. */
gboolean
den_file_move_new (const char *from, const char *to, gboolean replace_empty, GError **error)
{
  struct stat about;
  gboolean moved;

  if (replace_empty && stat (to, &about) == 0 && about.st_size == 0)
    moved = g_rename (from, to) == 0;
  else
    {
      /* A link, unlike a rename, never replaces; but not every file system has links. */
      moved = link (from, to) == 0;
      if (moved)
        g_unlink (from);
      else if (errno != EEXIST && access (to, F_OK) != 0)
        moved = g_rename (from, to) == 0;
    }
  if (!moved && (errno == EEXIST || access (to, F_OK) == 0))
    return fail (error, DEN_STORE_ERROR_EXISTS, to, _ ("the file exists already"));
  if (!moved)
    return fail_errno (error, to);
  sync_folder (to);
  return TRUE;
}

/* Makes the empty file NAME, which only its owner may read, on the way to PATH. */
gboolean
den_file_create (const char *name, const char *path, GError **error)
{
  int file = g_open (name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);

  if (file < 0)
    return fail_errno (error, path);
  close (file);
  return TRUE;
}

static gboolean
fill_new (const char *name, const char *path, GError **error)
{
  g_autoptr (DenStore) store = NULL;

  if (!den_file_create (name, path, error))
    return FALSE;
  store = den_store_connect (name, DEN_STORE_CREATE, FALSE, error);
  return store != NULL && den_store_migrate (store, error) &&
         den_store_execute (store, "PRAGMA journal_mode = WAL", error);
}

/* Makes a new database at PATH. It is filled under another name, so that a crash or a full disk
 * leaves none rather than half of one. Where another program was faster, its file is kept. */
gboolean
den_file_make (const char *path, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s.%d.new", path, (int) getpid ());
  g_autoptr (GError) local = NULL;

  den_file_remove_database (name);
  if (!fill_new (name, path, &local) || !den_file_move_new (name, path, TRUE, &local))
    {
      den_file_remove_database (name);
      if (g_error_matches (local, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}
