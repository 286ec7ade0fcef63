/* The infusion of a session. */
#include "den-session-infusion.h"

#include "den-marks.h"
#include "den-message.h"
#include "den-session-acts.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define N_ACTIONS 5

struct _DenSessionInfusion
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GtkWidget *running;
  GtkWidget *steps;
  GtkWidget *planned;
  GtkWidget *line;
  GtkWidget *time;
  GtkWidget *rate;
  GtkWidget *reason;
  GtkWidget *buttons[N_ACTIONS]; /* by DenInfusionAction */
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (DenSessionInfusion, den_session_infusion, GTK_TYPE_BOX)

static const char *const action_words[N_ACTIONS] = { N_ ("Started"), N_ ("Rate changed"),
                                                     N_ ("Paused"), N_ ("Resumed"),
                                                     N_ ("Stopped") };

GtkWidget *
den_session_infusion_get_field (DenSessionInfusion *self, const char *name)
{
  return g_str_equal (name, "rate") ? self->rate : self->reason;
}

static const DenInfusionStep *
get_last (const DenSession *session)
{
  return session->infusion->len > 0
             ? g_ptr_array_index (session->infusion, session->infusion->len - 1)
             : NULL;
}

/* ---- recording ---- */

static gboolean
refuse (DenSessionInfusion *self, GtkWidget *field, const char *words)
{
  gtk_widget_remove_css_class (self->rate, "error");
  gtk_widget_remove_css_class (self->time, "error");
  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
  if (field != NULL)
    {
      gtk_widget_add_css_class (field, "error");
      gtk_widget_grab_focus (field);
    }
  return FALSE;
}

/* A start and a change ask for a rate; a resumed infusion goes on at the rate it had unless another
 * is typed. */
static gboolean
read_rate (DenSessionInfusion *self, DenInfusionAction action, DenInfusionStep *step)
{
  const DenField *field = den_record_type_find (&den_infusion_step_type, "rate_ug_per_minute");
  const DenSession *session = den_live_session_get_session (self->live);
  g_autofree char *text = den_session_entry_read (self->rate);
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (action == DEN_INFUSION_PAUSE || action == DEN_INFUSION_STOP)
    return TRUE;
  if (text == NULL && action == DEN_INFUSION_RESUME)
    {
      for (guint i = 0; i < session->infusion->len; i++)
        {
          const DenInfusionStep *before = g_ptr_array_index (session->infusion, i);

          if (before->rate_ug_per_minute != DEN_UNKNOWN)
            step->rate_ug_per_minute = before->rate_ug_per_minute;
        }
      return TRUE;
    }
  if (text == NULL)
    return refuse (self, self->rate, _ ("Type the rate in mg a minute, like 0.825."));
  if (!den_field_parse (field, text, &value, &error))
    {
      words = g_strdup_printf (_ ("The rate %s."), error->message);
      return refuse (self, self->rate, words);
    }
  step->rate_ug_per_minute = value.number;
  return TRUE;
}

static gboolean
read_time (DenSessionInfusion *self, DenInfusionStep *step)
{
  DenClock *clock = den_office_get_clock (den_live_session_get_office (self->live));
  g_autofree char *text = den_session_entry_read (self->time);

  if (text == NULL || den_session_read_time (text, clock, &step->at))
    return TRUE;
  return refuse (self, self->time, _ ("The time must be one like 09:05, or empty for now."));
}

gboolean
den_session_infusion_step (DenSessionInfusion *self, DenInfusionAction action)
{
  DenInfusionStep *step = den_record_new (&den_infusion_step_type);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  refuse (self, NULL, NULL);
  step->action = (gint64) action;
  step->reason = den_session_entry_read (self->reason);
  if (!read_time (self, step) || !read_rate (self, action, step))
    {
      den_record_free (step);
      return FALSE;
    }
  if (den_live_session_add (self->live, step, &error) != 0)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->time), "");
      gtk_editable_set_text (GTK_EDITABLE (self->rate), "");
      gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
      return TRUE;
    }
  words = den_error_words (_ ("Not recorded:"), error);
  return refuse (self, NULL, words);
}

static void
button_cb (GtkWidget *button, DenSessionInfusion *self)
{
  for (int i = 0; i < N_ACTIONS; i++)
    if (button == self->buttons[i])
      den_session_infusion_step (self, (DenInfusionAction) i);
}

/* Return in the rate starts what is not running, and changes what is. */
static void
activate_cb (GtkEntry *entry, DenSessionInfusion *self)
{
  for (int i = DEN_INFUSION_START; i <= DEN_INFUSION_RATE; i++)
    if (gtk_widget_get_visible (self->buttons[i]))
      {
        gtk_widget_grab_focus (self->buttons[i]);
        return;
      }
}

/* ---- showing ---- */

static void
show_buttons (DenSessionInfusion *self, const DenSessionCase *at)
{
  const DenInfusionStep *last = get_last (at->session);
  gint64 action = last != NULL ? last->action : DEN_INFUSION_STOP;
  gboolean running = last != NULL && action != DEN_INFUSION_PAUSE && action != DEN_INFUSION_STOP;
  gboolean paused = last != NULL && action == DEN_INFUSION_PAUSE;
  gboolean open = den_session_state (at->session) < DEN_STATE_DISCHARGED;
  gboolean may = at->session->ordered_ug != DEN_UNKNOWN && den_session_may_dose (at);

  gtk_widget_set_visible (self->line, open && (last == NULL || action != DEN_INFUSION_STOP));
  gtk_widget_set_visible (self->buttons[DEN_INFUSION_START], last == NULL);
  gtk_widget_set_sensitive (self->buttons[DEN_INFUSION_START], may);
  gtk_widget_set_visible (self->buttons[DEN_INFUSION_RATE], running);
  gtk_widget_set_visible (self->buttons[DEN_INFUSION_PAUSE], running);
  gtk_widget_set_visible (self->buttons[DEN_INFUSION_RESUME], paused);
  gtk_widget_set_visible (self->buttons[DEN_INFUSION_STOP], running || paused);
}

/* "12.4 of 33.0 mg in, 0.825 mg/min". */
static void
show_running (DenSessionInfusion *self, const DenSessionCase *at)
{
  const DenInfusionStep *last = get_last (at->session);
  gint64 run_ug = last != NULL ? den_infusion_given_ug (at->session, at->now) : DEN_UNKNOWN;
  /* To a tenth of a milligram: finer, the last digits would only run. */
  gint64 shown_ug = run_ug != DEN_UNKNOWN ? (run_ug + 50) / 100 * 100 : DEN_UNKNOWN;
  g_autofree char *run = den_session_show_number (&den_dose_type, "given_ug", shown_ug);
  g_autofree char *ordered =
      den_session_show_number (&den_session_type, "ordered_ug", at->session->ordered_ug);
  g_autofree char *words = NULL;

  if (last == NULL)
    words = g_strdup (_ ("The infusion is not started."));
  else if (last->action == DEN_INFUSION_STOP)
    words = g_strdup_printf (_ ("Stopped: %s of %s ran in."), *run != '\0' ? run : "–", ordered);
  else if (last->action == DEN_INFUSION_PAUSE)
    words = g_strdup_printf (_ ("Paused: %s of %s ran in."), *run != '\0' ? run : "–", ordered);
  else
    words = g_strdup_printf (_ ("Running: %s of %s ran in."), *run != '\0' ? run : "–", ordered);
  den_session_set_words (self->running, words);
  den_mark_set_class (self->running, last != NULL && last->action == DEN_INFUSION_PAUSE
                                         ? "den-caution"
                                         : "den-normal");
}

static void
show_planned (DenSessionInfusion *self, const DenSessionCase *at)
{
  gint64 ordered = at->session->ordered_ug;
  gint64 minutes = at->protocol->infusion_minutes;
  g_autofree char *rate = NULL, *words = NULL;

  if (ordered != DEN_UNKNOWN && minutes != DEN_UNKNOWN && minutes > 0)
    {
      rate = den_session_show_number (&den_infusion_step_type, "rate_ug_per_minute",
                                      (ordered + minutes / 2) / minutes);
      words = g_strdup_printf (_ ("Over %d minutes: %s"), (int) minutes, rate);
    }
  den_session_set_words (self->planned, words != NULL ? words : "");
}

static void
show_steps (DenSessionInfusion *self, const DenSession *session)
{
  den_box_clear (GTK_BOX (self->steps));
  for (guint i = 0; i < session->infusion->len; i++)
    {
      const DenInfusionStep *step = g_ptr_array_index (session->infusion, i);
      g_autofree char *time = den_instant_show_time (step->at);
      g_autofree char *rate = den_session_show_number (
          &den_infusion_step_type, "rate_ug_per_minute", step->rate_ug_per_minute);
      g_autofree char *words = g_strdup_printf (
          "%s  %s%s%s%s%s", time, _ (action_words[step->action]), *rate != '\0' ? ", " : "", rate,
          step->reason != NULL ? " · " : "", step->reason != NULL ? step->reason : "");
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *label = den_words_new (words);
      GtkWidget *remove = den_session_remove_button_new (self->live, &step->record, words);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_set_hexpand (label, TRUE);
      /* Steps build on each other: only the last can be taken back. */
      gtk_widget_set_visible (remove,
                              i + 1 == session->infusion->len && !den_session_is_signed (session));
      gtk_box_append (GTK_BOX (line), label);
      gtk_box_append (GTK_BOX (line), remove);
      gtk_box_append (GTK_BOX (self->steps), line);
    }
}

static void
changed_cb (DenLiveSession *live, DenSessionInfusion *self)
{
  DenSessionCase at;
  gboolean infused;

  if (den_live_session_get_session (live) == NULL)
    return;
  den_live_session_get_case (live, &at);
  infused = at.protocol != NULL && at.protocol->modality == DEN_MODALITY_KETAMINE_IV;
  gtk_widget_set_visible (GTK_WIDGET (self), infused);
  if (!infused)
    return;
  show_steps (self, at.session);
  show_planned (self, &at);
  show_running (self, &at);
  show_buttons (self, &at);
}

static void
tick_cb (DenLiveSession *live, DenSessionInfusion *self)
{
  DenSessionCase at;

  if (den_live_session_get_session (live) == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  den_live_session_get_case (live, &at);
  show_running (self, &at);
  show_buttons (self, &at);
}

/* ---- the widget ---- */

static gboolean
den_session_infusion_grab_focus (GtkWidget *widget)
{
  DenSessionInfusion *self = DEN_SESSION_INFUSION (widget);

  return gtk_widget_get_visible (self->line) && gtk_widget_grab_focus (self->rate);
}

static void
den_session_infusion_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_INFUSION (object)->live);
  G_OBJECT_CLASS (den_session_infusion_parent_class)->dispose (object);
}

static void
den_session_infusion_class_init (DenSessionInfusionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_infusion_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_infusion_grab_focus;
}

static void
den_session_infusion_init (DenSessionInfusion *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static GtkWidget *
make_line (DenSessionInfusion *self)
{
  static const char *const labels[N_ACTIONS] = { N_ ("Star_t"), N_ ("_Change rate"), N_ ("_Pause"),
                                                 N_ ("Res_ume"), N_ ("St_op") };
  static const char *const names[N_ACTIONS] = { N_ ("Start the infusion"), N_ ("Change the rate"),
                                                N_ ("Pause the infusion"),
                                                N_ ("Resume the infusion"),
                                                N_ ("Stop the infusion") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *fields = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->time = den_session_entry_new_named (_ ("Time of the step"), _ ("now"), 5);
  self->rate = den_session_entry_new_named (_ ("Rate, mg a minute"), NULL, 6);
  self->reason = den_session_entry_new_named (_ ("Reason of the step"), _ ("Reason"), 12);
  gtk_widget_set_hexpand (self->reason, TRUE);
  g_signal_connect (self->rate, "activate", G_CALLBACK (activate_cb), self);
  gtk_box_append (GTK_BOX (fields), self->time);
  gtk_box_append (GTK_BOX (fields), self->rate);
  gtk_box_append (GTK_BOX (fields), gtk_label_new (_ ("mg/min")));
  gtk_box_append (GTK_BOX (fields), self->reason);
  for (int i = 0; i < N_ACTIONS; i++)
    {
      self->buttons[i] =
          den_session_button_new (_ (labels[i]), _ (names[i]), G_CALLBACK (button_cb), self);
      gtk_box_append (GTK_BOX (buttons), self->buttons[i]);
    }
  gtk_widget_add_css_class (self->buttons[DEN_INFUSION_START], "suggested-action");
  gtk_box_append (GTK_BOX (box), fields);
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

GtkWidget *
den_session_infusion_new (DenLiveSession *live)
{
  DenSessionInfusion *self = g_object_new (DEN_TYPE_SESSION_INFUSION, NULL);
  GtkWidget *heading = den_words_new (_ ("Infusion"));

  self->live = g_object_ref (live);
  gtk_widget_add_css_class (heading, "heading");
  self->steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->running = den_words_new (NULL);
  gtk_widget_add_css_class (self->running, "den-strong");
  gtk_widget_add_css_class (self->running, "numeric");
  self->planned = den_words_new (NULL);
  gtk_widget_add_css_class (self->planned, "dim-label");
  gtk_widget_add_css_class (self->planned, "numeric");
  self->line = make_line (self);
  self->message = den_words_new (NULL);
  gtk_widget_add_css_class (self->message, "den-error");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), self->steps);
  gtk_box_append (GTK_BOX (self), self->running);
  gtk_box_append (GTK_BOX (self), self->planned);
  gtk_box_append (GTK_BOX (self), self->line);
  gtk_box_append (GTK_BOX (self), self->message);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (tick_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
