/* A JSON writer, and records written by their field tables. */
#include "den-json.h"

#include "den-decimal.h"

#include <string.h>

struct _DenJson
{
  GString *text;
  gboolean indented;
  int depth;
  gboolean first;     /* nothing stands in the innermost object or array yet */
  gboolean after_key; /* a value belongs on this line */
};

/* INDENTED by two blanks a level with a newline at the end, or all in one line. Freed by
 * den_json_finish. */
DenJson *
den_json_new (gboolean indented)
{
  DenJson *json = g_new0 (DenJson, 1);

  json->text = g_string_new (NULL);
  json->indented = indented;
  json->first = TRUE;
  return json;
}

/* The text; JSON is freed. */
char *
den_json_finish (DenJson *json)
{
  GString *text = json->text;

  g_warn_if_fail (json->depth == 0);
  if (json->indented)
    g_string_append_c (text, '\n');
  g_free (json);
  return g_string_free (text, FALSE);
}

static void
new_line (DenJson *json)
{
  if (!json->indented)
    return;
  g_string_append_c (json->text, '\n');
  for (int i = 0; i < json->depth; i++)
    g_string_append (json->text, "  ");
}

/* What stands before every value and key. */
static void
separate (DenJson *json)
{
  if (json->after_key)
    {
      json->after_key = FALSE;
      return;
    }
  if (!json->first)
    g_string_append_c (json->text, ',');
  if (json->depth > 0)
    new_line (json);
  json->first = FALSE;
}

static void
begin (DenJson *json, char bracket)
{
  separate (json);
  g_string_append_c (json->text, bracket);
  json->depth++;
  json->first = TRUE;
}

static void
end (DenJson *json, char bracket)
{
  json->depth--;
  if (!json->first)
    new_line (json);
  g_string_append_c (json->text, bracket);
  json->first = FALSE;
}

void
den_json_begin_object (DenJson *json)
{
  begin (json, '{');
}

void
den_json_end_object (DenJson *json)
{
  end (json, '}');
}

void
den_json_begin_array (DenJson *json)
{
  begin (json, '[');
}

void
den_json_end_array (DenJson *json)
{
  end (json, ']');
}

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (out, "\\u%04x", *p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

void
den_json_key (DenJson *json, const char *key)
{
  separate (json);
  append_quoted (json->text, key);
  g_string_append (json->text, json->indented ? ": " : ":");
  json->after_key = TRUE;
}

/* TEXT must be valid UTF-8; NULL is written null. */
void
den_json_string (DenJson *json, const char *text)
{
  separate (json);
  if (text != NULL)
    append_quoted (json->text, text);
  else
    g_string_append (json->text, "null");
}

/* DEN_UNKNOWN is written null. */
void
den_json_integer (DenJson *json, gint64 number)
{
  den_json_decimal (json, number, 1);
}

/* NUMBER / SCALE, exact; DEN_UNKNOWN is written null. */
void
den_json_decimal (DenJson *json, gint64 number, gint64 scale)
{
  g_autofree char *text = number != DEN_UNKNOWN ? den_decimal_to_text (number, scale) : NULL;

  separate (json);
  g_string_append (json->text, text != NULL ? text : "null");
}

void
den_json_boolean (DenJson *json, gboolean yes)
{
  separate (json);
  g_string_append (json->text, yes ? "true" : "false");
}

void
den_json_null (DenJson *json)
{
  den_json_string (json, NULL);
}

/* "2026-11-21", or null. */
void
den_json_day (DenJson *json, DenDay day)
{
  g_autofree char *text = den_day_to_iso (day);

  den_json_string (json, text);
}

static void
write_scores (DenJson *json, const DenScores *scores)
{
  den_json_begin_array (json);
  for (int i = 0; i < scores->n; i++)
    den_json_integer (json, scores->item[i] == DEN_SCORE_MISSING ? DEN_UNKNOWN : scores->item[i]);
  den_json_end_array (json);
}

/* VALUE as the chart file writes it; null when unknown. */
void
den_json_field_value (DenJson *json, const DenField *field, const DenValue *value)
{
  g_autofree char *instant = NULL;

  if (!den_value_is_known (value))
    {
      den_json_null (json);
      return;
    }
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      den_json_string (json, value->text);
      break;
    case DEN_FIELD_INTEGER:
      den_json_integer (json, value->number);
      break;
    case DEN_FIELD_DECIMAL:
      den_json_decimal (json, value->number, field->scale);
      break;
    case DEN_FIELD_FLAG:
      den_json_boolean (json, value->number != 0);
      break;
    case DEN_FIELD_CHOICE:
      den_json_string (json, field->choices[value->number].word);
      break;
    case DEN_FIELD_DAY:
      den_json_day (json, value->number);
      break;
    case DEN_FIELD_INSTANT:
      instant = den_instant_to_text (value->instant);
      den_json_string (json, instant);
      break;
    case DEN_FIELD_SCORES:
      write_scores (json, &value->scores);
      break;
    default:
      g_return_if_reached ();
    }
}

/* Closes the inner object OPEN ("address", "" for none) unless KEY lies in it, and opens the one
 * KEY lies in, which OPEN, a buffer of OPEN_SIZE, then names. Returns KEY's last part. */
static const char *
enter_object (DenJson *json, char *open, gsize open_size, const char *key)
{
  const char *dot = strchr (key, '.');
  g_autofree char *wanted = dot != NULL ? g_strndup (key, (gsize) (dot - key)) : g_strdup ("");

  if (!g_str_equal (open, wanted))
    {
      if (*open != '\0')
        den_json_end_object (json);
      if (*wanted != '\0')
        {
          den_json_key (json, wanted);
          den_json_begin_object (json);
        }
      g_strlcpy (open, wanted, open_size);
    }
  return dot != NULL ? dot + 1 : key;
}

/* The members of RECORD into the object that is open: what is known, in the table's order. */
void
den_json_record_members (DenJson *json, gconstpointer data)
{
  const DenRecord *record = data;
  char open[64] = "";

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const DenField *field = &record->type->fields[i];
      g_auto (DenValue) value = DEN_VALUE_INIT;

      if (field->internal)
        continue;
      if (field->type == DEN_FIELD_LIST)
        {
          GPtrArray *list = den_field_list (field, record);

          if (list->len == 0)
            continue;
          den_json_key (json, enter_object (json, open, sizeof open, den_field_key (field)));
          den_json_begin_array (json);
          for (guint j = 0; j < list->len; j++)
            den_json_record (json, g_ptr_array_index (list, j));
          den_json_end_array (json);
        }
      else if (field->type == DEN_FIELD_RECORD)
        {
          gpointer held = *den_field_record (field, (gpointer) record);

          if (held == NULL)
            continue;
          den_json_key (json, enter_object (json, open, sizeof open, den_field_key (field)));
          den_json_record (json, held);
        }
      else
        {
          den_field_get (field, record, &value);
          if (!den_value_is_known (&value))
            continue;
          den_json_key (json, enter_object (json, open, sizeof open, den_field_key (field)));
          den_json_field_value (json, field, &value);
        }
    }
  enter_object (json, open, sizeof open, "");
}

/* RECORD as an object. */
void
den_json_record (DenJson *json, gconstpointer record)
{
  den_json_begin_object (json);
  den_json_record_members (json, record);
  den_json_end_object (json);
}
