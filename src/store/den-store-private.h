/* What the files of the store share and nobody else sees: the connection and its errors. */
#pragma once

#include "den-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _DenSearchIndex DenSearchIndex;

struct _DenStore
{
  char *path; /* as it was given, for messages */
  sqlite3 *db;
  DenStoreMode mode;
  GHashTable *statements;       /* SQL text -> DenStatement, prepared and at rest */
  GHashTable *tables;           /* DenRecordType -> DenTable */
  DenTransaction *transaction;  /* the one that is open, or NULL */
  DenSearchIndex *search_index; /* or NULL before the first search */
  gint64 data_version;          /* the engine's, when changes were last looked for */
};

struct _DenTransaction
{
  DenStore *store;
  char *user;
  DenInstant at;
};

/* ---- den-store.c ---- */

void den_store_set_error (const char *path, sqlite3 *db, GError **error);
gboolean den_store_fail (DenStore *store, GError **error);
void den_store_set_signed_error (GError **error);
gboolean den_store_execute (DenStore *store, const char *sql, GError **error);
gboolean den_store_open_file (const char *path, int flags, gboolean immutable, sqlite3 **db,
                              GError **error);
DenStore *den_store_connect (const char *path, DenStoreMode mode, gboolean immutable,
                             GError **error);

/* A consistent view for several reads. Within a transaction it is the transaction's. */
gboolean den_store_begin_view (DenStore *store, gboolean *begun, GError **error);
void den_store_end_view (DenStore *store, gboolean begun);

/* ---- den-file.c ---- */

gboolean den_file_examine (const char *path, DenStoreMode mode, gboolean *exists, GError **error);
gboolean den_file_create (const char *name, const char *path, GError **error);
gboolean den_file_make (const char *path, GError **error);
gboolean den_file_move_new (const char *from, const char *to, gboolean replace_empty,
                            GError **error);
void den_file_remove_database (const char *path);
char *den_file_folder (const char *path);
gboolean den_file_is_writable (const char *path);
gboolean den_file_needs_immutable (const char *path);

/* ---- den-migrate.c ---- */

#define DEN_APPLICATION_ID 1147498084 /* "Dend" */

gboolean den_store_migrate (DenStore *store, GError **error);
gboolean den_store_migrate_with (DenStore *store, const char *const *scripts, guint n_scripts,
                                 GError **error);

/* ---- den-audit.c ---- */

gboolean den_audit_append (DenTransaction *transaction, const char *action, const char *record_type,
                           gint64 record_id, gint64 owner_id, gint64 patient_id, const char *before,
                           const char *after, GError **error);

gboolean den_store_check_file (DenStore *store, DenProblems *problems, gint64 *entries, char **head,
                               GError **error);

/* ---- den-chart-store.c ---- */

gboolean den_store_each_chart_of (DenStore *store, const DenRecordType *only, DenEachChart each,
                                  gpointer data, GError **error);

/* ---- den-clock-store.c ---- */

gboolean den_store_watch_changes (DenStore *store, GError **error);

/* ---- den-patient-search.c ---- */

gboolean den_search_refresh (DenStore *store, gint64 patient_id, GError **error);
void den_search_index_free (DenSearchIndex *index);

G_END_DECLS
