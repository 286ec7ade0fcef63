/* The sessions and visits of a patient's courses in one list, the running course first. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_COURSE_TIMELINE (den_course_timeline_get_type ())
/* Signals: "selected" when another line is selected or what it shows changed, "opened" when Enter
 * or a double click opens the selected line. */
G_DECLARE_FINAL_TYPE (DenCourseTimeline, den_course_timeline, DEN, COURSE_TIMELINE, GtkBox)

GtkWidget *den_course_timeline_new (DenChartEditor *editor);
/* How many lines there are, the headings of courses among them. */
guint den_course_timeline_count (DenCourseTimeline *self);
/* The selected line's record, of the chart; NULL where it is none of that kind. */
const DenSession *den_course_timeline_get_session (DenCourseTimeline *self);
const DenVisit *den_course_timeline_get_visit (DenCourseTimeline *self);
/* Selects the line of the record and scrolls to it. */
void den_course_timeline_select (DenCourseTimeline *self, const DenRecordType *type, gint64 row);

G_END_DECLS
