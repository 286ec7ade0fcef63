/* The facts of the REMS Patient Monitoring Form in its order, from one session alone. The form's
 * own wording is the sponsor's; this paper has the facts, to be carried over to the portal or the
 * fax. */
#include "den-session-paper.h"

#define LABEL_WIDTH 126.0

static const char *
yes_no (gint64 flag)
{
  return den_session_paper_flag (flag);
}

static void
draw_due (DenSessionPaper *paper, const DenMonitoringForm *form)
{
  const DenSession *session = paper->session;
  const DenMonitoringReport *sent =
      session->reports->len > 0 ? g_ptr_array_index (session->reports, session->reports->len - 1)
                                : NULL;
  DenWords *kept = paper->kept;

  den_page_flow_paragraph (
      paper->flow, DEN_TEXT_BODY,
      den_words_print (
          kept,
          "Due at the Spravato REMS by " DEN_BOLD (
              "%s") ": portal www.SPRAVATOrems.com, "
                    "fax 1-877-778-0091, telephone 1-855-382-6022. Serious adverse events are "
                    "told by telephone as well.",
          den_or_dash (den_words_day (kept, form->due_on))));
  if (sent != NULL)
    den_page_flow_paragraph (
        paper->flow, DEN_TEXT_BODY,
        den_words_print (kept, "Sent on %s%s%s%s%s.", den_words_day (kept, sent->sent_on),
                         sent->sent_by != NULL ? " by " : "",
                         sent->sent_by != NULL ? sent->sent_by : "",
                         sent->confirmation != NULL ? ", confirmation " : "",
                         sent->confirmation != NULL ? sent->confirmation : ""));
}

static void
draw_patient (DenSessionPaper *paper, const DenMonitoringForm *form)
{
  const DenPatient *patient = paper->chart->patient;
  const DenPair pairs[] = {
    { "First name", patient->given_name, .bold = TRUE },
    { "Middle name", patient->middle_name },
    { "Last name", patient->family_name, .bold = TRUE },
    { "Birth date", den_words_day (paper->kept, patient->birth_date), .bold = TRUE },
    { "Sex", den_words_choice (den_sex_choices, patient->sex) },
    { "First treatment with esketamine", yes_no (form->first_treatment) },
    { "Enrolled in the REMS that day", yes_no (form->enrolled) },
  };

  den_page_flow_section (paper->flow, "Patient");
  den_page_flow_grid (paper->flow, pairs, G_N_ELEMENTS (pairs), 2, LABEL_WIDTH);
}

static void
draw_medications (DenSessionPaper *paper, const DenMonitoringForm *form)
{
  g_autoptr (GString) names = g_string_new (NULL);
  DenPair pairs[] = {
    { "Benzodiazepine", yes_no (form->benzodiazepine) },
    { "Other sedative-hypnotic", yes_no (form->hypnotic) },
    { "Opioid", yes_no (form->opioid) },
    { "Psychostimulant", yes_no (form->stimulant) },
    { "Monoamine oxidase inhibitor", yes_no (form->maoi) },
    { "Medication", NULL, .wide = TRUE },
  };

  for (guint i = 0; i < form->sedating->len; i++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (form->sedating, i));
  pairs[5].value = names->str;
  den_page_flow_section (paper->flow, "Medications that sedate, depress breathing or change the "
                                      "blood pressure");
  den_page_flow_grid (paper->flow, pairs, G_N_ELEMENTS (pairs) - (names->len == 0 ? 1 : 0), 2,
                      LABEL_WIDTH);
}

static void
draw_setting (DenSessionPaper *paper)
{
  const DenClinic *clinic = paper->clinic;
  const DenPair pairs[] = {
    { "Monitored by", paper->session->monitored_by },
    { "Telephone", clinic->phone },
    { "Email", clinic->email },
    { "Prescriber on site", paper->session->prescriber_on_site },
    { "Healthcare setting", clinic->name, .wide = TRUE },
    { "Address",
      den_words_address (paper->kept, clinic->street, clinic->street2, clinic->city, clinic->state,
                         clinic->zip),
      .wide = TRUE },
    { "Site in the REMS", clinic->rems_site_id },
  };

  den_page_flow_section (paper->flow, "Monitoring and setting");
  den_page_flow_grid (paper->flow, pairs, G_N_ELEMENTS (pairs), 2, LABEL_WIDTH);
}

static const char *
minutes (DenSessionPaper *paper, gint64 number)
{
  return number == DEN_UNKNOWN
             ? NULL
             : den_words_print (paper->kept, "%" G_GINT64_FORMAT " minutes", number);
}

static void
draw_session (DenSessionPaper *paper, const DenMonitoringForm *form)
{
  const DenPair pairs[] = {
    { "Treatment date", den_words_day (paper->kept, form->treated_on), .bold = TRUE },
    { "Dose given", den_words_dose (paper->kept, form->dose_ug), .bold = TRUE },
    { "Lot", form->lots },
    { "Total monitoring time", minutes (paper, form->duration_minutes), .bold = TRUE },
    { "Ready to leave after", minutes (paper, form->ready_minutes) },
  };
  guint n = G_N_ELEMENTS (pairs) - (form->ready_minutes == DEN_UNKNOWN ? 1 : 0);

  den_page_flow_section (paper->flow, "Treatment");
  den_page_flow_grid (paper->flow, pairs, n, 2, LABEL_WIDTH);
}

/* "152/96 mmHg at 09:05 (minute 41)", "(minute 52, late)". */
static const char *
describe_pressure (DenSessionPaper *paper, const DenObservation *observation, gboolean late)
{
  const char *pressure = den_session_paper_pressure (paper, observation);

  if (pressure == NULL)
    return NULL;
  return den_words_print (paper->kept, "%s mmHg at %s (minute %s%s)", pressure,
                          den_words_time (paper->kept, observation->taken_at),
                          den_or_dash (den_session_paper_minute (paper, observation->taken_at)),
                          late ? ", late" : "");
}

static void
draw_vitals (DenSessionPaper *paper, const DenMonitoringForm *form)
{
  const char *lowest = den_words_percent (
      paper->kept, form->spo2_lowest == DEN_UNKNOWN ? DEN_UNKNOWN : form->spo2_lowest * 10);
  const DenPair flags[] = {
    { "Acceptable before the dose", yes_no (form->vitals_before_ok) },
    { "Acceptable before leaving", yes_no (form->vitals_after_ok) },
  };
  const DenPair pairs[] = {
    { "Blood pressure before the dose", describe_pressure (paper, form->bp_before, FALSE) },
    { "Blood pressure at 40 minutes",
      describe_pressure (paper, form->bp_forty, form->bp_forty_late) },
    { "Blood pressure before leaving", describe_pressure (paper, form->bp_last, FALSE) },
    { "Lowest SpO₂", lowest },
  };

  den_page_flow_section (paper->flow, "Vital signs");
  den_page_flow_grid (paper->flow, flags, G_N_ELEMENTS (flags), 2, LABEL_WIDTH);
  den_page_flow_grid (paper->flow, pairs, G_N_ELEMENTS (pairs), 1, LABEL_WIDTH);
}

/* "no"; "yes, from minute 20, resolved at minute 95", "not resolved before leaving". */
static const char *
describe_effect (DenSessionPaper *paper, gint64 had, gint64 onset, gint64 resolved)
{
  g_autoptr (GString) text = NULL;

  if (had != 1)
    return yes_no (had);
  text = g_string_new ("yes");
  if (onset != DEN_UNKNOWN)
    g_string_append_printf (text, ", from minute %" G_GINT64_FORMAT, onset);
  if (resolved != DEN_UNKNOWN)
    g_string_append_printf (text, ", resolved at minute %" G_GINT64_FORMAT, resolved);
  else
    g_string_append (text, ", not resolved before leaving");
  return den_words_print (paper->kept, "%s", text->str);
}

/* Each serious event with its time and what was done; "none is recorded". */
static const char *
describe_serious (DenSessionPaper *paper, const DenMonitoringForm *form)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < form->serious->len; i++)
    {
      const DenSessionEvent *event = g_ptr_array_index (form->serious, i);
      const DenEventKind *kind = den_reference_find_event_kind (paper->at->reference, event->kind);

      g_string_append_printf (text, "%s%s at %s", text->len > 0 ? ". " : "",
                              kind != NULL ? kind->label : event->kind,
                              den_words_time (paper->kept, event->started_at));
      if (event->treatment != NULL)
        g_string_append_printf (text, "; %s", event->treatment);
      if (event->note != NULL)
        g_string_append_printf (text, "; %s", event->note);
    }
  return text->len > 0 ? den_words_print (paper->kept, "%s", text->str) : "none is recorded";
}

static void
draw_effects (DenSessionPaper *paper, const DenMonitoringForm *form)
{
#define EFFECT(OF)                                                                                 \
  describe_effect (paper, form->OF.had, form->OF.onset_minutes, form->OF.resolved_minutes)
  const DenPair pairs[] = {
    { "Sedation", EFFECT (sedation) },
    { "Dissociation", EFFECT (dissociation) },
    { "Respiratory depression", EFFECT (respiratory_depression) },
    { "Hypertensive event", EFFECT (hypertension) },
    { "Serious adverse event", describe_serious (paper, form) },
  };
#undef EFFECT

  den_page_flow_section (paper->flow, "What the patient experienced");
  den_page_flow_grid (paper->flow, pairs, G_N_ELEMENTS (pairs), 1, LABEL_WIDTH);
}

static void
draw_end (DenSessionPaper *paper, const DenMonitoringForm *form)
{
  static const DenSignature lines[] = { { "Healthcare provider", 260 }, { "Date", 140 } };

  if (form->missing->len > 0)
    {
      den_page_flow_section (paper->flow, "Missing");
      for (guint i = 0; i < form->missing->len; i++)
        den_page_flow_item (paper->flow, DEN_TEXT_BODY, "–", g_ptr_array_index (form->missing, i));
    }
  den_page_flow_signatures (paper->flow, lines, G_N_ELEMENTS (lines));
}

static DenProblems *
problems_of (const DenMonitoringForm *form)
{
  DenProblems *problems = den_problems_new ();

  for (guint i = 0; i < form->missing->len; i++)
    den_problems_add (problems, "session", "%s",
                      (const char *) g_ptr_array_index (form->missing, i));
  return problems;
}

/* See den-session-papers.h. */
DenPaper *
den_rems_monitoring_make (const DenSessionFacts *facts, DenProblems **missing, GError **error)
{
  g_autoptr (DenMonitoringForm) form = den_monitoring_form_new (facts->at);
  DenSessionPaper paper;

  if (missing != NULL)
    *missing = problems_of (form);
  if (!den_session_paper_open (&paper, facts, "REMS monitoring",
                               form->missing->len > 0 ? DEN_DRAFT_INCOMPLETE : NULL, error))
    {
      if (missing != NULL)
        g_clear_pointer (missing, g_ptr_array_unref);
      return NULL;
    }
  draw_due (&paper, form);
  draw_patient (&paper, form);
  draw_medications (&paper, form);
  draw_setting (&paper);
  draw_session (&paper, form);
  draw_vitals (&paper, form);
  draw_effects (&paper, form);
  draw_end (&paper, form);
  return den_session_paper_close (&paper, error);
}
