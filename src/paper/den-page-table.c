/* The page flow's tables and grids of labelled facts. */
#include "den-page-flow.h"

#include "den-lines.h"

#define CELL_PADDING 2.3 /* over and under a row */
#define COLUMN_GAP 10.0
#define NARROW_COLUMN_GAP 8.0 /* of a table of many columns */
#define MANY_COLUMNS 6
#define MARK_WIDTH 11.0
#define NOTE_INDENT 14.0
#define HEADER_RULE 0.8
#define ROW_RULE 0.25

#define GRID_GUTTER 18.0
#define GRID_PADDING 1.7
#define GRID_LEADING 11.2
#define GRID_BASELINE 9.4  /* under the top of a row */
#define GRID_MOST_LINES 40 /* of a value that are kept on one page */
#define LABEL_SIZE 8.0
#define BOX_SIZE 7.0

struct _DenTable
{
  char *caption;
  DenColumn *columns;
  guint n;
  double gap;
  guint mark_column;
  GPtrArray *rows; /* Row */
};

typedef struct
{
  DenMark mark;
  char **cells;
  char *note; /* under the row, over the width of the table; or NULL */
} Row;

/* A row broken into lines: of each cell its clean text and its DenLine. */
typedef struct
{
  DenFace face;
  DenMark mark;
  guint n;
  char **texts;
  GArray **lines;
  guint n_lines;
  char *note;
  GArray *note_lines; /* NULL for none */
} LaidRow;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_strfreev (row->cells);
  g_free (row->note);
  g_free (row);
}

/* An empty table of N columns. CAPTION stands over it where it goes on on another page; NULL for
 * none. */
DenTable *
den_table_new (const char *caption, const DenColumn *columns, guint n)
{
  DenTable *table = g_new0 (DenTable, 1);
  double taken = 0;

  table->caption = g_strdup (caption);
  table->n = n;
  table->columns = g_memdup2 (columns, n * sizeof (DenColumn));
  table->gap = n > MANY_COLUMNS ? NARROW_COLUMN_GAP : COLUMN_GAP;
  table->mark_column = n - 1;
  table->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < n; i++)
    taken += columns[i].width;
  for (guint i = 0; i < n; i++)
    if (table->columns[i].width <= 0)
      table->columns[i].width = DEN_FLOW_WIDTH - taken - table->gap * (n - 1);
  return table;
}

void
den_table_free (DenTable *table)
{
  g_free (table->caption);
  g_free (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

/* The column in which the rows' marks stand before the text; the last unless this is called. */
void
den_table_set_mark_column (DenTable *table, guint column)
{
  table->mark_column = column;
}

/* Adds a row. CELLS has one text a column, NULL for an empty one; a text may hold DEN_BOLD. */
void
den_table_add (DenTable *table, DenMark mark, const char *const *cells)
{
  Row *row = g_new0 (Row, 1);

  row->mark = mark;
  row->cells = g_new0 (char *, table->n + 1);
  for (guint i = 0; i < table->n; i++)
    row->cells[i] = g_strdup (cells[i] != NULL ? cells[i] : "");
  g_ptr_array_add (table->rows, row);
}

/* Adds TEXT under the last row, over the width of the table: what is too long for a column. */
void
den_table_add_note (DenTable *table, const char *text)
{
  Row *row = g_ptr_array_index (table->rows, table->rows->len - 1);

  g_free (row->note);
  row->note = g_strdup (text);
}

guint
den_table_n_rows (const DenTable *table)
{
  return table->rows->len;
}

static double
indent_of (const DenTable *table, const LaidRow *row, guint column)
{
  return row->mark != DEN_MARK_NONE && column == table->mark_column ? MARK_WIDTH : 0;
}

static LaidRow *
lay_row (DenPress *press, const DenTable *table, DenFace face, DenMark mark,
         const char *const *cells)
{
  LaidRow *row = g_new0 (LaidRow, 1);

  row->face = face;
  row->mark = mark;
  row->n = table->n;
  row->texts = g_new0 (char *, table->n + 1);
  row->lines = g_new0 (GArray *, table->n);
  for (guint i = 0; i < table->n; i++)
    {
      row->texts[i] = den_press_clean (press, cells[i]);
      row->lines[i] = den_lines_break (press, row->texts[i], den_text_size (DEN_TEXT_TABLE), face,
                                       table->columns[i].width - indent_of (table, row, i));
      row->n_lines = MAX (row->n_lines, row->lines[i]->len);
    }
  return row;
}

static void
lay_note (DenPress *press, LaidRow *row, const char *note)
{
  if (note == NULL)
    return;
  row->note = den_press_clean (press, note);
  row->note_lines = den_lines_break (press, row->note, den_text_size (DEN_TEXT_TABLE),
                                     DEN_FACE_REGULAR, DEN_FLOW_WIDTH - NOTE_INDENT);
}

static LaidRow *
lay_header (DenPress *press, const DenTable *table)
{
  g_autofree const char **headings = g_new0 (const char *, table->n);

  for (guint i = 0; i < table->n; i++)
    headings[i] = table->columns[i].heading;
  return lay_row (press, table, DEN_FACE_BOLD, DEN_MARK_NONE, headings);
}

static void
laid_row_free (LaidRow *row)
{
  for (guint i = 0; i < row->n; i++)
    g_array_unref (row->lines[i]);
  g_free (row->lines);
  g_free (row->note);
  g_clear_pointer (&row->note_lines, g_array_unref);
  g_strfreev (row->texts);
  g_free (row);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaidRow, laid_row_free)

static double
height_of (guint n_lines)
{
  return n_lines * den_text_leading (DEN_TEXT_TABLE) + 2 * CELL_PADDING;
}

/* Draws the lines from FROM to TO (not counted) of each cell of ROW at Y. */
static void
draw_row (DenPress *press, const DenTable *table, const LaidRow *row, guint from, guint to,
          double y)
{
  double size = den_text_size (DEN_TEXT_TABLE), leading = den_text_leading (DEN_TEXT_TABLE);
  double left = DEN_FLOW_LEFT;

  for (guint i = 0; i < table->n; i++)
    {
      const DenColumn *column = &table->columns[i];

      for (guint k = from; k < MIN (to, row->lines[i]->len); k++)
        {
          const DenLine *line = &g_array_index (row->lines[i], DenLine, k);
          double slack = column->align == DEN_ALIGN_RIGHT ? column->width - line->width : 0;

          den_line_draw (press, row->texts[i], line, left + slack + indent_of (table, row, i),
                         y + CELL_PADDING + (k - from) * leading + size - 0.3, size, row->face);
        }
      if (from == 0 && indent_of (table, row, i) > 0)
        den_mark_draw (press, row->mark, left, y + CELL_PADDING + size - 0.3, size);
      left += column->width + table->gap;
    }
}

static void
draw_rule (DenPress *press, double y, double width)
{
  den_press_line (press, DEN_FLOW_LEFT, y, DEN_FLOW_RIGHT, y, width);
}

/* Draws the header row, with KEEP left under it; where the table goes on, under its caption. */
static void
draw_header (DenPageFlow *flow, const DenTable *table, const LaidRow *header, double keep,
             gboolean goes_on)
{
  DenPress *press = den_page_flow_get_press (flow);
  double height = height_of (header->n_lines), y;

  if (goes_on && table->caption != NULL)
    {
      g_autofree char *words = g_strdup_printf ("%s, continued", table->caption);
      g_autofree char *clean = den_press_clean (press, words);

      y = den_page_flow_take (flow, 13, 13 + height + keep);
      den_press_text (press, DEN_FLOW_LEFT, y + 9, 8.5, DEN_FACE_REGULAR, clean, -1);
    }
  y = den_page_flow_take (flow, height, height + keep);
  draw_row (press, table, header, 0, header->n_lines, y);
  draw_rule (press, y + height, HEADER_RULE);
}

/* A row that is higher than a page goes on over as many as it needs. */
static void
draw_tall_row (DenPageFlow *flow, const DenTable *table, const LaidRow *header, const LaidRow *row)
{
  DenPress *press = den_page_flow_get_press (flow);

  for (guint from = 0; from < row->n_lines;)
    {
      double room = den_page_flow_room (flow) - 2 * CELL_PADDING;
      guint fit = (guint) MAX (1, room / den_text_leading (DEN_TEXT_TABLE));
      guint to = MIN (from + fit, row->n_lines);
      double height = height_of (to - from);
      double y = den_page_flow_take (flow, height, height);

      draw_row (press, table, row, from, to, y);
      draw_rule (press, y + height, ROW_RULE);
      from = to;
      if (from < row->n_lines)
        {
          den_page_flow_new_page (flow);
          draw_header (flow, table, header, height_of (1), TRUE);
        }
    }
}

/* Draws the note under a row line by line, so that one longer than a page goes on on the next. */
static void
draw_note (DenPageFlow *flow, const LaidRow *row)
{
  DenPress *press = den_page_flow_get_press (flow);
  double leading = den_text_leading (DEN_TEXT_TABLE), size = den_text_size (DEN_TEXT_TABLE), y = 0;

  for (guint i = 0; i < row->note_lines->len; i++)
    {
      y = den_page_flow_take (flow, leading, leading);
      den_line_draw (press, row->note, &g_array_index (row->note_lines, DenLine, i),
                     DEN_FLOW_LEFT + NOTE_INDENT, y + size - 0.3, size, DEN_FACE_REGULAR);
    }
  y = den_page_flow_take (flow, CELL_PADDING, CELL_PADDING);
  draw_rule (press, y + CELL_PADDING, ROW_RULE);
}

static double
full_height (const LaidRow *row)
{
  return height_of (row->n_lines) +
         (row->note_lines == NULL
              ? 0
              : row->note_lines->len * den_text_leading (DEN_TEXT_TABLE) + CELL_PADDING);
}

static void
draw_body_row (DenPageFlow *flow, const DenTable *table, const LaidRow *header, const LaidRow *row)
{
  DenPress *press = den_page_flow_get_press (flow);
  double height = height_of (row->n_lines), y;

  if (den_page_flow_room (flow) < full_height (row))
    {
      den_page_flow_new_page (flow);
      draw_header (flow, table, header, height_of (1), TRUE);
    }
  if (den_page_flow_room (flow) < height)
    draw_tall_row (flow, table, header, row);
  else
    {
      y = den_page_flow_take (flow, height, height);
      draw_row (press, table, row, 0, row->n_lines, y);
      if (row->note_lines == NULL)
        draw_rule (press, y + height, ROW_RULE);
    }
  if (row->note_lines != NULL)
    draw_note (flow, row);
}

/* TABLE over the width of the page. Its header row is repeated on each page; a row is parted only
 * where it is higher than a page. A table without rows is not drawn. */
void
den_page_flow_table (DenPageFlow *flow, DenTable *table)
{
  DenPress *press = den_page_flow_get_press (flow);
  g_autoptr (LaidRow) header = lay_header (press, table);

  for (guint i = 0; i < table->rows->len; i++)
    {
      const Row *source = g_ptr_array_index (table->rows, i);
      g_autoptr (LaidRow) row = lay_row (press, table, DEN_FACE_REGULAR, source->mark,
                                         (const char *const *) source->cells);

      lay_note (press, row, source->note);
      /* A first row of ordinary height stays with the header. */
      if (i == 0)
        draw_header (flow, table, header, MIN (full_height (row), 200), FALSE);
      draw_body_row (flow, table, header, row);
    }
  den_page_flow_gap (flow, 6);
}

/* ---- grids ---- */

/* One pair as it is laid: where, how wide, and its value's lines. */
typedef struct
{
  DenFace face;
  double x;
  double width;
  char *label;
  char *value;
  GArray *lines;
} LaidPair;

static LaidPair
lay_pair (DenPress *press, const DenPair *pair, double x, double width, double label_width)
{
  DenFace face = pair->bold && pair->value != NULL ? DEN_FACE_BOLD : DEN_FACE_REGULAR;
  LaidPair laid = { face, x, width, NULL, NULL, NULL };

  laid.label = den_press_clean (press, pair->label);
  laid.value = den_press_clean (press, pair->value != NULL ? pair->value : DEN_NOT_DOCUMENTED);
  laid.lines =
      den_lines_break (press, laid.value, den_text_size (DEN_TEXT_BODY), face, width - label_width);
  return laid;
}

static void
clear_laid_pair (gpointer data)
{
  LaidPair *laid = data;

  g_free (laid->label);
  g_free (laid->value);
  g_array_unref (laid->lines);
}

/* Draws the lines from FROM to TO (not counted) of the pairs' values, the labels with the first. */
static void
draw_pair_lines (DenPageFlow *flow, GArray *row, double label_width, guint from, guint to)
{
  DenPress *press = den_page_flow_get_press (flow);
  double height = (to - from) * GRID_LEADING + GRID_PADDING;
  double y = den_page_flow_take (flow, height, height);

  for (guint i = 0; i < row->len; i++)
    {
      const LaidPair *laid = &g_array_index (row, LaidPair, i);

      if (from == 0)
        den_press_text (press, laid->x, y + GRID_BASELINE, LABEL_SIZE, DEN_FACE_REGULAR,
                        laid->label, -1);
      for (guint k = from; k < MIN (to, laid->lines->len); k++)
        den_line_draw (press, laid->value, &g_array_index (laid->lines, DenLine, k),
                       laid->x + label_width, y + GRID_BASELINE + (k - from) * GRID_LEADING,
                       den_text_size (DEN_TEXT_BODY), laid->face);
      den_press_line (press, laid->x, y + height, laid->x + laid->width, y + height, ROW_RULE);
    }
}

static void
draw_pairs (DenPageFlow *flow, GArray *row, double label_width)
{
  guint n_lines = 1;

  for (guint i = 0; i < row->len; i++)
    n_lines = MAX (n_lines, g_array_index (row, LaidPair, i).lines->len);
  for (guint from = 0; from < n_lines; from += GRID_MOST_LINES)
    draw_pair_lines (flow, row, label_width, from, MIN (from + GRID_MOST_LINES, n_lines));
}

/* N labelled facts in COLUMNS columns, row by row; labels in the first LABEL_WIDTH of a column. */
void
den_page_flow_grid (DenPageFlow *flow, const DenPair *pairs, guint n, guint columns,
                    double label_width)
{
  DenPress *press = den_page_flow_get_press (flow);
  double width = (DEN_FLOW_WIDTH - GRID_GUTTER * (columns - 1)) / columns;
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (LaidPair));

  g_array_set_clear_func (row, clear_laid_pair);
  for (guint i = 0; i < n; i++)
    {
      LaidPair laid;

      if (row->len == columns || (row->len > 0 && (pairs[i].wide || pairs[i - 1].wide)))
        {
          draw_pairs (flow, row, label_width);
          g_array_set_size (row, 0);
        }
      laid = lay_pair (press, &pairs[i], DEN_FLOW_LEFT + row->len * (width + GRID_GUTTER),
                       pairs[i].wide ? DEN_FLOW_WIDTH : width, label_width);
      g_array_append_val (row, laid);
    }
  if (row->len > 0)
    draw_pairs (flow, row, label_width);
}

static void
draw_box (DenPress *press, double x, double baseline, gboolean checked)
{
  double top = baseline - BOX_SIZE + 0.5;

  den_press_box (press, x, top, BOX_SIZE, BOX_SIZE, 0.8);
  if (!checked)
    return;
  den_press_line (press, x + 1.2, top + 1.2, x + BOX_SIZE - 1.2, top + BOX_SIZE - 1.2, 1.2);
  den_press_line (press, x + 1.2, top + BOX_SIZE - 1.2, x + BOX_SIZE - 1.2, top + 1.2, 1.2);
}

/* Draws the boxes of GROUP from X on. */
static void
draw_group (DenPress *press, const DenBoxGroup *group, double x, double label_width,
            double baseline)
{
  double size = den_text_size (DEN_TEXT_BODY);

  den_press_text (press, x, baseline, LABEL_SIZE, DEN_FACE_REGULAR, group->label, -1);
  x += label_width;
  for (guint i = 0; i < group->n; i++)
    {
      DenFace face = group->boxes[i].checked ? DEN_FACE_BOLD : DEN_FACE_REGULAR;

      draw_box (press, x, baseline, group->boxes[i].checked);
      x += BOX_SIZE + 4;
      den_press_text (press, x, baseline, size, face, group->boxes[i].label, -1);
      x += den_press_measure (press, group->boxes[i].label, -1, size, face) + 12;
    }
}

/* A row of the grid with N groups of boxes side by side, crossed where they are checked. */
void
den_page_flow_boxes (DenPageFlow *flow, const DenBoxGroup *groups, guint n, double label_width)
{
  DenPress *press = den_page_flow_get_press (flow);
  double height = GRID_LEADING + GRID_PADDING, x = DEN_FLOW_LEFT;
  double y = den_page_flow_take (flow, height, height);
  double width = (DEN_FLOW_WIDTH - GRID_GUTTER * (n - 1)) / n;

  for (guint i = 0; i < n; i++, x += width + GRID_GUTTER)
    {
      draw_group (press, &groups[i], x, label_width, y + GRID_BASELINE);
      den_press_line (press, x, y + height, x + width, y + height, ROW_RULE);
    }
}
