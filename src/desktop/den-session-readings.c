/* The table of observations. Its lines are made when they are seen, so that a long session costs no
 * more than a short one. */
#include "den-session-readings.h"

#include "den-dialog.h"
#include "den-session-acts.h"
#include "den-session-reading-line.h"

#include <glib/gi18n-lib.h>

struct _DenSessionReadings
{
  GtkBox parent_instance;

  DenLiveSession *live;
  GListStore *items;
  GtkSingleSelection *selection;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *scrolled;
};

enum
{
  EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DenSessionReadings, den_session_readings, GTK_TYPE_BOX)

guint
den_session_readings_count (DenSessionReadings *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

const char *
den_session_readings_get_words (DenSessionReadings *self, guint index)
{
  g_autoptr (DenSessionReading) item = g_list_model_get_item (G_LIST_MODEL (self->items), index);

  return item != NULL ? den_session_reading_get_words (item) : NULL;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const DenObservation *one = *(const DenObservation *const *) a;
  const DenObservation *other = *(const DenObservation *const *) b;

  return (one->taken_at.us > other->taken_at.us) - (one->taken_at.us < other->taken_at.us);
}

/* The model's lines keep their place and are filled anew; only what is more or less is added or
 * taken away, so that the table stands still. */
static void
fill_lines (DenSessionReadings *self, GPtrArray *sorted, const DenSessionCase *at)
{
  g_autoptr (DenSessionClock) clock = den_session_clock_new (at);
  g_autoptr (GPtrArray) before = den_session_before_dose (at);
  g_autoptr (GPtrArray) alerts = den_session_alerts (at);
  guint n = den_session_readings_count (self);

  if (n > sorted->len)
    g_list_store_splice (self->items, sorted->len, n - sorted->len, NULL, 0);
  for (guint i = 0; i < sorted->len; i++)
    {
      g_autoptr (DenSessionReading) item =
          i < n ? g_list_model_get_item (G_LIST_MODEL (self->items), i)
                : den_session_reading_new ();

      den_session_reading_fill (item, g_ptr_array_index (sorted, i), clock, before, alerts);
      if (i >= n)
        g_list_store_append (self->items, item);
    }
}

/* The newest line is seen when it comes. */
static gboolean
show_newest_cb (gpointer data)
{
  DenSessionReadings *self = data;
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (DenLiveSession *live, DenSessionReadings *self)
{
  const DenSession *session = den_live_session_get_session (live);
  g_autoptr (GPtrArray) sorted = NULL;
  guint n = den_session_readings_count (self);
  DenSessionCase at;

  if (session == NULL)
    return;
  den_live_session_get_case (live, &at);
  sorted = g_ptr_array_sized_new (session->observations->len);
  for (guint i = 0; i < session->observations->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (session->observations, i));
  g_ptr_array_sort (sorted, compare_times);
  fill_lines (self, sorted, &at);
  gtk_widget_set_visible (self->empty, sorted->len == 0);
  gtk_widget_set_visible (self->list, sorted->len > 0);
  if (sorted->len > n)
    g_idle_add_full (G_PRIORITY_LOW, show_newest_cb, g_object_ref (self), g_object_unref);
}

static void
activate_cb (GtkListView *list, guint position, DenSessionReadings *self)
{
  const DenSession *session = den_live_session_get_session (self->live);
  g_autoptr (DenSessionReading) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL && session != NULL && !den_session_is_signed (session))
    g_signal_emit (self, signals[EDIT], 0, den_session_reading_get_id (item));
}

/* ---- removing ---- */

static void
remove_confirmed (gpointer owner)
{
  DenSessionReadings *self = owner;
  DenSessionReading *item = gtk_single_selection_get_selected_item (self->selection);
  gconstpointer record =
      item != NULL
          ? den_session_find_record (den_live_session_get_session (self->live),
                                     &den_observation_type, den_session_reading_get_id (item))
          : NULL;
  g_autoptr (GError) error = NULL;

  if (record != NULL && !den_live_session_remove (self->live, record, &error))
    den_session_failed (GTK_WIDGET (self), _ ("The entry was not removed."), error);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        DenSessionReadings *self)
{
  const DenSession *session = den_live_session_get_session (self->live);
  DenSessionReading *item = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *words = NULL;

  if (key != GDK_KEY_Delete || (state & GDK_CONTROL_MASK) == 0 || (state & GDK_SHIFT_MASK) == 0 ||
      item == NULL || session == NULL || den_session_is_signed (session))
    return GDK_EVENT_PROPAGATE;
  words = g_strdup_printf (_ ("%s\nThe change log keeps what it was."),
                           den_session_reading_get_words (item));
  den_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Remove this entry?"), words,
           _ ("_Remove"), remove_confirmed, self);
  return GDK_EVENT_STOP;
}

/* ---- the widget ---- */

static gboolean
den_session_readings_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DEN_SESSION_READINGS (widget)->list);
}

static void
den_session_readings_dispose (GObject *object)
{
  DenSessionReadings *self = DEN_SESSION_READINGS (object);

  g_clear_object (&self->items);
  g_clear_object (&self->live);
  G_OBJECT_CLASS (den_session_readings_parent_class)->dispose (object);
}

static void
den_session_readings_class_init (DenSessionReadingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_session_readings_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_session_readings_grab_focus;
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
den_session_readings_init (DenSessionReadings *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->items = g_list_store_new (DEN_TYPE_SESSION_READING);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (DEN_TYPE_SESSION_READING_LINE, NULL));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  den_session_reading_line_set (DEN_SESSION_READING_LINE (gtk_list_item_get_child (item)),
                                gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  den_session_reading_line_set (DEN_SESSION_READING_LINE (gtk_list_item_get_child (item)), NULL);
}

static GtkWidget *
make_list (DenSessionReadings *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Observations"), -1);
  g_signal_connect (list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (list, keys);
  return list;
}

GtkWidget *
den_session_readings_new (DenLiveSession *live)
{
  DenSessionReadings *self = g_object_new (DEN_TYPE_SESSION_READINGS, NULL);

  self->live = g_object_ref (live);
  self->scrolled = gtk_scrolled_window_new ();
  self->list = make_list (self);
  self->empty = gtk_label_new (_ ("No observation yet. F2 leads to the row above."));
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_vexpand (self->empty, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_focusable (self->scrolled, FALSE);
  gtk_box_append (GTK_BOX (self), den_session_reading_headings_new ());
  gtk_box_append (GTK_BOX (self), self->empty);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  g_object_bind_property (self->list, "visible", self->scrolled, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (live, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (live, self);
  return GTK_WIDGET (self);
}
