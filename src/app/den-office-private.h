/* What the files of the office share. */
#pragma once

#include "den-office.h"

G_BEGIN_DECLS

struct _DenOffice
{
  GObject parent_instance;

  DenStore *store;
  DenReference *reference; /* NULL until asked for */
  char *user;
  DenDay on; /* DEN_UNKNOWN: the local date */

  DenClinic *clinic;   /* NULL before set-up */
  GPtrArray *policies; /* DenPolicy, not owned: of reference or of edited; NULL until asked for */
  GPtrArray *edited;   /* DenPolicy: the clinic's rows */
  GPtrArray *confirmations; /* DenPolicyConfirmation, oldest first */
};

void den_office_forget_policies (DenOffice *office);

/* Told by whoever committed a change. LISTED: a name, or what else the patient list shows. */
void den_office_tell_patient_changed (DenOffice *office, gint64 patient_id, gboolean listed);
void den_office_tell_clinic_changed (DenOffice *office);

/* ERROR gets the first of PROBLEMS, of which there is one, as words for the desk. */
void den_office_set_input_error (GError **error, DenProblems *problems);

G_END_DECLS
