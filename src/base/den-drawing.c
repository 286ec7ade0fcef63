/* Drawings as lists of strokes. */
#include "den-drawing.h"

static void
clear_stroke (gpointer data)
{
  g_clear_pointer (&((DenStroke *) data)->words, g_free);
}

/* An empty drawing of WIDTH x HEIGHT points. */
DenDrawing *
den_drawing_new (double width, double height)
{
  DenDrawing *drawing = g_new0 (DenDrawing, 1);

  drawing->width = width;
  drawing->height = height;
  drawing->strokes = g_array_new (FALSE, FALSE, sizeof (DenStroke));
  g_array_set_clear_func (drawing->strokes, clear_stroke);
  return drawing;
}

void
den_drawing_free (DenDrawing *drawing)
{
  g_array_unref (drawing->strokes);
  g_free (drawing);
}

static void
add (DenDrawing *drawing, DenStroke stroke)
{
  g_array_append_val (drawing->strokes, stroke);
}

void
den_drawing_line (DenDrawing *drawing, DenInk ink, double x1, double y1, double x2, double y2,
                  double width)
{
  add (drawing, (DenStroke){ .kind = DEN_STROKE_LINE,
                             .ink = ink,
                             .x1 = x1,
                             .y1 = y1,
                             .x2 = x2,
                             .y2 = y2,
                             .width = width });
}

void
den_drawing_dashed_line (DenDrawing *drawing, DenInk ink, double x1, double y1, double x2,
                         double y2, double width)
{
  add (drawing, (DenStroke){ .kind = DEN_STROKE_DASHED_LINE,
                             .ink = ink,
                             .x1 = x1,
                             .y1 = y1,
                             .x2 = x2,
                             .y2 = y2,
                             .width = width });
}

void
den_drawing_rectangle (DenDrawing *drawing, DenInk ink, double x1, double y1, double x2, double y2)
{
  add (drawing,
       (DenStroke){
           .kind = DEN_STROKE_RECTANGLE, .ink = ink, .x1 = x1, .y1 = y1, .x2 = x2, .y2 = y2 });
}

void
den_drawing_dot (DenDrawing *drawing, DenInk ink, double x, double y, double radius)
{
  add (drawing,
       (DenStroke){ .kind = DEN_STROKE_DOT, .ink = ink, .x1 = x, .y1 = y, .width = radius });
}

/* WORDS at the baseline point (X, Y), which is their left end, middle or right end by ALIGN. */
void
den_drawing_words (DenDrawing *drawing, DenInk ink, double x, double y, DenAlign align, double size,
                   gboolean bold, const char *words)
{
  add (drawing, (DenStroke){ .kind = DEN_STROKE_WORDS,
                             .ink = ink,
                             .x1 = x,
                             .y1 = y,
                             .width = size,
                             .bold = bold,
                             .align = align,
                             .words = g_strdup (words) });
}
