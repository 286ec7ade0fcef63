/* The papers of a session: its record, the facts of the REMS monitoring form, and the day sheet.
 * Each is made of what is handed in alone: no clock, no database. */
#pragma once

#include "den-course-rules.h"
#include "den-paper.h"

G_BEGIN_DECLS

/* Nothing here is owned. at->now is the instant the paper is for; a session that has ended does not
 * depend on it. */
typedef struct
{
  const DenSessionCase *at;
  const DenClinic *clinic;
} DenSessionFacts;

/* The whole record of a session: who, the checks before the dose, doses, the curve, every reading,
 * events, decisions, the release, who signed it with the hash, the addenda. Marked as a draft while
 * it is not signed. NULL with a DEN_PAPER_ERROR. */
DenPaper *den_session_record_make (const DenSessionFacts *facts, GError **error);

/* The facts that the REMS Patient Monitoring Form asks for, in its order, from this session alone,
 * with the day by which it is due: to be carried over to the program's portal or fax. A draft while
 * something the form asks for is missing; MISSING, to be freed, may be NULL. */
DenPaper *den_rems_monitoring_make (const DenSessionFacts *facts, DenProblems **missing,
                                    GError **error);

/* One line of the day sheet; strings are not owned, NULL where there is nothing to say. */
typedef struct
{
  DenInstant at;
  gint64 minutes;
  const char *chair;
  const char *name;
  const char *preferred_name;
  const char *mrn;
  DenDay birth_date;
  const char *allergies;
  const char *title; /* "Induction 3 of 8" */
  const char *modality;
  gint64 ordered_ug; /* what is ordered for today; unknown: not yet */
  const char *state; /* "Booked" */
  const char *missing;
} DenDaySheetLine;

typedef struct
{
  DenDay day;
  const DenClinic *clinic;
  const char *closed; /* why the clinic is closed that day, or NULL */
  const DenDaySheetLine *lines;
  guint n_lines;
} DenDaySheetFacts;

DenPaper *den_day_sheet_make (const DenDaySheetFacts *facts, GError **error);

G_END_DECLS
