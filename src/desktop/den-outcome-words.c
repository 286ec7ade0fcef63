/* Scores and their change in words. Percents are for reading alone: responses are told from the
 * scores themselves. */
#include "den-outcome-words.h"

#include <glib/gi18n-lib.h>

char *
den_outcome_show_score (gint64 score, DenDay on)
{
  g_autofree char *day = NULL;

  if (score == DEN_UNKNOWN)
    return g_strdup ("–");
  day = den_day_to_us (on);
  return g_strdup_printf (_ ("%d on %s"), (int) score, day != NULL ? day : "");
}

char *
den_outcome_show_change (const DenPatientOutcome *outcome)
{
  gint64 change;

  if (outcome->baseline == DEN_UNKNOWN || outcome->now == DEN_UNKNOWN || outcome->baseline <= 0)
    return NULL;
  change = outcome->baseline - outcome->now;
  if (change == 0)
    return g_strdup (_ ("no change"));
  return g_strdup_printf (change > 0 ? _ ("%d %% better") : _ ("%d %% worse"),
                          (int) (ABS (change) * 100 / outcome->baseline));
}

const char *
den_outcome_response_label (DenResponse response)
{
  switch (response)
    {
    case DEN_RESPONSE_FULL:
      return _ ("Response");
    case DEN_RESPONSE_PARTIAL:
      return _ ("Partial response");
    case DEN_RESPONSE_NONE:
      return _ ("No response");
    case DEN_RESPONSE_UNDEFINED:
    default:
      return NULL;
    }
}

char *
den_outcome_show_line (const DenPatientOutcome *outcome)
{
  g_autofree char *baseline = den_outcome_show_score (outcome->baseline, outcome->baseline_on);
  g_autofree char *now = den_outcome_show_score (outcome->now, outcome->now_on);
  g_autofree char *change = den_outcome_show_change (outcome);
  const char *response = den_outcome_response_label (outcome->response);
  g_autoptr (GString) words = g_string_new (outcome->scale->name);

  g_string_append_printf (words, _ (": baseline %s, now %s"), baseline, now);
  if (change != NULL)
    g_string_append_printf (words, ", %s", change);
  if (response != NULL)
    g_string_append_printf (words, " (%s)", response);
  if (outcome->remission)
    g_string_append (words, _ (", in remission"));
  return g_strdup (words->str);
}
