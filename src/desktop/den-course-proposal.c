/* Where the next sessions of a course would lie. */
#include "den-course-proposal.h"

#include "den-cells.h"
#include "den-course-words.h"
#include "den-floor-words.h"
#include "den-form-line.h"
#include "den-identifier.h"
#include "den-record-form.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define LIST_HEIGHT 228
/* Of the wishes beside it, so that no label there is broken into two lines. */
#define FORM_WIDTH 336
/* How far from a moved session a closed day is looked for that explains it, in days. */
#define NEAR_DAYS 4

/* What the desk wishes. Not stored. */
typedef struct
{
  DenRecord record;
  DenDay from;
  gint64 sessions;
  char *time;
} CourseWishes;

static const char *
check_time (const char *text)
{
  return den_time_of_day_parse (text) != DEN_UNKNOWN ? NULL
                                                     : _ ("must be a time of day like 09:30");
}

/* clang-format off */
static const DenField wish_fields[] = {
  DEN_DAY (CourseWishes, from, N_ ("First day"), .required = TRUE, .min = DEN_FIRST_CHART_DAY,
           .max = DEN_LAST_CHART_DAY),
  DEN_INTEGER (CourseWishes, sessions, N_ ("How many"), .min = 1, .max = 104,
               .unit = N_ ("sessions")),
  DEN_TEXT (CourseWishes, time, N_ ("Wished time"), .max = 5, .check = check_time),
};
/* clang-format on */
static const DenRecordType wish_type =
    DEN_RECORD_TYPE ("course_wishes", N_ ("Wishes"), CourseWishes, wish_fields, NULL);

enum
{
  CELL_SESSION,
  CELL_DAY,
  CELL_TIME,
  CELL_CHAIR,
  CELL_NOTE,
  N_CELLS,
};

static const DenCellColumn columns[N_CELLS] = {
  [CELL_SESSION] = { .title = N_ ("Session"), .chars = 22, .numeric = TRUE },
  [CELL_DAY] = { .title = N_ ("Day"), .chars = 15, .numeric = TRUE },
  [CELL_TIME] = { .title = N_ ("Time"), .chars = 6, .numeric = TRUE },
  [CELL_CHAIR] = { .title = N_ ("Chair"), .chars = 9 },
  [CELL_NOTE] = { .title = N_ ("Moved"),
                  .chars = 30,
                  .expands = TRUE,
                  .numeric = TRUE,
                  .marked = TRUE },
};

struct _DenCourseProposal
{
  GtkBox parent_instance;

  DenOffice *office;
  DenChart *chart;
  DenCourse *course;
  DenProtocol *protocol; /* a copy, or NULL: the office's go when the clinic changes */
  DenRecordForm *form;
  GtkToggleButton *weekdays[7];
  DenFormLine *chair;
  GtkLabel *summary;
  GtkBox *list;
  GArray *slots; /* DenSlot, or NULL */
};

G_DEFINE_FINAL_TYPE (DenCourseProposal, den_course_proposal, GTK_TYPE_BOX)

static guint changed_signal;

/* ---- the wishes ---- */

static CourseWishes *
get_wishes (DenCourseProposal *self)
{
  return den_record_form_get_record (self->form);
}

static guint
get_weekdays (DenCourseProposal *self)
{
  guint weekdays = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->weekdays); i++)
    if (gtk_toggle_button_get_active (self->weekdays[i]))
      weekdays |= 1U << i;
  return weekdays;
}

/* The wished chair's name, NULL for any. */
static const char *
get_chair (DenCourseProposal *self)
{
  GtkDropDown *control = GTK_DROP_DOWN (den_form_line_get_control (self->chair));
  GtkStringObject *item = gtk_drop_down_get_selected_item (control);

  return gtk_drop_down_get_selected (control) != 0 && item != NULL
             ? gtk_string_object_get_string (item)
             : NULL;
}

/* ---- the days ---- */

/* Counts along the protocol's stretches: which one a session falls in. */
typedef struct
{
  const DenProtocol *protocol;
  int row;
  gint64 done;
} Count;

static void
count_init (Count *count, DenCourseProposal *self)
{
  g_autoptr (DenCourseProgress) progress = NULL;

  *count = (Count){ .protocol = self->protocol };
  if (self->course == NULL)
    return;
  progress = den_course_progress_new (self->chart, self->course, self->protocol,
                                      den_office_get_today (self->office));
  count->row = progress->phase_index;
  count->done = progress->delivered_in_phase + progress->planned;
}

/* "Induction 3 of 8", "Weeks 5 to 8 · 1 of 4"; to be freed. */
static char *
count_next (Count *count)
{
  const DenProtocolPhase *phase = NULL;

  for (; count->row < (int) count->protocol->phases->len; count->row++)
    {
      phase = g_ptr_array_index (count->protocol->phases, count->row);
      if (phase->sessions == DEN_UNKNOWN || count->done < phase->sessions)
        break;
      count->done -= phase->sessions;
    }
  count->done++;
  if (phase == NULL)
    return g_strdup_printf ("%d", (int) count->done);
  if (phase->phase != DEN_PHASE_MAINTENANCE && phase->sessions != DEN_UNKNOWN)
    return g_strdup_printf (_ ("%s %d of %d"), _ (den_phase_choices[phase->phase].label),
                            (int) count->done, (int) phase->sessions);
  if (phase->sessions == DEN_UNKNOWN)
    return g_strdup_printf ("%s · %d", phase->name, (int) count->done);
  return g_strdup_printf (_ ("%s · %d of %d"), phase->name, (int) count->done,
                          (int) phase->sessions);
}

/* The closed days of the whole clinic near DAY, which is not one of them; NULL for none. */
static const DenClosure *
find_closure_near (const DenCalendar *calendar, DenDay day)
{
  const DenClosure *nearest = NULL;

  for (guint i = 0; i < calendar->closures->len; i++)
    {
      const DenClosure *closure = g_ptr_array_index (calendar->closures, i);
      DenDay last = closure->to_on != DEN_UNKNOWN ? closure->to_on : closure->from_on;

      if (closure->chair != NULL || last < day - NEAR_DAYS || closure->from_on > day + NEAR_DAYS)
        continue;
      if (nearest == NULL || ABS (closure->from_on - day) < ABS (nearest->from_on - day))
        nearest = closure;
    }
  return nearest;
}

/* Why the session is not where it was wished; NULL where it is. */
static char *
explain (DenCourseProposal *self, const DenSlot *slot)
{
  const DenClosure *closure;
  g_autofree char *day = NULL;

  if (!slot->moved)
    return NULL;
  closure = find_closure_near (den_office_get_calendar (self->office), slot->day);
  if (closure == NULL)
    return g_strdup (_ ("Not the wished day or time"));
  day = den_course_show_day (closure->from_on);
  return closure->reason != NULL
             ? g_strdup_printf (_ ("Around %s, %s"), day, closure->reason)
             : g_strdup_printf (_ ("Around %s, when the clinic is closed"), day);
}

static GtkWidget *
make_line (DenCourseProposal *self, const DenSlot *slot, Count *count)
{
  GtkWidget *cells = den_cells_new (columns, N_CELLS, FALSE);
  g_autofree char *title = count_next (count);
  g_autofree char *day = den_course_show_day (slot->day);
  g_autofree char *time = den_minute_show_time (slot->minute);
  g_autofree char *note = explain (self, slot);

  den_cells_set (DEN_CELLS (cells), CELL_SESSION, title, NULL);
  den_cells_set (DEN_CELLS (cells), CELL_DAY, day, NULL);
  den_cells_set (DEN_CELLS (cells), CELL_TIME, time, NULL);
  den_cells_set (DEN_CELLS (cells), CELL_CHAIR, slot->chair, NULL);
  den_cells_set (DEN_CELLS (cells), CELL_NOTE, note, NULL);
  if (slot->moved)
    den_cells_set_mark (DEN_CELLS (cells), CELL_NOTE, "dialog-warning-symbolic", "den-caution");
  den_cells_tell (DEN_CELLS (cells));
  return cells;
}

/* "8 sessions from Mon 11/23/2026 to Thu 12/17/2026, 1 of them moved." */
static char *
summarize (DenCourseProposal *self)
{
  const DenSlot *slots = (const DenSlot *) (gpointer) self->slots->data;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  guint n = self->slots->len, moved = 0;

  if (n == 0)
    return g_strdup (_ ("No session is laid out: say how many."));
  for (guint i = 0; i < n; i++)
    moved += slots[i].moved;
  first = den_course_show_day (slots[0].day);
  last = den_course_show_day (slots[n - 1].day);
  if (moved == 0)
    return g_strdup_printf (ngettext ("%u session from %s to %s.", "%u sessions from %s to %s.", n),
                            n, first, last);
  return g_strdup_printf (ngettext ("%u session from %s to %s, %u of them moved.",
                                    "%u sessions from %s to %s, %u of them moved.", n),
                          n, first, last, moved);
}

static void
show_slots (DenCourseProposal *self)
{
  g_autofree char *summary = summarize (self);
  Count count;

  gtk_label_set_label (self->summary, summary);
  count_init (&count, self);
  for (guint i = 0; i < self->slots->len; i++)
    gtk_box_append (self->list, make_line (self, &g_array_index (self->slots, DenSlot, i), &count));
}

/* A day that is past is refused at its field. */
static gboolean
keep_wishes (DenRecordForm *form, gpointer record, gpointer data, GError **error)
{
  const CourseWishes *wishes = record;
  DenCourseProposal *self = data;

  if (wishes->from == DEN_UNKNOWN || wishes->from >= den_office_get_today (self->office))
    return TRUE;
  g_set_error_literal (error, DEN_FIELD_ERROR, DEN_FIELD_ERROR_INVALID,
                       _ ("must not be before today"));
  return FALSE;
}

static void
lay_out (DenCourseProposal *self)
{
  const CourseWishes *wishes;
  g_autoptr (GError) error = NULL;

  if (self->office == NULL)
    return;
  wishes = get_wishes (self);
  g_clear_pointer (&self->slots, g_array_unref);
  den_box_clear (self->list);
  gtk_label_set_label (self->summary, "");
  if (self->chart != NULL && self->protocol != NULL && wishes->from != DEN_UNKNOWN)
    {
      self->slots = den_booking_propose (
          self->office, self->chart, self->course, self->protocol, wishes->from,
          wishes->sessions != DEN_UNKNOWN ? (guint) wishes->sessions : 0, get_weekdays (self),
          wishes->time != NULL ? den_time_of_day_parse (wishes->time) : DEN_UNKNOWN,
          get_chair (self), &error);
      if (self->slots != NULL)
        show_slots (self);
      else
        gtk_label_set_label (self->summary, error->message);
    }
  g_signal_emit (self, changed_signal, 0);
}

/* ---- the controls ---- */

static GtkWidget *
make_weekdays (DenCourseProposal *self)
{
  const DenCalendar *calendar = den_office_get_calendar (self->office);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "den-weekdays");
  for (guint i = 0; i < G_N_ELEMENTS (self->weekdays); i++)
    {
      const char *name = _ (den_weekday_choices[i].label);
      g_autofree char *letters = g_utf8_substring (name, 0, 2);
      GtkWidget *button = gtk_toggle_button_new_with_label (letters);
      gboolean open = FALSE;

      for (guint j = 0; j < calendar->openings->len; j++)
        open |= ((DenOpening *) g_ptr_array_index (calendar->openings, j))->weekday == (gint64) i;
      gtk_widget_set_sensitive (button, open);
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (lay_out), self);
      gtk_box_append (GTK_BOX (box), button);
      self->weekdays[i] = GTK_TOGGLE_BUTTON (button);
    }
  return box;
}

static GtkWidget *
make_chairs (DenCourseProposal *self)
{
  const DenCalendar *calendar = den_office_get_calendar (self->office);
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  gtk_string_list_append (names, _ ("Any that is free"));
  for (guint i = 0; i < calendar->chairs->len; i++)
    {
      const DenChair *chair = g_ptr_array_index (calendar->chairs, i);

      if (chair->out_of_use != 1)
        gtk_string_list_append (names, chair->name);
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (lay_out), self);
  return drop_down;
}

static GtkWidget *
make_list (DenCourseProposal *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "den-slots");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Proposed sessions"), -1);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), den_cells_new_headings (columns, N_CELLS));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  return box;
}

/* The first day after today on which the clinic treats; tomorrow where it never does. */
static DenDay
find_open_day (DenCourseProposal *self)
{
  const DenCalendar *calendar = den_office_get_calendar (self->office);
  DenDay tomorrow = den_office_get_today (self->office) + 1;

  for (DenDay day = tomorrow; day < tomorrow + NEAR_DAYS * 7; day++)
    if (den_calendar_is_open (calendar, day))
      return day;
  return tomorrow;
}

static void
make_form (DenCourseProposal *self)
{
  CourseWishes *wishes = den_record_new (&wish_type);
  GtkWidget *weekdays = den_form_line_new (_ ("Wee_kdays"), make_weekdays (self));
  GtkWidget *hint = den_words_new (_ ("Empty: every session of the phases that have an end."));

  wishes->from = find_open_day (self);
  self->form = DEN_RECORD_FORM (den_record_form_new (wishes));
  self->chair = DEN_FORM_LINE (den_form_line_new (_ ("Cha_ir"), make_chairs (self)));
  den_form_line_set_hint (DEN_FORM_LINE (weekdays), _ ("None pressed: any open day."));
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 36);
  gtk_widget_add_css_class (hint, "den-hint");
  den_record_form_add (self->form, "from");
  den_record_form_add (self->form, "sessions");
  gtk_box_append (GTK_BOX (self->form), hint);
  gtk_box_append (GTK_BOX (self->form), weekdays);
  den_record_form_add (self->form, "time");
  gtk_box_append (GTK_BOX (self->form), GTK_WIDGET (self->chair));
  g_object_set_data (G_OBJECT (self->form), "weekdays", weekdays);
  den_record_form_set_keep (self->form, keep_wishes, self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (lay_out), self);
}

/* ---- the widget ---- */

static void
den_course_proposal_dispose (GObject *object)
{
  DenCourseProposal *self = DEN_COURSE_PROPOSAL (object);

  G_OBJECT_CLASS (den_course_proposal_parent_class)->dispose (object);
  g_clear_pointer (&self->slots, g_array_unref);
  g_clear_pointer (&self->chart, den_chart_free);
  g_clear_pointer (&self->course, den_record_free);
  g_clear_pointer (&self->protocol, den_record_free);
  g_clear_object (&self->office);
}

static void
den_course_proposal_class_init (DenCourseProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_course_proposal_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
den_course_proposal_init (DenCourseProposal *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

GtkWidget *
den_course_proposal_new (DenOffice *office)
{
  DenCourseProposal *self = g_object_new (DEN_TYPE_COURSE_PROPOSAL, NULL);

  self->office = g_object_ref (office);
  self->summary = GTK_LABEL (den_words_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "numeric");
  make_form (self);
  /* The days name chairs of the calendar, which is another one then. */
  g_signal_connect_object (office, "clinic-changed", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (GTK_WIDGET (self->form), FORM_WIDTH, -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (self), make_list (self));
  return GTK_WIDGET (self);
}

void
den_course_proposal_set_label_group (DenCourseProposal *self, GtkSizeGroup *group)
{
  den_record_form_set_label_group (self->form, group);
  den_form_line_set_label_group (self->chair, group);
  den_form_line_set_label_group (g_object_get_data (G_OBJECT (self->form), "weekdays"), group);
}

void
den_course_proposal_set_count (DenCourseProposal *self, gint64 sessions)
{
  get_wishes (self)->sessions = sessions;
  den_record_form_show_record (self->form);
  lay_out (self);
}

void
den_course_proposal_set_course (DenCourseProposal *self, DenChart *chart, DenCourse *course,
                                const DenProtocol *protocol)
{
  if (chart != NULL)
    {
      g_clear_pointer (&self->chart, den_chart_free);
      self->chart = chart;
    }
  g_clear_pointer (&self->course, den_record_free);
  g_clear_pointer (&self->protocol, den_record_free);
  self->course = course;
  self->protocol = protocol != NULL ? den_record_copy (protocol) : NULL;
  lay_out (self);
}

const GArray *
den_course_proposal_get_slots (DenCourseProposal *self)
{
  return self->slots;
}

gboolean
den_course_proposal_take (DenCourseProposal *self)
{
  return den_record_form_take (self->form) && self->slots != NULL;
}
