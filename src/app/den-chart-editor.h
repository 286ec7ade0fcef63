/* One patient's chart, open for editing: each change is committed when it is made, the verdict
 * follows, and the last changes can be undone. Pages show what it holds and never write past it. */
#pragma once

#include "den-office.h"

G_BEGIN_DECLS

#define DEN_TYPE_CHART_EDITOR (den_chart_editor_get_type ())
/* Signal "changed" (const DenRecordType *type, or NULL for the whole chart) after each change, from
 * wherever it came: the pages that show records of the type read them again. Pointers to records of
 * the chart are good until the next "changed". */
G_DECLARE_FINAL_TYPE (DenChartEditor, den_chart_editor, DEN, CHART_EDITOR, GObject)

DenChartEditor *den_chart_editor_new (DenOffice *office, gint64 patient_id, GError **error);

DenOffice *den_chart_editor_get_office (DenChartEditor *editor);
const DenChart *den_chart_editor_get_chart (DenChartEditor *editor);
gint64 den_chart_editor_get_patient_id (DenChartEditor *editor);

/* Sets N fields of the chart's RECORD in one change, which is undone in one step and called by the
 * first field. Nothing is written where the values are the same. FALSE with ERROR, of
 * DEN_FIELD_ERROR for values that do not fit and of DEN_STORE_ERROR for a store that failed, and
 * nothing is changed. */
gboolean den_chart_editor_set_values (DenChartEditor *editor, gconstpointer record,
                                      const DenField *const *fields, const DenValue *values,
                                      guint n, GError **error);
/* The same for one field. */
gboolean den_chart_editor_set (DenChartEditor *editor, gconstpointer record, const DenField *field,
                               const DenValue *value, GError **error);
/* The same for one field from what was typed. */
gboolean den_chart_editor_set_text (DenChartEditor *editor, gconstpointer record,
                                    const DenField *field, const char *text, GError **error);
/* Adds RECORD (taken over) to the chart's list of its type, or to OWNER's (a dose segment to its
 * trial; NULL for the chart's). Its id, or 0 with ERROR; then RECORD is freed. */
gint64 den_chart_editor_add (DenChartEditor *editor, gpointer record, gconstpointer owner,
                             GError **error);
gboolean den_chart_editor_remove (DenChartEditor *editor, gconstpointer record, GError **error);
/* The chart's record of TYPE with the row id, or NULL. */
gconstpointer den_chart_editor_find (DenChartEditor *editor, const DenRecordType *type, gint64 id);
gboolean den_chart_editor_set_prescriber (DenChartEditor *editor, gint64 prescriber_id,
                                          GError **error);
/* Adds a screening answer of today, beside the older ones, which are kept. */
gboolean den_chart_editor_answer (DenChartEditor *editor, const char *item, DenAnswer answer,
                                  GError **error);

/* What is done between begin and commit is one transaction and one step of undo, called LABEL. A
 * change in between that fails ends it: nothing of it is written, and commit gives FALSE. What is
 * begun within another is a part of that: given up, it ends the whole. */
gboolean den_chart_editor_begin (DenChartEditor *editor, const char *label, GError **error);
gboolean den_chart_editor_commit (DenChartEditor *editor, GError **error);
/* Gives it up. */
void den_chart_editor_cancel (DenChartEditor *editor);

/* A change of a record that somebody else changed meanwhile is refused (DEN_STORE_ERROR_STALE) only
 * where it would take back what they wrote; then both versions are kept: of each field that was to
 * be set and stands differently now, what stands and what was wanted. */
typedef struct
{
  const DenField *field;
  char *theirs; /* as it is shown; NULL unknown */
  char *mine;
} DenConflict;

/* DenConflict, owned by the editor until its next change; NULL where the last change was not
 * refused so. To force one's own, change again. */
GPtrArray *den_chart_editor_get_conflict (DenChartEditor *editor);

/* What the last change was ("Trial: Highest daily dose"), NULL where there is none to undo. What
 * was recorded in a session that is signed by now is not undone any more. */
const char *den_chart_editor_get_undo_label (DenChartEditor *editor);
/* FALSE with ERROR where it can not be undone, because somebody else changed it meanwhile or the
 * store refuses; it is forgotten in any case. */
gboolean den_chart_editor_undo (DenChartEditor *editor, GError **error);

/* The policy that the verdict is under; at first the one for the chart's coverage. */
const DenPolicy *den_chart_editor_get_policy (DenChartEditor *editor);
void den_chart_editor_set_policy (DenChartEditor *editor, const char *policy_id);
/* The verdict of the chart as it is now; owned by the editor, good until the next "changed". */
const DenVerdict *den_chart_editor_get_verdict (DenChartEditor *editor);

G_END_DECLS
