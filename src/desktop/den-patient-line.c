/* A line of the patient list draws its columns itself. A list view keeps some 200 lines alive, and
 * with a widget for every cell they took a third of the time to the first frame and of the memory
 * of the program. */
#include "den-patient-line.h"

#include "den-patient-cells.h"

#include <glib/gi18n-lib.h>

#define SPACING 12

typedef struct
{
  DenPatientCell cell;
  const char *title;
  int min_chars;
  int natural_chars;
  gboolean expands;
  gboolean numeric; /* digits of one width, to be compared down the list */
} Column;

static const Column columns[] = {
  { DEN_PATIENT_CELL_NAME, N_ ("Name"), 16, 24, TRUE, FALSE },
  { DEN_PATIENT_CELL_BORN, N_ ("Born"), 15, 15, FALSE, TRUE },
  { DEN_PATIENT_CELL_MRN, N_ ("MRN"), 8, 10, FALSE, TRUE },
  { DEN_PATIENT_CELL_PHONE, N_ ("Phone"), 14, 16, FALSE, TRUE },
  { DEN_PATIENT_CELL_COVERAGE, N_ ("Payer and member ID"), 16, 28, TRUE, FALSE },
};

#define N_COLUMNS G_N_ELEMENTS (columns)

struct _DenPatientLine
{
  GtkWidget parent_instance;

  char *texts[N_COLUMNS];
  gboolean is_headings;
};

G_DEFINE_FINAL_TYPE (DenPatientLine, den_patient_line, GTK_TYPE_WIDGET)

typedef struct
{
  int character; /* the width that one is reckoned with */
  int ascent;
  int height;
} Measures;

static Measures
measure_font (GtkWidget *widget)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  Measures measures = {
    .character = PANGO_PIXELS_CEIL (MAX (pango_font_metrics_get_approximate_char_width (metrics),
                                         pango_font_metrics_get_approximate_digit_width (metrics))),
    .ascent = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics)),
    .height = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics) +
                                 pango_font_metrics_get_descent (metrics)),
  };

  pango_font_metrics_unref (metrics);
  return measures;
}

static void
den_patient_line_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  Measures measures = measure_font (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = measures.height;
      *minimum_baseline = *natural_baseline = measures.ascent;
      return;
    }
  *minimum = *natural = (int) (N_COLUMNS - 1) * SPACING;
  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      *minimum += columns[i].min_chars * measures.character;
      *natural += columns[i].natural_chars * measures.character;
    }
}

/* How wide each column is in a line of WIDTH: the same for every line of one font. */
static void
share_width (int width, int character, int widths[N_COLUMNS])
{
  GtkRequestedSize sizes[N_COLUMNS];
  int rest = width - (int) (N_COLUMNS - 1) * SPACING, n_expanding = 0;

  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      sizes[i] = (GtkRequestedSize){ .minimum_size = columns[i].min_chars * character,
                                     .natural_size = columns[i].natural_chars * character };
      rest -= sizes[i].minimum_size;
      n_expanding += columns[i].expands;
    }
  rest = gtk_distribute_natural_allocation (MAX (rest, 0), N_COLUMNS, sizes);
  for (gsize i = 0; i < N_COLUMNS; i++)
    widths[i] = sizes[i].minimum_size + (columns[i].expands ? rest / n_expanding : 0);
}

/* The headings are bold here and not in the style sheet, which would also change what their columns
 * are measured with. */
static PangoAttrList *
get_attributes (DenPatientLine *self, const Column *column)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (self->is_headings)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  else if (column->numeric)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  return attributes;
}

static void
draw_text (GtkWidget *widget, GtkSnapshot *snapshot, PangoLayout *layout, int x, int ascent)
{
  /* A script from another font may stand higher: the lines of writing stay where they are. */
  int y = ascent - PANGO_PIXELS (pango_layout_get_baseline (layout));
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
den_patient_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DenPatientLine *self = DEN_PATIENT_LINE (widget);
  Measures measures = measure_font (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), widths[N_COLUMNS], at = 0;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  /* A column begins at its own edge, whatever script a name is written in. */
  pango_layout_set_auto_dir (layout, FALSE);
  share_width (width, measures.character, widths);
  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (PangoAttrList) attributes = get_attributes (self, &columns[i]);

      pango_layout_set_text (layout, self->texts[i] != NULL ? self->texts[i] : "", -1);
      pango_layout_set_attributes (layout, attributes);
      pango_layout_set_width (layout, widths[i] * PANGO_SCALE);
      draw_text (widget, snapshot, layout, mirrored ? width - at - widths[i] : at, measures.ascent);
      at += widths[i] + SPACING;
    }
}

static void
den_patient_line_finalize (GObject *object)
{
  DenPatientLine *self = DEN_PATIENT_LINE (object);

  for (gsize i = 0; i < N_COLUMNS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (den_patient_line_parent_class)->finalize (object);
}

static void
den_patient_line_class_init (DenPatientLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = den_patient_line_finalize;
  widget_class->measure = den_patient_line_measure;
  widget_class->snapshot = den_patient_line_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
den_patient_line_init (DenPatientLine *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-patient-line");
}

GtkWidget *
den_patient_line_new (void)
{
  return g_object_new (DEN_TYPE_PATIENT_LINE, NULL);
}

/* Draws the texts, and gives them as one name to those who hear the line. */
static void
texts_changed (DenPatientLine *self)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (gsize i = 0; i < N_COLUMNS; i++)
    if (self->texts[i] != NULL && *self->texts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", self->texts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
den_patient_line_show (DenPatientLine *self, const DenPatientRow *row, DenDay today)
{
  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      g_free (self->texts[i]);
      self->texts[i] = den_patient_cell_text (row, columns[i].cell, today);
    }
  texts_changed (self);
}

void
den_patient_line_show_headings (DenPatientLine *self)
{
  self->is_headings = TRUE;
  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      g_free (self->texts[i]);
      self->texts[i] = g_strdup (_ (columns[i].title));
    }
  texts_changed (self);
}
