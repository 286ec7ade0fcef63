/* A share of patients with its interval. */
#include "den-interval-picture.h"

/* In points. */
#define HEIGHT 24.0
#define MARGIN 6.0
#define MIDDLE (HEIGHT / 2)
#define FONT_SIZE 6.5

static double
place (gint64 permille, double width)
{
  return MARGIN + (width - 2 * MARGIN) * (double) permille / 1000.0;
}

static void
draw_axis (DenDrawing *drawing, double width)
{
  static const struct
  {
    gint64 permille;
    const char *words;
    DenAlign align;
  } ticks[] = {
    { 0, "0", DEN_ALIGN_LEFT },
    { 500, "50", DEN_ALIGN_CENTER },
    { 1000, "100 %", DEN_ALIGN_RIGHT },
  };

  den_drawing_line (drawing, DEN_INK_FAINT, place (0, width), MIDDLE, place (1000, width), MIDDLE,
                    0.5);
  for (gsize i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      double x = place (ticks[i].permille, width);

      den_drawing_line (drawing, DEN_INK_FAINT, x, MIDDLE - 2, x, MIDDLE + 2, 0.5);
      den_drawing_words (drawing, DEN_INK_FAINT, x, HEIGHT - 1, ticks[i].align, FONT_SIZE, FALSE,
                         ticks[i].words);
    }
}

DenDrawing *
den_interval_picture (gint64 published_permille, const DenClinicOutcome *clinic, double width)
{
  DenDrawing *drawing = den_drawing_new (width, HEIGHT);
  double x = place (published_permille, width);

  draw_axis (drawing, width);
  den_drawing_line (drawing, DEN_INK_TEXT, x, MIDDLE - 7, x, MIDDLE + 5, 1.5);
  if (clinic == NULL || clinic->too_few)
    return drawing;
  den_drawing_line (drawing, DEN_INK_ACCENT, place (clinic->lower_permille, width), MIDDLE,
                    place (clinic->upper_permille, width), MIDDLE, 2.5);
  den_drawing_dot (drawing, DEN_INK_ACCENT, place (clinic->of * 1000 / clinic->n, width), MIDDLE,
                   3.5);
  return drawing;
}
