/* The rows under the scores in the picture of a course: doses, other treatment, visits, single
 * domains. Inside the pictures only. */
#pragma once

#include "den-picture-labels.h"
#include "den-scale.h"

G_BEGIN_DECLS

/* What a row draws along the time axis. */
typedef enum
{
  DEN_COURSE_ROW_DOSES, /* a stroke a session, as high as its dose */
  DEN_COURSE_ROW_BAR,   /* a treatment from day to day */
  DEN_COURSE_ROW_DOTS,  /* a dot a visit */
  DEN_COURSE_ROW_CURVE, /* the course of one item or scale */
} DenCourseRowKind;

/* A day with its number: a dose in micrograms, a score; DEN_UNKNOWN where it is not known,
 * DEN_COURSE_MISSED of a session that was missed. */
#define DEN_COURSE_MISSED (-1)
typedef struct
{
  DenDay day;
  gint64 value;
} DenCoursePoint;

typedef struct
{
  DenCourseRowKind kind;
  char *label;   /* at the left */
  char *side;    /* at the right, or NULL */
  double side_y; /* from the row's top */
  double height;
  DenDay from_on; /* of a bar */
  DenDay to_on;
  GArray *points; /* DenCoursePoint, of all others */
  gint64 max;     /* of a dose or curve */
} DenCourseRow;

GPtrArray *den_course_rows_new (const DenChart *chart, const DenReference *reference,
                                const DenScale *scale, DenDay first, DenDay on);
double den_course_rows_height (GPtrArray *rows);
void den_course_rows_shorten (GPtrArray *rows, double height);
void den_course_row_draw (const DenCourseRow *row, const DenTimeAxis *axis,
                          const DenPicture *picture, double y);

G_END_DECLS
