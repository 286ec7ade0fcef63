/* One child, at the left and at most so wide. */
#include "den-clamp-layout.h"

/* What a line of a form fills well; a 1366 pixel wide screen has less beside the verdict. */
#define MAX_WIDTH 960

struct _DenClampLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (DenClampLayout, den_clamp_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The width that CHILD gets of WIDTH: more than the most only where it needs more. */
static int
clamp_width (GtkWidget *child, int width)
{
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return MIN (width, MAX (least, MAX_WIDTH));
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL ? gtk_widget_get_request_mode (child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = clamp_width (child, for_size);
  gtk_widget_measure (child, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int wide;

  if (child == NULL)
    return;
  wide = clamp_width (child, width);
  gtk_widget_size_allocate (
      child,
      &(GtkAllocation){ gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - wide : 0, 0,
                        wide, height },
      baseline);
}

static void
den_clamp_layout_class_init (DenClampLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = get_request_mode;
  layout_class->measure = measure;
  layout_class->allocate = allocate;
}

static void
den_clamp_layout_init (DenClampLayout *self)
{
}

GtkLayoutManager *
den_clamp_layout_new (void)
{
  return g_object_new (DEN_TYPE_CLAMP_LAYOUT, NULL);
}
