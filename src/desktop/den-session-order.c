/* The order of a session's dose. */
#include "den-session-order.h"

#include "den-marks.h"
#include "den-message.h"
#include "den-session-acts.h"
#include "den-session-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenSessionOrder
{
  GtkBox parent_instance;

  DenLiveSession *live;
  gboolean showing;
  GtkWidget *doses; /* a toggle a dose of the protocol */
  GtkWidget *kilo;  /* by weight: another dose a kilogram */
  GtkWidget *kilo_line;
  GtkWidget *how;
  GtkWidget *suggested;
  GtkWidget *warning_box;
  GtkWidget *warning;
  GtkWidget *rationale;
};

G_DEFINE_FINAL_TYPE (DenSessionOrder, den_session_order, GTK_TYPE_BOX)

/* "56 mg", "0.5 mg/kg". */
static char *
dose_in_words (const DenProtocol *protocol, gint64 dose_ug)
{
  g_autofree char *number = den_session_show_number (&den_session_type, "ordered_ug", dose_ug);

  if (dose_ug == DEN_UNKNOWN)
    return g_strdup ("–");
  return protocol->dosing == DEN_DOSING_BY_WEIGHT ? g_strdup_printf ("%s/kg", number)
                                                  : g_steal_pointer (&number);
}

/* What DOSE_UG of the protocol makes for this patient; unknown where the weight is missing. */
static gint64
whole_dose (const DenSessionCase *at, gint64 dose_ug)
{
  DenDosePlan plan = { 0 };
  gint64 whole;

  if (at->protocol->dosing != DEN_DOSING_BY_WEIGHT)
    return dose_ug;
  den_dose_plan (at->chart, at->protocol, dose_ug, den_instant_day (at->now), &plan);
  whole = plan.dose_ug;
  den_dose_plan_clear (&plan);
  return whole;
}

/* ---- ordering ---- */

/* Sets the order and who gave it in one change. */
static gboolean
order (DenSessionOrder *self, gint64 dose_ug)
{
  g_autoptr (GError) error = NULL;
  DenSessionCase at;
  gint64 whole;

  den_live_session_get_case (self->live, &at);
  whole = whole_dose (&at, dose_ug);
  if (whole == DEN_UNKNOWN)
    {
      den_show_problem (GTK_WIDGET (self), _ ("The dose can not be computed: the patient’s weight "
                                              "is needed first."));
      return FALSE;
    }
  if (den_live_session_set_number (self->live, "ordered_ug", whole, &error))
    return TRUE;
  den_session_failed (GTK_WIDGET (self), _ ("The order was not kept."), error);
  return FALSE;
}

gboolean
den_session_order_choose (DenSessionOrder *self, guint index)
{
  DenSessionCase at;
  const DenProtocolDose *dose;

  den_live_session_get_case (self->live, &at);
  g_return_val_if_fail (at.protocol != NULL && index < at.protocol->doses->len, FALSE);

  dose = g_ptr_array_index (at.protocol->doses, index);
  return order (self, dose->dose_ug);
}

static void
toggled_cb (GtkToggleButton *button, DenSessionOrder *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (!self->showing)
    den_session_order_choose (self, index);
}

static void
kilo_cb (GtkEntry *entry, DenSessionOrder *self)
{
  const DenField *field = den_record_type_find (&den_session_type, "ordered_ug");
  g_autofree char *text = den_session_entry_read (GTK_WIDGET (entry));
  g_auto (DenValue) value = DEN_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  if (!den_field_parse (field, text, &value, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      den_session_set_words (self->how, _ ("The dose a kilogram must be a number like 0.5."));
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  if (order (self, value.number))
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

/* ---- showing ---- */

static void
add_dose (DenSessionOrder *self, const DenSessionCase *at, guint index)
{
  const DenProtocolDose *dose = g_ptr_array_index (at->protocol->doses, index);
  g_autofree char *words = dose_in_words (at->protocol, dose->dose_ug);
  g_autofree char *name = g_strdup_printf (_ ("Order %s"), words);
  GtkWidget *button = gtk_toggle_button_new_with_label (words);

  gtk_widget_add_css_class (button, "den-session-small");
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  den_control_set_name (button, name);
  if (dose->devices != DEN_UNKNOWN)
    {
      g_autofree char *devices = g_strdup_printf (
          ngettext ("%d device", "%d devices", (gulong) dose->devices), (int) dose->devices);

      gtk_widget_set_tooltip_text (button, devices);
    }
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->doses), button);
}

static void
show_doses (DenSessionOrder *self, const DenSessionCase *at)
{
  guint index = 0;

  if (gtk_widget_get_first_child (self->doses) == NULL)
    for (guint i = 0; i < at->protocol->doses->len; i++)
      add_dose (self, at, i);
  self->showing = TRUE;
  for (GtkWidget *button = gtk_widget_get_first_child (self->doses); button != NULL;
       button = gtk_widget_get_next_sibling (button), index++)
    {
      const DenProtocolDose *dose = g_ptr_array_index (at->protocol->doses, index);
      gint64 whole = whole_dose (at, dose->dose_ug);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    whole != DEN_UNKNOWN && whole == at->session->ordered_ug);
    }
  self->showing = FALSE;
}

/* How each dose by weight comes about, one line each, so that the number can be followed; of one
 * that is ordered only its own. */
static void
show_how (DenSessionOrder *self, const DenSessionCase *at)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean stale = FALSE, ordered = FALSE;

  for (guint i = 0; i < at->protocol->doses->len && !ordered; i++)
    {
      const DenProtocolDose *dose = g_ptr_array_index (at->protocol->doses, i);
      DenDosePlan plan = { 0 };

      den_dose_plan (at->chart, at->protocol, dose->dose_ug, den_instant_day (at->now), &plan);
      ordered = plan.dose_ug != DEN_UNKNOWN && plan.dose_ug == at->session->ordered_ug;
      if (ordered)
        g_string_truncate (words, 0);
      if (plan.how != NULL && (i == 0 || plan.dose_ug != DEN_UNKNOWN))
        g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", plan.how);
      stale = stale || plan.weight_stale;
      den_dose_plan_clear (&plan);
    }
  if (stale)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "",
                            _ ("The weight is old: weigh again."));
  den_session_set_words (self->how, words->str);
  gtk_widget_set_visible (self->how, words->len > 0);
}

static void
show_suggestion (DenSessionOrder *self, const DenSessionCase *at)
{
  gint64 dose_ug = den_dose_suggested (at->chart, at->session, at->protocol);
  g_autofree char *dose = dose_in_words (at->protocol, dose_ug);
  g_autofree char *words =
      dose_ug != DEN_UNKNOWN
          ? g_strdup_printf (_ ("Usual here by protocol or last session: %s"), dose)
          : g_strdup (_ ("The protocol suggests no dose here."));

  den_session_set_words (self->suggested, words);
}

/* What the rules say of the order: a dose over the ceiling or off the steps asks why. */
static void
show_warning (DenSessionOrder *self, const DenSessionCase *at)
{
  g_autoptr (GPtrArray) findings = den_session_before_dose (at);
  const char *words = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const DenSessionFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->key, "order") && finding->mark > DEN_MARK_MISSING)
        words = finding->sentence;
    }
  gtk_widget_set_visible (self->warning_box, words != NULL);
  gtk_widget_set_visible (self->rationale, words != NULL || at->session->order_rationale != NULL);
  if (words != NULL)
    den_session_set_words (self->warning, words);
}

static void
changed_cb (DenLiveSession *live, DenSessionOrder *self)
{
  DenSessionCase at;

  if (den_live_session_get_session (live) == NULL)
    return;
  den_live_session_get_case (live, &at);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !den_session_is_signed (at.session));
  if (at.protocol == NULL)
    return;
  show_doses (self, &at);
  gtk_widget_set_visible (self->kilo_line, at.protocol->dosing == DEN_DOSING_BY_WEIGHT);
  if (at.protocol->dosing == DEN_DOSING_BY_WEIGHT)
    show_how (self, &at);
  else
    gtk_widget_set_visible (self->how, FALSE);
  show_suggestion (self, &at);
  show_warning (self, &at);
}

/* ---- the widget ---- */

static gboolean
den_session_order_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (DEN_SESSION_ORDER (widget)->doses, GTK_DIR_TAB_FORWARD);
}

static void
den_session_order_dispose (GObject *object)
{
  g_clear_object (&DEN_SESSION_ORDER (object)->live);
  G_OBJECT_CLASS (den_session_order_parent_class)->dispose (object);
}

static void
den_session_order_class_init (DenSessionOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_order_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_order_grab_focus;
}

static void
den_session_order_init (DenSessionOrder *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static GtkWidget *
add_field (DenSessionOrder *self, GtkSizeGroup *labels, const char *column)
{
  GtkWidget *row = den_session_field_new (self->live, column);

  den_field_row_set_label_group (DEN_FIELD_ROW (row), labels);
  gtk_box_append (GTK_BOX (self), row);
  return row;
}

/* What the dose is computed from, and the dose. */
static GtkWidget *
make_amounts (DenSessionOrder *self, GtkSizeGroup *labels)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *weight = den_session_field_new (self->live, "weight_g");

  den_field_row_set_label_group (DEN_FIELD_ROW (weight), labels);
  gtk_box_append (GTK_BOX (line), weight);
  gtk_box_append (GTK_BOX (line), den_session_field_new (self->live, "ordered_ug"));
  return line;
}

static GtkWidget *
make_warning (DenSessionOrder *self)
{
  GtkWidget *box = den_marked_words_new ("dialog-warning-symbolic", "", "den-caution");

  self->warning = gtk_widget_get_last_child (box);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static GtkWidget *
make_kilo_line (DenSessionOrder *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->kilo = den_session_entry_new_named (_ ("Another dose a kilogram"), _ ("other"), 6);
  g_signal_connect (self->kilo, "activate", G_CALLBACK (kilo_cb), self);
  gtk_box_append (GTK_BOX (line), self->kilo);
  gtk_box_append (GTK_BOX (line), gtk_label_new (_ ("mg/kg")));
  return line;
}

GtkWidget *
den_session_order_new (DenLiveSession *live)
{
  DenSessionOrder *self = g_object_new (DEN_TYPE_SESSION_ORDER, NULL);
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->live = g_object_ref (live);
  gtk_box_append (GTK_BOX (self), make_amounts (self, labels));
  self->doses = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->doses, "linked");
  self->kilo_line = make_kilo_line (self);
  self->suggested = den_words_new (NULL);
  gtk_widget_add_css_class (self->suggested, "dim-label");
  self->how = den_words_new (NULL);
  gtk_widget_add_css_class (self->how, "numeric");
  gtk_box_append (GTK_BOX (line), self->doses);
  gtk_box_append (GTK_BOX (line), self->kilo_line);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->suggested);
  gtk_box_append (GTK_BOX (self), self->how);
  self->warning_box = make_warning (self);
  gtk_box_append (GTK_BOX (self), self->warning_box);
  self->rationale = add_field (self, labels, "order_rationale");
  add_field (self, labels, "ordered_by");
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
