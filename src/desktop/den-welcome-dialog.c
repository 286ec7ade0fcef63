/* The first start: set up the clinic, or look around in the demo. */
#include "den-welcome-dialog.h"

struct _DenWelcomeDialog
{
  GtkWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (DenWelcomeDialog, den_welcome_dialog, GTK_TYPE_WINDOW)

static void
set_up_cb (DenWelcomeDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_destroy (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (parent), "app.set-up", NULL);
}

static void
den_welcome_dialog_class_init (DenWelcomeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/dendra/Dendra/den-welcome-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
den_welcome_dialog_init (DenWelcomeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
den_welcome_dialog_new (GtkWindow *parent)
{
  return g_object_new (DEN_TYPE_WELCOME_DIALOG, "transient-for", parent, NULL);
}
