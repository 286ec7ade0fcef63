/* The session window, as those use it who sit beside the patient: what is typed is recorded once,
 * where it belongs, and nothing stands there that nobody typed. */
#include "den-desktop-test.h"

#include "den-booking.h"
#include "den-dialog.h"
#include "den-session-alerts-strip.h"
#include "den-session-check-row.h"
#include "den-session-checks.h"
#include "den-session-doses.h"
#include "den-session-entry.h"
#include "den-session-events.h"
#include "den-session-findings.h"
#include "den-session-infusion.h"
#include "den-session-order.h"
#include "den-session-readings.h"
#include "den-session-release-page.h"
#include "den-session-sheet.h"
#include "den-session-sign-page.h"
#include "den-session-window.h"
#include "session-fixture.h"

typedef struct
{
  SessionFixture clinic;
  DenApplication *application;
  GtkWindow *parent;
  GtkWidget *window;
} Desk;

static GtkWidget *
open_session (Desk *desk, gint64 patient_id, const char *session_id)
{
  DenOffice *office = desk->clinic.clinic.office;
  gint64 row = session_row (office, patient_id, session_id);

  den_session_window_show (desk->parent, office, patient_id, row);
  den_test_settle ();
  return GTK_WIDGET (den_session_window_find (office, row));
}

static void
set_up (Desk *desk, gconstpointer data)
{
  session_fixture_set_up (&desk->clinic, NULL);
  desk->application = den_application_new (desk->clinic.clinic.office);
  g_assert_true (g_application_register (G_APPLICATION (desk->application), NULL, NULL));
  desk->parent = GTK_WINDOW (gtk_application_window_new (GTK_APPLICATION (desk->application)));
  desk->window = open_session (desk, desk->clinic.ada, "1001-S1");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  GList *window;

  while ((window = gtk_application_get_windows (GTK_APPLICATION (desk->application))) != NULL)
    {
      gpointer alive = window->data;

      g_object_add_weak_pointer (alive, &alive);
      gtk_window_destroy (alive);
      den_test_settle ();
      g_assert_null (alive);
    }
  g_clear_object (&desk->application);
  session_fixture_tear_down (&desk->clinic, NULL);
}

/* Time goes by, and the clock is looked at. */
static void
run (Desk *desk, gint64 minutes)
{
  den_test_computer_run (&desk->clinic.computer, minutes * 60);
  den_clock_beat (desk->clinic.clock);
  den_test_settle ();
}

static void
go (Desk *desk, const char *place)
{
  gtk_widget_activate_action (desk->window, "session.go", "s", place);
  den_test_settle ();
}

static const DenSession *
get_session (Desk *desk)
{
  return den_live_session_get_session (desk->clinic.live);
}

static DenSessionEntry *
get_entry (GtkWidget *window)
{
  return DEN_SESSION_ENTRY (den_test_find (window, DEN_TYPE_SESSION_ENTRY));
}

static void
type (GtkWidget *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (field), text);
}

static const char *
shown (GtkWidget *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (field));
}

static const char *const fields[] = { "time",  "bp",     "pulse",   "spo2", "respiration",
                                      "moaas", "cadss6", "cadss23", "note" };

/* The table stays in its place while a sheet hides it. */
static void
visit_readings (GtkWidget *widget, gpointer found)
{
  if (DEN_IS_SESSION_READINGS (widget))
    *(GtkWidget **) found = widget;
}

static DenSessionReadings *
get_readings (GtkWidget *window)
{
  GtkWidget *found = NULL;

  den_test_walk (window, visit_readings, &found);
  return DEN_SESSION_READINGS (found);
}

/* A patient whose infusion is computed from the ideal weight: 0.5 mg/kg of 65.94 kg are 33 mg
 * (Sanacora 2017; Devine 1974). */
static const char infused[] =
    "{ \"format\": \"dendra-chart\", \"version\": 1,\n"
    "  \"patient\": { \"mrn\": \"2001\", \"family_name\": \"Rowan\", \"given_name\": \"Cy\",\n"
    "    \"birth_date\": \"1968-03-05\", \"sex\": \"male\", \"height_cm\": 170 },\n"
    "  \"vitals\": [{ \"taken_at\": \"2026-11-18T09:00:00Z\", \"weight_kg\": 100 }],\n"
    "  \"screenings\": [\n"
    "    { \"item\": \"aneurysmal_vascular_disease\", \"answer\": \"no\",\n"
    "      \"noted_on\": \"2026-11-20\" },\n"
    "    { \"item\": \"arteriovenous_malformation\", \"answer\": \"no\",\n"
    "      \"noted_on\": \"2026-11-20\" },\n"
    "    { \"item\": \"intracerebral_hemorrhage\", \"answer\": \"no\",\n"
    "      \"noted_on\": \"2026-11-20\" },\n"
    "    { \"item\": \"hypersensitivity\", \"answer\": \"no\", \"noted_on\": \"2026-11-20\" }],\n"
    "  \"assessments\": [{ \"scale\": \"C-SSRS\", \"taken_at\": \"2026-11-20T08:30:00Z\",\n"
    "    \"items\": [0, 0, 0, 0, 0, 0, 0] }],\n"
    "  \"checks\": [{ \"kind\": \"pdmp\", \"done_on\": \"2026-11-20\" }],\n"
    "  \"courses\": [{ \"id\": \"C1\", \"modality\": \"ketamine_iv\", \"indication\": \"trd\",\n"
    "    \"protocol\": \"ketamine-iv\", \"status\": \"planned\" }],\n"
    "  \"sessions\": [{ \"id\": \"2001-S1\", \"course\": \"C1\", \"number\": 1,\n"
    "    \"phase\": \"induction\", \"scheduled_at\": \"2026-11-20T09:00:00Z\", \"minutes\": 150,\n"
    "    \"status\": \"planned\" }] }\n";

/* Opens that patient's session in place of the first. */
static void
use_infusion (Desk *desk)
{
  DenOffice *office = desk->clinic.clinic.office;
  g_autofree char *path = g_build_filename (desk->clinic.clinic.folder, "infused.json", NULL);
  g_autoptr (DenProblems) problems = den_problems_new ();
  gint64 patient;

  g_assert_true (g_file_set_contents (path, infused, -1, NULL));
  g_assert_true (den_office_import_file (office, path, problems, NULL, NULL));
  patient = den_store_find_patient (den_office_get_store (office), "2001", NULL);
  gtk_window_close (GTK_WINDOW (desk->window));
  den_test_settle ();
  g_assert_finalize_object (desk->clinic.live);
  desk->clinic.live = session_open (office, patient, "2001-S1");
  desk->window = open_session (desk, patient, "2001-S1");
}

/* ---- readings ---- */

static void
test_entry_is_recorded (Desk *desk, gconstpointer data)
{
  DenSessionEntry *entry = get_entry (desk->window);
  const DenObservation *it;

  type (den_session_entry_get_field (entry, "bp"), "138/86");
  type (den_session_entry_get_field (entry, "pulse"), "81");
  type (den_session_entry_get_field (entry, "spo2"), "97");
  type (den_session_entry_get_field (entry, "moaas"), "5");
  type (den_session_entry_get_field (entry, "note"), "left arm");
  g_assert_true (den_session_entry_record (entry));
  den_test_settle ();

  g_assert_cmpuint (get_session (desk)->observations->len, ==, 1);
  it = g_ptr_array_index (get_session (desk)->observations, 0);
  g_assert_cmpint (it->systolic, ==, 138);
  g_assert_cmpint (it->diastolic, ==, 86);
  g_assert_cmpint (it->moaas, ==, 5);
  /* What was not typed is unknown, never zero and never what it was before. */
  g_assert_cmpint (it->respiration, ==, DEN_UNKNOWN);
  g_assert_cmpint (it->cadss6, ==, DEN_UNKNOWN);
  g_assert_cmpint (it->taken_at.us, ==, den_office_now (desk->clinic.clinic.office).us);
  g_assert_cmpstr (it->taken_by, ==, den_live_session_get_recorder (desk->clinic.live));
  g_assert_true (den_test_shows (desk->window, "138/86"));
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (shown (den_session_entry_get_field (entry, fields[i])), ==, "");
}

/* What is typed, the field that answers, and with which words. */
static const struct
{
  const char *field;
  const char *text;
  const char *words;
} wrong[] = {
  { "bp", "15296", "two numbers like 152/96" },
  { "bp", "96/152", "higher number" },
  { "bp", "500/90", "Blood pressure" },
  { "pulse", "7x", "Pulse" },
  { "spo2", "101", "Oxygen saturation" },
  { "moaas", "6", "MOAA/S" },
  { "cadss6", "25", "CADSS-6" },
  { "time", "25:10", "09:05" },
};

static void
test_wrong_is_answered_at_its_field (Desk *desk, gconstpointer data)
{
  DenSessionEntry *entry = get_entry (desk->window);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GtkWidget *field = den_session_entry_get_field (entry, wrong[i].field);

      g_test_message ("%s %s", wrong[i].field, wrong[i].text);
      den_session_entry_clear (entry);
      type (den_session_entry_get_field (entry, "note"), "calm");
      type (field, wrong[i].text);
      g_assert_false (den_session_entry_record (entry));
      g_assert_nonnull (strstr (den_session_entry_get_problem (entry), wrong[i].words));
      g_assert_true (gtk_widget_has_css_class (field, "error"));
      /* Nothing of the row is recorded, and nothing of it is lost. */
      g_assert_cmpstr (shown (field), ==, wrong[i].text);
      g_assert_cmpstr (shown (den_session_entry_get_field (entry, "note")), ==, "calm");
      g_assert_cmpuint (get_session (desk)->observations->len, ==, 0);
    }
}

static void
test_empty_row_is_no_entry (Desk *desk, gconstpointer data)
{
  g_assert_false (den_session_entry_record (get_entry (desk->window)));
  g_assert_cmpuint (get_session (desk)->observations->len, ==, 0);
}

/* An entry of 09:00 that is typed at 09:20 stands at 09:00. */
static void
test_entry_of_before (Desk *desk, gconstpointer data)
{
  DenSessionEntry *entry = get_entry (desk->window);
  const DenObservation *it;

  run (desk, 20);
  type (den_session_entry_get_field (entry, "time"), "0900");
  type (den_session_entry_get_field (entry, "bp"), "128 80");
  g_assert_true (den_session_entry_record (entry));
  it = g_ptr_array_index (get_session (desk)->observations, 0);
  g_assert_cmpint (it->taken_at.us, ==, den_test_instant ("2026-11-20T09:00:00Z").us);
}

static void
test_entry_is_corrected (Desk *desk, gconstpointer data)
{
  DenSessionEntry *entry = get_entry (desk->window);
  const DenObservation *it;
  gint64 id, taken_us;

  session_assert (den_live_session_add (desk->clinic.live, session_vitals (182, 90), &error));
  it = g_ptr_array_index (get_session (desk)->observations, 0);
  id = it->record.id;
  taken_us = it->taken_at.us;
  run (desk, 3);
  den_session_entry_edit (entry, id);
  g_assert_cmpstr (shown (den_session_entry_get_field (entry, "bp")), ==, "182/90");
  type (den_session_entry_get_field (entry, "bp"), "128/90");
  g_assert_true (den_session_entry_record (entry));

  g_assert_cmpuint (get_session (desk)->observations->len, ==, 1);
  it = g_ptr_array_index (get_session (desk)->observations, 0);
  g_assert_cmpint (it->systolic, ==, 128);
  g_assert_cmpint (it->pulse, ==, 72);
  g_assert_cmpint (it->taken_at.us, ==, taken_us);
  g_assert_cmpstr (shown (den_session_entry_get_field (entry, "bp")), ==, "");
}

static void
test_sheet_fills_the_row (Desk *desk, gconstpointer data)
{
  static const guint keys[] = { GDK_KEY_0, GDK_KEY_1, GDK_KEY_9, GDK_KEY_2,
                                GDK_KEY_0, GDK_KEY_0, GDK_KEY_3 };
  const DenObservation *it;
  DenSessionSheet *sheet;

  gtk_widget_activate_action (desk->window, "session.sheet", "s", "CADSS-6");
  den_test_settle ();
  sheet = DEN_SESSION_SHEET (den_test_find (desk->window, DEN_TYPE_SESSION_SHEET));
  /* A 9 is none of the answers and is left out. */
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (den_session_sheet_type (sheet, keys[i]));
  g_assert_true (den_session_sheet_type (sheet, GDK_KEY_Return));
  den_test_settle ();
  g_assert_cmpstr (shown (den_session_entry_get_field (get_entry (desk->window), "cadss6")), ==,
                   "6");
  g_assert_true (den_session_entry_record (get_entry (desk->window)));
  it = g_ptr_array_index (get_session (desk)->observations, 0);
  g_assert_cmpint (it->cadss6, ==, 6);
  g_assert_cmpint (it->cadss6_items.n, ==, 6);
  g_assert_cmpint (it->cadss6_items.item[2], ==, 2);
}

static void
test_unrecorded_row_holds_the_window (Desk *desk, gconstpointer data)
{
  DenSessionEntry *entry = get_entry (desk->window);

  type (den_session_entry_get_field (entry, "bp"), "150/90");
  gtk_window_close (GTK_WINDOW (desk->window));
  den_test_settle ();
  g_assert_true (den_test_shows (desk->window, "not recorded yet"));
  g_assert_cmpstr (shown (den_session_entry_get_field (entry, "bp")), ==, "150/90");
}

/* Each entry bears the name that stands in the window's bar. */
static void
test_recorder (Desk *desk, gconstpointer data)
{
  DenSessionEntry *entry = get_entry (desk->window);
  const DenObservation *it;

  den_live_session_set_recorder (den_session_window_get_live (DEN_SESSION_WINDOW (desk->window)),
                                 "A. Reyes, RN");
  type (den_session_entry_get_field (entry, "bp"), "120/80");
  g_assert_true (den_session_entry_record (entry));
  it = g_ptr_array_index (get_session (desk)->observations, 0);
  g_assert_cmpstr (it->taken_by, ==, "A. Reyes, RN");
}

/* ---- two at once ---- */

static void
test_entries_of_others_appear (Desk *desk, gconstpointer data)
{
  DenSessionEntry *entry = get_entry (desk->window);

  type (den_session_entry_get_field (entry, "pulse"), "8");
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (144, 88), &error));
  den_test_settle ();
  g_assert_cmpuint (den_session_readings_count (get_readings (desk->window)), ==, 1);
  g_assert_true (den_test_shows (desk->window, "144/88"));
  /* What is being typed stays. */
  g_assert_cmpstr (shown (den_session_entry_get_field (entry, "pulse")), ==, "8");
}

static void
test_sessions_do_not_mix (Desk *desk, gconstpointer data)
{
  GtkWidget *other = open_session (desk, desk->clinic.bo, "1002-S1");
  DenSessionEntry *entry = get_entry (other);

  g_assert_true (other != desk->window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (desk->window)), ==,
                   "Larch, Ada – Induction 1 of 8");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (other)), ==, "Beech, Bo – Induction 1 of 8");
  g_assert_true (den_test_shows (other, "Beech, Bo"));
  g_assert_false (den_test_shows (other, "Larch"));
  type (den_session_entry_get_field (entry, "bp"), "131/77");
  g_assert_true (den_session_entry_record (entry));
  den_test_settle ();
  g_assert_cmpuint (den_session_readings_count (get_readings (other)), ==, 1);
  g_assert_cmpuint (den_session_readings_count (get_readings (desk->window)), ==, 0);
  g_assert_cmpuint (get_session (desk)->observations->len, ==, 0);
}

/* Nor do two sessions of one patient. */
static void
test_sessions_of_one_patient_do_not_mix (Desk *desk, gconstpointer data)
{
  GtkWidget *other = open_session (desk, desk->clinic.ada, "1001-S2");

  g_assert_true (other != desk->window);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (144, 88), &error));
  den_test_settle ();
  g_assert_cmpuint (den_session_readings_count (get_readings (desk->window)), ==, 1);
  g_assert_cmpuint (den_session_readings_count (get_readings (other)), ==, 0);
}

static void
test_one_window_a_session (Desk *desk, gconstpointer data)
{
  g_assert_true (open_session (desk, desk->clinic.ada, "1001-S1") == desk->window);
}

/* Another program, which corrects the pulse of the first entry. */
static void
correct_elsewhere (Desk *desk, gint64 pulse)
{
  g_autoptr (DenOffice) office = den_office_open (desk->clinic.clinic.path, DEN_STORE_WRITE,
                                                  "other", den_test_day (DEN_TEST_DAY), NULL);
  DenLiveSession *live = session_open (office, desk->clinic.ada, "1001-S1");
  const DenField *field = den_record_type_find (&den_observation_type, "pulse");
  g_auto (DenValue) value = DEN_VALUE_INIT;

  value.type = DEN_FIELD_INTEGER;
  value.number = pulse;
  session_assert (den_live_session_change (
      live, g_ptr_array_index (den_live_session_get_session (live)->observations, 0), &field,
      &value, 1, &error));
  g_assert_finalize_object (live);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (DEN_IS_DIALOG (toplevel))
        return toplevel;
    }
  return NULL;
}

static const DenObservation *
get_first (Desk *desk)
{
  return g_ptr_array_index (get_session (desk)->observations, 0);
}

/* Two programs correct one entry; the second is told of both, and may use its own all the same. */
static void
test_stale_correction (Desk *desk, gconstpointer data)
{
  DenSessionEntry *entry = get_entry (desk->window);

  session_assert (den_live_session_add (desk->clinic.live, session_vitals (144, 88), &error));
  den_test_settle ();
  den_session_entry_edit (entry, get_first (desk)->record.id);
  correct_elsewhere (desk, 99);
  type (den_session_entry_get_field (entry, "pulse"), "79");
  g_assert_false (den_session_entry_record (entry));
  den_test_settle ();
  g_assert_nonnull (find_dialog ());
  g_assert_true (den_test_shows (find_dialog (), "99"));
  g_assert_true (den_test_shows (find_dialog (), "79"));
  g_signal_emit_by_name (find_dialog (), "accepted");
  den_test_settle ();
  g_assert_null (find_dialog ());
  g_assert_cmpint (get_first (desk)->pulse, ==, 79);
}

/* ---- before the dose ---- */

static DenSessionChecks *
get_checks (Desk *desk)
{
  go (desk, "checks");
  return DEN_SESSION_CHECKS (den_test_find (desk->window, DEN_TYPE_SESSION_CHECKS));
}

static void
arrive (Desk *desk)
{
  session_assert (den_live_session_arrive (desk->clinic.live,
                                           den_office_now (desk->clinic.clinic.office), &error));
  den_test_settle ();
}

static void
test_check_by_one_key (Desk *desk, gconstpointer data)
{
  DenSessionChecks *checks;
  DenSessionCheckRow *row;
  const DenSessionCheck *check;

  arrive (desk);
  checks = get_checks (desk);
  row = DEN_SESSION_CHECK_ROW (den_session_checks_find (checks, "check.consent"));
  g_assert_true (den_session_check_row_is_open (row));
  g_assert_true (den_session_check_row_answer (row, DEN_CHECK_ANSWER_YES));
  den_test_settle ();
  check = g_ptr_array_index (get_session (desk)->checks, 0);
  g_assert_cmpstr (check->item, ==, "consent");
  g_assert_cmpint (check->answer, ==, DEN_CHECK_ANSWER_YES);
  g_assert_false (den_session_check_row_is_open (row));
}

/* The two hours without food are counted from the time that is typed. */
static void
test_last_food (Desk *desk, gconstpointer data)
{
  DenSessionChecks *checks;
  DenSessionCheckRow *row;
  GtkWidget *time;

  arrive (desk);
  checks = get_checks (desk);
  row = DEN_SESSION_CHECK_ROW (den_session_checks_find (checks, "check.food"));
  time = den_test_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);
  type (time, "half past");
  g_assert_false (den_session_check_row_take_time (row));
  type (time, "7:45");
  g_assert_true (den_session_check_row_take_time (row));
  den_test_settle ();
  g_assert_true (den_test_shows (GTK_WIDGET (row), "until 09:45"));
  run (desk, 46);
  g_assert_false (den_test_shows (GTK_WIDGET (row), "until 09:45"));
}

/* A high pressure is decided on where it is told; to hold the dose asks once more. */
static void
test_hold_asks (Desk *desk, gconstpointer data)
{
  DenSessionChecks *checks;
  DenSessionFindingRow *row;

  arrive (desk);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (168, 98), &error));
  den_test_settle ();
  checks = get_checks (desk);
  row = DEN_SESSION_FINDING_ROW (den_session_checks_find (checks, "systolic"));
  g_assert_false (den_session_finding_row_decide (row, DEN_DECISION_HOLD));
  g_assert_true (den_test_shows (GTK_WIDGET (row), "Write the reason"));
  type (den_test_find (GTK_WIDGET (row), GTK_TYPE_ENTRY), "still 168 after rest");
  g_assert_true (den_session_finding_row_decide (row, DEN_DECISION_HOLD));
  den_test_settle ();
  g_assert_cmpint (den_session_state (get_session (desk)), ==, DEN_STATE_ARRIVED);
  g_assert_nonnull (find_dialog ());
  g_signal_emit_by_name (find_dialog (), "accepted");
  den_test_settle ();
  g_assert_cmpint (den_session_state (get_session (desk)), ==, DEN_STATE_CANCELLED);
  g_assert_true (den_test_shows (desk->window, "Held, no dose: still 168 after rest"));
}

/* ---- doses ---- */

static DenSessionDoseEntry *
get_dose_entry (Desk *desk)
{
  go (desk, "dose");
  return den_session_doses_get_entry (
      DEN_SESSION_DOSES (den_test_find (desk->window, DEN_TYPE_SESSION_DOSES)));
}

static void
give_first (Desk *desk)
{
  DenSessionDoseEntry *entry = get_dose_entry (desk);

  type (den_session_dose_entry_get_field (entry, "lot"), "A1234");
  type (den_session_dose_entry_get_field (entry, "expires_on"), "06/2027");
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  den_test_settle ();
}

static void
test_second_device_after_the_rest (Desk *desk, gconstpointer data)
{
  DenSessionDoseEntry *entry;
  const DenDose *dose;
  GtkWidget *given;

  session_make_ready (desk->clinic.live);
  den_test_settle ();
  give_first (desk);
  entry = get_dose_entry (desk);
  given = den_test_find_button (desk->window, "Given");
  dose = g_ptr_array_index (get_session (desk)->doses, 0);
  g_assert_cmpint (dose->given_ug, ==, 28000);
  g_assert_cmpint (dose->expires_on, ==, den_test_day ("2027-06-30"));
  /* Nothing of the first device stands in the second's fields. */
  g_assert_cmpstr (shown (den_session_dose_entry_get_field (entry, "lot")), ==, "");
  g_assert_true (den_test_shows (desk->window, "Rest: device 2 in 5:00, from 09:05"));
  g_assert_false (gtk_widget_get_sensitive (given));
  run (desk, 4);
  g_assert_false (gtk_widget_get_sensitive (given));
  run (desk, 1);
  g_assert_true (gtk_widget_get_sensitive (given));
  g_assert_true (den_session_dose_entry_same_lot (entry));
  g_assert_cmpstr (shown (den_session_dose_entry_get_field (entry, "lot")), ==, "A1234");
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  den_test_settle ();
  g_assert_true (den_test_shows (desk->window, "All devices are done: 56 mg given."));
}

static void
test_refused_and_failed (Desk *desk, gconstpointer data)
{
  DenSessionDoseEntry *entry;
  const DenDose *dose;

  session_make_ready (desk->clinic.live);
  den_test_settle ();
  give_first (desk);
  run (desk, 5);
  entry = get_dose_entry (desk);
  /* Of a failed device it must be said what the patient got. */
  type (den_session_dose_entry_get_field (entry, "lot"), "A1235");
  g_assert_false (den_session_dose_entry_record (entry, DEN_DOSE_FAILED));
  g_assert_nonnull (strstr (den_session_dose_entry_get_problem (entry), "0 for nothing"));
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_REFUSED));
  dose = g_ptr_array_index (get_session (desk)->doses, 1);
  g_assert_cmpint (dose->outcome, ==, DEN_DOSE_REFUSED);
  g_assert_cmpint (dose->given_ug, ==, 0);
}

static void
test_no_dose_before_the_checks (Desk *desk, gconstpointer data)
{
  arrive (desk);
  session_assert (den_live_session_set_number (desk->clinic.live, "ordered_ug", 56000, &error));
  den_test_settle ();
  g_assert_false (den_session_dose_entry_record (get_dose_entry (desk), DEN_DOSE_GIVEN));
  g_assert_cmpuint (get_session (desk)->doses->len, ==, 0);
  g_assert_false (gtk_widget_get_sensitive (den_test_find_button (desk->window, "Given")));
}

/* The suggestion stands beside the order and is never filled in; a dose over the first asks why. */
static void
test_order (Desk *desk, gconstpointer data)
{
  DenSessionOrder *order;

  arrive (desk);
  go (desk, "dose");
  order = DEN_SESSION_ORDER (den_test_find (desk->window, DEN_TYPE_SESSION_ORDER));
  g_assert_cmpint (get_session (desk)->ordered_ug, ==, DEN_UNKNOWN);
  g_assert_true (den_test_shows (GTK_WIDGET (order), "56 mg"));
  g_assert_true (den_session_order_choose (order, 1));
  den_test_settle ();
  g_assert_cmpint (get_session (desk)->ordered_ug, ==, 56000);
  g_assert_true (den_test_shows (desk->window, "Ordered 56 mg"));
  g_assert_false (den_test_shows (GTK_WIDGET (order), "needs its reason"));
  g_assert_true (den_session_order_choose (order, 2));
  den_test_settle ();
  g_assert_true (den_test_shows (GTK_WIDGET (order), "the first dose is 56 mg"));
}

static void
make_infusion_ready (Desk *desk)
{
  use_infusion (desk);
  session_make_ready (desk->clinic.live);
  session_assert (den_live_session_check (desk->clinic.live, "food", DEN_UNKNOWN,
                                          den_test_instant ("2026-11-20T02:00:00Z"), NULL, &error));
  session_assert (den_live_session_set_number (desk->clinic.live, "ordered_ug", 33000, &error));
}

static void
test_infusion (Desk *desk, gconstpointer data)
{
  DenSessionInfusion *infusion;
  const DenInfusionStep *step;

  make_infusion_ready (desk);
  den_test_settle ();
  go (desk, "dose");
  g_assert_true (den_session_order_choose (
      DEN_SESSION_ORDER (den_test_find (desk->window, DEN_TYPE_SESSION_ORDER)), 0));
  den_test_settle ();
  g_assert_cmpint (get_session (desk)->ordered_ug, ==, 33000);
  g_assert_true (den_test_shows (desk->window, "65.94 kg (ideal weight, BMI 34.6) = 33 mg"));

  infusion = DEN_SESSION_INFUSION (den_test_find (desk->window, DEN_TYPE_SESSION_INFUSION));
  g_assert_true (den_test_shows (GTK_WIDGET (infusion), "Over 40 minutes: 0.825 mg/min"));
  /* The planned rate is told, not taken. */
  g_assert_false (den_session_infusion_step (infusion, DEN_INFUSION_START));
  type (den_session_infusion_get_field (infusion, "rate"), "0.825");
  g_assert_true (den_session_infusion_step (infusion, DEN_INFUSION_START));
  run (desk, 10);
  g_assert_true (den_test_shows (GTK_WIDGET (infusion), "Running: 8.3 mg of 33 mg ran in."));
  type (den_session_infusion_get_field (infusion, "reason"), "BP 182/100");
  g_assert_true (den_session_infusion_step (infusion, DEN_INFUSION_PAUSE));
  run (desk, 10);
  g_assert_true (den_test_shows (GTK_WIDGET (infusion), "Paused: 8.3 mg of 33 mg ran in."));
  /* It goes on at the rate it had. */
  g_assert_true (den_session_infusion_step (infusion, DEN_INFUSION_RESUME));
  step = g_ptr_array_index (get_session (desk)->infusion, 2);
  g_assert_cmpint (step->rate_ug_per_minute, ==, 825);
  run (desk, 10);
  g_assert_true (den_session_infusion_step (infusion, DEN_INFUSION_STOP));
  den_test_settle ();
  g_assert_true (den_test_shows (GTK_WIDGET (infusion), "Stopped: 16.5 mg of 33 mg ran in."));
}

/* A vial is drawn first; what was given and wasted follows, before a witness. */
static void
test_vial (Desk *desk, gconstpointer data)
{
  DenSessionDoseEntry *entry;
  const DenDose *dose;

  make_infusion_ready (desk);
  entry = get_dose_entry (desk);
  type (den_session_dose_entry_get_field (entry, "lot"), "K7");
  type (den_session_dose_entry_get_field (entry, "expires_on"), "06/2027");
  type (den_session_dose_entry_get_field (entry, "drawn_ug"), "50");
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  den_test_settle ();
  dose = g_ptr_array_index (get_session (desk)->doses, 0);
  g_assert_cmpint (dose->drawn_ug, ==, 50000);
  g_assert_cmpint (dose->given_ug, ==, DEN_UNKNOWN);
  g_assert_true (den_test_shows (desk->window, "amount given not noted yet"));

  den_session_dose_entry_edit (entry, dose->record.id);
  type (den_session_dose_entry_get_field (entry, "wasted_ug"), "50");
  type (den_session_dose_entry_get_field (entry, "given_ug"), "0");
  g_assert_false (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  g_assert_nonnull (strstr (den_session_dose_entry_get_problem (entry), "second person"));
  type (den_session_dose_entry_get_field (entry, "witness"), "B. Hale");
  g_assert_true (den_session_dose_entry_record (entry, DEN_DOSE_GIVEN));
  dose = g_ptr_array_index (get_session (desk)->doses, 0);
  g_assert_cmpint (dose->wasted_ug, ==, 50000);
}

/* ---- events, alerts, the bell ---- */

static void
test_event_by_two_keys (Desk *desk, gconstpointer data)
{
  DenSessionEvents *events;
  const DenSessionEvent *event;

  session_make_ready (desk->clinic.live);
  go (desk, "events");
  events = DEN_SESSION_EVENTS (den_test_find (desk->window, DEN_TYPE_SESSION_EVENTS));
  /* A digit alone is no event. */
  g_assert_false (den_session_events_type (events, GDK_KEY_2));
  g_assert_true (den_session_events_type (events, GDK_KEY_n));
  g_assert_true (den_session_events_type (events, GDK_KEY_2));
  g_assert_cmpuint (get_session (desk)->events->len, ==, 1);
  event = g_ptr_array_index (get_session (desk)->events, 0);
  g_assert_cmpstr (event->kind, ==, "nausea");
  g_assert_cmpint (event->severity, ==, DEN_EVENT_MODERATE);
  g_assert_false (den_instant_is_known (event->resolved_at));
  run (desk, 9);
  g_assert_true (den_session_events_type (events, GDK_KEY_n));
  g_assert_true (den_session_events_type (events, GDK_KEY_0));
  event = g_ptr_array_index (get_session (desk)->events, 0);
  g_assert_true (den_instant_is_known (event->resolved_at));
}

static void
begin_treatment (Desk *desk)
{
  session_make_ready (desk->clinic.live);
  session_assert (den_live_session_add (desk->clinic.live, session_device ("A1234"), &error));
  run (desk, 5);
  session_assert (den_live_session_add (desk->clinic.live, session_device ("A1234"), &error));
  den_test_settle ();
}

static void
test_alert_is_answered (Desk *desk, gconstpointer data)
{
  DenSessionAlertsStrip *strip;
  DenSessionFindingRow *row;
  const DenSessionDecision *decision;

  begin_treatment (desk);
  g_assert_null (den_test_find (desk->window, DEN_TYPE_SESSION_ALERTS_STRIP));
  run (desk, 15);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (184, 112), &error));
  den_test_settle ();
  strip = DEN_SESSION_ALERTS_STRIP (den_test_find (desk->window, DEN_TYPE_SESSION_ALERTS_STRIP));
  g_assert_nonnull (strip);
  g_assert_cmpuint (den_session_alerts_strip_count (strip), >=, 1);
  while (den_session_alerts_strip_count (strip) > 0)
    {
      row = DEN_SESSION_FINDING_ROW (
          den_test_find (GTK_WIDGET (strip), DEN_TYPE_SESSION_FINDING_ROW));
      g_assert_false (den_session_finding_row_decide (row, DEN_DECISION_TREAT));
      g_assert_true (den_session_finding_row_decide (row, DEN_DECISION_CALL));
      den_test_settle ();
    }
  decision = g_ptr_array_index (get_session (desk)->decisions, 0);
  g_assert_cmpint (decision->decision, ==, DEN_DECISION_CALL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (strip)));
}

static void
visit_silence (GtkWidget *widget, gpointer found)
{
  const char *action =
      GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (g_strcmp0 (action, "session.silence") == 0)
    *(GtkWidget **) found = widget;
}

/* While the bell sounds, the button that silences it is there. */
static gboolean
sounds (Desk *desk)
{
  GtkWidget *button = NULL;

  den_test_walk (desk->window, visit_silence, &button);
  return gtk_widget_get_visible (button);
}

static void
test_late_check_sounds (Desk *desk, gconstpointer data)
{
  begin_treatment (desk);
  run (desk, 16);
  g_assert_false (sounds (desk));
  /* The check of 20 minutes is late from minute 30 on; five minutes later it is heard. */
  for (int i = 0; i < 60 && !sounds (desk); i++)
    run (desk, 1);
  g_assert_true (sounds (desk));
  gtk_widget_activate_action (desk->window, "session.silence", NULL);
  g_assert_false (sounds (desk));
  run (desk, 4);
  g_assert_false (sounds (desk));
  run (desk, 2);
  g_assert_true (sounds (desk));
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (130, 80), &error));
  den_test_settle ();
  g_assert_false (sounds (desk));
}

/* ---- the end ---- */

static void
test_release_lists_what_is_missing (Desk *desk, gconstpointer data)
{
  GtkWidget *page, *button;

  begin_treatment (desk);
  go (desk, "release");
  page = den_test_find (desk->window, DEN_TYPE_SESSION_RELEASE_PAGE);
  button = den_test_find_button (desk->window, "Release");
  g_assert_true (den_test_shows (page, "Escort"));
  g_assert_true (den_test_shows (page, "Instructions"));
  g_assert_true (den_test_shows (page, "40 min check"));
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (den_session_release_page_release (DEN_SESSION_RELEASE_PAGE (page)));
  g_assert_cmpint (den_session_state (get_session (desk)), ==, DEN_STATE_OBSERVED);

  run (desk, 35);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (130, 80), &error));
  run (desk, 80);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (124, 78), &error));
  session_assert (den_live_session_set_text (desk->clinic.live, "escort_name", "Pat", &error));
  session_assert (den_live_session_set_number (desk->clinic.live, "escort_here", 1, &error));
  session_assert (den_live_session_set_number (desk->clinic.live, "instructions_given", 1, &error));
  den_test_settle ();
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_true (den_session_release_page_release (DEN_SESSION_RELEASE_PAGE (page)));
  g_assert_cmpint (den_session_state (get_session (desk)), ==, DEN_STATE_DISCHARGED);
}

/* Leaving early asks why and who. */
static void
leave_early (Desk *desk)
{
  begin_treatment (desk);
  run (desk, 30);
  session_assert (den_live_session_release (
      desk->clinic.live, den_office_now (desk->clinic.clinic.office), DEN_DISPOSITION_LEFT_EARLY,
      "left against advice", "Dr. Alder", &error));
  den_test_settle ();
}

static void
test_early_leave_asks (Desk *desk, gconstpointer data)
{
  begin_treatment (desk);
  go (desk, "release");
  den_session_release_page_leave_early (
      DEN_SESSION_RELEASE_PAGE (den_test_find (desk->window, DEN_TYPE_SESSION_RELEASE_PAGE)));
  den_test_settle ();
  g_signal_emit_by_name (find_dialog (), "accepted");
  den_test_settle ();
  g_assert_true (den_test_shows (find_dialog (), "why the patient leaves early"));
  g_assert_cmpint (den_session_state (get_session (desk)), ==, DEN_STATE_OBSERVED);
}

static void
test_signed_is_locked (Desk *desk, gconstpointer data)
{
  DenSessionSignPage *page;

  leave_early (desk);
  go (desk, "sign");
  page = DEN_SESSION_SIGN_PAGE (den_test_find (desk->window, DEN_TYPE_SESSION_SIGN_PAGE));
  for (;;)
    {
      GtkWidget *row = den_test_find (GTK_WIDGET (page), DEN_TYPE_SESSION_FINDING_ROW);

      if (row == NULL)
        break;
      g_assert_false (den_session_sign_page_sign (page, "Dr. Alder"));
      type (den_test_find (row, GTK_TYPE_ENTRY), "left before it");
      g_assert_true (
          den_session_finding_row_decide (DEN_SESSION_FINDING_ROW (row), DEN_DECISION_EXPLAIN));
      den_test_settle ();
    }
  g_assert_true (den_session_sign_page_sign (page, "Dr. Alder"));
  den_test_settle ();
  g_assert_cmpint (den_session_state (get_session (desk)), ==, DEN_STATE_SIGNED);
  g_assert_true (den_test_shows (desk->window, "Signed and locked, Dr. Alder"));
  g_assert_null (den_test_find (desk->window, DEN_TYPE_SESSION_ENTRY));
  g_assert_true (den_test_shows (desk->window, "to be sent by 11/27/2026"));
}

/* ---- for those who do not see it ---- */

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return GTK_IS_LABEL (widget) ||
         gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* The inner part of an entry or drop-down is named by the outer. */
static void
visit_name (GtkWidget *widget, gpointer data)
{
  GtkWidget *outer = gtk_widget_get_parent (widget);

  if (!gtk_widget_get_focusable (widget) || !gtk_widget_get_mapped (widget) ||
      GTK_IS_WINDOW (widget) || has_name (widget) ||
      (outer != NULL && GTK_IS_EDITABLE (outer) && has_name (outer)) ||
      strcmp (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget") == 0 ||
      gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return;
  g_test_message ("%s: a %s in a %s has no name", (const char *) data, G_OBJECT_TYPE_NAME (widget),
                  G_OBJECT_TYPE_NAME (outer));
  g_test_fail ();
}

/* Alt and a letter mean one thing on each page. */
static void
visit_letter (GtkWidget *widget, gpointer seen)
{
  guint key = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                  ? gtk_label_get_mnemonic_keyval (GTK_LABEL (widget))
                  : GDK_KEY_VoidSymbol;

  if (key == GDK_KEY_VoidSymbol)
    return;
  if (!g_hash_table_add (seen, GUINT_TO_POINTER (gdk_keyval_to_lower (key))))
    {
      g_test_message ("Alt+%s twice: %s", gdk_keyval_name (key),
                      gtk_label_get_text (GTK_LABEL (widget)));
      g_test_fail ();
    }
}

static void
test_names_and_letters (Desk *desk, gconstpointer data)
{
  static const char *const places[] = { "checks", "dose", "events", "release", "sign" };

  begin_treatment (desk);
  run (desk, 10);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (184, 112), &error));
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      go (desk, places[i]);
      den_test_walk (desk->window, visit_name, (gpointer) places[i]);
      den_test_walk (desk->window, visit_letter, seen);
    }
}

static const struct
{
  const char *path;
  void (*test) (Desk *desk, gconstpointer data);
} tests[] = {
  { "entry-is-recorded", test_entry_is_recorded },
  { "wrong-is-answered-at-its-field", test_wrong_is_answered_at_its_field },
  { "empty-row-is-no-entry", test_empty_row_is_no_entry },
  { "entry-of-before", test_entry_of_before },
  { "entry-is-corrected", test_entry_is_corrected },
  { "sheet-fills-the-row", test_sheet_fills_the_row },
  { "unrecorded-row-holds-the-window", test_unrecorded_row_holds_the_window },
  { "recorder", test_recorder },
  { "entries-of-others-appear", test_entries_of_others_appear },
  { "sessions-do-not-mix", test_sessions_do_not_mix },
  { "sessions-of-one-patient-do-not-mix", test_sessions_of_one_patient_do_not_mix },
  { "one-window-a-session", test_one_window_a_session },
  { "stale-correction", test_stale_correction },
  { "check-by-one-key", test_check_by_one_key },
  { "last-food", test_last_food },
  { "hold-asks", test_hold_asks },
  { "second-device-after-the-rest", test_second_device_after_the_rest },
  { "refused-and-failed", test_refused_and_failed },
  { "no-dose-before-the-checks", test_no_dose_before_the_checks },
  { "order", test_order },
  { "infusion", test_infusion },
  { "vial", test_vial },
  { "event-by-two-keys", test_event_by_two_keys },
  { "alert-is-answered", test_alert_is_answered },
  { "late-check-sounds", test_late_check_sounds },
  { "release-lists-what-is-missing", test_release_lists_what_is_missing },
  { "early-leave-asks", test_early_leave_asks },
  { "signed-is-locked", test_signed_is_locked },
  { "names-and-letters", test_names_and_letters },
};

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/session-window/", tests[i].path, NULL);

      g_test_add (path, Desk, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
