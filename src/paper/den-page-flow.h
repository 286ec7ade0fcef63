/* Flows text, tables and drawings down the pages of a paper.
 *
 * Everything is placed in the order it is told. Headings wait for what follows them, so that none
 * is left alone at the foot of a page; headers, footers and marks are drawn at the end, when the
 * number of pages is known. */
#pragma once

#include "den-drawing.h"
#include "den-paper.h"
#include "den-press.h"

G_BEGIN_DECLS

#define DEN_FLOW_LEFT 54.0
#define DEN_FLOW_RIGHT 558.0
#define DEN_FLOW_WIDTH (DEN_FLOW_RIGHT - DEN_FLOW_LEFT)

/* The mark of a paper that lacks what it is sent for. */
#define DEN_DRAFT_INCOMPLETE "DRAFT - not to be sent, facts are missing"

/* What a payer looks for and the record does not have. */
#define DEN_NOT_DOCUMENTED "not documented"

/* What stands on every page. subject says whom the paper is about, at the head of the pages that
 * follow the first; where it is long it is cut, but never subject_end behind it. footer_start and
 * footer_end stand around "page N of M". demo and draft, the words of its mark or
 * NULL, put their marks on every page. */
typedef struct
{
  const char *title;
  const char *clinic;
  const char *subject;
  const char *subject_end;
  const char *footer_start;
  const char *footer_end;
  gboolean demo;
  const char *draft;
} DenPageDress;

typedef enum
{
  DEN_TEXT_BODY,
  DEN_TEXT_TABLE,
  DEN_TEXT_NOTE,
} DenTextStyle;

/* How a fact stands: drawn as strokes beside its word, never as a colour. */
typedef enum
{
  DEN_MARK_NONE,
  DEN_MARK_MET,     /* a check */
  DEN_MARK_NOT_MET, /* a cross */
  DEN_MARK_UNKNOWN, /* an open circle */
  DEN_MARK_CAUTION, /* a triangle */
} DenMark;

/* A labelled fact; value NULL prints DEN_NOT_DOCUMENTED. wide takes a whole row. */
typedef struct
{
  const char *label;
  const char *value;
  gboolean bold;
  gboolean wide;
} DenPair;

typedef struct
{
  const char *label;
  gboolean checked;
} DenBox;

typedef struct
{
  const char *label;
  const DenBox *boxes;
  guint n;
} DenBoxGroup;

/* width in points; of one column it may be 0, which takes what the others leave. */
typedef struct
{
  const char *heading;
  double width;
  DenAlign align;
} DenColumn;

/* A line to be signed on, its caption under it. */
typedef struct
{
  const char *caption;
  double width;
} DenSignature;

typedef struct _DenPageFlow DenPageFlow;
typedef struct _DenTable DenTable;

DenPageFlow *den_page_flow_new (const DenPageDress *dress, GError **error);
void den_page_flow_free (DenPageFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenPageFlow, den_page_flow_free)
DenPress *den_page_flow_get_press (DenPageFlow *flow);
DenPaper *den_page_flow_finish (DenPageFlow *flow, const char *sha256, GError **error);

void den_page_flow_letterhead (DenPageFlow *flow);
void den_page_flow_new_page (DenPageFlow *flow);
void den_page_flow_gap (DenPageFlow *flow, double height);
double den_page_flow_take (DenPageFlow *flow, double height, double keep);
double den_page_flow_room (DenPageFlow *flow);

void den_page_flow_section (DenPageFlow *flow, const char *text);
void den_page_flow_heading (DenPageFlow *flow, const char *text);
void den_page_flow_paragraph (DenPageFlow *flow, DenTextStyle style, const char *text);
void den_page_flow_item (DenPageFlow *flow, DenTextStyle style, const char *mark, const char *text);
void den_page_flow_grid (DenPageFlow *flow, const DenPair *pairs, guint n, guint columns,
                         double label_width);
void den_page_flow_boxes (DenPageFlow *flow, const DenBoxGroup *groups, guint n,
                          double label_width);
void den_page_flow_drawing (DenPageFlow *flow, const DenDrawing *drawing);
void den_page_flow_signatures (DenPageFlow *flow, const DenSignature *signatures, guint n);
double den_page_flow_measure (const char *words, double size, gboolean bold, gpointer flow);

DenTable *den_table_new (const char *caption, const DenColumn *columns, guint n);
void den_table_free (DenTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DenTable, den_table_free)
void den_table_add (DenTable *table, DenMark mark, const char *const *cells);
void den_table_set_mark_column (DenTable *table, guint column);
void den_table_add_note (DenTable *table, const char *text);
guint den_table_n_rows (const DenTable *table);
void den_page_flow_table (DenPageFlow *flow, DenTable *table);

/* For the flow's own parts. */
double den_text_size (DenTextStyle style);
double den_text_leading (DenTextStyle style);
void den_mark_draw (DenPress *press, DenMark mark, double x, double baseline, double size);
void den_drawing_print (const DenDrawing *drawing, DenPress *press, double x, double y);

G_END_DECLS
