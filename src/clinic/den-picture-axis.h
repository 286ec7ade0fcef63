/* What the pictures of a chart have in common: a time axis, and words that fit. */
#pragma once

#include "den-day.h"
#include "den-drawing.h"

G_BEGIN_DECLS

#define DEN_PICTURE_SIZE 8.0 /* of the words */
#define DEN_PICTURE_SMALL 7.5

/* A drawing with what measures its words. */
typedef struct
{
  DenDrawing *drawing;
  DenMeasure measure;
  gpointer data;
} DenPicture;

/* The days from first to last lie between left and right. */
typedef struct
{
  DenDay first;
  DenDay last;
  double left;
  double right;
} DenTimeAxis;

double den_time_axis_x (const DenTimeAxis *axis, DenDay day);
void den_time_axis_draw (const DenTimeAxis *axis, const DenPicture *picture, double y);
char *den_month_to_text (DenDay day);

double den_picture_measure (const DenPicture *picture, const char *words, double size,
                            gboolean bold);
char *den_picture_fit (const DenPicture *picture, const char *words, double size, gboolean bold,
                       double width);

G_END_DECLS
