/* The reference data in the program's resources, read once when a clinic is opened. */
#include "den-reference-data.h"

#include "den-json-reader.h"

#include <gio/gio.h>

#define DATA_PATH "/org/dendra/Dendra/data/"

G_DEFINE_QUARK (den - reference - data - error - quark, den_reference_data_error)

/* Reads the objects of the list "rows" in FILE into INTO. Those files are the program's own, so
 * that a fault in one is a fault of the build; it is told like any other. */
static gboolean
read_file (const char *file, const DenRecordType *type, GPtrArray *into, GError **error)
{
  g_autofree char *path = g_strconcat (DATA_PATH, file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (DenJsonNode) root = NULL;
  DenJsonNode *row;
  gsize length, i;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  root = den_json_parse (text, length, problems);
  if (root != NULL)
    json_array_foreach (json_object_get (root, "rows"), i, row)
    {
      g_autofree char *place = den_place_index ("rows", (guint) i);
      gpointer record = den_json_read_record (row, type, place, problems);

      if (record == NULL)
        continue;
      den_record_check (record, place, problems);
      g_ptr_array_add (into, record);
    }
  if (problems->len > 0)
    {
      const DenProblem *first = g_ptr_array_index (problems, 0);

      g_set_error (error, den_reference_data_error_quark (), 0, "%s: %s %s", file, first->place,
                   first->message);
      return FALSE;
    }
  return TRUE;
}

/* All reference data, indexed; NULL with ERROR where a file of the program is faulty. */
DenReference *
den_reference_data_load (GError **error)
{
  g_autoptr (DenReference) reference = den_reference_new ();
  const struct
  {
    const char *file;
    const DenRecordType *type;
    GPtrArray *into;
  } files[] = {
    { "drugs.json", &den_drug_type, reference->drugs },
    { "scales.json", &den_scale_type, reference->scales },
    { "screening.json", &den_screening_item_type, reference->screening_items },
    { "diagnoses.json", &den_diagnosis_row_type, reference->diagnosis_rows },
    { "interactions.json", &den_interaction_type, reference->interactions },
    { "products.json", &den_product_type, reference->products },
    { "evidence.json", &den_evidence_type, reference->evidence },
    { "policies.json", &den_policy_type, reference->policies },
    { "protocols.json", &den_protocol_type, reference->protocols },
    { "event-kinds.json", &den_event_kind_type, reference->event_kinds },
    { "benchmarks.json", &den_benchmark_type, reference->benchmarks },
    { "surveillance.json", &den_surveillance_type, reference->surveillance },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (!read_file (files[i].file, files[i].type, files[i].into, error))
      return NULL;
  den_reference_index (reference);
  return g_steal_pointer (&reference);
}
