/* A computer whose clock a test sets and lets run. */
#include "den-test-clock.h"

DenInstant
den_test_instant (const char *iso)
{
  DenInstant instant;

  g_assert_true (den_instant_parse (iso, &instant));
  return instant;
}

void
den_test_computer_init (DenTestComputer *computer, const char *iso)
{
  computer->wall_us = den_test_instant (iso).us;
  computer->boot_us = 1000 * G_USEC_PER_SEC;
  computer->boot_id = "first-start";
}

void
den_test_computer_run (DenTestComputer *computer, gint64 seconds)
{
  computer->wall_us += seconds * G_USEC_PER_SEC;
  computer->boot_us += seconds * G_USEC_PER_SEC;
}

void
den_test_computer_set (DenTestComputer *computer, gint64 seconds)
{
  computer->wall_us += seconds * G_USEC_PER_SEC;
}

static gint64
read_wall_us (gpointer data)
{
  return ((const DenTestComputer *) data)->wall_us;
}

static gint64
read_boot_us (gpointer data)
{
  return ((const DenTestComputer *) data)->boot_us;
}

DenClock *
den_test_computer_start (DenTestComputer *computer, DenStore *store, DenDay on)
{
  const DenClockReadings readings = { .host = "front-desk",
                                      .boot_id = computer->boot_id,
                                      .wall_us = read_wall_us,
                                      .boot_us = read_boot_us,
                                      .data = computer };

  return den_clock_new_with (store, on, &readings);
}
