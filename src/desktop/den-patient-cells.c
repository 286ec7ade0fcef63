/* What the lists of patients show in their cells. */
#include "den-patient-cells.h"

#include <glib/gi18n-lib.h>

static char *
format_born (DenDay birth_date, DenDay today)
{
  g_autofree char *day = NULL;

  if (birth_date == DEN_UNKNOWN)
    return g_strdup ("");
  day = den_day_to_us (birth_date);
  /* Translators: birth date, then the age in years. */
  return g_strdup_printf (_ ("%s (%d)"), day, den_day_age (birth_date, today));
}

char *
den_name_with_preferred (const char *name, const char *preferred_name)
{
  if (preferred_name == NULL)
    return g_strdup (name);
  return g_strdup_printf (_ ("%s “%s”"), name, preferred_name);
}

char *
den_patient_cell_text (const DenPatientRow *row, DenPatientCell cell, DenDay today)
{
  switch (cell)
    {
    case DEN_PATIENT_CELL_NAME:
      return den_name_with_preferred (row->name, row->preferred_name);
    case DEN_PATIENT_CELL_BORN:
      return format_born (row->birth_date, today);
    case DEN_PATIENT_CELL_MRN:
      return g_strdup (row->mrn);
    case DEN_PATIENT_CELL_PHONE:
      return g_strdup (row->phone != NULL ? row->phone : "");
    case DEN_PATIENT_CELL_COVERAGE:
      if (row->payer != NULL && row->member_id != NULL)
        return g_strdup_printf ("%s · %s", row->payer, row->member_id);
      return g_strdup (row->payer != NULL ? row->payer : "");
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}
