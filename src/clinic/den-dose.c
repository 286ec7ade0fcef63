/* Doses: by weight and fixed, what a protocol suggests, what an infusion has given. In integers. */
#include "den-decimal.h"
#include "den-patient.h"
#include "den-session-private.h"

#include <string.h>

/* Obesity, from which a dose by weight goes by the ideal or the adjusted weight (Sanacora et al.
 * 2017, JAMA Psychiatry). */
#define BMI_OF_IDEAL 30

/* Devine 1974: 50 kg for men and 45.5 kg for women at 60 inches, 2.3 kg more for each inch above.
 */
#define DEVINE_MALE_CG 5000
#define DEVINE_FEMALE_CG 4550
#define DEVINE_INCH_CG 230
#define DEVINE_INCHES 60
#define INCH_TENTHS_OF_MM 254

/* ---- weight ---- */

/* When the session's own weight was taken. */
static DenInstant
weighed_in_session (const DenSession *session)
{
  if (den_instant_is_known (session->arrived_at))
    return session->arrived_at;
  return den_instant_is_known (session->started_at) ? session->started_at : session->scheduled_at;
}

/* Takes WEIGHT_G over where it was taken on the day or before, and later than what PLAN has. */
static void
consider_weight (DenDosePlan *plan, gint64 *newest_us, DenDay on, gint64 weight_g, DenInstant at)
{
  if (weight_g == DEN_UNKNOWN || !den_instant_is_known (at) || den_instant_day (at) > on ||
      at.us < *newest_us)
    return;
  *newest_us = at.us;
  plan->weight_g = weight_g;
  plan->weighed_on = den_instant_day (at);
}

static void
find_weight (DenDosePlan *plan, const DenChart *chart, const DenProtocol *protocol, DenDay on)
{
  gint64 newest_us = G_MININT64;

  for (guint i = 0; i < chart->vitals->len; i++)
    {
      const DenVitals *vitals = g_ptr_array_index (chart->vitals, i);

      consider_weight (plan, &newest_us, on, vitals->weight_g, vitals->taken_at);
    }
  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      consider_weight (plan, &newest_us, on, session->weight_g, weighed_in_session (session));
    }
  plan->weight_stale = plan->weighed_on != DEN_UNKNOWN &&
                       protocol->weight_max_age_days != DEN_UNKNOWN &&
                       on - plan->weighed_on > protocol->weight_max_age_days;
}

/* In grams, to 0.01 kg; a height under 60 inches takes nothing off. */
static gint64
ideal_weight_g (const DenPatient *patient)
{
  gint64 base_cg = patient->sex == DEN_SEX_MALE ? DEVINE_MALE_CG : DEVINE_FEMALE_CG;
  gint64 above;

  if (patient->height_mm == DEN_UNKNOWN ||
      (patient->sex != DEN_SEX_MALE && patient->sex != DEN_SEX_FEMALE))
    return DEN_UNKNOWN;
  above = MAX (patient->height_mm * 10 - DEVINE_INCHES * INCH_TENTHS_OF_MM, 0);
  return (base_cg + den_decimal_divide (DEVINE_INCH_CG * above, INCH_TENTHS_OF_MM)) * 10;
}

static gboolean
is_obese (gint64 weight_g, gint64 height_mm)
{
  return weight_g * 1000 >= BMI_OF_IDEAL * height_mm * height_mm;
}

/* What of the dosing weight is not known, for a sentence; NULL where it can be told. */
static const char *
missing_for_weight (const DenDosePlan *plan, const DenPatient *patient, const DenProtocol *protocol)
{
  if (plan->weight_g == DEN_UNKNOWN)
    return "weight";
  if (protocol->weight_rule == DEN_WEIGHT_ACTUAL || protocol->weight_rule == DEN_UNKNOWN)
    return NULL;
  if (patient->height_mm == DEN_UNKNOWN)
    return "height";
  return is_obese (plan->weight_g, patient->height_mm) && plan->ideal_g == DEN_UNKNOWN ? "sex"
                                                                                       : NULL;
}

/* Sets the dosing weight, of which nothing is missing; the words for it. */
static const char *
choose_weight (DenDosePlan *plan, const DenPatient *patient, const DenProtocol *protocol)
{
  plan->dosing_weight_g = plan->weight_g;
  if (protocol->weight_rule == DEN_WEIGHT_ACTUAL || protocol->weight_rule == DEN_UNKNOWN ||
      !is_obese (plan->weight_g, patient->height_mm))
    return "actual weight";
  if (protocol->weight_rule == DEN_WEIGHT_IDEAL_FROM_BMI_30)
    {
      plan->dosing_weight_g = plan->ideal_g;
      return "ideal weight";
    }
  plan->dosing_weight_g =
      den_decimal_divide (plan->ideal_g * 10 + 4 * (plan->weight_g - plan->ideal_g), 100) * 10;
  return "adjusted weight";
}

/* ---- the plan ---- */

/* Micrograms of UG_PER_KG for the weight, to the nearest multiple of ROUNDING_UG. */
static gint64
dose_for_weight (gint64 ug_per_kg, gint64 weight_g, gint64 rounding_ug)
{
  gint64 step = rounding_ug != DEN_UNKNOWN && rounding_ug > 0 ? rounding_ug : 1;

  return den_decimal_divide (ug_per_kg * weight_g, 1000 * step) * step;
}

/* "0.5 mg/kg × 65.94 kg (ideal weight, BMI 34.6) = 33 mg". No trailing zeros, which get misread
 * tenfold (ISMP, error-prone dose designations). */
static char *
tell_by_weight (const DenDosePlan *plan, gint64 dose_ug, const char *which)
{
  g_autofree char *per_kg = den_decimal_to_text (dose_ug, 1000);
  g_autofree char *weight = den_decimal_to_text (plan->dosing_weight_g, 1000);
  g_autofree char *bmi =
      plan->bmi_tenths != DEN_UNKNOWN ? den_decimal_to_text (plan->bmi_tenths, 10) : NULL;
  g_autofree char *dose = den_decimal_to_text (plan->dose_ug, 1000);

  return g_strdup_printf ("%s mg/kg × %s kg (%s%s%s) = %s mg", per_kg, weight, which,
                          bmi != NULL ? ", BMI " : "", bmi != NULL ? bmi : "", dose);
}

static void
plan_by_weight (DenDosePlan *plan, const DenChart *chart, const DenProtocol *protocol,
                gint64 dose_ug)
{
  const char *missing = missing_for_weight (plan, chart->patient, protocol);
  const char *which;

  if (missing != NULL)
    {
      plan->how =
          chart->patient->sex == DEN_SEX_OTHER && strcmp (missing, "sex") == 0
              ? g_strdup ("The ideal weight is told for female and male alone: the "
                          "prescriber decides on the dose.")
              : g_strdup_printf ("The %s is not recorded, and the dose is by weight.", missing);
      return;
    }
  which = choose_weight (plan, chart->patient, protocol);
  if (protocol->ceiling_ug != DEN_UNKNOWN)
    plan->ceiling_ug =
        dose_for_weight (protocol->ceiling_ug, plan->dosing_weight_g, protocol->rounding_ug);
  if (dose_ug == DEN_UNKNOWN)
    {
      plan->how = g_strdup ("No dose is chosen.");
      return;
    }
  plan->dose_ug = dose_for_weight (dose_ug, plan->dosing_weight_g, protocol->rounding_ug);
  /* From the exact dose: a rate of the rounded one would be off in the third decimal. */
  if (protocol->infusion_minutes != DEN_UNKNOWN)
    plan->rate_ug_per_minute =
        den_decimal_divide (dose_ug * plan->dosing_weight_g, 1000 * protocol->infusion_minutes);
  plan->over_ceiling = protocol->ceiling_ug != DEN_UNKNOWN && dose_ug > protocol->ceiling_ug;
  plan->how = tell_by_weight (plan, dose_ug, which);
}

static void
plan_fixed (DenDosePlan *plan, const DenProtocol *protocol, gint64 dose_ug)
{
  g_autofree char *dose = NULL, *device = NULL;

  plan->ceiling_ug = protocol->ceiling_ug;
  if (dose_ug == DEN_UNKNOWN)
    {
      plan->how = g_strdup ("No dose is chosen.");
      return;
    }
  dose = den_decimal_to_text (dose_ug, 1000);
  plan->dose_ug = dose_ug;
  plan->over_ceiling = protocol->ceiling_ug != DEN_UNKNOWN && dose_ug > protocol->ceiling_ug;
  if (protocol->device_ug == DEN_UNKNOWN)
    {
      plan->how = g_strdup_printf ("%s mg", dose);
      return;
    }
  plan->devices = (dose_ug + protocol->device_ug - 1) / protocol->device_ug;
  device = den_decimal_to_text (protocol->device_ug, 1000);
  plan->how = g_strdup_printf ("%" G_GINT64_FORMAT " %s of %s mg = %s mg", plan->devices,
                               plan->devices == 1 ? "device" : "devices", device, dose);
}

void
den_dose_plan (const DenChart *chart, const DenProtocol *protocol, gint64 dose_ug, DenDay on,
               DenDosePlan *plan)
{
  gint64 height_mm = chart->patient->height_mm;

  *plan = (DenDosePlan){
    .weight_g = DEN_UNKNOWN,
    .weighed_on = DEN_UNKNOWN,
    .bmi_tenths = DEN_UNKNOWN,
    .ideal_g = ideal_weight_g (chart->patient),
    .dosing_weight_g = DEN_UNKNOWN,
    .dose_ug = DEN_UNKNOWN,
    .rate_ug_per_minute = DEN_UNKNOWN,
    .devices = DEN_UNKNOWN,
    .ceiling_ug = DEN_UNKNOWN,
  };
  find_weight (plan, chart, protocol, on);
  if (plan->weight_g != DEN_UNKNOWN && height_mm != DEN_UNKNOWN)
    plan->bmi_tenths = den_decimal_divide (plan->weight_g * 10000, height_mm * height_mm);
  if (protocol->dosing == DEN_DOSING_BY_WEIGHT)
    plan_by_weight (plan, chart, protocol, dose_ug);
  else
    plan_fixed (plan, protocol, dose_ug);
}

void
den_dose_plan_clear (DenDosePlan *plan)
{
  g_clear_pointer (&plan->how, g_free);
}

/* ---- what is suggested ---- */

/* The protocol's first row of the session's phase; a re-induction begins induction's rows again. */
static const DenProtocolPhase *
find_phase (const DenProtocol *protocol, gint64 phase)
{
  for (guint i = 0; i < protocol->phases->len; i++)
    {
      const DenProtocolPhase *row = g_ptr_array_index (protocol->phases, i);

      if (row->phase == phase)
        return row;
    }
  return phase == DEN_PHASE_REINDUCTION ? find_phase (protocol, DEN_PHASE_INDUCTION) : NULL;
}

static gboolean
is_same (const DenSession *a, const DenSession *b)
{
  return a == b || (a->session_id != NULL && g_strcmp0 (a->session_id, b->session_id) == 0);
}

/* The last session of the course that was delivered before SESSION, of its phase only where
 * SAME_PHASE; NULL. */
static const DenSession *
find_last_before (const DenChart *chart, const DenSession *session, gboolean same_phase)
{
  DenInstant zero = den_session_zero (session);
  const DenSession *last = NULL;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *other = g_ptr_array_index (chart->sessions, i);
      DenInstant at = den_session_zero (other);

      if (is_same (other, session) || g_strcmp0 (other->course, session->course) != 0 ||
          !den_session_is_delivered (other) || (same_phase && other->phase != session->phase) ||
          (den_instant_is_known (zero) && at.us >= zero.us))
        continue;
      if (last == NULL || at.us >= den_session_zero (last).us)
        last = other;
    }
  return last;
}

/* The session's order as the protocol counts doses: of a dose by weight, the step that makes it on
 * that day. DEN_UNKNOWN where none does. */
static gint64
dose_of_order (const DenChart *chart, const DenSession *session, const DenProtocol *protocol)
{
  DenDay on = den_instant_day (den_session_zero (session));

  if (protocol->dosing != DEN_DOSING_BY_WEIGHT || session->ordered_ug == DEN_UNKNOWN)
    return session->ordered_ug;
  for (guint i = 0; i < protocol->doses->len; i++)
    {
      const DenProtocolDose *dose = g_ptr_array_index (protocol->doses, i);
      DenDosePlan plan;
      gboolean makes_it;

      den_dose_plan (chart, protocol, dose->dose_ug, on, &plan);
      makes_it = plan.dose_ug == session->ordered_ug;
      den_dose_plan_clear (&plan);
      if (makes_it)
        return dose->dose_ug;
    }
  return DEN_UNKNOWN;
}

gint64
den_dose_suggested (const DenChart *chart, const DenSession *session, const DenProtocol *protocol)
{
  const DenProtocolPhase *phase = find_phase (protocol, session->phase);
  const DenSession *last = find_last_before (chart, session, TRUE);
  gint64 dose_ug = last != NULL ? dose_of_order (chart, last, protocol) : DEN_UNKNOWN;

  if (dose_ug == DEN_UNKNOWN && phase != NULL)
    dose_ug = last == NULL && phase->first_dose_ug != DEN_UNKNOWN ? phase->first_dose_ug
                                                                  : phase->usual_dose_ug;
  if (dose_ug != DEN_UNKNOWN)
    return dose_ug;
  /* A phase without a dose of its own goes on with that of the phase before. */
  last = find_last_before (chart, session, FALSE);
  return last != NULL ? dose_of_order (chart, last, protocol) : DEN_UNKNOWN;
}

gint64
den_dose_of_first_session (const DenChart *chart, const DenSession *session,
                           const DenProtocol *protocol)
{
  const DenProtocolPhase *phase = find_phase (protocol, session->phase);

  return phase != NULL && find_last_before (chart, session, TRUE) == NULL ? phase->first_dose_ug
                                                                          : DEN_UNKNOWN;
}

/* ---- infusions ---- */

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const DenInfusionStep *first = *(gconstpointer const *) a;
  const DenInfusionStep *second = *(gconstpointer const *) b;

  return (first->at.us > second->at.us) - (first->at.us < second->at.us);
}

gint64
den_infusion_given_ug (const DenSession *session, DenInstant until)
{
  /* g_ptr_array_sort keeps the order of steps at one instant. */
  g_autoptr (GPtrArray) steps = g_ptr_array_copy (session->infusion, NULL, NULL);
  gint64 rate = DEN_UNKNOWN, given = 0, since_us = 0;
  gboolean runs = FALSE;

  g_ptr_array_set_free_func (steps, NULL);
  g_ptr_array_sort (steps, compare_steps);
  for (guint i = 0; i <= steps->len; i++)
    {
      const DenInfusionStep *step = i < steps->len ? g_ptr_array_index (steps, i) : NULL;
      gint64 to_us = step != NULL ? MIN (step->at.us, until.us) : until.us;

      if (runs && to_us > since_us)
        {
          if (rate == DEN_UNKNOWN)
            return DEN_UNKNOWN;
          given += rate * (to_us - since_us);
        }
      since_us = to_us;
      if (step == NULL || step->at.us > until.us)
        break;
      if (step->action == DEN_INFUSION_START || step->action == DEN_INFUSION_RESUME)
        runs = TRUE;
      else if (step->action == DEN_INFUSION_PAUSE || step->action == DEN_INFUSION_STOP)
        runs = FALSE;
      if (step->rate_ug_per_minute != DEN_UNKNOWN)
        rate = step->rate_ug_per_minute;
    }
  return den_decimal_divide (given, DEN_US_PER_MINUTE);
}
