/* Records as rows: the SQL of each kind of record, made from its field table. */
#pragma once

#include "den-statement.h"
#include "den-store-private.h"

G_BEGIN_DECLS

typedef struct _DenTable DenTable;

/* Every SELECT gives id, revision, the owner (NULL for none), and then the fields' columns. */
struct _DenTable
{
  const DenRecordType *type;
  const DenTable *owner;
  char *owner_column;   /* "patient_id", or NULL */
  GPtrArray *children;  /* DenTable, one for each LIST field */
  gpointer blank;       /* a record of which nothing is known */
  GPtrArray *no_rows;   /* the empty list that all heads share */
  int n_columns;        /* of a SELECT */
  int n_head_columns;   /* of sweep_heads */
  char *insert;         /* $1 revision, $2 owner if any, then the fields; gives the id */
  char *insert_with_id; /* the same, and at the end the id */
  char *update;         /* the fields, then the id and the revision it must have */
  char *remove;         /* $1 id, $2 revision */
  char *select;         /* $1 id */
  char *select_owned;   /* $1 owner if any; in the order of ids */
  char *sweep;          /* $1 to $2: patient ids; gives the patient's id as a last column */
  char *sweep_heads;    /* the same without free words */
};

GHashTable *den_tables_new (void);
const DenTable *den_table_of (DenStore *store, const DenRecordType *type);

gpointer den_table_read (const DenTable *table, sqlite3_stmt *row);
gpointer den_table_read_head (const DenTable *table, sqlite3_stmt *row);
void den_table_bind_fields (DenStatement *statement, int first, gconstpointer record);
int den_table_count_field_columns (const DenRecordType *type);
gint64 den_choice_of (const DenChoice *choices, const char *word);

gpointer den_table_load (DenStore *store, const DenTable *table, gint64 id, gint64 *owner_id,
                         GError **error);
gboolean den_table_load_owned (DenStore *store, const DenTable *table, gint64 owner_id,
                               GPtrArray *records, GError **error);
gboolean den_table_patient_of (DenStore *store, const DenTable *table, gint64 id, gint64 owner_id,
                               gint64 *patient_id, GError **error);

G_END_DECLS
