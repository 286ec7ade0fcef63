/* Days, doses, frequencies and titles of courses as the desk reads them. */
#pragma once

#include "den-booking.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "Mon 11/23/2026"; "" when unknown. To be freed, as all words here. */
char *den_course_show_day (DenDay day);
/* "56 mg"; "" when unknown. */
char *den_course_show_dose (gint64 dose_ug);
/* The short word of an indication: "TRD". */
const char *den_course_short_indication (gint64 indication);
/* "twice a week", "weekly", "every two weeks"; PER_WEEK may be unknown. */
char *den_course_show_frequency (gint64 per_week, gint64 interval_days);
/* "Esketamine, TRD · from 10/05/2026 to 11/20/2026 · Stopped". */
char *den_course_show_title (const DenCourse *course);
/* "Nguyen, Thi Anna · born 01/02/1980 · MRN D-0042": whom a dialog is about, so that nobody is
 * mistaken for another. */
GtkWidget *den_course_patient_words_new (const DenChart *chart);

/* The patient's running course that began last, else the planned one; NULL for none. */
const DenCourse *den_course_running (const DenChart *chart, DenDay on);
/* The course's protocol in force on the day; NULL where it has none that is known. */
const DenProtocol *den_course_protocol (DenOffice *office, const DenCourse *course, DenDay on);

/* One way to go on: a stretch of the protocol with one of its intervals. */
typedef struct
{
  gint64 phase; /* DenPhase */
  gint64 interval_days;
  char *words; /* "Weeks 5 to 8: weekly" */
} DenCourseOption;

/* DenCourseOption: every stretch of PROTOCOL with its intervals, then, with REINDUCTION, the
 * induction from its beginning. */
GArray *den_course_options (const DenProtocol *protocol, gboolean reinduction);
/* A drop-down of them that begins with the dash of what is not decided. */
GtkWidget *den_course_options_drop_down_new (const GArray *options);
/* The chosen one, or NULL. */
const DenCourseOption *den_course_options_get_chosen (const GArray *options, GtkWidget *drop_down);

G_END_DECLS
