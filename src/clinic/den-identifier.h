/* Identifiers and codes: what makes one well formed. */
#pragma once

#include "den-day.h"

G_BEGIN_DECLS

/* The days that a chart may bear: 1900-01-01 to 2099-12-31. What lies outside is a slip. */
#define DEN_FIRST_CHART_DAY (-25567)
#define DEN_LAST_CHART_DAY 47481

/* Checks of a DenField: NULL where TEXT is right, else what would be. */
const char *den_check_npi (const char *text);
const char *den_check_tax_id (const char *text);
const char *den_check_icd10 (const char *text);
const char *den_check_phone (const char *text);
const char *den_check_email (const char *text);
const char *den_check_state (const char *text);
const char *den_check_zip (const char *text);
const char *den_check_ndc (const char *text);

G_END_DECLS
