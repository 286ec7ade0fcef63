/* The checks before a dose: what the staff answers, and what the chart answers itself. */
#include "den-interactions.h"
#include "den-scale.h"
#include "den-session-private.h"
#include "den-text.h"

#include <string.h>

#define CHECK_PREFIX "check." /* of the findings' keys */

/* Childbearing potential, for the pregnancy test (clinic's default, 2026-11-21). */
#define FERTILE_FROM_AGE 18
#define FERTILE_TO_AGE 55

/* Esketamine is approved for adults (Spravato US label, section 1). Its US dose does not change
 * with age; blood pressure rises more in the old (published infusion clinics; clinic's default). */
#define ADULT_AGE 18
#define OLDER_AGE 65

/* One check being judged. */
typedef struct
{
  const DenSessionCase *at;
  const DenProtocolCheck *check;
  const char *key;
  const char *label;
  DenDay on;
  DenInstant moment; /* time 0, or now */
  DenPass pass;      /* of the finding, where it is not OK */
} Check;

typedef DenSessionFinding *(*Judge) (Check *it);

/* ---- asked ---- */

/* The newest answer to the check; of several at one instant the one entered last. */
static const DenSessionCheck *
find_answer (const DenSession *session, const char *item)
{
  const DenSessionCheck *newest = NULL;

  for (guint i = 0; i < session->checks->len; i++)
    {
      const DenSessionCheck *answer = g_ptr_array_index (session->checks, i);

      if (g_strcmp0 (answer->item, item) == 0 &&
          (newest == NULL || answer->checked_at.us >= newest->checked_at.us))
        newest = answer;
    }
  return newest;
}

/* "08:10", with its date where that is another day than the session's. */
static char *
show_when (const Check *it, DenInstant instant)
{
  g_autofree char *time = den_instant_show_time (instant);
  g_autofree char *day = den_day_to_us (den_instant_day (instant));

  if (den_instant_day (instant) == den_instant_day (it->moment))
    return g_steal_pointer (&time);
  return g_strdup_printf ("%s %s", day, time);
}

/* Whether the time that must have passed had passed before the dose, or by now. */
static DenSessionFinding *
judge_since (const Check *it, DenInstant since)
{
  gint64 wanted = it->check->since_minutes;
  gint64 passed = den_minutes_between (since, it->moment);
  g_autofree char *when = show_when (it, since);
  DenInstant over = { since.us + wanted * DEN_US_PER_MINUTE, it->moment.offset_minutes };
  g_autofree char *over_at = show_when (it, over);

  if (passed >= wanted)
    return den_session_finding_new (DEN_MARK_OK, it->key, it->label,
                                    "Last at %s, %" G_GINT64_FORMAT " min before.", when, passed);
  return den_session_finding_new (DEN_MARK_REVIEW, it->key, it->label,
                                  "Last at %s: %" G_GINT64_FORMAT " min must pass, until %s.", when,
                                  wanted, over_at);
}

static DenSessionFinding *
judge_answer (const Check *it, const DenSessionCheck *answer)
{
  gboolean timed = it->check->since_minutes != DEN_UNKNOWN && answer != NULL &&
                   den_instant_is_known (answer->since) &&
                   answer->answer != DEN_CHECK_ANSWER_NOT_APPLICABLE;
  DenSessionFinding *finding;

  if (answer == NULL || (!timed && answer->answer == DEN_UNKNOWN))
    return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label, "Not answered: %s.",
                                    it->check->question);
  /* A spray that is not used need not be waited for; consent and escort always apply. */
  if (answer->answer == DEN_CHECK_ANSWER_NOT_APPLICABLE &&
      it->check->since_minutes == DEN_UNKNOWN && it->check->required == 1)
    {
      finding = den_session_finding_new (DEN_MARK_MISSING, it->key, it->label,
                                         "Answered does not apply: %s.", it->check->question);
      finding->of_at = answer->checked_at;
      return finding;
    }
  if (timed)
    finding = judge_since (it, answer->since);
  else if (answer->answer == DEN_CHECK_ANSWER_NO)
    finding = den_session_finding_new (
        it->check->since_minutes != DEN_UNKNOWN || it->check->required != 1 ? DEN_MARK_REVIEW
                                                                            : DEN_MARK_HOLD,
        it->key, it->label, "Answered no: %s.", it->check->question);
  else
    finding = den_session_finding_new (
        DEN_MARK_OK, it->key, it->label, "%s: %s.", it->check->question,
        answer->answer == DEN_CHECK_ANSWER_NOT_APPLICABLE ? "does not apply" : "yes");
  finding->of_at = answer->checked_at;
  return finding;
}

static DenSessionFinding *
judge_asked (Check *it)
{
  return judge_answer (it, find_answer (it->at->session, it->check->item));
}

/* ---- looked up ---- */

/* Whether DAY lies on the session's day or at most the check's days before it. */
static gboolean
is_recent (const Check *it, DenDay day)
{
  return day != DEN_UNKNOWN && day <= it->on &&
         (it->check->within_days == DEN_UNKNOWN || it->on - day <= it->check->within_days);
}

/* The newest check of that kind on the session's day or before, NULL. */
static const DenCheck *
find_check (const Check *it, DenCheckKind kind)
{
  const DenChart *chart = it->at->chart;
  const DenCheck *newest = NULL;

  for (guint i = 0; i < chart->checks->len; i++)
    {
      const DenCheck *check = g_ptr_array_index (chart->checks, i);

      if (check->kind == (gint64) kind && check->done_on != DEN_UNKNOWN &&
          check->done_on <= it->on && (newest == NULL || check->done_on >= newest->done_on))
        newest = check;
    }
  return newest;
}

/* On the session's day: a patient may come of age, or grow old, in the middle of a course. */
static DenSessionFinding *
judge_age (Check *it)
{
  DenDay birth = it->at->chart->patient->birth_date;
  int age;

  if (birth == DEN_UNKNOWN)
    return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label,
                                    "The birth date is not recorded.");
  age = den_day_age (birth, it->on);
  if (age < ADULT_AGE)
    return den_session_finding_new (DEN_MARK_HOLD, it->key, it->label,
                                    "%d years: not approved under %d.", age, ADULT_AGE);
  return den_session_finding_new (DEN_MARK_OK, it->key, it->label, "%d years%s.", age,
                                  age >= OLDER_AGE ? ": the same dose, watch blood pressure closely"
                                                   : "");
}

static DenSessionFinding *
judge_enrollment (Check *it)
{
  const DenChart *chart = it->at->chart;

  for (guint i = 0; i < chart->enrollments->len; i++)
    {
      const DenEnrollment *enrollment = g_ptr_array_index (chart->enrollments, i);
      g_autofree char *date = den_day_to_us (enrollment->enrolled_on);

      if (enrollment->program == DEN_PROGRAM_SPRAVATO_REMS && date != NULL &&
          enrollment->enrolled_on <= it->on)
        return den_session_finding_new (DEN_MARK_OK, it->key, it->label, "Enrolled on %s.", date);
    }
  return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label,
                                  "No enrollment is on the chart: the REMS asks for it before the "
                                  "first treatment.");
}

static DenSessionFinding *
judge_prescriber (Check *it)
{
  if (!den_text_is_blank (it->at->session->prescriber_on_site))
    return den_session_finding_new (DEN_MARK_OK, it->key, it->label, "%s.",
                                    it->at->session->prescriber_on_site);
  return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label,
                                  "No prescriber is recorded as on site.");
}

static DenSessionFinding *
judge_authorization (Check *it)
{
  const DenChart *chart = it->at->chart;

  for (guint i = chart->authorizations->len; i-- > 0;)
    {
      const DenAuthorization *request = g_ptr_array_index (chart->authorizations, i);
      g_autofree char *date = den_day_to_us (request->requested_on);

      if (request->product == it->at->protocol->modality &&
          (request->requested_on == DEN_UNKNOWN || request->requested_on <= it->on))
        return den_session_finding_new (DEN_MARK_OK, it->key, it->label, "Requested%s%s.",
                                        date != NULL ? " on " : "", date != NULL ? date : "");
    }
  return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label,
                                  "No request for this drug is on the chart.");
}

static DenSessionFinding *
judge_pdmp (Check *it)
{
  const DenCheck *check = find_check (it, DEN_CHECK_PDMP);
  g_autofree char *date = check != NULL ? den_day_to_us (check->done_on) : NULL;

  if (check == NULL)
    return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label, "Never looked up.");
  return is_recent (it, check->done_on)
             ? den_session_finding_new (DEN_MARK_OK, it->key, it->label, "Looked up on %s.", date)
             : den_session_finding_new (DEN_MARK_MISSING, it->key, it->label,
                                        "Looked up on %s, more than %" G_GINT64_FORMAT " days ago.",
                                        date, it->check->within_days);
}

/* Whether a word of the result, which is written in free words ("neg.", "Urine hCG: positive"),
 * begins with BEGIN. */
static gboolean
says (const char *result, const char *begin)
{
  g_autofree char *folded = den_text_fold (result);
  g_auto (GStrv) words = g_strsplit_set (folded, " ,.;:()/-", -1);

  for (int i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], begin))
      return TRUE;
  return FALSE;
}

/* Nothing but the word negative, and not positive beside it, lets the dose go on. */
static DenSessionFinding *
judge_pregnancy_result (const Check *it, const char *result, const char *date)
{
  g_autofree char *shown = NULL;

  if (den_text_is_blank (result))
    return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label,
                                    "The test of %s has no result yet.", date);
  shown = den_text_sentence_case (result);
  if (says (result, "pos"))
    return den_session_finding_new (DEN_MARK_HOLD, it->key, it->label,
                                    "%s on %s: treatment is not recommended in pregnancy.", shown,
                                    date);
  if (says (result, "neg"))
    return den_session_finding_new (DEN_MARK_OK, it->key, it->label, "%s on %s.", shown, date);
  return den_session_finding_new (DEN_MARK_REVIEW, it->key, it->label,
                                  "“%s” on %s says neither negative nor positive.", shown, date);
}

/* A yes to the screening question after the newest test says more than that test. */
static DenSessionFinding *
judge_pregnancy_test (Check *it)
{
  const DenPatient *patient = it->at->chart->patient;
  const DenCheck *check = find_check (it, DEN_CHECK_PREGNANCY_TEST);
  const DenScreening *said = den_chart_newest_screening (it->at->chart, "pregnancy", it->on);
  g_autofree char *date = check != NULL ? den_day_to_us (check->done_on) : NULL;
  int age = patient->birth_date != DEN_UNKNOWN ? den_day_age (patient->birth_date, it->on)
                                               : FERTILE_FROM_AGE;

  if (said != NULL && said->answer == DEN_ANSWER_YES && said->noted_on != DEN_UNKNOWN &&
      (check == NULL || said->noted_on > check->done_on))
    {
      g_autofree char *noted = den_day_to_us (said->noted_on);

      return den_session_finding_new (DEN_MARK_HOLD, it->key, it->label,
                                      "Pregnant by the screening of %s: treatment is not "
                                      "recommended in pregnancy.",
                                      noted);
    }
  if (age < FERTILE_FROM_AGE || age > FERTILE_TO_AGE)
    return den_session_finding_new (DEN_MARK_OK, it->key, it->label, "Not asked at %d years.", age);
  if (check == NULL)
    return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label, "No test is on record.");
  if (!is_recent (it, check->done_on))
    return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label,
                                    "The last test is of %s, more than %" G_GINT64_FORMAT
                                    " days ago.",
                                    date, it->check->within_days);
  return judge_pregnancy_result (it, check->result, date);
}

/* One taken after the dose is none before it. A high tier is no stop, since acute suicidal ideation
 * is an indication: that the dose is given is decided and written down. Of a moderate one the staff
 * is told. */
static DenSessionFinding *
judge_suicide_screener (Check *it)
{
  const DenAssessment *taken = den_chart_assessment_until (it->at->chart, "C-SSRS", it->moment);
  const DenScale *scale = den_reference_find_scale (it->at->reference, "C-SSRS");
  gint64 tier = DEN_UNKNOWN;

  if (taken != NULL && scale != NULL && is_recent (it, den_instant_day (taken->taken_at)))
    tier = den_scale_assessment_total (scale, taken);
  switch (tier)
    {
    case DEN_TRIAGE_HIGH:
      return den_session_finding_new (DEN_MARK_REVIEW, it->key, it->label,
                                      "High risk: a clinician sees the patient, never alone; going "
                                      "on with the dose is decided and written down.");
    case DEN_TRIAGE_MODERATE:
      it->pass = DEN_PASS_ANYWAY;
      return den_session_finding_new (DEN_MARK_REVIEW, it->key, it->label,
                                      "Moderate risk: a clinician assesses safety today.");
    case DEN_TRIAGE_LOW:
      return den_session_finding_new (DEN_MARK_OK, it->key, it->label, "Low risk.");
    case DEN_TRIAGE_NEGATIVE:
      return den_session_finding_new (DEN_MARK_OK, it->key, it->label, "Negative.");
    default:
      return den_session_finding_new (DEN_MARK_MISSING, it->key, it->label, "Not taken today.");
    }
}

/* Medications that the interaction table warns of, each with its group. */
static DenSessionFinding *
judge_medications (Check *it)
{
  g_autoptr (GArray) notes = den_interactions_of (it->at->chart, it->at->reference, it->on);
  g_autoptr (GString) named = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const DenInteractionNote *note = &g_array_index (notes, DenInteractionNote, i);
      g_autofree char *group = g_utf8_strdown (note->interaction->group, -1);

      if (note->interaction->level == DEN_INTERACTION_WARNING)
        g_string_append_printf (
            named, "%s%s (%s)", named->len > 0 ? ", " : "", note->medication->drug,
            note->interaction->group[1] >= 'A' && note->interaction->group[1] <= 'Z'
                ? note->interaction->group
                : group);
    }
  if (named->len == 0)
    return den_session_finding_new (DEN_MARK_OK, it->key, it->label,
                                    "None that is warned of is on the list.");
  return den_session_finding_new (DEN_MARK_REVIEW, it->key, it->label,
                                  "%s: ask for the last dose; watch sedation, breathing and blood "
                                  "pressure closely.",
                                  named->str);
}

/* ---- each check ---- */

/* What is known of the items: a short label; who looks it up, where the chart answers it; and what
 * no written reason answers. */
static const struct
{
  const char *item;
  const char *label;
  Judge look_up;
  gboolean hard;
} items[] = {
  { "consent", "Consent", NULL, TRUE },
  /* The REMS lets nobody be treated who is not enrolled. */
  { "rems_enrollment", "REMS enrollment", judge_enrollment, TRUE },
  { "age", "Age", judge_age, FALSE },
  { "prescriber_on_site", "Prescriber on site", judge_prescriber, FALSE },
  { "authorization", "Authorization", judge_authorization, FALSE },
  { "pdmp", "PDMP", judge_pdmp, FALSE },
  { "pregnancy_test", "Pregnancy test", judge_pregnancy_test, FALSE },
  { "c_ssrs", "C-SSRS", judge_suicide_screener, FALSE },
  { "escort", "Escort", NULL, FALSE },
  { "food", "Food", NULL, FALSE },
  { "liquids", "Liquids", NULL, FALSE },
  { "nasal_spray", "Nasal spray", NULL, FALSE },
  { "no_alcohol", "Alcohol and sedatives", NULL, FALSE },
  /* Contraindicated, by the label's section on blood pressure. */
  { "no_pressure_risk", "Risk of a rise in pressure", NULL, TRUE },
  { "medications", "Medications", judge_medications, FALSE },
};

static void
judge_check (const DenSessionCase *at, const DenProtocolCheck *check, GPtrArray *findings)
{
  DenInstant zero = den_session_zero (at->session);
  g_autofree char *key = g_strconcat (CHECK_PREFIX, check->item, NULL);
  Check it = { at,
               check,
               key,
               check->question,
               den_session_judged_on (at),
               den_instant_is_known (zero) ? zero : at->now,
               check->required == 1 ? DEN_PASS_BY_REASON : DEN_PASS_ANYWAY };
  Judge judge = judge_asked;
  DenSessionFinding *finding;

  if (check->female_only == 1 && at->chart->patient->sex == DEN_SEX_MALE)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    if (strcmp (items[i].item, check->item) == 0)
      {
        it.label = items[i].label;
        if (items[i].hard && check->required == 1)
          it.pass = DEN_PASS_NEVER;
        if (check->from_chart == 1 && items[i].look_up != NULL)
          judge = items[i].look_up;
      }
  finding = judge (&it);
  finding->from_label = check->label == 1;
  den_session_findings_add (findings, at, finding, it.pass);
}

void
den_session_judge_checks (const DenSessionCase *at, GPtrArray *findings)
{
  for (guint i = 0; i < at->protocol->checks->len; i++)
    judge_check (at, g_ptr_array_index (at->protocol->checks, i), findings);
}

gboolean
den_session_finding_can_be_prepared (const DenSessionFinding *finding, const DenProtocol *protocol)
{
  if (!g_str_has_prefix (finding->key, CHECK_PREFIX))
    return FALSE;
  for (guint i = 0; i < protocol->checks->len; i++)
    {
      const DenProtocolCheck *check = g_ptr_array_index (protocol->checks, i);

      if (strcmp (check->item, finding->key + strlen (CHECK_PREFIX)) == 0)
        return check->since_minutes == DEN_UNKNOWN;
    }
  return TRUE;
}
