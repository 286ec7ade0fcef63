/* An opened clinic: its store, the reference data, and who sits in front of it. The use cases that
 * window and subcommands share. */
#pragma once

#include "den-eligibility.h"
#include "den-paper.h"
#include "den-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define DEN_TYPE_OFFICE (den_office_get_type ())
/* Signals: "patient-changed" (gint64 patient id) after each committed change of a chart; id 0 for
 * any, after another program changed the database, which is looked for while the clock ticks,
 * "patients-changed" after patients came or their names changed,
 * "clinic-changed" after the clinic, a prescriber or a policy was changed. */
G_DECLARE_FINAL_TYPE (DenOffice, den_office, DEN, OFFICE, GObject)

#define DEN_OFFICE_ERROR (den_office_error_quark ())
GQuark den_office_error_quark (void);

typedef enum
{
  DEN_OFFICE_ERROR_INPUT,     /* the request or its input is wrong */
  DEN_OFFICE_ERROR_NOT_FOUND, /* no such patient, policy, paper kind */
} DenOfficeError;

/* ON is "today"; DEN_UNKNOWN takes the local date anew at each call. USER NULL takes the system's
 * user name. */
DenOffice *den_office_open (const char *path, DenStoreMode mode, const char *user, DenDay on,
                            GError **error);
char *den_office_default_path (void);

DenStore *den_office_get_store (DenOffice *office);
const DenReference *den_office_get_reference (DenOffice *office);
const char *den_office_get_user (DenOffice *office);
DenDay den_office_get_today (DenOffice *office);

/* Begins to write as the office's user, now. */
DenTransaction *den_office_begin (DenOffice *office, GError **error);

/* The clinic's own row, NULL before it is set up; owned by the office. */
const DenClinic *den_office_get_clinic (DenOffice *office);
gboolean den_office_is_demo (DenOffice *office);
gboolean den_office_save_clinic (DenOffice *office, DenClinic *clinic, GError **error);
GPtrArray *den_office_load_prescribers (DenOffice *office, GError **error);
gboolean den_office_save_prescriber (DenOffice *office, DenPrescriber *prescriber, GError **error);

/* ---- patients ---- */

DenChart *den_office_load_chart (DenOffice *office, const char *mrn, GError **error);
/* The patient's row id; 0 with ERROR (INPUT) where a field does not fit or the MRN is taken. */
gint64 den_office_add_patient (DenOffice *office, DenPatient *patient, GError **error);
/* The next free MRN of the form the clinic's last one has ("D-0042" after "D-0041"). */
char *den_office_suggest_mrn (DenOffice *office, GError **error);

/* Takes the chart file at PATH whole or not at all. FALSE with PROBLEMS for what is wrong in it, or
 * with ERROR for what the machine failed at. MRN, to be freed, may be NULL. */
gboolean den_office_import_file (DenOffice *office, const char *path, DenProblems *problems,
                                 char **mrn, GError **error);
/* The chart file's text. */
char *den_office_export (DenOffice *office, const char *mrn, GError **error);

/* ---- policies ---- */

/* DenPolicy, shipped ones as the clinic edited them, then the clinic's own; owned by the office. */
GPtrArray *den_office_get_policies (DenOffice *office);
const DenPolicy *den_office_find_policy (DenOffice *office, const char *policy_id);
gboolean den_office_policy_is_edited (DenOffice *office, const char *policy_id);
/* The newest confirmation of the policy's present text, or NULL. */
const DenPolicyConfirmation *den_office_get_confirmation (DenOffice *office, const char *policy_id);
gboolean den_office_save_policy (DenOffice *office, const DenPolicy *policy, GError **error);
gboolean den_office_restore_policy (DenOffice *office, const char *policy_id, GError **error);
gboolean den_office_confirm_policy (DenOffice *office, const char *policy_id, const char *name,
                                    DenDay on, const char *note, GError **error);
/* The policy whose payer is that of the chart's first coverage, else the label's. */
const DenPolicy *den_office_policy_for (DenOffice *office, const DenChart *chart);

/* ---- papers ---- */

/* What the packet under the policy asks for: the newest request of CHART that is for the policy,
 * else the newest that names none; NULL where nothing is asked for yet. */
const DenAuthorization *den_office_find_request (const DenChart *chart, const char *policy_id);
/* A prior-authorization packet of CHART under POLICY_ID; not kept. DRAFT may be NULL. */
DenPaper *den_office_make_prior_auth (DenOffice *office, const DenChart *chart,
                                      const char *policy_id, gboolean *draft, GError **error);
/* What keeps it a draft. */
DenProblems *den_office_prior_auth_missing (DenOffice *office, const DenChart *chart,
                                            const char *policy_id);
/* Makes the packet and keeps it among the patient's papers; its row id, or 0. */
gint64 den_office_keep_prior_auth (DenOffice *office, const DenChart *chart, const char *policy_id,
                                   GError **error);
/* The papers of a session of CHART; DRAFT may be NULL. A session without a protocol has them too.
 */
DenPaper *den_office_make_session_record (DenOffice *office, const DenChart *chart,
                                          const DenSession *session, gboolean *draft,
                                          GError **error);
/* NOT_FOUND where the session owes no monitoring form. */
DenPaper *den_office_make_monitoring_form (DenOffice *office, const DenChart *chart,
                                           const DenSession *session, gboolean *draft,
                                           GError **error);
/* KIND "session-record" or "rems-monitoring": makes it and keeps it among the patient's papers; its
 * row id, or 0. */
gint64 den_office_keep_session_paper (DenOffice *office, const DenChart *chart,
                                      const DenSession *session, const char *kind, GError **error);
/* The day's appointments; not kept. */
DenPaper *den_office_make_day_sheet (DenOffice *office, DenDay day, GError **error);
/* DenMadePaper, newest first. */
GPtrArray *den_office_load_papers (DenOffice *office, gint64 patient_id, GError **error);

/* Writes BYTES to a temporary name beside PATH and moves them into place. */
gboolean den_write_file (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
