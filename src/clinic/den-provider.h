/* The clinic and those who prescribe in it. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

typedef struct
{
  DenRecord record;
  char *name;
  char *npi;
  char *specialty;
  gint64 rems_certified;
  char *credentials; /* as they stand behind the name: MD, PMHNP-BC */
  char *phone;
  char *fax;
} DenPrescriber;

/* The clinic this database belongs to: one row. */
typedef struct
{
  DenRecord record;
  char *name;
  char *npi;
  char *tax_id;
  char *street;
  char *street2;
  char *city;
  char *state;
  char *zip;
  char *phone;
  char *fax;
  char *email;
  char *contact_name; /* whom a payer's reviewer asks for */
  char *rems_site_id;
  gint64 demo; /* 1: nothing in this clinic is real, and every page and paper says so */
} DenClinic;

extern const DenRecordType den_prescriber_type;
extern const DenRecordType den_clinic_type;

G_END_DECLS
