/* One record of an editable list: its cells, its second line, its folded details, what is wrong
 * with it and what is to be said of it. */
#pragma once

#include "den-record-list.h"

G_BEGIN_DECLS

#define DEN_TYPE_RECORD_ROW (den_record_row_get_type ())
/* Signals: "keep" (DenRecord *): a new record is complete, and its list is to add it and to call
 * den_record_row_adopt; "remove": the row is to go, and its record with it. */
G_DECLARE_FINAL_TYPE (DenRecordRow, den_record_row, DEN, RECORD_ROW, GtkBox)

/* RECORD_ID is 0 for a record that is still to be entered. GROUPS has a GtkSizeGroup for each of
 * SPEC's columns and one for the remove button. */
GtkWidget *den_record_row_new (DenChartEditor *editor, const DenRecordListSpec *spec,
                               gint64 record_id, GPtrArray *groups);
gint64 den_record_row_get_record_id (DenRecordRow *row);
/* The record is kept now, under this id. */
void den_record_row_adopt (DenRecordRow *row, gint64 record_id);
/* Whether the row is new and nothing was entered yet. */
gboolean den_record_row_is_blank (DenRecordRow *row);
/* The verdict or the record changed: says anew what is to be said of it. */
void den_record_row_refresh (DenRecordRow *row);
/* Puts the focus on COLUMN, unfolding the details where it stands there; NULL: the first. */
gboolean den_record_row_focus (DenRecordRow *row, const char *column);
/* Words about the whole row; NULL for none. */
void den_record_row_set_error (DenRecordRow *row, const char *message);

G_END_DECLS
