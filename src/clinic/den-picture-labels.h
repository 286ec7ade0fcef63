/* Words in a picture that keep out of each other's way: labels beside a plot, and words in it. */
#pragma once

#include "den-picture-axis.h"

G_BEGIN_DECLS

/* A label at the right of a plot that would like to stand at y. */
typedef struct
{
  double y;
  char *words;
  gboolean bold;
} DenSideLabel;

GArray *den_side_labels_new (void);
void den_side_labels_add (GArray *labels, double y, gboolean bold, char *words);
void den_side_labels_spread (GArray *labels, double bottom);
double den_side_labels_width (const GArray *labels, const DenPicture *picture);
void den_side_labels_draw (const GArray *labels, const DenPicture *picture, double x, double width);

/* Where words already stand. */
typedef struct
{
  double left, top, right, bottom;
} DenWordsArea;

gboolean den_words_take (GArray *taken, DenWordsArea area);

G_END_DECLS
