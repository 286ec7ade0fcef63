/* What can be done with a whole record, by its field table alone. */
#include "den-field.h"

#include <glib/gi18n-lib.h>

/* The field whose column is COLUMN, or NULL. */
const DenField *
den_record_type_find (const DenRecordType *type, const char *column)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].column, column))
      return &type->fields[i];
  return NULL;
}

/* A record of which nothing is known yet, with empty lists; free it with den_record_free. */
gpointer
den_record_new (const DenRecordType *type)
{
  DenRecord *record = g_malloc0 (type->size);

  record->type = type;
  for (guint i = 0; i < type->n_fields; i++)
    {
      const DenField *field = &type->fields[i];
      g_auto (DenValue) unknown = DEN_VALUE_INIT;

      if (field->type == DEN_FIELD_LIST)
        *den_field_record (field, record) = g_ptr_array_new_with_free_func (den_record_free);
      else if (den_field_is_scalar (field))
        {
          den_value_init (&unknown, field->type);
          den_field_set (field, record, &unknown);
        }
    }
  return record;
}

/* Frees RECORD and all that it holds; NULL is allowed. */
void
den_record_free (gpointer data)
{
  DenRecord *record = data;

  if (record == NULL)
    return;
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const DenField *field = &record->type->fields[i];

      if (field->type == DEN_FIELD_TEXT)
        g_free (*den_field_text (field, record));
      else if (field->type == DEN_FIELD_LIST)
        g_ptr_array_unref (den_field_list (field, record));
      else if (field->type == DEN_FIELD_RECORD)
        den_record_free (*den_field_record (field, record));
    }
  g_free (record);
}

/* A copy of RECORD with all that it holds, id and revision too. */
gpointer
den_record_copy (gconstpointer data)
{
  const DenRecord *record = data;
  DenRecord *copy = den_record_new (record->type);

  copy->id = record->id;
  copy->revision = record->revision;
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const DenField *field = &record->type->fields[i];
      g_auto (DenValue) value = DEN_VALUE_INIT;

      if (field->type == DEN_FIELD_LIST)
        {
          GPtrArray *list = den_field_list (field, record);

          for (guint j = 0; j < list->len; j++)
            g_ptr_array_add (den_field_list (field, copy),
                             den_record_copy (g_ptr_array_index (list, j)));
        }
      else if (field->type == DEN_FIELD_RECORD)
        {
          gpointer held = *den_field_record (field, (gpointer) record);

          *den_field_record (field, copy) = held != NULL ? den_record_copy (held) : NULL;
        }
      else
        {
          den_field_get (field, record, &value);
          den_field_set (field, copy, &value);
        }
    }
  return copy;
}

static gboolean
lists_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!den_record_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
field_equal (const DenField *field, gconstpointer a, gconstpointer b)
{
  g_auto (DenValue) of_a = DEN_VALUE_INIT;
  g_auto (DenValue) of_b = DEN_VALUE_INIT;

  if (field->type == DEN_FIELD_LIST)
    return lists_equal (den_field_list (field, a), den_field_list (field, b));
  if (field->type == DEN_FIELD_RECORD)
    return den_record_equal (*den_field_record (field, (gpointer) a),
                             *den_field_record (field, (gpointer) b));
  den_field_get (field, a, &of_a);
  den_field_get (field, b, &of_b);
  return den_value_equal (&of_a, &of_b);
}

/* Whether two records, either of which may be NULL, say the same. Ids and revisions do not count.
 */
gboolean
den_record_equal (gconstpointer a, gconstpointer b)
{
  const DenRecordType *type;

  if (a == NULL || b == NULL)
    return a == b;
  type = ((const DenRecord *) a)->type;
  if (type != ((const DenRecord *) b)->type)
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    if (!type->fields[i].internal && !field_equal (&type->fields[i], a, b))
      return FALSE;
  return TRUE;
}

/* Whether nothing at all is known of RECORD. */
gboolean
den_record_is_empty (gconstpointer record)
{
  gpointer empty = den_record_new (((const DenRecord *) record)->type);
  gboolean same = den_record_equal (record, empty);

  den_record_free (empty);
  return same;
}

/* Adds to PROBLEMS what is wrong with RECORD, which stands at PLACE, and all that it holds. */
void
den_record_check (gconstpointer data, const char *place, DenProblems *problems)
{
  const DenRecord *record = data;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const DenField *field = &record->type->fields[i];
      g_autofree char *here = den_place_member (place, den_field_key (field));
      g_auto (DenValue) value = DEN_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      if (field->internal)
        continue;
      if (field->type == DEN_FIELD_LIST)
        {
          GPtrArray *list = den_field_list (field, record);

          for (guint j = 0; j < list->len; j++)
            {
              g_autofree char *element = den_place_index (here, j);

              den_record_check (g_ptr_array_index (list, j), element, problems);
            }
          continue;
        }
      if (field->type == DEN_FIELD_RECORD)
        {
          gpointer held = *den_field_record (field, (gpointer) record);

          if (held != NULL)
            den_record_check (held, here, problems);
          else if (field->required)
            den_problems_add (problems, here, "%s", _ ("is needed"));
          continue;
        }
      den_field_get (field, record, &value);
      if (!den_field_check (field, &value, &error))
        den_problems_add (problems, here, "%s", error->message);
    }
  if (record->type->check != NULL)
    record->type->check (record, place, problems);
}
