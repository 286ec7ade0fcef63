/* One session on the floor board. */
#include "den-floor-line.h"

#include "den-floor-words.h"
#include "den-patient-cells.h"

#include <glib/gi18n-lib.h>

/* Room for the longest step, so that the columns of all lines stand below each other. */
#define STEP_WIDTH 124

enum
{
  TIME,
  PATIENT,
  PHASE,
  STATE,
  NEXT,
  N_COLUMNS,
};

static const DenCellColumn columns[N_COLUMNS] = {
  [TIME] = { .title = N_ ("Time"), .chars = 9, .numeric = TRUE, .strong = TRUE },
  [PATIENT] = { .title = N_ ("Patient"),
                .chars = 24,
                .min_chars = 16,
                .expands = TRUE,
                .strong = TRUE },
  [PHASE] = { .title = N_ ("Session"), .chars = 17, .numeric = TRUE },
  [STATE] = { .title = N_ ("State"), .chars = 12, .marked = TRUE },
  [NEXT] = { .title = N_ ("Next, and what is missing"),
             .chars = 36,
             .min_chars = 24,
             .expands = TRUE,
             .numeric = TRUE,
             .marked = TRUE },
};

struct _DenFloorLine
{
  GtkBox parent_instance;

  DenFloorItem *item;
  DenCells *cells;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (DenFloorLine, den_floor_line, GTK_TYPE_BOX)

enum
{
  STEP,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
show_who (DenFloorLine *self)
{
  DenFloorItem *item = self->item;
  const char *chair = den_floor_item_get_chair (item);
  DenDay birth_date = den_floor_item_get_birth_date (item);
  g_autofree char *time = den_instant_show_time (den_floor_item_get_scheduled_at (item));
  g_autofree char *name = den_name_with_preferred (den_floor_item_get_name (item),
                                                   den_floor_item_get_preferred_name (item));
  g_autofree char *born =
      birth_date != DEN_UNKNOWN ? den_day_to_us (birth_date) : g_strdup (_ ("birth date unknown"));
  g_autofree char *which = g_strdup_printf ("%s · %s", den_floor_item_get_mrn (item), born);

  den_cells_set (self->cells, TIME, time, chair != NULL ? chair : _ ("no chair yet"));
  den_cells_set (self->cells, PATIENT, name, which);
  den_cells_set (self->cells, PHASE, den_floor_item_get_title (item),
                 den_floor_item_get_modality (item));
}

/* What is missing before the dose, or what was found since: a session never has both. */
static char *
format_concern (DenFloorItem *item)
{
  guint n = den_floor_item_get_open_alerts (item);

  if (n == 0)
    return den_floor_missing_words (den_floor_item_get_missing (item));
  return g_strdup_printf (ngettext ("%u alert is open", "%u alerts are open", n), n);
}

static void
show_next (DenFloorLine *self)
{
  gint64 minutes = 0;
  const char *due = den_floor_item_get_due (self->item, &minutes);
  gboolean late, alerts = den_floor_item_get_open_alerts (self->item) > 0;
  g_autofree char *next = den_floor_due_words (due, minutes, &late);
  g_autofree char *concern = format_concern (self->item);

  den_cells_set (self->cells, NEXT, next, concern);
  if (late || alerts)
    den_cells_set_mark (self->cells, NEXT, "dialog-error-symbolic", "den-danger");
  else if (*concern != '\0')
    den_cells_set_mark (self->cells, NEXT, "dialog-warning-symbolic", "den-caution");
  else
    den_cells_set_mark (self->cells, NEXT, NULL, NULL);
  den_cells_set_classes (self->cells, NEXT, late ? "den-danger" : NULL,
                         alerts             ? "den-danger"
                         : *concern != '\0' ? "den-caution"
                                            : NULL);
}

static void
show_step (DenFloorLine *self)
{
  const char *step = den_floor_item_get_step (self->item);

  gtk_widget_set_opacity (self->button, step != NULL ? 1 : 0);
  gtk_widget_set_sensitive (self->button, step != NULL);
  if (step != NULL && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->button)), step) != 0)
    gtk_button_set_label (GTK_BUTTON (self->button), step);
}

static void
show_item (DenFloorLine *self)
{
  DenSessionState state = den_floor_item_get_state (self->item);

  show_who (self);
  den_cells_set (self->cells, STATE, den_state_label (state), NULL);
  den_cells_set_mark (self->cells, STATE, den_state_icon (state), den_state_class (state));
  den_cells_set_classes (self->cells, STATE, den_state_class (state), NULL);
  show_next (self);
  den_cells_tell (self->cells);
  show_step (self);
}

static void
item_changed_cb (DenFloorItem *item, DenFloorLine *self)
{
  show_item (self);
}

static void
clicked_cb (GtkButton *button, DenFloorLine *self)
{
  g_signal_emit (self, signals[STEP], 0);
}

static void
drop_item (DenFloorLine *self)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
}

static void
den_floor_line_dispose (GObject *object)
{
  drop_item (DEN_FLOOR_LINE (object));
  G_OBJECT_CLASS (den_floor_line_parent_class)->dispose (object);
}

static void
den_floor_line_class_init (DenFloorLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_floor_line_dispose;
  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
den_floor_line_init (DenFloorLine *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-floor-line");
  self->cells = DEN_CELLS (den_cells_new (columns, N_COLUMNS, TRUE));
  gtk_widget_set_hexpand (GTK_WIDGET (self->cells), TRUE);
  /* Return on the line does the same: the button would only be one stop more on the way down. */
  self->button = gtk_button_new_with_label ("");
  gtk_widget_set_focusable (self->button, FALSE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->button, STEP_WIDTH, -1);
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cells));
  gtk_box_append (GTK_BOX (self), self->button);
}

GtkWidget *
den_floor_line_new (void)
{
  return g_object_new (DEN_TYPE_FLOOR_LINE, NULL);
}

GtkWidget *
den_floor_line_new_headings (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cells = den_cells_new_headings (columns, N_COLUMNS);
  GtkWidget *step = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (cells, TRUE);
  gtk_widget_set_size_request (step, STEP_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), cells);
  gtk_box_append (GTK_BOX (box), step);
  gtk_widget_add_css_class (box, "den-floor-line");
  return box;
}

void
den_floor_line_set_item (DenFloorLine *self, DenFloorItem *item)
{
  if (self->item == item)
    return;
  drop_item (self);
  if (item == NULL)
    return;
  self->item = g_object_ref (item);
  g_signal_connect (item, "changed", G_CALLBACK (item_changed_cb), self);
  show_item (self);
}

DenFloorItem *
den_floor_line_get_item (DenFloorLine *self)
{
  return self->item;
}
