/* The choice of the prescriber. */
#include "den-prescriber-picker.h"

#include "den-message.h"
#include "den-widgets.h"

#include <glib/gi18n-lib.h>

struct _DenPrescriberPicker
{
  GtkBox parent_instance;

  DenChartEditor *editor;
  GtkWidget *drop_down;
  GtkWidget *words;
  GtkStringList *names;
  GArray *ids; /* gint64, of the names; the first is 0, for none */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (DenPrescriberPicker, den_prescriber_picker, GTK_TYPE_BOX)

static void
add_name (DenPrescriberPicker *self, gint64 id, const char *name)
{
  g_array_append_val (self->ids, id);
  gtk_string_list_append (self->names, name);
}

static gboolean
is_shown (DenPrescriberPicker *self, GPtrArray *prescribers)
{
  if (self->ids->len != prescribers->len + 1)
    return FALSE;
  for (guint i = 0; i < prescribers->len; i++)
    {
      const DenPrescriber *prescriber = g_ptr_array_index (prescribers, i);

      if (g_array_index (self->ids, gint64, i + 1) != prescriber->record.id ||
          g_strcmp0 (gtk_string_list_get_string (self->names, i + 1), prescriber->name) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The list is left alone where it is right already: the choice that brought the change may have it
 * open still. */
static void
show_prescribers (DenPrescriberPicker *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
      den_office_load_prescribers (den_chart_editor_get_office (self->editor), &error);

  if (all != NULL && is_shown (self, all))
    return;
  g_array_set_size (self->ids, 0);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          NULL);
  add_name (self, 0, "—");
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const DenPrescriber *prescriber = g_ptr_array_index (all, i);

      add_name (self, prescriber->record.id, prescriber->name);
    }
  if (all == NULL)
    den_show_error (GTK_WIDGET (self), _ ("The prescribers can not be read."), error);
}

/* "Psychiatry · certified in the Spravato REMS". */
static void
show_words (DenPrescriberPicker *self, const DenPrescriber *prescriber)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (prescriber == NULL)
    g_string_append (words, self->ids->len > 1 ? _ ("Nobody prescribes yet.")
                                               : _ ("Prescribers are set up in Clinic."));
  else
    {
      g_string_append (words, prescriber->specialty != NULL ? prescriber->specialty
                                                            : _ ("Specialty not known"));
      if (prescriber->rems_certified == 1)
        g_string_append_printf (words, " · %s", _ ("certified in the Spravato REMS"));
    }
  gtk_label_set_text (GTK_LABEL (self->words), words->str);
}

static void
changed_cb (DenChartEditor *editor, const DenRecordType *type, DenPrescriberPicker *self)
{
  const DenPrescriber *prescriber = den_chart_editor_get_chart (editor)->prescriber;

  if (type != NULL && type != &den_prescriber_type)
    return;
  self->showing = TRUE;
  if (type == NULL)
    show_prescribers (self);
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == (prescriber != NULL ? prescriber->record.id : 0))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), i);
  show_words (self, prescriber);
  self->showing = FALSE;
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, DenPrescriberPicker *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autoptr (GError) error = NULL;

  if (self->showing || selected >= self->ids->len)
    return;
  if (!den_chart_editor_set_prescriber (self->editor, g_array_index (self->ids, gint64, selected),
                                        &error))
    den_show_error (GTK_WIDGET (self), _ ("The prescriber was not kept."), error);
}

static void
den_prescriber_picker_dispose (GObject *object)
{
  DenPrescriberPicker *self = DEN_PRESCRIBER_PICKER (object);

  self->showing = TRUE;
  G_OBJECT_CLASS (den_prescriber_picker_parent_class)->dispose (object);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->ids, g_array_unref);
}

static gboolean
den_prescriber_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DEN_PRESCRIBER_PICKER (widget)->drop_down);
}

static void
den_prescriber_picker_class_init (DenPrescriberPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = den_prescriber_picker_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = den_prescriber_picker_grab_focus;
}

static void
den_prescriber_picker_init (DenPrescriberPicker *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Prescriber"));

  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = gtk_string_list_new (NULL);
  self->drop_down = gtk_drop_down_new (G_LIST_MODEL (self->names), NULL);
  den_control_set_name (self->drop_down, _ ("Prescriber"));
  g_signal_connect (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->drop_down);
  gtk_widget_add_css_class (label, "heading");
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_add_css_class (self->words, "dim-label");
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), self->drop_down);
  gtk_box_append (GTK_BOX (self), self->words);
}

GtkWidget *
den_prescriber_picker_new (DenChartEditor *editor)
{
  DenPrescriberPicker *self = g_object_new (DEN_TYPE_PRESCRIBER_PICKER, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (editor, NULL, self);
  return GTK_WIDGET (self);
}
