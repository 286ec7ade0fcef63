/* Text broken into lines. */
#pragma once

#include "den-press.h"

G_BEGIN_DECLS

/* One line: the bytes from start to end of the text it was broken from, without the blanks at its
 * end. bold is how it begins. */
typedef struct
{
  guint start;
  guint end;
  double width;
  gboolean bold;
} DenLine;

GArray *den_lines_break (DenPress *press, const char *text, double size, DenFace face,
                         double width);
void den_line_draw (DenPress *press, const char *text, const DenLine *line, double x, double y,
                    double size, DenFace face);

G_END_DECLS
