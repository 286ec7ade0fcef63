/* A drawing rendered with cairo and Pango. */
#include "den-drawing-view.h"

/* A drawing is in points; the screen has 96 pixels to its 72. */
#define SCALE (96.0 / 72.0)
#define MIN_WIDTH 320

struct _DenDrawingView
{
  GtkWidget parent_instance;

  DenDrawingMaker maker;
  gpointer data;
  DenDrawing *drawing; /* for drawing_width, or NULL */
  int drawing_width;
};

G_DEFINE_FINAL_TYPE (DenDrawingView, den_drawing_view, GTK_TYPE_WIDGET)

static PangoLayout *
set_words (GtkWidget *widget, const char *words, double size, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, words);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));

  pango_font_description_set_absolute_size (font, size * SCALE * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  return layout;
}

static double
measure_words (const char *words, double size, gboolean bold, gpointer data)
{
  g_autoptr (PangoLayout) layout = set_words (data, words, size, bold);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE / SCALE;
}

/* The drawing for a width of PIXELS, made anew only where the width or the facts changed. */
static const DenDrawing *
get_drawing (DenDrawingView *view, int pixels)
{
  if (view->drawing != NULL && view->drawing_width == pixels)
    return view->drawing;
  g_clear_pointer (&view->drawing, den_drawing_free);
  view->drawing = view->maker (pixels / SCALE, measure_words, view, view->data);
  view->drawing_width = pixels;
  return view->drawing;
}

/* ---- colours ---- */

/* On a light and on a dark ground, each with a contrast of at least 4.5 to it. */
static const char *const colours[][2] = {
  [DEN_INK_ACCENT] = { "#1a5fb4", "#99c1f1" },
  [DEN_INK_GOOD] = { "#1b7339", "#8ff0a4" },
  [DEN_INK_CAUTION] = { "#8f5100", "#f8d568" },
  [DEN_INK_DANGER] = { "#b5121f", "#ff9a9a" },
};

static GdkRGBA
get_colour (GtkWidget *widget, DenInk ink)
{
  GdkRGBA colour;
  gboolean dark;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  dark =
      0.299 * (double) colour.red + 0.587 * (double) colour.green + 0.114 * (double) colour.blue >
      0.5;
  switch (ink)
    {
    case DEN_INK_TEXT:
      break;
    case DEN_INK_FAINT:
      colour.alpha = 0.65f;
      break;
    case DEN_INK_SHADE:
      colour.alpha = 0.08f;
      break;
    default:
      gdk_rgba_parse (&colour, colours[ink][dark ? 1 : 0]);
      break;
    }
  return colour;
}

/* ---- strokes ---- */

static void
draw_line (cairo_t *cr, const DenStroke *stroke)
{
  static const double dashes[] = { 3.0, 2.0 };

  if (stroke->kind == DEN_STROKE_DASHED_LINE)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, stroke->width);
  cairo_move_to (cr, stroke->x1, stroke->y1);
  cairo_line_to (cr, stroke->x2, stroke->y2);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* Words are set at the screen's own size, so that their glyphs fall on its pixels. */
static void
draw_words (GtkWidget *widget, cairo_t *cr, const DenStroke *stroke)
{
  g_autoptr (PangoLayout) layout = set_words (widget, stroke->words, stroke->width, stroke->bold);
  double x = stroke->x1 * SCALE;
  int width, baseline;

  pango_layout_get_size (layout, &width, NULL);
  baseline = pango_layout_get_baseline (layout);
  if (stroke->align == DEN_ALIGN_CENTER)
    x -= (double) width / PANGO_SCALE / 2;
  else if (stroke->align == DEN_ALIGN_RIGHT)
    x -= (double) width / PANGO_SCALE;
  cairo_save (cr);
  cairo_scale (cr, 1 / SCALE, 1 / SCALE);
  cairo_move_to (cr, x, stroke->y1 * SCALE - (double) baseline / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

static void
draw_stroke (GtkWidget *widget, cairo_t *cr, const DenStroke *stroke)
{
  GdkRGBA colour = get_colour (widget, stroke->ink);

  gdk_cairo_set_source_rgba (cr, &colour);
  switch (stroke->kind)
    {
    case DEN_STROKE_LINE:
    case DEN_STROKE_DASHED_LINE:
      draw_line (cr, stroke);
      break;
    case DEN_STROKE_RECTANGLE:
      cairo_rectangle (cr, stroke->x1, stroke->y1, stroke->x2 - stroke->x1,
                       stroke->y2 - stroke->y1);
      cairo_fill (cr);
      break;
    case DEN_STROKE_DOT:
      cairo_arc (cr, stroke->x1, stroke->y1, stroke->width, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case DEN_STROKE_WORDS:
      draw_words (widget, cr, stroke);
      break;
    }
}

/* ---- the widget ---- */

static void
den_drawing_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  const DenDrawing *drawing = get_drawing (DEN_DRAWING_VIEW (widget), width);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr;

  if (drawing == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_scale (cr, SCALE, SCALE);
  for (guint i = 0; i < drawing->strokes->len; i++)
    draw_stroke (widget, cr, &g_array_index (drawing->strokes, DenStroke, i));
  cairo_destroy (cr);
}

static GtkSizeRequestMode
den_drawing_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
den_drawing_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  const DenDrawing *drawing;

  *minimum = *natural = MIN_WIDTH;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  drawing = get_drawing (DEN_DRAWING_VIEW (widget), for_size < MIN_WIDTH ? MIN_WIDTH : for_size);
  *minimum = *natural = drawing != NULL ? (int) (drawing->height * SCALE + 0.999) : 0;
}

static void
den_drawing_view_finalize (GObject *object)
{
  g_clear_pointer (&DEN_DRAWING_VIEW (object)->drawing, den_drawing_free);
  G_OBJECT_CLASS (den_drawing_view_parent_class)->finalize (object);
}

static void
den_drawing_view_class_init (DenDrawingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = den_drawing_view_finalize;
  widget_class->snapshot = den_drawing_view_snapshot;
  widget_class->measure = den_drawing_view_measure;
  widget_class->get_request_mode = den_drawing_view_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "drawing");
}

static void
den_drawing_view_init (DenDrawingView *view)
{
  gtk_widget_set_hexpand (GTK_WIDGET (view), TRUE);
}

GtkWidget *
den_drawing_view_new (const char *name, DenDrawingMaker maker, gpointer data)
{
  DenDrawingView *view = g_object_new (DEN_TYPE_DRAWING_VIEW, NULL);

  view->maker = maker;
  view->data = data;
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (view);
}

void
den_drawing_view_update (DenDrawingView *view, const char *description)
{
  double before = view->drawing != NULL ? view->drawing->height : 0;
  const DenDrawing *drawing;

  g_clear_pointer (&view->drawing, den_drawing_free);
  drawing = view->drawing_width > 0 ? get_drawing (view, view->drawing_width) : NULL;
  if (drawing == NULL || drawing->height < before || drawing->height > before)
    gtk_widget_queue_resize (GTK_WIDGET (view));
  gtk_widget_queue_draw (GTK_WIDGET (view));
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description != NULL ? description : "", -1);
}
