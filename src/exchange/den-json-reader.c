/* JSON text to records. Strict: RFC 8259 without duplicate keys, no key that is not in the field
 * table, no value of another type. Reading reports everything it finds, not just the first. */
#include "den-json-reader.h"

#include "den-text.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_ELEMENTS 10000
#define MAX_NUMBER 1e12
#define MAX_SHOWN_KEY 60

/* TEXT as part of a one-line message: valid UTF-8, without control characters, not too long. */
static char *
shown (const char *text)
{
  g_autofree char *clean = den_text_clean (text);

  if (clean == NULL)
    return g_strdup ("");
  g_strdelimit (clean, "\n", ' ');
  return g_utf8_strlen (clean, -1) > MAX_SHOWN_KEY ? g_utf8_substring (clean, 0, MAX_SHOWN_KEY)
                                                   : g_steal_pointer (&clean);
}

/* Parses the LENGTH bytes at TEXT. NULL with a problem that names line and column where they are no
 * JSON: a truncated file, invalid UTF-8, a key twice, deeper nesting than the parser takes. */
DenJsonNode *
den_json_parse (const char *text, gsize length, DenProblems *problems)
{
  json_error_t at;
  DenJsonNode *node = json_loadb (text, length, JSON_REJECT_DUPLICATES, &at);
  g_autofree char *cause = node == NULL ? g_utf8_make_valid (at.text, -1) : NULL;

  if (node == NULL)
    den_problems_add (problems, "", _ ("line %d, column %d: must be valid JSON (%s)"), at.line,
                      at.column, g_strdelimit (cause, "\r\n\t", ' '));
  return node;
}

/* The number x SCALE; FALSE where it has more decimals than SCALE can keep or is out of all reason.
 * The parser hands decimals over in binary, so that 0.1 x 1000 may miss 100 by a few units of the
 * last place, and by no more. */
static gboolean
read_decimal (DenJsonNode *node, gint64 scale, gint64 *number)
{
  double scaled = json_number_value (node) * (double) scale;
  double nearest = round (scaled);

  if (!isfinite (scaled) || fabs (scaled) > MAX_NUMBER ||
      fabs (scaled - nearest) > 4 * DBL_EPSILON * fabs (nearest))
    return FALSE;
  *number = (gint64) nearest;
  return TRUE;
}

/* A text that is given must say something. A field of more characters than a line holds is a note
 * and may have lines. */
static void
read_text (DenJsonNode *node, const DenField *field, const char *place, DenValue *value,
           DenProblems *problems)
{
  gboolean lines = field->multiline || field->max > 200;

  if (!json_is_string (node))
    {
      den_problems_add (problems, place, "%s", _ ("must be a text in quotes"));
      return;
    }
  value->text = den_text_clean (json_string_value (node));
  if (value->text == NULL)
    den_problems_add (problems, place, "%s",
                      _ ("must not be empty: leave it out where it is not known"));
  else if (!lines && strchr (value->text, '\n') != NULL)
    den_problems_add (problems, place, "%s", _ ("must stand on one line"));
}

/* Says how fine a number of SCALE, a power of ten, may be. */
static void
report_decimal (gint64 scale, const char *place, DenProblems *problems)
{
  gulong decimals = 0;

  for (; scale > 1; scale /= 10)
    decimals++;
  if (decimals == 0)
    den_problems_add (problems, place, "%s", _ ("must be a whole number of usual size"));
  else
    den_problems_add (
        problems, place,
        g_dngettext (GETTEXT_PACKAGE, "must be a number of usual size with at most %lu decimal",
                     "must be a number of usual size with at most %lu decimals", decimals),
        decimals);
}

static gboolean
read_choice (DenJsonNode *node, const DenChoice *choices, gint64 *number)
{
  const char *word = json_string_value (node);

  for (int i = 0; word != NULL && choices[i].word != NULL; i++)
    if (strcmp (word, choices[i].word) == 0)
      {
        *number = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_scores (DenJsonNode *node, DenScores *scores)
{
  gsize i;
  DenJsonNode *item;

  if (!json_is_array (node) || json_array_size (node) == 0 ||
      json_array_size (node) > DEN_MAX_SCORES)
    return FALSE;
  json_array_foreach (node, i, item)
  {
    json_int_t score = json_integer_value (item);

    if (!json_is_null (item) && (!json_is_integer (item) || score < 0 || score > 1000))
      return FALSE;
    scores->item[i] = json_is_null (item) ? DEN_SCORE_MISSING : (int) score;
  }
  scores->n = (int) json_array_size (node);
  return TRUE;
}

static char *
choice_words (const DenChoice *choices)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (int i = 0; choices[i].word != NULL; i++)
    g_ptr_array_add (words, (gpointer) choices[i].word);
  return den_text_join (words, _ ("or"));
}

static void
read_value (DenJsonNode *node, const DenField *field, gpointer record, const char *place,
            DenProblems *problems)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autofree char *words = NULL;

  den_value_init (&value, field->type);
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      read_text (node, field, place, &value, problems);
      break;
    case DEN_FIELD_INTEGER:
      if (!json_is_integer (node) || !read_decimal (node, 1, &value.number))
        den_problems_add (problems, place, "%s", _ ("must be a whole number"));
      break;
    case DEN_FIELD_DECIMAL:
      if (!json_is_number (node))
        den_problems_add (problems, place, "%s", _ ("must be a number"));
      else if (!read_decimal (node, field->scale, &value.number))
        report_decimal (field->scale, place, problems);
      break;
    case DEN_FIELD_FLAG:
      if (!json_is_boolean (node))
        den_problems_add (problems, place, "%s", _ ("must be true or false"));
      else
        value.number = json_is_true (node) ? 1 : 0;
      break;
    case DEN_FIELD_CHOICE:
      words = choice_words (field->choices);
      if (!read_choice (node, field->choices, &value.number))
        den_problems_add (problems, place, _ ("must be %s"), words);
      break;
    case DEN_FIELD_DAY:
      if (!json_is_string (node) || !den_day_parse_iso (json_string_value (node), &value.number))
        den_problems_add (problems, place, "%s", _ ("must be a date like \"2026-11-21\""));
      break;
    case DEN_FIELD_INSTANT:
      if (!json_is_string (node) || !den_instant_parse (json_string_value (node), &value.instant))
        den_problems_add (problems, place, "%s",
                          _ ("must be a time with its offset like \"2026-11-20T09:05:00-05:00\""));
      break;
    case DEN_FIELD_SCORES:
      if (!read_scores (node, &value.scores))
        den_problems_add (problems, place, _ ("must be a list of 1 to %d whole numbers or nulls"),
                          DEN_MAX_SCORES);
      break;
    default:
      g_return_if_reached ();
    }
  den_field_set (field, record, &value);
}

static void
read_list (DenJsonNode *node, const DenField *field, gpointer record, const char *place,
           DenProblems *problems)
{
  gsize i;
  DenJsonNode *element;

  if (!json_is_array (node))
    {
      den_problems_add (problems, place, "%s", _ ("must be a list in brackets"));
      return;
    }
  if (json_array_size (node) > MAX_ELEMENTS)
    {
      den_problems_add (problems, place, _ ("must have at most %d elements"), MAX_ELEMENTS);
      return;
    }
  json_array_foreach (node, i, element)
  {
    g_autofree char *here = den_place_index (place, (guint) i);
    gpointer read = den_json_read_record (element, field->of, here, problems);

    /* An empty record in the place of what is none: those behind it keep their number. */
    g_ptr_array_add (den_field_list (field, record),
                     read != NULL ? read : den_record_new (field->of));
  }
}

static const DenField *
find_key (const DenRecordType *type, const char *key)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (!type->fields[i].internal && strcmp (den_field_key (&type->fields[i]), key) == 0)
      return &type->fields[i];
  return NULL;
}

/* Whether KEY is an inner object: some field's key begins with "KEY." */
static gboolean
is_inner_object (const DenRecordType *type, const char *key)
{
  gsize length = strlen (key);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const char *of_field = den_field_key (&type->fields[i]);

      if (strncmp (of_field, key, length) == 0 && of_field[length] == '.')
        return TRUE;
    }
  return FALSE;
}

/* Reads the members of OBJECT, whose keys begin with PREFIX in the table ("" or "address."). A key
 * with a point in it is none of ours, though the table writes inner keys so. */
static void
read_members (DenJsonNode *object, const char *prefix, gpointer record, const char *place,
              DenProblems *problems)
{
  const DenRecordType *type = ((DenRecord *) record)->type;
  const char *key;
  DenJsonNode *node;

  json_object_foreach (object, key, node)
  {
    g_autofree char *full = g_strconcat (prefix, key, NULL);
    g_autofree char *name = shown (key);
    g_autofree char *here = den_place_member (place, name);
    const DenField *field = find_key (type, full);

    if (strchr (key, '.') != NULL || (field == NULL && !is_inner_object (type, full)))
      den_problems_add (problems, here, "%s", _ ("is not a key that belongs here"));
    else if (json_is_null (node))
      continue;
    else if (field != NULL && field->type == DEN_FIELD_LIST)
      read_list (node, field, record, here, problems);
    else if (field != NULL && field->type == DEN_FIELD_RECORD)
      *den_field_record (field, record) = den_json_read_record (node, field->of, here, problems);
    else if (field != NULL)
      read_value (node, field, record, here, problems);
    else if (!json_is_object (node))
      den_problems_add (problems, here, "%s", _ ("must be an object in braces"));
    else
      {
        g_autofree char *inner = g_strconcat (full, ".", NULL);

        read_members (node, inner, record, here, problems);
      }
  }
}

/* The record of TYPE that OBJECT holds, which stands at PLACE. What is wrong with its form is added
 * to PROBLEMS; den_record_check tells the rest. NULL where it is no object at all. Lists of more
 * than 10,000 elements are a problem. */
gpointer
den_json_read_record (DenJsonNode *object, const DenRecordType *type, const char *place,
                      DenProblems *problems)
{
  gpointer record;

  if (!json_is_object (object))
    {
      den_problems_add (problems, place, "%s", _ ("must be an object in braces"));
      return NULL;
    }
  record = den_record_new (type);
  read_members (object, "", record, place, problems);
  return record;
}
