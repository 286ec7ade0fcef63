/* Field tables of chairs, opening hours and closed days. */
#include "den-calendar.h"

#include "den-identifier.h"
#include "den-patient.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_DAY DEN_FIRST_CHART_DAY
#define LAST_DAY DEN_LAST_CHART_DAY

/* clang-format off */
static const DenField chair_fields[] = {
  DEN_TEXT (DenChair, name, N_ ("Chair"), .required = TRUE, .max = 80),
  DEN_INTEGER (DenChair, rank, N_ ("Order"), .min = 1, .max = 1000),
  DEN_TEXT (DenChair, modalities, N_ ("For"), .max = 80),
  DEN_FLAG (DenChair, out_of_use, N_ ("Out of use")),
};
/* clang-format on */
const DenRecordType den_chair_type =
    DEN_RECORD_TYPE ("chair", N_ ("Chair"), DenChair, chair_fields, NULL);

const DenChoice den_weekday_choices[] = {
  { "monday", N_ ("Monday") },       { "tuesday", N_ ("Tuesday") },
  { "wednesday", N_ ("Wednesday") }, { "thursday", N_ ("Thursday") },
  { "friday", N_ ("Friday") },       { "saturday", N_ ("Saturday") },
  { "sunday", N_ ("Sunday") },       { NULL, NULL },
};

/* See den-calendar.h. Takes "9:00" and "09:00", to "24:00". */
gint64
den_time_of_day_parse (const char *text)
{
  const char *colon = text != NULL ? strchr (text, ':') : NULL;
  gint64 hours, minutes;

  if (colon == NULL || colon == text || colon - text > 2 || strlen (colon) != 3 ||
      strspn (text, "0123456789:") != strlen (text) || strchr (colon + 1, ':') != NULL)
    return DEN_UNKNOWN;
  hours = g_ascii_strtoll (text, NULL, 10);
  minutes = g_ascii_strtoll (colon + 1, NULL, 10);
  if (minutes > 59 || hours * 60 + minutes > 24 * 60)
    return DEN_UNKNOWN;
  return hours * 60 + minutes;
}

static const char *
check_time (const char *text)
{
  return den_time_of_day_parse (text) != DEN_UNKNOWN ? NULL : _ ("must be a time such as 09:00");
}

/* clang-format off */
static const DenField opening_fields[] = {
  DEN_CHOICE (DenOpening, weekday, N_ ("Weekday"), .required = TRUE,
              .choices = den_weekday_choices),
  DEN_TEXT (DenOpening, opens, N_ ("Opens"), .required = TRUE, .max = 5, .check = check_time),
  DEN_TEXT (DenOpening, closes, N_ ("Closes"), .required = TRUE, .max = 5, .check = check_time),
};
/* clang-format on */

static void
check_opening (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenOpening *opening = record;
  gint64 opens = den_time_of_day_parse (opening->opens);
  gint64 closes = den_time_of_day_parse (opening->closes);
  g_autofree char *here = den_place_member (place, "closes");

  if (opens != DEN_UNKNOWN && closes != DEN_UNKNOWN && closes <= opens)
    den_problems_add (problems, here, "%s", _ ("must be after the opening"));
}

const DenRecordType den_opening_type =
    DEN_RECORD_TYPE ("opening", N_ ("Opening hours"), DenOpening, opening_fields, check_opening);

static void
check_closure (gconstpointer record, const char *place, DenProblems *problems)
{
  const DenClosure *closure = record;

  den_check_day_order (closure->from_on, closure->to_on, "to_on", place, problems);
}

/* clang-format off */
static const DenField closure_fields[] = {
  DEN_DAY (DenClosure, from_on, N_ ("From"), .required = TRUE, .min = FIRST_DAY, .max = LAST_DAY),
  DEN_DAY (DenClosure, to_on, N_ ("To"), .min = FIRST_DAY, .max = LAST_DAY),
  DEN_TEXT (DenClosure, chair, N_ ("Chair"), .max = 80),
  DEN_TEXT (DenClosure, reason, N_ ("Reason")),
};
/* clang-format on */
const DenRecordType den_closure_type =
    DEN_RECORD_TYPE ("closure", N_ ("Closed days"), DenClosure, closure_fields, check_closure);

DenCalendar *
den_calendar_new (void)
{
  DenCalendar *calendar = g_new0 (DenCalendar, 1);

  calendar->chairs = g_ptr_array_new_with_free_func (den_record_free);
  calendar->openings = g_ptr_array_new_with_free_func (den_record_free);
  calendar->closures = g_ptr_array_new_with_free_func (den_record_free);
  return calendar;
}

void
den_calendar_free (DenCalendar *calendar)
{
  g_ptr_array_unref (calendar->chairs);
  g_ptr_array_unref (calendar->openings);
  g_ptr_array_unref (calendar->closures);
  g_free (calendar);
}

/* 1970-01-01 was a Thursday. */
DenWeekday
den_day_weekday (DenDay day)
{
  return (DenWeekday) (((day + 3) % 7 + 7) % 7);
}
