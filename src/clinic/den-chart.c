/* The chart's table, and questions asked of a whole chart. */
#include "den-chart.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const DenField chart_fields[] = {
  DEN_FIELD_LINE (DEN_FIELD_RECORD, DenChart, patient, N_ ("Patient"), .of = &den_patient_type,
                  .required = TRUE),
  DEN_LIST (DenChart, allergies, N_ ("Allergies"), &den_allergy_type),
  DEN_LIST (DenChart, medications, N_ ("Medications"), &den_medication_type),
  DEN_LIST (DenChart, coverages, N_ ("Coverage"), &den_coverage_type),
  DEN_LIST (DenChart, diagnoses, N_ ("Diagnoses"), &den_diagnosis_type),
  DEN_LIST (DenChart, episodes, N_ ("Episodes"), &den_episode_type),
  DEN_LIST (DenChart, trials, N_ ("Trials"), &den_trial_type),
  DEN_LIST (DenChart, therapies, N_ ("Therapies"), &den_therapy_type),
  DEN_LIST (DenChart, screenings, N_ ("Screening"), &den_screening_type),
  DEN_LIST (DenChart, assessments, N_ ("Assessments"), &den_assessment_type),
  DEN_LIST (DenChart, vitals, N_ ("Vital signs"), &den_vitals_type),
  DEN_RECORD_FIELD (DenChart, prescriber, N_ ("Prescriber"), &den_prescriber_type),
  DEN_LIST (DenChart, enrollments, N_ ("Enrollments"), &den_enrollment_type),
  DEN_LIST (DenChart, checks, N_ ("Checks"), &den_check_type),
  DEN_LIST (DenChart, courses, N_ ("Courses"), &den_course_type),
  DEN_LIST (DenChart, sessions, N_ ("Sessions"), &den_session_type),
  DEN_LIST (DenChart, visits, N_ ("Visits"), &den_visit_type),
  DEN_LIST (DenChart, authorizations, N_ ("Authorization requests"), &den_authorization_type),
  DEN_LIST (DenChart, overrides, N_ ("Overrides"), &den_override_type),
};
/* clang-format on */
const DenRecordType den_chart_type =
    DEN_RECORD_TYPE ("chart", N_ ("Chart"), DenChart, chart_fields, NULL);

/* An empty chart with an empty patient. */
DenChart *
den_chart_new (void)
{
  DenChart *chart = den_record_new (&den_chart_type);

  chart->patient = den_record_new (&den_patient_type);
  return chart;
}

void
den_chart_free (DenChart *chart)
{
  den_record_free (chart);
}

/* The chart's field that lists records of TYPE, or NULL. */
const DenField *
den_chart_field_of (const DenRecordType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chart_fields); i++)
    if (chart_fields[i].of == type)
      return &chart_fields[i];
  return NULL;
}

/* The chart's list of records of TYPE; it must have one. */
GPtrArray *
den_chart_list (const DenChart *chart, const DenRecordType *type)
{
  const DenField *field = den_chart_field_of (type);

  g_return_val_if_fail (field != NULL && field->type == DEN_FIELD_LIST, NULL);
  return den_field_list (field, chart);
}

/* How much an allergy matters when there is no room for all: severe before moderate, mild and those
 * of unknown severity. */
static gint64
rank_of (const DenAllergy *allergy)
{
  return allergy->severity != DEN_UNKNOWN ? -allergy->severity : 1;
}

/* The chart's allergies, the severe ones first, else in the chart's order; they stay the chart's.
 */
GPtrArray *
den_chart_allergies_by_severity (const DenChart *chart)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (gint64 rank = -DEN_SEVERITY_SEVERE; rank <= 1; rank++)
    for (guint i = 0; i < chart->allergies->len; i++)
      {
        DenAllergy *allergy = g_ptr_array_index (chart->allergies, i);

        if (rank_of (allergy) == rank)
          g_ptr_array_add (sorted, allergy);
      }
  return sorted;
}

/* "Latex, Penicillin", to be freed; NULL where none is recorded. */
char *
den_chart_allergies_in_words (const DenChart *chart)
{
  g_autoptr (GPtrArray) sorted = den_chart_allergies_by_severity (chart);
  GString *words;

  if (sorted->len == 0)
    return NULL;
  words = g_string_new (NULL);
  for (guint i = 0; i < sorted->len; i++)
    {
      const DenAllergy *allergy = g_ptr_array_index (sorted, i);

      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", allergy->substance);
    }
  return g_string_free (words, FALSE);
}

/* The latest episode that had begun on the day and has no end, or NULL. */
const DenEpisode *
den_chart_current_episode (const DenChart *chart, DenDay on)
{
  const DenEpisode *current = NULL;

  for (guint i = 0; i < chart->episodes->len; i++)
    {
      const DenEpisode *episode = g_ptr_array_index (chart->episodes, i);

      if (episode->ended_on == DEN_UNKNOWN && episode->started_on <= on &&
          (current == NULL || episode->started_on > current->started_on))
        current = episode;
    }
  return current;
}

/* The coverage of the lowest rank in force on the day, or NULL. An unknown rank comes last. */
const DenCoverage *
den_chart_primary_coverage (const DenChart *chart, DenDay on)
{
  const DenCoverage *primary = NULL;

  for (guint i = 0; i < chart->coverages->len; i++)
    {
      const DenCoverage *coverage = g_ptr_array_index (chart->coverages, i);

      if (den_coverage_is_in_force (coverage, on) &&
          (primary == NULL || (coverage->rank != DEN_UNKNOWN &&
                               (primary->rank == DEN_UNKNOWN || coverage->rank < primary->rank))))
        primary = coverage;
    }
  return primary;
}

/* When the patient's first session began, before which every baseline lies; unknown for none. */
DenInstant
den_chart_first_session_at (const DenChart *chart)
{
  DenInstant first = DEN_INSTANT_UNKNOWN;

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (den_instant_is_known (session->started_at) &&
          (!den_instant_is_known (first) || session->started_at.us < first.us))
        first = session->started_at;
    }
  return first;
}
