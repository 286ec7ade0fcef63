/* What can be done with a session of the floor. */
#include "den-floor-acts.h"

#include "den-booking-dialog.h"
#include "den-booking.h"
#include "den-floor-words.h"
#include "den-message.h"
#include "den-missed-dialog.h"
#include "den-patient-cells.h"
#include "den-session-window.h"

#include <glib/gi18n-lib.h>

static const struct
{
  DenFloorAct act;
  guint key;
  const char *label;
  const char *tooltip;
} acts[] = {
  { DEN_ACT_ARRIVE, GDK_KEY_a, N_ ("Arrived"), N_ ("The patient is here (A)") },
  { DEN_ACT_TAKE_BACK, GDK_KEY_u, N_ ("Not here"),
    N_ ("Take back an arrival that was pressed by mistake (U)") },
  { DEN_ACT_OPEN, GDK_KEY_o, N_ ("Open session"), N_ ("Open the session’s window (O)") },
  { DEN_ACT_MOVE, GDK_KEY_m, N_ ("Move…"), N_ ("To another time, day or chair (M)") },
  { DEN_ACT_MISS, GDK_KEY_x, N_ ("Missed…"), N_ ("The patient did not come (X)") },
  { DEN_ACT_PATIENT, GDK_KEY_p, N_ ("Patient"), N_ ("Open the patient’s page (P)") },
};

gboolean
den_floor_act_of_key (guint key, GdkModifierType state, DenFloorAct *act)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (gdk_keyval_to_lower (key) == acts[i].key)
      {
        *act = acts[i].act;
        return TRUE;
      }
  return FALSE;
}

/* ---- doing ---- */

gboolean
den_floor_act_is_possible (DenFloorItem *item, DenFloorAct act, DenDay today)
{
  DenSessionState state = den_floor_item_get_state (item);
  DenDay day = den_instant_day (den_floor_item_get_scheduled_at (item));

  switch (act)
    {
    case DEN_ACT_STEP:
      return den_floor_item_get_step (item) != NULL;
    case DEN_ACT_ARRIVE:
      return state == DEN_STATE_BOOKED && day == today;
    case DEN_ACT_TAKE_BACK:
      return state == DEN_STATE_ARRIVED;
    case DEN_ACT_OPEN:
      return state != DEN_STATE_MISSED && state != DEN_STATE_CANCELLED;
    case DEN_ACT_MOVE:
    case DEN_ACT_MISS:
      return state == DEN_STATE_BOOKED;
    case DEN_ACT_PATIENT:
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
arrive (GtkWidget *widget, DenOffice *office, DenFloorItem *item)
{
  g_autofree char *name = den_name_with_preferred (den_floor_item_get_name (item),
                                                   den_floor_item_get_preferred_name (item));
  g_autofree char *time = den_instant_show_time (den_office_now (office));
  g_autofree char *words = g_strdup_printf (_ ("%s arrived at %s."), name, time);
  g_autoptr (GError) error = NULL;

  if (den_booking_arrive (office, den_floor_item_get_patient_id (item),
                          den_floor_item_get_session_row (item), &error))
    den_show_note (widget, words);
  else
    den_show_error (widget, _ ("The arrival was not kept."), error);
}

static void
take_back (GtkWidget *widget, DenOffice *office, DenFloorItem *item)
{
  g_autofree char *name = den_name_with_preferred (den_floor_item_get_name (item),
                                                   den_floor_item_get_preferred_name (item));
  g_autofree char *words = g_strdup_printf (_ ("%s is booked again."), name);
  g_autoptr (GError) error = NULL;

  if (den_booking_take_back_arrival (office, den_floor_item_get_patient_id (item),
                                     den_floor_item_get_session_row (item), &error))
    den_show_note (widget, words);
  else
    den_show_error (widget, _ ("The arrival was not taken back."), error);
}

/* The usual next step of a booked session is that its patient arrives; every other is done in the
 * session's window. */
static DenFloorAct
resolve_step (DenFloorItem *item)
{
  return den_floor_item_get_state (item) == DEN_STATE_BOOKED ? DEN_ACT_ARRIVE : DEN_ACT_OPEN;
}

/* Why the act is not possible, for one who pressed its key. */
static const char *
get_refusal (DenFloorItem *item, DenFloorAct act)
{
  if (act == DEN_ACT_ARRIVE && den_floor_item_get_state (item) == DEN_STATE_BOOKED)
    return _ ("Only who is booked for today can arrive.");
  if (act == DEN_ACT_TAKE_BACK)
    return _ ("Only an arrival can be taken back.");
  if (act == DEN_ACT_ARRIVE || act == DEN_ACT_MOVE || act == DEN_ACT_MISS)
    return _ ("That is for a session that is booked and not begun.");
  return _ ("Nothing is left to do in this session.");
}

void
den_floor_act (GtkWidget *widget, DenOffice *office, DenFloorItem *item, DenFloorAct act)
{
  /* The floor may drop the item while its session changes. */
  g_autoptr (DenFloorItem) kept = g_object_ref (item);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  gint64 patient_id = den_floor_item_get_patient_id (kept);
  gint64 session_row = den_floor_item_get_session_row (kept);
  DenDay today = den_clock_today (den_office_get_clock (office));

  if (act == DEN_ACT_STEP && den_floor_act_is_possible (kept, act, today))
    act = resolve_step (kept);
  if (!den_floor_act_is_possible (kept, act, today))
    {
      den_show_note (widget, get_refusal (kept, act));
      return;
    }
  switch (act)
    {
    case DEN_ACT_ARRIVE:
      arrive (widget, office, kept);
      break;
    case DEN_ACT_TAKE_BACK:
      take_back (widget, office, kept);
      break;
    case DEN_ACT_OPEN:
      den_session_window_show (window, office, patient_id, session_row);
      break;
    case DEN_ACT_MOVE:
      den_booking_dialog_show (window, office, patient_id, session_row, DEN_UNKNOWN);
      break;
    case DEN_ACT_MISS:
      den_missed_dialog_show (window, office, patient_id, session_row);
      break;
    case DEN_ACT_PATIENT:
      gtk_widget_activate_action (widget, "win.open-patient", "x", patient_id);
      break;
    case DEN_ACT_STEP:
    default:
      g_return_if_reached ();
    }
}

/* ---- the bar ---- */

struct _DenActsBar
{
  GtkBox parent_instance;

  DenOffice *office;
  DenFloorItem *item;
  GtkWidget *who;
  GtkWidget *buttons[G_N_ELEMENTS (acts)];
};

G_DEFINE_FINAL_TYPE (DenActsBar, den_acts_bar, GTK_TYPE_BOX)

static void
show_item (DenActsBar *self)
{
  DenDay today = den_clock_today (den_office_get_clock (self->office));
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;
  g_autofree char *who = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_set_sensitive (self->buttons[i],
                              self->item != NULL &&
                                  den_floor_act_is_possible (self->item, acts[i].act, today));
  if (self->item != NULL)
    {
      time = den_instant_show_time (den_floor_item_get_scheduled_at (self->item));
      name = den_name_with_preferred (den_floor_item_get_name (self->item),
                                      den_floor_item_get_preferred_name (self->item));
      who = g_strdup_printf ("%s  %s", time, name);
    }
  gtk_label_set_label (GTK_LABEL (self->who), who != NULL ? who : _ ("No session is selected"));
}

static void
item_changed_cb (DenFloorItem *item, DenActsBar *self)
{
  show_item (self);
}

static void
clicked_cb (GtkButton *button, DenActsBar *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (self->buttons[i] == GTK_WIDGET (button) && self->item != NULL)
      {
        den_floor_act (GTK_WIDGET (self), self->office, self->item, acts[i].act);
        return;
      }
}

static void
den_acts_bar_dispose (GObject *object)
{
  DenActsBar *self = DEN_ACTS_BAR (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (den_acts_bar_parent_class)->dispose (object);
}

static void
den_acts_bar_class_init (DenActsBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_acts_bar_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
den_acts_bar_init (DenActsBar *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-acts-bar");
  self->who = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->who), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->who), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->who, TRUE);
  gtk_widget_add_css_class (self->who, "numeric");
  gtk_box_append (GTK_BOX (self), self->who);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      self->buttons[i] = gtk_button_new_with_label (_ (acts[i].label));
      gtk_widget_set_tooltip_text (self->buttons[i], _ (acts[i].tooltip));
      gtk_widget_add_css_class (self->buttons[i], "flat");
      g_signal_connect (self->buttons[i], "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (GTK_BOX (self), self->buttons[i]);
    }
}

GtkWidget *
den_acts_bar_new (DenOffice *office)
{
  DenActsBar *self = g_object_new (DEN_TYPE_ACTS_BAR, NULL);

  self->office = g_object_ref (office);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The selected session"), -1);
  show_item (self);
  return GTK_WIDGET (self);
}

void
den_acts_bar_set_item (DenActsBar *self, DenFloorItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect (item, "changed", G_CALLBACK (item_changed_cb), self);
  show_item (self);
}
