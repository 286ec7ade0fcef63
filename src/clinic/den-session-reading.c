/* Readings of a session against the limits of its protocol. */
#include "den-session-private.h"

#include <string.h>

/* Of each measure, where an observation has it, and the answers that make it up. */
static const struct
{
  gsize offset;
  gssize items; /* -1: none */
} measures[] = {
  [DEN_MEASURE_SYSTOLIC] = { offsetof (DenObservation, systolic), -1 },
  [DEN_MEASURE_DIASTOLIC] = { offsetof (DenObservation, diastolic), -1 },
  [DEN_MEASURE_PULSE] = { offsetof (DenObservation, pulse), -1 },
  [DEN_MEASURE_SPO2] = { offsetof (DenObservation, spo2), -1 },
  [DEN_MEASURE_RESPIRATION] = { offsetof (DenObservation, respiration), -1 },
  [DEN_MEASURE_MOAAS] = { offsetof (DenObservation, moaas), -1 },
  [DEN_MEASURE_CADSS_6] = { offsetof (DenObservation, cadss6),
                            offsetof (DenObservation, cadss6_items) },
  [DEN_MEASURE_CADSS_23] = { offsetof (DenObservation, cadss23),
                             offsetof (DenObservation, cadss23_items) },
};

/* word is a checkpoint's. */
static const struct
{
  const char *word;
  const char *label;
  DenMeasureKind first, last;
} readings[] = {
  [DEN_READING_BP] = { "bp", "Blood pressure", DEN_MEASURE_SYSTOLIC, DEN_MEASURE_DIASTOLIC },
  [DEN_READING_PULSE] = { "pulse", "Pulse", DEN_MEASURE_PULSE, DEN_MEASURE_PULSE },
  [DEN_READING_SPO2] = { "spo2", "Oxygen saturation", DEN_MEASURE_SPO2, DEN_MEASURE_SPO2 },
  [DEN_READING_RESPIRATION] = { "respiration", "Respiration", DEN_MEASURE_RESPIRATION,
                                DEN_MEASURE_RESPIRATION },
  [DEN_READING_MOAAS] = { "moaas", "Sedation", DEN_MEASURE_MOAAS, DEN_MEASURE_MOAAS },
  [DEN_READING_CADSS] = { "cadss", "Dissociation", DEN_MEASURE_CADSS_6, DEN_MEASURE_CADSS_23 },
};

gint64
den_observation_number (const DenObservation *observation, DenMeasureKind measure)
{
  gint64 number = *(const gint64 *) G_STRUCT_MEMBER_P (observation, measures[measure].offset);
  const DenScores *items;

  if (number != DEN_UNKNOWN || measures[measure].items < 0)
    return number;
  items = G_STRUCT_MEMBER_P (observation, measures[measure].items);
  for (int i = 0; i < items->n; i++)
    {
      if (items->item[i] == DEN_SCORE_MISSING)
        return DEN_UNKNOWN;
      number = (number == DEN_UNKNOWN ? 0 : number) + items->item[i];
    }
  return number;
}

gboolean
den_observation_has (const DenObservation *observation, DenReading reading)
{
  for (int measure = (int) readings[reading].first; measure <= (int) readings[reading].last;
       measure++)
    if (den_observation_number (observation, (DenMeasureKind) measure) != DEN_UNKNOWN)
      return TRUE;
  return FALSE;
}

gboolean
den_observation_has_all (const DenObservation *observation, const char *words)
{
  g_auto (GStrv) wanted = g_strsplit (words != NULL ? words : "", " ", -1);

  for (int i = 0; wanted[i] != NULL; i++)
    for (int reading = 0; reading < DEN_N_READINGS; reading++)
      if (strcmp (wanted[i], readings[reading].word) == 0 &&
          !den_observation_has (observation, (DenReading) reading))
        return FALSE;
  return TRUE;
}

const char *
den_reading_label (DenReading reading)
{
  return readings[reading].label;
}

const char *
den_reading_key (DenReading reading)
{
  return den_measure_choices[readings[reading].first].word;
}

static gboolean
is_about (const DenProtocolLimit *limit, DenReading reading, DenStage stage)
{
  return limit->stage == (gint64) stage && limit->measure >= (gint64) readings[reading].first &&
         limit->measure <= (gint64) readings[reading].last;
}

gboolean
den_reading_has_limits (const DenProtocol *protocol, DenReading reading, DenStage stage)
{
  for (guint i = 0; i < protocol->limits->len; i++)
    if (is_about (g_ptr_array_index (protocol->limits, i), reading, stage))
      return TRUE;
  return FALSE;
}

const DenObservation *
den_session_newest_reading (const DenSession *session, DenReading reading, gint64 after_us,
                            gint64 until_us)
{
  const DenObservation *newest = NULL;

  for (guint i = 0; i < session->observations->len; i++)
    {
      const DenObservation *observation = g_ptr_array_index (session->observations, i);

      if (observation->taken_at.us > after_us && observation->taken_at.us <= until_us &&
          den_observation_has (observation, reading) &&
          (newest == NULL || observation->taken_at.us >= newest->taken_at.us))
        newest = observation;
    }
  return newest;
}

/* How much the measure rose over its newest reading before the dose; DEN_UNKNOWN. */
static gint64
rise_of (const DenSession *session, DenInstant zero, const DenObservation *observation,
         DenReading reading, DenMeasureKind measure)
{
  const DenObservation *before =
      den_instant_is_known (zero)
          ? den_session_newest_reading (session, reading, G_MININT64, zero.us)
          : NULL;
  gint64 now = den_observation_number (observation, measure);
  gint64 then = before != NULL ? den_observation_number (before, measure) : DEN_UNKNOWN;

  return now != DEN_UNKNOWN && then != DEN_UNKNOWN ? now - then : DEN_UNKNOWN;
}

static gboolean
is_over (const DenSession *session, DenInstant zero, const DenProtocolLimit *limit,
         const DenObservation *observation, DenReading reading)
{
  DenMeasureKind measure = (DenMeasureKind) limit->measure;
  gint64 number = den_observation_number (observation, measure);

  if (number == DEN_UNKNOWN)
    return FALSE;
  if (limit->from_minute != DEN_UNKNOWN &&
      (!den_instant_is_known (zero) ||
       den_minutes_between (zero, observation->taken_at) < limit->from_minute))
    return FALSE;
  if (limit->at_least != DEN_UNKNOWN && number >= limit->at_least)
    return TRUE;
  if (limit->at_most != DEN_UNKNOWN && number <= limit->at_most)
    return TRUE;
  /* An unknown rise is the least number there is. */
  return limit->rise != DEN_UNKNOWN &&
         rise_of (session, zero, observation, reading, measure) >= limit->rise;
}

const DenProtocolLimit *
den_session_worst_limit (const DenSessionCase *at, const DenObservation *observation,
                         DenReading reading, DenStage stage)
{
  const DenProtocolLimit *worst = NULL;
  DenInstant zero = den_session_zero (at->session);

  for (guint i = 0; i < at->protocol->limits->len; i++)
    {
      const DenProtocolLimit *limit = g_ptr_array_index (at->protocol->limits, i);

      if (is_about (limit, reading, stage) && (worst == NULL || limit->level > worst->level) &&
          is_over (at->session, zero, limit, observation, reading))
        worst = limit;
    }
  return worst;
}

/* READING, and of the two dissociation scales MEASURE: they are never told for each other. */
static char *
show_measure (const DenObservation *it, DenReading reading, DenMeasureKind measure)
{
  g_autofree char *time = den_instant_show_time (it->taken_at);
  gint64 number = den_observation_number (it, readings[reading].first);

  switch (reading)
    {
    case DEN_READING_BP:
      return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " at %s", number,
                              it->diastolic, time);
    case DEN_READING_SPO2:
      return g_strdup_printf ("%" G_GINT64_FORMAT " %% at %s", number, time);
    case DEN_READING_MOAAS:
      return g_strdup_printf ("MOAA/S %" G_GINT64_FORMAT " at %s", number, time);
    case DEN_READING_CADSS:
      if (measure == DEN_MEASURE_CADSS_6)
        return g_strdup_printf ("CADSS-6 %" G_GINT64_FORMAT " at %s", number, time);
      return g_strdup_printf ("CADSS-23 %" G_GINT64_FORMAT " at %s",
                              den_observation_number (it, DEN_MEASURE_CADSS_23), time);
    case DEN_READING_PULSE:
    case DEN_READING_RESPIRATION:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT "/min at %s", number, time);
    }
}

char *
den_reading_show (const DenObservation *observation, DenReading reading)
{
  DenMeasureKind measure = readings[reading].first;

  if (den_observation_number (observation, measure) == DEN_UNKNOWN)
    measure = readings[reading].last;
  return show_measure (observation, reading, measure);
}

static DenSessionMark
mark_of_level (gint64 level)
{
  static const DenSessionMark marks[] = {
    [DEN_LIMIT_REVIEW] = DEN_MARK_REVIEW,
    [DEN_LIMIT_HOLD] = DEN_MARK_HOLD,
    [DEN_LIMIT_ALERT] = DEN_MARK_ALERT,
    [DEN_LIMIT_ESCALATE] = DEN_MARK_ESCALATE,
  };

  return marks[level];
}

DenSessionFinding *
den_session_finding_of_reading (const DenObservation *observation, DenReading reading,
                                const DenProtocolLimit *limit)
{
  const char *advice =
      limit != NULL && limit->advice != NULL ? limit->advice : "over the protocol's limit";
  g_autofree char *shown =
      limit != NULL ? show_measure (observation, reading, (DenMeasureKind) limit->measure)
                    : den_reading_show (observation, reading);
  DenSessionFinding *finding;

  if (limit == NULL)
    finding = den_session_finding_new (DEN_MARK_OK, den_reading_key (reading),
                                       readings[reading].label, "%s.", shown);
  else
    finding = den_session_finding_new (
        mark_of_level (limit->level), den_measure_choices[limit->measure].word,
        readings[reading].label, g_str_has_suffix (advice, "?") ? "%s: %s" : "%s: %s.", shown,
        advice);
  finding->from_label = limit != NULL && limit->label == 1;
  finding->of_at = observation->taken_at;
  return finding;
}
