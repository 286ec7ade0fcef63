/* Field tables of protocols. */
#include "den-protocol.h"

#include "den-course.h"
#include "den-identifier.h"

#include <glib/gi18n-lib.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY
#define MAX_DOSE_UG 2000000

/* clang-format off */
static const DenField phase_fields[] = {
  DEN_TEXT (DenProtocolPhase, name, N_ ("Name"), .required = TRUE, .max = 80),
  DEN_CHOICE (DenProtocolPhase, phase, N_ ("Phase"), .required = TRUE,
              .choices = den_phase_choices),
  DEN_INTEGER (DenProtocolPhase, sessions, N_ ("Sessions"), .min = 1, .max = 1000),
  DEN_INTEGER (DenProtocolPhase, interval_days, N_ ("Days between sessions"), .required = TRUE,
               .min = 1, .max = 365, .unit = N_ ("days")),
  DEN_INTEGER (DenProtocolPhase, interval_days_max, N_ ("At most"), .min = 1, .max = 365,
               .unit = N_ ("days")),
  DEN_INTEGER (DenProtocolPhase, per_week, N_ ("Sessions a week"), .min = 1, .max = 7),
  DEN_DECIMAL (DenProtocolPhase, first_dose_ug, N_ ("First dose"), .key = "first_dose_mg",
               .scale = 1000, .unit = N_ ("mg"), .min = 1, .max = MAX_DOSE_UG),
  DEN_DECIMAL (DenProtocolPhase, usual_dose_ug, N_ ("Usual dose"), .key = "usual_dose_mg",
               .scale = 1000, .unit = N_ ("mg"), .min = 1, .max = MAX_DOSE_UG),
  DEN_FLAG (DenProtocolPhase, label, N_ ("From the label")),
};
/* clang-format on */
const DenRecordType den_protocol_phase_type =
    DEN_RECORD_TYPE ("protocol_phase", N_ ("Phase"), DenProtocolPhase, phase_fields, NULL);

/* clang-format off */
static const DenField dose_fields[] = {
  DEN_DECIMAL (DenProtocolDose, dose_ug, N_ ("Dose"), .key = "dose_mg", .required = TRUE,
               .scale = 1000, .unit = N_ ("mg"), .min = 1, .max = MAX_DOSE_UG),
  DEN_INTEGER (DenProtocolDose, devices, N_ ("Devices"), .min = 1, .max = 10),
  DEN_FLAG (DenProtocolDose, label, N_ ("From the label")),
};
/* clang-format on */
const DenRecordType den_protocol_dose_type =
    DEN_RECORD_TYPE ("protocol_dose", N_ ("Dose"), DenProtocolDose, dose_fields, NULL);

/* clang-format off */
static const DenField check_fields[] = {
  DEN_TEXT (DenProtocolCheck, item, N_ ("Check"), .required = TRUE, .max = 60),
  DEN_TEXT (DenProtocolCheck, question, N_ ("Question"), .required = TRUE, .max = 400),
  DEN_INTEGER (DenProtocolCheck, since_minutes, N_ ("Least time since"), .min = 1, .max = 10000,
               .unit = N_ ("min")),
  DEN_FLAG (DenProtocolCheck, from_chart, N_ ("Looked up in the chart")),
  DEN_INTEGER (DenProtocolCheck, within_days, N_ ("At most this old"), .min = 0, .max = 1000,
               .unit = N_ ("days")),
  DEN_FLAG (DenProtocolCheck, required, N_ ("Required")),
  DEN_FLAG (DenProtocolCheck, female_only, N_ ("Not asked of men")),
  DEN_FLAG (DenProtocolCheck, label, N_ ("From the label")),
  DEN_TEXT (DenProtocolCheck, source, N_ ("Source"), .max = 1000),
};
/* clang-format on */
const DenRecordType den_protocol_check_type = DEN_RECORD_TYPE (
    "protocol_check", N_ ("Check before dosing"), DenProtocolCheck, check_fields, NULL);

/* clang-format off */
static const DenField checkpoint_fields[] = {
  DEN_INTEGER (DenProtocolCheckpoint, minute, N_ ("Minute"), .required = TRUE, .min = 0,
               .max = 1440, .unit = N_ ("min")),
  DEN_INTEGER (DenProtocolCheckpoint, early_minutes, N_ ("Counts from"), .min = 0, .max = 240,
               .unit = N_ ("min before")),
  DEN_INTEGER (DenProtocolCheckpoint, late_minutes, N_ ("Late after"), .min = 0, .max = 240,
               .unit = N_ ("min after")),
  DEN_TEXT (DenProtocolCheckpoint, measures, N_ ("Measure"), .required = TRUE, .max = 80),
  DEN_FLAG (DenProtocolCheckpoint, required, N_ ("Needed for release")),
  DEN_FLAG (DenProtocolCheckpoint, label, N_ ("From the label")),
};
/* clang-format on */
const DenRecordType den_protocol_checkpoint_type = DEN_RECORD_TYPE (
    "protocol_checkpoint", N_ ("Checkpoint"), DenProtocolCheckpoint, checkpoint_fields, NULL);

const DenChoice den_measure_choices[] = {
  { "systolic", N_ ("Systolic") },
  { "diastolic", N_ ("Diastolic") },
  { "pulse", N_ ("Pulse") },
  { "spo2", N_ ("SpO₂") },
  { "respiration", N_ ("Respiration") },
  { "moaas", N_ ("MOAA/S") },
  { "cadss6", N_ ("CADSS-6") },
  { "cadss23", N_ ("CADSS-23") },
  { NULL, NULL },
};

static const DenChoice stage_choices[] = {
  { "before", N_ ("Before the dose") },
  { "during", N_ ("During the session") },
  { "release", N_ ("Before leaving") },
  { NULL, NULL },
};

const DenChoice den_limit_level_choices[] = {
  { "review", N_ ("Review") },     { "hold", N_ ("Hold") }, { "alert", N_ ("Alert") },
  { "escalate", N_ ("Escalate") }, { NULL, NULL },
};

/* clang-format off */
static const DenField limit_fields[] = {
  DEN_CHOICE (DenProtocolLimit, measure, N_ ("Reading"), .required = TRUE,
              .choices = den_measure_choices),
  DEN_CHOICE (DenProtocolLimit, stage, N_ ("When"), .required = TRUE, .choices = stage_choices),
  DEN_CHOICE (DenProtocolLimit, level, N_ ("Then"), .required = TRUE,
              .choices = den_limit_level_choices),
  DEN_INTEGER (DenProtocolLimit, at_least, N_ ("From"), .min = 0, .max = 300),
  DEN_INTEGER (DenProtocolLimit, at_most, N_ ("Down from"), .min = 0, .max = 300),
  DEN_INTEGER (DenProtocolLimit, rise, N_ ("Rise of"), .min = 1, .max = 200),
  DEN_INTEGER (DenProtocolLimit, from_minute, N_ ("From minute"), .min = 0, .max = 1440),
  DEN_FLAG (DenProtocolLimit, label, N_ ("From the label")),
  DEN_TEXT (DenProtocolLimit, advice, N_ ("Advice"), .max = 400),
  DEN_TEXT (DenProtocolLimit, source, N_ ("Source"), .max = 1000),
};
/* clang-format on */

static void
check_limit (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenProtocolLimit *limit = record;

  if (limit->at_least == DEN_UNKNOWN && limit->at_most == DEN_UNKNOWN && limit->rise == DEN_UNKNOWN)
    den_problems_add (problems, place, "%s", _ ("must say from which reading on it holds"));
}

const DenRecordType den_protocol_limit_type =
    DEN_RECORD_TYPE ("protocol_limit", N_ ("Limit"), DenProtocolLimit, limit_fields, check_limit);

static const DenChoice dosing_choices[] = {
  { "fixed", N_ ("Fixed doses") },
  { "by_weight", N_ ("By weight") },
  { NULL, NULL },
};

static const DenChoice weight_rule_choices[] = {
  { "actual", N_ ("Actual weight") },
  { "ideal_from_bmi_30", N_ ("Ideal weight from a BMI of 30") },
  { "adjusted_from_bmi_30", N_ ("Adjusted weight from a BMI of 30") },
  { NULL, NULL },
};

static const DenChoice discharge_scale_choices[] = {
  { "clinical", N_ ("Clinical criteria") },
  { "aldrete", N_ ("Modified Aldrete") },
  { "mpadss", N_ ("MPADSS") },
  { NULL, NULL },
};

/* clang-format off */
static const DenField protocol_fields[] = {
  DEN_TEXT (DenProtocol, protocol_id, N_ ("ID"), .key = "id", .required = TRUE, .max = 80),
  DEN_TEXT (DenProtocol, title, N_ ("Title"), .required = TRUE),
  DEN_CHOICE (DenProtocol, modality, N_ ("Modality"), .required = TRUE,
              .choices = den_modality_choices),
  DEN_CHOICE (DenProtocol, indication, N_ ("Indication"), .choices = den_indication_choices),
  DEN_DAY (DenProtocol, effective_on, N_ ("In force from"), .required = TRUE, .min = FIRST_DAY,
           .max = LAST_DAY),
  DEN_TEXT (DenProtocol, source, N_ ("Source"), .max = 2000),
  DEN_TEXT (DenProtocol, note, N_ ("Note"), .max = 2000, .multiline = TRUE),
  DEN_CHOICE (DenProtocol, dosing, N_ ("Dosing"), .required = TRUE, .choices = dosing_choices),
  DEN_CHOICE (DenProtocol, weight_rule, N_ ("Weight to dose by"),
              .choices = weight_rule_choices),
  DEN_INTEGER (DenProtocol, weight_max_age_days, N_ ("Weight at most this old"), .min = 0,
               .max = 1000, .unit = N_ ("days")),
  DEN_DECIMAL (DenProtocol, rounding_ug, N_ ("Round doses to"), .key = "rounding_mg",
               .scale = 1000, .unit = N_ ("mg"), .min = 1, .max = 100000),
  DEN_DECIMAL (DenProtocol, ceiling_ug, N_ ("Ceiling"), .key = "ceiling_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 1, .max = MAX_DOSE_UG),
  DEN_DECIMAL (DenProtocol, device_ug, N_ ("A device holds"), .key = "device_mg", .scale = 1000,
               .unit = N_ ("mg"), .min = 1, .max = MAX_DOSE_UG),
  DEN_INTEGER (DenProtocol, device_rest_minutes, N_ ("Rest between devices"), .min = 0,
               .max = 120, .unit = N_ ("min")),
  DEN_INTEGER (DenProtocol, infusion_minutes, N_ ("Infusion over"), .min = 1, .max = 600,
               .unit = N_ ("min")),
  DEN_INTEGER (DenProtocol, min_days_apart, N_ ("Sessions at least apart"), .min = 1, .max = 365,
               .unit = N_ ("days")),
  DEN_INTEGER (DenProtocol, gap_warn_days, N_ ("Tell of a gap of"), .min = 1, .max = 365,
               .unit = N_ ("days")),
  DEN_INTEGER (DenProtocol, gap_review_days, N_ ("Review after a gap of"), .min = 1, .max = 365,
               .unit = N_ ("days")),
  DEN_FLAG (DenProtocol, benefit_required, N_ ("Maintenance asks for documented benefit")),
  DEN_INTEGER (DenProtocol, booking_minutes, N_ ("Book the chair for"), .required = TRUE,
               .min = 5, .max = 1440, .unit = N_ ("min")),
  DEN_INTEGER (DenProtocol, observation_minutes, N_ ("Observe at least"), .required = TRUE,
               .min = 0, .max = 1440, .unit = N_ ("min")),
  DEN_INTEGER (DenProtocol, stable_minutes, N_ ("And after an infusion"), .min = 0, .max = 1440,
               .unit = N_ ("min")),
  DEN_CHOICE (DenProtocol, discharge_scale, N_ ("Release by"), .required = TRUE,
              .choices = discharge_scale_choices),
  DEN_INTEGER (DenProtocol, discharge_score, N_ ("Ready from"), .min = 0, .max = 20),
  DEN_FLAG (DenProtocol, rems, N_ ("Under the Spravato REMS")),
  DEN_INTEGER (DenProtocol, report_days, N_ ("Monitoring form within"), .min = 1, .max = 60,
               .unit = N_ ("days")),
  DEN_INTEGER (DenProtocol, therapy_from_day, N_ ("Psychotherapy from day"), .min = 0, .max = 30),
  DEN_INTEGER (DenProtocol, therapy_to_day, N_ ("Psychotherapy to day"), .min = 0, .max = 30),
  DEN_LIST (DenProtocol, phases, N_ ("Phases"), &den_protocol_phase_type),
  DEN_LIST (DenProtocol, doses, N_ ("Doses"), &den_protocol_dose_type),
  DEN_LIST (DenProtocol, checks, N_ ("Checks before dosing"), &den_protocol_check_type),
  DEN_LIST (DenProtocol, checkpoints, N_ ("Checkpoints"), &den_protocol_checkpoint_type),
  DEN_LIST (DenProtocol, limits, N_ ("Limits"), &den_protocol_limit_type),
};
/* clang-format on */
const DenRecordType den_protocol_type =
    DEN_RECORD_TYPE ("protocol", N_ ("Protocol"), DenProtocol, protocol_fields, NULL);

/* The newest of PROTOCOLS with that id that was in force on the day; where none was, the oldest, so
 * that a course that began before the first version still has one. NULL where the id is unknown. */
const DenProtocol *
den_protocol_in_force (GPtrArray *protocols, const char *protocol_id, DenDay on)
{
  const DenProtocol *newest = NULL, *oldest = NULL;

  for (guint i = 0; i < protocols->len; i++)
    {
      const DenProtocol *protocol = g_ptr_array_index (protocols, i);

      if (g_strcmp0 (protocol->protocol_id, protocol_id) != 0)
        continue;
      if (protocol->effective_on <= on &&
          (newest == NULL || protocol->effective_on >= newest->effective_on))
        newest = protocol;
      if (oldest == NULL || protocol->effective_on < oldest->effective_on)
        oldest = protocol;
    }
  return newest != NULL ? newest : oldest;
}
