/* Problems of input: their places, and how many are listed. */
#include "den-problems.h"

#include <string.h>

static void
test_places (void)
{
  g_autofree char *member = den_place_member ("", "patient");
  g_autofree char *inner = den_place_member (member, "mrn");
  g_autofree char *element = den_place_index ("trials", 2);

  g_assert_cmpstr (member, ==, "patient");
  g_assert_cmpstr (inner, ==, "patient.mrn");
  g_assert_cmpstr (element, ==, "trials[2]");
}

static void
test_add (void)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  const DenProblem *problem;

  den_problems_add (problems, "trials[2].weeks", "must be from %d to %d", 1, 9);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->place, ==, "trials[2].weeks");
  g_assert_cmpstr (problem->message, ==, "must be from 1 to 9");
}

/* A hostile file fills neither the memory nor the screen: the last line says that there is more. */
static void
test_at_most (void)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  const DenProblem *last;

  for (int i = 0; i < 3 * DEN_MAX_PROBLEMS; i++)
    den_problems_add (problems, "here", "problem %d", i);
  g_assert_cmpuint (problems->len, ==, DEN_MAX_PROBLEMS + 1);
  last = g_ptr_array_index (problems, DEN_MAX_PROBLEMS);
  g_assert_cmpstr (last->place, ==, "");
  g_assert_nonnull (strstr (last->message, "more problems"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problems/places", test_places);
  g_test_add_func ("/problems/add", test_add);
  g_test_add_func ("/problems/at-most", test_at_most);
  return g_test_run ();
}
