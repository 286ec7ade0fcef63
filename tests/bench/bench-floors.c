/* Floors: the same work by the bare libraries, without anything of the program's. */
#include "bench.h"

#include "den-fonts.h"

#include <glib/gstdio.h>
#include <hpdf.h>
#include <sqlite3.h>
#include <string.h>

static const char *const chart_tables[] = {
  "allergy",   "medication", "coverage", "diagnosis",  "episode", "trial",   "therapy",
  "screening", "assessment", "vitals",   "enrollment", "course",  "session", "check_done",
};

void
bench_print (const char *what, double measured, double floor, const char *unit,
             const char *floor_name, const char *goal)
{
  g_print ("%s\t%.4f\t%.4f\t%s\t%s\t%s\n", what, measured, floor, unit, floor_name, goal);
}

double
bench_ms_since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / 1000.0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* The value that PERCENT of the values, which are sorted by this, do not exceed. */
double
bench_percentile (GArray *milliseconds, double percent)
{
  guint at = (guint) ((double) (milliseconds->len - 1) * percent / 100.0);

  g_array_sort (milliseconds, compare_doubles);
  return g_array_index (milliseconds, double, at);
}

static sqlite3 *
open_database (const char *path, int flags)
{
  sqlite3 *db;

  if (sqlite3_open_v2 (path, &db, flags, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (db));
  return db;
}

/* Steps through the rows that SQL gives. */
static void
step_all (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      sqlite3_column_text (statement, i);
  sqlite3_finalize (statement);
}

/* One pass over what all patients are searched by, held in memory. */
double
bench_floor_scan (const char *database, const char *text)
{
  sqlite3 *db = open_database (database, SQLITE_OPEN_READONLY);
  g_autoptr (GString) all = g_string_new (NULL);
  sqlite3_stmt *statement;
  volatile guint found = 0;
  gint64 start;

  sqlite3_prepare_v2 (db, "SELECT haystack FROM patient_search", -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (all, "%s\n", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  start = g_get_monotonic_time ();
  for (const char *p = strstr (all->str, text); p != NULL; p = strstr (p + 1, text))
    found++;
  return bench_ms_since (start);
}

/* The rows of one patient, by plain statements. */
double
bench_floor_rows_of (const char *database, gint64 patient_id)
{
  sqlite3 *db = open_database (database, SQLITE_OPEN_READONLY);
  gint64 start = g_get_monotonic_time ();
  double ms;

  for (gsize i = 0; i < G_N_ELEMENTS (chart_tables); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT * FROM %s WHERE patient_id = %" G_GINT64_FORMAT, chart_tables[i], patient_id);

      step_all (db, sql);
    }
  ms = bench_ms_since (start);
  sqlite3_close (db);
  return ms;
}

/* Every row of every chart. */
double
bench_floor_all_rows (const char *database)
{
  sqlite3 *db = open_database (database, SQLITE_OPEN_READONLY);
  gint64 start = g_get_monotonic_time ();
  double ms;

  step_all (db, "SELECT * FROM patient");
  step_all (db, "SELECT * FROM dose_segment");
  for (gsize i = 0; i < G_N_ELEMENTS (chart_tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", chart_tables[i]);

      step_all (db, sql);
    }
  ms = bench_ms_since (start);
  sqlite3_close (db);
  return ms;
}

/* The rows that SQL gives. */
double
bench_floor_sql (const char *database, const char *sql)
{
  sqlite3 *db = open_database (database, SQLITE_OPEN_READONLY);
  gint64 start = g_get_monotonic_time ();
  double ms;

  step_all (db, sql);
  ms = bench_ms_since (start);
  sqlite3_close (db);
  return ms;
}

/* One row and its commit, WAL and synchronous=FULL: the median of COMMITS. */
double
bench_floor_commit (const char *folder, guint commits)
{
  g_autofree char *path = g_build_filename (folder, "floor.db", NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  sqlite3 *db;

  g_unlink (path);
  db = open_database (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3_exec (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (v TEXT)",
                NULL, NULL, NULL);
  for (guint i = 0; i < commits; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double ms;

      sqlite3_exec (db, "BEGIN IMMEDIATE; INSERT INTO t VALUES ('(512) 555-0142'); COMMIT", NULL,
                    NULL, NULL);
      ms = bench_ms_since (start);
      g_array_append_val (times, ms);
    }
  sqlite3_close (db);
  g_unlink (path);
  return bench_percentile (times, 50);
}

/* PAGES of text in the papers' two fonts, 50 lines of 90 characters each. */
double
bench_floor_pdf (int pages)
{
  static const char line[] = "The quick brown fox jumps over the lazy dog, and then it jumps back "
                             "over it once more, twice.";
  DenFontFile files[DEN_N_FACES] = { { 0 } };
  HPDF_Font fonts[DEN_N_FACES];
  HPDF_Doc document;
  gint64 start;
  double ms;

  if (!den_fonts_find (files, NULL))
    g_error ("the papers' fonts are not installed");
  start = g_get_monotonic_time ();
  document = HPDF_New (NULL, NULL);
  HPDF_SetCompressionMode (document, HPDF_COMP_ALL);
  HPDF_UseUTFEncodings (document);
  for (int face = 0; face < DEN_N_FACES; face++)
    fonts[face] = HPDF_GetFont (
        document, HPDF_LoadTTFontFromFile (document, files[face].path, HPDF_TRUE), "UTF-8");
  for (int i = 0; i < pages; i++)
    {
      HPDF_Page page = HPDF_AddPage (document);

      HPDF_Page_SetSize (page, HPDF_PAGE_SIZE_LETTER, HPDF_PAGE_PORTRAIT);
      HPDF_Page_BeginText (page);
      for (int j = 0; j < 50; j++)
        {
          HPDF_Page_SetFontAndSize (page, fonts[j % 5 == 0 ? DEN_FACE_BOLD : DEN_FACE_REGULAR], 9);
          HPDF_Page_TextOut (page, 54, (HPDF_REAL) (740 - 14 * j), line);
        }
      HPDF_Page_EndText (page);
    }
  HPDF_SaveToStream (document);
  ms = bench_ms_since (start);
  HPDF_Free (document);
  den_fonts_clear (files);
  return ms;
}
