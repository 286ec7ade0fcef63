/* The chart file: one patient's whole chart as JSON (README, "The chart file"). */
#pragma once

#include "den-chart.h"
#include "den-reference.h"

G_BEGIN_DECLS

/* A longer file is refused: 32 MiB, many times the longest chart. */
#define DEN_CHART_FILE_MAX_BYTES (32 * 1024 * 1024)

char *den_chart_file_load (const char *path, gsize *length, DenProblems *problems, GError **error);
DenChart *den_chart_file_read (const char *text, gsize length, const DenReference *reference,
                               DenDay today, DenProblems *problems);
char *den_chart_file_write (const DenChart *chart);

G_END_DECLS
