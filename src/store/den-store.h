/* The store: the only place that knows SQL. Above it, nobody knows the engine.
 *
 * Reading needs only the store. Writing needs a DenTransaction, which names who writes: it is the
 * only way to change anything, it holds all changes of one act, and each change it makes lays its
 * audit entry beside it. A transaction that is freed without a commit is rolled back. */
#pragma once

#include "den-chart.h"
#include "den-policy.h"

G_BEGIN_DECLS

#define DEN_STORE_ERROR (den_store_error_quark ())
GQuark den_store_error_quark (void);

typedef enum
{
  DEN_STORE_ERROR_FAILED,       /* the engine failed; the message has its words */
  DEN_STORE_ERROR_BUSY,         /* locked by another program */
  DEN_STORE_ERROR_FULL,         /* no room on the disk */
  DEN_STORE_ERROR_READ_ONLY,    /* file or folder can not be written, or was not opened for it */
  DEN_STORE_ERROR_NOT_FOUND,    /* no such file, or no such record */
  DEN_STORE_ERROR_NOT_DATABASE, /* the file is something else, or damaged */
  DEN_STORE_ERROR_NEWER,        /* written by a newer Dendra */
  DEN_STORE_ERROR_STALE,        /* the record was changed meanwhile */
  DEN_STORE_ERROR_EXISTS,       /* the MRN is taken, or a file stands where one is to be made */
  DEN_STORE_ERROR_LOCKED,       /* kept as it is: signed, an addendum, a paper, the audit */
} DenStoreError;

typedef enum
{
  DEN_STORE_READ,   /* an existing file, read only */
  DEN_STORE_WRITE,  /* an existing file; migrated if it is older */
  DEN_STORE_CREATE, /* made if there is none */
} DenStoreMode;

typedef struct _DenStore DenStore;
typedef struct _DenTransaction DenTransaction;

DenStore *den_store_open (const char *path, DenStoreMode mode, GError **error);
void den_store_close (DenStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenStore, den_store_close)
const char *den_store_get_path (DenStore *store);
gboolean den_store_is_on_network_share (DenStore *store);
/* Whether anyone has the database at PATH open, as far as that can be told. */
gboolean den_store_is_in_use (const char *path);

/* ---- writing ---- */

/* Begins to write as USER, at the instant AT (handed in, so that demo and tests repeat). */
DenTransaction *den_transaction_begin (DenStore *store, const char *user, DenInstant at,
                                       GError **error);
gboolean den_transaction_commit (DenTransaction **transaction, GError **error);
void den_transaction_free (DenTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenTransaction, den_transaction_free)

/* RECORD belongs to the row OWNER_ID (the patient of a chart's record, the trial of a dose segment,
 * the policy of its severity; 0 for none). What RECORD holds in lists goes with it. One audit entry
 * a call. An insert sets id and revision; an insert of a record whose id is not 0 (undo of a
 * removal) keeps the id. An update must match the stored revision, else STALE.
 *
 * A session that is signed with the hash of another record than the one that is stored (somebody
 * recorded something meanwhile) is STALE too.
 *
 * A signed session and what is recorded in it stay as they are: a change or removal of them is
 * LOCKED, and so is the insert of anything but an addendum or a monitoring report into it. An
 * addendum is never changed or removed. */
gboolean den_transaction_insert (DenTransaction *transaction, gpointer record, gint64 owner_id,
                                 GError **error);
gboolean den_transaction_update (DenTransaction *transaction, gpointer record, GError **error);
gboolean den_transaction_remove (DenTransaction *transaction, gpointer record, GError **error);

/* The whole of CHART as one entry. EXISTS where its MRN is taken. Its prescriber is the clinic's
 * row that says the same, or a new one. */
gboolean den_transaction_insert_chart (DenTransaction *transaction, DenChart *chart,
                                       GError **error);
gboolean den_transaction_insert_paper (DenTransaction *transaction, DenMadePaper *paper,
                                       gint64 patient_id, GBytes *pdf, GError **error);

/* ---- reading ---- */

gint64 den_store_find_patient (DenStore *store, const char *mrn, GError **error);
/* The MRN of the patient entered last, to be freed; NULL without ERROR where there is none. */
char *den_store_last_mrn (DenStore *store, GError **error);
DenChart *den_store_load_chart (DenStore *store, gint64 patient_id, GError **error);

/* How much of a chart a sweep reads. */
typedef enum
{
  DEN_CHART_WHOLE,
  /* Sessions without what is recorded in them and without free words: their lists are empty, and
   * not to be added to; notes, reasons and people's names are unknown. */
  DEN_CHART_HEADS,
} DenChartDepth;

/* Calls EACH with every chart in the order in which the patients were entered, in one sweep over
 * the tables rather than some queries a patient; the chart is freed after the call. EACH must not
 * write to the store. It returns FALSE, and sets its error, to stop. */
typedef gboolean (*DenEachChart) (DenChart *chart, gpointer data, GError **error);
gboolean den_store_each_chart (DenStore *store, DenChartDepth depth, DenEachChart each,
                               gpointer data, GError **error);
/* The same of the patients who have a session that began. */
gboolean den_store_each_treated_chart (DenStore *store, DenEachChart each, gpointer data,
                                       GError **error);

gpointer den_store_load (DenStore *store, const DenRecordType *type, gint64 id, GError **error);
GPtrArray *den_store_load_all (DenStore *store, const DenRecordType *type, gint64 owner_id,
                               GError **error);
GBytes *den_store_load_paper (DenStore *store, gint64 paper_id, GError **error);

/* One line of the patient list. */
typedef struct
{
  gint64 id;
  char *mrn;
  char *name; /* "Nguyen, Thi Anna" */
  char *preferred_name;
  DenDay birth_date;
  char *phone;
  char *payer; /* of the primary coverage */
  char *member_id;
} DenPatientRow;

void den_patient_row_free (DenPatientRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenPatientRow, den_patient_row_free)

/* The ids (gint64) of the patients that match every word of TEXT by any part of a name, MRN, birth
 * date, phone or member id, by name; all patients for blank text. Those in which each word of TEXT
 * begins a word come before those in which one stands inside a word. */
GArray *den_store_search_patients (DenStore *store, const char *text, GError **error);
/* The ids of the first N patients of that list, all of them where N is negative. */
GArray *den_store_first_patients (DenStore *store, gint64 n, GError **error);
/* The rows of IDS in their order; a patient that is gone is left out. */
GPtrArray *den_store_patient_rows (DenStore *store, const gint64 *ids, guint n, GError **error);

/* ---- the treatment floor ---- */

/* One session in a list, with whose it is. The record itself is in the chart. */
typedef struct
{
  gint64 id; /* row of the session */
  gint64 patient_id;
  char *mrn;
  char *name; /* "Nguyen, Thi Anna" */
  char *preferred_name;
  DenDay birth_date;
  char *session_id; /* the chart file's; may be NULL */
  char *course;
  char *protocol;  /* of its course, or NULL */
  gint64 modality; /* of its course; DEN_UNKNOWN */
  gint64 number;
  gint64 phase;
  gint64 status;
  char *chair;
  gint64 minutes;
  DenInstant scheduled_at, arrived_at, started_at, ended_at, signed_at;
  DenDay report_sent_on; /* of its newest monitoring report; unknown: none */
} DenSessionRow;

void den_session_row_free (DenSessionRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenSessionRow, den_session_row_free)

/* DenSessionRow: sessions scheduled, or without an appointment begun or arrived, from the instant
 * FROM_US up to but without TO_US, by time. */
GPtrArray *den_store_sessions_between (DenStore *store, gint64 from_us, gint64 to_us,
                                       GError **error);
/* Sessions with a start or an arrival before BEFORE_US that are neither signed, missed nor
 * cancelled, oldest first: what was begun and never closed is on this list. */
GPtrArray *den_store_unsigned_sessions (DenStore *store, gint64 before_us, GError **error);
/* Completed or running sessions of esketamine that began from FROM_US on, oldest first, and older
 * ones whose monitoring form was never sent. */
GPtrArray *den_store_monitored_sessions (DenStore *store, gint64 from_us, GError **error);
/* The sessions with that id in any chart: ids are a chart's own, so there may be several. */
GPtrArray *den_store_find_sessions (DenStore *store, const char *session_id, GError **error);

/* One visit in a list. */
typedef struct
{
  gint64 id;
  gint64 patient_id;
  char *mrn;
  char *name;
  gint64 kind;
  DenInstant scheduled_at;
  gint64 minutes;
  char *clinician;
  gint64 status;
} DenVisitRow;

void den_visit_row_free (DenVisitRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenVisitRow, den_visit_row_free)
GPtrArray *den_store_visits_between (DenStore *store, gint64 from_us, gint64 to_us, GError **error);

/* The name of a planned session, or one that runs, that has CHAIR at some instant from FROM_US to
 * TO_US, other than the row EXCEPT_ID: "Nguyen, Thi Anna". NULL without ERROR where the chair is
 * free. Asked within the transaction that books, two programs can not book the same chair. */
char *den_store_chair_taken_by (DenStore *store, const char *chair, gint64 from_us, gint64 to_us,
                                gint64 except_id, GError **error);

/* Whether another connection, of this program or another, wrote since the last call. */
gboolean den_store_changed_elsewhere (DenStore *store, gboolean *changed, GError **error);

/* Where this computer's clock stood when it was last known to be right; see DenClock. */
typedef struct
{
  char boot_id[40];
  gint64 boot_us;
  gint64 wall_us;
} DenClockAnchor;

/* FALSE without ERROR where there is none for HOST. */
gboolean den_store_load_clock_anchor (DenStore *store, const char *host, DenClockAnchor *anchor,
                                      GError **error);
/* Whether a write outside of any transaction can begin: opened for writing, and none is open. */
gboolean den_store_can_write_now (DenStore *store);
/* Outside of any transaction; no audit entry, since it is no fact of a chart. */
gboolean den_store_save_clock_anchor (DenStore *store, const char *host,
                                      const DenClockAnchor *anchor, GError **error);

/* One entry of the audit, newest first. */
typedef struct
{
  gint64 sequence;
  DenInstant at;
  char *user;
  char *host;
  char *action; /* "insert", "update", "remove" */
  char *record_type;
  gint64 record_id;
  char *before; /* JSON, or NULL */
  char *after;
} DenAuditEntry;

void den_audit_entry_free (DenAuditEntry *entry);
GPtrArray *den_store_audit_of_patient (DenStore *store, gint64 patient_id, guint limit,
                                       GError **error);

/* The number of the newest audit entry about the patient, 0 for none: while it stays, so does the
 * chart. */
gboolean den_store_last_change (DenStore *store, gint64 patient_id, gint64 *sequence,
                                GError **error);

/* Integrity of the file, of the audit chain and of what was signed: adds what is wrong to PROBLEMS.
 * FALSE with ERROR only where the check itself failed. ENTRIES gets the number of audit entries,
 * HEAD the hash of the last, to be freed; either may be NULL. */
gboolean den_store_check (DenStore *store, DenProblems *problems, gint64 *entries, char **head,
                          GError **error);

/* Writes a copy, opens it again and checks it before it takes its name. */
gboolean den_store_backup (DenStore *store, const char *path, GError **error);

G_END_DECLS
