/* What is left to do about sessions that were held: signing, and the REMS forms. */
#include "den-booking.h"
#include "den-office-private.h"

#include "den-text.h"

#include <glib/gi18n-lib.h>

/* The instant at which the day begins on the clinic's clock. */
static gint64
start_of (DenOffice *office, DenDay day)
{
  return den_instant_of_local (day, 0, den_clock_get_zone (den_office_get_clock (office))).us;
}

GPtrArray *
den_office_unsigned_sessions (DenOffice *office, GError **error)
{
  DenDay today = den_clock_today (den_office_get_clock (office));

  return den_store_unsigned_sessions (office->store, start_of (office, today), error);
}

/* ---- the ledger of monitoring forms ---- */

static void
line_free (gpointer data)
{
  DenLedgerLine *line = data;

  den_session_row_free (line->row);
  g_free (line);
}

static gboolean
is_open (const DenLedgerLine *line)
{
  return line->standing == DEN_REPORT_DUE || line->standing == DEN_REPORT_OVERDUE;
}

/* What is due soonest first, then what was sent, newest first. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const DenLedgerLine *one = *(DenLedgerLine *const *) a, *other = *(DenLedgerLine *const *) b;

  if (is_open (one) != is_open (other))
    return is_open (one) ? -1 : 1;
  if (is_open (one) && one->due_on != other->due_on)
    return one->due_on < other->due_on ? -1 : 1;
  if (!is_open (one) && one->row->report_sent_on != other->row->report_sent_on)
    return one->row->report_sent_on > other->row->report_sent_on ? -1 : 1;
  return (one->row->id > other->row->id) - (one->row->id < other->row->id);
}

/* What the REMS asks of the session: when it was and what was sent. A list of a year's sessions
 * does without their charts. */
static DenSession *
session_of (const DenSessionRow *row)
{
  DenSession *session = den_record_new (&den_session_type);

  session->started_at = row->started_at;
  /* One that runs began with its first dose, and owes its form already. */
  session->status = DEN_SESSION_COMPLETED;
  if (row->report_sent_on != DEN_UNKNOWN)
    {
      DenMonitoringReport *report = den_record_new (&den_monitoring_report_type);

      report->sent_on = row->report_sent_on;
      g_ptr_array_add (session->reports, report);
    }
  return session;
}

/* The line of ROW, which is taken over; NULL where its session owes no form. */
static DenLedgerLine *
line_of (DenOffice *office, DenSessionRow *row, DenDay today)
{
  DenSession *session = session_of (row);
  DenDay treated_on = den_instant_day (row->started_at);
  const DenProtocol *protocol =
      row->protocol != NULL ? den_office_find_protocol (office, row->protocol, treated_on) : NULL;
  DenReportStanding standing =
      protocol != NULL ? den_rems_standing (session, protocol, today) : DEN_REPORT_NOT_OWED;
  DenLedgerLine *line = NULL;

  if (standing != DEN_REPORT_NOT_OWED)
    {
      line = g_new0 (DenLedgerLine, 1);
      line->row = row;
      line->treated_on = treated_on;
      line->due_on = den_rems_due_on (session, protocol);
      line->standing = standing;
    }
  else
    den_session_row_free (row);
  den_record_free (session);
  return line;
}

GPtrArray *
den_office_report_ledger (DenOffice *office, guint days, GError **error)
{
  DenDay today = den_clock_today (den_office_get_clock (office));
  g_autoptr (GPtrArray) rows =
      den_store_monitored_sessions (office->store, start_of (office, today - days), error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  while (rows != NULL && rows->len > 0)
    {
      DenLedgerLine *line = line_of (office, g_ptr_array_steal_index (rows, rows->len - 1), today);

      if (line != NULL)
        g_ptr_array_add (lines, line);
    }
  if (rows == NULL)
    return NULL;
  g_ptr_array_sort (lines, compare_lines);
  return g_steal_pointer (&lines);
}

/* ---- what was sent ---- */

/* Refuses a form of a session that was not held, or that was sent before it. */
static gboolean
check_report (const DenSession *session, DenDay sent_on, GError **error)
{
  DenInstant zero = den_session_zero (session);

  if (!den_session_is_delivered (session) || !den_instant_is_known (zero))
    return den_office_refuse (error, _ ("Nothing was given in the session %s: it has no form."),
                              session->session_id != NULL ? session->session_id : "");
  if (sent_on < den_instant_day (zero))
    return den_office_refuse (error, _ ("The form can not have been sent before its session."));
  return TRUE;
}

static gboolean
write_report (DenOffice *office, DenTransaction *transaction, gint64 session_row,
              const DenMonitoringReport *report, GError **error)
{
  DenSession *session = den_store_load (office->store, &den_session_type, session_row, error);
  DenMonitoringReport *copy;
  gboolean written;

  if (session == NULL)
    return FALSE;
  copy = den_record_copy (report);
  written = check_report (session, report->sent_on, error) &&
            den_transaction_insert (transaction, copy, session_row, error);
  den_record_free (copy);
  den_record_free (session);
  return written;
}

static gboolean
write_reports (DenOffice *office, const gint64 *session_rows, guint n,
               const DenMonitoringReport *report, GError **error)
{
  g_autoptr (DenTransaction) transaction = den_office_begin (office, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!write_report (office, transaction, session_rows[i], report, error))
      return FALSE;
  return den_transaction_commit (&transaction, error);
}

gboolean
den_office_mark_reported (DenOffice *office, const gint64 *session_rows, guint n, DenDay sent_on,
                          DenReportMethod method, const char *name, const char *confirmation,
                          GError **error)
{
  DenMonitoringReport *report;
  gboolean written;

  if (name == NULL || den_text_is_blank (name))
    return den_office_refuse (error, _ ("Say who sent the form."));
  if (sent_on == DEN_UNKNOWN || sent_on > den_clock_today (den_office_get_clock (office)))
    return den_office_refuse (error, _ ("Say on which day the form was sent; it can not lie "
                                        "ahead."));
  report = den_record_new (&den_monitoring_report_type);
  report->sent_on = sent_on;
  report->method = method;
  report->sent_by = den_text_clean (name);
  if (confirmation != NULL && !den_text_is_blank (confirmation))
    report->confirmation = den_text_clean (confirmation);
  written = write_reports (office, session_rows, n, report, error);
  den_record_free (report);
  /* Several patients at once: whoever shows any of them reads again. */
  if (written)
    den_office_tell_patient_changed (office, 0, FALSE);
  return written;
}
