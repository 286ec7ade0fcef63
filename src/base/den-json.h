/* Writes JSON text: keys in the order given, exact decimals, UTF-8. Reading is exchange's. */
#pragma once

#include "den-field.h"

G_BEGIN_DECLS

typedef struct _DenJson DenJson;

DenJson *den_json_new (gboolean indented);
char *den_json_finish (DenJson *json);
void den_json_begin_object (DenJson *json);
void den_json_end_object (DenJson *json);
void den_json_begin_array (DenJson *json);
void den_json_end_array (DenJson *json);
void den_json_key (DenJson *json, const char *key);
void den_json_string (DenJson *json, const char *text);
void den_json_integer (DenJson *json, gint64 number);
void den_json_decimal (DenJson *json, gint64 number, gint64 scale);
void den_json_boolean (DenJson *json, gboolean yes);
void den_json_null (DenJson *json);
void den_json_day (DenJson *json, DenDay day);

void den_json_field_value (DenJson *json, const DenField *field, const DenValue *value);
void den_json_record (DenJson *json, gconstpointer record);
void den_json_record_members (DenJson *json, gconstpointer record);

G_END_DECLS
