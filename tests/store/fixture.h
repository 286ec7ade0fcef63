/* A store in a folder of its own, and records made from their field tables. */
#pragma once

#include "den-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  DenStore *store;
} Fixture;

/* How a made record is filled: nothing at all beyond the patient, only what is required, every
 * field with a value of its own, or every field with its bound. */
typedef enum
{
  FILL_EMPTY,
  FILL_REQUIRED,
  FILL_DISTINCT,
  FILL_LOWEST,
  FILL_HIGHEST,
} FixtureFill;

typedef void (*FixtureTest) (Fixture *fixture, gconstpointer data);

/* A test with a new store. */
void fixture_add (const char *name, FixtureTest test);
void fixture_set_up (Fixture *fixture);
void fixture_tear_down (Fixture *fixture);

DenTransaction *fixture_begin (Fixture *fixture);
void fixture_insert (Fixture *fixture, gpointer record, gint64 owner_id);
void fixture_insert_chart (Fixture *fixture, DenChart *chart);
void fixture_reopen (Fixture *fixture);
char *fixture_file (Fixture *fixture, const char *name);

gpointer fixture_make_record (const DenRecordType *type, FixtureFill fill);
DenChart *fixture_make_chart (const char *mrn, FixtureFill fill);
DenChart *fixture_make_chart_with_choice (const char *mrn, int choice);

sqlite3 *fixture_raw (Fixture *fixture);
void fixture_tamper (Fixture *fixture, const char *sql);
GPtrArray *fixture_column (sqlite3 *db, const char *sql);
char *fixture_dump (const char *path);

G_END_DECLS
