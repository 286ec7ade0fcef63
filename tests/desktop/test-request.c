/* The request of a prior authorization: it begins with its first field, codes are filled in on
 * demand, and what is missing follows. */
#include "den-desktop-test.h"

#include "den-chart-editor.h"
#include "den-papers-list.h"
#include "den-prior-auth-page.h"
#include "den-request-form.h"

#include <string.h>

static void
open_page (DenTestDesktop *desktop, const char *mrn)
{
  den_test_desktop_open (desktop);
  den_window_open_patient (desktop->window, den_test_find_patient (desktop, mrn));
  gtk_widget_activate_action (GTK_WIDGET (desktop->window), "win.page", "s", "prior-auth");
  den_test_settle ();
}

static DenChart *
load (DenTestDesktop *desktop, const char *mrn)
{
  g_autoptr (GError) error = NULL;
  DenChart *chart = den_office_load_chart (desktop->clinic.office, mrn, &error);

  g_assert_no_error (error);
  return chart;
}

/* D-0039 has nothing but a name: the first field makes the request, the second joins it. */
static void
test_begins_with_its_first_field (void)
{
  DenTestDesktop desktop;
  GtkWidget *window;
  g_autoptr (DenChart) before = NULL;
  g_autoptr (DenChart) after = NULL;
  const DenAuthorization *request;

  open_page (&desktop, "D-0039");
  window = GTK_WIDGET (desktop.window);
  before = load (&desktop, "D-0039");
  g_assert_cmpuint (before->authorizations->len, ==, 0);
  g_assert_true (den_test_shows (window, "Codes asked for"));

  den_test_type (den_test_find_row (window, &den_authorization_type, "hcpcs"), "G2083");
  den_test_type (den_test_find_row (window, &den_authorization_type, "duration_days"), "28");
  after = load (&desktop, "D-0039");
  g_assert_cmpuint (after->authorizations->len, ==, 1);
  request = g_ptr_array_index (after->authorizations, 0);
  g_assert_cmpstr (request->hcpcs, ==, "G2083");
  g_assert_cmpint (request->duration_days, ==, 28);
  g_assert_nonnull (request->policy);
  den_test_settle ();
  g_assert_false (den_test_shows (window, "Codes asked for"));
  den_test_desktop_close (&desktop);
}

/* The index of the product with the code and the dose among the reference's. */
static guint
find_product (DenOffice *office, const char *hcpcs, gint64 dose_ug)
{
  const DenReference *reference = den_office_get_reference (office);

  for (guint i = 0; i < reference->products->len; i++)
    {
      const DenProduct *product = g_ptr_array_index (reference->products, i);

      if (strcmp (product->hcpcs, hcpcs) == 0 && product->dose_ug == dose_ug)
        return i;
    }
  g_assert_not_reached ();
}

static void
test_fills_in_the_codes (void)
{
  DenTestDesktop desktop;
  GtkWidget *form;
  g_autoptr (DenChart) chart = NULL;
  const DenAuthorization *request;

  open_page (&desktop, "D-0039");
  form = den_test_find (GTK_WIDGET (desktop.window), DEN_TYPE_REQUEST_FORM);
  gtk_widget_activate_action (form, "prior-auth.fill", "u",
                              find_product (desktop.clinic.office, "G2083", 84000));
  chart = load (&desktop, "D-0039");
  g_assert_cmpuint (chart->authorizations->len, ==, 1);
  request = g_ptr_array_index (chart->authorizations, 0);
  g_assert_cmpstr (request->hcpcs, ==, "G2083");
  g_assert_cmpstr (request->ndc, ==, "50458002803");
  g_assert_cmpint (request->dose_ug, ==, 84000);
  g_assert_cmpint (request->units, ==, 1);
  /* One change, one step back. */
  gtk_widget_activate_action (GTK_WIDGET (desktop.window), "win.undo", NULL);
  g_clear_pointer (&chart, den_chart_free);
  chart = load (&desktop, "D-0039");
  g_assert_cmpuint (chart->authorizations->len, ==, 0);
  den_test_desktop_close (&desktop);
}

/* A new request leaves the one before as it is, and begins empty. */
static void
test_new_request (void)
{
  DenTestDesktop desktop;
  DenFieldRow *frequency;
  g_autoptr (DenChart) chart = NULL;

  open_page (&desktop, "D-0039");
  frequency = den_test_find_row (GTK_WIDGET (desktop.window), &den_authorization_type, "frequency");
  den_test_type (frequency, "Twice a week");
  g_signal_emit_by_name (den_test_find_button (GTK_WIDGET (desktop.window), "New request"),
                         "clicked");
  g_assert_null (den_field_row_get_value (frequency)->text);
  chart = load (&desktop, "D-0039");
  g_assert_cmpuint (chart->authorizations->len, ==, 2);
  den_test_desktop_close (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/desktop/request/begins-with-its-first-field",
                   test_begins_with_its_first_field);
  g_test_add_func ("/desktop/request/fills-in-the-codes", test_fills_in_the_codes);
  g_test_add_func ("/desktop/request/new-request", test_new_request);
  return g_test_run ();
}
