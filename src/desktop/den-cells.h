/* A line of a list: cells of fixed widths in one or two lines of words, some with a symbol before
 * them, so that the cells of all lines of a list stand below each other and all lines are equally
 * high. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title; /* N_(), the heading */
  int chars;         /* how wide, in characters */
  int min_chars;     /* the least where there is no room; 0: chars */
  gboolean expands;  /* takes a share of what is left */
  gboolean numeric;  /* digits of one width */
  gboolean strong;   /* the first line is bold */
  gboolean marked;   /* has room for a symbol */
} DenCellColumn;

#define DEN_TYPE_CELLS (den_cells_get_type ())
/* A GtkBox: what is appended to it stands behind the last cell. */
G_DECLARE_FINAL_TYPE (DenCells, den_cells, DEN, CELLS, GtkBox)

/* COLUMNS belong to the program. */
GtkWidget *den_cells_new (const DenCellColumn *columns, guint n, gboolean two_lines);
/* The line of the columns' titles, for above the list. */
GtkWidget *den_cells_new_headings (const DenCellColumn *columns, guint n);

/* The words of a cell; SECOND is for a list of two lines. NULL for none. Nothing is drawn anew
 * where they are the same. */
void den_cells_set (DenCells *self, guint column, const char *first, const char *second);
/* The symbol before the words of a marked column with its class of den-marks.h, NULL for none; ICON
 * NULL for no symbol. */
void den_cells_set_mark (DenCells *self, guint column, const char *icon, const char *css_class);
/* The classes of the two lines; NULL for the plain first and the quiet second. */
void den_cells_set_classes (DenCells *self, guint column, const char *first, const char *second);
/* The words of the cell, "" for none. */
const char *den_cells_get_first (DenCells *self, guint column);
const char *den_cells_get_second (DenCells *self, guint column);
/* Gives all words as one name to those who hear the line; after the cells were set. */
void den_cells_tell (DenCells *self);

G_END_DECLS
