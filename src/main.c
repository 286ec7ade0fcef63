/* Dendra: chooses the window or a subcommand. */
#include "den-application.h"
#include "den-command.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_auto (DenCommandLine) line = { 0 };
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, DEN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!den_command_line_parse (argc, argv, &line, &status))
    return status;
  if (line.command != NULL)
    return den_command_run (&line);
  return den_application_run_desktop (line.database, line.user, line.on, line.demo);
}
