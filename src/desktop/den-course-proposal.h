/* Where the next sessions of a course would lie: the wishes, and the days that come of them. */
#pragma once

#include "den-booking.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_COURSE_PROPOSAL (den_course_proposal_get_type ())
/* Signal "changed" after the days were laid out anew. */
G_DECLARE_FINAL_TYPE (DenCourseProposal, den_course_proposal, DEN, COURSE_PROPOSAL, GtkBox)

GtkWidget *den_course_proposal_new (DenOffice *office);
/* Lays out the next sessions of COURSE, which is taken over (NULL: one that has yet to begin), for
 * the patient of CHART, which is kept and freed (NULL: the one from before). PROTOCOL NULL shows
 * nothing. */
void den_course_proposal_set_course (DenCourseProposal *self, DenChart *chart, DenCourse *course,
                                     const DenProtocol *protocol);
/* How many sessions; DEN_UNKNOWN for the rest of the protocol's closed phases. */
void den_course_proposal_set_count (DenCourseProposal *self, gint64 sessions);
/* Rows of other forms of the dialog stand in line with those of the wishes. */
void den_course_proposal_set_label_group (DenCourseProposal *self, GtkSizeGroup *group);

/* DenSlot, as shown; NULL where the wishes are wrong. */
const GArray *den_course_proposal_get_slots (DenCourseProposal *self);
/* Takes what stands in the fields. FALSE where it is wrong, which stands beside them then. */
gboolean den_course_proposal_take (DenCourseProposal *self);

G_END_DECLS
