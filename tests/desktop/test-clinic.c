/* The clinic's page and its policies: what is set up once, confirmed, and written anew. */
#include "den-desktop-test.h"

#include "den-chart-place.h"
#include "den-policy-dialog.h"
#include "den-policy-view.h"

#define POLICY "label-trd"

static void
accept (GtkWidget *dialog, const char *label)
{
  g_signal_emit_by_name (den_test_find_button (dialog, label), "clicked");
  den_test_settle ();
}

/* The check digit of an NPI is verified beside its field, and a wrong one is not kept. */
static void
test_npi (void)
{
  DenTestDesktop desktop;
  DenFieldRow *npi;

  den_test_desktop_open (&desktop);
  den_window_show_section (desktop.window, "clinic");
  npi = den_test_find_row (GTK_WIDGET (desktop.window), &den_clinic_type, "npi");
  den_test_type (npi, "1234567890");
  g_assert_nonnull (den_field_row_get_error (npi));
  g_assert_cmpstr (den_office_get_clinic (desktop.clinic.office)->npi, ==, "1234567893");
  den_test_type (npi, "1245319599");
  g_assert_null (den_field_row_get_error (npi));
  g_assert_cmpstr (den_office_get_clinic (desktop.clinic.office)->npi, ==, "1245319599");
  den_test_desktop_close (&desktop);
}

static void
test_adds_a_prescriber (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog;

  den_test_desktop_open (&desktop);
  den_window_show_section (desktop.window, "clinic");
  den_test_settle ();
  accept (GTK_WIDGET (desktop.window), "Add a prescriber…");
  dialog = den_test_get_dialog (&desktop);
  accept (dialog, "Keep");
  g_assert_nonnull (
      den_field_row_get_error (den_test_find_row (dialog, &den_prescriber_type, "name")));
  den_test_type (den_test_find_row (dialog, &den_prescriber_type, "name"), "Jane Newly");
  accept (dialog, "Keep");
  g_assert_true (den_test_shows (GTK_WIDGET (desktop.window), "Jane Newly · no NPI yet"));
  den_test_desktop_close (&desktop);
}

static gboolean
is_checked (gpointer window)
{
  return den_test_shows (window, "The file is whole");
}

static void
test_checks_the_file (void)
{
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  den_window_show_section (desktop.window, "clinic");
  den_test_settle ();
  accept (GTK_WIDGET (desktop.window), "Check the file");
  den_test_wait (is_checked, desktop.window);
  den_test_desktop_close (&desktop);
}

static void
test_confirms_a_policy (void)
{
  DenTestDesktop desktop;
  DenOffice *office;
  GtkWidget *dialog;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  den_test_desktop_open (&desktop);
  office = desktop.clinic.office;
  before = den_policy_confirmation_words (office, POLICY);
  g_assert_true (g_str_has_prefix (before, "Nobody has confirmed this policy"));
  dialog = den_policy_confirm_dialog_new (GTK_WINDOW (desktop.window), office, POLICY);
  gtk_window_present (GTK_WINDOW (dialog));
  den_test_settle ();
  den_test_type (den_test_find_row (dialog, &den_policy_confirmation_type, "confirmed_by"),
                 "Ann Lee");
  accept (dialog, "Confirm");
  after = den_policy_confirmation_words (office, POLICY);
  g_assert_cmpstr (after, ==, "Checked against the payer’s text on 11/20/2026 by Ann Lee.");
  den_test_desktop_close (&desktop);
}

/* An edited policy is the clinic's own text, which nobody has confirmed. */
static void
test_edits_a_policy (void)
{
  DenTestDesktop desktop;
  DenOffice *office;
  GtkWidget *dialog;

  den_test_desktop_open (&desktop);
  office = desktop.clinic.office;
  dialog = den_policy_edit_dialog_new (GTK_WINDOW (desktop.window), office, POLICY, FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  den_test_settle ();
  den_test_type (den_test_find_row (dialog, &den_policy_type, "trial_count"), "3");
  accept (dialog, "Keep");
  g_assert_true (den_office_policy_is_edited (office, POLICY));
  g_assert_cmpint (den_office_find_policy (office, POLICY)->trial_count, ==, 3);
  den_test_desktop_close (&desktop);
}

static void
test_copies_a_policy (void)
{
  DenTestDesktop desktop;
  DenOffice *office;
  GtkWidget *dialog;
  DenFieldRow *id;

  den_test_desktop_open (&desktop);
  office = desktop.clinic.office;
  dialog = den_policy_edit_dialog_new (GTK_WINDOW (desktop.window), office, POLICY, TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
  den_test_settle ();
  id = den_test_find_row (dialog, &den_policy_type, "policy_id");
  accept (dialog, "Keep");
  g_assert_nonnull (den_field_row_get_error (id));
  den_test_type (id, POLICY);
  accept (dialog, "Keep");
  g_assert_cmpstr (den_field_row_get_error (id), ==, "must be an ID that no other policy has");
  den_test_type (id, "our-own");
  accept (dialog, "Keep");
  g_assert_nonnull (den_office_find_policy (office, "our-own"));
  g_assert_false (den_office_policy_is_edited (office, POLICY));
  den_test_desktop_close (&desktop);
}

/* Where what is missing in a packet is to be entered. */
static void
test_places (void)
{
  static const struct
  {
    const char *text;
    const DenRecordType *type; /* NULL: no place of the chart */
    const char *column;
    gboolean exists;
  } cases[] = {
    { "patient.birth_date", &den_patient_type, "birth_date", TRUE },
    { "patient.address", &den_patient_type, "street", TRUE },
    { "coverages", &den_coverage_type, NULL, FALSE },
    { "coverages[0].member_id", &den_coverage_type, "member_id", TRUE },
    { "coverages[9].member_id", &den_coverage_type, "member_id", FALSE },
    { "authorizations[0].dose_mg", &den_authorization_type, "dose_ug", TRUE },
    { "prescriber.npi", &den_prescriber_type, "npi", TRUE },
    { "clinic.npi", NULL, NULL, FALSE },
    { "", NULL, NULL, FALSE },
  };
  DenTestDesktop desktop;
  g_autoptr (DenChart) chart = NULL;
  g_autoptr (GError) error = NULL;

  den_test_desktop_open (&desktop);
  chart = den_office_load_chart (desktop.clinic.office, "D-0001", &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DenChartPlace place = { 0 };

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (den_chart_place_find (chart, cases[i].text, &place), ==,
                       cases[i].type != NULL);
      if (cases[i].type == NULL)
        continue;
      g_assert_true (place.type == cases[i].type);
      g_assert_cmpstr (place.column, ==, cases[i].column);
      g_assert_cmpint (place.record != NULL, ==, cases[i].exists);
    }
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/clinic/npi", test_npi);
  g_test_add_func ("/desktop/clinic/adds-a-prescriber", test_adds_a_prescriber);
  g_test_add_func ("/desktop/clinic/checks-the-file", test_checks_the_file);
  g_test_add_func ("/desktop/clinic/confirms-a-policy", test_confirms_a_policy);
  g_test_add_func ("/desktop/clinic/edits-a-policy", test_edits_a_policy);
  g_test_add_func ("/desktop/clinic/copies-a-policy", test_copies_a_policy);
  g_test_add_func ("/desktop/clinic/places", test_places);
  return g_test_run ();
}
