/* What the files of the subcommands share. */
#pragma once

#include "den-command.h"

G_BEGIN_DECLS

/* The options a subcommand may take. DATABASE, USER and ON belong to all. */
typedef enum
{
  DEN_OPTION_DATABASE = 1 << 0,
  DEN_OPTION_USER = 1 << 1,
  DEN_OPTION_ON = 1 << 2,
  DEN_OPTION_OUTPUT = 1 << 3,
  DEN_OPTION_POLICY = 1 << 4,
  DEN_OPTION_JSON = 1 << 5,
  DEN_OPTION_ALL = 1 << 6,
  DEN_OPTION_PATIENTS = 1 << 7,
  DEN_OPTION_DEMO = 1 << 8,
  DEN_OPTION_HELP = 1 << 9,
  DEN_OPTION_VERSION = 1 << 10,
} DenOption;

#define DEN_OPTIONS_OF_ALL (DEN_OPTION_DATABASE | DEN_OPTION_USER | DEN_OPTION_ON | DEN_OPTION_HELP)
#define DEN_OPTIONS_OF_WINDOW (DEN_OPTIONS_OF_ALL | DEN_OPTION_DEMO | DEN_OPTION_VERSION)

typedef struct
{
  const char *name;
  const char *usage;   /* behind the name: "MRN [-o FILE]" */
  const char *summary; /* N_(), one line */
  const char *help;    /* N_(), what else there is to know, or NULL */
  guint options;       /* DenOption bits beside DEN_OPTIONS_OF_ALL */
  guint min_words;
  guint max_words;
  gboolean takes_files; /* its words are names of files rather than UTF-8 text */
  int (*run) (const DenCommandLine *line);
} DenCommand;

/* ---- den-command.c ---- */

const DenCommand *den_command_find (const char *name);
char *den_command_names (void);
char *den_command_help (const DenCommand *command);
char *den_command_option_help (guint options);

/* ---- den-command-report.c ---- */

int den_command_status (const GError *error);
int den_command_fail (const GError *error);
int den_command_wrong (const char *format, ...) G_GNUC_PRINTF (1, 2);
void den_command_tell_problems (const char *file, DenProblems *problems);
int den_command_write_out (const char *text);
void den_command_append_table (GString *out, GPtrArray *rows);
char *den_command_file_name (const char *file);

/* ---- den-command-clinic.c ---- */

char *den_command_database (const DenCommandLine *line);
gboolean den_command_output_is_free (const DenCommandLine *line);
DenOffice *den_command_open (const DenCommandLine *line, DenStoreMode mode, int *status);
const DenPolicy *den_command_policy (DenOffice *office, const DenCommandLine *line,
                                     const DenChart *chart, int *status);
gboolean den_command_have_policies (DenOffice *office, int *status);

/* ---- the subcommands ---- */

int den_command_demo (const DenCommandLine *line);
int den_command_import (const DenCommandLine *line);
int den_command_export (const DenCommandLine *line);
int den_command_patients (const DenCommandLine *line);
int den_command_eligibility (const DenCommandLine *line);
int den_command_policies (const DenCommandLine *line);
int den_command_paper (const DenCommandLine *line);
int den_command_check (const DenCommandLine *line);
int den_command_backup (const DenCommandLine *line);
int den_command_restore (const DenCommandLine *line);

G_END_DECLS
