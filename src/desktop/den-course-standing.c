/* Where the running course stands. */
#include "den-course-standing.h"

#include "den-booking.h"
#include "den-course-words.h"
#include "den-fact-grid.h"
#include "den-floor-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenCourseStanding
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GtkLabel *title;
  GtkWidget *facts;
  GtkBox *waits;
};

G_DEFINE_FINAL_TYPE (DenCourseStanding, den_course_standing, GTK_TYPE_BOX)

/* What the lines below are told from; nothing is owned but progress. */
typedef struct
{
  DenOffice *office;
  const DenChart *chart;
  const DenCourse *course;
  const DenProtocol *protocol;
  DenCourseProgress *progress;
  DenDay today;
} Standing;

/* ---- facts ---- */

static const DenSession *
find_next (const Standing *at)
{
  const DenSession *next = NULL;

  for (guint i = 0; i < at->chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (at->chart->sessions, i);

      if (g_strcmp0 (session->course, at->course->course_id) != 0 ||
          session->status != DEN_SESSION_PLANNED || den_session_is_delivered (session) ||
          !den_instant_is_known (session->scheduled_at) ||
          den_instant_day (session->scheduled_at) < at->today)
        continue;
      if (next == NULL || session->scheduled_at.us < next->scheduled_at.us)
        next = session;
    }
  return next;
}

static const DenSession *
find_last (const Standing *at)
{
  const DenSession *last = NULL;

  for (guint i = 0; i < at->chart->sessions->len; i++)
    {
      const DenSession *session = g_ptr_array_index (at->chart->sessions, i);

      if (g_strcmp0 (session->course, at->course->course_id) == 0 &&
          den_session_is_delivered (session) &&
          (last == NULL || den_session_zero (session).us > den_session_zero (last).us))
        last = session;
    }
  return last;
}

/* "Induction 3 of 8, Mon 11/23/2026 09:00, Chair 2". */
static char *
format_next (const Standing *at)
{
  const DenSession *next = find_next (at);
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (next == NULL)
    return g_strdup (_ ("None is booked."));
  title = den_session_title (at->chart, next, at->protocol);
  day = den_course_show_day (den_instant_day (next->scheduled_at));
  time = den_instant_show_time (next->scheduled_at);
  return g_strdup_printf ("%s · %s %s%s%s", title, day, time, next->chair != NULL ? " · " : "",
                          next->chair != NULL ? next->chair : "");
}

/* "56 mg · Thu 11/19/2026 (3 days ago)". */
static char *
format_last (const Standing *at)
{
  const DenSession *last = find_last (at);
  g_autofree char *dose = NULL;
  g_autofree char *day = NULL;
  g_autofree char *ago = NULL;
  DenDay on;

  if (last == NULL)
    return g_strdup (_ ("No session was delivered yet."));
  on = den_instant_day (den_session_zero (last));
  dose = den_course_show_dose (den_session_given_ug (last));
  day = den_course_show_day (on);
  ago = on == at->today
            ? g_strdup (_ ("today"))
            : g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) (at->today - on)),
                               (int) (at->today - on));
  return g_strdup_printf ("%s · %s (%s)", *dose != '\0' ? dose : _ ("Not recorded"), day, ago);
}

/* "Weeks 1 to 4: 2 of 8 delivered, twice a week". */
static char *
format_phase (const Standing *at)
{
  const DenCourseProgress *progress = at->progress;
  const DenProtocolPhase *phase = progress->phase;
  g_autofree char *frequency = NULL;

  if (phase == NULL)
    return g_strdup (_ ("All sessions of the protocol were delivered."));
  frequency = den_course_show_frequency (
      progress->interval_days == phase->interval_days ? phase->per_week : DEN_UNKNOWN,
      progress->interval_days);
  if (phase->sessions == DEN_UNKNOWN)
    return g_strdup_printf (_ ("%s: %d delivered, %s"), phase->name,
                            (int) progress->delivered_in_phase, frequency);
  return g_strdup_printf (_ ("%s: %d of %d delivered, %s"), phase->name,
                          (int) progress->delivered_in_phase, (int) phase->sessions, frequency);
}

/* Sessions are counted apart from the weeks of the calendar. */
static char *
format_counts (const Standing *at)
{
  const DenCourseProgress *progress = at->progress;
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (
      words,
      ngettext ("%d session delivered", "%d sessions delivered", (gulong) progress->delivered),
      (int) progress->delivered);
  if (progress->calendar_weeks != DEN_UNKNOWN)
    g_string_append_printf (words, _ (" · calendar week %d"), (int) progress->calendar_weeks);
  g_string_append_printf (words, _ (" · %d planned"), (int) progress->planned);
  if (progress->missed > 0)
    g_string_append_printf (words, _ (" · %d missed"), (int) progress->missed);
  return g_strdup (words->str);
}

static char *
format_protocol (const Standing *at)
{
  g_autofree char *day = den_day_to_us (at->protocol->effective_on);

  return g_strdup_printf (_ ("%s, version of %s"), at->protocol->title, day);
}

static char *
format_benefit (const Standing *at)
{
  const DenCourseDecision *benefit = at->progress->benefit;
  g_autofree char *day = NULL;

  if (benefit == NULL)
    return NULL;
  day = den_day_to_us (benefit->decided_on);
  return g_strdup_printf (benefit->benefit == 1 ? _ ("Evidence of it, %s: %s")
                                                : _ ("No evidence of it, %s: %s"),
                          day, benefit->rationale != NULL ? benefit->rationale : "");
}

static void
show_facts (DenCourseStanding *self, const Standing *at)
{
  g_autofree char *next = format_next (at);
  g_autofree char *last = format_last (at);
  g_autofree char *phase = at->progress != NULL ? format_phase (at) : NULL;
  g_autofree char *counts = at->progress != NULL ? format_counts (at) : NULL;
  g_autofree char *protocol = at->protocol != NULL ? format_protocol (at) : NULL;
  g_autofree char *benefit = at->progress != NULL ? format_benefit (at) : NULL;

  den_fact_grid_add (self->facts, _ ("Phase"), phase);
  den_fact_grid_add (self->facts, _ ("So far"), counts);
  den_fact_grid_add (self->facts, _ ("Next session"), next);
  den_fact_grid_add (self->facts, _ ("Last dose"), last);
  den_fact_grid_add (self->facts, _ ("Benefit"), benefit);
  den_fact_grid_add (self->facts, _ ("Protocol"), protocol);
}

/* ---- what waits ---- */

static void
add_wait (DenCourseStanding *self, const char *words, const char *label, const char *action)
{
  GtkWidget *line = den_marked_words_new ("dialog-warning-symbolic", words, "den-caution");
  GtkWidget *button;

  if (label != NULL)
    {
      button = gtk_button_new_with_mnemonic (label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_widget_set_valign (button, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (line), button);
    }
  gtk_box_append (self->waits, line);
}

static void
add_miss (DenCourseStanding *self, const Standing *at)
{
  const DenSession *miss = at->progress->unanswered_miss;
  g_autofree char *day = den_course_show_day (den_instant_day (miss->scheduled_at));
  g_autofree char *words =
      g_strdup_printf (_ ("The session of %s was missed, and how to go on is not decided."), day);

  add_wait (self, words, _ ("_Answer…"), "course.answer");
}

static void
add_gap (DenCourseStanding *self, const Standing *at)
{
  const DenCourseProgress *progress = at->progress;
  g_autofree char *words = NULL;

  if (!progress->gap_warn && !progress->gap_review)
    return;
  if (progress->gap_review)
    words = g_strdup_printf (
        _ ("%d days since the last dose (the clinic’s default asks from %d on): decide whether to "
           "begin the induction again, and see that consent and authorization still hold."),
        (int) progress->gap_days, (int) at->protocol->gap_review_days);
  else
    words = g_strdup_printf (_ ("%d days since the last dose (the clinic’s default tells of %d)."),
                             (int) progress->gap_days, (int) at->protocol->gap_warn_days);
  if (progress->gap_review)
    add_wait (self, words, _ ("_Re-induction…"), "course.reinduce");
  else
    add_wait (self, words, NULL, NULL);
}

static void
show_waits (DenCourseStanding *self, const Standing *at)
{
  if (at->progress == NULL)
    {
      add_wait (self,
                _ ("The course names no protocol that the clinic has: its phases can not be told."),
                _ ("Choose a _protocol…"), "course.protocol");
      return;
    }
  if (at->progress->unanswered_miss != NULL)
    add_miss (self, at);
  if (at->progress->benefit_due)
    add_wait (self,
              _ ("The induction is over: the evidence of benefit is to be documented before "
                 "maintenance."),
              _ ("Document _benefit…"), "course.benefit");
  add_gap (self, at);
  for (guint i = 0; i < at->progress->warnings->len; i++)
    add_wait (self, g_ptr_array_index (at->progress->warnings, i), NULL, NULL);
  if (at->progress->planned == 0 && at->progress->phase != NULL)
    add_wait (self, _ ("No further session is planned."), _ ("Plan sess_ions…"), "course.plan");
  if (gtk_widget_get_first_child (GTK_WIDGET (self->waits)) == NULL)
    gtk_box_append (self->waits, den_marked_words_new ("object-select-symbolic",
                                                       _ ("Nothing waits."), "den-good"));
}

static void
show (DenCourseStanding *self)
{
  Standing at = { .office = den_chart_editor_get_office (self->editor),
                  .chart = den_chart_editor_get_chart (self->editor) };
  g_autofree char *title = NULL;

  at.today = den_office_get_today (at.office);
  at.course = den_course_running (at.chart, at.today);
  den_fact_grid_clear (self->facts);
  den_box_clear (self->waits);
  if (at.course == NULL)
    return;
  at.protocol = den_course_protocol (at.office, at.course, at.today);
  if (at.protocol != NULL)
    {
      at.progress = den_course_progress_new (at.chart, at.course, at.protocol, at.today);
      den_course_progress_check_medications (at.progress, at.chart, at.course,
                                             den_office_get_reference (at.office), at.today);
    }
  title = den_course_show_title (at.course);
  gtk_label_set_label (self->title, title);
  show_facts (self, &at);
  show_waits (self, &at);
  g_clear_pointer (&at.progress, den_course_progress_free);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenCourseStanding *self)
{
  show (self);
}

static void
den_course_standing_dispose (GObject *object)
{
  G_OBJECT_CLASS (den_course_standing_parent_class)->dispose (object);
  g_clear_object (&DEN_COURSE_STANDING (object)->editor);
}

static void
den_course_standing_class_init (DenCourseStandingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_course_standing_dispose;
}

static void
den_course_standing_init (DenCourseStanding *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->title = GTK_LABEL (den_words_new (NULL));
  self->facts = den_fact_grid_new ();
  self->waits = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-4");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "numeric");
  gtk_box_set_spacing (GTK_BOX (self), 24);
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (left), self->facts);
  gtk_box_append (GTK_BOX (self), left);
  gtk_box_append (GTK_BOX (self), den_group_new (_ ("What waits"), GTK_WIDGET (self->waits)));
}

GtkWidget *
den_course_standing_new (DenChartEditor *editor)
{
  DenCourseStanding *self = g_object_new (DEN_TYPE_COURSE_STANDING, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  show (self);
  return GTK_WIDGET (self);
}
