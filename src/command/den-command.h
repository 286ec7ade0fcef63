/* The subcommands (README, "Commands"). None of them needs a display. */
#pragma once

#include "den-office.h"

G_BEGIN_DECLS

/* Exit status of every subcommand. */
typedef enum
{
  DEN_EXIT_DONE = 0,
  DEN_EXIT_NEGATIVE = 1, /* the work was done and the answer is negative */
  DEN_EXIT_INPUT = 2,    /* the request or its input is wrong */
  DEN_EXIT_MACHINE = 3,  /* the machine failed */
} DenExit;

/* The command line, read. command is NULL where the window is asked for. */
typedef struct
{
  const char *command;
  GPtrArray *words; /* char *: what follows the command, without options */
  char *database;
  char *user;
  char *output;
  char *policy;
  DenDay on; /* DEN_UNKNOWN: the local date */
  gboolean json;
  gboolean all;
  gboolean demo;
  gint64 patients;
} DenCommandLine;

gboolean den_command_line_parse (int argc, char **argv, DenCommandLine *line, int *status);
void den_command_line_clear (DenCommandLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DenCommandLine, den_command_line_clear)

int den_command_run (const DenCommandLine *line);

G_END_DECLS
