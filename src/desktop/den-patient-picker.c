/* Chooses one patient by typing. */
#include "den-patient-picker.h"

#include "den-message.h"
#include "den-patient-cells.h"
#include "den-text.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

/* As many as stand in a dialog without scrolling; who is not among them is found by typing on. */
#define MOST_FOUND 6
#define CHOSEN_HEIGHT 34

struct _DenPatientPicker
{
  GtkBox parent_instance;

  DenOffice *office;
  gint64 patient_id;
  char *name;

  GtkWidget *entry;
  GtkWidget *found; /* GtkListBox */
  GtkWidget *nothing;
  GtkWidget *chosen; /* who it is, and the button to choose another */
  GtkWidget *who;
  GtkWidget *other_button;
};

G_DEFINE_FINAL_TYPE (DenPatientPicker, den_patient_picker, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* "Larch, Cirrus “Cirrie” · 01/02/1980 (46) · D-0001". */
static char *
format_row (DenPatientPicker *self, const DenPatientRow *row)
{
  DenDay today = den_office_get_today (self->office);
  g_autofree char *name = den_patient_cell_text (row, DEN_PATIENT_CELL_NAME, today);
  g_autofree char *born = den_patient_cell_text (row, DEN_PATIENT_CELL_BORN, today);

  return g_strdup_printf ("%s · %s · %s", name, *born != '\0' ? born : _ ("birth date unknown"),
                          row->mrn);
}

static void
show_state (DenPatientPicker *self)
{
  gboolean any = self->patient_id != 0;

  gtk_widget_set_visible (self->entry, !any);
  gtk_widget_set_visible (self->chosen, any);
  if (any)
    {
      gtk_widget_set_visible (self->found, FALSE);
      gtk_widget_set_visible (self->nothing, FALSE);
    }
}

static void
choose_row (DenPatientPicker *self, const DenPatientRow *row)
{
  g_autofree char *words = format_row (self, row);

  self->patient_id = row->id;
  g_free (self->name);
  self->name = g_strdup (row->name);
  gtk_label_set_label (GTK_LABEL (self->who), words);
  show_state (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* ---- searching ---- */

static GPtrArray *
find_rows (DenPatientPicker *self, const char *typed, GError **error)
{
  DenStore *store = den_office_get_store (self->office);
  g_autoptr (GArray) ids = den_store_search_patients (store, typed, error);

  if (ids == NULL)
    return NULL;
  return den_store_patient_rows (store, (const gint64 *) (gconstpointer) ids->data,
                                 MIN (ids->len, MOST_FOUND), error);
}

static void
append_row (DenPatientPicker *self, DenPatientRow *row)
{
  g_autofree char *words = format_row (self, row);
  GtkWidget *line = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (line), "row", row, (GDestroyNotify) den_patient_row_free);
  gtk_list_box_append (GTK_LIST_BOX (self->found), line);
}

static void
clear_found (DenPatientPicker *self)
{
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (self->found)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->found), line);
}

static void
search_cb (GtkEditable *entry, DenPatientPicker *self)
{
  const char *typed = gtk_editable_get_text (entry);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  clear_found (self);
  if (!den_text_is_blank (typed))
    {
      rows = find_rows (self, typed, &error);
      if (rows == NULL)
        den_show_error (GTK_WIDGET (self), _ ("The search failed."), error);
    }
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    append_row (self, g_ptr_array_index (rows, i));
  if (rows != NULL)
    g_ptr_array_set_free_func (rows, NULL);
  gtk_widget_set_visible (self->found, rows != NULL && rows->len > 0);
  gtk_widget_set_visible (self->nothing, rows != NULL && rows->len == 0);
  gtk_list_box_select_row (GTK_LIST_BOX (self->found),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->found), 0));
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *line, DenPatientPicker *self)
{
  choose_row (self, g_object_get_data (G_OBJECT (line), "row"));
}

static void
entry_activated_cb (GtkEntry *entry, DenPatientPicker *self)
{
  GtkListBoxRow *line = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->found));

  if (line != NULL)
    activated_cb (GTK_LIST_BOX (self->found), line, self);
}

/* The arrow keys move through what was found while typing goes on. */
static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
              DenPatientPicker *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->found);
  GtkListBoxRow *line = gtk_list_box_get_selected_row (list);
  int index = line != NULL ? gtk_list_box_row_get_index (line) : -1;

  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    index++;
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    index--;
  else
    return GDK_EVENT_PROPAGATE;
  line = index >= 0 ? gtk_list_box_get_row_at_index (list, index) : NULL;
  if (line != NULL)
    gtk_list_box_select_row (list, line);
  return GDK_EVENT_STOP;
}

static void
other_cb (GtkButton *button, DenPatientPicker *self)
{
  self->patient_id = 0;
  g_clear_pointer (&self->name, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_state (self);
  gtk_widget_grab_focus (self->entry);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* ---- the widget ---- */

static gboolean
den_patient_picker_grab_focus (GtkWidget *widget)
{
  DenPatientPicker *self = DEN_PATIENT_PICKER (widget);

  return gtk_widget_grab_focus (self->patient_id == 0 ? self->entry : self->other_button);
}

static void
den_patient_picker_dispose (GObject *object)
{
  DenPatientPicker *self = DEN_PATIENT_PICKER (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (den_patient_picker_parent_class)->dispose (object);
}

static void
den_patient_picker_class_init (DenPatientPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_patient_picker_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_patient_picker_grab_focus;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_chosen (DenPatientPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  /* As high as with its button, so that the label before it stands in one line with the name. */
  gtk_widget_set_size_request (box, -1, CHOSEN_HEIGHT);
  self->who = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->who), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->who), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->who, TRUE);
  gtk_widget_add_css_class (self->who, "den-strong");
  self->other_button = gtk_button_new_with_label (_ ("Another…"));
  gtk_widget_set_tooltip_text (self->other_button, _ ("Choose another patient"));
  gtk_widget_add_css_class (self->other_button, "flat");
  g_signal_connect (self->other_button, "clicked", G_CALLBACK (other_cb), self);
  gtk_box_append (GTK_BOX (box), self->who);
  gtk_box_append (GTK_BOX (box), self->other_button);
  return box;
}

static void
den_patient_picker_init (DenPatientPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  _ ("Name, birth date, MRN, phone or member ID"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Patient"), -1);
  g_signal_connect (self->entry, "changed", G_CALLBACK (search_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  self->found = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->found), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (self->found, "den-found");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->found), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Patients found"), -1);
  g_signal_connect (self->found, "row-activated", G_CALLBACK (activated_cb), self);
  self->nothing = den_words_new (_ ("No patient matches."));
  gtk_widget_add_css_class (self->nothing, "den-muted");
  self->chosen = new_chosen (self);
  gtk_widget_set_visible (self->found, FALSE);
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), self->found);
  gtk_box_append (GTK_BOX (self), self->nothing);
  gtk_box_append (GTK_BOX (self), self->chosen);
  show_state (self);
}

GtkWidget *
den_patient_picker_new (DenOffice *office)
{
  DenPatientPicker *self = g_object_new (DEN_TYPE_PATIENT_PICKER, NULL);

  self->office = g_object_ref (office);
  return GTK_WIDGET (self);
}

gint64
den_patient_picker_get_patient_id (DenPatientPicker *self)
{
  return self->patient_id;
}

void
den_patient_picker_set_patient_id (DenPatientPicker *self, gint64 patient_id, gboolean fixed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      den_store_patient_rows (den_office_get_store (self->office), &patient_id, 1, &error);

  if (rows == NULL)
    den_show_error (GTK_WIDGET (self), _ ("The search failed."), error);
  gtk_widget_set_visible (self->other_button, !fixed);
  if (rows != NULL && rows->len > 0)
    choose_row (self, g_ptr_array_index (rows, 0));
}

const char *
den_patient_picker_get_name (DenPatientPicker *self)
{
  return self->name;
}
