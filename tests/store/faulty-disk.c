/* A disk that fails on demand. Each file that SQLite opens keeps its own type; only the methods
 * that write are put in front of those of the real file system. */
#include "faulty-disk.h"

#include <sqlite3.h>

/* The methods of one kind of file: the database's lock, those of journal and log do not. */
typedef struct
{
  sqlite3_io_methods faulty; /* first, so that a file's methods lead back here */
  const sqlite3_io_methods *real;
} Methods;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs faulty_vfs;
static Methods kinds[4];
static int writes_left = -1;
static int failure;
static gboolean failed;

static gboolean
disk_fails (void)
{
  if (writes_left < 0)
    return FALSE;
  if (writes_left > 0)
    {
      writes_left--;
      return FALSE;
    }
  failed = TRUE;
  return TRUE;
}

static const sqlite3_io_methods *
real (sqlite3_file *file)
{
  return ((const Methods *) (gconstpointer) file->pMethods)->real;
}

static int
write_cb (sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
  return disk_fails () ? failure : real (file)->xWrite (file, data, size, at);
}

static int
truncate_cb (sqlite3_file *file, sqlite3_int64 size)
{
  return disk_fails () ? SQLITE_IOERR_TRUNCATE : real (file)->xTruncate (file, size);
}

static int
sync_cb (sqlite3_file *file, int flags)
{
  return disk_fails () ? SQLITE_IOERR_FSYNC : real (file)->xSync (file, flags);
}

static int
map_cb (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  return extend && disk_fails () ? SQLITE_IOERR_SHMSIZE
                                 : real (file)->xShmMap (file, region, size, extend, memory);
}

/* What stands in front of the methods REAL. */
static const sqlite3_io_methods *
front_of (const sqlite3_io_methods *real_methods)
{
  gsize i = 0;

  while (kinds[i].real != NULL && kinds[i].real != real_methods)
    g_assert_cmpuint (++i, <, G_N_ELEMENTS (kinds));
  if (kinds[i].real == NULL)
    {
      kinds[i].real = real_methods;
      kinds[i].faulty = *real_methods;
      kinds[i].faulty.xWrite = write_cb;
      kinds[i].faulty.xTruncate = truncate_cb;
      kinds[i].faulty.xSync = sync_cb;
      if (real_methods->iVersion >= 2 && real_methods->xShmMap != NULL)
        kinds[i].faulty.xShmMap = map_cb;
    }
  return &kinds[i].faulty;
}

static int
open_cb (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  int result = real_vfs->xOpen (real_vfs, name, file, flags, out_flags);

  if (result == SQLITE_OK && file->pMethods != NULL)
    file->pMethods = front_of (file->pMethods);
  return result;
}

/* Puts itself in front of the real file system for every connection made from now on. */
void
faulty_disk_install (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  faulty_vfs = *real_vfs;
  faulty_vfs.zName = "faulty";
  faulty_vfs.xOpen = open_cb;
  g_assert_cmpint (sqlite3_vfs_register (&faulty_vfs, 1), ==, SQLITE_OK);
}

void
faulty_disk_set (int writes, int result)
{
  writes_left = writes;
  failure = result;
  failed = FALSE;
}

/* Whether a write has failed since faulty_disk_set. */
gboolean
faulty_disk_has_failed (void)
{
  return failed;
}
