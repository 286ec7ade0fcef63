/* Prints the chart file's fields as the README's tables have them: key, type, bounds. A list of
 * records is "trials[]", their fields "trials[].drug". */
#include "den-chart.h"
#include "den-day.h"
#include "den-decimal.h"

static char *
choice_words (const DenChoice *choices)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (int i = 0; choices[i].word != NULL; i++)
    g_string_append_printf (words, "%s`%s`", i > 0 ? ", " : "", choices[i].word);
  return g_strdup (words->str);
}

static const char *
type_word (const DenField *field)
{
  switch (field->type)
    {
    case DEN_FIELD_TEXT:
      return "text";
    case DEN_FIELD_INTEGER:
      return "whole number";
    case DEN_FIELD_DECIMAL:
      return field->scale > 1 ? "number" : "whole number";
    case DEN_FIELD_FLAG:
      return "true or false";
    case DEN_FIELD_CHOICE:
      return "word";
    case DEN_FIELD_DAY:
      return "date";
    case DEN_FIELD_INSTANT:
      return "instant";
    case DEN_FIELD_SCORES:
      return "list of scores";
    case DEN_FIELD_LIST:
      return "list";
    default:
      return "object";
    }
}

/* What FIELD takes, with its unit; "-" where its type says all. */
static char *
bounds_words (const DenField *field)
{
  g_autoptr (GString) words = g_string_new (field->required ? "needed" : NULL);
  gint64 scale = MAX (field->scale, 1);

  if (field->type == DEN_FIELD_CHOICE)
    {
      g_autofree char *choices = choice_words (field->choices);

      g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", choices);
    }
  else if (field->type == DEN_FIELD_TEXT)
    g_string_append_printf (words, "%sat most %d characters", words->len > 0 ? "; " : "",
                            field->max > 0 ? (int) field->max : 200);
  else if (field->type == DEN_FIELD_SCORES)
    g_string_append_printf (words, "%s1 to %d", words->len > 0 ? "; " : "", DEN_MAX_SCORES);
  else if ((field->type == DEN_FIELD_INTEGER || field->type == DEN_FIELD_DECIMAL) &&
           (field->min != 0 || field->max != 0))
    {
      g_autofree char *min = den_decimal_to_text (field->min, scale);
      g_autofree char *max = den_decimal_to_text (field->max, scale);

      g_string_append_printf (words, "%s%s to %s%s%s", words->len > 0 ? "; " : "", min, max,
                              field->unit != NULL ? " " : "",
                              field->unit != NULL ? field->unit : "");
    }
  return g_strdup (words->len > 0 ? words->str : "-");
}

static void
print_fields (const DenRecordType *type, const char *prefix)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const DenField *field = &type->fields[i];
      g_autofree char *key = g_strconcat (prefix, den_field_key (field),
                                          field->type == DEN_FIELD_LIST ? "[]" : "", NULL);
      g_autofree char *bounds = bounds_words (field);

      if (field->internal)
        continue;
      g_print ("%s\t%s\t%s\n", key, type_word (field), bounds);
      if (field->of != NULL)
        {
          g_autofree char *inner = g_strconcat (key, ".", NULL);

          print_fields (field->of, inner);
        }
    }
}

int
main (void)
{
  print_fields (&den_chart_type, "");
  return 0;
}
