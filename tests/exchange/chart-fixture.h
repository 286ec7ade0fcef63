/* A chart in which everything is known, and what reading a good and a broken file must look like.
 */
#pragma once

#include "den-chart-file.h"

G_BEGIN_DECLS

/* The beginning of a chart file, and the least that a patient needs. */
#define HEAD "{\"format\": \"dendra-chart\", \"version\": 1, "
#define PATIENT "\"patient\": {\"mrn\": \"A\", \"family_name\": \"B\"}"

void fixture_load (void);
void fixture_free (void);
const DenReference *fixture_reference (void);
DenDay fixture_today (void);

gboolean field_is_bound (const DenField *field);
gpointer fill_record (const DenRecordType *type);
char *full_text (void);
char *replace (const char *text, const char *from, const char *to);

DenChart *read_good (const char *text);
void assert_refused (const char *text, gsize length, const char *place, const char *words);
void assert_text_refused (const char *text, const char *place, const char *words);

G_END_DECLS
