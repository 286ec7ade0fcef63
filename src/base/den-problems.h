/* What is wrong with some input: each problem with its place and what would be right. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many are listed; one more then says that there are others. */
#define DEN_MAX_PROBLEMS 100

/* place is a path like "trials[2].started_on", "" for the whole. */
typedef struct
{
  char *place;
  char *message;
} DenProblem;

/* An array of DenProblem *, in the order they were found. */
typedef GPtrArray DenProblems;

DenProblems *den_problems_new (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenProblems, g_ptr_array_unref)
void den_problems_add (DenProblems *problems, const char *place, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
char *den_place_member (const char *place, const char *key);
char *den_place_index (const char *place, guint index);

G_END_DECLS
