/* The audit: every change with its before and after, each entry sealed to the one before it. */
#include "den-statement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One entry's fields, as they are hashed and stored. */
typedef struct
{
  gint64 sequence;
  gint64 at_us;
  gint64 at_offset;
  const char *user;
  const char *host;
  const char *action;
  const char *record_type;
  gint64 record_id;
  gint64 owner_id;
  gint64 patient_id;
  const char *before;
  const char *after;
} Entry;

#define ENTRY_COLUMNS                                                                              \
  "sequence, at_us, at_offset, user_name, host_name, action, record_type, record_id, owner_id, "   \
  "patient_id, before_json, after_json, hash"

/* A text goes in as its length in bytes, a colon and itself; NULL as a dash: so no two different
 * entries give the same bytes. */
static void
hash_text (GChecksum *checksum, const char *text)
{
  char length[32];
  gsize size = text != NULL ? strlen (text) : 0;

  g_snprintf (length, sizeof length, text != NULL ? "%" G_GSIZE_FORMAT ":" : "-", size);
  g_checksum_update (checksum, (const guchar *) length, -1);
  if (size > 0)
    g_checksum_update (checksum, (const guchar *) text, (gssize) size);
}

static void
hash_number (GChecksum *checksum, gint64 number)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  hash_text (checksum, number != DEN_UNKNOWN ? text : NULL);
}

/* SHA-256 over the hash before ("" for the first) and every field of ENTRY. */
static char *
hash_entry (const char *previous, const Entry *entry)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  hash_text (checksum, previous);
  hash_number (checksum, entry->sequence);
  hash_number (checksum, entry->at_us);
  hash_number (checksum, entry->at_offset);
  hash_text (checksum, entry->user);
  hash_text (checksum, entry->host);
  hash_text (checksum, entry->action);
  hash_text (checksum, entry->record_type);
  hash_number (checksum, entry->record_id);
  hash_number (checksum, entry->owner_id);
  hash_number (checksum, entry->patient_id);
  hash_text (checksum, entry->before);
  hash_text (checksum, entry->after);
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
read_head (DenStore *store, gint64 *entries, char **hash, GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store, "SELECT entries, hash FROM audit_head WHERE id = 1", error);

  if (statement == NULL)
    return FALSE;
  switch (den_statement_step (statement, error))
    {
    case DEN_STEP_ROW:
      *entries = den_statement_integer (statement, 0);
      *hash = g_strdup (den_statement_text (statement, 1));
      return TRUE;
    case DEN_STEP_DONE:
      g_set_error (error, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_DATABASE,
                   _ ("%s: the head of the audit is gone; restore the file from a backup"),
                   store->path);
      return FALSE;
    default:
      return FALSE;
    }
}

static gboolean
insert_entry (DenStore *store, const Entry *entry, const char *hash, GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store,
                         "INSERT INTO audit (" ENTRY_COLUMNS ") VALUES "
                         "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                         error);

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, entry->sequence);
  den_statement_bind_integer (statement, 2, entry->at_us);
  den_statement_bind_integer (statement, 3, entry->at_offset);
  den_statement_bind_text (statement, 4, entry->user);
  den_statement_bind_text (statement, 5, entry->host);
  den_statement_bind_text (statement, 6, entry->action);
  den_statement_bind_text (statement, 7, entry->record_type);
  den_statement_bind_integer (statement, 8, entry->record_id);
  den_statement_bind_integer (statement, 9, entry->owner_id);
  den_statement_bind_integer (statement, 10, entry->patient_id);
  den_statement_bind_text (statement, 11, entry->before);
  den_statement_bind_text (statement, 12, entry->after);
  den_statement_bind_text (statement, 13, hash);
  return den_statement_run (statement, error);
}

static gboolean
move_head (DenStore *store, gint64 entries, const char *hash, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store, "UPDATE audit_head SET entries = $1, hash = $2 WHERE id = 1", error);

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, entries);
  den_statement_bind_text (statement, 2, hash);
  return den_statement_run (statement, error);
}

/* Lays one entry down and moves the head on, in the open transaction. OWNER_ID and PATIENT_ID are
 * DEN_UNKNOWN, BEFORE and AFTER NULL, where there is none. */
gboolean
den_audit_append (DenTransaction *transaction, const char *action, const char *record_type,
                  gint64 record_id, gint64 owner_id, gint64 patient_id, const char *before,
                  const char *after, GError **error)
{
  DenStore *store = transaction->store;
  g_autofree char *previous = NULL, *hash = NULL;
  Entry entry = {
    .at_us = transaction->at.us,
    .at_offset = transaction->at.offset_minutes,
    .user = transaction->user,
    .host = g_get_host_name (),
    .action = action,
    .record_type = record_type,
    .record_id = record_id,
    .owner_id = owner_id,
    .patient_id = patient_id,
    .before = before,
    .after = after,
  };

  if (!read_head (store, &entry.sequence, &previous, error))
    return FALSE;
  entry.sequence++;
  hash = hash_entry (previous, &entry);
  return insert_entry (store, &entry, hash, error) &&
         move_head (store, entry.sequence, hash, error);
}

/* The entry of the present row; its texts are good until the next step. */
static Entry
read_entry (DenStatement *row)
{
  return (Entry){
    .sequence = den_statement_integer (row, 0),
    .at_us = den_statement_integer (row, 1),
    .at_offset = den_statement_integer (row, 2),
    .user = den_statement_text (row, 3),
    .host = den_statement_text (row, 4),
    .action = den_statement_text (row, 5),
    .record_type = den_statement_text (row, 6),
    .record_id = den_statement_integer (row, 7),
    .owner_id = den_statement_integer (row, 8),
    .patient_id = den_statement_integer (row, 9),
    .before = den_statement_text (row, 10),
    .after = den_statement_text (row, 11),
  };
}

void
den_audit_entry_free (DenAuditEntry *entry)
{
  g_free (entry->user);
  g_free (entry->host);
  g_free (entry->action);
  g_free (entry->record_type);
  g_free (entry->before);
  g_free (entry->after);
  g_free (entry);
}

/* The newest LIMIT entries (0: all) about the patient and all that belongs to it, newest first. */
GPtrArray *
den_store_audit_of_patient (DenStore *store, gint64 patient_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) den_audit_entry_free);
  g_autoptr (DenStatement) statement =
      den_statement_new (store,
                         "SELECT " ENTRY_COLUMNS " FROM audit WHERE patient_id = $1 "
                         "ORDER BY sequence DESC LIMIT $2",
                         error);
  DenStep step;

  if (statement == NULL)
    return NULL;
  den_statement_bind_integer (statement, 1, patient_id);
  den_statement_bind_integer (statement, 2, limit != 0 ? (gint64) limit : G_MAXINT64);
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    {
      Entry row = read_entry (statement);
      DenAuditEntry *entry = g_new0 (DenAuditEntry, 1);

      entry->sequence = row.sequence;
      entry->at = (DenInstant){ row.at_us, row.at_offset };
      entry->user = g_strdup (row.user);
      entry->host = g_strdup (row.host);
      entry->action = g_strdup (row.action);
      entry->record_type = g_strdup (row.record_type);
      entry->record_id = row.record_id;
      entry->before = g_strdup (row.before);
      entry->after = g_strdup (row.after);
      g_ptr_array_add (entries, entry);
    }
  return step == DEN_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

gboolean
den_store_last_change (DenStore *store, gint64 patient_id, gint64 *sequence, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (
      store, "SELECT COALESCE (MAX (sequence), 0) FROM audit WHERE patient_id = $1", error);

  if (statement == NULL)
    return FALSE;
  den_statement_bind_integer (statement, 1, patient_id);
  return den_statement_run_returning (statement, sequence, error) == DEN_STEP_ROW;
}

/* ---- the check ---- */

static void
report_gap (gint64 first, gint64 last, DenProblems *problems)
{
  if (first == last)
    den_problems_add (problems, "audit", _ ("entry %lld is missing"), (long long) first);
  else
    den_problems_add (problems, "audit", _ ("entries %lld to %lld are missing"), (long long) first,
                      (long long) last);
}

/* Walks the chain from its first entry. LAST gets the last entry's number and HASH its hash. After
 * a gap or a wrong entry the walk goes on from the hash that stands there, so that each fault is
 * told once. */
static gboolean
walk_chain (DenStore *store, DenProblems *problems, gint64 *last, char **hash, GError **error)
{
  g_autoptr (DenStatement) statement =
      den_statement_new (store, "SELECT " ENTRY_COLUMNS " FROM audit ORDER BY sequence", error);
  DenStep step;

  *last = 0;
  *hash = g_strdup ("");
  if (statement == NULL)
    return FALSE;
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    {
      Entry entry = read_entry (statement);
      const char *stored = den_statement_text (statement, 12);
      g_autofree char *expected = hash_entry (*hash, &entry);

      if (entry.sequence != *last + 1)
        report_gap (*last + 1, entry.sequence - 1, problems);
      else if (g_strcmp0 (stored, expected) != 0)
        den_problems_add (problems, "audit",
                          _ ("entry %lld is not what was written: it or the one before it was "
                             "changed"),
                          (long long) entry.sequence);
      *last = entry.sequence;
      g_free (*hash);
      *hash = g_strdup (stored != NULL ? stored : "");
    }
  return step == DEN_STEP_DONE;
}

static gboolean
check_audit (DenStore *store, DenProblems *problems, gint64 *entries, char **head, GError **error)
{
  g_autofree char *hash = NULL, *head_hash = NULL;
  gint64 last, head_entries;

  if (!walk_chain (store, problems, &last, &hash, error) ||
      !read_head (store, &head_entries, &head_hash, error))
    return FALSE;
  if (last < head_entries)
    report_gap (last + 1, head_entries, problems);
  else if (last > head_entries)
    den_problems_add (problems, "audit", _ ("its head counts %lld entries, but there are %lld"),
                      (long long) head_entries, (long long) last);
  else if (g_strcmp0 (hash, head_hash) != 0)
    den_problems_add (problems, "audit", _ ("the last entry, %lld, is not the one its head names"),
                      (long long) last);
  if (entries != NULL)
    *entries = last;
  if (head != NULL)
    *head = g_steal_pointer (&hash);
  return TRUE;
}

/* Adds what PRAGMA integrity_check says, which is "ok" for a sound file. */
static gboolean
check_integrity (DenStore *store, DenProblems *problems, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (store, "PRAGMA integrity_check", error);
  DenStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    {
      const char *line = den_statement_text (statement, 0);

      if (g_strcmp0 (line, "ok") != 0)
        den_problems_add (problems, "file", "%s", line);
    }
  return step == DEN_STEP_DONE;
}

static gboolean
check_references (DenStore *store, DenProblems *problems, GError **error)
{
  g_autoptr (DenStatement) statement = den_statement_new (store, "PRAGMA foreign_key_check", error);
  DenStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = den_statement_step (statement, error)) == DEN_STEP_ROW)
    den_problems_add (
        problems, den_statement_text (statement, 0), _ ("row %lld belongs to a %s that is gone"),
        (long long) den_statement_integer (statement, 1), den_statement_text (statement, 2));
  return step == DEN_STEP_DONE;
}

/* The check of the file, its references and the audit, of a database of any version. A file too
 * damaged to be read on is a problem, not a failure of the check. */
gboolean
den_store_check_file (DenStore *store, DenProblems *problems, gint64 *entries, char **head,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean begun = FALSE, done;

  if (entries != NULL)
    *entries = 0;
  if (head != NULL)
    *head = NULL;
  done = den_store_begin_view (store, &begun, &local) &&
         check_integrity (store, problems, &local) && check_references (store, problems, &local) &&
         check_audit (store, problems, entries, head, &local);
  den_store_end_view (store, begun);
  if (done)
    return TRUE;
  if (g_error_matches (local, DEN_STORE_ERROR, DEN_STORE_ERROR_NOT_DATABASE))
    {
      den_problems_add (problems, "file", "%s", local->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
