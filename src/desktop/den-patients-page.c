/* The patient list and its search, as fast as typing. */
#include "den-patients-page.h"

#include "den-message.h"
#include "den-patient-line.h"
#include "den-text.h"

#include <glib/gi18n-lib.h>

/* How many patients are listed in the first frame: more than stand on a high screen. */
#define FIRST_PATIENTS 48

struct _DenPatientsPage
{
  GtkBox parent_instance;

  DenOffice *office;
  DenPatientList *list;
  GtkSelectionModel *selection;
  guint rest_tick;    /* while only the first patients are listed, or 0 */
  gint64 first_frame; /* that showed them, as its clock counts */

  GtkWidget *add_button;
  GtkLabel *count_label;
  DenPatientLine *headings;
  GtkLabel *nothing_label;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (DenPatientsPage, den_patients_page, GTK_TYPE_BOX)

static void
setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, den_patient_line_new ());
}

static void
bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  DenPatientsPage *self = data;

  den_patient_line_show (DEN_PATIENT_LINE (gtk_list_item_get_child (item)),
                         den_patient_item_get_row (gtk_list_item_get_item (item)),
                         den_office_get_today (self->office));
}

static void
show_list (DenPatientsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_line_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, self->selection);
  den_patient_line_show_headings (self->headings);
}

/* How many there are, or what to do where there are none. */
static void
show_count (DenPatientsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *count = g_strdup_printf (ngettext ("%u patient", "%u patients", n), n);
  g_autofree char *nothing = g_strdup_printf (_ ("No patient matches “%s”."), typed);

  gtk_label_set_label (self->count_label, self->rest_tick == 0 ? count : "");
  gtk_label_set_label (self->nothing_label, nothing);
  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, den_text_is_blank (typed) ? "empty" : "nothing");
}

static void
stop_waiting (DenPatientsPage *self)
{
  if (self->rest_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->rest_tick);
  self->rest_tick = 0;
}

static void
show_found (DenPatientsPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (GError) error = NULL;

  stop_waiting (self);
  if (!den_patient_list_set_search (self->list, typed, &error))
    den_show_error (GTK_WIDGET (self), _ ("The search failed."), error);
  show_count (self);
}

/* Return opens the first that was found, never whom an earlier search had left selected. */
static void
search_changed_cb (DenPatientsPage *self)
{
  show_found (self);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (self->selection), 0);
}

/* The first tick is of the frame that shows the first patients; at the second it has been seen. */
static gboolean
list_rest_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  DenPatientsPage *self = DEN_PATIENTS_PAGE (widget);
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  if (self->first_frame == DEN_UNKNOWN)
    self->first_frame = frame;
  if (frame == self->first_frame)
    return G_SOURCE_CONTINUE;
  self->rest_tick = 0;
  show_found (self);
  return G_SOURCE_REMOVE;
}

/* The rest of a long list is listed when its beginning is on the screen. */
static void
list_patients (DenPatientsPage *self)
{
  g_autoptr (GError) error = NULL;
  gboolean more;

  if (!den_patient_list_show_first (self->list, FIRST_PATIENTS, &more, &error))
    den_show_error (GTK_WIDGET (self), _ ("The search failed."), error);
  self->first_frame = DEN_UNKNOWN;
  if (more)
    self->rest_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), list_rest_cb, NULL, NULL);
  show_count (self);
}

static void
clear_search_cb (DenPatientsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
open_row (DenPatientsPage *self, guint position)
{
  g_autoptr (DenPatientItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-patient", "x",
                                den_patient_item_get_row (item)->id);
}

static void
open_selected_cb (DenPatientsPage *self)
{
  open_row (self, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (self->selection)));
}

static void
row_activated_cb (DenPatientsPage *self, guint position)
{
  open_row (self, position);
}

static void
add_searched_cb (DenPatientsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-patient-named", "s",
                              gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
              DenPatientsPage *self)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) ||
      g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static gboolean
page_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             DenPatientsPage *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  clear_search_cb (self);
  return GDK_EVENT_STOP;
}

static void
list_changed_cb (GListModel *list, guint position, guint removed, guint added,
                 DenPatientsPage *self)
{
  show_count (self);
}

static gboolean
den_patients_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  DenPatientsPage *self = DEN_PATIENTS_PAGE (widget);

  /* The page is entered at its search. */
  if (gtk_widget_get_focus_child (widget) == NULL && direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return GTK_WIDGET_CLASS (den_patients_page_parent_class)->focus (widget, direction);
}

static void
den_patients_page_dispose (GObject *object)
{
  DenPatientsPage *self = DEN_PATIENTS_PAGE (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->office);

  G_OBJECT_CLASS (den_patients_page_parent_class)->dispose (object);
}

static void
den_patients_page_class_init (DenPatientsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_patients_page_dispose;
  widget_class->focus = den_patients_page_focus;

  g_type_ensure (DEN_TYPE_PATIENT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-patients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DenPatientsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, DenPatientsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, DenPatientsPage, headings);
  gtk_widget_class_bind_template_child (widget_class, DenPatientsPage, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, DenPatientsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, DenPatientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DenPatientsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, add_searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
den_patients_page_init (DenPatientsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *page_keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
  g_signal_connect (page_keys, "key-pressed", G_CALLBACK (page_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), page_keys);
}

GtkWidget *
den_patients_page_new (DenOffice *office)
{
  DenPatientsPage *self = g_object_new (DEN_TYPE_PATIENTS_PAGE, NULL);

  self->office = g_object_ref (office);
  self->list = den_patient_list_new (office);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (list_changed_cb), self);
  self->selection =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  show_list (self);
  list_patients (self);
  return GTK_WIDGET (self);
}

char *
den_patients_page_get_selected_mrn (DenPatientsPage *self)
{
  guint position = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (self->selection));
  g_autoptr (DenPatientItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return item != NULL ? g_strdup (den_patient_item_get_row (item)->mrn) : NULL;
}
