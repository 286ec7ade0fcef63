/* What can be done with one field of a record: read, set, check, parse, print. */
#include "den-field.h"

#include "den-decimal.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_MAX_CHARACTERS 200

G_DEFINE_QUARK (den - field - error - quark, den_field_error)

/* An unknown value of TYPE. */
void
den_value_init (DenValue *value, DenFieldType type)
{
  *value = DEN_VALUE_INIT;
  value->type = type;
}

void
den_value_clear (DenValue *value)
{
  g_clear_pointer (&value->text, g_free);
  den_value_init (value, value->type);
}

/* TO must be initialised; what it held is freed. */
void
den_value_copy (const DenValue *from, DenValue *to)
{
  g_free (to->text);
  *to = *from;
  to->text = g_strdup (from->text);
}

gboolean
den_value_equal (const DenValue *a, const DenValue *b)
{
  return a->type == b->type && g_strcmp0 (a->text, b->text) == 0 && a->number == b->number &&
         a->instant.us == b->instant.us && a->instant.offset_minutes == b->instant.offset_minutes &&
         a->scores.n == b->scores.n &&
         memcmp (a->scores.item, b->scores.item, sizeof (int) * (gsize) a->scores.n) == 0;
}

gboolean
den_value_is_known (const DenValue *value)
{
  return value->text != NULL || value->number != DEN_UNKNOWN ||
         den_instant_is_known (value->instant) || value->scores.n > 0;
}

/* The field's name in the chart file. */
const char *
den_field_key (const DenField *field)
{
  return field->key != NULL ? field->key : field->column;
}

/* Whether the field holds a value of its own rather than records. */
gboolean
den_field_is_scalar (const DenField *field)
{
  return field->type != DEN_FIELD_LIST && field->type != DEN_FIELD_RECORD;
}

static gpointer
member (const DenField *field, gconstpointer record)
{
  return (char *) record + field->offset;
}

/* Where the record keeps the number of an INTEGER, DECIMAL, FLAG, CHOICE or DAY. */
gint64 *
den_field_number (const DenField *field, gpointer record)
{
  return member (field, record);
}

char **
den_field_text (const DenField *field, gpointer record)
{
  return member (field, record);
}

GPtrArray *
den_field_list (const DenField *field, gconstpointer record)
{
  return *(GPtrArray **) member (field, record);
}

gpointer *
den_field_record (const DenField *field, gpointer record)
{
  return member (field, record);
}

/* Copies the field's value of RECORD into VALUE, which must be initialised. */
void
den_field_get (const DenField *field, gconstpointer record, DenValue *value)
{
  g_return_if_fail (den_field_is_scalar (field));

  den_value_clear (value);
  value->type = field->type;
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      value->text = g_strdup (*(char **) member (field, record));
      break;
    case DEN_FIELD_INSTANT:
      value->instant = *(DenInstant *) member (field, record);
      break;
    case DEN_FIELD_SCORES:
      value->scores = *(DenScores *) member (field, record);
      break;
    default:
      value->number = *(gint64 *) member (field, record);
      break;
    }
}

/* Copies VALUE into RECORD, unchecked. */
void
den_field_set (const DenField *field, gpointer record, const DenValue *value)
{
  g_return_if_fail (den_field_is_scalar (field) && value->type == field->type);

  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      {
        char *copy = g_strdup (value->text);

        g_free (*(char **) member (field, record));
        *(char **) member (field, record) = copy;
        break;
      }
    case DEN_FIELD_INSTANT:
      *(DenInstant *) member (field, record) = value->instant;
      break;
    case DEN_FIELD_SCORES:
      *(DenScores *) member (field, record) = value->scores;
      break;
    default:
      *(gint64 *) member (field, record) = value->number;
      break;
    }
}

static void set_invalid (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
set_invalid (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID, message);
}

static char *
format_number (const DenField *field, gint64 number)
{
  switch (field->type)
    {
    case DEN_FIELD_DECIMAL:
      return den_decimal_to_text (number, field->scale);
    case DEN_FIELD_FLAG:
      return g_strdup (number ? _ ("yes") : _ ("no"));
    case DEN_FIELD_CHOICE:
      return g_strdup (_ (field->choices[number].label));
    case DEN_FIELD_DAY:
      return den_day_to_us (number);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}

static gboolean
check_bounds (const DenField *field, gint64 number, GError **error)
{
  g_autofree char *min = NULL, *max = NULL;

  if ((field->min == 0 && field->max == 0) || (number >= field->min && number <= field->max))
    return TRUE;
  min = format_number (field, field->min);
  max = format_number (field, field->max);
  set_invalid (error, _ ("must be from %s to %s"), min, max);
  return FALSE;
}

static gboolean
check_text (const DenField *field, const char *text, GError **error)
{
  glong max = field->max != 0 ? (glong) field->max : DEFAULT_MAX_CHARACTERS;
  const char *wrong;

  if (!g_utf8_validate (text, -1, NULL))
    {
      set_invalid (error, _ ("must be valid UTF-8 text"));
      return FALSE;
    }
  if (g_utf8_strlen (text, -1) > max)
    {
      set_invalid (error, _ ("must have at most %ld characters"), max);
      return FALSE;
    }
  wrong = field->check != NULL ? field->check (text) : NULL;
  if (wrong != NULL)
    {
      set_invalid (error, "%s", wrong);
      return FALSE;
    }
  return TRUE;
}

/* Whether FIELD takes VALUE: known if it must be, within its bounds, right in form. */
gboolean
den_field_check (const DenField *field, const DenValue *value, GError **error)
{
  if (!den_value_is_known (value))
    {
      if (field->required)
        set_invalid (error, _ ("is needed"));
      return !field->required;
    }
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      return check_text (field, value->text, error);
    case DEN_FIELD_INSTANT:
      return check_bounds (field, den_instant_day (value->instant), error);
    case DEN_FIELD_INTEGER:
    case DEN_FIELD_DECIMAL:
    case DEN_FIELD_DAY:
      return check_bounds (field, value->number, error);
    default:
      return TRUE;
    }
}

static gboolean
parse_choice (const DenField *field, const char *text, DenValue *value)
{
  for (int i = 0; field->choices[i].word != NULL; i++)
    if (g_ascii_strcasecmp (text, field->choices[i].word) == 0 ||
        g_utf8_collate (text, _ (field->choices[i].label)) == 0)
      {
        value->number = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_flag (const char *text, DenValue *value)
{
  gboolean yes = strcmp (text, "yes") == 0 || strcmp (text, _ ("yes")) == 0;
  gboolean no = strcmp (text, "no") == 0 || strcmp (text, _ ("no")) == 0;

  value->number = yes ? 1 : 0;
  return yes || no;
}

/* Reads TEXT, which is neither blank nor padded; sets ERROR to what would be right. */
static gboolean
parse_known (const DenField *field, const char *text, DenValue *value, GError **error)
{
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      value->text = den_text_clean (text);
      return TRUE;
    case DEN_FIELD_INTEGER:
      if (den_decimal_parse (text, 1, &value->number))
        return TRUE;
      set_invalid (error, _ ("must be a whole number"));
      return FALSE;
    case DEN_FIELD_DECIMAL:
      if (den_decimal_parse (text, field->scale, &value->number))
        return TRUE;
      set_invalid (error, _ ("must be a number like 37.5"));
      return FALSE;
    case DEN_FIELD_FLAG:
      if (parse_flag (text, value))
        return TRUE;
      set_invalid (error, _ ("must be yes or no"));
      return FALSE;
    case DEN_FIELD_CHOICE:
      if (parse_choice (field, text, value))
        return TRUE;
      set_invalid (error, _ ("must be one of the choices"));
      return FALSE;
    case DEN_FIELD_DAY:
      if (den_day_parse (text, &value->number))
        return TRUE;
      set_invalid (error, _ ("must be a date like 11/21/2026"));
      return FALSE;
    case DEN_FIELD_INSTANT:
      if (den_instant_parse (text, &value->instant))
        return TRUE;
      set_invalid (error, _ ("must be a time like 2026-11-20T09:05:00-05:00"));
      return FALSE;
    case DEN_FIELD_SCORES:
      if (den_scores_parse (text, &value->scores))
        return TRUE;
      set_invalid (error, _ ("must be scores like 0 1 2 -"));
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Reads what someone typed into FIELD, and checks it. Blank is unknown. VALUE must be initialised;
 * on failure it is unknown and ERROR, of DEN_FIELD_ERROR, says what would be right. */
gboolean
den_field_parse (const DenField *field, const char *text, DenValue *value, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  den_value_clear (value);
  value->type = field->type;
  if ((*trimmed != '\0' && !parse_known (field, trimmed, value, error)) ||
      !den_field_check (field, value, error))
    {
      den_value_clear (value);
      value->type = field->type;
      return FALSE;
    }
  return TRUE;
}

/* VALUE as the screen shows it, without its unit; "" when unknown. den_field_parse reads it back.
 */
char *
den_field_format (const DenField *field, const DenValue *value)
{
  if (!den_value_is_known (value))
    return g_strdup ("");
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      return g_strdup (value->text);
    case DEN_FIELD_INSTANT:
      return den_instant_to_text (value->instant);
    case DEN_FIELD_SCORES:
      return den_scores_to_text (&value->scores);
    default:
      return format_number (field, value->number);
    }
}

/* The same for the field's value of RECORD. */
char *
den_field_format_record (const DenField *field, gconstpointer record)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_field_get (field, record, &value);
  return den_field_format (field, &value);
}

/* "0 1 - 2": a dash for a missing answer. NULL when not known. */
char *
den_scores_to_text (const DenScores *scores)
{
  GString *text;

  if (scores->n == 0)
    return NULL;
  text = g_string_new (NULL);
  for (int i = 0; i < scores->n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      if (scores->item[i] == DEN_SCORE_MISSING)
        g_string_append_c (text, '-');
      else
        g_string_append_printf (text, "%d", scores->item[i]);
    }
  return g_string_free (text, FALSE);
}

/* Reads what den_scores_to_text writes. */
gboolean
den_scores_parse (const char *text, DenScores *scores)
{
  gsize length;

  scores->n = 0;
  for (const char *at = text;; at += length + 1)
    {
      char word[16];
      gint64 score;

      length = strcspn (at, " ");
      if (scores->n == DEN_MAX_SCORES || length >= sizeof word)
        return FALSE;
      memcpy (word, at, length);
      word[length] = '\0';
      if (strcmp (word, "-") == 0)
        score = DEN_SCORE_MISSING;
      else if (!den_decimal_parse (word, 1, &score) || score < 0 || score > 1000)
        return FALSE;
      scores->item[scores->n++] = (int) score;
      if (at[length] == '\0')
        return TRUE;
    }
}
