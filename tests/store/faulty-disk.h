/* A disk that fails on demand: SQLite's own file system, whose writes run out. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void faulty_disk_install (void);
/* From the next write on: WRITES more are done, all later ones fail with RESULT, an SQLite code
 * (SQLITE_FULL, SQLITE_IOERR_WRITE). Below 0 the disk is sound. */
void faulty_disk_set (int writes, int result);
gboolean faulty_disk_has_failed (void);

G_END_DECLS
