/* A computer whose clock a test sets and lets run. */
#pragma once

#include "den-clock-private.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 wall_us; /* what its clock shows */
  gint64 boot_us; /* what it counted since it was started */
  const char *boot_id;
} DenTestComputer;

/* Its clock shows the instant that ISO, which must be right, writes. */
void den_test_computer_init (DenTestComputer *computer, const char *iso);
/* Time goes by. */
void den_test_computer_run (DenTestComputer *computer, gint64 seconds);
/* Somebody sets its clock so much ahead. */
void den_test_computer_set (DenTestComputer *computer, gint64 seconds);
/* The clock of a program that is started on it; COMPUTER must live longer. */
DenClock *den_test_computer_start (DenTestComputer *computer, DenStore *store, DenDay on);

DenInstant den_test_instant (const char *iso);

G_END_DECLS
