/* What the tests share: a clinic in a folder of its own, gone when the test ends. */
#pragma once

#include "den-office.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path; /* of the clinic's database */
  DenOffice *office;
} DenTestClinic;

#define DEN_TEST_DAY "2026-11-20"

void den_test_clinic_open (DenTestClinic *clinic);
void den_test_clinic_close (DenTestClinic *clinic);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DenTestClinic, den_test_clinic_close)

DenDay den_test_day (const char *iso);
gint64 den_test_add_patient (DenOffice *office, const char *mrn, const char *family,
                             const char *given);
void den_test_remove_folder (const char *folder);

G_END_DECLS
