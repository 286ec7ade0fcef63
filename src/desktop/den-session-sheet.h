/* A scale answered item by item beside the patient: one key an item. */
#pragma once

#include "den-reference.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SESSION_SHEET (den_session_sheet_get_type ())
/* Signals: "kept" (const char *scale) when all items are answered and kept; "left" when it is given
 * up. */
G_DECLARE_FINAL_TYPE (DenSessionSheet, den_session_sheet, DEN, SESSION_SHEET, GtkBox)

GtkWidget *den_session_sheet_new (const DenReference *reference);
/* Begins SCALE with no answer: "CADSS-6", "CADSS-23", "Modified Aldrete", "MPADSS". */
void den_session_sheet_begin (DenSessionSheet *self, const char *scale);
const DenScores *den_session_sheet_get_scores (DenSessionSheet *self);
/* What the key does, as when typed on the items. TRUE where it was one of the sheet's. */
gboolean den_session_sheet_type (DenSessionSheet *self, guint key);

G_END_DECLS
