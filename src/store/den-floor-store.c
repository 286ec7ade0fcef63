/* The work lists of the treatment floor: sessions and visits by time, what is not signed, what the
 * REMS is owed, and who has a chair. */
#include "den-record-sql.h"

/* The longest that a chair is booked for; the bound of DenSession's minutes. */
#define LONGEST_BOOKING_US (1440 * DEN_US_PER_MINUTE)

/* Where a session stands on the board, and when it was first known to have begun. The indexes
 * session_by_time and session_unsigned are on these very expressions. */
#define BOARD_TIME "COALESCE (s.scheduled_at_us, s.arrived_at_us, s.started_at_us)"
#define BEGUN_TIME                                                                                 \
  "CASE WHEN s.started_at_us < s.arrived_at_us THEN s.started_at_us "                              \
  "ELSE COALESCE (s.arrived_at_us, s.started_at_us) END"

/* A course is known to its sessions by the chart file's id. It is the patient's only one with it,
 * but a list must not show a session twice where it is not. */
#define SESSION_ROWS                                                                               \
  "SELECT s.id, s.patient_id, p.mrn, p.family_name, p.given_name, p.middle_name, "                 \
  "p.preferred_name, p.birth_date, s.session_id, s.course, c.protocol, c.modality, s.number, "     \
  "s.phase, s.status, s.chair, s.minutes, s.scheduled_at_us, s.scheduled_at_offset, "              \
  "s.arrived_at_us, s.arrived_at_offset, s.started_at_us, s.started_at_offset, s.ended_at_us, "    \
  "s.ended_at_offset, s.signed_at_us, s.signed_at_offset, "                                        \
  "(SELECT MAX (r.sent_on) FROM monitoring_report r WHERE r.session_id = s.id) "                   \
  "FROM session s JOIN patient p ON p.id = s.patient_id "                                          \
  "LEFT JOIN course c ON c.id = (SELECT MIN (k.id) FROM course k "                                 \
  "WHERE k.patient_id = s.patient_id AND k.course_id = s.course) "

/* Neither missed nor cancelled. */
#define STANDS "(s.status IS NULL OR s.status IN ('planned', 'completed')) "

void
den_session_row_free (DenSessionRow *row)
{
  if (row == NULL)
    return;
  g_free (row->mrn);
  g_free (row->name);
  g_free (row->preferred_name);
  g_free (row->session_id);
  g_free (row->course);
  g_free (row->protocol);
  g_free (row->chair);
  g_free (row);
}

void
den_visit_row_free (DenVisitRow *row)
{
  if (row == NULL)
    return;
  g_free (row->mrn);
  g_free (row->name);
  g_free (row->clinician);
  g_free (row);
}

/* ---- values of a row ---- */

static char *
copy_text (DenStatement *row, int column)
{
  return g_strdup (den_statement_text (row, column));
}

/* The name as lists show it, of three columns: family, given and middle name. */
static char *
read_name (DenStatement *row, int column)
{
  DenPatient name = {
    .family_name = (char *) den_statement_text (row, column),
    .given_name = (char *) den_statement_text (row, column + 1),
    .middle_name = (char *) den_statement_text (row, column + 2),
  };

  return den_patient_name (&name);
}

static gint64
read_choice (DenStatement *row, int column, const DenChoice *choices)
{
  const char *word = den_statement_text (row, column);

  return word != NULL ? den_choice_of (choices, word) : DEN_UNKNOWN;
}

static DenInstant
read_instant (DenStatement *row, int column)
{
  gint64 us = den_statement_integer (row, column);

  if (us == DEN_UNKNOWN)
    return DEN_INSTANT_UNKNOWN;
  return (DenInstant){ us, den_statement_integer (row, column + 1) };
}

static gpointer
read_session (DenStatement *statement)
{
  DenSessionRow *row = g_new0 (DenSessionRow, 1);

  row->id = den_statement_integer (statement, 0);
  row->patient_id = den_statement_integer (statement, 1);
  row->mrn = copy_text (statement, 2);
  row->name = read_name (statement, 3);
  row->preferred_name = copy_text (statement, 6);
  row->birth_date = den_statement_integer (statement, 7);
  row->session_id = copy_text (statement, 8);
  row->course = copy_text (statement, 9);
  row->protocol = copy_text (statement, 10);
  row->modality = read_choice (statement, 11, den_modality_choices);
  row->number = den_statement_integer (statement, 12);
  row->phase = read_choice (statement, 13, den_phase_choices);
  row->status = read_choice (statement, 14, den_session_status_choices);
  row->chair = copy_text (statement, 15);
  row->minutes = den_statement_integer (statement, 16);
  row->scheduled_at = read_instant (statement, 17);
  row->arrived_at = read_instant (statement, 19);
  row->started_at = read_instant (statement, 21);
  row->ended_at = read_instant (statement, 23);
  row->signed_at = read_instant (statement, 25);
  row->report_sent_on = den_statement_integer (statement, 27);
  return row;
}

static gpointer
read_visit (DenStatement *statement)
{
  const DenField *kind = den_record_type_find (&den_visit_type, "kind");
  DenVisitRow *row = g_new0 (DenVisitRow, 1);

  row->id = den_statement_integer (statement, 0);
  row->patient_id = den_statement_integer (statement, 1);
  row->mrn = copy_text (statement, 2);
  row->name = read_name (statement, 3);
  row->kind = read_choice (statement, 6, kind->choices);
  row->scheduled_at = read_instant (statement, 7);
  row->minutes = den_statement_integer (statement, 9);
  row->clinician = copy_text (statement, 10);
  row->status = read_choice (statement, 11, den_session_status_choices);
  return row;
}

/* ---- the lists ---- */

/* Adds what READ makes of each row that STATEMENT gives to ROWS. */
static gboolean
read_rows (DenStatement *statement, gpointer (*read) (DenStatement *), GPtrArray *rows,
           GError **error)
{
  DenStep step;

  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    g_ptr_array_add (rows, read (statement));
  return step == DEN_STEP_DONE;
}

/* Adds the sessions of SQL to ROWS: its parameters are FROM_US and, unless it is DEN_UNKNOWN,
 * TO_US. */
static gboolean
add_sessions (DenStore *store, const char *sql, gint64 from_us, gint64 to_us, GPtrArray *rows,
              GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (store, sql, error);

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, from_us);
  if (to_us != DEN_UNKNOWN)
    den_statement_bind_integer (statement, 2, to_us);
  return read_rows (statement, read_session, rows, error);
}

static GPtrArray *
new_session_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) den_session_row_free);
}

/* See den-store.h. */
GPtrArray *
den_store_sessions_between (DenStore *store, gint64 from_us, gint64 to_us, GError **error)
{
  g_autoptr (GPtrArray) rows = new_session_rows ();

  if (!add_sessions (store,
                     SESSION_ROWS "WHERE " BOARD_TIME " >= $1 AND " BOARD_TIME " < $2 "
                                  "ORDER BY " BOARD_TIME ", s.id",
                     from_us, to_us, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

/* See den-store.h. */
GPtrArray *
den_store_unsigned_sessions (DenStore *store, gint64 before_us, GError **error)
{
  g_autoptr (GPtrArray) rows = new_session_rows ();

  if (!add_sessions (store,
                     SESSION_ROWS "WHERE s.signed_at_us IS NULL AND " BEGUN_TIME " < $1 AND " STANDS
                                  "ORDER BY " BEGUN_TIME ", s.id",
                     before_us, DEN_UNKNOWN, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

/* See den-store.h. The older ones come first, so that both parts together are in order. What was
 * never reported is found by indexes alone, before any row is looked at: of years of sessions there
 * are few. */
GPtrArray *
den_store_monitored_sessions (DenStore *store, gint64 from_us, GError **error)
{
  g_autoptr (GPtrArray) rows = new_session_rows ();
  gboolean begun, done;

  if (!den_store_begin_view (store, &begun, error))
    return NULL;
  done = add_sessions (store,
                       SESSION_ROWS
                       "WHERE s.id IN (SELECT x.id FROM session x WHERE x.started_at_us < $1 "
                       "AND NOT EXISTS (SELECT 1 FROM monitoring_report r "
                       "WHERE r.session_id = x.id)) AND c.modality = 'esketamine' AND " STANDS
                       "ORDER BY s.started_at_us, s.id",
                       from_us, DEN_UNKNOWN, rows, error) &&
         add_sessions (store,
                       SESSION_ROWS
                       "WHERE s.started_at_us >= $1 AND c.modality = 'esketamine' AND " STANDS
                       "ORDER BY s.started_at_us, s.id",
                       from_us, DEN_UNKNOWN, rows, error);
  den_store_end_view (store, begun);
  return done ? g_steal_pointer (&rows) : NULL;
}

/* See den-store.h. */
GPtrArray *
den_store_find_sessions (DenStore *store, const char *session_id, GError **error)
{
  g_autoptr (GPtrArray) rows = new_session_rows ();
  g_autoptr (DenStatement) statement =
      den_statement_new (store, SESSION_ROWS "WHERE s.session_id = $1 ORDER BY s.id", error);

  if (statement == NULL)
    return NULL;
  den_statement_bind_text (statement, 1, session_id);
  return read_rows (statement, read_session, rows, error) ? g_steal_pointer (&rows) : NULL;
}

/* DenVisitRow: the visits scheduled from the instant FROM_US up to but without TO_US, by time. */
GPtrArray *
den_store_visits_between (DenStore *store, gint64 from_us, gint64 to_us, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) den_visit_row_free);
  g_autoptr (DenStatement) statement = den_statement_new (
      store,
      "SELECT v.id, v.patient_id, p.mrn, p.family_name, p.given_name, p.middle_name, v.kind, "
      "v.scheduled_at_us, v.scheduled_at_offset, v.minutes, v.clinician, v.status "
      "FROM visit v JOIN patient p ON p.id = v.patient_id "
      "WHERE v.scheduled_at_us >= $1 AND v.scheduled_at_us < $2 ORDER BY v.scheduled_at_us, v.id",
      error);

  if (statement == NULL)
    return NULL;
  den_statement_bind_integer (statement, 1, from_us);
  den_statement_bind_integer (statement, 2, to_us);
  return read_rows (statement, read_visit, rows, error) ? g_steal_pointer (&rows) : NULL;
}

/* See den-store.h. FROM_US is counted and TO_US is not, so that one booking may begin when another
 * ends. A session that does not say how long it takes is taken to be as long as the one that is
 * asked about. */
char *
den_store_chair_taken_by (DenStore *store, const char *chair, gint64 from_us, gint64 to_us,
                          gint64 except_id, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store,
      "SELECT p.family_name, p.given_name, p.middle_name "
      "FROM session s JOIN patient p ON p.id = s.patient_id "
      "WHERE " BOARD_TIME " >= $1 AND " BOARD_TIME " < $2 AND s.chair = $3 AND s.id <> $4 "
      "AND (s.status IS NULL OR s.status = 'planned') AND s.ended_at_us IS NULL "
      "AND " BOARD_TIME " + COALESCE (s.minutes * 60000000, $5) > $6 "
      "ORDER BY " BOARD_TIME ", s.id LIMIT 1",
      error);

  if (statement == NULL)
    return NULL;
  den_statement_bind_integer (statement, 1, from_us - LONGEST_BOOKING_US);
  den_statement_bind_integer (statement, 2, to_us);
  den_statement_bind_text (statement, 3, chair);
  den_statement_bind_integer (statement, 4, except_id);
  den_statement_bind_integer (statement, 5, to_us - from_us);
  den_statement_bind_integer (statement, 6, from_us);
  if (den_statement_step (statement, error) != DEN_STEP_ROW)
    return NULL;
  return read_name (statement, 0);
}
