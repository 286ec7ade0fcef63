/* The patient list: rows on demand, searches told as the smallest change, selection by id. */
#include "den-office-private.h"
#include "den-patient-list.h"
#include "den-test.h"

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint calls;
} Heard;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Heard *heard)
{
  *heard = (Heard){ position, removed, added, heard->calls + 1 };
}

static char *
names (DenPatientList *list)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (DenPatientItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "",
                              den_patient_item_get_row (item)->name);
    }
  return g_string_free (joined, FALSE);
}

static void
add_some (DenOffice *office)
{
  den_test_add_patient (office, "3", "Nguyễn", "Thị Ánh");
  den_test_add_patient (office, "1", "Alder", "Ada");
  den_test_add_patient (office, "2", "Łukasik", "Zoë");
}

static void
test_search (void)
{
  static const struct
  {
    const char *typed;
    const char *found;
  } cases[] = {
    { "", "Alder, Ada; Łukasik, Zoë; Nguyễn, Thị Ánh" },
    { "nguyen", "Nguyễn, Thị Ánh" },
    { "anh nguyen", "Nguyễn, Thị Ánh" },
    { "NGUYEN anh", "Nguyễn, Thị Ánh" },
    { "lukas", "Łukasik, Zoë" },
    { "zoe", "Łukasik, Zoë" },
    { "Alder, Ada", "Alder, Ada" },
    { "lder", "Alder, Ada" },
    { "nobody", "" },
    { "%", "Alder, Ada; Łukasik, Zoë; Nguyễn, Thị Ánh" },
    { "a_a", "" },
  };
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenPatientList) list = NULL;
  g_autoptr (GError) error = NULL;

  den_test_clinic_open (&clinic);
  add_some (clinic.office);
  list = den_patient_list_new (clinic.office);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = NULL;

      g_assert_true (den_patient_list_set_search (list, cases[i].typed, &error));
      found = names (list);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_a_new_patient_takes_a_place_in_order (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenPatientList) list = NULL;
  g_autofree char *found = NULL;
  gint64 id;

  den_test_clinic_open (&clinic);
  add_some (clinic.office);
  list = den_patient_list_new (clinic.office);
  g_assert_true (den_patient_list_set_search (list, "", NULL));
  id = den_test_add_patient (clinic.office, "4", "Birch", "Bo");
  found = names (list);
  g_assert_cmpstr (found, ==, "Alder, Ada; Birch, Bo; Łukasik, Zoë; Nguyễn, Thị Ánh");
  g_assert_cmpuint (den_patient_list_find (list, id), ==, 1);
  g_assert_cmpuint (den_patient_list_find (list, 4711), ==, G_MAXUINT);
}

static void
test_a_search_tells_only_what_changed (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (DenPatientList) list = NULL;
  Heard heard = { 0 };

  den_test_clinic_open (&clinic);
  for (int i = 0; i < 300; i++)
    {
      g_autofree char *mrn = g_strdup_printf ("%03d", i);

      den_test_add_patient (clinic.office, mrn,
                            i == 150  ? "Mango"
                            : i < 150 ? "Apple"
                                      : "Zucchini",
                            mrn);
    }
  list = den_patient_list_new (clinic.office);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &heard);
  g_assert_true (den_patient_list_set_search (list, "", NULL));
  g_assert_cmpuint (heard.added, ==, 300);
  g_assert_true (den_patient_list_set_search (list, "", NULL));
  g_assert_cmpuint (heard.calls, ==, 1);
  g_assert_true (den_patient_list_set_search (list, "zucchini", NULL));
  g_assert_cmpuint (heard.position, ==, 0);
  g_assert_cmpuint (heard.removed, ==, 151);
  g_assert_cmpuint (heard.added, ==, 0);
}

/* A long list begins with a screenful; a search tells the rest behind it. */
static void
test_the_first_come_before_the_rest (void)
{
  static const struct
  {
    guint asked;
    const char *shown;
    gboolean more;
  } cases[] = {
    { 2, "Alder, Ada; Łukasik, Zoë", TRUE },
    { 3, "Alder, Ada; Łukasik, Zoë; Nguyễn, Thị Ánh", FALSE },
    { 64, "Alder, Ada; Łukasik, Zoë; Nguyễn, Thị Ánh", FALSE },
  };
  g_auto (DenTestClinic) clinic = { 0 };

  den_test_clinic_open (&clinic);
  add_some (clinic.office);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DenPatientList) list = den_patient_list_new (clinic.office);
      g_autofree char *shown = NULL;
      Heard heard = { 0 };
      gboolean more;

      g_assert_true (den_patient_list_show_first (list, cases[i].asked, &more, NULL));
      shown = names (list);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_cmpint (more, ==, cases[i].more);
      g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &heard);
      g_assert_true (den_patient_list_set_search (list, "", NULL));
      g_assert_cmpuint (heard.calls, ==, cases[i].more ? 1 : 0);
      g_assert_cmpuint (heard.position, ==, cases[i].more ? cases[i].asked : 0);
      g_assert_cmpuint (heard.removed, ==, 0);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
    }
}

/* A patient whom another program entered comes in between; what others write else moves nothing. */
static void
test_a_patient_from_elsewhere (void)
{
  g_auto (DenTestClinic) clinic = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DenOffice) other = NULL;
  g_autoptr (DenPatientList) list = NULL;
  g_autofree char *shown = NULL;
  Heard heard = { 0 };

  den_test_clinic_open (&clinic);
  add_some (clinic.office);
  other = den_office_open (clinic.path, DEN_STORE_WRITE, "other", DEN_UNKNOWN, &error);
  g_assert_no_error (error);
  list = den_patient_list_new (clinic.office);
  g_assert_true (den_patient_list_set_search (list, "", NULL));
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &heard);

  den_office_tell_patient_changed (clinic.office, 0, FALSE);
  g_assert_cmpuint (heard.calls, ==, 0);

  den_test_add_patient (other, "4", "Birch", "Bo");
  den_office_tell_patient_changed (clinic.office, 0, FALSE);
  g_assert_cmpuint (heard.calls, ==, 1);
  g_assert_cmpuint (heard.position, ==, 1);
  g_assert_cmpuint (heard.removed, ==, 0);
  g_assert_cmpuint (heard.added, ==, 1);
  shown = names (list);
  g_assert_cmpstr (shown, ==, "Alder, Ada; Birch, Bo; Łukasik, Zoë; Nguyễn, Thị Ánh");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/patient-list/search", test_search);
  g_test_add_func ("/patient-list/new", test_a_new_patient_takes_a_place_in_order);
  g_test_add_func ("/patient-list/diff", test_a_search_tells_only_what_changed);
  g_test_add_func ("/patient-list/elsewhere", test_a_patient_from_elsewhere);
  g_test_add_func ("/patient-list/first", test_the_first_come_before_the_rest);
  return g_test_run ();
}
