/* A walk through a course's sessions and decisions along the rows of its protocol. Inside the rules
 * of courses only. */
#pragma once

#include "den-course-rules.h"

G_BEGIN_DECLS

/* A session with what the walk needs of it. */
typedef struct
{
  const DenSession *session;
  gint64 us; /* time 0, else the appointment */
  DenDay day;
  gboolean delivered;
} DenCourseStep;

/* Where the walk is: the row that the last session counted in, or the next one's after
 * den_course_walk_settle. */
typedef struct
{
  const DenProtocol *protocol;
  int row;
  gint64 in_row;   /* counted in the row */
  gint64 in_phase; /* and in this run of induction or maintenance, over all its rows */
  gboolean again;  /* induction is repeated */
  gint64 interval; /* decided for this phase; unknown */
  const DenCourseDecision *benefit;
} DenCourseWalk;

gboolean den_session_still_stands (const DenSession *session);
DenCourseStep den_course_step (const DenSession *session);
GArray *den_course_steps (const DenChart *chart, const char *course_id);
GPtrArray *den_course_decisions_until (const DenCourse *course, DenDay on);

gboolean den_phase_is_induction (const DenProtocolPhase *row);
int den_protocol_find_row (const DenProtocol *protocol, DenPhase phase);
const DenProtocolPhase *den_course_walk_row (const DenCourseWalk *walk);
void den_course_walk_begin (DenCourseWalk *walk, const DenProtocol *protocol,
                            const DenCourseStep *first);
void den_course_walk_to (DenCourseWalk *walk, GPtrArray *decisions, const DenCourseStep *step,
                         guint *next);
void den_course_walk_decide (DenCourseWalk *walk, const DenCourseDecision *decision);
void den_course_walk_count (DenCourseWalk *walk);
void den_course_walk_settle (DenCourseWalk *walk);

/* ---- warnings (den-course-warnings.c) ---- */

void den_course_warn (DenCourseProgress *progress, const DenChart *chart, const DenCourse *course,
                      const DenProtocol *protocol, const GArray *steps, DenDay on);

G_END_DECLS
