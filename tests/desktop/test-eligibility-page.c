/* The eligibility page on a real clinic: what is entered is kept and moves the verdict, findings
 * lead to their facts, and every control has a name. */
#include "den-eligibility-page.h"
#include "den-fact-lists.h"
#include "den-field-row.h"
#include "den-policy-picker.h"
#include "den-record-list.h"
#include "den-safety-prompt.h"
#include "den-scale.h"
#include "den-score-entry.h"
#include "den-score-row.h"
#include "den-scores-view.h"
#include "den-screening-view.h"
#include "den-test.h"
#include "den-what-if.h"

#include <gtk/gtk.h>

typedef struct
{
  DenTestClinic clinic;
  DenChartEditor *editor;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
settle (void)
{
  for (int i = 0; i < 200 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 patient_id;

  den_test_clinic_open (&fixture->clinic);
  patient_id = den_test_add_patient (fixture->clinic.office, "T-0001", "Nguyen", "Anna");
  fixture->editor = den_chart_editor_new (fixture->clinic.office, patient_id, &error);
  g_assert_no_error (error);
  den_chart_editor_set_policy (fixture->editor, "label-trd");
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1366, 768);
  fixture->page = den_eligibility_page_new (fixture->editor);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  /* Nothing keeps a page that is closed. */
  g_assert_null (page);
  g_assert_finalize_object (fixture->editor);
  den_test_clinic_close (&fixture->clinic);
}

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

/* Types into the field that has the focus and leaves it. */
static void
type_into_focus (Fixture *fixture, const char *text)
{
  DenFieldRow *row = den_field_row_of (gtk_window_get_focus (GTK_WINDOW (fixture->window)));

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (den_field_row_get_control (row)), text);
  den_field_row_take (row);
  settle ();
}

static const DenFinding *
find_finding (Fixture *fixture, const char *rule)
{
  const DenVerdict *verdict = den_chart_editor_get_verdict (fixture->editor);

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const DenFinding *finding = g_ptr_array_index (verdict->findings, i);

      if (g_str_equal (finding->rule, rule))
        return finding;
    }
  return NULL;
}

/* ---- lists ---- */

/* A new row is no record before what it needs is known. */
static void
test_adds_a_trial (Fixture *fixture, gconstpointer data)
{
  DenRecordList *list = den_record_list_find (fixture->page, &den_trial_type);
  const DenChart *chart = den_chart_editor_get_chart (fixture->editor);
  gint64 id;

  den_record_list_add (list);
  g_assert_cmpuint (den_record_list_get_n_rows (list), ==, 1);
  g_assert_cmpuint (chart->trials->len, ==, 0);
  type_into_focus (fixture, "Zoloft");
  chart = den_chart_editor_get_chart (fixture->editor);
  g_assert_cmpuint (chart->trials->len, ==, 1);
  g_assert_cmpuint (den_record_list_get_n_rows (list), ==, 1);
  id = ((DenTrial *) g_ptr_array_index (chart->trials, 0))->record.id;
  g_assert_true (den_record_list_focus (list, id, "max_daily_dose_ug"));
  type_into_focus (fixture, "200");
  g_assert_cmpint (((DenTrial *) g_ptr_array_index (chart->trials, 0))->max_daily_dose_ug, ==,
                   200000);
}

static void
test_undo_takes_the_row_away (Fixture *fixture, gconstpointer data)
{
  DenRecordList *list = den_record_list_find (fixture->page, &den_diagnosis_type);
  g_autoptr (GError) error = NULL;

  den_record_list_add (list);
  type_into_focus (fixture, "F33.2");
  g_assert_cmpuint (den_chart_editor_get_chart (fixture->editor)->diagnoses->len, ==, 1);
  g_assert_cmpint (find_finding (fixture, "diagnosis")->outcome, ==, DEN_OUTCOME_MET);
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (den_record_list_get_n_rows (list), ==, 0);
  g_assert_cmpint (find_finding (fixture, "diagnosis")->outcome, ==, DEN_OUTCOME_UNKNOWN);
}

static void
test_refuses_a_wrong_code (Fixture *fixture, gconstpointer data)
{
  DenRecordList *list = den_record_list_find (fixture->page, &den_diagnosis_type);
  DenFieldRow *cell;

  den_record_list_add (list);
  type_into_focus (fixture, "depressed");
  cell = den_field_row_of (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  g_assert_nonnull (den_field_row_get_error (cell));
  g_assert_cmpuint (den_chart_editor_get_chart (fixture->editor)->diagnoses->len, ==, 0);
}

/* A change leaves the rows that are there, and with them the focus. */
static void
test_rows_stay (Fixture *fixture, gconstpointer data)
{
  DenRecordList *list = den_record_list_find (fixture->page, &den_episode_type);
  GtkWidget *focus;
  DenTrial *trial;
  g_autoptr (GError) error = NULL;

  den_record_list_add (list);
  type_into_focus (fixture, "06/01/2026");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  trial = den_record_new (&den_trial_type);
  trial->drug = g_strdup ("sertraline");
  g_assert_cmpint (den_chart_editor_add (fixture->editor, trial, NULL, &error), >, 0);
  settle ();
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == focus);
  g_assert_cmpuint (
      den_record_list_get_n_rows (den_record_list_find (fixture->page, &den_trial_type)), ==, 1);
}

/* ---- screening ---- */

static void
test_screening_by_keys (Fixture *fixture, gconstpointer data)
{
  DenScreeningView *view =
      DEN_SCREENING_VIEW (find_widget (fixture->page, DEN_TYPE_SCREENING_VIEW));
  const DenChart *chart = den_chart_editor_get_chart (fixture->editor);
  const DenDay today = den_office_get_today (fixture->clinic.office);
  const DenReference *reference = den_office_get_reference (fixture->clinic.office);
  const char *keys = "nnyu";
  const DenAnswer answers[] = { DEN_ANSWER_NO, DEN_ANSWER_NO, DEN_ANSWER_YES, DEN_ANSWER_UNKNOWN };

  g_assert_true (den_screening_view_focus (view, NULL));
  for (const char *key = keys; *key != '\0'; key++)
    g_assert_true (den_screening_view_type (view, (guint) *key));
  g_assert_false (den_screening_view_type (view, GDK_KEY_q));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const DenScreeningItem *item = g_ptr_array_index (reference->screening_items, i);
      const DenScreening *screening = den_chart_newest_screening (chart, item->name, today);

      g_assert_nonnull (screening);
      g_assert_cmpint (screening->answer, ==, answers[i]);
      g_assert_cmpint (screening->noted_on, ==, today);
    }
  g_assert_cmpuint (chart->screenings->len, ==, 4);
}

/* The note belongs to the answer; Enter on the question opens it, Enter in it keeps it. */
static void
test_note_of_an_answer (Fixture *fixture, gconstpointer data)
{
  DenScreeningView *view =
      DEN_SCREENING_VIEW (find_widget (fixture->page, DEN_TYPE_SCREENING_VIEW));
  const DenChart *chart = den_chart_editor_get_chart (fixture->editor);
  const DenReference *reference = den_office_get_reference (fixture->clinic.office);
  const DenScreeningItem *item = g_ptr_array_index (reference->screening_items, 0);

  g_assert_true (den_screening_view_focus (view, item->name));
  g_assert_false (den_screening_view_type (view, GDK_KEY_Return));
  g_assert_true (den_screening_view_type (view, GDK_KEY_n));
  g_assert_true (den_screening_view_focus (view, item->name));
  g_assert_true (den_screening_view_type (view, GDK_KEY_Return));
  type_into_focus (fixture, "Seen on the CT of 2024");
  g_assert_cmpuint (chart->screenings->len, ==, 1);
  g_assert_cmpstr (((DenScreening *) g_ptr_array_index (chart->screenings, 0))->note, ==,
                   "Seen on the CT of 2024");
}

/* ---- scales ---- */

static void
type_scores (DenScoreEntry *entry, const char *keys)
{
  for (; *keys != '\0'; keys++)
    g_assert_true (den_score_entry_type (entry, (guint) *keys));
}

static void
test_scores_by_keys (Fixture *fixture, gconstpointer data)
{
  DenScoreEntry *entry = DEN_SCORE_ENTRY (find_widget (fixture->page, DEN_TYPE_SCORE_ENTRY));
  const DenAssessment *assessment;

  den_eligibility_page_enter_scale (DEN_ELIGIBILITY_PAGE (fixture->page), "GAD-7");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (entry)));
  type_scores (entry, "3210321");
  g_assert_nonnull (strstr (den_score_entry_get_total_words (entry), "12 of 21"));
  g_assert_true (den_score_entry_type (entry, GDK_KEY_Return));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (entry)));
  assessment = g_ptr_array_index (den_chart_editor_get_chart (fixture->editor)->assessments, 0);
  g_assert_cmpstr (assessment->scale, ==, "GAD-7");
  g_assert_cmpint (assessment->total, ==, 12);
  g_assert_cmpint (den_instant_day (assessment->taken_at), ==,
                   den_office_get_today (fixture->clinic.office));
}

/* A kept score opens again with its answers; what is corrected is one change. */
static void
test_corrects_a_score (Fixture *fixture, gconstpointer data)
{
  DenScoreEntry *entry = DEN_SCORE_ENTRY (find_widget (fixture->page, DEN_TYPE_SCORE_ENTRY));
  const DenChart *chart = den_chart_editor_get_chart (fixture->editor);
  const DenAssessment *assessment;
  g_autoptr (GError) error = NULL;

  den_eligibility_page_enter_scale (DEN_ELIGIBILITY_PAGE (fixture->page), "GAD-7");
  type_scores (entry, "3210321");
  g_assert_true (den_score_entry_keep (entry));
  g_signal_emit_by_name (find_widget (fixture->page, DEN_TYPE_SCORE_ROW), "correct");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (entry)));
  g_assert_true (den_score_entry_type (entry, GDK_KEY_Down));
  type_scores (entry, "3");
  g_assert_nonnull (strstr (den_score_entry_get_total_words (entry), "13 of 21"));
  g_assert_true (den_score_entry_type (entry, GDK_KEY_Return));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (entry)));
  g_assert_cmpuint (chart->assessments->len, ==, 1);
  assessment = g_ptr_array_index (chart->assessments, 0);
  g_assert_cmpint (assessment->items.item[1], ==, 3);
  g_assert_cmpint (assessment->total, ==, 13);
  g_assert_true (den_chart_editor_undo (fixture->editor, &error));
  g_assert_cmpint (assessment->items.item[1], ==, 2);
  g_assert_cmpint (assessment->total, ==, 12);
}

static void
test_leaving_keeps_nothing (Fixture *fixture, gconstpointer data)
{
  DenScoreEntry *entry = DEN_SCORE_ENTRY (find_widget (fixture->page, DEN_TYPE_SCORE_ENTRY));

  den_eligibility_page_enter_scale (DEN_ELIGIBILITY_PAGE (fixture->page), "PHQ-9");
  g_assert_false (den_score_entry_keep (entry));
  type_scores (entry, "321");
  g_assert_true (den_score_entry_type (entry, GDK_KEY_Escape));
  g_assert_cmpuint (den_chart_editor_get_chart (fixture->editor)->assessments->len, ==, 0);
}

/* The ninth item of the PHQ-9 asks for the screener, which may come between. */
static void
test_safety (Fixture *fixture, gconstpointer data)
{
  GtkWidget *prompt = find_widget (fixture->page, DEN_TYPE_SAFETY_PROMPT);
  DenScoreEntry *entry = DEN_SCORE_ENTRY (find_widget (fixture->page, DEN_TYPE_SCORE_ENTRY));

  g_assert_false (gtk_widget_get_visible (prompt));
  den_eligibility_page_enter_scale (DEN_ELIGIBILITY_PAGE (fixture->page), "PHQ-9");
  type_scores (entry, "22222222");
  g_assert_false (gtk_widget_get_visible (prompt));
  type_scores (entry, "1");
  g_assert_true (gtk_widget_get_visible (prompt));
  g_signal_emit_by_name (prompt, "ask");
  g_assert_cmpstr (den_score_entry_get_scale (entry)->name, ==, "C-SSRS");
  g_assert_cmpuint (den_chart_editor_get_chart (fixture->editor)->assessments->len, ==, 1);
  g_assert_true (gtk_widget_get_visible (prompt));
  type_scores (entry, "ynn");
  g_assert_true (den_score_entry_keep (entry));
  g_assert_cmpuint (den_chart_editor_get_chart (fixture->editor)->assessments->len, ==, 2);
  g_assert_false (gtk_widget_get_visible (prompt));
}

/* The QIDS asks in its midst: what was answered is taken up again after the screener. */
static void
test_safety_in_the_midst (Fixture *fixture, gconstpointer data)
{
  GtkWidget *prompt = find_widget (fixture->page, DEN_TYPE_SAFETY_PROMPT);
  DenScoreEntry *entry = DEN_SCORE_ENTRY (find_widget (fixture->page, DEN_TYPE_SCORE_ENTRY));

  den_eligibility_page_enter_scale (DEN_ELIGIBILITY_PAGE (fixture->page), "QIDS-SR16");
  type_scores (entry, "111111111112");
  g_signal_emit_by_name (prompt, "ask");
  type_scores (entry, "nnn");
  g_assert_true (den_score_entry_keep (entry));
  g_assert_cmpstr (den_score_entry_get_scale (entry)->name, ==, "QIDS-SR16");
  type_scores (entry, "1111");
  g_assert_true (den_score_entry_keep (entry));
  g_assert_cmpuint (den_chart_editor_get_chart (fixture->editor)->assessments->len, ==, 2);
}

/* ---- findings ---- */

static const struct
{
  const char *rule;
  GType (*leads_into) (void);
} leads[] = {
  { "diagnosis", den_record_list_get_type },
  { "adequate_trials", den_record_list_get_type },
  { "rems_enrollment", den_record_list_get_type },
  { "contraindication.pregnancy", den_screening_view_get_type },
};

static void
test_findings_lead_to_facts (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (leads); i++)
    {
      const DenFinding *finding = find_finding (fixture, leads[i].rule);
      GtkWidget *focus;

      g_test_message ("%s", leads[i].rule);
      g_assert_nonnull (finding);
      g_assert_true (den_eligibility_page_go_to (DEN_ELIGIBILITY_PAGE (fixture->page),
                                                 &finding->place, finding->rule));
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_nonnull (gtk_widget_get_ancestor (focus, leads[i].leads_into ()));
    }
}

static void
test_policy_switches (Fixture *fixture, gconstpointer data)
{
  GtkWidget *picker = find_widget (fixture->page, DEN_TYPE_POLICY_PICKER);
  GtkWidget *drop_down = find_widget (picker, GTK_TYPE_DROP_DOWN);
  g_autoptr (GPtrArray) order = den_policy_picker_order (fixture->editor);

  g_assert_cmpuint (order->len, ==, 13);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 5);
  g_assert_cmpstr (den_chart_editor_get_policy (fixture->editor)->policy_id, ==,
                   ((DenPolicy *) g_ptr_array_index (order, 5))->policy_id);
}

/* ---- names ---- */

/* Whether assistive technology has something to call the control by. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL);
}

/* The parts of an entry or drop-down go by the name of the whole. */
static gboolean
is_control (GtkWidget *widget)
{
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) != NULL ||
      (gtk_widget_get_parent (widget) != NULL &&
       gtk_widget_get_ancestor (gtk_widget_get_parent (widget), GTK_TYPE_DROP_DOWN) != NULL))
    return FALSE;
  return GTK_IS_ENTRY (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_BUTTON (widget) ||
         GTK_IS_TEXT_VIEW (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_CHECK_BUTTON (widget);
}

static void
assert_named (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (is_control (widget) && !has_name (widget))
    g_error ("A %s has no name", G_OBJECT_TYPE_NAME (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

static void
test_every_control_has_a_name (Fixture *fixture, gconstpointer data)
{
  const DenRecordType *const types[] = { &den_diagnosis_type, &den_episode_type,
                                         &den_trial_type,     &den_therapy_type,
                                         &den_check_type,     &den_medication_type,
                                         &den_enrollment_type };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    den_record_list_add (den_record_list_find (fixture->page, types[i]));
  den_eligibility_page_enter_scale (DEN_ELIGIBILITY_PAGE (fixture->page), "PHQ-9");
  assert_named (fixture->page);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(NAME, TEST) g_test_add (NAME, Fixture, NULL, set_up, TEST, tear_down)
  ADD ("/eligibility-page/adds-a-trial", test_adds_a_trial);
  ADD ("/eligibility-page/undo-takes-the-row-away", test_undo_takes_the_row_away);
  ADD ("/eligibility-page/refuses-a-wrong-code", test_refuses_a_wrong_code);
  ADD ("/eligibility-page/rows-stay", test_rows_stay);
  ADD ("/eligibility-page/screening-by-keys", test_screening_by_keys);
  ADD ("/eligibility-page/scores-by-keys", test_scores_by_keys);
  ADD ("/eligibility-page/note-of-an-answer", test_note_of_an_answer);
  ADD ("/eligibility-page/leaving-keeps-nothing", test_leaving_keeps_nothing);
  ADD ("/eligibility-page/corrects-a-score", test_corrects_a_score);
  ADD ("/eligibility-page/safety", test_safety);
  ADD ("/eligibility-page/safety-in-the-midst", test_safety_in_the_midst);
  ADD ("/eligibility-page/findings-lead-to-facts", test_findings_lead_to_facts);
  ADD ("/eligibility-page/policy-switches", test_policy_switches);
  ADD ("/eligibility-page/every-control-has-a-name", test_every_control_has_a_name);
  return g_test_run ();
}
