/* A clinic for a test. */
#include "den-test.h"

#include <glib/gstdio.h>

/* The day that ISO, which must be right, writes. */
DenDay
den_test_day (const char *iso)
{
  DenDay day;

  g_assert_true (den_day_parse_iso (iso, &day));
  return day;
}

/* Removes FOLDER, which holds no folders, with what lies in it. */
void
den_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* A new, empty clinic whose today is DEN_TEST_DAY and whose user is "tester". */
void
den_test_clinic_open (DenTestClinic *clinic)
{
  g_autoptr (GError) error = NULL;

  clinic->folder = g_dir_make_tmp ("dendra-test-XXXXXX", &error);
  g_assert_no_error (error);
  clinic->path = g_build_filename (clinic->folder, "clinic.db", NULL);
  clinic->office = den_office_open (clinic->path, DEN_STORE_CREATE, "tester",
                                    den_test_day (DEN_TEST_DAY), &error);
  g_assert_no_error (error);
}

void
den_test_clinic_close (DenTestClinic *clinic)
{
  g_clear_object (&clinic->office);
  den_test_remove_folder (clinic->folder);
  g_clear_pointer (&clinic->path, g_free);
  g_clear_pointer (&clinic->folder, g_free);
}

/* The row id of a new patient of whom little is known. */
gint64
den_test_add_patient (DenOffice *office, const char *mrn, const char *family, const char *given)
{
  DenPatient *patient = den_record_new (&den_patient_type);
  g_autoptr (GError) error = NULL;
  gint64 id;

  patient->mrn = g_strdup (mrn);
  patient->family_name = g_strdup (family);
  patient->given_name = g_strdup (given);
  id = den_office_add_patient (office, patient, &error);
  g_assert_no_error (error);
  den_record_free (patient);
  return id;
}
