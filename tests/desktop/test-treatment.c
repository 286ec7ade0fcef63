/* A patient's treatment: a course is started on days that go round a holiday, a session that was
 * not held asks the label's two questions, and every act is one step of undo. */
#include "den-desktop-test.h"

#include "den-booking.h"
#include "den-course-dialog.h"
#include "den-course-proposal.h"
#include "den-decision-dialog.h"
#include "den-form-line.h"
#include "den-missed-dialog.h"
#include "den-patient-page.h"
#include "den-treatment-page.h"
#include "den-visit-dialog.h"

#define NEVER_TREATED "D-0001"
#define NOT_ELIGIBLE "D-0005"
/* Booked for the demo's day, in an induction of esketamine. */
#define BOOKED_TODAY "D-0048"

typedef struct
{
  DenTestDesktop desktop;
  DenChartEditor *editor; /* of the open patient's page */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer mrn)
{
  DenPatientPage *page;

  den_test_desktop_open (&fixture->desktop);
  den_window_open_patient (fixture->desktop.window, den_test_find_patient (&fixture->desktop, mrn));
  page = DEN_PATIENT_PAGE (
      den_test_find (GTK_WIDGET (fixture->desktop.window), DEN_TYPE_PATIENT_PAGE));
  den_patient_page_show_tab (page, "treatment");
  fixture->editor = g_object_ref (den_patient_page_get_editor (page));
  den_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer mrn)
{
  g_clear_object (&fixture->editor);
  den_test_desktop_close (&fixture->desktop);
}

static GtkWidget *
get_window (Fixture *fixture)
{
  return GTK_WIDGET (fixture->desktop.window);
}

static const DenChart *
get_chart (Fixture *fixture)
{
  return den_chart_editor_get_chart (fixture->editor);
}

static void
press (GtkWidget *root, const char *label)
{
  g_signal_emit_by_name (den_test_find_button (root, label), "clicked");
  den_test_settle ();
}

/* What is being looked for in a dialog that has several lines. */
typedef struct
{
  const char *label;
  GtkWidget *found;
} LineSearch;

static void
visit_line (GtkWidget *widget, gpointer data)
{
  LineSearch *search = data;
  GtkWidget *label = DEN_IS_FORM_LINE (widget) ? gtk_widget_get_first_child (widget) : NULL;

  if (label != NULL && g_str_equal (gtk_label_get_text (GTK_LABEL (label)), search->label))
    search->found = widget;
}

static DenFormLine *
find_line (GtkWidget *root, const char *label)
{
  LineSearch search = { .label = label };

  den_test_walk (root, visit_line, &search);
  g_assert_nonnull (search.found);
  return DEN_FORM_LINE (search.found);
}

static void
choose (DenFormLine *line, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (den_form_line_get_control (line)), position);
  den_test_settle ();
}

static void
choose_in_row (DenFieldRow *row, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (den_field_row_get_control (row)), position);
  den_test_settle ();
}

/* Writes REASON into the dialog's row, which is a text of several lines. */
static void
write_reason (GtkWidget *dialog, const char *reason)
{
  DenFieldRow *row = den_test_find_row (dialog, &den_course_decision_type, "rationale");
  GtkTextView *view = GTK_TEXT_VIEW (den_field_row_get_control (row));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), reason, -1);
  den_field_row_take (row);
}

/* An esketamine course from the Monday after the demo's day on. */
static void
start_course (Fixture *fixture)
{
  DenOffice *office = fixture->desktop.clinic.office;
  const DenProtocol *protocol =
      den_office_find_protocol (office, "esketamine-trd", den_test_day (DEN_TEST_DAY));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) slots =
      den_booking_propose (office, get_chart (fixture), NULL, protocol, den_test_day ("2026-11-23"),
                           4, 0, DEN_UNKNOWN, NULL, &error);
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  id = den_booking_start_course (fixture->editor, protocol, DEN_INDICATION_TRD, slots, &error);
  g_assert_no_error (error);
  g_assert_nonnull (id);
  den_test_settle ();
}

static const DenSession *
get_session (Fixture *fixture, guint index)
{
  g_assert_cmpuint (index, <, get_chart (fixture)->sessions->len);
  return g_ptr_array_index (get_chart (fixture)->sessions, index);
}

/* The session that is booked for the demo's day. */
static const DenSession *
get_booked (Fixture *fixture)
{
  for (guint i = 0; i < get_chart (fixture)->sessions->len; i++)
    {
      const DenSession *session = get_session (fixture, i);

      if (den_instant_is_known (session->scheduled_at) &&
          den_instant_day (session->scheduled_at) == den_test_day (DEN_TEST_DAY))
        return session;
    }
  g_assert_not_reached ();
}

static const DenCourse *
get_course (Fixture *fixture)
{
  g_assert_cmpuint (get_chart (fixture)->courses->len, ==, 1);
  return g_ptr_array_index (get_chart (fixture)->courses, 0);
}

static GtkWidget *
present (GtkWidget *dialog)
{
  gtk_window_present (GTK_WINDOW (dialog));
  den_test_settle ();
  return dialog;
}

static GtkWidget *
open_missed (Fixture *fixture, const DenSession *session)
{
  return present (den_missed_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor,
                                         session->record.id));
}

/* ---- starting ---- */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_true (den_test_shows (get_window (fixture), "No course yet"));
  press (get_window (fixture), "Start a course…");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (den_test_get_dialog (&fixture->desktop))), ==,
                   "Start a course");
}

/* Mondays and Thursdays are wished; Thanksgiving is closed, and said so. */
static void
test_goes_round_a_holiday (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = present (
      den_course_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor, DEN_COURSE_START));
  DenCourseProposal *proposal =
      DEN_COURSE_PROPOSAL (den_test_find (dialog, DEN_TYPE_COURSE_PROPOSAL));
  const GArray *slots;
  gboolean moved = FALSE;

  press (dialog, "Mo");
  press (dialog, "Th");
  slots = den_course_proposal_get_slots (proposal);
  g_assert_cmpuint (slots->len, ==, 12);
  g_assert_cmpint (g_array_index (slots, DenSlot, 0).day, ==, den_test_day ("2026-11-23"));
  for (guint i = 0; i < slots->len; i++)
    {
      const DenSlot *slot = &g_array_index (slots, DenSlot, i);

      g_assert_cmpint (slot->day, !=, den_test_day ("2026-11-26"));
      moved |= slot->moved;
    }
  g_assert_true (moved);
}

static void
test_first_day_must_come (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = present (
      den_course_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor, DEN_COURSE_START));
  DenCourseProposal *proposal =
      DEN_COURSE_PROPOSAL (den_test_find (dialog, DEN_TYPE_COURSE_PROPOSAL));
  GtkWidget *entry = den_test_find (GTK_WIDGET (proposal), GTK_TYPE_ENTRY);
  DenFieldRow *from = den_field_row_of (entry);

  den_test_type (from, "11/02/2026");
  g_assert_cmpstr (den_field_row_get_error (from), ==, "must not be before today");
  press (dialog, "Start the course");
  g_assert_cmpuint (get_chart (fixture)->courses->len, ==, 0);
}

static void
test_starts_and_undoes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = present (
      den_course_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor, DEN_COURSE_START));
  g_autoptr (GError) error = NULL;

  press (dialog, "Start the course");
  g_assert_cmpuint (get_chart (fixture)->courses->len, ==, 1);
  g_assert_cmpuint (get_chart (fixture)->sessions->len, ==, 12);
  g_assert_true (den_test_shows (get_window (fixture), "0 of 8 delivered, twice a week"));
  g_assert_true (den_test_shows (get_window (fixture), "Induction 1 of 8"));
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  g_assert_no_error (error);
  den_test_settle ();
  g_assert_cmpuint (get_chart (fixture)->courses->len, ==, 0);
  g_assert_cmpuint (get_chart (fixture)->sessions->len, ==, 0);
  g_assert_true (den_test_shows (get_window (fixture), "No course yet"));
}

/* A day that is closed while the dialog stands open is gone round as well. */
static void
test_follows_the_calendar (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = present (
      den_course_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor, DEN_COURSE_START));
  DenCourseProposal *proposal =
      DEN_COURSE_PROPOSAL (den_test_find (dialog, DEN_TYPE_COURSE_PROPOSAL));
  DenClosure *closure = den_record_new (&den_closure_type);
  const GArray *slots = den_course_proposal_get_slots (proposal);
  g_autoptr (GError) error = NULL;

  closure->from_on = g_array_index (slots, DenSlot, 0).day;
  g_assert_true (den_office_save_calendar_record (fixture->desktop.clinic.office, closure, &error));
  g_assert_no_error (error);
  slots = den_course_proposal_get_slots (proposal);
  g_assert_cmpint (g_array_index (slots, DenSlot, 0).day, >, closure->from_on);
  den_record_free (closure);
  press (dialog, "Start the course");
  g_assert_cmpuint (get_chart (fixture)->courses->len, ==, 1);
}

/* The verdict is told in words, and forbids nothing. */
static void
test_tells_the_verdict (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = present (
      den_course_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor, DEN_COURSE_START));

  g_assert_true (den_test_shows (dialog, "Under FDA label"));
  g_assert_true (den_test_shows (dialog, ": Not eligible."));
  press (dialog, "Start the course");
  g_assert_cmpuint (get_chart (fixture)->courses->len, ==, 1);
}

/* ---- a session that was not held ---- */

static void
test_asks_why (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  DenFieldRow *why;

  dialog = open_missed (fixture, get_booked (fixture));
  press (dialog, "Record");
  g_assert_cmpstr (den_form_line_get_error (find_line (dialog, "What happened")), ==,
                   "Choose one.");
  choose (find_line (dialog, "What happened"), 1);
  press (dialog, "Record");
  why = den_test_find_row (dialog, &den_session_type, "status_reason");
  g_assert_nonnull (den_field_row_get_error (why));
  g_assert_cmpint (get_booked (fixture)->status, ==, DEN_SESSION_PLANNED);
}

/* Who is booked for a later day can not have missed it yet. */
static void
test_ahead_is_not_missed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  start_course (fixture);
  dialog = open_missed (fixture, get_session (fixture, 3));
  choose (find_line (dialog, "What happened"), 1);
  press (dialog, "Ill");
  press (dialog, "Record");
  g_assert_nonnull (den_form_line_get_error (find_line (dialog, "What happened")));
  choose (find_line (dialog, "What happened"), 2);
  press (dialog, "Record");
  g_assert_cmpint (get_session (fixture, 3)->status, ==, DEN_SESSION_CANCELLED);
}

/* One answer alone is no decision. */
static void
test_half_an_answer_is_refused (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;

  dialog = open_missed (fixture, get_booked (fixture));
  choose (find_line (dialog, "What happened"), 1);
  press (dialog, "Did not come");
  choose_in_row (den_test_find_row (dialog, &den_course_decision_type, "worse"), 1);
  press (dialog, "Record");
  g_assert_nonnull (den_form_line_get_error (find_line (dialog, "2. Go on in, how often?")));
  g_assert_cmpint (get_booked (fixture)->status, ==, DEN_SESSION_PLANNED);
}

/* Closing and answer are one step; the phase stays what it was. */
static void
test_answers_at_once (Fixture *fixture, gconstpointer data)
{
  const DenCourse *course;
  const DenCourseDecision *decision;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  dialog = open_missed (fixture, get_booked (fixture));
  choose (find_line (dialog, "What happened"), 1);
  press (dialog, "Did not come");
  choose_in_row (den_test_find_row (dialog, &den_course_decision_type, "worse"), 1);
  choose (find_line (dialog, "2. Go on in, how often?"), 1);
  press (dialog, "Record");
  g_assert_cmpint (get_booked (fixture)->status, ==, DEN_SESSION_MISSED);
  g_assert_cmpstr (get_booked (fixture)->status_reason, ==, "Did not come");
  course = get_course (fixture);
  g_assert_cmpuint (course->decisions->len, ==, 1);
  decision = g_ptr_array_index (course->decisions, 0);
  g_assert_cmpint (decision->kind, ==, DEN_COURSE_DECISION_MISSED_SESSION);
  g_assert_cmpint (decision->worse, ==, 0);
  g_assert_cmpint (decision->phase, ==, DEN_PHASE_INDUCTION);
  g_assert_cmpstr (decision->session, ==, get_booked (fixture)->session_id);
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  g_assert_cmpint (get_booked (fixture)->status, ==, DEN_SESSION_PLANNED);
  course = get_course (fixture);
  g_assert_cmpuint (course->decisions->len, ==, 0);
}

/* Unanswered, the two questions wait in the list, and are asked alone later. */
static void
test_answers_later (Fixture *fixture, gconstpointer data)
{
  const DenCourse *course;
  GtkWidget *dialog;

  dialog = open_missed (fixture, get_booked (fixture));
  choose (find_line (dialog, "What happened"), 1);
  press (dialog, "Ill");
  press (dialog, "Record");
  g_assert_cmpint (get_booked (fixture)->status, ==, DEN_SESSION_MISSED);
  course = get_course (fixture);
  g_assert_cmpuint (course->decisions->len, ==, 0);

  dialog = open_missed (fixture, get_booked (fixture));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "After a missed session");
  press (dialog, "Record");
  g_assert_nonnull (
      den_field_row_get_error (den_test_find_row (dialog, &den_course_decision_type, "worse")));
  choose_in_row (den_test_find_row (dialog, &den_course_decision_type, "worse"), 2);
  choose (find_line (dialog, "2. Go on in, how often?"), 1);
  press (dialog, "Record");
  course = get_course (fixture);
  g_assert_cmpuint (course->decisions->len, ==, 1);
  g_assert_cmpint (((DenCourseDecision *) g_ptr_array_index (course->decisions, 0))->worse, ==, 1);
}

/* ---- decisions ---- */

static void
test_benefit_wants_words (Fixture *fixture, gconstpointer data)
{
  const DenCourse *course;
  GtkWidget *dialog;

  start_course (fixture);
  dialog = present (den_decision_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor,
                                             DEN_COURSE_DECISION_BENEFIT));
  choose_in_row (den_test_find_row (dialog, &den_course_decision_type, "benefit"), 2);
  press (dialog, "Record");
  g_assert_nonnull (
      den_field_row_get_error (den_test_find_row (dialog, &den_course_decision_type, "rationale")));
  write_reason (dialog, "Sleeps and works again.");
  press (dialog, "Record");
  course = g_ptr_array_index (get_chart (fixture)->courses, 0);
  g_assert_cmpuint (course->decisions->len, ==, 1);
  g_assert_true (den_test_shows (get_window (fixture), "Sleeps and works again."));
}

/* What was planned is cancelled with the course, and comes back with it. */
static void
test_ends_a_course (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  start_course (fixture);
  dialog = present (den_decision_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor,
                                             DEN_COURSE_DECISION_STOP));
  g_assert_true (den_test_shows (dialog, "4 planned sessions are cancelled with it."));
  choose (find_line (dialog, "The course is"), 1);
  write_reason (dialog, "Moves away.");
  press (dialog, "End it");
  g_assert_cmpint (get_session (fixture, 3)->status, ==, DEN_SESSION_CANCELLED);
  g_assert_true (den_test_shows (get_window (fixture), "No course is running."));
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  den_test_settle ();
  g_assert_cmpint (get_session (fixture, 3)->status, ==, DEN_SESSION_PLANNED);
}

/* The old course ends and the new one begins in one step of undo. */
static void
test_changes_the_modality (Fixture *fixture, gconstpointer data)
{
  const DenCourse *old, *new;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  start_course (fixture);
  dialog = present (den_course_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor,
                                           DEN_COURSE_CHANGE));
  choose_in_row (den_test_find_row (dialog, &den_course_type, "indication"), 1);
  write_reason (dialog, "No response to esketamine.");
  press (dialog, "Change it");
  g_assert_cmpuint (get_chart (fixture)->courses->len, ==, 2);
  old = g_ptr_array_index (get_chart (fixture)->courses, 0);
  new = g_ptr_array_index (get_chart (fixture)->courses, 1);
  g_assert_cmpint (old->status, ==, DEN_COURSE_STOPPED);
  g_assert_cmpint (new->modality, !=, DEN_MODALITY_ESKETAMINE);
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_chart (fixture)->courses->len, ==, 1);
  old = g_ptr_array_index (get_chart (fixture)->courses, 0);
  g_assert_cmpint (old->status, ==, DEN_COURSE_ACTIVE);
}

/* ---- visits ---- */

/* The best days after a session are told, and a visit stands in its course. */
static void
test_plans_psychotherapy (Fixture *fixture, gconstpointer data)
{
  const DenVisit *visit;
  GtkWidget *dialog;

  start_course (fixture);
  dialog = present (den_visit_dialog_new (GTK_WINDOW (get_window (fixture)), fixture->editor, 0,
                                          get_session (fixture, 0)->record.id));
  g_assert_true (den_test_shows (dialog, "Best from Tue 11/24/2026 to Thu 11/26/2026"));
  den_test_type (den_test_find_row (dialog, &den_visit_type, "scheduled_at"), "12/22/2026 10:00");
  g_assert_true (den_test_shows (dialog, "outside of the best days"));
  den_test_type (den_test_find_row (dialog, &den_visit_type, "scheduled_at"), "11/24/2026 10:00");
  press (dialog, "Keep");
  g_assert_cmpuint (get_chart (fixture)->visits->len, ==, 1);
  visit = g_ptr_array_index (get_chart (fixture)->visits, 0);
  g_assert_cmpstr (visit->course, ==, get_session (fixture, 0)->course);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
#define ADD(PATH, MRN, TEST)                                                                       \
  g_test_add ("/desktop/treatment/" PATH, Fixture, MRN, set_up, TEST, tear_down)
  ADD ("empty", NEVER_TREATED, test_empty);
  ADD ("goes-round-a-holiday", NEVER_TREATED, test_goes_round_a_holiday);
  ADD ("first-day-must-come", NEVER_TREATED, test_first_day_must_come);
  ADD ("starts-and-undoes", NEVER_TREATED, test_starts_and_undoes);
  ADD ("follows-the-calendar", NEVER_TREATED, test_follows_the_calendar);
  ADD ("tells-the-verdict", NOT_ELIGIBLE, test_tells_the_verdict);
  ADD ("asks-why", BOOKED_TODAY, test_asks_why);
  ADD ("ahead-is-not-missed", NEVER_TREATED, test_ahead_is_not_missed);
  ADD ("half-an-answer-is-refused", BOOKED_TODAY, test_half_an_answer_is_refused);
  ADD ("answers-at-once", BOOKED_TODAY, test_answers_at_once);
  ADD ("answers-later", BOOKED_TODAY, test_answers_later);
  ADD ("benefit-wants-words", NEVER_TREATED, test_benefit_wants_words);
  ADD ("ends-a-course", NEVER_TREATED, test_ends_a_course);
  ADD ("changes-the-modality", NEVER_TREATED, test_changes_the_modality);
  ADD ("plans-psychotherapy", NEVER_TREATED, test_plans_psychotherapy);
#undef ADD
  return g_test_run ();
}
