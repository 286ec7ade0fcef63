/* The clinic's chairs, opening hours and closed days, and what is taken on them. */
#include "den-booking.h"
#include "den-office-private.h"

#include "den-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
den_office_forget_calendar (DenOffice *office)
{
  g_clear_pointer (&office->calendar, den_calendar_free);
}

/* Chairs by rank, those without one last; equal ones stay as they were entered. */
static int
compare_chairs (gconstpointer a, gconstpointer b)
{
  const DenChair *one = *(const DenChair *const *) a, *other = *(const DenChair *const *) b;
  gint64 one_rank = one->rank != DEN_UNKNOWN ? one->rank : G_MAXINT64;
  gint64 other_rank = other->rank != DEN_UNKNOWN ? other->rank : G_MAXINT64;

  if (one_rank != other_rank)
    return one_rank < other_rank ? -1 : 1;
  return (one->record.id > other->record.id) - (one->record.id < other->record.id);
}

/* A calendar that can not be read has no chairs: then nothing is booked, rather than on a day that
 * may be closed. WHOLE is cleared then. */
static DenCalendar *
load_calendar (DenOffice *office, gboolean *whole)
{
  DenCalendar *calendar = g_new0 (DenCalendar, 1);

  calendar->chairs = den_office_load_rows (office, &den_chair_type, whole);
  calendar->openings = den_office_load_rows (office, &den_opening_type, whole);
  calendar->closures = den_office_load_rows (office, &den_closure_type, whole);
  g_ptr_array_sort (calendar->chairs, compare_chairs);
  return calendar;
}

const DenCalendar *
den_office_get_calendar (DenOffice *office)
{
  if (office->calendar == NULL)
    office->calendar = load_calendar (office, NULL);
  return office->calendar;
}

gboolean
den_office_rows_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!den_record_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

/* See den-office-private.h. What can not be read now stays as it was read before. */
gboolean
den_office_calendar_is_stale (DenOffice *office)
{
  const DenCalendar *known = office->calendar;
  g_autoptr (DenCalendar) now = NULL;
  gboolean whole = TRUE;

  if (known == NULL)
    return FALSE;
  now = load_calendar (office, &whole);
  return whole && !(den_office_rows_equal (known->chairs, now->chairs) &&
                    den_office_rows_equal (known->openings, now->openings) &&
                    den_office_rows_equal (known->closures, now->closures));
}

/* ---- changing it ---- */

/* The chair called NAME in any case, or NULL. */
static const DenChair *
find_chair (const DenCalendar *calendar, const char *name)
{
  g_autofree char *wanted = den_text_fold (name);

  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (calendar->chairs, i);
      g_autofree char *folded = den_text_fold (chair->name);

      if (strcmp (folded, wanted) == 0)
        return chair;
    }
  return NULL;
}

static gboolean
is_modality (const char *word)
{
  for (const DenChoice *choice = den_modality_choices; choice->word != NULL; choice++)
    if (g_str_equal (choice->word, word))
      return TRUE;
  return FALSE;
}

/* Its name is what sessions know a chair by: no two are alike, and it is never changed. */
static gboolean
check_chair (const DenCalendar *calendar, const DenChair *chair, GError **error)
{
  const DenChair *same = find_chair (calendar, chair->name);
  g_auto (GStrv) words = chair->modalities != NULL ? g_strsplit (chair->modalities, " ", -1) : NULL;

  if (same != NULL && same->record.id != chair->record.id)
    return den_office_refuse (error, _ ("There is a chair called %s already."), same->name);
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *old = g_ptr_array_index (calendar->chairs, i);

      if (old->record.id == chair->record.id && strcmp (old->name, chair->name) != 0)
        return den_office_refuse (error,
                                  _ ("%s keeps its name, which its sessions bear. Take it out of "
                                     "use and add another chair."),
                                  old->name);
    }
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (*words[i] != '\0' && !is_modality (words[i]))
      return den_office_refuse (error, _ ("%s is no modality."), words[i]);
  return TRUE;
}

static gboolean
check_calendar_record (DenOffice *office, gconstpointer record, GError **error)
{
  const DenCalendar *calendar = den_office_get_calendar (office);
  const DenRecordType *type = ((const DenRecord *) record)->type;
  g_autoptr (DenProblems) problems = den_problems_new ();

  den_record_check (record, "", problems);
  if (problems->len > 0)
    {
      den_office_set_input_error (error, problems);
      return FALSE;
    }
  if (type == &den_chair_type)
    return check_chair (calendar, record, error);
  if (type == &den_closure_type)
    {
      const DenClosure *closure = record;

      if (closure->chair != NULL && find_chair (calendar, closure->chair) == NULL)
        return den_office_refuse (error, _ ("The clinic has no chair called %s."), closure->chair);
    }
  return TRUE;
}

static void
tell_changed (DenOffice *office)
{
  den_office_forget_calendar (office);
  den_office_tell_clinic_changed (office);
}

gboolean
den_office_save_calendar_record (DenOffice *office, gpointer record, GError **error)
{
  if (!check_calendar_record (office, record, error) ||
      !den_office_save_record (office, record, error))
    return FALSE;
  tell_changed (office);
  return TRUE;
}

/* Refuses to remove a chair that is booked from today on. */
static gboolean
check_chair_is_free (DenOffice *office, const DenChair *chair, GError **error)
{
  DenDay today = den_clock_today (den_office_get_clock (office));
  g_autoptr (GArray) busy =
      den_office_load_busy (office, today, den_day_add_years (today, 5), 0, error);

  if (busy == NULL)
    return FALSE;
  for (guint i = 0; i < busy->len; i++)
    if (strcmp (g_array_index (busy, DenBusy, i).chair, chair->name) == 0)
      return den_office_refuse (
          error, _ ("%s is booked. Move its sessions first, or take it out of use."), chair->name);
  return TRUE;
}

gboolean
den_office_remove_calendar_record (DenOffice *office, gpointer record, GError **error)
{
  g_autoptr (DenTransaction) transaction = NULL;

  if (((DenRecord *) record)->type == &den_chair_type &&
      !check_chair_is_free (office, record, error))
    return FALSE;
  transaction = den_office_begin (office, error);
  if (transaction == NULL || !den_transaction_remove (transaction, record, error) ||
      !den_transaction_commit (&transaction, error))
    return FALSE;
  tell_changed (office);
  return TRUE;
}

/* ---- what is taken ---- */

/* How long the session has its chair: to its end; while it has none as booked, or as long as its
 * protocol books. Unknown where nothing says it. */
static gint64
taken_until_us (DenOffice *office, const DenSessionRow *row, gint64 from_us)
{
  const DenProtocol *protocol = NULL;
  const gint64 minute_us = 60 * G_USEC_PER_SEC;

  if (den_instant_is_known (row->ended_at))
    return row->ended_at.us;
  if (row->minutes != DEN_UNKNOWN)
    return from_us + row->minutes * minute_us;
  if (row->protocol != NULL)
    protocol =
        den_office_find_protocol (office, row->protocol, den_instant_day (row->scheduled_at));
  return protocol != NULL ? from_us + protocol->booking_minutes * minute_us : DEN_UNKNOWN;
}

GArray *
den_office_load_busy (DenOffice *office, DenDay from, DenDay to, gint64 except_session,
                      GError **error)
{
  GTimeZone *zone = den_clock_get_zone (den_office_get_clock (office));
  g_autoptr (GPtrArray) rows =
      den_store_sessions_between (office->store, den_instant_of_local (from, 0, zone).us,
                                  den_instant_of_local (to, 0, zone).us, error);
  GArray *busy;

  if (rows == NULL)
    return NULL;
  busy = g_array_new (FALSE, FALSE, sizeof (DenBusy));
  for (guint i = 0; i < rows->len; i++)
    {
      const DenSessionRow *row = g_ptr_array_index (rows, i);
      DenBusy taken = { .from_us = row->scheduled_at.us };

      if (row->id == except_session || row->chair == NULL ||
          !den_instant_is_known (row->scheduled_at) || row->status == DEN_SESSION_MISSED ||
          row->status == DEN_SESSION_CANCELLED)
        continue;
      taken.to_us = taken_until_us (office, row, taken.from_us);
      /* A clinic has few chairs; their names outlive every list of bookings. */
      taken.chair = g_intern_string (row->chair);
      if (taken.to_us != DEN_UNKNOWN)
        g_array_append_val (busy, taken);
    }
  return busy;
}
