/* The sessions and visits of a patient's courses in one list: planned and delivered, in the order
 * of time, each course under its heading. */
#include "den-course-timeline.h"

#include "den-course-cells.h"
#include "den-course-line.h"
#include "den-course-words.h"

#include <glib/gi18n-lib.h>

struct _DenCourseTimeline
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GListStore *lines; /* DenCourseLine */
  GtkSingleSelection *selection;
  GtkListView *view;
  gint64 mapped_frame; /* in which it was last shown */
};

G_DEFINE_FINAL_TYPE (DenCourseTimeline, den_course_timeline, GTK_TYPE_BOX)

enum
{
  SELECTED,
  OPENED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static DenDay
get_today (DenCourseTimeline *self)
{
  return den_office_get_today (den_chart_editor_get_office (self->editor));
}

/* ---- the lines ---- */

static GtkWidget *
make_heading (DenCourseTimeline *self, DenCourseLine *line)
{
  const DenCourse *course = den_course_line_find (line, self->editor);
  g_autofree char *words =
      course != NULL ? den_course_show_title (course) : g_strdup (_ ("Without a course"));
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "den-line-heading");
  return label;
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DenCourseTimeline *self)
{
  DenCourseLine *line = gtk_list_item_get_item (item);
  GtkWidget *cells = gtk_list_item_get_child (item);
  gboolean heading = den_course_line_is_heading (line);

  gtk_list_item_set_selectable (item, !heading);
  gtk_list_item_set_activatable (item, !heading && den_course_line_get_type_of (line) !=
                                                       &den_course_decision_type);
  if (heading)
    {
      gtk_list_item_set_child (item, make_heading (self, line));
      return;
    }
  if (!DEN_IS_CELLS (cells))
    {
      cells = den_course_cells_new ();
      gtk_list_item_set_child (item, cells);
    }
  g_object_set_data (G_OBJECT (cells), "line", line);
  den_course_cells_show (DEN_CELLS (cells), self->editor, line);
}

/* ---- selection ---- */

static DenCourseLine *
get_selected (DenCourseTimeline *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static gconstpointer
get_selected_record (DenCourseTimeline *self, const DenRecordType *type)
{
  DenCourseLine *line = get_selected (self);

  return line != NULL && den_course_line_get_type_of (line) == type
             ? den_course_line_find (line, self->editor)
             : NULL;
}

const DenSession *
den_course_timeline_get_session (DenCourseTimeline *self)
{
  return get_selected_record (self, &den_session_type);
}

const DenVisit *
den_course_timeline_get_visit (DenCourseTimeline *self)
{
  return get_selected_record (self, &den_visit_type);
}

static guint
find_position (DenCourseTimeline *self, const DenRecordType *type, gint64 row)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DenCourseLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (den_course_line_get_type_of (line) == type && den_course_line_get_row (line) == row)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
select_position (DenCourseTimeline *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

void
den_course_timeline_select (DenCourseTimeline *self, const DenRecordType *type, gint64 row)
{
  guint position = find_position (self, type, row);

  if (position != GTK_INVALID_LIST_POSITION)
    select_position (self, position);
}

/* The first session from today on that is not closed, else the last line but headings. */
static guint
find_next (DenCourseTimeline *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  guint last = GTK_INVALID_LIST_POSITION;
  DenDay today = get_today (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DenCourseLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      const DenSession *session;

      if (den_course_line_is_heading (line) && last != GTK_INVALID_LIST_POSITION)
        return last;
      if (den_course_line_get_type_of (line) != &den_session_type)
        continue;
      session = den_course_line_find (line, self->editor);
      last = i;
      if (session->status == DEN_SESSION_PLANNED &&
          den_instant_day (session->scheduled_at) >= today)
        return i;
    }
  return last;
}

/* The list can scroll only once it has its size, in the frame after the first. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  DenCourseTimeline *self = DEN_COURSE_TIMELINE (widget);

  if (gdk_frame_clock_get_frame_counter (clock) < self->mapped_frame + 2)
    return G_SOURCE_CONTINUE;
  select_position (self, gtk_single_selection_get_selected (self->selection));
  return G_SOURCE_REMOVE;
}

static void
den_course_timeline_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (den_course_timeline_parent_class)->map (widget);
  DEN_COURSE_TIMELINE (widget)->mapped_frame =
      gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (widget));
  gtk_widget_add_tick_callback (widget, scroll_cb, NULL, NULL);
}

static void
selected_cb (DenCourseTimeline *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
activate_cb (GtkListView *view, guint position, DenCourseTimeline *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[OPENED], 0);
}

/* Lists the chart anew; the selected line stays selected. */
static void
fill (DenCourseTimeline *self)
{
  g_autoptr (GPtrArray) lines =
      den_course_lines_new (den_chart_editor_get_chart (self->editor), get_today (self));
  DenCourseLine *selected = get_selected (self);
  const DenRecordType *type = selected != NULL ? den_course_line_get_type_of (selected) : NULL;
  gint64 row = selected != NULL ? den_course_line_get_row (selected) : 0;
  guint position;

  g_list_store_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                       lines->pdata, lines->len);
  position = type != NULL ? find_position (self, type, row) : GTK_INVALID_LIST_POSITION;
  select_position (self, position != GTK_INVALID_LIST_POSITION ? position : find_next (self));
  g_signal_emit (self, signals[SELECTED], 0);
}

static gboolean
is_of_timeline (const DenRecordType *type)
{
  return type == NULL || type == &den_course_type || type == &den_course_decision_type ||
         type == &den_visit_type || type == &den_session_type || type == &den_dose_type ||
         type == &den_infusion_step_type;
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenCourseTimeline *self)
{
  if (is_of_timeline (type))
    fill (self);
}

guint
den_course_timeline_count (DenCourseTimeline *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->lines));
}

/* ---- the widget ---- */

/* The keyboard begins at the selected line: the list itself would begin at its first. */
static gboolean
focus_selected (DenCourseTimeline *self)
{
  DenCourseLine *selected = get_selected (self);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view));
       row != NULL && selected != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *cells = gtk_widget_get_first_child (row);

      if (cells != NULL && g_object_get_data (G_OBJECT (cells), "line") == selected)
        return gtk_widget_grab_focus (row);
    }
  return FALSE;
}

static gboolean
den_course_timeline_grab_focus (GtkWidget *widget)
{
  DenCourseTimeline *self = DEN_COURSE_TIMELINE (widget);

  return focus_selected (self) || gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
den_course_timeline_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DenCourseTimeline *self = DEN_COURSE_TIMELINE (widget);

  if (gtk_widget_get_focus_child (widget) == NULL && focus_selected (self))
    return TRUE;
  return GTK_WIDGET_CLASS (den_course_timeline_parent_class)->focus (widget, direction);
}

static void
den_course_timeline_dispose (GObject *object)
{
  DenCourseTimeline *self = DEN_COURSE_TIMELINE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  G_OBJECT_CLASS (den_course_timeline_parent_class)->dispose (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  g_clear_object (&self->editor);
}

static void
den_course_timeline_class_init (DenCourseTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_course_timeline_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_course_timeline_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = den_course_timeline_focus;
  GTK_WIDGET_CLASS (klass)->map = den_course_timeline_map;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_course_timeline_init (DenCourseTimeline *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->lines = g_list_store_new (DEN_TYPE_COURSE_LINE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->lines)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
}

GtkWidget *
den_course_timeline_new (DenChartEditor *editor)
{
  DenCourseTimeline *self = g_object_new (DEN_TYPE_COURSE_TIMELINE, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->editor = g_object_ref (editor);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "den-floor");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sessions and visits"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sessions and visits"), -1);
  gtk_box_append (GTK_BOX (self), den_course_cells_new_headings ());
  gtk_box_append (GTK_BOX (self), scrolled);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  fill (self);
  return GTK_WIDGET (self);
}
