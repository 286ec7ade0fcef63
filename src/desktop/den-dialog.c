/* A small modal window with a page of content and two buttons. */
#include "den-dialog.h"

#include "den-mnemonics.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkButton *accept_button;
  GtkBox *box;
  GtkButton *cancel_button;
  GtkScrolledWindow *scrolled;
  GtkLabel *problem;
} DenDialogPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (DenDialog, den_dialog, GTK_TYPE_WINDOW)

enum
{
  ACCEPTED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef struct
{
  DenConfirmed confirmed;
  GObject *owner;
} Question;

static void
accept_cb (DenDialog *self)
{
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
den_dialog_class_init (DenDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ACCEPTED] =
      g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                    G_STRUCT_OFFSET (DenDialogClass, accepted), NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/dendra/Dendra/den-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, DenDialog, accept_button);
  gtk_widget_class_bind_template_child_private (widget_class, DenDialog, box);
  gtk_widget_class_bind_template_child_private (widget_class, DenDialog, cancel_button);
  gtk_widget_class_bind_template_child_private (widget_class, DenDialog, problem);
  gtk_widget_class_bind_template_child_private (widget_class, DenDialog, scrolled);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "accepted",
                                       NULL);
}

static void
den_dialog_init (DenDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
den_dialog_new (GtkWindow *parent, const char *title, const char *accept_label)
{
  DenDialog *self = g_object_new (DEN_TYPE_DIALOG, "transient-for", parent, "title", title, NULL);
  DenDialogPrivate *private = den_dialog_get_instance_private (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (private->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  den_dialog_set_accept_label (self, accept_label);
  return GTK_WIDGET (self);
}

void
den_dialog_set_accept_label (DenDialog *self, const char *label)
{
  DenDialogPrivate *private = den_dialog_get_instance_private (self);

  gtk_button_set_label (private->accept_button, label);
}

void
den_dialog_set_destructive (DenDialog *self)
{
  DenDialogPrivate *private = den_dialog_get_instance_private (self);

  gtk_widget_remove_css_class (GTK_WIDGET (private->accept_button), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (private->accept_button), "destructive-action");
}

void
den_dialog_set_cancel_label (DenDialog *self, const char *label)
{
  DenDialogPrivate *private = den_dialog_get_instance_private (self);

  gtk_button_set_label (private->cancel_button, label);
}

void
den_dialog_set_content (DenDialog *self, GtkWidget *content)
{
  DenDialogPrivate *private = den_dialog_get_instance_private (self);

  gtk_scrolled_window_set_child (private->scrolled, content);
  den_mnemonics_assign (GTK_WIDGET (self), "");
}

void
den_dialog_add_below (DenDialog *self, GtkWidget *widget)
{
  DenDialogPrivate *private = den_dialog_get_instance_private (self);

  gtk_box_append (private->box, widget);
}

/* A window that was shown keeps its size: what is wrong would stand on the last of its fields. */
static void
make_room (DenDialog *self)
{
  int width, height, needed;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width <= 0 || height <= 0)
    return;
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, width, NULL, &needed, NULL,
                      NULL);
  if (needed > height)
    gtk_window_set_default_size (GTK_WINDOW (self), width, needed);
}

void
den_dialog_set_problem (DenDialog *self, const char *words)
{
  DenDialogPrivate *private = den_dialog_get_instance_private (self);

  gtk_label_set_label (private->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (private->problem), words != NULL);
  if (words != NULL)
    make_room (self);
}

GtkWidget *
den_dialog_get_accept_button (DenDialog *self)
{
  DenDialogPrivate *private = den_dialog_get_instance_private (self);

  return GTK_WIDGET (private->accept_button);
}

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->owner);
  g_free (question);
}

static void
question_accepted_cb (DenDialog *dialog, gpointer data)
{
  Question *question = data;
  DenConfirmed confirmed = question->confirmed;
  g_autoptr (GObject) owner = g_object_ref (question->owner);

  gtk_window_destroy (GTK_WINDOW (dialog));
  confirmed (owner);
}

void
den_ask (GtkWindow *parent, const char *title, const char *words, const char *accept_label,
         DenConfirmed confirmed, gpointer owner)
{
  GtkWidget *dialog = den_dialog_new (parent, title, accept_label);
  GtkWidget *label = gtk_label_new (words);
  Question *question = g_new0 (Question, 1);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  den_dialog_set_content (DEN_DIALOG (dialog), label);
  den_dialog_set_destructive (DEN_DIALOG (dialog));
  question->confirmed = confirmed;
  question->owner = g_object_ref (owner);
  g_signal_connect_data (dialog, "accepted", G_CALLBACK (question_accepted_cb), question,
                         question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
