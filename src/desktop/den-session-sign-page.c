/* Note, signature, addenda and monitoring form. */
#include "den-session-sign-page.h"

#include "den-course-rules.h"
#include "den-marks.h"
#include "den-message.h"
#include "den-session-acts.h"
#include "den-session-findings.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenSessionSignPage
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GtkWidget *summary_icon;
  GtkWidget *summary;
  GtkWidget *findings;
  GtkWidget *sign_line;
  GtkWidget *name;
  GtkWidget *sign_button;
  GtkWidget *addenda;
  GtkWidget *addendum_box;
  GtkWidget *addendum;
  GtkWidget *report_box;
  GtkWidget *report_words;
  GtkWidget *report_line;
  GtkWidget *sent_on;
  GtkWidget *method;
  GtkWidget *confirmation;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (DenSessionSignPage, den_session_sign_page, GTK_TYPE_BOX)

static void
show_problem (DenSessionSignPage *self, const char *what, const GError *error)
{
  g_autofree char *words = error != NULL ? den_error_words (what, error) : g_strdup (what);

  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
}

/* ---- signing ---- */

gboolean
den_session_sign_page_sign (DenSessionSignPage *self, const char *name)
{
  g_autoptr (GError) error = NULL;

  show_problem (self, NULL, NULL);
  if (den_live_session_sign (self->live, name, &error))
    return TRUE;
  show_problem (self, _ ("Not signed:"), error);
  return FALSE;
}

static void
sign_cb (GtkWidget *widget, DenSessionSignPage *self)
{
  g_autofree char *name = den_session_entry_read (self->name);

  if (name == NULL)
    {
      show_problem (self, _ ("Write the name of who signs."), NULL);
      gtk_widget_grab_focus (self->name);
      return;
    }
  den_session_sign_page_sign (self, name);
}

static void
addendum_cb (GtkWidget *widget, DenSessionSignPage *self)
{
  g_autofree char *text = den_session_entry_read (self->addendum);
  g_autoptr (GError) error = NULL;

  show_problem (self, NULL, NULL);
  if (text == NULL)
    gtk_widget_grab_focus (self->addendum);
  else if (den_live_session_add_addendum (self->live, den_live_session_get_recorder (self->live),
                                          text, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->addendum), "");
  else
    show_problem (self, _ ("The addendum was not kept:"), error);
}

static void
report_cb (GtkWidget *widget, DenSessionSignPage *self)
{
  g_autofree char *day = den_session_entry_read (self->sent_on);
  g_autofree char *confirmation = den_session_entry_read (self->confirmation);
  DenDay sent_on = den_office_get_today (den_live_session_get_office (self->live));
  g_autoptr (GError) error = NULL;

  show_problem (self, NULL, NULL);
  if (day != NULL && !den_day_parse (day, &sent_on))
    {
      show_problem (self, _ ("The day on which the form was sent must be like 11/20/2026."), NULL);
      gtk_widget_grab_focus (self->sent_on);
      return;
    }
  if (!den_live_session_add_report (
          self->live, sent_on,
          (DenReportMethod) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->method)),
          den_live_session_get_recorder (self->live), confirmation, &error))
    {
      show_problem (self, _ ("That the form was sent was not kept:"), error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->sent_on), "");
  gtk_editable_set_text (GTK_EDITABLE (self->confirmation), "");
}

/* ---- showing ---- */

static void
show_summary (DenSessionSignPage *self, const DenSession *session, GPtrArray *open)
{
  g_autofree char *time = NULL, *day = NULL, *words = NULL;
  gboolean signed_off = den_session_is_signed (session);

  if (signed_off)
    {
      time = den_instant_show_time (session->signed_at);
      day = den_day_to_us (den_instant_day (session->signed_at));
      words = g_strdup_printf (_ ("Signed by %s on %s at %s. The record is locked; SHA-256 %.12s…"),
                               session->signed_by, day, time,
                               session->record_sha256 != NULL ? session->record_sha256 : "");
    }
  else if (open->len == 0)
    words = g_strdup (_ ("Nothing is open: the session can be signed."));
  else
    words = g_strdup_printf (ngettext ("%u point is open before the signature.",
                                       "%u points are open before the signature.", open->len),
                             open->len);
  den_session_set_words (self->summary, words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->summary_icon),
                                signed_off       ? "changes-prevent-symbolic"
                                : open->len == 0 ? "object-select-symbolic"
                                                 : "dialog-question-symbolic");
  den_mark_set_class (self->summary_icon, open->len == 0 ? "den-good" : "den-unknown");
  gtk_widget_set_visible (self->sign_line, !signed_off);
  gtk_widget_set_sensitive (self->sign_button, open->len == 0);
  gtk_widget_set_visible (self->addendum_box, signed_off);
}

static void
add_line (GtkWidget *box, const char *words)
{
  GtkWidget *label = den_words_new (words);

  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), label);
}

static void
show_addenda (DenSessionSignPage *self, const DenSession *session)
{
  den_box_clear (GTK_BOX (self->addenda));
  for (guint i = 0; i < session->addenda->len; i++)
    {
      const DenAddendum *addendum = g_ptr_array_index (session->addenda, i);
      g_autofree char *day = den_day_to_us (den_instant_day (addendum->written_at));
      g_autofree char *time = den_instant_show_time (addendum->written_at);
      g_autofree char *words = g_strdup_printf (
          _ ("Addendum %s %s, %s: %s"), day, time,
          addendum->written_by != NULL ? addendum->written_by : "–", addendum->text);

      add_line (self->addenda, words);
    }
}

/* "Monitoring form: due by 11/27/2026.", "... sent 11/21/2026 by portal." */
static char *
report_in_words (const DenSessionCase *at, DenReportStanding standing)
{
  DenDay due_on = den_rems_due_on (at->session, at->protocol);
  g_autofree char *due = due_on != DEN_UNKNOWN ? den_day_to_us (due_on) : g_strdup ("–");
  const DenMonitoringReport *report =
      at->session->reports->len > 0
          ? g_ptr_array_index (at->session->reports, at->session->reports->len - 1)
          : NULL;
  g_autofree char *sent =
      report != NULL && report->sent_on != DEN_UNKNOWN ? den_day_to_us (report->sent_on) : NULL;

  switch (standing)
    {
    case DEN_REPORT_OVERDUE:
      return g_strdup_printf (_ ("REMS monitoring form: overdue since %s."), due);
    case DEN_REPORT_SENT:
      return g_strdup_printf (_ ("REMS monitoring form: sent on %s."), sent);
    case DEN_REPORT_SENT_LATE:
      return g_strdup_printf (_ ("REMS monitoring form: sent on %s, after its day %s."), sent, due);
    case DEN_REPORT_DUE:
    default:
      return g_strdup_printf (_ ("REMS monitoring form: to be sent by %s."), due);
    }
}

static void
show_report (DenSessionSignPage *self, const DenSessionCase *at)
{
  DenReportStanding standing = at->protocol != NULL ? den_rems_standing (at->session, at->protocol,
                                                                         den_instant_day (at->now))
                                                    : DEN_REPORT_NOT_OWED;
  gboolean sent = standing == DEN_REPORT_SENT || standing == DEN_REPORT_SENT_LATE;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->report_box, standing != DEN_REPORT_NOT_OWED);
  if (standing == DEN_REPORT_NOT_OWED)
    return;
  words = report_in_words (at, standing);
  den_session_set_words (self->report_words, words);
  den_mark_set_class (self->report_words, standing == DEN_REPORT_OVERDUE ? "den-danger"
                                          : sent                         ? "den-muted"
                                                                         : "den-normal");
  gtk_widget_set_visible (self->report_line, !sent && den_instant_is_known (at->session->ended_at));
}

static void
changed_cb (DenLiveSession *live, DenSessionSignPage *self)
{
  g_autoptr (GPtrArray) open = NULL;
  DenSessionCase at;

  if (den_live_session_get_session (live) == NULL)
    return;
  den_live_session_get_case (live, &at);
  open = den_session_is_signed (at.session) ? g_ptr_array_new () : den_session_before_signing (&at);
  den_session_findings_set (DEN_SESSION_FINDINGS (self->findings), open);
  show_summary (self, at.session, open);
  show_addenda (self, at.session);
  show_report (self, &at);
}

/* ---- the widget ---- */

static gboolean
den_session_sign_page_grab_focus (GtkWidget *widget)
{
  DenSessionSignPage *self = DEN_SESSION_SIGN_PAGE (widget);

  if (gtk_widget_get_visible (self->addendum_box))
    return gtk_widget_grab_focus (self->addendum);
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
den_session_sign_page_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_SIGN_PAGE (object)->live);
  G_OBJECT_CLASS (den_session_sign_page_parent_class)->dispose (object);
}

static void
den_session_sign_page_class_init (DenSessionSignPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_sign_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_sign_page_grab_focus;
}

static void
den_session_sign_page_init (DenSessionSignPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static void
add_summary (DenSessionSignPage *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->summary_icon = gtk_image_new ();
  gtk_widget_set_valign (self->summary_icon, GTK_ALIGN_START);
  self->summary = den_words_new (NULL);
  gtk_widget_add_css_class (self->summary, "den-strong");
  gtk_box_append (GTK_BOX (line), self->summary_icon);
  gtk_box_append (GTK_BOX (line), self->summary);
  gtk_box_append (GTK_BOX (self), line);
  self->findings = den_session_findings_new (self->live, DEN_FINDINGS_SIGNING);
  gtk_box_append (GTK_BOX (self), self->findings);
}

static void
add_sign_line (DenSessionSignPage *self)
{
  self->sign_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->name = den_session_entry_new_named (_ ("Name of who signs"), _ ("Name of who signs"), 20);
  gtk_widget_set_hexpand (self->name, TRUE);
  g_signal_connect (self->name, "activate", G_CALLBACK (sign_cb), self);
  self->sign_button = den_session_button_new (_ ("Si_gn and lock"), _ ("Sign and lock the session"),
                                              G_CALLBACK (sign_cb), self);
  gtk_widget_add_css_class (self->sign_button, "suggested-action");
  gtk_box_append (GTK_BOX (self->sign_line), self->name);
  gtk_box_append (GTK_BOX (self->sign_line), self->sign_button);
  gtk_box_append (GTK_BOX (self), self->sign_line);
}

static void
add_addenda (DenSessionSignPage *self)
{
  self->addenda = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->addendum_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->addendum = den_session_entry_new_named (_ ("Addendum"), _ ("Addendum"), 20);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->addendum), 60);
  gtk_widget_set_hexpand (self->addendum, TRUE);
  g_signal_connect (self->addendum, "activate", G_CALLBACK (addendum_cb), self);
  gtk_box_append (GTK_BOX (self->addendum_box), self->addendum);
  gtk_box_append (
      GTK_BOX (self->addendum_box),
      den_session_button_new (_ ("A_dd"), _ ("Add the addendum"), G_CALLBACK (addendum_cb), self));
  gtk_box_append (GTK_BOX (self), self->addenda);
  gtk_box_append (GTK_BOX (self), self->addendum_box);
}

static void
add_report (DenSessionSignPage *self)
{
  const char *const methods[] = { _ ("By portal"), _ ("By fax"), _ ("By telephone"), NULL };

  self->report_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->report_words = den_words_new (NULL);
  self->report_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->sent_on = den_session_entry_new_named (_ ("Form sent on"), _ ("today"), 10);
  self->method = gtk_drop_down_new_from_strings (methods);
  den_control_set_name (self->method, _ ("Form sent by"));
  self->confirmation = den_session_entry_new_named (_ ("Confirmation"), _ ("Confirmation"), 10);
  gtk_widget_set_hexpand (self->confirmation, TRUE);
  gtk_box_append (GTK_BOX (self->report_line), self->sent_on);
  gtk_box_append (GTK_BOX (self->report_line), self->method);
  gtk_box_append (GTK_BOX (self->report_line), self->confirmation);
  gtk_box_append (GTK_BOX (self->report_line),
                  den_session_button_new (_ ("Form _sent"), _ ("Record that the form was sent"),
                                          G_CALLBACK (report_cb), self));
  gtk_box_append (GTK_BOX (self->report_box), self->report_words);
  gtk_box_append (GTK_BOX (self->report_box), self->report_line);
  gtk_box_append (GTK_BOX (self), self->report_box);
}

GtkWidget *
den_session_sign_page_new (DenLiveSession *live)
{
  DenSessionSignPage *self = g_object_new (DEN_TYPE_SESSION_SIGN_PAGE, NULL);

  self->live = g_object_ref (live);
  gtk_box_append (GTK_BOX (self), den_session_field_new (live, "note"));
  add_summary (self);
  add_sign_line (self);
  add_addenda (self);
  add_report (self);
  self->message = den_words_new (NULL);
  gtk_widget_add_css_class (self->message, "den-error");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (self), self->message);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
