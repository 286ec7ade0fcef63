/* Opens a window, waits for its first frame and says when it came and what memory it took.
 *
 *   bench-window empty              a GTK window with nothing in it
 *   bench-window dendra DATABASE    the program on a clinic
 *
 * DENDRA_BENCH_START is the monotonic time, in microseconds, at which it was started. */
#include "den-application.h"
#include "den-demo.h"

#include <stdlib.h>
#include <string.h>

/* How long the window is left alone before its memory is read. */
#define SETTLE_MS 700

static guint
read_kilobytes (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, key);
  return line != NULL ? (guint) atoi (line + strlen (key)) : 0;
}

static gboolean
finish_cb (gpointer data)
{
  g_print ("memory %u\n", read_kilobytes ("Pss:"));
  exit (0);
}

/* The first frame that any window has painted. */
static gboolean
painted_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  const char *start = g_getenv ("DENDRA_BENCH_START");
  gint64 started = start != NULL ? g_ascii_strtoll (start, NULL, 10) : 0;

  g_print ("frame %" G_GINT64_FORMAT "\n", g_get_monotonic_time () - started);
  g_timeout_add (SETTLE_MS, finish_cb, NULL);
  return FALSE;
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 740);
  gtk_window_present (GTK_WINDOW (window));
}

static int
run_empty (void)
{
  g_autoptr (GtkApplication) application =
      gtk_application_new ("org.dendra.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

int
main (int argc, char **argv)
{
  gpointer frame_clock = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);

  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, painted_cb,
                              NULL, NULL);
  g_type_class_unref (frame_clock);
  if (argc == 3 && strcmp (argv[1], "dendra") == 0)
    return den_application_run_desktop (argv[2], "bench", den_demo_day (), FALSE);
  return run_empty ();
}
