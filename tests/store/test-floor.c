/* The lists of the treatment floor: which sessions and visits stand on them, in which order, and
 * that they are found by index however many there are. */
#include "den-store-private.h"
#include "fixture.h"

#include <string.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)

/* 2026-11-20 00:00 in Austin, from which the times of these tests count. */
#define MIDNIGHT ((gint64) 1795154400 * G_USEC_PER_SEC)
#define AT(HOURS, MINUTES) ((DenInstant){ MIDNIGHT + (HOURS) *HOUR + (MINUTES) *MINUTE, -360 })

/* ---- charts ---- */

static DenChart *
new_chart (const char *mrn, const char *family, const char *given)
{
  DenChart *chart = den_chart_new ();

  chart->patient->mrn = g_strdup (mrn);
  chart->patient->family_name = g_strdup (family);
  chart->patient->given_name = g_strdup (given);
  return chart;
}

static void
add_course (DenChart *chart, const char *id, DenModality modality)
{
  DenCourse *course = den_record_new (&den_course_type);

  course->course_id = g_strdup (id);
  course->modality = modality;
  course->protocol = g_strdup ("a-protocol");
  g_ptr_array_add (chart->courses, course);
}

static DenSession *
add_session (DenChart *chart, const char *id, const char *course)
{
  DenSession *session = den_record_new (&den_session_type);

  session->session_id = g_strdup (id);
  session->course = g_strdup (course);
  g_ptr_array_add (chart->sessions, session);
  return session;
}

static DenSession *
add_scheduled (DenChart *chart, const char *id, DenInstant at)
{
  DenSession *session = add_session (chart, id, NULL);

  session->scheduled_at = at;
  session->status = DEN_SESSION_PLANNED;
  return session;
}

static DenSession *
add_started (DenChart *chart, const char *id, const char *course, DenInstant at)
{
  DenSession *session = add_session (chart, id, course);

  session->started_at = at;
  return session;
}

static void
add_report (DenSession *session, DenDay sent_on)
{
  DenMonitoringReport *report = den_record_new (&den_monitoring_report_type);

  report->sent_on = sent_on;
  g_ptr_array_add (session->reports, report);
}

/* The ids of ROWS in their order: "S-1 S-2". */
static char *
ids_of (GPtrArray *rows)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((DenSessionRow *) g_ptr_array_index (rows, i))->session_id);
  return g_string_free (ids, FALSE);
}

/* ROWS, taken over, are the sessions with IDS. */
static void
assert_sessions (GPtrArray *rows, GError *error, const char *ids)
{
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = ids_of (rows);
  g_assert_cmpstr (found, ==, ids);
  g_ptr_array_unref (rows);
}

/* ---- the board ---- */

/* From midnight to midnight: the first instant is the day's, the last one is the next day's. What
 * has no appointment stands where it came or began. */
static void
test_sessions_between (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) a = new_chart ("D-0001", "Nguyen", "Thi");
  g_autoptr (DenChart) b = new_chart ("D-0002", "Berg", "Ana");
  GPtrArray *rows;

  add_scheduled (a, "before", AT (-1, 59));
  add_scheduled (a, "first", AT (0, 0));
  add_scheduled (a, "noon", AT (12, 0));
  add_scheduled (a, "next-day", AT (24, 0));
  add_scheduled (a, "tomorrow-but-early", AT (33, 0))->arrived_at = AT (11, 0);
  add_session (a, "no-time", NULL);
  add_session (b, "walk-in", NULL)->arrived_at = AT (10, 30);
  add_started (b, "imported", NULL, AT (9, 0))->status = DEN_SESSION_COMPLETED;
  add_scheduled (b, "missed", AT (9, 15))->status = DEN_SESSION_MISSED;
  add_scheduled (b, "last", AT (23, 59));
  fixture_insert_chart (fixture, a);
  fixture_insert_chart (fixture, b);

  rows = den_store_sessions_between (fixture->store, AT (0, 0).us, AT (24, 0).us, &error);
  assert_sessions (rows, error, "first imported missed walk-in noon last");
  rows = den_store_sessions_between (fixture->store, AT (48, 0).us, AT (72, 0).us, &error);
  assert_sessions (rows, error, "");
}

/* Every value of a row is the one of its own session, patient and course. */
static void
test_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) other = new_chart ("D-0001", "Berg", "Ana");
  g_autoptr (DenChart) chart = new_chart ("D-0002", "Nguyen", "Thi");
  DenSession *session;
  g_autoptr (GPtrArray) rows = NULL;
  const DenSessionRow *row;

  /* Another patient's course of the same name. */
  add_course (other, "C-1", DEN_MODALITY_KETAMINE_IM);
  fixture_insert_chart (fixture, other);
  chart->patient->middle_name = g_strdup ("Anna");
  chart->patient->preferred_name = g_strdup ("Annie");
  chart->patient->birth_date = den_day_new (1980, 3, 5);
  add_course (chart, "C-1", DEN_MODALITY_ESKETAMINE);
  session = add_session (chart, "S-3", "C-1");
  session->number = 3;
  session->phase = DEN_PHASE_MAINTENANCE;
  session->status = DEN_SESSION_COMPLETED;
  session->chair = g_strdup ("Room 2");
  session->minutes = 150;
  session->scheduled_at = AT (9, 0);
  session->arrived_at = AT (8, 55);
  session->started_at = AT (9, 10);
  session->ended_at = AT (11, 15);
  session->signed_at = AT (11, 30);
  add_report (session, den_day_new (2026, 11, 25));
  add_report (session, den_day_new (2026, 11, 23));
  fixture_insert_chart (fixture, chart);

  rows = den_store_sessions_between (fixture->store, AT (0, 0).us, AT (24, 0).us, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, session->record.id);
  g_assert_cmpint (row->patient_id, ==, chart->patient->record.id);
  g_assert_cmpstr (row->mrn, ==, "D-0002");
  g_assert_cmpstr (row->name, ==, "Nguyen, Thi Anna");
  g_assert_cmpstr (row->preferred_name, ==, "Annie");
  g_assert_cmpint (row->birth_date, ==, den_day_new (1980, 3, 5));
  g_assert_cmpstr (row->session_id, ==, "S-3");
  g_assert_cmpstr (row->course, ==, "C-1");
  g_assert_cmpstr (row->protocol, ==, "a-protocol");
  g_assert_cmpint (row->modality, ==, DEN_MODALITY_ESKETAMINE);
  g_assert_cmpint (row->number, ==, 3);
  g_assert_cmpint (row->phase, ==, DEN_PHASE_MAINTENANCE);
  g_assert_cmpint (row->status, ==, DEN_SESSION_COMPLETED);
  g_assert_cmpstr (row->chair, ==, "Room 2");
  g_assert_cmpint (row->minutes, ==, 150);
  g_assert_cmpint (row->scheduled_at.us, ==, AT (9, 0).us);
  g_assert_cmpint (row->scheduled_at.offset_minutes, ==, -360);
  g_assert_cmpint (row->arrived_at.us, ==, AT (8, 55).us);
  g_assert_cmpint (row->started_at.us, ==, AT (9, 10).us);
  g_assert_cmpint (row->ended_at.us, ==, AT (11, 15).us);
  g_assert_cmpint (row->signed_at.us, ==, AT (11, 30).us);
  g_assert_cmpint (row->report_sent_on, ==, den_day_new (2026, 11, 25));
}

/* What is not known of a session is unknown in its row. */
static void
test_bare_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = new_chart ("D-0001", "Berg", NULL);
  g_autoptr (GPtrArray) rows = NULL;
  const DenSessionRow *row;

  add_session (chart, NULL, "C-9")->arrived_at = AT (9, 0);
  fixture_insert_chart (fixture, chart);
  rows = den_store_sessions_between (fixture->store, AT (0, 0).us, AT (24, 0).us, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->name, ==, "Berg");
  g_assert_null (row->session_id);
  g_assert_cmpstr (row->course, ==, "C-9");
  g_assert_null (row->protocol);
  g_assert_cmpint (row->modality, ==, DEN_UNKNOWN);
  g_assert_cmpint (row->status, ==, DEN_UNKNOWN);
  g_assert_cmpint (row->minutes, ==, DEN_UNKNOWN);
  g_assert_false (den_instant_is_known (row->scheduled_at));
  g_assert_cmpint (row->report_sent_on, ==, DEN_UNKNOWN);
}

/* ---- work that is left ---- */

/* What was begun and never signed stays on the list, whatever else became of it. */
static void
test_unsigned_sessions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = new_chart ("D-0001", "Berg", "Ana");
  DenSession *session;
  GPtrArray *rows;

  session = add_started (chart, "completed", NULL, AT (-30, 0));
  session->status = DEN_SESSION_COMPLETED;
  session->ended_at = AT (-28, 0);
  add_started (chart, "signed", NULL, AT (-29, 0))->signed_at = AT (-27, 0);
  add_started (chart, "cancelled", NULL, AT (-29, 0))->status = DEN_SESSION_CANCELLED;
  add_scheduled (chart, "never-came", AT (-26, 0));
  session = add_scheduled (chart, "came-and-nothing-more", AT (-48, 0));
  session->arrived_at = AT (-47, 50);
  /* Came before midnight and began after it. */
  session = add_started (chart, "over-midnight", NULL, AT (0, 20));
  session->arrived_at = AT (-1, 50);
  /* An arrival that was entered too late does not hide a start. */
  session = add_started (chart, "odd-arrival", NULL, AT (-5, 0));
  session->arrived_at = AT (2, 0);
  add_started (chart, "today", NULL, AT (0, 0));
  fixture_insert_chart (fixture, chart);

  rows = den_store_unsigned_sessions (fixture->store, AT (0, 0).us, &error);
  assert_sessions (rows, error, "came-and-nothing-more completed odd-arrival over-midnight");
}

/* The monitoring forms: all of esketamine from the day on, and the older ones that never went. */
static void
test_monitored_sessions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = new_chart ("D-0001", "Berg", "Ana");
  GPtrArray *rows;

  add_course (chart, "E", DEN_MODALITY_ESKETAMINE);
  add_course (chart, "K", DEN_MODALITY_KETAMINE_IV);
  add_started (chart, "new", "E", AT (9, 0));
  add_report (add_started (chart, "new-and-sent", "E", AT (8, 0)), den_day_new (2026, 11, 21));
  add_started (chart, "at-midnight", "E", AT (0, 0));
  add_report (add_started (chart, "old-and-sent", "E", AT (-900, 0)), den_day_new (2026, 10, 21));
  add_started (chart, "old", "E", AT (-1000, 0));
  add_started (chart, "infusion", "K", AT (-999, 0));
  add_started (chart, "unknown-drug", NULL, AT (-998, 0));
  add_started (chart, "cancelled", "E", AT (-997, 0))->status = DEN_SESSION_CANCELLED;
  add_scheduled (chart, "planned", AT (10, 0));
  fixture_insert_chart (fixture, chart);

  rows = den_store_monitored_sessions (fixture->store, AT (0, 0).us, &error);
  assert_sessions (rows, error, "old at-midnight new-and-sent new");
}

/* An id is a chart's own: several charts may have it. */
static void
test_find_sessions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) a = new_chart ("D-0001", "Berg", "Ana");
  g_autoptr (DenChart) b = new_chart ("D-0002", "Nguyen", "Thi");
  g_autoptr (GPtrArray) rows = NULL;

  add_session (a, "S-1", NULL);
  add_session (a, "S-10", NULL);
  add_session (b, "S-1", NULL);
  fixture_insert_chart (fixture, a);
  fixture_insert_chart (fixture, b);
  rows = den_store_find_sessions (fixture->store, "S-1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((DenSessionRow *) g_ptr_array_index (rows, 0))->mrn, ==, "D-0001");
  g_assert_cmpstr (((DenSessionRow *) g_ptr_array_index (rows, 1))->mrn, ==, "D-0002");
  assert_sessions (den_store_find_sessions (fixture->store, "S-2", &error), error, "");
}

static void
test_visits_between (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) chart = new_chart ("D-0001", "Berg", "Ana");
  static const int hours[] = { 24, 14, -1, 9 };
  g_autoptr (GPtrArray) rows = NULL;
  const DenVisitRow *row;

  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      DenVisit *visit = den_record_new (&den_visit_type);

      visit->kind = DEN_VISIT_FOLLOW_UP;
      visit->scheduled_at = AT (hours[i], 0);
      visit->minutes = 50;
      visit->clinician = g_strdup ("C. Ortiz");
      visit->status = DEN_SESSION_PLANNED;
      g_ptr_array_add (chart->visits, visit);
    }
  fixture_insert_chart (fixture, chart);
  rows = den_store_visits_between (fixture->store, AT (0, 0).us, AT (24, 0).us, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, ((DenRecord *) g_ptr_array_index (chart->visits, 3))->id);
  g_assert_cmpint (row->patient_id, ==, chart->patient->record.id);
  g_assert_cmpstr (row->mrn, ==, "D-0001");
  g_assert_cmpstr (row->name, ==, "Berg, Ana");
  g_assert_cmpint (row->kind, ==, DEN_VISIT_FOLLOW_UP);
  g_assert_cmpint (row->scheduled_at.us, ==, AT (9, 0).us);
  g_assert_cmpint (row->minutes, ==, 50);
  g_assert_cmpstr (row->clinician, ==, "C. Ortiz");
  g_assert_cmpint (row->status, ==, DEN_SESSION_PLANNED);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpint (row->scheduled_at.us, ==, AT (14, 0).us);
}

/* ---- chairs ---- */

static void
assert_chair (Fixture *fixture, const char *chair, DenInstant from, DenInstant to, gint64 except,
              const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *taken =
      den_store_chair_taken_by (fixture->store, chair, from.us, to.us, except, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (taken, ==, name);
}

/* Chair 1 is booked from 10:00 to 12:00. */
static void
test_chair (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) chart = new_chart ("D-0001", "Nguyen", "Thi");
  DenSession *session = add_scheduled (chart, "S-1", AT (10, 0));
  static const struct
  {
    int from_hour, from_minute, to_hour, to_minute;
    gboolean taken;
  } cases[] = {
    { 8, 0, 10, 0, FALSE },   /* ends when it begins */
    { 8, 0, 10, 1, TRUE },    /* a minute into it */
    { 10, 0, 12, 0, TRUE },   /* the same */
    { 10, 30, 11, 0, TRUE },  /* within */
    { 9, 0, 13, 0, TRUE },    /* around */
    { 11, 59, 14, 0, TRUE },  /* its last minute */
    { 12, 0, 14, 0, FALSE },  /* begins when it ends */
    { 34, 0, 36, 0, FALSE },  /* the next day */
    { -14, 0, -12, 0, FALSE } /* the day before */
  };

  session->chair = g_strdup ("Chair 1");
  session->minutes = 120;
  fixture_insert_chart (fixture, chart);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenInstant from = AT (cases[i].from_hour, cases[i].from_minute);
      DenInstant to = AT (cases[i].to_hour, cases[i].to_minute);

      assert_chair (fixture, "Chair 1", from, to, 0, cases[i].taken ? "Nguyen, Thi" : NULL);
      assert_chair (fixture, "Chair 2", from, to, 0, NULL);
      assert_chair (fixture, "Chair 1", from, to, session->record.id, NULL);
    }
}

/* Only who is expected or here has a chair; one whose time is not known has it as long as the next
 * one would. */
static void
test_chair_of_whom (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 status;
    gboolean ended;
    gboolean taken;
  } cases[] = {
    { DEN_UNKNOWN, FALSE, TRUE },
    { DEN_SESSION_PLANNED, FALSE, TRUE },
    { DEN_SESSION_PLANNED, TRUE, FALSE },
    { DEN_SESSION_COMPLETED, FALSE, FALSE },
    { DEN_SESSION_CANCELLED, FALSE, FALSE },
    { DEN_SESSION_MISSED, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *mrn = g_strdup_printf ("D-%04d", (int) i);
      g_autofree char *chair = g_strdup_printf ("Chair %d", (int) i);
      g_autoptr (DenChart) chart = new_chart (mrn, "Berg", "Ana");
      DenSession *session = add_started (chart, "S-1", NULL, AT (10, 0));

      session->status = cases[i].status;
      session->chair = g_strdup (chair);
      if (cases[i].ended)
        session->ended_at = AT (10, 30);
      fixture_insert_chart (fixture, chart);
      assert_chair (fixture, chair, AT (10, 0), AT (12, 0), 0, cases[i].taken ? "Berg, Ana" : NULL);
      assert_chair (fixture, chair, AT (11, 59), AT (13, 59), 0,
                    cases[i].taken ? "Berg, Ana" : NULL);
      assert_chair (fixture, chair, AT (12, 0), AT (14, 0), 0, NULL);
    }
}

/* ---- the charts of the treated ---- */

static gboolean
collect_cb (DenChart *chart, gpointer data, GError **error)
{
  GString *seen = data;
  const DenSession *session = g_ptr_array_index (chart->sessions, 0);

  g_string_append_printf (seen, "%s%s", seen->len > 0 ? " " : "", chart->patient->mrn);
  g_assert_cmpuint (chart->courses->len, ==, 1);
  g_assert_cmpuint (session->doses->len, ==, 0);
  return TRUE;
}

/* Every patient who has a session that began, and nobody else, however far apart they were entered;
 * what the sessions hold is left out. */
static void
test_each_treated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) seen = g_string_new (NULL), expected = g_string_new (NULL);
  static const int treated[] = { 0, 2, 3, 60, 199 };

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("D-%04d", i);
      g_autoptr (DenChart) chart = new_chart (mrn, "Berg", "Ana");

      add_course (chart, "C-1", DEN_MODALITY_ESKETAMINE);
      add_scheduled (chart, "S-1", AT (10, 0));
      for (gsize j = 0; j < G_N_ELEMENTS (treated); j++)
        if (treated[j] == i)
          {
            DenSession *session = add_started (chart, "S-2", "C-1", AT (9, 0));

            g_ptr_array_add (session->doses, fixture_make_record (&den_dose_type, FILL_DISTINCT));
            g_string_append_printf (expected, "%s%s", expected->len > 0 ? " " : "", mrn);
          }
      fixture_insert_chart (fixture, chart);
    }
  g_assert_true (den_store_each_treated_chart (fixture->store, collect_cb, seen, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (seen->str, ==, expected->str);
}

/* ---- two programs ---- */

static void
assert_changed (DenStore *store, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = !expected;

  g_assert_true (den_store_changed_elsewhere (store, &changed, &error));
  g_assert_no_error (error);
  g_assert_cmpint (changed, ==, expected);
}

/* Each change is told once, and to the other program only. */
static void
test_changed_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenChart) a = new_chart ("D-0001", "Berg", "Ana");
  g_autoptr (DenChart) b = new_chart ("D-0002", "Nguyen", "Thi");
  g_autoptr (DenStore) other = den_store_open (fixture->path, DEN_STORE_READ, &error);

  g_assert_no_error (error);
  assert_changed (fixture->store, FALSE);
  /* Also what came between opening the store and asking for the first time. */
  fixture_insert_chart (fixture, a);
  assert_changed (other, TRUE);
  assert_changed (other, FALSE);
  fixture_insert_chart (fixture, b);
  assert_changed (fixture->store, FALSE);
  assert_changed (other, TRUE);
  assert_changed (other, FALSE);
}

/* One anchor a computer; the last one that was kept, also by another connection. */
static void
test_clock_anchor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DenClockAnchor first = { "0b7f0a4c-1d0e-4f0e-9f6b-0c8b4a0d7b11", 5, 1700000000000000 };
  DenClockAnchor second = { "7d0f0a4c-1d0e-4f0e-9f6b-0c8b4a0d7b11", 9, 1700000000000009 };
  DenClockAnchor loaded = { "untouched", 0, 0 };

  g_assert_false (den_store_load_clock_anchor (fixture->store, "desk", &loaded, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (loaded.boot_id, ==, "untouched");
  g_assert_true (den_store_save_clock_anchor (fixture->store, "desk", &second, &error));
  g_assert_true (den_store_save_clock_anchor (fixture->store, "room", &second, &error));
  g_assert_true (den_store_save_clock_anchor (fixture->store, "desk", &first, &error));
  g_assert_no_error (error);
  fixture_reopen (fixture);
  g_assert_true (den_store_load_clock_anchor (fixture->store, "desk", &loaded, &error));
  g_assert_cmpstr (loaded.boot_id, ==, first.boot_id);
  g_assert_cmpint (loaded.boot_us, ==, 5);
  g_assert_cmpint (loaded.wall_us, ==, 1700000000000000);
  g_assert_true (den_store_load_clock_anchor (fixture->store, "room", &loaded, &error));
  g_assert_cmpint (loaded.boot_us, ==, 9);

  /* It is no fact of a chart, and so not in the audit. */
  g_assert_no_error (error);
  g_clear_pointer (&fixture->store, den_store_close);
  fixture->store = den_store_open (fixture->path, DEN_STORE_READ, &error);
  g_assert_no_error (error);
  g_assert_false (den_store_save_clock_anchor (fixture->store, "desk", &first, &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY);
}

/* ---- speed that does not depend on how many there are ---- */

/* The engine's plan of SQL, a line a step. */
static char *
plan_of (sqlite3 *db, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  GString *plan = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (db, explain, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", (const char *) sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  return g_string_free (plan, FALSE);
}

/* Every statement that the lists prepared finds its rows by an index, in the order of one: none
 * reads a whole table. */
static void
test_lists_use_indexes (Fixture *fixture, gconstpointer data)
{
  gint64 from = AT (0, 0).us, to = AT (24, 0).us;
  int n = 0;

  g_clear_pointer (&fixture->store, den_store_close);
  fixture->store = den_store_open (fixture->path, DEN_STORE_WRITE, NULL);
  g_ptr_array_unref (den_store_sessions_between (fixture->store, from, to, NULL));
  g_ptr_array_unref (den_store_unsigned_sessions (fixture->store, to, NULL));
  g_ptr_array_unref (den_store_monitored_sessions (fixture->store, from, NULL));
  g_ptr_array_unref (den_store_find_sessions (fixture->store, "S-1", NULL));
  g_ptr_array_unref (den_store_visits_between (fixture->store, from, to, NULL));
  g_assert_null (den_store_chair_taken_by (fixture->store, "Chair 1", from, to, 0, NULL));

  for (sqlite3_stmt *statement = sqlite3_next_stmt (fixture->store->db, NULL); statement != NULL;
       statement = sqlite3_next_stmt (fixture->store->db, statement))
    {
      g_autofree char *plan = NULL;

      if (!g_str_has_prefix (sqlite3_sql (statement), "SELECT"))
        continue;
      n++;
      plan = plan_of (fixture->store->db, sqlite3_sql (statement));
      g_test_message ("%s\n%s", sqlite3_sql (statement), plan);
      g_assert_null (strstr (plan, "SCAN "));
      /* What an inner list of rows has picked out may be sorted: it is short. */
      if (strstr (plan, "LIST SUBQUERY") == NULL)
        g_assert_null (strstr (plan, "TEMP B-TREE"));
      g_assert_nonnull (strstr (plan, "USING "));
    }
  g_assert_cmpint (n, >=, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/floor/sessions-between", test_sessions_between);
  fixture_add ("/floor/row", test_row);
  fixture_add ("/floor/bare-row", test_bare_row);
  fixture_add ("/floor/unsigned-sessions", test_unsigned_sessions);
  fixture_add ("/floor/monitored-sessions", test_monitored_sessions);
  fixture_add ("/floor/find-sessions", test_find_sessions);
  fixture_add ("/floor/visits-between", test_visits_between);
  fixture_add ("/floor/chair", test_chair);
  fixture_add ("/floor/chair-of-whom", test_chair_of_whom);
  fixture_add ("/floor/each-treated", test_each_treated);
  fixture_add ("/floor/changed-elsewhere", test_changed_elsewhere);
  fixture_add ("/floor/clock-anchor", test_clock_anchor);
  fixture_add ("/floor/lists-use-indexes", test_lists_use_indexes);
  return g_test_run ();
}
