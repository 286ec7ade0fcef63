/* The demo clinic: its frame, and the charts that the program carries. */
#include "den-demo-private.h"

#include "den-calendar.h"
#include "den-chart-file.h"
#include "den-reference-data.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CHARTS_PATH "/org/dendra/Dendra/demo/"
#define USER "demo"
#define CHAIRS 4
/* Charts of one transaction: few commits, and a log that does not outgrow the database. */
#define CHARTS_A_TRANSACTION 5000

DenDay
den_demo_day (void)
{
  return den_day_new (2026, 11, 20);
}

DenInstant
den_demo_now (void)
{
  return (DenInstant){
    .us = ((den_demo_day () * 24 + 17) * 60 + 40) * 60 * G_USEC_PER_SEC,
    .offset_minutes = -6 * 60,
  };
}

/* Every change of the demo clinic was made at 8 in the morning of its day, so that it comes out the
 * same whenever it is made. */
static DenTransaction *
begin (DenStore *store, GError **error)
{
  const DenInstant at = {
    .us = (den_demo_day () * 24 + 14) * 3600 * G_USEC_PER_SEC,
    .offset_minutes = -6 * 60,
  };

  return den_transaction_begin (store, USER, at, error);
}

/* Its NPI, 1234567893, is the example of the standard's own text: it passes the check digit. */
static DenClinic *
clinic_new (void)
{
  DenClinic *clinic = den_record_new (&den_clinic_type);

  clinic->name = g_strdup ("Sampleton Demo Clinic");
  clinic->npi = g_strdup ("1234567893");
  clinic->tax_id = g_strdup ("00-0000000");
  clinic->street = g_strdup ("1 Example Street");
  clinic->city = g_strdup ("Sampleton");
  clinic->state = g_strdup ("TX");
  clinic->zip = g_strdup ("00001");
  clinic->phone = g_strdup ("(555) 555-0100");
  clinic->fax = g_strdup ("(555) 555-0111");
  clinic->email = g_strdup ("desk@example.org");
  clinic->contact_name = g_strdup ("Fern Demo-Desk");
  clinic->rems_site_id = g_strdup ("DEMO-SITE-1");
  clinic->demo = 1;
  return clinic;
}

static gboolean
insert_clinic (DenStore *store, GError **error)
{
  g_autoptr (DenTransaction) transaction = begin (store, error);
  DenClinic *clinic = clinic_new ();
  gboolean inserted;

  inserted = transaction != NULL && den_transaction_insert (transaction, clinic, 0, error) &&
             den_transaction_commit (&transaction, error);
  den_record_free (clinic);
  return inserted;
}

/* ---- its calendar ---- */

static DenChair *
chair_new (gint64 rank)
{
  DenChair *chair = den_record_new (&den_chair_type);

  chair->name = g_strdup_printf ("Chair %d", (int) rank);
  chair->rank = rank;
  return chair;
}

static DenOpening *
opening_new (DenWeekday weekday)
{
  DenOpening *opening = den_record_new (&den_opening_type);

  opening->weekday = weekday;
  opening->opens = g_strdup ("08:00");
  opening->closes = g_strdup ("17:30");
  return opening;
}

/* Thanksgiving and the day after. */
static DenClosure *
closure_new (void)
{
  DenClosure *closure = den_record_new (&den_closure_type);

  closure->from_on = den_day_new (2026, 11, 26);
  closure->to_on = den_day_new (2026, 11, 27);
  closure->reason = g_strdup ("Thanksgiving");
  return closure;
}

/* Inserts RECORD, which is freed. */
static gboolean
insert_own (DenTransaction *transaction, gpointer record, GError **error)
{
  gboolean inserted = den_transaction_insert (transaction, record, 0, error);

  den_record_free (record);
  return inserted;
}

static gboolean
insert_calendar (DenStore *store, GError **error)
{
  g_autoptr (DenTransaction) transaction = begin (store, error);

  if (transaction == NULL)
    return FALSE;
  for (gint64 rank = 1; rank <= CHAIRS; rank++)
    if (!insert_own (transaction, chair_new (rank), error))
      return FALSE;
  for (DenWeekday weekday = DEN_MONDAY; weekday <= DEN_FRIDAY; weekday++)
    if (!insert_own (transaction, opening_new (weekday), error))
      return FALSE;
  return insert_own (transaction, closure_new (), error) &&
         den_transaction_commit (&transaction, error);
}

/* ---- the shipped charts ---- */

/* Reads the chart file called NAME as an import would. A fault in one is a fault of the build; it
 * is told like any other. */
static DenChart *
read_chart (const char *name, const DenReference *reference, GError **error)
{
  g_autofree char *path = g_strconcat (CHARTS_PATH, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (DenProblems) problems = den_problems_new ();
  DenChart *chart;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  chart = den_chart_file_read (text, length, reference, den_demo_day (), problems);
  if (chart == NULL)
    {
      const DenProblem *first = g_ptr_array_index (problems, 0);

      g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT, "%s: %s %s", name, first->place,
                   first->message);
    }
  return chart;
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names of the shipped chart files in their order. */
static char **
chart_names (GError **error)
{
  char **names = g_resources_enumerate_children (CHARTS_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (names != NULL)
    qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

static gboolean
insert_shipped (DenStore *store, GError **error)
{
  g_autoptr (DenReference) reference = den_reference_data_load (error);
  g_auto (GStrv) names = reference != NULL ? chart_names (error) : NULL;
  g_autoptr (DenTransaction) transaction = names != NULL ? begin (store, error) : NULL;

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (DenChart) chart = read_chart (names[i], reference, error);

      if (chart == NULL || !den_transaction_insert_chart (transaction, chart, error))
        return FALSE;
    }
  return den_transaction_commit (&transaction, error);
}

/* ---- the made clinic ---- */

static gboolean
insert_made (DenStore *store, guint patients, GError **error)
{
  for (guint first = 0; first < patients; first += CHARTS_A_TRANSACTION)
    {
      g_autoptr (DenTransaction) transaction = begin (store, error);
      guint last = MIN (first + CHARTS_A_TRANSACTION, patients);

      if (transaction == NULL)
        return FALSE;
      for (guint i = first; i < last; i++)
        {
          g_autoptr (DenChart) chart = den_demo_make_chart (i);

          if (!den_transaction_insert_chart (transaction, chart, error))
            return FALSE;
        }
      if (!den_transaction_commit (&transaction, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_clinic (const char *path, guint patients, GError **error)
{
  g_autoptr (DenStore) store = den_store_open (path, DEN_STORE_CREATE, error);

  return store != NULL && insert_clinic (store, error) && insert_calendar (store, error) &&
         (patients > 0 ? insert_made (store, patients, error) : insert_shipped (store, error));
}

/* Removes what is left of a database at PATH. */
static void
remove_database (const char *path)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

/* It is made beside PATH and takes its name when it is whole. */
gboolean
den_demo_write (const char *path, guint patients, GError **error)
{
  g_autofree char *making = g_strconcat (path, ".making", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT,
                   _ ("%s: there is a file of this name already; choose another"), path);
      return FALSE;
    }
  remove_database (making);
  if (!write_clinic (making, patients, error))
    {
      remove_database (making);
      return FALSE;
    }
  if (g_rename (making, path) != 0)
    {
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_READ_ONLY,
                   _ ("%s: the file can not be given this name"), path);
      remove_database (making);
      return FALSE;
    }
  return TRUE;
}
