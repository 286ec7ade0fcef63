/* Field tables of courses and sessions. */
#include "den-course.h"

#include "den-identifier.h"
#include "den-patient.h"

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

static const DenChoice phase_choices[] = {
  { "induction", N_ ("Induction") },
  { "maintenance", N_ ("Maintenance") },
  { "reinduction", N_ ("Re-induction") },
  { NULL, NULL },
};

static const DenChoice session_status_choices[] = {
  { "planned", N_ ("Planned") },
  { "completed", N_ ("Completed") },
  { "missed", N_ ("Missed") },
  { "cancelled", N_ ("Cancelled") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField session_fields[] = {
  DEN_TEXT (DenSession, session_id, N_ ("Session"), .key = "id", .max = 80),
  DEN_TEXT (DenSession, course, N_ ("Course"), .max = 80),
  DEN_INTEGER (DenSession, number, N_ ("Number"), .min = 1, .max = 10000),
  DEN_CHOICE (DenSession, phase, N_ ("Phase"), .choices = phase_choices),
  DEN_INSTANT (DenSession, scheduled_at, N_ ("Scheduled"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_INSTANT (DenSession, started_at, N_ ("Started"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_INSTANT (DenSession, ended_at, N_ ("Ended"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_CHOICE (DenSession, status, N_ ("Status"), .choices = session_status_choices),
  DEN_DECIMAL (DenSession, weight_g, N_ ("Weight"), .key = "weight_kg", .scale = 1000,
               .unit = N_ ("kg"), .min = 20000, .max = 400000),
  DEN_TEXT (DenSession, note, N_ ("Note"), .max = 8000, .multiline = TRUE),
  DEN_INSTANT (DenSession, signed_at, N_ ("Signed"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenSession, signed_by, N_ ("Signed by")),
};
/* clang-format on */

static void
check_session (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenSession *session = record;
  g_autofree char *here = NULL;

  if (!den_instant_is_known (session->started_at) || !den_instant_is_known (session->ended_at) ||
      session->ended_at.us >= session->started_at.us)
    return;
  here = den_place_member (place, "ended_at");
  den_problems_add (problems, here, "%s", _ ("must not be before the start of the session"));
}

const DenRecordType den_session_type =
    DEN_RECORD_TYPE ("session", N_ ("Session"), DenSession, session_fields, check_session);
