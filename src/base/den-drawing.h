/* A drawing as a list of strokes and words, made once and rendered on screen and on paper alike.
 * Points are 1/72 inch, y grows downwards from the top left corner. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a stroke means; the screen and the paper choose the colour. */
typedef enum
{
  DEN_INK_TEXT,
  DEN_INK_FAINT,  /* axes, grids, secondary words */
  DEN_INK_ACCENT, /* the thing the drawing is about */
  DEN_INK_SHADE,  /* an area behind: an episode, a band */
  DEN_INK_GOOD,
  DEN_INK_CAUTION,
  DEN_INK_DANGER,
} DenInk;

typedef enum
{
  DEN_STROKE_LINE,
  DEN_STROKE_DASHED_LINE,
  DEN_STROKE_RECTANGLE, /* filled, from (x1, y1) to (x2, y2) */
  DEN_STROKE_DOT,       /* filled, at (x1, y1), of radius width */
  DEN_STROKE_WORDS,     /* at the baseline (x1, y1) */
} DenStrokeKind;

typedef enum
{
  DEN_ALIGN_LEFT,
  DEN_ALIGN_CENTER,
  DEN_ALIGN_RIGHT,
} DenAlign;

typedef struct
{
  DenStrokeKind kind;
  DenInk ink;
  double x1, y1, x2, y2;
  double width; /* of a line; radius of a dot; font size of words */
  gboolean bold;
  DenAlign align;
  char *words;
} DenStroke;

typedef struct
{
  double width;
  double height;
  GArray *strokes; /* DenStroke */
} DenDrawing;

/* The width of words set in the renderer's font. */
typedef double (*DenMeasure) (const char *words, double size, gboolean bold, gpointer data);

DenDrawing *den_drawing_new (double width, double height);
void den_drawing_free (DenDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenDrawing, den_drawing_free)
void den_drawing_line (DenDrawing *drawing, DenInk ink, double x1, double y1, double x2, double y2,
                       double width);
void den_drawing_dashed_line (DenDrawing *drawing, DenInk ink, double x1, double y1, double x2,
                              double y2, double width);
void den_drawing_rectangle (DenDrawing *drawing, DenInk ink, double x1, double y1, double x2,
                            double y2);
void den_drawing_dot (DenDrawing *drawing, DenInk ink, double x, double y, double radius);
void den_drawing_words (DenDrawing *drawing, DenInk ink, double x, double y, DenAlign align,
                        double size, gboolean bold, const char *words);

G_END_DECLS
