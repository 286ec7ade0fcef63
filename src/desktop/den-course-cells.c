/* What a line of a patient's treatment says. */
#include "den-course-cells.h"

#include "den-course-words.h"
#include "den-floor-words.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>

enum
{
  CELL_TITLE,
  CELL_DAY,
  CELL_TIME,
  CELL_CHAIR,
  CELL_DOSE,
  CELL_STATE,
  CELL_NOTE,
  N_CELLS,
};

static const DenCellColumn columns[N_CELLS] = {
  [CELL_TITLE] = { .title = N_ ("Session"), .chars = 19, .numeric = TRUE },
  [CELL_DAY] = { .title = N_ ("Day"), .chars = 15, .numeric = TRUE },
  [CELL_TIME] = { .title = N_ ("Time"), .chars = 6, .numeric = TRUE },
  [CELL_CHAIR] = { .title = N_ ("Chair, or who"), .chars = 16, .expands = TRUE },
  [CELL_DOSE] = { .title = N_ ("Ordered, given"), .chars = 15, .numeric = TRUE },
  [CELL_STATE] = { .title = N_ ("Status"), .chars = 13, .marked = TRUE },
  [CELL_NOTE] = { .title = N_ ("Signed by, or why"),
                  .chars = 34,
                  .min_chars = 20,
                  .expands = TRUE },
};

/* "84 mg, 56 mg": ordered, then given; a dash for what is not known of a session that was held. */
static char *
format_doses (const DenSession *session)
{
  g_autofree char *ordered = den_course_show_dose (session->ordered_ug);
  g_autofree char *given = NULL;

  if (!den_session_is_delivered (session))
    return g_steal_pointer (&ordered);
  given = den_course_show_dose (den_session_given_ug (session));
  if (*ordered == '\0' && *given == '\0')
    return g_strdup (_ ("Not recorded"));
  return g_strdup_printf ("%s, %s", *ordered != '\0' ? ordered : "–", *given != '\0' ? given : "–");
}

/* Whether the label's two questions about the missed session wait. */
static gboolean
is_unanswered (const DenChart *chart, const DenSession *session)
{
  const DenCourse *course =
      session->course != NULL ? den_chart_find_course (chart, session->course) : NULL;

  if (session->status != DEN_SESSION_MISSED || course == NULL || session->session_id == NULL)
    return FALSE;
  for (guint i = 0; i < course->decisions->len; i++)
    {
      const DenCourseDecision *decision = g_ptr_array_index (course->decisions, i);

      if (decision->kind == DEN_COURSE_DECISION_MISSED_SESSION &&
          g_strcmp0 (decision->session, session->session_id) == 0)
        return FALSE;
    }
  return TRUE;
}

static char *
format_note (const DenChart *chart, const DenSession *session)
{
  if (session->signed_by != NULL)
    return g_strdup (session->signed_by);
  if (!is_unanswered (chart, session))
    return g_strdup (session->status_reason);
  if (session->status_reason == NULL)
    return g_strdup (_ ("How to go on is not decided"));
  return g_strdup_printf (_ ("%s · how to go on is not decided"), session->status_reason);
}

static void
show_session (DenCells *cells, DenChartEditor *editor, const DenSession *session)
{
  const DenChart *chart = den_chart_editor_get_chart (editor);
  DenOffice *office = den_chart_editor_get_office (editor);
  DenInstant at =
      den_instant_is_known (session->started_at) ? session->started_at : session->scheduled_at;
  DenSessionState state = den_session_state (session);
  g_autofree char *title =
      den_session_title (chart, session, den_office_protocol_of (office, chart, session));
  g_autofree char *day = den_course_show_day (den_instant_day (at));
  g_autofree char *time = den_instant_show_time (at);
  g_autofree char *doses = format_doses (session);
  g_autofree char *note = format_note (chart, session);

  den_cells_set (cells, CELL_TITLE, title, NULL);
  den_cells_set (cells, CELL_DAY, day, NULL);
  den_cells_set (cells, CELL_TIME, time, NULL);
  den_cells_set (cells, CELL_CHAIR, session->chair, NULL);
  den_cells_set (cells, CELL_DOSE, doses, NULL);
  den_cells_set (cells, CELL_STATE, den_state_label (state), NULL);
  den_cells_set (cells, CELL_NOTE, note, NULL);
  den_cells_set_mark (cells, CELL_STATE, den_state_icon (state), den_state_class (state));
}

static void
show_visit (DenCells *cells, const DenVisit *visit)
{
  g_autofree char *kind =
      den_field_format_record (den_record_type_find (&den_visit_type, "kind"), visit);
  g_autofree char *day = den_course_show_day (den_instant_day (visit->scheduled_at));
  g_autofree char *time = den_instant_show_time (visit->scheduled_at);
  g_autofree char *status =
      den_field_format_record (den_record_type_find (&den_visit_type, "status"), visit);

  den_cells_set (cells, CELL_TITLE, kind, NULL);
  den_cells_set (cells, CELL_DAY, day, NULL);
  den_cells_set (cells, CELL_TIME, time, NULL);
  den_cells_set (cells, CELL_CHAIR, visit->clinician, NULL);
  den_cells_set (cells, CELL_DOSE, NULL, NULL);
  den_cells_set (cells, CELL_STATE, status, NULL);
  den_cells_set (cells, CELL_NOTE, visit->note, NULL);
  den_cells_set_mark (cells, CELL_STATE, "avatar-default-symbolic", NULL);
}

/* "Not worse. Go on in Maintenance, weekly. Reason". */
static char *
format_decision (const DenCourseDecision *decision)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (decision->kind == DEN_COURSE_DECISION_MISSED_SESSION && decision->worse != DEN_UNKNOWN)
    g_string_append (words, decision->worse == 1 ? _ ("Worse. ") : _ ("Not worse. "));
  if (decision->kind == DEN_COURSE_DECISION_BENEFIT && decision->benefit != DEN_UNKNOWN)
    g_string_append (words, decision->benefit == 1 ? _ ("Evidence of benefit. ")
                                                   : _ ("No evidence of benefit. "));
  if (decision->phase != DEN_UNKNOWN)
    g_string_append_printf (words, _ ("Go on in %s. "),
                            _ (den_phase_choices[decision->phase].label));
  if (decision->interval_days != DEN_UNKNOWN && decision->phase == DEN_PHASE_MAINTENANCE)
    {
      g_autofree char *often = den_course_show_frequency (DEN_UNKNOWN, decision->interval_days);
      g_autofree char *sentence = den_text_sentence_case (often);

      g_string_append_printf (words, "%s. ", sentence);
    }
  if (decision->rationale != NULL)
    g_string_append (words, decision->rationale);
  return g_strdup (g_strchomp (words->str));
}

static void
show_decision (DenCells *cells, const DenCourseDecision *decision)
{
  g_autofree char *kind =
      den_field_format_record (den_record_type_find (&den_course_decision_type, "kind"), decision);
  g_autofree char *day = den_course_show_day (decision->decided_on);
  g_autofree char *words = format_decision (decision);

  den_cells_set (cells, CELL_TITLE, kind, NULL);
  den_cells_set (cells, CELL_DAY, day, NULL);
  den_cells_set (cells, CELL_TIME, NULL, NULL);
  den_cells_set (cells, CELL_CHAIR, decision->decided_by, NULL);
  den_cells_set (cells, CELL_DOSE, NULL, NULL);
  den_cells_set (cells, CELL_STATE, _ ("Decided"), NULL);
  den_cells_set (cells, CELL_NOTE, words, NULL);
  den_cells_set_mark (cells, CELL_STATE, "document-edit-symbolic", NULL);
}

GtkWidget *
den_course_cells_new (void)
{
  return den_cells_new (columns, N_CELLS, FALSE);
}

GtkWidget *
den_course_cells_new_headings (void)
{
  return den_cells_new_headings (columns, N_CELLS);
}

void
den_course_cells_show (DenCells *cells, DenChartEditor *editor, DenCourseLine *line)
{
  const DenRecordType *type = den_course_line_get_type_of (line);
  gconstpointer record = den_course_line_find (line, editor);

  if (record == NULL)
    return;
  if (type == &den_session_type)
    show_session (cells, editor, record);
  else if (type == &den_course_decision_type)
    show_decision (cells, record);
  else
    show_visit (cells, record);
  den_cells_tell (cells);
}
