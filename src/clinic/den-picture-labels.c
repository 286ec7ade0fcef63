/* Labels of pictures, kept apart. */
#include "den-picture-labels.h"

#define LABEL_STEP 9.5 /* least distance between two labels at the right */
#define MOST_SHARE 0.3 /* of the picture's width that they may take */
#define BASELINE 2.6   /* from the middle of small letters down to their baseline */

static void
clear_label (gpointer data)
{
  g_free (((DenSideLabel *) data)->words);
}

/* An empty array of DenSideLabel. */
GArray *
den_side_labels_new (void)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (DenSideLabel));

  g_array_set_clear_func (labels, clear_label);
  return labels;
}

/* Takes over WORDS. */
void
den_side_labels_add (GArray *labels, double y, gboolean bold, char *words)
{
  DenSideLabel label = { y, words, bold };

  g_array_append_val (labels, label);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const DenSideLabel *one = a, *other = b;

  return one->y < other->y ? -1 : one->y > other->y;
}

/* Orders the labels by their place and moves them apart, downwards and then back up from BOTTOM. */
void
den_side_labels_spread (GArray *labels, double bottom)
{
  double limit = bottom;

  g_array_sort (labels, compare_labels);
  for (guint i = 1; i < labels->len; i++)
    {
      DenSideLabel *label = &g_array_index (labels, DenSideLabel, i);

      label->y = MAX (label->y, g_array_index (labels, DenSideLabel, i - 1).y + LABEL_STEP);
    }
  for (guint i = labels->len; i > 0; i--, limit -= LABEL_STEP)
    {
      DenSideLabel *label = &g_array_index (labels, DenSideLabel, i - 1);

      label->y = MIN (label->y, limit);
      limit = MIN (limit, label->y);
    }
}

/* The width of the widest label, at most a part of the picture's. */
double
den_side_labels_width (const GArray *labels, const DenPicture *picture)
{
  double width = 0;

  for (guint i = 0; i < labels->len; i++)
    {
      const DenSideLabel *label = &g_array_index (labels, DenSideLabel, i);

      width =
          MAX (width, den_picture_measure (picture, label->words, DEN_PICTURE_SMALL, label->bold));
    }
  return MIN (width, picture->drawing->width * MOST_SHARE);
}

/* Draws the labels from X on, cut to WIDTH. */
void
den_side_labels_draw (const GArray *labels, const DenPicture *picture, double x, double width)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const DenSideLabel *label = &g_array_index (labels, DenSideLabel, i);
      g_autofree char *words =
          den_picture_fit (picture, label->words, DEN_PICTURE_SMALL, label->bold, width);

      den_drawing_words (picture->drawing, DEN_INK_TEXT, x, label->y + BASELINE, DEN_ALIGN_LEFT,
                         DEN_PICTURE_SMALL, label->bold, words);
    }
}

/* Adds AREA to TAKEN, an array of DenWordsArea; FALSE, with nothing added, where other words stand
 * there. */
gboolean
den_words_take (GArray *taken, DenWordsArea area)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const DenWordsArea *other = &g_array_index (taken, DenWordsArea, i);

      if (area.left < other->right && other->left < area.right && area.top < other->bottom &&
          other->top < area.bottom)
        return FALSE;
    }
  g_array_append_val (taken, area);
  return TRUE;
}
