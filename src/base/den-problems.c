/* Problems found in input. */
#include "den-problems.h"

#include <glib/gi18n-lib.h>

static void
problem_free (gpointer data)
{
  DenProblem *problem = data;

  g_free (problem->place);
  g_free (problem->message);
  g_free (problem);
}

/* An empty list; free it with g_ptr_array_unref. */
DenProblems *
den_problems_new (void)
{
  return g_ptr_array_new_with_free_func (problem_free);
}

/* Adds a problem. After DEN_MAX_PROBLEMS one more says that there are others, and those are
 * dropped: a hostile file must not fill the memory, nor the reader's day. */
void
den_problems_add (DenProblems *problems, const char *place, const char *format, ...)
{
  DenProblem *problem;
  va_list args;

  if (problems->len > DEN_MAX_PROBLEMS)
    return;
  if (problems->len == DEN_MAX_PROBLEMS)
    {
      place = "";
      format = _ ("there are more problems, which are not listed");
    }
  problem = g_new0 (DenProblem, 1);
  va_start (args, format);
  problem->message = g_strdup_vprintf (format, args);
  va_end (args);
  problem->place = g_strdup (place);
  g_ptr_array_add (problems, problem);
}

/* The place of KEY in the object at PLACE: "patient" and "mrn" give "patient.mrn". */
char *
den_place_member (const char *place, const char *key)
{
  return *place == '\0' ? g_strdup (key) : g_strconcat (place, ".", key, NULL);
}

/* The place of element INDEX in the array at PLACE: "trials[2]". */
char *
den_place_index (const char *place, guint index)
{
  return g_strdup_printf ("%s[%u]", place, index);
}
