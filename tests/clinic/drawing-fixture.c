/* See drawing-fixture.h. */
#include "drawing-fixture.h"

#include <string.h>

typedef struct
{
  double left, top, right, bottom;
} Area;

double
fixture_measure (const char *words, double size, gboolean bold, gpointer data)
{
  return (double) g_utf8_strlen (words, -1) * size * (bold ? 0.58 : 0.53);
}

const DenStroke *
fixture_stroke (const DenDrawing *drawing, guint i)
{
  return &g_array_index (drawing->strokes, DenStroke, i);
}

static Area
area_of_words (const DenStroke *words)
{
  double width = fixture_measure (words->words, words->width, words->bold, NULL);
  double left = words->align == DEN_ALIGN_LEFT     ? words->x1
                : words->align == DEN_ALIGN_CENTER ? words->x1 - width / 2
                                                   : words->x1 - width;

  return (Area){ left, words->y1 - words->width * 0.72, left + width,
                 words->y1 + words->width * 0.1 };
}

static Area
area_of (const DenStroke *stroke)
{
  switch (stroke->kind)
    {
    case DEN_STROKE_WORDS:
      return area_of_words (stroke);
    case DEN_STROKE_DOT:
      return (Area){ stroke->x1, stroke->y1, stroke->x1, stroke->y1 };
    default:
      return (Area){ MIN (stroke->x1, stroke->x2), MIN (stroke->y1, stroke->y2),
                     MAX (stroke->x1, stroke->x2), MAX (stroke->y1, stroke->y2) };
    }
}

static gboolean
is_over (const DenStroke *words, const DenStroke *other)
{
  Area a = area_of (words), b = area_of (other);

  return other->kind == DEN_STROKE_WORDS && a.left < b.right && b.left < a.right &&
         a.top < b.bottom && b.top < a.bottom;
}

void
fixture_assert_well_drawn (const DenDrawing *drawing)
{
  for (guint i = 0; i < drawing->strokes->len; i++)
    {
      const DenStroke *stroke = fixture_stroke (drawing, i);
      Area area = area_of (stroke);

      g_assert_cmpfloat (area.left, >=, -0.01);
      g_assert_cmpfloat (area.top, >=, -0.01);
      g_assert_cmpfloat (area.right, <=, drawing->width + 0.01);
      g_assert_cmpfloat (area.bottom, <=, drawing->height + 0.01);
      for (guint k = 0; k < i && stroke->kind == DEN_STROKE_WORDS; k++)
        if (is_over (stroke, fixture_stroke (drawing, k)))
          {
            g_test_message ("“%s” lies over “%s”", stroke->words,
                            fixture_stroke (drawing, k)->words);
            g_test_fail ();
          }
    }
}

const DenStroke *
fixture_find_words (const DenDrawing *drawing, const char *words)
{
  for (guint i = 0; i < drawing->strokes->len; i++)
    if (fixture_stroke (drawing, i)->kind == DEN_STROKE_WORDS &&
        strstr (fixture_stroke (drawing, i)->words, words) != NULL)
      return fixture_stroke (drawing, i);
  return NULL;
}

guint
fixture_count_strokes (const DenDrawing *drawing, DenStrokeKind kind, DenInk ink)
{
  guint n = 0;

  for (guint i = 0; i < drawing->strokes->len; i++)
    n += fixture_stroke (drawing, i)->kind == kind && fixture_stroke (drawing, i)->ink == ink;
  return n;
}
