/* The sessions and visits of a patient's courses in one list: planned and delivered, in the order
 * of time, each course under its heading. */
#include "den-course-timeline.h"

#include "den-booking.h"
#include "den-cells.h"
#include "den-course-words.h"
#include "den-floor-words.h"

#include <glib/gi18n-lib.h>

/* One line: a session or visit by its row, or the heading of a course. It holds no pointer into the
 * chart, which may be read anew at any time. */
#define DEN_TYPE_COURSE_LINE (den_course_line_get_type ())
G_DECLARE_FINAL_TYPE (DenCourseLine, den_course_line, DEN, COURSE_LINE, GObject)

struct _DenCourseLine
{
  GObject parent_instance;

  const DenRecordType *type; /* of session, visit or course */
  gint64 row;                /* 0: the heading of what belongs to no course */
  gint64 us;                 /* its place in time */
};

G_DEFINE_FINAL_TYPE (DenCourseLine, den_course_line, G_TYPE_OBJECT)

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

enum
{
  CELL_TITLE,
  CELL_DAY,
  CELL_TIME,
  CELL_CHAIR,
  CELL_DOSE,
  CELL_STATE,
  CELL_NOTE,
  N_CELLS,
};

static const DenCellColumn columns[N_CELLS] = {
  [CELL_TITLE] = { .title = N_ ("Session"), .chars = 20, .expands = TRUE, .numeric = TRUE },
  [CELL_DAY] = { .title = N_ ("Day"), .chars = 15, .numeric = TRUE },
  [CELL_TIME] = { .title = N_ ("Time"), .chars = 6, .numeric = TRUE },
  [CELL_CHAIR] = { .title = N_ ("Chair"), .chars = 12, .expands = TRUE },
  [CELL_DOSE] = { .title = N_ ("Ordered, given"), .chars = 15, .numeric = TRUE },
  [CELL_STATE] = { .title = N_ ("Status"), .chars = 16, .marked = TRUE },
  [CELL_NOTE] = { .title = N_ ("Signed by, or why not held"), .chars = 26, .expands = TRUE },
};

static void
den_course_line_class_init (DenCourseLineClass *klass)
{
}

static void
den_course_line_init (DenCourseLine *line)
{
}

/* ---- the lines ---- */

static void
add_line (GPtrArray *lines, const DenRecordType *type, gint64 row, gint64 us)
{
  DenCourseLine *line = g_object_new (DEN_TYPE_COURSE_LINE, NULL);

  line->type = type;
  line->row = row;
  line->us = us;
  g_ptr_array_add (lines, line);
}

static int
compare_by_time (gconstpointer a, gconstpointer b)
{
  const DenCourseLine *one = *(DenCourseLine *const *) a, *other = *(DenCourseLine *const *) b;

  if (one->us != other->us)
    return one->us < other->us ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

/* When the session took place, else when it is booked for. */
static gint64
get_session_us (const DenSession *session)
{
  return den_instant_is_known (session->started_at) ? session->started_at.us
                                                    : session->scheduled_at.us;
}

/* Whether a record that names COURSE_ID stands under COURSE; COURSE NULL takes what names none that
 * the chart has. */
static gboolean
belongs (const DenChart *chart, const char *course_id, const DenCourse *course)
{
  const DenCourse *named = course_id != NULL ? den_chart_find_course (chart, course_id) : NULL;

  return named == course;
}

/* The lines of COURSE, NULL for none, under its heading; visits that name no course stand in the
 * running one, TAKES_LOOSE. */
static void
add_course (GPtrArray *lines, const DenChart *chart, const DenCourse *course, gboolean takes_loose)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (chart->sessions, i);

      if (belongs (chart, session->course, course))
        add_line (own, &den_session_type, session->record.id, get_session_us (session));
    }
  for (guint i = 0; i < chart->visits->len; i++)
    {
      const DenVisit *visit = g_ptr_array_index (chart->visits, i);

      if (belongs (chart, visit->course, course) ||
          (takes_loose && belongs (chart, visit->course, NULL)))
        add_line (own, &den_visit_type, visit->record.id, visit->scheduled_at.us);
    }
  g_ptr_array_sort (own, compare_by_time);
  if (course != NULL || own->len > 0)
    add_line (lines, &den_course_type, course != NULL ? course->record.id : 0, 0);
  g_ptr_array_extend_and_steal (lines, g_steal_pointer (&own));
}

static int
compare_newest_course_first (gconstpointer a, gconstpointer b)
{
  const DenCourse *one = *(DenCourse *const *) a, *other = *(DenCourse *const *) b;

  return one->started_on > other->started_on ? -1 : one->started_on < other->started_on;
}

static DenDay
get_today (DenCourseTimeline *self)
{
  return den_office_get_today (den_chart_editor_get_office (self->editor));
}

static guint
count_headings (GPtrArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += ((DenCourseLine *) g_ptr_array_index (lines, i))->type == &den_course_type;
  return n;
}

/* DenCourseLine of the whole chart, in their order. */
static GPtrArray *
list_lines (DenCourseTimeline *self)
{
  const DenChart *chart = den_chart_editor_get_chart (self->editor);
  const DenCourse *running = den_course_running (chart, get_today (self));
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) older = g_ptr_array_new ();

  if (running != NULL)
    add_course (lines, chart, running, TRUE);
  for (guint i = 0; i < chart->courses->len; i++)
    if (g_ptr_array_index (chart->courses, i) != (gpointer) running)
      g_ptr_array_add (older, g_ptr_array_index (chart->courses, i));
  g_ptr_array_sort (older, compare_newest_course_first);
  for (guint i = 0; i < older->len; i++)
    add_course (lines, chart, g_ptr_array_index (older, i), FALSE);
  if (running == NULL || chart->sessions->len > 0)
    {
      g_autoptr (GPtrArray) loose = g_ptr_array_new_with_free_func (g_object_unref);

      add_course (loose, chart, NULL, FALSE);
      /* With a running course, loose visits stand in it already. */
      for (guint i = 0; i < loose->len; i++)
        {
          DenCourseLine *line = g_ptr_array_index (loose, i);

          if (running == NULL || line->type == &den_session_type)
            g_ptr_array_add (lines, g_object_ref (line));
        }
    }
  /* The running course is told above the list; alone, it needs no heading in it. */
  if (running != NULL && count_headings (lines) == 1)
    g_ptr_array_remove_index (lines, 0);
  return lines;
}

/* ---- what a line says ---- */

static gconstpointer
find_record (DenCourseTimeline *self, const DenCourseLine *line)
{
  return line->row != 0 ? den_chart_editor_find (self->editor, line->type, line->row) : NULL;
}

/* "84 mg, 56 mg": ordered, then given; a dash for what is not known of a session that was held. */
static char *
format_doses (const DenSession *session)
{
  g_autofree char *ordered = den_course_show_dose (session->ordered_ug);
  g_autofree char *given = NULL;

  if (!den_session_is_delivered (session))
    return g_steal_pointer (&ordered);
  given = den_course_show_dose (den_session_given_ug (session));
  return g_strdup_printf ("%s, %s", *ordered != '\0' ? ordered : "–", *given != '\0' ? given : "–");
}

/* Whether the label's two questions about the missed session wait. */
static gboolean
is_unanswered (const DenChart *chart, const DenSession *session)
{
  const DenCourse *course =
      session->course != NULL ? den_chart_find_course (chart, session->course) : NULL;

  if (session->status != DEN_SESSION_MISSED || course == NULL || session->session_id == NULL)
    return FALSE;
  for (guint i = 0; i < course->decisions->len; i++)
    {
      const DenCourseDecision *decision = g_ptr_array_index (course->decisions, i);

      if (decision->kind == DEN_COURSE_DECISION_MISSED_SESSION &&
          g_strcmp0 (decision->session, session->session_id) == 0)
        return FALSE;
    }
  return TRUE;
}

static char *
format_note (const DenChart *chart, const DenSession *session)
{
  if (session->signed_by != NULL)
    return g_strdup (session->signed_by);
  if (!is_unanswered (chart, session))
    return g_strdup (session->status_reason);
  if (session->status_reason == NULL)
    return g_strdup (_ ("How to go on is not decided"));
  return g_strdup_printf (_ ("%s · how to go on is not decided"), session->status_reason);
}

static void
show_session (DenCourseTimeline *self, DenCells *cells, const DenSession *session)
{
  const DenChart *chart = den_chart_editor_get_chart (self->editor);
  DenOffice *office = den_chart_editor_get_office (self->editor);
  DenInstant at =
      den_instant_is_known (session->started_at) ? session->started_at : session->scheduled_at;
  DenSessionState state = den_session_state (session);
  g_autofree char *title =
      den_session_title (chart, session, den_office_protocol_of (office, chart, session));
  g_autofree char *day = den_course_show_day (den_instant_day (at));
  g_autofree char *time = den_clock_words (at);
  g_autofree char *doses = format_doses (session);
  g_autofree char *note = format_note (chart, session);

  den_cells_set (cells, CELL_TITLE, title, NULL);
  den_cells_set (cells, CELL_DAY, day, NULL);
  den_cells_set (cells, CELL_TIME, time, NULL);
  den_cells_set (cells, CELL_CHAIR, session->chair, NULL);
  den_cells_set (cells, CELL_DOSE, doses, NULL);
  den_cells_set (cells, CELL_STATE, den_state_label (state), NULL);
  den_cells_set (cells, CELL_NOTE, note, NULL);
  den_cells_set_mark (cells, CELL_STATE, den_state_icon (state), den_state_class (state));
}

static void
show_visit (DenCells *cells, const DenVisit *visit)
{
  g_autofree char *kind =
      den_field_format_record (den_record_type_find (&den_visit_type, "kind"), visit);
  g_autofree char *day = den_course_show_day (den_instant_day (visit->scheduled_at));
  g_autofree char *time = den_clock_words (visit->scheduled_at);
  g_autofree char *status =
      den_field_format_record (den_record_type_find (&den_visit_type, "status"), visit);

  den_cells_set (cells, CELL_TITLE, kind, NULL);
  den_cells_set (cells, CELL_DAY, day, NULL);
  den_cells_set (cells, CELL_TIME, time, NULL);
  den_cells_set (cells, CELL_CHAIR, visit->clinician, NULL);
  den_cells_set (cells, CELL_DOSE, NULL, NULL);
  den_cells_set (cells, CELL_STATE, status, NULL);
  den_cells_set (cells, CELL_NOTE, visit->note, NULL);
  den_cells_set_mark (cells, CELL_STATE, "avatar-default-symbolic", NULL);
}

static GtkWidget *
make_heading (DenCourseTimeline *self, const DenCourseLine *line)
{
  const DenCourse *course = find_record (self, line);
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
  gconstpointer record = find_record (self, line);
  GtkWidget *cells = gtk_list_item_get_child (item);
  gboolean heading = line->type == &den_course_type;

  gtk_list_item_set_selectable (item, !heading);
  gtk_list_item_set_activatable (item, !heading);
  if (heading)
    {
      gtk_list_item_set_child (item, make_heading (self, line));
      return;
    }
  if (!DEN_IS_CELLS (cells))
    {
      cells = den_cells_new (columns, N_CELLS, FALSE);
      gtk_list_item_set_child (item, cells);
    }
  g_object_set_data (G_OBJECT (cells), "line", line);
  if (record == NULL)
    return;
  if (line->type == &den_session_type)
    show_session (self, DEN_CELLS (cells), record);
  else
    show_visit (DEN_CELLS (cells), record);
  den_cells_tell (DEN_CELLS (cells));
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

  return line != NULL && line->type == type ? find_record (self, line) : NULL;
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

      if (line->type == type && line->row == row)
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

      if (line->type == &den_course_type && last != GTK_INVALID_LIST_POSITION)
        return last;
      if (line->type != &den_session_type)
        continue;
      session = find_record (self, line);
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
  g_autoptr (GPtrArray) lines = list_lines (self);
  DenCourseLine *selected = get_selected (self);
  const DenRecordType *type = selected != NULL ? selected->type : NULL;
  gint64 row = selected != NULL ? selected->row : 0;
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
  gtk_box_append (GTK_BOX (self), den_cells_new_headings (columns, N_CELLS));
  gtk_box_append (GTK_BOX (self), scrolled);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  fill (self);
  return GTK_WIDGET (self);
}
