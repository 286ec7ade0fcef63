/* The session window, as those use it who sit beside the patient: what is typed is recorded once,
 * where it belongs, and nothing stands there that nobody typed. */
#include "session-desk.h"

#include "den-booking.h"
#include "den-session-readings.h"
#include "den-session-sheet.h"

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

/* ---- readings ---- */

static void
test_entry_is_recorded (SessionDesk *desk, gconstpointer data)
{
  DenSessionEntry *entry = session_desk_get_entry (desk->window);
  const DenObservation *it;

  session_desk_type (den_session_entry_get_field (entry, "bp"), "138/86");
  session_desk_type (den_session_entry_get_field (entry, "pulse"), "81");
  session_desk_type (den_session_entry_get_field (entry, "spo2"), "97");
  session_desk_type (den_session_entry_get_field (entry, "moaas"), "5");
  session_desk_type (den_session_entry_get_field (entry, "note"), "left arm");
  g_assert_true (den_session_entry_record (entry));
  den_test_settle ();

  g_assert_cmpuint (session_desk_get_session (desk)->observations->len, ==, 1);
  it = g_ptr_array_index (session_desk_get_session (desk)->observations, 0);
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
    g_assert_cmpstr (session_desk_shown (den_session_entry_get_field (entry, fields[i])), ==, "");
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
test_wrong_is_answered_at_its_field (SessionDesk *desk, gconstpointer data)
{
  DenSessionEntry *entry = session_desk_get_entry (desk->window);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GtkWidget *field = den_session_entry_get_field (entry, wrong[i].field);

      g_test_message ("%s %s", wrong[i].field, wrong[i].text);
      den_session_entry_clear (entry);
      session_desk_type (den_session_entry_get_field (entry, "note"), "calm");
      session_desk_type (field, wrong[i].text);
      g_assert_false (den_session_entry_record (entry));
      g_assert_nonnull (strstr (den_session_entry_get_problem (entry), wrong[i].words));
      g_assert_true (gtk_widget_has_css_class (field, "error"));
      /* Nothing of the row is recorded, and nothing of it is lost. */
      g_assert_cmpstr (session_desk_shown (field), ==, wrong[i].text);
      g_assert_cmpstr (session_desk_shown (den_session_entry_get_field (entry, "note")), ==,
                       "calm");
      g_assert_cmpuint (session_desk_get_session (desk)->observations->len, ==, 0);
    }
}

static void
test_empty_row_is_no_entry (SessionDesk *desk, gconstpointer data)
{
  g_assert_false (den_session_entry_record (session_desk_get_entry (desk->window)));
  g_assert_cmpuint (session_desk_get_session (desk)->observations->len, ==, 0);
}

/* An entry of 09:00 that is typed at 09:20 stands at 09:00. */
static void
test_entry_of_before (SessionDesk *desk, gconstpointer data)
{
  DenSessionEntry *entry = session_desk_get_entry (desk->window);
  const DenObservation *it;

  session_desk_run (desk, 20);
  session_desk_type (den_session_entry_get_field (entry, "time"), "0900");
  session_desk_type (den_session_entry_get_field (entry, "bp"), "128 80");
  g_assert_true (den_session_entry_record (entry));
  it = g_ptr_array_index (session_desk_get_session (desk)->observations, 0);
  g_assert_cmpint (it->taken_at.us, ==, den_test_instant ("2026-11-20T09:00:00Z").us);
}

static void
test_entry_is_corrected (SessionDesk *desk, gconstpointer data)
{
  DenSessionEntry *entry = session_desk_get_entry (desk->window);
  const DenObservation *it;
  gint64 id, taken_us;

  session_assert (den_live_session_add (desk->clinic.live, session_vitals (182, 90), &error));
  it = g_ptr_array_index (session_desk_get_session (desk)->observations, 0);
  id = it->record.id;
  taken_us = it->taken_at.us;
  session_desk_run (desk, 3);
  den_session_entry_edit (entry, id);
  g_assert_cmpstr (session_desk_shown (den_session_entry_get_field (entry, "bp")), ==, "182/90");
  session_desk_type (den_session_entry_get_field (entry, "bp"), "128/90");
  g_assert_true (den_session_entry_record (entry));

  g_assert_cmpuint (session_desk_get_session (desk)->observations->len, ==, 1);
  it = g_ptr_array_index (session_desk_get_session (desk)->observations, 0);
  g_assert_cmpint (it->systolic, ==, 128);
  g_assert_cmpint (it->pulse, ==, 72);
  g_assert_cmpint (it->taken_at.us, ==, taken_us);
  g_assert_cmpstr (session_desk_shown (den_session_entry_get_field (entry, "bp")), ==, "");
}

static void
test_sheet_fills_the_row (SessionDesk *desk, gconstpointer data)
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
  g_assert_cmpstr (session_desk_shown (den_session_entry_get_field (
                       session_desk_get_entry (desk->window), "cadss6")),
                   ==, "6");
  g_assert_true (den_session_entry_record (session_desk_get_entry (desk->window)));
  it = g_ptr_array_index (session_desk_get_session (desk)->observations, 0);
  g_assert_cmpint (it->cadss6, ==, 6);
  g_assert_cmpint (it->cadss6_items.n, ==, 6);
  g_assert_cmpint (it->cadss6_items.item[2], ==, 2);
}

static void
test_unrecorded_row_holds_the_window (SessionDesk *desk, gconstpointer data)
{
  DenSessionEntry *entry = session_desk_get_entry (desk->window);

  session_desk_type (den_session_entry_get_field (entry, "bp"), "150/90");
  gtk_window_close (GTK_WINDOW (desk->window));
  den_test_settle ();
  g_assert_true (den_test_shows (desk->window, "not recorded yet"));
  g_assert_cmpstr (session_desk_shown (den_session_entry_get_field (entry, "bp")), ==, "150/90");
}

/* Each entry bears the name that stands in the window's bar. */
static void
test_recorder (SessionDesk *desk, gconstpointer data)
{
  DenSessionEntry *entry = session_desk_get_entry (desk->window);
  const DenObservation *it;

  den_live_session_set_recorder (den_session_window_get_live (DEN_SESSION_WINDOW (desk->window)),
                                 "A. Reyes, RN");
  session_desk_type (den_session_entry_get_field (entry, "bp"), "120/80");
  g_assert_true (den_session_entry_record (entry));
  it = g_ptr_array_index (session_desk_get_session (desk)->observations, 0);
  g_assert_cmpstr (it->taken_by, ==, "A. Reyes, RN");
}

/* ---- two at once ---- */

static void
test_entries_of_others_appear (SessionDesk *desk, gconstpointer data)
{
  DenSessionEntry *entry = session_desk_get_entry (desk->window);

  session_desk_type (den_session_entry_get_field (entry, "pulse"), "8");
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (144, 88), &error));
  den_test_settle ();
  g_assert_cmpuint (den_session_readings_count (get_readings (desk->window)), ==, 1);
  g_assert_true (den_test_shows (desk->window, "144/88"));
  /* What is being typed stays. */
  g_assert_cmpstr (session_desk_shown (den_session_entry_get_field (entry, "pulse")), ==, "8");
}

static void
test_sessions_do_not_mix (SessionDesk *desk, gconstpointer data)
{
  GtkWidget *other = session_desk_open (desk, desk->clinic.bo, "1002-S1");
  DenSessionEntry *entry = session_desk_get_entry (other);

  g_assert_true (other != desk->window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (desk->window)), ==,
                   "Larch, Ada – Induction 1 of 8");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (other)), ==, "Beech, Bo – Induction 1 of 8");
  g_assert_true (den_test_shows (other, "Beech, Bo"));
  g_assert_false (den_test_shows (other, "Larch"));
  session_desk_type (den_session_entry_get_field (entry, "bp"), "131/77");
  g_assert_true (den_session_entry_record (entry));
  den_test_settle ();
  g_assert_cmpuint (den_session_readings_count (get_readings (other)), ==, 1);
  g_assert_cmpuint (den_session_readings_count (get_readings (desk->window)), ==, 0);
  g_assert_cmpuint (session_desk_get_session (desk)->observations->len, ==, 0);
}

/* Nor do two sessions of one patient. */
static void
test_sessions_of_one_patient_do_not_mix (SessionDesk *desk, gconstpointer data)
{
  GtkWidget *other = session_desk_open (desk, desk->clinic.ada, "1001-S2");

  g_assert_true (other != desk->window);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (144, 88), &error));
  den_test_settle ();
  g_assert_cmpuint (den_session_readings_count (get_readings (desk->window)), ==, 1);
  g_assert_cmpuint (den_session_readings_count (get_readings (other)), ==, 0);
}

static void
test_one_window_a_session (SessionDesk *desk, gconstpointer data)
{
  g_assert_true (session_desk_open (desk, desk->clinic.ada, "1001-S1") == desk->window);
}

/* Another program, which corrects the pulse of the first entry. */
static void
correct_elsewhere (SessionDesk *desk, gint64 pulse)
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

static const DenObservation *
get_first (SessionDesk *desk)
{
  return g_ptr_array_index (session_desk_get_session (desk)->observations, 0);
}

/* Two programs correct one entry; the second is told of both, and may use its own all the same. */
static void
test_stale_correction (SessionDesk *desk, gconstpointer data)
{
  DenSessionEntry *entry = session_desk_get_entry (desk->window);

  session_assert (den_live_session_add (desk->clinic.live, session_vitals (144, 88), &error));
  den_test_settle ();
  den_session_entry_edit (entry, get_first (desk)->record.id);
  correct_elsewhere (desk, 99);
  session_desk_type (den_session_entry_get_field (entry, "pulse"), "79");
  g_assert_false (den_session_entry_record (entry));
  den_test_settle ();
  g_assert_nonnull (session_desk_find_dialog ());
  g_assert_true (den_test_shows (session_desk_find_dialog (), "99"));
  g_assert_true (den_test_shows (session_desk_find_dialog (), "79"));
  g_signal_emit_by_name (session_desk_find_dialog (), "accepted");
  den_test_settle ();
  g_assert_null (session_desk_find_dialog ());
  g_assert_cmpint (get_first (desk)->pulse, ==, 79);
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
test_names_and_letters (SessionDesk *desk, gconstpointer data)
{
  static const char *const places[] = { "checks", "dose", "events", "release", "sign" };

  session_desk_begin_treatment (desk);
  session_desk_run (desk, 10);
  session_assert (den_live_session_add (desk->clinic.live, session_vitals (184, 112), &error));
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      session_desk_go (desk, places[i]);
      den_test_walk (desk->window, visit_name, (gpointer) places[i]);
      den_test_walk (desk->window, visit_letter, seen);
    }
}

static const struct
{
  const char *path;
  void (*test) (SessionDesk *desk, gconstpointer data);
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
  { "names-and-letters", test_names_and_letters },
};

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/desktop/session-window/", tests[i].path, NULL);

      g_test_add (path, SessionDesk, NULL, session_desk_set_up, tests[i].test,
                  session_desk_tear_down);
    }
  return g_test_run ();
}
