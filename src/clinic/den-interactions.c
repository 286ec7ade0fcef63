/* Notes on medications: which of those running on a day the interaction table knows. */
#include "den-interactions.h"

/* The interactions of the medications that run on the day: warnings first, else in the order of the
 * chart. The array, of DenInteractionNote, is the caller's; what it points to is the chart's and
 * the reference's. */
GArray *
den_interactions_of (const DenChart *chart, const DenReference *reference, DenDay on)
{
  GArray *notes = g_array_new (FALSE, FALSE, sizeof (DenInteractionNote));

  for (int level = DEN_INTERACTION_WARNING; level >= DEN_INTERACTION_NOTE; level--)
    for (guint i = 0; i < chart->medications->len; i++)
      {
        const DenMedication *medication = g_ptr_array_index (chart->medications, i);
        g_autoptr (GPtrArray) found = NULL;

        if (medication->drug == NULL || !den_medication_is_running (medication, on))
          continue;
        found = den_reference_find_interactions (reference, medication->drug);
        for (guint j = 0; j < found->len; j++)
          {
            DenInteractionNote note = { medication, g_ptr_array_index (found, j) };

            if (note.interaction->level == level)
              g_array_append_val (notes, note);
          }
      }
  return notes;
}
