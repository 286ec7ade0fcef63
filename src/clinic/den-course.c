/* Field tables of courses and visits. */
#include "den-course.h"

#include "den-identifier.h"
#include "den-patient.h"
#include "den-session.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY

const DenChoice den_modality_choices[] = {
  { "esketamine", N_ ("Esketamine") },
  { "ketamine_iv", N_ ("Ketamine IV") },
  { "ketamine_im", N_ ("Ketamine IM") },
  { NULL, NULL },
};

const DenChoice den_indication_choices[] = {
  { "trd", N_ ("Treatment-resistant depression") },
  { "mdsi", N_ ("Depression with acute suicidal ideation or behavior") },
  { NULL, NULL },
};

static const DenChoice course_status_choices[] = {
  { "planned", N_ ("Planned") },
  { "active", N_ ("Active") },
  { "completed", N_ ("Completed") },
  { "stopped", N_ ("Stopped") },
  { NULL, NULL },
};

const DenChoice den_phase_choices[] = {
  { "induction", N_ ("Induction") },
  { "maintenance", N_ ("Maintenance") },
  { "reinduction", N_ ("Re-induction") },
  { NULL, NULL },
};

static const DenChoice decision_kind_choices[] = {
  { "missed_session", N_ ("Missed session") },
  { "benefit", N_ ("Benefit of induction") },
  { "frequency", N_ ("How often") },
  { "reinduction", N_ ("Re-induction") },
  { "modality", N_ ("Change of modality") },
  { "stop", N_ ("Stop") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField decision_fields[] = {
  DEN_CHOICE (DenCourseDecision, kind, N_ ("Decision"), .required = TRUE,
              .choices = decision_kind_choices),
  DEN_DAY (DenCourseDecision, decided_on, N_ ("Decided on"), .required = TRUE, .min = FIRST_DAY,
           .max = LAST_DAY),
  DEN_TEXT (DenCourseDecision, decided_by, N_ ("Decided by")),
  DEN_TEXT (DenCourseDecision, session, N_ ("Session"), .max = 80),
  DEN_FLAG (DenCourseDecision, worse, N_ ("Depression is worse")),
  DEN_CHOICE (DenCourseDecision, phase, N_ ("Go on in"), .choices = den_phase_choices),
  DEN_INTEGER (DenCourseDecision, interval_days, N_ ("Days between sessions"), .min = 1,
               .max = 365, .unit = N_ ("days")),
  DEN_FLAG (DenCourseDecision, benefit, N_ ("Evidence of benefit")),
  DEN_TEXT (DenCourseDecision, rationale, N_ ("Reason"), .max = 4000, .multiline = TRUE),
};
/* clang-format on */
const DenRecordType den_course_decision_type =
    DEN_RECORD_TYPE ("course_decision", N_ ("Decision"), DenCourseDecision, decision_fields, NULL);

static void
check_course (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenCourse *course = record;

  den_check_day_order (course->started_on, course->ended_on, "ended_on", place, problems);
}

/* clang-format off */
static const DenField course_fields[] = {
  DEN_TEXT (DenCourse, course_id, N_ ("Course"), .key = "id", .max = 80),
  DEN_CHOICE (DenCourse, modality, N_ ("Modality"), .required = TRUE,
              .choices = den_modality_choices),
  DEN_CHOICE (DenCourse, indication, N_ ("Indication"), .choices = den_indication_choices),
  DEN_TEXT (DenCourse, protocol, N_ ("Protocol"), .max = 80),
  DEN_DAY (DenCourse, started_on, N_ ("Started"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenCourse, ended_on, N_ ("Ended"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_CHOICE (DenCourse, status, N_ ("Status"), .choices = course_status_choices),
  DEN_TEXT (DenCourse, note, N_ ("Note"), .max = 4000, .multiline = TRUE),
  DEN_LIST (DenCourse, decisions, N_ ("Decisions"), &den_course_decision_type),
};
/* clang-format on */
const DenRecordType den_course_type =
    DEN_RECORD_TYPE ("course", N_ ("Course"), DenCourse, course_fields, check_course);

/* Whether treatment under the course goes on at the day: begun, not ended before, not only planned,
 * completed or stopped. */
gboolean
den_course_is_running (const DenCourse *course, DenDay on)
{
  if (course->started_on != DEN_UNKNOWN && course->started_on > on)
    return FALSE;
  if (course->ended_on != DEN_UNKNOWN)
    return course->ended_on >= on;
  return course->status == DEN_UNKNOWN || course->status == DEN_COURSE_ACTIVE;
}

static const DenChoice visit_kind_choices[] = {
  { "psychotherapy", N_ ("Psychotherapy") },
  { "follow_up", N_ ("Follow-up") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField visit_fields[] = {
  DEN_CHOICE (DenVisit, kind, N_ ("Visit"), .required = TRUE, .choices = visit_kind_choices),
  DEN_TEXT (DenVisit, course, N_ ("Course"), .max = 80),
  DEN_INSTANT (DenVisit, scheduled_at, N_ ("Scheduled"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_INTEGER (DenVisit, minutes, N_ ("Length"), .min = 5, .max = 600, .unit = N_ ("min")),
  DEN_TEXT (DenVisit, clinician, N_ ("Clinician")),
  DEN_CHOICE (DenVisit, status, N_ ("Status"), .choices = den_session_status_choices),
  DEN_TEXT (DenVisit, note, N_ ("Note"), .max = 4000, .multiline = TRUE),
};
/* clang-format on */
const DenRecordType den_visit_type =
    DEN_RECORD_TYPE ("visit", N_ ("Visit"), DenVisit, visit_fields, NULL);
