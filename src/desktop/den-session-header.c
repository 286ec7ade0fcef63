/* The top of a session's window: the patient, the order, where the session stands, and the clock.
 */
#include "den-session-header.h"

#include "den-course-rules.h"
#include "den-marks.h"
#include "den-patient-header.h"
#include "den-session-words.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>

#define SECOND_US G_USEC_PER_SEC
#define STATE_CHARS 24

struct _DenSessionHeader
{
  GtkWidget parent_instance;

  DenLiveSession *live;
  GtkWidget *content;
  GtkWidget *called;
  GtkWidget *full_name;
  GtkWidget *facts;
  GtkWidget *allergy_box;
  GtkWidget *allergy_icon;
  GtkWidget *allergies;
  GtkWidget *order;
  GtkWidget *state_box;
  GtkWidget *state_icon;
  GtkWidget *state;
  GtkWidget *due_box;
  GtkWidget *due_icon;
  GtkWidget *due;
  GtkWidget *release;
  GtkWidget *silence_button;
  GtkWidget *elapsed;
  GtkWidget *elapsed_words;
};

G_DEFINE_FINAL_TYPE (DenSessionHeader, den_session_header, GTK_TYPE_WIDGET)

/* ---- the patient ---- */

/* Ways in which charts record that there are none. */
static gboolean
records_no_allergies (const DenChart *chart)
{
  static const char *const words[] = {
    "no known allergies", "no known drug allergies", "nka", "nkda", "none", "none known"
  };

  for (guint i = 0; i < chart->allergies->len; i++)
    {
      const DenAllergy *allergy = g_ptr_array_index (chart->allergies, i);
      g_autofree char *folded =
          allergy->substance != NULL ? den_text_fold (allergy->substance) : g_strdup ("");
      gboolean none = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        none = none || g_str_equal (folded, words[j]);
      if (!none)
        return FALSE;
    }
  return chart->allergies->len > 0;
}

/* An allergy is red with its symbol; that nobody asked yet needs a look. */
static void
show_allergies (DenSessionHeader *self, const DenChart *chart)
{
  gboolean none = records_no_allergies (chart);
  g_autofree char *words =
      none ? g_strdup (_ ("No known allergies")) : den_patient_allergies_in_words (chart);
  const char *css_class = none                        ? "den-muted"
                          : chart->allergies->len > 0 ? "den-danger"
                                                      : "den-caution";

  den_session_set_words (self->allergies, words);
  gtk_widget_set_tooltip_text (self->allergies, words);
  gtk_widget_set_visible (self->allergy_icon, !none);
  den_mark_set_class (self->allergy_box, css_class);
}

static void
show_patient (DenSessionHeader *self, const DenSessionCase *at)
{
  const DenPatient *patient = at->chart->patient;
  const char *called =
      patient->preferred_name != NULL ? patient->preferred_name : patient->given_name;
  g_autofree char *name = den_patient_name (patient);
  g_autofree char *facts = den_patient_facts_in_words (patient, den_instant_day (at->now));

  den_session_set_words (self->called, called != NULL ? called : name);
  den_session_set_words (self->full_name, name);
  den_session_set_words (self->facts, facts);
  show_allergies (self, at->chart);
}

static void
add_words (GString *line, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, words);
}

/* The weight of this day, else the newest with its day. */
static char *
weight_in_words (const DenSessionCase *at)
{
  DenDosePlan plan = { 0 };
  g_autofree char *weight = NULL, *day = NULL;

  if (at->session->weight_g != DEN_UNKNOWN)
    {
      weight = den_session_show_number (&den_session_type, "weight_g", at->session->weight_g);
      return g_strdup_printf (_ ("Weight %s"), weight);
    }
  if (at->protocol == NULL)
    return g_strdup (_ ("Weight not taken"));
  den_dose_plan (at->chart, at->protocol, DEN_UNKNOWN, den_instant_day (at->now), &plan);
  if (plan.weight_g != DEN_UNKNOWN)
    {
      weight = den_session_show_number (&den_session_type, "weight_g", plan.weight_g);
      day = den_day_to_us (plan.weighed_on);
    }
  den_dose_plan_clear (&plan);
  return weight != NULL ? g_strdup_printf (_ ("Weight %s (%s)"), weight, day)
                        : g_strdup (_ ("Weight not taken"));
}

static void
show_order (DenSessionHeader *self, const DenSessionCase *at)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *title = den_session_title (at->chart, at->session, at->protocol);
  g_autofree char *weight = weight_in_words (at);
  g_autofree char *dose =
      den_session_show_number (&den_session_type, "ordered_ug", at->session->ordered_ug);
  g_autofree char *order = at->session->ordered_ug != DEN_UNKNOWN
                               ? g_strdup_printf (_ ("Ordered %s"), dose)
                               : g_strdup (_ ("No dose ordered"));
  g_autofree char *chair = at->session->chair != NULL
                               ? g_strdup_printf (_ ("Chair %s"), at->session->chair)
                               : g_strdup (_ ("No chair"));

  add_words (line, title);
  add_words (line, order);
  add_words (line, weight);
  if (at->session->chair != NULL && g_str_has_prefix (at->session->chair, _ ("Chair")))
    add_words (line, at->session->chair);
  else
    add_words (line, chair);
  add_words (line, at->protocol != NULL ? at->protocol->title : _ ("No protocol"));
  den_session_set_words (self->order, line->str);
  gtk_widget_set_tooltip_text (self->order, line->str);
}

/* ---- where it stands ---- */

typedef struct
{
  const char *icon;
  const char *css_class;
} StateMark;

/* By DenSessionState. */
static const StateMark state_marks[] = {
  { "alarm-symbolic", "den-muted" },
  { "avatar-default-symbolic", "den-muted" },
  { "media-playback-start-symbolic", "den-good" },
  { "view-reveal-symbolic", "den-good" },
  { "document-edit-symbolic", "den-caution" },
  { "changes-prevent-symbolic", "den-muted" },
  { "window-close-symbolic", "den-danger" },
  { "window-close-symbolic", "den-danger" },
};

static char *
state_in_words (const DenSession *session, DenSessionState state)
{
  g_autofree char *time = NULL, *day = NULL;

  switch (state)
    {
    case DEN_STATE_SIGNED:
      time = den_instant_show_time (session->signed_at);
      day = den_day_to_us (den_instant_day (session->signed_at));
      return g_strdup_printf (_ ("Signed and locked, %s, %s %s"), session->signed_by, day, time);
    case DEN_STATE_MISSED:
      return session->status_reason != NULL
                 ? g_strdup_printf (_ ("Missed: %s"), session->status_reason)
                 : g_strdup (_ ("Missed"));
    case DEN_STATE_CANCELLED:
      /* Who came and was not treated was held. */
      if (den_instant_is_known (session->arrived_at))
        return g_strdup_printf (_ ("Held, no dose: %s"),
                                session->status_reason != NULL ? session->status_reason : "–");
      return session->status_reason != NULL
                 ? g_strdup_printf (_ ("Cancelled: %s"), session->status_reason)
                 : g_strdup (_ ("Cancelled"));
    case DEN_STATE_DISCHARGED:
      return g_strdup (_ ("Left, not signed yet"));
    default:
      return g_strdup (_ (den_session_state_choices[state].label));
    }
}

static void
show_state (DenSessionHeader *self, const DenSessionCase *at)
{
  DenSessionState state = den_session_state (at->session);
  g_autofree char *words = state_in_words (at->session, state);
  gboolean long_words = g_utf8_strlen (words, -1) > STATE_CHARS;

  /* Only what is long is broken into lines. */
  gtk_label_set_wrap (GTK_LABEL (self->state), long_words);
  gtk_label_set_width_chars (GTK_LABEL (self->state), long_words ? STATE_CHARS : -1);
  den_session_set_words (self->state, words);
  gtk_widget_set_tooltip_text (self->state, words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), state_marks[state].icon);
  den_mark_set_class (self->state_box, state_marks[state].css_class);
}

/* ---- the clock ---- */

/* "in 4:10", "now", "6 min late". */
static char *
countdown_in_words (gint64 us, gboolean late)
{
  gint64 seconds = ABS (us) / SECOND_US;

  if (us > 0 && seconds >= 3600)
    return g_strdup_printf (_ ("in %d:%02d:%02d"), (int) (seconds / 3600),
                            (int) (seconds / 60 % 60), (int) (seconds % 60));
  if (us > 0)
    return g_strdup_printf (_ ("in %d:%02d"), (int) (seconds / 60), (int) (seconds % 60));
  if (late && seconds >= 60)
    return g_strdup_printf (_ ("%d min late"), (int) (seconds / 60));
  return g_strdup (_ ("now"));
}

static void
set_due (DenSessionHeader *self, const char *icon, const char *css_class, const char *words)
{
  den_session_set_words (self->due, words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->due_icon), icon);
  den_mark_set_class (self->due_box, css_class);
}

static void
show_due (DenSessionHeader *self, const DenSessionCase *at)
{
  g_autofree char *what = NULL, *countdown = NULL, *words = NULL;
  DenInstant due_at;
  gboolean late = FALSE;

  if (at->protocol == NULL || !den_session_next_due (at, &what, &due_at, &late))
    {
      set_due (self, "object-select-symbolic", "den-muted", _ ("Nothing is due"));
      return;
    }
  countdown = countdown_in_words (due_at.us - at->now.us, late);
  words = g_strdup_printf ("%s: %s", what, countdown);
  if (late)
    set_due (self, "dialog-error-symbolic", "den-danger", words);
  else if (due_at.us <= at->now.us)
    set_due (self, "dialog-warning-symbolic", "den-caution", words);
  else
    set_due (self, "alarm-symbolic", "den-normal", words);
}

static void
show_release (DenSessionHeader *self, const DenSessionCase *at, const DenSessionClock *clock)
{
  g_autofree char *time = NULL, *words = NULL;

  if (den_instant_is_known (at->session->ended_at))
    {
      time = den_instant_show_time (at->session->ended_at);
      words = g_strdup_printf (_ ("Left at %s"), time);
    }
  else if (den_instant_is_known (clock->earliest_release_at))
    {
      time = den_instant_show_time (clock->earliest_release_at);
      words = g_strdup_printf (_ ("Release from %s"), time);
    }
  den_session_set_words (self->release, words != NULL ? words : "");
  gtk_widget_set_visible (self->release,
                          words != NULL && !gtk_widget_get_visible (self->silence_button));
}

static void
show_clock (DenSessionHeader *self, const DenSessionCase *at)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (at);
  g_autofree char *elapsed = den_session_show_elapsed (clock->elapsed_seconds);
  g_autofree char *from = NULL, *words = NULL;

  den_session_set_words (self->elapsed, *elapsed != '\0' ? elapsed : "–:––");
  if (den_instant_is_known (clock->zero_at))
    {
      from = den_instant_show_time (clock->zero_at);
      words = g_strdup_printf (_ ("since %s"), from);
    }
  den_session_set_words (self->elapsed_words, words != NULL ? words : _ ("no dose yet"));
  show_due (self, at);
  show_release (self, at, clock);
}

/* ---- the widget ---- */

static void
tick_cb (DenLiveSession *live, DenSessionHeader *self)
{
  DenSessionCase at;

  if (den_live_session_get_session (live) == NULL)
    return;
  den_live_session_get_case (live, &at);
  show_clock (self, &at);
}

static void
changed_cb (DenLiveSession *live, DenSessionHeader *self)
{
  DenSessionCase at;

  if (den_live_session_get_session (live) == NULL)
    return;
  den_live_session_get_case (live, &at);
  show_patient (self, &at);
  show_order (self, &at);
  show_state (self, &at);
  show_clock (self, &at);
}

void
den_session_header_set_sounding (DenSessionHeader *self, gboolean sounding)
{
  gtk_widget_set_visible (self->silence_button, sounding);
  changed_cb (self->live, self);
}

static void
den_session_header_dispose (GObject *object)
{
  DenSessionHeader *self = DEN_SESSION_HEADER (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->live);
  G_OBJECT_CLASS (den_session_header_parent_class)->dispose (object);
}

static void
den_session_header_class_init (DenSessionHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_session_header_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-session-header.ui");
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, content);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, called);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, full_name);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, facts);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, allergy_box);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, allergy_icon);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, allergies);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, order);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, state_box);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, state_icon);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, state);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, due_box);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, due_icon);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, due);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, release);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, silence_button);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, elapsed);
  gtk_widget_class_bind_template_child (widget_class, DenSessionHeader, elapsed_words);
}

static void
den_session_header_init (DenSessionHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
den_session_header_new (DenLiveSession *live)
{
  DenSessionHeader *self = g_object_new (DEN_TYPE_SESSION_HEADER, NULL);

  self->live = g_object_ref (live);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (tick_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
