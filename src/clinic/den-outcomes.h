/* How patients do: response, remission and relapse of one, and of the clinic beside published rows.
 * Pure, in integers. */
#pragma once

#include "den-course-rules.h"
#include "den-drawing.h"
#include "den-scale.h"

G_BEGIN_DECLS

/* One patient's course on one scale. The baseline is the last score before the first delivered
 * session, at most the scale's baseline_days old. */
typedef struct
{
  const DenScale *scale;
  gint64 baseline; /* unknown: none taken in time */
  DenDay baseline_on;
  gint64 best;
  DenDay best_on;
  gint64 now;
  DenDay now_on;
  DenResponse response; /* of the newest score */
  gboolean remission;
  DenDay responded_on; /* the first day of a response; unknown */
  DenDay remitted_on;
  DenDay relapsed_on; /* confirmed after a remission or response, by the scale's rule; unknown */
  gint64 n_scores;
} DenPatientOutcome;

/* The outcome on SCALE from the patient's first session on, as known on the day. */
void den_outcome (const DenChart *chart, const DenScale *scale, DenDay on,
                  DenPatientOutcome *outcome);
/* "stable remission", "stable response" or "neither", the maintenance status of SUSTAIN-1: MADRS at
 * most 12 in three of the last four weeks, or at least 50 % better in both of the last two. NULL
 * where it can not be told. */
const char *den_maintenance_status (const DenChart *chart, const DenScale *scale, DenDay on);

/* One row of the clinic's outcomes: one modality, one scale, one endpoint, one time point. */
typedef struct
{
  gint64 n;              /* patients with baseline and a score at the time point */
  gint64 of;             /* those who reached the endpoint */
  gint64 lower_permille; /* Wilson, 95 % */
  gint64 upper_permille;
  gboolean too_few; /* n < 10: nothing is shown */
} DenClinicOutcome;

/* The Wilson score interval (1927) for HITS of N at 95 %, in thousandths, rounded. */
void den_wilson (gint64 hits, gint64 n, gint64 *lower_permille, gint64 *upper_permille);

/* Sums up charts one by one: add each, then read the rows. One tally row a benchmark row of the
 * reference, in its order. A chart counts in a row only with its scale, modality and time point. */
typedef struct _DenOutcomeTally DenOutcomeTally;
DenOutcomeTally *den_outcome_tally_new (const DenReference *reference);
void den_outcome_tally_free (DenOutcomeTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenOutcomeTally, den_outcome_tally_free)
void den_outcome_tally_add (DenOutcomeTally *tally, const DenChart *chart, DenDay on);
/* How many were added, how many of them had a delivered session, how many sessions were delivered:
 * abandoned and missed ones are in none of them. */
void den_outcome_tally_totals (const DenOutcomeTally *tally, gint64 *patients, gint64 *treated,
                               gint64 *sessions);
void den_outcome_tally_row (const DenOutcomeTally *tally, guint row, DenClinicOutcome *outcome);

/* ---- pictures ---- */

/* One session on a time axis in minutes since the first device: BP, SpO2 and dissociation, dose
 * marks, due ticks, limits as lines, and NOW as a line while it runs (unknown: none). */
DenDrawing *den_picture_session (const DenSessionCase *at, double width, double height,
                                 DenMeasure measure, gpointer measure_data);
/* The patient's whole course on a day axis: scores of SCALE with baseline, response and remission
 * lines, sessions with their doses below, medications, psychotherapy and other visits. */
DenDrawing *den_picture_course (const DenChart *chart, const DenReference *reference,
                                const DenScale *scale, DenDay on, double width, double height,
                                DenMeasure measure, gpointer measure_data);

G_END_DECLS
