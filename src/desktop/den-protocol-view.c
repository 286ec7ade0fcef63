/* One protocol. Each part says whether it is the drug label's or the clinic's default; every
 * version is kept, and a session goes by the one that was in force on its day. */
#include "den-protocol-view.h"

#include "den-booking.h"
#include "den-dialog.h"
#include "den-fact-grid.h"
#include "den-field-control.h"
#include "den-message.h"
#include "den-protocol-dialog.h"
#include "den-protocol-words.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenProtocolView
{
  GtkBox parent_instance;

  DenOffice *office;
  char *protocol_id;
  DenDay effective_on; /* of the version that is shown; unknown: that in force today */
  gboolean own;        /* it is the clinic's, where two are of one day */
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (DenProtocolView, den_protocol_view, GTK_TYPE_BOX)

/* What of the protocol's own fields stands in each group. */
static const char *const dosing_columns[] = {
  "dosing",    "weight_rule",         "weight_max_age_days", "rounding_ug",
  "device_ug", "device_rest_minutes", "infusion_minutes",    NULL,
};
static const char *const course_columns[] = {
  "min_days_apart",  "gap_warn_days",    "gap_review_days", "benefit_required",
  "booking_minutes", "therapy_from_day", "therapy_to_day",  NULL,
};
static const char *const release_columns[] = {
  "observation_minutes",
  "stable_minutes",
  "discharge_scale",
  "discharge_score",
  "rems",
  "report_days",
  NULL,
};

static DenDay
get_today (DenProtocolView *self)
{
  return den_office_get_today (self->office);
}

/* A version of the clinic's is a row of the database. */
static gboolean
is_own (const DenProtocol *protocol)
{
  return protocol->record.id != 0;
}

/* DenProtocol of the id, oldest first; not owned. */
static GPtrArray *
list_versions (DenProtocolView *self)
{
  GPtrArray *all = den_office_get_protocols (self->office);
  GPtrArray *versions = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      DenProtocol *version = g_ptr_array_index (all, i);
      guint place = versions->len;

      if (g_strcmp0 (version->protocol_id, self->protocol_id) != 0)
        continue;
      while (place > 0 && ((DenProtocol *) g_ptr_array_index (versions, place - 1))->effective_on >
                              version->effective_on)
        place--;
      g_ptr_array_insert (versions, (int) place, version);
    }
  return versions;
}

/* The version that is shown; that in force today where the chosen one is gone. */
static const DenProtocol *
get_protocol (DenProtocolView *self)
{
  g_autoptr (GPtrArray) versions = list_versions (self);

  for (guint i = 0; i < versions->len; i++)
    {
      const DenProtocol *version = g_ptr_array_index (versions, i);

      if (self->effective_on != DEN_UNKNOWN && version->effective_on == self->effective_on &&
          is_own (version) == self->own)
        return version;
    }
  return den_office_find_protocol (self->office, self->protocol_id, get_today (self));
}

static GtkWindow *
get_window (DenProtocolView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ---- what it asks for ---- */

static char *
format_field (const DenField *field, const DenProtocol *protocol)
{
  g_auto (DenValue) value = DEN_VALUE_INIT;

  den_field_get (field, protocol, &value);
  return den_field_show_with_unit (field, &value);
}

static GtkWidget *
make_facts (const DenProtocol *protocol, const char *const *columns)
{
  GtkWidget *grid = den_fact_grid_new ();

  for (gsize i = 0; columns[i] != NULL; i++)
    {
      const DenField *field = den_record_type_find (&den_protocol_type, columns[i]);
      g_autofree char *words = format_field (field, protocol);

      den_fact_grid_add (grid, _ (field->label), words);
    }
  return grid;
}

/* One part, its mark at the right, and where it comes from beneath it. */
static void
add_part (GtkGrid *grid, int line, gconstpointer part, const DenProtocol *protocol)
{
  g_autofree char *words = den_protocol_show_part (part, protocol);
  const char *source = den_protocol_part_source (part);
  gboolean label = den_protocol_part_is_label (part);
  GtkWidget *text = den_words_new (words);
  GtkWidget *mark = gtk_label_new (den_protocol_mark (label ? 1 : 0));

  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "numeric");
  gtk_label_set_xalign (GTK_LABEL (mark), 0);
  gtk_label_set_yalign (GTK_LABEL (mark), 0);
  gtk_widget_add_css_class (mark, label ? "den-strong" : "dim-label");
  gtk_grid_attach (grid, text, 0, 2 * line, 1, 1);
  gtk_grid_attach (grid, mark, 1, 2 * line, 1, 1);
  if (source != NULL)
    {
      GtkWidget *from = den_words_new (source);

      gtk_widget_add_css_class (from, "den-hint");
      gtk_grid_attach (grid, from, 0, 2 * line + 1, 2, 1);
    }
}

static void
add_list (DenProtocolView *self, const DenProtocol *protocol, const char *column)
{
  const DenField *field = den_record_type_find (&den_protocol_type, column);
  GPtrArray *list = den_field_list (field, protocol);
  GtkWidget *grid = gtk_grid_new ();

  if (list->len == 0)
    return;
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  for (guint i = 0; i < list->len; i++)
    add_part (GTK_GRID (grid), (int) i, g_ptr_array_index (list, i), protocol);
  gtk_box_append (self->content, den_group_new (_ (field->label), grid));
}

/* The ceiling is told with the doses that it bounds. */
static void
add_dosing (DenProtocolView *self, const DenProtocol *protocol)
{
  GtkWidget *facts = make_facts (protocol, dosing_columns);
  g_autofree char *ceiling = den_protocol_show_dose (protocol->ceiling_ug, protocol);

  den_fact_grid_add (facts, _ ("Ceiling, above which a reason is asked for"), ceiling);
  gtk_box_append (self->content, den_group_new (_ ("Dosing"), facts));
  add_list (self, protocol, "doses");
}

/* ---- the versions ---- */

/* "In force from 01/21/2025 · comes with the program". */
static char *
format_version (DenProtocolView *self, const DenProtocol *version)
{
  const DenProtocol *in_force =
      den_office_find_protocol (self->office, self->protocol_id, get_today (self));
  g_autofree char *day = den_day_to_us (version->effective_on);
  const char *from = is_own (version) ? _ ("the clinic’s version") : _ ("comes with Dendra");

  if (version == in_force)
    return g_strdup_printf (_ ("From %s · %s · in force now"), day, from);
  if (version->effective_on > get_today (self))
    return g_strdup_printf (_ ("From %s · %s · not in force yet"), day, from);
  return g_strdup_printf (_ ("From %s · %s · replaced"), day, from);
}

static void
version_cb (GtkDropDown *drop_down, GParamSpec *pspec, DenProtocolView *self)
{
  g_autoptr (GPtrArray) versions = list_versions (self);
  guint chosen = gtk_drop_down_get_selected (drop_down);
  const DenProtocol *version;

  if (chosen >= versions->len)
    return;
  version = g_ptr_array_index (versions, chosen);
  self->effective_on = version->effective_on;
  self->own = is_own (version);
  den_protocol_view_show (self, self->protocol_id);
}

static GtkWidget *
make_versions (DenProtocolView *self, const DenProtocol *shown)
{
  g_autoptr (GPtrArray) versions = list_versions (self);
  GtkStringList *words = gtk_string_list_new (NULL);
  GtkWidget *drop_down;
  guint chosen = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      g_autofree char *line = format_version (self, g_ptr_array_index (versions, i));

      gtk_string_list_append (words, line);
      if (g_ptr_array_index (versions, i) == (gpointer) shown)
        chosen = i;
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
  gtk_widget_set_halign (drop_down, GTK_ALIGN_START);
  den_control_set_name (drop_down, _ ("Version"));
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (version_cb), self);
  return drop_down;
}

/* ---- what can be done ---- */

static void
copy_cb (GtkButton *button, DenProtocolView *self)
{
  gtk_window_present (
      GTK_WINDOW (den_protocol_dialog_new (get_window (self), self->office, get_protocol (self))));
}

static void
remove_version (gpointer owner)
{
  DenProtocolView *self = owner;
  const DenProtocol *version = self->office != NULL ? get_protocol (self) : NULL;
  g_autoptr (GError) error = NULL;

  if (version != NULL && !den_office_remove_protocol (self->office, version, &error))
    den_show_error (GTK_WIDGET (self), _ ("The protocol was not changed."), error);
}

static void
remove_cb (GtkButton *button, DenProtocolView *self)
{
  den_ask (get_window (self), _ ("Remove this version?"),
           _ ("It is the clinic’s own and not in force yet, or nothing was recorded under it. What "
              "was in force before stays so. The audit keeps it."),
           _ ("_Remove"), remove_version, self);
}

/* Which version it is, and what can be done with it. */
static GtkWidget *
make_buttons (DenProtocolView *self, const DenProtocol *protocol)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *copy = gtk_button_new_with_mnemonic (_ ("_Edit a copy…"));

  gtk_widget_set_tooltip_text (copy, _ ("The clinic’s version, in force from a day on"));
  g_signal_connect (copy, "clicked", G_CALLBACK (copy_cb), self);
  gtk_box_append (GTK_BOX (box), make_versions (self, protocol));
  gtk_box_append (GTK_BOX (box), copy);
  if (is_own (protocol) && protocol->effective_on >= get_today (self))
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Remove this version…"));

      g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

/* ---- the widget ---- */

static void
den_protocol_view_dispose (GObject *object)
{
  DenProtocolView *self = DEN_PROTOCOL_VIEW (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->protocol_id, g_free);
  G_OBJECT_CLASS (den_protocol_view_parent_class)->dispose (object);
}

static void
den_protocol_view_class_init (DenProtocolViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_protocol_view_dispose;
}

static void
den_protocol_view_init (DenProtocolView *self)
{
  self->effective_on = DEN_UNKNOWN;
  gtk_box_append (GTK_BOX (self), den_page_new (_ ("Protocol"), &self->content));
}

GtkWidget *
den_protocol_view_new (DenOffice *office)
{
  DenProtocolView *self = g_object_new (DEN_TYPE_PROTOCOL_VIEW, NULL);

  self->office = g_object_ref (office);
  return GTK_WIDGET (self);
}

static void
add_head (DenProtocolView *self, const DenProtocol *protocol)
{
  GtkWidget *title = den_words_new (protocol->title);

  gtk_widget_add_css_class (title, "title-3");
  gtk_box_append (self->content, title);
  gtk_box_append (self->content, make_buttons (self, protocol));
  if (protocol->note != NULL)
    gtk_box_append (self->content, den_words_new (protocol->note));
  if (protocol->source != NULL)
    {
      GtkWidget *source = den_words_new (protocol->source);

      gtk_widget_add_css_class (source, "den-hint");
      gtk_box_append (self->content, source);
    }
}

void
den_protocol_view_show (DenProtocolView *self, const char *protocol_id)
{
  const DenProtocol *protocol;

  if (g_strcmp0 (protocol_id, self->protocol_id) != 0)
    {
      g_free (self->protocol_id);
      self->protocol_id = g_strdup (protocol_id);
      self->effective_on = DEN_UNKNOWN;
    }
  den_box_clear (self->content);
  protocol = get_protocol (self);
  if (protocol == NULL)
    return;
  add_head (self, protocol);
  add_list (self, protocol, "phases");
  gtk_box_append (self->content,
                  den_group_new (_ ("Course"), make_facts (protocol, course_columns)));
  add_dosing (self, protocol);
  add_list (self, protocol, "checks");
  add_list (self, protocol, "checkpoints");
  add_list (self, protocol, "limits");
  gtk_box_append (self->content,
                  den_group_new (_ ("Release"), make_facts (protocol, release_columns)));
}
