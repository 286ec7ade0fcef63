/* Field tables of sessions and of what is recorded in them. */
#include "den-session.h"

#include "den-course.h"
#include "den-identifier.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY
#define MAX_DOSE_UG 2000000

const DenChoice den_session_status_choices[] = {
  { "planned", N_ ("Planned") },
  { "completed", N_ ("Completed") },
  { "missed", N_ ("Missed") },
  { "cancelled", N_ ("Cancelled") },
  { NULL, NULL },
};

const DenChoice den_dose_outcome_choices[] = {
  { "given", N_ ("Given") },
  { "refused", N_ ("Refused") },
  { "failed", N_ ("Failed") },
  { NULL, NULL },
};

/* Adds MESSAGE at KEY of PLACE. */
static void
add_problem (DenProblems *problems, const char *place, const char *key, const char *message)
{
  g_autofree char *here = den_place_member (place, key);

  den_problems_add (problems, here, "%s", message);
}

/* A vial is accounted for to the microgram, and its waste is seen by a second person. */
static void
check_dose (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenDose *dose = record;
  gint64 wasted = dose->wasted_ug != DEN_UNKNOWN ? dose->wasted_ug : 0;

  if (dose->drawn_ug != DEN_UNKNOWN && dose->given_ug != DEN_UNKNOWN &&
      dose->wasted_ug != DEN_UNKNOWN && dose->drawn_ug != dose->given_ug + dose->wasted_ug)
    add_problem (problems, place, "wasted_mg", _ ("must be what was drawn less what was given"));
  if (wasted > 0 && dose->witness == NULL)
    add_problem (problems, place, "witness", _ ("is needed: a second person sees the waste"));
  if (wasted > 0 && dose->witness != NULL && g_strcmp0 (dose->witness, dose->given_by) == 0)
    add_problem (problems, place, "witness", _ ("must be another person than who gave the dose"));
  if (dose->outcome == DEN_DOSE_REFUSED && dose->given_ug != DEN_UNKNOWN && dose->given_ug > 0)
    add_problem (problems, place, "given_mg", _ ("must be 0 where the dose was refused"));
}

/* clang-format off */
static const DenField dose_fields[] = {
  DEN_INSTANT (DenDose, given_at, N_ ("Time"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_CHOICE (DenDose, outcome, N_ ("Outcome"), .required = TRUE,
              .choices = den_dose_outcome_choices),
  DEN_DECIMAL (DenDose, given_ug, N_ ("Given"), .key = "given_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 0, .max = MAX_DOSE_UG),
  DEN_DECIMAL (DenDose, drawn_ug, N_ ("Drawn"), .key = "drawn_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 0, .max = MAX_DOSE_UG),
  DEN_DECIMAL (DenDose, wasted_ug, N_ ("Wasted"), .key = "wasted_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 0, .max = MAX_DOSE_UG),
  DEN_TEXT (DenDose, witness, N_ ("Waste seen by")),
  DEN_TEXT (DenDose, ndc, N_ ("NDC"), .check = den_check_ndc),
  DEN_TEXT (DenDose, lot, N_ ("Lot"), .max = 40),
  DEN_DAY (DenDose, expires_on, N_ ("Expires"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenDose, given_by, N_ ("Given by")),
  DEN_TEXT (DenDose, note, N_ ("Note"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_dose_type =
    DEN_RECORD_TYPE ("session_dose", N_ ("Dose"), DenDose, dose_fields, check_dose);

const DenChoice den_infusion_action_choices[] = {
  { "start", N_ ("Start") },   { "rate", N_ ("Rate changed") }, { "pause", N_ ("Pause") },
  { "resume", N_ ("Resume") }, { "stop", N_ ("Stop") },         { NULL, NULL },
};

/* clang-format off */
static const DenField infusion_step_fields[] = {
  DEN_INSTANT (DenInfusionStep, at, N_ ("Time"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_CHOICE (DenInfusionStep, action, N_ ("Action"), .required = TRUE,
              .choices = den_infusion_action_choices),
  DEN_DECIMAL (DenInfusionStep, rate_ug_per_minute, N_ ("Rate"), .key = "rate_mg_per_minute",
               .scale = 1000, .unit = N_ ("mg/min"), .min = 0, .max = 100000),
  DEN_TEXT (DenInfusionStep, reason, N_ ("Reason"), .max = 1000),
  DEN_TEXT (DenInfusionStep, by, N_ ("By")),
};
/* clang-format on */
const DenRecordType den_infusion_step_type =
    DEN_RECORD_TYPE ("infusion_step", N_ ("Infusion"), DenInfusionStep, infusion_step_fields, NULL);

/* Whether something was measured at all. */
static gboolean
has_measurement (const DenObservation *it)
{
  const gint64 numbers[] = { it->systolic,    it->diastolic, it->pulse,  it->spo2,
                             it->respiration, it->moaas,     it->cadss6, it->cadss23 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i] != DEN_UNKNOWN)
      return TRUE;
  return it->cadss6_items.n > 0 || it->cadss23_items.n > 0 || it->aldrete.n > 0 ||
         it->mpadss.n > 0 || it->note != NULL;
}

/* SCORES has N answers of at most MAX, none of them left out. */
static void
check_scores (const DenScores *scores, int n, int max, const char *key, const char *place,
              DenProblems *problems)
{
  gboolean fits = scores->n == n;

  if (scores->n == 0)
    return;
  for (int i = 0; fits && i < n; i++)
    fits = scores->item[i] >= 0 && scores->item[i] <= max;
  if (!fits)
    {
      g_autofree char *here = den_place_member (place, key);

      den_problems_add (problems, here, _ ("must be %d answers from 0 to %d"), n, max);
    }
}

/* TOTAL, where both are known, is the sum of SCORES. */
static void
check_total (const DenScores *scores, gint64 total, const char *key, const char *place,
             DenProblems *problems)
{
  gint64 sum = 0;

  for (int i = 0; i < scores->n; i++)
    sum += scores->item[i];
  if (scores->n > 0 && total != DEN_UNKNOWN && total != sum)
    add_problem (problems, place, key, _ ("must be the sum of the answers"));
}

static void
check_observation (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenObservation *it = record;

  if (!has_measurement (it))
    den_problems_add (problems, place, "%s", _ ("must hold at least one reading or a note"));
  if ((it->systolic == DEN_UNKNOWN) != (it->diastolic == DEN_UNKNOWN))
    add_problem (problems, place, it->systolic == DEN_UNKNOWN ? "systolic" : "diastolic",
                 _ ("is needed: a blood pressure is two numbers"));
  else if (it->systolic != DEN_UNKNOWN && it->diastolic >= it->systolic)
    add_problem (problems, place, "diastolic", _ ("must be below the systolic"));
  check_scores (&it->cadss6_items, 6, 4, "cadss6_items", place, problems);
  check_scores (&it->cadss23_items, 23, 4, "cadss23_items", place, problems);
  check_scores (&it->aldrete, 5, 2, "aldrete", place, problems);
  check_scores (&it->mpadss, 5, 2, "mpadss", place, problems);
  check_total (&it->cadss6_items, it->cadss6, "cadss6", place, problems);
  check_total (&it->cadss23_items, it->cadss23, "cadss23", place, problems);
}

/* clang-format off */
static const DenField observation_fields[] = {
  DEN_INSTANT (DenObservation, taken_at, N_ ("Time"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_INTEGER (DenObservation, systolic, N_ ("Systolic"), .min = 40, .max = 300,
               .unit = N_ ("mmHg")),
  DEN_INTEGER (DenObservation, diastolic, N_ ("Diastolic"), .min = 20, .max = 200,
               .unit = N_ ("mmHg")),
  DEN_INTEGER (DenObservation, pulse, N_ ("Pulse"), .min = 20, .max = 300, .unit = N_ ("/min")),
  DEN_INTEGER (DenObservation, spo2, N_ ("SpO₂"), .min = 40, .max = 100, .unit = N_ ("%")),
  DEN_INTEGER (DenObservation, respiration, N_ ("Respiration"), .min = 2, .max = 80,
               .unit = N_ ("/min")),
  DEN_INTEGER (DenObservation, moaas, N_ ("MOAA/S"), .max = 5),
  DEN_SCORES (DenObservation, cadss6_items, N_ ("CADSS-6 answers")),
  DEN_INTEGER (DenObservation, cadss6, N_ ("CADSS-6"), .max = 24),
  DEN_SCORES (DenObservation, cadss23_items, N_ ("CADSS-23 answers")),
  DEN_INTEGER (DenObservation, cadss23, N_ ("CADSS-23"), .max = 92),
  DEN_SCORES (DenObservation, aldrete, N_ ("Modified Aldrete")),
  DEN_SCORES (DenObservation, mpadss, N_ ("MPADSS")),
  DEN_TEXT (DenObservation, taken_by, N_ ("Taken by")),
  DEN_TEXT (DenObservation, note, N_ ("Note"), .max = 2000),
};
/* clang-format on */
const DenRecordType den_observation_type = DEN_RECORD_TYPE (
    "observation", N_ ("Observation"), DenObservation, observation_fields, check_observation);

const DenChoice den_event_severity_choices[] = {
  { "mild", N_ ("Mild") },
  { "moderate", N_ ("Moderate") },
  { "severe", N_ ("Severe") },
  { NULL, NULL },
};

static void
check_event (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenSessionEvent *event = record;

  if (den_instant_is_known (event->started_at) && den_instant_is_known (event->resolved_at) &&
      event->resolved_at.us < event->started_at.us)
    add_problem (problems, place, "resolved_at", _ ("must not be before its start"));
}

/* clang-format off */
static const DenField event_fields[] = {
  DEN_INSTANT (DenSessionEvent, started_at, N_ ("Started"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_TEXT (DenSessionEvent, kind, N_ ("Adverse event"), .required = TRUE, .max = 60),
  DEN_CHOICE (DenSessionEvent, severity, N_ ("Severity"), .choices = den_event_severity_choices),
  DEN_FLAG (DenSessionEvent, serious, N_ ("Serious adverse event")),
  DEN_INSTANT (DenSessionEvent, resolved_at, N_ ("Resolved"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenSessionEvent, treatment, N_ ("What was done"), .max = 1000),
  DEN_TEXT (DenSessionEvent, noted_by, N_ ("Noted by")),
  DEN_TEXT (DenSessionEvent, note, N_ ("Note"), .max = 4000),
};
/* clang-format on */
const DenRecordType den_session_event_type = DEN_RECORD_TYPE (
    "session_event", N_ ("Adverse event"), DenSessionEvent, event_fields, check_event);

/* clang-format off */
static const DenField given_medication_fields[] = {
  DEN_INSTANT (DenGivenMedication, given_at, N_ ("Time"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_TEXT (DenGivenMedication, drug, N_ ("Medication"), .required = TRUE),
  DEN_DECIMAL (DenGivenMedication, dose_ug, N_ ("Dose"), .key = "dose_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 1, .max = 10000000),
  DEN_TEXT (DenGivenMedication, route, N_ ("Route"), .max = 40),
  DEN_TEXT (DenGivenMedication, reason, N_ ("For"), .max = 400),
  DEN_TEXT (DenGivenMedication, given_by, N_ ("Given by")),
};
/* clang-format on */
const DenRecordType den_given_medication_type = DEN_RECORD_TYPE (
    "given_medication", N_ ("Medication given"), DenGivenMedication, given_medication_fields, NULL);

const DenChoice den_check_answer_choices[] = {
  { "yes", N_ ("Yes") },
  { "no", N_ ("No") },
  { "not_applicable", N_ ("Does not apply") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField session_check_fields[] = {
  DEN_TEXT (DenSessionCheck, item, N_ ("Check"), .required = TRUE, .max = 60),
  DEN_CHOICE (DenSessionCheck, answer, N_ ("Answer"), .choices = den_check_answer_choices),
  DEN_INSTANT (DenSessionCheck, since, N_ ("Since"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_INSTANT (DenSessionCheck, checked_at, N_ ("Checked"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenSessionCheck, checked_by, N_ ("Checked by")),
  DEN_TEXT (DenSessionCheck, note, N_ ("Note"), .max = 1000),
};
/* clang-format on */
const DenRecordType den_session_check_type = DEN_RECORD_TYPE (
    "session_check", N_ ("Check before dosing"), DenSessionCheck, session_check_fields, NULL);

const DenChoice den_decision_choices[] = {
  { "proceed", N_ ("Proceed") },          { "wait", N_ ("Wait and repeat") },
  { "hold", N_ ("Hold: no dose today") }, { "treat", N_ ("Treated") },
  { "call", N_ ("Prescriber called") },   { "extend", N_ ("Observe longer") },
  { "stop", N_ ("Dose stopped") },        { "emergency", N_ ("Emergency services") },
  { "explain", N_ ("Explanation") },      { NULL, NULL },
};

/* clang-format off */
static const DenField session_decision_fields[] = {
  DEN_TEXT (DenSessionDecision, about, N_ ("About"), .required = TRUE, .max = 80),
  DEN_INSTANT (DenSessionDecision, of_at, N_ ("Reading of"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_CHOICE (DenSessionDecision, decision, N_ ("Decision"), .required = TRUE,
              .choices = den_decision_choices),
  DEN_TEXT (DenSessionDecision, reason, N_ ("Reason"), .max = 2000, .multiline = TRUE),
  DEN_INSTANT (DenSessionDecision, decided_at, N_ ("Decided"), .required = TRUE,
               .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenSessionDecision, decided_by, N_ ("Decided by")),
};
/* clang-format on */
const DenRecordType den_session_decision_type = DEN_RECORD_TYPE (
    "session_decision", N_ ("Decision"), DenSessionDecision, session_decision_fields, NULL);

/* clang-format off */
static const DenField addendum_fields[] = {
  DEN_INSTANT (DenAddendum, written_at, N_ ("Written"), .required = TRUE, .min = FIRST_DAY,
               .max = LAST_DAY),
  DEN_TEXT (DenAddendum, written_by, N_ ("Written by"), .required = TRUE),
  DEN_TEXT (DenAddendum, text, N_ ("Text"), .required = TRUE, .max = 8000, .multiline = TRUE),
};
/* clang-format on */
const DenRecordType den_addendum_type =
    DEN_RECORD_TYPE ("addendum", N_ ("Addendum"), DenAddendum, addendum_fields, NULL);

static const DenChoice report_method_choices[] = {
  { "portal", N_ ("REMS portal") },
  { "fax", N_ ("Fax") },
  { "phone", N_ ("Telephone") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField monitoring_report_fields[] = {
  DEN_DAY (DenMonitoringReport, sent_on, N_ ("Sent on"), .required = TRUE, .min = FIRST_DAY,
           .max = LAST_DAY),
  DEN_CHOICE (DenMonitoringReport, method, N_ ("By"), .choices = report_method_choices),
  DEN_TEXT (DenMonitoringReport, sent_by, N_ ("Sent by")),
  DEN_TEXT (DenMonitoringReport, confirmation, N_ ("Confirmation"), .max = 80),
  DEN_TEXT (DenMonitoringReport, note, N_ ("Note"), .max = 1000),
};
/* clang-format on */
const DenRecordType den_monitoring_report_type =
    DEN_RECORD_TYPE ("monitoring_report", N_ ("Monitoring form sent"), DenMonitoringReport,
                     monitoring_report_fields, NULL);

const DenChoice den_disposition_choices[] = {
  { "home", N_ ("Home with the escort") },
  { "left_early", N_ ("Left early") },
  { "emergency", N_ ("Emergency department") },
  { "admitted", N_ ("Admitted") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField session_fields[] = {
  DEN_TEXT (DenSession, session_id, N_ ("Session"), .key = "id", .max = 80),
  DEN_TEXT (DenSession, course, N_ ("Course"), .max = 80),
  DEN_INTEGER (DenSession, number, N_ ("Number"), .min = 1, .max = 10000),
  DEN_CHOICE (DenSession, phase, N_ ("Phase"), .choices = den_phase_choices),
  DEN_INSTANT (DenSession, scheduled_at, N_ ("Scheduled"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_INTEGER (DenSession, minutes, N_ ("Booked for"), .min = 5, .max = 1440, .unit = N_ ("min")),
  DEN_TEXT (DenSession, chair, N_ ("Chair"), .max = 80),
  DEN_INSTANT (DenSession, arrived_at, N_ ("Arrived"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_INSTANT (DenSession, started_at, N_ ("Started"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_INSTANT (DenSession, ended_at, N_ ("Ended"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_CHOICE (DenSession, status, N_ ("Status"), .choices = den_session_status_choices),
  DEN_TEXT (DenSession, status_reason, N_ ("Why"), .max = 1000),
  DEN_DECIMAL (DenSession, weight_g, N_ ("Weight"), .key = "weight_kg", .scale = 1000,
               .unit = N_ ("kg"), .min = 20000, .max = 400000),
  DEN_DECIMAL (DenSession, ordered_ug, N_ ("Ordered dose"), .key = "ordered_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 1, .max = MAX_DOSE_UG),
  DEN_TEXT (DenSession, order_rationale, N_ ("Reason for the dose"), .max = 2000,
            .multiline = TRUE),
  DEN_TEXT (DenSession, ordered_by, N_ ("Ordered by")),
  DEN_TEXT (DenSession, prescriber_on_site, N_ ("Prescriber on site")),
  DEN_TEXT (DenSession, monitored_by, N_ ("Monitored by")),
  DEN_LIST (DenSession, checks, N_ ("Checks before dosing"), &den_session_check_type),
  DEN_LIST (DenSession, doses, N_ ("Doses"), &den_dose_type),
  DEN_LIST (DenSession, infusion, N_ ("Infusion"), &den_infusion_step_type),
  DEN_LIST (DenSession, observations, N_ ("Observations"), &den_observation_type),
  DEN_LIST (DenSession, events, N_ ("Adverse events"), &den_session_event_type),
  DEN_LIST (DenSession, medications, N_ ("Medications given"), &den_given_medication_type),
  DEN_LIST (DenSession, decisions, N_ ("Decisions"), &den_session_decision_type),
  DEN_INSTANT (DenSession, ready_at, N_ ("Ready to leave"), .key = "discharge.ready_at",
               .min = FIRST_DAY, .max = LAST_DAY),
  DEN_FLAG (DenSession, vitals_before_ok, N_ ("Vital signs acceptable before the dose"),
            .key = "discharge.vitals_before_ok"),
  DEN_FLAG (DenSession, vitals_after_ok, N_ ("Vital signs acceptable before leaving"),
            .key = "discharge.vitals_after_ok"),
  DEN_TEXT (DenSession, escort_name, N_ ("Escort"), .key = "discharge.escort_name"),
  DEN_FLAG (DenSession, escort_here, N_ ("Escort is here"), .key = "discharge.escort_here"),
  DEN_FLAG (DenSession, instructions_given, N_ ("Written instructions given"),
            .key = "discharge.instructions_given"),
  DEN_CHOICE (DenSession, disposition, N_ ("Left for"), .key = "discharge.disposition",
              .choices = den_disposition_choices),
  DEN_TEXT (DenSession, early_reason, N_ ("Why early"), .key = "discharge.early_reason",
            .max = 1000),
  DEN_TEXT (DenSession, released_by, N_ ("Released by"), .key = "discharge.released_by"),
  DEN_TEXT (DenSession, note, N_ ("Note"), .max = 8000, .multiline = TRUE),
  DEN_INSTANT (DenSession, signed_at, N_ ("Signed"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenSession, signed_by, N_ ("Signed by")),
  DEN_TEXT (DenSession, record_sha256, N_ ("SHA-256 of the signed record"), .max = 64),
  DEN_LIST (DenSession, addenda, N_ ("Addenda"), &den_addendum_type),
  DEN_LIST (DenSession, reports, N_ ("Monitoring forms sent"), &den_monitoring_report_type),
};
/* clang-format on */

static void
check_session (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenSession *session = record;

  if (den_instant_is_known (session->started_at) && den_instant_is_known (session->ended_at) &&
      session->ended_at.us < session->started_at.us)
    add_problem (problems, place, "ended_at", _ ("must not be before the start of the session"));
}

const DenRecordType den_session_type =
    DEN_RECORD_TYPE ("session", N_ ("Session"), DenSession, session_fields, check_session);

/* Whether the session's record is closed: it can only be added to. */
gboolean
den_session_is_signed (const DenSession *session)
{
  return den_instant_is_known (session->signed_at);
}
