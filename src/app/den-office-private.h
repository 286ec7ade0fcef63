/* What the files of the office share. */
#pragma once

#include "den-calendar.h"
#include "den-clock.h"
#include "den-office.h"

G_BEGIN_DECLS

struct _DenOffice
{
  GObject parent_instance;

  DenStore *store;
  DenReference *reference; /* NULL until asked for */
  char *user;
  DenDay on;       /* DEN_UNKNOWN: the local date */
  DenClock *clock; /* NULL until asked for */

  DenClinic *clinic;   /* NULL before set-up */
  GPtrArray *policies; /* DenPolicy, not owned: of reference or of edited; NULL until asked for */
  GPtrArray *edited;   /* DenPolicy: the clinic's rows */
  GPtrArray *confirmations; /* DenPolicyConfirmation, oldest first */

  DenCalendar *calendar;    /* NULL until asked for */
  GPtrArray *protocols;     /* DenProtocol, not owned: of reference, then of own_protocols; or NULL */
  GPtrArray *own_protocols; /* DenProtocol: the clinic's rows */
};

/* Goes by CLOCK from now on, in place of its own; a test hands in one whose readings it sets. */
void den_office_take_clock (DenOffice *office, DenClock *clock);
/* They are read again when next asked for. */
void den_office_forget_policies (DenOffice *office);
void den_office_forget_calendar (DenOffice *office);
void den_office_forget_protocols (DenOffice *office);

/* Whether another program changed what was read of them. */
gboolean den_office_calendar_is_stale (DenOffice *office);
gboolean den_office_protocols_are_stale (DenOffice *office);
gboolean den_office_rows_equal (GPtrArray *a, GPtrArray *b);

/* The rows of TYPE, which belong to nobody; none where the store fails, which is logged and clears
 * WHOLE, where that is not NULL. */
GPtrArray *den_office_load_rows (DenOffice *office, const DenRecordType *type, gboolean *whole);
/* Inserts RECORD where it is new, else updates it; checked first, in a transaction of its own. */
gboolean den_office_save_record (DenOffice *office, gpointer record, GError **error);

/* Told by whoever committed a change. LISTED: a name, or what else the patient list shows. */
void den_office_tell_patient_changed (DenOffice *office, gint64 patient_id, gboolean listed);
void den_office_tell_clinic_changed (DenOffice *office);

/* ERROR gets the first of PROBLEMS, of which there is one, as words for the desk. */
void den_office_set_input_error (GError **error, DenProblems *problems);
/* ERROR says SENTENCE, of DEN_OFFICE_ERROR_INPUT; always FALSE. */
gboolean den_office_refuse (GError **error, const char *sentence, ...) G_GNUC_PRINTF (2, 3);

gint64 den_office_keep_paper (DenOffice *office, gint64 patient_id, const char *kind,
                              const char *policy, const DenPaper *paper, gboolean draft,
                              GError **error);

G_END_DECLS
