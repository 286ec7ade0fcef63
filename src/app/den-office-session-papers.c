/* The papers of sessions and days: gathering what one is made from, making it, keeping it. */
#include "den-booking.h"
#include "den-office-private.h"
#include "den-session-papers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define US_PER_DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

/* The clinic's row, or an empty one that the caller frees through SPARE. */
static const DenClinic *
clinic_of (DenOffice *office, DenClinic **spare)
{
  const DenClinic *clinic = den_office_get_clinic (office);

  *spare = clinic == NULL ? den_record_new (&den_clinic_type) : NULL;
  return clinic != NULL ? clinic : *spare;
}

/* What is judged of SESSION. A session that ended is told as at its end, so that its paper does not
 * change with the clock; one that runs, as of now. */
static DenSessionCase
case_of (DenOffice *office, const DenChart *chart, const DenSession *session)
{
  return (DenSessionCase){
    .chart = chart,
    .session = session,
    .protocol = den_office_protocol_of (office, chart, session),
    .reference = den_office_get_reference (office),
    .now = den_instant_is_known (session->ended_at) ? session->ended_at : den_office_now (office),
  };
}

DenPaper *
den_office_make_session_record (DenOffice *office, const DenChart *chart, const DenSession *session,
                                gboolean *draft, GError **error)
{
  DenSessionCase at = case_of (office, chart, session);
  DenClinic *spare;
  DenSessionFacts facts = { &at, clinic_of (office, &spare) };
  DenPaper *paper = den_session_record_make (&facts, error);

  if (draft != NULL)
    *draft = !den_session_is_signed (session);
  den_record_free (spare);
  return paper;
}

DenPaper *
den_office_make_monitoring_form (DenOffice *office, const DenChart *chart,
                                 const DenSession *session, gboolean *draft, GError **error)
{
  DenSessionCase at = case_of (office, chart, session);
  DenClinic *spare;
  DenSessionFacts facts = { &at, clinic_of (office, &spare) };
  g_autoptr (DenProblems) missing = NULL;
  DenPaper *paper = NULL;

  if (at.protocol == NULL || den_rems_due_on (session, at.protocol) == DEN_UNKNOWN)
    g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND,
                 _ ("%s: no monitoring form is owed for this session: only for esketamine that was "
                    "given"),
                 session->session_id != NULL ? session->session_id : "–");
  else
    paper = den_rems_monitoring_make (&facts, &missing, error);
  if (draft != NULL)
    *draft = missing != NULL && missing->len > 0;
  den_record_free (spare);
  return paper;
}

/* See den-office.h. */
gint64
den_office_keep_session_paper (DenOffice *office, const DenChart *chart, const DenSession *session,
                               const char *kind, GError **error)
{
  gboolean draft, is_form = strcmp (kind, "rems-monitoring") == 0;
  g_autoptr (DenPaper) paper =
      is_form ? den_office_make_monitoring_form (office, chart, session, &draft, error)
              : den_office_make_session_record (office, chart, session, &draft, error);

  if (paper == NULL)
    return 0;
  return den_office_keep_paper (office, chart->patient->record.id, kind, NULL, paper, draft, error);
}

/* ---- the day sheet ---- */

/* The lines with the strings they point to. */
typedef struct
{
  GArray *lines; /* DenDaySheetLine */
  GPtrArray *kept;
} Sheet;

static const char *
keep (Sheet *sheet, char *owned)
{
  if (owned != NULL)
    g_ptr_array_add (sheet->kept, owned);
  return owned;
}

/* The labels of what does not pass before the dose: of a patient who is not here yet, of what can
 * be prepared. NULL where all does, or the dose was given. */
static const char *
list_missing (Sheet *sheet, const DenSessionCase *at)
{
  DenSessionState state = den_session_state (at->session);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (state != DEN_STATE_BOOKED && state != DEN_STATE_ARRIVED)
    return NULL;
  findings = den_session_before_dose (at);
  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);

      if (!finding->passes && (state == DEN_STATE_ARRIVED ||
                               den_session_finding_can_be_prepared (finding, at->protocol)))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", finding->label);
    }
  return text->len > 0 ? keep (sheet, g_strdup (text->str)) : NULL;
}

static gboolean
add_line (DenOffice *office, Sheet *sheet, const DenSessionRow *row, GError **error)
{
  g_autoptr (DenChart) chart =
      den_store_load_chart (den_office_get_store (office), row->patient_id, error);
  const DenSession *session = chart != NULL ? den_chart_find_session_row (chart, row->id) : NULL;
  DenDaySheetLine line;
  DenSessionCase at;

  if (session == NULL)
    return chart != NULL;
  at = case_of (office, chart, session);
  line = (DenDaySheetLine){
    .at =
        den_instant_is_known (session->scheduled_at) ? session->scheduled_at : session->arrived_at,
    .minutes = session->minutes,
    .chair = keep (sheet, g_strdup (session->chair)),
    .name = keep (sheet, den_patient_name (chart->patient)),
    .preferred_name = keep (sheet, g_strdup (chart->patient->preferred_name)),
    .mrn = keep (sheet, g_strdup (chart->patient->mrn)),
    .birth_date = chart->patient->birth_date,
    .allergies = keep (sheet, den_chart_allergies_in_words (chart)),
    .title = keep (sheet, den_session_title (chart, session, at.protocol)),
    .modality = row->modality != DEN_UNKNOWN ? den_modality_choices[row->modality].label : NULL,
    .ordered_ug = session->ordered_ug,
    .state = den_session_state_choices[den_session_state (session)].label,
    .missing = list_missing (sheet, &at),
  };
  g_array_append_val (sheet->lines, line);
  return TRUE;
}

/* Why the clinic is closed on the day, or NULL where it treats. */
static const char *
reason_of_closure (const DenCalendar *calendar, DenDay day)
{
  for (guint i = 0; i < calendar->closures->len; i++)
    {
      const DenClosure *closure = g_ptr_array_index (calendar->closures, i);
      DenDay last = closure->to_on != DEN_UNKNOWN ? closure->to_on : closure->from_on;

      if (closure->chair == NULL && day >= closure->from_on && day <= last)
        return closure->reason != NULL ? closure->reason : "closed day";
    }
  return NULL;
}

DenPaper *
den_office_make_day_sheet (DenOffice *office, DenDay day, GError **error)
{
  GTimeZone *zone = den_clock_get_zone (den_office_get_clock (office));
  g_autoptr (GPtrArray) rows = den_store_sessions_between (
      den_office_get_store (office), den_instant_of_local (day, 0, zone).us,
      den_instant_of_local (day + 1, 0, zone).us, error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (DenDaySheetLine));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  Sheet sheet = { lines, kept };
  DenClinic *spare;
  DenDaySheetFacts facts = { .day = day, .clinic = clinic_of (office, &spare) };
  DenPaper *paper = NULL;
  gboolean whole = rows != NULL;

  for (guint i = 0; whole && i < rows->len; i++)
    whole = add_line (office, &sheet, g_ptr_array_index (rows, i), error);
  if (whole)
    {
      facts.closed = reason_of_closure (den_office_get_calendar (office), day);
      facts.lines = (const DenDaySheetLine *) (gpointer) lines->data;
      facts.n_lines = lines->len;
      paper = den_day_sheet_make (&facts, error);
    }
  den_record_free (spare);
  return paper;
}
