/* Time axes of pictures. */
#include "den-picture-axis.h"

#define LABEL_ROOM 14.0 /* least room between two labels */
#define TICK 3.0

/* Where DAY lies; a day outside the axis at its near end. */
double
den_time_axis_x (const DenTimeAxis *axis, DenDay day)
{
  double part = (double) (CLAMP (day, axis->first, axis->last) - axis->first) /
                (double) MAX (axis->last - axis->first, 1);

  return axis->left + part * (axis->right - axis->left);
}

/* "03/2025". */
char *
den_month_to_text (DenDay day)
{
  int year, month;

  den_day_split (day, &year, &month, NULL);
  return g_strdup_printf ("%02d/%d", month, year);
}

double
den_picture_measure (const DenPicture *picture, const char *words, double size, gboolean bold)
{
  return picture->measure (words, size, bold, picture->data);
}

/* WORDS, or as many of their letters as fit WIDTH, with an ellipsis. */
char *
den_picture_fit (const DenPicture *picture, const char *words, double size, gboolean bold,
                 double width)
{
  g_autofree char *fitted = g_strdup (words);
  glong n = g_utf8_strlen (words, -1);

  while (n > 1 && den_picture_measure (picture, fitted, size, bold) > width)
    {
      g_autofree char *start = g_utf8_substring (words, 0, --n);

      g_free (fitted);
      fitted = g_strconcat (g_strchomp (start), "…", NULL);
    }
  return g_steal_pointer (&fitted);
}

/* The fewest months between two labels at which they do not touch. */
static int
choose_step (const DenTimeAxis *axis, const DenPicture *picture)
{
  static const int steps[] = { 1, 2, 3, 6, 12, 24, 60, 120 };
  double month = (axis->right - axis->left) * 30.4 / (double) MAX (axis->last - axis->first, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const char *widest = steps[i] < 12 ? "00/0000" : "0000";

      if (month * steps[i] >=
          den_picture_measure (picture, widest, DEN_PICTURE_SMALL, FALSE) + LABEL_ROOM)
        return steps[i];
    }
  return 240;
}

static void
draw_tick (const DenTimeAxis *axis, const DenPicture *picture, DenDay day, int step, double y)
{
  double x = den_time_axis_x (axis, day);
  g_autofree char *month = den_month_to_text (day);
  const char *words = step < 12 ? month : month + 3;
  double half = den_picture_measure (picture, words, DEN_PICTURE_SMALL, FALSE) / 2;

  den_drawing_line (picture->drawing, DEN_INK_FAINT, x, y, x, y + TICK, 0.4);
  if (x - half >= axis->left - 10 && x + half <= picture->drawing->width)
    den_drawing_words (picture->drawing, DEN_INK_TEXT, x, y + TICK + DEN_PICTURE_SMALL,
                       DEN_ALIGN_CENTER, DEN_PICTURE_SMALL, FALSE, words);
}

/* The axis at Y with its ticks and labels in the 12 points under it: months, or years where the
 * time is long. */
void
den_time_axis_draw (const DenTimeAxis *axis, const DenPicture *picture, double y)
{
  int step = choose_step (axis, picture), year, month, count;
  DenDay day;

  den_drawing_line (picture->drawing, DEN_INK_FAINT, axis->left, y, axis->right, y, 0.4);
  den_day_split (axis->first, &year, &month, NULL);
  count = (year * 12 + month - 1) / step * step;
  for (;; count += step)
    {
      day = den_day_new (count / 12, count % 12 + 1, 1);
      if (day == DEN_UNKNOWN || day > axis->last)
        break;
      if (day >= axis->first)
        draw_tick (axis, picture, day, step, y);
    }
}
