/* One patient's whole chart: what the rules judge, the papers print and a chart file holds. */
#pragma once

#include "den-authorization.h"
#include "den-course.h"
#include "den-findings.h"
#include "den-history.h"
#include "den-patient.h"
#include "den-provider.h"
#include "den-session.h"

G_BEGIN_DECLS

/* The lists keep the order in which their records were entered. */
typedef struct
{
  DenRecord record;
  DenPatient *patient;
  GPtrArray *allergies;      /* DenAllergy */
  GPtrArray *medications;    /* DenMedication */
  GPtrArray *coverages;      /* DenCoverage */
  GPtrArray *diagnoses;      /* DenDiagnosis */
  GPtrArray *episodes;       /* DenEpisode */
  GPtrArray *trials;         /* DenTrial */
  GPtrArray *therapies;      /* DenTherapy */
  GPtrArray *screenings;     /* DenScreening */
  GPtrArray *assessments;    /* DenAssessment */
  GPtrArray *vitals;         /* DenVitals */
  DenPrescriber *prescriber; /* or NULL */
  GPtrArray *enrollments;    /* DenEnrollment */
  GPtrArray *checks;         /* DenCheck */
  GPtrArray *courses;        /* DenCourse */
  GPtrArray *sessions;       /* DenSession */
  GPtrArray *visits;         /* DenVisit */
  GPtrArray *authorizations; /* DenAuthorization */
  GPtrArray *overrides;      /* DenOverride */
} DenChart;

/* Its fields are the chart file's keys in their order. The chart is not a row of the database: its
 * lists are rows that belong to its patient. */
extern const DenRecordType den_chart_type;

DenChart *den_chart_new (void);
void den_chart_free (DenChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenChart, den_chart_free)

GPtrArray *den_chart_list (const DenChart *chart, const DenRecordType *type);
const DenField *den_chart_field_of (const DenRecordType *type);
GPtrArray *den_chart_allergies_by_severity (const DenChart *chart);
char *den_chart_allergies_in_words (const DenChart *chart);
const DenEpisode *den_chart_current_episode (const DenChart *chart, DenDay on);
const DenCoverage *den_chart_primary_coverage (const DenChart *chart, DenDay on);
DenInstant den_chart_first_session_at (const DenChart *chart);

G_END_DECLS
