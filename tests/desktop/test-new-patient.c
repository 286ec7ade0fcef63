/* A new patient: what is wrong stands beside its field, twins are told, and the page opens. */
#include "den-desktop-test.h"

#include "den-chart.h"

static GtkWidget *
open_dialog (DenTestDesktop *desktop)
{
  den_test_desktop_open (desktop);
  gtk_widget_activate_action (GTK_WIDGET (desktop->window), "win.new-patient", NULL);
  return den_test_get_dialog (desktop);
}

static void
type_patient (GtkWidget *dialog, const char *column, const char *text)
{
  den_test_type (den_test_find_row (dialog, &den_patient_type, column), text);
}

static void
type_coverage (GtkWidget *dialog, const char *column, const char *text)
{
  den_test_type (den_test_find_row (dialog, &den_coverage_type, column), text);
}

static void
accept (GtkWidget *dialog)
{
  g_signal_emit_by_name (den_test_find_button (dialog, "Add patient"), "clicked");
  den_test_settle ();
}

static void
test_suggests_the_next_mrn (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog = open_dialog (&desktop);

  g_assert_cmpstr (
      den_field_row_get_value (den_test_find_row (dialog, &den_patient_type, "mrn"))->text, ==,
      "D-0066");
  den_test_desktop_close (&desktop);
}

/* Nothing is added while something is wrong, and each wrong field says so itself. */
static void
test_wrong_fields (void)
{
  static const struct
  {
    const char *column;
    const char *text;
  } cases[] = {
    { "birth_date", "13/45/1980" },
    { "phone", "none of your business" },
    { "mrn", "" },
    { "family_name", "" },
  };
  DenTestDesktop desktop;
  GtkWidget *dialog = open_dialog (&desktop);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    type_patient (dialog, cases[i].column, cases[i].text);
  accept (dialog);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].column);
      g_assert_nonnull (
          den_field_row_get_error (den_test_find_row (dialog, &den_patient_type, cases[i].column)));
    }
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "today");
  g_assert_true (den_test_get_dialog (&desktop) == dialog);
  den_test_desktop_close (&desktop);
}

static void
test_taken_mrn (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog = open_dialog (&desktop);

  type_patient (dialog, "mrn", "D-0001");
  type_patient (dialog, "family_name", "Newcomer");
  accept (dialog);
  g_assert_cmpstr (den_field_row_get_error (den_test_find_row (dialog, &den_patient_type, "mrn")),
                   ==, "is taken by another patient");
  den_test_desktop_close (&desktop);
}

/* A member ID without a payer would be lost: the payer is asked for. */
static void
test_member_id_needs_its_payer (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog = open_dialog (&desktop);

  type_patient (dialog, "family_name", "Newcomer");
  type_coverage (dialog, "member_id", "W123");
  accept (dialog);
  g_assert_nonnull (
      den_field_row_get_error (den_test_find_row (dialog, &den_coverage_type, "payer")));
  g_assert_cmpint (den_test_find_patient (&desktop, "D-0001"), !=, 0);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "today");
  den_test_desktop_close (&desktop);
}

static void
test_adds_and_opens (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog = open_dialog (&desktop);
  g_autoptr (DenChart) chart = NULL;
  g_autoptr (GError) error = NULL;
  const DenCoverage *coverage;

  type_patient (dialog, "family_name", "Newcomer");
  type_patient (dialog, "given_name", "Ada");
  type_patient (dialog, "birth_date", "2/3/1980");
  type_coverage (dialog, "payer", "Cigna");
  type_coverage (dialog, "member_id", "W123");
  accept (dialog);
  g_assert_cmpstr (den_window_get_place (desktop.window), ==, "patient");

  chart = den_office_load_chart (desktop.clinic.office, "D-0066", &error);
  g_assert_no_error (error);
  g_assert_cmpint (chart->patient->birth_date, ==, den_test_day ("1980-02-03"));
  g_assert_cmpuint (chart->coverages->len, ==, 1);
  coverage = g_ptr_array_index (chart->coverages, 0);
  g_assert_cmpint (coverage->rank, ==, 1);
  g_assert_cmpstr (coverage->member_id, ==, "W123");
  den_test_desktop_close (&desktop);
}

/* Nobody is entered twice without having been told. */
static void
test_tells_of_a_twin (void)
{
  DenTestDesktop desktop;
  GtkWidget *dialog = open_dialog (&desktop);

  type_patient (dialog, "family_name", "larch");
  type_patient (dialog, "given_name", "Cirrus Demo");
  den_test_settle ();
  g_assert_false (den_test_shows (dialog, "with this birth date"));
  type_patient (dialog, "birth_date", "03/09/1984");
  den_test_settle ();
  g_assert_true (den_test_shows (dialog, "with this birth date"));
  g_signal_emit_by_name (den_test_find_button (dialog, "Open instead"), "clicked");
  g_assert_cmpint (den_window_get_patient_id (desktop.window), ==,
                   den_test_find_patient (&desktop, "D-0001"));
  den_test_desktop_close (&desktop);
}

/* What was searched for and not found is the new patient's name. */
static void
test_takes_the_searched_name (void)
{
  static const struct
  {
    const char *typed;
    const char *family;
    const char *given;
  } cases[] = {
    { "Ada Newcomer", "Newcomer", "Ada" },
    { "Newcomer, Ada", "Newcomer", "Ada" },
    { "Newcomer", "Newcomer", NULL },
    { "02/03/1980", NULL, NULL },
  };
  DenTestDesktop desktop;

  den_test_desktop_open (&desktop);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *dialog;

      gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.new-patient-named", "s",
                                  cases[i].typed);
      dialog = den_test_get_dialog (&desktop);
      g_assert_cmpstr (
          den_field_row_get_value (den_test_find_row (dialog, &den_patient_type, "family_name"))
              ->text,
          ==, cases[i].family);
      g_assert_cmpstr (
          den_field_row_get_value (den_test_find_row (dialog, &den_patient_type, "given_name"))
              ->text,
          ==, cases[i].given);
      gtk_window_destroy (GTK_WINDOW (dialog));
      den_test_settle ();
    }
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/new-patient/suggests-the-next-mrn", test_suggests_the_next_mrn);
  g_test_add_func ("/desktop/new-patient/wrong-fields", test_wrong_fields);
  g_test_add_func ("/desktop/new-patient/taken-mrn", test_taken_mrn);
  g_test_add_func ("/desktop/new-patient/member-id-needs-its-payer",
                   test_member_id_needs_its_payer);
  g_test_add_func ("/desktop/new-patient/adds-and-opens", test_adds_and_opens);
  g_test_add_func ("/desktop/new-patient/tells-of-a-twin", test_tells_of_a_twin);
  g_test_add_func ("/desktop/new-patient/takes-the-searched-name", test_takes_the_searched_name);
  return g_test_run ();
}
