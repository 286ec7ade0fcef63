/* Whether somebody has a database open. */
#include "den-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Every connection in WAL mode holds a shared lock on these bytes of the file as long as it is open
 * (sqlite.org, os.h: PENDING_BYTE and the 511 behind it). */
#define LOCK_BYTES_FROM 0x40000000
#define LOCK_BYTES 512

/* Whether another program has the database at PATH open. FALSE where that can not be told: there is
 * no such file, or its file system has no locks. This program must not have it open itself, for the
 * question would drop its locks. */
gboolean
den_store_is_in_use (const char *path)
{
  struct flock lock = {
    .l_type = F_WRLCK,
    .l_whence = SEEK_SET,
    .l_start = LOCK_BYTES_FROM,
    .l_len = LOCK_BYTES,
  };
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean told;

  if (file < 0)
    return FALSE;
  told = fcntl (file, F_OFD_GETLK, &lock) == 0;
  close (file);
  return told && lock.l_type != F_UNLCK;
}
