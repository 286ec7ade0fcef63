/* What identifiers and codes must look like. */
#include "den-identifier.h"

#include "den-field.h"

static const struct
{
  const char *what;
  DenTextCheck check;
  const char *text;
  gboolean right;
} cases[] = {
  { "NPI", den_check_npi, "1234567893", TRUE }, /* the example of the NPI final rule */
  { "NPI", den_check_npi, "1245319599", TRUE },
  { "NPI", den_check_npi, "1234567890", FALSE },
  { "NPI", den_check_npi, "1234567983", FALSE }, /* two digits changed places */
  { "NPI", den_check_npi, "123456789", FALSE },
  { "NPI", den_check_npi, "12345678930", FALSE },
  { "NPI", den_check_npi, "123456789X", FALSE },
  { "NPI", den_check_npi, "123-456-789", FALSE },
  { "tax ID", den_check_tax_id, "12-3456789", TRUE },
  { "tax ID", den_check_tax_id, "123456789", TRUE },
  { "tax ID", den_check_tax_id, "12345678", FALSE },
  { "tax ID", den_check_tax_id, "12 3456789", FALSE },
  { "ICD-10", den_check_icd10, "F33.2", TRUE },
  { "ICD-10", den_check_icd10, "F32.A", TRUE },
  { "ICD-10", den_check_icd10, "I10", TRUE },
  { "ICD-10", den_check_icd10, "O9A.211", TRUE },
  { "ICD-10", den_check_icd10, "C7B.00", TRUE },
  { "ICD-10", den_check_icd10, "T14.91XA", TRUE },
  { "ICD-10", den_check_icd10, "f33.2", FALSE },
  { "ICD-10", den_check_icd10, "F332", FALSE },
  { "ICD-10", den_check_icd10, "F33.", FALSE },
  { "ICD-10", den_check_icd10, "F3", FALSE },
  { "ICD-10", den_check_icd10, "F33.2 ", FALSE },
  { "ICD-10", den_check_icd10, "T14.91XAB", FALSE },
  { "ICD-10", den_check_icd10, "33.2F", FALSE },
  { "phone", den_check_phone, "(512) 555-0142", TRUE },
  { "phone", den_check_phone, "+1 512 555 0142 x12", TRUE },
  { "phone", den_check_phone, "555-0142", TRUE },
  { "phone", den_check_phone, "555-014", FALSE },
  { "phone", den_check_phone, "512-555-CALL", FALSE },
  { "phone", den_check_phone, "5125550142512555014", FALSE },
  { "email", den_check_email, "ana@example.org", TRUE },
  { "email", den_check_email, "@example.org", FALSE },
  { "email", den_check_email, "ana@", FALSE },
  { "email", den_check_email, "ana", FALSE },
  { "email", den_check_email, "ana@example@org", FALSE },
  { "email", den_check_email, "ana lee@example.org", FALSE },
  { "state", den_check_state, "TX", TRUE },
  { "state", den_check_state, "PR", TRUE },
  { "state", den_check_state, "XX", FALSE },
  { "state", den_check_state, "tx", FALSE },
  { "state", den_check_state, "Y ", FALSE },
  { "state", den_check_state, "TEX", FALSE },
  { "ZIP", den_check_zip, "78701", TRUE },
  { "ZIP", den_check_zip, "78701-1234", TRUE },
  { "ZIP", den_check_zip, "787011234", FALSE },
  { "ZIP", den_check_zip, "7870-11234", FALSE },
  { "ZIP", den_check_zip, "7870", FALSE },
  { "NDC", den_check_ndc, "50458002802", TRUE },
  { "NDC", den_check_ndc, "50458-028-02", FALSE },
  { "NDC", den_check_ndc, "5045802802", FALSE },
};

static void
test_checks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *wrong = cases[i].check (cases[i].text);

      g_test_message ("%s %s", cases[i].what, cases[i].text);
      g_assert_cmpint (wrong == NULL, ==, cases[i].right);
    }
}

/* The first and last day that a chart may bear are the numbers the header says. */
static void
test_chart_days (void)
{
  g_assert_cmpint (DEN_FIRST_CHART_DAY, ==, den_day_new (1900, 1, 1));
  g_assert_cmpint (DEN_LAST_CHART_DAY, ==, den_day_new (2099, 12, 31));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identifier/checks", test_checks);
  g_test_add_func ("/identifier/chart-days", test_chart_days);
  return g_test_run ();
}
