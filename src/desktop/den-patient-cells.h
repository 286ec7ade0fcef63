/* What the lists of patients show in their cells. */
#pragma once

#include "den-patient-list.h"

G_BEGIN_DECLS

typedef enum
{
  DEN_PATIENT_CELL_NAME,
  DEN_PATIENT_CELL_BORN,
  DEN_PATIENT_CELL_MRN,
  DEN_PATIENT_CELL_PHONE,
  DEN_PATIENT_CELL_COVERAGE,
} DenPatientCell;

/* "Lind, Ana “Annie”"; PREFERRED_NAME may be NULL. To be freed. */
char *den_name_with_preferred (const char *name, const char *preferred_name);
/* The words of one cell, with ages as of TODAY; "" where it is not known. To be freed. */
char *den_patient_cell_text (const DenPatientRow *row, DenPatientCell cell, DenDay today);

G_END_DECLS
