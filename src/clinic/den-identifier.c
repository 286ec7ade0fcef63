/* Checks of identifiers and codes. */
#include "den-identifier.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Counts the digits of TEXT; FALSE where it holds anything but digits and characters of OTHERS. */
static gboolean
count_digits (const char *text, const char *others, int *digits)
{
  *digits = 0;
  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      (*digits)++;
    else if (strchr (others, *text) == NULL)
      return FALSE;
  return TRUE;
}

/* Ten digits, the last a Luhn check digit over the other nine with the prefix 80840, which alone
 * adds 24 (NPI final rule, 45 CFR 162.406; ISO/IEC 7812-1). */
const char *
den_check_npi (const char *text)
{
  int digits, sum = 24;

  if (!count_digits (text, "", &digits) || digits != 10)
    return _ ("must be an NPI: 10 digits");
  for (int i = 0; i < 9; i++)
    {
      int n = text[i] - '0';

      if (i % 2 == 0)
        n = n * 2 > 9 ? n * 2 - 9 : n * 2;
      sum += n;
    }
  if ((10 - sum % 10) % 10 != text[9] - '0')
    return _ ("must be an NPI whose check digit is right: compare it with the registry");
  return NULL;
}

/* An employer identification number: nine digits, with or without its hyphen. */
const char *
den_check_tax_id (const char *text)
{
  int digits;

  return count_digits (text, "-", &digits) && digits == 9 ? NULL : _ ("must be a tax ID: 9 digits");
}

/* The form of an ICD-10-CM code: letter, digit, digit or A or B, then a dot and one to four more.
 * Whether the code exists and is billable is another question (ICD-10-CM guidelines FY2026, I.A).
 */
const char *
den_check_icd10 (const char *text)
{
  gsize length = strlen (text);
  const char *wrong = _ ("must be an ICD-10-CM code like F33.2");

  if (length < 3 || length > 8 || !g_ascii_isupper (text[0]) || !g_ascii_isdigit (text[1]) ||
      !(g_ascii_isdigit (text[2]) || text[2] == 'A' || text[2] == 'B'))
    return wrong;
  if (length == 3)
    return NULL;
  if (text[3] != '.' || length == 4)
    return wrong;
  for (const char *p = text + 4; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && !g_ascii_isupper (*p))
      return wrong;
  return NULL;
}

/* Enough digits for a number that can be dialled, written in any of the usual ways. */
const char *
den_check_phone (const char *text)
{
  const char *extension = strpbrk (text, "xX");
  g_autofree char *number = extension != NULL ? g_strndup (text, (gsize) (extension - text)) : NULL;
  int digits;

  if (count_digits (number != NULL ? number : text, " ()-.+/", &digits) && digits >= 7 &&
      digits <= 15)
    return NULL;
  return _ ("must be a phone number like (512) 555-0142");
}

const char *
den_check_email (const char *text)
{
  const char *at = strchr (text, '@');

  if (at != NULL && at != text && at[1] != '\0' && strchr (at + 1, '@') == NULL &&
      strpbrk (text, " ,;\n") == NULL)
    return NULL;
  return _ ("must be an email address like name@example.org");
}

/* The two letters of a state or territory, as the Postal Service abbreviates them (USPS
 * Publication 28, appendix B). */
const char *
den_check_state (const char *text)
{
  static const char states[] = "AA AE AK AL AP AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS "
                               "KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR "
                               "PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY";

  if (strlen (text) == 2 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]) &&
      strstr (states, text) != NULL)
    return NULL;
  return _ ("must be the two letters of a state, like TX");
}

const char *
den_check_zip (const char *text)
{
  gsize length = strlen (text);
  int digits;

  if (count_digits (text, "-", &digits) &&
      ((length == 5 && digits == 5) || (length == 10 && digits == 9 && text[5] == '-')))
    return NULL;
  return _ ("must be a ZIP code like 78701 or 78701-1234");
}

/* A National Drug Code as claims carry it: 11 digits, without hyphens. */
const char *
den_check_ndc (const char *text)
{
  int digits;

  return count_digits (text, "", &digits) && digits == 11 ? NULL
                                                          : _ ("must be an NDC of 11 digits");
}
