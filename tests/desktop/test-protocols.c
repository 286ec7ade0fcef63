/* The section Protocols: what is the label's and what the clinic's default, and a version of the
 * clinic's own from a day on. */
#include "den-desktop-test.h"

#include "den-booking.h"
#include "den-protocol-dialog.h"
#include "den-protocol-list.h"
#include "den-protocol-view.h"
#include "den-protocols-page.h"

#define PROTOCOL "esketamine-trd"

typedef struct
{
  DenTestDesktop desktop;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  den_test_desktop_open (&fixture->desktop);
  den_window_show_section (fixture->desktop.window, "protocols");
  fixture->page = den_test_find (GTK_WIDGET (fixture->desktop.window), DEN_TYPE_PROTOCOLS_PAGE);
  den_protocols_page_select (DEN_PROTOCOLS_PAGE (fixture->page), PROTOCOL);
  den_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  den_test_desktop_close (&fixture->desktop);
}

static DenOffice *
get_office (Fixture *fixture)
{
  return fixture->desktop.clinic.office;
}

static const DenProtocol *
in_force (Fixture *fixture, const char *day)
{
  return den_office_find_protocol (get_office (fixture), PROTOCOL, den_test_day (day));
}

static void
press (GtkWidget *root, const char *label)
{
  g_signal_emit_by_name (den_test_find_button (root, label), "clicked");
  den_test_settle ();
}

/* The dialog, with a source, as it asks for nothing else. */
static GtkWidget *
open_copy (Fixture *fixture)
{
  press (fixture->page, "Edit a copy…");
  return den_test_get_dialog (&fixture->desktop);
}

/* ---- reading ---- */

static void
test_tells_what_is_the_label (Fixture *fixture, gconstpointer data)
{
  g_assert_true (den_test_shows (fixture->page, "Weeks 1 to 4: 8 sessions, twice a week"));
  g_assert_true (den_test_shows (fixture->page, "Label"));
  g_assert_true (den_test_shows (fixture->page, "Clinic’s default"));
  g_assert_true (den_test_shows (fixture->page, "Spravato US label, 2025-01"));
  g_assert_true (den_test_shows (fixture->page, "40 min (in time from 30 to 50)"));
}

/* ---- writing ---- */

/* The clinic's version holds from its day on; before it, what was in force stays. */
static void
test_keeps_a_version (Fixture *fixture, gconstpointer data)
{
  gint64 before = in_force (fixture, DEN_TEST_DAY)->observation_minutes;
  GtkWidget *dialog = open_copy (fixture);

  den_test_type (den_test_find_row (dialog, &den_protocol_type, "effective_on"), "01/04/2027");
  den_test_type (den_test_find_row (dialog, &den_protocol_type, "observation_minutes"), "135");
  press (dialog, "Keep");
  g_assert_cmpint (in_force (fixture, DEN_TEST_DAY)->observation_minutes, ==, before);
  g_assert_cmpint (in_force (fixture, "2027-01-03")->observation_minutes, ==, before);
  g_assert_cmpint (in_force (fixture, "2027-01-04")->observation_minutes, ==, 135);
}

static void
test_refuses_bad_bounds (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *column;
    const char *text;
    const char *error; /* NULL: the field's own words */
  } cases[] = {
    { "observation_minutes", "5000", NULL },
    { "gap_review_days", "7", "must not be less than the gap that is told" },
    { "booking_minutes", "60", "must not be less than the observation" },
    { "therapy_to_day", "0", "must not be before the first day" },
    { "effective_on", "01/01/2026", "must be today or later" },
  };
  GtkWidget *dialog = open_copy (fixture);
  guint n = den_office_get_protocols (get_office (fixture))->len;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenFieldRow *row = den_test_find_row (dialog, &den_protocol_type, cases[i].column);
      g_autofree char *right =
          g_strdup (gtk_editable_get_text (GTK_EDITABLE (den_field_row_get_control (row))));

      g_test_message ("%s %s", cases[i].column, cases[i].text);
      den_test_type (row, cases[i].text);
      press (dialog, "Keep");
      g_assert_nonnull (den_field_row_get_error (row));
      if (cases[i].error != NULL)
        g_assert_cmpstr (den_field_row_get_error (row), ==, cases[i].error);
      den_test_type (row, right);
    }
  g_assert_cmpuint (den_office_get_protocols (get_office (fixture))->len, ==, n);
}

/* A version that is not in force yet can be taken away; the shipped one is then the next. */
static void
test_removes_a_version (Fixture *fixture, gconstpointer data)
{
  guint n = den_office_get_protocols (get_office (fixture))->len;
  const DenProtocol *own;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog = open_copy (fixture);

  press (dialog, "Keep");
  g_assert_cmpuint (den_office_get_protocols (get_office (fixture))->len, ==, n + 1);
  own = in_force (fixture, "2030-01-01");
  g_assert_cmpint (own->record.id, !=, 0);
  g_assert_true (den_office_remove_protocol (get_office (fixture), own, &error));
  g_assert_no_error (error);
  den_test_settle ();
  g_assert_cmpuint (den_office_get_protocols (get_office (fixture))->len, ==, n);
  g_assert_cmpint (in_force (fixture, "2030-01-01")->record.id, ==, 0);
}

/* ---- the lists ---- */

/* The dialog over the copy's dialog. */
static GtkWidget *
edit_part (DenProtocolList *list, guint index)
{
  GtkWidget *dialog = den_protocol_list_edit (list, index);

  gtk_window_present (GTK_WINDOW (dialog));
  den_test_settle ();
  return dialog;
}

static void
test_changed_label_is_the_clinics (Fixture *fixture, gconstpointer data)
{
  DenProtocol *protocol = den_record_copy (in_force (fixture, DEN_TEST_DAY));
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = den_protocol_list_new (protocol, "phases");
  const DenProtocolPhase *phase;
  GtkWidget *dialog;

  gtk_window_set_child (GTK_WINDOW (window), list);
  phase = g_ptr_array_index (protocol->phases, 0);
  g_assert_cmpint (phase->label, ==, 1);
  press (edit_part (DEN_PROTOCOL_LIST (list), 0), "Keep");
  phase = g_ptr_array_index (protocol->phases, 0);
  g_assert_cmpint (phase->label, ==, 1);
  dialog = edit_part (DEN_PROTOCOL_LIST (list), 0);
  den_test_type (den_test_find_row (dialog, &den_protocol_phase_type, "sessions"), "10");
  press (dialog, "Keep");
  phase = g_ptr_array_index (protocol->phases, 0);
  g_assert_cmpint (phase->sessions, ==, 10);
  g_assert_cmpint (phase->label, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  den_test_settle ();
  den_record_free (protocol);
}

static void
test_parts_are_checked (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *list;
    const DenRecordType *type;
    const char *column;
    const char *text;
  } cases[] = {
    { "phases", &den_protocol_phase_type, "interval_days_max", "1" },
    { "phases", &den_protocol_phase_type, "per_week", "5" },
    { "doses", &den_protocol_dose_type, "dose_ug", "112" },
    { "checkpoints", &den_protocol_checkpoint_type, "measures", "bp weight" },
    { "checkpoints", &den_protocol_checkpoint_type, "early_minutes", "90" },
    { "limits", &den_protocol_limit_type, "at_least", "" },
  };
  DenProtocol *protocol = den_record_copy (in_force (fixture, DEN_TEST_DAY));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *list = den_protocol_list_new (protocol, cases[i].list);
      GtkWidget *dialog;
      DenFieldRow *row;

      g_test_message ("%s: %s “%s”", cases[i].list, cases[i].column, cases[i].text);
      gtk_window_set_child (GTK_WINDOW (window), list);
      dialog = edit_part (DEN_PROTOCOL_LIST (list), 0);
      row = den_test_find_row (dialog, cases[i].type, cases[i].column);
      den_test_type (row, cases[i].text);
      press (dialog, "Keep");
      g_assert_nonnull (den_field_row_get_error (row));
      gtk_window_destroy (GTK_WINDOW (dialog));
      gtk_window_destroy (GTK_WINDOW (window));
      den_test_settle ();
    }
  g_assert_true (den_record_equal (protocol, in_force (fixture, DEN_TEST_DAY)));
  den_record_free (protocol);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
#define ADD(PATH, TEST)                                                                            \
  g_test_add ("/desktop/protocols/" PATH, Fixture, NULL, set_up, TEST, tear_down)
  ADD ("tells-what-is-the-label", test_tells_what_is_the_label);
  ADD ("keeps-a-version", test_keeps_a_version);
  ADD ("refuses-bad-bounds", test_refuses_bad_bounds);
  ADD ("removes-a-version", test_removes_a_version);
  ADD ("changed-label-is-the-clinics", test_changed_label_is_the_clinics);
  ADD ("parts-are-checked", test_parts_are_checked);
#undef ADD
  return g_test_run ();
}
