/* A chart that is eligible under every shipped policy on 11/21/2026, and that chart changed. */
#pragma once

#include "den-eligibility.h"

#define ON "2026-11-21"

/* A chart's key and its new value, JSON with ' for ". The answers of "screenings" replace those to
 * the same questions; any other value replaces the whole. A NULL key changes nothing. */
typedef struct
{
  const char *key;
  const char *value;
} Change;

DenReference *fixture_reference (void);
DenChart *fixture_chart (const Change *changes, guint n);
const DenPolicy *fixture_policy (const char *id);
DenDay fixture_day (const char *iso);
void fixture_end (void);
