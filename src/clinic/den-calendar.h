/* When and where the clinic treats: chairs, opening hours, closed days. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

/* A treatment chair, bed or room. */
typedef struct
{
  DenRecord record;
  char *name;
  gint64 rank;       /* its place on the floor board, from 1 */
  char *modalities;  /* DenModality's words, separated by blanks; unknown: every one */
  gint64 out_of_use; /* 1: kept for the past, not booked any more */
} DenChair;

/* The clinic treats on this weekday between these minutes of the day; a weekday may have several.
 */
typedef struct
{
  DenRecord record;
  gint64 weekday; /* DenWeekday */
  char *opens;    /* "09:00" on the clinic's clock */
  char *closes;
} DenOpening;

typedef enum
{
  DEN_MONDAY,
  DEN_TUESDAY,
  DEN_WEDNESDAY,
  DEN_THURSDAY,
  DEN_FRIDAY,
  DEN_SATURDAY,
  DEN_SUNDAY,
} DenWeekday;

/* Days, both counted, on which the clinic is closed, or one of its chairs. */
typedef struct
{
  DenRecord record;
  DenDay from_on;
  DenDay to_on; /* unknown: the one day */
  char *chair;  /* unknown: the whole clinic */
  char *reason;
} DenClosure;

/* All of it; each list in the order of the database. */
typedef struct
{
  GPtrArray *chairs;   /* DenChair, by rank */
  GPtrArray *openings; /* DenOpening */
  GPtrArray *closures; /* DenClosure */
} DenCalendar;

extern const DenChoice den_weekday_choices[];
extern const DenRecordType den_chair_type;
extern const DenRecordType den_opening_type;
extern const DenRecordType den_closure_type;

DenCalendar *den_calendar_new (void);
void den_calendar_free (DenCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenCalendar, den_calendar_free)

/* Minutes after midnight of "09:00"; DEN_UNKNOWN for anything else. */
gint64 den_time_of_day_parse (const char *text);
DenWeekday den_day_weekday (DenDay day);

G_END_DECLS
