/* The lines of a patient's treatment: sessions, visits and decisions, each course under its
 * heading.
 */
#pragma once

#include "den-chart-editor.h"

G_BEGIN_DECLS

#define DEN_TYPE_COURSE_LINE (den_course_line_get_type ())
/* One line. It holds no pointer into the chart, which may be read anew at any time. */
G_DECLARE_FINAL_TYPE (DenCourseLine, den_course_line, DEN, COURSE_LINE, GObject)

/* DenCourseLine of the whole chart in the order of time, the running course first, then the older
 * ones, then what belongs to none. The running course alone has no heading. */
GPtrArray *den_course_lines_new (const DenChart *chart, DenDay today);

/* Of a session, visit or decision; den_course_type of a heading. */
const DenRecordType *den_course_line_get_type_of (DenCourseLine *line);
/* Of that record; 0 of the heading of what belongs to no course. */
gint64 den_course_line_get_row (DenCourseLine *line);
gboolean den_course_line_is_heading (DenCourseLine *line);
/* The record in EDITOR's chart; NULL where it is gone. */
gconstpointer den_course_line_find (DenCourseLine *line, DenChartEditor *editor);

G_END_DECLS
