/* The release gate. */
#include "den-session-release-page.h"

#include "den-dialog.h"
#include "den-marks.h"
#include "den-message.h"
#include "den-session-acts.h"
#include "den-session-findings.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenSessionReleasePage
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GtkWidget *summary_icon;
  GtkWidget *summary;
  GtkWidget *findings;
  GtkWidget *sheet_button;
  GtkWidget *buttons;
  GtkWidget *release_button;
  GtkWidget *early_button;
};

enum
{
  SHEET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenSessionReleasePage, den_session_release_page, GTK_TYPE_BOX)

/* ---- releasing ---- */

gboolean
den_session_release_page_release (DenSessionReleasePage *self)
{
  DenInstant now = den_office_now (den_live_session_get_office (self->live));
  g_autoptr (GError) error = NULL;

  if (den_live_session_release (self->live, now, DEN_DISPOSITION_HOME, NULL,
                                den_live_session_get_recorder (self->live), &error))
    return TRUE;
  den_session_failed (GTK_WIDGET (self), _ ("The patient was not released."), error);
  return FALSE;
}

typedef struct
{
  DenLiveSession *live;
  GtkWidget *reason;
  GtkWidget *name;
  GtkWidget *where;
} EarlyLeave;

static void
early_leave_free (gpointer data, GClosure *closure)
{
  EarlyLeave *leave = data;

  g_object_unref (leave->live);
  g_free (leave);
}

static void
leave_cb (DenDialog *dialog, EarlyLeave *leave)
{
  static const DenDisposition dispositions[] = { DEN_DISPOSITION_LEFT_EARLY,
                                                 DEN_DISPOSITION_EMERGENCY,
                                                 DEN_DISPOSITION_ADMITTED };
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (leave->where));
  g_autofree char *reason = den_session_entry_read (leave->reason);
  g_autofree char *name = den_session_entry_read (leave->name);
  DenInstant now = den_office_now (den_live_session_get_office (leave->live));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (reason == NULL || name == NULL || chosen >= G_N_ELEMENTS (dispositions))
    {
      den_dialog_set_problem (dialog, reason == NULL ? _ ("Write why the patient leaves early.")
                                                     : _ ("Write who lets the patient go."));
      gtk_widget_grab_focus (reason == NULL ? leave->reason : leave->name);
      return;
    }
  if (den_live_session_release (leave->live, now, dispositions[chosen], reason, name, &error))
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }
  words = den_error_words (NULL, error);
  den_dialog_set_problem (dialog, words);
}

static void
attach (GtkWidget *grid, int line, const char *label, GtkWidget *control)
{
  GtkWidget *words = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (words), 1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), control);
  gtk_widget_add_css_class (words, "den-field-label");
  gtk_grid_attach (GTK_GRID (grid), words, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), control, 1, line, 1, 1);
}

void
den_session_release_page_leave_early (DenSessionReleasePage *self)
{
  const char *const words[] = { _ ("Left before the clinic would release"),
                                _ ("Emergency department"), _ ("Admitted"), NULL };
  EarlyLeave *leave = g_new0 (EarlyLeave, 1);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *dialog = den_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                      _ ("The patient leaves early"), _ ("_Leaves now"));

  leave->live = g_object_ref (self->live);
  leave->reason = den_session_entry_new_named (_ ("Why early"), NULL, 36);
  leave->name = den_session_entry_new_named (_ ("Released by"), NULL, 20);
  leave->where = gtk_drop_down_new_from_strings (words);
  den_control_set_name (leave->where, _ ("Left for"));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  attach (grid, 0, _ ("_Why early"), leave->reason);
  attach (grid, 1, _ ("Released _by"), leave->name);
  attach (grid, 2, _ ("Left _for"), leave->where);
  den_dialog_set_content (DEN_DIALOG (dialog), grid);
  den_dialog_set_destructive (DEN_DIALOG (dialog));
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (leave_cb), leave, early_leave_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (leave->reason);
}

static void
release_cb (GtkWidget *button, DenSessionReleasePage *self)
{
  den_session_release_page_release (self);
}

static void
early_cb (GtkWidget *button, DenSessionReleasePage *self)
{
  den_session_release_page_leave_early (self);
}

static const char *
get_scale (const DenProtocol *protocol)
{
  switch (protocol->discharge_scale)
    {
    case DEN_DISCHARGE_ALDRETE:
      return "Modified Aldrete";
    case DEN_DISCHARGE_MPADSS:
      return "MPADSS";
    default:
      return NULL;
    }
}

static void
sheet_cb (GtkWidget *button, DenSessionReleasePage *self)
{
  DenSessionCase at;

  den_live_session_get_case (self->live, &at);
  if (at.protocol != NULL && get_scale (at.protocol) != NULL)
    g_signal_emit (self, signals[SHEET], 0, get_scale (at.protocol));
}

/* ---- showing ---- */

static void
show_summary (DenSessionReleasePage *self, const DenSessionCase *at, GPtrArray *findings)
{
  gboolean left = den_instant_is_known (at->session->ended_at);
  gboolean may = den_session_may_release (at);
  g_autofree char *time = NULL, *words = NULL;
  guint open = 0;

  for (guint i = 0; i < findings->len; i++)
    if (!((const DenSessionFinding *) g_ptr_array_index (findings, i))->passes)
      open++;
  if (left)
    {
      time = den_instant_show_time (at->session->ended_at);
      words = at->session->disposition == DEN_DISPOSITION_HOME
                  ? g_strdup_printf (_ ("Left at %s with the escort."), time)
                  : g_strdup_printf (_ ("Left early at %s: %s"), time,
                                     at->session->early_reason != NULL ? at->session->early_reason
                                                                       : "–");
    }
  else if (may)
    words = g_strdup (_ ("All is met: the patient may leave."));
  else
    words = g_strdup_printf (ngettext ("%u point is open.", "%u points are open.", open), open);
  den_session_set_words (self->summary, words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->summary_icon), may || left
                                                                    ? "object-select-symbolic"
                                                                    : "dialog-question-symbolic");
  den_mark_set_class (self->summary_icon, may ? "den-good" : "den-unknown");
  gtk_widget_set_sensitive (self->release_button, may);
}

static void
update (DenSessionReleasePage *self)
{
  const DenSession *session = den_live_session_get_session (self->live);
  g_autoptr (GPtrArray) findings = NULL;
  DenSessionState state;
  DenSessionCase at;
  gboolean running;

  if (session == NULL)
    return;
  den_live_session_get_case (self->live, &at);
  state = den_session_state (session);
  running = state == DEN_STATE_IN_TREATMENT || state == DEN_STATE_OBSERVED;
  gtk_widget_set_visible (self->buttons, running);
  gtk_widget_set_visible (self->sheet_button,
                          running && at.protocol != NULL && get_scale (at.protocol) != NULL);
  findings = den_session_release (&at);
  den_session_findings_set (DEN_SESSION_FINDINGS (self->findings), findings);
  gtk_widget_set_sensitive (self->findings, state != DEN_STATE_SIGNED);
  show_summary (self, &at, findings);
}

static void
changed_cb (DenLiveSession *live, DenSessionReleasePage *self)
{
  update (self);
}

static void
tick_cb (DenLiveSession *live, DenSessionReleasePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/* ---- the widget ---- */

static gboolean
den_session_release_page_grab_focus (GtkWidget *widget)
{
  DenSessionReleasePage *self = DEN_SESSION_RELEASE_PAGE (widget);

  if (gtk_widget_get_sensitive (self->release_button) && gtk_widget_get_visible (self->buttons))
    return gtk_widget_grab_focus (self->release_button);
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
den_session_release_page_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_RELEASE_PAGE (object)->live);
  G_OBJECT_CLASS (den_session_release_page_parent_class)->dispose (object);
}

static void
den_session_release_page_class_init (DenSessionReleasePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_release_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_release_page_grab_focus;
  signals[SHEET] = g_signal_new ("sheet", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
den_session_release_page_init (DenSessionReleasePage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static void
add_fields (DenSessionReleasePage *self)
{
  static const char *const flags[] = { "escort_here", "instructions_given", "vitals_after_ok" };
  static const char *const columns[] = { "escort_name", "ready_at" };
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *row = den_session_field_new (self->live, columns[i]);

      den_field_row_set_label_group (DEN_FIELD_ROW (row), labels);
      gtk_box_append (GTK_BOX (self), row);
      for (gsize j = 0; i == 0 && j < G_N_ELEMENTS (flags); j++)
        gtk_box_append (GTK_BOX (self), den_session_flag_new (self->live, flags[j]));
    }
}

static void
add_buttons (DenSessionReleasePage *self)
{
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->release_button =
      den_session_button_new (_ ("Relea_se"), _ ("Release the patient home with the escort"),
                              G_CALLBACK (release_cb), self);
  gtk_widget_add_css_class (self->release_button, "suggested-action");
  self->early_button = den_session_button_new (_ ("Leave _early…"), _ ("The patient leaves early"),
                                               G_CALLBACK (early_cb), self);
  gtk_box_append (GTK_BOX (self->buttons), self->release_button);
  gtk_box_append (GTK_BOX (self->buttons), self->early_button);
}

GtkWidget *
den_session_release_page_new (DenLiveSession *live)
{
  DenSessionReleasePage *self = g_object_new (DEN_TYPE_SESSION_RELEASE_PAGE, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->live = g_object_ref (live);
  self->summary_icon = gtk_image_new ();
  self->summary = den_words_new (NULL);
  gtk_widget_add_css_class (self->summary, "den-strong");
  gtk_widget_set_hexpand (self->summary, TRUE);
  self->sheet_button = den_session_button_new (_ ("Sc_ore…"), _ ("Answer the discharge scale"),
                                               G_CALLBACK (sheet_cb), self);
  gtk_box_append (GTK_BOX (line), self->summary_icon);
  gtk_box_append (GTK_BOX (line), self->summary);
  gtk_box_append (GTK_BOX (line), self->sheet_button);
  add_buttons (self);
  gtk_box_append (GTK_BOX (line), self->buttons);
  gtk_box_append (GTK_BOX (self), line);
  self->findings = den_session_findings_new (live, DEN_FINDINGS_RELEASE);
  gtk_box_append (GTK_BOX (self), self->findings);
  add_fields (self);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (live, "tick", G_CALLBACK (tick_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}
