/* Ctrl+K: a patient from anywhere, in a few keystrokes. */
#include "den-find-dialog.h"

#include "den-message.h"
#include "den-patient-cells.h"
#include "den-patient-list.h"

struct _DenFindDialog
{
  GtkWindow parent_instance;

  DenOffice *office;
  DenPatientList *list;
  GtkSingleSelection *selection;

  GtkScrolledWindow *scrolled;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (DenFindDialog, den_find_dialog, GTK_TYPE_WINDOW)

static void
open_row (DenFindDialog *self, guint position)
{
  g_autoptr (DenPatientItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  gint64 id;

  if (item == NULL)
    return;
  id = den_patient_item_get_row (item)->id;
  gtk_window_destroy (GTK_WINDOW (self));
  den_window_open_patient (DEN_WINDOW (parent), id);
}

/* One click opens. The list's own single click would have the pointer choose whom Return opens,
 * only by passing over the rows. */
static void
clicked_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *item)
{
  open_row (g_object_get_data (G_OBJECT (click), "dialog"), gtk_list_item_get_position (item));
}

/* A row: the name, and at the right what tells two people of one name apart. */
static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_inscription_new (NULL);
  GtkWidget *rest = gtk_inscription_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (name), 20);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (rest), 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (rest), 28);
  gtk_widget_add_css_class (rest, "numeric");
  gtk_widget_add_css_class (rest, "dim-label");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), rest);
  g_object_set_data (G_OBJECT (click), "dialog", data);
  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), item);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  DenFindDialog *self = data;
  DenDay today = den_office_get_today (self->office);
  const DenPatientRow *row = den_patient_item_get_row (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *name = den_patient_cell_text (row, DEN_PATIENT_CELL_NAME, today);
  g_autofree char *born = den_patient_cell_text (row, DEN_PATIENT_CELL_BORN, today);
  g_autofree char *rest = g_strdup_printf ("%s  %s", born, row->mrn != NULL ? row->mrn : "");

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_first_child (box)), name);
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (box)), rest);
}

static void
search_changed_cb (DenFindDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->list == NULL)
    return;
  if (!den_patient_list_set_search (
          self->list, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), &error))
    den_show_error (GTK_WIDGET (self), NULL, error);
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? "list" : "nothing");
}

static void
open_selected_cb (DenFindDialog *self)
{
  open_row (self, gtk_single_selection_get_selected (self->selection));
}

static void
row_activated_cb (DenFindDialog *self, guint position)
{
  open_row (self, position);
}

/* The arrow keys move through what was found while typing goes on. */
static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
              DenFindDialog *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (n == 0 || selected == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    selected = MIN (selected + 1, n - 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    selected = selected > 0 ? selected - 1 : 0;
  else
    return GDK_EVENT_PROPAGATE;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", selected);
  return GDK_EVENT_STOP;
}

static void
den_find_dialog_dispose (GObject *object)
{
  DenFindDialog *self = DEN_FIND_DIALOG (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->office);

  G_OBJECT_CLASS (den_find_dialog_parent_class)->dispose (object);
}

static void
den_find_dialog_class_init (DenFindDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = den_find_dialog_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-find-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DenFindDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DenFindDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, DenFindDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DenFindDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, open_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
den_find_dialog_init (DenFindDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
}

GtkWidget *
den_find_dialog_new (DenWindow *parent)
{
  DenFindDialog *self = g_object_new (DEN_TYPE_FIND_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (den_window_get_office (parent));
  self->list = den_patient_list_new (self->office);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return GTK_WIDGET (self);
}
