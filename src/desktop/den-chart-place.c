/* From a chart file's place to the fact of an open chart. */
#include "den-chart-place.h"

#include <stdlib.h>
#include <string.h>

/* The column whose key is KEY, or, for an object of several fields, the first of them: "address"
 * leads to the street. NULL for none. */
static const char *
find_column (const DenRecordType *type, const char *key)
{
  g_autofree char *prefix = g_strconcat (key, ".", NULL);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const DenField *field = &type->fields[i];

      if (strcmp (den_field_key (field), key) == 0 ||
          g_str_has_prefix (den_field_key (field), prefix))
        return field->column;
    }
  return NULL;
}

gboolean
den_chart_place_find (const DenChart *chart, const char *text, DenChartPlace *found)
{
  gsize length = strcspn (text, "[.");
  g_autofree char *head = g_strndup (text, length);
  const char *rest = strchr (text, '.');
  const DenField *field = NULL;

  for (guint i = 0; i < den_chart_type.n_fields && field == NULL; i++)
    if (strcmp (den_field_key (&den_chart_type.fields[i]), head) == 0)
      field = &den_chart_type.fields[i];
  if (field == NULL)
    return FALSE;

  *found = (DenChartPlace){ .type = field->of };
  if (field->type == DEN_FIELD_RECORD)
    found->record = *den_field_record (field, (gpointer) chart);
  else if (text[length] == '[')
    {
      GPtrArray *list = den_field_list (field, chart);
      guint index = (guint) strtoul (text + length + 1, NULL, 10);

      found->record = index < list->len ? g_ptr_array_index (list, index) : NULL;
    }
  if (rest != NULL)
    found->column = find_column (field->of, rest + 1);
  return TRUE;
}
