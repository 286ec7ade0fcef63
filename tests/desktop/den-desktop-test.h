/* What the tests of the window share: the program on a clinic of its own, and looking into it. */
#pragma once

#include "den-field-row.h"
#include "den-test.h"
#include "den-window.h"

G_BEGIN_DECLS

typedef struct
{
  DenTestClinic clinic;
  DenApplication *application;
  DenWindow *window;
} DenTestDesktop;

/* Opens the demo clinic, as of its day, in a window. */
void den_test_desktop_open (DenTestDesktop *desktop);
/* Closes every window and asserts that none is kept alive. */
void den_test_desktop_close (DenTestDesktop *desktop);

/* Runs the main loop until nothing is left to do. */
void den_test_settle (void);
/* Runs it until DONE says so; fails the test after 10 seconds. */
typedef gboolean (*DenTestDone) (gpointer data);
void den_test_wait (DenTestDone done, gpointer data);

typedef void (*DenTestVisit) (GtkWidget *widget, gpointer data);
void den_test_walk (GtkWidget *root, DenTestVisit visit, gpointer data);
/* The first visible widget under ROOT of TYPE, or NULL. */
GtkWidget *den_test_find (GtkWidget *root, GType type);
/* The button with LABEL, its underline left out; fails the test where there is none. */
GtkWidget *den_test_find_button (GtkWidget *root, const char *label);
/* The form's row for the field COLUMN of TYPE. */
DenFieldRow *den_test_find_row (GtkWidget *root, const DenRecordType *type, const char *column);
/* Types TEXT into the row and leaves it. */
void den_test_type (DenFieldRow *row, const char *text);
/* Whether WORDS stand in a visible label under ROOT. */
gboolean den_test_shows (GtkWidget *root, const char *words);
/* The window that was opened last over the main window; fails where there is none. */
GtkWidget *den_test_get_dialog (DenTestDesktop *desktop);
gint64 den_test_find_patient (DenTestDesktop *desktop, const char *mrn);

G_END_DECLS
