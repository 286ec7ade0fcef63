/* The opened clinic: opening, the clinic's own data, and patients in and out. */
#include "den-office-private.h"

#include "den-booking.h"
#include "den-chart-file.h"
#include "den-clock-private.h"
#include "den-reference-data.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

enum
{
  SIGNAL_PATIENT_CHANGED,
  SIGNAL_PATIENTS_CHANGED,
  SIGNAL_CLINIC_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenOffice, den_office, G_TYPE_OBJECT)
G_DEFINE_QUARK (den - office - error - quark, den_office_error)

static void
den_office_finalize (GObject *object)
{
  DenOffice *self = DEN_OFFICE (object);

  if (self->clock != NULL)
    den_clock_leave_store (self->clock);
  g_clear_object (&self->clock);
  den_office_forget_policies (self);
  den_office_forget_protocols (self);
  den_office_forget_calendar (self);
  g_clear_pointer (&self->clinic, den_record_free);
  g_clear_pointer (&self->reference, den_reference_free);
  g_clear_pointer (&self->store, den_store_close);
  g_clear_pointer (&self->user, g_free);
  G_OBJECT_CLASS (den_office_parent_class)->finalize (object);
}

static void
den_office_class_init (DenOfficeClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = den_office_finalize;

  signals[SIGNAL_PATIENT_CHANGED] = g_signal_new ("patient-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_PATIENTS_CHANGED] = g_signal_new ("patients-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLINIC_CHANGED] =
      g_signal_new ("clinic-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_office_init (DenOffice *self)
{
  self->on = DEN_UNKNOWN;
}

static gboolean
load_clinic (DenOffice *office, GError **error)
{
  g_autoptr (GPtrArray) rows = den_store_load_all (office->store, &den_clinic_type, 0, error);

  if (rows == NULL)
    return FALSE;
  g_clear_pointer (&office->clinic, den_record_free);
  if (rows->len > 0)
    office->clinic = den_record_copy (g_ptr_array_index (rows, 0));
  return TRUE;
}

DenOffice *
den_office_open (const char *path, DenStoreMode mode, const char *user, DenDay on, GError **error)
{
  g_autoptr (DenOffice) office = g_object_new (DEN_TYPE_OFFICE, NULL);

  office->user = g_strdup (user != NULL ? user : g_get_user_name ());
  office->on = on;
  office->store = den_store_open (path, mode, error);
  if (office->store == NULL || !load_clinic (office, error))
    return NULL;
  return g_steal_pointer (&office);
}

/* $XDG_DATA_HOME/dendra/clinic.db, to be freed. */
char *
den_office_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "dendra", "clinic.db", NULL);
}

DenStore *
den_office_get_store (DenOffice *office)
{
  return office->store;
}

/* Read when it is first asked for: the patient list does without. */
const DenReference *
den_office_get_reference (DenOffice *office)
{
  g_autoptr (GError) error = NULL;

  if (office->reference == NULL)
    office->reference = den_reference_data_load (&error);
  if (office->reference == NULL)
    g_error ("What is built into the program can not be read: %s", error->message);
  return office->reference;
}

const char *
den_office_get_user (DenOffice *office)
{
  return office->user;
}

/* The day that rules and papers take for today. */
DenDay
den_office_get_today (DenOffice *office)
{
  if (office->on != DEN_UNKNOWN)
    return office->on;
  return office->clock != NULL ? den_clock_today (office->clock) : den_day_today ();
}

/* Reads chairs, hours and protocols again where another program changed them. */
static void
look_at_clinic (DenOffice *office)
{
  gboolean calendar = den_office_calendar_is_stale (office);
  gboolean protocols = den_office_protocols_are_stale (office);

  if (calendar)
    den_office_forget_calendar (office);
  if (protocols)
    den_office_forget_protocols (office);
  if (calendar || protocols)
    den_office_tell_clinic_changed (office);
}

/* Tells of what another program wrote: whose chart it was is not known. */
static void
look_elsewhere (gpointer data)
{
  DenOffice *office = data;
  g_autoptr (GError) error = NULL;
  gboolean changed;

  if (!den_store_changed_elsewhere (office->store, &changed, &error))
    g_debug ("Whether others wrote is not known: %s", error->message);
  else if (changed)
    {
      look_at_clinic (office);
      den_office_tell_patient_changed (office, 0, FALSE);
    }
}

void
den_office_take_clock (DenOffice *office, DenClock *clock)
{
  if (office->clock != NULL)
    den_clock_leave_store (office->clock);
  g_set_object (&office->clock, clock);
  den_clock_set_keeper (clock, look_elsewhere, office);
}

DenClock *
den_office_get_clock (DenOffice *office)
{
  if (office->clock == NULL)
    {
      g_autoptr (DenClock) clock = den_clock_new (office->store, office->on);

      den_office_take_clock (office, clock);
    }
  return office->clock;
}

DenInstant
den_office_now (DenOffice *office)
{
  return den_clock_now (den_office_get_clock (office));
}

DenTransaction *
den_office_begin (DenOffice *office, GError **error)
{
  return den_transaction_begin (office->store, office->user, den_instant_now (), error);
}

void
den_office_tell_patient_changed (DenOffice *office, gint64 patient_id, gboolean listed)
{
  g_signal_emit (office, signals[SIGNAL_PATIENT_CHANGED], 0, patient_id);
  if (listed)
    g_signal_emit (office, signals[SIGNAL_PATIENTS_CHANGED], 0);
}

void
den_office_tell_clinic_changed (DenOffice *office)
{
  g_signal_emit (office, signals[SIGNAL_CLINIC_CHANGED], 0);
}

void
den_office_set_input_error (GError **error, DenProblems *problems)
{
  const DenProblem *first = g_ptr_array_index (problems, 0);

  g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT, "%s: %s", first->place,
               first->message);
}

gboolean
den_office_refuse (GError **error, const char *sentence, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, sentence);
  message = g_strdup_vprintf (sentence, arguments);
  va_end (arguments);
  g_set_error_literal (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_INPUT, message);
  return FALSE;
}

/* ---- the clinic's own data ---- */

const DenClinic *
den_office_get_clinic (DenOffice *office)
{
  return office->clinic;
}

gboolean
den_office_is_demo (DenOffice *office)
{
  return office->clinic != NULL && office->clinic->demo == 1;
}

GPtrArray *
den_office_load_rows (DenOffice *office, const DenRecordType *type, gboolean *whole)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = den_store_load_all (office->store, type, 0, &error);

  if (rows != NULL)
    return rows;
  g_warning ("The clinic's own data can not be read: %s", error->message);
  if (whole != NULL)
    *whole = FALSE;
  return g_ptr_array_new_with_free_func (den_record_free);
}

gboolean
den_office_save_record (DenOffice *office, gpointer record, GError **error)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (DenTransaction) transaction = NULL;

  den_record_check (record, "", problems);
  if (problems->len > 0)
    {
      den_office_set_input_error (error, problems);
      return FALSE;
    }
  transaction = den_office_begin (office, error);
  if (transaction == NULL)
    return FALSE;
  if (((DenRecord *) record)->id == 0 ? !den_transaction_insert (transaction, record, 0, error)
                                      : !den_transaction_update (transaction, record, error))
    return FALSE;
  return den_transaction_commit (&transaction, error);
}

/* Saves what the clinic says of itself; CLINIC stays the caller's. */
gboolean
den_office_save_clinic (DenOffice *office, DenClinic *clinic, GError **error)
{
  if (!den_office_save_record (office, clinic, error) || !load_clinic (office, error))
    return FALSE;
  den_office_tell_clinic_changed (office);
  return TRUE;
}

/* DenPrescriber, in the order they were entered. */
GPtrArray *
den_office_load_prescribers (DenOffice *office, GError **error)
{
  return den_store_load_all (office->store, &den_prescriber_type, 0, error);
}

gboolean
den_office_save_prescriber (DenOffice *office, DenPrescriber *prescriber, GError **error)
{
  if (!den_office_save_record (office, prescriber, error))
    return FALSE;
  den_office_tell_clinic_changed (office);
  return TRUE;
}

/* ---- patients ---- */

/* The chart of the patient whose MRN is MRN. NULL with NOT_FOUND where the clinic has none. */
DenChart *
den_office_load_chart (DenOffice *office, const char *mrn, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 id = den_store_find_patient (office->store, mrn, &local);

  if (id == 0)
    {
      if (local == NULL || g_error_matches (local, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND))
        g_set_error (error, DEN_OFFICE_ERROR, DEN_OFFICE_ERROR_NOT_FOUND,
                     _ ("%s: this clinic has no patient with this MRN"), mrn);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return den_store_load_chart (office->store, id, error);
}

gint64
den_office_add_patient (DenOffice *office, DenPatient *patient, GError **error)
{
  if (!den_office_save_record (office, patient, error))
    return 0;
  den_office_tell_patient_changed (office, patient->record.id, TRUE);
  return patient->record.id;
}

/* TEXT with the number it ends in counted up by one, its leading zeros kept: "D-0041", "D-0042". */
static char *
next_number (const char *text)
{
  gsize length = strlen (text), digits = 0;
  gint64 number;

  while (digits < length && digits < 15 && g_ascii_isdigit (text[length - digits - 1]))
    digits++;
  if (digits == 0)
    return g_strconcat (text, "-2", NULL);
  number = g_ascii_strtoll (text + length - digits, NULL, 10) + 1;
  return g_strdup_printf ("%.*s%0*" G_GINT64_FORMAT, (int) (length - digits), text, (int) digits,
                          number);
}

char *
den_office_suggest_mrn (DenOffice *office, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *mrn = den_store_last_mrn (office->store, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (mrn == NULL)
    return g_strdup ("1001");
  for (;;)
    {
      g_autofree char *next = next_number (mrn);
      gint64 taken = den_store_find_patient (office->store, next, &local);

      if (taken == 0)
        {
          if (local != NULL && !g_error_matches (local, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_FOUND))
            {
              g_propagate_error (error, g_steal_pointer (&local));
              return NULL;
            }
          return g_steal_pointer (&next);
        }
      g_free (mrn);
      mrn = g_steal_pointer (&next);
    }
}

/* ---- chart files ---- */

gboolean
den_office_import_file (DenOffice *office, const char *path, DenProblems *problems, char **mrn,
                        GError **error)
{
  gsize length;
  g_autofree char *text = den_chart_file_load (path, &length, problems, error);
  g_autoptr (DenTransaction) transaction = NULL;
  g_autoptr (DenChart) chart = NULL;
  g_autoptr (GError) local = NULL;

  if (text == NULL)
    return FALSE;
  chart = den_chart_file_read (text, length, den_office_get_reference (office),
                               den_office_get_today (office), problems);
  if (chart == NULL)
    return FALSE;

  transaction = den_office_begin (office, error);
  if (transaction == NULL)
    return FALSE;
  if (!den_transaction_insert_chart (transaction, chart, &local))
    {
      if (g_error_matches (local, DEN_STORE_ERROR, DEN_STORE_ERROR_EXISTS))
        den_problems_add (problems, "patient.mrn",
                          _ ("must be new: this clinic already has a patient with the MRN %s"),
                          chart->patient->mrn);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!den_transaction_commit (&transaction, error))
    return FALSE;
  if (mrn != NULL)
    *mrn = g_strdup (chart->patient->mrn);
  den_office_tell_patient_changed (office, chart->patient->record.id, TRUE);
  return TRUE;
}

char *
den_office_export (DenOffice *office, const char *mrn, GError **error)
{
  g_autoptr (DenChart) chart = den_office_load_chart (office, mrn, error);

  return chart != NULL ? den_chart_file_write (chart) : NULL;
}

/* Writes to what is no regular file (a pipe, a device), which must not be replaced by one. */
static gboolean
write_stream (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (errno),
                           g_strerror (errno));
      return FALSE;
    }
  stream = g_unix_output_stream_new (fd, TRUE);
  return g_output_stream_write_all (stream, g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), NULL, NULL, error) &&
         g_output_stream_close (stream, NULL, error);
}

gboolean
den_write_file (const char *path, GBytes *bytes, GError **error)
{
  gboolean is_stream = g_file_test (path, G_FILE_TEST_EXISTS) &&
                       !g_file_test (path, G_FILE_TEST_IS_REGULAR | G_FILE_TEST_IS_DIR);
  g_autoptr (GError) cause = NULL;
  const char *words;

  if (is_stream ? write_stream (path, bytes, &cause)
                : g_file_set_contents_full (
                      path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &cause))
    return TRUE;
  /* The cause speaks of a temporary name or a descriptor; its last words say what failed. */
  words = strrchr (cause->message, ':');
  g_set_error (error, cause->domain, cause->code, "%s: %s", path,
               words != NULL ? words + 2 : cause->message);
  return FALSE;
}
