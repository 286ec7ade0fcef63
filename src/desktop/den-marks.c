/* Symbols and style classes of findings and verdicts. */
#include "den-marks.h"

static const char *const classes[] = { "den-good", "den-danger", "den-unknown", "den-caution",
                                       "den-muted" };

const char *
den_outcome_icon (DenOutcome outcome)
{
  static const char *const icons[] = {
    [DEN_OUTCOME_MET] = "object-select-symbolic",
    [DEN_OUTCOME_NOT_MET] = "window-close-symbolic",
    [DEN_OUTCOME_UNKNOWN] = "dialog-question-symbolic",
    [DEN_OUTCOME_CAUTION] = "dialog-warning-symbolic",
    [DEN_OUTCOME_NOT_APPLICABLE] = "list-remove-symbolic",
  };

  return icons[outcome];
}

const char *
den_outcome_class (DenOutcome outcome)
{
  static const char *const of_outcome[] = {
    [DEN_OUTCOME_MET] = "den-good",
    [DEN_OUTCOME_NOT_MET] = "den-danger",
    [DEN_OUTCOME_UNKNOWN] = "den-unknown",
    [DEN_OUTCOME_CAUTION] = "den-caution",
    [DEN_OUTCOME_NOT_APPLICABLE] = "den-muted",
  };

  return of_outcome[outcome];
}

/* The outcome that makes a verdict what it is. */
static DenOutcome
outcome_of (DenVerdictWord word)
{
  static const DenOutcome outcomes[] = {
    [DEN_VERDICT_ELIGIBLE] = DEN_OUTCOME_MET,
    [DEN_VERDICT_REVIEW] = DEN_OUTCOME_CAUTION,
    [DEN_VERDICT_INCOMPLETE] = DEN_OUTCOME_UNKNOWN,
    [DEN_VERDICT_NOT_ELIGIBLE] = DEN_OUTCOME_NOT_MET,
  };

  return outcomes[word];
}

const char *
den_verdict_icon (DenVerdictWord word)
{
  return den_outcome_icon (outcome_of (word));
}

const char *
den_verdict_class (DenVerdictWord word)
{
  return den_outcome_class (outcome_of (word));
}

void
den_mark_set_class (GtkWidget *widget, const char *chosen)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i], chosen) != 0)
      gtk_widget_remove_css_class (widget, classes[i]);
  if (chosen != NULL)
    gtk_widget_add_css_class (widget, chosen);
}
