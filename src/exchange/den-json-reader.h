/* Reads JSON text into records by their field tables, refusing whatever they do not know. */
#pragma once

#include "den-field.h"

#include <jansson.h>

G_BEGIN_DECLS

typedef json_t DenJsonNode;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenJsonNode, json_decref)

DenJsonNode *den_json_parse (const char *text, gsize length, DenProblems *problems);
gpointer den_json_read_record (DenJsonNode *object, const DenRecordType *type, const char *place,
                               DenProblems *problems);

G_END_DECLS
