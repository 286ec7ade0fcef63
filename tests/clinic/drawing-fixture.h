/* What the tests of pictures ask of a drawing. */
#pragma once

#include "den-drawing.h"

/* A font of equal widths, a little wide, so that what fits here fits in any. A DenMeasure. */
double fixture_measure (const char *words, double size, gboolean bold, gpointer data);
/* Everything lies inside the drawing, and no words lie over others. */
void fixture_assert_well_drawn (const DenDrawing *drawing);
const DenStroke *fixture_stroke (const DenDrawing *drawing, guint i);
/* The first words that have WORDS in them; NULL. */
const DenStroke *fixture_find_words (const DenDrawing *drawing, const char *words);
guint fixture_count_strokes (const DenDrawing *drawing, DenStrokeKind kind, DenInk ink);
