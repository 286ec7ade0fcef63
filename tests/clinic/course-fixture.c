/* See course-fixture.h. */
#include "course-fixture.h"

#include "den-reference-data.h"

#define US_PER_DAY G_GINT64_CONSTANT (86400000000)
#define US_PER_HOUR G_GINT64_CONSTANT (3600000000)

DenDay
fixture_day (const char *iso)
{
  DenDay day;

  g_assert_true (den_day_parse_iso (iso, &day));
  return day;
}

DenInstant
fixture_instant (const char *text)
{
  DenInstant instant;

  g_assert_true (den_instant_parse (text, &instant));
  return instant;
}

DenInstant
fixture_morning (DenDay day)
{
  return (DenInstant){ day * US_PER_DAY + 15 * US_PER_HOUR, -5 * 60 };
}

/* Good until the program ends, so that it can stand in a message. */
const char *
fixture_iso (DenDay day)
{
  g_autofree char *iso = den_day_to_iso (day);

  return g_intern_string (iso != NULL ? iso : "unknown");
}

const DenReference *
fixture_reference (void)
{
  static DenReference *reference;
  g_autoptr (GError) error = NULL;

  if (reference == NULL)
    reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  return reference;
}

const DenProtocol *
fixture_protocol (const char *id)
{
  const DenProtocol *protocol =
      den_protocol_in_force (fixture_reference ()->protocols, id, fixture_day ("2026-11-20"));

  g_assert_nonnull (protocol);
  return protocol;
}

const DenScale *
fixture_scale (const char *name)
{
  const DenScale *scale = den_reference_find_scale (fixture_reference (), name);

  g_assert_nonnull (scale);
  return scale;
}

DenCourse *
fixture_add_course (DenChart *chart, const char *id, DenModality modality)
{
  static const char *const protocols[] = { "esketamine-trd", "ketamine-iv", "ketamine-im" };
  DenCourse *course = den_record_new (&den_course_type);

  course->course_id = g_strdup (id);
  course->modality = modality;
  course->protocol = g_strdup (protocols[modality]);
  course->status = DEN_COURSE_ACTIVE;
  g_ptr_array_add (chart->courses, course);
  return course;
}

DenChart *
fixture_chart (DenModality modality, DenIndication indication)
{
  DenChart *chart = den_chart_new ();
  DenCourse *course = fixture_add_course (chart, "C1", modality);

  chart->patient->given_name = g_strdup ("Ada");
  chart->patient->family_name = g_strdup ("Byrne");
  chart->patient->birth_date = fixture_day ("1980-05-01");
  chart->patient->sex = DEN_SEX_FEMALE;
  course->indication = indication;
  return chart;
}

DenSession *
fixture_add_session (DenChart *chart, const char *course, DenDay day)
{
  DenSession *session = den_record_new (&den_session_type);

  session->session_id = g_strdup_printf ("S%u", chart->sessions->len + 1);
  session->course = g_strdup (course);
  session->scheduled_at = fixture_morning (day);
  session->minutes = 150;
  session->status = DEN_SESSION_PLANNED;
  g_ptr_array_add (chart->sessions, session);
  return session;
}

DenDose *
fixture_add_dose (DenSession *session, DenInstant at, gint64 given_mg, const char *lot)
{
  DenDose *dose = den_record_new (&den_dose_type);

  dose->given_at = at;
  dose->outcome = given_mg > 0 ? DEN_DOSE_GIVEN : DEN_DOSE_REFUSED;
  dose->given_ug = given_mg * 1000;
  dose->lot = g_strdup (lot);
  g_ptr_array_add (session->doses, dose);
  return dose;
}

DenSession *
fixture_deliver (DenChart *chart, const char *course, DenDay day)
{
  DenSession *session = fixture_add_session (chart, course, day);

  session->status = DEN_SESSION_COMPLETED;
  session->started_at = fixture_morning (day);
  fixture_add_dose (session, fixture_morning (day), 56, "A1");
  return session;
}

DenSession *
fixture_miss (DenChart *chart, const char *course, DenDay day)
{
  DenSession *session = fixture_add_session (chart, course, day);

  session->status = DEN_SESSION_MISSED;
  return session;
}

DenCourseDecision *
fixture_decide (DenChart *chart, DenCourseDecisionKind kind, DenDay day)
{
  DenCourse *course = g_ptr_array_index (chart->courses, 0);
  DenCourseDecision *decision = den_record_new (&den_course_decision_type);

  decision->kind = kind;
  decision->decided_on = day;
  g_ptr_array_add (course->decisions, decision);
  return decision;
}

void
fixture_add_score (DenChart *chart, const char *scale, DenDay day, gint64 total)
{
  DenAssessment *assessment = den_record_new (&den_assessment_type);

  assessment->scale = g_strdup (scale);
  assessment->taken_at = fixture_morning (day);
  assessment->taken_at.us -= US_PER_HOUR;
  assessment->total = total;
  g_ptr_array_add (chart->assessments, assessment);
}

void
fixture_add_medication (DenChart *chart, const char *drug, DenDay from, DenDay to)
{
  DenMedication *medication = den_record_new (&den_medication_type);

  medication->drug = g_strdup (drug);
  medication->started_on = from;
  medication->ended_on = to;
  g_ptr_array_add (chart->medications, medication);
}
