/* Prepared statements: kept by their text, at rest again when their handle is dropped. */
#pragma once

#include "den-store-private.h"

G_BEGIN_DECLS

typedef struct _DenStatement DenStatement;

typedef enum
{
  DEN_STEP_ROW,
  DEN_STEP_DONE,
  DEN_STEP_ERROR,
} DenStep;

DenStatement *den_statement_new (DenStore *store, const char *sql, GError **error);
void den_statement_free (DenStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenStatement, den_statement_free)
void den_statement_destroy (gpointer statement);

void den_statement_bind_integer (DenStatement *statement, int parameter, gint64 value);
void den_statement_bind_text (DenStatement *statement, int parameter, const char *text);
void den_statement_bind_bytes (DenStatement *statement, int parameter, GBytes *bytes);

DenStep den_statement_step (DenStatement *statement, GError **error);
gboolean den_statement_run (DenStatement *statement, GError **error);
DenStep den_statement_run_returning (DenStatement *statement, gint64 *value, GError **error);

sqlite3_stmt *den_statement_row (DenStatement *statement);
gint64 den_statement_integer (DenStatement *statement, int column);
const char *den_statement_text (DenStatement *statement, int column);
GBytes *den_statement_bytes (DenStatement *statement, int column);

G_END_DECLS
