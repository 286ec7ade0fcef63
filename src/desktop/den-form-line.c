/* One line of a dialog for what is no field of a record. */
#include "den-form-line.h"

#include "den-widgets.h"

struct _DenFormLine
{
  GtkBox parent_instance;

  GtkWidget *label;
  GtkWidget *control;
  GtkBox *column;
  GtkWidget *hint;
  GtkWidget *message;
  char *error;
};

G_DEFINE_FINAL_TYPE (DenFormLine, den_form_line, GTK_TYPE_BOX)

static gboolean
den_form_line_grab_focus (GtkWidget *widget)
{
  DenFormLine *self = DEN_FORM_LINE (widget);

  return gtk_widget_grab_focus (self->control) ||
         gtk_widget_child_focus (self->control, GTK_DIR_TAB_FORWARD);
}

static void
den_form_line_finalize (GObject *object)
{
  g_free (DEN_FORM_LINE (object)->error);
  G_OBJECT_CLASS (den_form_line_parent_class)->finalize (object);
}

static void
den_form_line_class_init (DenFormLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = den_form_line_finalize;
  widget_class->grab_focus = den_form_line_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_note (const char *css_class)
{
  GtkWidget *label = den_words_new (NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 64);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  return label;
}

static void
den_form_line_init (DenFormLine *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "den-field");
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 1.0f);
  gtk_widget_set_valign (self->label, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->label, "den-field-label");
  self->column = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_set_hexpand (GTK_WIDGET (self->column), TRUE);
  self->hint = make_note ("den-hint");
  self->message = make_note ("den-error");
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->column));
}

GtkWidget *
den_form_line_new (const char *label, GtkWidget *control)
{
  DenFormLine *self = g_object_new (DEN_TYPE_FORM_LINE, NULL);

  self->control = control;
  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->label), label);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), control);
  den_control_set_name (control, gtk_label_get_text (GTK_LABEL (self->label)));
  if (!gtk_widget_get_hexpand (control))
    gtk_widget_set_halign (control, GTK_ALIGN_START);
  gtk_box_append (self->column, control);
  gtk_box_append (self->column, self->hint);
  gtk_box_append (self->column, self->message);
  return GTK_WIDGET (self);
}

void
den_form_line_set_label_group (DenFormLine *self, GtkSizeGroup *group)
{
  gtk_size_group_add_widget (group, self->label);
}

void
den_form_line_set_error (DenFormLine *self, const char *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (message);
  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (self->control, "error");
  else
    gtk_widget_remove_css_class (self->control, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

const char *
den_form_line_get_error (DenFormLine *self)
{
  return self->error;
}

void
den_form_line_set_hint (DenFormLine *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->hint), words != NULL ? words : "");
  gtk_widget_set_visible (self->hint, words != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : "",
                                  -1);
}

GtkWidget *
den_form_line_get_control (DenFormLine *self)
{
  return self->control;
}
