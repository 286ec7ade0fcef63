/* What the subcommands say, where, and with which exit status. */
#include "den-command-private.h"

#include "den-reference-data.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* The widest that a table makes a column. */
#define MAX_COLUMN 40

static DenExit
status_of_store (int code)
{
  switch (code)
    {
    case DEN_STORE_ERROR_NOT_FOUND:
    case DEN_STORE_ERROR_EXISTS:
      return DEN_EXIT_INPUT;
    default:
      return DEN_EXIT_MACHINE;
    }
}

/* A name that leads nowhere is a wrong request; a disk that is full or a folder that can not be
 * written is the machine's. */
static DenExit
status_of_file (int code)
{
  switch (code)
    {
    case G_FILE_ERROR_NOENT:
    case G_FILE_ERROR_ISDIR:
    case G_FILE_ERROR_NOTDIR:
    case G_FILE_ERROR_NAMETOOLONG:
    case G_FILE_ERROR_LOOP:
      return DEN_EXIT_INPUT;
    default:
      return DEN_EXIT_MACHINE;
    }
}

/* The exit status that ERROR asks for: the one place that decides between a wrong request (2) and a
 * machine that failed (3). */
int
den_command_status (const GError *error)
{
  if (error->domain == DEN_STORE_ERROR)
    return status_of_store (error->code);
  if (error->domain == G_FILE_ERROR)
    return status_of_file (error->code);
  if (error->domain == DEN_OFFICE_ERROR || error->domain == DEN_FIELD_ERROR)
    return DEN_EXIT_INPUT;
  return DEN_EXIT_MACHINE;
}

/* Writes LINE to standard error as one line, as bytes: whatever the locale, no name is lost. */
static void
tell (const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);

  g_strdelimit (text, "\r\n", ' ');
  text[strlen (text) - 1] = '\n';
  if (write (STDERR_FILENO, text, strlen (text)) < 0)
    return; /* Nobody listens: the exit status still tells. */
}

/* Tells ERROR; the exit status it asks for. */
int
den_command_fail (const GError *error)
{
  g_autofree char *line = g_strconcat ("dendra: ", error->message, NULL);

  tell (line);
  return den_command_status (error);
}

/* Tells what is wrong with the request; the exit status for that. */
int
den_command_wrong (const char *format, ...)
{
  g_autofree char *message = NULL, *line = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strconcat ("dendra: ", message, NULL);
  tell (line);
  return DEN_EXIT_INPUT;
}

/* FILE's name as it can be shown, to be freed. */
char *
den_command_file_name (const char *file)
{
  return g_filename_display_name (file);
}

/* Tells each problem of FILE: "chart.json: trials[2].started_on: must be a date ...". */
void
den_command_tell_problems (const char *file, DenProblems *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const DenProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *line = g_strconcat (
          file, ": ", problem->place, *problem->place != '\0' ? ": " : "", problem->message, NULL);

      tell (line);
    }
}

/* Writes TEXT to standard output, as bytes. A reader that went away (a pipe into head) is not told
 * about, but it is no success either. */
int
den_command_write_out (const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize written = write (STDOUT_FILENO, text, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          g_autofree char *line =
              g_strdup_printf (_ ("dendra: standard output: %s"), g_strerror (errno));

          if (errno != EPIPE)
            tell (line);
          return DEN_EXIT_MACHINE;
        }
      text += written;
      length -= (gsize) written;
    }
  return DEN_EXIT_DONE;
}

/* The columns that TEXT takes on a terminal. */
static int
width_of (const char *text)
{
  int width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* Appends ROWS, each a GStrv of as many cells, in columns two blanks apart. One very long cell
 * moves what is behind it in its own row alone. */
void
den_command_append_table (GString *out, GPtrArray *rows)
{
  guint n = rows->len > 0 ? g_strv_length (g_ptr_array_index (rows, 0)) : 0;
  g_autofree int *widths = g_new0 (int, n + 1);

  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < n; j++)
      {
        int width = width_of (((char **) g_ptr_array_index (rows, i))[j]);

        widths[j] = MAX (widths[j], MIN (width, MAX_COLUMN));
      }
  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      for (guint j = 0; j < n; j++)
        {
          int pad = j + 1 < n ? MAX (widths[j] - width_of (cells[j]), 0) + 2 : 0;

          g_string_append (out, cells[j]);
          g_string_append_printf (out, "%*s", pad, "");
        }
      while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
      g_string_append_c (out, '\n');
    }
}
