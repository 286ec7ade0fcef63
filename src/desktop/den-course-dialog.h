/* Starting a course, and laying out more of its sessions. */
#pragma once

#include "den-chart-editor.h"
#include "den-dialog.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_COURSE_START,
  DEN_COURSE_PLAN,     /* more sessions of the running course */
  DEN_COURSE_REINDUCE, /* the induction again, with the reason */
  DEN_COURSE_CHANGE,   /* the running course stops, another drug or route begins */
} DenCourseTask;

#define DEN_TYPE_COURSE_DIALOG (den_course_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DenCourseDialog, den_course_dialog, DEN, COURSE_DIALOG, DenDialog)

/* All tasks but the first are of the patient's running course, which there must be. What is done is
 * one change of EDITOR's. */
GtkWidget *den_course_dialog_new (GtkWindow *parent, DenChartEditor *editor, DenCourseTask task);

G_END_DECLS
