/* The clinic's protocols: those the program carries, and the clinic's own versions of them, each in
 * force from its day on. What sessions were recorded under is never changed. */
#include "den-booking.h"
#include "den-office-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
den_office_forget_protocols (DenOffice *office)
{
  g_clear_pointer (&office->protocols, g_ptr_array_unref);
  g_clear_pointer (&office->own_protocols, g_ptr_array_unref);
}

GPtrArray *
den_office_get_protocols (DenOffice *office)
{
  GPtrArray *shipped = den_office_get_reference (office)->protocols;
  gboolean whole = TRUE;

  if (office->protocols != NULL)
    return office->protocols;
  office->own_protocols = den_office_load_rows (office, &den_protocol_type, &whole);
  office->protocols = g_ptr_array_new ();
  /* The shipped limits alone would pass for the clinic's: better none than those. */
  if (!whole)
    return office->protocols;
  /* The clinic's come last: of two versions of one day, hers is in force. */
  g_ptr_array_extend (office->protocols, shipped, NULL, NULL);
  g_ptr_array_extend (office->protocols, office->own_protocols, NULL, NULL);
  return office->protocols;
}

gboolean
den_office_protocols_are_stale (DenOffice *office)
{
  g_autoptr (GPtrArray) now = NULL;
  gboolean whole = TRUE;

  if (office->own_protocols == NULL)
    return FALSE;
  now = den_office_load_rows (office, &den_protocol_type, &whole);
  return whole && !den_office_rows_equal (office->own_protocols, now);
}

const DenProtocol *
den_office_find_protocol (DenOffice *office, const char *protocol_id, DenDay on)
{
  return den_protocol_in_force (den_office_get_protocols (office), protocol_id, on);
}

const DenProtocol *
den_office_protocol_of (DenOffice *office, const DenChart *chart, const DenSession *session)
{
  const DenCourse *course =
      session->course != NULL ? den_chart_find_course (chart, session->course) : NULL;
  DenInstant at =
      den_instant_is_known (session->started_at) ? session->started_at : session->scheduled_at;
  DenDay on = den_instant_is_known (at) ? den_instant_day (at)
                                        : den_clock_today (den_office_get_clock (office));

  if (course == NULL || course->protocol == NULL)
    return NULL;
  return den_office_find_protocol (office, course->protocol, on);
}

/* ---- the clinic's versions ---- */

/* The clinic's row of the version, or NULL. */
static DenProtocol *
find_own (DenOffice *office, const DenProtocol *version)
{
  den_office_get_protocols (office);
  for (guint i = 0; i < office->own_protocols->len; i++)
    {
      DenProtocol *own = g_ptr_array_index (office->own_protocols, i);

      if (strcmp (own->protocol_id, version->protocol_id) == 0 &&
          own->effective_on == version->effective_on)
        return own;
    }
  return NULL;
}

/* Refuses where a session of today already began under the protocol. */
static gboolean
check_not_in_use_today (DenOffice *office, const char *protocol_id, DenDay today, GError **error)
{
  GTimeZone *zone = den_clock_get_zone (den_office_get_clock (office));
  g_autoptr (GPtrArray) rows =
      den_store_sessions_between (office->store, den_instant_of_local (today, 0, zone).us,
                                  den_instant_of_local (today + 1, 0, zone).us, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const DenSessionRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (row->protocol, protocol_id) == 0 && den_instant_is_known (row->started_at))
        return den_office_refuse (error, _ ("Sessions of today were begun under this protocol. Let "
                                            "the new version be in force from tomorrow on."));
    }
  return TRUE;
}

/* Whether a version of that day may still come, change or go. */
static gboolean
check_is_ahead (DenOffice *office, const DenProtocol *version, GError **error)
{
  DenDay today = den_clock_today (den_office_get_clock (office));

  if (version->effective_on < today)
    return den_office_refuse (error, _ ("Sessions of the past go by what was in force then. Let "
                                        "the new version be in force from today or later."));
  return version->effective_on > today ||
         check_not_in_use_today (office, version->protocol_id, today, error);
}

/* A protocol stays with one drug and route: its sessions are counted and billed as that. */
static gboolean
check_modality (DenOffice *office, const DenProtocol *version, GError **error)
{
  GPtrArray *protocols = den_office_get_protocols (office);

  for (guint i = 0; i < protocols->len; i++)
    {
      const DenProtocol *other = g_ptr_array_index (protocols, i);

      if (strcmp (other->protocol_id, version->protocol_id) == 0 &&
          other->modality != version->modality)
        return den_office_refuse (error, _ ("%s is a protocol of %s: give this one another id."),
                                  version->protocol_id,
                                  _ (den_modality_choices[other->modality].label));
    }
  return TRUE;
}

static gboolean
finish (DenOffice *office, DenTransaction **transaction, GError **error)
{
  if (!den_transaction_commit (transaction, error))
    return FALSE;
  den_office_forget_protocols (office);
  den_office_tell_clinic_changed (office);
  return TRUE;
}

/* Forgets the row ids of COPY and of what it holds, so that it is inserted as new. */
static void
make_new (DenProtocol *copy)
{
  copy->record.id = 0;
  for (guint i = 0; i < den_protocol_type.n_fields; i++)
    if (den_protocol_type.fields[i].type == DEN_FIELD_LIST)
      {
        GPtrArray *list = den_field_list (&den_protocol_type.fields[i], copy);

        for (guint j = 0; j < list->len; j++)
          ((DenRecord *) g_ptr_array_index (list, j))->id = 0;
      }
}

gboolean
den_office_save_protocol (DenOffice *office, const DenProtocol *protocol, GError **error)
{
  g_autoptr (DenProblems) problems = den_problems_new ();
  g_autoptr (DenTransaction) transaction = NULL;
  DenProtocol *own, *copy;
  gboolean saved;

  den_record_check (protocol, "", problems);
  if (problems->len > 0)
    {
      den_office_set_input_error (error, problems);
      return FALSE;
    }
  if (!check_is_ahead (office, protocol, error) || !check_modality (office, protocol, error))
    return FALSE;
  own = find_own (office, protocol);
  transaction = den_office_begin (office, error);
  if (transaction == NULL || (own != NULL && !den_transaction_remove (transaction, own, error)))
    return FALSE;
  copy = den_record_copy (protocol);
  make_new (copy);
  saved = den_transaction_insert (transaction, copy, 0, error);
  den_record_free (copy);
  return saved && finish (office, &transaction, error);
}

gboolean
den_office_remove_protocol (DenOffice *office, const DenProtocol *protocol, GError **error)
{
  DenProtocol *own = find_own (office, protocol);
  g_autoptr (DenTransaction) transaction = NULL;

  if (own == NULL)
    return den_office_refuse (error, _ ("This version comes with the program: add a version of "
                                        "the clinic's own instead."));
  if (!check_is_ahead (office, protocol, error))
    return FALSE;
  transaction = den_office_begin (office, error);
  return transaction != NULL && den_transaction_remove (transaction, own, error) &&
         finish (office, &transaction, error);
}
