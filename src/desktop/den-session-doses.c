/* The doses of a session, device by device, with the rest between two of them. */
#include "den-session-doses.h"

#include "den-marks.h"
#include "den-session-acts.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

#define SECOND_US G_USEC_PER_SEC

struct _DenSessionDoses
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GtkWidget *list;
  GtkWidget *next_box;
  GtkWidget *next_icon;
  GtkWidget *next;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (DenSessionDoses, den_session_doses, GTK_TYPE_BOX)

DenSessionDoseEntry *
den_session_doses_get_entry (DenSessionDoses *self)
{
  return DEN_SESSION_DOSE_ENTRY (self->entry);
}

/* ---- what was given ---- */

/* Adds "drawn 50 mg" where the amount is known. */
static void
add_words (GString *line, const char *label, const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (line, " · %s%s%s", label, *label != '\0' ? " " : "", words);
}

/* "1  09:05  28 mg given · lot A12 · expires 06/30/2027 · A. Reyes". */
static char *
dose_in_words (const DenDose *dose, guint number)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *time = den_instant_show_time (dose->given_at);
  g_autofree char *given = den_session_show_number (&den_dose_type, "given_ug", dose->given_ug);
  g_autofree char *drawn = den_session_show_number (&den_dose_type, "drawn_ug", dose->drawn_ug);
  g_autofree char *wasted = den_session_show_number (&den_dose_type, "wasted_ug", dose->wasted_ug);
  g_autofree char *expires =
      dose->expires_on != DEN_UNKNOWN ? den_day_to_us (dose->expires_on) : NULL;

  g_string_printf (line, "%u  %s  ", number, time);
  if (dose->outcome == DEN_DOSE_REFUSED)
    g_string_append (line, _ ("refused"));
  else if (dose->outcome == DEN_DOSE_FAILED)
    g_string_append_printf (line, _ ("failed, %s given"), *given != '\0' ? given : "–");
  else if (dose->given_ug == DEN_UNKNOWN)
    g_string_append (line, _ ("amount given not noted yet"));
  else
    g_string_append_printf (line, _ ("%s given"), given);
  add_words (line, _ ("drawn"), drawn);
  add_words (line, _ ("wasted"), wasted);
  add_words (line, _ ("waste seen by"), dose->witness);
  add_words (line, _ ("lot"), dose->lot);
  add_words (line, _ ("expires"), expires);
  add_words (line, "", dose->given_by);
  add_words (line, "", dose->note);
  return g_strdup (line->str);
}

static void
edit_cb (GtkWidget *button, DenSessionDoses *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "dose");

  gtk_widget_set_visible (self->entry, TRUE);
  den_session_dose_entry_edit (DEN_SESSION_DOSE_ENTRY (self->entry), *id);
}

static void
add_line (DenSessionDoses *self, const DenDose *dose, guint number, gboolean open)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *words = dose_in_words (dose, number);
  g_autofree char *name = g_strdup_printf (_ ("Correct dose %u"), number);
  GtkWidget *label = den_words_new (words), *remove;
  GtkWidget *button = den_session_button_new (_ ("Correct"), name, G_CALLBACK (edit_cb), self);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, open);
  g_object_set_data_full (G_OBJECT (button), "dose",
                          g_memdup2 (&dose->record.id, sizeof dose->record.id), g_free);
  gtk_box_append (GTK_BOX (line), label);
  remove = den_session_remove_button_new (self->live, &dose->record, words);
  gtk_widget_set_visible (remove, open);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (self->list), line);
}

static void
show_list (DenSessionDoses *self, const DenSession *session)
{
  gboolean open = !den_session_is_signed (session);

  den_box_clear (GTK_BOX (self->list));
  for (guint i = 0; i < session->doses->len; i++)
    add_line (self, g_ptr_array_index (session->doses, i), i + 1, open);
}

/* ---- what comes next ---- */

static void
set_next (DenSessionDoses *self, const char *icon, const char *css_class, const char *words)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->next_icon), icon);
  den_mark_set_class (self->next_box, css_class);
  den_session_set_words (self->next, words);
}

/* Whether a device that failed left the order short, so that another may make it up. */
static gboolean
may_replace (const DenSession *session)
{
  gint64 given = den_session_given_ug (session);
  gboolean failed = FALSE;

  for (guint i = 0; i < session->doses->len; i++)
    failed = failed ||
             ((const DenDose *) g_ptr_array_index (session->doses, i))->outcome == DEN_DOSE_FAILED;
  return failed && given != DEN_UNKNOWN && session->ordered_ug != DEN_UNKNOWN &&
         given < session->ordered_ug;
}

/* "Device 2 in 3:10, at 09:10": the rest is over when the clock says so. TRUE once it is. */
static gboolean
show_rest (DenSessionDoses *self, const DenSessionCase *at, const DenSessionClock *clock)
{
  gint64 left = den_instant_is_known (clock->next_device_at)
                    ? (clock->next_device_at.us - at->now.us + SECOND_US - 1) / SECOND_US
                    : 0;
  int number = (int) at->session->doses->len + 1;
  g_autofree char *time = NULL, *words = NULL;

  if (left > 0)
    {
      time = den_instant_show_time (clock->next_device_at);
      words = g_strdup_printf (_ ("Rest: device %d in %d:%02d, from %s"), number, (int) (left / 60),
                               (int) (left % 60), time);
      set_next (self, "media-playback-pause-symbolic", "den-caution", words);
      return FALSE;
    }
  words = clock->devices_left > 0
              ? g_strdup_printf (_ ("Device %d of %d now"), number,
                                 number - 1 + (int) clock->devices_left)
              : g_strdup_printf (_ ("Another device for the one that failed: device %d"), number);
  set_next (self, "go-next-symbolic", "den-normal", words);
  return TRUE;
}

static gboolean
show_next_of_spray (DenSessionDoses *self, const DenSessionCase *at, gboolean *ready)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (at);
  gboolean more =
      (clock->devices_left != DEN_UNKNOWN && clock->devices_left > 0) || may_replace (at->session);

  if (!more)
    {
      g_autofree char *given =
          den_session_show_number (&den_dose_type, "given_ug", den_session_given_ug (at->session));
      g_autofree char *words = g_strdup_printf (_ ("All devices are done: %s given."), given);

      set_next (self, "object-select-symbolic", "den-good", words);
      return FALSE;
    }
  *ready = show_rest (self, at, clock);
  return TRUE;
}

/* Whether there is anything more to give; READY says that it may be now. */
static gboolean
show_next (DenSessionDoses *self, const DenSessionCase *at, gboolean *ready)
{
  gboolean begun = den_instant_is_known (den_session_zero (at->session));

  *ready = FALSE;
  if (den_session_state (at->session) > DEN_STATE_OBSERVED)
    {
      set_next (self, "object-select-symbolic", "den-muted", _ ("Nothing more is given."));
      return FALSE;
    }
  if (at->session->ordered_ug == DEN_UNKNOWN)
    {
      set_next (self, "dialog-question-symbolic", "den-unknown", _ ("Order the dose first."));
      return TRUE;
    }
  if (!begun && !den_session_may_dose (at))
    {
      set_next (self, "dialog-warning-symbolic", "den-caution",
                _ ("Checks before the dose are open (F5)."));
      /* A vial may be drawn up meanwhile. */
      *ready = at->protocol->modality == DEN_MODALITY_KETAMINE_IV;
      return TRUE;
    }
  if (at->protocol->modality == DEN_MODALITY_ESKETAMINE)
    return show_next_of_spray (self, at, ready);
  *ready = TRUE;
  set_next (self, "go-next-symbolic", "den-normal",
            at->protocol->modality == DEN_MODALITY_KETAMINE_IM
                ? _ ("Injection: what was drawn, given and wasted")
                : _ ("Vial: what was drawn; given and wasted when it is known"));
  return TRUE;
}

static void
update (DenSessionDoses *self)
{
  DenSessionCase at;
  gboolean ready = FALSE, more;

  den_live_session_get_case (self->live, &at);
  if (at.protocol == NULL)
    {
      set_next (self, "dialog-question-symbolic", "den-unknown",
                _ ("The session’s course has no protocol: nothing can be given by it."));
      gtk_widget_set_visible (self->entry, FALSE);
      return;
    }
  more = show_next (self, &at, &ready);
  den_session_dose_entry_set_ready (DEN_SESSION_DOSE_ENTRY (self->entry), ready);
  gtk_widget_set_visible (self->entry, more || den_session_dose_entry_is_pending (
                                                   DEN_SESSION_DOSE_ENTRY (self->entry)));
}

static void
changed_cb (DenLiveSession *live, DenSessionDoses *self)
{
  const DenSession *session = den_live_session_get_session (live);

  if (session == NULL)
    return;
  show_list (self, session);
  update (self);
}

static void
tick_cb (DenLiveSession *live, DenSessionDoses *self)
{
  if (den_live_session_get_session (live) != NULL)
    update (self);
}

static void
done_cb (DenSessionDoseEntry *entry, DenSessionDoses *self)
{
  const DenSession *session = den_live_session_get_session (self->live);

  if (session != NULL)
    update (self);
}

/* ---- the widget ---- */

static gboolean
den_session_doses_grab_focus (GtkWidget *widget)
{
  DenSessionDoses *self = DEN_SESSION_DOSES (widget);

  return gtk_widget_get_visible (self->entry) && gtk_widget_grab_focus (self->entry);
}

static void
den_session_doses_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_DOSES (object)->live);
  G_OBJECT_CLASS (den_session_doses_parent_class)->dispose (object);
}

static void
den_session_doses_class_init (DenSessionDosesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_doses_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_doses_grab_focus;
}

static void
den_session_doses_init (DenSessionDoses *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
den_session_doses_new (DenLiveSession *live)
{
  DenSessionDoses *self = g_object_new (DEN_TYPE_SESSION_DOSES, NULL);

  self->live = g_object_ref (live);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->next_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->next_icon = gtk_image_new ();
  self->next = den_words_new (NULL);
  gtk_widget_add_css_class (self->next, "den-strong");
  gtk_widget_add_css_class (self->next, "numeric");
  gtk_box_append (GTK_BOX (self->next_box), self->next_icon);
  gtk_box_append (GTK_BOX (self->next_box), self->next);
  self->entry = den_session_dose_entry_new (live);
  g_signal_connect (self->entry, "done", G_CALLBACK (done_cb), self);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->next_box);
  gtk_box_append (GTK_BOX (self), self->entry);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (tick_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
