/* Field tables of the clinic and the prescriber. */
#include "den-provider.h"

#include "den-identifier.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const DenField prescriber_fields[] = {
  DEN_TEXT (DenPrescriber, name, N_ ("Name"), .required = TRUE),
  DEN_TEXT (DenPrescriber, npi, N_ ("NPI"), .check = den_check_npi),
  DEN_TEXT (DenPrescriber, specialty, N_ ("Specialty"), .max = 100),
  DEN_FLAG (DenPrescriber, rems_certified, N_ ("REMS-certified")),
  DEN_TEXT (DenPrescriber, credentials, N_ ("Credentials"), .max = 60),
  DEN_TEXT (DenPrescriber, phone, N_ ("Phone"), .max = 40, .check = den_check_phone),
  DEN_TEXT (DenPrescriber, fax, N_ ("Fax"), .max = 40, .check = den_check_phone),
};
/* clang-format on */
const DenRecordType den_prescriber_type =
    DEN_RECORD_TYPE ("prescriber", N_ ("Prescriber"), DenPrescriber, prescriber_fields, NULL);

/* clang-format off */
static const DenField clinic_fields[] = {
  DEN_TEXT (DenClinic, name, N_ ("Name"), .required = TRUE),
  DEN_TEXT (DenClinic, npi, N_ ("NPI"), .check = den_check_npi),
  DEN_TEXT (DenClinic, tax_id, N_ ("Tax ID"), .check = den_check_tax_id),
  DEN_TEXT (DenClinic, street, N_ ("Street"), .key = "address.street"),
  DEN_TEXT (DenClinic, street2, N_ ("Street, second line"), .key = "address.street2"),
  DEN_TEXT (DenClinic, city, N_ ("City"), .key = "address.city", .max = 100),
  DEN_TEXT (DenClinic, state, N_ ("State"), .key = "address.state", .check = den_check_state),
  DEN_TEXT (DenClinic, zip, N_ ("ZIP"), .key = "address.zip", .check = den_check_zip),
  DEN_TEXT (DenClinic, phone, N_ ("Phone"), .max = 40, .check = den_check_phone),
  DEN_TEXT (DenClinic, fax, N_ ("Fax"), .max = 40, .check = den_check_phone),
  DEN_TEXT (DenClinic, email, N_ ("Email"), .max = 120, .check = den_check_email),
  DEN_TEXT (DenClinic, contact_name, N_ ("Contact for payers")),
  DEN_TEXT (DenClinic, rems_site_id, N_ ("REMS site ID"), .max = 80),
  DEN_FLAG (DenClinic, demo, N_ ("Demo clinic")),
};
/* clang-format on */
const DenRecordType den_clinic_type =
    DEN_RECORD_TYPE ("clinic", N_ ("Clinic"), DenClinic, clinic_fields, NULL);
