/* The desktop application: opens the clinic, its windows, and the actions of the whole program. */
#include "den-application.h"

#include "den-booking.h"
#include "den-demo.h"
#include "den-message.h"
#include "den-session-window.h"
#include "den-setup-dialog.h"
#include "den-shortcuts-window.h"
#include "den-text.h"
#include "den-welcome-dialog.h"
#include "den-window.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

struct _DenApplication
{
  GtkApplication parent_instance;

  DenOffice *office; /* NULL where the clinic can not be opened */
  char *user;
  DenDay on;
  char *setup_path;
  gboolean first_start; /* ask what to open */
  GPtrArray *scratch;   /* directories of this run, removed at the end */
  char *failure;        /* why there is no office */
};

G_DEFINE_FINAL_TYPE (DenApplication, den_application, GTK_TYPE_APPLICATION)

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = data;
  GList *window;

  /* Windows are closed one by one, so that each keeps its size and its last field; one whose field
   * is wrong stays, and so does the program. */
  while ((window = gtk_application_get_windows (application)) != NULL)
    {
      GtkWindow *first = window->data;

      gtk_window_close (first);
      if (g_list_find (gtk_application_get_windows (application), first) != NULL)
        return;
    }
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *about = gtk_about_dialog_new ();

  g_object_set (about, "program-name", "Dendra", "version", DEN_VERSION, "logo-icon-name",
                DEN_APP_ID, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _ ("For ketamine clinics: from the first call to a prior authorization on "
                   "paper.\nIt supports a clinician’s judgement; it never decides to dose."),
                "modal", TRUE, "transient-for",
                gtk_application_get_active_window (GTK_APPLICATION (data)), NULL);
  gtk_window_present (GTK_WINDOW (about));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (data));

  gtk_window_present (GTK_WINDOW (den_shortcuts_window_new (parent)));
}

static void
set_up_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  DenApplication *self = data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (DenOffice) office = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (self->setup_path, G_FILE_TEST_EXISTS))
    {
      gtk_window_present (GTK_WINDOW (den_setup_dialog_new (parent, self)));
      return;
    }
  office = den_application_open_office (self, self->setup_path, DEN_STORE_WRITE, &error);
  if (office != NULL)
    den_application_switch_office (self, office);
  else
    den_show_error (GTK_WIDGET (parent), _ ("Your clinic can not be opened."), error);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
  { .name = "set-up", .activate = set_up_cb },
};

/* Tells why there is no clinic to show, in a window, for one who did not start from a terminal. */
static void
show_failure (DenApplication *self)
{
  GtkWidget *window = gtk_application_window_new (GTK_APPLICATION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *label = gtk_label_new (self->failure);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Close"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "window.close");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "den-page");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("This clinic can not be opened"));
  gtk_window_set_default_widget (GTK_WINDOW (window), button);
  gtk_widget_grab_focus (button);
  gtk_window_present (GTK_WINDOW (window));
}

static void
den_application_activate (GApplication *application)
{
  DenApplication *self = DEN_APPLICATION (application);
  GtkWidget *window;

  if (self->office == NULL)
    {
      show_failure (self);
      return;
    }
  window = den_window_new (self, self->office);
  gtk_window_present (GTK_WINDOW (window));
  if (self->first_start)
    gtk_window_present (GTK_WINDOW (den_welcome_dialog_new (GTK_WINDOW (window))));
  self->first_start = FALSE;
}

static void
den_application_startup (GApplication *application)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  G_APPLICATION_CLASS (den_application_parent_class)->startup (application);

  gtk_css_provider_load_from_resource (style, "/org/dendra/Dendra/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  /* The program's icon as pixels, which need no SVG library at start. */
  gtk_window_set_default_icon_name ("den-window");
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (const DenShortcut *shortcut = den_shortcuts; shortcut->label != NULL; shortcut++)
    if (shortcut->action != NULL)
      gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcut->action,
                                             (const char *const *) shortcut->accelerators);
}

/* The directories hold files only; SQLite's own lie beside a database. */
static void
remove_dir (gpointer data)
{
  g_autofree char *dir = data;
  g_autoptr (GDir) names = g_dir_open (dir, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      g_unlink (path);
    }
  g_rmdir (dir);
}

/* Nothing of the demo clinic, and no paper that was shown, stays behind. */
static void
den_application_shutdown (GApplication *application)
{
  DenApplication *self = DEN_APPLICATION (application);
  GList *window;

  while ((window = gtk_application_get_windows (GTK_APPLICATION (self))) != NULL)
    gtk_window_destroy (window->data);
  g_clear_object (&self->office);
  g_ptr_array_set_size (self->scratch, 0);

  G_APPLICATION_CLASS (den_application_parent_class)->shutdown (application);
}

static void
den_application_finalize (GObject *object)
{
  DenApplication *self = DEN_APPLICATION (object);

  g_clear_object (&self->office);
  g_clear_pointer (&self->scratch, g_ptr_array_unref);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->setup_path, g_free);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (den_application_parent_class)->finalize (object);
}

static void
den_application_class_init (DenApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = den_application_finalize;
  application_class->shutdown = den_application_shutdown;
  application_class->startup = den_application_startup;
  application_class->activate = den_application_activate;
}

static void
den_application_init (DenApplication *self)
{
  self->on = DEN_UNKNOWN;
  self->scratch = g_ptr_array_new_with_free_func (remove_dir);
  self->setup_path = den_office_default_path ();
}

DenApplication *
den_application_new (DenOffice *office)
{
  /* Every start is a process of its own: several clinics, or one clinic twice, may be open. */
  DenApplication *self =
      g_object_new (DEN_TYPE_APPLICATION, "application-id", DEN_APP_ID, "flags",
                    G_APPLICATION_NON_UNIQUE, "resource-base-path", "/org/dendra/Dendra", NULL);

  g_set_object (&self->office, office);
  return self;
}

DenOffice *
den_application_open_office (DenApplication *self, const char *path, DenStoreMode mode,
                             GError **error)
{
  return den_office_open (path, mode, self->user, self->on, error);
}

static gboolean
destroy_window_cb (gpointer data)
{
  gtk_window_destroy (GTK_WINDOW (data));
  return G_SOURCE_REMOVE;
}

/* The old windows go when the dialog that asked for the switch, and stands over one of them, is
 * through with its own signal. */
void
den_application_switch_office (DenApplication *self, DenOffice *office)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  g_set_object (&self->office, office);
  gtk_window_present (GTK_WINDOW (den_window_new (self, office)));
  for (GList *l = windows; l != NULL; l = l->next)
    if (DEN_IS_WINDOW (l->data) || DEN_IS_SESSION_WINDOW (l->data))
      g_idle_add_full (G_PRIORITY_DEFAULT, destroy_window_cb, g_object_ref (l->data),
                       g_object_unref);
}

const char *
den_application_get_setup_path (DenApplication *self)
{
  return self->setup_path;
}

char *
den_application_make_scratch_dir (DenApplication *self, GError **error)
{
  char *dir = g_dir_make_tmp ("dendra-XXXXXX", error);

  if (dir != NULL)
    g_ptr_array_add (self->scratch, g_strdup (dir));
  return dir;
}

/* Writes a demo clinic to a directory of its own and opens it, as of the day it was written for;
 * its clock begins in the middle of that day's sessions. */
static DenOffice *
open_demo (DenApplication *self, GError **error)
{
  g_autofree char *dir = den_application_make_scratch_dir (self, error);
  g_autofree char *path = dir != NULL ? g_build_filename (dir, "demo.db", NULL) : NULL;
  DenDay on = self->on != DEN_UNKNOWN ? self->on : den_demo_day ();
  DenOffice *office;

  if (path == NULL || !den_demo_write (path, 0, error))
    return NULL;
  office = den_office_open (path, DEN_STORE_WRITE, self->user, on, error);
  if (office != NULL && self->on == DEN_UNKNOWN)
    den_clock_start_at (den_office_get_clock (office), den_demo_now ());
  return office;
}

/* Whether there is a display; checked before anything that would end the program without one. */
static gboolean
has_display (void)
{
  const char *names[] = { "WAYLAND_DISPLAY", "DISPLAY", "BROADWAY_DISPLAY" };
  gboolean named = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    named = named || !den_text_is_blank (g_getenv (names[i]));
  return named && gtk_init_check ();
}

static gboolean
stop_cb (gpointer application)
{
  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

int
den_application_run_desktop (const char *path, const char *user, DenDay on, gboolean demo)
{
  g_autofree char *place = path != NULL ? g_strdup (path) : den_office_default_path ();
  g_autoptr (DenApplication) self = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!has_display ())
    {
      g_printerr ("%s\n", _ ("dendra: there is no display for the window; use a subcommand, for "
                             "example: dendra eligibility MRN (dendra --help tells all)"));
      return 3;
    }
  self = den_application_new (NULL);
  self->user = g_strdup (user);
  self->on = on;
  if (demo)
    self->office = open_demo (self, &error);
  else if (g_file_test (place, G_FILE_TEST_EXISTS))
    self->office = den_application_open_office (self, place, DEN_STORE_WRITE, &error);
  else
    {
      g_free (self->setup_path);
      self->setup_path = g_strdup (place);
      self->first_start = TRUE;
      self->office = open_demo (self, &error);
    }
  /* The demo clinic and the papers shown are removed also when the session ends the program. */
  g_unix_signal_add (SIGTERM, stop_cb, self);
  g_unix_signal_add (SIGINT, stop_cb, self);
  if (self->office == NULL)
    {
      self->failure = den_error_words (_ ("This clinic can not be opened."), error);
      g_printerr ("dendra: %s\n", error->message);
    }
  status = g_application_run (G_APPLICATION (self), 0, NULL);
  return self->failure != NULL ? 3 : status;
}
