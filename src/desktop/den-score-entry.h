/* Fills in a rating scale: by number keys, one an item, with the total and its band at once; by
 * mouse; or by the total alone. */
#pragma once

#include "den-chart-editor.h"
#include "den-score-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_SCORE_ENTRY (den_score_entry_get_type ())
/* Signals: "kept" after an assessment was added to the chart or corrected in it; "left" when the
 * entry is given up; "safety" (gboolean) when an answer raises the safety prompt, or no longer
 * does. */
G_DECLARE_FINAL_TYPE (DenScoreEntry, den_score_entry, DEN, SCORE_ENTRY, GtkBox)

GtkWidget *den_score_entry_new (DenChartEditor *editor);
/* Begins an empty sheet of SCALE, taken now, and puts the focus there. */
void den_score_entry_begin (DenScoreEntry *entry, const DenScale *scale);
/* Begins with the answers of a kept assessment, to correct them. FALSE where there is none. */
gboolean den_score_entry_correct (DenScoreEntry *entry, gint64 assessment_id);
/* The assessment that is being corrected, 0 for a new one. */
gint64 den_score_entry_get_corrected (DenScoreEntry *entry);
const DenScale *den_score_entry_get_scale (DenScoreEntry *entry);
/* What the key does, as when typed on the items. TRUE where it was one of the entry's. */
gboolean den_score_entry_type (DenScoreEntry *entry, guint key);
/* The sheet as it is filled in now; and one that was interrupted, taken up again: of a new
 * assessment, or of the one that it corrects. */
const DenScoreSheet *den_score_entry_get_sheet (DenScoreEntry *entry);
void den_score_entry_resume (DenScoreEntry *entry, const DenScoreSheet *sheet, gint64 corrected);
const DenScores *den_score_entry_get_scores (DenScoreEntry *entry);
/* "12 of 27 · moderate", or what is missing. */
const char *den_score_entry_get_total_words (DenScoreEntry *entry);
/* Adds the assessment to the chart, or changes the one that is corrected. FALSE where something is
 * wrong, which the entry says. */
gboolean den_score_entry_keep (DenScoreEntry *entry);

G_END_DECLS
