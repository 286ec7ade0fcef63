/* What a line of a patient's treatment says, cell by cell. */
#pragma once

#include "den-cells.h"
#include "den-course-line.h"

G_BEGIN_DECLS

GtkWidget *den_course_cells_new (void);
GtkWidget *den_course_cells_new_headings (void);
/* Fills CELLS with the session, visit or decision of LINE; nothing where it is gone. */
void den_course_cells_show (DenCells *cells, DenChartEditor *editor, DenCourseLine *line);

G_END_DECLS
