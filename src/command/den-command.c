/* The table of subcommands, their help, and the way to the one that was asked for. */
#include "den-command-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define LINE_WIDTH 78

static const DenCommand commands[] = {
  { "demo", "FILE [--patients N]", N_ ("write the demo clinic as a database file"),
    N_ ("The file must not exist yet. The demo clinic is the same every time, and nothing in it "
        "is real."),
    DEN_OPTION_PATIENTS, 1, 1, TRUE, den_command_demo },
  { "import", "FILE...", N_ ("take chart files"),
    N_ ("Each file is taken whole or not at all; the others are still taken. A patient whose MRN "
        "the clinic already has is refused. Where there is no clinic yet, an empty one is made. "
        "For each file taken, its MRN and name are printed."),
    0, 1, G_MAXUINT, TRUE, den_command_import },
  { "export", "MRN [-o FILE] | --all -o DIR", N_ ("write chart files"),
    N_ ("With --all, each patient's chart becomes a file of the folder, which is made if need be, "
        "named after the MRN."),
    DEN_OPTION_OUTPUT | DEN_OPTION_ALL, 1, 1, FALSE, den_command_export },
  { "patients", "[TEXT] [--json]", N_ ("search by name, MRN, birth date, phone or member ID"),
    N_ ("Every word of TEXT must be found. Without TEXT, all patients. That nobody is found is an "
        "answer too: the exit status is 0."),
    DEN_OPTION_JSON, 0, G_MAXUINT, FALSE, den_command_patients },
  { "eligibility", "MRN [--policy ID|all] [--on DATE] [--json]",
    N_ ("the verdict and every finding"),
    N_ ("With --policy all, the chart is judged under every policy. Any verdict is an answer: the "
        "exit status is 0."),
    DEN_OPTION_POLICY | DEN_OPTION_JSON, 1, 1, FALSE, den_command_eligibility },
  { "policies", "[--json]", N_ ("the policies this clinic has"), NULL, DEN_OPTION_JSON, 0, 0, FALSE,
    den_command_policies },
  { "paper", "KIND ID [--policy ID] [--on DATE] -o FILE.pdf", N_ ("a paper as a PDF file"),
    N_ ("prior-auth MRN: the prior-authorization packet of the patient. Where something is missing "
        "that a payer asks for, it is marked as a draft and what is missing is printed.\n"
        "session-record SESSION, rems-monitoring SESSION: the record of a session, and the facts "
        "of its REMS monitoring form; SESSION is its id, or MRN/ID where several charts have "
        "one of that id.\n"
        "day-sheet DATE: the appointments of a day, or of today."),
    DEN_OPTION_POLICY | DEN_OPTION_OUTPUT, 2, 2, FALSE, den_command_paper },
  { "check", "", N_ ("check the database and its audit chain"),
    N_ ("The exit status is 1 where damage was found; each damage is a line on standard error."), 0,
    0, 0, FALSE, den_command_check },
  { "backup", "FILE", N_ ("write a verified copy of the database"),
    N_ ("The file must not exist yet. It is opened and checked before it takes its name."), 0, 1, 1,
    TRUE, den_command_backup },
  { "restore", "FILE", N_ ("put a backup in the place of the database"),
    N_ ("The backup is checked first. The database that stands there now is not lost: it is kept "
        "beside it under its name with .before-restore- and the time. Nobody may have it open."),
    0, 1, 1, TRUE, den_command_restore },
};

/* The subcommand called NAME, or NULL. */
const DenCommand *
den_command_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

/* "demo, import, ...", to be freed. */
char *
den_command_names (void)
{
  GString *names = g_string_new (commands[0].name);

  for (gsize i = 1; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (names, ", %s", commands[i].name);
  return g_string_free (names, FALSE);
}

static void
append_overall_help (GString *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *option_help = den_command_option_help (DEN_OPTIONS_OF_WINDOW);

  g_string_append (text, _ ("usage: dendra [OPTION...]                opens the window\n"
                            "       dendra SUBCOMMAND [OPTION...]     needs no display\n\n"
                            "Subcommands:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      char **cells = g_new0 (char *, 3);

      cells[0] = g_strconcat ("  ", commands[i].name, NULL);
      cells[1] = g_strdup (_ (commands[i].summary));
      g_ptr_array_add (rows, cells);
    }
  den_command_append_table (text, rows);
  g_string_append_printf (text, _ ("\nOptions:\n%s\n"), option_help);
  g_string_append (text,
                   _ ("Exit status:\n"
                      "  0  done\n"
                      "  1  done, and the answer is negative (check found damage)\n"
                      "  2  the request or its input is wrong: an unknown option, MRN or policy, a "
                      "chart file\n"
                      "     that is refused, a file that is not there or is there already\n"
                      "  3  the machine failed: disk full, database locked, unreadable, damaged or "
                      "newer than\n"
                      "     this program\n\n"
                      "dendra SUBCOMMAND --help tells more.\n"));
}

/* Appends TEXT in lines of at most LINE_WIDTH characters. */
static void
append_wrapped (GString *out, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong used = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong width = g_utf8_strlen (words[i], -1);
      gboolean fits = used == 0 || used + 1 + width <= LINE_WIDTH;

      if (used > 0)
        g_string_append_c (out, fits ? ' ' : '\n');
      g_string_append (out, words[i]);
      used = (fits && used > 0 ? used + 1 : 0) + width;
    }
  g_string_append_c (out, '\n');
}

/* The help on COMMAND, or on all for NULL; to be freed. */
char *
den_command_help (const DenCommand *command)
{
  GString *text = g_string_new (NULL);
  g_autofree char *option_help = NULL;

  if (command == NULL)
    append_overall_help (text);
  else
    {
      option_help = den_command_option_help (command->options | DEN_OPTIONS_OF_ALL);
      g_string_append_printf (text, _ ("dendra %s: %s\n\nusage: dendra %s %s\n"), command->name,
                              _ (command->summary), command->name, command->usage);
      if (command->help != NULL)
        {
          g_string_append_c (text, '\n');
          append_wrapped (text, _ (command->help));
        }
      g_string_append_printf (text, _ ("\nOptions:\n%s"), option_help);
    }
  return g_string_free (text, FALSE);
}

/* Where a standard stream is closed, the next file to be opened would take its number, and what is
 * written to the stream would go into that file. Opened for reading only, it fails as it should. */
static void
guard_streams (void)
{
  for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
    if (fcntl (i, F_GETFD) == -1 && open ("/dev/null", O_RDONLY) == -1)
      return;
}

/* Runs the subcommand that LINE names; the exit status, a DenExit. */
int
den_command_run (const DenCommandLine *line)
{
  guard_streams ();
  signal (SIGPIPE, SIG_IGN);
  return den_command_find (line->command)->run (line);
}
