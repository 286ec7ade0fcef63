/* What is left to do: the sessions nobody signed, and the forms that the REMS waits for. */
#include "den-demo.h"
#include "floor-fixture.h"

typedef struct
{
  char *folder;
  DenOffice *office; /* of a demo clinic that can be written to */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("dendra-lists-XXXXXX", &error);
  path = g_build_filename (fixture->folder, "clinic.db", NULL);
  g_assert_true (den_demo_write (path, 0, &error));
  fixture->office = den_office_open (path, DEN_STORE_WRITE, "tester", den_demo_day (), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->office);
  den_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
lists (GPtrArray *rows, const char *session_id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (((const DenSessionRow *) rows->pdata[i])->session_id, session_id) == 0)
      return TRUE;
  return FALSE;
}

static const DenLedgerLine *
find_line (GPtrArray *lines, const char *session_id)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_strcmp0 (((const DenLedgerLine *) lines->pdata[i])->row->session_id, session_id) == 0)
      return lines->pdata[i];
  return NULL;
}

static GPtrArray *
ledger_of (Fixture *fixture, guint days)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = den_office_report_ledger (fixture->office, days, &error);

  g_assert_no_error (error);
  return lines;
}

/* Begun before today and not signed, whatever else they lack: discharged, or abandoned. */
static void
test_unsigned (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *session;
    gboolean listed;
  } cases[] = {
    { "D-0055-S9", TRUE },   /* yesterday's, discharged */
    { "D-0056-S10", TRUE },  /* of three days ago: arrived, and never closed */
    { "D-0042-S5", FALSE },  /* today's */
    { "D-0055-S8", FALSE },  /* signed */
    { "D-0059-S15", FALSE }, /* missed */
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = den_office_unsigned_sessions (fixture->office, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].session);
      g_assert_true (lists (rows, cases[i].session) == cases[i].listed);
    }
  for (guint i = 1; i < rows->len; i++)
    {
      const DenSessionRow *before = rows->pdata[i - 1], *row = rows->pdata[i];

      g_assert_cmpint (before->scheduled_at.us, <=, row->scheduled_at.us);
    }
}

/* An abandoned session is work to do, and counts for nothing. */
static void
test_an_abandoned_session_is_in_no_total (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = den_office_load_chart (fixture->office, "D-0056", &error);
  const DenCourse *course = g_ptr_array_index (chart->courses, 0);
  const DenProtocol *protocol =
      den_office_find_protocol (fixture->office, course->protocol, den_demo_day ());
  g_autoptr (DenCourseProgress) progress =
      den_course_progress_new (chart, course, protocol, den_demo_day ());
  g_autoptr (GPtrArray) lines = ledger_of (fixture, 60);

  g_assert_cmpint (progress->delivered, ==, 9);
  g_assert_null (find_line (lines, "D-0056-S10"));
}

static void
test_the_ledger (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *session, *due;
    DenReportStanding standing;
  } cases[] = {
    { "D-0061-S9", "2026-11-16", DEN_REPORT_OVERDUE },
    { "D-0060-S15", "2026-11-23", DEN_REPORT_DUE },
    { "D-0055-S9", "2026-11-26", DEN_REPORT_DUE },
    { "D-0044-S3", "2026-11-27", DEN_REPORT_DUE },
    { "D-0061-S3", "2026-10-19", DEN_REPORT_SENT_LATE },
    { "D-0061-S8", "2026-11-05", DEN_REPORT_SENT },
  };
  g_autoptr (GPtrArray) lines = ledger_of (fixture, 60);
  gboolean sent = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DenLedgerLine *line = find_line (lines, cases[i].session);

      g_test_message ("%s", cases[i].session);
      g_assert_nonnull (line);
      g_assert_cmpint (line->due_on, ==, den_test_day (cases[i].due));
      g_assert_cmpint (line->standing, ==, cases[i].standing);
    }
  /* An infusion owes none, and neither does a session that was missed. */
  g_assert_null (find_line (lines, "D-0045-S3"));
  g_assert_null (find_line (lines, "D-0049-S4"));
  /* What is open stands first, the soonest on top. */
  g_assert_cmpstr (((const DenLedgerLine *) lines->pdata[0])->row->session_id, ==, "D-0061-S9");
  for (guint i = 0; i < lines->len; i++)
    {
      const DenLedgerLine *line = lines->pdata[i];
      gboolean is_sent =
          line->standing == DEN_REPORT_SENT || line->standing == DEN_REPORT_SENT_LATE;

      g_assert_true (is_sent || !sent);
      sent = is_sent;
    }
}

/* However old, a form that was never sent stays on the list. */
static void
test_what_is_owed_does_not_age_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = ledger_of (fixture, 3);

  g_assert_nonnull (find_line (lines, "D-0061-S9"));
  g_assert_null (find_line (lines, "D-0061-S3"));
}

static void
count_cb (DenOffice *office, gint64 patient_id, guint *n)
{
  (*n)++;
}

static void
test_sending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = ledger_of (fixture, 60), after = NULL;
  gint64 rows[] = { find_line (before, "D-0061-S9")->row->id,
                    find_line (before, "D-0055-S9")->row->id };
  g_autoptr (GError) error = NULL;
  guint told = 0;

  g_signal_connect (fixture->office, "patient-changed", G_CALLBACK (count_cb), &told);
  g_assert_true (den_office_mark_reported (fixture->office, rows, 2, den_demo_day (),
                                           DEN_REPORT_PORTAL, "Fern Demo-Desk", "R-1", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (told, ==, 1);
  after = ledger_of (fixture, 60);
  /* A signed session takes the report as well: it is about the record, not in it. */
  g_assert_cmpint (find_line (after, "D-0061-S9")->standing, ==, DEN_REPORT_SENT_LATE);
  g_assert_cmpint (find_line (after, "D-0055-S9")->standing, ==, DEN_REPORT_SENT);
}

static void
test_sending_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *sent_on, *words;
  } cases[] = {
    { " ", "2026-11-20", "Say who sent the form" },
    { "Fern Demo-Desk", "2026-11-21", "can not lie ahead" },
    { "Fern Demo-Desk", "2026-11-18", "before its session" },
  };
  g_autoptr (GPtrArray) before = ledger_of (fixture, 60), after = NULL;
  gint64 rows[] = { find_line (before, "D-0061-S9")->row->id,
                    find_line (before, "D-0055-S9")->row->id };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (den_office_mark_reported (fixture->office, rows, 2,
                                                den_test_day (cases[i].sent_on), DEN_REPORT_FAX,
                                                cases[i].name, NULL, &error));
      den_test_refused (&error, cases[i].words);
    }
  /* The last would have been right of the first session: none of it was kept. */
  after = ledger_of (fixture, 60);
  g_assert_cmpint (find_line (after, "D-0061-S9")->standing, ==, DEN_REPORT_OVERDUE);
}

#define ADD(PATH, TEST) g_test_add (PATH, Fixture, NULL, set_up, TEST, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/work-lists/unsigned", test_unsigned);
  ADD ("/work-lists/abandoned", test_an_abandoned_session_is_in_no_total);
  ADD ("/work-lists/ledger", test_the_ledger);
  ADD ("/work-lists/owed", test_what_is_owed_does_not_age_away);
  ADD ("/work-lists/sending", test_sending);
  ADD ("/work-lists/sending-refused", test_sending_refused);
  return g_test_run ();
}
