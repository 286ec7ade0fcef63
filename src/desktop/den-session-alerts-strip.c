/* The strip of open alerts under the header. It has the height of two alerts at most and scrolls:
 * the rest of the window stays where it is. */
#include "den-session-alerts-strip.h"

#include "den-session-findings.h"
#include "den-session-words.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 80

struct _DenSessionAlertsStrip
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GtkWidget *count;
  GtkWidget *findings;
  guint n;
};

G_DEFINE_FINAL_TYPE (DenSessionAlertsStrip, den_session_alerts_strip, GTK_TYPE_BOX)

guint
den_session_alerts_strip_count (DenSessionAlertsStrip *self)
{
  return self->n;
}

/* An alert to which something was done is told in the table and the record, not here. */
static GPtrArray *
get_open (const DenSessionCase *at)
{
  GPtrArray *alerts = den_session_alerts (at);

  for (guint i = 0; i < alerts->len;)
    if (((const DenSessionFinding *) g_ptr_array_index (alerts, i))->passes)
      g_ptr_array_remove_index (alerts, i);
    else
      i++;
  return alerts;
}

static void
update (DenSessionAlertsStrip *self)
{
  const DenSession *session = den_live_session_get_session (self->live);
  g_autoptr (GPtrArray) open = NULL;
  g_autofree char *words = NULL;
  DenSessionCase at;

  if (session == NULL)
    return;
  den_live_session_get_case (self->live, &at);
  open = get_open (&at);
  if (den_session_is_signed (session))
    g_ptr_array_set_size (open, 0);
  self->n = open->len;
  den_session_findings_set (DEN_SESSION_FINDINGS (self->findings), open);
  words = g_strdup_printf (ngettext ("%u alert", "%u alerts", open->len), open->len);
  den_session_set_words (self->count, words);
  gtk_widget_set_visible (GTK_WIDGET (self), open->len > 0);
}

static void
changed_cb (DenLiveSession *live, DenSessionAlertsStrip *self)
{
  update (self);
}

static gboolean
den_session_alerts_strip_grab_focus (GtkWidget *widget)
{
  DenSessionAlertsStrip *self = DEN_SESSION_ALERTS_STRIP (widget);
  GtkWidget *first = gtk_widget_get_first_child (self->findings);

  return first != NULL && gtk_widget_grab_focus (first);
}

static void
den_session_alerts_strip_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_ALERTS_STRIP (object)->live);
  G_OBJECT_CLASS (den_session_alerts_strip_parent_class)->dispose (object);
}

static void
den_session_alerts_strip_class_init (DenSessionAlertsStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_alerts_strip_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_alerts_strip_grab_focus;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
den_session_alerts_strip_init (DenSessionAlertsStrip *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-session-alerts");
}

GtkWidget *
den_session_alerts_strip_new (DenLiveSession *live)
{
  DenSessionAlertsStrip *self = g_object_new (DEN_TYPE_SESSION_ALERTS_STRIP, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->live = g_object_ref (live);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "den-strong");
  gtk_widget_set_valign (self->count, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->count, _ ("F6 leads to the newest alert"));
  self->findings = den_session_findings_new (live, DEN_FINDINGS_ALERTS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->findings);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), self->count);
  gtk_box_append (GTK_BOX (self), scrolled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open alerts"), -1);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (changed_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}
