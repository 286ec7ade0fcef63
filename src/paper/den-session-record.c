/* The record of a session: its parts in their order. */
#include "den-outcomes.h"
#include "den-session-paper.h"

#define CURVE_HEIGHT 250.0

static DenMark
mark_of (const DenSessionFinding *finding)
{
  if (finding->mark == DEN_MARK_OK)
    return DEN_MARK_MET;
  if (finding->mark == DEN_MARK_MISSING)
    return DEN_MARK_UNKNOWN;
  return finding->passes ? DEN_MARK_CAUTION : DEN_MARK_NOT_MET;
}

/* "Proceed: anxious, usual readings are lower (R. Ng)". */
static const char *
describe_decision (DenSessionPaper *paper, const DenSessionDecision *decision)
{
  g_autoptr (GString) text = NULL;

  if (decision == NULL)
    return "";
  text = g_string_new (den_words_choice (den_decision_choices, decision->decision));
  if (decision->reason != NULL)
    g_string_append_printf (text, ": %s", decision->reason);
  if (decision->decided_by != NULL)
    g_string_append_printf (text, " (%s)", decision->decided_by);
  return den_words_print (paper->kept, "%s", text->str);
}

static void
draw_findings (DenSessionPaper *paper, const char *caption, GPtrArray *findings)
{
  static const DenColumn columns[] = { { "Check", 124 }, { "Found", 0 }, { "Decision", 170 } };
  g_autoptr (DenTable) table = den_table_new (caption, columns, G_N_ELEMENTS (columns));

  den_table_set_mark_column (table, 0);
  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);
      const char *cells[] = { finding->label, finding->sentence != NULL ? finding->sentence : "",
                              describe_decision (paper, finding->decision) };

      den_table_add (table, mark_of (finding), cells);
    }
  if (den_table_n_rows (table) > 0)
    den_page_flow_table (paper->flow, table);
}

/* ---- who, what, when ---- */

static const char *
describe_sex (const DenPatient *patient)
{
  return den_words_choice (den_sex_choices, patient->sex);
}

static const char *
describe_birth (DenSessionPaper *paper)
{
  const DenPatient *patient = paper->chart->patient;
  const char *birth = den_words_day (paper->kept, patient->birth_date);
  DenInstant zero = den_session_zero (paper->session);
  DenDay on = den_instant_day (den_instant_is_known (zero) ? zero : paper->session->scheduled_at);

  if (birth == NULL || on == DEN_UNKNOWN)
    return birth;
  return den_words_print (paper->kept, "%s (age %d on the day)", birth,
                          den_day_age (patient->birth_date, on));
}

static const char *
describe_weight (DenSessionPaper *paper)
{
  gint64 weight = paper->session->weight_g;

  if (weight == DEN_UNKNOWN)
    return NULL;
  return den_words_print (paper->kept, "%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT " kg",
                          weight / 1000, weight % 1000 / 100);
}

static const char *
describe_protocol (DenSessionPaper *paper)
{
  const DenProtocol *protocol = paper->at->protocol;

  if (protocol == NULL)
    return NULL;
  return den_words_print (paper->kept, "%s, in force from %s", protocol->title,
                          den_words_day (paper->kept, protocol->effective_on));
}

static const char *
describe_duration (DenSessionPaper *paper)
{
  const DenSession *session = paper->session;
  DenInstant zero = den_session_zero (session);

  if (!den_instant_is_known (zero) || !den_instant_is_known (session->ended_at))
    return NULL;
  return den_words_print (paper->kept, "%" G_GINT64_FORMAT " min from the first dose",
                          (session->ended_at.us - zero.us) / G_USEC_PER_SEC / 60);
}

static void
draw_head (DenSessionPaper *paper)
{
  const DenSession *session = paper->session;
  const DenPatient *patient = paper->chart->patient;
  g_autofree char *name = den_patient_name (patient);
  g_autofree char *title = den_session_title (paper->chart, session, paper->at->protocol);
  DenInstant zero = den_session_zero (session);
  DenInstant day = den_instant_is_known (zero)                    ? zero
                   : den_instant_is_known (session->scheduled_at) ? session->scheduled_at
                                                                  : session->arrived_at;
  const DenPair patient_pairs[] = {
    { "Patient", name, .bold = TRUE },
    { "Born", describe_birth (paper) },
    { "MRN", patient->mrn },
    { "Sex", describe_sex (patient) },
    { "Allergies", den_session_paper_allergies (paper), .bold = TRUE, .wide = TRUE },
  };
  const DenPair session_pairs[] = {
    { "Date", den_words_day (paper->kept, den_instant_day (day)), .bold = TRUE },
    { "Session", title, .bold = TRUE },
    { "Protocol", describe_protocol (paper), .wide = TRUE },
    { "Scheduled", den_words_time (paper->kept, session->scheduled_at) },
    { "Chair", session->chair },
    { "Arrived", den_words_time (paper->kept, session->arrived_at) },
    { "First dose", den_words_time (paper->kept, zero) },
    { "Left", den_words_time (paper->kept, session->ended_at) },
    { "Observed", describe_duration (paper) },
    { "Ordered dose", den_words_dose (paper->kept, session->ordered_ug) },
    { "Given dose", den_words_dose (paper->kept, den_session_given_ug (session)), .bold = TRUE },
    { "Weight", describe_weight (paper) },
    { "Ordered by", session->ordered_by },
    { "Prescriber on site", session->prescriber_on_site },
    { "Monitored by", session->monitored_by },
    { "Reason for the dose", session->order_rationale, .wide = TRUE },
  };
  guint n = G_N_ELEMENTS (session_pairs) - (session->order_rationale == NULL ? 1 : 0);

  den_page_flow_grid (paper->flow, patient_pairs, G_N_ELEMENTS (patient_pairs), 2, 60);
  den_page_flow_gap (paper->flow, 6);
  den_page_flow_grid (paper->flow, session_pairs, n, 2, 92);
}

/* ---- before, during, after ---- */

/* The checks as they stood when the first dose was given. */
static void
draw_before (DenSessionPaper *paper)
{
  DenSessionCase at = *paper->at;
  DenInstant zero = den_session_zero (paper->session);
  g_autoptr (GPtrArray) findings = NULL;

  if (den_instant_is_known (zero))
    at.now = zero;
  findings = den_session_before_dose (&at);
  if (findings->len == 0)
    return;
  den_page_flow_section (paper->flow, "Before the dose");
  draw_findings (paper, "Before the dose", findings);
}

static void
draw_curve (DenSessionPaper *paper)
{
  g_autoptr (DenDrawing) picture = NULL;

  if (paper->session->observations->len == 0)
    return;
  den_page_flow_section (paper->flow, "Course of the session");
  picture = den_picture_session (paper->at, DEN_FLOW_WIDTH, CURVE_HEIGHT, den_page_flow_measure,
                                 paper->flow);
  den_page_flow_drawing (paper->flow, picture);
}

static void
draw_release (DenSessionPaper *paper)
{
  const DenSession *session = paper->session;
  DenSessionCase at = *paper->at;
  g_autoptr (GPtrArray) findings = NULL;
  const DenPair pairs[] = {
    { "Left at", den_words_time (paper->kept, session->ended_at), .bold = TRUE },
    { "Left for", den_words_choice (den_disposition_choices, session->disposition) },
    { "Escort", session->escort_name },
    { "Escort was here", den_session_paper_flag (session->escort_here) },
    { "Written instructions", den_session_paper_flag (session->instructions_given) },
    { "Released by", session->released_by },
    { "Why early", session->early_reason, .wide = TRUE },
  };
  guint n = G_N_ELEMENTS (pairs) - (session->early_reason == NULL ? 1 : 0);

  if (!den_instant_is_known (session->ended_at))
    return;
  at.now = session->ended_at;
  findings = den_session_release (&at);
  den_page_flow_section (paper->flow, "Release");
  den_page_flow_grid (paper->flow, pairs, n, 2, 100);
  den_page_flow_gap (paper->flow, 4);
  draw_findings (paper, "Release", findings);
}

/* ---- note, signature, addenda ---- */

static void
draw_signature (DenSessionPaper *paper)
{
  static const DenSignature lines[] = { { "Signature", 260 }, { "Date and time", 140 } };
  const DenSession *session = paper->session;
  const char *at;

  den_page_flow_section (paper->flow, "Signature");
  if (!den_session_is_signed (session))
    {
      den_page_flow_paragraph (paper->flow, DEN_TEXT_BODY,
                               "This record is not signed yet and may still change.");
      den_page_flow_signatures (paper->flow, lines, G_N_ELEMENTS (lines));
      return;
    }
  at = den_words_print (paper->kept, "Signed electronically by %s on %s at %s.",
                        session->signed_by != NULL ? session->signed_by : "a person not named",
                        den_words_day (paper->kept, den_instant_day (session->signed_at)),
                        den_words_time (paper->kept, session->signed_at));
  den_page_flow_paragraph (paper->flow, DEN_TEXT_BODY, at);
  if (session->record_sha256 != NULL)
    den_page_flow_paragraph (
        paper->flow, DEN_TEXT_NOTE,
        den_words_print (paper->kept, "SHA-256 of the signed record: %s", session->record_sha256));
}

static void
draw_addenda (DenSessionPaper *paper)
{
  GPtrArray *addenda = paper->session->addenda;

  if (addenda->len == 0)
    return;
  den_page_flow_section (paper->flow, "Addenda");
  for (guint i = 0; i < addenda->len; i++)
    {
      const DenAddendum *addendum = g_ptr_array_index (addenda, i);

      den_page_flow_heading (
          paper->flow,
          den_words_print (paper->kept, "%s, %s %s", addendum->written_by,
                           den_words_day (paper->kept, den_instant_day (addendum->written_at)),
                           den_words_time (paper->kept, addendum->written_at)));
      den_page_flow_paragraph (paper->flow, DEN_TEXT_BODY, addendum->text);
    }
}

/* See den-session-papers.h. */
DenPaper *
den_session_record_make (const DenSessionFacts *facts, GError **error)
{
  DenSessionPaper paper;

  if (!den_session_paper_open (
          &paper, facts, "Session record",
          den_session_is_signed (facts->at->session) ? NULL : "DRAFT - not signed", error))
    return NULL;
  draw_head (&paper);
  draw_before (&paper);
  den_session_record_doses (&paper);
  draw_curve (&paper);
  den_session_record_observations (&paper);
  den_session_record_events (&paper);
  den_session_record_decisions (&paper);
  draw_release (&paper);
  if (facts->at->session->note != NULL)
    {
      den_page_flow_section (paper.flow, "Note");
      den_page_flow_paragraph (paper.flow, DEN_TEXT_BODY, facts->at->session->note);
    }
  draw_signature (&paper);
  draw_addenda (&paper);
  return den_session_paper_close (&paper, error);
}
