/* Where the running course stands: its facts at the left, at the right what waits for a decision
 * and what the rules warn of. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_COURSE_STANDING (den_course_standing_get_type ())
/* What waits has a button with the action that answers it ("course.answer", "course.benefit",
 * "course.reinduce" ...), which an ancestor provides. */
G_DECLARE_FINAL_TYPE (DenCourseStanding, den_course_standing, DEN, COURSE_STANDING, GtkBox)

GtkWidget *den_course_standing_new (DenChartEditor *editor);

G_END_DECLS
