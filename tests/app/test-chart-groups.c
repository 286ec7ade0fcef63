/* Several changes of the open chart that are one: made together, told once, taken back together, or
 * not made at all. */
#include "den-chart-editor.h"
#include "den-test.h"

typedef struct
{
  DenTestClinic clinic;
  gint64 patient_id;
  DenChartEditor *editor;
  GString *heard; /* the types told by "changed", a word each */
} Fixture;

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, Fixture *fixture)
{
  g_string_append_printf (fixture->heard, "%s ", type != NULL ? type->name : "all");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  den_test_clinic_open (&fixture->clinic);
  fixture->patient_id = den_test_add_patient (fixture->clinic.office, "1001", "Larch", "Ada");
  fixture->editor = den_chart_editor_new (fixture->clinic.office, fixture->patient_id, &error);
  g_assert_no_error (error);
  fixture->heard = g_string_new (NULL);
  g_signal_connect (fixture->editor, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->editor != NULL)
    g_assert_finalize_object (fixture->editor);
  g_string_free (fixture->heard, TRUE);
  den_test_clinic_close (&fixture->clinic);
}

static const DenChart *
chart_of (Fixture *fixture)
{
  return den_chart_editor_get_chart (fixture->editor);
}

/* The chart as the file has it, read by a second connection. */
static DenChart *
stored (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenStore) store = den_store_open (fixture->clinic.path, DEN_STORE_READ, &error);
  DenChart *chart = den_store_load_chart (store, fixture->patient_id, &error);

  g_assert_no_error (error);
  return chart;
}

/* Whether what the pages show is what is stored. */
static void
assert_as_stored (Fixture *fixture)
{
  g_autoptr (DenChart) chart = stored (fixture);

  g_assert_true (den_record_equal (chart, chart_of (fixture)));
}

static void
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean begun = den_chart_editor_begin (fixture->editor, "Chart taken over", &error);

  g_assert_no_error (error);
  g_assert_true (begun);
}

static gboolean
set_text (DenChartEditor *editor, gconstpointer record, const char *column, const char *text,
          GError **error)
{
  return den_chart_editor_set_text (
      editor, record, den_record_type_find (((const DenRecord *) record)->type, column), text,
      error);
}

/* Steps of a change: t adds a trial, d a dose to the newest trial, x removes the oldest trial, a
 * adds an allergy, p a telephone number, w gives a day that there is none. All but the last must
 * do.
 */
static gboolean
step (DenChartEditor *editor, char what, GError **error)
{
  const DenChart *chart = den_chart_editor_get_chart (editor);
  DenTrial *trial;
  DenDoseSegment *segment;
  DenAllergy *allergy;

  switch (what)
    {
    case 't':
      trial = den_record_new (&den_trial_type);
      trial->drug = g_strdup_printf ("drug %u", chart->trials->len);
      return den_chart_editor_add (editor, trial, NULL, error) != 0;
    case 'd':
      segment = den_record_new (&den_dose_segment_type);
      segment->from_on = den_test_day ("2026-01-05");
      segment->daily_ug = 50000;
      return den_chart_editor_add (editor, segment,
                                   g_ptr_array_index (chart->trials, chart->trials->len - 1),
                                   error) != 0;
    case 'x':
      return den_chart_editor_remove (editor, g_ptr_array_index (chart->trials, 0), error);
    case 'a':
      allergy = den_record_new (&den_allergy_type);
      allergy->substance = g_strdup ("Latex");
      return den_chart_editor_add (editor, allergy, NULL, error) != 0;
    case 'p':
      return set_text (editor, chart->patient, "phone", "512-555-0111", error);
    case 'w':
    default:
      return set_text (editor, chart->patient, "birth_date", "2/30/1980", error);
    }
}

static void
do_steps (Fixture *fixture, const char *steps)
{
  for (const char *what = steps; *what != '\0'; what++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done = step (fixture->editor, *what, &error);

      g_assert_no_error (error);
      g_assert_true (done);
    }
}

/* What was there before, what the change does, what is told of it. */
static const struct
{
  const char *before;
  const char *steps;
  const char *told;
} groups[] = {
  { "", "t", "trial " },        { "", "tt", "trial " },  { "", "p", "patient " },
  { "", "td", "all " },         { "tt", "x", "trial " }, { "td", "xtda", "all " },
  { "tdtd", "xxtdap", "all " },
};

static void
test_a_group_is_one_change (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      Fixture fixture = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (DenChart) before = NULL;

      g_test_message ("%s after %s", groups[i].steps, groups[i].before);
      set_up (&fixture, NULL);
      do_steps (&fixture, groups[i].before);
      before = stored (&fixture);
      g_string_truncate (fixture.heard, 0);

      begin (&fixture);
      do_steps (&fixture, groups[i].steps);
      g_assert_cmpstr (fixture.heard->str, ==, "");
      g_assert_true (den_chart_editor_commit (fixture.editor, &error));
      g_assert_cmpstr (fixture.heard->str, ==, groups[i].told);
      assert_as_stored (&fixture);
      g_assert_false (den_record_equal (before, chart_of (&fixture)));
      g_assert_cmpstr (den_chart_editor_get_undo_label (fixture.editor), ==, "Chart taken over");

      g_string_truncate (fixture.heard, 0);
      g_assert_true (den_chart_editor_undo (fixture.editor, &error));
      g_assert_cmpstr (fixture.heard->str, ==, groups[i].told);
      assert_as_stored (&fixture);
      g_assert_true (den_record_equal (before, chart_of (&fixture)));
      tear_down (&fixture, NULL);
    }
}

static void
test_nothing_of_a_failed_group_is_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) cause = NULL, later = NULL, error = NULL;
  g_autoptr (DenChart) before = NULL;

  do_steps (fixture, "td");
  before = stored (fixture);
  begin (fixture);
  do_steps (fixture, "txa");
  g_assert_false (step (fixture->editor, 'w', &cause));
  g_assert_error (cause, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID);
  /* What comes after it fails for the same reason. */
  g_assert_false (step (fixture->editor, 't', &later));
  g_assert_cmpstr (later->message, ==, cause->message);
  g_assert_false (den_chart_editor_commit (fixture->editor, &error));
  g_assert_cmpstr (error->message, ==, cause->message);

  assert_as_stored (fixture);
  g_assert_true (den_record_equal (before, chart_of (fixture)));
  g_assert_cmpstr (den_chart_editor_get_undo_label (fixture->editor), ==, "Dose: added");
  do_steps (fixture, "p");
}

static void
test_a_group_is_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChart) before = NULL;

  do_steps (fixture, "td");
  before = stored (fixture);
  begin (fixture);
  do_steps (fixture, "xtap");
  den_chart_editor_cancel (fixture->editor);
  assert_as_stored (fixture);
  g_assert_true (den_record_equal (before, chart_of (fixture)));

  /* Nor does a window that is closed in the middle leave anything. */
  begin (fixture);
  do_steps (fixture, "xtap");
  g_assert_finalize_object (g_steal_pointer (&fixture->editor));
  g_clear_pointer (&before, den_chart_free);
  before = stored (fixture);
  g_assert_cmpint (before->trials->len, ==, 1);
  g_assert_null (before->patient->phone);
}

static void
test_an_empty_group_is_no_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin (fixture);
  g_assert_true (den_chart_editor_commit (fixture->editor, &error));
  begin (fixture);
  den_chart_editor_cancel (fixture->editor);
  g_assert_cmpstr (fixture->heard->str, ==, "");
  g_assert_null (den_chart_editor_get_undo_label (fixture->editor));
}

/* ---- others ---- */

static DenChartEditor *
open_elsewhere (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) program = den_office_open (fixture->clinic.path, DEN_STORE_WRITE, "other",
                                                   den_test_day (DEN_TEST_DAY), &error);
  DenChartEditor *editor = den_chart_editor_new (program, fixture->patient_id, &error);

  g_assert_no_error (error);
  return editor;
}

/* What another program wrote meanwhile comes with one's own next change. */
static void
test_others_entries_come_with_ones_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChartEditor) other = open_elsewhere (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (step (other, 'a', &error));
  g_assert_cmpint (chart_of (fixture)->allergies->len, ==, 0);
  do_steps (fixture, "t");
  g_assert_cmpstr (fixture->heard->str, ==, "all ");
  g_assert_cmpint (chart_of (fixture)->allergies->len, ==, 1);
  assert_as_stored (fixture);
}

/* One group fails as a whole where one of its fields was changed by somebody else; both versions of
 * that field are kept. */
static void
test_a_group_meets_another_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChartEditor) other = open_elsewhere (fixture);
  g_autoptr (GError) error = NULL;
  const DenConflict *conflict;

  g_assert_true (set_text (other, den_chart_editor_get_chart (other)->patient, "phone",
                           "512-555-0199", &error));
  begin (fixture);
  do_steps (fixture, "t");
  g_assert_false (step (fixture->editor, 'p', &error));
  g_assert_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE);
  den_chart_editor_cancel (fixture->editor);
  g_assert_cmpint (chart_of (fixture)->trials->len, ==, 0);
  assert_as_stored (fixture);
  g_assert_cmpint (den_chart_editor_get_conflict (fixture->editor)->len, ==, 1);
  conflict = g_ptr_array_index (den_chart_editor_get_conflict (fixture->editor), 0);
  g_assert_cmpstr (conflict->field->column, ==, "phone");
  g_assert_cmpstr (conflict->theirs, ==, "512-555-0199");
  g_assert_cmpstr (conflict->mine, ==, "512-555-0111");

  do_steps (fixture, "p");
  g_assert_null (den_chart_editor_get_conflict (fixture->editor));
  assert_as_stored (fixture);
}

/* Two who enter the same have no quarrel. */
static void
test_the_same_twice_is_no_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChartEditor) other = open_elsewhere (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (step (other, 'p', &error));
  do_steps (fixture, "p");
  g_assert_null (den_chart_editor_get_conflict (fixture->editor));
  assert_as_stored (fixture);
}

/* What is taken back was added by us, but others added to it. */
static void
test_undo_keeps_what_others_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DenChartEditor) other = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;

  do_steps (fixture, "t");
  other = open_elsewhere (fixture);
  g_assert_true (step (other, 'd', &error));
  g_assert_false (den_chart_editor_undo (fixture->editor, &refused));
  g_assert_error (refused, DEN_STORE_ERROR, DEN_STORE_ERROR_STALE);
  assert_as_stored (fixture);
  g_assert_cmpint (chart_of (fixture)->trials->len, ==, 1);
  g_assert_null (den_chart_editor_get_undo_label (fixture->editor));
}

/* A session that another program signed meanwhile: the undo says so, and is forgotten. */
static void
test_undo_in_a_session_that_was_signed (Fixture *fixture, gconstpointer data)
{
  DenSession *session = den_record_new (&den_session_type);
  g_autoptr (DenChartEditor) other = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;

  session->session_id = g_strdup ("1001-S1");
  session->status = DEN_SESSION_COMPLETED;
  g_assert_cmpint (den_chart_editor_add (fixture->editor, session, NULL, &error), !=, 0);
  session = g_ptr_array_index (chart_of (fixture)->sessions, 0);
  g_assert_true (set_text (fixture->editor, session, "note", "Calm", &error));
  other = open_elsewhere (fixture);
  session = g_ptr_array_index (den_chart_editor_get_chart (other)->sessions, 0);
  g_assert_true (set_text (other, session, "signed_at", "2026-11-20T11:00:00+00:00", &error));
  g_assert_no_error (error);

  g_assert_false (den_chart_editor_undo (fixture->editor, &refused));
  g_assert_error (refused, DEN_STORE_ERROR, DEN_STORE_ERROR_LOCKED);
  assert_as_stored (fixture);
  session = g_ptr_array_index (chart_of (fixture)->sessions, 0);
  g_assert_cmpstr (session->note, ==, "Calm");
  g_assert_null (den_chart_editor_get_undo_label (fixture->editor));
}

#define ADD(NAME, FUNCTION)                                                                        \
  g_test_add ("/chart-groups/" NAME, Fixture, NULL, set_up, FUNCTION, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart-groups/one-change", test_a_group_is_one_change);
  ADD ("failed", test_nothing_of_a_failed_group_is_written);
  ADD ("given-up", test_a_group_is_given_up);
  ADD ("empty", test_an_empty_group_is_no_change);
  ADD ("others", test_others_entries_come_with_ones_own);
  ADD ("conflict", test_a_group_meets_another_version);
  ADD ("same", test_the_same_twice_is_no_conflict);
  ADD ("undo-others", test_undo_keeps_what_others_added);
  ADD ("undo-signed", test_undo_in_a_session_that_was_signed);
  return g_test_run ();
}
