/* What the measuring programs share: a line of the table, and the floors it is compared with. */
#pragma once

#include "den-demo.h"
#include "den-office.h"

G_BEGIN_DECLS

/* Prints one measurement in UNIT beside the floor it is compared with; GOAL says what design asks
 * for. */
void bench_print (const char *what, double measured, double floor, const char *unit,
                  const char *floor_name, const char *goal);
double bench_percentile (GArray *milliseconds, double percent);
double bench_ms_since (gint64 start_us);

/* Each in milliseconds, and as bare as the libraries allow. */
double bench_floor_scan (const char *database, const char *text);
double bench_floor_rows_of (const char *database, gint64 patient_id);
double bench_floor_all_rows (const char *database);
double bench_floor_sql (const char *database, const char *sql);
double bench_floor_commit (const char *folder, guint commits);
double bench_floor_pdf (int pages);

void bench_treatment (DenOffice *office, const char *database);

G_END_DECLS
