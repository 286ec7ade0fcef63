/* A civil day: what a calendar on the wall shows, without time or zone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The value of every scalar that is not known: different from no, from zero and from "". */
#define DEN_UNKNOWN G_MININT64

/* Days since 1970-01-01, or DEN_UNKNOWN. */
typedef gint64 DenDay;

DenDay den_day_new (int year, int month, int day);
void den_day_split (DenDay day, int *year, int *month, int *day_of_month);
DenDay den_day_today (void);

gboolean den_day_parse_iso (const char *text, DenDay *day);
gboolean den_day_parse (const char *text, DenDay *day);
char *den_day_to_iso (DenDay day);
char *den_day_to_us (DenDay day);

int den_day_age (DenDay birth, DenDay on);
DenDay den_day_add_years (DenDay day, int years);
DenDay den_day_add_months (DenDay day, int months);

G_END_DECLS
