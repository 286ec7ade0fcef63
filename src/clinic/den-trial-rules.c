/* When a trial counts (the contract, section 3). Each of its conditions gives its own reason, and
 * several may stand together. */
#include "den-trial-rules.h"

/* Adherence below this is no trial of the drug: ATHF practice asks for 75 to 80 percent. */
#define LEAST_ADHERENCE_PERMILLE 750

/* A lapse of at most so many days does not end a stretch at dose. */
#define BRIDGED_DAYS 7

#define MISSING_REASONS                                                                            \
  (DEN_REASON_MISSING_DOSE | DEN_REASON_MISSING_DATES | DEN_REASON_MISSING_OUTCOME)

typedef struct
{
  DenDay first;
  DenDay last;
} Stretch;

/* What the doses of a trial say. */
typedef struct
{
  gboolean known;    /* some dose is on record */
  gboolean adequate; /* one of them reaches the formulary's minimum */
  gint64 days;       /* the longest stretch at such a dose, as far as the dates tell */
  gboolean untold;   /* days that are not known might make it longer */
} DoseTime;

/* The first day that the doses tell, where every one of them has its own. */
static DenDay
first_dose_day (const DenTrial *trial)
{
  DenDay first = DEN_UNKNOWN;

  for (guint i = 0; i < trial->doses->len; i++)
    {
      const DenDoseSegment *dose = g_ptr_array_index (trial->doses, i);

      if (dose->from_on == DEN_UNKNOWN)
        return DEN_UNKNOWN;
      first = first == DEN_UNKNOWN ? dose->from_on : MIN (first, dose->from_on);
    }
  return first;
}

static DenDay
last_dose_day (const DenTrial *trial)
{
  DenDay last = DEN_UNKNOWN;

  for (guint i = 0; i < trial->doses->len; i++)
    {
      const DenDoseSegment *dose = g_ptr_array_index (trial->doses, i);

      if (dose->to_on == DEN_UNKNOWN)
        return DEN_UNKNOWN;
      last = MAX (last, dose->to_on);
    }
  return last;
}

/* The days of TRIAL up to the day. A running trial lasts until that day; a day that is not known
 * is taken from the doses, or from the other one and the weeks. */
DenTrialSpan
den_trial_span (const DenTrial *trial, DenDay on)
{
  gint64 weeks_days =
      trial->weeks_tenths != DEN_UNKNOWN ? trial->weeks_tenths * 7 / 10 : DEN_UNKNOWN;
  DenTrialSpan span = { trial->started_on, trial->ended_on, DEN_UNKNOWN };

  if (span.last == DEN_UNKNOWN && trial->stop_reason == DEN_STOP_ONGOING)
    span.last = on;
  if (span.first == DEN_UNKNOWN)
    span.first = first_dose_day (trial);
  if (span.last == DEN_UNKNOWN)
    span.last = last_dose_day (trial);
  if (span.first == DEN_UNKNOWN && span.last == DEN_UNKNOWN)
    span.days = weeks_days;
  else if (weeks_days != DEN_UNKNOWN && span.first == DEN_UNKNOWN)
    span.first = span.last - weeks_days + 1;
  else if (weeks_days != DEN_UNKNOWN && span.last == DEN_UNKNOWN)
    span.last = span.first + weeks_days - 1;

  if (span.last != DEN_UNKNOWN)
    span.last = MIN (span.last, on);
  if (span.first != DEN_UNKNOWN && span.first > on)
    span.days = 0;
  else if (span.first != DEN_UNKNOWN && span.last != DEN_UNKNOWN)
    span.days = MAX (0, span.last - span.first + 1);
  return span;
}

static int
compare_stretches (const void *a, const void *b)
{
  const Stretch *one = a, *other = b;

  return one->first < other->first ? -1 : one->first > other->first;
}

/* The days of the longest stretch, from its first to its last, both counted. Stretches that overlap
 * or are at most BRIDGED_DAYS apart are one, and the bridged days count as days of it: "longest
 * contiguous time at dose, gaps of up to 7 days tolerated" (ATHF practice). Sorts STRETCHES. */
static gint64
longest_stretch (Stretch *stretches, guint n)
{
  gint64 longest = 0;
  Stretch run;

  if (n == 0)
    return 0;
  qsort (stretches, n, sizeof *stretches, compare_stretches);
  run = stretches[0];
  for (guint i = 0; i < n; i++)
    {
      if (stretches[i].first - run.last - 1 <= BRIDGED_DAYS)
        run.last = MAX (run.last, stretches[i].last);
      else
        run = stretches[i];
      longest = MAX (longest, run.last - run.first + 1);
    }
  return longest;
}

/* The time of TRIAL's dose segments at MIN_UG or more. They may stand in any order and overlap; a
 * day that one of them leaves open is the trial's own first or last. */
static DoseTime
time_of_segments (const DenTrial *trial, gint64 min_ug, DenTrialSpan span)
{
  g_autofree Stretch *stretches = g_new (Stretch, trial->doses->len);
  DoseTime time = { FALSE, FALSE, 0, FALSE };
  guint n = 0;

  for (guint i = 0; i < trial->doses->len; i++)
    {
      const DenDoseSegment *dose = g_ptr_array_index (trial->doses, i);
      Stretch stretch = { MAX (dose->from_on, span.first),
                          dose->to_on != DEN_UNKNOWN ? dose->to_on : span.last };

      time.known |= dose->daily_ug != DEN_UNKNOWN;
      if (dose->daily_ug == DEN_UNKNOWN || dose->daily_ug < min_ug)
        continue;
      if (stretch.first == DEN_UNKNOWN || stretch.last == DEN_UNKNOWN)
        {
          time.adequate = time.untold = TRUE;
          continue;
        }
      if (span.last != DEN_UNKNOWN)
        stretch.last = MIN (stretch.last, span.last);
      if (stretch.first > stretch.last)
        continue;
      time.adequate = TRUE;
      stretches[n++] = stretch;
    }
  time.days = longest_stretch (stretches, n);
  if (time.untold && trial->doses->len == 1 && span.days != DEN_UNKNOWN)
    {
      time.days = span.days;
      time.untold = FALSE;
    }
  return time;
}

/* The time of TRIAL at the drug's minimum dose or more. Without dose segments the whole trial is
 * taken at its highest dose. No dose is adequate where the formulary has no minimum. */
static DoseTime
time_at_dose (const DenTrial *trial, const DenDrug *drug, DenTrialSpan span)
{
  gint64 min_ug = drug->min_daily_ug != DEN_UNKNOWN ? drug->min_daily_ug : G_MAXINT64;
  DoseTime time = { FALSE, FALSE, 0, FALSE };

  if (trial->doses->len > 0)
    time = time_of_segments (trial, min_ug, span);
  if (time.known || trial->max_daily_dose_ug == DEN_UNKNOWN)
    return time;
  time.known = TRUE;
  time.adequate = trial->max_daily_dose_ug >= min_ug;
  time.untold = span.days == DEN_UNKNOWN;
  time.days = time.adequate && !time.untold ? span.days : 0;
  return time;
}

/* Dose and time. What is too short as a whole is too short at any dose. */
static guint
judge_time (const DenPolicy *policy, DenTrialSpan span, DoseTime time, gboolean any_length)
{
  gint64 days = time.adequate ? time.days : MAX (span.days, 0);
  gboolean untold = time.adequate ? time.untold : span.days == DEN_UNKNOWN;
  guint reasons = 0;

  if (!time.known)
    reasons |= DEN_REASON_MISSING_DOSE;
  else if (!time.adequate && span.days != 0)
    reasons |= DEN_REASON_DOSE_BELOW_MINIMUM;
  if (any_length && span.days != 0)
    return reasons;
  if (days < MAX (policy->trial_days, 1))
    reasons |= untold ? DEN_REASON_MISSING_DATES : DEN_REASON_TOO_SHORT;
  return reasons;
}

/* Whether it failed. A limit that the policy lacks is not asked for. */
static guint
judge_outcome (const DenTrial *trial, const DenPolicy *policy)
{
  gint64 at_most = policy->improvement_at_most_permille, below = policy->improvement_below_permille;

  if (at_most == DEN_UNKNOWN && below == DEN_UNKNOWN)
    return 0;
  if (trial->improvement_permille == DEN_UNKNOWN)
    return trial->stop_reason == DEN_STOP_INADEQUATE_RESPONSE ? 0 : DEN_REASON_MISSING_OUTCOME;
  if ((at_most != DEN_UNKNOWN && trial->improvement_permille > at_most) ||
      (below != DEN_UNKNOWN && trial->improvement_permille >= below))
    return DEN_REASON_RESPONSE_ADEQUATE;
  return 0;
}

/* Whether it belongs to the current episode and is recent enough, as far as its dates tell: a trial
 * without dates is taken to satisfy both. */
static guint
judge_dates (const DenPolicy *policy, const DenEpisode *current, DenTrialSpan span, DenDay on)
{
  guint reasons = 0;

  if (span.last == DEN_UNKNOWN)
    return 0;
  if (den_policy_asks (policy->trial_current_episode) && current != NULL &&
      span.last < current->started_on)
    reasons |= DEN_REASON_OTHER_EPISODE;
  if (policy->trial_within_years != DEN_UNKNOWN &&
      span.last < den_day_add_years (on, -(int) policy->trial_within_years))
    reasons |= DEN_REASON_TOO_OLD;
  return reasons;
}

/* All of TRIAL but whether its drug was counted before. What the formulary does not know or does
 * not call an antidepressant is judged no further: nothing more could make it count. */
static void
judge_alone (DenTrialJudgement *judgement, const DenPolicy *policy, const DenEpisode *current,
             DenTrialSpan span, DenDay on)
{
  const DenTrial *trial = judgement->trial;
  gboolean intolerance = trial->stop_reason == DEN_STOP_INTOLERANCE;
  gboolean accepted = intolerance && den_policy_asks (policy->trial_accepts_intolerance);
  guint failed_time;
  DoseTime time;

  if (trial->augments != NULL)
    judgement->reasons = DEN_REASON_AUGMENTATION;
  else if (judgement->drug == NULL)
    judgement->reasons = DEN_REASON_UNKNOWN_DRUG;
  else if (judgement->drug->kind != DEN_DRUG_ANTIDEPRESSANT)
    judgement->reasons = DEN_REASON_NOT_ANTIDEPRESSANT;
  if (judgement->reasons == DEN_REASON_AUGMENTATION)
    judgement->days_at_dose = (int) MAX (span.days, 0);
  if (judgement->reasons != 0)
    return;

  time = time_at_dose (trial, judgement->drug, span);
  judgement->days_at_dose = (int) time.days;
  judgement->reasons = judge_time (policy, span, time, accepted);
  failed_time = judgement->reasons & (DEN_REASON_DOSE_BELOW_MINIMUM | DEN_REASON_TOO_SHORT);
  if (trial->adherence_permille != DEN_UNKNOWN &&
      trial->adherence_permille < LEAST_ADHERENCE_PERMILLE)
    judgement->reasons |= DEN_REASON_POOR_ADHERENCE;
  if (!accepted)
    judgement->reasons |= judge_outcome (trial, policy);
  /* Stopped for intolerance before its time, it has no outcome that one could still ask for. */
  if (intolerance && !accepted && failed_time != 0)
    {
      judgement->reasons &= ~(guint) DEN_REASON_MISSING_OUTCOME;
      judgement->reasons |= DEN_REASON_INTOLERANCE;
    }
  judgement->reasons |= judge_dates (policy, current, span, on);
}

/* The recorded episodes that a trial touches, a bit each; the highest bit for none. A trial without
 * dates is taken to belong to the current one. More than 62 episodes are not told apart. */
static guint64
episodes_of (const DenChart *chart, const DenEpisode *current, DenTrialSpan span)
{
  const guint64 outside = (guint64) 1 << 63;
  DenDay first = span.first != DEN_UNKNOWN ? span.first : span.last;
  DenDay last = span.last != DEN_UNKNOWN ? span.last : span.first;
  guint64 touched = 0;

  for (guint i = 0; i < chart->episodes->len; i++)
    {
      const DenEpisode *episode = g_ptr_array_index (chart->episodes, i);
      gboolean touches = first == DEN_UNKNOWN
                             ? episode == current
                             : episode->started_on <= last &&
                                   (episode->ended_on == DEN_UNKNOWN || episode->ended_on >= first);

      if (touches)
        touched |= (guint64) 1 << MIN (i, 62);
    }
  return touched != 0 ? touched : outside;
}

/* Whether one of the trials before INDEX, of the same drug in the same episode, already counts, or
 * (COULD) would if what is missing were known. Two trials of a drug that no recorded episode
 * parts, as where none is recorded, are of one episode. */
static gboolean
is_repeated (GPtrArray *judgements, const guint64 *episodes, guint index, guint end, gboolean could)
{
  const DenTrialJudgement *this = g_ptr_array_index (judgements, index);

  for (guint i = 0; i < end; i++)
    {
      const DenTrialJudgement *other = g_ptr_array_index (judgements, i);

      if (i != index && (could ? other->could_count : other->counts) &&
          den_drug_is_same (this->drug, other->drug) && (episodes[index] & episodes[i]) != 0)
        return TRUE;
    }
  return FALSE;
}

/* Lets the first trial of a drug in an episode count that has nothing against it, then tells which
 * trials could still add to the count. */
static void
count_once (GPtrArray *judgements, const guint64 *episodes)
{
  for (guint i = 0; i < judgements->len; i++)
    {
      DenTrialJudgement *judgement = g_ptr_array_index (judgements, i);

      if (judgement->reasons != 0)
        continue;
      if (is_repeated (judgements, episodes, i, i, FALSE))
        judgement->reasons = DEN_REASON_DUPLICATE_DRUG;
      else
        judgement->counts = TRUE;
    }
  for (guint i = 0; i < judgements->len; i++)
    {
      DenTrialJudgement *judgement = g_ptr_array_index (judgements, i);

      judgement->could_count = judgement->reasons != 0 &&
                               (judgement->reasons & ~(guint) MISSING_REASONS) == 0 &&
                               !is_repeated (judgements, episodes, i, judgements->len, FALSE) &&
                               !is_repeated (judgements, episodes, i, i, TRUE);
    }
}

/* A DenTrialJudgement for each of the chart's trials in their order; the array frees them. */
GPtrArray *
den_trials_judge (const DenChart *chart, const DenPolicy *policy, const DenReference *reference,
                  DenDay on)
{
  GPtrArray *judgements = g_ptr_array_new_full (chart->trials->len, g_free);
  g_autofree guint64 *episodes = g_new (guint64, chart->trials->len);
  const DenEpisode *current = den_chart_current_episode (chart, on);

  for (guint i = 0; i < chart->trials->len; i++)
    {
      DenTrialJudgement *judgement = g_new0 (DenTrialJudgement, 1);
      const DenTrial *trial = g_ptr_array_index (chart->trials, i);
      DenTrialSpan span = den_trial_span (trial, on);

      judgement->trial = trial;
      judgement->drug = den_reference_find_drug (reference, trial->drug);
      judge_alone (judgement, policy, current, span, on);
      episodes[i] = episodes_of (chart, current, span);
      g_ptr_array_add (judgements, judgement);
    }
  count_once (judgements, episodes);
  return judgements;
}
