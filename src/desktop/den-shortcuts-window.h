/* The keys of the program, in one table: the application sets them, the shortcuts window tells
 * them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* action is a detailed action name, or NULL for keys that the widgets themselves take. */
typedef struct
{
  const char *group;
  const char *action;
  const char *accelerators[3]; /* NULL-terminated */
  const char *label;
} DenShortcut;

/* Ends with a NULL label. */
extern const DenShortcut den_shortcuts[];

#define DEN_TYPE_SHORTCUTS_WINDOW (den_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (DenShortcutsWindow, den_shortcuts_window, DEN, SHORTCUTS_WINDOW, GtkWindow)
GtkWidget *den_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS
