/* The floor board: what a day looks like, and that it follows whatever happens to it. */
#include "den-floor.h"
#include "floor-fixture.h"

#include <sqlite3.h>

#define TODAY DEN_TEST_DAY

typedef struct
{
  DenTestClinic clinic;
  gint64 larch, poplar; /* patients */
  DenChartEditor *editor, *other;
} Fixture;

/* Two courses: Larch today at 10:00 in chair 1 and on Tuesday, Poplar today at 09:00 in chair 2. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  DenOffice *office;

  den_test_clinic_open (&fixture->clinic);
  office = fixture->clinic.office;
  den_test_open_floor (office);
  fixture->larch = den_test_add_patient (office, "1001", "Larch", "Ada");
  fixture->poplar = den_test_add_patient (office, "1002", "Poplar", "Ben");
  fixture->editor = den_test_edit (office, fixture->larch);
  fixture->other = den_test_edit (office, fixture->poplar);
  den_test_start_course (fixture->editor, den_test_slots (TODAY " 10:00", "Chair 1",
                                                          "2026-11-24 10:00", "Chair 1", NULL));
  den_test_start_course (fixture->other, den_test_slots (TODAY " 09:00", "Chair 2", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->editor);
  g_clear_object (&fixture->other);
  den_test_clinic_close (&fixture->clinic);
}

static DenFloor *
open_floor (Fixture *fixture, const char *day)
{
  DenFloor *floor = den_floor_new (fixture->clinic.office, den_test_day (day));

  g_assert_no_error (den_floor_get_error (floor));
  return floor;
}

static DenFloorItem *
item_at (DenFloor *floor, guint index)
{
  g_autoptr (DenFloorItem) item = g_list_model_get_item (G_LIST_MODEL (floor), index);

  g_assert_nonnull (item);
  return item;
}

static guint
count_items (DenFloor *floor)
{
  return g_list_model_get_n_items (G_LIST_MODEL (floor));
}

static gboolean
misses (DenFloorItem *item, const char *label)
{
  return g_strv_contains (den_floor_item_get_missing (item), label);
}

static void
count_cb (GObject *object, guint *n)
{
  (*n)++;
}

static void
count_items_changed_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  (*n)++;
}

static void
set_instant (DenChartEditor *editor, const char *column, const char *day_and_time)
{
  const DenField *field = den_record_type_find (&den_session_type, column);
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  den_value_init (&value, DEN_FIELD_INSTANT);
  value.instant = den_test_at (den_chart_editor_get_office (editor), day_and_time);
  den_chart_editor_set (editor, den_test_session (editor, 0), field, &value, &error);
  g_assert_no_error (error);
}

static void
give_device (DenChartEditor *editor, const char *day_and_time)
{
  DenDose *dose = den_record_new (&den_dose_type);
  g_autoptr (GError) error = NULL;

  dose->given_at = den_test_at (den_chart_editor_get_office (editor), day_and_time);
  dose->outcome = DEN_DOSE_GIVEN;
  dose->given_ug = 28000;
  den_chart_editor_add (editor, dose, den_test_session (editor, 0), &error);
  g_assert_no_error (error);
}

static void
order (DenChartEditor *editor, const char *mg)
{
  const DenField *field = den_record_type_find (&den_session_type, "ordered_ug");
  g_autoptr (GError) error = NULL;

  den_chart_editor_set_text (editor, den_test_session (editor, 0), field, mg, &error);
  g_assert_no_error (error);
}

static void
complete (DenChartEditor *editor)
{
  const DenField *status = den_record_type_find (&den_session_type, "status");
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  den_value_init (&value, DEN_FIELD_CHOICE);
  value.number = DEN_SESSION_COMPLETED;
  den_chart_editor_set (editor, den_test_session (editor, 0), status, &value, &error);
  g_assert_no_error (error);
}

/* ---- a day ---- */

static void
test_a_day_by_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenFloor) floor = open_floor (fixture, TODAY);
  DenFloorItem *first, *second;

  g_assert_cmpuint (count_items (floor), ==, 2);
  first = item_at (floor, 0);
  second = item_at (floor, 1);
  g_assert_cmpstr (den_floor_item_get_name (first), ==, "Poplar, Ben");
  g_assert_cmpstr (den_floor_item_get_chair (first), ==, "Chair 2");
  g_assert_cmpint (den_floor_item_get_patient_id (first), ==, fixture->poplar);
  g_assert_cmpstr (den_floor_item_get_mrn (second), ==, "1001");
  g_assert_cmpstr (den_floor_item_get_title (second), ==, "Induction 1 of 8");
  g_assert_cmpstr (den_floor_item_get_modality (second), ==, "Esketamine");
  g_assert_cmpint (den_floor_item_get_scheduled_at (second).us, ==,
                   den_test_at (fixture->clinic.office, TODAY " 10:00").us);
  g_assert_cmpuint (den_floor_count (floor, DEN_STATE_BOOKED), ==, 2);
  /* Nobody asked for allergies: that is not "none". */
  g_assert_null (den_floor_item_get_allergies (second));

  den_floor_set_day (floor, den_test_day ("2026-11-24"));
  g_assert_cmpuint (count_items (floor), ==, 1);
  g_assert_cmpstr (den_floor_item_get_title (item_at (floor, 0)), ==, "Induction 2 of 8");
  g_assert_cmpint (den_floor_get_day (floor), ==, den_test_day ("2026-11-24"));
}

/* A day ahead has nothing due and nothing to do yet. */
static void
test_another_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenFloor) floor = open_floor (fixture, "2026-11-24");
  gint64 minutes;

  g_assert_null (den_floor_item_get_due (item_at (floor, 0), &minutes));
  g_assert_null (den_floor_item_get_step (item_at (floor, 0)));
}

static void
test_visits_stand_beside (Fixture *fixture, gconstpointer data)
{
  DenVisit *visit = den_record_new (&den_visit_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (DenFloor) floor = open_floor (fixture, TODAY);

  g_assert_cmpuint (den_floor_get_visits (floor)->len, ==, 0);
  visit->kind = DEN_VISIT_PSYCHOTHERAPY;
  visit->scheduled_at = den_test_at (fixture->clinic.office, TODAY " 15:00");
  g_assert_cmpint (den_chart_editor_add (fixture->editor, visit, NULL, &error), !=, 0);
  g_assert_cmpuint (den_floor_get_visits (floor)->len, ==, 1);
  g_assert_cmpuint (count_items (floor), ==, 2);
}

/* ---- a session on its way ---- */

static void
test_a_session_on_its_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenFloor) floor = open_floor (fixture, TODAY);
  DenFloorItem *item = item_at (floor, 1);
  guint shown = 0, list = 0, summary = 0;
  g_autoptr (GError) error = NULL;
  gint64 minutes;

  g_signal_connect (item, "changed", G_CALLBACK (count_cb), &shown);
  g_signal_connect (floor, "items-changed", G_CALLBACK (count_items_changed_cb), &list);
  g_signal_connect (floor, "summary-changed", G_CALLBACK (count_cb), &summary);
  g_assert_cmpstr (den_floor_item_get_step (item), ==, "Arrived");
  g_assert_cmpstr (den_floor_item_get_due (item, &minutes), ==, "Arrival");
  /* What can be seen to before the patient comes is told; the last meal is asked on arrival. */
  g_assert_true (misses (item, "Consent"));
  g_assert_true (misses (item, "REMS enrollment"));
  g_assert_false (misses (item, "Food"));
  g_assert_false (misses (item, "Blood pressure"));

  g_assert_true (den_booking_arrive (fixture->clinic.office, fixture->larch,
                                     den_floor_item_get_session_row (item), &error));
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_ARRIVED);
  g_assert_cmpstr (den_floor_item_get_step (item), ==, "Open session");
  g_assert_true (misses (item, "Food"));
  g_assert_true (misses (item, "Blood pressure"));
  g_assert_cmpuint (shown, >=, 1);
  g_assert_cmpuint (summary, >=, 1);

  order (fixture->editor, "56");
  set_instant (fixture->editor, "started_at", TODAY " 10:20");
  give_device (fixture->editor, TODAY " 10:20");
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_IN_TREATMENT);
  g_assert_null (den_floor_item_get_missing (item)[0]);
  g_assert_cmpstr (den_floor_item_get_due (item, &minutes), ==, "Device 2");
  give_device (fixture->editor, TODAY " 10:25");
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_OBSERVED);

  set_instant (fixture->editor, "ended_at", TODAY " 12:25");
  complete (fixture->editor);
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_DISCHARGED);
  g_assert_cmpstr (den_floor_item_get_step (item), ==, "Sign");
  g_assert_null (den_floor_item_get_due (item, &minutes));
  set_instant (fixture->editor, "signed_at", TODAY " 12:40");
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_SIGNED);
  g_assert_null (den_floor_item_get_step (item));

  /* All along it was the same row of the same list. */
  g_assert_true (item_at (floor, 1) == item);
  g_assert_cmpuint (list, ==, 0);
}

static void
test_a_missed_and_a_cancelled_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenFloor) floor = open_floor (fixture, TODAY);
  g_autoptr (GError) error = NULL;

  g_assert_true (den_booking_close (fixture->editor, den_test_session (fixture->editor, 0),
                                    DEN_SESSION_MISSED, "Overslept", &error));
  g_assert_true (den_booking_close (fixture->other, den_test_session (fixture->other, 0),
                                    DEN_SESSION_CANCELLED, "Fever", &error));
  g_assert_cmpuint (den_floor_count (floor, DEN_STATE_MISSED), ==, 1);
  g_assert_cmpuint (den_floor_count (floor, DEN_STATE_CANCELLED), ==, 1);
  g_assert_cmpuint (den_floor_count (floor, DEN_STATE_BOOKED), ==, 0);
  g_assert_null (den_floor_item_get_step (item_at (floor, 0)));
  g_assert_null (den_floor_item_get_missing (item_at (floor, 0))[0]);
}

static void
test_a_moved_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenFloor) floor = open_floor (fixture, TODAY);
  g_autoptr (DenFloorItem) gone = g_object_ref (item_at (floor, 1));
  DenFloorItem *stays = item_at (floor, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (den_booking_move (fixture->editor, den_test_session (fixture->editor, 1),
                                   den_test_at (fixture->clinic.office, "2026-11-25 10:00"),
                                   "Chair 1", "Work", &error));
  g_assert_cmpuint (count_items (floor), ==, 2);
  g_assert_true (den_booking_move (fixture->editor, den_test_session (fixture->editor, 0),
                                   den_test_at (fixture->clinic.office, "2026-11-23 10:00"),
                                   "Chair 1", "Work", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (floor), ==, 1);
  g_assert_true (item_at (floor, 0) == stays);
  /* Whoever still shows the row that went can do so. */
  g_assert_cmpstr (den_floor_item_get_name (gone), ==, "Larch, Ada");
  g_assert_cmpint (den_floor_item_get_state (gone), ==, DEN_STATE_BOOKED);
}

/* ---- from elsewhere, and failures ---- */

/* Another program wrote: the office says so of any patient, and the board reads again. */
static void
test_another_program_writes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenFloor) floor = open_floor (fixture, TODAY);
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) office = den_office_open (fixture->clinic.path, DEN_STORE_WRITE, "other",
                                                  den_test_day (TODAY), &error);
  DenFloorItem *item = item_at (floor, 0);

  g_assert_true (
      den_booking_arrive (office, fixture->poplar, den_floor_item_get_session_row (item), &error));
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_BOOKED);
  g_signal_emit_by_name (fixture->clinic.office, "patient-changed", (gint64) 0);
  g_assert_true (item_at (floor, 0) == item);
  g_assert_cmpint (den_floor_item_get_state (item), ==, DEN_STATE_ARRIVED);
}

static void
run_sql (Fixture *fixture, const char *sql)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (fixture->clinic.path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

/* An empty board would say that nobody comes today. */
static void
test_a_day_that_can_not_be_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenFloor) floor = open_floor (fixture, TODAY);
  DenClock *clock = den_office_get_clock (fixture->clinic.office);
  guint summary = 0;

  g_signal_connect (floor, "summary-changed", G_CALLBACK (count_cb), &summary);
  run_sql (fixture, "ALTER TABLE session RENAME COLUMN chair TO elsewhere");
  g_signal_emit_by_name (fixture->clinic.office, "patient-changed", fixture->larch);
  g_assert_nonnull (den_floor_get_error (floor));
  g_assert_cmpuint (count_items (floor), ==, 2);
  g_assert_cmpuint (summary, ==, 1);

  /* It tries again by itself. */
  run_sql (fixture, "ALTER TABLE session RENAME COLUMN elsewhere TO chair");
  for (int i = 0; i < 10; i++)
    g_signal_emit_by_name (clock, "tick");
  g_assert_no_error (den_floor_get_error (floor));
  g_assert_cmpuint (count_items (floor), ==, 2);
  g_assert_cmpstr (den_floor_item_get_title (item_at (floor, 1)), ==, "Induction 1 of 8");
}

/* The clock moves the board without the database, which may be slow or gone. */
static void
test_the_clock_reads_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenFloor) floor = open_floor (fixture, TODAY);
  DenClock *clock = den_office_get_clock (fixture->clinic.office);

  run_sql (fixture, "ALTER TABLE session RENAME COLUMN chair TO elsewhere");
  for (int i = 0; i < 10; i++)
    g_signal_emit_by_name (clock, "tick");
  g_assert_no_error (den_floor_get_error (floor));
  g_assert_cmpint (den_floor_item_get_state (item_at (floor, 0)), ==, DEN_STATE_BOOKED);
}

/* The board and its items go in any order. */
static void
test_items_outlive_the_board (Fixture *fixture, gconstpointer data)
{
  DenFloor *floor = open_floor (fixture, TODAY);
  g_autoptr (DenFloorItem) item = g_object_ref (item_at (floor, 0));

  g_assert_finalize_object (floor);
  g_assert_cmpstr (den_floor_item_get_title (item), ==, "Induction 1 of 8");
  g_signal_emit_by_name (den_office_get_clock (fixture->clinic.office), "tick");
}

#define ADD(PATH, TEST) g_test_add (PATH, Fixture, NULL, set_up, TEST, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/floor/day", test_a_day_by_time);
  ADD ("/floor/another-day", test_another_day);
  ADD ("/floor/visits", test_visits_stand_beside);
  ADD ("/floor/on-its-way", test_a_session_on_its_way);
  ADD ("/floor/missed-and-cancelled", test_a_missed_and_a_cancelled_session);
  ADD ("/floor/moved", test_a_moved_session);
  ADD ("/floor/elsewhere", test_another_program_writes);
  ADD ("/floor/unreadable", test_a_day_that_can_not_be_read);
  ADD ("/floor/clock", test_the_clock_reads_nothing);
  ADD ("/floor/outlived", test_items_outlive_the_board);
  return g_test_run ();
}
