/* The parts of a session's record that tell its course: doses, readings, events, decisions. */
#include "den-session-paper.h"

/* ---- doses ---- */

static void
add_dose (DenSessionPaper *paper, DenTable *table, const DenDose *dose, gboolean vial)
{
  const char *lot = den_or_dash (dose->lot);
  const char *expires = den_words_day (paper->kept, dose->expires_on);
  const char *outcome = den_words_choice (den_dose_outcome_choices, dose->outcome);
  const char *cells_device[] = { den_words_time (paper->kept, dose->given_at),
                                 den_or_dash (den_session_paper_minute (paper, dose->given_at)),
                                 outcome,
                                 den_or_dash (den_words_dose (paper->kept, dose->given_ug)),
                                 lot,
                                 den_or_dash (expires),
                                 den_or_dash (dose->ndc),
                                 den_or_dash (dose->given_by) };
  const char *cells_vial[] = { den_words_time (paper->kept, dose->given_at),
                               outcome,
                               den_or_dash (den_words_dose (paper->kept, dose->drawn_ug)),
                               den_or_dash (den_words_dose (paper->kept, dose->given_ug)),
                               den_or_dash (den_words_dose (paper->kept, dose->wasted_ug)),
                               den_or_dash (dose->witness),
                               lot,
                               den_or_dash (expires),
                               den_or_dash (dose->given_by) };

  den_table_add (table, DEN_MARK_NONE, vial ? cells_vial : cells_device);
  if (dose->note != NULL)
    den_table_add_note (table, dose->note);
}

static void
draw_infusion (DenSessionPaper *paper)
{
  static const DenColumn columns[] = { { "Time", 50 },     { "Min", 34, DEN_ALIGN_RIGHT },
                                       { "Infusion", 90 }, { "Rate", 70, DEN_ALIGN_RIGHT },
                                       { "Reason", 0 },    { "By", 110 } };
  g_autoptr (DenTable) table = den_table_new ("Infusion", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < paper->session->infusion->len; i++)
    {
      const DenInfusionStep *step = g_ptr_array_index (paper->session->infusion, i);
      const char *rate = den_words_dose (paper->kept, step->rate_ug_per_minute);
      const char *cells[] = { den_words_time (paper->kept, step->at),
                              den_or_dash (den_session_paper_minute (paper, step->at)),
                              den_words_choice (den_infusion_action_choices, step->action),
                              rate != NULL ? den_words_print (paper->kept, "%s/min", rate) : "–",
                              step->reason != NULL ? step->reason : "",
                              den_or_dash (step->by) };

      den_table_add (table, DEN_MARK_NONE, cells);
    }
  if (den_table_n_rows (table) > 0)
    den_page_flow_table (paper->flow, table);
}

void
den_session_record_doses (DenSessionPaper *paper)
{
  static const DenColumn device_columns[] = {
    { "Time", 40 },    { "Min", 30, DEN_ALIGN_RIGHT },
    { "Outcome", 54 }, { "Given", 46, DEN_ALIGN_RIGHT },
    { "Lot", 70 },     { "Expires", 62 },
    { "NDC", 82 },     { "Watched by", 0 },
  };
  static const DenColumn vial_columns[] = {
    { "Time", 34 },
    { "Outcome", 44 },
    { "Drawn", 44, DEN_ALIGN_RIGHT },
    { "Given", 44, DEN_ALIGN_RIGHT },
    { "Wasted", 44, DEN_ALIGN_RIGHT },
    { "Waste seen by", 78 },
    { "Lot", 48 },
    { "Expires", 54 },
    { "Given by", 0 },
  };
  const DenSession *session = paper->session;
  gboolean vial = paper->at->protocol != NULL && paper->at->protocol->device_ug == DEN_UNKNOWN;
  g_autoptr (DenTable) table =
      den_table_new ("Doses", vial ? vial_columns : device_columns,
                     vial ? G_N_ELEMENTS (vial_columns) : G_N_ELEMENTS (device_columns));

  den_page_flow_section (paper->flow, "Doses");
  for (guint i = 0; i < session->doses->len; i++)
    add_dose (paper, table, g_ptr_array_index (session->doses, i), vial);
  if (den_table_n_rows (table) > 0)
    den_page_flow_table (paper->flow, table);
  else if (session->infusion->len == 0)
    den_page_flow_paragraph (paper->flow, DEN_TEXT_BODY, "No dose was given.");
  draw_infusion (paper);
}

/* ---- readings ---- */

static const char *
describe_total (DenSessionPaper *paper, const DenScores *scores)
{
  gint64 sum = 0;

  if (scores->n == 0)
    return NULL;
  for (int i = 0; i < scores->n; i++)
    sum += scores->item[i];
  return den_words_number (paper->kept, sum);
}

/* The person, the discharge score where there is one, the note. */
static const char *
describe_rest (DenSessionPaper *paper, const DenObservation *observation)
{
  const char *aldrete = describe_total (paper, &observation->aldrete);
  const char *mpadss = describe_total (paper, &observation->mpadss);
  g_autoptr (GString) text = g_string_new (observation->taken_by);

  if (aldrete != NULL)
    g_string_append_printf (text, "%sAldrete %s", text->len > 0 ? "; " : "", aldrete);
  if (mpadss != NULL)
    g_string_append_printf (text, "%sMPADSS %s", text->len > 0 ? "; " : "", mpadss);
  if (observation->note != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", observation->note);
  return den_words_print (paper->kept, "%s", text->str);
}

void
den_session_record_observations (DenSessionPaper *paper)
{
  static const DenColumn columns[] = {
    { "Time", 30 },
    { "Min", 26, DEN_ALIGN_RIGHT },
    { "BP", 40, DEN_ALIGN_RIGHT },
    { "Pulse", 30, DEN_ALIGN_RIGHT },
    { "SpO₂", 30, DEN_ALIGN_RIGHT },
    { "Resp.", 30, DEN_ALIGN_RIGHT },
    { "MOAA/S", 38, DEN_ALIGN_RIGHT },
    { "CADSS-6", 40, DEN_ALIGN_RIGHT },
    { "CADSS-23", 46, DEN_ALIGN_RIGHT },
    { "Taken by, note", 0 },
  };
  g_autoptr (DenTable) table = den_table_new ("Readings", columns, G_N_ELEMENTS (columns));
  DenWords *kept = paper->kept;

  for (guint i = 0; i < paper->session->observations->len; i++)
    {
      const DenObservation *it = g_ptr_array_index (paper->session->observations, i);
      const char *cells[] = { den_words_time (kept, it->taken_at),
                              den_or_dash (den_session_paper_minute (paper, it->taken_at)),
                              den_or_dash (den_session_paper_pressure (paper, it)),
                              den_or_dash (den_words_number (kept, it->pulse)),
                              den_or_dash (den_words_number (kept, it->spo2)),
                              den_or_dash (den_words_number (kept, it->respiration)),
                              den_or_dash (den_words_number (kept, it->moaas)),
                              den_or_dash (den_words_number (kept, it->cadss6)),
                              den_or_dash (den_words_number (kept, it->cadss23)),
                              describe_rest (paper, it) };

      den_table_add (table, DEN_MARK_NONE, cells);
    }
  if (den_table_n_rows (table) == 0)
    return;
  den_page_flow_heading (paper->flow, "Readings");
  den_page_flow_table (paper->flow, table);
  den_page_flow_paragraph (paper->flow, DEN_TEXT_NOTE,
                           "BP in mmHg, pulse and respiration a minute, SpO₂ in percent, minutes "
                           "from the first dose. A dash: not measured.");
}

/* ---- events and medications ---- */

void
den_session_record_events (DenSessionPaper *paper)
{
  static const DenColumn event_columns[] = {
    { "Adverse event", 120 },       { "Severity", 60 }, { "From", 38 },
    { "Min", 30, DEN_ALIGN_RIGHT }, { "Until", 38 },    { "Done, note", 0 }
  };
  static const DenColumn given_columns[] = { { "Medication given", 150 },
                                             { "Dose", 60, DEN_ALIGN_RIGHT },
                                             { "Route", 60 },
                                             { "Time", 44 },
                                             { "For", 0 },
                                             { "By", 100 } };
  const DenSession *session = paper->session;
  DenWords *kept = paper->kept;
  g_autoptr (DenTable) events =
      den_table_new ("Adverse events", event_columns, G_N_ELEMENTS (event_columns));
  g_autoptr (DenTable) given =
      den_table_new ("Medications given", given_columns, G_N_ELEMENTS (given_columns));

  for (guint i = 0; i < session->events->len; i++)
    {
      const DenSessionEvent *event = g_ptr_array_index (session->events, i);
      const DenEventKind *kind = den_reference_find_event_kind (paper->at->reference, event->kind);
      const char *severity = den_words_choice (den_event_severity_choices, event->severity);
      const char *cells[] = { kind != NULL ? kind->label : event->kind,
                              event->serious == 1
                                  ? den_words_print (kept, DEN_BOLD ("Serious") "%s%s",
                                                     severity != NULL ? ", " : "",
                                                     severity != NULL ? severity : "")
                                  : den_or_dash (severity),
                              den_words_time (kept, event->started_at),
                              den_or_dash (den_session_paper_minute (paper, event->started_at)),
                              den_or_dash (den_words_time (kept, event->resolved_at)),
                              event->treatment != NULL ? event->treatment : "" };

      den_table_add (events, DEN_MARK_NONE, cells);
      if (event->note != NULL)
        den_table_add_note (events, event->note);
    }
  for (guint i = 0; i < session->medications->len; i++)
    {
      const DenGivenMedication *medication = g_ptr_array_index (session->medications, i);
      const char *cells[] = { medication->drug,
                              den_or_dash (den_words_dose (kept, medication->dose_ug)),
                              den_or_dash (medication->route),
                              den_words_time (kept, medication->given_at),
                              medication->reason != NULL ? medication->reason : "",
                              den_or_dash (medication->given_by) };

      den_table_add (given, DEN_MARK_NONE, cells);
    }
  den_page_flow_section (paper->flow, "Adverse events");
  if (den_table_n_rows (events) > 0)
    den_page_flow_table (paper->flow, events);
  else
    den_page_flow_paragraph (paper->flow, DEN_TEXT_BODY, "None is recorded.");
  if (den_table_n_rows (given) > 0)
    den_page_flow_table (paper->flow, given);
}

/* ---- alerts and what was done ---- */

/* "Wait at 09:05: rest and repeat (R. Ng)". */
static const char *
describe_decision (DenSessionPaper *paper, const DenSessionDecision *decision)
{
  if (decision == NULL)
    return "no entry";
  return den_words_print (
      paper->kept, "%s at %s%s%s%s%s%s",
      den_words_choice (den_decision_choices, decision->decision),
      den_words_time (paper->kept, decision->decided_at), decision->reason != NULL ? ": " : "",
      decision->reason != NULL ? decision->reason : "", decision->decided_by != NULL ? " (" : "",
      decision->decided_by != NULL ? decision->decided_by : "",
      decision->decided_by != NULL ? ")" : "");
}

static void
draw_alerts (DenSessionPaper *paper, GPtrArray *alerts)
{
  static const DenColumn columns[] = { { "Alert", 100 }, { "Found", 0 }, { "What was done", 190 } };
  g_autoptr (DenTable) table = den_table_new ("Alerts", columns, G_N_ELEMENTS (columns));

  den_table_set_mark_column (table, 0);
  for (guint i = alerts->len; i-- > 0;)
    {
      const DenSessionFinding *alert = g_ptr_array_index (alerts, i);
      const char *cells[] = { alert->label, alert->sentence,
                              describe_decision (paper, alert->decision) };

      den_table_add (table, alert->mark == DEN_MARK_ESCALATE ? DEN_MARK_NOT_MET : DEN_MARK_CAUTION,
                     cells);
    }
  if (den_table_n_rows (table) == 0)
    return;
  den_page_flow_section (paper->flow, "Alerts");
  den_page_flow_table (paper->flow, table);
}

/* The findings of the session at the instant where that is known; none else. */
static GPtrArray *
findings_at (DenSessionPaper *paper, GPtrArray *(*judge) (const DenSessionCase *), DenInstant now)
{
  DenSessionCase at = *paper->at;

  if (!den_instant_is_known (now))
    return g_ptr_array_new_with_free_func (den_session_finding_free);
  at.now = now;
  return judge (&at);
}

/* "Blood pressure of 08:52", by the label that a finding of LISTS has for the key. Sets SHOWN where
 * one of them bears the decision itself. */
static const char *
describe_about (DenSessionPaper *paper, const DenSessionDecision *decision, GPtrArray *const *lists,
                guint n_lists, gboolean *shown)
{
  const char *label = decision->about, *time = den_words_time (paper->kept, decision->of_at);

  *shown = FALSE;
  for (guint i = 0; i < n_lists; i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const DenSessionFinding *finding = g_ptr_array_index (lists[i], j);

        *shown = *shown || finding->decision == decision;
        if (g_strcmp0 (finding->key, decision->about) == 0 ||
            (g_strcmp0 (decision->about, "diastolic") == 0 &&
             g_strcmp0 (finding->key, "systolic") == 0))
          label = finding->label;
      }
  return time != NULL ? den_words_print (paper->kept, "%s of %s", label, time) : label;
}

/* What was decided about a reading that was taken again, or decided anew: it stands beside no
 * finding any more, and is part of the record. */
static void
draw_other_decisions (DenSessionPaper *paper, GPtrArray *alerts)
{
  static const DenColumn columns[] = { { "About", 170 }, { "Decision", 0 } };
  g_autoptr (DenTable) table = den_table_new ("Other decisions", columns, G_N_ELEMENTS (columns));
  DenInstant zero = den_session_zero (paper->session);
  g_autoptr (GPtrArray) before = findings_at (paper, den_session_before_dose,
                                              den_instant_is_known (zero) ? zero : paper->at->now);
  g_autoptr (GPtrArray) release =
      findings_at (paper, den_session_release, paper->session->ended_at);
  GPtrArray *const lists[] = { before, alerts, release };

  for (guint i = 0; i < paper->session->decisions->len; i++)
    {
      const DenSessionDecision *decision = g_ptr_array_index (paper->session->decisions, i);
      gboolean shown;
      const char *cells[] = { describe_about (paper, decision, lists, G_N_ELEMENTS (lists), &shown),
                              describe_decision (paper, decision) };

      if (!shown)
        den_table_add (table, DEN_MARK_NONE, cells);
    }
  if (den_table_n_rows (table) == 0)
    return;
  den_page_flow_section (paper->flow, "Other decisions");
  den_page_flow_table (paper->flow, table);
}

/* Decisions that hold before the dose and at the release stand beside their checks; here are those
 * of alerts, and those that a later reading or decision has taken the place of. */
void
den_session_record_decisions (DenSessionPaper *paper)
{
  g_autoptr (GPtrArray) alerts = den_session_alerts (paper->at);

  draw_alerts (paper, alerts);
  draw_other_decisions (paper, alerts);
}
