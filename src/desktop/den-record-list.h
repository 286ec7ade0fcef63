/* An editable list of one kind of a chart's records: a row of controls each, added with Insert or
 * Ctrl+Enter and removed with Ctrl+Shift+Delete, or Delete outside a text. A new row is no record
 * of the chart before what it needs is known. Rows are kept by the records' ids, so that a change
 * elsewhere moves neither focus nor scroll. */
#pragma once

#include "den-chart-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEN_TYPE_RECORD_LIST (den_record_list_get_type ())
G_DECLARE_FINAL_TYPE (DenRecordList, den_record_list, DEN, RECORD_LIST, GtkBox)

/* What a note beside or under a row means; it chooses the note's symbol and colour. */
typedef enum
{
  DEN_NOTE_PLAIN,
  DEN_NOTE_GOOD,
  DEN_NOTE_CAUTION,
  DEN_NOTE_DANGER,
} DenNoteKind;

typedef struct _DenRecordListSpec DenRecordListSpec;

/* What a list shows. Columns are named as in the record type's table; every array ends with
 * NULL. */
struct _DenRecordListSpec
{
  const DenRecordType *type;
  const char *title;          /* N_() */
  const char *add_label;      /* N_(), with a mnemonic */
  const char *empty;          /* N_(): what belongs here */
  const char *const *columns; /* in line, under headings */
  const char *const *more;    /* on the row's second line, each with its label; or NULL */
  const char *const *details; /* folded away; or NULL */
  /* A list of RECORD's own that stands with the folded details, or NULL. */
  const DenRecordListSpec *inner;
  /* What is to be said of RECORD under its row, to be freed; NULL for nothing. KIND is PLAIN
   * before. RECORD may be one that is not kept yet. */
  char *(*note) (DenChartEditor *editor, gconstpointer record, DenNoteKind *kind);
  gboolean note_beside; /* the note stands at the end of the row's first line */
  /* Fills what a new record begins with. */
  void (*prepare) (DenChartEditor *editor, gpointer record);
};

/* SPEC belongs to the program. The list shows the chart's records, or those of OWNER_TYPE's record
 * OWNER_ID (dose segments of a trial) where OWNER_TYPE is not NULL. */
GtkWidget *den_record_list_new (DenChartEditor *editor, const DenRecordListSpec *spec);
GtkWidget *den_record_list_new_inner (DenChartEditor *editor, const DenRecordListSpec *spec,
                                      const DenRecordType *owner_type, gint64 owner_id);

/* The first list of TYPE's records below ROOT, or NULL. */
DenRecordList *den_record_list_find (GtkWidget *root, const DenRecordType *type);
const DenRecordType *den_record_list_get_record_type (DenRecordList *list);
/* Puts the focus on COLUMN (NULL: the first) of the record with RECORD_ID, or, with 0, of a new
 * row. FALSE where the list has no such record or column. */
gboolean den_record_list_focus (DenRecordList *list, gint64 record_id, const char *column);
/* Begins a new row and puts the focus there. */
void den_record_list_add (DenRecordList *list);
guint den_record_list_get_n_rows (DenRecordList *list);

G_END_DECLS
