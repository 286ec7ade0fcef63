/* The packet's history: trials as a picture and a table, other treatments, scores over time. */
#include "den-decimal.h"
#include "den-packet.h"
#include "den-pictures.h"
#include "den-scale.h"
#include "den-text.h"

#define SCORES_HEIGHT 142.0
#define MOST_SCORES 10 /* of one scale, beside the baseline */

static const char *
or_not_documented (const char *words)
{
  return words != NULL ? words : DEN_NOT_DOCUMENTED;
}

/* Why a trial does not count, in words a reviewer knows. */
static const char *
reason_words (guint reason)
{
  static const struct
  {
    guint reason;
    const char *words;
  } table[] = {
    { DEN_REASON_UNKNOWN_DRUG, "drug not in the formulary" },
    { DEN_REASON_NOT_ANTIDEPRESSANT, "not an antidepressant" },
    { DEN_REASON_MISSING_DOSE, "dose not documented" },
    { DEN_REASON_MISSING_DATES, "dates not documented" },
    { DEN_REASON_MISSING_OUTCOME, "outcome not documented" },
    { DEN_REASON_DOSE_BELOW_MINIMUM, "dose below the minimum" },
    { DEN_REASON_TOO_SHORT, "too short at an adequate dose" },
    { DEN_REASON_POOR_ADHERENCE, "poor adherence" },
    { DEN_REASON_INTOLERANCE, "not tolerated" },
    { DEN_REASON_RESPONSE_ADEQUATE, "response was adequate" },
    { DEN_REASON_OTHER_EPISODE, "another episode" },
    { DEN_REASON_TOO_OLD, "too long ago" },
    { DEN_REASON_DUPLICATE_DRUG, "same drug as another trial" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].reason == reason)
      return table[i].words;
  return NULL;
}

static const char *
describe_standing (DenPacket *packet, const DenTrialJudgement *judgement)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();

  if (den_packet_is_augmentation (judgement->trial))
    return "Augmentation";
  if (!den_packet_asks_for_trials (packet))
    return "Not asked for";
  if (judgement->counts)
    return DEN_BOLD ("Counts");
  for (guint bit = 1; bit <= DEN_REASON_AUGMENTATION; bit <<= 1)
    if ((judgement->reasons & bit) && reason_words (bit) != NULL)
      g_ptr_array_add (reasons, (gpointer) reason_words (bit));
  return den_words_print (packet->kept, "Not counted%s%s", reasons->len > 0 ? ": " : "",
                          den_words_keep (packet->kept, den_text_join (reasons, "and")));
}

static const char *
describe_drug (DenPacket *packet, const DenTrialJudgement *judgement)
{
  const DenTrial *trial = judgement->trial;
  const DenDrug *drug = judgement->drug;

  if (den_packet_is_augmentation (trial))
    return den_words_print (packet->kept, DEN_BOLD ("%s") "\nadded to %s", trial->drug,
                            trial->augments);
  if (drug == NULL || drug->drug_class == NULL)
    return den_words_print (packet->kept, DEN_BOLD ("%s"), trial->drug);
  return den_words_print (packet->kept, DEN_BOLD ("%s") "\n%s", trial->drug, drug->drug_class);
}

static const char *
describe_dose (DenPacket *packet, const DenTrialJudgement *judgement)
{
  const char *highest = den_words_dose (packet->kept, den_packet_highest_dose (judgement->trial));
  gint64 least = judgement->drug == NULL || den_packet_is_augmentation (judgement->trial)
                     ? DEN_UNKNOWN
                     : judgement->drug->min_daily_ug;

  if (least == DEN_UNKNOWN)
    return or_not_documented (highest);
  return den_words_print (packet->kept, "%s\nmin. %s", or_not_documented (highest),
                          den_words_dose (packet->kept, least));
}

/* "12.1" weeks of the days at an adequate dose. */
static const char *
describe_weeks (DenPacket *packet, const DenTrialJudgement *judgement)
{
  if (den_packet_is_augmentation (judgement->trial))
    return "";
  return den_words_print (packet->kept, "%d.%d\n%d" DEN_TIE "d", judgement->days_at_dose / 7,
                          judgement->days_at_dose % 7 * 10 / 7, judgement->days_at_dose);
}

static void
add_trial (DenPacket *packet, DenTable *table, const DenTrialJudgement *judgement)
{
  const DenTrial *trial = judgement->trial;
  const char *adherence = den_words_percent (packet->kept, trial->adherence_permille);
  const char *better = den_words_percent (packet->kept, trial->improvement_permille);
  const char *cells[] = { describe_drug (packet, judgement),
                          describe_dose (packet, judgement),
                          or_not_documented (den_packet_trial_period (packet, trial)),
                          describe_weeks (packet, judgement),
                          adherence != NULL ? adherence : "–",
                          better != NULL ? better : "–",
                          or_not_documented (
                              den_words_choice (den_stop_reason_choices, trial->stop_reason)),
                          describe_standing (packet, judgement) };
  gboolean judged = !den_packet_is_augmentation (trial) && den_packet_asks_for_trials (packet);
  DenMark mark = !judged ? DEN_MARK_NONE : judgement->counts ? DEN_MARK_MET : DEN_MARK_NOT_MET;

  den_table_add (table, mark, cells);
  if (trial->note != NULL)
    den_table_add_note (table, trial->note);
}

static void
draw_trial_table (DenPacket *packet, GPtrArray *trials)
{
  static const DenColumn columns[] = { { "Drug, class", 82 },
                                       { "Highest daily dose", 52, DEN_ALIGN_RIGHT },
                                       { "Dates", 58 },
                                       { "Weeks at dose", 34, DEN_ALIGN_RIGHT },
                                       { "Adher-\nence", 32, DEN_ALIGN_RIGHT },
                                       { "Im-\nproved", 34, DEN_ALIGN_RIGHT },
                                       { "Why stopped", 74 },
                                       { "For this policy", 0 } };
  g_autoptr (DenTable) table = den_table_new ("Trial history", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < trials->len; i++)
    add_trial (packet, table, g_ptr_array_index (trials, i));
  den_page_flow_table (packet->flow, table);
  den_page_flow_paragraph (packet->flow, DEN_TEXT_NOTE,
                           "Weeks at dose: the time at or above the minimum adequate dose, gaps of "
                           "up to 7 days bridged. A dash: " DEN_NOT_DOCUMENTED ".");
}

static void
draw_therapies (DenPacket *packet)
{
  static const DenColumn columns[] = {
    { "Treatment", 130 }, { "Dates", 140 }, { "Sessions", 44, DEN_ALIGN_RIGHT }, { "Response", 0 }
  };
  g_autoptr (DenTable) table = den_table_new ("Other treatments", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < packet->chart->therapies->len; i++)
    {
      const DenTherapy *therapy = g_ptr_array_index (packet->chart->therapies, i);
      const char *kind = den_words_choice (den_therapy_kind_choices, therapy->kind);
      const char *sessions = den_words_number (packet->kept, therapy->sessions);
      const char *cells[] = {
        therapy->method == NULL
            ? den_words_print (packet->kept, DEN_BOLD ("%s"), kind)
            : den_words_print (packet->kept, DEN_BOLD ("%s") ", %s", kind, therapy->method),
        or_not_documented (den_words_period (packet->kept, therapy->started_on, therapy->ended_on,
                                             therapy->ended_on == DEN_UNKNOWN)),
        sessions != NULL ? sessions : "–", or_not_documented (therapy->response)
      };

      den_table_add (table, DEN_MARK_NONE, cells);
    }
  if (den_table_n_rows (table) == 0)
    return;
  den_page_flow_heading (packet->flow, "Other treatments for this condition");
  den_page_flow_table (packet->flow, table);
}

/* Trials against time, each trial with its numbers, and other treatments. */
void
den_packet_trial_history (DenPacket *packet)
{
  g_autoptr (GPtrArray) trials = den_packet_trials (packet);

  den_page_flow_section (packet->flow, "Trial history");
  if (trials->len == 0)
    den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY,
                             "Medication trials are " DEN_NOT_DOCUMENTED ".");
  else
    {
      g_autoptr (DenDrawing) picture =
          den_picture_trials (packet->chart, packet->facts->verdict, packet->on, DEN_FLOW_WIDTH,
                              den_page_flow_measure, packet->flow);

      den_page_flow_drawing (packet->flow, picture);
      den_page_flow_paragraph (packet->flow, DEN_TEXT_NOTE,
                               "A bar is as high as the daily dose, dark where it reaches the "
                               "minimum adequate dose (dashed line).");
      draw_trial_table (packet, trials);
    }
  draw_therapies (packet);
}

/* ---- scores ---- */

static int
compare_assessments (gconstpointer a, gconstpointer b)
{
  const DenAssessment *one = *(const DenAssessment *const *) a;
  const DenAssessment *other = *(const DenAssessment *const *) b;

  return one->taken_at.us < other->taken_at.us ? -1 : one->taken_at.us > other->taken_at.us;
}

/* The scale's assessments up to the day, oldest first. The chart's. */
static GPtrArray *
assessments_of (const DenPacket *packet, const DenScale *scale)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < packet->chart->assessments->len; i++)
    {
      DenAssessment *assessment = g_ptr_array_index (packet->chart->assessments, i);

      if (g_strcmp0 (assessment->scale, scale->name) == 0 &&
          den_instant_is_known (assessment->taken_at) &&
          den_instant_day (assessment->taken_at) <= packet->on)
        g_ptr_array_add (taken, assessment);
    }
  g_ptr_array_sort (taken, compare_assessments);
  return taken;
}

/* What a score is called: its number of the highest possible, or the tier of a triage. */
static const char *
describe_total (DenPacket *packet, const DenScale *scale, gint64 total)
{
  if (total == DEN_UNKNOWN)
    return "not complete";
  if (scale->scoring == DEN_SCORING_TRIAGE)
    return "–";
  return den_words_print (packet->kept, "%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, total,
                          scale->max_total);
}

static void
add_scores (DenPacket *packet, DenTable *table, const DenScale *scale)
{
  g_autoptr (GPtrArray) taken = assessments_of (packet, scale);
  const DenAssessment *baseline =
      den_chart_baseline_assessment (packet->chart, scale->name, packet->on);
  gboolean treated = den_instant_is_known (den_chart_first_session_at (packet->chart));
  guint skipped = taken->len > MOST_SCORES ? taken->len - MOST_SCORES : 0;

  for (guint i = 0; i < taken->len; i++)
    {
      const DenAssessment *assessment = g_ptr_array_index (taken, i);
      gint64 total = den_scale_assessment_total (scale, assessment);
      const char *band = total == DEN_UNKNOWN ? NULL : den_scale_band (scale, total);
      gboolean is_baseline = treated && assessment == baseline;
      const char *note = is_baseline                                   ? "baseline"
                         : i + 1 == taken->len                         ? "newest"
                         : i == skipped && skipped > 0 && !is_baseline ? "earlier scores not shown"
                                                                       : "";
      const char *cells[] = { i == skipped || is_baseline
                                  ? den_words_print (packet->kept, DEN_BOLD ("%s"), scale->name)
                                  : scale->name,
                              den_words_day (packet->kept, den_instant_day (assessment->taken_at)),
                              describe_total (packet, scale, total), band != NULL ? band : "",
                              note };

      if (i >= skipped || is_baseline)
        den_table_add (table, DEN_MARK_NONE, cells);
    }
}

/* Whether a scale measures the session and not the illness. */
static gboolean
is_session_scale (const DenScale *scale)
{
  static const char *const names[] = { "CADSS-23", "CADSS-6", "MOAA/S", "BPRS+", NULL };

  return g_strv_contains (names, scale->name);
}

static void
draw_score_table (DenPacket *packet, const DenScale *first)
{
  static const DenColumn columns[] = {
    { "Scale", 90 }, { "Date", 70 }, { "Score", 50, DEN_ALIGN_RIGHT }, { "Band", 120 }, { "", 0 }
  };
  g_autoptr (DenTable) table = den_table_new ("Scores", columns, G_N_ELEMENTS (columns));
  GPtrArray *scales = packet->facts->reference->scales;

  if (first != NULL)
    add_scores (packet, table, first);
  for (guint i = 0; i < scales->len; i++)
    {
      const DenScale *scale = g_ptr_array_index (scales, i);

      if (scale != first && !is_session_scale (scale))
        add_scores (packet, table, scale);
    }
  den_page_flow_table (packet->flow, table);
}

/* The scores on rating scales: the course of the one that matters to the policy, then all. */
void
den_packet_scores (DenPacket *packet)
{
  gint64 threshold;
  const DenScale *scale = den_packet_scale (packet, &threshold);

  den_page_flow_section (packet->flow, "Rating scales");
  if (scale == NULL && packet->chart->assessments->len == 0)
    {
      den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY,
                               "Scores on rating scales are " DEN_NOT_DOCUMENTED ".");
      return;
    }
  if (scale != NULL)
    {
      g_autoptr (GPtrArray) taken = assessments_of (packet, scale);

      /* One score alone is no course. */
      if (taken->len > 1)
        {
          g_autoptr (DenDrawing) picture =
              den_picture_scores (packet->chart, scale, threshold, packet->on, DEN_FLOW_WIDTH,
                                  SCORES_HEIGHT, den_page_flow_measure, packet->flow);

          den_page_flow_heading (packet->flow,
                                 den_words_print (packet->kept, "%s: %s", scale->name,
                                                  scale->title != NULL ? scale->title : "course"));
          den_page_flow_drawing (packet->flow, picture);
          den_page_flow_gap (packet->flow, 4);
        }
    }
  draw_score_table (packet, scale);
}
