/* A patient on a treatment day; see session-fixture.h. */
#include "session-fixture.h"

#define US_PER_MINUTE ((gint64) 60 * G_USEC_PER_SEC)

static DenReference *reference;

DenReference *
floor_reference (void)
{
  g_autoptr (GError) error = NULL;

  if (reference == NULL)
    reference = den_reference_data_load (&error);
  g_assert_no_error (error);
  return reference;
}

void
floor_free_reference (void)
{
  g_clear_pointer (&reference, den_reference_free);
}

DenProtocol *
floor_protocol (const char *id)
{
  const DenProtocol *protocol =
      den_protocol_in_force (floor_reference ()->protocols, id, floor_day ("2026-11-20"));

  g_assert_nonnull (protocol);
  return (DenProtocol *) protocol;
}

DenInstant
floor_instant (const char *text)
{
  DenInstant instant = DEN_INSTANT_UNKNOWN;

  g_assert_true (den_instant_parse (text, &instant));
  return instant;
}

DenDay
floor_day (const char *iso)
{
  DenDay day = DEN_UNKNOWN;

  g_assert_true (den_day_parse_iso (iso, &day));
  return day;
}

static gpointer
add (GPtrArray *list, const DenRecordType *type)
{
  gpointer record = den_record_new (type);

  g_ptr_array_add (list, record);
  return record;
}

/* What the looked-up checks ask for, on DAY. */
static void
fill_chart (DenChart *chart, DenInstant zero)
{
  DenDay day = den_instant_day (zero);
  DenEnrollment *enrollment = add (chart->enrollments, &den_enrollment_type);
  DenCheck *pdmp = add (chart->checks, &den_check_type);
  DenCheck *pregnancy = add (chart->checks, &den_check_type);
  DenAssessment *screener = add (chart->assessments, &den_assessment_type);
  DenVitals *weighed = add (chart->vitals, &den_vitals_type);

  chart->patient->sex = DEN_SEX_FEMALE;
  chart->patient->birth_date = floor_day ("1984-03-09");
  chart->patient->height_mm = 1650;
  enrollment->program = DEN_PROGRAM_SPRAVATO_REMS;
  enrollment->enrolled_on = day - 20;
  pdmp->kind = DEN_CHECK_PDMP;
  pdmp->done_on = day - 20;
  pregnancy->kind = DEN_CHECK_PREGNANCY_TEST;
  pregnancy->done_on = day - 10;
  pregnancy->result = g_strdup ("Negative");
  screener->scale = g_strdup ("C-SSRS");
  screener->taken_at = (DenInstant){ zero.us - 20 * US_PER_MINUTE, zero.offset_minutes };
  screener->total = 0;
  weighed->taken_at = (DenInstant){ zero.us - 10 * 24 * 60 * US_PER_MINUTE, zero.offset_minutes };
  weighed->weight_g = 60000;
  for (guint i = 0; i < floor_reference ()->screening_items->len; i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (floor_reference ()->screening_items, i);
      DenScreening *screening = add (chart->screenings, &den_screening_type);

      screening->item = g_strdup (item->name);
      screening->answer = DEN_ANSWER_NO;
      screening->noted_on = day - 30;
    }
}

static void
fill_session (Floor *floor)
{
  DenSession *session = floor->session;
  const DenProtocol *protocol = floor->at.protocol;
  DenObservation *before;
  DenDosePlan plan;

  session->session_id = g_strdup ("S-1");
  session->course = g_strdup ("C-1");
  session->number = 1;
  session->phase = DEN_PHASE_INDUCTION;
  session->status = DEN_SESSION_PLANNED;
  session->scheduled_at = floor_minute (floor, 0);
  session->arrived_at = floor_minute (floor, -30);
  session->prescriber_on_site = g_strdup ("Dr. Test");
  for (guint i = 0; i < protocol->checks->len; i++)
    {
      const DenProtocolCheck *check = g_ptr_array_index (protocol->checks, i);

      if (check->from_chart != 1)
        floor_answer (floor, -15, check->item, DEN_CHECK_ANSWER_YES);
    }
  before = floor_well (floor, -5);
  before->aldrete = (DenScores){ 0 };
  den_dose_plan (floor->chart, protocol, den_dose_suggested (floor->chart, session, protocol),
                 den_instant_day (floor->zero), &plan);
  session->ordered_ug = plan.dose_ug;
  den_dose_plan_clear (&plan);
}

void
floor_begin (Floor *floor, const char *protocol_id, const char *zero)
{
  DenCourse *course;

  *floor = (Floor){ .chart = den_chart_new (), .zero = floor_instant (zero) };
  course = add (floor->chart->courses, &den_course_type);
  course->course_id = g_strdup ("C-1");
  course->protocol = g_strdup (protocol_id);
  floor->session = add (floor->chart->sessions, &den_session_type);
  floor->at = (DenSessionCase){ floor->chart, floor->session, floor_protocol (protocol_id),
                                floor_reference (), floor->zero };
  course->modality = floor->at.protocol->modality;
  fill_chart (floor->chart, floor->zero);
  fill_session (floor);
  floor_now (floor, -1);
}

void
floor_clear (Floor *floor)
{
  g_clear_pointer (&floor->chart, den_chart_free);
}

DenInstant
floor_minute (Floor *floor, gint64 minute)
{
  return (DenInstant){ floor->zero.us + minute * US_PER_MINUTE, floor->zero.offset_minutes };
}

void
floor_now (Floor *floor, gint64 minute)
{
  floor->at.now = floor_minute (floor, minute);
}

DenObservation *
floor_observe (Floor *floor, gint64 minute)
{
  DenObservation *observation = add (floor->session->observations, &den_observation_type);

  observation->taken_at = floor_minute (floor, minute);
  return observation;
}

DenObservation *
floor_bp (Floor *floor, gint64 minute, gint64 systolic, gint64 diastolic)
{
  DenObservation *observation = floor_observe (floor, minute);

  observation->systolic = systolic;
  observation->diastolic = diastolic;
  return observation;
}

DenObservation *
floor_well (Floor *floor, gint64 minute)
{
  DenObservation *observation = floor_bp (floor, minute, 120, 80);

  observation->pulse = 70;
  observation->spo2 = 98;
  observation->respiration = 14;
  observation->moaas = 5;
  observation->cadss23 = 0;
  observation->aldrete = (DenScores){ 5, { 2, 2, 1, 2, 2 } };
  return observation;
}

DenDose *
floor_device (Floor *floor, gint64 minute, DenDoseOutcome outcome, gint64 given_ug)
{
  DenDose *dose = add (floor->session->doses, &den_dose_type);

  dose->given_at = floor_minute (floor, minute);
  dose->outcome = outcome;
  dose->given_ug = given_ug;
  dose->lot = g_strdup ("L1");
  dose->expires_on = floor_day ("2027-06-30");
  return dose;
}

DenInfusionStep *
floor_infuse (Floor *floor, gint64 minute, DenInfusionAction action, gint64 rate_ug_per_minute)
{
  DenInfusionStep *step = add (floor->session->infusion, &den_infusion_step_type);

  step->at = floor_minute (floor, minute);
  step->action = action;
  step->rate_ug_per_minute = rate_ug_per_minute;
  return step;
}

DenSessionEvent *
floor_event (Floor *floor, gint64 minute, const char *kind, DenEventSeverity severity)
{
  DenSessionEvent *event = add (floor->session->events, &den_session_event_type);

  event->started_at = floor_minute (floor, minute);
  event->kind = g_strdup (kind);
  event->severity = severity;
  return event;
}

DenSessionCheck *
floor_answer (Floor *floor, gint64 minute, const char *item, gint64 answer)
{
  DenSessionCheck *check = add (floor->session->checks, &den_session_check_type);

  check->item = g_strdup (item);
  check->answer = answer;
  check->checked_at = floor_minute (floor, minute);
  return check;
}

DenSessionDecision *
floor_decide (Floor *floor, gint64 minute, const DenSessionFinding *finding, DenDecisionKind kind,
              const char *reason)
{
  DenSessionDecision *decision = add (floor->session->decisions, &den_session_decision_type);

  decision->about = g_strdup (finding->key);
  decision->of_at = finding->of_at;
  decision->decision = kind;
  decision->reason = g_strdup (reason);
  decision->decided_at = floor_minute (floor, minute);
  decision->decided_by = g_strdup ("Dr. Test");
  return decision;
}

const DenSessionFinding *
floor_find (GPtrArray *findings, const char *key)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);

      if (g_strcmp0 (finding->key, key) == 0)
        return finding;
    }
  return NULL;
}

char *
floor_open (GPtrArray *findings)
{
  static const char *const words[] = { "ok", "missing", "review", "hold", "alert", "escalate" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);

      if (!finding->passes)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", finding->key,
                                words[finding->mark]);
    }
  return g_string_free (text, FALSE);
}

void
floor_assert_before_dose (Floor *floor, const char *open)
{
  g_autoptr (GPtrArray) findings = den_session_before_dose (&floor->at);
  g_autofree char *found = floor_open (findings);

  g_assert_cmpstr (found, ==, open);
  g_assert_cmpint (den_session_may_dose (&floor->at), ==, *open == '\0');
}

void
floor_proceed (Floor *floor, const char *key)
{
  g_autoptr (GPtrArray) findings = den_session_before_dose (&floor->at);
  const DenSessionFinding *finding = floor_find (findings, key);

  g_assert_nonnull (finding);
  floor_decide (floor, -2, finding, DEN_DECISION_PROCEED, "Discussed with the patient.");
}
