/* What the page flow draws as strokes: marks beside words, and drawings. */
#include "den-page-flow.h"

#define SHADE_OUTLINE 0.25

/* How dark an ink is on paper: black for all that is read, so that a fax keeps it; greys only fill
 * areas that say nothing alone. */
static double
grey_of (DenInk ink)
{
  switch (ink)
    {
    case DEN_INK_SHADE:
      return 1;
    case DEN_INK_FAINT:
      return 0.72;
    case DEN_INK_ACCENT:
    case DEN_INK_GOOD:
      return 0.25;
    case DEN_INK_CAUTION:
      return 0.55;
    case DEN_INK_TEXT:
    case DEN_INK_DANGER:
      return 0;
    }
  return 0;
}

/* Draws MARK, SIZE wide and high at most, with its foot on BASELINE. */
void
den_mark_draw (DenPress *press, DenMark mark, double x, double baseline, double size)
{
  double side = size * 0.72, top = baseline - side, line = size * 0.13;

  switch (mark)
    {
    case DEN_MARK_NONE:
      break;
    case DEN_MARK_MET:
      den_press_polyline (
          press,
          (double[]){ x + 0.3, top + side * 0.55, x + side * 0.38, baseline - 0.3, x + side, top },
          3, line);
      break;
    case DEN_MARK_NOT_MET:
      den_press_line (press, x + 0.4, top + 0.4, x + side - 0.4, baseline - 0.4, line);
      den_press_line (press, x + 0.4, baseline - 0.4, x + side - 0.4, top + 0.4, line);
      break;
    case DEN_MARK_UNKNOWN:
      den_press_circle (press, x + side / 2, top + side / 2, side / 2 - 0.4, line * 0.75);
      break;
    case DEN_MARK_CAUTION:
      den_press_polyline (press,
                          (double[]){ x + side / 2, top, x + side, baseline - 0.4, x,
                                      baseline - 0.4, x + side / 2, top, x + side, baseline - 0.4 },
                          5, line * 0.75);
      den_press_line (press, x + side / 2, top + side * 0.4, x + side / 2, top + side * 0.78,
                      line * 0.75);
      break;
    }
}

static void
print_words (const DenStroke *stroke, DenPress *press, double x, double y)
{
  g_autofree char *clean = den_press_clean (press, stroke->words);
  DenFace face = stroke->bold ? DEN_FACE_BOLD : DEN_FACE_REGULAR;
  double width = den_press_measure (press, clean, -1, stroke->width, face);

  if (stroke->align == DEN_ALIGN_CENTER)
    x -= width / 2;
  else if (stroke->align == DEN_ALIGN_RIGHT)
    x -= width;
  den_press_text (press, x, y, stroke->width, face, clean, -1);
}

/* Draws DRAWING with its top left corner at (X, Y). */
void
den_drawing_print (const DenDrawing *drawing, DenPress *press, double x, double y)
{
  for (guint i = 0; i < drawing->strokes->len; i++)
    {
      const DenStroke *s = &g_array_index (drawing->strokes, DenStroke, i);

      switch (s->kind)
        {
        case DEN_STROKE_LINE:
          den_press_line (press, x + s->x1, y + s->y1, x + s->x2, y + s->y2, s->width);
          break;
        case DEN_STROKE_DASHED_LINE:
          den_press_dashed_line (press, x + s->x1, y + s->y1, x + s->x2, y + s->y2, s->width);
          break;
        case DEN_STROKE_RECTANGLE:
          /* A fax would make dots of a shade, and words on it hard to read: its outline will do. */
          if (s->ink == DEN_INK_SHADE)
            {
              den_press_box (press, x + s->x1, y + s->y1, s->x2 - s->x1, s->y2 - s->y1,
                             SHADE_OUTLINE);
              break;
            }
          den_press_area (press, x + s->x1, y + s->y1, s->x2 - s->x1, s->y2 - s->y1,
                          grey_of (s->ink));
          break;
        case DEN_STROKE_DOT:
          den_press_dot (press, x + s->x1, y + s->y1, s->width, 0);
          break;
        case DEN_STROKE_WORDS:
          print_words (s, press, x + s->x1, y + s->y1);
          break;
        }
    }
}
