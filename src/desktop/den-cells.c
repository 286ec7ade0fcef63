/* A line of a list, put together from cells of fixed widths. */
#include "den-cells.h"

#include "den-marks.h"

#include <glib/gi18n-lib.h>

#define SPACING 12

typedef struct
{
  const DenCellColumn *column;
  GtkWidget *image; /* NULL where the column is not marked */
  GtkWidget *first;
  GtkWidget *second; /* NULL in a list of one line */
} Cell;

struct _DenCells
{
  GtkBox parent_instance;

  guint n;
  Cell *cells;
};

G_DEFINE_FINAL_TYPE (DenCells, den_cells, GTK_TYPE_BOX)

static void
den_cells_finalize (GObject *object)
{
  g_free (DEN_CELLS (object)->cells);
  G_OBJECT_CLASS (den_cells_parent_class)->finalize (object);
}

static void
den_cells_class_init (DenCellsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = den_cells_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
den_cells_init (DenCells *self)
{
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-cells");
}

/* Weight and figures are attributes, not the style sheet's: a bold font would change what the width
 * is reckoned with. */
static GtkWidget *
new_words (const DenCellColumn *column, gboolean second, gboolean bold)
{
  GtkWidget *words = gtk_inscription_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int least = column->min_chars > 0 ? column->min_chars : column->chars;

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (column->numeric)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  gtk_inscription_set_attributes (GTK_INSCRIPTION (words), attributes);
  /* The first line decides how wide the cell is. */
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (words), second ? 0 : (guint) least);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (words), second ? 0 : (guint) column->chars);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  return words;
}

static void
add_cell (DenCells *self, Cell *cell, const DenCellColumn *column, gboolean two_lines,
          gboolean bold)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  cell->column = column;
  if (column->marked)
    {
      cell->image = gtk_image_new ();
      gtk_widget_set_size_request (cell->image, 16, 16);
      gtk_widget_set_valign (cell->image, two_lines ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (cell->image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      "", -1);
      gtk_box_append (GTK_BOX (outer), cell->image);
    }
  cell->first = new_words (column, FALSE, bold);
  gtk_box_append (GTK_BOX (lines), cell->first);
  if (two_lines)
    {
      cell->second = new_words (column, TRUE, FALSE);
      gtk_widget_add_css_class (cell->second, "den-small");
      gtk_widget_add_css_class (cell->second, "den-muted");
      gtk_box_append (GTK_BOX (lines), cell->second);
    }
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_hexpand (outer, column->expands);
  gtk_box_append (GTK_BOX (outer), lines);
  gtk_box_append (GTK_BOX (self), outer);
}

GtkWidget *
den_cells_new (const DenCellColumn *columns, guint n, gboolean two_lines)
{
  DenCells *self = g_object_new (DEN_TYPE_CELLS, NULL);

  self->n = n;
  self->cells = g_new0 (Cell, n);
  for (guint i = 0; i < n; i++)
    add_cell (self, &self->cells[i], &columns[i], two_lines, columns[i].strong);
  return GTK_WIDGET (self);
}

GtkWidget *
den_cells_new_headings (const DenCellColumn *columns, guint n)
{
  DenCells *self = g_object_new (DEN_TYPE_CELLS, NULL);

  self->n = n;
  self->cells = g_new0 (Cell, n);
  for (guint i = 0; i < n; i++)
    {
      add_cell (self, &self->cells[i], &columns[i], FALSE, TRUE);
      den_cells_set (self, i, columns[i].title != NULL ? _ (columns[i].title) : NULL, NULL);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-headings");
  return GTK_WIDGET (self);
}

static void
set_words (GtkWidget *inscription, const DenCellColumn *column, const char *words)
{
  gboolean is_long = words != NULL && g_utf8_strlen (words, -1) > column->chars;

  if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (inscription)), words) == 0)
    return;
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), words);
  /* What may not fit can be read when the pointer rests on it. */
  gtk_widget_set_tooltip_text (inscription, is_long ? words : NULL);
}

void
den_cells_set (DenCells *self, guint column, const char *first, const char *second)
{
  g_return_if_fail (column < self->n);

  set_words (self->cells[column].first, self->cells[column].column, first);
  if (self->cells[column].second != NULL)
    set_words (self->cells[column].second, self->cells[column].column, second);
}

void
den_cells_set_mark (DenCells *self, guint column, const char *icon, const char *css_class)
{
  Cell *cell;

  g_return_if_fail (column < self->n && self->cells[column].image != NULL);

  cell = &self->cells[column];
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (cell->image)), icon) != 0)
    {
      if (icon != NULL)
        gtk_image_set_from_icon_name (GTK_IMAGE (cell->image), icon);
      else
        gtk_image_clear (GTK_IMAGE (cell->image));
    }
  den_mark_set_class (cell->image, css_class);
}

void
den_cells_set_classes (DenCells *self, guint column, const char *first, const char *second)
{
  g_return_if_fail (column < self->n);

  den_mark_set_class (self->cells[column].first, first);
  if (self->cells[column].second != NULL)
    den_mark_set_class (self->cells[column].second, second != NULL ? second : "den-muted");
}

static const char *
get_words (GtkWidget *inscription)
{
  const char *words =
      inscription != NULL ? gtk_inscription_get_text (GTK_INSCRIPTION (inscription)) : NULL;

  return words != NULL ? words : "";
}

const char *
den_cells_get_first (DenCells *self, guint column)
{
  g_return_val_if_fail (column < self->n, "");

  return get_words (self->cells[column].first);
}

const char *
den_cells_get_second (DenCells *self, guint column)
{
  g_return_val_if_fail (column < self->n, "");

  return get_words (self->cells[column].second);
}

static void
append_words (GString *name, const char *words)
{
  if (*words != '\0')
    g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", words);
}

void
den_cells_tell (DenCells *self)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    {
      append_words (name, get_words (self->cells[i].first));
      append_words (name, get_words (self->cells[i].second));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}
