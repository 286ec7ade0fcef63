/* Reading the command line. Options may stand anywhere before "--". */
#include "den-command-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  DenOption option;
  const char *name;
  char letter;
  const char *value; /* what its value is called; NULL where it takes none */
  const char *help;
} OptionLine;

static const OptionLine options[] = {
  { DEN_OPTION_OUTPUT, "output", 'o', "FILE", N_ ("write there instead of to standard output") },
  { DEN_OPTION_ALL, "all", 0, NULL, N_ ("every patient, into the folder that -o names") },
  { DEN_OPTION_POLICY, "policy", 0, "ID",
    N_ ("the policy to judge by; without it, the one of the patient's payer") },
  { DEN_OPTION_JSON, "json", 0, NULL, N_ ("write JSON") },
  { DEN_OPTION_PATIENTS, "patients", 0, "N", N_ ("a made clinic of N patients, to measure with") },
  { DEN_OPTION_DEMO, "demo", 0, NULL, N_ ("open a fresh demo clinic; nothing in it is real") },
  { DEN_OPTION_DATABASE, "database", 0, "FILE",
    N_ ("the clinic; without it, DENDRA_DATABASE, else the default place") },
  { DEN_OPTION_USER, "user", 0, "NAME",
    N_ ("who makes the changes; without it, the system's user") },
  { DEN_OPTION_ON, "on", 0, "DATE", N_ ("take DATE (2026-11-21) for today") },
  { DEN_OPTION_HELP, "help", 'h', NULL, N_ ("show this help") },
  { DEN_OPTION_VERSION, "version", 0, NULL, N_ ("show the version") },
};

/* The lines of help on those of the options that MASK names, to be freed. */
char *
den_command_option_help (guint mask)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const OptionLine *line = &options[i];
      g_autofree char *letter =
          line->letter != 0 ? g_strdup_printf ("-%c, ", line->letter) : g_strdup ("    ");
      char **cells;

      if ((mask & line->option) == 0)
        continue;
      cells = g_new0 (char *, 3);
      cells[0] =
          g_strdup_printf ("  %s--%s%s%s", letter, line->name, line->value != NULL ? " " : "",
                           line->value != NULL ? line->value : "");
      cells[1] = g_strdup (_ (line->help));
      g_ptr_array_add (rows, cells);
    }
  den_command_append_table (text, rows);
  return g_string_free (text, FALSE);
}

/* The option that the word WORD ("--on=DATE", "-o") names, or NULL. VALUE gets what stands in the
 * word behind it. */
static const OptionLine *
find_option (const char *word, const char **value)
{
  const char *equals = strchr (word, '=');
  gsize length = equals != NULL ? (gsize) (equals - word) : strlen (word);

  *value = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const OptionLine *line = &options[i];

      if (word[1] == '-' && length == strlen (line->name) + 2 &&
          strncmp (word + 2, line->name, length - 2) == 0)
        {
          *value = equals != NULL ? equals + 1 : NULL;
          return line;
        }
      if (word[1] != '-' && word[1] == line->letter && (word[2] == '\0' || line->value != NULL))
        {
          *value = word[2] != '\0' ? word + 2 : NULL;
          return line;
        }
    }
  return NULL;
}

static void
set_text (char **member, const char *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

/* Keeps the option's VALUE in LINE. FALSE, told, where it is none. */
static gboolean
keep_option (DenCommandLine *line, const OptionLine *option, const char *value)
{
  switch (option->option)
    {
    case DEN_OPTION_OUTPUT:
      set_text (&line->output, value);
      break;
    case DEN_OPTION_ALL:
      line->all = TRUE;
      break;
    case DEN_OPTION_POLICY:
      set_text (&line->policy, value);
      break;
    case DEN_OPTION_JSON:
      line->json = TRUE;
      break;
    case DEN_OPTION_DEMO:
      line->demo = TRUE;
      break;
    case DEN_OPTION_DATABASE:
      set_text (&line->database, value);
      break;
    case DEN_OPTION_USER:
      set_text (&line->user, value);
      break;
    case DEN_OPTION_PATIENTS:
      if (g_ascii_string_to_signed (value, 10, 1, 1000000, &line->patients, NULL))
        break;
      den_command_wrong (_ ("--patients: must be a whole number from 1 to 1000000"));
      return FALSE;
    case DEN_OPTION_ON:
      if (den_day_parse_iso (value, &line->on))
        break;
      den_command_wrong (_ ("--on: must be a date like 2026-11-21"));
      return FALSE;
    default:
      break;
    }
  return TRUE;
}

/* Reads the words into LINE, and which options there were into GIVEN. */
static gboolean
read_words (int argc, char **argv, DenCommandLine *line, guint *given)
{
  gboolean only_words = FALSE;

  for (int i = 1; i < argc; i++)
    {
      const OptionLine *option;
      const char *value;

      if (only_words || argv[i][0] != '-' || argv[i][1] == '\0')
        {
          g_ptr_array_add (line->words, g_strdup (argv[i]));
          continue;
        }
      if (strcmp (argv[i], "--") == 0)
        {
          only_words = TRUE;
          continue;
        }
      option = find_option (argv[i], &value);
      if (option == NULL || (option->value == NULL && value != NULL))
        {
          g_autofree char *shown = g_filename_display_name (argv[i]);

          den_command_wrong (_ ("%s: there is no such option; see dendra --help"), shown);
          return FALSE;
        }
      if (option->value != NULL && value == NULL && i + 1 < argc)
        value = argv[++i];
      if (option->value != NULL && (value == NULL || *value == '\0'))
        {
          den_command_wrong (_ ("--%s: must be followed by %s"), option->name, option->value);
          return FALSE;
        }
      if (!keep_option (line, option, value))
        return FALSE;
      *given |= option->option;
    }
  return TRUE;
}

/* Tells the first of the options GIVEN that is not ALLOWED; FALSE where there is one. */
static gboolean
check_options (guint given, guint allowed, const DenCommand *command)
{
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if ((given & options[i].option & ~allowed) != 0)
      {
        if (command != NULL)
          den_command_wrong (_ ("--%s: dendra %s has no such option; see dendra %s --help"),
                             options[i].name, command->name, command->name);
        else
          den_command_wrong (_ ("--%s: belongs to a subcommand; see dendra --help"),
                             options[i].name);
        return FALSE;
      }
  return TRUE;
}

/* Whether the words are as many as COMMAND takes, and text where they must be. */
static gboolean
check_words (const DenCommandLine *line, const DenCommand *command, guint given)
{
  guint min = command->min_words - (line->all && command->min_words > 0 ? 1 : 0);
  guint max = line->all ? min : command->max_words;

  if (line->words->len < min || line->words->len > max)
    {
      den_command_wrong (_ ("usage: dendra %s %s"), command->name, command->usage);
      return FALSE;
    }
  for (guint i = 0; !command->takes_files && i < line->words->len; i++)
    if (!g_utf8_validate (g_ptr_array_index (line->words, i), -1, NULL))
      {
        g_autofree char *shown = g_filename_display_name (g_ptr_array_index (line->words, i));

        den_command_wrong (_ ("%s: must be UTF-8 text"), shown);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_texts (const DenCommandLine *line)
{
  if ((line->user != NULL && !g_utf8_validate (line->user, -1, NULL)) ||
      (line->policy != NULL && !g_utf8_validate (line->policy, -1, NULL)))
    {
      den_command_wrong (_ ("--user and --policy: must be UTF-8 text"));
      return FALSE;
    }
  return TRUE;
}

/* Takes the subcommand out of the words, and sees that the rest fits it. */
static gboolean
check_line (DenCommandLine *line, guint given, int *status)
{
  g_autofree char *word = line->words->len > 0 ? g_ptr_array_steal_index (line->words, 0) : NULL;
  const DenCommand *command = word != NULL ? den_command_find (word) : NULL;
  g_autofree char *text = NULL;

  *status = DEN_EXIT_INPUT;
  if (word != NULL && command == NULL)
    {
      g_autofree char *shown = g_filename_display_name (word);
      g_autofree char *names = den_command_names ();

      den_command_wrong (_ ("%s: there is no such subcommand; there are %s"), shown, names);
      return FALSE;
    }
  if ((given & (DEN_OPTION_HELP | DEN_OPTION_VERSION)) != 0)
    {
      text = (given & DEN_OPTION_HELP) != 0 ? den_command_help (command)
                                            : g_strdup ("Dendra " DEN_VERSION "\n");
      *status = den_command_write_out (text);
      return FALSE;
    }
  if (!check_options (
          given, command != NULL ? command->options | DEN_OPTIONS_OF_ALL : DEN_OPTIONS_OF_WINDOW,
          command) ||
      !check_texts (line) || (command != NULL && !check_words (line, command, given)))
    return FALSE;
  line->command = command != NULL ? command->name : NULL;
  return TRUE;
}

/* Reads the command line into LINE, which is empty. FALSE where there is nothing more to do: what
 * was wrong is told, or the help shown, and STATUS is to be returned. */
gboolean
den_command_line_parse (int argc, char **argv, DenCommandLine *line, int *status)
{
  guint given = 0;

  line->words = g_ptr_array_new_with_free_func (g_free);
  line->on = DEN_UNKNOWN;
  *status = DEN_EXIT_INPUT;
  if (!read_words (argc, argv, line, &given) || !check_line (line, given, status))
    return FALSE;
  if (line->database == NULL && g_getenv ("DENDRA_DATABASE") != NULL &&
      *g_getenv ("DENDRA_DATABASE") != '\0')
    line->database = g_strdup (g_getenv ("DENDRA_DATABASE"));
  return TRUE;
}

void
den_command_line_clear (DenCommandLine *line)
{
  g_clear_pointer (&line->words, g_ptr_array_unref);
  g_clear_pointer (&line->database, g_free);
  g_clear_pointer (&line->user, g_free);
  g_clear_pointer (&line->output, g_free);
  g_clear_pointer (&line->policy, g_free);
}
