/* The protocols and adverse events that the program carries: what they hold, what of it they say is
 * the label's, and that a word nobody knows is not in them. */
#include "session-fixture.h"

#include "den-course.h"

#include <string.h>

static const char *const ids[] = { "esketamine-trd", "esketamine-mdsi", "ketamine-iv",
                                   "ketamine-im" };

/* ---- each protocol ---- */

static const struct
{
  const char *id;
  DenModality modality;
  gint64 indication;
  DenDosing dosing;
  gint64 ceiling_ug, observation_minutes, rems, report_days, min_days_apart, benefit_required;
  DenDischargeScale scale;
} protocols[] = {
  { "esketamine-trd", DEN_MODALITY_ESKETAMINE, DEN_INDICATION_TRD, DEN_DOSING_FIXED, 84000, 120, 1,
    7, 2, 1, DEN_DISCHARGE_CLINICAL },
  { "esketamine-mdsi", DEN_MODALITY_ESKETAMINE, DEN_INDICATION_MDSI, DEN_DOSING_FIXED, 84000, 120,
    1, 7, 2, 1, DEN_DISCHARGE_CLINICAL },
  { "ketamine-iv", DEN_MODALITY_KETAMINE_IV, DEN_UNKNOWN, DEN_DOSING_BY_WEIGHT, 1000, 100, 0,
    DEN_UNKNOWN, 2, 0, DEN_DISCHARGE_ALDRETE },
  { "ketamine-im", DEN_MODALITY_KETAMINE_IM, DEN_UNKNOWN, DEN_DOSING_BY_WEIGHT, 1000, 120, 0,
    DEN_UNKNOWN, 2, 0, DEN_DISCHARGE_ALDRETE },
};

static void
test_protocols (void)
{
  g_assert_cmpuint (floor_reference ()->protocols->len, ==, G_N_ELEMENTS (protocols));
  for (gsize i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      const DenProtocol *protocol = floor_protocol (protocols[i].id);

      g_test_message ("%s", protocols[i].id);
      g_assert_cmpint (protocol->modality, ==, protocols[i].modality);
      g_assert_cmpint (protocol->indication, ==, protocols[i].indication);
      g_assert_cmpint (protocol->dosing, ==, protocols[i].dosing);
      g_assert_cmpint (protocol->ceiling_ug, ==, protocols[i].ceiling_ug);
      g_assert_cmpint (protocol->observation_minutes, ==, protocols[i].observation_minutes);
      g_assert_cmpint (protocol->rems, ==, protocols[i].rems);
      g_assert_cmpint (protocol->report_days, ==, protocols[i].report_days);
      g_assert_cmpint (protocol->min_days_apart, ==, protocols[i].min_days_apart);
      g_assert_cmpint (protocol->benefit_required, ==, protocols[i].benefit_required);
      g_assert_cmpint (protocol->discharge_scale, ==, protocols[i].scale);
      g_assert_cmpint (protocol->booking_minutes, >=, protocol->observation_minutes);
      g_assert_nonnull (protocol->source);
    }
}

static const struct
{
  const char *id;
  DenPhase phase;
  gint64 sessions, interval_days, interval_days_max, first_dose_ug, usual_dose_ug, label;
} phases[] = {
  { "esketamine-trd", DEN_PHASE_INDUCTION, 8, 3, 4, 56000, DEN_UNKNOWN, 1 },
  { "esketamine-trd", DEN_PHASE_MAINTENANCE, 4, 7, DEN_UNKNOWN, DEN_UNKNOWN, DEN_UNKNOWN, 1 },
  { "esketamine-trd", DEN_PHASE_MAINTENANCE, DEN_UNKNOWN, 7, 14, DEN_UNKNOWN, DEN_UNKNOWN, 1 },
  { "esketamine-mdsi", DEN_PHASE_INDUCTION, 8, 3, 4, 84000, 84000, 1 },
  { "ketamine-iv", DEN_PHASE_INDUCTION, 6, 3, 4, 500, 500, 0 },
  { "ketamine-iv", DEN_PHASE_MAINTENANCE, DEN_UNKNOWN, 14, 28, DEN_UNKNOWN, 500, 0 },
  { "ketamine-im", DEN_PHASE_INDUCTION, 6, 3, 4, 500, 500, 0 },
  { "ketamine-im", DEN_PHASE_MAINTENANCE, DEN_UNKNOWN, 14, 28, DEN_UNKNOWN, 500, 0 },
};

static void
test_phases (void)
{
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const DenProtocol *protocol = floor_protocol (ids[i]);

      for (guint j = 0; j < protocol->phases->len; j++, n++)
        {
          const DenProtocolPhase *phase = g_ptr_array_index (protocol->phases, j);

          g_assert_cmpuint (n, <, G_N_ELEMENTS (phases));
          g_test_message ("%s: %s", ids[i], phase->name);
          g_assert_cmpstr (phases[n].id, ==, ids[i]);
          g_assert_cmpint (phase->phase, ==, phases[n].phase);
          g_assert_cmpint (phase->sessions, ==, phases[n].sessions);
          g_assert_cmpint (phase->interval_days, ==, phases[n].interval_days);
          g_assert_cmpint (phase->interval_days_max, ==, phases[n].interval_days_max);
          g_assert_cmpint (phase->first_dose_ug, ==, phases[n].first_dose_ug);
          g_assert_cmpint (phase->usual_dose_ug, ==, phases[n].usual_dose_ug);
          g_assert_cmpint (phase->label, ==, phases[n].label);
        }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (phases));
}

/* 28 mg is a step of the devices, and no dose of the US label. */
static void
test_doses (void)
{
  static const struct
  {
    gint64 dose_ug, devices, label;
  } doses[] = { { 28000, 1, 0 }, { 56000, 2, 1 }, { 84000, 3, 1 } };

  for (gsize i = 0; i < 2; i++)
    {
      const DenProtocol *protocol = floor_protocol (ids[i]);

      g_assert_cmpint (protocol->device_ug, ==, 28000);
      g_assert_cmpint (protocol->device_rest_minutes, ==, 5);
      g_assert_cmpuint (protocol->doses->len, ==, G_N_ELEMENTS (doses));
      for (guint j = 0; j < protocol->doses->len; j++)
        {
          const DenProtocolDose *dose = g_ptr_array_index (protocol->doses, j);

          g_assert_cmpint (dose->dose_ug, ==, doses[j].dose_ug);
          g_assert_cmpint (dose->devices, ==, doses[j].devices);
          g_assert_cmpint (dose->label, ==, doses[j].label);
        }
    }
}

/* ---- what is the label's ---- */

/* Of the limits only the one of 140/90 before an esketamine dose is in the label; of its
 * checkpoints the pressure at 40 minutes and before leaving. Nothing of ketamine is. */
static void
test_label_of_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const DenProtocol *protocol = floor_protocol (ids[i]);
      guint n = 0;

      for (guint j = 0; j < protocol->limits->len; j++)
        {
          const DenProtocolLimit *limit = g_ptr_array_index (protocol->limits, j);

          g_assert_nonnull (limit->advice);
          g_assert_nonnull (limit->source);
          if (limit->label != 1)
            continue;
          n++;
          g_assert_cmpint (limit->stage, ==, DEN_STAGE_BEFORE);
          g_assert_cmpint (limit->level, ==, DEN_LIMIT_REVIEW);
          g_assert_cmpint (limit->at_least, ==, limit->measure == DEN_MEASURE_SYSTOLIC ? 141 : 91);
          g_assert_true (g_str_has_prefix (limit->source, "Spravato US label"));
        }
      g_assert_cmpuint (n, ==, protocol->rems == 1 ? 2 : 0);
    }
}

static void
test_label_of_checkpoints (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const DenProtocol *protocol = floor_protocol (ids[i]);

      for (guint j = 0; j < protocol->checkpoints->len; j++)
        {
          const DenProtocolCheckpoint *it = g_ptr_array_index (protocol->checkpoints, j);
          gboolean label = protocol->rems == 1 && (it->minute == 40 || it->minute == 120);

          g_test_message ("%s %d", ids[i], (int) it->minute);
          g_assert_cmpint (it->label, ==, label);
          if (label)
            g_assert_cmpint (it->required, ==, 1);
          if (protocol->rems == 1 && it->minute == 40)
            {
              g_assert_cmpint (it->early_minutes, ==, 10);
              g_assert_cmpint (it->late_minutes, ==, 10);
            }
        }
    }
}

static void
test_label_of_checks (void)
{
  static const char *const label[] = { "age",     "rems_enrollment", "escort",          "food",
                                       "liquids", "nasal_spray",     "no_pressure_risk" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const DenProtocol *protocol = floor_protocol (ids[i]);
      guint n = 0;

      for (guint j = 0; j < protocol->checks->len; j++)
        {
          const DenProtocolCheck *check = g_ptr_array_index (protocol->checks, j);
          gboolean is_label = FALSE;

          for (gsize k = 0; protocol->rems == 1 && k < G_N_ELEMENTS (label); k++)
            is_label = is_label || strcmp (label[k], check->item) == 0;
          g_test_message ("%s %s", ids[i], check->item);
          g_assert_cmpint (check->label, ==, is_label);
          g_assert_nonnull (check->source);
          n += is_label;
        }
      g_assert_cmpuint (n, ==, protocol->rems == 1 ? G_N_ELEMENTS (label) : 0);
    }
}

/* ---- no word that nobody knows ---- */

static void
test_checkpoints (void)
{
  static const int minutes[][11] = {
    { 20, 40, 60, 90, 120, -1 },
    { 20, 40, 60, 90, 120, -1 },
    { 0, 10, 20, 30, 40, 55, 70, 85, 100, -1 },
    { 0, 10, 20, 30, 40, 55, 70, 85, 100, 120, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const DenProtocol *protocol = floor_protocol (ids[i]);
      gint64 until = G_MININT64;
      guint j;

      for (j = 0; j < protocol->checkpoints->len; j++)
        {
          const DenProtocolCheckpoint *it = g_ptr_array_index (protocol->checkpoints, j);
          g_auto (GStrv) words = g_strsplit (it->measures, " ", -1);

          g_test_message ("%s %d", ids[i], (int) it->minute);
          g_assert_cmpint (it->minute, ==, minutes[i][j]);
          /* windows do not overlap, so that a reading belongs to one of them */
          g_assert_cmpint (it->minute - it->early_minutes, >, until);
          until = it->minute + it->late_minutes;
          for (int k = 0; words[k] != NULL; k++)
            g_assert_nonnull (strstr ("bp pulse spo2 respiration moaas cadss", words[k]));
        }
      g_assert_cmpint (minutes[i][j], ==, -1);
    }
}

/* Of the readings before the dose, each value is judged by one level: the bands neither overlap nor
 * leave a gap between review and hold. */
static void
test_bands (void)
{
  static const struct
  {
    DenMeasureKind measure;
    gint64 review_from, hold_from, review_to, hold_to; /* DEN_UNKNOWN: none */
  } bands[] = {
    { DEN_MEASURE_SYSTOLIC, 141, 160, DEN_UNKNOWN, DEN_UNKNOWN },
    { DEN_MEASURE_DIASTOLIC, 91, 100, DEN_UNKNOWN, DEN_UNKNOWN },
    { DEN_MEASURE_PULSE, 101, 111, 49, 44 },
    { DEN_MEASURE_SPO2, DEN_UNKNOWN, DEN_UNKNOWN, 94, 92 },
    { DEN_MEASURE_RESPIRATION, 21, 25, 11, 9 },
    { DEN_MEASURE_MOAAS, DEN_UNKNOWN, DEN_UNKNOWN, DEN_UNKNOWN, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (bands); j++)
      {
        const DenProtocol *protocol = floor_protocol (ids[i]);
        gint64 found[4] = { DEN_UNKNOWN, DEN_UNKNOWN, DEN_UNKNOWN, DEN_UNKNOWN };

        for (guint k = 0; k < protocol->limits->len; k++)
          {
            const DenProtocolLimit *limit = g_ptr_array_index (protocol->limits, k);
            gboolean hold = limit->level == DEN_LIMIT_HOLD;

            if (limit->stage != DEN_STAGE_BEFORE || limit->measure != (gint64) bands[j].measure)
              continue;
            found[limit->at_least != DEN_UNKNOWN ? hold : 2 + hold] =
                limit->at_least != DEN_UNKNOWN ? limit->at_least : limit->at_most;
          }
        g_test_message ("%s %s", ids[i], den_measure_choices[bands[j].measure].word);
        g_assert_cmpint (found[0], ==, bands[j].review_from);
        g_assert_cmpint (found[1], ==, bands[j].hold_from);
        g_assert_cmpint (found[2], ==, bands[j].review_to);
        g_assert_cmpint (found[3], ==, bands[j].hold_to);
      }
}

/* ---- versions ---- */

/* A session goes by the newest version in force on its day; one of before the first by the first.
 */
static void
test_in_force (void)
{
  static const struct
  {
    const char *on;
    gint64 minutes;
  } cases[] = {
    { "2024-06-01", 120 },
    { "2026-05-31", 120 },
    { "2026-06-01", 150 },
    { "2026-11-20", 150 },
  };
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (den_record_free);
  DenProtocol *edited = den_record_copy (floor_protocol ("esketamine-trd"));

  edited->effective_on = floor_day ("2026-06-01");
  edited->observation_minutes = 150;
  g_ptr_array_add (versions, edited);
  g_ptr_array_add (versions, den_record_copy (floor_protocol ("esketamine-trd")));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (den_protocol_in_force (versions, "esketamine-trd", floor_day (cases[i].on))
                         ->observation_minutes,
                     ==, cases[i].minutes);
  g_assert_null (den_protocol_in_force (versions, "ketamine-iv", floor_day ("2026-11-20")));
}

/* ---- adverse events ---- */

static void
test_event_kinds (void)
{
  static const struct
  {
    const char *name, *shortcut;
    DenRemsEvent rems;
  } kinds[] = {
    { "sedation", "s", DEN_REMS_EVENT_SEDATION },
    { "dissociation", "d", DEN_REMS_EVENT_DISSOCIATION },
    { "respiratory_depression", "r", DEN_REMS_EVENT_RESPIRATORY_DEPRESSION },
    { "hypertension", "h", DEN_REMS_EVENT_HYPERTENSION },
    { "nausea", "n", DEN_REMS_EVENT_NONE },
    { "vomiting", "v", DEN_REMS_EVENT_NONE },
    { "dizziness", "z", DEN_REMS_EVENT_NONE },
    { "vertigo", "g", DEN_REMS_EVENT_NONE },
    { "headache", "e", DEN_REMS_EVENT_NONE },
    { "anxiety", "a", DEN_REMS_EVENT_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const DenEventKind *kind = den_reference_find_event_kind (floor_reference (), kinds[i].name);

      g_test_message ("%s", kinds[i].name);
      g_assert_nonnull (kind);
      g_assert_cmpstr (kind->shortcut, ==, kinds[i].shortcut);
      g_assert_cmpint (kind->rems, ==, kinds[i].rems);
    }
  g_assert_null (den_reference_find_event_kind (floor_reference (), "hiccups"));
}

/* One key, one event. */
static void
test_event_keys (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *kinds = floor_reference ()->event_kinds;

  for (guint i = 0; i < kinds->len; i++)
    {
      const DenEventKind *kind = g_ptr_array_index (kinds, i);

      g_test_message ("%s", kind->name);
      g_assert_true (g_hash_table_add (seen, kind->name));
      if (kind->shortcut == NULL)
        continue;
      g_assert_true (g_ascii_islower (kind->shortcut[0]));
      g_assert_true (g_hash_table_add (seen, kind->shortcut));
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocols/protocols", test_protocols);
  g_test_add_func ("/protocols/phases", test_phases);
  g_test_add_func ("/protocols/doses", test_doses);
  g_test_add_func ("/protocols/label-of-limits", test_label_of_limits);
  g_test_add_func ("/protocols/label-of-checkpoints", test_label_of_checkpoints);
  g_test_add_func ("/protocols/label-of-checks", test_label_of_checks);
  g_test_add_func ("/protocols/checkpoints", test_checkpoints);
  g_test_add_func ("/protocols/bands", test_bands);
  g_test_add_func ("/protocols/in-force", test_in_force);
  g_test_add_func ("/protocols/event-kinds", test_event_kinds);
  g_test_add_func ("/protocols/event-keys", test_event_keys);
  status = g_test_run ();
  floor_free_reference ();
  return status;
}
